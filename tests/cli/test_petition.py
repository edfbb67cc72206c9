"""`campaignkit petition` from the outside: what it prints, what it refuses, and that nobody is in any of it."""

from __future__ import annotations

import json
import re
import stat
from datetime import date
from pathlib import Path

import pytest

from campaignkit.cli import petition_files
from tests.cli import small
from tests.cli.small import run, run_in_terminal, without_escapes

HEADER = "Name,Email,City,Signed on,Show name,Opt in,Comments\n"
ROWS = """\
Ana Ruiz,ana.ruiz@example.org,Averley,2026-01-06,yes,yes,For my street.
Mickey Mouse,mm@example.org,Brin,2026-01-14,yes,no,Ha.
Zelda Quick,zelda.quick,Brin,2026-01-14,yes,no,
"""
DEMAND = ("--demand", "keep-the-ferry", "--target", "harbour-office", "--date", "2026-01-05")


@pytest.fixture
def ferry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a campaign, and we stand in it; its petition is open, and three rows have come in."""
    folder = small.make(tmp_path / "ferry")
    monkeypatch.chdir(folder)
    (folder / "a.csv").write_text(HEADER + ROWS, encoding="utf-8")
    assert run("petition", "open", *DEMAND, "--opened", "2026-01-05").exit_code == 0
    assert run("petition", "import", "a.csv").exit_code == 0
    return folder


def test_a_petition_that_was_written_is_opened_once(ferry: Path) -> None:
    assert run("write", "petition", *DEMAND, "-o", "p.json").exit_code == 0
    assert run("petition", "open", "p.json").stdout.startswith(
        "Open already, the same text: keep-the-ferry-harbour-office"
    )
    stdin = (ferry / "p.json").read_bytes()
    assert "Open already" in run("petition", "open", "-", stdin=stdin).stdout


def test_a_changed_text_opens_a_version_and_shows_what_has_changed(ferry: Path) -> None:
    sender = ferry / "sender.toml"
    sender.write_text('name = "Ida Holm"\norganisation = "Ferry Friends"\n', encoding="utf-8")
    ended = run("petition", "open", *DEMAND, "--sender", sender, "--opened", "2026-02-01")
    assert "version 2" in ended.stdout
    assert "The text is not that of version 1" in ended.stderr
    assert "+ We, the undersigned, join in this petition, brought by Ferry Friends." in ended.stderr


def test_a_text_with_a_wrong_quotation_or_of_another_kind_is_not_opened(ferry: Path) -> None:
    assert run("write", "letter", *DEMAND, "-o", "l.json").exit_code == 0
    ended = run("petition", "open", "l.json")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert "This is a letter, not a petition." in ended.stderr
    held = (ferry / "l.json").read_text(encoding="utf-8").replace("ferry", "bridge")
    (ferry / "l.json").write_text(held, encoding="utf-8")
    assert run("petition", "open", "l.json").exit_code == 3
    assert run("petition", "open").exit_code == 2
    assert run("petition", "open", "l.json", "--demand", "x").exit_code == 2


def test_an_import_is_told_as_json_with_rows_by_number(ferry: Path) -> None:
    told = json.loads(run("petition", "import", "a.csv", "--json").stdout)
    assert {name: told[name] for name in ("read", "added", "duplicate", "rejected", "empty")} == {
        "read": 3, "added": 0, "duplicate": 2, "rejected": 1, "empty": 0,
    }  # fmt: skip
    assert told["rejected_rows"] == [{"row": 4, "reason": "the e-mail address is not one"}]
    assert told["columns"]["town"] == "City"


def test_an_import_that_adds_somebody_is_told_as_json(ferry: Path) -> None:
    (ferry / "new.csv").write_text("name,email,town\nZoe Marsh,zoe@example.org,Averley\n", encoding="utf-8")
    told = json.loads(run("petition", "import", "new.csv", "--json").stdout)
    assert (told["added"], told["versions"]) == (1, {"1": 1})
    assert isinstance(told["flagged"], dict)


def test_counts_are_printed_and_given_as_json(ferry: Path) -> None:
    assert run("petition", "import", "--paper", "120", "--place", "Averley").exit_code == 0
    told = json.loads(run("petition", "counts", "--json").stdout)
    assert told["versions"][0] | {"sha256": "", "petition": ""} == {
        "version": 1, "sha256": "", "petition": "", "opened": "2026-01-05", "current": True, "anonymised": None,
        "signatures": 2, "paper": 120, "total": 122, "flagged": 1, "weeded": 0,
    }  # fmt: skip
    assert told["places"] == [{"place": "Averley", "count": 121}, {"place": "Brin", "count": 1}]
    assert told["weeks"] == [{"week_of": "2026-01-05", "count": 1}, {"week_of": "2026-01-12", "count": 1}]
    assert re.search(r"1\*\s+2026-01-05\s+\w{12}\s+2\s+120\s+122\s+1\s+0", run("petition", "counts").stdout)
    assert "Averley" in without_escapes(run_in_terminal("petition", "counts"))


def test_weeding_by_hand(ferry: Path) -> None:
    assert "placeholder-name" in run("petition", "weed").stdout
    assert run("petition", "weed", "2").exit_code == 2, "a decision needs a reason"
    assert run("petition", "weed", "2", "--reason", "nobody").stdout == "1 signature weeded.\n"
    assert "Nothing to judge" in run("petition", "weed").stderr
    assert run("petition", "weed", "2", "--restore", "--reason", "somebody").stdout == "1 signature restored.\n"
    assert [one["act"] for one in json.loads(run("petition", "weed", "--decisions", "--json").stdout)["decisions"]] == [
        "weed",
        "restore",
    ]
    assert run("petition", "weed", "--restore", "--keep", "2").exit_code == 2
    assert run("petition", "weed", "--keep").exit_code == 2
    assert run("petition", "weed", "9", "--reason", "x").exit_code == 3


def test_what_is_made_is_for_the_eyes_of_its_owner(ferry: Path) -> None:
    pytest.importorskip("typst")
    (ferry / "ids.txt").write_text("# chosen\n1 For my street.\n\n", encoding="utf-8")
    ended = run("petition", "packet", "-o", "out/packet.pdf", "--comments", "ids.txt", "--date", "2026-02-01")
    assert ended.exit_code == 0, ended.stderr
    assert "1 is flagged" in ended.stderr
    assert run("petition", "export", "-o", "out/all.csv", "--columns", "name,town,email").exit_code == 0
    for name in ("packet.pdf", "all.csv"):
        assert stat.S_IMODE((ferry / "out" / name).stat().st_mode) == 0o600
    assert (ferry / "out" / "all.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "name,town,email", "Ana Ruiz,Averley,ana.ruiz@example.org", "Mickey Mouse,Brin,",
    ]  # fmt: skip
    for again in (("packet", "-o", "out/packet.pdf"), ("export", "-o", "out/all.csv")):
        assert run("petition", *again).exit_code == 3, "a file that is there is not replaced"
        assert run("petition", *again, "--force").exit_code == 0
    assert run("petition", "packet", "-o", "a.docx").exit_code == 2
    assert run("petition", "export", "--columns", "name,emial").exit_code == 2
    (ferry / "ids.txt").write_text("one\n", encoding="utf-8")
    assert run("petition", "packet", "-o", "b.pdf", "--comments", "ids.txt").exit_code == 3


def test_nothing_is_forgotten_before_its_day_or_without_a_yes(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(petition_files, "today", lambda: date(2026, 7, 31))
    assert "Nothing is due" in run("petition", "anonymise", "--after", "2026-07-31", "--yes").stdout
    assert "Would be taken out" in run("petition", "anonymise", "--after", "2026-07-30").stdout
    assert b"ana.ruiz" in (ferry / "petitions.sqlite").read_bytes()
    assert "Taken out for good" in run("petition", "anonymise", "--after", "2026-07-30", "--yes").stdout
    assert b"ana.ruiz" not in (ferry / "petitions.sqlite").read_bytes()
    assert json.loads(run("petition", "counts", "--json").stdout)["versions"][0]["total"] == 2
    assert run("petition", "import", "a.csv").exit_code == 3


def test_no_command_but_those_that_hand_names_out_shows_anybody(ferry: Path) -> None:
    for words in (
        ("import", "a.csv"), ("import", "a.csv", "--json"), ("counts",), ("counts", "--json"), ("weed", "--decisions"),
        ("import", "none.csv"), ("weed", "77", "--reason", "x"), ("anonymise", "--after", "2026-01-01"),
    ):  # fmt: skip
        ended = run("petition", *words)
        assert not re.search(r"ruiz|zelda|quick|mickey|street|@", ended.output, re.IGNORECASE), words


def test_several_petitions_are_told_apart_by_name(ferry: Path) -> None:
    assert run("petition", "open", "--demand", "keep-the-ferry", "--petition", "harbour").exit_code == 0
    ended = run("petition", "counts")
    assert ended.exit_code == 2
    assert "Name one of harbour, keep-the-ferry-harbour-office." in ended.stderr
    assert run("petition", "counts", "--petition", "harbour").exit_code == 0
    assert "Did you mean 'harbour'?" in run("petition", "counts", "--petition", "harbor").stderr
    assert run("petition", "counts", "--petition", "harbour", "--version", "3").exit_code == 3


def test_the_file_is_that_of_the_campaign_that_is_named(ferry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ferry.parent)
    assert run("petition", "counts").exit_code == 3
    assert run("petition", "counts", "-c", "ferry").exit_code == 0
    assert run("petition", "counts", "--file", "ferry/petitions.sqlite").exit_code == 0


def test_a_long_reading_says_how_far_it_has_come(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter(range(0, 10_000, 6))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    with petition_files.Progress() as progress:
        for rows in range(1, 501):
            progress(rows)
    said = capsys.readouterr().err.split("\n")
    assert said[0] == "200 rows …"
    assert len(said) < 5


# --------------------------------------------------------------------------- what a stranger tried


def test_consent_without_a_place_is_refused(ferry: Path) -> None:
    (ferry / "b.csv").write_text("Name,Email\nBo Ng,b@example.org\n", encoding="utf-8")
    for blank in ("", " "):
        assert run("petition", "import", "b.csv", "--agreed", blank).exit_code == 2
    assert json.loads(run("petition", "counts", "--json").stdout)["versions"][0]["total"] == 2


def test_a_column_that_is_not_read_can_be_named(ferry: Path) -> None:
    (ferry / "b.csv").write_text("Name,Wohnsitz\nBo Ng,Brin\n", encoding="utf-8")
    told = run("petition", "import", "b.csv").stderr
    assert "Not read: 'Wohnsitz'. If one holds what is wanted, say so with --column" in told
    ended = run("petition", "import", "b.csv", "--column", "town=Wohnsitz")
    assert re.search(r"duplicate\s+1\n", ended.stdout)


def test_comments_are_printed_without_ways_to_reach_anybody_and_choose_themselves(ferry: Path) -> None:
    pytest.importorskip("typst")
    comment = '"Write to me (at) home.example\n2 times."'
    (ferry / "b.csv").write_text(f"{HEADER}Bo Ng,b@example.org,,,yes,,{comment}\n", encoding="utf-8")
    run("petition", "import", "b.csv")
    printed = run("petition", "comments").stdout
    assert "home.example" not in printed + run("petition", "comments", "--json").stdout
    (ferry / "ids.txt").write_text(printed, encoding="utf-8")
    ended = run("petition", "packet", "-o", "p.pdf", "--comments", "ids.txt")
    assert ended.exit_code == 0, ended.stderr
    assert petition_files.read_ids("ids.txt") == [1, 2, 3]


def test_one_file_is_written(ferry: Path) -> None:
    for words in (("packet", "-o", "a.pdf", "-o", "b.pdf"), ("export", "-o", "a.csv", "--output", "b.csv")):
        ended = run("petition", *words)
        assert (ended.exit_code, "Only one file is written." in ended.stderr) == (2, True)
    assert not list(ferry.glob("b.*")) or not (ferry / "b.pdf").exists()


def test_the_reason_for_which_nobody_is_named_is_the_true_one(ferry: Path) -> None:
    pytest.importorskip("typst")
    assert "you said --no-names" in run("petition", "packet", "-o", "a.pdf", "--no-names").stderr
    assert run("petition", "anonymise", "--after", "2026-01-01", "--yes").exit_code == 0
    told = run("petition", "packet", "-o", "b.pdf").stderr
    assert "the names were taken out of this version on" in told
    assert "agreed" not in told
    assert "flagged" not in told


def test_a_folder_that_is_a_file_is_called_so(ferry: Path) -> None:
    (ferry / "ofile").write_text("x", encoding="utf-8")
    ended = run("petition", "export", "-o", "ofile/a.csv")
    assert ended.exit_code == 3
    assert "ofile is a file, not a folder." in ended.stderr
    assert ".part" not in ended.stderr


def test_signatures_come_from_standard_input(ferry: Path) -> None:
    ended = run("petition", "import", "-", stdin="Name,Email\nBo Ng,b@example.org\n")
    assert (ended.exit_code, "standard input is CSV" in ended.stderr) == (0, True), ended.stderr
    ended = run("petition", "import", "-", stdin='Name,Email\nBo Ng,b@example.org\n"x')
    assert ended.exit_code == 3
    assert "standard input, row 3" in ended.stderr
    assert "tmp" not in ended.stderr


def test_a_petition_is_named_as_an_id_is(ferry: Path) -> None:
    for name in ("Ferry 2", "../x", "a_b", ""):
        ended = run("petition", "open", *DEMAND, "--petition", name)
        assert ended.exit_code == 2, name


def test_a_file_of_which_every_row_is_rejected_ends_with_1(ferry: Path) -> None:
    (ferry / "b.csv").write_text("Name,Email\nBo Ng,nowhere\n\n", encoding="utf-8")
    assert run("petition", "import", "b.csv").exit_code == 1
    assert run("petition", "import", "b.csv", "--json").exit_code == 1


def test_weeding_tells_of_another_version_that_has_flagged_ones(ferry: Path) -> None:
    sender = ferry / "sender.toml"
    sender.write_text('name = "Ida Holm"\norganisation = "Ferry Friends"\n', encoding="utf-8")
    run("petition", "open", *DEMAND, "--sender", sender, "--opened", "2026-02-01")
    assert "1 signature is to be judged of version 1, too: --version 1." in run("petition", "weed").stderr
