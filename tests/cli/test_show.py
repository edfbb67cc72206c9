"""`show`: the tables, one entry, and anchoring anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli import small
from tests.cli.small import run, run_in_terminal, run_process, without_escapes


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    return small.make(tmp_path / "ferry")


@pytest.mark.parametrize(
    ("kind", "rows"),
    [
        ("sources", ["gazette"]),
        ("statements", ["holm-not-before", "ferry-300"]),
        ("demands", ["keep-the-ferry"]),
        ("targets", ["harbour-office", "haven-lines"]),
        ("commitments", ["harbour-office-ferry"]),
    ],
)
def test_a_table_has_a_line_for_each_entry(ferry: Path, kind: str, rows: list[str]) -> None:
    shown = run("show", kind, "-c", ferry)
    assert shown.exit_code == 0
    assert [line.split()[0] for line in shown.stdout.splitlines()] == ["ID", *rows]
    held = json.loads(run("show", kind, "-c", ferry, "--json").stdout)
    assert [one["id"] for one in held[kind]] == rows


def test_templates_are_those_that_ship_and_the_campaigns_own(ferry: Path) -> None:
    (ferry / "templates" / "letters").mkdir(parents=True)
    head = '+++\nkind = "letter"\ntitle = "T"\ndescription = "Ours alone."\n+++\n'
    (ferry / "templates" / "letters" / "ours.md.j2").write_text(head)
    held = json.loads(run("show", "templates", "-c", ferry, "--json").stdout)["templates"]
    assert {(one["name"], one["own"]) for one in held} >= {("letters/ours", True), ("letters/company", False)}
    assert "Ours alone." in run("show", "templates", "ours", "-c", ferry).stdout


def test_one_statement_is_shown_with_its_words_and_who_said_them(ferry: Path) -> None:
    shown = run("show", "statements", "holm-not-before", "-c", ferry).stdout
    assert shown.startswith(f"“{small.QUOTED}”\n")
    assert "Ida Holm" in shown
    assert "recorded, not re-anchored" in shown


def test_one_statement_is_shown_where_it_stands(ferry: Path, tmp_path: Path) -> None:
    folder = small.documents(tmp_path / "documents")
    shown = run("show", "statements", "holm-not-before", "-c", ferry, "--documents", folder).stdout
    assert "line 3, column 2" in shown


def test_one_target_is_shown_with_what_it_has_committed_to(ferry: Path) -> None:
    assert "harbour-office-ferry: conditional" in run("show", "targets", "harbour-office", "-c", ferry).stdout


def test_a_terminal_shows_statements_on_two_lines_each(ferry: Path) -> None:
    lines = without_escapes(run_in_terminal("show", "statements", "-c", ferry, columns=40)).splitlines()
    assert len(lines) == 4
    assert lines[1].endswith("…")
    assert max(map(len, lines)) <= 40


# --------------------------------------------------------------------------- sources and their documents


def sources(*args: str | Path, **env: str) -> tuple[int, dict[str, object]]:
    ended = run("show", "sources", "--json", *args, **env)
    [row] = json.loads(ended.stdout)["sources"]
    return ended.exit_code, {key: row[key] for key in ("statements", "anchored", "document", "state")}


def test_without_documents_the_state_is_recorded(ferry: Path) -> None:
    recorded = {"statements": 2, "anchored": 0, "document": None, "state": "recorded"}
    assert sources("-c", ferry) == (0, recorded)
    assert "recorded" in run("show", "sources", "-c", ferry).stdout


def test_with_documents_every_statement_is_anchored_anew(ferry: Path, tmp_path: Path) -> None:
    folder = small.documents(tmp_path / "documents")
    anchored = {"statements": 2, "anchored": 2, "document": str(folder / "ferry.txt"), "state": "anchored"}
    assert sources("-c", ferry, "--documents", folder) == (0, anchored)
    assert sources("-c", ferry, CAMPAIGNKIT_DOCUMENTS=str(folder)) == (0, anchored)
    assert "100 %" in run("show", "sources", "-c", ferry, "--documents", folder).stderr


def test_the_campaigns_own_documents_are_used_when_they_are_there(ferry: Path) -> None:
    small.documents(ferry / "documents")
    assert sources("-c", ferry)[1]["state"] == "anchored"


def test_own_documents_need_not_be_complete(ferry: Path) -> None:
    small.documents(ferry / "documents", "other.txt", "Another document.")
    assert sources("-c", ferry) == (0, {"statements": 2, "anchored": 0, "document": None, "state": "recorded"})


def test_a_document_that_is_missing_from_the_folder_that_was_named_is_told(ferry: Path, tmp_path: Path) -> None:
    folder = small.documents(tmp_path / "documents", "other.txt", "Another document.")
    ended = run("show", "sources", "-c", ferry, "--documents", folder)
    assert ended.exit_code == 3
    assert "missing" in ended.stdout
    assert "It was called ferry.txt." in ended.stderr


def test_a_document_that_has_changed_is_refused(ferry: Path, tmp_path: Path) -> None:
    folder = small.documents(tmp_path / "documents", text=small.TEXT.replace("300", "400"))
    ended = run("show", "sources", "-c", ferry, "--documents", folder)
    assert ended.exit_code == 3
    assert ended.stdout == ""
    assert "changed since" in ended.stderr


@pytest.mark.parametrize(
    ("why", "exact", "said"),
    [
        ("its words are not there", "It is fast.", "does not contain"),
        ("they are there twice", "It is slow.", "2 places"),
    ],
)
def test_a_statement_that_does_not_anchor_is_listed(tmp_path: Path, why: str, exact: str, said: str) -> None:
    entry = f'[[statement]]\nid = "speed"\nsource = "gazette"\nkind = "report"\nexact = "{exact}"\n'
    ferry = small.make(tmp_path / "ferry", statements=small.FILES["statements.toml"] + entry)
    folder = small.documents(tmp_path / "documents")
    ended = run("show", "sources", "-c", ferry, "--documents", folder)
    assert ended.exit_code == 1, why
    assert "'speed'" in ended.stderr
    assert said in ended.stderr
    assert run("show", "statements", "ferry-300", "-c", ferry, "--documents", folder).exit_code == 0
    assert run("show", "statements", "speed", "-c", ferry, "--documents", folder).exit_code == 1


def test_the_campaign_that_ships_is_anchored_in_full(shared_documents: Path) -> None:
    ended = run("show", "sources", "--documents", shared_documents, "--json")
    held = json.loads(ended.stdout)["sources"]
    assert ended.exit_code == 0
    assert len(held) == 5
    assert sum(one["statements"] for one in held) == sum(one["anchored"] for one in held) >= 70


# --------------------------------------------------------------------------- which campaign; bad input


def test_the_campaign_in_this_folder_comes_before_the_one_that_ships(ferry: Path, tmp_path: Path) -> None:
    here = run_process("show", "demands", cwd=ferry)
    assert "keep-the-ferry" in here.stdout
    assert here.stderr == ""
    elsewhere = run_process("show", "demands", cwd=tmp_path)
    assert "end-ring-police-partnerships" in elsewhere.stdout
    assert elsewhere.stderr == (
        "Using the shipped campaign 'face-recognition-2020' (no campaign.toml in this folder).\n"
    )


def test_a_folder_is_named_in_any_way(ferry: Path) -> None:
    headless = small.FILES["campaign.toml"].replace('id = "ferry"\n', "")  # then its folder gives the id
    small.make(ferry, campaign=headless)
    assert run_process("show", "demands", "-c", ".", cwd=ferry).returncode == 0
    assert run_process("show", "demands", "-c", "..", cwd=small.documents(ferry / "documents")).returncode == 0
    assert run_process("show", "demands", cwd=ferry).returncode == 0


@pytest.mark.parametrize(
    ("why", "args", "said"),
    [
        ("an id that is misspelt", ["statements", "holm-not-befor"], "Did you mean 'holm-not-before'?"),
        ("an id that climbs", ["sources", "../gazette"], "No source is named '../gazette'."),
        ("a template that climbs", ["templates", "../../secret"], "No template is named '../../secret'."),
        ("a folder that is not there", ["sources", "--documents", "nowhere"], "There is no such folder."),
        ("a campaign that is not there", ["sources", "-c", "face-recognition-2021"], "'face-recognition-2020'"),
        ("a campaign that climbs", ["sources", "-c", "../no-such"], "No campaign is named '../no-such'."),
    ],
)
def test_bad_input_is_answered_with_3_and_what_to_do(ferry: Path, why: str, args: list[str], said: str) -> None:
    ended = run("show", *args, *([] if "-c" in args else ["-c", str(ferry)]))
    assert ended.exit_code == 3, why
    assert said in ended.stderr
    assert ended.stdout == ""
    assert len(ended.stderr.splitlines()) <= 3


@pytest.mark.parametrize(
    ("why", "changed", "said"),
    [
        ("a bracket is missing", {"targets": '[[target]]\nid = "a\n'}, "targets.toml:2: This is not TOML"),
        (
            "a value has the wrong type",
            {"demands": small.FILES["demands.toml"].replace('"Keep the ferry"', "7")},
            "title",
        ),
        ("a key is misspelt", {"targets": small.FILES["targets.toml"].replace("name", "nmae")}, "Did you mean 'name'?"),
    ],
)
def test_a_broken_campaign_is_told_with_file_and_line(
    tmp_path: Path, why: str, changed: dict[str, str], said: str
) -> None:
    ended = run("show", "demands", "-c", small.make(tmp_path / "ferry", **changed))
    assert ended.exit_code == 3, why
    assert said in ended.stderr


def test_a_campaign_that_is_not_utf_8_is_told(ferry: Path) -> None:
    (ferry / "targets.toml").write_bytes('[[target]]\nname = "Café"\n'.encode("latin-1"))
    ended = run("show", "targets", "-c", ferry)
    assert ended.exit_code == 3
    assert "not UTF-8: byte 23" in ended.stderr
