"""Tokens per second of each way to run SeamlessM4T v2, as ratios within one run, as a table in
markdown.

    python bench.py --quick      some seconds, small numbers of everything
    python bench.py              a few minutes

Random weights: speed does not depend on what they say. Each layer has the real widths, but there
are few of them and few words, so that it fits anywhere: compare the ways, not the numbers. Nothing
is written but the table.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench_table import Speed, report

sys.path.insert(0, str(Path(__file__).resolve().parent / "code"))

Ids = list[int]


@dataclass(frozen=True)
class Work:
    """Source ids and the language mark that each translation starts with; every way says `length`
    tokens for each.
    """

    rows: list[Ids]
    language: int
    length: int
    beams: int
    threads: int
    budget: int


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="bench.py", description=__doc__.splitlines()[0])
    options.add_argument("--quick", action="store_true", help="a test run of some seconds")
    options.add_argument("--width", type=int, help="of a layer (default: 1024, as in the model)")
    options.add_argument("--layers", type=int, help="of each half (default: 2; the model has 24)")
    options.add_argument("--vocabulary", type=int, help="(default: 16000; the model has 256102)")
    options.add_argument("--sentences", type=int, help="(default: 64)")
    options.add_argument("--tokens", type=int, help="per translation, for all ways (default: 24)")
    options.add_argument(
        "--beams", type=int, default=1, help="(default: 1, as the handler on CPUs)"
    )
    options.add_argument("--repeats", type=int, help="of which the best counts (default: 3)")
    options.add_argument("--threads", type=int, default=os.cpu_count(), help="(default: all cores)")
    options.add_argument(
        "--clock",
        choices=("wall", "cpu"),
        default="wall",
        help="cpu: processor time, with --threads 1, where others use the machine too",
    )
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    options = parser().parse_args(arguments)
    usual = {
        "width": 1024,
        "layers": 2,
        "vocabulary": 16000,
        "sentences": 64,
        "tokens": 24,
        "repeats": 3,
    }
    quick = {
        "width": 128,
        "layers": 1,
        "vocabulary": 1000,
        "sentences": 12,
        "tokens": 8,
        "repeats": 1,
    }
    for name, value in (quick if options.quick else usual).items():
        if getattr(options, name) is None:
            setattr(options, name, value)
    os.environ["HF_HUB_OFFLINE"] = "1"
    import torch

    torch.set_num_threads(options.threads)
    with torch.inference_mode(), tempfile.TemporaryDirectory() as folder:
        speeds = measure(options, Path(folder))
    print(report(options, speeds))
    return 0


def measure(options: argparse.Namespace, folder: Path) -> list[Speed]:
    from bench_model import original_of, sources
    from bench_ways import ways
    from inference import BUDGET_CPU

    model = original_of(options.width, options.layers, options.vocabulary)
    work = Work(
        sources(options.sentences, options.vocabulary),
        language=options.vocabulary - 1,
        length=options.tokens,
        beams=options.beams,
        threads=options.threads,
        budget=BUDGET_CPU,
    )
    clock = time.process_time if options.clock == "cpu" else time.perf_counter
    runs = list(ways(model, work, folder))
    speeds = time_all(runs, work, options.repeats, clock)
    for speed in speeds:
        require_same_work(speed, work)
    return speeds


def require_same_work(speed: Speed, work: Work) -> None:
    """Raises ValueError where a way has not said the wanted number of tokens for each sentence."""
    lengths = [len(said) for said in speed.said]
    if lengths != [work.length] * len(work.rows):
        raise ValueError(f"{speed.name} said {lengths} tokens, not {work.length} for each sentence")


def time_all(
    runs: Sequence[tuple[str, Callable[[Sequence[Ids]], list[Ids]]]],
    work: Work,
    repeats: int,
    clock: Callable[[], float] = time.perf_counter,
) -> list[Speed]:
    """Each way `repeats` times in turn, so that a busy moment of the machine is nobody's own; the
    best time of each counts. The first, which is slow, runs once.
    """
    best = [Speed(name, float("inf"), []) for name, _ in runs]
    for _, run in runs:
        run(work.rows[:2])  # what is only made on first use
    for repeat in range(repeats):
        for way, (name, run) in enumerate(runs):
            if repeat > 0 and way == 0:
                continue
            began = clock()
            said = run(work.rows)
            seconds = clock() - began
            if seconds < best[way].seconds:
                best[way] = Speed(name, seconds, said)
    return best


if __name__ == "__main__":
    sys.exit(main())
