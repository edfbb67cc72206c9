"""Documents for the tests of sinks: honest ones, long ones, and one that is hostile in every field."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaignkit.models import Document, Sender

ROW = {"statement": "holm", "source": "gazette"}
LIVE = (
    "<!channel> <@U123> <https://evil.example|bank.example> @everyone @all @here @channel <@&1> <#2> "
    "[bank.example](https://evil.example) ![x](https://evil.example/p.png) *b* _i_ ~~s~~ `c` ||h|| www.evil.example "
    "&lt;!here&gt; &amp; <at>Ann</at> :smile: <script>alert(1)</script> onerror= javascript:x https://evil.example\\@h"
)
BIDI = "pay \u202eelgooG\u202c now \u2066x\u2069"
SIGNER = ("Alex Example", "alex@neighbors.example", "17 Hidden Street")
OWN = "I walk past three cameras."


def text(words: str) -> dict[str, Any]:
    """Words."""
    return {"type": "text", "text": words}


def paragraph(*inlines: dict[str, Any] | str, role: str = "") -> dict[str, Any]:
    """A paragraph."""
    held = [text(one) if isinstance(one, str) else one for one in inlines]
    return {"type": "paragraph", "inlines": held, "role": role}


def quoted(words: str) -> dict[str, Any]:
    """A quotation."""
    return {"type": "quoted", "text": words, **ROW}


def document(*blocks: dict[str, Any], **fields: Any) -> Document:
    """A letter with these blocks and one source."""
    source = {"number": 1, "source": "gazette", "label": "The Haven Gazette, 4 March 2024", "statements": ["holm"]}
    held: dict[str, Any] = {
        "kind": "letter",
        "template": "letters/company",
        "campaign": "ferry",
        "title": "Keep the ferry: a request to Haven Lines",
        "date": date(2026, 11, 23),
        "target": "haven-lines",
        "target_name": "Haven Lines",
        "demand": "keep-the-ferry",
        "blocks": list(blocks),
        "sources": [{**source, "url": "https://gazette.example/a_(b)?c=1|2&d=3"}],
    }
    return Document.model_validate(held | fields)


MARK = {"type": "mark", "numbers": [1]}


def letter() -> Document:
    """A letter of usual length, signed, with words of the sender's own."""
    return document(
        {"type": "lines", "lines": ["November 23, 2026"], "role": "date"},
        paragraph("To Haven Lines:", role="salutation"),
        paragraph("The harbour master said: ", quoted("We will not end the ferry before a bridge is open"), " ", MARK),
        {
            "type": "bullets",
            "items": [[paragraph("It carries ", {"type": "figure", "text": "over 300 people", **ROW})]],
        },
        paragraph(OWN, role="own-words"),
        paragraph("Will you keep it?", role="ask"),
        {"type": "lines", "lines": list(SIGNER), "role": "signature"},
    )


def hostile() -> Document:
    """A letter whose every word was written by somebody who wants to be more than read."""
    source = {"number": 1, "source": "gazette", "label": f"{LIVE} {BIDI}", "url": "https://gazette.example/a|b"}
    return document(
        paragraph(LIVE),
        paragraph("Said: ", quoted(LIVE), " ", MARK),
        paragraph(BIDI),
        paragraph({"type": "link", "text": "https://bank.example/", "href": "https://evil.example/x_y_z"}),
        paragraph("- a list\n# a heading\n> a quote\n1. one\n=====", {"type": "break"}, "+ more"),
        {"type": "lines", "lines": [f"# {LIVE}"]},
        title=f"{LIVE[:60]} {BIDI}",
        sources=[source],
    )


def long(paragraphs: int, words: int = 120) -> Document:
    """A letter of so many paragraphs, each of which ends with a quotation."""
    return document(
        *(
            paragraph(f"Paragraph {n}. " + "word " * words, quoted(f"end {n}: " + "told " * 10), MARK)
            for n in range(paragraphs)
        )
    )


def sender() -> Sender:
    """Who signs the letter."""
    return Sender.model_validate(
        {"name": SIGNER[0], "email_address": SIGNER[1], "postal_address": SIGNER[2], "own_words": OWN}
    )
