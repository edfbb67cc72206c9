"""What an import costs: `import campaignkit` loads nothing but itself, and each room only what it needs."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

import campaignkit
from tests.conftest import ROOT

HEAVY = set(
    "httpx pydantic pydantic_core sqlite3 jinja2 rich click markdown_it ftfy rapidfuzz email_validator dns ssl asyncio"
    " typst docx trafilatura lxml pypdf css_inline babel openpyxl starlette uvicorn psycopg cryptography yaml pyarrow"
    " dask pyspark".split()
)


def loaded_by(code: str) -> set[str]:
    """The libraries that are loaded once `code` has run in an interpreter of its own."""
    shown = f"{code}\nimport sys, json; print(json.dumps(sorted(sys.modules)))"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("COVERAGE", "PYTEST"))}
    run = subprocess.run(
        [sys.executable, "-c", shown], capture_output=True, text=True, cwd=ROOT, env=clean, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stderr == ""
    return set(json.loads(run.stdout))


@pytest.fixture(scope="module")
def bare() -> set[str]:
    """What an interpreter of this installation loads by itself."""
    return loaded_by("pass")


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        ("import campaignkit", set()),
        ("import campaignkit; dir(campaignkit); campaignkit.__version__", set()),
        ("from campaignkit import CampaignError", set()),
        ("from campaignkit import find_quotation; find_quotation('we say', 'we say no')", set()),
        ("import campaignkit.documents", set()),
        ("import campaignkit.models", {"pydantic", "pydantic_core"}),
        ("from campaignkit import load, gaps", {"pydantic", "pydantic_core"}),
        ("import campaignkit.cli", {"click"}),
    ],
)
def test_an_import_loads_only_what_it_needs(code: str, allowed: set[str], bare: set[str]) -> None:
    loaded = loaded_by(code) - bare
    assert not (loaded & HEAVY) - allowed - _carried_by(allowed), code


def _carried_by(allowed: set[str]) -> set[str]:
    """What a library that is allowed loads for itself."""
    return loaded_by("".join(f"import {name}\n" for name in sorted(allowed))) if allowed else set()


def test_a_bare_import_loads_no_other_module_of_ours(bare: set[str]) -> None:
    assert {name for name in loaded_by("import campaignkit") - bare if name.startswith("campaignkit")} == {
        "campaignkit"
    }


def test_every_public_name_is_there() -> None:
    assert list(campaignkit.__all__) == sorted(campaignkit.__all__)
    for name in campaignkit.__all__:
        assert name in dir(campaignkit)
        assert getattr(campaignkit, name).__module__.startswith("campaignkit."), name
    with pytest.raises(AttributeError, match="no attribute 'composse'"):
        _ = campaignkit.composse


@pytest.mark.parametrize("name", campaignkit.__all__)
def test_no_module_takes_the_place_of_a_public_name(name: str) -> None:
    """A module that is called like a public function (gaps) is put into the package when anything imports it."""
    code = f"""
import campaignkit, importlib, importlib.util
if importlib.util.find_spec("campaignkit.{name}"):
    importlib.import_module("campaignkit.{name}")
assert callable(campaignkit.{name}), campaignkit.{name}
assert callable(campaignkit.{name}), "the second time"
"""
    loaded_by(code)
