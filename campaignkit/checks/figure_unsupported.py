"""figure-unsupported: a figure that no source gives."""

from __future__ import annotations

from collections.abc import Iterator

from campaignkit.checks.case import Case
from campaignkit.checks.claims import BARE_FROM, is_told_of_somebody
from campaignkit.checks.derivable import follows
from campaignkit.checks.measured import Measured
from campaignkit.checks.rule import Example, Hit, Rule
from campaignkit.models.finding import Severity
from campaignkit.nouns import head_of

HARMS = frozenset("death arrest eviction injury deportation casualty fatality killing suicide drowning layoff".split())


def find(case: Case) -> Iterator[Hit]:
    """Yield the figures that no source gives, and those typed by hand into a template."""
    yield from filter(None, (_tell(case, measured) for measured in case.measured))


def _tell(case: Case, measured: Measured) -> Hit | None:
    at = measured.quantity.span
    if _is_typed_by_hand(case, measured):
        untraced = "This figure was typed into the template; nothing traces it to its source."
        return Hit(at, untraced, "Take it from a statement: {{ figure('statement-id') }}.")
    if measured.kind == "unsupported":
        return _unsupported(case, measured)
    if measured.kind == "doubtful" and measured.known is None:
        return Hit(at, "No source gives this figure.", "Name a source for it; if it is your own, say so.", "warning")
    if measured.kind == "own":
        own = "No source gives this figure; it reads as the sender’s own."
        return Hit(at, own, "Nothing to do if it is yours.", "info")
    return None


def _unsupported(case: Case, measured: Measured) -> Hit:
    """Tell that no source gives a figure: as a warning, where a reader of a source could have worked it out, or where
    something is counted in a sentence that has told of nobody whom the sources know: the sender may have counted it."""
    at, number = measured.quantity.span, measured.quantity.number
    reckoned = follows(measured.quantity, case.figures, case.draft.text[number.start : number.end])
    counted = measured.quantity.kind == "count" and not is_told_of_somebody(case.draft, measured.quantity, case.near)
    counted = counted and not _is_of_many_harmed(measured)
    hint = "Name a source for it, or take it out."
    if reckoned:
        hint = "If you reckoned it from figures of a source, say how; else name a source for it."
    elif counted:
        hint = "If you counted it yourself, say so; else name a source for it."
    severity: Severity | None = "warning" if reckoned or counted else None
    return Hit(at=at, message="No source gives this figure.", hint=hint, severity=severity)


def _is_of_many_harmed(measured: Measured) -> bool:
    """Whether a figure counts by the hundred what no sender counts for itself: deaths, arrests, evictions."""
    return measured.quantity.value >= BARE_FROM and head_of(measured.quantity.unit) in HARMS


def _is_typed_by_hand(case: Case, measured: Measured) -> bool:
    """Whether a composed document holds the figure without a citation. What a person adds is read as any draft."""
    at = measured.quantity.number
    if case.draft.document is None or case.in_own_words(at) or measured.kind == "own":
        return False
    return not case.is_cited(at)


RULE = Rule(
    name="figure-unsupported",
    severity="error",
    summary="No source gives the figure; the sender’s own figures are information at most.",
    why="A figure without a source cannot be defended. If it is your own, say so: “our 1,200 members”.",
    find=find,
    fires=(
        Example("Closing the library saves Oldbridge $90,000 a year, says Acme.", "no source speaks of money"),
        Example("The reading room serves 77 schools.", "no source counts schools"),
    ),
    spares=(
        Example("The library lends over 4,200 books a month.", "a source gives it"),
        Example("On May 4, 2021, the council met on the 2nd floor of 125 Mill Street.", "dates and addresses"),
        Example("We ask for two things. (source 1)", "talk, and a footnote mark"),
    ),
)
