"""How sentences are put together, and what happens where time or space runs out."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from answer import answer
from asking import Echo, ask, request, serve, texts_of
from batches import cost, order, take
from faults import is_out_of_memory
from models.base import Item, Options
from read_request import Request


def words(*lengths: int) -> list[str]:
    return [" ".join([f"w{index}"] * length) for index, length in enumerate(lengths)]


def test_order_is_longest_first_and_keeps_equals_in_place() -> None:
    assert order([3, 9, 3, 7]) == [1, 3, 0, 2]


def test_a_batch_is_rows_times_padded_length_times_beams() -> None:
    lengths = [100, 50, 50, 50]
    assert take([0, 1, 2, 3], lengths, 1, 300) == 3
    assert take([0, 1, 2, 3], lengths, 3, 300) == 1
    assert take([0, 1, 2, 3], lengths, 5, 300) == 1
    assert take([1, 2, 3], lengths, 1, 10_000) == 3
    assert cost(4, 3, 2) == 4 * 16 * 2


def test_no_batch_is_over_the_budget_and_every_text_is_in_one() -> None:
    model = Echo()
    texts = words(*range(1, 45), *range(1, 45))
    reply = ask(serve(model, budget=300), request(*texts, options={"num_beams": 2}))
    assert texts_of(reply) == [f"spa:{text}" for text in texts]
    for batch in model.batches:
        longest = max(len(text.split()) + 2 for text in batch)
        assert len(batch) == 1 or cost(len(batch), longest, 2) <= 300
    lengths = [len(text.split()) for batch in model.batches for text in batch]
    assert lengths == sorted(lengths, reverse=True)


def too_large_above(rows: int, words: str = "CUDA out of memory. Tried to allocate 2 GiB"):
    def before(items: Sequence[Item], options: Options) -> None:
        if len(items) > rows:
            raise RuntimeError(words)

    return before


@pytest.mark.parametrize(
    "complaint",
    [
        "CUDA out of memory. Tried to allocate 2 GiB",
        "[enforce fail at alloc_cpu.cpp:118] err == 0. DefaultCPUAllocator: can't allocate memory",
        "CUDA failed with error out of memory",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
    ],
)
def test_a_batch_that_does_not_fit_is_halved_until_it_does(complaint: str) -> None:
    model = Echo(before=too_large_above(3, complaint))
    served = serve(model, budget=10_000)
    texts = words(*[5] * 20)
    assert texts_of(ask(served, request(*texts))) == [f"spa:{text}" for text in texts]
    assert {len(batch) for batch in model.batches} <= {1, 2, 3}
    assert model.released == 3  # 20, 10 and 5 rows


def test_the_next_request_starts_where_the_last_one_fitted() -> None:
    failures: list[int] = []

    def before(items: Sequence[Item], options: Options) -> None:
        if len(items) > 10:
            failures.append(len(items))
            raise RuntimeError("CUDA out of memory")

    served = serve(Echo(before=before), budget=10_000)
    ask(served, request(*words(*[5] * 40)))
    ask(served, request(*words(*[5] * 40)))
    assert failures == [40, 20]


def test_one_text_that_never_fits_costs_only_itself() -> None:
    def before(items: Sequence[Item], options: Options) -> None:
        if any(len(item.text.split()) > 30 for item in items):
            raise RuntimeError("CUDA out of memory")

    model = Echo(before=before)
    texts = words(40, 5, 4)
    reply = ask(serve(model, budget=10_000), request(*texts))
    assert reply["results"][0] == {"error": "OUT_OF_MEMORY", "retryable": True, "srcTokens": 42}
    assert texts_of(reply)[1:] == [f"spa:{text}" for text in texts[1:]]


def test_what_else_a_runtime_error_says_is_not_taken_for_a_lack_of_memory() -> None:
    assert not is_out_of_memory(RuntimeError("CUDA error: an illegal memory access"))
    assert not is_out_of_memory(ValueError("out of memory"))
    assert is_out_of_memory(MemoryError())


def test_past_the_deadline_one_batch_runs_and_the_rest_is_null() -> None:
    model = Echo()
    texts = words(20, 19, 18)
    items = [Item(text, "eng", "spa") for text in texts]
    results = answer(serve(model, 25), Request(items, Options(1), 0), time.monotonic() - 1)
    assert results[0] is not None
    assert results[1:] == [None, None]
    assert model.batches == [[texts[0]]]


def test_asking_again_for_what_was_not_reached_always_gets_there() -> None:
    model = Echo(before=lambda *_: time.sleep(0.02))
    served = serve(model, budget=25)
    waiting, rounds = words(20, 19, 18, 17, 16), 0
    while waiting and rounds < 10:
        reply = ask(served, request(*waiting, deadlineMs=1))
        waiting = [text for text, got in zip(waiting, reply["results"], strict=True) if not got]
        rounds += 1
    assert waiting == []
    assert len(model.batches) == 5


def test_the_deadline_counts_from_arrival_and_is_looked_at_between_batches() -> None:
    model = Echo(before=lambda *_: time.sleep(0.05))
    reply = ask(serve(model, budget=25), request(*words(*[20] * 20), deadlineMs=200))
    done = [result for result in reply["results"] if result]
    assert 1 <= len(done) < 20
    assert len(model.batches) == len(done)


def test_a_batch_is_no_larger_than_what_the_time_left_allows() -> None:
    model = Echo()
    served = serve(model, budget=1000)
    served.rate = 100  # tokens per second: 1000 of them would take 10 seconds
    ask(served, request(*words(*[18] * 40), deadlineMs=2000))
    assert len(model.batches[0]) <= 10
