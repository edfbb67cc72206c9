"""A document made shorter: whole paragraphs and whole items of lists, never a word less of a quotation.

Templates say with `priority(n)` how long a paragraph stays; what says nothing must stay. With a paragraph goes what
only it cites, and the list of sources counts anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    CitedSource,
    Divider,
    Document,
    FigureText,
    Heading,
    Inline,
    Lines,
    Paragraph,
    Quoted,
    SourceMark,
    inline_text,
    inlines_of,
)

Place = tuple[int, ...]
"""Where a unit stands: the number of a block, and for an item of a list its number in it."""


@dataclass(frozen=True, slots=True)
class Shortened:
    """A document that has been made shorter.

    Attributes:
        document: What is left; whether it fits is for the caller to ask.
        dropped: What was left out, in the order in which it went: its text.
        left_out: Ids of the statements and the sources that are no longer cited.
    """

    document: Document
    dropped: tuple[str, ...]
    left_out: frozenset[str]


def shorten(document: Document, fits: Callable[[Document], bool], at_least: int = 0) -> Shortened:
    """Return the document without as many of its units as must go for it to fit, or without all that may go.

    A unit is a block, or an item of a list, that has a priority. The lowest number goes first, and of several with one
    number the one that stands last. A list that has lost all its items goes, with the line that led to it; and so does
    a heading that has nothing left below it. `at_least` so many units go even if fewer would do.
    """
    units = sorted(_units(document.blocks), key=lambda unit: (unit[0], *(-step for step in unit[1])))
    gone: list[Place] = []
    left = document
    while units and (len(gone) < at_least or not fits(left)):
        gone.append(units.pop(0)[1])
        left = without(document, gone)
    dropped = tuple(_text(document.blocks, place) for place in gone)
    return Shortened(left, dropped, _lost(document, left))


def without(document: Document, places: Collection[Place]) -> Document:
    """Return the document without the units at `places`, its list of sources counted anew."""
    blocks = _kept(document.blocks, frozenset(places))
    lost = _cited(document.blocks) - _cited(blocks)
    mentioned = list(dict.fromkeys(_numbers(blocks)))
    before = set(_numbers(document.blocks))
    entries = sorted(
        (entry for entry in document.sources if entry.number in mentioned or entry.number not in before),
        key=lambda entry: mentioned.index(entry.number) if entry.number in mentioned else len(mentioned),
    )
    new = {entry.number: number for number, entry in enumerate(entries, start=1)}
    listed = tuple(_renumbered(entry, new[entry.number], lost) for entry in entries)
    return document.model_copy(update={"blocks": _marked(blocks, new), "sources": listed})


def _renumbered(entry: CitedSource, number: int, lost: Collection[str]) -> CitedSource:
    statements = tuple(one for one in entry.statements if one not in lost)
    return entry.model_copy(update={"number": number, "statements": statements})


def _units(blocks: Sequence[Block]) -> Iterator[tuple[int, Place]]:
    """Yield priority and place of all that may go."""
    for number, block in enumerate(blocks):
        if (priority := _priority(block)) is not None:
            yield priority, (number,)
        elif isinstance(block, Bullets):
            for item, held in enumerate(block.items):
                if held and (priority := _priority(held[0])) is not None:
                    yield priority, (number, item)


def _priority(block: Block) -> int | None:
    return None if isinstance(block, Divider) else block.priority


def _kept(blocks: Sequence[Block], gone: frozenset[Place]) -> tuple[Block, ...]:
    left = [_reduced(block, number, gone) for number, block in enumerate(blocks)]
    for number, block in enumerate(blocks[:-1]):
        if left[number + 1] is None and _leads(block):
            left[number] = None
    for number in reversed(range(len(blocks))):
        section = list(_section(blocks, number))
        if section and all(left[inner] is None for inner in section):
            left[number] = None
    return tuple(block for block in left if block is not None)


def _reduced(block: Block, number: int, gone: frozenset[Place]) -> Block | None:
    if (number,) in gone:
        return None
    if isinstance(block, Bullets):
        items = tuple(held for item, held in enumerate(block.items) if (number, item) not in gone)
        return block.model_copy(update={"items": items}) if items else None
    return block


def _leads(block: Block) -> bool:
    """Return whether a paragraph only leads to what follows it."""
    return isinstance(block, Paragraph) and not block.role and _said(block.inlines).rstrip().endswith(":")


def _section(blocks: Sequence[Block], number: int) -> Iterator[int]:
    """Yield the numbers of the blocks that stand below the heading `number`; none if it is no heading."""
    heading = blocks[number]
    if isinstance(heading, Heading):
        for below in range(number + 1, len(blocks)):
            block = blocks[below]
            if isinstance(block, Heading) and block.level <= heading.level:
                return
            yield below


def _marked(blocks: Iterable[Block], new: dict[int, int]) -> tuple[Block, ...]:
    """Return blocks whose footnote marks bear the new numbers."""
    return tuple(_marked_block(block, new) for block in blocks)


def _marked_block(block: Block, new: dict[int, int]) -> Block:
    match block:
        case Paragraph(inlines=inlines) | Heading(inlines=inlines):
            return block.model_copy(update={"inlines": tuple(_marked_inline(one, new) for one in inlines)})
        case Bullets(items=items):
            return block.model_copy(update={"items": tuple(_marked(item, new) for item in items)})
        case BlockQuote(blocks=inner):
            return block.model_copy(update={"blocks": _marked(inner, new)})
        case _:
            return block


def _marked_inline(inline: Inline, new: dict[int, int]) -> Inline:
    if isinstance(inline, SourceMark):
        return inline.model_copy(update={"numbers": tuple(sorted(new.get(one, one) for one in inline.numbers))})
    return inline


def _numbers(blocks: Iterable[Block]) -> Iterator[int]:
    for inline in inlines_of(blocks):
        if isinstance(inline, SourceMark):
            yield from inline.numbers


def _cited(blocks: Iterable[Block]) -> set[str]:
    """Return the ids of all statements that blocks cite."""
    ids: set[str] = set()
    for inline in inlines_of(blocks):
        if isinstance(inline, Quoted | FigureText):
            ids.add(inline.statement)
        elif isinstance(inline, SourceMark):
            ids.update(inline.statements)
    return ids


def _lost(before: Document, after: Document) -> frozenset[str]:
    """Return the ids of the statements and the sources that are cited no longer."""
    statements = _cited(before.blocks) - _cited(after.blocks)
    return frozenset(statements | {one.source for one in before.sources} - {one.source for one in after.sources})


def _text(blocks: Sequence[Block], place: Place) -> str:
    """Return what a unit says, in one line."""
    block = blocks[place[0]]
    held = block.items[place[1]] if isinstance(block, Bullets) and len(place) > 1 else (block,)
    return " ".join(" ".join(_lines(held)).split())


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Lines):
            yield f"{block.role or 'lines'}: {', '.join(block.lines)}"
        else:
            yield _said(inlines_of([block]))


def _said(inlines: Iterable[Inline]) -> str:
    return "".join(map(inline_text, inlines))
