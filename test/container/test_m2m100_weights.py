"""The text half of SeamlessM4T v2 runs as an M2M100 and says the very same."""

from __future__ import annotations

import json
import shutil

import pytest
import torch
from decoding import decode, padded
from m2m100_weights import load_m2m100, m2m100_config
from safetensors.torch import load_file, save_file
from text_tensors import m2m100_name, text_tensors
from tiny import tiny_seamless
from transformers import SeamlessM4Tv2Config, SeamlessM4Tv2ForTextToText

SUPPRESSED = (0, 1, 2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tiny_seamless(tmp_path_factory.mktemp("seamless"))
    # Now and then the end wins, so that rows of a batch end at different lengths.
    weights = load_file(folder / "model.safetensors")
    weights["shared.weight"][3] *= 3
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    return folder


@pytest.fixture(scope="module")
def original(folder):
    return SeamlessM4Tv2ForTextToText.from_pretrained(folder, attn_implementation="eager").eval()


@pytest.fixture(scope="module")
def m2m100(folder):
    return load_m2m100(folder)


@pytest.fixture(scope="module")
def rows(original):
    chance = torch.Generator().manual_seed(7)
    last = original.config.vocab_size - 10
    lengths = (3, 20, 11, 1, 14, 7)
    return [
        [last + 1 + n, *torch.randint(4, last, (length,), generator=chance).tolist(), 3]
        for n, length in enumerate(lengths)
    ]


@pytest.fixture(scope="module")
def prompts(original, rows):
    return [[3, original.config.vocab_size - 1 - n % 5] for n in range(len(rows))]


def logits(model, rows, prompts):
    ids, mask = padded(rows, 0)
    with torch.inference_mode():
        return model(
            input_ids=ids, attention_mask=mask, decoder_input_ids=torch.tensor(prompts)
        ).logits


# Logits go up to some 50; fused attention adds up in another order.
@pytest.mark.parametrize(("attention", "most"), [("eager", 0.0), ("sdpa", 1e-3)])
def test_logits_are_those_of_the_original(folder, original, rows, prompts, attention, most):
    model = load_m2m100(folder, attention=attention)
    assert model.config._attn_implementation == attention
    longer = [[*prompt, 50, 60, 0, 70, 80] for prompt in prompts]
    theirs, ours = logits(original, rows, longer), logits(model, rows, longer)
    assert theirs.abs().max() > 1
    torch.testing.assert_close(ours, theirs, rtol=0, atol=most)


def test_padding_does_not_change_logits(m2m100, rows, prompts):
    together = logits(m2m100, rows, prompts)
    for row, prompt, expected in zip(rows, prompts, together, strict=True):
        torch.testing.assert_close(logits(m2m100, [row], [prompt])[0], expected, rtol=0, atol=1e-3)


@pytest.mark.parametrize("beams", [1, 5])
def test_generates_what_the_original_generates(original, m2m100, rows, prompts, beams):
    # The original class's own method, one target language at a time.
    codes = original.generation_config.text_decoder_lang_to_code_id
    names = {id: code for code, id in codes.items()}
    ours = decode(m2m100, rows, prompts, num_beams=beams, suppress=SUPPRESSED, limits=[40] * 6)
    lengths = set()
    for row, (_, language), found in zip(rows, prompts, ours, strict=True):
        sequence = original.generate(
            input_ids=torch.tensor([row]),
            tgt_lang=names[language],
            num_beams=beams,
            early_stopping=beams > 1,
            do_sample=False,
            suppress_tokens=list(SUPPRESSED),
            renormalize_logits=True,
            min_new_tokens=1,
            max_new_tokens=40,
        )[0].tolist()
        assert sequence[:2] == [3, language]
        expected = sequence[2:]
        if 3 in expected:
            assert found.ids == expected[: expected.index(3)]
            assert not found.capped
        else:
            assert found.ids == expected
            assert found.capped
        lengths.add(len(found.ids))
    assert len(lengths) > 1


@pytest.mark.parametrize("beams", [1, 3])
def test_a_row_does_not_depend_on_its_batch(m2m100, rows, prompts, beams):
    options = {"num_beams": beams, "suppress": SUPPRESSED}
    together = decode(m2m100, rows, prompts, **options, limits=[12, 30, 25, 9, 18, 21])
    for n, limit in enumerate([12, 30, 25, 9, 18, 21]):
        [alone] = decode(m2m100, [rows[n]], [prompts[n]], **options, limits=[limit])
        assert alone.ids == together[n].ids
        assert alone.capped == together[n].capped
        assert len(alone.ids) <= limit
        assert alone.score == pytest.approx(together[n].score, abs=1e-4)


def test_suppressed_tokens_are_never_said(m2m100, rows, prompts):
    [first, *_] = decode(m2m100, rows, prompts, limits=[15] * 6)
    without = decode(m2m100, rows, prompts, suppress=first.ids[:2], limits=[15] * 6)
    assert not set(first.ids[:2]) & set(without[0].ids)


def test_greedy_scores_are_mean_log_probabilities(m2m100, rows, prompts):
    for n, found in enumerate(decode(m2m100, rows, prompts, limits=[10] * 6)):
        said = found.ids if found.capped else [*found.ids, 3]
        given = logits(m2m100, [rows[n]], [[*prompts[n], *said[:-1]]])[0, 1:].clone()
        given[0, 3] = float("-inf")  # an empty translation is not on offer
        scores = given.log_softmax(-1)
        expected = sum(scores[step, id].item() for step, id in enumerate(said)) / len(said)
        assert found.score == pytest.approx(expected, abs=1e-4)
        assert expected < 0


def test_half_precision_has_one_type_all_over(folder):
    model = load_m2m100(folder, dtype=torch.float16)
    assert {weight.dtype for weight in model.parameters()} == {torch.float16}
    assert model.model.encoder.embed_positions.weights.dtype == torch.float16
    assert model.lm_head.weight is model.model.shared.weight


def test_positions_are_those_of_the_original(original, m2m100):
    theirs = original.text_encoder.embed_positions.weights
    ours = m2m100.model.encoder.embed_positions.weights
    assert m2m100.model.encoder.embed_positions.padding_idx == 0
    torch.testing.assert_close(ours, theirs, rtol=0, atol=0)
    assert ours[1:].abs().sum(1).min() > 0


def test_shards_and_the_speech_half(folder, m2m100, tmp_path):
    """The released checkpoint: several files, most tensors not of the text half, no file read
    without need.
    """
    weights = load_file(folder / "model.safetensors")
    text = sorted(weights)
    parts = {
        "model-1.safetensors": {name: weights[name] for name in text[::2]},
        "model-2.safetensors": {name: weights[name] for name in text[1::2]},
    }
    parts["model-1.safetensors"]["t2u_model.model.encoder.layers.0.fc1.weight"] = torch.ones(2)
    parts["model-2.safetensors"]["speech_encoder.layers.0.ffn.fc1.weight"] = torch.ones(2)
    index = {name: file for file, part in parts.items() for name in part}
    index["vocoder.dur_predictor.weight"] = "model-3.safetensors"
    for file, part in parts.items():
        save_file(part, tmp_path / file)
    shutil.copy(folder / "config.json", tmp_path)
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps({"weight_map": index}))
    sharded = load_m2m100(tmp_path)
    for name, weight in m2m100.state_dict().items():
        assert torch.equal(sharded.state_dict()[name], weight), name


