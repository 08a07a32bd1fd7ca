"""SeamlessM4T v2 to CTranslate2, which has no loader of its own for it (OpenNMT/CTranslate2 issue
1429).
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy
import torch
from ctranslate2.converters.transformers import M2M100Loader
from m2m100_weights import load_m2m100
from seamless_tokens import GENERATION, SENTENCEPIECE, SeamlessTokens

QUANTIZATIONS = ("int8", "int8_float32", "int8_float16", "float16", "float32")
# CTranslate2 gives the attention of one layer only. By default this share of them up: the middle of
# those that the engine of transformers averages.
ALIGNMENT_LAYER = 0.75


def convert(
    source: str | Path,
    destination: str | Path,
    *,
    quantization: str = "int8",
    alignment_layer: int | None = None,
    force: bool = False,
) -> Path:
    """Writes the model in `source` (as on the hub) as a CTranslate2 folder, with all that is needed
    to run it.

    `alignment_layer`: of the decoder, from 0; its heads are averaged for word alignment. `force`:
    replace what is there.

    Raises FileExistsError where `destination` is there, ValueError for another quantization or
    other weights.
    """
    source, destination = Path(source), Path(destination)
    if quantization not in QUANTIZATIONS:
        raise ValueError(f"quantization '{quantization}' is not one of {', '.join(QUANTIZATIONS)}")
    if destination.exists() and not force:
        raise FileExistsError(f"{destination} is there already")
    tokens = SeamlessTokens(source)
    half = quantization.endswith("float16")
    model = load_m2m100(source, dtype=torch.float16 if half else torch.float32)
    with torch.no_grad():
        spec = spec_of(model, tokens, alignment_layer)
        spec.validate()
        spec.optimize(quantization=quantization)
    destination.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f".{destination.name}-", dir=destination.parent))
    try:
        spec.save(str(unfinished))
        shutil.copy(source / SENTENCEPIECE, unfinished)
        languages = {"text_decoder_lang_to_code_id": tokens.language_ids}
        (unfinished / GENERATION).write_text(json.dumps(languages), encoding="utf-8")
        unfinished.chmod(0o755)  # mkdtemp makes it for its owner alone
        if destination.exists():
            shutil.rmtree(destination)
        unfinished.rename(destination)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return destination


def spec_of(model: Any, tokens: SeamlessTokens, alignment_layer: int | None = None) -> Any:
    """The CTranslate2 specification of a model that `load_m2m100` has read.

    It shares the model's memory, and its `optimize` to int8 writes there: the model is spoilt then.
    """
    layers = model.config.decoder_layers
    layer = int(layers * ALIGNMENT_LAYER) if alignment_layer is None else alignment_layer
    if not 0 <= layer < layers:
        raise ValueError(f"alignment layer {layer}: the decoder has layers 0 to {layers - 1}")
    loader = SeamlessLoader()
    spec = loader.get_model_spec(model)
    spec.decoder.alignment_layer = numpy.int16(layer)
    spec.decoder.alignment_heads = numpy.int16(model.config.decoder_attention_heads)
    names = tokens.names(model.config.vocab_size)
    spec.register_source_vocabulary(names)
    spec.register_target_vocabulary(names)
    spec.config.bos_token = names[model.config.bos_token_id]
    spec.config.eos_token = names[model.config.eos_token_id]
    spec.config.unk_token = names[1]
    spec.config.decoder_start_token = names[model.config.decoder_start_token_id]
    # By which the handler knows the family of a folder.
    spec.config.add_attribute("model_type", "seamless_m4t_v2")
    return spec


class SeamlessLoader(M2M100Loader):
    def set_position_encodings(self, spec: Any, module: Any) -> None:
        # Positions start after the padding id. M2M100's is 1 and its loader cuts off two lines;
        # here it is 0.
        spec.encodings = module.weights[module.padding_idx + 1 :]
