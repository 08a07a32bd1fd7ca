"""Text to token ids and back for SeamlessM4T v2, without transformers and without state.

The tokenizer class of transformers keeps the source language in itself, reads `</s>` in a text as
the end of the text, and since version 5 leaves out sentencepiece's own character rules. Here the
ids are sentencepiece's plus one, as in the checkpoint: padding 0, unknown 1, start 2, end 3,
pieces, languages.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from alignment import Range, trim

PAD, UNK, BOS, EOS = 0, 1, 2, 3
SPACE = "▁"
SENTENCEPIECE = "sentencepiece.bpe.model"
GENERATION = "generation_config.json"
# In the checkpoint's list, but not in that of Meta's README: nobody says that it works.
HIDDEN = {"sat"}
# Meta's README writes the first, the checkpoint has the second: both are Malay.
SAME = {"zsm": "zlm", "zlm": "zsm"}


class SeamlessTokens:
    """The vocabulary in a model's folder.

    Raises FileNotFoundError without `sentencepiece.bpe.model` or `generation_config.json`,
    ValueError where the latter names no languages.
    """

    def __init__(self, folder: str | Path) -> None:
        import sentencepiece

        folder = Path(folder)
        for name in (SENTENCEPIECE, GENERATION):
            if not (folder / name).is_file():
                raise FileNotFoundError(f"{folder} has no {name}, which SeamlessM4T v2 needs")
        generation = json.loads((folder / GENERATION).read_text(encoding="utf-8"))
        self.language_ids: dict[str, int] = generation.get("text_decoder_lang_to_code_id") or {}
        if not self.language_ids:
            raise ValueError(f"{folder / GENERATION} has no text_decoder_lang_to_code_id")
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / SENTENCEPIECE))
        self.languages = sorted(set(self.language_ids) - HIDDEN)

    def resolve(self, code: str) -> str | None:
        """The model's code for one of a request: `zsm` and `zlm` are one; None for what it does not
        have.
        """
        return next((own for own in (code, SAME.get(code)) if own in self.languages), None)

    def encode(self, text: str, source: str) -> list[int]:
        """Ids as the model reads them: language, pieces, end. Marks such as `</s>` in the text are
        plain words.
        """
        return [self.language_ids[source], *(id + 1 for id in self._pieces.encode(text)), EOS]

    def spans(self, text: str) -> list[Range | None]:
        """Where in `text` each id of `encode` comes from, in code points; None for marks and
        blanks.
        """
        ranges: list[Range | None] = [None]
        at = 0
        waiting = 0
        for piece, surface in self._surfaces(text):
            start = text.index(surface, at)
            at = start + len(surface)
            span = trim(text, start, at)
            # One character can be several pieces, such as ½: then the last of them has it.
            if span is None and piece.strip(SPACE):
                waiting += 1
                continue
            ranges += [span] * (waiting + 1)
            waiting = 0
        return [*ranges, *[None] * (waiting + 1)]

    def decode(self, ids: Sequence[int]) -> tuple[str, list[Range | None]]:
        """The text of generated ids, and where in it each one is (None for marks and blanks)."""
        ranges: list[Range | None] = []
        text = ""
        for id in ids:
            piece = self.piece(id)
            start = len(text)
            text += piece if text else piece.lstrip(" ")
            ranges.append(trim(text, start, len(text)))
        return text.rstrip(" "), ranges

    def piece(self, id: int) -> str:
        """What an id writes, blanks as blanks; nothing for marks."""
        if id <= EOS or id - 1 >= len(self._pieces):
            return ""
        return self._pieces.id_to_piece(id - 1).replace(SPACE, " ")

    def names(self, count: int) -> list[str]:
        """All tokens by id, each only once, for vocabulary files: `__fra__` for a language, `<id>`
        where none is known.

        `count`: the number of rows of the model's embeddings, which may be more than there are
        tokens.
        """
        names = ["<pad>", "<unk>", "<s>", "</s>"]
        names += [self._pieces.id_to_piece(id) for id in range(3, len(self._pieces))]
        names += [f"<{id}>" for id in range(len(names), count)]
        for code, id in self.language_ids.items():
            names[id] = f"__{code}__"
        seen: set[str] = set()
        for id, name in enumerate(names):
            names[id] = f"<{id}>" if name in seen else name
            seen.add(names[id])
        return names

    def _surfaces(self, text: str) -> list[tuple[str, str]]:
        try:
            found = self._pieces.encode(text, return_type="proto")
        except TypeError:  # sentencepiece before 0.2.2
            found = self._pieces.encode(text, out_type="immutable_proto")
        return [(piece.piece, piece.surface) for piece in found.pieces]
