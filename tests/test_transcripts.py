"""Whose turn it is in the transcript of a hearing, in the layouts that hearings have."""

from __future__ import annotations

import pytest

from campaignkit.documents import read_bytes
from campaignkit.transcripts import read_transcript
from tests.test_speech import quotation_findings

WITH_OFFICES = """OAK COUNCIL
Transcript of the hearing of May 9, 2023

CHAIR ANN LEE: Good morning. We begin.

DR. BO EK, Office of Water: The mill draws more than the brook can give.

CHAIR LEE: Ms. Dee.

CY DEE, spokesperson, Oak St. Mills: We have never drawn more than we may.
Nor shall we, as long as the wheel turns. [Applause.]

    And I say that to everyone who came here today.

MS. DEE: The wheel turns by day only.

CHAIR LEE: We are adjourned.
"""
WITH_STOPS = """The CHAIRMAN. Good morning. We begin.

Mr. EK. The mill draws more than the brook can give.

The CHAIRMAN. Ms. Dee.

Ms. DEE of Oakshire. “We” have never drawn more than we may.

    Nor shall we, as long as the wheel turns.

Mr. EK. I doubt it.

Ms. DEE. And I say that to everyone who came here today.
"""
ALONE = """Ann Lee  0:01
Good morning. We begin.

Bo Ek  0:12
The mill draws more than the brook can give.

Cy Dee  1:02:44
We have never drawn more than we may.
Nor shall we, as long as the wheel turns.

Bo Ek  1:03:10
I doubt it.

Cy Dee  1:03:30
And I say that to everyone who came here today.
"""
IN_BOLD = """# Hearing

**Ann Lee (Chair):** Good morning. We begin.

[00:01:10] **Bo Ek**: The mill draws more than the brook can give.

Q12 **Chair:** Ms. Dee.

**Ms. Dee (Oak Mills) (by telephone):** We have never drawn more than we may.

Nor shall we, as long as the wheel turns.

**Bo Ek**: I doubt it.

**Ms. Dee (Oak Mills):** And I say that to everyone who came here today.
"""
CAPITALS_ALONE = """CHAIR LEE

Good morning. We begin.

BO EK

The mill draws more than the brook can give.

CY DEE

We have never drawn more than we may. Nor shall we, as long as the wheel turns.

BO EK

I doubt it.

CY DEE

And I say that to everyone who came here today.
"""
LAYOUTS = [WITH_OFFICES, WITH_STOPS, ALONE, IN_BOLD, CAPITALS_ALONE]


@pytest.mark.parametrize("text", LAYOUTS)
@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("The mill draws", "Ek"),
        ("never drawn", "Dee"),
        ("Nor shall we", "Dee"),
        ("everyone who came", "Dee"),
    ],
)
def test_each_turn_is_its_speakers(text: str, words: str, speaker: str) -> None:
    turns = read_transcript(text)
    assert turns is not None
    assert turns.speaker_at(text.index(words)).split()[-1] == speaker
    assert turns.is_clear_at(text.index(words))


def test_a_speaker_is_called_by_the_fullest_name_and_office() -> None:
    turns = read_transcript(WITH_OFFICES)
    assert turns is not None
    assert turns.names == ("Chair Ann Lee", "Dr. Bo Ek", "Chair Ann Lee", "Cy Dee", "Cy Dee", "Chair Ann Lee")
    assert (turns.office_of("Cy Dee"), turns.office_of("Chair Ann Lee")) == ("spokesperson, Oak St. Mills", "")


def test_two_of_one_surname_are_not_taken_for_one() -> None:
    turns = read_transcript("ANN LEE: Yes.\n\nBO LEE: No.\n\nMS. LEE: Yes.\n\nCY DEE: Why?\n")
    assert turns is not None
    assert turns.names == ("Ann Lee", "Bo Lee", "Ms. Lee", "Cy Dee")


