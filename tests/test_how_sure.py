"""How sure the rules on figures are: an error where a source plainly tells the same, else a warning."""

from __future__ import annotations

from datetime import date

import pytest

from campaignkit.checks import check_case
from campaignkit.checks.case import Case
from campaignkit.checks.draft import Draft
from tests.test_measuring import FIGURES, library

WATER = (
    "Port Adler, Sept. 10, 2024. The water board adopted a $94 million plan to replace every lead line in Port Adler "
    "by 2031. The authority pays the whole cost, on average $7,900 a line, if the owner signs the access form within "
    "90 days of receiving it. The authority replaced 1,310 lead lines last year with 11 crews."
)

SEVERITIES = [
    # the sentence of the source, with another number
    ("The authority pays the whole cost if the owner signs the access form within 60 days of receiving it.",
     "60 days", "error"),
    ("The authority replaced 1,130 lead lines last year.", "1,130 lead lines", "error"),
    # a few of its words in a sentence of something else
    ("We ask you to let a tenant sign the form where no owner of a lead line has answered for 30 days.",
     "30 days", "warning"),
    ("Set aside $20 million for towns that replace a line in rented homes first.", "$20 million", "warning"),
    # told of whom the sources know
    ("The Port Adler authority has sued 640 landlords.", "640 landlords", "error"),
    ("Port Adler owes its owners $3.4 million.", "$3.4 million", "error"),
    # told of somebody of whom they know nothing: the sender may have counted them
    ("More than 2,300 neighbours have signed the letter on lead lines since Monday.", "2,300 neighbours", "warning"),
    ("A coalition of 22 tenant groups said today that lead lines must go.", "22 tenant groups", "warning"),
]  # fmt: skip


@pytest.mark.parametrize(("draft", "figure", "at_most"), SEVERITIES)
def test_an_error_is_told_of_what_is_sure(draft: str, figure: str, at_most: str) -> None:
    report = check_case(Case(Draft(draft), library(WATER), date(2024, 11, 1)), FIGURES)
    told = {one.severity for one in report.findings if figure in one.text}
    assert ("error" in told) is (at_most == "error")


@pytest.mark.parametrize(
    "draft",
    [
        "The plan has 12 crews, 47 pipes in all: 4 pipes each.",
        "In Port Adler the crews may replace lead lines from eleven at night until seven in the morning.",
    ],
)
def test_what_each_has_and_the_hour_are_no_other_numbers(draft: str) -> None:
    water = WATER + " The 12 crews have 47 pipes."
    report = check_case(Case(Draft(draft), library(water), date(2024, 11, 1)), FIGURES)
    assert [one for one in report.findings if one.rule == "figure-mismatch" and one.severity != "info"] == []
