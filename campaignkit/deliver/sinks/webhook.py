"""An event in JSON, as Standard Webhooks has it: `type`, `timestamp`, `data`; or wrapped as CloudEvents 1.0.

It is thin: ids, title, sha256, citations and sources. The text comes with it where the endpoint says
`include = ["text"]`; what belongs to the person who signs never does. Text, sha256 and the places of citations are
those of the document without it. The timestamp is the day that the document bears, so that the same document is the
same event.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from campaignkit.deliver.endpoints import Endpoint
from campaignkit.deliver.sinks import JSON, Payload, Sink
from campaignkit.deliver.sinks.parts import as_json, public
from campaignkit.errors import InputError
from campaignkit.models.document import Document

BYTES_AT_MOST = 20_000  # of a thin event: what Standard Webhooks asks to stay under
BYTES_WITH_TEXT = 256 * 1024
CLOUDEVENTS = "application/cloudevents+json; charset=utf-8"
_FIELDS = (
    "kind", "template", "version", "campaign", "title", "language", "date", "target", "target_name", "demand",
    "standing", "ask", "answer_by",
)  # fmt: skip


def render(document: Document, endpoint: Endpoint, options: Mapping[str, Any], /) -> Payload:
    """Return the event that a document was written."""
    payload = Payload(*_enveloped(event(document, endpoint), endpoint), label=document.title)
    limit = endpoint.max_bytes or (BYTES_WITH_TEXT if endpoint.include else BYTES_AT_MOST)
    if len(payload.body) > limit:
        what = f"The event has {len(payload.body):,} bytes; the endpoint {endpoint.id!r} takes {limit:,}."
        raise InputError(what, hint="Set max_bytes at the endpoint if its receiver takes longer ones.")
    return payload


def event(document: Document, endpoint: Endpoint) -> dict[str, Any]:
    """Return the event as an object."""
    document = public(document)
    held = document.model_dump(mode="json", include=set(_FIELDS), exclude_none=True)
    data = {name: held[name] for name in _FIELDS if name in held} | {"sha256": document.sha256}
    if "text" in endpoint.include:
        data["text"] = document.text
    data["citations"] = [one.model_dump(mode="json") for one in document.citations]
    data["sources"] = [one.model_dump(mode="json", exclude_none=True) for one in document.sources]
    kind = document.kind.replace("-", "_")
    return {"type": f"{kind}.written", "timestamp": _stamp(document.date), "data": data}


def ping(endpoint: Endpoint, now: float) -> Payload:
    """Return an event that only tests the way."""
    stamp = datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    held = {"type": "endpoint.ping", "timestamp": stamp, "data": {"endpoint": endpoint.id}}
    return Payload(*_enveloped(held, endpoint), label="ping")


def _stamp(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _enveloped(event: dict[str, Any], endpoint: Endpoint) -> tuple[bytes, str]:
    if endpoint.envelope != "cloudevents":
        return as_json(event), JSON
    data = event["data"]
    wrapped = {
        "specversion": "1.0",
        "id": f"{event['type']}/{data.get('sha256', event['timestamp'])}",
        "source": f"urn:campaignkit:{data.get('campaign', 'endpoint')}",
        "type": event["type"],
        "time": event["timestamp"],
        **({"subject": data["target"]} if data.get("target") else {}),
        "datacontenttype": "application/json",
        "data": data,
    }
    return as_json(wrapped), CLOUDEVENTS


SINK = Sink(render, ping, knows_twice=True, signed=True)
