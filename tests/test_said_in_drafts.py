"""Speakers and quotations as campaigns write of them in sheets, threads and releases: honest rows and wrong ones."""

from __future__ import annotations

import pytest

from campaignkit.checks import check
from campaignkit.documents import read_bytes

PAPER = """The Selby Echo, 4 March 2024
By Ines Moreau

The evening ferry to Holm will stop in May. The Holm Islanders' Forum, a group of 300 households, called the plan "a
door shut in our faces." Its secretary, Tomas Brandt, added: "We will row if we must."

A spokesman for Northline, Gareth Pugh, said the company had looked at every route. "The boat sails half empty," he
said. "We will run the morning boat, but we cannot promise the evening one beyond August."

The Harbour Commissioner, Dana Okoye, said she had asked for the accounts. "I have read them twice and I do not
believe them," she said.

Northline's managing director, Ruth Ellery, did not come. In a statement the company called the meeting "a useful
exchange of views."

Leah Stone, who keeps the shop on Holm, said she would not close in a year. "I won't be gone in a year," she said. "It
took four winters to build this shop, but I'm glad the island has one." She added: "I'd sell it tomorrow if somebody
showed me a buyer who would keep it open."

Rosa Marin of the Coast Travellers' Union of West Riding said: "A ferry is a road that floats." Bill Dace, a fisherman,
said: "Nobody asked the people who get wet."
"""
REPORT = """Review of the Holm ferry. Office of the County Auditor. Published 2 February 2024.

We examined three years of accounts. "The company gave us every ledger that we asked for," said Mira Falk, who led the
review. "We do not recommend a subsidy at this time."

These figures do not show that the ferry loses money in winter.
"""


def told(draft: str) -> list[str]:
    """Return the rules on quotations that a draft breaks, with how grave each is, but for information."""
    kept = [read_bytes(text.encode(), name) for name, text in (("echo.txt", PAPER), ("auditor-review.txt", REPORT))]
    found = check(draft, documents={one.sha256: one for one in kept}).findings
    return [f"{one.rule} {one.severity}" for one in found if one.rule.startswith("quote") and one.severity != "info"]


