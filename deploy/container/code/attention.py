"""How much each word of a finished translation looked at each word of its source: one pass, no
search.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from decoding import padded

# Which layers of the decoder are averaged: from this share of them upwards. The lower ones look at
# positions more than at words.
FROM_LAYER = 0.5
# Most numbers that the attention of one pass may have, over all layers and heads: 0.5 GB as
# float32.
MOST_NUMBERS = 128_000_000


def attention_of(
    model: Any,
    rows: Sequence[Sequence[int]],
    targets: Sequence[Sequence[int]],
    from_layer: float = FROM_LAYER,
) -> list[list[list[float]]]:
    """Cross-attention of an encoder-decoder model of transformers, averaged over heads and the
    upper layers.

    `rows`: source ids. `targets`: prompt and translation; the first id only starts the decoder. Per
    row a matrix with one line for each target id but the first (what the model looked at when it
    said it) and one column for each source id, without padding.
    """
    result: list[list[list[float]]] = []
    for start, end in chunks(model.config, rows, targets):
        result += run(model, rows[start:end], targets[start:end], from_layer)
    return result


def run(
    model: Any,
    rows: Sequence[Sequence[int]],
    targets: Sequence[Sequence[int]],
    from_layer: float,
) -> list[list[list[float]]]:
    import torch

    pad = model.config.pad_token_id
    ids, mask = padded(rows, pad, model.device)
    inputs, _ = padded([target[:-1] for target in targets], pad, model.device)
    with torch.inference_mode():
        encoded = model.get_encoder()(input_ids=ids, attention_mask=mask)[0]
        with weights_shown(model):
            # Not the whole model: its output layer would write rows times positions times
            # vocabulary.
            decoded = model.get_decoder()(
                input_ids=inputs,
                encoder_hidden_states=encoded,
                encoder_attention_mask=mask,
                output_attentions=True,
                use_cache=False,
                return_dict=True,
            )
    layers = decoded.cross_attentions
    upper = layers[int(len(layers) * from_layer) :]
    mean = torch.stack([layer.float().mean(1) for layer in upper]).mean(0).tolist()
    return [
        [line[: len(row)] for line in lines[: len(target) - 1]]
        for lines, row, target in zip(mean, rows, targets, strict=True)
    ]


def chunks(
    config: Any, rows: Sequence[Sequence[int]], targets: Sequence[Sequence[int]]
) -> Iterator[tuple[int, int]]:
    """Cuts a batch so that what `run` keeps stays under `MOST_NUMBERS`."""
    longest_row, longest_target = max(map(len, rows)), max(map(len, targets))
    per_row = longest_target * (longest_row + longest_target)
    per_row *= config.decoder_layers * config.decoder_attention_heads
    size = max(1, MOST_NUMBERS // per_row)
    for start in range(0, len(rows), size):
        yield start, min(start + size, len(rows))


@contextmanager
def weights_shown(model: Any) -> Iterator[None]:
    """Fused attention keeps no weights. transformers 4.51 takes the plain one by itself, newer ones
    are told to.
    """
    if not hasattr(model, "set_attn_implementation"):
        yield
        return
    before = model.config._attn_implementation
    model.set_attn_implementation("eager")
    try:
        yield
    finally:
        model.set_attn_implementation(before)
