"""The family seamless: ids, languages, both ways to run it with transformers, attention."""

from __future__ import annotations

import json
import shutil

import attention
import length_limits
import pytest
import seamless_transformers
import torch
from attention import attention_of
from decoding import padded
from models.base import Item, Options
from models.seamless import load
from seamless_tokens import SeamlessTokens
from tiny import tiny_seamless
from transformers import AutoTokenizer, SeamlessM4Tv2ForTextToText

ITEMS = [
    Item("The cache keeps every sentence.", "eng", "spa"),
    Item("これは最初のページです。", "jpn", "deu"),
    Item("Links 🎉 stay", "eng", "cmn_Hant"),
    Item("Größe", "deu", "spa"),
]


@pytest.fixture(autouse=True)
def short(monkeypatch):
    """Random weights go on and on."""
    monkeypatch.setattr(length_limits, "EXTRA", 10)


@pytest.fixture(scope="module")
def model(seamless_folder):
    return load(str(seamless_folder), "transformers")


@pytest.fixture(scope="module")
def original(seamless_folder):
    return load(str(seamless_folder), "transformers-original")


@pytest.fixture(scope="module")
def tokens(seamless_folder):
    return SeamlessTokens(seamless_folder)


@pytest.mark.parametrize(
    "text",
    [
        "The cache keeps every sentence.",
        "Links  stay ",
        " ¿Größe? été",
        "最初のページです。",
        "🎉",
        "½",
    ],
)
def test_ids_are_those_of_the_tokenizer(seamless_folder, tokens, text):
    theirs = AutoTokenizer.from_pretrained(seamless_folder)
    assert tokens.encode(text, "deu") == theirs(text, src_lang="deu", padding=False)["input_ids"]


def test_ids_go_back_to_text(tokens):
    ids = tokens.encode("Is this  the first page, été?", "eng")
    assert tokens.decode(ids)[0] == "Is this the first page, été?"
    assert tokens.decode([])[0] == ""


def test_marks_in_a_text_are_words(tokens):
    ids = tokens.encode("</s> __fra__ <pad>", "eng")
    assert ids.count(3) == 1
    assert ids[-1] == 3
    assert set(tokens.language_ids.values()) & set(ids) == {tokens.language_ids["eng"]}
    assert 0 not in ids


def test_unknown_characters_are_counted(model):
    known, unknown = model.encode([Item("Links stay", "eng", "spa"), ITEMS[2]])
    assert known.unknown == 0
    assert unknown.unknown == 1


def test_languages_are_read_from_the_model(tmp_path):
    folder = tiny_seamless(tmp_path, codes=("eng", "sat", "zlm", "cmn_Hant"))
    tokens = SeamlessTokens(folder)
    assert tokens.languages == ["cmn_Hant", "eng", "zlm"]
    assert tokens.resolve("zsm") == tokens.resolve("zlm") == "zlm"
    assert tokens.resolve("sat") is None
    assert tokens.resolve("deu") is None
    assert tokens.resolve("cmn_Hant") == "cmn_Hant"


@pytest.mark.parametrize("beams", [1, 3])
def test_a_mixed_batch_says_what_the_original_says_alone(model, original, beams):
    options = Options(num_beams=beams, alignment=True)
    together = model.translate(ITEMS, model.encode(ITEMS), options)
    assert len({output.text for output in together}) == len(ITEMS)
    for item, output in zip(ITEMS, together, strict=True):
        [alone] = original.translate([item], original.encode([item]), options)
        assert (output.text, output.capped) == (alone.text, alone.capped)
        assert [span[:4] for span in output.alignment] == [span[:4] for span in alone.alignment]
        scores = [span[4] for span in output.alignment]
        assert scores == pytest.approx([span[4] for span in alone.alignment], abs=1e-3)


def test_the_target_language_counts(model):
    items = [Item("The cache", "eng", target) for target in ("spa", "deu", "rus")]
    outputs = model.translate(items, model.encode(items), Options(num_beams=1))
    assert len({output.text for output in outputs}) == 3


def test_repetitions_can_be_forbidden(model):
    options = Options(num_beams=1, no_repeat_ngram_size=2)
    items = ITEMS[:1]
    [row] = model.decode(items, model.encode(items), options)
    pairs = list(zip(row.ids, row.ids[1:], strict=False))
    assert len(pairs) > 5
    assert len(pairs) == len(set(pairs))


