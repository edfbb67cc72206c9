"""Words that nobody is said to have said to the world, and what a hearing, a denial or a surname is taken for."""

from __future__ import annotations

import pytest

from campaignkit.checks import check
from campaignkit.documents import read_bytes
from campaignkit.quotations import find_quotations
from campaignkit.speakers import find_speakers

PAPER = """The Oak Post, May 9, 2021
By Bo Ek

The mill earns £24.10 an hour, its owner Ann Lee says. “We have no plans to close the mill, but we will have to limit
how many hours the big wheel turns,” Lee said.

Mayor Gil Roe wrote that he was “not convinced that the wheel is safe.”

Cy Dee, who rows, said that a clerk had told him: “There is no map for that, sir.”

Correction, May 12: An earlier version of this article said that Oak Mills had been fined £4,000 by the river
inspectorate in 2019, and that the villagers were not asked before the 2016 lease was signed. Neither is so.
"""
NOTICE = """The Oak Post, May 9, 2021

Correction, May 12: An earlier version of this article said that the villagers were not asked before the 2016 lease
was signed. Two meetings were held.
"""
FINE = """The Oak Post, May 9, 2021

Correction, May 12: An earlier version of this article said that Oak Mills had been fined £4,000 by the inspectorate
in 2019. It was issued with a reprimand.
"""


def _found(draft: str, source: str = PAPER) -> dict[str, str]:
    kept = read_bytes(source.encode(), "post.txt")
    found = check(draft, documents={kept.sha256: kept}).findings
    return {one.rule: one.severity for one in found if one.severity != "info"}


@pytest.mark.parametrize(
    "draft",
    [
        "# Points\n\n- **“They will double my bill!”** Two guesses are about. Say whose is whose.\n\n"
        "- **“They turn the wheel at night.”** That is the mill’s own tale.\n",
        "- “We hire people from the village.” 71 of them, by their own count.\n\n- “It is over.” It is not.\n",
        "“The mill lies right under the dam”: no, it is a mile away.\n\n“The owner hid the leak”: careful with that.\n",
        "The mayor waits. Our members: “A delay is a month of rent.”",
        "- **Our line:** “Ask us first.” Gil will give interviews.",
        "By May, 384 of you had told the mayor “not with my river”.",
        "For a comment, use our hydrologist, Dr. Lena Orr: “It takes pumps, a drain and somebody who means it.”",
        "You can quote me as follows: “The village has waited for a map since the spring.” Call me.",
        "Our statement, which can be attributed to us: “The village has waited for a map since the spring.”",
        "The mill has asked for money for “quiet wheel upkeep” in the next grant round.",
        "Somebody will tell you, “We only turn it on the coldest nights.” That is how it starts.",
        "## Points\n\n**If asked whether we trust the mill**\n\n* “Trust, but take the measure.”\n",
        "# Call the mayor\n\n**Then say:**\n\n> I live by the mill, and I call about the noise of it.\n\nThanks.",
        "# Our script\n\nFirst, say to the clerk:\n\n> I live by the mill, and I call about the wheel.\n",
        "# News from the Oak Walkers, 3 May 2021\n\nWe carried stones. “My arms are an inch longer,” says Stan Obi.",
    ],
)
def test_nobody_in_a_source_is_said_to_have_said_it(draft: str) -> None:
    assert "quote-not-found" not in _found(draft)


@pytest.mark.parametrize(
    ("draft", "severity"),
    [
        ("You can quote the mayor, Gil Roe, who said: “The village has waited for a map since spring.”", "error"),
        ("Ann Lee has asked for “a quieter and safer wheel” by May.", "error"),
        ("Mayor Roe told the village, “We only turn it on the coldest nights.”", "error"),
        ("**If asked about the mill**\n\n* Ann Lee said: “We only turn it on the coldest nights.”\n", "error"),
        (
            "Ann Lee has this to say:\n\n> We only turn the wheel on the coldest of all nights.\n\nIt is loud.",
            "warning",
        ),
        ("Dear Ms. Lee,\n\nYou yourself have said, “We only turn it on the coldest nights.”", "error"),
        ("CALL SCRIPT — the wheel — for May\n\nJo Lund told reporters, “We will turn it all night long.”", "warning"),
    ],
)
def test_what_is_like_it_and_is_given_to_somebody(draft: str, severity: str) -> None:
    assert _found(draft).get("quote-not-found") == severity


