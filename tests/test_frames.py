"""Numbers and days between the words of a source: what must be told, and what must not."""

from __future__ import annotations

import pytest

from campaignkit.checks import check
from campaignkit.checks.draft import Draft
from campaignkit.checks.frames import _told, changed
from campaignkit.documents import read_bytes
from tests.test_corpus import library_of

SOURCE = """The ferry carries over 300 people a day, and it was built in May 1988 by the harbour office.

In July 2018 the union tested the software: twenty-eight members of the council were falsely matched with mugshots.

The rate in Marlow was 5.1 per 100 full-time workers in the year of the strike. The rate in Benton was 7.2 per 100
full-time workers in the year of the strike.

Senate Bill 1042 would have closed the gap between the two counties, and 1.4 million people live in them.

7.2 The capital cost of the new slipway at the old harbour was high.

The picture of the harbour at night
720 1280
by Ana Ruiz of the county museum

By Ana Ruiz, September 20, 2024

Marlow County will close the kitchens of 14 schools and buy in meals from Benton.

Update, June 3: The council now says that the ferry carries over 340 people a day.
"""

TELLS = [
    ("The ferry carries over 500 people a day, and it was built long ago.", "over 500", "over 300", "figure"),
    ("The ferry carries up to 280 people a day, and it was built long ago.", "up to 280", "over 300", "figure"),
    ("It is old, and it was built in June 1988 by the harbour office.", "June 1988", "May 1988", "date"),
    ("It is old, and it was built in May 1998 by the harbour office.", "May 1998", "May 1988", "date"),
    ("Twenty-seven members of the council were falsely matched.", "Twenty-seven", "twenty-eight", "figure"),
    ("The rate in Marlow was 7.2 per 100 full-time workers in the year.", "7.2 per 100", "5.1 per 100", "figure"),
    ("We recall that Senate Bill 1024 would have closed the gap between the two counties.", "1024", "1042", "figure"),
    (
        "It closed the gap between the two counties, and 1.6 million people live in them.",
        "1.6 million",
        "1.4 million",
        "figure",
    ),
]
SPARES = [
    (
        "In January, Marlow County will close the kitchens of 14 schools.",
        "its day stands above",
    ),
    ("The ferry carries over 300 people a day, and it was built long ago.", "as the source has it"),
    ("The ferry carries over 250 people a day, and it was built long ago.", "over 300 is more than 250"),
    ("The ferry carries about 310 people a day, and it was built long ago.", "about"),
    ("The ferry carries over 340 people a day, and it was built long ago.", "the document's own update"),
    ("28 members of the council were falsely matched with mugshots.", "digits"),
    ("In 1988 it was built in 1988 by the harbour office.", "the year alone"),
    ("The rate in Benton was 7.2 per 100 full-time workers in the year of the strike.", "that of Benton"),
    ("It closed the gap between the two counties, and 1,400,000 people live in them.", "in full"),
    ("1. The capital cost of the new slipway at the old harbour was high.", "a section's number"),
    ("The picture of the harbour at night\n1470 2560\nby Ana Ruiz of the county museum", "the size of a picture"),
    ("A bus carries over 500 people a day.", "another thing"),
    ("The bus company says that its line carries over 500 people a day, and it was cheap.", "few of the words"),
    ("THE FERRY CARRIES OVER 500 PEOPLE A DAY, AND IT WAS BUILT LONG AGO.", "a headline is no sentence"),
]


@pytest.mark.parametrize(("draft", "said", "known", "kind"), TELLS)
def test_another_number_between_the_same_words_is_told(draft: str, said: str, known: str, kind: str) -> None:
    [framed] = changed(Draft(draft), library_of([SOURCE, "Nothing of this."]), [])
    told = draft[framed.at.start : framed.at.end], framed.passage.text[framed.place.start : framed.place.end]
    assert (*told, framed.kind) == (said, known, kind)


@pytest.mark.parametrize(("draft", "why"), SPARES)
def test_what_a_writer_may_do_is_not_told(draft: str, why: str) -> None:
    assert changed(Draft(draft), library_of([SOURCE, "Nothing of this."]), []) == [], why


def test_the_rules_tell_of_it_once() -> None:
    source = read_bytes(SOURCE.encode(), "gazette.txt")
    draft = "\n\n".join(draft for draft, *_ in TELLS)
    found = check(draft, documents={source.sha256: source}).errors
    assert {one.rule for one in found} == {"figure-mismatch", "date-mismatch"}
    assert len({(one.line, one.column) for one in found}) == len(found) == len(TELLS)


def test_a_letter_is_dated_otherwise_than_another_one() -> None:
    source = "FOR IMMEDIATE RELEASE: November 14, 2019. Contact: Ada Lund, press office of the Ferry Union, for more"
    assert changed(Draft(source.replace("14, 2019", "18, 2020")), library_of([source]), []) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("twenty eight", {"28"}),
        ("1.4 million", {"1400000"}),
        ("three hundred", {"300"}),
        ("october 1 three", {"october", "1", "3"}),
        ("two dozen", {"24"}),
        ("3rd of may", {"3", "may"}),
        ("over", set()),
    ],
)
def test_numbers_are_read_in_one_form(words: str, told: set[str]) -> None:
    assert _told(words.split()) == told
