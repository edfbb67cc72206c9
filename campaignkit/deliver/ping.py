"""A ping: one request that tests the way to an endpoint, its signature and its answer; nothing is written down."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from campaignkit.deliver.endpoints import Endpoint
from campaignkit.deliver.messages import Leased, new_id
from campaignkit.deliver.sinks import Payload, Sink, find_sink
from campaignkit.errors import InputError

if TYPE_CHECKING:
    import ssl

    from campaignkit.deliver.answers import Verdict


@dataclass(frozen=True, slots=True)
class Pinged:
    """Whether a ping arrived, a sentence about it, and how long it took in seconds."""

    delivered: bool
    note: str
    seconds: float


def ping(endpoint: Endpoint, *, trust: ssl.SSLContext | None = None) -> Pinged:
    """Send a ping and return what became of it.

    Raises:
        InputError: Whatever is sent to an endpoint of this kind becomes a record.
    """
    sink = find_sink(endpoint.sink)
    if sink.ping is None:
        what = f"The endpoint {endpoint.id!r} cannot be tested: whatever is sent there becomes a record."
        raise InputError(what, hint="Send one message instead: campaignkit outbox run --send")
    started = time.monotonic()
    message = _message(sink.ping(endpoint, time.time()), endpoint)
    delivered, note = _stored(message, endpoint, sink) if sink.store else _sent(message, endpoint, sink, trust)
    return Pinged(delivered, note, time.monotonic() - started)


def _message(payload: Payload, endpoint: Endpoint) -> Leased:
    until = time.time() + endpoint.deadline
    return Leased(new_id(), endpoint.id, payload.body, payload.content_type, 1, 1, until)


def _stored(message: Leased, endpoint: Endpoint, sink: Sink) -> tuple[bool, str]:
    assert sink.store
    try:
        return True, sink.store(message, endpoint)
    except OSError as error:
        return False, f"It could not be written ({error.strerror or type(error).__name__})."


def _sent(message: Leased, endpoint: Endpoint, sink: Sink, trust: ssl.SSLContext | None) -> tuple[bool, str]:
    verdict = asyncio.run(_exchange(message, endpoint, sink, trust))
    return verdict.meaning == "delivered", verdict.note


async def _exchange(message: Leased, endpoint: Endpoint, sink: Sink, trust: ssl.SSLContext | None) -> Verdict:
    from campaignkit.deliver.answers import classify
    from campaignkit.deliver.wire import Wire

    wire = Wire(endpoint, classify=sink.classify or classify, trust=trust)
    try:
        return await wire.send(message)
    finally:
        await wire.close()
