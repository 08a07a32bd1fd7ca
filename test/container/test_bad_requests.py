"""What is refused, and in which words."""

from __future__ import annotations

import inference
import pytest
from asking import Echo, ask, request, serve


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "the body is not JSON"),
        (b"{", "the body is not JSON"),
        (b"\xff\xfe{}", "the body is not UTF-8 (byte 0)"),
        (b"[" * 100_000, "the body is not JSON"),
        (b'{"deadlineMs": NaN}', "NaN is no JSON number"),
        ([], "the body is a list; a JSON object is expected"),
        ({}, "texts is missing or null; a list of strings is expected"),
        ({"texts": "a"}, "texts is a string; a list of strings is expected"),
        (request("a", 5), "texts[1] is the number 5; a string is expected"),
        (request(*["a"] * 10_001), "10001 texts were sent; 10000 at most are expected"),
        (request("a", source=None), "source is missing or null; a language code is expected"),
        (request("a", target=7), "target is the number 7; a language code is expected"),
        (request("a", target="esp"), 'target is "esp", a language that this model does not have'),
        (request("a", target="esp"), "near it: spa; all 3 are in the answer to"),
        (request("a", target=["spa", "fra"]), "target has 2 codes for 1 texts"),
        (request("a", target=["xx"]), 'target[0] is "xx"'),
        (request("a", options=[]), "options is a list; a JSON object is expected"),
        (request("a", options={"beams": 2}), "options.beams is not known; num_beams,"),
        (request("a", options={"num_beams": 0}), "options.num_beams is 0; a whole number from 1"),
        (request("a", options={"num_beams": 17}), "from 1 to 16 is expected"),
        (request("a", options={"num_beams": 1.5}), "options.num_beams is 1.5; a whole number"),
        (request("a", options={"num_beams": True}), "options.num_beams is true or false"),
        (request("a", options={"alignment": "yes"}), "options.alignment is a string; true or"),
        (request("a", deadlineMs=0), "deadlineMs is 0; a number from 1 to 3600000 is expected"),
        (request("a", deadlineMs="9"), "deadlineMs is a string; a number"),
        ({"op": "reload"}, 'op is "reload"; health is the only one'),
    ],
)
def test_what_cannot_be_understood_is_a_bad_request_in_the_body(body: object, words: str) -> None:
    model = Echo()
    error = ask(serve(model), body)["error"]
    assert error["code"] == "BAD_REQUEST"
    assert words in error["message"]
    assert model.batches == []


@pytest.mark.parametrize("budget", ["0", "-1", "many", "1.5"])
def test_a_budget_that_is_no_number_of_tokens_is_refused(budget: str, monkeypatch) -> None:
    monkeypatch.setenv("POLYGLOT_MODEL_FAMILY", "stub")
    monkeypatch.setenv("POLYGLOT_TOKEN_BUDGET", budget)
    with pytest.raises(ValueError, match=f"POLYGLOT_TOKEN_BUDGET is '{budget}'"):
        inference.model_fn("")
