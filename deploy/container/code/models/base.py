"""What every model family offers. The handler knows nothing else about a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Item:
    """One sentence to translate, with codes that `Model.resolve` has given."""

    text: str
    source: str
    target: str


@dataclass(frozen=True)
class Encoded:
    """A sentence as the model reads it.

    `ids` are all token ids, language tag and end included; their number is what a batch is packed
    by. `unknown` is how many of them are the unknown token: characters that the model cannot see.
    """

    ids: list[int]
    unknown: int = 0


@dataclass(frozen=True)
class Options:
    """How a batch is decoded.

    `num_beams`: 1 is greedy. `no_repeat_ngram_size`: 0 lets anything repeat. `alignment`: whether
    spans are wanted; a model that has none leaves `Output.alignment` at None.
    """

    num_beams: int = 5
    no_repeat_ngram_size: int = 0
    alignment: bool = False


# sourceStart, sourceEnd, targetStart, targetEnd (half-open, UTF-16 code units), score from 0 to 1
Span = tuple[int, int, int, int, float]


@dataclass(frozen=True)
class Output:
    """One translation.

    `capped`: the model had not finished at its length limit. `score`: mean log-probability per
    token, 0 at best, or None where the model gives none. `alignment`: offsets into `Item.text` and
    `text`.
    """

    text: str
    capped: bool = False
    score: float | None = None
    alignment: list[Span] | None = None


class Model(Protocol):
    """A loaded model. Not safe for threads: whoever serves it makes one call at a time."""

    name: str
    """Family and engine, as `op: health` tells: such as `seamless/transformers`."""

    languages: Sequence[str]
    """Codes that people should be offered, sorted. `resolve` may take more."""

    longest: int
    """Most tokens of one source text (`Encoded.ids`) that it translates well. More is TOO_LONG."""

    default_beams: int
    """`num_beams` where the request names none: 5 on a GPU, 1 on a CPU."""

    def resolve(self, code: str) -> str | None:
        """The model's own code for a language code of a request, or None where it has none."""
        ...

    def encode(self, items: Sequence[Item]) -> list[Encoded]:
        """One per item, in order. Never truncates."""
        ...

    def translate(
        self, items: Sequence[Item], encoded: Sequence[Encoded], options: Options
    ) -> list[Output]:
        """One padded batch; sources and targets may be mixed. One output per item, in order.

        Raises RuntimeError or MemoryError with "out of memory" in its words where the batch does
        not fit.
        """
        ...

    def release(self) -> None:
        """Gives cached memory back to the device; called after a batch that did not fit."""
        ...
