"""Whose figure it is: the sender's by the whole of a draft, or that of the matter; tables, stretches, disputes."""

from __future__ import annotations

from datetime import date

import pytest

from campaignkit.checks import check
from campaignkit.checks.senders_own import is_asked_in_list
from campaignkit.documents import read_bytes
from campaignkit.figures import find_quantities
from campaignkit.tables import find_cells
from campaignkit.years import years_in
from tests.test_measuring import found

QUARRY = (
    "The Stonewell quarry sent 412 lorries a day through Marl, the county's count says. Its owner, Grindle, paid "
    "$94 million for it. Neighbours must be told within 90 days. The Marl school has 640 pupils."
)
RELEASE = (
    "PRESS RELEASE\n\nMARL, Ohio — The Marl Clean Air Alliance today asked the county to close the quarry.\n\n"
    "{}\n\nContact: Ada Holm, press@marl.example\n"
)

# what a release says, what is reported of it
OF_THE_SENDER = [
    ("The Alliance filed 3,300 requests for the records of Grindle.", []),
    ("More than 2,700 Marlers have joined the Alliance since Monday, and Grindle knows it.", []),
    ("The group said it will knock on 5,200 doors in Marl before the vote on Stonewell.", []),
    ("The Alliance’s survey found that 1,900 children in Marl cough at night.", []),
    ("Grindle made $7 million, according to records obtained by the Marl Clean Air Alliance.", []),
    ("The Alliance asked its members about Grindle. Of 318 who replied, 71 percent had never heard of it.", []),
    ("Of Grindle’s neighbours 350 of you came to the hall.", []),
    # of others, though the sender says it
    ("Grindle asked its members about the quarry. Of 318 who replied, 71 percent back Grindle.", ["figure"] * 2),
    ("The Alliance noted that Grindle has taken $7.3 million from Marl.", ["figure"]),
    ("Grindle has taken $7.3 million from the school of Marl.", ["figure"]),
    ("The Alliance says that the Stonewell quarry sent 421 lorries a day through Marl.", ["figure-mismatch"]),
]


@pytest.mark.parametrize(("said", "reported"), OF_THE_SENDER)
def test_what_the_sender_did_is_its_own_and_what_it_says_of_others_is_not(said: str, reported: list[str]) -> None:
    told = found(RELEASE.format(said), QUARRY)
    assert len(told) == len(reported), told
    assert all(line.startswith(rule) for line, rule in zip(told, reported, strict=True)), told


ASKED = (
    "Dear Senator,\n\nWe ask you for a bill that would:\n\n- give the neighbours 30 days;\n- set aside $20 million.\n"
)


def test_what_a_list_asks_for_is_no_claim() -> None:
    assert found(ASKED, QUARRY) == []
    assert is_asked_in_list(ASKED, ASKED.find("$20"))
    assert is_asked_in_list("## Our demands\n\n1. a fee of $20", 28)
    assert not is_asked_in_list("The county found:\n\n- 30 lorries", 22)
    assert not is_asked_in_list("We ask for help.\n\nIt took 30 days.", 26)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Between November 2 and 17 we reached 412 homes.", ["date", "count"]),
        ("From 2 to 17 November it was shut.", ["date"]),
        ("On May 4 and 17 people came.", ["date", "count"]),
        ("On 3 May and 10 people came.", ["date", "count"]),
    ],
)
def test_the_second_day_of_a_stretch_counts_nothing(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in find_quantities(text)] == kinds


def test_a_table_may_have_an_empty_corner_and_years_for_heads() -> None:
    text = "2022-23\n\n2023-24\n\n\n\nKnives found\n\n187\n\n214\n\n\n\nArrests\n\n795\n\n914\n"
    assert [(cell.row, cell.column) for cell in find_cells(text)][:2] == [
        ("Knives found", "2022-23"),
        ("Knives found", "2023-24"),
    ]
    assert find_cells("12\n\n14\n\n\n\nNorth\n\n1\n\n2\n\n\n\nSouth\n\n3\n\n4\n") == []
    assert years_in("in 2023-24, on 2022-11-03") == {"2022", "2023", "2024"}


