"""What `bench.py` runs: a model of random weights, and sentences of random words."""

from __future__ import annotations

import torch
from m2m100_weights import fill, m2m100_config
from text_tensors import m2m100_name
from transformers import (
    M2M100ForConditionalGeneration,
    SeamlessM4Tv2Config,
    SeamlessM4Tv2ForTextToText,
)


def original_of(width: int, layers: int, vocabulary: int) -> SeamlessM4Tv2ForTextToText:
    """The original class with random weights; the feed-forward layers are eight times as wide, with
    16 heads.
    """
    torch.manual_seed(0)
    config = SeamlessM4Tv2Config(
        vocab_size=vocabulary,
        hidden_size=width,
        encoder_layers=layers,
        decoder_layers=layers,
        encoder_ffn_dim=8 * width,
        decoder_ffn_dim=8 * width,
        encoder_attention_heads=16,
        decoder_attention_heads=16,
        max_position_embeddings=512,
    )
    model = SeamlessM4Tv2ForTextToText(config).eval()
    for name, weight in model.named_parameters():
        if weight.dim() > 1:
            # The small ones that a model starts with say one word for ever, whatever is computed.
            weight.normal_(0, 0.5 if "shared" in name else 2.5 / weight.shape[-1] ** 0.5)
    return model


def sources(count: int, vocabulary: int) -> list[list[int]]:
    """Random sentences of 6 to 45 tokens, most of them of about 20, which is usual in blogs."""
    chance = torch.Generator().manual_seed(1)
    lengths = (torch.randn(count, generator=chance) * 0.5 + 3).exp().clamp(6, 45).int().tolist()
    return [
        [
            vocabulary - 2,
            *torch.randint(4, vocabulary - 9, (n - 2,), generator=chance).tolist(),
            3,
        ]
        for n in lengths
    ]


def m2m100_of(model: SeamlessM4Tv2ForTextToText) -> M2M100ForConditionalGeneration:
    config = m2m100_config(model.config)
    config._attn_implementation = "sdpa"
    with torch.device("meta"):
        new = M2M100ForConditionalGeneration(config)
    weights = {m2m100_name(name): tensor for name, tensor in model.state_dict().items()}
    weights.pop(None, None)
    weights["model.shared.weight"] = model.shared.weight.detach()
    fill(new, weights, "cpu")
    return new.eval()
