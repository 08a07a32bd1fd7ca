"""Asks the handler as the image does: a body in, a body out."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import inference
from models.base import Encoded, Item, Options, Output
from work import Served


def ask(served: Served, request: object) -> dict[str, Any]:
    """The handler's answer to `request`, which is sent as it is where it is bytes or text."""
    body = request if isinstance(request, (bytes, str)) else json.dumps(request).encode()
    answer = inference.transform_fn(served, body, "application/json", "application/json")
    return json.loads(answer.decode("utf-8"))


def texts_of(reply: dict[str, Any]) -> list[str | None]:
    """The translations, None where there is none."""
    return [result and result.get("text") for result in reply["results"]]


class Echo:
    """A model of one's own making: a token per word, and what `say` makes of each item.

    `before` is called with every batch's items and beams; `batches` are the texts of all of them.
    """

    name = "echo"
    languages = ("eng", "fra", "spa")
    longest = 50
    default_beams = 1

    def __init__(
        self,
        say: Callable[[Item, Options], Output] = lambda item, _: Output(
            f"{item.target}:{item.text}"
        ),
        before: Callable[[Sequence[Item], Options], None] = lambda *_: None,
    ):
        self.say, self.before = say, before
        self.batches: list[list[str]] = []
        self.options: list[Options] = []
        self.released = 0

    def resolve(self, code: str) -> str | None:
        return code if code in self.languages else None

    def encode(self, items: Sequence[Item]) -> list[Encoded]:
        return [Encoded(list(range(len(item.text.split()) + 2))) for item in items]

    def translate(
        self, items: Sequence[Item], encoded: Sequence[Encoded], options: Options
    ) -> list[Output]:
        assert [len(row.ids) for row in encoded] == [len(i.text.split()) + 2 for i in items]
        self.before(items, options)
        self.batches.append([item.text for item in items])
        self.options.append(options)
        return [self.say(item, options) for item in items]

    def release(self) -> None:
        self.released += 1


def serve(model: Echo, budget: int = 1000) -> Served:
    return Served(model, "echo", budget)


def request(*texts: str, **fields: Any) -> dict[str, Any]:
    return {"source": "eng", "target": "spa", "texts": list(texts), **fields}
