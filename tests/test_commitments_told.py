"""Commitments as a draft tells them: what is more than was promised, and what may be told of it."""

from __future__ import annotations

from datetime import date

import pytest

from campaignkit.catalog import load
from campaignkit.checks import check
from campaignkit.models import Campaign

SOON, LATER = date(2020, 6, 20), date(2026, 11, 26)
ADDRESS = "Amazon.com, Inc.\n\nDear Sir or Madam,\n\n"
TOO_MUCH = [
    (
        LATER,
        ADDRESS
        + "We know that police cannot use Rekognition at the moment because of your one-year moratorium. Thank you.",
    ),
    (LATER, "Amazon made a promise. The moratorium protects us today."),
    (LATER, "Amazon does not sell it to police any more."),
    (LATER, "Police departments can't buy Rekognition right now, because Amazon's moratorium is in force."),
    (LATER, "I no longer worry about Amazon, which permanently ended police access to Rekognition in June 2020."),
    (SOON, "Amazon has banned police from Rekognition for good."),
    (SOON, "Amazon stopped selling Rekognition to the police for ever."),
    (SOON, "Amazon will never sell Rekognition to police again."),
    (SOON, "Microsoft has pledged never to sell face recognition to police."),
    (SOON, "Microsoft has ended all research into face recognition."),
    (SOON, "Amazon has ended Ring's partnerships with police."),
    (SOON, ADDRESS + "You have permanently stopped selling face recognition to police."),
    (SOON, "Amazon acted. It permanently ended its sales to police."),
    (SOON, "Amazon announced a permanent ban on police use of Rekognition."),
    (SOON, "Microsoft has stopped selling face recognition to US police unconditionally."),
    (LATER, "Amazon has had a moratorium on police use of Rekognition since June 2020, and it still stands."),
    (LATER, "Amazon currently refuses to sell Rekognition to the police."),
    (LATER, "Thanks to Amazon’s moratorium, no police department uses Rekognition today."),
    (SOON, "Amazon and IBM have permanently stopped selling face recognition to police."),
    (SOON, "Microsoft has promised never to sell face recognition to police, whatever the law says."),
    (SOON, "Amazon’s ban is permanent."),
    (SOON, "Thank you, Amazon, for ending the sale of Rekognition to police forever."),
    (LATER, "Amazon’s one-year moratorium is still in force, and Microsoft said that it would wait for a law."),
    (LATER, "We welcome that Amazon no longer provides Rekognition to police departments."),
    (LATER, "Police are still barred from using Rekognition under the moratorium that Amazon announced in June 2020."),
    (LATER, "Thanks to its one-year pause, Amazon is not selling Rekognition to the police."),
    (LATER, "Amazon currently does not let police use Rekognition."),
    (LATER, "IBM left the business; under the one-year moratorium of 2020 Amazon continues to bar police from it."),
]
HONEST = [
    (SOON, "We ask Amazon to make the pause permanent."),
    (SOON, "Amazon must permanently end its sales to police."),
    (SOON, "Amazon paused sales to police for one year."),
    (LATER, "In June 2020 Amazon announced a one-year moratorium on police use of Rekognition."),
    (SOON, "IBM has permanently ended its research, and Amazon has paused for a year."),
    (SOON, "Amazon, unlike IBM, which permanently ended its business, has only paused."),
    (SOON, "Amazon has not permanently ended its sales."),
    (SOON, "If Amazon ended its sales for good, we would cheer."),
    (SOON, "Amazon's spokesperson claims that it has ended sales for good."),
    (SOON, "EFF said that Amazon must permanently end its program."),
    (LATER, "Amazon's one-year moratorium is over."),
    (LATER, "Amazon's moratorium ran out in June 2021 and we do not know what it sells today."),
    (LATER, ADDRESS + "Your one-year moratorium ended in 2021. Do you sell Rekognition to police today?"),
    (LATER, "Does Amazon sell it to police today?"),
    (SOON, "Amazon's moratorium protects us today."),
    (SOON, "IBM stopped all research."),
    (SOON, "Amazon stopped short of ending its research."),
    (SOON, "Amazon has ended nothing: Ring still works with over 1,300 departments."),
    (LATER, "Amazon does not answer our letters any more."),
    (LATER, "A moratorium in Springfield protects us today."),
    (SOON, "The moratorium that Amazon announced is no permanent ban."),
    (SOON, "Make Amazon's pause permanent and stop selling Ring for good."),
    (SOON, "Amazon stopped selling Rekognition to police for a year; we want it stopped for good."),
    (LATER, ADDRESS + "Today we write about your moratorium of 2020."),
    (SOON, "Amazon is one of the companies whose sales we want ended for good."),
    (SOON, "Cambridge, unlike Amazon, has banned it for good."),
    (SOON, "Boston, pressed by the lawyers of Amazon, banned police use for good."),
    (SOON, "Amazon has stopped answering the calls of our members for good."),
    (SOON, "Amazon will not sell Rekognition to police for one year, and we will never give up."),
    (SOON, "We closed our Amazon accounts for good."),
    (SOON, "Amazon’s moratorium is not permanent."),
    (SOON, "IBM’s decision is final. Amazon’s is a pause."),
    (LATER, "Amazon is silent about its moratorium."),
    (LATER, "Now that the moratorium is behind us, Amazon may sell."),
    (LATER, "There is no moratorium in force at Amazon today."),
    (LATER, "Amazon has extended its moratorium."),
    (LATER, "We do not know whether Amazon’s moratorium still holds."),
    (LATER, "Is Amazon’s moratorium still in force?"),
    (LATER, "Amazon’s moratorium is not in force today."),
    (LATER, "Boston’s moratorium is still in force, and Amazon said in 2020 that it would pause."),
]


@pytest.fixture(scope="module")
def campaign() -> Campaign:
    return load("face-recognition-2020")


def found(campaign: Campaign, as_of: date, text: str) -> list[str]:
    return [one.message for one in check(text, campaign, as_of=as_of, select=["claim-superseded"]).findings]


@pytest.mark.parametrize(("as_of", "text"), TOO_MUCH)
def test_what_is_more_than_the_commitment_is_found(campaign: Campaign, as_of: date, text: str) -> None:
    assert len(found(campaign, as_of, text)) == 1


@pytest.mark.parametrize(("as_of", "text"), HONEST)
def test_what_is_asked_denied_relayed_or_told_with_its_end_is_left_alone(
    campaign: Campaign, as_of: date, text: str
) -> None:
    assert found(campaign, as_of, text) == []


def test_law_what_is_told_of_the_pause_while_it_holds_is_told_as_over_later(campaign: Campaign) -> None:
    text = "Amazon’s moratorium protects us today."
    last = next(one.ends for one in campaign.commitments if one.id == "amazon-police-sales")
    assert last
    assert found(campaign, last, text) == []
    assert "June 10, 2021" in found(campaign, date(2021, 6, 11), text)[0]


def test_no_commitment_is_no_news_years_later(campaign: Campaign) -> None:
    """What a source of 2020 says there was not, there may have been since."""
    text = "Microsoft has ended all research into face recognition."
    assert found(campaign, SOON, text)
    assert not found(campaign, LATER, text)
