"""Words that no source need have, and those that it must: how grave a quotation is that nobody of the sources said."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from campaignkit.checks import check
from campaignkit.documents import Kept, read_folder
from tests.test_cases import CASES

RULES = ("quote-not-found", "quote-misattributed", "quote-altered", "quote-truncated")
INVENTED = "Nobody has ever asked us for a cheaper space than this one"


@cache
def _documents(name: str) -> Mapping[str, Kept]:
    return read_folder(CASES / "sighted" / "documents" / name)


def worst(draft: str, documents: str = "quotes-parking") -> str:
    """How grave the gravest finding on the quotations of a draft is: "" where there is no warning."""
    found = check(draft, documents=_documents(documents)).findings
    grades = {one.severity for one in found if one.rule in RULES}
    return next((one for one in ("error", "warning") if one in grades), "")


ERRORS = {
    "a known person": f"Colin Mather said, “{INVENTED}.”",
    "a known person's body": f"Parkwell said, “{INVENTED}.”",
    "after a colon": f"Irina Vogel of Parkwell: “{INVENTED}.”",
    "somebody whom no source names, of a body that they do": f"“{INVENTED},” said Tom Oakes of Parkwell.",
    "a known body in a heading": f"# Parkwell: “{INVENTED}”\n\nThe charge doubles on 1 May.",
    "everybody's member of parliament": f"Our MP, Hugh Lanyon, said, “{INVENTED}.”",
    "everybody's manager": f"Our city treasurer, Colin Mather, said, “{INVENTED}.”",
    "whom a release brings on, with its sender beside": (
        "**Wexcombe, April 2, 2022** — The Ward Staff Union today thanked the town.\n\n"
        f"The Union heard from Irina Vogel. “{INVENTED},” said Vogel."
    ),
    "an officer of the place of a release": (
        "**Wexcombe, April 2, 2022** — The Bay Window Club today thanked the town.\n\n"
        f"“{INVENTED},” said Wexcombe director Colin Mather."
    ),
    "in a post with a number": f"2/ Parkwell, which keeps a fifth, says: “{INVENTED}.”\n\n3/ Sign by Friday.",
    "in a list of claims, and given to somebody": (
        f"1. “The wards get it all.” No: Parkwell keeps a fifth.\n\n2. “{INVENTED},” said Colin Mather. Not so."
    ),
    "the one to whom the letter goes": (
        "Wexcombe Health Trust\n1 Hospital Road\n\nDear Dr Sandhu,\n\n"
        f"Colin Mather of the Wexcombe Health Trust said, “{INVENTED}.”\n\nYours sincerely,\nP. Hallam"
    ),
    "another's spokeswoman in a release": (
        "PATIENTS FIRST WEXCOMBE\nFor immediate release, 2 April 2022\n\n"
        f"“{INVENTED},” said Irina Vogel, who speaks for Parkwell.\n\nContact: Lorna Pike"
    ),
    "a title that governs the name": f"I think of Mr Lanyon, who told the Gazette, “{INVENTED}.”",
    "even somebody, telling": f"Even the trust's Colin Mather saw it, telling nurses that “{INVENTED.lower()}.”",
    "the words of another": "Dr Amrit Sandhu said, “We run the barriers and we do not set the price.”",
    "the words of another, called so": "Joyce Adeyemi is right to call it “a tax on being ill”.",
    "whom a relative clause names": "I like the tone of Hugh Lanyon, who wrote to us. “We run the barriers and we do "
    "not set the price,” he said.",
}
WARNINGS = {
    "somebody whom no source names, of a body that they do, in a release": (
        f"For immediate release\n\nThe charge doubles.\n\n“{INVENTED},” said Tom Oakes of Parkwell."
    ),
    "a demand in marks": "The Ward Staff Union wants the trust to grant “a free and permanent bay” to every nurse.",
    "its spokesman, of a body that the draft does not name": (
        "Parkwell took it well. Its secretary said, “My members are being charged to come to work.”"
    ),
}
SPARED = {
    "a claim that is set right": f"“{INVENTED}.” Not so: nurses did.",
    "claims with their answers": f"- “{INVENTED}.” The union has, twice.\n- “The bus is free.” It costs £2.40.",
    "a myth and a fact": f"**Myth: “{INVENTED}.”**\nFact: the union has, twice.",
    "a question and its answer": "“Who decides what a space costs there?” The trust says that it does.",
    "numbered claims": "1. “Northgate is free to park at.” Wrong.\n\n2. “Parkwell sets the price of a space.” Wrong.",
    "what somebody may say": f"If somebody at your table says “{INVENTED.lower()}”, tell them of the union.",
    "what we were told": "“Come back when you have a lawyer” is what we were told.",
    "a slogan by its name": "**“Bays for bandages, not for bonuses”** is what our petition is called.",
    "a slogan to be said": "“Ill today, billed tomorrow.” Say it with me.",
    "placards announced": "Placards for Saturday, please paint these:\n\n- “Keep your ticket, keep your hair on”",
    "sung": "Ninety of us stood there and sang “Free the bays and free them now”.",
    "the headline of an editorial": "Your editorial (“Let the sick pay for the wards”) forgets the nurses.",
    "a headline of words quoted below": (
        "PRESS RELEASE\n2 April 2022\n\nNURSES: “CHARGED TO COME TO WORK” AND NOT AMUSED\n\n"
        "Joyce Adeyemi said, “My members are being charged to come to work.”"
    ),
    "a headline of a body's words that its own treasurer says below": (
        "# Ward Staff Union: “Forty pounds too many”\n\n“It is forty pounds too many,” said Gil Otway, our treasurer."
    ),
    "a headline that goes on": (
        "PRESS RELEASE\n2 April 2022\n\nWARD STAFF UNION: “WE DO NOT SET THE PRICE” IS NO ANSWER\n\n"
        "Irina Vogel said, “We run the barriers and we do not set the price.”"
    ),
    "of the body that signs": (
        f"“{INVENTED},” said Gil Otway, a nurse with the Bay Window Club.\n\n"
        "Yours sincerely,\nAda Lowe\nBay Window Club"
    ),
    "a headline of everybody": "# Nurses to trust: “Do not park your debts with us”\n\nThe charge doubles on 1 May.",
    "from me": f"On the record, from me:\n\n“{INVENTED}.”",
    "our treasurer": f"Here is our treasurer, Gil Otway: “{INVENTED}.”",
    "our chair, named after": f"“{INVENTED},” said Gil Otway, our press officer and spokesman.",
    "the body's president": (
        f"PATIENTS FIRST WEXCOMBE\n2 April 2022\n\n“{INVENTED},” said Patients First Wexcombe president Gil Otway."
    ),
    "who chairs us": f"“{INVENTED},” said Lorna Pike, who chairs our group.",
    "of the body that acts today": (
        "**Wexcombe, April 2, 2022** — The Ward Staff Union today thanked the town.\n\n"
        f"“{INVENTED},” said Joyce Adeyemi, the Union's branch secretary."
    ),
    "a man whom we met": f"Ninety of us stood at the gate. A man stopped and said, “{INVENTED}.”",
    "an officer in a letter of his own body": (
        "Parkwell says: “Parkwell has always treated hospital staff with respect.”"
    ),
    "passed on": "Hugh Lanyon read to the House from a message by a nurse: “My members are being charged to come to "
    "work.”",
    "another came up": "Hugh Lanyon met a nurse at the gate. “My members are being charged to come to work,” she said.",
}  # fmt: skip


@pytest.mark.parametrize("draft", ERRORS.values(), ids=ERRORS)
def test_invented_or_misplaced_words_of_somebody_known_are_an_error(draft: str) -> None:
    assert worst(draft) == "error"


@pytest.mark.parametrize("draft", WARNINGS.values(), ids=WARNINGS)
def test_what_cannot_be_known_is_to_be_looked_at(draft: str) -> None:
    assert worst(draft) == "warning"


@pytest.mark.parametrize("draft", SPARED.values(), ids=SPARED)
def test_words_that_no_source_need_have_are_left_alone(draft: str) -> None:
    assert worst(draft) == ""


@pytest.mark.parametrize(
    ("draft", "grave"),
    [
        ("Greystone says that “a quarry that is hated is a quarry that closes”.", ""),  # its manager, in its own paper
        ("Greystone says that “we are against stone at any price”.", "error"),  # another body's chair
        ("Greystone says that “a quarry that is loved is a quarry that opens wide”.", "error"),
    ],
)
def test_a_body_stands_for_its_officer_in_its_own_document(draft: str, grave: str) -> None:
    assert worst(draft, "quotes-quarry") == grave
