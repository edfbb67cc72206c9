"""What `check` shows: in terminals narrow and wide, without colour, in a pipe; and how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli import small
from tests.cli.small import run, run_in_terminal, run_process, without_escapes

LONG = (
    "We will keep the pool open "
    + "and the library and the park and the school and the road and the bridge " * 9
    + "for every child in town until the new bath is built"
)
SOURCE = f"Pool\n\n“{LONG},” the mayor, José Ruiz, said on Monday.\n\nThe pool has over 1,900 visitors a day.\n"
ALTERED = "Ida Holm said: “We will end the ferry before the bridge is open.”\n"


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    return small.make(tmp_path / "ferry")


@pytest.fixture
def pool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a folder of documents."""
    small.documents(tmp_path / "docs", "gazette.txt", SOURCE)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal_or_a_hundred_columns(pool: Path, columns: int) -> None:
    write(pool / "d.txt", f"José Ruiz said: “{LONG.replace('until', 'before')}.” The pool has 1,400 visitors a day.\n")
    shown = without_escapes(run_in_terminal("check", "d.txt", "--documents", "docs", columns=columns))
    lines = shown[shown.index("d.txt:1") :].splitlines()
    assert max(map(len, lines)) <= min(columns, 100)
    assert not [line for line in lines if line != line.rstrip()], "blanks at the end of a line are copied along"
    assert "(gazette.txt, line 3)" in " ".join(shown.split())


def test_what_to_do_and_both_versions_stand_below_each_other(ferry: Path, tmp_path: Path) -> None:
    write(tmp_path / "d.txt", ALTERED)
    shown = without_escapes(run_in_terminal("check", tmp_path / "d.txt", "-c", ferry))
    for beginning in ("    draft   Ida Holm said: “We will", "    source  “We will not", "  → Copy the words"):
        assert f"\n{beginning}" in shown


def test_of_long_words_the_ends_and_the_changes_are_shown(pool: Path) -> None:
    write(pool / "d.txt", f"José Ruiz said: “{LONG.replace('the school', 'the pub', 1).replace('until', 'before')}.”\n")
    shown = run_in_terminal("check", "d.txt", "--documents", "docs")
    plain = " ".join(without_escapes(shown).split())
    assert len(plain) < 2 * len(LONG)
    for piece in (
        "“We will keep the pool open",
        "and the pub and",
        "and the school and",
        "the new bath is built.”",
        " … ",
    ):
        assert piece in plain
    for word in ("pub", "before"):
        assert re.search(rf"\x1b\[[0-9;]*31m{word}\x1b", shown)
    whole = run("check", "d.txt", "--documents", "docs").stdout
    assert LONG in whole, "in a pipe nothing is cut"


def test_windows_line_ends_tabs_and_combining_marks_are_one_line_of_words(pool: Path) -> None:
    text = (
        "Dear\tneighbour,\r\n\r\nThe pool of Jose\u0301 has\t1,400\r\nvisitors a day.\r\n\r\nYours, [YOUR\r\nNAME]\r\n"
    )
    write(pool / "d.txt", text)
    plain = run("check", "d.txt", "--documents", "docs").stdout
    assert "\r" not in plain
    assert "�" not in plain
    assert "  draft   “1,400 visitors”\n" in plain
    assert "d.txt:6:8: error placeholder-left: This was to be filled in: [YOUR NAME]\n" in plain
    shown = without_escapes(run_in_terminal("check", "d.txt", "--documents", "docs"))
    assert "�" not in shown
    assert "    draft   The pool of Jose\u0301 has 1,400 visitors a day.\n" in shown, "only the paragraph is shown"
    held = json.loads(run("check", "d.txt", "--documents", "docs", "--format", "json").stdout)["findings"][0]
    assert (held["line"], held["column"], held["end_line"], held["end_column"]) == (3, 23, 4, 9)


def test_a_draft_of_a_hundred_findings_and_a_very_long_line(pool: Path) -> None:
    write(pool / "d.txt", " ".join(f"On day {number} the pool had [NAME] visitors." for number in range(100)) + "\n")
    shown = without_escapes(run_in_terminal("check", "d.txt", "--documents", "docs"))
    assert shown.count("placeholder-left") == 100
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert "100 errors" in shown.splitlines()[-1]


