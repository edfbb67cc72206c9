"""A document as a row of passages, each in the writing of its receiver, cut only between two of them.

What belongs to the person who signs is left out. Characters that turn the direction of writing are shown, since a
quotation that reads backwards is not the one that was checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from campaignkit.errors import InputError
from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    CitedSource,
    Divider,
    Document,
    Heading,
    Inline,
    LineBreak,
    Lines,
    Link,
    Paragraph,
    SourceMark,
    inline_text,
)
from campaignkit.render.gate import refuse_unsafe

PERSONAL = frozenset(("signature", "own-words", "sender"))  # roles of what belongs to the person who signs
_TURNS = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STEERS = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph in the writing of a receiver; `marks` are the numbers of the sources that it names."""

    text: str
    marks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Writing:
    """How a receiver writes: `words` makes a piece of a text harmless there, `address` a web address.

    `paragraph` is for what only the lines of a whole paragraph can show, such as an indent.
    """

    words: Callable[[str], str]
    address: Callable[[str], str]
    paragraph: Callable[[str], str] = str


def public(document: Document) -> Document:
    """Return the document without what belongs to the person who signs.

    Raises:
        InputError: A control character, or a link that is none (`refuse_unsafe`).
    """
    refuse_unsafe(document, shows_unseen=True)
    held = {name: getattr(document, name) for name in Document.model_fields}  # a copy would keep the text as it was
    return Document(**{**held, "blocks": _without_personal(document.blocks), "initiators": ()})


def _without_personal(blocks: Sequence[Block]) -> tuple[Block, ...]:
    kept: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph | Lines) and block.role in PERSONAL:
            continue
        if isinstance(block, BlockQuote):
            block = block.model_copy(update={"blocks": _without_personal(block.blocks)})
        elif isinstance(block, Bullets):
            block = block.model_copy(update={"items": tuple(map(_without_personal, block.items))})
        kept.append(block)
    return tuple(kept)


def visible(text: str) -> str:
    r"""Return the text with marks of direction shown.

    Examples:
        >>> visible("a" + chr(0x202E) + "b")
        'a[U+202E]b'
    """
    return _TURNS.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def passages(document: Document, writing: Writing) -> list[Passage]:
    """Return the body as passages; an item of a list is one, as is a quotation set apart."""
    return [passage for passage in _of_blocks(document.blocks, writing, "") if passage.text.strip()]


def _of_blocks(blocks: Sequence[Block], writing: Writing, lead: str) -> Iterator[Passage]:
    for block in blocks:
        yield from _of_block(block, writing, lead)
        lead = ""


def _of_block(block: Block, writing: Writing, lead: str) -> Iterator[Passage]:
    match block:
        case Paragraph(inlines=inlines) | Heading(inlines=inlines):
            text = "".join(_inline(inline, writing) for inline in inlines)
            marks = {number for inline in inlines if isinstance(inline, SourceMark) for number in inline.numbers}
            yield Passage(lead + writing.paragraph(text), frozenset(marks))
        case Bullets(items=items, ordered=ordered):
            for number, item in enumerate(items, start=1):
                yield from _of_blocks(item, writing, lead + (f"({number}) " if ordered else "• "))
        case BlockQuote(blocks=blocks):
            yield from _of_blocks(blocks, writing, lead)
        case Lines(lines=lines):
            text = "\n".join(writing.words(visible(line)) for line in lines)
            yield Passage(lead + writing.paragraph(text))
        case Divider():
            return


def _inline(inline: Inline, writing: Writing) -> str:
    match inline:
        case LineBreak():
            return "\n"
        case Link(text=text, href=href) if text != href:
            return f"{writing.words(visible(text))} ({writing.address(href)})"
        case Link(href=href):
            return writing.address(href)
        case _:
            return writing.words(visible(inline_text(inline)))


def source(entry: CitedSource, writing: Writing) -> str:
    """Return an entry of the list of sources on one line."""
    label = writing.paragraph(writing.words(visible(f"{entry.number}. {entry.label}")))
    return f"{label} {writing.address(entry.url)}" if entry.url else label


def sources_of(document: Document, kept: Iterable[Passage], *, whole: bool) -> list[CitedSource]:
    """Return the sources that passages name; all of them for a whole document."""
    named = frozenset[int]().union(*(passage.marks for passage in kept))
    return [entry for entry in document.sources if whole or entry.number in named]


def shortened(kept: int, total: int) -> str:
    """Return what stands where the rest was left out."""
    return f"Shortened: {kept} of {total} paragraphs are shown."


def longest(document: Document, total: int, build: Callable[[int], bytes | None], receiver: str) -> bytes:
    """Return the body with as many whole paragraphs as the receiver takes.

    Args:
        build: Makes the body of so many paragraphs; None if that is more than the receiver takes.

    Raises:
        InputError: Not even one fits.
    """
    for count in range(total, 0, -1):
        if (body := build(count)) is not None:
            return body
    what = f"{receiver} does not take this {document.kind}: with its title and sources, not one paragraph fits."
    raise InputError(what, hint="Send it to an endpoint of another kind, or write a shorter one.")


def as_json(value: Any) -> bytes:
    r"""Return JSON in UTF-8; what steers a terminal, turns the direction or ends a line is written as an escape.

    Examples:
        >>> as_json({"a": "é" + chr(0x202E)})
        b'{"a":"\xc3\xa9\\u202e"}'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _STEERS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text).encode()


def units(text: str) -> int:
    """Return how many UTF-16 units a text has, which is what receivers written in JavaScript count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def packed(texts: Sequence[str], limit: int) -> list[str] | None:
    """Return texts joined into as few as possible, none longer than `limit` units; None if one of them is."""
    made: list[str] = []
    for text in texts:
        if units(text) > limit:
            return None
        if made and units(made[-1]) + 2 + units(text) <= limit:
            made[-1] += f"\n\n{text}"
        else:
            made.append(text)
    return made
