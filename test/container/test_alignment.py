"""Word alignment from a hand-made attention, with the real tokenizer where pieces matter."""

from __future__ import annotations

import pytest
from alignment import align, trim, utf16_offsets, words_of
from seamless_tokens import SeamlessTokens
from tiny import tiny_seamless


@pytest.fixture(scope="module")
def tokens(tmp_path_factory):
    return SeamlessTokens(tiny_seamless(tmp_path_factory.mktemp("seamless")))


def cut16(text: str, start: int, end: int) -> str:
    """What JavaScript's `text.slice(start, end)` gives."""
    return text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")


def linked(source, source_ranges, target, target_ranges, attention):
    spans = align(attention, source, source_ranges, target, target_ranges)
    return [(cut16(source, a, b), cut16(target, c, d), score) for a, b, c, d, score in spans]


def ranges_of(text: str, *pieces: str):
    """Ranges of pieces that stand in `text` one after another; '' is a mark."""
    at, ranges = 0, []
    for piece in pieces:
        start = text.index(piece, at)
        at = start + len(piece)
        ranges.append((start, at) if piece else None)
    return ranges


def test_links_words_and_not_marks():
    source, target = "red house", "casa roja"
    spans = linked(
        source,
        ranges_of(source, "", "red", "house", ""),
        target,
        ranges_of(target, "", "casa", "roja", ""),
        # Columns: language, red, house, end. Most rests on the end mark and means nothing.
        [[0.9, 0, 0, 0.1], [0, 0.02, 0.18, 0.8], [0.1, 0.27, 0.03, 0.6], [0, 0.5, 0.5, 0]],
    )
    assert spans == [("house", "casa", 0.9), ("red", "roja", 0.9)]


def test_merges_pieces_of_words():
    source, target = "unbelievable story", "historia increíble"
    spans = linked(
        source,
        ranges_of(source, "un", "believ", "able", "story"),
        target,
        ranges_of(target, "historia", "in", "creí", "ble"),
        [[0, 0, 0.1, 0.9], [0.6, 0.1, 0.1, 0.2], [0.1, 0.7, 0.1, 0.1], [0, 0.2, 0.8, 0]],
    )
    assert spans == [("story", "historia", 0.9), ("unbelievable", "increíble", 0.9)]


def test_offsets_are_of_utf16_after_emoji():
    source, target = "🎉🎉 party 🎈 now", "ahora 🎈 fiesta 🎉🎉"
    spans = linked(
        source,
        ranges_of(source, "🎉🎉", "party", "🎈", "now"),
        target,
        ranges_of(target, "ahora", "🎈", "fiesta", "🎉🎉"),
        [[0, 0, 0, 1], [0, 0, 1, 0], [0, 1, 0, 0], [1, 0, 0, 0]],
    )
    assert [(a, b) for a, b, _ in spans] == [
        ("now", "ahora"), ("🎈", "🎈"), ("party", "fiesta"), ("🎉🎉", "🎉🎉"),
    ]  # fmt: skip
    assert utf16_offsets("a🎉b") == [0, 1, 3, 4]


def test_each_piece_is_a_word_where_there_are_no_blanks():
    source, target = "最初のページ", "first page"
    spans = linked(
        source,
        ranges_of(source, "最初", "の", "ページ"),
        target,
        ranges_of(target, "first", "page"),
        [[0.9, 0.1, 0], [0.1, 0.1, 0.8]],
    )
    assert spans == [("最初", "first", 0.9), ("ページ", "page", 0.8)]


def test_a_combining_mark_stays_with_its_letter():
    thai = "ที่นี่"
    assert words_of(thai, [(0, 1), (1, 3), (3, 6)]) == [((0, 3), [0, 1]), ((3, 6), [2])]
    split = "cafe\u0301 s"
    assert words_of(split, [(0, 4), (4, 5), (6, 7)]) == [((0, 5), [0, 1]), ((6, 7), [2])]


