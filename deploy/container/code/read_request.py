"""A request as it comes over the wire, checked, in the model's own codes."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from difflib import get_close_matches

from faults import BadRequest
from models.base import Item, Model, Options

MOST_TEXTS = 10_000
MOST_BEAMS = 16
DEADLINE_MS = 50_000
LONGEST_DEADLINE_MS = 3_600_000
"""SageMaker's own limit for an asynchronous request."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Request:
    """`items` in the order of the request; `seconds` until the deadline."""

    items: list[Item]
    options: Options
    seconds: float


def read_body(body: object) -> dict:
    """The JSON object in a body of bytes or text.

    Raises BadRequest for anything else.
    """
    try:
        text = body if isinstance(body, str) else bytes(body).decode("utf-8-sig")  # type: ignore[call-overload]
        request = json.loads(text, parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise BadRequest(f"the body is not UTF-8 (byte {error.start})") from None
    except (ValueError, TypeError, RecursionError) as error:
        raise BadRequest(f"the body is not JSON: {error}") from None
    if not isinstance(request, dict):
        raise BadRequest(f"the body is {_kind(request)}; a JSON object is expected")
    return request


def read_request(body: dict, model: Model) -> Request:
    """Checks every field and resolves the language codes.

    Raises BadRequest that names the field, what was given and what was expected.
    """
    texts = _texts(body)
    source = _resolve(model, body.get("source"), "source")
    targets = _targets(body, model, len(texts))
    items = [Item(text, source, target) for text, target in zip(texts, targets, strict=True)]
    seconds = _number(body, "deadlineMs", DEADLINE_MS, 1, LONGEST_DEADLINE_MS) / 1000
    return Request(items, _options(body.get("options"), model), seconds)


def _texts(body: dict) -> list[str]:
    texts = body.get("texts")
    if not isinstance(texts, list):
        raise BadRequest(f"texts is {_kind(texts)}; a list of strings is expected")
    if len(texts) > MOST_TEXTS:
        raise BadRequest(f"{len(texts)} texts were sent; {MOST_TEXTS} at most are expected")
    for index, text in enumerate(texts):
        if not isinstance(text, str):
            raise BadRequest(f"texts[{index}] is {_kind(text)}; a string is expected")
    # JSON can hold half of a pair, which no tokenizer takes. One unit becomes one unit: offsets
    # stay right.
    return [_LONE_SURROGATE.sub("\ufffd", text) for text in texts]


def _targets(body: dict, model: Model, count: int) -> list[str]:
    target = body.get("target")
    if not isinstance(target, list):
        return [_resolve(model, target, "target")] * count
    if len(target) != count:
        raise BadRequest(f"target has {len(target)} codes for {count} texts; one each is expected")
    return [_resolve(model, code, f"target[{index}]") for index, code in enumerate(target)]


def _resolve(model: Model, code: object, field: str) -> str:
    if not isinstance(code, str):
        raise BadRequest(f"{field} is {_kind(code)}; a language code is expected")
    known = model.resolve(code)
    if known is not None:
        return known
    near = get_close_matches(code, model.languages, 5, 0.5)
    listed = f"near it: {', '.join(near)}; " if near else ""
    raise BadRequest(
        f'{field} is "{code}", a language that this model does not have ({listed}all '
        f'{len(model.languages)} are in the answer to {{"op": "health"}})'
    )


def _options(given: object, model: Model) -> Options:
    given = {} if given is None else given
    if not isinstance(given, dict):
        raise BadRequest(f"options is {_kind(given)}; a JSON object is expected")
    known = ("num_beams", "no_repeat_ngram_size", "alignment")
    for name in given:
        if name not in known:
            raise BadRequest(f"options.{name} is not known; {', '.join(known)} are")
    alignment = given.get("alignment", False)
    if not isinstance(alignment, bool):
        raise BadRequest(f"options.alignment is {_kind(alignment)}; true or false is expected")
    beams = _number(given, "num_beams", model.default_beams, 1, MOST_BEAMS, "options.", True)
    size = _number(given, "no_repeat_ngram_size", 0, 0, 100, "options.", True)
    return Options(int(beams), int(size), alignment)


def _number(
    given: dict, name: str, default: int, least: int, most: int, at: str = "", whole: bool = False
) -> float:
    value = given.get(name, default)
    expected = f"a {'whole ' if whole else ''}number from {least} to {most} is expected"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise BadRequest(f"{at}{name} is {_kind(value)}; {expected}")
    if not (least <= value <= most) or (whole and not float(value).is_integer()):
        raise BadRequest(f"{at}{name} is {value}; {expected}")
    return value


def _kind(value: object) -> str:
    if value is None:
        return "missing or null"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"the number {value}" if math.isfinite(value) else "no number"
    kinds = {str: "a string", bool: "true or false", list: "a list", dict: "an object"}
    return kinds.get(type(value), "something else")


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")
