"""The small town of Oldbridge, all made up: the documents that the examples of the rules are checked against."""

from __future__ import annotations

from datetime import date

from campaignkit.checks.library import Library, Passage
from campaignkit.models.campaign import Campaign
from campaignkit.models.demand import Commitment
from campaignkit.models.source import Correction, Source, Update
from campaignkit.models.statement import Figure, Statement
from campaignkit.models.target import Company

AS_OF = date(2021, 6, 1)

COURIER = """\
Library stays, for now

“We will not close the library before the budget is settled,” Mayor Dana Whitfield said on Monday. In its annual \
report, the council called the library “the only place in town with free public computers.”

The library lends over 4,200 books a month, and has over 1,900 members. It had 14 percent fewer visitors than the year \
before, according to the council’s count.

“It is the quietest room in town,” said Ruth Amsel, who has read there for nine years.

Acme Holdings, which owns the house, “will lend the building to the town until next summer,” its spokesman, Ravi \
Olsen, said. “We will mend the roof if the town pays its share,” he said. “We ask for a fair share of the rent, \
provided that the heating is counted. Unless the town pays, we will sell the house.”

Update: The council has set a date for the vote: June 21.

Correction: An earlier version of this story said that Acme was the largest owner of buildings in Oldbridge.
"""
MINUTES = """\
Minutes of the council of Oldbridge, May 10, 2021

The librarian reported that the library has over 2,100 members.
"""
CORRECTION = (
    "Correction: An earlier version of this story said that Acme was the largest owner of buildings in Oldbridge."
)
UPDATE = "Update: The council has set a date for the vote: June 21."


def example_library() -> Library:
    """Return the library that the examples of the rules are checked against."""
    sources = (
        Source(
            id="courier",
            title="Library stays, for now",
            publisher="The Oldbridge Courier",
            issued=date(2021, 5, 4),
            corrections=(
                Correction(exact=CORRECTION, withdraws="Acme was the largest owner of buildings in Oldbridge."),
            ),
            updates=(Update(exact=UPDATE, replaces="Oldbridge has announced no date for the vote."),),
        ),
        Source(id="minutes", title="Minutes of the council of Oldbridge", issued=date(2021, 5, 10)),
    )
    campaign = Campaign(
        id="oldbridge",
        title="Keep the library open",
        sources=sources,
        statements=_statements(),
        targets=(Company(id="acme", kind="company", name="Acme Holdings", aliases=("Acme",)),),
        commitments=(
            Commitment(
                id="acme-lends",
                target="acme",
                practice="lending",
                status="paused",
                ends=date(2021, 5, 31),
                grade="reported",
                statements=("olsen",),
            ),
        ),
    )
    texts = (COURIER, MINUTES)
    passages = (Passage(one.id, one.label, text, record=one) for one, text in zip(sources, texts, strict=True))
    return Library(tuple(passages), campaign, complete=True)


def _statements() -> tuple[Statement, ...]:
    mayor = "We will not close the library before the budget is settled"
    summary = "Mayor Dana Whitfield said that the library would not close before the budget was settled."
    members = [Figure(measure="members", value=value, unit="members", qualifier="over") for value in (1900, 2100)]
    return (
        _statement("mayor", mayor, speaker="Dana Whitfield", said_on=date(2021, 5, 3), summary=summary),
        _statement("amsel", "It is the quietest room in town", speaker="Ruth Amsel"),
        _statement("olsen", "will lend the building to the town until next summer", speaker="Ravi Olsen"),
        _statement(
            "loans",
            "The library lends over 4,200 books a month",
            figure=Figure(measure="loans", value=4200, unit="books", qualifier="over"),
        ),
        _statement("members", "has over 1,900 members", figure=members[0]),
        _statement("members-2", "the library has over 2,100 members", source="minutes", figure=members[1]),
    )


def _statement(
    name: str,
    exact: str,
    *,
    source: str = "courier",
    speaker: str | None = None,
    said_on: date | None = None,
    figure: Figure | None = None,
    summary: str | None = None,
) -> Statement:
    start = {"courier": COURIER, "minutes": MINUTES}[source].index(exact)
    return Statement(
        id=name,
        source=source,
        kind="quotation" if speaker else "report",
        exact=exact,
        start=start,
        end=start + len(exact),
        speaker=speaker,
        said_on=said_on,
        figure=figure,
        summary=summary,
    )
