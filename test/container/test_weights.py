"""Which model is loaded, from where, and what is downloaded for it."""

from __future__ import annotations

import fnmatch
import json
from pathlib import Path

import models
import pytest
import weights
from weights import MODELS, Weights, find_weights

# What lies in facebook/seamless-m4t-v2-large, with gigabytes.
SEAMLESS_HUB = {
    "README.md": 0,
    "added_tokens.json": 0,
    "config.json": 0,
    "generation_config.json": 0.01,
    "m4t_v2_multitask_unity2.pt": 11.4,
    "model-00001-of-00002.safetensors": 5,
    "model-00002-of-00002.safetensors": 4.24,
    "model.safetensors.index.json": 0,
    "preprocessor_config.json": 0,
    "seamlessM4T_v2_large.pt": 9.07,
    "sentencepiece.bpe.model": 0.005,
    "special_tokens_map.json": 0,
    "spm_char_lang38_tc.model": 0,
    "tokenizer_config.json": 0,
    "vocoder_v2.pt": 0.2,
}
M2M100_HUB = ("config.json", "pytorch_model.bin", "rust_model.ot", "vocab.json")
MADLAD_HUB = ("config.json", "model.safetensors", "model-q4k.gguf", "spiece.model", "checkpoint")


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """A hub that notes what it is asked for."""
    import huggingface_hub

    asked: list[tuple[str, str | None, list[str]]] = []

    def snapshot_download(repository: str, *, revision: str | None, allow_patterns: list[str]):
        asked.append((repository, revision, allow_patterns))
        (tmp_path / "config.json").write_text("{}")
        return str(tmp_path)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", snapshot_download)
    return asked


def kept(names, patterns: list[str]) -> set[str]:
    return {name for name in names if any(fnmatch.fnmatch(name, p) for p in patterns)}


def test_a_folder_with_a_config_is_taken_as_it_is(tmp_path: Path, hub) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    for kind, family in (("seamless_m4t_v2", "seamless"), ("t5", "madlad"), ("m2m_100", "m2m100")):
        (folder / "config.json").write_text(json.dumps({"model_type": kind}))
        assert find_weights(str(folder)) == Weights(family, str(folder), "mine")
    assert hub == []


def test_without_one_the_default_model_is_fetched_at_its_fixed_commit(tmp_path, hub) -> None:
    found = find_weights(str(tmp_path / "empty"))
    [(repository, revision, patterns)] = hub
    assert repository == "facebook/seamless-m4t-v2-large"
    assert revision == MODELS["seamless-m4t-v2-large"][2]
    assert len(revision) == 40
    assert (found.family, found.label) == ("seamless", "seamless-m4t-v2-large")
    files = kept(SEAMLESS_HUB, patterns)
    assert {"config.json", "generation_config.json", "sentencepiece.bpe.model"} <= files
    assert {name for name in files if name.startswith("model-")} == {
        "model-00001-of-00002.safetensors",
        "model-00002-of-00002.safetensors",
    }
    # Of 30 GB the 9.2 that are needed: the text half lies in both parts.
    assert sum(SEAMLESS_HUB[name] for name in files) == pytest.approx(9.255)


def test_each_family_fetches_its_kind_of_weights(tmp_path, hub, monkeypatch) -> None:
    for name, files, expected in (
        ("m2m100-418m", M2M100_HUB, {"config.json", "pytorch_model.bin", "vocab.json"}),
        ("madlad400-3b-mt", MADLAD_HUB, {"config.json", "model.safetensors", "spiece.model"}),
    ):
        monkeypatch.setenv("POLYGLOT_MODEL_ID", name)
        assert find_weights(str(tmp_path / "empty")).family == MODELS[name][0]
        assert hub[-1][1] == MODELS[name][2]
        assert kept(files, hub[-1][2]) == expected


def test_a_known_repository_and_a_revision_of_ones_own(tmp_path, hub, monkeypatch) -> None:
    monkeypatch.setenv("POLYGLOT_MODEL_ID", "google/madlad400-3b-mt")
    monkeypatch.setenv("POLYGLOT_MODEL_REVISION", "abc")
    found = find_weights(str(tmp_path / "empty"))
    assert found.family == "madlad"
    assert hub[0][:2] == ("google/madlad400-3b-mt", "abc")


def test_a_known_repository_is_called_by_its_short_name_also_in_a_folder(
    tmp_path, hub, monkeypatch
) -> None:
    for short, (_, repository, _) in MODELS.items():
        monkeypatch.setenv("POLYGLOT_MODEL_ID", repository)
        assert find_weights(str(tmp_path / "empty")).label == short
    (tmp_path / "config.json").write_text('{"model_type": "m2m_100"}')
    assert find_weights(str(tmp_path)).label == short


def test_an_unknown_repository_needs_a_family(tmp_path, hub, monkeypatch) -> None:
    monkeypatch.setenv("POLYGLOT_MODEL_ID", "google/madlad400-7b-mt")
    with pytest.raises(ValueError, match="set POLYGLOT_MODEL_FAMILY to one of seamless, madlad"):
        find_weights(str(tmp_path / "empty"))
    monkeypatch.setenv("POLYGLOT_MODEL_FAMILY", "madlad")
    found = find_weights(str(tmp_path / "empty"))
    assert (found.family, found.label) == ("madlad", "google/madlad400-7b-mt")
    monkeypatch.setenv("POLYGLOT_MODEL_FAMILY", "gpt")
    with pytest.raises(ValueError, match="POLYGLOT_MODEL_FAMILY is 'gpt'"):
        find_weights(str(tmp_path / "empty"))


def test_what_cannot_be_downloaded_says_what_to_do(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "cache"))
    with pytest.raises(OSError, match="facebook/seamless-m4t-v2-large at 5f8cc790") as raised:
        find_weights(str(tmp_path / "empty"))
    assert "HF_HUB_OFFLINE is set" in str(raised.value)


def test_a_repository_without_a_config_is_refused(tmp_path: Path, monkeypatch) -> None:
    import huggingface_hub

    monkeypatch.setattr(huggingface_hub, "snapshot_download", lambda *_, **__: str(tmp_path))
    with pytest.raises(OSError, match=r"has no config\.json"):
        find_weights(str(tmp_path / "empty"))


def test_the_stub_needs_no_files(monkeypatch) -> None:
    monkeypatch.setenv("POLYGLOT_MODEL_FAMILY", "stub")
    assert find_weights("/nowhere") == Weights("stub", "/nowhere", "stub")


def test_families_and_engines_that_are_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="model family 'gpt' is not known; one of seamless"):
        models.load("gpt", str(tmp_path))
    with pytest.raises(ValueError, match="engine 'onnx' is not known; one of auto"):
        models.load("seamless", str(tmp_path), "onnx")


def test_every_family_of_the_table_has_files_and_a_module() -> None:
    for family, _, revision in MODELS.values():
        assert family in weights.FILES
        assert family in models.FAMILIES
        assert len(revision) == 40
