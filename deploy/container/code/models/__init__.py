"""Model families by name. A family's module (and with it torch) is imported when it is asked
for."""

from __future__ import annotations

from importlib import import_module

from .base import Model

FAMILIES = ("seamless", "madlad", "m2m100", "stub")
ENGINES = ("auto", "transformers", "ctranslate2")


def load(family: str, path: str, engine: str = "auto") -> Model:
    """Loads the model in the folder `path`.

    Every family's module has `load(path, engine) -> Model`; it raises ValueError for an engine that
    it does not have.
    """
    if family not in FAMILIES:
        raise ValueError(f"model family '{family}' is not known; one of {', '.join(FAMILIES)} is")
    if engine not in ENGINES:
        raise ValueError(f"engine '{engine}' is not known; one of {', '.join(ENGINES)} is")
    return import_module(f"{__name__}.{family}").load(path, engine)
