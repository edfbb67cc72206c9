"""What tests share. The five documents are not part of the project: tests that need them skip where they are absent."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

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
