"""The text half of SeamlessM4T v2 as an M2M100.

Both classes compute the same function: pre-norm layers, ReLU, embeddings times the root of the
width, sinusoidal positions from padding id + 1. Only names differ. The M2M100 class has fused
attention (SDPA) and a CTranslate2 loader.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from text_tensors import text_tensors

if TYPE_CHECKING:
    import torch
    from transformers import (
        M2M100Config,
        M2M100ForConditionalGeneration,
        SeamlessM4Tv2Config,
    )

# What M2M100 cannot express. The values are those of the released checkpoint's config.json.
FIXED = {"activation_function": "relu", "scale_embedding": True, "tie_word_embeddings": True}


def m2m100_config(config: SeamlessM4Tv2Config) -> M2M100Config:
    """The same shape in M2M100's words.

    Raises ValueError for a config that M2M100 would compute differently.
    """
    from transformers import M2M100Config

    for name, value in FIXED.items():
        own = getattr(config, name, value)
        if own != value:
            raise ValueError(f"config.json has {name} {own!r}; M2M100 needs {value!r}")
    same = ("encoder_layers", "decoder_layers", "encoder_ffn_dim", "decoder_ffn_dim",
            "encoder_attention_heads", "decoder_attention_heads", "max_position_embeddings",
            "vocab_size", "pad_token_id", "bos_token_id", "eos_token_id",
            "decoder_start_token_id")  # fmt: skip
    return M2M100Config(
        **{name: getattr(config, name) for name in same},
        **FIXED,
        d_model=config.hidden_size,
        # Only for training.
        dropout=0.0,
        attention_dropout=0.0,
        activation_dropout=0.0,
        encoder_layerdrop=0.0,
        decoder_layerdrop=0.0,
    )


def load_m2m100(
    folder: str | Path,
    *,
    dtype: torch.dtype | None = None,
    device: str = "cpu",
    attention: str = "sdpa",
) -> M2M100ForConditionalGeneration:
    """Reads a SeamlessM4T v2 folder (config.json, *.safetensors) into the M2M100 class.

    Each tensor goes from the file to `device` as `dtype` (default float32) on its own: no second
    copy, and the speech half is not read. `attention`: `sdpa` or `eager`.

    Raises FileNotFoundError without config.json or safetensors, ValueError where tensors are
    missing.
    """
    import torch
    from transformers import M2M100ForConditionalGeneration, SeamlessM4Tv2Config

    folder = Path(folder)
    config = m2m100_config(SeamlessM4Tv2Config.from_pretrained(folder, local_files_only=True))
    config._attn_implementation = attention
    dtype = dtype or torch.float32
    with torch.device("meta"):
        model = M2M100ForConditionalGeneration(config)
    weights = {name: tensor.to(device=device, dtype=dtype) for name, tensor in text_tensors(folder)}
    fill(model, weights, device)
    return model.eval()


def fill(
    model: M2M100ForConditionalGeneration, weights: dict[str, torch.Tensor], device: str
) -> None:
    """Puts tensors by M2M100's names, with `model.shared.weight`, into a model on the meta device.

    Raises ValueError where the tensors are not exactly those of the model.
    """
    shared = weights.get("model.shared.weight")
    tied = ("model.encoder.embed_tokens.weight", "model.decoder.embed_tokens.weight",
            "lm_head.weight")  # fmt: skip
    if shared is not None:
        weights.update(dict.fromkeys(tied, shared))
    missing = sorted(set(model.state_dict()) - set(weights))
    unexpected = sorted(set(weights) - set(model.state_dict()))
    if missing or unexpected:
        what = (
            f"{len(missing)} missing ({missing[:3]}), {len(unexpected)} unknown ({unexpected[:3]})"
        )
        raise ValueError(f"these are not the weights of a SeamlessM4T v2 of this size: {what}")
    model.load_state_dict(weights, assign=True)
    model.tie_weights()
    for half in (model.model.encoder, model.model.decoder):
        positions = half.embed_positions
        # Not in the checkpoint: computed by the class, which could not do so on the meta device.
        table = positions.get_embedding(
            positions.weights.shape[0], positions.embedding_dim, positions.padding_idx
        )
        positions.weights = table.to(device=device, dtype=model.dtype)
