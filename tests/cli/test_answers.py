"""An answer that has been given before: printed again only if nothing that it follows from has changed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.small import TEXT, make
from tests.conftest import ROOT

DRAFT = "The harbour master said, “We will never end the ferry before a bridge is open.”\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    make(tmp_path / "ferry")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "ferry.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def run(place: Path, *arguments: str, cache: str = "cache", **environment: str) -> tuple[int, str, str, bool]:
    """Run a check in a process of its own; tell also whether it was made, and not only printed again."""
    code = (
        "import sys; from campaignkit.cli import main\n"
        "try: main()\n"
        "finally: print('campaignkit.checks' in sys.modules, file=open('made', 'w'))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", *arguments],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT), "CAMPAIGNKIT_CACHE": cache, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr, (place / "made").read_text().strip() == "True"


ARGUMENTS = ("draft.txt", "-c", "ferry", "--documents", "documents")


def test_the_second_answer_is_the_first_and_nothing_is_imported_for_it(place: Path) -> None:
    first, second = run(place, *ARGUMENTS), run(place, *ARGUMENTS)
    assert first[0] == 1
    assert "quote-altered" in first[1]
    assert first[3]
    assert second == (*first[:3], False)


@pytest.mark.parametrize(
    ("changed", "was", "now"),
    [
        ("draft.txt", "never", "not"),
        ("documents/ferry.txt", "not", "now"),
        ("ferry/statements.toml", "Ida Holm", "Ida Helm"),
        ("documents/new.txt", "", "Another document."),
        ("campaign.toml", "", 'id = "other"'),
    ],
)
def test_a_change_of_any_file_asks_anew(place: Path, changed: str, was: str, now: str) -> None:
    run(place, *ARGUMENTS)
    path = place / changed
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(text.replace(was, now) if was else now, encoding="utf-8")
    assert run(place, *ARGUMENTS)[3]


def test_other_words_of_the_command_ask_anew(place: Path) -> None:
    run(place, *ARGUMENTS)
    code, out, _, made = run(place, *ARGUMENTS, "--format", "json")
    assert (code, made) == (1, True)
    assert out.startswith("{")
    assert run(place, *ARGUMENTS, "--as-of", "2024-05-01")[3]


def test_without_a_cache_and_for_what_failed_every_answer_is_made(place: Path) -> None:
    assert run(place, *ARGUMENTS, cache="off")[3]
    assert run(place, *ARGUMENTS, cache="off")[3]
    assert run(place, "absent.txt", "-c", "ferry")[0] == 3
    code, _, err, made = run(place, "absent.txt", "-c", "ferry")
    assert (code, made) == (3, True)
    assert "absent.txt" in err


def test_nothing_of_the_draft_can_be_read_in_the_cache(place: Path) -> None:
    run(place, *ARGUMENTS)
    kept = [path.read_bytes() for path in (place / "cache").rglob("*") if path.is_file()]
    assert kept
    assert not any(b"never end the ferry" in data for data in kept)


def test_a_cache_that_was_tampered_with_is_not_believed(place: Path) -> None:
    first = run(place, *ARGUMENTS)
    for path in (place / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-3] + b"xyz")
    assert run(place, *ARGUMENTS)[:3] == first[:3]
