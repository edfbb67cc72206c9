"""What the renderers share: white space, lines, and how deep headings stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from campaignkit.models.document import Block, BlockQuote, Bullets, Document, Heading, Inline, LineBreak, Lines

# Every white space but those that forbid a line break: "10 million" with one of them stays on one line.
_SPACE = re.compile(r"[^\S\u00a0\u2007\u202f]")
_SPACES = re.compile(r"[^\S\u00a0\u2007\u202f]+")


def spaced(text: str) -> str:
    r"""Return the text with one plain space for each run of white space; no-break spaces stay.

    Examples:
        >>> spaced("over  1,300\npolice\u00a0departments")
        'over 1,300 police\xa0departments'
    """
    return _SPACES.sub(" ", text)


def fixed_lines(block: Lines) -> list[str]:
    """Return the lines of an address or a signature, inner and leading spaces kept."""
    lines = [part for line in block.lines for part in line.splitlines() or [""]]
    return [_SPACE.sub(" ", line.expandtabs(4)).rstrip() for line in lines]


def broken_lines(inlines: Sequence[Inline]) -> list[list[Inline]]:
    """Return the inlines of a paragraph by line: cut at each `LineBreak`."""
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        else:
            lines[-1].append(inline)
    return lines


def heading_shift(document: Document) -> int:
    """Return what to add to the levels of the body's headings so that the highest stands right under the title.

    Some templates begin at level 1 and some at 2; a page has one heading of level 1, its title, and skips no level.
    """
    levels = (block.level for block in every_block(document.blocks) if isinstance(block, Heading))
    return 2 - min(levels, default=2)


def every_block(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks in their order, each before those that stand in it."""
    for block in blocks:
        yield block
        inner = block.items if isinstance(block, Bullets) else (block.blocks,) if isinstance(block, BlockQuote) else ()
        for held in inner:
            yield from every_block(held)
