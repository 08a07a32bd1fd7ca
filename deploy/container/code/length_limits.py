"""How long a translation may get."""

from __future__ import annotations

# Meta's soft_max_seq_len (1, 200): once the source's tokens, and 200. The bound is ours: what is
# longer has gone wrong.
FACTOR, EXTRA, BOUND = 1, 200, 1024


def length_limit(source_tokens: int) -> int:
    """Most tokens of a translation, without its marks."""
    return min(FACTOR * source_tokens + EXTRA, BOUND)
