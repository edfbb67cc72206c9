"""What tests share. The five documents are not part of the project: tests that need them skip where they are absent."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from campaignkit import cache

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# A deadline for each example would be a timed assertion: it fails on a busy machine and says nothing of the code.
settings.register_profile("campaignkit", deadline=None)
settings.load_profile("campaignkit")


@pytest.fixture(scope="session")
def shared_documents() -> Path:
    """The folder of the five source documents; skips where it is not at hand."""
    folder = SHARED / "documents"
    if not folder.is_dir():
        pytest.skip("the five source documents are not beside this checkout")
    return folder


@pytest.fixture(scope="session", autouse=True)
def _a_cache_of_their_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept while the tests run is kept apart from what the person who runs them has."""
    before = os.environ.get(cache.SWITCH)
    os.environ[cache.SWITCH] = str(tmp_path_factory.mktemp("cache"))
    yield
    os.environ.pop(cache.SWITCH)
    if before is not None:
        os.environ[cache.SWITCH] = before
