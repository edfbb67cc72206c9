"""figure-mismatch: the sources give the measure another value."""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.checks.case import Case
from campaignkit.checks.claims import BARE_FROM
from campaignkit.checks.derivable import follows, stands_beside
from campaignkit.checks.frames import Framed
from campaignkit.checks.known import Known
from campaignkit.checks.likeness import beside, one_unit, told_closely
from campaignkit.checks.measured import Measured
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.folding import Span
from campaignkit.models.finding import Severity


def find(case: Case) -> Iterator[Hit]:
    """Yield the figures for which a source has another value, or which it gives of something else."""
    told: list[Span] = []
    for measured in case.measured:
        if measured.kind in ("mismatch", "doubtful") and measured.known:
            quantity, known = measured.quantity, measured.known
            said = case.draft.text[quantity.span.start : quantity.span.end]
            theirs = known.passage.text[known.quantity.span.start : known.quantity.span.end]
            other = known.quantity.value == quantity.value
            what = "has this number of something else" if other else "has another value"
            told.append(quantity.span)
            yield Hit(
                at=quantity.span,
                message=f"{known.passage.label} {what}: “{theirs}”, not “{said}”.",
                hint="Take the figure from the source, with its words.",
                evidence=known.evidence,
                severity=_severity(case, measured, known),
                changes=((said, theirs),),
            )
    framed = (one for one in case.framed if one.kind == "figure" and not one.at.touches(told))
    yield from (one.hit(case.draft) for one in framed if not _is_given_elsewhere(case, one))


def _severity(case: Case, measured: Measured, known: Known) -> Severity | None:
    """An error, but for what the draft denies, what is told in few of the source's words, and where the source has the
    number somewhere, or it follows from it."""
    if measured.kind == "doubtful":
        return "info"
    if measured.guessed:
        return "warning"
    quantity = measured.quantity
    if measured.sure or known.measure or known.quantity.value == quantity.value:
        return None
    written = case.draft.text[quantity.number.start : quantity.number.end]
    may_be = (
        not told_closely(known.quantity, quantity)
        or stands_beside(quantity, known, case.figures)
        or follows(quantity, case.figures, written)
    )
    return "warning" if may_be else None


def _is_given_elsewhere(case: Case, framed: Framed) -> bool:
    """Whether another source, or a table, has the draft's very number of the same thing: then the sources disagree."""
    return any(
        measured.kind == "given"
        and measured.quantity.span.touches([framed.at])
        and any(
            (one.passage is not framed.passage or one.quantity.heading) and _is_surely(one, measured)
            for one in measured.alike
        )
        for measured in case.measured
    )


def _is_surely(known: Known, measured: Measured) -> bool:
    if not one_unit(known.quantity, measured.quantity):
        return False
    return beside(known.quantity, measured.quantity) >= (1 if known.quantity.value >= BARE_FROM else 2)


RULE = Rule(
    name="figure-mismatch",
    severity="error",
    summary="The same measure stands in the sources with another value, or the same number with another measure.",
    why="Opponents check the figures first. A wrong one is quoted back for years.",
    find=find,
    fires=(
        Example("The library lends over 5,300 books a month.", "the source has 4,200"),
        Example("The library of Oldbridge had 41 percent fewer visitors, the council’s count says.", "the source: 14"),
    ),
    spares=(
        Example("The library lends over 4,200 books a month.", "as the source has it"),
        Example("The library lends more than 4,000 books a month.", "over 4,200 is also more than 4,000"),
        Example("Our 1,200 members use the library.", "the sender’s own figure"),
        Example("Write to 125 Mill Street, Oldbridge 04210.", "an address"),
    ),
)
