"""The ways that `bench.py` compares, all with the same weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ctranslate2
import torch
from batches import order, take
from bench_model import m2m100_of
from ctranslate2_converter import spec_of
from decoding import padded
from transformers import GenerationConfig, GenerationMixin

if TYPE_CHECKING:
    from bench import Ids, Work

Run = Callable[[Sequence["Ids"]], list["Ids"]]


def ways(model: Any, work: Work, folder: Path) -> Iterator[tuple[str, Run]]:
    """Names and what to time, each made when it is asked for.

    The first is what all others are compared with.
    """
    kind = model.config._attn_implementation
    yield (
        f"`generate`, one sentence at a time ({kind})",
        lambda rows: generate(model, work, rows, 1),
    )
    yield f"`generate`, sorted batches ({kind})", lambda rows: generate(model, work, rows)
    m2m100 = m2m100_of(model)
    yield "as M2M100 (sdpa), sorted batches", lambda rows: generate(m2m100, work, rows)
    for quantization in ("float32", "int8"):
        yield (
            f"CTranslate2 {quantization}, sorted batches",
            converted(m2m100, work, folder, quantization),
        )


def batches(work: Work, rows: Sequence[Ids], size: int | None = None) -> Iterator[list[int]]:
    """Indices of rows that go together: as the handler packs them, or `size` at a time."""
    lengths = [len(row) for row in rows]
    queue = order(lengths)
    while queue:
        count = size or take(queue, lengths, work.beams, work.budget)
        yield queue[:count]
        queue = queue[count:]


def generate(model: Any, work: Work, rows: Sequence[Ids], size: int | None = None) -> list[Ids]:
    config = GenerationConfig(
        num_beams=work.beams,
        do_sample=False,
        early_stopping=work.beams > 1,
        min_new_tokens=work.length,
        max_new_tokens=work.length,
        pad_token_id=0,
        bos_token_id=2,
        eos_token_id=3,
        decoder_start_token_id=3,
        suppress_tokens=[0, 1, 2],
    )
    said: list[Ids] = [[] for _ in rows]
    for batch in batches(work, rows, size):
        ids, mask = padded([rows[row] for row in batch], 0)
        out = GenerationMixin.generate(
            model,
            input_ids=ids,
            attention_mask=mask,
            decoder_input_ids=torch.tensor([[3, work.language]] * len(batch)),
            generation_config=config,
        )
        for row, found in zip(batch, out.tolist(), strict=True):
            said[row] = found[2:]
    return said


class Names:
    """In place of a tokenizer: the bench has ids only."""

    def names(self, count: int) -> list[str]:
        return ["<pad>", "<unk>", "<s>", "</s>", *(f"<{id}>" for id in range(4, count))]


def converted(model: Any, work: Work, folder: Path, quantization: str) -> Run:
    names = Names().names(model.config.vocab_size)
    ids = {name: id for id, name in enumerate(names)}
    # int8 is computed in place, in the very memory of the model.
    spec = spec_of(deepcopy(model), Names())  # type: ignore[arg-type]
    spec.validate()
    spec.optimize(quantization=quantization)
    target = folder / quantization
    target.mkdir()
    spec.save(str(target))
    translator = ctranslate2.Translator(str(target), intra_threads=work.threads)

    def run(rows: Sequence[Ids]) -> list[Ids]:
        said: list[Ids] = [[] for _ in rows]
        for batch in batches(work, rows):
            results = translator.translate_batch(
                [[names[id] for id in rows[row]] for row in batch],
                [[names[work.language]]] * len(batch),
                beam_size=work.beams,
                max_decoding_length=work.length + 1,
                min_decoding_length=work.length + 1,
                disable_unk=True,
                suppress_sequences=[["<pad>"], ["<s>"]],
            )
            for row, result in zip(batch, results, strict=True):
                said[row] = [ids[name] for name in result.hypotheses[0][1:]]
        return said

    return run
