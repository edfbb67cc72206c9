"""The functions by which a template brings quotations, figures and sources into a document, each with its citation."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from typing import Any

from pydantic import ValidationError

from campaignkit.asks import evidence_date
from campaignkit.attribution import AMERICAN, attributed, dated, short_name, stands_alone, who
from campaignkit.errors import TemplateError, unknown_id
from campaignkit.figures import find_quantities
from campaignkit.folding import Span
from campaignkit.foreign_numbers import find_numbers
from campaignkit.languages import ENGLISH, Vocabulary, language_of
from campaignkit.locales import Locale
from campaignkit.marks import Mark, Marks, Priority, Role, text_nodes, without_marks
from campaignkit.markup import without_markup
from campaignkit.models.campaign import Campaign
from campaignkit.models.document import (
    BlockQuote,
    CitedSource,
    FigureText,
    Inline,
    Lines,
    Link,
    Paragraph,
    Quoted,
    SourceMark,
    Text,
)
from campaignkit.models.source import Source
from campaignkit.models.statement import Figure, Statement
from campaignkit.models.target import Target
from campaignkit.models.translation import translation
from campaignkit.text import find_quotation

STALE_MONTHS = 6


class Wording:
    """What one document says of its sources, and which of them it has cited so far.

    Every method whose name has no underscore is a function of the templates; docs/templates.md lists them.
    """

    def __init__(
        self,
        campaign: Campaign,
        marks: Marks,
        day: date,
        left_out: Collection[str] = (),
        locale: Locale = AMERICAN,
    ) -> None:
        self._campaign, self._marks, self._day, self._left_out = campaign, marks, day, left_out
        self._locale = locale
        self._cited: dict[str, list[str]] = {}

    def _functions(self) -> dict[str, Callable[..., Any]]:
        return {name: getattr(self, name) for name in dir(self) if not name.startswith("_")}

    # What a template calls.

    def quote(self, statement: str | Statement, words: str | None = None) -> Mark:
        """Print the words of a statement between quotation marks, with the mark of its source.

        Args:
            statement: A statement, or its id.
            words: Only these of its words, exactly as they stand in it.
        """
        held = self._statement(statement)
        translated = self._translated(held) if words is None else ()
        return self._marks.of(self._quoted(held, words), *translated, Text(text=" "), self._mark(held))

    def block_quote(self, statement: str | Statement) -> Mark:
        """Print the words of a statement as a quotation set apart."""
        held = self._statement(statement)
        inlines = (self._quoted(held, None), *self._translated(held), Text(text=" "), self._mark(held))
        return self._marks.of(BlockQuote(blocks=(Paragraph(inlines=inlines),)))

    def figure(self, statement: str | Statement) -> Mark:
        """Print the figure of a statement, with its hedge, its qualifier and its unit, and the mark of its source."""
        held = self._statement(statement)
        if held.figure is None:
            raise TemplateError(f"Statement {held.id!r} has no figure.", hint="Use quote() or summary() for its words.")
        words = FigureText(text=self._figure_words(held, held.figure), statement=held.id, source=held.source)
        return self._marks.of(words, Text(text=" "), self._mark(held))

    def cite(self, *cited: str | Statement | Source) -> Mark:
        """Print the mark of some sources, or of the sources of some statements."""
        return self._marks.of(self._mark(*(one if isinstance(one, Source) else self._statement(one) for one in cited)))

    def summary(self, statement: str | Statement) -> Mark:
        """Print the sentence that a statement's words carry, without its full stop, and the mark of its source."""
        held = self._statement(statement)
        if held.summary is None:
            return self._marks.of(*self._reported(held), Text(text=" "), self._mark(held))
        return self._marks.of(*self._with_figures(held, held.summary.rstrip(".")), Text(text=" "), self._mark(held))

    def said(self, statement: str | Statement) -> Mark:
        """Print who said it, when, and the words, with the mark of the source: a sentence without its full stop."""
        held = self._statement(statement)
        return self._marks.of(*self._reported(held), Text(text=" "), self._mark(held))

    def tell(self, statement: str | Statement) -> Mark:
        """Print a statement as `said` does, where the speaker's own words read as a sentence, and else as `summary`."""
        held = self._statement(statement)
        return self.said(held) if stands_alone(held) or not held.summary else self.summary(held)

    def who(self, statement: str | Statement) -> Mark:
        """Print who says a statement: the speaker, with title, else the source."""
        return self._marks.of(Text(text=who(self._campaign, self._statement(statement), self._locale).rstrip(",")))

    def name(self, source: str | Source) -> Mark:
        """Print what a source is called within a sentence, such as "EFF"."""
        held = self._campaign.source(source) if isinstance(source, str) else source
        return self._marks.of(Text(text=short_name(held, self._locale)))

    def dated(self, statement: str | Statement) -> Mark:
        """Print when a statement was made, or else its source issued: "June 10, 2020", "June 2020" or "undated"."""
        when = dated(self._campaign, self._statement(statement), self._locale)
        return self._marks.of(Text(text=when or self._locale.vocabulary.undated))

    def clause(self, sentence: str) -> Mark:
        """Print a sentence so that it can follow "that": no full stop, and no capital on a word like "The"."""
        return self._marks.of(*text_nodes(as_clause(sentence, self._locale.vocabulary)))

    def when(self, day: date) -> Mark:
        """Print a date in words."""
        return self._marks.of(Text(text=self._locale.day(day)))

    def passed(self, day: date | None) -> bool:
        """Return whether a day lies before the date of the document."""
        return day is not None and day < self._day

    def quotable(self, statement: str | Statement) -> bool:
        """Return whether a statement is somebody's own words that read as a sentence."""
        return stands_alone(self._statement(statement))

    def names(self, names: Sequence[str]) -> Mark:
        """Print names as a list in a sentence: "A, B and C"."""
        return self._marks.of(*text_nodes(self._locale.names(names)))

    def opening(self, target: Target) -> Mark:
        """Print the line by which a letter begins, in the language of the document."""
        return self._marks.of(*text_nodes(target.opening_in(self._locale.vocabulary)))

    def address(self, target: Target) -> tuple[str, ...]:
        """Return name and address of a target, as on an envelope, for `lines`."""
        return target.address_in(self._locale.vocabulary)

    def lines(self, texts: Sequence[str], role: str = "") -> Mark:
        """Print lines that stay as they are, such as an address, in a paragraph of their own."""
        return self._marks.of(Lines(lines=tuple(map(without_marks, texts)), role=role))

    def paragraphs(self, text: str, role: str = "") -> Mark:
        """Print a person's text, its paragraphs parted by empty lines; nothing in it is read as markup."""
        parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
        return self._marks.of(*(Paragraph(inlines=text_nodes(part), role=role) for part in parts if part))

    def role(self, name: str) -> Mark:
        """Say which paragraph this is, for channels that must know; prints nothing."""
        return self._marks.of(Role(name))

    def priority(self, number: int) -> Mark:
        """Say how long this paragraph stays where there is little room: the lowest goes first; prints nothing."""
        if not isinstance(number, int) or isinstance(number, bool):
            raise TemplateError("A priority is a whole number.", hint="Write priority(1) for what may go first.")
        return self._marks.of(Priority(number))

    def link(self, text: str, href: str) -> Mark:
        """Print a link; only web addresses of http and https are taken."""
        try:
            return self._marks.of(Link(text=without_marks(text), href=href))
        except ValidationError:
            raise TemplateError("A link leads to no web address.", hint="It must begin with https://.") from None

    def evidence_age(self) -> str:
        """Return how old the newest source cited so far is ("more than six years"); "" if it is not old."""
        newest = self._newest()
        return self._locale.age(newest, self._day) if newest and _months(newest, self._day) >= STALE_MONTHS else ""

    def evidence_until(self) -> str:
        """Return month and year of the newest source cited so far; "" if none is dated."""
        newest = self._newest()
        return self._locale.month(newest) if newest else ""

    def undated(self) -> bool:
        """Return whether sources have been cited so far, and none of them bears a date."""
        return bool(self._kept()) and not self._newest()

    # What they are made of.

    def _statement(self, wanted: str | Statement) -> Statement:
        if isinstance(wanted, Statement):
            return wanted
        try:
            return self._campaign.statement(wanted)
        except LookupError:
            error = unknown_id("statement", str(wanted), (one.id for one in self._campaign.statements))
            raise TemplateError(error.what, hint=error.hint) from None

    def _mark(self, *cited: Statement | Source) -> SourceMark:
        for one in cited:
            used = self._cited.setdefault(one.id if isinstance(one, Source) else one.source, [])
            used += [one.id] if isinstance(one, Statement) else []
        order = list(self._cited)
        named = {one.id if isinstance(one, Source) else one.source for one in cited}
        numbers = tuple(sorted(order.index(one) + 1 for one in named))
        statements = tuple(one.id for one in cited if isinstance(one, Statement))
        language = None if self._is_english() else self._locale.tag
        return SourceMark(numbers=numbers, statements=statements, language=language)

    def _quoted(self, statement: Statement, words: str | None) -> Quoted:
        text = statement.exact if words is None else words
        if words is not None and find_quotation(words, statement.exact) is None:
            raise TemplateError(
                f"Statement {statement.id!r} does not hold these words.",
                details=[f"asked for  “{words}”", f"statement  “{statement.exact}”"],
                hint="Copy them from the statement.",
            )
        # The full stop goes after the mark of the source, where the sentence of the letter ends.
        plain = without_markup(text)
        language = self._language(statement)
        foreign = language if language_of(language) != language_of(self._locale.tag) else None
        text = plain.rstrip(".,") or plain
        return Quoted(text=text, statement=statement.id, source=statement.source, language=foreign)

    def _language(self, statement: Statement) -> str:
        """Return the language of a statement's words: that of its source, or else that of the campaign."""
        return self._campaign.source(statement.source).language or self._campaign.locale

    def _is_english(self) -> bool:
        return self._locale.vocabulary is ENGLISH

    def _translated(self, statement: Statement) -> tuple[Inline, ...]:
        """Return what stands behind the words of a statement in another language: their translation, marked as such."""
        held = translation(statement.translations, self._locale.tag)
        if not (held and held.words) or language_of(self._language(statement)) == language_of(self._locale.tag):
            return ()
        told = self._locale.vocabulary.translation.format(held.words.rstrip(".,"))
        return (Text(text=" "), *self._with_figures(statement, without_marks(told)))

    def _figure_words(self, statement: Statement, figure: Figure) -> str:
        held = translation(statement.translations, self._locale.tag)
        if held and held.figure:
            return held.figure
        if (figure.unit or figure.hedge or figure.denominator) and language_of(self._campaign.locale) != language_of(
            self._locale.tag
        ):
            what = f"The figure of statement {statement.id!r} is not told in {self._locale.vocabulary.name}."
            raise TemplateError(what, hint='Add figure = "…" to its translation, or use summary().')
        return figure_words(figure, self._locale)

    def _reported(self, statement: Statement) -> Iterator[Inline]:
        yield Text(text=attributed(self._campaign, statement, self._locale))
        yield self._quoted(statement, None)
        yield from self._translated(statement)

    def _with_figures(self, statement: Statement, sentence: str) -> Iterator[Inline]:
        """Yield a sentence, each quantity in it that the statement's words hold marked as its figure."""
        at = 0
        for start, end in self._figures_in(statement, sentence):
            yield Text(text=sentence[at:start])
            yield FigureText(text=sentence[start:end], statement=statement.id, source=statement.source)
            at = end
        yield Text(text=sentence[at:])

    def _figures_in(self, statement: Statement, sentence: str) -> Iterator[Span]:
        held = {quantity.value for quantity in find_quantities(statement.exact)}
        if self._is_english():
            for quantity in find_quantities(sentence):
                if quantity.value in held and quantity.kind not in ("date", "year", "label"):
                    yield quantity.span
            return
        numbers = [one for one in find_numbers(sentence, self._locale.vocabulary) if not one.is_date]
        yield from (one.span for one in numbers if not one.readings.isdisjoint(held))

    def _newest(self) -> date | None:
        kept = self._kept()
        cited = (self._campaign.statement(one) for names in kept.values() for one in names if one not in self._left_out)
        days = [evidence_date(self._campaign, one) for one in cited]
        days += [self._campaign.source(source).issued for source, names in kept.items() if not names]
        return max(filter(None, days), default=None)

    def _kept(self) -> dict[str, list[str]]:
        """Return the sources cited so far that will not be left out, with the statements of each."""
        return {source: names for source, names in self._cited.items() if source not in self._left_out}

    def _sources(self) -> tuple[CitedSource, ...]:
        return tuple(
            cited_source(number, self._campaign.source(source), tuple(dict.fromkeys(statements)), self._locale)
            for number, (source, statements) in enumerate(self._cited.items(), start=1)
        )


