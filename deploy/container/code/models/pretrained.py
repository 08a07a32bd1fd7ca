"""Loading with transformers, from 4.51 to 5."""

from __future__ import annotations


def device() -> str:
    """`cuda` where there is one, else `cpu`."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def load_pretrained(kind, path: str, dtype):
    """A model of the class `kind`, ready for use, with weights as `dtype`. Nothing is fetched.

    The checkpoint's habits of generation (such as five beams, 200 tokens) are left out:
    transformers would put them where a request's own settings are the usual ones.
    """
    import transformers

    # Version 5 knows the option by another name, and warns about the old one.
    name = "dtype" if int(transformers.__version__.split(".")[0]) >= 5 else "torch_dtype"
    model = kind.from_pretrained(path, local_files_only=True, **{name: dtype})
    model.generation_config = transformers.GenerationConfig()
    return model.eval().to(device())


def require_transformers(family: str, engine: str) -> None:
    """Raises ValueError for an engine that the family does not have."""
    if engine not in ("auto", "transformers"):
        raise ValueError(f"the family {family} has no engine '{engine}'; transformers is its one")


def release() -> None:
    """Gives back what torch keeps of a GPU's memory for later."""
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()
