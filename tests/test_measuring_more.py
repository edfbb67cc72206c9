"""What the rules on figures say of numbers turned, swapped, converted, shared out, and of two sides of one matter."""

from __future__ import annotations

import pytest

from campaignkit.checks.turned import turns
from campaignkit.figures import find_quantities
from campaignkit.tables import find_cells
from tests.test_measuring import found

POOL = (
    "The pool at Brightwater was open for 3,120 hours in 2022. Of 86 visitors who wrote to the council, 61 were "
    "against the new price and 25 in favour. The swimming club asked for a grant of 9 per cent more, and the council "
    "allowed 4 per cent. The drain spilled 118 times. The water was 82 degrees Fahrenheit. The track to it is 12 "
    "miles long. The lifeguards' union won its ballot by 1,107 to 894. A new boiler would cost $4.6 million. Swimmers "
    "over 60 were 6.5 percentage points less likely to come back. The council paid $42,000 for 30 lockers."
)
WARDS = """
| Ward | Trees felled | Trees planted |
| --- | --- | --- |
| Millrace | 1,208 | 85 |
| Harbour | 964 | 140 |
| Northfield | 512 | 233 |
"""
YEARS = """
| Year | Average wait (minutes) | Calls |
| --- | --- | --- |
| 2021 | 58 | 611 |
| 2022 | 71 | 642 |
| 2023 | 94 | 655 |
"""
PENALTIES = """
| Item | What | Penalty |
| --- | --- | --- |
| 1 | Cooling | $29,500 |
| 2 | Pace of work | $9,250 |
| | **Total** | **$38,750** |
"""
BALLOTS = """
| No. | Subject | Yes | No |
| --- | --- | --- | --- |
| 1 | Audit of the drones by an outsider | 10 | 3 |
| 2 | Exempt small agencies from the audit | 4 | 9 |
"""

# draft, source, what is reported
SAID = [
    # digits turned
    ("In May the lifeguards won their ballot by 1,170 votes to 894.", POOL, ["figure-mismatch: 1,170 votes"]),
    ("In May the lifeguards won their ballot by 1,107 votes to 894.", POOL, []),
    ("A new boiler would cost $6.4 million, and the council must pay it.", POOL, ["figure-mismatch: $6.4 million"]),
    ("A new boiler would cost $4.6 million, and the council must pay it.", POOL, []),
    ("You have set up a remediation fund of $3.6 million.", "The bank put $6.3 million into a remediation fund.",
     ["figure-mismatch: $3.6 million"]),
    ("You have set up a remediation fund of $6.3 million.", "The bank put $6.3 million into a remediation fund.", []),
    ("You have $3.6 million in the bank.", "The bank put $6.3 million into a remediation fund.", []),
    ("My own boiler cost $640 and lasted 21 years.", POOL, []),
    # the other side
    ("The council allowed the club 9 per cent more.", POOL, ["figure-mismatch: 9 per cent"]),
    ("The council allowed the club 4 per cent more.", POOL, []),
    ("The club had asked for 9 per cent more.", POOL, []),
    ("Of the 86 visitors who wrote, 25 were against the new price.", POOL, ["figure-mismatch: 25"]),
    ("Of the 86 visitors who wrote, 25 were in favour of the new price.", POOL, []),
    ("Of the 86 visitors who wrote, 61 were against the new price.", POOL, []),
    # points
    ("Swimmers over 60 were 6.5 per cent less likely to come back.", POOL, ["figure-mismatch: 6.5 per cent"]),
    ("Swimmers over 60 were 6.5 points less likely to come back.", POOL, []),
    ("Swimmers over 60 were 6.5 percentage points less likely to come back.", POOL, []),
    # another unit
    ("The pool spilled over on 3,120 days in 2022.", POOL, ["figure-mismatch: 3,120 days"]),
    ("There were 118 spills from the drain.", POOL, []),
    ("The water was at 28 °C.", POOL, []),
    ("The water was at about 28 degrees Celsius.", POOL, []),
    ("The track is some 19 kilometres long.", POOL, []),
    ("Each of the 30 lockers cost $1,400.", POOL, []),
    # tables
    ("In Harbour ward 1,208 trees were felled.", WARDS, ["figure-mismatch: 1,208 trees"]),
    ("In Harbour ward 964 trees were felled.", WARDS, []),
    ("In Millrace and Harbour 2,172 trees were felled.", WARDS, []),
    ("In the three wards 2,684 trees were felled.", WARDS, []),
    ("In 2023 the average wait was 71 minutes.", YEARS, ["figure-mismatch: 71 minutes"]),
    ("In 2023 the average wait was 94 minutes.", YEARS, []),
    ("In 2022 the average wait was 71 minutes.", YEARS, []),
    ("In all, the inspectors proposed $29,500 in penalties.", PENALTIES, ["figure-mismatch: $29,500"]),
    ("In all, the inspectors proposed $38,750 in penalties.", PENALTIES, []),
    ("In all, the inspectors proposed $38,750, of which $29,500 for the cooling.", PENALTIES, []),
    ("For the cooling the inspectors proposed a penalty of $29,500.", PENALTIES, []),
    ("The motion to exempt small agencies from the audit failed, 4 to 9.", BALLOTS, []),
    ("The motion for an audit of the drones by an outsider was carried, 10-3.", BALLOTS, []),
    ("The motion for an audit of the drones by an outsider was carried, 10-2.", BALLOTS, ["figure-mismatch: 10-2"]),
    ("The town council voted 10 to 2 for a longer lunch.", BALLOTS, []),
    # whose figure it is
    ("Our lifeguards are tired: at the pool in Brightwater 6,400 shifts ran over.", POOL,
     ["figure-unsupported: 6,400 shifts"]),
    ("The club has also received $95,000 from sponsors.", POOL, ["figure-unsupported: $95,000"]),
    ("In the two years without a boiler 19 people were taken to hospital.", POOL, ["figure-unsupported: 19 people"]),
    ("Our 240 members swim, and 19 people came to our meeting.", POOL, []),
    ("We took 93 calls about the pool. Sixty-two of the callers were over 60.", POOL, []),
    ("The coalition, founded in 2016, has 19 member groups in Brightwater.", POOL, []),
    ("On a house of $500,000 the new tax is $150,000.", POOL, []),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "reported"), SAID)