SURVEY = "We spoke to 146 carers. Ninety-four of them, nearly two in three, told us that they would cut their hours."
SPOKE = "Of the 67 residents who spoke, 58 asked the council to wait, according to the clerk."
CREWS = "The authority has 11 crews at work and plans to add four more in the spring."
DISPUTED = (
    "The tenants said that inspectors had searched 84 boilers without a permit in the year and found 22 leaks.\n\n"
    "The company says that 31 leaks were found in the boilers that inspectors searched in the year without a permit."
)


@pytest.mark.parametrize(
    ("draft", "source", "reported"),
    [
        ("The charity asked carers, and 146 of them would cut their hours.", SURVEY, ["figure-mismatch: 146"]),
        ("The charity asked 146 carers, and 94 of them would cut their hours.", SURVEY, []),
        ("Fifty-eight people asked the council to wait.", SPOKE, []),
        ("The authority has 15 crews at work.", CREWS, ["figure-mismatch: 15 crews"]),
        ("The authority will have 15 crews by the spring.", CREWS, []),
        (
            "Searched without a permit, the boilers had 22 leaks for the inspectors.",
            DISPUTED,
            ["figure-conflict: 22 leaks"],
        ),
        ("Fifty minutes each way to the pool, for some.", "The way to the pool takes about 50 minutes.", []),
        (
            "The way to the pool takes exactly 50 minutes.",
            "The way to the pool takes about 50 minutes.",
            ["figure-qualifier: exactly 50 minutes"],
        ),
        ("Inspectors found 22 leaks, the tenants said.", DISPUTED, []),
    ],
)
def test_parts_plans_and_disputes(draft: str, source: str, reported: list[str]) -> None:
    assert found(draft, source) == reported


def test_a_headcount_in_the_brackets_of_a_signature_is_the_senders() -> None:
    letter = "Dear council,\n\nPlease close the quarry of Grindle.\n\nSincerely,\nthe Marl Pupils of Grindle ({})"
    assert found(letter.format("712 pupils") + "\n", QUARRY) == []
    assert found("The school of Marl has a roll (712 pupils) that grows, Grindle says.", QUARRY) != []


def test_us_is_no_part_of_use() -> None:
    said = "71 percent of Ohioans oppose county use of the Grindle quarry."
    assert [line.split(":")[0] for line in found(said, QUARRY)] == ["figure-unsupported"]
    assert found("71 percent of us oppose the Grindle quarry.", QUARRY) == []


TEST = (
    "The test confused 28 members of the State Senate, among them six members of the Rural Caucus of Ohio. Zorbane was "
    "detected above 0.1 micrograms per litre in 54 samples.\n\n"
    "| Kind of water | Samples | Above 0.1 µg/l | Highest value (µg/l) |\n|---|---|---|---|\n"
    "| Rivers | 130 | 39 | 0.86 |\n| Private wells | 80 | 12 | 0.34 |\n"
)


@pytest.mark.parametrize(
    ("said", "reported"),
    [
        (
            "It confused 28 members of the State Senate. Sixteen of those were members of the Rural Caucus of Ohio.",
            1,
        ),
        ("It confused 28 members of the State Senate. Six of those were members of the Rural Caucus of Ohio.", 0),
        ("Sixteen of those were members of the choir of Marl.", 0),
        ("Of 80 private wells 12 above 0.1 micrograms per litre were found.", 0),
        ("They tested 80 private wells and found 12 above 0.1 micrograms per litre.", 0),
    ],
)
def test_members_of_a_body_and_limits(said: str, reported: int) -> None:
    told = found(said, TEST)
    assert len(told) == reported, told


@pytest.mark.parametrize(
    ("said", "severity"),
    [
        ("Dust has led to 731 early deaths in Grindle towns.", "error"),
        ("Dust has led to 731 closed windows in Grindle towns.", "warning"),
    ],
)
def test_the_harmed_are_no_count_of_the_senders(said: str, severity: str) -> None:
    documents = {"a": read_bytes(QUARRY.encode(), "quarry.txt")}
    report = check(said, documents=documents, as_of=date(2024, 5, 6))
    assert [one.severity for one in report.findings if one.rule == "figure-unsupported"] == [severity]
