"""What can go wrong with a request, in the words of the wire contract."""

from __future__ import annotations


class BadRequest(Exception):
    """The request cannot be understood, whatever the model. Its words go to the person who wrote
    it."""


_OUT_OF_MEMORY = (
    "out of memory",  # torch (CUDA, MPS), ctranslate2
    "not enough memory",  # torch on a CPU, Windows
    "can't allocate memory",  # torch on a CPU
    "cublas_status_alloc_failed",
    "std::bad_alloc",
)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether a batch was too large, on a GPU or a CPU: there is no one class for it, so its words
    are read."""
    if isinstance(error, MemoryError):
        return True
    words = str(error).lower()
    return isinstance(error, RuntimeError) and any(part in words for part in _OUT_OF_MEMORY)


def fault(code: str, message: str) -> dict[str, object]:
    """A reply for a request that failed as a whole. Every code but BAD_REQUEST may pass."""
    return {"v": 1, "error": {"code": code, "message": message}}