def test_what_is_normalised_away_joins_a_word_and_blanks_part_it():
    soft = "Donau\u00addampf"
    assert words_of(soft, [(0, 5), (6, 11)]) == [((0, 11), [0, 1])]
    assert words_of("a  b", [(0, 1), (3, 4)]) == [((0, 1), [0]), ((3, 4), [1])]


def test_punctuation_has_no_links():
    text = "Yes, no."
    ranges = ranges_of(text, "Yes", ",", "no", ".")
    even = [[0.1, 0.2, 0.1, 0.6]] * 4
    assert {(a, b) for a, b, _ in linked(text, ranges, text, ranges, even)} == {
        ("Yes", "Yes"), ("no", "Yes"), ("Yes", "no"), ("no", "no"),
    }  # fmt: skip


def test_a_second_link_needs_its_share():
    source, target = "front door step", "Haustür"
    ranges = ranges_of(source, "front", "door", "step")
    at = [[(0, 7)]][0]
    assert linked(source, ranges, target, at, [[0.45, 0.5, 0.05]]) == [
        ("front", "Haustür", 0.45),
        ("door", "Haustür", 0.5),
    ]
    flat = align([[0.25, 0.25, 0.25]], source, ranges, target, at, least_share=0.5)
    assert flat == [(0, 5, 0, 7, 0.3333)]


def test_nothing_to_link():
    assert align([], "", [], "", []) == []
    assert align([[0.0, 0.0]], "a b", [(0, 1), (2, 3)], "c", [(0, 1)]) == []
    assert align([[1.0]], "a", [None], "c", [(0, 1)]) == []


def test_a_wrong_shape_is_an_error():
    with pytest.raises(ValueError, match="1 rows of 1, expected 2 of 1"):
        align([[1.0]], "a", [(0, 1)], "b", [(0, 1), None])
    with pytest.raises(ValueError, match="expected 1 of 2"):
        align([[1.0]], "a b", [(0, 1), (2, 3)], "b", [(0, 1)])


@pytest.mark.parametrize(
    "text",
    [
        "The cache keeps every sentence.",
        "The  cache",
        "  Links stay. ",
        "a\nb\tc \u200b d",
        "cafe\u0301 été",
        "½ ﬁne ①",
        "🎉 The 👩‍👩‍👧 cache 🎉",
        "最初のページです。 これ",
        "So\u00adft\u2060",
        "</s> __fra__ <unk>",
        "▁x ▁▁ y",
        "",
        "   ",
    ],
)
def test_spans_of_ids_are_of_the_text_itself(tokens, text):
    ids, ranges = tokens.encode(text, "eng"), tokens.spans(text)
    assert len(ids) == len(ranges)
    assert ranges[0] is None
    assert ranges[-1] is None
    found = [span for span in ranges if span]
    assert found == sorted(found)
    covered = {index for start, end in found for index in range(start, end)}
    # Every visible character has a token; `▁` is sentencepiece's own blank.
    for index, character in enumerate(text):
        if character != "▁" and trim(character, 0, 1):
            assert index in covered, f"{character!r} at {index}"
    for start, end in found:
        assert trim(text, start, end) == (start, end)


def test_each_piece_finds_its_own_characters(tokens):
    text = " Links  🎉 stay, cafe\u0301."
    at = dict(zip(tokens.spans(text), tokens.encode(text, "eng"), strict=True))
    for (start, end), id in ((span, id) for span, id in at.items() if span):
        piece = tokens.piece(id).strip()
        assert not piece or piece == text[start:end].replace("e\u0301", "é")
    assert (text.index("🎉"), text.index("🎉") + 1) in at


def test_spans_of_a_translation_are_of_what_it_writes(tokens):
    ids = tokens.encode("Links stay, été.", "eng")[1:-1]
    text, ranges = tokens.decode(ids)
    assert text == "Links stay, été."
    words = [text[start:end] for (start, end), _ in words_of(text, ranges)]
    assert words == ["Links", "stay", "été"]
