"""Waivers: what a person accepts does not count, is listed, and is told when nothing needs it any more."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import campaignkit as ck
from campaignkit.checks import RULES, all_rules, check
from campaignkit.checks.waivers import read_waivers, waive
from campaignkit.errors import CampaignError, InputError
from campaignkit.folding import Span
from campaignkit.models import Report
from campaignkit.models.finding import Finding, Waiver
from tests.cli import small
from tests.cli.small import run, run_in_terminal, run_process, without_escapes

DRAFT = "The ferry carries over 1,500 people a day.\n\nYours, [YOUR NAME]\n"
WAIVER = """\
[[waiver]]
rule = "figure-mismatch"
draft = "letters/harbour.txt"
text = "over 1,500 people"
by = "Ana Ruiz"
on = 2026-11-20
because = "The harbour gave us this number by phone; see notes."
"""


def toml(**changed: str | None) -> str:
    """Return WAIVER with keys changed (a piece of TOML), or left out (None)."""
    lines = dict(line.split(" = ", 1) for line in WAIVER.splitlines()[1:])
    kept = {**lines, **{name: value for name, value in changed.items() if value}}
    return (
        "\n".join(["[[waiver]]", *(f"{name} = {kept[name]}" for name in kept if changed.get(name, "") is not None)])
        + "\n"
    )


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    folder = small.make(tmp_path / "ferry")
    (folder / "letters").mkdir()
    (folder / "letters" / "harbour.txt").write_text(DRAFT, encoding="utf-8")
    return folder


def checked(folder: Path, waivers: str, *args: str | Path, draft: str = "letters/harbour.txt") -> dict[str, object]:
    """Check with waivers; return the JSON."""
    (folder / "waivers.toml").write_text(waivers, encoding="utf-8")
    ended = run("check", folder / draft, "-c", folder, "--format", "json", *args)
    return {"code": ended.exit_code, **json.loads(ended.stdout or "{}"), "notes": ended.stderr}


def rules_in(told: dict[str, object], key: str = "findings") -> list[str]:
    return [one.get("finding", one)["rule"] for one in told[key]]  # type: ignore[attr-defined]


def test_a_finding_that_is_waived_does_not_count(ferry: Path) -> None:
    told = checked(ferry, WAIVER, "--skip", "placeholder-left")
    assert told["code"] == 0
    assert rules_in(told) == []
    assert rules_in(told, "waived") == ["figure-mismatch"]
    assert told["summary"]["errors"] == 0  # type: ignore[index]
    assert told["summary"]["waived"] == 1  # type: ignore[index]
    assert told["stale_waivers"] == []


def test_what_is_not_waived_counts_as_before(ferry: Path) -> None:
    told = checked(ferry, WAIVER)
    assert told["code"] == 1
    assert rules_in(told) == ["placeholder-left"]


@pytest.mark.parametrize(
    ("why", "changed", "waives"),
    [
        ("as it is", {}, True),
        ("any draft", {"draft": None}, True),
        ("the end of the path", {"draft": '"harbour.txt"'}, True),
        ("a path of Windows", {"draft": r"'letters\harbour.txt'"}, True),
        ("case, space and marks do not matter", {"text": '"Over  1500 PEOPLE"'}, True),
        ("its last day has not come", {"until": "2999-01-01"}, True),
        ("another draft", {"draft": '"letters/council.txt"'}, False),
        ("the end of a name is no name", {"draft": '"bour.txt"'}, False),
        ("another rule", {"rule": '"figure-unsupported"'}, False),
        ("other words", {"text": '"over 1,600 people"'}, False),
        ("a part of the words", {"text": '"1,500"'}, False),
        ("its last day has passed", {"until": "2026-11-21"}, False),
    ],
)
def test_a_waiver_is_for_one_finding(ferry: Path, why: str, changed: dict[str, str | None], waives: bool) -> None:
    told = checked(ferry, toml(**changed), "--skip", "placeholder-left")
    assert ("figure-mismatch" not in rules_in(told)) is waives, why
    assert told["code"] == (0 if waives else 1), why


def test_words_that_are_no_words_are_compared_as_they_are() -> None:
    found = Finding(rule="placeholder-left", severity="error", at=Span(0, 5), text="{{ }}", message="m")
    for text, waives in (("{{  }}", True), ("{# #}", False)):
        waiver = Waiver(rule="placeholder-left", text=text, by="Ana", on=date(2026, 1, 1), because="so")
        report = waive(Report(findings=(found,)), [waiver], {"": "{{ }}"}, rules=RULES, today=date(2026, 1, 2))
        assert bool(report.waived) is waives


# --------------------------------------------------------------------------- stale ones


@pytest.mark.parametrize(
    ("why", "changed", "said"),
    [
        ("the draft was mended", {"text": '"over 1,600 people"'}, "figure-mismatch is about “over 1,500 people”"),
        ("its rule finds nothing", {"rule": '"figure-qualifier"'}, "no such finding any more"),
        ("it ran out", {"until": "2026-11-21"}, "It ran out on 2026-11-21."),
        ("it ran out, whatever its draft", {"until": "2026-11-21", "draft": '"x.txt"'}, "It ran out"),
        ("no draft is named, and this one holds the words", {"draft": None, "text": '"a day"'}, "no such finding"),
    ],
)
def test_a_stale_waiver_is_told(ferry: Path, why: str, changed: dict[str, str | None], said: str) -> None:
    told = checked(ferry, toml(**changed))
    [stale] = json.loads(json.dumps(told["stale_waivers"]))
    assert said in stale["reason"], why
    assert f"waivers.toml:1: This waiver is stale. {stale['reason']}" in str(told["notes"])
    assert told["summary"]["stale_waivers"] == 1  # type: ignore[index]
    assert told["code"] == 1


@pytest.mark.parametrize(
    ("why", "changed", "args"),
    [
        ("its draft was not checked", {"draft": '"letters/council.txt"'}, ()),
        ("its rule was not run", {"text": '"over 1,600 people"'}, ("--skip", "figure-mismatch")),
        ("another rule was selected", {"text": '"over 1,600 people"'}, ("--select", "quote-altered")),
        ("no draft is named, and this one lacks the words", {"draft": None, "text": '"over 900 cats"'}, ()),
    ],
)
def test_a_waiver_that_may_still_be_needed_is_not_stale(
    ferry: Path, why: str, changed: dict[str, str | None], args: tuple[str, ...]
) -> None:
    assert checked(ferry, toml(**changed), *args)["stale_waivers"] == [], why


def test_a_waiver_that_one_of_several_drafts_needs_is_not_stale(ferry: Path) -> None:
    (ferry / "waivers.toml").write_text(toml(draft=None), encoding="utf-8")
    mended = ferry / "mended.txt"
    mended.write_text("Over 300 people, not over 1,500 people, take the ferry.\n", encoding="utf-8")
    ended = run("check", ferry / "letters" / "harbour.txt", mended, "-c", ferry, "--format", "json")
    assert json.loads(ended.stdout)["stale_waivers"] == []


def test_as_of_says_whether_a_waiver_has_run_out(ferry: Path) -> None:
    assert rules_in(checked(ferry, toml(until="2026-12-01"), "--as-of", "2026-12-01"), "waived")
    assert not rules_in(checked(ferry, toml(until="2026-12-01"), "--as-of", "2026-12-02"), "waived")


# --------------------------------------------------------------------------- what is shown


def test_the_text_lists_who_waived_what_and_why(ferry: Path) -> None:
    (ferry / "waivers.toml").write_text(toml(until="2999-01-01"), encoding="utf-8")
    path = ferry / "letters" / "harbour.txt"
    told = (
        f"Waived: {path}:1:19 figure-mismatch “over 1,500 people”, by Ana Ruiz on 2026-11-20 until 2999-01-01, "
        "because: The harbour gave us this number by phone; see notes.\n"
    )
    shown = run("check", path, "-c", ferry).stdout
    assert told in shown
    assert shown.endswith("1 error; 1 waived.\n")
    coloured = without_escapes(run_in_terminal("check", path, "-c", ferry))
    assert "".join(told.split()) in "".join(coloured.split())


# --------------------------------------------------------------------------- the file


def test_the_file_of_the_campaign_goes_before_that_of_this_folder(ferry: Path, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    (here / "waivers.toml").write_text(toml(rule='"figure-qualifier"'), encoding="utf-8")
    args = ("check", ferry / "letters" / "harbour.txt", "-c", ferry, "--skip", "placeholder-left")
    assert run_process(*args, cwd=here).returncode == 1
    (ferry / "waivers.toml").write_text(WAIVER, encoding="utf-8")
    assert run_process(*args, cwd=here).returncode == 0
    assert run_process(*args, "--waivers", "waivers.toml", cwd=here).returncode == 1


@pytest.mark.parametrize(
    ("why", "content", "line", "said"),
    [
        *(
            (f"no {key}", toml(**{key: None}), 1, f"the key '{key}' is missing")
            for key in "rule text by on because".split()
        ),
        ("a key that is none", toml(becaus='"x"'), 8, "Did you mean 'because'?"),
        ("a rule that is none", toml(rule='"figure-mismach"'), 2, "Did you mean 'figure-mismatch'"),
        ("a day that is none", toml(on='"yesterday"'), 6, "on: "),
        ("a day in figures", toml(on="20261120"), 6, "a date is written as 2020-06-10"),
        ("no reason", toml(because='" "'), 7, "because: "),
        ("a way up", toml(draft='"../harbour.txt"'), 3, "without '..'"),
        ("it ends before it begins", toml(until="2026-11-19"), 1, "is before 'on'"),
        ("another table", "[[waivers]]\n", 0, "only [[waiver]] is known"),
        ("no list", "[waiver]\nrule = 'a'\n", 0, "is not a list of tables"),
        ("no TOML", "[[waiver]\n", 1, "This is not TOML"),
        ("not UTF-8", "by = 'Andr\udce9'", 0, "not UTF-8"),
    ],
)
def test_a_file_that_is_not_in_order_is_refused(tmp_path: Path, why: str, content: str, line: int, said: str) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text(content, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(CampaignError) as refused:
        read_waivers(path, RULES)
    [problem] = refused.value.problems
    assert problem.where == (f"{path}:{line}" if line else str(path)), why
    assert said in str(problem), why


def test_all_that_is_wrong_is_told_at_once_and_the_code_is_3(ferry: Path) -> None:
    told = checked(ferry, toml(by=None) + toml(rule='"x"'))
    assert told["code"] == 3
    assert "waivers.toml:1: " in str(told["notes"])
    assert "waivers.toml:8: " in str(told["notes"])


@pytest.mark.parametrize("name", ["none.toml", "."])
def test_a_file_that_is_named_must_be_there(ferry: Path, name: str) -> None:
    ended = run("check", ferry / "letters" / "harbour.txt", "-c", ferry, "--waivers", ferry / name)
    assert ended.exit_code == 3
    with pytest.raises(InputError):
        read_waivers(ferry / name, all_rules())


# --------------------------------------------------------------------------- as a library


def test_the_library_takes_a_file_or_the_waivers(ferry: Path) -> None:
    campaign = ck.load(ferry)
    path = ferry / "mine.toml"
    path.write_text(toml(draft=None), encoding="utf-8")
    mine = Waiver(rule="figure-mismatch", text="over 1,500 people", by="Ana", on=date(2026, 1, 1), because="so")
    for waivers in (path, str(path), [mine]):
        report = check(DRAFT, campaign, waivers=waivers)
        assert [one.rule for one in report.findings] == ["placeholder-left"]
        assert [one.finding.rule for one in report.waived] == ["figure-mismatch"]
    assert check(DRAFT, campaign).waived == ()


def test_an_answer_from_the_cache_knows_the_waivers(ferry: Path, tmp_path: Path) -> None:
    """The same question is answered from the cache, but not once a file of waivers has come, changed or gone."""
    elsewhere = tmp_path / "elsewhere.toml"
    asked = ("check", "letters/harbour.txt", "-c", ".", "--skip", "placeholder-left")
    for args, path in (((), ferry / "waivers.toml"), (("--waivers", elsewhere), elsewhere)):
        codes = []
        for content in ("", WAIVER, toml(until="2026-11-21"), WAIVER, ""):
            path.write_text(content, encoding="utf-8")
            codes += [run_process(*asked, *args, cwd=ferry).returncode for _ in range(2)]
        assert codes == [1, 1, 0, 0, 1, 1, 0, 0, 1, 1]


def test_the_words_are_those_that_a_reader_of_a_web_page_sees(ferry: Path) -> None:
    page = "<p>The ferry carries over <b>1,500</b>&#32;people a&nbsp;day.</p>\n"
    (ferry / "letter.html").write_text(page, encoding="utf-8")
    told = checked(ferry, toml(draft='"letter.html"'), draft="letter.html")
    assert rules_in(told, "waived") == ["figure-mismatch"]
    assert "“over 1,500 people”" in run("check", ferry / "letter.html", "-c", ferry).stdout


def test_json_and_sarif_hold_nothing_that_steers_a_terminal(ferry: Path) -> None:
    (ferry / "letters" / "harbour.txt").write_text("[YOUR \u202eNAME\x9b]\n", encoding="utf-8")
    for form in ("json", "sarif"):
        shown = run("check", ferry / "letters" / "harbour.txt", "-c", ferry, "--format", form).stdout
        assert "[YOUR \\u202eNAME\\u009b]" in shown
        assert "\u202eNAME\x9b" in json.dumps(json.loads(shown), ensure_ascii=False)
