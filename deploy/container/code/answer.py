"""From the texts of a request to one result each, whatever happens to some of them on the way."""

from __future__ import annotations

from models.base import Encoded, Item, Output
from read_request import Request
from work import Failure, Served, Work

# Longer than any sentence of `Model.longest` tokens: not worth reading.
MOST_CHARACTERS = 20_000


def answer(served: Served, request: Request, until: float) -> list[dict | None]:
    """One result per item, in order: `{text, srcTokens, …}`, `{error, retryable}`, or None where
    time ran out.

    `until` is a `time.monotonic()`; one batch runs even if it has passed, so that asking again
    always gets further.
    """
    items = list(dict.fromkeys(request.items))
    results: dict[Item, dict] = {}
    todo: list[Item] = []
    for item in items:
        if not item.text.strip():
            results[item] = {"text": item.text}
        elif len(item.text) > MOST_CHARACTERS:
            results[item] = {"error": "TOO_LONG", "retryable": False}
        else:
            todo.append(item)
    encoded = served.model.encode(todo)
    fitting = []
    for item, ids in zip(todo, encoded, strict=True):
        if len(ids.ids) > served.model.longest:
            tokens = len(ids.ids)
            results[item] = {"error": "TOO_LONG", "retryable": False, "srcTokens": tokens}
        else:
            fitting.append((item, ids))
    work = Work(served, [item for item, _ in fitting], [ids for _, ids in fitting], until)
    work.run(request.options)
    for index, found in work.found.items():
        results[work.items[index]] = _result(found, work.encoded[index])
    return [results.get(item) for item in request.items]


def _result(found: Output | Failure, encoded: Encoded) -> dict:
    if isinstance(found, Failure):
        return {"error": found.code, "retryable": found.retryable, "srcTokens": len(encoded.ids)}
    result: dict = {"text": found.text, "srcTokens": len(encoded.ids)}
    if encoded.unknown:
        result["srcUnk"] = encoded.unknown
    if found.capped:
        result["capped"] = True
    if found.score is not None:
        result["score"] = round(found.score, 4)
    if found.alignment is not None:
        result["alignment"] = [[*span[:4], round(span[4], 3)] for span in found.alignment]
    return result