@pytest.mark.parametrize("kept", ["lm_head.weight", "text_decoder.embed_tokens.weight"])
def test_the_embedding_under_another_name(folder, m2m100, tmp_path, kept):
    weights = load_file(folder / "model.safetensors")
    weights[kept] = weights.pop("shared.weight")
    save_file(weights, tmp_path / "model.safetensors")
    shutil.copy(folder / "config.json", tmp_path)
    assert torch.equal(load_m2m100(tmp_path).lm_head.weight, m2m100.lm_head.weight)


def test_every_tensor_has_a_name(folder):
    names = [name for name, _ in text_tensors(folder)]
    assert len(names) == len(set(names)) == len(load_file(folder / "model.safetensors"))
    assert m2m100_name("text_decoder.layers.3.cross_attention_layer_norm.bias") == (
        "model.decoder.layers.3.encoder_attn_layer_norm.bias"
    )
    assert (
        m2m100_name("text_encoder.layers.0.ffn.fc2.weight") == "model.encoder.layers.0.fc2.weight"
    )
    assert m2m100_name("t2u_model.model.encoder.layers.0.fc1.weight") is None


def test_other_weights_are_refused(folder, tmp_path):
    weights = load_file(folder / "model.safetensors")
    del weights["text_encoder.layers.0.ffn.fc1.weight"]
    save_file(weights, tmp_path / "model.safetensors")
    shutil.copy(folder / "config.json", tmp_path)
    with pytest.raises(ValueError, match=r"1 missing \(\['model.encoder.layers.0.fc1.weight'\]\)"):
        load_m2m100(tmp_path)
    with pytest.raises(ValueError, match="activation_function 'gelu'; M2M100 needs 'relu'"):
        m2m100_config(SeamlessM4Tv2Config(activation_function="gelu"))
