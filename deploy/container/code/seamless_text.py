"""What both engines of SeamlessM4T v2 share: codes, ids, and the way from ids to an answer."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alignment import align
from models.base import Encoded, Item, Output
from seamless_tokens import UNK, SeamlessTokens


class SeamlessText:
    """The part of `Model` that needs no weights."""

    # The model was trained on sentences and drops whole ones from paragraphs
    # (facebookresearch/seamless_communication issues 151 and 174).
    longest = 256

    def __init__(self, folder: str | Path) -> None:
        self.tokens = SeamlessTokens(folder)
        self.languages: Sequence[str] = self.tokens.languages

    def resolve(self, code: str) -> str | None:
        return self.tokens.resolve(code)

    def encode(self, items: Sequence[Item]) -> list[Encoded]:
        rows = [self.tokens.encode(item.text, item.source) for item in items]
        return [Encoded(ids, ids.count(UNK)) for ids in rows]

    def output(
        self,
        item: Item,
        ids: list[int],
        capped: bool,
        score: float | None,
        attention: Sequence[Sequence[float]] | None,
    ) -> Output:
        """`attention`: one line for the language mark, each of `ids` and perhaps the end mark; None
        for no alignment.
        """
        text, ranges = self.tokens.decode(ids)
        alignment = None
        if attention is not None:
            said = [None, *ranges, None][: len(attention)]
            alignment = align(attention, item.text, self.tokens.spans(item.text), text, said)
        return Output(text, capped, score, alignment)
