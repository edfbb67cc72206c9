"""Plain text, wrapped at 78 columns: what is pasted into a form, sent as an e-mail or read out.

Nothing is added but line breaks and indents: word for word it is `Document.text`, to which citations and signatures
are bound. Lines break at spaces only, so that no address is ever cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    CitedSource,
    Divider,
    Document,
    Heading,
    Inline,
    Lines,
    Paragraph,
    SourceMark,
    Text,
    inline_text,
)
from campaignkit.render.gate import refuse_unsafe
from campaignkit.render.prose import broken_lines, fixed_lines, spaced
from campaignkit.render.setting import PLAIN, Setting

WIDTH = 78
_NARROWEST = 24  # deep nesting does not squeeze a text into a column of syllables
_SHORT_ITEM = 2  # lines; a list with longer items reads better with space between them


def render(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return the document as plain text in UTF-8: title, body, list of sources.

    Raises:
        InputError: The document holds what no letter can carry (`refuse_unsafe`).
    """
    refuse_unsafe(document)
    title = "\n".join(_wrapped(document.title, WIDTH))
    return "\n\n".join(part for part in (title, body(document)) if part).encode()


def body(document: Document) -> str:
    """Return the document without its title: what stands below the subject of a mail."""
    parts = [_blocks(document.blocks, WIDTH)]
    if document.sources:
        parts += [[document.vocabulary.sources], [line for entry in document.sources for line in _source(entry)]]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _blocks(blocks: Sequence[Block], width: int) -> list[str]:
    """Return blocks as lines, an empty one between two."""
    lines: list[str] = []
    for block in blocks:
        if new := _block(block, max(width, _NARROWEST)):
            lines += ["", *new] if lines else new
    return lines


def _block(block: Block, width: int) -> list[str]:
    match block:
        case Paragraph(inlines=inlines) | Heading(inlines=inlines):
            return _paragraph(inlines, width)
        case Bullets(items=items, ordered=ordered):
            return _bullets(items, ordered, width)
        case BlockQuote(blocks=blocks):
            return _indented(_blocks(blocks, width - 4), "    ")
        case Lines():
            return fixed_lines(block)
        case Divider():
            return ["* * *"]


def _paragraph(inlines: Sequence[Inline], width: int) -> list[str]:
    if not inlines:
        return []
    return [row for line in broken_lines(inlines) for row in _filled(_atoms(line), width) or [""]]


def _bullets(items: Sequence[tuple[Block, ...]], ordered: bool, width: int) -> list[str]:
    rendered = []
    for number, item in enumerate(items, start=1):
        lead = f"{number}. " if ordered else "- "
        rendered.append(_hanging(_blocks(item, width - len(lead)), lead))
    apart = [""] if any(len(lines) > _SHORT_ITEM for lines in rendered) else []
    return [line for number, lines in enumerate(rendered) for line in ([*apart, *lines] if number else lines)]


def _source(entry: CitedSource) -> list[str]:
    lead = f"{entry.number}. "
    lines = _wrapped(entry.label, WIDTH - len(lead))
    return _hanging([*lines, entry.url] if entry.url else lines, lead)


def _hanging(lines: Sequence[str], lead: str) -> list[str]:
    first, *rest = lines or [""]
    return [(lead + first).rstrip(), *_indented(rest, " " * len(lead))]


def _indented(lines: Iterable[str], indent: str) -> list[str]:
    return [indent + line if line else "" for line in lines]


def _wrapped(text: str, width: int) -> list[str]:
    return _filled(_atoms([Text(text=text)]), width)


def _atoms(inlines: Sequence[Inline]) -> list[list[str]]:
    """Return the words of a line of inlines, each with the footnote marks that belong to it.

    A mark is never cut in two, and it stays with the word it follows: a line that begins with "(source 1)" reads as if
    the mark belonged to what comes next.
    """
    atoms: list[list[str]] = []
    apart = True
    for inline in inlines:
        is_mark = isinstance(inline, SourceMark)
        text = spaced(inline_text(inline))
        for number, word in enumerate([text] if is_mark else text.split(" ")):
            apart = apart or number > 0
            if not word:
                continue
            if not apart:
                atoms[-1][-1] += word
            elif is_mark and atoms:
                atoms[-1].append(word)
            else:
                atoms.append([word])
            apart = False
    return atoms


def _filled(atoms: Iterable[list[str]], width: int) -> list[str]:
    """Return lines of at most `width`, unless a single word or mark is longer."""
    lines: list[str] = []
    for atom in atoms:
        whole = " ".join(atom)
        for word in [whole] if len(whole) <= width else atom:
            if lines and len(lines[-1]) + 1 + len(word) <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
    return lines
