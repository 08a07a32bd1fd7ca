"""Reads the text half of a SeamlessM4T v2 checkpoint under the names that M2M100 has for it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

PREFIXES = {"text_encoder.": "model.encoder.", "text_decoder.": "model.decoder."}
PARTS = (
    (".ffn.fc", ".fc"),
    (".ffn_layer_norm.", ".final_layer_norm."),
    (".cross_attention.", ".encoder_attn."),
    (".cross_attention_layer_norm.", ".encoder_attn_layer_norm."),
)
# One matrix under four names; a checkpoint keeps one of them or several.
EMBEDDINGS = (
    "shared.weight",
    "text_encoder.embed_tokens.weight",
    "text_decoder.embed_tokens.weight",
    "lm_head.weight",
)


def m2m100_name(name: str) -> str | None:
    """The name in M2M100ForConditionalGeneration of a tensor of SeamlessM4T v2.

    None for what is not part of the layers of the text half: speech, units, vocoder, positions, and
    the embeddings (`EMBEDDINGS`), which are one tensor there.
    """
    prefix = next((prefix for prefix in PREFIXES if name.startswith(prefix)), None)
    if prefix is None or name in EMBEDDINGS or ".embed_positions." in name:
        return None
    name = PREFIXES[prefix] + name.removeprefix(prefix)
    for old, new in PARTS:
        name = name.replace(old, new)
    return name


def text_tensors(folder: Path) -> Iterator[tuple[str, torch.Tensor]]:
    """The text half's tensors by M2M100's names, one at a time, from the files that have any."""
    from safetensors import safe_open

    index = folder / "model.safetensors.index.json"
    if index.exists():
        files = json.loads(index.read_text(encoding="utf-8"))["weight_map"]
        names = {file: [n for n, f in files.items() if f == file] for file in set(files.values())}
    else:
        with safe_open(folder / "model.safetensors", framework="pt") as file:
            names = {"model.safetensors": list(file.keys())}
    present = {name for group in names.values() for name in group}
    shared = next((name for name in EMBEDDINGS if name in present), None)
    for file_name, group in sorted(names.items()):
        wanted = {name: m2m100_name(name) for name in group}
        if shared in wanted:
            wanted[shared] = "model.shared.weight"
        if not any(wanted.values()):
            continue
        with safe_open(folder / file_name, framework="pt") as file:
            for name, new in wanted.items():
                if new is not None:
                    yield new, file.get_tensor(name)