def test_a_sentence_before_a_source(draft: str, source: str, reported: list[str]) -> None:
    assert found(draft, source) == reported


# draft, sources, what is reported
DISPUTES = [
    ("The tracks of 74,200 phones were bought.",
     ["The searches returned the tracks of 74,200 phones.", "They returned the tracks of 61,000 phones."],
     ["figure-conflict: 74,200 phones"]),
    ("The commission came to $2.8 million.",
     ["The commission came to $2.8 million.", "Of the calls, $3.1 million was paid to the state as commission."],
     ["figure-conflict: $2.8 million"]),
    ("The commission came to $2.8 million.",
     ["The commission came to $2.8 million.", "The state wants a commission of $3.1 million."], []),
    ("The bill will be £573 in 2030.", ["We allow a bill of £573.", "It asked for a bill of £591."], []),
    ("The water on the site reached 97 degrees.",
     ["The water on the site reached 97 degrees.", "Work on the site must stop once the water is at 82 degrees."], []),
    ("A call costs 25 cents a minute.",
     ["A call costs 25 cents a minute.", "The price of a call will fall to 16 cents a minute."], []),
    ("The clinic has opened 58 files about refusals.",
     ["We have opened 58 files about refusals.", "You opened 61 files about refusals."], []),
    ("The fund holds $6.3 million.",
     ["The bank offers a fund of $6.3 million. We reckon that $14 million would be closer to it."], []),
    ("There were 3,260 spills.",
     ["Our sensors show 3,260 spills. The inspectorate's figure, 2,914, leaves out the worst days."],
     ["figure-conflict: 3,260 spills"]),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "sources", "reported"), DISPUTES)
def test_two_sources_disagree_or_tell_of_two_things(draft: str, sources: list[str], reported: list[str]) -> None:
    assert found(draft, *sources) == reported


def test_a_table_of_a_web_page_is_read_cell_by_cell() -> None:
    text = "Ward\n\nMinutes (millions)\n\n\n\nStony Ridge\n\n6.8\n\n\n\nMarl Creek\n\n3.2\n\n\n\nThat is all.\n"
    assert [(cell.row, cell.column) for cell in find_cells(text)] == [
        ("Stony Ridge", "Minutes (millions)"),
        ("Marl Creek", "Minutes (millions)"),
    ]
    assert [(one.kind, int(one.value)) for one in find_quantities(text)] == [
        ("duration", 6_800_000),
        ("duration", 3_200_000),
    ]


@pytest.mark.parametrize(
    "text", ["One\n\nTwo\n\n\n\nThree\n\n4\n", "A\n\n1\n\n\n\nB\n\n2", "In 2020\n\n\n\nthe 12 left."]
)
def test_lines_are_no_table(text: str) -> None:
    assert find_cells(text) == []


def test_digits_are_turned_beside_each_other() -> None:
    assert sorted(turns("137")) == ["173", "317"]
