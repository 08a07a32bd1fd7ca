"""What `bench.py` prints."""

from __future__ import annotations

import argparse
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path


@dataclass(frozen=True)
class Speed:
    """`said`: what was said, by row. `seconds` for all of it."""

    name: str
    seconds: float
    said: list[list[int]]


def report(options: argparse.Namespace, speeds: Sequence[Speed]) -> str:
    first = speeds[0]
    tokens = sum(len(said) for said in first.said)
    lines = [
        f"{options.sentences} sentences, {options.tokens} tokens out for each ({tokens} per way), "
        f"{'greedy' if options.beams == 1 else f'{options.beams} beams'}. Random weights, width "
        f"{options.width}, {options.layers}+{options.layers} layers, vocabulary of "
        f"{options.vocabulary:,}. {machine()}, {threads(options)}.",
        "",
        "| way | tokens per second | times as fast | same words |",
        "|---|--:|--:|--:|",
    ]
    for speed in speeds:
        lines.append(
            f"| {speed.name} | {tokens / speed.seconds:,.0f} "
            f"| {first.seconds / speed.seconds:.1f} | {same(first.said, speed.said):.0%} |"
        )
    return "\n".join(lines)


def threads(options: argparse.Namespace) -> str:
    clock = ", processor time" if options.clock == "cpu" else ""
    return f"{options.threads} thread{'s' if options.threads > 1 else ''}{clock}"


def same(first: Sequence[list[int]], other: Sequence[list[int]]) -> float:
    """Share of tokens that both say at the same place."""
    pairs = [pair for a, b in zip(first, other, strict=True) for pair in zip(a, b, strict=True)]
    return sum(a == b for a, b in pairs) / len(pairs)


def machine() -> str:
    names = "torch", "transformers", "ctranslate2"
    packages = ", ".join(f"{name} {version(name)}" for name in names)
    return f"{processor()}, Python {platform.python_version()}, {packages}"


def processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in text.splitlines() if "model name" in line]
    return names[0] if names else platform.machine()