@pytest.mark.parametrize(
    "draft",
    [
        "Ann Lee said: “They will double my bill and turn the wheel by night.”",
        "“The mill lies right under the dam and will stay,” said Mayor Gil Roe.",
        "Our mayor, Gil Roe: “A delay is a month of rent.”",
        "For a comment, ask the mayor, Gil Roe: “It takes pumps, a drain and somebody who means it.”",
    ],
)
def test_somebody_is_said_to_have_said_it(draft: str) -> None:
    assert "quote-not-found" in _found(draft)


@pytest.mark.parametrize(
    ("draft", "severity"),
    [
        ("Cy Dee says of the “£24.10” that it was never so.", None),
        ("Cy Dee was told that there was “no map for that, sir”.", None),
        ("Cy Dee said there was “no map for that, sir”.", "error"),
        ("Cy Dee said, “We have no plans to close the mill, but we will have to limit how many hours.”", "error"),
    ],
)
def test_who_said_it(draft: str, severity: str | None) -> None:
    assert _found(draft).get("quote-misattributed") == severity


@pytest.mark.parametrize(
    ("draft", "severity"),
    [
        ("Roe wrote that he was “convinced that the wheel is safe.”", "error"),
        ("Roe wrote that he was not “convinced that the wheel is safe.”", None),
        ("Roe wrote that he was “not convinced that the wheel is safe.”", None),
        ("Lee said, “We have no plans to close the mill.”", "warning"),
        ("Lee said “We have no plans to close the mill”, and that they’d have to limit the hours of the wheel.", None),
    ],
)
def test_what_a_cut_takes_away(draft: str, severity: str | None) -> None:
    assert _found(draft).get("quote-truncated") == severity


@pytest.mark.parametrize(
    ("draft", "source", "reported"),
    [
        ("The villagers were not asked before the 2016 lease was signed.", NOTICE, True),
        ("Nobody asked the villagers before the lease of 2016 was signed.", NOTICE, True),
        ("The villagers were asked before the 2016 lease was signed.", NOTICE, False),
        ("It is not true that the villagers were not asked before the 2016 lease was signed.", NOTICE, False),
        ("Oak Mills has a past. In 2019 the inspectorate fined the company £4,000 for a leak at Tarn.", FINE, True),
        ("Elm Works has a past. In 2019 the inspectorate fined a farm £4,000 for a leak at Tarn.", FINE, False),
        ("Oak Mills was not fined £4,000 by the inspectorate in 2019.", FINE, False),
    ],
)
def test_what_was_withdrawn(draft: str, source: str, reported: bool) -> None:
    assert ("claim-retracted" in _found(draft, source)) is reported


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("Fleming vetoed the law on June 3.", "Fleming"),
        ("Kelly said no.", "Kelly"),
        ("Speaking in May, Ann Lee gave way.", "Ann Lee"),
        ("Having signed the law, Ann Lee gave way.", "Ann Lee"),
    ],
)
def test_for_whom_he_stands(before: str, name: str) -> None:
    head = "Mayor Bo Fleming and Cy Kelly came.\n\n“Yes, we can do it,” Roe said.\n\n"
    text = f"{head}{before} Later he wrote: “It is a bad law.”"
    speaker = find_speakers(text, find_quotations(text))[1]
    assert speaker is not None
    assert speaker.name == name


def test_a_number_speaks_for_nobody() -> None:
    text = "“They will double my bill!” Two guesses are about."
    assert find_speakers(text, find_quotations(text)) == [None]
