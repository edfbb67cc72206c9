"""Figures in the words of others, noughts that slipped, tables in columns, the writer's own poll, two lone counts."""

from __future__ import annotations

import pytest

from tests.test_measuring import found

POOL = (
    "Members paid $840,000 in fees last year. The roof leaked in the winter. Its repair cost $312,000, said the board."
    "\n\n"
    "Swimming lessons reached 2,450 children. Another 1,380 children came with their schools."
)
GAUGE = (
    "Readings of the river board\n\n"
    "Place             Nitrate (mg)    Dead fish\n"
    "Otter Weir             41            260\n"
    "Stone Bridge           17             35\n"
    "Low Meadow             12              9\n"
)

SAID = [
    ("The repair of the roof cost $840,000.", POOL, ["figure-mismatch: $840,000"]),
    ("The repair of the roof cost $312,000.", POOL, []),
    ("Fees came to $840,000.", POOL, []),
    ("Members paid $840,000, and the repair cost $312,000.", POOL, []),
    # a nought too many
    ("Swimming lessons reached 24,500 children.", POOL, ["figure-mismatch: 24,500 children"]),
    ("Swimming lessons reached 2,450 children.", POOL, []),
    ("A thousand stickers at $1.30 cost us $1,300.", "A sticker costs $1.30.", []),
    # a table whose columns are set apart by spaces
    ("At Otter Weir the board found 260 dead fish.", GAUGE, []),
    ("At Stone Bridge the board found 260 dead fish.", GAUGE, ["figure-mismatch: 260 dead"]),
    # the writer's own poll, and the news of the day
    ("We asked our members. Of 64 who answered, 58% want the pool back.", POOL, []),
    ("As of tonight we have $9,750 for the roof of the pool, the board knows.", POOL, []),
    ("The survey asked swimmers, and 58% want the pool back.", POOL, ["figure-unsupported: 58%"]),
    # how long it took bounds nothing; how long one waited does
    ("The count took five days.", "The count was carried out over five days.", []),
    ("He waited five hours.", "He waited over five hours.", ["figure-qualifier: five hours"]),
    # a part of somebody's whole, and a vote of a named body
    ("Nineteen counties have no clerk.", "19 of the state's 32 counties have no clerk.", []),
    ("The Senate passed it by 26-19.", "The House passed it 61-44. The Senate followed, 26-19, in May.", []),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "reported"), SAID)
def test_what_is_reported(draft: str, source: str, reported: list[str]) -> None:
    assert found(draft, source) == reported


LETTER = "We, the undersigned, ask the council to remove the Hawkeye program that was placed on 1,420 tablets in May."
PAPER = "The Hawkeye program was installed on about 1,700 tablets, a spokesman for the city said."


@pytest.mark.parametrize(
    ("draft", "sources", "reported"),
    [
        ("Hawkeye runs on 1,420 tablets.", (LETTER, PAPER), ["figure-conflict: 1,420 tablets"]),
        ("Hawkeye runs on 1,420 tablets; the city says about 1,700.", (LETTER, PAPER), []),
        ("Hawkeye runs on 1,420 tablets, according to the letter.", (LETTER, PAPER), []),
        ("Hawkeye runs on 1,420 tablets.", (LETTER, PAPER + " It bought 2,600 tablets."), []),
    ],
)
def test_lone_counts_of_two_sources(draft: str, sources: tuple[str, ...], reported: list[str]) -> None:
    assert found(draft, *sources) == reported
