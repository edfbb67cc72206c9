"""Gaps: what is left of a demand, as of a date."""

from __future__ import annotations

from datetime import date

import pytest

from campaignkit.asks import gaps
from campaignkit.catalog import load
from campaignkit.errors import UnknownIdError
from campaignkit.models import Campaign, Commitment, Company, Demand, Gap, Legislature, Source, Statement


@pytest.fixture(scope="module")
def shipped() -> Campaign:
    return load("face-recognition-2020")


def one(campaign: Campaign, target: str, demand: str, day: date) -> Gap:
    [found] = gaps(campaign, target=target, demand=demand, as_of=day)
    return found


@pytest.mark.parametrize(
    ("target", "demand", "day", "standing"),
    [
        ("amazon", "end-ring-police-partnerships", date(2020, 6, 12), "unmet"),
        ("amazon", "end-ring-police-partnerships", date(2026, 11, 23), "unmet"),
        ("amazon", "end-police-sales", date(2020, 6, 9), "no-evidence"),
        ("amazon", "end-police-sales", date(2020, 6, 12), "partly"),
        ("amazon", "end-police-sales", date(2021, 6, 10), "partly"),
        ("amazon", "end-police-sales", date(2021, 6, 11), "lapsed"),
        ("amazon", "end-police-sales", date(2026, 11, 23), "lapsed"),
        ("microsoft", "end-police-sales", date(2026, 11, 23), "partly"),
        ("ibm", "end-police-sales", date(2020, 6, 12), "met"),
        ("ibm", "end-research-development-sale", date(2020, 6, 12), "met"),
        ("microsoft", "end-research-development-sale", date(2020, 6, 12), "unmet"),
        ("ibm", "disclose-departments", date(2020, 6, 12), "unmet"),
        ("us-congress", "ban-government-use", date(2020, 6, 12), "no-evidence"),
        ("us-congress", "end-police-sales", date(2020, 6, 12), "not-applicable"),
        ("microsoft", "end-ring-police-partnerships", date(2020, 6, 12), "not-applicable"),
    ],
)
def test_where_the_targets_of_the_shipped_campaign_stand(
    shipped: Campaign, target: str, demand: str, day: date, standing: str
) -> None:
    found = one(shipped, target, demand, day)
    assert found.standing == standing
    assert found.reason.endswith(".")
    assert (found.left is None) is (standing in ("met", "not-applicable"))
    assert bool(found.statements) is (standing in ("met", "partly", "lapsed", "unmet"))
    assert (found.grade is not None) is bool(found.statements)


def test_a_subsidiary_does_not_inherit_what_its_parent_promised(shipped: Campaign) -> None:
    assert one(shipped, "ring", "end-police-sales", date(2020, 6, 12)).standing == "no-evidence"


def test_nothing_is_claimed_of_what_came_after_the_evidence(shipped: Campaign) -> None:
    for found in gaps(shipped, as_of=date(2026, 11, 23)):
        if found.commitment:
            assert found.evidence_until is None or found.evidence_until <= date(2020, 6, 12)


def test_only_what_applies_is_listed_unless_one_pair_is_asked_for(shipped: Campaign) -> None:
    assert all(found.standing != "not-applicable" for found in gaps(shipped))
    assert not any(found.target == "state-legislature" for found in gaps(shipped))


def test_an_unknown_id_is_told_with_a_near_miss(shipped: Campaign) -> None:
    with pytest.raises(UnknownIdError, match="Did you mean 'amazon'"):
        gaps(shipped, target="amazom")
    with pytest.raises(UnknownIdError, match="Did you mean 'end-police-sales'"):
        gaps(shipped, demand="end-police-sale")


# Small campaigns, one commitment each.


def small(**commitment: object) -> Campaign:
    statement = Statement(id="s", source="minutes", kind="report", exact="They said so", said_on=date(2021, 1, 1))
    given = {"id": "c", "target": "mill", "practice": "smoke", "grade": "reported", "statements": ["s"], **commitment}
    return Campaign(
        id="small",
        title="Small",
        sources=(Source(id="minutes", title="Minutes", issued=date(2021, 1, 2)),),
        statements=(statement,),
        demands=(Demand(id="d", title="D", ask="stop it", practice="smoke", scope="all", addressed_to=("company",)),),
        targets=(Company(id="mill", kind="company", name="Mill"), Legislature(id="l", kind="legislature", name="L")),
        commitments=(Commitment.model_validate(given),),
    )


@pytest.mark.parametrize(
    ("why", "commitment", "standing"),
    [
        ("ended, as wide as the demand", {"status": "ended"}, "met"),
        ("ended, and it names the same scope", {"status": "ended", "scope": "all"}, "met"),
        ("ended, but narrower", {"status": "ended", "scope": "the north"}, "partly"),
        ("paused", {"status": "paused"}, "partly"),
        ("conditional", {"status": "conditional", "condition": "until a law"}, "partly"),
        ("declined", {"status": "declined"}, "unmet"),
        ("none, a source says", {"status": "none"}, "unmet"),
        ("ended, and the end has run out", {"status": "ended", "ends": date(2021, 2, 1)}, "lapsed"),
        ("of another practice", {"status": "ended", "practice": "noise"}, "no-evidence"),
    ],
)
def test_each_status_comes_to_its_standing(why: str, commitment: dict[str, object], standing: str) -> None:
    assert one(small(**commitment), "mill", "d", date(2021, 3, 1)).standing == standing, why


def test_a_commitment_is_not_known_before_it_was_made() -> None:
    assert one(small(status="ended"), "mill", "d", date(2020, 12, 31)).standing == "no-evidence"
    assert one(small(status="ended"), "mill", "d", date(2021, 1, 1)).standing == "met"


def test_the_latest_commitment_counts() -> None:
    held = small(status="ended")
    later = Commitment(
        id="later", target="mill", practice="smoke", status="none", starts=date(2022, 1, 1), grade="reported",
        statements=("s",),
    )  # fmt: skip
    both = held.model_copy(update={"commitments": (later, *held.commitments)})
    assert one(both, "mill", "d", date(2021, 6, 1)).standing == "met"
    assert one(both, "mill", "d", date(2022, 6, 1)).standing == "unmet"
