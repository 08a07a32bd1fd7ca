"""Translations that go round in circles are found, tried again, and the better one kept."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from asking import Echo, ask, request, serve, texts_of
from loops import better, loops
from models.base import Item, Options, Output


@pytest.mark.parametrize(
    "text",
    [
        "it is to to to to to",
        "и так далее и так далее и так далее и так далее",
        "この文この文この文この文",
        "no no no no",
    ],
)
def test_loops_are_found(text: str) -> None:
    assert loops(text, "A sentence without any of that.")


@pytest.mark.parametrize(
    "text",
    [
        "ha ha ha, he said",
        "10000000000 and 1.000.000.000",
        "-------- ........ ________",
        "Mississippi",
        "| | | | | | |",
        "The cache keeps every sentence that was translated.",
        "",
    ],
)
def test_what_is_no_loop_is_left_alone(text: str) -> None:
    assert not loops(text, "A sentence without any of that.")


def test_what_the_source_repeats_may_be_repeated() -> None:
    assert not loops("sí sí sí sí sí", "yes yes yes yes yes")


def test_a_loop_is_tried_again_without_repetitions_and_the_better_one_kept() -> None:
    def say(item: Item, options: Options) -> Output:
        if options.no_repeat_ngram_size:
            return Output("" if item.text == "worse" else f"fine {item.text}")
        return Output("so " * 9 if item.text in ("loop", "worse") else item.text, item.text == "x")

    model = Echo(say)
    reply = ask(serve(model), request("loop", "worse", "good", "x"))
    assert texts_of(reply) == ["fine loop", "so " * 9, "good", "fine x"]
    assert sorted(model.batches[1]) == ["loop", "worse", "x"]
    assert model.options[1].no_repeat_ngram_size == 4
    assert "capped" not in reply["results"][3]


def test_who_forbids_repetitions_is_not_tried_again() -> None:
    model = Echo(lambda *_: Output("so " * 9))
    ask(serve(model), request("a", options={"no_repeat_ngram_size": 3}))
    assert len(model.batches) == 1


def test_a_second_try_that_fails_or_comes_too_late_loses_nothing() -> None:
    def before(items: Sequence[Item], options: Options) -> None:
        if options.no_repeat_ngram_size:
            raise RuntimeError("broken")

    looping = Output("so so so so so", capped=True)
    reply = ask(serve(Echo(lambda *_: looping, before)), request("a"))
    assert reply["results"] == [{"text": looping.text, "srcTokens": 3, "capped": True}]


def test_better_prefers_whole_over_capped_over_looping_over_nothing() -> None:
    whole, capped = Output("fine"), Output("fine", capped=True)
    looping, nothing = Output("no no no no no"), Output(" ")
    ranked = [whole, capped, looping, nothing]
    for at, good in enumerate(ranked):
        for bad in ranked[at:]:
            assert better(good, bad, "x") is good
            assert better(bad, good, "x") is good
