"""What no renderer lets through: characters that steer a terminal or break a page, and links that are not of the web.

The models refuse such links already; a document that was put together without validation meets them here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.errors import InputError
from campaignkit.folding import Span
from campaignkit.models.document import Document, Link, inlines_of

_CONTROL = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]"
)  # those that are not white space; halves of a pair
# What cannot be seen and makes a page read otherwise than it is written: it turns the direction of writing, hides words
# in tags, or is of no use on a page. The marks that letters from right to left need themselves are not among them.
_UNSEEN = re.compile(r"[\u202a-\u202e\u2061-\u206f\ufff9-\ufffb\U000e0000-\U000e007f]")
_SHOWN = 60  # characters of a paragraph that are shown
_ROLES = ("own-words", "signature", "signers", "address", "salutation")
_ADDRESS = re.compile(r"https?://[^\s<>\"\\\x00-\x1f\x7f-\x9f]+", re.IGNORECASE)


def refuse_unsafe(document: Document, *, shows_unseen: bool = False) -> None:
    """Refuse a document that no page or letter can carry as it is; words are never changed to make them fit.

    Args:
        document: What is to be rendered.
        shows_unseen: The format shows what cannot be seen by its number ("U+202E"), so that it changes nothing.

    Raises:
        InputError: A control character in the text, a character that turns the direction of writing unseen, or a link
            that does not begin with https:// or http://.
    """
    text = "\n".join((document.text, *document.initiators))
    if found := _CONTROL.search(text) or (not shows_unseen and _UNSEEN.search(text)):
        raise InputError(
            f"The text holds {_called(found[0])} U+{ord(found[0]):04X}, as character {found.start() + 1}"
            f"{_place(document, found.start())}.",
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


def _called(sign: str) -> str:
    if "\ud800" <= sign <= "\udfff":
        return "half a character"
    return "the control character" if _CONTROL.match(sign) else "a character that cannot be seen,"


def _place(document: Document, at: int) -> str:
    """Return where a character of the text stands; the words are shown of what is about no person."""
    if at >= len(document.text):
        return ", in the name of who brings it"
    if at < len(document.title):
        return ", in the title"
    if at >= len(document.title) + 2 + len(document.body):
        return ", in the sources"
    role = next((one for one in _ROLES if Span(at, at + 1).within(document.places(one))), None)
    if role:
        return f", in the {role}"
    for number, passage in enumerate(document.passages, start=1):
        if Span(at, at + 1).within([passage.span]):
            words = _UNSEEN.sub("", _CONTROL.sub("", document.text[slice(*passage.span)]))
            return f", in paragraph {number}, “{' '.join(words.split())[:_SHOWN]}”"
    return ""


def _where(document: Document) -> str:
    return f"{document.kind} from template {document.template!r}"


def _addresses(document: Document) -> Iterator[str]:
    yield from (entry.url for entry in document.sources if entry.url)
    yield from (inline.href for inline in inlines_of(document.blocks) if isinstance(inline, Link))
