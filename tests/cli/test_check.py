"""`check` and `explain`: which campaign, which formats, which exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from campaignkit.checks import RULES
from campaignkit.cli.reports import summary_line
from campaignkit.models import Report
from tests.cli import small
from tests.cli.small import run, run_in_terminal, run_process, without_escapes

HONEST = f"Ida Holm said: “{small.QUOTED}.” The ferry carries over 300 people a day.\n"
ALTERED = HONEST.replace("will not end", "will end")
QUALIFIED = HONEST.replace("over 300", "300")


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    return small.make(tmp_path / "ferry")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return small.documents(tmp_path / "documents")


def draft(folder: Path, text: str, name: str = "draft.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_honest_draft_is_clean(ferry: Path, documents: Path, tmp_path: Path) -> None:
    for args in ([], ["--documents", str(documents)]):
        ended = run("check", draft(tmp_path, HONEST), "-c", str(ferry), *args)
        assert ended.exit_code == 0
        assert ended.stdout.endswith("No findings.\n")


@pytest.mark.parametrize(
    ("why", "was", "now", "code"),
    [
        ("a not is left out", "will not end", "will end", 1),
        ("a figure is another", "over 300", "over 400", 1),
        ("a condition is another", "before a bridge", "until a bridge", 1),
        ("what stands outside the marks is the writer’s own", "Ida Holm said", "Ida Holm told the town", 0),
    ],
)
def test_a_draft_that_was_changed_by_hand_is_found_out(
    ferry: Path, documents: Path, tmp_path: Path, why: str, was: str, now: str, code: int
) -> None:
    assert was in HONEST
    ended = run("check", draft(tmp_path, HONEST.replace(was, now)), "-c", ferry, "--documents", documents)
    assert ended.exit_code == code, why


def test_a_finding_shows_both_versions_and_what_to_do(ferry: Path, documents: Path, tmp_path: Path) -> None:
    path = draft(tmp_path, ALTERED)
    shown = run("check", path, "-c", ferry, "--documents", documents).stdout
    assert shown.startswith(f"{path}:1:17: error quote-altered: ")
    assert "  draft   “We will end the ferry before a bridge is open.”\n" in shown
    assert f"  source  “{small.QUOTED}” (The Haven Gazette, line 3)\n" in shown
    assert shown.splitlines()[-1].startswith("1 quotation: 1 altered; 1 figure: 1 supported. 1 error.")


def test_a_terminal_underlines_the_words_and_colours_what_was_changed(
    ferry: Path, documents: Path, tmp_path: Path
) -> None:
    path = draft(tmp_path, HONEST.replace("a bridge", "the bridge"))
    shown = run_in_terminal("check", path, "-c", ferry, "--documents", documents)
    assert "\x1b[4mWe will not end the ferry" in shown
    assert re.search(r"\x1b\[[0-9;]*31mthe\x1b", shown)  # the draft's word in red
    assert re.search(r"\x1b\[[0-9;]*32ma\x1b", shown)  # the source's in green
    assert all(len(line) <= 80 for line in without_escapes(shown).splitlines() if str(path) not in line)


def test_a_draft_cannot_steer_the_terminal(ferry: Path, tmp_path: Path) -> None:
    path = draft(tmp_path, "Ida Holm said: “We will \x1b]0;owned\x07end the ferry before a bridge is open.”\n")
    assert "\x1b]" not in run_in_terminal("check", path, "-c", ferry)
    assert "\x1b" not in run("check", path, "-c", ferry).stdout


# --------------------------------------------------------------------------- drafts


def test_standard_input_is_a_draft(ferry: Path) -> None:
    ended = run("check", "-", "-c", ferry, "--format", "json", stdin=ALTERED)
    [finding] = json.loads(ended.stdout)["findings"]
    assert ended.exit_code == 1
    assert finding["path"] == "-"


def test_a_document_can_be_piped_from_write_to_check(ferry: Path) -> None:
    written = run(
        "write", "letter", "-c", ferry, "--demand", "keep-the-ferry", "--target", "haven-lines", "--format", "json"
    )
    ended = run("check", "-", "-c", ferry, stdin=written.stdout)
    assert (written.exit_code, ended.exit_code) == (0, 0), ended.stderr
    assert run("check", "-", "-c", ferry, stdin=written.stdout.replace("ferry", "bridge")).exit_code == 3
    assert run("check", "-", "-c", ferry, stdin='{"seal": "[YOUR NAME]"}').exit_code == 1


def test_several_drafts_make_one_report(ferry: Path, tmp_path: Path) -> None:
    paths = [draft(tmp_path, ALTERED, "a.txt"), draft(tmp_path, HONEST, "b.md"), draft(tmp_path, ALTERED, "c.md")]
    held = json.loads(run("check", *paths, "-c", ferry, "--format", "json").stdout)
    assert [one["path"] for one in held["findings"]] == [str(paths[0]), str(paths[2])]
    assert held["summary"]["quotations"] == 3


def test_what_write_made_is_checked_in_every_format(ferry: Path, tmp_path: Path) -> None:
    paths = [tmp_path / f"letter{suffix}" for suffix in (".txt", ".md", ".html", ".json")]
    args = ["write", "letter", "-c", str(ferry), "--target", "haven-lines", "--demand", "keep-the-ferry"]
    assert run(*args, *(part for path in paths for part in ("-o", str(path)))).exit_code == 0
    assert run("check", *paths, "-c", ferry).exit_code == 0
    figure = paths[2].read_text(encoding="utf-8")
    paths[2].write_text(figure.replace("over 300", "over 500"), encoding="utf-8")
    assert run("check", paths[2], "-c", ferry).exit_code == 1


@pytest.mark.parametrize(
    ("why", "name", "data", "said"),
    [
        ("there is none", "", b"", "There is no such file."),
        ("it is empty", "draft.txt", b" \n", "The document holds no text."),
        ("it is not UTF-8", "draft.txt", "Café".encode("latin-1"), "not UTF-8: byte 4"),
        ("it is a picture", "draft.txt", b"\x89PNG\0\0"[1:], "The file is not text."),
        ("it is JSON of another kind", "draft.json", b"{}", "The file is not a document"),
        ("it is no JSON", "draft.json", b"{", ""),
    ],
)
def test_a_draft_that_cannot_be_read_is_told(
    ferry: Path, tmp_path: Path, why: str, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / (name or "no.txt")
    if name:
        path.write_bytes(data)
    ended = run("check", path, "-c", ferry)
    assert ended.exit_code == 3, why
    assert str(path) in ended.stderr.splitlines()[0]
    assert said in ended.stderr
    assert ended.stdout == ""


def test_a_folder_is_no_draft(ferry: Path, tmp_path: Path) -> None:
    assert run("check", tmp_path, "-c", ferry).exit_code == 3


# --------------------------------------------------------------------------- which campaign


def test_without_anything_the_campaign_that_ships_is_used(tmp_path: Path) -> None:
    ended = run_process("check", draft(tmp_path, "The ACLU’s test matched 38 members of Congress.\n"), cwd=tmp_path)
    assert ended.returncode == 1
    assert "shipped campaign" in ended.stderr


def test_documents_of_another_matter_speak_for_themselves(documents: Path, tmp_path: Path) -> None:
    ended = run_process("check", draft(tmp_path, HONEST), "--documents", documents, cwd=tmp_path)
    assert ended.returncode == 0
    assert "documents alone" in ended.stderr
    altered = run_process("check", draft(tmp_path, ALTERED), "--documents", documents, cwd=tmp_path)
    assert altered.returncode == 1
    assert "(ferry.txt, line 3)" in altered.stdout


def test_documents_of_the_campaign_that_ships_bring_it_along(shared_documents: Path, tmp_path: Path) -> None:
    path = draft(tmp_path, "The ACLU’s test matched 38 members of Congress.\n")
    ended = run_process("check", path, "--documents", shared_documents, cwd=tmp_path)
    assert ended.returncode == 1
    assert "shipped campaign" in ended.stderr


def test_the_campaign_in_this_folder_is_used_with_documents(ferry: Path, tmp_path: Path) -> None:
    folder = small.documents(tmp_path / "others", "other.txt", "Another document, about cats.")
    ended = run_process("check", draft(tmp_path, ALTERED), "--documents", folder, cwd=ferry)
    assert ended.returncode == 1
    assert "The Haven Gazette" in ended.stdout


def test_a_folder_without_documents_is_nothing_to_check_against(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = run_process("check", draft(tmp_path, HONEST), "--documents", tmp_path / "empty", cwd=tmp_path)
    assert ended.returncode == 3
    assert "nothing to check against" in ended.stderr


def test_a_document_that_has_changed_is_refused(ferry: Path, tmp_path: Path) -> None:
    folder = small.documents(tmp_path / "documents", text="Another text.")
    ended = run("check", draft(tmp_path, HONEST), "-c", ferry, "--documents", folder)
    assert ended.exit_code == 3
    assert "changed since" in ended.stderr


# --------------------------------------------------------------------------- options and formats


def test_a_warning_fails_only_where_that_is_said(ferry: Path, tmp_path: Path) -> None:
    path = draft(tmp_path, QUALIFIED)
    assert run("check", path, "-c", ferry).exit_code == 0
    assert run("check", path, "-c", ferry, "--fail-on", "warning").exit_code == 1


def test_rules_are_selected_and_skipped(ferry: Path, tmp_path: Path) -> None:
    path = draft(tmp_path, ALTERED)
    assert run("check", path, "-c", ferry, "--skip", "quote-altered").exit_code == 0
    assert run("check", path, "-c", ferry, "--select", "figure-mismatch").exit_code == 0
    assert run("check", path, "-c", ferry, "--select", "quote-altered").exit_code == 1


@pytest.mark.parametrize("args", [("--select", "quote-alterd"), ("--skip", "quote-alterd")])
def test_an_unknown_rule_is_answered_with_the_nearest(ferry: Path, tmp_path: Path, args: tuple[str, str]) -> None:
    ended = run("check", draft(tmp_path, HONEST), "-c", ferry, *args)
    assert ended.exit_code == 2
    assert "'quote-altered'" in ended.stderr


def test_the_json_is_that_of_the_contract(ferry: Path, documents: Path, tmp_path: Path) -> None:
    path = draft(tmp_path, f"Dear harbour,\n\n{ALTERED}")
    ended = run("check", path, "-c", ferry, "--documents", documents, "--format", "json")
    held = json.loads(ended.stdout)
    [finding] = held["findings"]
    assert held["version"] == 1
    assert set(finding) == set("rule severity path line column end_line end_column text message hint evidence".split())
    line = path.read_text(encoding="utf-8").splitlines()[finding["line"] - 1]
    assert line[finding["column"] - 1 : finding["end_column"] - 1] == finding["text"]
    evidence = finding["evidence"]
    assert evidence["source"] == "gazette"
    assert small.TEXT[evidence["start"] : evidence["end"]] == evidence["exact"] == small.QUOTED


def test_github_gets_a_line_for_each_finding(ferry: Path, tmp_path: Path) -> None:
    path = draft(tmp_path, ALTERED, "a,b:c%.txt")
    [line] = run("check", path, "-c", ferry, "--format", "github").stdout.splitlines()
    assert line.startswith("::error file=")
    assert "a%2Cb%3Ac%25.txt,line=1,endLine=1,col=17,endColumn=" in line
    assert ",title=quote-altered::These are not the words" in line
    assert run("check", draft(tmp_path, HONEST), "-c", ferry, "--format", "github").stdout == ""


def test_sarif_tells_the_rule_and_the_place(ferry: Path, tmp_path: Path) -> None:
    path = draft(tmp_path, ALTERED)
    [sarif] = json.loads(run("check", path, "-c", ferry, "--format", "sarif").stdout)["runs"]
    [result] = sarif["results"]
    assert sarif["columnKind"] == "unicodeCodePoints"
    assert sarif["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "quote-altered"
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 17


@pytest.mark.parametrize(
    ("summary", "line"),
    [
        ({}, "no quotations; no figures. No findings."),
        ({"quotations": 1, "quotations_found": 1}, "1 quotation: 1 found; no figures. No findings."),
        (
            {
                "quotations": 3,
                "quotations_found": 1,
                "quotations_not_found": 2,
                "figures": 1,
                "figures_own": 1,
                "errors": 2,
            },
            "3 quotations: 1 found, 2 not found; 1 figure: 1 own. 2 errors.",
        ),
        ({"warnings": 1, "infos": 2}, "no quotations; no figures. 1 warning, 2 info."),
    ],
)
def test_the_last_line_sums_up(summary: dict[str, int], line: str) -> None:
    assert summary_line(Report(summary=summary)) == line


# --------------------------------------------------------------------------- explain


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_explained_with_examples(name: str) -> None:
    shown = run("explain", name).stdout
    rule = RULES[name]
    assert shown.startswith(f"{name} ({rule.severity})\n")
    for words in (rule.why, rule.fires[0].because, rule.spares[-1].because):
        assert words in shown


def test_all_rules_are_listed() -> None:
    shown = run("explain").stdout.splitlines()
    assert [line.split()[0] for line in shown[1:]] == list(RULES)
    assert [one["name"] for one in json.loads(run("explain", "--json").stdout)["rules"]] == list(RULES)


def test_an_unknown_rule_is_not_explained() -> None:
    ended = run("explain", "quote-alterd")
    assert ended.exit_code == 2
    assert "Did you mean 'quote-altered'" in ended.stderr
