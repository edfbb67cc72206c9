"""Dates, withdrawn claims and replaced states, on made-up documents of many topics: what must fire and what must not.

Each file of tests/time/ holds a few documents and rows: a draft, and the rule that must fire on it; without a rule,
none of the three may. The documents were written with the rules in mind; drafts by others stand in tests/cases/.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from campaignkit.checks import RULES, check
from campaignkit.checks.calendar_days import find_days, may_name_a_day
from campaignkit.checks.event_words import stem
from campaignkit.checks.opening_index import OpeningIndex
from campaignkit.documents import Kept, read_bytes
from campaignkit.documents.metadata import heading_date
from campaignkit.documents.notices import find_notices
from campaignkit.documents.withdrawals import contrasted_claims, denied_claims, withdrawn_claims

FILES = sorted((Path(__file__).parent / "time").glob("*.toml"))
THREE = {"date-mismatch", "claim-retracted", "claim-superseded"}


@dataclass(frozen=True)
class Row:
    """A draft, the rule that must fire on it, if any, and why."""

    file: Path
    as_of: date
    draft: str
    rule: str | None
    why: str


def rows() -> Iterator[Row]:
    """Yield the rows of every file."""
    for path in FILES:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        for one in told["row"]:
            yield Row(path, told["as_of"], one["draft"], one.get("rule"), one["why"])


@cache
def documents(path: Path) -> dict[str, Kept]:
    """Return the documents of a file by their sha256."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    kept = [read_bytes(one["text"].encode(), one["name"]) for one in told["document"]]
    return {one.sha256: one for one in kept}


ROWS = list(rows())


def found(row: Row) -> set[str]:
    """Return which of the three rules fire on a row's draft."""
    report = check(row.draft, documents=documents(row.file), as_of=row.as_of, select=THREE)
    return {finding.rule for finding in report.findings}


@pytest.mark.parametrize("row", [row for row in ROWS if row.rule], ids=lambda row: f"{row.file.stem}-{row.draft[:40]}")
def test_what_is_wrong_is_found(row: Row) -> None:
    assert row.rule in found(row), row


@pytest.mark.parametrize(
    "row", [row for row in ROWS if not row.rule], ids=lambda row: f"{row.file.stem}-{row.draft[:40]}"
)
def test_what_is_honest_is_left_alone(row: Row) -> None:
    assert found(row) == set(), row


def test_there_are_rows_of_both_kinds_for_each_rule() -> None:
    assert {row.rule for row in ROWS} == {*THREE, None}
    assert len([row for row in ROWS if row.rule is None]) > 0.4 * len(ROWS) > 100


def test_each_draft_alone_finds_what_all_drafts_together_find() -> None:
    """Sentences are judged one by one: a letter made of a wrong sentence and honest ones has the same finding."""
    wrong = next(row for row in ROWS if row.rule == "date-mismatch" and row.file.stem == "water")
    letter = f"Dear neighbors,\n\nWe are tired.\n\n{wrong.draft}\n\nPlease come.\n"
    report = check(letter, documents=documents(wrong.file), as_of=wrong.as_of, select=THREE)
    [finding] = report.findings
    assert letter[finding.at.start : finding.at.end] in wrong.draft
    assert finding.evidence is not None
    assert finding.changes


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_law_what_a_document_says_is_no_mismatch_with_the_documents(path: Path) -> None:
    """Each document as a draft: its own dates are those of the sources, whatever else is wrong with it."""
    held = documents(path)
    for kept in held.values():
        dated = heading_date(kept.text)
        body = kept.text
        for notice in reversed(find_notices(body)):
            body = body[: notice.span.start] + body[notice.span.end :]
        if dated:
            report = check(body, documents=held, as_of=dated[0], select=["date-mismatch"])
            assert report.findings == (), kept.name


# The parts.

