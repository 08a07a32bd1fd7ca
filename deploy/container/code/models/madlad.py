"""MADLAD-400 (Google, Apache-2.0 licence): more than 400 languages, and free for commercial use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import sentencepiece
import torch
from decoding import decode
from transformers import T5ForConditionalGeneration

from . import codes
from .base import Encoded, Item, Options, Output
from .pretrained import device, load_pretrained, release, require_transformers

# A language with its script or region. `<2Latn>` and `<2ZW>` are in the vocabulary too, and are
# none.
_LANGUAGE = re.compile(r"<2([a-z]{2,3}(?:_\w+)*)>")
_MARK = re.compile(r"<(?=2\w+>)")


class Madlad:
    """MADLAD-400 in bf16 where the GPU computes with it, else fp32: T5 overflows in fp16.

    The source language is not told to the model, which finds it out. Tokens are sentencepiece's own
    ids, as in training: the tokenizer classes of transformers 4 and 5 disagree about the blank
    before `<2es>`.
    """

    name = "madlad/transformers"
    longest = 512

    def __init__(self, path: str):
        on_gpu = device() == "cuda"
        # Compute capability 8 (Ampere) is the first with bf16; torch emulates it below, slowly.
        has_bf16 = on_gpu and torch.cuda.get_device_capability()[0] >= 8
        self.default_beams = 5 if on_gpu else 1
        file = Path(path) / "spiece.model"
        if not file.is_file():
            raise FileNotFoundError(f"{path} has no spiece.model, which MADLAD-400 needs")
        self.pieces = sentencepiece.SentencePieceProcessor(model_file=str(file))
        names = [self.pieces.id_to_piece(number) for number in range(len(self.pieces))]
        self.languages = sorted(found[1] for name in names if (found := _LANGUAGE.fullmatch(name)))
        if not self.languages:
            raise ValueError(f"{file} has no languages such as <2es>: it is not of MADLAD-400")
        self.model = load_pretrained(
            T5ForConditionalGeneration, path, torch.bfloat16 if has_bf16 else torch.float32
        )
        config = self.model.config
        self.end, self.start = config.eos_token_id, config.decoder_start_token_id
        # Never said: unknown, which would be a hole in the text, and what only tells it what to do.
        marks = {number for number, name in enumerate(names) if re.fullmatch(r"<2\w+>", name)}
        self.suppressed = sorted(marks | {self.pieces.unk_id(), config.pad_token_id})

    def resolve(self, code: str) -> str | None:
        """BCP-47 in any spelling."""
        return codes.resolve(code, self.languages)

    def encode(self, items: Sequence[Item]) -> list[Encoded]:
        return [self._encode(item) for item in items]

    def _encode(self, item: Item) -> Encoded:
        # Else a text could ask for another language.
        text = _MARK.sub("< ", item.text)
        ids = self.pieces.encode(f"<2{item.target}> {text}")
        return Encoded([*ids, self.end], ids.count(self.pieces.unk_id()))

    def translate(
        self, items: Sequence[Item], encoded: Sequence[Encoded], options: Options
    ) -> list[Output]:
        found = decode(
            self.model,
            [row.ids for row in encoded],
            [[self.start]] * len(items),
            num_beams=options.num_beams,
            no_repeat_ngram_size=options.no_repeat_ngram_size,
            suppress=self.suppressed,
        )
        return [Output(self.pieces.decode(row.ids).strip(), row.capped, row.score) for row in found]

    def release(self) -> None:
        release()


def load(path: str, engine: str) -> Madlad:
    """Raises ValueError for another engine than transformers, or a model that is no MADLAD-400."""
    require_transformers("madlad", engine)
    return Madlad(path)
