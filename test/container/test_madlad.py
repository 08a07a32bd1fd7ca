"""MADLAD-400 with a tiny random T5, and the codes that it is asked with."""

from __future__ import annotations

from pathlib import Path

import inference
import models
import pytest
from asking import ask, request, texts_of
from models.base import Encoded, Item, Options
from models.codes import resolve

TEXTS = ["Links stay.", "The cache keeps every sentence that was translated.", "It takes ten."]


@pytest.fixture(scope="module")
def served(madlad_folder: Path):
    return inference.model_fn(str(madlad_folder))


@pytest.mark.parametrize("beams", [1, 3])
def test_batches_of_mixed_targets_equal_separate_calls(served, beams: int) -> None:
    options = {"num_beams": beams}
    targets = ["es", "zh-Hant", "fr"]
    fields = {"source": "en", "options": options}
    reply = ask(served, request(*TEXTS, **fields | {"target": targets}))
    apart = [
        texts_of(ask(served, request(text, **fields | {"target": target})))[0]
        for text, target in zip(TEXTS, targets, strict=True)
    ]
    assert texts_of(reply) == apart
    assert texts_of(ask(served, request(*TEXTS, **fields | {"target": "de"}))) != apart


def test_the_language_goes_first_and_the_end_last(served) -> None:
    pieces = served.model.pieces
    [spanish, german] = served.model.encode([Item("a b", "en", "es"), Item("a b", "en", "de")])
    assert "<2es>" in pieces.id_to_piece(spanish.ids[:2])
    assert "<2de>" in pieces.id_to_piece(german.ids[:2])
    assert spanish.ids[2:] == german.ids[2:]
    assert spanish.ids[-1] == 2


def test_a_text_cannot_ask_for_another_language_or_end_itself(served) -> None:
    pieces = served.model.pieces
    [encoded] = served.model.encode([Item("a <2de> b </s> c", "en", "es")])
    assert pieces.piece_to_id("<2de>") not in encoded.ids
    assert encoded.ids.count(2) == 1
    [plain] = served.model.encode([Item("if a <2 and b", "en", "es")])
    [spaced] = served.model.encode([Item("if a < 2 and b", "en", "es")])
    assert plain.ids != spaced.ids


def test_scripts_and_countries_in_the_vocabulary_are_no_languages(served) -> None:
    assert served.model.languages == ["de", "en", "es", "fr", "ja", "sr_Latn", "zh", "zh_Hant"]


def test_it_says_what_generate_says(served, madlad_folder: Path) -> None:
    import torch
    from transformers import T5ForConditionalGeneration

    original = T5ForConditionalGeneration.from_pretrained(madlad_folder).eval()
    # The checkpoint's output layer is not its table of words; a version that ties them is wrong.
    assert not torch.equal(original.lm_head.weight, original.shared.weight)
    ended = 0
    for text in TEXTS:
        ids = served.model.encode([Item(text, "en", "es")])[0].ids
        with torch.inference_mode():
            theirs = original.generate(
                input_ids=torch.tensor([ids]),
                decoder_input_ids=torch.tensor([[0]]),
                do_sample=False,
                num_beams=1,
                min_new_tokens=1,
                max_new_tokens=200,
                suppress_tokens=served.model.suppressed,
            )[0].tolist()[1:]
        if theirs[-1] == 2:
            ended += 1
            item = Item(text, "en", "es")
            [ours] = served.model.translate([item], [Encoded(ids)], Options(num_beams=1))
            assert ours.text == served.model.pieces.decode(theirs[:-1]).strip()
    assert ended > 0


def test_engines_and_folders_that_do_not_fit(madlad_folder: Path, seamless_folder: Path) -> None:
    with pytest.raises(ValueError, match="madlad has no engine 'ctranslate2'"):
        models.load("madlad", str(madlad_folder), "ctranslate2")
    with pytest.raises(FileNotFoundError, match=r"has no spiece\.model"):
        models.load("madlad", str(seamless_folder))


KNOWN = ["ar", "en", "es", "fil", "iw", "mni_Mtei", "no", "pt", "sr_Latn", "sr", "zh", "zh_Hant"]


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("es", "es"),
        ("ES", "es"),
        ("es-MX", "es"),
        ("es-419", "es"),
        ("pt-BR", "pt"),
        ("zh", "zh"),
        ("zh-Hans", "zh"),
        ("zh-CN", "zh"),
        ("zh-Hant", "zh_Hant"),
        ("zh_Hant", "zh_Hant"),
        ("zh-TW", "zh_Hant"),
        ("zh-Hant-HK", "zh_Hant"),
        ("sr", "sr"),
        ("sr-Cyrl", "sr"),
        ("sr-Latn", "sr_Latn"),
        ("sr-Latn-RS", "sr_Latn"),
        ("he", "iw"),
        ("nb", "no"),
        ("tl", "fil"),
        ("en-Latn", "en"),
        ("mni-Mtei", "mni_Mtei"),
        ("xx", None),
        ("", None),
        ("es-Cyrl", None),
        ("mni-Beng", None),
    ],
)
def test_the_most_exact_code_is_found_and_never_another_script(code: str, expected) -> None:
    assert resolve(code, KNOWN) == expected


def test_traditional_chinese_is_not_answered_in_simplified() -> None:
    assert resolve("zh-Hant", ["zh", "en"]) is None
    assert resolve("zh-TW", ["zh", "en"]) is None
