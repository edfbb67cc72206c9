"""PDF: a page for the envelope's window, footnotes, tags for screen readers (PDF/UA-1), set by Typst.

The document goes to Typst as data (JSON), and `print.typ` prints strings: no word of it is ever read as markup. Only
the fonts within Typst are used (Libertinus Serif; New Computer Modern and DejaVu Sans Mono for what it has not), so
that the same document gives the same bytes on every machine. Nothing is hyphenated: what is copied out of the page,
a quotation above all, is what was written.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from campaignkit.errors import InputError, missing_extra
from campaignkit.languages import vocabulary_of
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
)
from campaignkit.render.setting import PLAIN, Setting
from campaignkit.render.sheet import Run, Sheet, has_words, is_quotation, levels, lines_of, sheet, source_label

if TYPE_CHECKING:
    from typst import Compiler, TypstError

_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def render(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return the document as a PDF.

    A source is a footnote where it is first mentioned, with its address as a link; where it is mentioned again, the
    same number stands again, as in a scholarly paper, and leads to the same note: two notes with one text would look
    like two sources.

    Raises:
        MissingExtraError: typst is not installed.
        InputError: The document holds what no page can carry (`refuse_unsafe`), or a character that is in no font.
    """
    compiler = _compiler()
    from typst import TypstError

    data = json.dumps(_Tree(sheet(document, setting)).tree(), ensure_ascii=False)
    try:
        made = compiler.compile(
            _template(),
            format="pdf",
            sys_inputs={"document": data},
            pdf_standards="ua-1",
            timestamp=datetime.combine(document.date, time(), UTC),
        )
    except TypstError as error:
        raise _unset(error, f"{document.kind} from template {document.template!r}") from None
    return cast(bytes, made)  # a list is only for formats of one file a page


_own = threading.local()  # a compiler serves one thread at a time


def _compiler() -> Compiler:
    """Return the compiler of this thread, which has read its fonts already; it sees no font of the machine."""
    try:
        from typst import Compiler
    except ImportError:
        raise missing_extra("Writing a .pdf file needs typst.", "pdf") from None
    if not hasattr(_own, "compiler"):
        _own.compiler = Compiler(ignore_system_fonts=True)
    return cast("Compiler", _own.compiler)


@cache
def _template() -> bytes:
    return read_template("campaignkit.render", "print.typ")


def read_template(package: str, name: str) -> bytes:
    """Return a Typst file with what it needs of `columns.typ` before it: a compiler is given one file."""
    return (files("campaignkit.render") / "columns.typ").read_bytes() + (files(package) / name).read_bytes()


def _unset(error: TypstError, where: str) -> InputError:
    """Return what Typst refused as an error that names the characters that no font has."""
    diagnostic = str(getattr(error, "diagnostic", error))
    missing = dict.fromkeys("".join(_ESCAPED.sub(_unescaped, found) for found in _UNDRAWN.findall(diagnostic)))
    if missing:
        named = ", ".join(f"{one} (U+{ord(one):04X})" if one.isprintable() else f"U+{ord(one):04X}" for one in missing)
        what = f"No font of the PDF has a sign for: {named}."
        return InputError(what, where, "Write it in words, or write a .docx, which uses the fonts of whoever opens it.")
    return InputError(f"The PDF cannot be set: {str(error).splitlines()[0]}.", where, "Write another format.")


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


class _Tree:
    """The document as `print.typ` reads it."""

    def __init__(self, held: Sheet) -> None:
        self.sheet = held
        self.levels = levels(held.blocks)
        self.noted: set[int] = set()

    def tree(self) -> dict[str, Any]:
        held, document = self.sheet, self.sheet.document
        return {
            "kind": document.kind,
            "envelope": held.envelope,
            "language": held.language,
            "sources": vocabulary_of(held.language or "en").sources,
            "region": held.region,
            "title": held.title,
            "authors": list(document.initiators),
            "date": [document.date.year, document.date.month, document.date.day],
            "letterhead": held.letterhead,
            "way_back": held.way_back,
            "day": held.day,
            "address": held.address,
            "blocks": self.blocks(held.blocks),
            "rest": [[str(entry.number), *self.note(entry)] for entry in held.rest],
        }

    def blocks(self, blocks: Sequence[Block]) -> list[dict[str, Any]]:
        return [found for block in blocks if (found := self.block(block))]

    def block(self, block: Block) -> dict[str, Any] | None:
        match block:
            case Paragraph(inlines=inlines, role=role):
                return {"type": "paragraph", "runs": self.runs(inlines), "role": role} if has_words(inlines) else None
            case Heading(inlines=inlines):
                if not has_words(inlines):
                    return None
                return {"type": "heading", "level": next(self.levels), "runs": self.runs(inlines)}
            case Bullets(items=items, ordered=ordered):
                tight = all(len(item) < 2 for item in items)
                return {"type": "list", "ordered": ordered, "tight": tight, "items": [*map(self.blocks, items)]}
            case BlockQuote(blocks=inner):
                return {"type": "quote", "quotation": is_quotation(block), "blocks": self.blocks(inner)}
            case Lines(role=role):
                return {"type": "lines", "lines": lines_of(block), "role": role}
            case Divider():
                return {"type": "divider"}

    def runs(self, inlines: Sequence[Inline]) -> list[dict[str, Any]]:
        return [self.run(run) for run in self.sheet.runs(inlines)]

    def run(self, run: Run) -> dict[str, Any]:
        if run.notes:
            return {"type": "notes", "notes": [self.mention(number) for number in run.notes]}
        if run.ends_line:
            return {"type": "break"}
        return {"type": "text", "text": run.text, "strong": run.strong, "emphasis": run.emphasis, "href": run.href}

    def mention(self, number: int) -> list[str]:
        """Return the number of a footnote, and its text where it is mentioned first."""
        again = number in self.noted
        self.noted.add(number)
        return [str(number)] if again else [str(number), *self.note(self.sheet.notes[number])]

    def note(self, entry: CitedSource) -> list[str]:
        return [source_label(entry), entry.url or ""]
