"""Batches through a model until all texts are done, time is up, or a text alone does not fit."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from batches import cost, order, take
from faults import is_out_of_memory
from loops import better, loops
from models.base import Encoded, Item, Model, Options, Output

log = logging.getLogger("polyglot")

NGRAM_OF_RETRY = 4


@dataclass
class Served:
    """A model in service. `budget` is in tokens (rows x padded length x beams) and falls where a
    batch did not fit."""

    model: Model
    label: str
    budget: int
    rate: float = 0.0
    """Most tokens per second that a batch has reached, 0 until one has run."""


@dataclass(frozen=True)
class Failure:
    """Why one text has no translation."""

    code: str
    retryable: bool


class Work:
    """What one request asks of a model. `found` has what came of each item so far, by index."""

    def __init__(
        self, served: Served, items: Sequence[Item], encoded: Sequence[Encoded], until: float
    ):
        self.served, self.items, self.encoded, self.until = served, items, encoded, until
        self.lengths = [len(ids.ids) for ids in encoded]
        self.found: dict[int, Output | Failure] = {}
        # Within one request it may fall lower than what `served` keeps for the next.
        self.budget: float = served.budget
        self.ran = False

    def run(self, options: Options) -> None:
        def keep(index: int, found: Output | Failure) -> None:
            self.found[index] = found

        self._pass(order(self.lengths), options, keep)
        if options.no_repeat_ngram_size == 0:
            self._retry(replace(options, no_repeat_ngram_size=NGRAM_OF_RETRY))

    def _retry(self, options: Options) -> None:
        """Another go, with the same words twice forbidden, at what looped. What was found first is
        never lost."""

        def keep(index: int, found: Output | Failure) -> None:
            first = self.found[index]
            if isinstance(found, Output) and isinstance(first, Output):
                self.found[index] = better(first, found, self.items[index].text)

        again = [
            index
            for index in order(self.lengths)
            if isinstance(output := self.found.get(index), Output)
            and (output.capped or loops(output.text, self.items[index].text))
        ]
        self._pass(again, options, keep)

    def _pass(
        self, queue: list[int], options: Options, keep: Callable[[int, Output | Failure], None]
    ) -> None:
        served, beams = self.served, options.num_beams
        while queue:
            left = self.until - time.monotonic()
            if left <= 0 and self.ran:
                return
            reachable = served.rate * left if served.rate and left > 0 else self.budget
            count = take(queue, self.lengths, beams, min(self.budget, reachable))
            batch, rest = queue[:count], queue[count:]
            tokens = cost(count, self.lengths[batch[0]], beams)
            found = self._translate(batch, options, tokens)
            if found is None and count > 1:
                self.budget = tokens // 2
                least = cost(1, served.model.longest, 1)
                served.budget = min(served.budget, max(tokens // 2, least))
                log.warning("a batch of %d tokens did not fit; %d at most now", tokens, tokens // 2)
                continue
            for index, output in zip(batch, found or [Failure("OUT_OF_MEMORY", True)], strict=True):
                keep(index, output)
            queue = rest
            self.ran = True

    def _translate(
        self, batch: list[int], options: Options, tokens: int
    ) -> Sequence[Output | Failure] | None:
        """The batch's outputs, or None where it did not fit."""
        model, began = self.served.model, time.monotonic()
        try:
            items = [self.items[index] for index in batch]
            outputs = model.translate(items, [self.encoded[index] for index in batch], options)
            if len(outputs) != len(batch):
                raise ValueError(f"the model gave {len(outputs)} outputs for {len(batch)} texts")
            took = max(time.monotonic() - began, 1e-6)
            self.served.rate = max(self.served.rate, tokens / took)
            return outputs
        except Exception as error:
            if not is_out_of_memory(error):
                log.exception("a batch of %d texts failed", len(batch))
                return [Failure(f"INTERNAL ({type(error).__name__}: {error})", True)] * len(batch)
        # Only here are the batch's tensors free: the exception's frames held them.
        model.release()
        return None
