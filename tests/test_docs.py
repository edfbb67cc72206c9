"""The documents say what the program does: every output in them is produced anew, and every step of the README runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from campaignkit.checks import RULES
from campaignkit.cli.group import COMMANDS, commands
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(*command: str, folder: Path) -> str:
    environment = {**os.environ, "NO_COLOR": "1"}
    environment.pop("CAMPAIGNKIT_DOCUMENTS", None)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_what_the_documents_show_is_what_the_program_prints() -> None:
    run(sys.executable, str(ROOT / "docs" / "generate.py"), "--check", folder=ROOT)


def test_the_first_block_of_the_readme_is_the_two_commands_and_nothing_else() -> None:
    block = re.search(r"^```\w*\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert block
    assert block[1].splitlines() == ["make demo", "make test"]
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert {"demo", "test"} <= set(targets)


def test_every_command_and_every_rule_has_its_page() -> None:
    pages = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert f"## {name}\n" in pages
    pages = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    for name in RULES:
        assert f"## {name}\n" in pages


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", README))
def test_what_the_readme_links_to_is_there(link: str) -> None:
    assert (ROOT / link).exists()


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    run(sys.executable, "-c", code[1], folder=tmp_path)
    assert "<q" in (tmp_path / "amazon.html").read_text(encoding="utf-8")


def test_a_campaign_of_ones_own_starts_as_the_readme_says(tmp_path: Path) -> None:
    steps = re.search(r"```\npip install \.[^\n]*\n(.*?)```", README, re.DOTALL)
    assert steps
    runner, here = CliRunner(), Path.cwd()
    try:
        os.chdir(tmp_path)
        for line in steps[1].splitlines():
            words = line.split("#")[0].split()
            if words[0] == "cd":
                os.chdir(words[1])
                continue
            result = runner.invoke(commands, words[1:], catch_exceptions=False)
            assert result.exit_code == 0, (line, result.output)
        assert "Sources" in (tmp_path / "my-campaign" / "letter.txt").read_text(encoding="utf-8")
    finally:
        os.chdir(here)
