"""The bench, in small."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import torch
from bench_model import original_of, sources
from bench_table import Speed, same
from bench_ways import generate

from bench import Work, main, require_same_work, time_all

WORK = Work(rows=[[9, 5, 3], [9, 6, 3]], language=8, length=2, beams=1, threads=1, budget=100)


@pytest.mark.parametrize("beams", ["1", "2"])
def test_all_ways_do_the_same_work(capsys, beams):
    small = ["--width", "32", "--vocabulary", "300", "--sentences", "5", "--tokens", "4"]
    assert main(["--quick", "--threads", "1", "--beams", beams, *small]) == 0
    about, _, *table = capsys.readouterr().out.strip().splitlines()
    assert "5 sentences, 4 tokens out for each (20 per way)" in about
    assert "width 32, 1+1 layers, vocabulary of 300" in about
    assert re.search(r"torch 2\S+, transformers [45]\S+, ctranslate2 4\S+, 1 thread\.", about)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table[2:]]
    assert [name.split(",")[0] for name, *_ in rows] == [
        "`generate`",
        "`generate`",
        "as M2M100 (sdpa)",
        "CTranslate2 float32",
        "CTranslate2 int8",
    ]
    assert rows[0][2] == "1.0"
    assert all(float(row[1].replace(",", "")) > 0 for row in rows)
    # The first four compute with the same numbers.
    assert [row[3] for row in rows[:4]] == ["100%"] * 4


def test_a_way_that_says_less_is_an_error():
    require_same_work(Speed("fair", 1.0, [[1, 2], [3, 4]]), WORK)
    with pytest.raises(ValueError, match=r"short said \[2, 1\] tokens, not 2 for each"):
        require_same_work(Speed("short", 1.0, [[1, 2], [3]]), WORK)
    with pytest.raises(ValueError, match=r"few said \[2\] tokens"):
        require_same_work(Speed("few", 1.0, [[1, 2]]), WORK)


def test_ways_take_turns_and_the_best_time_counts():
    runs, now = [], 0.0
    takes = {"slow": [0, 9.0], "quick": [0, 4.0, 2.0, 3.0]}

    def way(name):
        def run(rows):
            nonlocal now
            now += takes[name].pop(0)
            runs.append(name)
            return [[1, 2] for _ in rows]

        return name, run

    speeds = time_all([way("slow"), way("quick")], WORK, repeats=3, clock=lambda: now)
    assert runs == ["slow", "quick", "slow", "quick", "quick", "quick"]
    assert [(speed.name, speed.seconds) for speed in speeds] == [("slow", 9.0), ("quick", 2.0)]
    assert speeds[1].said == [[1, 2], [1, 2]]


def test_the_model_says_more_than_one_word():
    with torch.inference_mode():
        model = original_of(64, 1, 300)
        work = replace(WORK, rows=sources(4, 300), length=6, language=299)
        said = generate(model, work, work.rows)
    assert len({word for row in said for word in row}) > 4
    assert len({tuple(row) for row in said}) > 1


def test_same_words():
    assert same([[1, 2], [3, 4]], [[1, 2], [3, 5]]) == 0.75


def test_sources_are_as_long_as_sentences():
    rows = sources(200, 1000)
    lengths = sorted(map(len, rows))
    assert lengths[0] >= 6
    assert lengths[-1] <= 45
    assert 15 <= lengths[100] <= 25
    assert rows == sources(200, 1000)
    assert all(row[0] == 998 and row[-1] == 3 and 3 not in row[:-1] for row in rows)
