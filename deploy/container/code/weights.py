"""Where the model's files are: in the folder that was given, or on the Hugging Face hub at one
fixed commit."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

MODELS = {
    "seamless-m4t-v2-large": (
        "seamless",
        "facebook/seamless-m4t-v2-large",
        "5f8cc790b19fc3f67a61c105133b20b34e3dcb76",
    ),
    "madlad400-3b-mt": (
        "madlad",
        "google/madlad400-3b-mt",
        "fa184c675da0b5c9e1c8694fccd4e12e2d422094",
    ),
    "m2m100-418m": (
        "m2m100",
        "facebook/m2m100_418M",
        "55c2e61bbf05dfb8d7abccdc3fae6fc8512fd636",
    ),
}
"""Name -> family, repository, commit: the same as in `deploy/models.ts`."""

_ALWAYS = ["config.json", "generation_config.json", "tokenizer*", "special_tokens_map.json"]
_ALWAYS += ["added_tokens.json", "vocab.json", "sentencepiece.bpe.model", "spiece.model"]
SAFETENSORS = ["model.safetensors", "model-*.safetensors", "model.safetensors.index.json"]
"""Not `*.pt`: Meta's own files lie beside them, 20 GB that nothing here reads."""
BIN = ["pytorch_model.bin"]
"""Repositories from before 2022 have no other weights."""
FILES = {"seamless": SAFETENSORS, "madlad": SAFETENSORS, "m2m100": BIN}

_TYPES = {"seamless_m4t_v2": "seamless", "t5": "madlad", "m2m_100": "m2m100"}


@dataclass(frozen=True)
class Weights:
    """A model on disk. `label` is what replies call it: its name in `MODELS`, where it has one."""

    family: str
    path: str
    label: str


def find_weights(model_dir: str) -> Weights:
    """The model that is to be served, downloaded if need be.

    A `config.json` in `model_dir` means that the model lies there: nothing is fetched. Otherwise
    `POLYGLOT_MODEL_ID` (a name of `MODELS`, or a repository) at `POLYGLOT_MODEL_REVISION` is taken
    from the hub, or from its cache on disk with `HF_HUB_OFFLINE=1`. `POLYGLOT_MODEL_FAMILY` names
    the family where neither tells.
    Raises ValueError for settings that do not fit, OSError for files that cannot be had.
    """
    family = os.environ.get("POLYGLOT_MODEL_FAMILY") or None
    name = os.environ.get("POLYGLOT_MODEL_ID") or None
    if family == "stub":
        return Weights("stub", model_dir, "stub")
    folder = Path(model_dir)
    if (folder / "config.json").is_file():
        label = _short(name) if name else folder.resolve().name or "model"
        return Weights(family or _family_of(folder), str(folder), label)
    name = _short(name or "seamless-m4t-v2-large")
    known = MODELS.get(name)
    revision = os.environ.get("POLYGLOT_MODEL_REVISION") or (known[2] if known else None)
    family = family or (known[0] if known else None)
    if family is None:
        raise ValueError(
            f"POLYGLOT_MODEL_ID is '{name}', which is none of {', '.join(MODELS)}: set "
            f"POLYGLOT_MODEL_FAMILY to one of {', '.join(FILES)} as well"
        )
    if family not in FILES:
        raise ValueError(
            f"POLYGLOT_MODEL_FAMILY is '{family}'; one of {', '.join(FILES)} is expected"
        )
    return Weights(family, _download(known[1] if known else name, revision, family), name)


def _short(name: str) -> str:
    """The name in `MODELS` of a repository that is there; any other name as it is."""
    return next((short for short, known in MODELS.items() if known[1] == name), name)


def _family_of(folder: Path) -> str:
    kind = json.loads((folder / "config.json").read_text(encoding="utf-8")).get("model_type")
    if kind in _TYPES:
        return _TYPES[kind]
    raise ValueError(
        f"{folder / 'config.json'} is of a model of type '{kind}'; one of {', '.join(_TYPES)} is "
        f"expected, or POLYGLOT_MODEL_FAMILY set"
    )


def _download(repository: str, revision: str | None, family: str) -> str:
    from huggingface_hub import snapshot_download

    at = f"{repository} at {revision or 'its newest commit'}"
    try:
        path = snapshot_download(
            repository, revision=revision, allow_patterns=_ALWAYS + FILES[family]
        )
    except Exception as error:
        offline = os.environ.get("HF_HUB_OFFLINE", "").upper() in ("1", "ON", "YES", "TRUE")
        advice = (
            "HF_HUB_OFFLINE is set, so it must be in the hub's cache (HF_HOME) already"
            if offline
            else "Is the Hugging Face hub within reach? Else give a folder that holds the model"
        )
        raise OSError(f"The files of {at} could not be had: {error}. {advice}.") from error
    if not (Path(path) / "config.json").is_file():
        raise OSError(f"{at} has no config.json: is this a model for transformers?")
    return path
