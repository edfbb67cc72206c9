"""Discord: a webhook, as embeds; nobody is ever mentioned (`allowed_mentions` is empty).

Limits after the reference of its API: 10 embeds, 256 characters in a title, 4,096 in a description, 6,000 in all; five
messages in two seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaignkit.deliver.endpoints import Endpoint
from campaignkit.deliver.sinks import Payload, Sink
from campaignkit.deliver.sinks.chat_markdown import WRITING, escaped
from campaignkit.deliver.sinks.parts import (
    as_json,
    longest,
    packed,
    passages,
    public,
    shortened,
    source,
    sources_of,
    units,
    visible,
)
from campaignkit.models.document import Document

EMBEDS, TITLE, DESCRIPTION, ALL = 10, 256, 4096, 6000


def render(document: Document, endpoint: Endpoint, options: Mapping[str, Any], /) -> Payload:
    """Return the document as embeds."""
    document = public(document)
    body = passages(document, WRITING)
    title = escaped(visible(document.title))

    def build(count: int) -> bytes | None:
        kept, whole = body[:count], count == len(body)
        texts = [] if units(title) <= TITLE else [title]
        texts += [passage.text for passage in kept] + ([] if whole else [shortened(count, len(body))])
        texts += [source(entry, WRITING) for entry in sources_of(document, kept, whole=whole)]
        made = packed(texts, DESCRIPTION)
        head = {"title": title} if units(title) <= TITLE else {}
        size = sum(map(units, [*(made or ()), *head.values()]))
        if made is None or len(made) > EMBEDS or size > ALL:
            return None
        embeds = [{**(head if not number else {}), "description": text} for number, text in enumerate(made)]
        return as_json({"embeds": embeds, "allowed_mentions": {"parse": []}})

    return Payload(longest(document, len(body), build, "Discord"), label=document.title)


def ping(endpoint: Endpoint, now: float) -> Payload:
    """Return a line that only tests the way."""
    line = f"campaignkit tests the endpoint {endpoint.id}."
    return Payload(as_json({"content": line, "allowed_mentions": {"parse": []}}), label="ping")


SINK = Sink(render, ping, secret_url=True, hosts=("discord.com", "discordapp.com"), rate=2.0)
