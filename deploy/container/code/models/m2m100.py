"""M2M100 (Meta, MIT licence): a hundred languages in one small model."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from decoding import decode
from transformers import AutoTokenizer, M2M100ForConditionalGeneration

from . import codes
from .base import Encoded, Item, Options, Output
from .pretrained import device, load_pretrained, release, require_transformers


class M2m100:
    """M2M100 with the attention of torch (SDPA); fp16 on a GPU, fp32 on a CPU."""

    name = "m2m100/transformers"
    longest = 256

    def __init__(self, path: str):
        on_gpu = device() == "cuda"
        self.default_beams = 5 if on_gpu else 1
        self.tokenizer = AutoTokenizer.from_pretrained(path, local_files_only=True)
        self.model = load_pretrained(
            M2M100ForConditionalGeneration, path, torch.float16 if on_gpu else torch.float32
        )
        self.ids: dict[str, int] = dict(self.tokenizer.lang_code_to_id)
        self.languages = sorted(self.ids)
        self.unknown = self.tokenizer.unk_token_id
        config = self.model.config
        self.end, self.start = config.eos_token_id, config.decoder_start_token_id
        # Never said. Unknown, because it would be a hole in the text; languages, which come first
        # or not at all.
        self.suppressed = (config.pad_token_id, config.bos_token_id, self.unknown)
        self.suppressed += tuple(range(len(self.tokenizer.encoder), config.vocab_size))

    def resolve(self, code: str) -> str | None:
        """BCP-47 in any spelling."""
        return codes.resolve(code, self.languages)

    def encode(self, items: Sequence[Item]) -> list[Encoded]:
        return [self._encode(item) for item in items]

    def _encode(self, item: Item) -> Encoded:
        # Pieces, not `tokenizer(text)`: that would read "</s>" in a text as the end of it.
        pieces = self.tokenizer.sp_model.encode(item.text, out_type=str)
        ids = self.tokenizer.convert_tokens_to_ids(pieces)
        return Encoded([self.ids[item.source], *ids, self.end], ids.count(self.unknown))

    def translate(
        self, items: Sequence[Item], encoded: Sequence[Encoded], options: Options
    ) -> list[Output]:
        found = decode(
            self.model,
            [row.ids for row in encoded],
            [[self.start, self.ids[item.target]] for item in items],
            num_beams=options.num_beams,
            no_repeat_ngram_size=options.no_repeat_ngram_size,
            suppress=self.suppressed,
        )
        return [Output(self._text(row.ids), row.capped, row.score) for row in found]

    def _text(self, ids: list[int]) -> str:
        pieces = self.tokenizer.convert_ids_to_tokens(ids)
        return self.tokenizer.sp_model.decode(pieces).strip()

    def release(self) -> None:
        release()


def load(path: str, engine: str) -> M2m100:
    """Raises ValueError for another engine than transformers."""
    require_transformers("m2m100", engine)
    return M2m100(path)
