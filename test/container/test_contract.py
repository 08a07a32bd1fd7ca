"""The wire contract: what is refused and in which words, and that no fault leaves as an
exception."""

from __future__ import annotations

import json

import pytest
from asking import Echo, ask, request, serve, texts_of
from models.base import Item, Options, Output


def test_health_says_which_model_and_which_languages() -> None:
    assert ask(serve(Echo()), {"op": "health"}) == {
        "v": 1,
        "ok": True,
        "model": "echo",
        "engine": "echo",
        "languages": ["eng", "fra", "spa"],
    }


def test_results_keep_the_order_and_one_target_per_text_is_possible() -> None:
    model = Echo()
    texts = ["a", "a b c d", "a b", "a b c"]
    reply = ask(serve(model), request(*texts, target=["spa", "fra", "fra", "spa"]))
    assert texts_of(reply) == ["spa:a", "fra:a b c d", "fra:a b", "spa:a b c"]
    assert [result["srcTokens"] for result in reply["results"]] == [3, 6, 4, 5]
    assert len(model.batches) == 1


def test_no_texts_make_no_results() -> None:
    assert ask(serve(Echo()), request()) == {"v": 1, "results": [], "model": "echo"}


def test_every_reply_says_which_model_it_is_of_refusals_too() -> None:
    assert ask(serve(Echo()), request("a"))["model"] == "echo"
    refused = ask(serve(Echo()), request("a", target="xx-none"))
    assert (refused["error"]["code"], refused["model"]) == ("BAD_REQUEST", "echo")


def test_blank_texts_come_back_as_they_are_and_never_reach_the_model() -> None:
    model = Echo()
    reply = ask(serve(model), request("", " \n\u3000", "a"))
    assert texts_of(reply) == ["", " \n\u3000", "spa:a"]
    assert model.batches == [["a"]]


def test_the_same_text_is_translated_once_per_target() -> None:
    model = Echo()
    reply = ask(serve(model), request("a", "b", "a", "a", target=["spa", "spa", "spa", "fra"]))
    assert texts_of(reply) == ["spa:a", "spa:b", "spa:a", "fra:a"]
    assert sorted(model.batches[0]) == ["a", "a", "b"]


def test_a_text_that_is_too_long_costs_only_itself() -> None:
    reply = ask(serve(Echo()), request("a", "w " * 49, "x" * 20_001))
    assert texts_of(reply)[0] == "spa:a"
    assert reply["results"][1] == {"error": "TOO_LONG", "retryable": False, "srcTokens": 51}
    assert reply["results"][2] == {"error": "TOO_LONG", "retryable": False}


@pytest.mark.parametrize("text", ["añ 日本 😀", "e\u0301", "\u202eabc", "a\x00b"])
def test_any_text_goes_through_in_utf_8(text: str) -> None:
    reply = ask(serve(Echo()), json.dumps(request(text), ensure_ascii=False).encode())
    assert texts_of(reply) == [f"spa:{text}"]


def test_half_a_surrogate_pair_becomes_one_replacement_character() -> None:
    body = b'{"source":"eng","target":"spa","texts":["a\\ud83dz \\ud83d\\ude00"]}'
    assert texts_of(ask(serve(Echo()), body)) == ["spa:a\ufffdz 😀"]


def test_half_a_pair_in_a_code_that_is_quoted_back_is_no_fault_of_ours() -> None:
    reply = ask(serve(Echo()), b'{"source":"\\ud83d","target":"spa","texts":["a"]}')
    assert reply["error"]["code"] == "BAD_REQUEST"


def test_a_byte_order_mark_and_text_instead_of_bytes_are_fine() -> None:
    body = json.dumps(request("a"))
    assert texts_of(ask(serve(Echo()), body)) == ["spa:a"]
    assert texts_of(ask(serve(Echo()), b"\xef\xbb\xbf" + body.encode())) == ["spa:a"]


def test_a_batch_that_fails_costs_its_texts_and_no_other() -> None:
    def before(items: list[Item], options: Options) -> None:
        if any("bad" in item.text for item in items):
            raise KeyError("broken")

    served = serve(Echo(before=before), budget=20)
    reply = ask(served, request("a b c d", "bad"))
    assert texts_of(reply)[0] == "spa:a b c d"
    assert reply["results"][1]["error"] == "INTERNAL (KeyError: 'broken')"
    assert reply["results"][1]["retryable"] is True


def test_where_every_batch_fails_the_request_fails() -> None:
    def before(items: list[Item], options: Options) -> None:
        raise RuntimeError("CUDA error: device-side assert triggered")

    error = ask(serve(Echo(before=before)), request("a", "b"))["error"]
    assert error["code"] == "INTERNAL"
    assert "device-side assert" in error["message"]


def test_a_model_that_answers_too_little_is_a_fault_and_never_shifts_answers() -> None:
    class Short(Echo):
        def translate(self, items, encoded, options):
            return super().translate(items, encoded, options)[:-1]

    assert "1 outputs for 2 texts" in ask(serve(Short()), request("a", "b"))["error"]["message"]


def test_a_fault_outside_the_batches_is_in_the_body_too() -> None:
    class Broken(Echo):
        def encode(self, items):
            raise MemoryError

    assert ask(serve(Broken()), request("a"))["error"]["code"] == "OUT_OF_MEMORY"


def test_scores_and_alignments_travel_rounded_and_only_where_there_are_any() -> None:
    def say(item: Item, options: Options) -> Output:
        spans = [(0, 1, 0, 1, 0.123456)] if options.alignment else None
        return Output("x", capped=False, score=-0.123456, alignment=spans)

    served = serve(Echo(say))
    with_both = ask(served, request("a", options={"alignment": True}))["results"][0]
    assert with_both == {
        "text": "x",
        "srcTokens": 3,
        "score": -0.1235,
        "alignment": [[0, 1, 0, 1, 0.123]],
    }
    assert "alignment" not in ask(served, request("a"))["results"][0]


def test_the_number_of_beams_is_the_models_own_unless_it_is_asked_for() -> None:
    model = Echo()
    model.default_beams = 5
    ask(serve(model), request("a"))
    ask(serve(model), request("a", options={"num_beams": 2, "no_repeat_ngram_size": 3}))
    assert model.options == [Options(5, 0, False), Options(2, 3, False)]
