"""Document: a composed letter, petition, talking-point sheet or call script, as a tree of blocks.

A renderer walks the tree. `_laid_out` is the plainest of all walks: it gives the text that is checked and signed, and
with it the place of every quotation and figure, so that a citation is never without its words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field

from campaignkit.folding import Span
from campaignkit.languages import Vocabulary, vocabulary_of
from campaignkit.models.base import Date, Id, Model, Names, WebAddress, Words
from campaignkit.models.demand import Standing

Kind = Literal["letter", "petition", "talking-points", "call-script"]


class Text(Model):
    """Words of the template, or of a person."""

    type: Literal["text"] = "text"
    text: str
    strong: bool = False
    emphasis: bool = False


class Quoted(Model):
    """Words of a statement, between quotation marks that the renderer puts.

    `language` is theirs, where it is not that of the document.
    """

    type: Literal["quoted"] = "quoted"
    text: Words
    statement: Id
    source: Id
    language: Words | None = None


class FigureText(Model):
    """A figure of a statement, in words."""

    type: Literal["figure"] = "figure"
    text: Words
    statement: Id
    source: Id


class SourceMark(Model):
    """A footnote mark: the numbers of entries in the document's list of sources, and the statements it stands for.

    `language` is that of the document, where it is not English.
    """

    type: Literal["mark"] = "mark"
    numbers: tuple[int, ...] = Field(min_length=1)
    statements: tuple[Id, ...] = ()
    language: Words | None = None


class Link(Model):
    """A link to a page."""

    type: Literal["link"] = "link"
    text: Words
    href: WebAddress


class LineBreak(Model):
    """A new line within a paragraph."""

    type: Literal["break"] = "break"


Inline = Annotated[Text | Quoted | FigureText | SourceMark | Link | LineBreak, Field(discriminator="type")]
Inlines = tuple[Inline, ...]


class Paragraph(Model):
    """A paragraph; `role` says which one it is, where a channel must know ("ask", "salutation", "own-words").

    `priority` says how long it stays where there is little room: what has the lowest number goes first, and what has
    none must stay. All blocks but a line across have it; an item of a list goes by its first block.
    """

    type: Literal["paragraph"] = "paragraph"
    inlines: Inlines
    role: str = ""
    priority: int | None = None


class Heading(Model):
    """A heading of level 1 to 6."""

    type: Literal["heading"] = "heading"
    level: int = Field(ge=1, le=6)
    inlines: Inlines
    priority: int | None = None


class Bullets(Model):
    """A list; each item holds blocks."""

    type: Literal["bullets"] = "bullets"
    ordered: bool = False
    items: tuple[tuple[Block, ...], ...]
    priority: int | None = None


class BlockQuote(Model):
    """A quotation set apart, or any indented passage."""

    type: Literal["blockquote"] = "blockquote"
    blocks: tuple[Block, ...]
    priority: int | None = None


class Lines(Model):
    """Lines that stay as they are: an address, a date, who signs."""

    type: Literal["lines"] = "lines"
    lines: tuple[str, ...]
    role: str = ""
    priority: int | None = None


class Divider(Model):
    """A line across."""

    type: Literal["divider"] = "divider"


Block = Annotated[Paragraph | Heading | Bullets | BlockQuote | Lines | Divider, Field(discriminator="type")]
Bullets.model_rebuild()
BlockQuote.model_rebuild()


class CitedSource(Model):
    """An entry in the list of sources: enough to find the source without the campaign.

    Attributes:
        number: What its footnote marks say, from 1.
        label: Author, title, publisher and date in one line.
        statements: The statements of it that the document uses.
    """

    number: int
    source: Id
    label: Words
    url: WebAddress | None = None
    sha256: str | None = None
    issued: Date | None = None
    statements: tuple[Id, ...] = ()


class Citation(Model):
    """A quotation or a figure, where it stands in the document's text, and the statement that it is.

    Attributes:
        start, end: In code points of `Document.text`, without the quotation marks; the end exclusive.
    """

    kind: Literal["quotation", "figure"]
    statement: Id
    source: Id
    text: str
    start: int
    end: int


class Passage(NamedTuple):
    """A paragraph or a heading, and where it stands in the document's text."""

    span: Span
    inlines: Inlines
    role: str = ""


