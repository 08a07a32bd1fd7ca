"""Translations that say one thing again and again, the commonest way for a model of this kind to go
wrong."""

from __future__ import annotations

import re

from models.base import Output

# Two to sixty characters, four times in a row: enough for a phrase, too much for "ha ha ha" and
# "1000000".
_AGAIN = re.compile(r"(.{2,60}?)\1{3,}", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")


def loops(text: str, source: str) -> bool:
    """Whether `text` repeats itself where `source` does not. Rows of dashes, dots and digits are no
    loop."""
    return _repeats(text) and not _repeats(source)


def _repeats(text: str) -> bool:
    # A loop of words shows with a space after the last of them.
    flat = " ".join(text.split()) + " "
    return any(_LETTER.search(found.group(1)) for found in _AGAIN.finditer(flat))


def better(first: Output, second: Output, source: str) -> Output:
    """The one of two translations that is whole and does not loop; `first` where both are alike."""

    def faults(output: Output) -> tuple[bool, bool, bool]:
        return (not output.text.strip(), loops(output.text, source), output.capped)

    return second if faults(second) < faults(first) else first
