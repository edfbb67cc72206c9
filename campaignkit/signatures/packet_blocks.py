"""The blocks of a petition as the packet prints them: its text word for word, footnote marks and all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    Divider,
    Document,
    Heading,
    Inline,
    LineBreak,
    Lines,
    Link,
    Paragraph,
    SourceMark,
    Text,
    inline_text,
)
from campaignkit.render.prose import fixed_lines, heading_shift, spaced


def blocks_of(document: Document) -> list[dict[str, Any]]:
    """Return the body of a document as plain data; headings begin at level 2, under the title."""
    return _blocks(document.blocks, heading_shift(document))


def _blocks(blocks: Sequence[Block], shift: int) -> list[dict[str, Any]]:
    return [_block(block, shift) for block in blocks]


def _block(block: Block, shift: int) -> dict[str, Any]:
    match block:
        case Paragraph(inlines=inlines, role=role):
            return {"type": "paragraph", "role": role, "runs": _runs(inlines)}
        case Heading(level=level, inlines=inlines):
            return {"type": "heading", "level": level + shift, "runs": _runs(inlines)}
        case Bullets(items=items, ordered=ordered):
            return {"type": "list", "ordered": ordered, "items": [_blocks(item, shift) for item in items]}
        case BlockQuote(blocks=inner):
            return {"type": "quote", "blocks": _blocks(inner, shift)}
        case Lines():
            return {"type": "lines", "lines": fixed_lines(block)}
        case Divider():
            return {"type": "divider"}


def _runs(inlines: Sequence[Inline]) -> list[dict[str, Any]]:
    return [_run(inline) for inline in inlines]


def _run(inline: Inline) -> dict[str, Any]:
    run = {"type": "text", "text": "", "strong": False, "emphasis": False, "href": ""}
    match inline:
        case LineBreak():
            return {**run, "type": "break"}
        case Link(text=text, href=href):
            return {**run, "text": spaced(text), "href": href}
        case Text(text=text, strong=strong, emphasis=emphasis):
            return {**run, "text": spaced(text), "strong": strong, "emphasis": emphasis}
        case SourceMark():
            return {**run, "type": "mark", "text": inline_text(inline)}
        case _:
            return {**run, "text": spaced(inline_text(inline))}
