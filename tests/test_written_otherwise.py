"""Figures that a source has in another form: without a unit in a table or a list, in another unit, in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from campaignkit.figures import find_quantities
from campaignkit.nouns import head_of
from campaignkit.tables import find_cells
from campaignkit.units import is_measure, powers_of
from tests.test_measuring import found

FARES = """# Fares and costs on the Harrow ferries

Figures in thousand dollars.

| Route | Income | Fuel | Crew |
| --- | --- | --- | --- |
| Lode Island | 412.6 | 118.3 | 204.9 |
| Tern Point | 388.1 | 131.7 | 197.4 |
| All routes | 800.7 | 250.0 | 402.3 |

The ferries' own grant was $96,000 in 2021. The ferries spent $35,500 on paint.
"""
WAGES = """# What cleaners earn in Harrow

| Euros per hour | Hospitals | Schools |
| --- | --- | --- |
| Pay before tax | 13.45 | 12.80 |
| Pay after tax | 10.92 | 10.41 |
| Cost of travel | 1.15 | 0.98 |

The legal minimum in Harrow is €12.41 an hour. Cleaners at the airport earn €15.30 an hour.
"""
AIR = """# Air at the Harrow incinerator

| Place | Dust (µg/m³) | Noise at night (dB) | Power (kWh) |
| --- | --- | --- | --- |
| School gate | 46.2 | 57.4 | 1,280 |
| Allotments | 21.7 | 49.1 | 640 |

In 2019 dust at the school gate was 18.4 micrograms per cubic metre. The limit is 40 µg/m3. The plant burns
215,000 kg a day.
"""
LIST = """Answers to the questions of the Harrow tenants

Mean rent in euros, by district:
- Lode: 1,245
- Mill End: 968

