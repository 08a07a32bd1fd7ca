"""SeamlessM4T v2, text to text."""

from __future__ import annotations

from .base import Model


def load(path: str, engine: str = "auto") -> Model:
    """Loads the model in the folder `path`.

    `engine`: `transformers` runs the weights as M2M100ForConditionalGeneration, which has fused
    attention; `transformers-original` as SeamlessM4Tv2ForTextToText; `ctranslate2` in CTranslate2,
    converting them first where `path` is not what `convert.py` wrote; `auto` takes what the folder
    is made for.

    Raises ValueError for another engine or weights that are not SeamlessM4T v2, OSError for missing
    files.
    """
    from ctranslate2_model import is_converted, load_converted

    if engine == "ctranslate2" or (engine == "auto" and is_converted(path)):
        return load_converted(path)
    if engine not in ("auto", "transformers", "transformers-original"):
        raise ValueError(
            f"engine '{engine}' is not known; seamless has auto, transformers, "
            "transformers-original and ctranslate2"
        )
    if is_converted(path):
        raise ValueError(f"{path} is converted for CTranslate2: use engine ctranslate2 or auto")
    from seamless_transformers import Seamless

    return Seamless(path, original=engine == "transformers-original")
