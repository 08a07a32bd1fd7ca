"""Whether a converted model says what the model says that it was made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.base import Encoded, Item, Options
from models.seamless import load

# Sentences that are translated together, and tokens of each that are compared one by one.
ROWS, POSITIONS = 48, 40

SENTENCES = (
    "The cache keeps every sentence that was translated.",
    "Links stay where they are, and code is left alone.",
    "Is this the first page of the blog?",
    "It takes ten seconds to build the site, so we do it on every push.",
    "“Don't panic”, she said; there were 3 of 12 left.",
    "Yes.",
    "What the server has not reached before the deadline is sent again.",
    "Prices rose by 4.5 % in 2024.",
)


@dataclass(frozen=True)
class Equality:
    """`different`: pairs of translations that are not the same to the letter, the converted model's
    first.
    """

    sentences: int
    different: list[tuple[str, str]]

    @property
    def equal(self) -> int:
        return self.sentences - len(self.different)


class Pair:
    """A converted model beside its original, and what both are to translate.

    Raises ValueError for languages that the model does not have.
    """

    def __init__(
        self,
        original: str | Path,
        converted: str | Path,
        texts: Sequence[str] = SENTENCES,
        source: str = "eng",
        targets: Sequence[str] = ("spa", "deu", "rus"),
    ) -> None:
        self.ours = load(str(converted), "ctranslate2")
        self.theirs = load(str(original), "transformers")
        known = self.theirs.languages
        for code in (source, *targets):
            if code not in known:
                raise ValueError(f"the model has no language '{code}'; it has {', '.join(known)}")
        self.items = [Item(text, source, target) for text in texts for target in targets]
        self.encoded = self.theirs.encode(self.items)

    def compare(self, num_beams: int) -> Equality:
        """Translates with both."""
        different: list[tuple[str, str]] = []
        for items, encoded in self._batches():
            both = [
                [output.text for output in model.translate(items, encoded, Options(num_beams))]
                for model in (self.ours, self.theirs)
            ]
            different += [pair for pair in zip(*both, strict=True) if pair[0] != pair[1]]
        return Equality(len(self.items), different)

    def next_tokens(self) -> float:
        """How often the converted model's next token is that of the original's greedy translation,
        given that translation up to there: one early difference does not count for all that
        follows.
        """
        same = total = 0
        for items, encoded in self._batches():
            found = [row.ids for row in self.theirs.decode(items, encoded, Options(1))]
            for at in range(min(max(map(len, found)), POSITIONS)):
                rows = [row for row, ids in enumerate(found) if at < len(ids)]
                said = self._next(
                    [encoded[row].ids for row in rows],
                    [(items[row].target, found[row][:at]) for row in rows],
                )
                same += sum(id == found[row][at] for row, id in zip(rows, said, strict=True))
                total += len(rows)
        return same / total

    def _next(
        self, sources: Sequence[Sequence[int]], given: Sequence[tuple[str, Sequence[int]]]
    ) -> list[int | None]:
        ours = self.ours
        results = ours.translator.translate_batch(
            [[ours.names[id] for id in ids] for ids in sources],
            [[f"__{target}__", *(ours.names[id] for id in ids)] for target, ids in given],
            beam_size=1,
            max_input_length=0,
            max_decoding_length=len(given[0][1]) + 2,
            min_decoding_length=2,
            disable_unk=True,
            suppress_sequences=[["<pad>"], ["<s>"]],
        )
        said = [
            result.hypotheses[0][1 + len(ids) :]
            for result, (_, ids) in zip(results, given, strict=True)
        ]
        return [ours.ids[names[0]] if names else None for names in said]

    def _batches(self) -> Iterator[tuple[list[Item], list[Encoded]]]:
        for start in range(0, len(self.items), ROWS):
            end = start + ROWS
            yield self.items[start:end], self.encoded[start:end]
