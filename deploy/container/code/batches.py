"""Which sentences go through the model together."""

from __future__ import annotations

from collections.abc import Sequence

# What a row costs at least. The output layer's table (256,102 words in SeamlessM4T) is filled for
# every row whatever its length: 384 rows of it are 0.4 GB in fp32, and beam search holds some
# copies of that.
SHORTEST = 16


def order(lengths: Sequence[int]) -> list[int]:
    """Indices by falling length, so that rows of a batch are alike and one that does not fit shows
    at once."""
    return sorted(range(len(lengths)), key=lambda index: -lengths[index])


def cost(rows: int, longest: int, beams: int) -> int:
    """Tokens that a batch takes in all: rows x padded length x beams."""
    return rows * max(longest, SHORTEST) * beams


def take(queue: Sequence[int], lengths: Sequence[int], beams: int, budget: float) -> int:
    """How many of `queue` (sorted, longest first) make one batch of at most `budget` tokens; at
    least 1."""
    return min(len(queue), max(1, int(budget // cost(1, lengths[queue[0]], beams))))
