"""Slack: an incoming webhook, as blocks of plain text, in which nothing is markup.

Limits after the reference of Block Kit: 50 blocks, 150 characters in a header, 3,000 in a section, 10 elements in a
context; one message a second. `&`, `<` and `>` are live in every text of Slack ("<!channel>" calls everybody) and are
escaped.
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

BLOCKS, HEADER, SECTION = 50, 150, 3000
ALL = 12_000  # Slack refuses more at some length that it does not tell; a letter has a quarter of this
_LIVE = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;"}


def escaped(text: str) -> str:
    """Return a text in which nothing is live.

    Examples:
        >>> escaped("<!channel> & <https://evil.example|bank.example>")
        '&lt;!channel&gt; &amp; &lt;https://evil.example|bank.example&gt;'
    """
    return text.translate(_LIVE)


_WRITING = Writing(escaped, escaped)


def render(document: Document, endpoint: Endpoint, options: Mapping[str, Any], /) -> Payload:
    """Return the document as blocks: header, sections, sources."""
    document = public(document)
    body = passages(document, _WRITING)
    title = escaped(visible(document.title))

    def build(count: int) -> bytes | None:
        kept = body[:count]
        whole = count == len(body)
        texts = [] if units(title) <= HEADER else [title]
        texts += [passage.text for passage in kept] + ([] if whole else [shortened(count, len(body))])
        texts += [source(entry, _WRITING) for entry in sources_of(document, kept, whole=whole)]
        sections = packed(texts, SECTION)
        blocks = [{"type": "header", "text": _plain(title)}] if units(title) <= HEADER else []
        blocks += [{"type": "section", "text": _plain(text)} for text in sections or ()]
        fallback = title if units(title) <= SECTION else document.kind
        fits = sections is not None and len(blocks) <= BLOCKS and sum(map(units, sections)) <= ALL
        return as_json({"text": fallback, "mrkdwn": False, "blocks": blocks} | _QUIET) if fits else None

    return Payload(longest(document, len(body), build, "Slack"), label=document.title)


_QUIET = {"unfurl_links": False, "unfurl_media": False}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text, "emoji": False}


def ping(endpoint: Endpoint, now: float) -> Payload:
    """Return a line that only tests the way."""
    return Payload(as_json({"text": f"campaignkit tests the endpoint {endpoint.id}.", "mrkdwn": False}), label="ping")


SINK = Sink(render, ping, secret_url=True, hosts=("slack.com", "slack-gov.com"), rate=1.0)
