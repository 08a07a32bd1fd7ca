"""From a model's attention to spans of words: which words of the source became which words of the
translation.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import accumulate

# Half-open, in code points.
Range = tuple[int, int]
# sourceStart, sourceEnd, targetStart, targetEnd (half-open, UTF-16 code units), score from 0 to 1
Span = tuple[int, int, int, int, float]

# A target word has a link to every source word that has this share of its attention, and to the
# best one in any case.
LEAST_SHARE = 0.3

# Written without blanks between words, so that every piece of the vocabulary is a word of its own.
UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x0F00, 0x0FFF),  # Tibetan
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # kana
    (0x3400, 0x9FFF),  # Han
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


def align(
    attention: Sequence[Sequence[float]],
    source: str,
    source_ranges: Sequence[Range | None],
    target: str,
    target_ranges: Sequence[Range | None],
    least_share: float = LEAST_SHARE,
) -> list[Span]:
    """Links between words.

    `attention[t][s]` is how much target token `t` looked at source token `s`; `source_ranges[s]`
    and `target_ranges[t]` say where those tokens are, None for marks and blanks, which are left
    out: much attention rests on the end mark and on punctuation without meaning anything. A link's
    score is the share that its source word has of what the target word gave to words.

    Raises ValueError where the shapes differ.
    """
    if len(attention) != len(target_ranges) or any(
        len(row) != len(source_ranges) for row in attention
    ):
        raise ValueError(
            f"attention has {len(attention)} rows of {len(attention[0]) if attention else 0}, "
            f"expected {len(target_ranges)} of {len(source_ranges)}"
        )
    source_words = words_of(source, source_ranges)
    source_at, target_at = utf16_offsets(source), utf16_offsets(target)
    spans: list[Span] = []
    for (start, end), rows in words_of(target, target_ranges):
        weights = [
            sum(attention[t][s] for t in rows for s in columns) for _, columns in source_words
        ]
        total = sum(weights)
        if not total > 0:
            continue
        shares = [weight / total for weight in weights]
        best = shares.index(max(shares))
        for word, share in enumerate(shares):
            if word == best or share >= least_share:
                (first, last), _ = source_words[word]
                spans.append((
                    source_at[first], source_at[last], target_at[start], target_at[end],
                    round(min(share, 1.0), 4),
                ))  # fmt: skip
    return spans


def words_of(text: str, ranges: Sequence[Range | None]) -> list[tuple[Range, list[int]]]:
    """Words with the indices of the tokens that write them, without those that are only
    punctuation.

    Tokens belong to one word where nothing visible is between them, and both sides are letters,
    digits or marks of a script that has blanks between words.
    """
    words: list[tuple[Range, list[int]]] = []
    for index, span in enumerate(ranges):
        if span is None:
            continue
        if words and belongs(text, words[-1][0], span):
            (start, end), members = words[-1]
            words[-1] = ((min(start, span[0]), max(end, span[1])), [*members, index])
            continue
        words.append((span, [index]))
    return [word for word in words if says_something(text[slice(*word[0])])]


def belongs(text: str, word: Range, piece: Range) -> bool:
    if piece[0] < word[1]:
        return True
    between = text[word[1] : piece[0]]
    if not all(invisible(character) and not character.isspace() for character in between):
        return False
    last, first = text[word[1] - 1], text[piece[0]]
    return unicodedata.category(first)[0] == "M" or (spaced(last) and spaced(first))


def spaced(character: str) -> bool:
    """Whether it is a letter, digit or mark of a script that has blanks between words."""
    if any(low <= ord(character) <= high for low, high in UNSPACED):
        return False
    return unicodedata.category(character)[0] in "LNM"


def says_something(text: str) -> bool:
    return any(
        not invisible(character) and unicodedata.category(character)[0] != "P" for character in text
    )


def trim(text: str, start: int, end: int) -> Range | None:
    """The range without blanks and invisible characters at its edges; None if nothing is left."""
    while start < end and invisible(text[start]):
        start += 1
    while end > start and invisible(text[end - 1]):
        end -= 1
    return (start, end) if start < end else None


def invisible(character: str) -> bool:
    """Blanks, control and format characters. Not what Unicode has not assigned: that may be a new
    emoji.
    """
    category = unicodedata.category(character)
    return category[0] == "Z" or category in ("Cc", "Cf")


def utf16_offsets(text: str) -> list[int]:
    """For each code point, and for the end, how many UTF-16 code units come before it."""
    return list(accumulate((2 if ord(c) > 0xFFFF else 1 for c in text), initial=0))