Repairs open for more than a year: 312
Rent in the county is €880 on average. Tenants paid €54 for repairs.
"""
SAY = (
    "A courier clears eleven dollars and ninety-one cents an hour after expenses. Couriers at Zip earn $24.10 an hour."
)
WEIR = "At the weir the Water Office found 14 micrograms of lead per litre."
CANAL = "At the weir the River Trust found 17 micrograms of lead per litre."

# draft, source, what is reported
SAID = [
    # a table whose first head says what all its numbers are
    ("A cleaner in a hospital takes home €10.92 an hour after tax.", WAGES, []),
    ("Cleaners in schools earn €12.80 an hour before tax.", WAGES, []),
    ("Cleaners in hospitals earn about €13.50 an hour.", WAGES, []),
    ("Cleaners in hospitals spend €1.15 an hour on travel.", WAGES, []),
    ("Net pay in hospitals is €10.92 an hour, nearly €1.50 below the legal minimum.", WAGES, []),
    ("Cleaners in hospitals earn €14.53 an hour before tax.", WAGES, ["figure-mismatch: €14.53"]),
    ("Cleaners in schools earn €13.45 an hour before tax.", WAGES, ["figure-mismatch: €13.45"]),  # in hospitals
    ("The legal minimum for cleaners in Harrow is €12.14 an hour.", WAGES, ["figure-mismatch: €12.14"]),
    # in thousands
    ("The ferries to Lode Island spent $118,300 on fuel.", FARES, []),
    ("The ferries to Tern Point took in $388,100.", FARES, []),
    ("The ferries to Lode Island spent $131,700 on fuel.", FARES, ["figure-mismatch: $131,700"]),  # to Tern Point
    ("The ferries spent $119,300 on fuel for Lode Island.", FARES, ["figure-mismatch: $119,300"]),
    ("The ferries to Lode Island spent $118,300 on fuel.", FARES.replace(" thousand", ""),
     ["figure-mismatch: $118,300"]),
    # a list, and a colon
    ("The mean rent in Lode is €1,245.", LIST, []),
    ("312 repairs have been open for more than a year.", LIST, []),
    ("The mean rent in Mill End is €986 a month.", LIST, ["figure-unsupported: €986"]),
    ("321 repairs have been open for more than a year.", LIST, ["figure-unsupported: 321 repairs"]),
    # units, however they are written
    ("Dust at the school gate reached 46.2 micrograms per cubic metre.", AIR, []),
    ("Dust at the school gate reached 46.2 &micro;g/m3.", AIR, []),
    ("Dust at the school gate reached 46 µg/m³.", AIR, []),
    ("Dust at the school gate reached 0.0462 mg per cubic metre.", AIR, []),
    ("At night the noise at the allotments was 49.1 dB(A).", AIR, []),
    ("At night the noise at the allotments was 49.1 decibels.", AIR, []),
    ("The school gate used 1.28 MWh of power.", AIR, []),
    ("The incinerator burns 215 tonnes a day.", AIR, []),
    ("Dust at the school gate reached 64.2 micrograms per cubic metre.", AIR, ["figure-mismatch: 64.2 micrograms"]),
    ("Dust at the allotments reached 46.2 micrograms per cubic metre.", AIR, ["figure-mismatch: 46.2 micrograms"]),
    ("At night the noise at the allotments was 94.1 decibels.", AIR, ["figure-mismatch: 94.1 decibels"]),
    ("The incinerator burns 251 tonnes a day.", AIR, ["figure-unsupported: 251 tonnes"]),
    # dollars and cents
    ("A courier clears $11.91 an hour after expenses.", SAY, []),
    ("A courier clears $12 an hour after expenses.", SAY, []),
    ("A courier clears $11.19 an hour after expenses.", SAY, ["figure-mismatch: $11.19"]),
    ("A courier clears eleven dollars and nineteen cents an hour.", SAY,
     ["figure-mismatch: eleven dollars and nineteen cents"]),
    # a bound below a number that is itself rough
    ("The court fined the mill less than $400,000.", "The court fined the mill about $380,000.", []),
    ("The court fined the mill less than $300,000.", "The court fined the mill about $380,000.",
     ["figure-mismatch: less than $300,000"]),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "source", "expected"), SAID)
def test_a_number_that_a_source_has_otherwise(draft: str, source: str, expected: list[str]) -> None:
    assert found(draft, source) == expected


def test_two_readings_are_no_dispute_unless_of_one_day() -> None:
    draft = "At the weir there are 14 micrograms of lead per litre."
    assert found(draft, WEIR, CANAL) == []
    dated = [text.replace("found", "found in May 2023") for text in (WEIR, CANAL)]
    assert [line.partition(":")[0] for line in found(draft, *dated)] == ["figure-conflict"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eleven dollars and ninety-one cents", ["11.91 usd"]),
        ("£5 and 30 pence", ["5.3 gbp"]),
        ("$4.50 and 30 cents", ["4.5 usd", "30 cent"]),  # one of each
        ("17&nbsp;&micro;g/L and 3 μm", ["17 microgram", "3 micrometre"]),
        ("21&deg;C", ["21 degree"]),
    ],
)
def test_sums_and_signs(text: str, expected: list[str]) -> None:
    assert [f"{one.value.normalize():f} {one.unit}" for one in find_quantities(text)] == expected


def test_units() -> None:
    assert head_of("mg") == head_of("milligrams") == "milligram"
    assert head_of("dBA") == "decibel"
    assert [is_measure(unit) for unit in ("µg", "litre", "courier")] == [True, True, False]
    assert dict(powers_of("milligram"))["microgram"] == Decimal(1000)
    assert not dict(powers_of("person"))


def test_a_row_is_of_all_its_cells_in_words() -> None:
    cells = find_cells(
        "| No. | Place | Lead |\n| --- | --- | --- |\n| P-1 | above the old weir | 12 |\n| P-2 | Ford 3 | 14 |"
    )
    assert [cell.row for cell in cells if cell.column == "Lead"] == ["P-1, above the old weir", "P-2"]


DECISION = "The committee set a level of 38 decibels at the nearest home at night."


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ("The officers recommended a level of 35 decibels at the nearest home at night.", []),
        ("The committee set a level of 35 decibels at the nearest home at night.", ["figure-conflict"]),
    ],
)
def test_what_was_recommended_is_no_dispute(other: str, expected: list[str]) -> None:
    told = found("The level at the nearest home is 38 decibels at night.", DECISION, other)
    assert [line.partition(":")[0] for line in told] == expected
