"""A composed document in another language than English, checked by its citations and not by its prose.

Rules that read who said what, what is withdrawn and how a number is bounded know English only. Of a composed document
more is known than its prose tells: which statement each quotation and figure is, and which sources a paragraph cites.
So its quotations, its figures in digits, its dates and the names beside its quotations are checked by that, and what
cannot be read is skipped and said to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from campaignkit.attribution import short_name
from campaignkit.checks.case import Case
from campaignkit.checks.rule import Hit
from campaignkit.figures import find_quantities
from campaignkit.folding import Span
from campaignkit.foreign_numbers import Number, find_numbers
from campaignkit.languages import VOCABULARIES
from campaignkit.markup import without_markup
from campaignkit.models.document import FigureText, Quoted, SourceMark, Text, inline_text
from campaignkit.models.finding import Evidence
from campaignkit.people import surname
from campaignkit.text import find_quotation

if TYPE_CHECKING:
    from campaignkit.checks.draft import Draft
    from campaignkit.models.campaign import Campaign
    from campaignkit.models.document import Document, Inline, Passage
    from campaignkit.models.statement import Statement

# Rules that read no prose, or only that of the source.
AS_EVER = frozenset(("quote-altered", "quote-not-found", "quote-truncated", "placeholder-left"))
YEARS = range(1700, 2100)
PROSE_ONLY = frozenset(("figure-qualifier", "figure-conflict", "claim-retracted", "claim-superseded"))
UNREAD_ROLES = frozenset(("own-words",))


@dataclass(frozen=True)
class Reading:
    """What a composed document in another language says, as far as its citations tell."""

    document: Document
    campaign: Campaign

    @classmethod
    def of(cls, case: Case) -> Reading | None:
        """Return how a draft is read by its citations.

        None if it is not composed, no campaign says what is cited, or nothing here knows the dates of its language.
        """
        document, campaign = case.draft.document, case.campaign
        known = case.draft.language in VOCABULARIES
        return cls(document, campaign) if document and campaign and known else None

    @cached_property
    def numbers(self) -> list[tuple[Number, Inline, Passage]]:
        """The numbers and dates of our own words: not those of quotations, addresses, marks and the sender."""
        return list(self._numbers())

    def _numbers(self) -> Iterator[tuple[Number, Inline, Passage]]:
        for passage in self.document.passages:
            at = passage.span.start
            for inline in passage.inlines if passage.role not in UNREAD_ROLES else ():
                told = inline_text(inline)
                if isinstance(inline, Text | FigureText):
                    for number in find_numbers(told, self.document.vocabulary):
                        yield replace(number, span=number.span.moved(at)), inline, passage
                at += len(told)

    def statement(self, wanted: str) -> Statement | None:
        """Return a statement, if the campaign has it."""
        return self._statements.get(wanted)

    @cached_property
    def _statements(self) -> dict[str, Statement]:
        return {one.id: one for one in self.campaign.statements}

    def cited(self, passage: Passage) -> list[Statement]:
        """Return the statements of the sources that a passage cites; of the whole document, if it cites none."""
        marks = {number for one in passage.inlines if isinstance(one, SourceMark) for number in one.numbers}
        entries = [one for one in self.document.sources if one.number in marks or not marks]
        return [held for entry in entries for one in entry.statements if (held := self.statement(one))]

    def days(self, passage: Passage) -> set[str]:
        """Return the days of what a passage cites and of what was committed to, in ISO 8601, or their months alone."""
        held, told = list[date | None](), list[str]()
        for one in self.campaign.commitments:
            held += [one.starts, one.ends] if one.target == self.document.target else []
        for statement in self.cited(passage):
            source = self.campaign.source(statement.source)
            held += [statement.said_on, source.issued, statement.figure.as_of if statement.figure else None]
            told += [one.unit for one in find_quantities(_told(statement)) if one.kind == "date" and one.unit]
        return {*told, *(one.isoformat() for one in held if one)}

    def values(self, passage: Passage) -> set[float]:
        """Return the numbers that a passage may tell: those of what it cites, and of the demand."""
        demand = next((one for one in self.campaign.demands if one.id == self.document.demand), None)
        own = f"{demand.title} {demand.ask}" if demand else ""
        told = [own, *map(_told, self.cited(passage))]
        return set().union(*map(_values, told), *(map(values_of, self.cited(passage))))


def find_quotations_changed(reading: Reading) -> Iterator[Hit]:
    """Yield the quotations that are not the words of the statement for which they are cited."""
    for one in reading.document.citations:
        held = reading.statement(one.statement)
        if one.kind == "quotation" and held and not find_quotation(one.text, without_markup(held.exact)):
            message = f"The words are not those of statement {held.id!r}, for which they are cited."
            yield Hit(Span(one.start, one.end), message, "Compose the document again.", evidence=_evidence(held))


def find_figures_changed(reading: Reading) -> Iterator[Hit]:
    """Yield the cited figures whose number is not in the words of their statement."""
    for number, inline, _ in reading.numbers:
        if isinstance(inline, FigureText) and (held := reading.statement(inline.statement)):
            told = values_of(held)
            if number.readings and number.readings.isdisjoint(told):
                message = f"Statement {held.id!r}, which is cited for this figure, does not have this number."
                hint = "Compare the translation with the words of the source."
                yield Hit(number.span, message, hint, evidence=_evidence(held))


def find_numbers_without_source(reading: Reading) -> Iterator[Hit]:
    """Yield the numbers in our own words that nothing cited beside them has."""
    for number, inline, passage in reading.numbers:
        if isinstance(inline, FigureText) or number.is_date or _is_year(number):
            continue
        if number.readings.isdisjoint(reading.values(passage)):
            message = "No source that is cited here gives this number."
            yield Hit(number.span, message, "Compare the translation with the words of the source.")


def find_days_without_source(reading: Reading) -> Iterator[Hit]:
    """Yield the dates and years in our own words that are those of nothing cited beside them."""
    for number, inline, passage in reading.numbers:
        if isinstance(inline, FigureText) or not (number.is_date or _is_year(number)):
            continue
        days = reading.days(passage)
        if number.date.count("-") > 1:  # a day; a month alone is told of what is cited only
            days |= {one.isoformat() for one in (reading.document.date, reading.document.answer_by) if one}
        if not _is_known(number, days, reading.values(passage)):
            message = "No source that is cited here has this date."
            yield Hit(number.span, message, "Compare the translation with the words of the source.")


def find_other_speakers(reading: Reading) -> Iterator[Hit]:
    """Yield the quotations before which somebody else is named, and not the one whose words they are."""
    everybody = {one.speaker for one in reading.campaign.statements if one.speaker and " " in one.speaker}
    for passage in reading.document.passages:
        at, lead = passage.span.start, ""
        for inline in passage.inlines:
            told = inline_text(inline)
            if isinstance(inline, Quoted) and (held := reading.statement(inline.statement)):
                own = set(_names_of(reading.campaign, held))
                others = sorted(one for one in everybody - own if one in lead)
                if others and not any(name.lower() in lead.lower() for name in own):
                    whose = held.speaker or held.source
                    message = f"{others[0]} is named for words that are cited as those of {whose}."
                    yield Hit(Span(at + 1, at + len(told) - 1), message, evidence=_evidence(held))
                lead = ""
            lead += told
            at += len(told)


Finder = Callable[[Reading], Iterator[Hit]]
INSTEAD: dict[str, Finder] = {
    "quote-altered": find_quotations_changed,
    "quote-misattributed": find_other_speakers,
    "figure-mismatch": find_figures_changed,
    "figure-unsupported": find_numbers_without_source,
    "date-mismatch": find_days_without_source,
}


def counts(reading: Reading | None, findings: Iterable[str]) -> dict[str, int]:
    """Return how many figures were looked at, given the rules of the findings."""
    if reading is None:
        return {}
    found = list(findings)
    wrong = found.count("figure-mismatch") + found.count("figure-unsupported")
    held = [one for one, _, _ in reading.numbers if not one.is_date and not _is_year(one)]
    return {"figures": len(held), "figures_supported": len(held) - wrong, "figures_not_supported": wrong}


def find_in(rule: str, reading: Reading | None) -> Iterator[Hit]:
    """Yield what a rule finds in such a document, if it can be found without reading the prose."""
    finder = INSTEAD.get(rule)
    return finder(reading) if finder and reading else iter(())


def note(draft: Draft, reading: Reading | None, rules: Iterable[str]) -> str:
    """Return what was looked at in such a draft, and what was not."""
    skipped = [one for one in rules if one not in AS_EVER and (one in PROSE_ONLY or (one in INSTEAD and not reading))]
    name = VOCABULARIES[draft.language].name if draft.language in VOCABULARIES else repr(draft.language)
    told = f"This is not in English but in {name}: "
    told += "figures, dates and who is quoted were checked by what it cites." if reading else "quotations were checked."
    return f"{told} Skipped, since they read English prose: {', '.join(skipped)}." if skipped else told


def values_of(statement: Statement) -> set[float]:
    """Return the numbers that the words of a statement hold."""
    return _values(statement.exact) | ({float(statement.figure.value)} if statement.figure else set())


def _values(text: str) -> set[float]:
    found = find_quantities(text)
    parts = {float(one.denominator) for one in found if one.denominator and one.denominator.isdecimal()}
    return parts | {float(one.value) for one in found if one.value is not None}


def _told(statement: Statement) -> str:
    return f"{statement.exact} {statement.summary or ''}"


def _is_year(number: Number) -> bool:
    return any(one in YEARS for one in number.readings)


def _is_known(number: Number, days: set[str], values: set[float]) -> bool:
    if number.is_date:
        return any(one.startswith(number.date) or one.endswith(number.date.replace("--", "-")) for one in days)
    return not number.readings.isdisjoint(values | {float(one[:4]) for one in days if one[:4].isdigit()})


def _names_of(campaign: Campaign, statement: Statement) -> Iterator[str]:
    source = campaign.source(statement.source)
    if name := campaign.speaker_name(statement):
        yield from filter(None, (name, statement.speaker, surname(name)))
    else:
        yield from (*source.author, *filter(None, (source.publisher, short_name(source))), *statement.quoted_in)


def _evidence(statement: Statement) -> Evidence | None:
    if statement.start is None or statement.end is None:
        return None
    return Evidence(source=statement.source, start=statement.start, end=statement.end, exact=statement.exact)
