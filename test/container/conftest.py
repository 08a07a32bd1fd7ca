"""Tiny models, made once per run; the container's code on the path, as it is in the image."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

CONTAINER = Path(__file__).resolve().parents[2] / "deploy" / "container"
sys.path.insert(0, str(CONTAINER))
sys.path.insert(0, str(CONTAINER / "code"))

# Read when the hub's client is imported, which a fixture may do before any test.
os.environ["HF_HUB_OFFLINE"] = "1"

VARIABLES = ("MODEL_ID", "MODEL_REVISION", "MODEL_FAMILY", "TOKEN_BUDGET", "STUB_SLEEP", "TOKEN")


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a developer has in the environment does not reach the tests."""
    for name in (*VARIABLES, "ENGINE"):
        monkeypatch.delenv(f"POLYGLOT_{name}", raising=False)


def _make(request: pytest.FixtureRequest, tmp_path_factory, module: str, family: str) -> Path:
    if importlib.util.find_spec("torch") is None:
        pytest.skip("torch is not installed")
    make = getattr(__import__(module), f"tiny_{family}")
    return make(tmp_path_factory.mktemp(family) / f"tiny-{family}")


@pytest.fixture(scope="session")
def seamless_folder(request, tmp_path_factory) -> Path:
    return _make(request, tmp_path_factory, "tiny", "seamless")


@pytest.fixture(scope="session")
def madlad_folder(request, tmp_path_factory) -> Path:
    return _make(request, tmp_path_factory, "tiny_families", "madlad")


@pytest.fixture(scope="session")
def m2m100_folder(request, tmp_path_factory) -> Path:
    return _make(request, tmp_path_factory, "tiny_families", "m2m100")
