"""Converts SeamlessM4T v2 for CTranslate2: `python convert.py MODEL_FOLDER NEW_FOLDER`.

The new folder has all that it needs to run: `python serve.py --model-dir NEW_FOLDER`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "code"))

QUANTIZATIONS = ("int8", "int8_float32", "int8_float16", "float16", "float32")


def parser() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="convert.py", description=__doc__.splitlines()[0])
    options.add_argument("model", type=Path, help="folder with the model as it is on the hub")
    options.add_argument("output", type=Path, help="folder to make")
    options.add_argument(
        "--quantization",
        choices=QUANTIZATIONS,
        default="int8",
        help="int8 for CPUs, int8_float16 or float16 for GPUs (default: int8)",
    )
    options.add_argument(
        "--alignment-layer",
        type=int,
        help="layer of the decoder, from 0, for word alignment (default: three quarters up)",
    )
    options.add_argument("--force", action="store_true", help="replace the folder if it is there")
    options.add_argument(
        "--check",
        action="store_true",
        help="then translate with both and say how much is equal; fails for less than --least",
    )
    options.add_argument(
        "--least",
        type=float,
        help="least share of equal next tokens, 0 to 1 (default: 1 for float32, else 0)",
    )
    options.add_argument("--texts", type=Path, help="file with one sentence per line for --check")
    options.add_argument("--source", default="eng", help="language of these (default: eng)")
    options.add_argument(
        "--targets", default="spa,deu,rus", help="languages to compare in (default: spa,deu,rus)"
    )
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Gives the exit status: 0, 1 for too little that is equal, 2 for what cannot be converted."""
    options = parser().parse_args(arguments)
    if not (options.model / "config.json").is_file():
        print(
            f"convert.py: {options.model} has no config.json. Give the folder of a model, such as\n"
            "  hf download facebook/seamless-m4t-v2-large --local-dir seamless "
            "--exclude '*.pt'",
            file=sys.stderr,
        )
        return 2
    from ctranslate2_converter import convert

    try:
        convert(
            options.model,
            options.output,
            quantization=options.quantization,
            alignment_layer=options.alignment_layer,
            force=options.force,
        )
    except FileExistsError as error:
        print(f"convert.py: {error}; --force replaces it", file=sys.stderr)
        return 2
    except (ValueError, OSError) as error:
        print(f"convert.py: {error}", file=sys.stderr)
        return 2
    size = sum(file.stat().st_size for file in options.output.iterdir())
    print(f"{options.output}: {options.quantization}, {size / 1e6:,.0f} MB")
    return check(options) if options.check else 0


def check(options: argparse.Namespace) -> int:
    from equality import SENTENCES, Pair

    texts = options.texts.read_text(encoding="utf-8").splitlines() if options.texts else SENTENCES
    exact = options.quantization == "float32"
    least = options.least if options.least is not None else float(exact)
    try:
        pair = Pair(
            options.model,
            options.output,
            [text for text in texts if text.strip()],
            options.source,
            options.targets.split(","),
        )
    except ValueError as error:
        print(f"convert.py: {error}", file=sys.stderr)
        return 2
    share = pair.next_tokens()
    print(f"next tokens equal to those of transformers: {share:.1%}")
    different = 0
    for beams in (1, 5):
        found = pair.compare(beams)
        name = "greedy" if beams == 1 else f"{beams} beams"
        print(
            f"translations equal to those of transformers, {name}: "
            f"{found.equal} of {found.sentences}"
        )
        for ours, theirs in found.different[:3]:
            print(f"  ctranslate2:  {ours[:200]}\n  transformers: {theirs[:200]}")
        different += len(found.different)
    if share < least or (exact and different):
        wanted = "float32 is expected to be equal" if exact else f"{least:.1%} were expected"
        print(f"convert.py: {options.output} differs too much: {wanted}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
