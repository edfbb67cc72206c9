"""What the library says to each figure of a draft: given, implied, bounded otherwise, another value, not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from campaignkit.checks.draft import Draft
from campaignkit.checks.library import Library, Passage
from campaignkit.figures import Quantity, qualifier_lost, same_unit, supports
from campaignkit.folding import Span
from campaignkit.models.finding import Evidence
from campaignkit.models.statement import Statement

Kind = Literal["given", "implied", "bounded", "mismatch", "unsupported", "own"]
MEASURED = ("count", "percent", "money", "duration")  # dates, ordinals and labels are other rules' matter

# Whose figure it is, if it is the sender's own; and what a letter asks for, which no source can give.
_OWN = re.compile(r"\b(?:[Oo]urs?|[Ww]e|[Mm]y|[Mm]ine|us|I)\b")
_ASKED = re.compile(r"\b(?:please|within|by|deadline|reply|answer|respond|ask|request|join us|sign)\b", re.IGNORECASE)
_WHEN = re.compile(r"[\s-]+(?:ago|earlier|later|before|after|old|from now|hence)\b")
SMALL = 12  # counts up to this, in words, are how people talk: "two reasons"
RELATED_WORDS = 2  # words that two contexts must share before they speak of the same thing


@dataclass(frozen=True)
class Known:
    """A figure that a source gives.

    Attributes:
        quantity: As it stands in the source's words.
        hedge: Also one that stands outside the words of the statement.
        measure: What the campaign says it measures; "" if it says nothing.
    """

    quantity: Quantity
    passage: Passage
    hedge: str = ""
    measure: str = ""

    @property
    def words(self) -> str:
        """The figure as the source has it."""
        words = self.passage.text[self.quantity.span.start : self.quantity.span.end]
        hedge = self.hedge or self.quantity.hedge
        return f"{hedge} {words}" if hedge and hedge not in words else words

    @property
    def evidence(self) -> Evidence:
        """The figure in its source."""
        return self.passage.evidence(self.quantity.span)


@dataclass(frozen=True)
class Measured:
    """What the library says to one figure of a draft."""

    quantity: Quantity
    kind: Kind
    known: Known | None = None
    others: tuple[Known, ...] = ()


@lru_cache(maxsize=8)
def known_figures(library: Library) -> list[Known]:
    """Return the figures that the sources give, those with a measure first."""
    recorded = [known for passage in library.passages for known in _recorded(passage, library.statements)]
    taken = {(known.passage.source, known.quantity.number.start + known.passage.base) for known in recorded}
    rest = [
        Known(quantity, passage)
        for passage in library.passages
        for quantity in passage.quantities
        if (passage.source, quantity.number.start + passage.base) not in taken
    ]
    return recorded + rest


def _recorded(passage: Passage, statements: tuple[Statement, ...]) -> Iterator[Known]:
    for one in statements:
        if one.source != passage.source or one.figure is None:
            continue
        start = passage.text.find(one.exact)
        for quantity in passage.quantities if start >= 0 else ():
            inside = start <= quantity.number.start and quantity.number.end <= start + len(one.exact)
            if inside and quantity.value == Decimal(str(one.figure.value)):
                yield Known(quantity, passage, one.figure.hedge or "", one.figure.measure)
                break


def measure(draft: Draft, figures: list[Known], spared: list[Span]) -> list[Measured]:
    """Return what `figures` say to each figure of the draft that a source could give, outside `spared`."""
    wanted = [
        one
        for one in draft.quantities
        if one.kind in MEASURED and not one.number.within(spared) and not _tells_when(draft.text, one)
    ]
    return [_measured(draft, quantity, figures) for quantity in wanted]


def _tells_when(text: str, quantity: Quantity) -> bool:
    """Whether a duration only says when: "six years ago" is a date."""
    return quantity.kind == "duration" and bool(_WHEN.match(text, quantity.span.end))


def _measured(draft: Draft, quantity: Quantity, figures: list[Known]) -> Measured:
    alike = [one for one in figures if one.quantity.kind == quantity.kind and _may_be_same(one.quantity, quantity)]
    given = [one for one in alike if one.quantity.value == quantity.value]
    for one in given:
        if not _bounded_otherwise(one, quantity):
            return Measured(quantity, "given", one)
    implied = next((one for one in alike if supports(one.quantity, quantity) and not one.hedge), None)
    if implied and implied.quantity.value != quantity.value:
        return Measured(quantity, "implied", implied)
    if given:
        return Measured(quantity, "bounded", given[0])
    if _is_own(draft, quantity):
        return Measured(quantity, "own")
    other = next((one for one in alike if same_measure(one.quantity, quantity)), None)
    if other:
        return Measured(quantity, "mismatch", other)
    strange = next((one for one in figures if _is_of_something_else(one.quantity, quantity)), None)
    if strange:
        return Measured(quantity, "mismatch", strange)
    return Measured(quantity, "unsupported")


def _bounded_otherwise(known: Known, quantity: Quantity) -> bool:
    if known.hedge and not quantity.hedge and not known.quantity.hedge:
        return True
    return qualifier_lost(known.quantity, quantity)


def _shared(one: Quantity, other: Quantity) -> int:
    return len(one.context & other.context)


def _may_be_same(known: Quantity, quantity: Quantity) -> bool:
    """Whether two figures can be of one thing: their units fit, or what is said around them does."""
    if known.unit and quantity.unit:
        return same_unit(known.unit, quantity.unit) or (
            _shared(known, quantity) > RELATED_WORDS and known.value == quantity.value
        )
    return known.value == quantity.value or _shared(known, quantity) >= RELATED_WORDS


def same_measure(known: Quantity, quantity: Quantity) -> bool:
    """Whether two figures with different values are of one thing: the same unit, and the same talk around it."""
    if not (known.unit and quantity.unit and same_unit(known.unit, quantity.unit)):
        return False
    # "Police departments" says by itself what is counted; "percent" or "people" needs a word more.
    beside = (known.context & quantity.context) - set(quantity.unit.split())
    return " " in quantity.unit or bool(beside)


def _is_of_something_else(known: Quantity, quantity: Quantity) -> bool:
    """Whether a source has this very number, said of something else, in a sentence on the same matter."""
    return (
        known.kind == quantity.kind
        and known.value == quantity.value
        and quantity.value > SMALL
        and bool(known.unit and quantity.unit)
        and _shared(known, quantity) >= RELATED_WORDS
    )


def _is_own(draft: Draft, quantity: Quantity) -> bool:
    sentence = draft.sentence_at(quantity.span.start)
    words = draft.text[sentence.start : sentence.end]
    before = draft.text[max(sentence.start, quantity.span.start - 40) : quantity.span.start]
    if _OWN.search(before) or (quantity.kind == "duration" and _ASKED.search(words)):
        return True
    written = draft.text[quantity.number.start : quantity.number.end]
    return quantity.kind == "count" and quantity.value <= SMALL and written.isalpha()