RELEASE = "FOR IMMEDIATE RELEASE\n5 March 2024\n\nFERRY FRIENDS COALITION: KEEP THE EVENING BOAT\n\n"
NEW = "“Nobody told us a thing until the boat was gone,”"
HONEST = {
    # Words that are handed on, and words that others may say.
    "use a line": "Points.\n\n- Use “fewer boats than the law wants, and fewer than we had” if you need one line.",
    "try a line": "If the clerk is short with you, try “I only want to know what happens on Monday nights.”",
    "close with": "Then close with “Can we count on you to vote for the boat in May?”",
    "something like": "Say your name, then something like “I live on Holm and I need the evening boat.”",
    "an opening": "# At the doors\n\n**Opening line**\n\n- “Did you know that the evening boat stops in May?”",
    "a script below": "## Script\n\n“Good evening, I'm with the ferry campaign and I live round the corner.”",
    "an objection": "**If you get: “Isn't a bus cheaper than a boat for you all?”**\n\n* Say: there is no road.",
    "an objection in a list": "- If they say “the boat sails half empty”, ask who counted.",
    "when people ask": "When people ask “why don't you simply move to the town?”, smile.",
    # Who is meant.
    "which, of a body": "“We will row if we must,” said Tomas Brandt of the Holm Islanders' Forum, which called the "
    "plan “a door shut in our faces.”",
    "which, after an office": "Tomas Brandt is secretary of the Holm Islanders' Forum, which has called the plan “a "
    "door shut in our faces.”",
    "a body's officer": "Tomas Brandt of the Holm Islanders' Forum called the plan “a door shut in our faces.”",
    "a handle": "4/ @TomasBrandt again: “We will row if we must.”",
    "a handle with a sign": "@dana_okoye says “I have read them twice and I do not believe them.” Enough said.",
    "a handle with an initial and a number": "@rmarin62: “A ferry is a road that floats.”",
    "a handle that nobody knows": "@saltyholm: “A ferry is a road that floats.”",
    "an office in a handle": "@CommissionerOkoye: “I have read them twice and I do not believe them.”",
    "to somebody": "Dana Okoye to Northline: “I have read them twice and I do not believe them.”",
    "on something": "Rosa Marin on Ferries: “A ferry is a road that floats.”",
    "who, in a label": "Leah Stone, who keeps the shop, on the plan: “I won't be gone in a year.”",
    "that day, in a label": "Dana Okoye, commissioner, that day: “I have read them twice and I do not believe them.”",
    "a new subject": "The Forum called the plan “a door shut in our faces,” and Northline saw in the meeting “a useful "
    "exchange of views.”",
    "a spokesman with his name": "Gareth Pugh of Northline says that “the boat sails half empty.”",
    "an office with her name": "The Harbour Commissioner, Dana Okoye, waits. She says she has “read them twice”.",
    "the company, of its head": "Northline was kinder. It called the meeting “a useful exchange of views.”",
    "the title alone": "Even the Harbour Commissioner said so: “I have read them twice and I do not believe them.”",
    "the auditor's own": "The auditor said that Northline gave it “every ledger that we asked for”.",
    "the office's own": "The Office of the County Auditor does not recommend a subsidy “at this time”.",
    "a report's own account": "The Ferry Friends ask for a hearing. The County Auditor's Office wrote one thing. The "
    "office says that its figures “do not show that the ferry loses money in winter.”",
    # Whole enough.
    "an account, and what follows": "“It took four winters to build this shop,” Leah Stone said.",
    "the time is told": "Leah Stone says that she “won't be gone” in a year.",
    "the condition told in other words": "Leah Stone would “sell it tomorrow” to a buyer whom somebody showed her "
    "and who would keep it open.",
    "quoted to the end": "Leah Stone said, “I won't be gone in a year.”",
    # The sender's own.
    "who chairs the group": f"{RELEASE}{NEW} said Una Hart, who chairs the group.",
    "chair of the coalition": f"{RELEASE}{NEW} said Una Hart, chair of the coalition.",
    "whom a source knows": f"{RELEASE}{NEW} said Leah Stone, treasurer of the coalition.",
    "our chair, unnamed": "For a quotation take this one, from our chair: “Nobody told us a thing until it was gone.”",
    "my neighbour": "My neighbour Mrs. Petrie, who is 81 and has crossed in every weather that there is, put it like "
    "this: “I would rather swim than wait for a bus.”",
}
WRONG = {
    "which, of another body": (
        "“We will row if we must,” said Tomas Brandt of the Holm Islanders' Forum, which called the talk “a useful "
        "exchange of views.”",
        "quote-misattributed",
    ),
    "a handle of another": ("@TomasBrandt: “I have read them twice and I do not believe them.”", "quote-misattributed"),
    "a handle with a sign of another": ("@dana_okoye: “A ferry is a road that floats.”", "quote-misattributed"),
    "to somebody, by another": ("Dana Okoye to Northline: “A ferry is a road that floats.”", "quote-misattributed"),
    "who, in a label, of another": (
        "Leah Stone, who keeps the shop, on the plan: “A ferry is a road that floats.”",
        "quote-misattributed",
    ),
    "another officer": ("Tomas Brandt of Northline called it “a door shut in our faces.”", "quote-misattributed"),
    "a passenger for the spokesman": ("Leah Stone said, “The boat sails half empty.”", "quote-misattributed"),
    "the head for the commissioner": ("Ruth Ellery said, “I have read them twice.”", "quote-misattributed"),
    "the auditor for the spokesman": (
        "The Office of the County Auditor said, “The boat sails half empty.”",
        "quote-misattributed",
    ),
    "a list below": (
        "- Gareth Pugh said the plan may be “a road that floats.”\n- Rosa Marin will speak on Sunday.",
        "quote-misattributed",
    ),
    "a time left out": ("Leah Stone said, “I won't be gone.”", "quote-truncated"),
    "a promise and its but": ("Northline's Gareth Pugh said, “We will run the morning boat.”", "quote-truncated"),
    "a condition left out": ("Leah Stone said, “I'd sell it tomorrow.”", "quote-truncated"),
    "a run of words with others": (
        "Leah Stone said, “I would never part with it unless you showed me a buyer who would keep it open.”",
        "quote-altered",
    ),
    "another run": ("Gareth Pugh said, “We cannot promise the evening one beyond August or any day.”", "quote-altered"),
    "an invented objection of a person": (
        "If it comes up, Dana Okoye said, “The islanders must learn to live without a boat.”",
        "quote-not-found",
    ),
    "an invented line of a person in a sheet": (
        "**Opening line**\n\n- Dana Okoye said: “The islanders must learn to live without a boat.”",
        "quote-not-found",
    ),
    "another's chair in a release": (
        f"{RELEASE}{NEW} said Gareth Pugh, spokesman for Northline.",
        "quote-not-found",
    ),
    "the commissioner in a release": (
        f"{RELEASE}{NEW} said Dana Okoye, the harbour commissioner.",
        "quote-not-found",
    ),
    "in a page with a heading below": (
        "As Dana Okoye has put it, “The islanders must learn to live without a boat.”\n\n## When is it in my street?",
        "quote-not-found",
    ),
}


@pytest.mark.parametrize("draft", HONEST.values(), ids=list(HONEST))
def test_an_honest_draft_is_left_alone(draft: str) -> None:
    assert told(draft) == []


@pytest.mark.parametrize(("draft", "rule"), WRONG.values(), ids=list(WRONG))
def test_a_wrong_one_is_found(draft: str, rule: str) -> None:
    assert rule in [one.split()[0] for one in told(draft)]
