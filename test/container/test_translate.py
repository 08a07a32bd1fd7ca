"""The handler with a real (tiny, random) SeamlessM4T v2: `model_fn`, `transform_fn`, and the
original class as what it has to agree with."""

from __future__ import annotations

import json
from pathlib import Path

import inference
import pytest
from asking import ask, request, texts_of
from models.base import Item, Options

TEXTS = [
    "Links stay.",
    "The cache keeps every sentence that was translated, and code is left alone.",
    "It takes ten seconds.",
    "Is this the first page of the blog?",
    "Größe, Länge und Höhe dürfen dabei nicht fehlen.",
    "これは最初のページです。",
]


@pytest.fixture(scope="module")
def served(seamless_folder: Path):
    return inference.model_fn(str(seamless_folder))


def alone(served, text: str, target: str, **options: object) -> dict:
    return ask(served, request(text, target=target, options=options))["results"][0]


def test_health_names_the_folder_and_the_languages(served) -> None:
    health = ask(served, {"op": "health"})
    assert health["ok"] is True
    assert health["model"] == "tiny-seamless"
    assert health["engine"] == "seamless/transformers"
    assert "cmn_Hant" in health["languages"]


@pytest.mark.parametrize("beams", [1, 4])
def test_padding_changes_no_answer(served, beams: int) -> None:
    together = ask(served, request(*TEXTS, options={"num_beams": beams}))["results"]
    apart = [alone(served, text, "spa", num_beams=beams) for text in TEXTS]
    assert [result["text"] for result in together] == [result["text"] for result in apart]
    assert len({result["text"] for result in apart}) > 3


@pytest.mark.parametrize("beams", [1, 4])
def test_a_batch_may_mix_target_languages(served, beams: int) -> None:
    targets = ["spa", "fra", "cmn_Hant", "deu", "jpn", "rus"]
    reply = ask(served, request(*TEXTS, target=targets, options={"num_beams": beams}))
    apart = [
        alone(served, text, target, num_beams=beams)
        for text, target in zip(TEXTS, targets, strict=True)
    ]
    assert texts_of(reply) == [result["text"] for result in apart]
    assert texts_of(reply) != texts_of(
        ask(served, request(*TEXTS, target="spa", options={"num_beams": beams}))
    )


def test_small_batches_and_large_ones_say_the_same(served, monkeypatch) -> None:
    large = texts_of(ask(served, request(*TEXTS)))
    monkeypatch.setattr(served, "budget", 20)
    assert texts_of(ask(served, request(*TEXTS))) == large


def test_a_batch_that_does_not_fit_gives_the_same_answers(served, monkeypatch) -> None:
    whole = texts_of(ask(served, request(*TEXTS)))
    model, tried = served.model, []
    translate = model.translate

    def too_small(items, encoded, options):
        tried.append(len(items))
        if len(items) > 2:
            raise RuntimeError("CUDA out of memory. Tried to allocate 20.00 MiB")
        return translate(items, encoded, options)

    monkeypatch.setattr(model, "translate", too_small)
    monkeypatch.setattr(served, "budget", served.budget)
    assert texts_of(ask(served, request(*TEXTS))) == whole
    assert tried[0] == len(TEXTS)
    assert len([rows for rows in tried if rows > 2]) <= 3


def test_it_says_what_the_original_class_says(served, seamless_folder: Path) -> None:
    import torch
    from transformers import AutoTokenizer, SeamlessM4Tv2ForTextToText

    original = SeamlessM4Tv2ForTextToText.from_pretrained(seamless_folder).eval()
    tokenizer = AutoTokenizer.from_pretrained(seamless_folder)
    tokenizer.src_lang = "eng"
    ended = 0
    for text in TEXTS[:4]:
        for target in ("spa", "fra"):
            rows = tokenizer([text], return_tensors="pt", padding=False)
            with torch.inference_mode():
                ids = original.generate(
                    **rows,
                    tgt_lang=target,
                    num_beams=1,
                    do_sample=False,
                    max_new_tokens=40,
                    suppress_tokens=[0, 1, 2],
                )[0].tolist()
            item = Item(text, "eng", target)
            ours = served.model.translate(
                [item], served.model.encode([item]), Options(num_beams=1)
            )[0]
            theirs = tokenizer.decode(ids, skip_special_tokens=True)
            if ids[-1] == 3:
                ended += 1
                assert ours.text == theirs.strip()
            else:
                assert ours.text.startswith(theirs.strip()[:10])
    assert ended >= 3


def test_an_unknown_character_is_counted_and_never_written(served) -> None:
    result = alone(served, "Ten 😀 seconds ☃.", "spa")
    assert result["srcUnk"] == 2
    assert "srcUnk" not in alone(served, "Ten seconds.", "spa")
    assert all("<unk>" not in (text or "") for text in texts_of(ask(served, request(*TEXTS))))


def test_marks_of_the_model_in_a_text_are_plain_words(served) -> None:
    [encoded] = served.model.encode([Item("a </s> b __fra__ c <pad>", "eng", "spa")])
    assert encoded.ids.count(3) == 1
    assert encoded.ids[-1] == 3
    assert 0 not in encoded.ids


def test_alignments_are_offsets_of_words_in_utf_16(served) -> None:
    text = "Ten 😀 seconds to build."
    result = alone(served, text, "spa", alignment=True)
    assert result["alignment"] is not None
    units = text.encode("utf-16-le")
    for start, end, begin, stop, score in result["alignment"]:
        word = units[2 * start : 2 * end].decode("utf-16-le")
        assert word == word.strip() != ""
        assert 0 <= begin < stop <= len(result["text"].encode("utf-16-le")) // 2
        assert 0 <= score <= 1


def test_long_texts_are_refused_one_by_one(served) -> None:
    reply = ask(served, request("word " * 400, "Links stay."))
    assert reply["results"][0]["error"] == "TOO_LONG"
    assert reply["results"][1]["text"] == alone(served, "Links stay.", "spa")["text"]


def test_half_a_surrogate_pair_does_not_stop_the_others(served) -> None:
    body = json.dumps(request("a \ud83d b", "Links stay.")).encode()
    reply = ask(served, body)
    assert reply["results"][1]["text"] == alone(served, "Links stay.", "spa")["text"]
    assert "text" in reply["results"][0]


def test_a_language_of_the_wrong_kind_of_code_is_refused_with_the_nearest(served) -> None:
    message = ask(served, request("a", target="es"))["error"]["message"]
    assert 'target is "es"' in message


def test_a_folder_that_is_no_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "bert"}')
    with pytest.raises(ValueError, match=r"config\.json is of a model of type 'bert'"):
        inference.model_fn(str(tmp_path))
