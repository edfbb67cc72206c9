"""The examples run as they stand; the second campaign is as well grounded as the one that ships."""

from __future__ import annotations

import ast
import shlex
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

import campaignkit as ck
from campaignkit.anchoring import find_statement
from campaignkit.asks import gaps
from campaignkit.composer import templates
from campaignkit.documents import Kept, read_folder
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
RIVER = EXAMPLES / "river-campaign"
SCRIPTS = sorted(EXAMPLES.glob("*.py"))
DAYS = [date(2026, 7, 15), date(2026, 11, 23), date(2030, 1, 1)]


def run(script: Path, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a script as an organiser does."""
    command = [sys.executable, "-W", "error", str(script), *args]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)


# The scripts.


@pytest.mark.parametrize("script", SCRIPTS, ids=[script.stem for script in SCRIPTS])
def test_a_script_runs_and_is_short_and_keeps_to_the_public_names(script: Path, tmp_path: Path) -> None:
    result = run(script, cwd=tmp_path)
    assert (result.returncode, result.stderr.count("Traceback")) == (0, 0), result.stderr
    source = script.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 40
    tree = ast.walk(ast.parse(source))
    used = {node.attr for node in tree if isinstance(node, ast.Attribute) and ast.unparse(node.value) == "ck"}
    assert used
    assert used <= set(ck.__all__)
    assert "from campaignkit" not in source


def test_there_are_four() -> None:
    names = [script.stem for script in SCRIPTS]
    assert names == ["deliver_to_a_webhook", "letter_to_a_company", "letters_to_legislators", "talking_points"]


def test_the_letter_to_a_company(tmp_path: Path) -> None:
    run(EXAMPLES / "letter_to_a_company.py", "amazon.html", cwd=tmp_path)
    page = (tmp_path / "amazon.html").read_text(encoding="utf-8")
    assert "Amazon" in page
    assert "<q" in page or "<blockquote" in page
    assert "I was never asked." in page


def test_the_letters_to_legislators(tmp_path: Path) -> None:
    result = run(EXAMPLES / "letters_to_legislators.py", "post", cwd=tmp_path)
    letters = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "post").iterdir()}
    assert sorted(letters) == ["rep-lund.txt", "rep-osei.txt", "sen-rivera.txt"]
    assert [Path(line).name for line in result.stdout.splitlines()] == [
        "sen-rivera.txt",
        "rep-osei.txt",
        "rep-lund.txt",
    ]
    assert "Dear Senator Rivera:" in letters["sen-rivera.txt"]
    assert "Dear Representative Osei:" in letters["rep-osei.txt"]


def test_the_talking_points(tmp_path: Path) -> None:
    printed = run(EXAMPLES / "talking_points.py", cwd=tmp_path).stdout
    assert "Microsoft" in printed
    assert "(source 1)" in printed
    run(EXAMPLES / "talking_points.py", "sheet.md", cwd=tmp_path)
    assert (tmp_path / "sheet.md").read_text(encoding="utf-8").startswith("#")


def test_every_person_in_the_scripts_is_made_up() -> None:
    for script in SCRIPTS:
        addresses = [word for word in script.read_text(encoding="utf-8").split('"') if "@" in word]
        assert all(address.endswith(".example") for address in addresses)


# The second campaign.


@pytest.fixture(scope="module")
def river() -> ck.Campaign:
    """The second campaign."""
    return ck.load(RIVER)


@pytest.fixture(scope="module")
def documents() -> Mapping[str, Kept]:
    """Its documents, by sha256."""
    return read_folder(RIVER / "documents")


def test_every_statement_stands_where_it_is_recorded(river: ck.Campaign, documents: Mapping[str, Kept]) -> None:
    assert {source.sha256 for source in river.sources} == set(documents)
    assert len(river.statements) >= 12
    for statement in river.statements:
        kept = documents[river.source(statement.source).sha256 or ""]
        assert find_statement(kept.text, statement) == [(statement.start, statement.end)], statement.id


def test_it_shows_what_it_is_there_to_show(river: ck.Campaign, documents: Mapping[str, Kept]) -> None:
    values = {one.figure.value for one in river.statements if one.figure and one.figure.measure == "marsh-lane-days"}
    assert values == {54, 61}
    courier = river.source("courier-2026-07-14")
    text = documents[courier.sha256 or ""].text
    assert all(notice.exact in text for notice in courier.corrections)
    assert all(notice.exact in text for notice in courier.updates)
    assert (len(courier.corrections), len(courier.updates)) == (1, 1)
    release = river.source("wendewater-2026-07-20")
    assert release.repairs == len(documents[release.sha256 or ""].repairs) == 7
    assert {gap.standing for gap in gaps(river, as_of=DAYS[1])} == {"unmet", "partly", "no-evidence"}
    assert {target.kind for target in river.targets} == {"company", "legislature", "legislator", "agency"}
    assert any(one.opposes for one in river.statements)
    assert [one.name for one in templates(RIVER) if one.own] == ["letters/two-counts"]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("kind", ["letter", "petition", "talking-points", "call-script"])
def test_all_that_is_written_from_it_passes_the_check(
    river: ck.Campaign, documents: Mapping[str, Kept], kind: str, day: date
) -> None:
    written = 0
    for gap in gaps(river, as_of=day):
        document = ck.compose(river, kind, target=gap.target, demand=gap.demand, date=day, folder=RIVER)
        report = ck.check(document, river, documents=documents)
        assert not report.at_least("warning"), (gap.target, gap.demand, report.findings)
        written += 1
    assert written >= 5


def test_its_own_template_shows_both_counts(river: ck.Campaign, documents: Mapping[str, Kept]) -> None:
    letter = ck.compose(
        river, "letters/two-counts", target="wendewater", demand="close-marsh-lane", date=DAYS[1], folder=RIVER
    )
    assert not ck.check(letter, river, documents=documents).at_least("warning")
    assert [one.text for one in letter.citations if one.kind == "figure"][:2] == ["54 days", "61 days"]


DRAFTS = [
    ("Sewage ran from Marsh Lane into the Wende on 71 days.", "figure-mismatch", "a number that no source has"),
    ("Wendewater was fined for discharges at Marsh Lane in 2025.", "claim-retracted", "the source took it back"),
    (
        "Ada Ferrant said: “Until the new tank is in service, we will publish every discharge within 24 hours.”",
        "quote-altered",
        "words left out within a quotation",
    ),
    (
        "Mara Dunn said: “Close the overflow, and when it is closed tell us on the same day.”",
        "quote-altered",
        "until is not when",
    ),
]


@pytest.mark.parametrize(("draft", "rule", "why"), DRAFTS, ids=[why for *_, why in DRAFTS])
def test_a_draft_that_is_not_true_to_it_is_found(
    river: ck.Campaign, documents: Mapping[str, Kept], draft: str, rule: str, why: str
) -> None:
    report = ck.check(draft, river, documents=documents, as_of=DAYS[1])
    assert rule in [finding.rule for finding in report.errors]


def test_every_command_of_its_readme_runs() -> None:
    lines = [line.strip() for line in (RIVER / "README.md").read_text(encoding="utf-8").splitlines()]
    told = [shlex.split(line)[1:] for line in lines if line.startswith("campaignkit ")]
    assert len(told) >= 6
    for args in told:
        command = [sys.executable, "-m", "campaignkit", *args]
        result = subprocess.run(command, cwd=RIVER, capture_output=True, text=True, timeout=60, check=False)
        assert (result.returncode, bool(result.stdout)) == (0, True), (args, result.stderr)
