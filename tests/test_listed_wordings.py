"""A claim in one of the wordings that a campaign lists is found in them, however few their words are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import campaignkit as ck

ECHO = "Update: Acme announced on May 2, 2024, that it closes the mill."

REPEATED = [
    ("word for word", "Acme has announced nothing."),
    ("with a request behind it", "Acme has announced nothing, and should now follow Bolt."),
    ("a wording that asks", "You see it: Acme must now follow suit."),
]

LET_BE = [
    ("it is supposed", "If Acme has announced nothing, it should do so."),
    ("it is denied", "We do not say that Acme has announced nothing."),
    ("it is denied of the others", "Nobody thinks that Acme has announced nothing."),
    ("it is told of another", "Bolt has announced nothing."),
    ("the new state is told", "Acme has announced that it closes the mill."),
    ("it is told as corrected", "The Echo first wrote that Acme must now follow suit."),
]


@pytest.fixture
def campaign(tmp_path: Path) -> ck.Campaign:
    (tmp_path / "campaign.toml").write_text('title = "The mill"\n')
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nid = "echo"\ntitle = "The mill"\npublisher = "The Echo"\nissued = 2024-05-01\n'
        f'[[source.update]]\nexact = "{ECHO}"\nreplaces = "Acme has told of no day on which it closes the mill."\n'
        'wordings = ["Acme has announced nothing", "Acme must now follow suit"]\n'
    )
    return ck.load(tmp_path)


def found(campaign: ck.Campaign, text: str) -> list[str]:
    return [one.rule for one in ck.check(text, campaign, as_of=date(2024, 6, 1), select=["claim-superseded"]).findings]


@pytest.mark.parametrize(("why", "text"), REPEATED)
def test_a_listed_wording_is_the_claim(campaign: ck.Campaign, why: str, text: str) -> None:
    assert found(campaign, text) == ["claim-superseded"], why


@pytest.mark.parametrize(("why", "text"), LET_BE)
def test_what_is_let_be(campaign: ck.Campaign, why: str, text: str) -> None:
    assert found(campaign, text) == [], why


@pytest.mark.parametrize("demand", ["end-ring-police-partnerships", "end-police-sales"])
@pytest.mark.parametrize("suffix", [".txt", ".html"])
def test_what_a_sheet_says_that_it_does_not_claim(
    shared_documents: Path, tmp_path: Path, demand: str, suffix: str
) -> None:
    held = ck.load("face-recognition-2020")
    sheet = ck.compose(held, "talking-points", target="amazon", demand=demand, date=date(2020, 6, 12))
    path = ck.write(sheet, tmp_path / f"sheet{suffix}")
    report = ck.check(path, held, documents=shared_documents)
    assert [one.rule for one in report.findings if one.rule.startswith("claim-")] == []
