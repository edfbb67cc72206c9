"""`gaps`: the table, the JSON, and the days."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import small
from tests.cli.small import run, run_in_terminal

AMAZON = ("gaps", "--target", "amazon", "--demand", "end-police-sales", "--json", "--as-of")


@pytest.mark.parametrize(
    ("day", "standing"), [("2020-06-12", "partly"), ("2021-06-10", "partly"), ("2021-06-11", "lapsed")]
)
def test_the_standing_is_that_of_the_day(day: str, standing: str) -> None:
    [gap] = json.loads(run(*AMAZON, day).stdout)["gaps"]
    assert gap["standing"] == standing
    assert gap["as_of"] == day


def test_the_json_has_the_keys_of_the_contract() -> None:
    [gap] = json.loads(run(*AMAZON, "2020-06-12").stdout)["gaps"]
    assert gap["demand"] == "end-police-sales"
    assert gap["target"] == "amazon"
    assert gap["grade"] == "reported"
    assert gap["statements"]
    assert gap["reason"].endswith(".")


def test_a_pipe_gets_one_line_a_gap(tmp_path: Path) -> None:
    shown = run("gaps", "-c", small.make(tmp_path / "ferry")).stdout.splitlines()
    assert [line.split()[:3] for line in shown[1:]] == [
        ["harbour-office", "keep-the-ferry", "partly"],
        ["haven-lines", "keep-the-ferry", "no-evidence"],
    ]


def test_a_terminal_shows_the_gaps_of_a_target_under_its_name(tmp_path: Path) -> None:
    folder = small.make(tmp_path / "ferry")
    shown = run_in_terminal("gaps", "-c", folder, "--as-of", "2025-01-01", NO_COLOR="1")
    assert "Haven Harbour Office (harbour-office) as of 2025-01-01" in shown


def test_nothing_to_show_is_said_and_is_no_error(tmp_path: Path) -> None:
    ended = run("gaps", "-c", small.make(tmp_path / "ferry", demands="", commitments=""))
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert "Nothing to show" in ended.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--target", "amazom"), "Did you mean 'amazon'?"),
        (("--demand", "end-police-sale"), "Did you mean 'end-police-sales'"),
        (("--target", "../amazon"), "No target is named '../amazon'."),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest(args: tuple[str, str], said: str) -> None:
    ended = run("gaps", *args)
    assert ended.exit_code == 3
    assert said in ended.stderr
