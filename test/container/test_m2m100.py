"""M2M100 with a tiny random model and its real tokenizer class."""

from __future__ import annotations

from pathlib import Path

import inference
import models
import pytest
from asking import ask, request, texts_of
from models.base import Item, Options

TEXTS = ["Links stay.", "The cache keeps every sentence that was translated.", "It takes ten."]


@pytest.fixture(scope="module")
def served(m2m100_folder: Path):
    return inference.model_fn(str(m2m100_folder))


def said(served, text: str, target: str) -> str:
    """What the model itself says, without the handler's second try at what loops."""
    item = Item(text, "en", target)
    [output] = served.model.translate([item], served.model.encode([item]), Options(num_beams=1))
    return output.text


@pytest.mark.parametrize("beams", [1, 3])
def test_batches_of_mixed_targets_equal_separate_calls(served, beams: int) -> None:
    fields = {"source": "en", "options": {"num_beams": beams}}
    targets = ["es", "pt-BR", "zh"]
    reply = ask(served, request(*TEXTS, **fields | {"target": targets}))
    apart = [
        texts_of(ask(served, request(text, **fields | {"target": target})))[0]
        for text, target in zip(TEXTS, targets, strict=True)
    ]
    assert texts_of(reply) == apart
    assert texts_of(ask(served, request(*TEXTS, **fields | {"target": "de"}))) != apart


def test_ids_are_those_of_the_tokenizer(served) -> None:
    tokenizer = served.model.tokenizer
    tokenizer.src_lang = "de"
    for text in [*TEXTS, "Größe, Länge 😀 ½ ﬁ", "キャッシュ"]:
        [encoded] = served.model.encode([Item(text, "de", "es")])
        assert encoded.ids == tokenizer(text, padding=False)["input_ids"]


def test_marks_in_a_text_are_plain_words(served) -> None:
    [encoded] = served.model.encode([Item("a </s> b __fr__ c <pad>", "en", "es")])
    assert encoded.ids.count(2) == 1
    assert served.model.ids["fr"] not in encoded.ids
    assert encoded.unknown > 0


def test_it_says_what_generate_says(served, m2m100_folder: Path) -> None:
    import torch
    from transformers import M2M100ForConditionalGeneration

    original = M2M100ForConditionalGeneration.from_pretrained(m2m100_folder).eval()
    ended = 0
    for text in TEXTS:
        for target in ("es", "fr", "zh", "ru"):
            [encoded] = served.model.encode([Item(text, "en", target)])
            with torch.inference_mode():
                theirs = original.generate(
                    input_ids=torch.tensor([encoded.ids]),
                    decoder_input_ids=torch.tensor([[2, served.model.ids[target]]]),
                    do_sample=False,
                    num_beams=1,
                    min_new_tokens=1,
                    max_new_tokens=180,
                    suppress_tokens=list(served.model.suppressed),
                )[0].tolist()
            if theirs[-1] == 2:
                ended += 1
                assert said(served, text, target) == served.model._text(theirs[2:-1])
    assert ended > 0


def test_languages_and_engine(served, m2m100_folder: Path) -> None:
    assert len(served.model.languages) == 100
    assert served.model.resolve("es-MX") == "es"
    assert served.model.resolve("zh-Hant") is None
    with pytest.raises(ValueError, match="m2m100 has no engine 'ctranslate2'"):
        models.load("m2m100", str(m2m100_folder), "ctranslate2")