DAYS = [
    ("On Monday, September 12, the board met", ["September 12"], "a weekday with its date is one day"),
    ("12 September 2021", ["September 12, 2021"], "day first"),
    ("the 3rd of May", ["May 3"], "an ordinal"),
    ("2020-06-10", ["June 10, 2020"], "ISO 8601"),
    ("6/13/2020", ["June 13, 2020"], "one number over 12"),
    ("6/10/2020", ["2020"], "either of two days: the year alone"),
    ("on Jan. 22", ["January 22"], "a short month"),
    ("said Wednesday that", ["June 9, 2021"], "a weekday without a preposition, before the text was written"),
    ("will vote on Tuesday", ["June 15, 2021"], "a weekday to come"),
    (
        "it had gathered 1,900 names by Thursday",
        ["June 10, 2021"],
        "what was over is over by one that has passed",
    ),
    ("the road was closed by Thursday", ["June 10, 2021"], "the same"),
    ("he had promised to pay by Thursday", ["June 17, 2021"], "a promise is for a day to come"),
    ("they were told that it must go by Thursday", ["June 17, 2021"], "an order, too"),
    ("answer us by Thursday", ["June 17, 2021"], "a limit to come"),
    ("announced today", ["June 12, 2021"], "the day of writing"),
    ("it was yesterday", ["June 11, 2021"], "the day before"),
    ("in 2016", ["2016"], "a year alone"),
    ("every Monday", [], "no one day"),
    ("She may march 12 miles", [], "small letters"),
    ("room 2016, 1999 people", [], "numbers that are no years"),
    ("31 June", [], "no such day"),
]


@pytest.mark.parametrize(("text", "days", "why"), DAYS, ids=[why for *_, why in DAYS])
def test_the_days_that_a_text_names(text: str, days: list[str], why: str) -> None:
    assert [str(day) for day in find_days(text, date(2021, 6, 12))] == days, why
    assert may_name_a_day(text) or not days


ROLES = [("by June 30", "limit"), ("until June 30", "limit"), ("from June 30", "start"), ("on June 30", "on")]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_what_a_day_is_to_what_is_told(text: str, role: str) -> None:
    [day] = find_days(text, None)
    assert day.role == role


HEADINGS = [
    ("Report 19-07, October 31, 2019. City Auditor: D. Roy.", date(2019, 10, 31), "in a heading"),
    ("A title\n\nBy Ann Lee. Thursday, April 20, 2023\n\nWords.", date(2023, 4, 20), "in a byline"),
    ("LARKMOOR, March 14, 2023 — The hospital said on May 2, 2023 that it closes.", date(2023, 3, 14), "a dateline"),
    ("Posted: 13/6/2020", date(2020, 6, 13), "in numbers that can be but one day"),
    ("Posted: 3/4/2020", None, "in numbers that can be two days"),
    ("Update, April 24, 2023: All is well.\n\nA title\n\nApril 20, 2023", date(2023, 4, 20), "not that of an update"),
    ("A title\n\nOn June 10, 2020 it rained.", None, "a running sentence"),
    ("Next meeting: June 6, 2019", None, "the date of something else"),
    ("Comments are due by May 3, 2020", None, "a limit"),
]


@pytest.mark.parametrize(("text", "when", "why"), HEADINGS, ids=[why for *_, why in HEADINGS])
def test_the_date_that_a_document_gives_as_its_own(text: str, when: date | None, why: str) -> None:
    dated = heading_date(text)
    assert (dated and dated[0]) == when, why


WITHDRAWN = [
    ("Correction: A previous version said it would last until May.", "It would last until May.", "no that"),
    ("Correction: We quoted Dr. Hale as saying that the river was dead. She did not.",
     "Dr. Hale said that the river was dead.", "a quotation"),
    ("An earlier version misidentified Ann Lee as the mayor.", "Ann Lee is the mayor.", "misidentified"),
    ("Correction: We wrongly described Elm Street as a dead end.", "Elm Street is a dead end.", "described"),
    ("This article was amended to remove a claim that the firm had lied.", "The firm had lied.", "removed"),
    ("Correction: The story said that it rained and that it snowed.", "It rained.", "two things"),
    ("Correction: Our leaflet said the plant leaked in 2019.", "The plant leaked in 2019.", "a leaflet, and no that"),
    ("Correction: The newsletter told you that Mr. Hale had left.", "Mr. Hale had left.", "told you"),
    ("Correction: When I first posted this I wrote that the pier was sold. It is leased.", "The pier was sold.", "I"),
    ("Correction: We gave the price of a berth as £40. It is £14.", "The price of a berth is £40.", "gave as"),
    ("Correction: Ann Lee was described as a surgeon in this article.", "Ann Lee is a surgeon.", "in the passive"),
    ("Correction: It was stated here that the firm was fined.", "The firm was fined.", "nobody said it"),
    ("Correction: I asked the mayor, who said that it rained.", None, "what another said"),
    ("Correction: The council's statement said the pool was shut.", None, "whose statement it was is right"),
    ("Correction: The council says that it has 14 members.", None, "what somebody says now"),
    ("This article has been updated to make clear that the board voted.", None, "what is right"),
]  # fmt: skip


