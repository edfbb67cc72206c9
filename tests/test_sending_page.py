"""docs/sending.md: its Python runs, its outputs are fresh, and its tables say what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaignkit.channels import CHANNELS
from campaignkit.render.links import KINDS
from tests.conftest import ROOT
from tests.pages import python_of, run_python

PAGE = (ROOT / "docs" / "sending.md").read_text(encoding="utf-8")
BLOCKS = python_of(PAGE)


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_the_python_of_the_page_runs(tmp_path: Path, number: int) -> None:
    run_python(tmp_path, "-c", BLOCKS[number])
    if number == 0:
        assert b"X-Unsent: 1" in (tmp_path / "letter.eml").read_bytes()


def test_there_is_python_on_the_page() -> None:
    assert len(BLOCKS) == 3


@pytest.mark.parametrize("name", KINDS)
def test_the_limits_of_the_page_are_those_of_the_code(name: str) -> None:
    (row,) = re.findall(rf"^\| `{name}` \| ([\d,]+) \| (.*) \|$", PAGE, re.MULTILINE)
    assert int(row[0].replace(",", "")) == KINDS[name].at_most
    for repository, issue in re.findall(r"github\.com/([\w/-]+)/issues/(\d+)", row[1]):
        assert f"{repository} issue {issue}" in KINDS[name].why


@pytest.mark.parametrize("name", CHANNELS)
def test_every_channel_is_on_the_page_with_its_room(name: str) -> None:
    table = PAGE.partition("| channel | room |")[2].partition("\n\n")[0]
    (row,) = [row for row in table.splitlines() if f"`{name}`" in row[:40].partition(" | ")[0]]
    if name not in KINDS:
        for field in CHANNELS[name].fields:
            assert f"{field.at_most:,}" in row
