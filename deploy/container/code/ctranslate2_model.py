"""SeamlessM4T v2 in CTranslate2. Once converted it needs neither torch nor transformers."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from length_limits import length_limit
from models.base import Encoded, Item, Options, Output
from seamless_text import SeamlessText

MODEL = "model.bin"
VOCABULARY = "shared_vocabulary.json"


def is_converted(path: str | Path) -> bool:
    """Whether a folder is what `ctranslate2_converter.convert` wrote."""
    return (Path(path) / MODEL).is_file()


def load_converted(path: str | Path, *, threads: int = 0) -> SeamlessCTranslate2:
    """Loads a converted folder; another one is converted first, to int8 (int8_float16 on a GPU).

    The converted model is kept beside the weights as `ctranslate2-int8`, or in a temporary folder
    where nothing may be written. `threads`: 0 takes all cores.
    """
    import ctranslate2

    on_gpu = ctranslate2.get_cuda_device_count() > 0
    folder = Path(path)
    if not is_converted(folder):
        folder = converted_beside(folder, "int8_float16" if on_gpu else "int8")
    return SeamlessCTranslate2(folder, device="cuda" if on_gpu else "cpu", threads=threads)


def converted_beside(folder: Path, quantization: str) -> Path:
    destination = folder / f"ctranslate2-{quantization}"
    if is_converted(destination):
        return destination
    from ctranslate2_converter import convert

    if not os.access(folder, os.W_OK):
        destination = Path(tempfile.mkdtemp()) / destination.name
    logging.getLogger("polyglot").warning("converting %s to %s (once)", folder, destination)
    return convert(folder, destination, quantization=quantization, force=True)


@dataclass(frozen=True)
class Hypothesis:
    """`ids` and `score` as in `decoding.Decoded`. `attention`: one line for the language mark and
    each of `ids`. `searched`: length of the longest beam.
    """

    ids: list[int]
    capped: bool
    score: float
    attention: list[list[float]] | None
    searched: int


class SeamlessCTranslate2(SeamlessText):
    """See `Model`. Word alignment is of one layer (`convert.py --alignment-layer`), not of several
    as in transformers.
    """

    name = "seamless/ctranslate2"

    def __init__(self, folder: str | Path, *, device: str = "cpu", threads: int = 0) -> None:
        import ctranslate2

        super().__init__(folder)
        self.translator = ctranslate2.Translator(
            str(folder), device=device, intra_threads=threads or os.cpu_count() or 1
        )
        self.default_beams = 5 if device == "cuda" else 1
        vocabulary = Path(folder) / VOCABULARY
        self.names: list[str] = json.loads(vocabulary.read_text(encoding="utf-8"))
        self.ids = {name: id for id, name in enumerate(self.names)}

    def translate(
        self, items: Sequence[Item], encoded: Sequence[Encoded], options: Options
    ) -> list[Output]:
        limits = [length_limit(len(entry.ids)) for entry in encoded]
        found = self._run(items, encoded, options, max(limits))
        for row, (hypothesis, limit) in enumerate(zip(found, limits, strict=True)):
            # CTranslate2 has one limit for the batch: a row whose search went past its own is run
            # again alone, so that its answer does not depend on its neighbours.
            if limit < max(limits) and hypothesis.searched >= limit:
                [found[row]] = self._run([items[row]], [encoded[row]], options, limit)
        return [
            self.output(item, row.ids, row.capped, row.score, row.attention)
            for item, row in zip(items, found, strict=True)
        ]

    def _run(
        self, items: Sequence[Item], encoded: Sequence[Encoded], options: Options, limit: int
    ) -> list[Hypothesis]:
        results = self.translator.translate_batch(
            [[self.names[id] for id in entry.ids] for entry in encoded],
            [[f"__{item.target}__"] for item in items],
            beam_size=options.num_beams,
            num_hypotheses=options.num_beams,
            no_repeat_ngram_size=options.no_repeat_ngram_size,
            max_input_length=0,
            # The language mark counts. At least one word: where the end mark is among the first
            # choices, CTranslate2 loses a beam.
            max_decoding_length=limit + 1,
            min_decoding_length=2,
            disable_unk=True,
            suppress_sequences=[["<pad>"], ["<s>"]],
            return_scores=True,
            return_attention=options.alignment,
        )
        return [self._best(result, limit) for result in results]

    def _best(self, result: Any, limit: int) -> Hypothesis:
        """The best of the finished beams by the rule of transformers: CTranslate2's mean counts the
        language mark, which nobody chose, and so likes other lengths.
        """
        found = []
        searched = max(map(len, result.hypotheses)) - 1
        for at, names in enumerate(result.hypotheses):
            ids = [self.ids[name] for name in names[1:]]
            capped = len(ids) >= limit
            total = result.scores[at] * (len(names) + (not capped))
            lines = result.attention[at][: len(names)] if result.attention else None
            score = total / max(len(ids) + (not capped), 1)
            found.append((total / len(names), Hypothesis(ids, capped, score, lines, searched)))
        return max(found, key=lambda pair: pair[0])[1]

    def release(self) -> None:
        """Nothing: CTranslate2 keeps no more than it needs for the next batch."""
