"""The functions by which a template brings quotations, figures and sources into a document, each with its citation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from campaignkit.dates import age, written, written_month
from campaignkit.errors import TemplateError, unknown_id
from campaignkit.figures import find_quantities
from campaignkit.gaps import evidence_date
from campaignkit.marks import Mark, Marks, Role, text_nodes
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
from campaignkit.text import find_quotation

QUALIFIERS = {
    "over": "over",
    "at-least": "at least",
    "about": "about",
    "nearly": "nearly",
    "up-to": "up to",
    "under": "under",
    "at-most": "at most",
    "exactly": "exactly",
}
STALE_MONTHS = 6


class Wording:
    """What one document says of its sources, and which of them it has cited so far.

    Every method whose name has no underscore is a function of the templates; docs/templates.md lists them.
    """

    def __init__(self, campaign: Campaign, marks: Marks, day: date) -> None:
        self._campaign, self._marks, self._day = campaign, marks, day
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
        return self._marks.of(self._quoted(held, words), Text(text=" "), self._mark(held))

    def block_quote(self, statement: str | Statement) -> Mark:
        """Print the words of a statement as a quotation set apart."""
        held = self._statement(statement)
        inlines = (self._quoted(held, None), Text(text=" "), self._mark(held))
        return self._marks.of(BlockQuote(blocks=(Paragraph(inlines=inlines),)))

    def figure(self, statement: str | Statement) -> Mark:
        """Print the figure of a statement, with its hedge, its qualifier and its unit, and the mark of its source."""
        held = self._statement(statement)
        if held.figure is None:
            raise TemplateError(f"Statement {held.id!r} has no figure.", hint="Use quote() or summary() for its words.")
        words = FigureText(text=figure_words(held.figure), statement=held.id, source=held.source)
        return self._marks.of(words, Text(text=" "), self._mark(held))

    def cite(self, *statements: str | Statement) -> Mark:
        """Print the mark of the sources of some statements."""
        return self._marks.of(self._mark(*map(self._statement, statements)))

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

    def who(self, statement: str | Statement) -> Mark:
        """Print who says a statement: the speaker, with title, else the source."""
        return self._marks.of(Text(text=self._who(self._statement(statement))))

    def when(self, day: date) -> Mark:
        """Print a date in words."""
        return self._marks.of(Text(text=written(day)))

    def passed(self, day: date | None) -> bool:
        """Return whether a day lies before the date of the document."""
        return day is not None and day < self._day

    def lines(self, texts: Sequence[str], role: str = "") -> Mark:
        """Print lines that stay as they are, such as an address, in a paragraph of their own."""
        return self._marks.of(Lines(lines=tuple(texts), role=role))

    def paragraphs(self, text: str, role: str = "") -> Mark:
        """Print a person's text, its paragraphs parted by empty lines; nothing in it is read as markup."""
        parts = [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
        return self._marks.of(*(Paragraph(inlines=text_nodes(part), role=role) for part in parts if part))

    def role(self, name: str) -> Mark:
        """Say which paragraph this is, for channels that must know; prints nothing."""
        return self._marks.of(Role(name))

    def link(self, text: str, href: str) -> Mark:
        """Print a link; only web addresses of http and https are taken."""
        return self._marks.of(Link(text=text, href=href))

    def evidence_age(self) -> str:
        """Return how old the newest source cited so far is ("more than six years"); "" if it is not old."""
        newest = self._newest()
        return age(newest, self._day) if newest and _months(newest, self._day) >= STALE_MONTHS else ""

    def evidence_until(self) -> str:
        """Return month and year of the newest source cited so far; "" if none is dated."""
        newest = self._newest()
        return written_month(newest) if newest else ""

    # What they are made of.

    def _statement(self, wanted: str | Statement) -> Statement:
        if isinstance(wanted, Statement):
            return wanted
        try:
            return self._campaign.statement(wanted)
        except LookupError:
            error = unknown_id("statement", str(wanted), (one.id for one in self._campaign.statements))
            raise TemplateError(error.what, hint=error.hint) from None

    def _mark(self, *statements: Statement) -> SourceMark:
        for statement in statements:
            self._cited.setdefault(statement.source, []).append(statement.id)
        order = list(self._cited)
        return SourceMark(numbers=tuple(sorted({order.index(one.source) + 1 for one in statements})))

    def _quoted(self, statement: Statement, words: str | None) -> Quoted:
        text = statement.exact if words is None else words
        if words is not None and find_quotation(words, statement.exact) is None:
            raise TemplateError(
                f"Statement {statement.id!r} does not hold these words.",
                details=[f"asked for  “{words}”", f"statement  “{statement.exact}”"],
                hint="Copy them from the statement.",
            )
        # The full stop goes after the mark of the source, where the sentence of the letter ends.
        return Quoted(text=" ".join(text.split()).rstrip(".,"), statement=statement.id, source=statement.source)

    def _reported(self, statement: Statement) -> Iterator[Inline]:
        day = evidence_date(self._campaign, statement)
        dated = f"On {written(day)}, " if day else ""
        verb = "said" if statement.kind == "quotation" else "wrote"
        chain = _chain(statement)
        yield Text(text=f"{dated}{self._who(statement)} {verb}{chain}: ")
        yield self._quoted(statement, None)

    def _who(self, statement: Statement) -> str:
        name = self._campaign.speaker_name(statement) or self._campaign.source(statement.source).label
        return f"{name}, {statement.speaker_title}," if statement.speaker_title else name

    def _with_figures(self, statement: Statement, sentence: str) -> Iterator[Inline]:
        """Yield a sentence, each quantity in it that the statement's words hold marked as its figure."""
        held = {quantity.value for quantity in find_quantities(statement.exact)}
        at = 0
        for quantity in find_quantities(sentence):
            if quantity.value in held and quantity.kind not in ("date", "year", "label"):
                yield Text(text=sentence[at : quantity.span.start])
                words = sentence[quantity.span.start : quantity.span.end]
                yield FigureText(text=words, statement=statement.id, source=statement.source)
                at = quantity.span.end
        yield Text(text=sentence[at:])

    def _newest(self) -> date | None:
        cited = (self._campaign.statement(one) for names in self._cited.values() for one in names)
        return max(filter(None, (evidence_date(self._campaign, one) for one in cited)), default=None)

    def _sources(self) -> tuple[CitedSource, ...]:
        return tuple(
            cited_source(number, self._campaign.source(source), tuple(dict.fromkeys(statements)))
            for number, (source, statements) in enumerate(self._cited.items(), start=1)
        )


def figure_words(figure: Figure) -> str:
    """Return a figure as it reads in a sentence, nothing of it lost.

    Examples:
        >>> figure_words(Figure(measure="m", value=1350, unit="police departments", qualifier="over"))
        'over 1,350 police departments'
        >>> figure_words(Figure(measure="m", value=1000, unit="departments", qualifier="over", hedge="allegedly"))
        'allegedly over 1,000 departments'
    """
    value = f"{figure.value:,}"
    qualifier = QUALIFIERS[figure.qualifier] if figure.qualifier else None
    number = value if figure.unit != "%" else f"{value}%"
    unit = figure.unit if figure.unit != "%" else None
    part = f"of {figure.denominator}" if figure.denominator else None
    return " ".join(filter(None, [figure.hedge, qualifier, number, unit, part]))


def cited_source(number: int, source: Source, statements: tuple[str, ...]) -> CitedSource:
    """Return the entry of a source in a list of sources."""
    authors = " and ".join(source.author)
    when = written(source.issued) if source.issued else "undated"
    if source.issued and "issued" in source.inferred:
        when = f"about {when}"
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


def _chain(statement: Statement) -> str:
    relayed = f", in words passed on by {statement.relayed_by}" if statement.relayed_by else ""
    printed = f", as quoted by {' and '.join(statement.quoted_in)}" if statement.quoted_in else ""
    return f"{relayed}{printed}"


def _months(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month
