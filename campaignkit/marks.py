"""Marks: what a template prints, kept out of the Markdown until the Markdown has been parsed.

Every value that comes out of a template (a quotation, a name, a number) is written as an opaque mark, two characters
of the private use area with a number between. The text is parsed as Markdown once, and each mark then becomes the
nodes it stands for. So nothing in a source or a name is ever read as Markdown, HTML or a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from campaignkit.errors import TemplateError
from campaignkit.models.base import Model
from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    Divider,
    Heading,
    Inline,
    LineBreak,
    Lines,
    Link,
    Paragraph,
    Text,
)

OPEN, CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["image", "entity", "code", "html_inline", "html_block"])


@dataclass(frozen=True, slots=True)
class Role:
    """Says which paragraph this is."""

    name: str


@dataclass(frozen=True, slots=True)
class Priority:
    """Says how long this paragraph stays where there is little room."""

    number: int


Node = Inline | Block | Role | Priority


@dataclass(frozen=True, slots=True)
class Mark:
    """What a template prints in place of nodes."""

    token: str
    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return self.token

    __html__ = __str__


@dataclass
class Marks:
    """The marks of one document, by number."""

    held: list[Mark] = field(default_factory=list)

    def of(self, *nodes: Node) -> Mark:
        """Return a new mark for `nodes`."""
        mark = Mark(f"{OPEN}{len(self.held)}{CLOSE}", nodes)
        self.held.append(mark)
        return mark

    def finalize(self, value: object) -> object:
        """Return what is printed for a value of a template: always a mark.

        Raises:
            TemplateError: The value is nothing that reads as text, such as a list or a whole model.
        """
        if isinstance(value, Mark):
            return value
        if value is None or isinstance(value, bool | list | tuple | dict | Model) or callable(value):
            called = type(value).__name__ if isinstance(value, Model) else "a list, a function or nothing"
            raise TemplateError(f"A template prints {called}, which is no text.", hint="Print one of its fields.")
        return self.of(*text_nodes(str(value)))

    def nodes(self, text: str) -> Iterator[Node]:
        """Yield the nodes of a text with marks in it."""
        at = 0
        for found in _MARK.finditer(text):
            if before := text[at : found.start()]:
                yield Text(text=before)
            yield from self.held[int(found[1])].nodes
            at = found.end()
        if rest := text[at:]:
            yield Text(text=rest)


def without_marks(text: str) -> str:
    """Return a text in which nothing can be taken for a mark."""
    return text.replace(OPEN, "\ufffd").replace(CLOSE, "\ufffd")


def text_nodes(text: str) -> tuple[Inline, ...]:
    """Return a text as nodes: its lines stay lines, and nothing in it is markup."""
    lines = without_marks(text).splitlines() or [""]
    nodes: list[Inline] = []
    for number, line in enumerate(lines):
        nodes += [LineBreak()] if number else []
        nodes.append(Text(text=line))
    return tuple(nodes)


def parse(markdown: str, marks: Marks) -> tuple[Block, ...]:
    """Parse Markdown with marks in it into blocks.

    Raises:
        TemplateError: It holds Markdown that a document has no block for, such as code.
    """
    return tuple(_Parser(_MARKDOWN.parse(markdown), marks).blocks())


class _Parser:
    def __init__(self, tokens: Sequence[Token], marks: Marks) -> None:
        self.tokens = iter(tokens)
        self.marks = marks

    def blocks(self, until: str = "") -> Iterator[Block]:
        for token in self.tokens:
            if token.type == until:
                return
            yield from self.block(token)

    def block(self, token: Token) -> Iterator[Block]:
        match token.type:
            case "paragraph_open" | "heading_open":
                nodes = list(self.inlines(next(self.tokens)))
                next(self.tokens)
                yield from _paragraphs(nodes, int(token.tag[1]) if token.tag[1:].isdigit() else 0)
            case "bullet_list_open" | "ordered_list_open":
                yield from self.list(token.type.startswith("ordered"), token.type.replace("open", "close"))
            case "blockquote_open":
                yield BlockQuote(blocks=tuple(self.blocks("blockquote_close")))
            case "hr":
                yield Divider()
            case _:
                where = f"line {token.map[0] + 1}" if token.map else ""
                raise TemplateError(
                    f"Templates cannot use this Markdown: {token.type.replace('_', ' ')}.",
                    where,
                    "Paragraphs, headings, lists, block quotes, bold, italics and links are there.",
                )

    def list(self, ordered: bool, until: str) -> Iterator[Block]:
        items = []
        for token in self.tokens:
            if token.type == until:
                break
            if blocks := tuple(self.blocks("list_item_close")):
                items.append(blocks)
        if items:
            yield Bullets(ordered=ordered, items=tuple(items))

    def inlines(self, token: Token) -> Iterator[Node]:
        strong = emphasis = 0
        link: str | None = None
        for child in token.children or []:
            match child.type:
                case "strong_open" | "strong_close":
                    strong += child.nesting
                case "em_open" | "em_close":
                    emphasis += child.nesting
                case "link_open":
                    link = str(child.attrs.get("href", ""))
                case "link_close":
                    link = None
                case "softbreak":
                    yield Text(text=" ")
                case "hardbreak":
                    yield LineBreak()
                case _:
                    yield from self.styled(child.content, bool(strong), bool(emphasis), link)

    def styled(self, text: str, strong: bool, emphasis: bool, link: str | None) -> Iterator[Node]:
        for node in self.marks.nodes(text):
            if isinstance(node, Text) and link:
                yield Link(text=node.text, href=link)
            elif isinstance(node, Text) and (strong or emphasis):
                yield node.model_copy(update={"strong": strong, "emphasis": emphasis})
            else:
                yield node


_BLOCKS = Paragraph | Heading | Lines | BlockQuote | Bullets | Divider


def _paragraphs(nodes: list[Node], level: int) -> Iterator[Block]:
    """Yield the paragraph or heading of these inlines; or the blocks, if a mark alone in its paragraph holds blocks."""
    role = next((node.name for node in nodes if isinstance(node, Role)), "")
    stays = {"priority": next((node.number for node in nodes if isinstance(node, Priority)), None)}
    blocks = [node.model_copy(update={} if isinstance(node, Divider) else stays) for node in _blocks_of(nodes)]
    rest = tuple(_trimmed(node for node in nodes if not isinstance(node, _BLOCKS | Role | Priority)))
    if blocks and rest:
        raise TemplateError("An address, a block quotation or own words must stand in a paragraph of their own.")
    yield from blocks
    if rest and level:
        yield Heading(level=level, inlines=rest, **stays)
    elif rest:
        yield Paragraph(inlines=rest, role=role, **stays)


def _blocks_of(nodes: Iterable[Node]) -> list[Block]:
    return [node for node in nodes if isinstance(node, _BLOCKS)]


def _trimmed(nodes: Iterable[Inline]) -> list[Inline]:
    """Return the inlines with neighbouring texts joined and no space at either end."""
    joined: list[Inline] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if isinstance(node, Text) and isinstance(last, Text) and _style(last) == _style(node):
            joined[-1] = last.model_copy(update={"text": last.text + node.text})
        else:
            joined.append(node)
    if joined and isinstance(joined[0], Text):
        joined[0] = joined[0].model_copy(update={"text": joined[0].text.lstrip()})
    if joined and isinstance(joined[-1], Text):
        joined[-1] = joined[-1].model_copy(update={"text": joined[-1].text.rstrip()})
    return [node for node in joined if not (isinstance(node, Text) and not node.text)]


def _style(text: Text) -> tuple[bool, bool]:
    return text.strong, text.emphasis