@pytest.mark.parametrize(("notice", "claim", "why"), WITHDRAWN, ids=[why for *_, why in WITHDRAWN])
def test_what_a_correction_says_was_said(notice: str, claim: str | None, why: str) -> None:
    assert (withdrawn_claims(notice) or (None,))[0] == claim, why


CONTRASTS = [
    ("Correction: The vote was 4 to 3, not 5 to 2.", "The vote was 5 to 2."),
    ("Correction: There are 1,140 cells, not 1,410.", "There are 1,410 cells."),
    ("Correction: Ann Lee, not Bo Ray, sponsored the bill.", "Bo Ray sponsored the bill."),
    (
        "Correction: We misstated how long the mill has been open. It opened in 1991, not 1981.",
        "The mill opened in 1981.",
    ),
    ("Correction: The mayor did not say so.", None),
]


@pytest.mark.parametrize(("notice", "claim"), CONTRASTS)
def test_what_a_correction_sets_beside_the_right(notice: str, claim: str | None) -> None:
    assert (contrasted_claims(notice) or (None,))[0] == claim


NOTICES = [
    ("7. CORRECTION (Sept. 22): In a post I wrote that it rained.", "correction", "in a numbered post"),
    ("A correction: I told listeners that it rained.", "correction", "with an article"),
    ("Corrected on 3 June to remove the statement that it rained.", "correction", "what was done to it"),
    ("3/ UPDATE (Oct. 18): It rains no more.", "update", "an update in a thread"),
    ("7. We ask for a correction, and for an update: silence is no answer.", None, "a request in a list"),
    ("The board voted to have the minutes corrected.", None, "a sentence on something else"),
]


@pytest.mark.parametrize(("text", "kind", "why"), NOTICES, ids=[why for *_, why in NOTICES])
def test_where_a_notice_stands(text: str, kind: str | None, why: str) -> None:
    found = find_notices(f"A title\n\nIt rained on the town.\n\n{text}\n")
    assert [one.kind for one in found] == ([kind] if kind else []), why


def test_what_a_correction_denies() -> None:
    assert denied_claims("Correction: Bo Ray did not vote for it.") == ("Bo Ray did vote for it.",)
    assert denied_claims("Correction: The firm was not fined, as I wrote; it settled.") == ("The firm was fined.",)
    assert denied_claims("Correction: Contrary to our story, the mill did not close.") == ("The mill did close.",)
    assert denied_claims("Correction: The mayor did not respond to calls.") == ()


@pytest.mark.parametrize(
    ("word", "same"), [("voted", "voting"), ("gave", "gives"), ("cities", "city"), ("planned", "plans")]
)
def test_stems_make_one_of_the_forms_of_a_word(word: str, same: str) -> None:
    assert stem(word) == stem(same)


def test_the_index_finds_at_least_what_shares_the_words() -> None:
    texts = ["the board gave notice on 1,350 buses", "a board of cities", "nothing"]
    index = OpeningIndex(texts)
    assert list(index.sharing(frozenset({stem("board"), stem("giving")}), 2)) == [0]
    assert list(index.sharing(frozenset({"1350"}), 1)) == [0]
    assert list(index.sharing(frozenset({stem("city"), stem("board")}), 2)) == [1]
    assert list(index.sharing(frozenset({"library"}), 1)) == []


def test_the_rules_are_there() -> None:
    assert set(RULES) >= THREE
