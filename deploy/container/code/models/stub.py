"""A model without weights: for trying a set-up out, and for tests. It says the language and then
the text."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from .base import Encoded, Item, Options, Output


class Stub:
    """Translates "Hello." into "[spa] Hello.". `POLYGLOT_STUB_SLEEP` is how many seconds a batch
    takes."""

    name = "stub"
    languages = ("cmn", "deu", "eng", "fra", "jpn", "spa")
    longest = 256
    default_beams = 1

    def resolve(self, code: str) -> str | None:
        """Any code that is written like one."""
        return code if code.replace("-", "").replace("_", "").isalnum() else None

    def encode(self, items: Sequence[Item]) -> list[Encoded]:
        """A token per word, and two around them."""
        return [Encoded(list(range(len(item.text.split()) + 2))) for item in items]

    def translate(
        self, items: Sequence[Item], encoded: Sequence[Encoded], options: Options
    ) -> list[Output]:
        time.sleep(float(os.environ.get("POLYGLOT_STUB_SLEEP") or 0))
        return [_output(item, options) for item in items]

    def release(self) -> None:
        pass


def _output(item: Item, options: Options) -> Output:
    text = f"[{item.target}] {item.text}"
    if not options.alignment:
        return Output(text)
    shift = len(item.target) + 3
    spans, at = [], 0
    for word in item.text.split():
        start = item.text.index(word, at)
        at = start + len(word)
        before, end = _units(item.text[:start]), _units(item.text[:at])
        spans.append((before, end, before + shift, end + shift, 1.0))
    return Output(text, alignment=spans)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def load(path: str, engine: str) -> Stub:
    """Any path, any engine."""
    return Stub()