@pytest.mark.parametrize(
    "text",
    [
        "From: Ann\nTo: Bo\nSubject: Oak\nFrom: Bo\nTo: Ann\n",
        "Ann: Yes.\nBo: No.\nCy: Perhaps.\n",
        "Q. Why?\n\nA. Because.\n\nQ. Is it so?\n\nA. It is.\n",  # who answers is not told
        "Question: Why?\nAnswer: Because.\nQuestion: Is it so?\nAnswer: It is.\n",
        "“Yes.”\nAnn Lee\n\n“No.”\nBo Ek\n\n“Yes, again.”\nAnn Lee\n",  # credits below what was said
        "“Yes.”\n\nAnn Lee\n\n“No.”\n\nBo Ek\n\n“Yes, again.”\n\nAnn Lee\n\n“Well.”\n\nCy Dee\n",
        "Ann Lee, who came, said: Yes.\nBo Ek, of Oak, answered: No.\nAnn Lee, who stayed, said: Yes.\n",
        "Next Steps\nWe wait.\n\nKey Facts\nNone.\n\nOpen Questions\nAll.\n",
        "NASA. It flies.\n\nESA. It flies too.\n\nWhat else?\n",
    ],
)
def test_no_transcript(text: str) -> None:
    assert read_transcript(text) is None


@pytest.mark.parametrize(
    "line", ["Mill Owner Cy Dee for the Mills said this:", "STATEMENT OF CY DEE", "## Cy Dee", "**Statement of Dee**"]
)
def test_what_may_be_another_head_makes_a_turn_unclear(line: str) -> None:
    text = f"CHAIR: Why?\n\nBO EK: No.\n\nCHAIR: So?\n\n{line}\n\nWe have never drawn more.\n\nBO EK: I see.\n"
    turns = read_transcript(text)
    assert turns is not None
    assert [turns.is_clear_at(text.index(one)) for one in ("No.", "So?", "We have", "I see")] == [
        True,
        True,
        False,
        True,
    ]


def test_one_who_speaks_once_on_a_line_of_their_own_makes_what_follows_unclear() -> None:
    text = ALONE.replace("Cy Dee  1:03:30", "Di Orr\nI am not sure.\n\nCy Dee  1:03:30")
    turns = read_transcript(text)
    assert turns is not None
    assert [turns.is_clear_at(text.index(one)) for one in ("Good", "I doubt", "I am not", "And I")] == [
        True,
        True,
        False,
        True,
    ]


def _severities(draft: str, source: str) -> set[str]:
    kept = read_bytes(source.encode(), "hearing.txt")
    found = quotation_findings(draft, {kept.sha256: kept})
    return {one.severity for one in found if one.rule == "quote-misattributed"}


DRAWN = "“have never drawn more than we may”"


@pytest.mark.parametrize(
    ("draft", "severities"),
    [
        (f"Cy Dee told you that the mills {DRAWN}.", set()),
        (f"Ms. Dee told you that the mills {DRAWN}.", set()),
        (f"Oak St. Mills said they {DRAWN}.", set()),
        ("Ms. Dee said, “And I say that to everyone who came here today.”", set()),
        (f"Bo Ek told you that the mills {DRAWN}.", {"error"}),
        ("Ms. Dee said, “The mill draws more than the brook can give.”", {"error"}),
    ],
)
def test_who_said_it_at_a_hearing(draft: str, severities: set[str]) -> None:
    assert _severities(draft, WITH_OFFICES) == severities


def test_a_wrong_speaker_in_an_unclear_turn_is_a_warning_at_most() -> None:
    headed = WITH_OFFICES.replace("CY DEE, spokesperson, Oak St. Mills: ", "STATEMENT OF CY DEE\n\n")
    draft = f"Mayor Gil Roe told you that the mills {DRAWN}."
    assert _severities(draft, headed) == {"warning"}
    assert _severities(draft, WITH_OFFICES) == {"error"}
