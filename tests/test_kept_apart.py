"""What looks alike in an honest draft and is kept apart, and the mistake right beside it that is found."""

from __future__ import annotations

from datetime import date

import pytest

from campaignkit.checks import check
from campaignkit.documents import read_bytes
from campaignkit.figures import find_quantities
from campaignkit.letterheads import signers
from campaignkit.quotations import find_quotations
from campaignkit.speakers import find_speakers

TABLE = """# Ferry Board: report of May 2, 2023

| Month | Fares (Rs lakh) | Trips (lakh) | Hours of delay ('000) |
| --- | --- | --- | --- |
| January 2023 | 36 | 1.92 | 11.4 |
| February 2023 | 118 | 1.85 | 9.8 |

The Board keeps its tickets for seven years after sale.
"""
NEWS = """The Ferry Post
By Ann Lee
May 9, 2023

Forty-one people spoke against the new pier and six spoke for it, by the Post's count. It is to have 84 berths.

"We wait in the rain and nobody tells us why," said Bo Ek, a rider.

Correction, May 12, 2023: An earlier version said that 40 of the berths would be free. The number is 25.

Update, May 20, 2023: Boarding at the pier was to begin on June 1. The Board said on Friday that it has been put off
until August 4, because the gates have not come. When this article was published, boats were in use at 12 landings.
"""
ORDER = """IN THE HIGH COURT AT SALEM
ORDER dated May 3, 2023

1. No rider shall be refused a seat for want of a ticket that the machine did not print.
"""


def found(draft: str) -> set[tuple[str, str]]:
    """The errors and warnings on a draft before the three documents, by rule and text."""
    kept = [read_bytes(text.encode(), name) for text, name in ((TABLE, "t.md"), (NEWS, "n.txt"), (ORDER, "o.txt"))]
    report = check(read_bytes(draft.encode(), "d.txt"), documents={one.sha256: one for one in kept}, as_of=AS_OF)
    return {(one.rule, one.text) for one in report.at_least("warning")}


AS_OF = date(2023, 5, 25)


@pytest.mark.parametrize(
    ("rule", "draft"),
    [
        ("figure-mismatch", "The Board took Rs 118 lakh in fares in January 2023."),
        ("figure-mismatch", "The Board keeps its tickets for nine years after sale."),
        ("figure-mismatch", "Six people spoke against the new pier, by the Post's count."),
        ("claim-retracted", "The pier will have 84 berths. Of these, 40 will be free."),
        ("claim-superseded", "Boarding at the pier begins on June 1."),
        ("quote-misattributed", "Ann Lee wrote that “no rider shall be refused a seat for want of a ticket”."),
    ],
)
def test_the_mistake_is_found(rule: str, draft: str) -> None:
    assert rule in {one for one, _ in found(draft)}


@pytest.mark.parametrize(
    "draft",
    [
        "The Board took Rs 36 lakh in fares in January 2023, and Rs 118 lakh in February 2023: Rs 1.54 crore.",
        "In February 2023 there were 185,000 trips, and 9,800 hours of delay.",
        "The Board keeps its tickets for seven years after sale.",
        "41 people spoke against the new pier and six for it.",
        "The pier will have 84 berths. Of these, 25 will be free.",
        "Boarding at the pier was to begin on June 1; it has been put off until August 4.",
        "The High Court said that “no rider shall be refused a seat for want of a ticket”.",
        "If they quote the rider (“We wait in the rain and nobody tells us why”), say that the gates have not come.",
    ],
)
def test_an_honest_draft_is_left_alone(draft: str) -> None:
    assert found(draft) == set()


def speaker(text: str) -> str:
    """Whom a text gives its last quotation to."""
    told = find_speakers(text, find_quotations(text))[-1]
    return told.name if told else ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Oak Mills sells it.\n\nAccording to the company, “We pay.”", "Oak Mills"),
        ("Oak Mills sells it.\n\nWhat do I get?\n\nAccording to the company, “We pay.”", "the company"),
        ("The county Auditor said so. According to the company, “We pay.”", "the company"),
        ("SALEM — A hundred came. The company says, “We pay.”", "The company"),
        ("Ada Lund leads it.\n\nA long wait\n\n“We waited,” she said.", "Ada Lund"),
        ("Ada Lund leads it.\n\nWhy did they wait?\n\n“We waited,” she said.", "she"),
        ("Oak is big. If they quote Ann Lee (“We pay”), ask.", "Ann Lee"),
    ],
)
def test_who_the_company_is_does_not_go_past_a_heading(text: str, name: str) -> None:
    assert speaker(text) == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("It went back up to 40 cases.", ("case", "")),
        ("It sends back up to 40 cases.", ("case", "up-to")),
        ("Some 41 came and four spoke for it.", ("", "")),
        ("It has four spokes.", ("spoke", "")),
        ("There were nine lost dogs.", ("lost dog", "")),
        ("| Year | Cost (£m) |\n| --- | --- |\n| 2021 | 4.2 |", ("gbp", "")),
    ],
)
def test_what_a_number_counts(text: str, told: tuple[str, str]) -> None:
    last = find_quantities(text)[-1]
    assert (last.unit, last.qualifier) == told


def test_a_judgment_is_the_courts() -> None:
    assert signers(ORDER)[0] == "High Court"
    assert "High Court" not in signers("IN THE MATTER OF OAK\n\nThe mill closes.")
