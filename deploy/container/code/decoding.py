"""Greedy and beam search with transformers, so that a row's answer does not depend on its batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from length_limits import length_limit
from transformers import GenerationConfig, GenerationMixin, LogitsProcessor, LogitsProcessorList

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True)
class Decoded:
    """`ids` without prompt, end and padding. `score`: mean log-probability per token, the end
    included; None for beams, where transformers would keep every step's scores of the whole
    vocabulary to tell it.
    """

    ids: list[int]
    capped: bool
    score: float | None


def decode(
    model: Any,
    rows: Sequence[Sequence[int]],
    prompts: Sequence[Sequence[int]],
    *,
    num_beams: int = 1,
    no_repeat_ngram_size: int = 0,
    suppress: Sequence[int] = (),
    limits: Sequence[int] | None = None,
) -> list[Decoded]:
    """Translates one padded batch with an encoder-decoder model of transformers.

    `rows`: source ids. `prompts`: what each decoder starts with, all of one length (`[end,
    language]`), so that a batch may mix target languages. `suppress`: ids that are never said.
    `limits`: by default `length_limit` of each row.
    """
    import torch

    limits = list(limits or [length_limit(len(row)) for row in rows])
    pad, end = model.config.pad_token_id, model.config.eos_token_id
    ids, mask = padded(rows, pad, model.device)
    length = RowLimits(len(prompts[0]), limits, num_beams, end)
    config = GenerationConfig(
        num_beams=num_beams,
        do_sample=False,
        # A row is done with `num_beams` finished hypotheses, as in Meta's search and CTranslate2's.
        # The default goes on while any row of the batch does.
        early_stopping=num_beams > 1,
        length_penalty=1.0,
        # What may not be said leaves its probability to the others, as in CTranslate2.
        renormalize_logits=True,
        # No text has an empty translation.
        min_new_tokens=1,
        max_new_tokens=max(limits) + 1,
        no_repeat_ngram_size=no_repeat_ngram_size,
        suppress_tokens=list(suppress) or None,
        pad_token_id=pad,
        eos_token_id=end,
        bos_token_id=getattr(model.config, "bos_token_id", None),
        decoder_start_token_id=model.config.decoder_start_token_id,
    )
    with torch.inference_mode():
        # Not the model's own method: that of SeamlessM4T wants one target language for all.
        sequences = GenerationMixin.generate(
            model,
            input_ids=ids,
            attention_mask=mask,
            decoder_input_ids=torch.tensor(prompts, device=model.device),
            generation_config=config,
            logits_processor=LogitsProcessorList([length]),
        )
    found = [cut(row, end) for row in sequences[:, len(prompts[0]) :].tolist()]
    capped = [len(row) >= limit for row, limit in zip(found, limits, strict=True)]
    # The end mark of a capped row is not the model's own.
    said = [len(row) + (not cap) for row, cap in zip(found, capped, strict=True)]
    scores = length.mean_scores(said)
    return [Decoded(*row) for row in zip(found, capped, scores, strict=True)]


def padded(
    rows: Sequence[Sequence[int]], pad: int, device: Any = "cpu"
) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids padded on the right, and the mask of what is not padding."""
    import torch

    longest = max(len(row) for row in rows)
    ids = torch.tensor([[*row, *[pad] * (longest - len(row))] for row in rows], device=device)
    lengths = torch.tensor([len(row) for row in rows], device=device)
    return ids, (torch.arange(longest, device=device) < lengths[:, None]).long()


def cut(row: list[int], end: int) -> list[int]:
    return row[: row.index(end)] if end in row else row


class RowLimits(LogitsProcessor):
    """Ends each row at its own limit, and keeps what greedy search was sure of.

    `generate` has one limit for the batch: a row that goes round in circles would go round for
    longer beside a long one.
    """

    def __init__(self, prompt: int, limits: Sequence[int], beams: int, end: int) -> None:
        self.prompt, self.limits, self.beams, self.end = prompt, limits, beams, end
        self.best: list[torch.Tensor] = []

    def __call__(self, input_ids: torch.LongTensor, scores: torch.Tensor) -> torch.Tensor:
        done = input_ids.shape[1] - self.prompt
        if self.beams == 1:
            self.best.append(scores.float().log_softmax(-1).amax(-1))
        over = [
            row * self.beams + beam
            for row, limit in enumerate(self.limits)
            if done >= limit
            for beam in range(self.beams)
        ]
        if over:
            scores = scores.clone()
            scores[over] = float("-inf")
            scores[over, self.end] = 0.0
        return scores

    def mean_scores(self, lengths: Sequence[int]) -> list[float | None]:
        """Mean over the first `lengths[row]` steps of each row; None for beams."""
        import torch

        if self.beams > 1:
            return [None] * len(lengths)
        steps = torch.stack(self.best, dim=1).tolist()
        return [sum(row[:n]) / n for row, n in zip(steps, lengths, strict=True)]
