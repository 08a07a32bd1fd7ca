"""SeamlessM4T v2 with transformers."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

import torch
from attention import attention_of
from decoding import Decoded, decode
from m2m100_weights import load_m2m100
from models.base import Encoded, Item, Options, Output
from models.pretrained import device, load_pretrained, release
from seamless_text import SeamlessText
from seamless_tokens import BOS, EOS, PAD, UNK
from transformers import SeamlessM4Tv2ForTextToText

# Never said. Unknown, because it would be a hole in the text (Meta: unk_penalty = inf); the others
# mean nothing there.
SUPPRESSED = (PAD, UNK, BOS)


class Seamless(SeamlessText):
    """See `Model`. In float16 on a GPU, in float32 on a CPU."""

    def __init__(self, path: str, *, original: bool = False) -> None:
        super().__init__(path)
        self.model, original = load_weights(path, original)
        self.name = "seamless/transformers-original" if original else "seamless/transformers"
        self.default_beams = 5 if device() == "cuda" else 1

    def decode(
        self, items: Sequence[Item], encoded: Sequence[Encoded], options: Options
    ) -> list[Decoded]:
        return decode(
            self.model,
            [entry.ids for entry in encoded],
            self._prompts(items),
            num_beams=options.num_beams,
            no_repeat_ngram_size=options.no_repeat_ngram_size,
            suppress=SUPPRESSED,
        )

    def translate(
        self, items: Sequence[Item], encoded: Sequence[Encoded], options: Options
    ) -> list[Output]:
        found = self.decode(items, encoded, options)
        attention: Sequence[Any] = [None] * len(items)
        if options.alignment:
            targets = [
                [*prompt, *row.ids, EOS]
                for prompt, row in zip(self._prompts(items), found, strict=True)
            ]
            attention = attention_of(self.model, [entry.ids for entry in encoded], targets)
        return [
            self.output(item, row.ids, row.capped, row.score, lines)
            for item, row, lines in zip(items, found, attention, strict=True)
        ]

    def _prompts(self, items: Sequence[Item]) -> list[list[int]]:
        return [[EOS, self.tokens.language_ids[item.target]] for item in items]

    def release(self) -> None:
        release()


def load_weights(path: str, original: bool) -> tuple[Any, bool]:
    """The model, and whether it is of the original class, which is taken where M2M100 cannot stand
    for it.
    """
    # Not bfloat16: a T4 has none, and answers would differ between kinds of GPU.
    dtype = torch.float16 if device() == "cuda" else torch.float32
    if not original:
        try:
            return load_m2m100(path, dtype=dtype, device=device()), False
        except (ValueError, FileNotFoundError) as reason:
            logging.getLogger("polyglot").warning(
                "not loaded as M2M100, but as the slower original class: %s", reason
            )
    # Builds the text half only; weights of the speech half are left where they are.
    return load_pretrained(SeamlessM4Tv2ForTextToText, path, dtype), True