def test_alignment_goes_from_ids_to_words(model, monkeypatch):
    """Attention of our own making: each token looked at the last token of the word `cache`."""
    item = ITEMS[0]
    [encoded] = model.encode([item])
    start = item.text.index("cache")
    at = max(
        n for n, span in enumerate(model.tokens.spans(item.text)) if span == (start, start + 5)
    )

    def looks_at_cache(_, rows, targets):
        line = [float(n == at) for n in range(len(rows[0]))]
        return [[line] * (len(targets[0]) - 1)]

    monkeypatch.setattr(seamless_transformers, "attention_of", looks_at_cache)
    [output] = model.translate([item], [encoded], Options(num_beams=1, alignment=True))
    assert output.alignment
    for source_start, source_end, target_start, target_end, score in output.alignment:
        assert item.text[source_start:source_end] == "cache"
        assert output.text[target_start:target_end].strip() == output.text[target_start:target_end]
        assert target_start < target_end
        assert score == 1.0


def test_attention_is_the_mean_of_the_upper_layers(model, seamless_folder):
    plain = SeamlessM4Tv2ForTextToText.from_pretrained(
        seamless_folder, attn_implementation="eager"
    ).eval()
    rows = [entry.ids for entry in model.encode(ITEMS)]
    targets = [[3, 401 + n, *range(50, 55 + 3 * n), 3] for n in range(len(rows))]
    before = model.model.config._attn_implementation
    found = attention_of(model.model, rows, targets)
    assert model.model.config._attn_implementation == before == "sdpa"
    for row, target, lines in zip(rows, targets, found, strict=True):
        ids, mask = padded([row], 0)
        with torch.inference_mode():
            layers = plain(
                input_ids=ids,
                attention_mask=mask,
                decoder_input_ids=torch.tensor([target[:-1]]),
                output_attentions=True,
            ).cross_attentions
        # Of two layers the second.
        torch.testing.assert_close(torch.tensor(lines), layers[1][0].mean(0), rtol=0, atol=1e-4)
        assert len(lines) == len(target) - 1
        for line in lines:
            assert sum(line) == pytest.approx(1, abs=1e-5)


def test_attention_in_small_pieces_is_the_same(model, monkeypatch):
    rows = [entry.ids for entry in model.encode(ITEMS)]
    targets = [[3, 401, *range(60, 70 + n), 3] for n in range(len(rows))]
    whole = attention_of(model.model, rows, targets)
    monkeypatch.setattr(attention, "MOST_NUMBERS", 5000)
    pieces = list(attention.chunks(model.model.config, rows, targets))
    assert len(pieces) > 1
    for lines, expected in zip(attention_of(model.model, rows, targets), whole, strict=True):
        torch.testing.assert_close(torch.tensor(lines), torch.tensor(expected), rtol=0, atol=1e-5)


def test_the_original_class_stands_in_where_m2m100_cannot(seamless_folder, tmp_path, caplog):
    folder = shutil.copytree(seamless_folder, tmp_path / "model")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"activation_function": "gelu"}))
    model = load(str(folder), "transformers")
    assert model.name == "seamless/transformers-original"
    assert "activation_function 'gelu'" in caplog.text
    items = ITEMS[:2]
    outputs = model.translate(items, model.encode(items), Options(num_beams=1, alignment=True))
    assert all(output.text and output.alignment is not None for output in outputs)


def test_names_say_what_runs(model, original, seamless_folder):
    assert model.name == "seamless/transformers"
    assert type(model.model).__name__ == "M2M100ForConditionalGeneration"
    assert original.name == "seamless/transformers-original"
    assert type(original.model).__name__ == "SeamlessM4Tv2ForTextToText"
    assert load(str(seamless_folder), "auto").name == "seamless/transformers"
    with pytest.raises(ValueError, match="engine 'onnx' is not known"):
        load(str(seamless_folder), "onnx")


def test_a_folder_without_a_file_is_an_error(seamless_folder, tmp_path):
    folder = shutil.copytree(seamless_folder, tmp_path / "model")
    (folder / "generation_config.json").write_text("{}")
    with pytest.raises(ValueError, match="text_decoder_lang_to_code_id"):
        load(str(folder))
    (folder / "sentencepiece.bpe.model").unlink()
    with pytest.raises(FileNotFoundError, match=r"no sentencepiece\.bpe\.model"):
        load(str(folder))


def test_length_limits(monkeypatch):
    monkeypatch.undo()
    assert length_limits.length_limit(12) == 212
    assert length_limits.length_limit(5000) == 1024
