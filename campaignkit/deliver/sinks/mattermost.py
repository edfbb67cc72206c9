"""Mattermost: an incoming webhook, as one post in Markdown of at most 16,383 characters, in which nobody is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaignkit.deliver.endpoints import Endpoint
from campaignkit.deliver.sinks import Payload, Sink
from campaignkit.deliver.sinks.chat_markdown import WRITING, escaped
from campaignkit.deliver.sinks.parts import as_json, longest, passages, public, shortened, source, sources_of, units
from campaignkit.deliver.sinks.parts import visible as shown
from campaignkit.models.document import Document

POST = 16_383


def render(document: Document, endpoint: Endpoint, options: Mapping[str, Any], /) -> Payload:
    """Return the document as a post."""
    document = public(document)
    body = passages(document, WRITING)

    def build(count: int) -> bytes | None:
        kept, whole = body[:count], count == len(body)
        texts = [f"#### {escaped(shown(document.title))}", *(passage.text for passage in kept)]
        texts += [] if whole else [shortened(count, len(body))]
        texts += [source(entry, WRITING) for entry in sources_of(document, kept, whole=whole)]
        text = "\n\n".join(texts)
        return as_json({"text": text}) if units(text) <= POST else None

    return Payload(longest(document, len(body), build, "Mattermost"), label=document.title)


def ping(endpoint: Endpoint, now: float) -> Payload:
    """Return a line that only tests the way."""
    return Payload(as_json({"text": f"campaignkit tests the endpoint {endpoint.id}."}), label="ping")


SINK = Sink(render, ping, secret_url=True)