class Document(Model):
    """A composed document.

    Attributes:
        title: The subject line, or the heading of a petition.
        version: Which of the campaign's versions chose the template or its paragraphs.
        target, demand: What it was composed for, by id.
        date: The date it bears; facts are told as of that day.
        standing: Of the gap that its ask was computed from.
        ask: What it asks for: the demand's imperative.
        answer_by: Until when an answer is asked for.
        blocks: Its body, without title and list of sources.
        sources: The list of sources, in the order of first mention.
    """

    kind: Kind
    template: Words
    version: Id | None = None
    campaign: Id
    title: Words
    language: Words = "en-US"
    date: Date
    target: Id | None = None
    target_name: Words | None = None
    demand: Id | None = None
    standing: Standing | None = None
    ask: Words | None = None
    answer_by: Date | None = None
    initiators: Names = ()
    blocks: tuple[Block, ...]
    sources: tuple[CitedSource, ...] = ()

    @cached_property
    def _layout(self) -> tuple[str, tuple[Citation, ...], tuple[tuple[str, Span], ...], tuple[Passage, ...]]:
        writer = _laid_out(self)
        return "".join(writer.out), tuple(writer.citations), tuple(writer.roles), tuple(writer.passages)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that the library itself puts in a document of this language ("Sources")."""
        return vocabulary_of(self.language)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy whose text is computed anew: pydantic would hand on the text of the document it copies."""
        copy = super().model_copy(update=update, deep=deep)
        copy.__dict__.pop("_layout", None)
        return copy

    @property
    def text(self) -> str:
        """The whole document as plain text, one line a paragraph: what is checked, and what a signature is bound to."""
        return self._layout[0]

    @property
    def body(self) -> str:
        """The text without title and list of sources."""
        listed = 0
        if self.sources:
            listed = len(f"\n\n{self.vocabulary.sources}\n\n" + "\n".join(map(source_line, self.sources)))
        return self.text[len(self.title) + 2 : len(self.text) - 1 - listed]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every quotation and figure with its place in `text`."""
        return self._layout[1]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every paragraph and heading with its place in `text`."""
        return self._layout[3]

    def places(self, role: str) -> list[Span]:
        """Return where the paragraphs with this role stand in `text`."""
        return [span for name, span in self._layout[2] if name == role]

    @property
    def sha256(self) -> str:
        """The sha256 of `text` in UTF-8, in hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def source_line(entry: CitedSource) -> str:
    """Return an entry of the list of sources as one line of text."""
    return f"{entry.number}. {entry.label}{f' {entry.url}' if entry.url else ''}"


def mark_text(numbers: tuple[int, ...], language: str | None = None) -> str:
    """Return a footnote mark that survives web forms, which strip square brackets.

    Examples:
        >>> mark_text((1,)), mark_text((1, 3)), mark_text((2,), "es-US")
        ('(source 1)', '(sources 1, 3)', '(fuente 2)')
    """
    return vocabulary_of(language or "en").mark(numbers)


def inline_text(inline: Inline) -> str:
    """Return an inline node as plain text."""
    match inline:
        case Quoted(text=text):
            return f"“{nest_marks(text)}”"
        case SourceMark(numbers=numbers, language=language):
            return mark_text(numbers, language)
        case Link(text=text, href=href):
            return text if text == href else f"{text} <{href}>"
        case LineBreak():
            return "\n"
        case _:
            return inline.text


def inlines_of(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield all inlines of blocks, in the order in which they are read."""
    for block in blocks:
        match block:
            case Paragraph(inlines=inlines) | Heading(inlines=inlines):
                yield from inlines
            case Bullets(items=items):
                for item in items:
                    yield from inlines_of(item)
            case BlockQuote(blocks=inner):
                yield from inlines_of(inner)
            case _:
                pass


def nest_marks(text: str) -> str:
    """Return words to be put between double marks: double marks inside become single ones, as typesetters do.

    Examples:
        >>> nest_marks('they called it “a stunt” and "wrong"')
        "they called it ‘a stunt’ and 'wrong'"
    """
    return text.translate({0x201C: "‘", 0x201D: "’", 0x22: "'"}) if any(mark in text for mark in '“”"') else text


class _Writer:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.length = 0
        self.citations: list[Citation] = []
        self.roles: list[tuple[str, Span]] = []
        self.passages: list[Passage] = []

    def put(self, text: str) -> None:
        self.out.append(text)
        self.length += len(text)

    def inline(self, inline: Inline) -> None:
        text = inline_text(inline)
        if isinstance(inline, Quoted | FigureText):
            inset = 1 if isinstance(inline, Quoted) else 0
            span = Span(self.length + inset, self.length + len(text) - inset)
            kind: Literal["quotation", "figure"] = "quotation" if inset else "figure"
            cited = text[inset : len(text) - inset]
            self.citations.append(
                Citation(
                    kind=kind, statement=inline.statement, source=inline.source, text=cited, start=span[0], end=span[1]
                )
            )
        self.put(text)

    def blocks(self, blocks: tuple[Block, ...], indent: str = "") -> None:
        for number, block in enumerate(blocks):
            if number:
                self.put(f"\n\n{indent}")
            start = self.length
            self.block(block, indent)
            if isinstance(block, Paragraph | Lines) and block.role:
                self.roles.append((block.role, Span(start, self.length)))

    def block(self, block: Block, indent: str) -> None:
        match block:
            case Paragraph(inlines=inlines) | Heading(inlines=inlines):
                start = self.length
                for inline in inlines:
                    self.inline(inline)
                role = block.role if isinstance(block, Paragraph) else ""
                self.passages.append(Passage(Span(start, self.length), inlines, role))
            case Bullets(items=items, ordered=ordered):
                for number, item in enumerate(items, start=1):
                    lead = f"{number}. " if ordered else "- "
                    self.put((f"\n{indent}" if number > 1 else "") + lead)
                    self.blocks(item, indent + " " * len(lead))
            case BlockQuote(blocks=blocks):
                self.put("    ")
                self.blocks(blocks, indent + "    ")
            case Lines(lines=lines):
                self.put(f"\n{indent}".join(lines))
            case Divider():
                self.put("* * *")


def _laid_out(document: Document) -> _Writer:
    writer = _Writer()
    writer.put(f"{document.title}\n\n")
    writer.blocks(document.blocks)
    if document.sources:
        writer.put(f"\n\n{document.vocabulary.sources}\n\n")
        writer.put("\n".join(source_line(entry) for entry in document.sources))
    writer.put("\n")
    return writer
