"""Microsoft Teams: an adaptive card for a workflow that starts when a webhook is called.

Words are runs of a RichTextBlock, in which nothing is Markdown. The message is at most 12,000 bytes of UTF-8: beyond
that, some workflows answer 413, whatever the limit is said to be.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaignkit.deliver.endpoints import Endpoint
from campaignkit.deliver.sinks import Payload, Sink
from campaignkit.deliver.sinks.parts import (
    Writing,
    as_json,
    longest,
    passages,
    public,
    shortened,
    source,
    sources_of,
    visible,
)
from campaignkit.models.document import Document

BYTES = 12_000
_WRITING = Writing(str, str)
_CARD = "application/vnd.microsoft.card.adaptive"
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"


def render(document: Document, endpoint: Endpoint, options: Mapping[str, Any], /) -> Payload:
    """Return the document as a card."""
    document = public(document)
    body = passages(document, _WRITING)
    title = _block(visible(document.title), size="Large", weight="Bolder")

    def build(count: int) -> bytes | None:
        kept, whole = body[:count], count == len(body)
        blocks = [title, *(_block(passage.text) for passage in kept)]
        blocks += [] if whole else [_block(shortened(count, len(body)), isSubtle=True)]
        blocks += [_block(source(entry, _WRITING), size="Small") for entry in sources_of(document, kept, whole=whole)]
        made = _message(blocks)
        return made if len(made) <= BYTES else None

    return Payload(longest(document, len(body), build, "Teams"), label=document.title)


def _block(text: str, **style: Any) -> dict[str, Any]:
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **style}]}


def _message(blocks: list[dict[str, Any]]) -> bytes:
    card = {"$schema": _SCHEMA, "type": "AdaptiveCard", "version": "1.4", "body": blocks}
    return as_json({"type": "message", "attachments": [{"contentType": _CARD, "contentUrl": None, "content": card}]})


def ping(endpoint: Endpoint, now: float) -> Payload:
    """Return a card that only tests the way."""
    return Payload(_message([_block(f"campaignkit tests the endpoint {endpoint.id}.")]), label="ping")


SINK = Sink(
    render, ping, secret_url=True, hosts=("logic.azure.com", "powerplatform.com", "powerautomate.com", "office.com")
)
