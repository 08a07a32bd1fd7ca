"""The handler: what the Hugging Face image on SageMaker calls, and `serve.py` on a box of one's
own.

Every fault travels in the body of an answer with status 200: the image would turn any exception
into status 400.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time

# The image puts this folder last; a package named like one of these modules would win.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from answer import answer
from faults import BadRequest, fault, is_out_of_memory
from models import load
from models.base import Item, Options
from read_request import read_body, read_request
from weights import find_weights
from work import Served

log = logging.getLogger("polyglot")

BUDGET_GPU = 6144
BUDGET_CPU = 1024
"""Tokens of one batch. On a CPU a batch takes seconds, and the deadline is looked at between
batches."""


def model_fn(model_dir: str, context: object = None) -> Served:
    """Loads the model that the environment names (see `weights.py`), and has it translate a word.

    Raises ValueError or OSError that says what is missing.
    """
    engine = os.environ.get("POLYGLOT_ENGINE") or "auto"
    weights = find_weights(model_dir)
    model = load(weights.family, weights.path, engine)
    default = BUDGET_GPU if model.default_beams > 1 else BUDGET_CPU
    served = Served(model, weights.label, _budget(os.environ.get("POLYGLOT_TOKEN_BUDGET"), default))
    first = [Item("Hello.", model.languages[0], model.languages[-1])]
    model.translate(first, model.encode(first), Options(num_beams=1))
    return served


def transform_fn(
    model: Served, data: bytes | str, content_type: str, accept: str, context: object = None
) -> bytes:
    """Answers one request with JSON in UTF-8; never raises. The wire contract is in the README.

    `context.arrived`, where there is one, is the `time.monotonic()` from which the deadline counts.
    """
    began = getattr(context, "arrived", None) or time.monotonic()
    try:
        reply = _reply(model, data, began)
    except BadRequest as error:
        reply = fault("BAD_REQUEST", str(error))
    except Exception as error:
        log.exception("a request failed")
        code = "OUT_OF_MEMORY" if is_out_of_memory(error) else "INTERNAL"
        reply = fault(code, f"{type(error).__name__}: {error}")
    # So that nobody takes its words for those of another model.
    reply["model"] = model.label
    # Half of a surrogate pair, out of a request that is quoted in an answer, cannot be UTF-8.
    return json.dumps(reply, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")


def _reply(served: Served, data: bytes | str, began: float) -> dict:
    body = read_body(data)
    if "op" in body:
        return _operation(served, body["op"])
    request = read_request(body, served.model)
    results = answer(served, request, began + request.seconds)
    failed = [result for result in results if result and "INTERNAL" in result.get("error", "")]
    if failed and len(failed) == len(results):
        return fault("INTERNAL", failed[0]["error"])
    return {"v": 1, "results": results}


def _operation(served: Served, op: object) -> dict:
    if op != "health":
        raise BadRequest(f"op is {json.dumps(op)}; health is the only one")
    languages = list(served.model.languages)
    return {
        "v": 1,
        "ok": True,
        "engine": served.model.name,
        "languages": languages,
    }


def _budget(given: str | None, default: int) -> int:
    if not given:
        return default
    if not given.isdigit() or int(given) == 0:
        raise ValueError(
            f"POLYGLOT_TOKEN_BUDGET is '{given}'; a whole number of tokens is expected"
        )
    return int(given)
