"""What no renderer lets through: characters that steer a terminal or break a page, and links that are not of the web.

The models refuse such links already; a document that was put together without validation meets them here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.errors import InputError
from campaignkit.models.document import Document, Heading, Link, Paragraph
from campaignkit.render.prose import every_block

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")  # those that are not white space
_ADDRESS = re.compile(r"https?://[^\s<>\"\\\x00-\x1f\x7f-\x9f]+", re.IGNORECASE)


def refuse_unsafe(document: Document) -> None:
    """Refuse a document that no page or letter can carry as it is; words are never changed to make them fit.

    Raises:
        InputError: A control character in the text, or a link that does not begin with https:// or http://.
    """
    if found := _CONTROL.search("\n".join((document.text, *document.initiators))):
        raise InputError(
            f"The text holds the control character U+{ord(found[0]):04X}, as character {found.start() + 1}.",
            _where(document),
            "Take it out of the campaign, the template or the sender's details, wherever it comes from.",
        )
    for address in _addresses(document):
        if not _ADDRESS.fullmatch(address):
            raise InputError(
                "A link does not lead to a page of the web.",
                _where(document),
                "Give an address that begins with https:// or http:// and holds no space.",
            )


def _where(document: Document) -> str:
    return f"{document.kind} from template {document.template!r}"


def _addresses(document: Document) -> Iterator[str]:
    yield from (entry.url for entry in document.sources if entry.url)
    for block in every_block(document.blocks):
        if isinstance(block, Paragraph | Heading):
            yield from (inline.href for inline in block.inlines if isinstance(inline, Link))