def figure_words(figure: Figure, locale: Locale = AMERICAN) -> str:
    """Return a figure as it reads in a sentence, nothing of it lost.

    Examples:
        >>> figure_words(Figure(measure="m", value=1350, unit="police departments", qualifier="over"))
        'over 1,350 police departments'
        >>> figure_words(Figure(measure="m", value=1000, unit="departments", qualifier="over", hedge="allegedly"))
        'allegedly over 1,000 departments'
    """
    words = locale.vocabulary
    qualifier = words.qualifiers[figure.qualifier] if figure.qualifier else None
    number = locale.percent(figure.value) if figure.unit == "%" else locale.number(figure.value)
    unit = figure.unit if figure.unit != "%" else None
    part = words.of_whole.format(figure.denominator) if figure.denominator else None
    return " ".join(filter(None, [figure.hedge, qualifier, number, unit, part]))


def cited_source(number: int, source: Source, statements: tuple[str, ...], locale: Locale = AMERICAN) -> CitedSource:
    """Return the entry of a source in a list of sources."""
    authors, words = locale.names(source.author), locale.vocabulary
    when = locale.day(source.issued) if source.issued else words.undated
    if source.issued and "issued" in source.inferred:
        when = words.inferred_date.format(when)
    parts = [authors, source.title, source.container_title, source.publisher, when]
    return CitedSource(
        number=number,
        source=source.id,
        label=", ".join(dict.fromkeys(part for part in parts if part)) + ".",
        url=source.url,
        sha256=source.sha256,
        issued=source.issued,
        statements=statements,
    )


def as_clause(sentence: str, words: Vocabulary = ENGLISH) -> str:
    """Return a sentence so that it can follow "that".

    Examples:
        >>> as_clause("The company has ended its sales."), as_clause("Microsoft has announced nothing.")
        ('the company has ended its sales', 'Microsoft has announced nothing')
    """
    first = sentence.split(maxsplit=1)[0]
    return (first.lower() + sentence[len(first) :] if first in words.lowered else sentence).rstrip(".")


def _months(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month
