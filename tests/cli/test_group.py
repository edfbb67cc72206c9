"""The group: its help, its speed of loading, and how a command ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from campaignkit.cli import ending
from campaignkit.cli.group import COMMANDS, commands
from campaignkit.errors import CampaignError, DeliveryError, DocumentError, FindingsError, Problem, UsageError
from tests.cli.small import make, run, run_in_terminal, run_process, without_escapes


def test_help_names_every_command_and_what_it_does() -> None:
    shown = run("--help")
    assert shown.exit_code == 0
    for name, summary in COMMANDS.items():
        assert name in shown.stdout
        assert " ".join(summary.split()[:4]) in shown.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_there_and_has_help(name: str) -> None:
    shown = run(name, "--help")
    assert shown.exit_code == 0
    assert len(shown.stdout.splitlines()[2]) > 20  # a sentence, under the line of usage


def test_the_version_is_that_of_the_package() -> None:
    from campaignkit import __version__

    assert run("--version").stdout == f"campaignkit, version {__version__}\n"


def test_help_loads_neither_models_nor_templates_nor_tables() -> None:
    program = (
        "import sys\n"
        "from campaignkit.cli import main\n"
        "sys.argv = ['campaignkit', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "print(*[name for name in ('pydantic', 'jinja2', 'rich', 'httpx', 'markdown_it', 'rapidfuzz', 'ftfy')"
        " if name in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ended.stderr.strip() == ""


@pytest.mark.parametrize(
    ("why", "args", "said"),
    [
        ("a command that is misspelt", ["wirte"], "Did you mean 'write'"),
        ("an option that is not there", ["gaps", "--tagret", "amazon"], "--target"),
        ("a kind that cannot be shown", ["show", "source"], "sources"),
        ("a day that could be two", ["gaps", "--as-of", "06/12/2020"], "such as 2020-06-12"),
        ("a day that no calendar has", ["gaps", "--as-of", "2021-02-29"], "not a day of the calendar"),
        ("a week", ["gaps", "--as-of", "2021-W02-2"], "not a date"),
        ("nothing to check", ["check"], "DRAFT"),
    ],
)
def test_a_call_that_makes_no_sense_is_answered_with_2(why: str, args: list[str], said: str) -> None:
    ended = run(*args)
    assert ended.exit_code == 2, why
    assert said in ended.stderr
    assert ended.stdout == ""


def test_python_m_runs_the_same() -> None:
    assert run_process("--version").stdout.startswith("campaignkit, version ")


# --------------------------------------------------------------------------- how it ends


def ended(command: object, capsys: pytest.CaptureFixture[str]) -> tuple[object, str]:
    with pytest.raises(SystemExit) as caught:
        ending.run(command)  # type: ignore[arg-type]
    return caught.value.code, capsys.readouterr().err


def raising(error: BaseException) -> object:
    def command() -> None:
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("a"), 2),
        (DocumentError("a"), 3),
        (CampaignError([Problem("", "a")]), 3),
        (FindingsError("a"), 1),
        (DeliveryError("a"), 4),
        (click.UsageError("a"), 2),
        (click.Abort(), 130),
        (PermissionError(13, "Permission denied", "x"), 3),
        (ZeroDivisionError("a"), 3),
    ],
)
def test_every_failure_has_its_exit_code_and_no_traceback(
    error: BaseException, code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ending.DEBUG, raising=False)
    left, said = ended(raising(error), capsys)
    assert left == code
    assert said
    assert "Traceback" not in said


def test_a_fault_is_told_without_its_message(capsys: pytest.CaptureFixture[str]) -> None:
    code, said = ended(raising(KeyError("ana.ruiz@example.org")), capsys)
    assert code == 3
    assert "KeyError" in said
    assert "ana.ruiz" not in said


def test_a_fault_is_raised_for_whoever_looks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ending.DEBUG, "1")
    with pytest.raises(KeyError):
        ending.run(raising(KeyError("a")))  # type: ignore[arg-type]


def test_an_error_has_its_place_first_named_from_here(tmp_path: Path) -> None:
    make(tmp_path, demands="[[demand]\n")
    ended = run_process("gaps", cwd=tmp_path)
    assert ended.returncode == 3
    first, *rest = ended.stderr.splitlines()
    assert first.startswith("demands.toml:1: This is not TOML")
    assert rest == ["  Look for a missing quotation mark or bracket on this line."]


def test_an_interrupt_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(ctx: click.Context) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "invoke", interrupted)
    assert run("gaps").exit_code == 130


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told_in_a_line() -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "campaignkit", "explain"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert ended.returncode == 3
    assert ended.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_reader_who_leaves_is_no_error() -> None:
    read, written = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [sys.executable, "-m", "campaignkit", "explain"], stdout=written, stderr=subprocess.PIPE, text=True, check=False
    )
    os.close(written)
    assert ended.stderr == ""
    assert ended.returncode == 141  # as a shell tells it; 1 stands for findings


def test_a_stream_that_cannot_take_a_character_is_no_error() -> None:
    ended = run_process("show", "targets", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ended.returncode == 0
    assert run_process("explain", "quote-altered", PYTHONIOENCODING="ascii", PYTHONUTF8="0").stdout.count("“") > 2


def test_an_error_is_wrapped_between_words_in_a_terminal() -> None:
    shown = without_escapes(run_in_terminal("gaps", "--target", "amazom-or-somebody-else", columns=40))
    assert all(len(line) <= 40 for line in shown.splitlines())
    assert "  Known: " in shown
    assert "clearview-ai" in shown  # on one line, whole


def test_errors_are_coloured_in_a_terminal_and_not_without_colour() -> None:
    assert "\x1b[" in run_in_terminal("gaps", "-c", "no-such")
    assert "\x1b[" not in run_in_terminal("gaps", "-c", "no-such", NO_COLOR="1")
