"""Plain text to be pasted into the fields of a site, field by field: not wrapped, and each under its name.

Sites keep line breaks as they are pasted, and count them; so a paragraph is one line here, as in `Document.text`.
"""

from __future__ import annotations

from collections.abc import Iterable

from campaignkit.models.document import Document, Paragraph, source_line
from campaignkit.render.gate import refuse_unsafe
from campaignkit.render.setting import PLAIN, Setting


def petition(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return the title, what is asked for and all else, as three fields of a petition site; raises InputError."""
    refuse_unsafe(document)
    asked, reasons = request_and_reasons(document)
    return _fields([("title", document.title), ("background", asked), ("details", reasons)])


def post(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return a post, and the reply to it that holds the sources; raises InputError."""
    refuse_unsafe(document)
    return _fields([("post", document.body), ("reply with the sources", sources(document))])


def request_and_reasons(document: Document) -> tuple[str, str]:
    """Return what a petition asks for, and all else with the list of sources: two fields of a petition site."""
    asks = [block for block in document.blocks if isinstance(block, Paragraph) and block.role == "ask"]
    others = [block for block in document.blocks if block not in asks]
    asked = document.model_copy(update={"blocks": tuple(asks), "sources": ()})
    rest = document.model_copy(update={"blocks": tuple(others)})
    return asked.body, rest.text.removeprefix(document.title).strip("\n")


def sources(document: Document) -> str:
    """Return the list of sources without its heading, a line each."""
    return "\n".join(map(source_line, document.sources))


def _fields(fields: Iterable[tuple[str, str]]) -> bytes:
    return "\n\n".join(f"--- {name} ---\n{text}" for name, text in fields if text).encode() + b"\n"
