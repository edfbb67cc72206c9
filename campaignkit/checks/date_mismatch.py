"""date-mismatch: the source dates what the draft tells otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from campaignkit.checks.case import Case
from campaignkit.checks.claim_retracted import key_words
from campaignkit.checks.library import Passage
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.dates import written
from campaignkit.figures import Quantity, find_quantities
from campaignkit.folding import Span
from campaignkit.models.finding import Evidence
from campaignkit.models.statement import Statement

ALIKE = 0.6  # share of the draft's words that a statement must have before it tells the same event
SHARED_AT_LEAST = 4
_LIMIT = re.compile(r"\b(?:by|before|until|till|through|from|after|since|due|until and including)\s+$", re.IGNORECASE)


def find(case: Case) -> Iterator[Hit]:
    """Yield the dates of sentences that tell what a statement tells, where the statement has another date."""
    for quantity in case.draft.quantities:
        if quantity.kind == "date" and quantity.date and _tells_an_event(case, quantity):
            statements = _same_event(case, quantity)
            days = {day for one in statements for day in _days(case, one)}
            if days and quantity.date not in days:
                yield _hit(case, quantity, statements[0], min(days))


def _tells_an_event(case: Case, quantity: Quantity) -> bool:
    """Whether a date can be that of something a source tells: not one to come, not a limit, not in a title."""
    before = case.draft.text[max(0, quantity.span.start - 16) : quantity.span.start]
    limit = _LIMIT.search(before) is not None
    to_come = quantity.date is not None and quantity.date > case.as_of
    return not (limit or to_come or quantity.span.within(case.quoted + case.named))


def _same_event(case: Case, quantity: Quantity) -> list[Statement]:
    """The dated statements that tell what the sentence around a date tells; one that is quoted in it comes alone."""
    sentence = case.draft.sentence_at(quantity.span.start)
    quoted = [one for one in case.quoted_statements if one[0].within([sentence]) and one[1].said_on]
    if quoted:
        return [statement for _, statement in quoted]
    said = _event_words(case.draft.text[sentence.start : sentence.end])
    scored = [(_alike(said, one), one) for one in case.library.statements if one.said_on]
    best = sorted(((score, one) for score, one in scored if score >= ALIKE), key=lambda pair: -pair[0])
    return [one for _, one in best]


def _alike(said: frozenset[str], statement: Statement) -> float:
    held = _event_words(f"{statement.exact} {statement.summary or ''} {statement.speaker or ''}")
    shared = said & held
    return len(shared) / len(said) if len(shared) >= SHARED_AT_LEAST else 0.0


@lru_cache(maxsize=4096)
def _event_words(text: str) -> frozenset[str]:
    spans = [one.span for one in find_quantities(text) if one.kind in ("date", "year")]
    for span in reversed(spans):
        text = text[: span.start] + " " + text[span.end :]
    return key_words(text)


def _days(case: Case, statement: Statement) -> Iterator[date]:
    """Yield the days that fit a statement: when it was said, when its source came out, and whole dates in its words."""
    issued = case.campaign.source(statement.source).issued if case.campaign else None
    yield from filter(None, (statement.said_on, issued))
    for one in find_quantities(f"{statement.exact} {statement.summary or ''}"):
        if one.date:
            yield one.date


def _hit(case: Case, quantity: Quantity, statement: Statement, day: date) -> Hit:
    said = case.draft.text[quantity.span.start : quantity.span.end]
    passage = next(
        (one for one in case.library.passages if statement.exact in one.text and one.source == statement.source), None
    )
    return Hit(
        at=quantity.span,
        message=f"The source dates this {written(day)}, not {said}.",
        hint="Take the date from the source.",
        evidence=_evidence(passage, statement) if passage else None,
        changes=((said, written(day)),),
    )


def _evidence(passage: Passage, statement: Statement) -> Evidence:
    start = passage.text.find(statement.exact)
    return passage.evidence(Span(start, start + len(statement.exact)))


RULE = Rule(
    name="date-mismatch",
    severity="error",
    summary="The source dates the event otherwise.",
    why="A wrong date lets the other side say that none of it happened.",
    find=find,
    fires=(
        Example(
            "On May 5, 2021, Mayor Whitfield said, “We will not close the library before the budget is settled.”",
            "it was on the Monday before, May 3",
        ),
        Example(
            "On June 1, 2021, Mayor Dana Whitfield said the library will not close before the budget is settled.",
            "May 3",
        ),
    ),
    spares=(
        Example(
            "On May 3, 2021, Mayor Whitfield said, “We will not close the library before the budget is settled.”",
            "the day on which she said it",
        ),
        Example("May 9, 2021. Dear Mayor: please keep the library open.", "the date of the letter"),
        Example("We ask for an answer by June 30, 2021.", "a day to come"),
    ),
)
