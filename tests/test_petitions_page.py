"""docs/petitions.md: what it shows is what is printed, its Python runs, and its sign-on letter is written."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from campaignkit.signatures.addresses import PROVIDERS
from campaignkit.signatures.names import same_person
from tests.cli.small import run
from tests.conftest import ROOT
from tests.pages import python_of, run_python

PAGE = (ROOT / "docs" / "petitions.md").read_text(encoding="utf-8")


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the page shows, and we stand in it."""
    generator().write_files(PAGE, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path


def test_what_the_page_shows_is_what_is_printed(here: Path) -> None:
    assert PAGE.count("<!-- lines") == 3
    assert generator().filled_in(PAGE) == PAGE


def test_the_python_of_the_page_runs(here: Path) -> None:
    [code] = python_of(PAGE)
    assert run_python(here, "-c", code) == "4 1 [(7, 'the e-mail address is not one')] 4\n"


def test_the_commands_of_the_page_run_one_after_another(here: Path) -> None:
    pytest.importorskip("typst")
    (here / "chosen.txt").write_text("1  # the cameras\n", encoding="utf-8")
    blocks = re.findall(r"^```\n(campaignkit [^$]*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    commands = [line.partition("#")[0].split()[1:] for block in blocks for line in block.splitlines()]
    commands.insert(2, ["petition", "import", "signers.csv"])
    for words in commands:
        ended = run(*words, *(["--force"] if "export" in words else []))
        assert ended.exit_code == 0, (words, ended.stderr)
    assert (here / "packet.pdf").read_bytes().startswith(b"%PDF")
    assert "A supporter,Brin" in (here / "signers.csv").read_text(encoding="utf-8-sig")


def test_the_signers_of_the_page_sign(here: Path) -> None:
    [toml] = re.findall(r"^```toml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    (here / "signers.toml").write_text(toml, encoding="utf-8")
    [line] = re.findall(r"`campaignkit (write letters/sign-on [^`]*)`", PAGE)
    shown = run(*line.split()).stdout
    assert "Friends of the Ferry, Haven (Cy Ek, Chair)" in shown
    assert "Bo Lind, Professor of Law, Haven University" in shown


def test_what_the_page_says_of_mailboxes_is_so() -> None:
    told = PAGE[PAGE.index("**One person signs once.**") :]
    for name in ("Gmail", "Proton", "Outlook", "Hotmail", "iCloud", "Fastmail"):
        assert name in told
        assert any(domain.startswith(name.lower()) for domain in PROVIDERS)
    assert not same_person("bo lind", "bo jr lind")