def test_each_of_several_drafts_has_a_header(ferry: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["a.txt", "b.txt", "c.txt"]
    for name, text in zip(names, [ALTERED, "Keep the ferry.\n", ALTERED + "[NAME]\n"], strict=True):
        write(tmp_path / name, text)
    shown = without_escapes(run_in_terminal("check", *names, "-c", ferry))
    assert re.findall(r"^── (\S+)  (.*?) ─+$", shown, re.MULTILINE) == [("a.txt", "1 error"), ("c.txt", "2 errors")]
    assert " ".join(shown.split()).endswith(
        "3 drafts, 1 without findings. 2 quotations: 2 altered; no figures. 3 errors."
    )
    assert "──" not in without_escapes(run_in_terminal("check", "a.txt", "-c", ferry))
    piped = run("check", *names, "-c", ferry).stdout
    assert "──" not in piped
    assert piped.splitlines()[-1].startswith("3 drafts, 1 without findings. ")


def test_without_colour_the_words_are_underlined_all_the_same(ferry: Path, tmp_path: Path) -> None:
    write(tmp_path / "d.txt", ALTERED)
    shown = run_in_terminal("check", tmp_path / "d.txt", "-c", ferry, NO_COLOR="1")
    assert "\x1b[4m" in shown
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", shown)


def test_what_cannot_underline_is_served_as_a_pipe(ferry: Path, tmp_path: Path) -> None:
    write(tmp_path / "d.txt", ALTERED)
    shown = run_in_terminal("check", tmp_path / "d.txt", "-c", ferry, TERM="dumb")
    assert "\x1b" not in shown
    assert "  draft   “We will end the ferry before the bridge is open.”\n" in shown


# --------------------------------------------------------------------------- how it ends


def test_fix_is_refused_and_says_why_before_anything_is_read(tmp_path: Path) -> None:
    ended = run("check", "--fix", tmp_path / "no.txt")
    assert ended.exit_code == 2
    assert ended.stdout == ""
    said, why, instead = ended.stderr.splitlines()
    assert said == "--fix: A draft is never changed for its writer."
    assert "only a person can say" in why
    assert "copy them" in instead


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
@pytest.mark.parametrize(("text", "code"), [("Keep the ferry.\n", 0), (ALTERED, 1), ("", 3)])
def test_the_exit_code_is_that_of_every_format(ferry: Path, tmp_path: Path, form: str, text: str, code: int) -> None:
    write(tmp_path / "d.txt", text)
    assert run("check", tmp_path / "d.txt", "-c", ferry, "--format", form).exit_code == code


@pytest.mark.parametrize("args", [("--format", "xml"), ("--as-of", "11/20/2026"), ("--no-such-option",), ()])
def test_a_call_that_makes_no_sense_ends_with_2(tmp_path: Path, args: tuple[str, ...]) -> None:
    drafts = [str(write(tmp_path / "d.txt", "Keep the ferry.\n"))] if args else []
    assert run("check", *drafts, *args).exit_code == 2


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_a_reader_who_leaves_early_meets_no_traceback(ferry: Path, tmp_path: Path, form: str) -> None:
    write(tmp_path / "d.txt", "[YOUR NAME] " * 3000)
    command = [
        sys.executable,
        "-m",
        "campaignkit",
        "check",
        str(tmp_path / "d.txt"),
        "-c",
        str(ferry),
        "--format",
        form,
    ]
    buffered = {**os.environ, "PYTHONUNBUFFERED": ""}  # without a buffer, Python does not see that half was written
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=buffered) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read().decode()
    assert "Traceback" not in said
    assert "Error" not in said
    assert process.returncode not in (0, 1, 2, 3)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_an_interrupted_check_ends_with_130(ferry: Path) -> None:
    command = [sys.executable, "-m", "campaignkit", "check", "-", "-c", str(ferry)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        _wait_until_it_reads(process)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert said.decode().split() == ["Interrupted."]


def _wait_until_it_reads(process: subprocess.Popen[bytes]) -> None:
    """Wait until the process sleeps, which it does once it reads; where that cannot be told, for a while."""
    status = Path(f"/proc/{process.pid}/wchan")
    for _ in range(100):
        time.sleep(0.1)
        if status.exists() and "pipe" in status.read_text(encoding="ascii"):
            return


# --------------------------------------------------------------------------- GitHub


def test_an_annotation_over_several_lines_has_no_columns(ferry: Path, tmp_path: Path) -> None:
    write(tmp_path / "d.txt", ALTERED.replace("end the", "end\nthe"))
    [line] = run("check", tmp_path / "d.txt", "-c", ferry, "--format", "github").stdout.splitlines()
    assert ",line=1,endLine=2,title=quote-altered::" in line


def test_a_draft_is_named_from_here_as_a_repository_names_it(ferry: Path, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    path = write(tmp_path / "letters" / "d.txt", ALTERED)
    shown = run_process("check", path, "-c", ferry, "--format", "github", cwd=tmp_path)
    assert shown.stdout.startswith("::error file=letters/d.txt,line=1,")
    assert "1 quotation: 1 altered; no figures. 1 error." in shown.stderr


def test_no_draft_can_give_a_command_to_the_runner(ferry: Path, tmp_path: Path) -> None:
    write(tmp_path / "d.txt", "[YOUR\n::error::100% owned\nNAME] [INSERT a,b:c%0A::warning::x]\n")
    for form in ("github", "text"):
        shown = run("check", tmp_path / "d.txt", "-c", ferry, "--format", form).stdout
        commands = [line for line in shown.splitlines() if line.lstrip().startswith("::")]
        assert all(line.startswith(("::error file=", "::notice file=")) for line in commands)
        assert len(commands) == (2 if form == "github" else 0)
        assert form == "text" or "%250A" in commands[-1]


def test_info_is_a_notice(ferry: Path, tmp_path: Path) -> None:
    write(tmp_path / "d.txt", "We ask for two things.\n")
    shown = run("check", tmp_path / "d.txt", "-c", ferry, "--format", "github").stdout
    assert shown.startswith("::notice file=")
