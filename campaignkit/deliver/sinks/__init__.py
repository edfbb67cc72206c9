"""Sinks: what a document looks like at its receiver. One file a receiver, chosen by name.

A sink is a `Sink`; further ones come from other packages, under the entry point group `campaignkit.sinks`:

    [project.entry-points."campaignkit.sinks"]
    notice-board = "my_sinks:SINK"

What the person who signs has given of herself (signature, own words) is in no message, but where a sink is told that
it may, by its endpoint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from campaignkit.errors import InputError, unknown_id

if TYPE_CHECKING:
    from campaignkit.deliver.answers import Classify
    from campaignkit.deliver.endpoints import Endpoint
    from campaignkit.deliver.messages import Leased
    from campaignkit.models.document import Document

GROUP = "campaignkit.sinks"
SHIPPED = ("webhook", "slack", "discord", "mattermost", "teams", "actionnetwork", "file")
JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Payload:
    """What is written down: the exact bytes, their content type, and what `outbox list` calls it."""

    body: bytes
    content_type: str = JSON
    label: str = ""


class Render(Protocol):
    """Makes a payload of a document; the same document gives the same bytes.

    Args:
        options: What goes with this one message: "sender", a `Sender`, where the sink may have it.

    Raises:
        InputError: The document does not fit what the receiver takes, or is not of its kind.
    """

    def __call__(self, document: Document, endpoint: Endpoint, options: Mapping[str, Any], /) -> Payload: ...


def _nothing(endpoint: Endpoint) -> None:
    return None


@dataclass(frozen=True)
class Sink:
    """A kind of receiver.

    Attributes:
        render: What a document looks like there.
        ping: A message that only tests the way there; None where each message would be a record.
        knows_twice: Whether the receiver can tell a message that comes twice. If not, one that may have arrived is
            held, unless its endpoint says otherwise.
        secret_url: Whether its URL is its secret.
        hosts: Those at which its URLs are, and below; none if it can be anywhere.
        rate: Messages a second that it takes, where its endpoint names no other; None for no limit.
        signed: Whether it can check our signatures, so that there should be some.
        refuse: What is wrong with an endpoint of this kind: key, what, hint.
        classify: What an answer means; None for what its status says.
        store: Puts a message where it belongs without a network, and returns what it says of it.
    """

    render: Render
    ping: Callable[[Endpoint, float], Payload] | None = None
    knows_twice: bool = False
    secret_url: bool = False
    hosts: tuple[str, ...] = ()
    rate: float | None = None
    signed: bool = False
    refuse: Callable[[Endpoint], tuple[str, str, str] | None] = _nothing
    classify: Classify | None = None
    store: Callable[[Leased, Endpoint], str] | None = None


def find_sink(name: str) -> Sink:
    """Return a sink by its name.

    Raises:
        UnknownIdError: There is none.
        InputError: That of another package cannot be loaded, or is no `Sink`.
    """
    if name in SHIPPED:
        sink: Sink = import_module(f"campaignkit.deliver.sinks.{name}").SINK
        return sink
    if name not in _installed():
        raise unknown_id("sink", name, sink_names())
    return _loaded(name)


def sink_names() -> list[str]:
    """Return the names of all sinks, those that ship first."""
    return [*SHIPPED, *(name for name in _installed() if name not in SHIPPED)]


@cache
def _installed() -> Mapping[str, Any]:
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in entry_points(group=GROUP)}


@cache
def _loaded(name: str) -> Sink:
    entry = _installed()[name]
    hint = "Mend it, or take it out."
    try:
        sink = entry.load()
    except Exception as error:
        raise InputError(f"The sink {name!r} cannot be loaded ({type(error).__name__}).", hint=hint) from error
    if not isinstance(sink, Sink):
        raise InputError(f"The sink {name!r} cannot be used: {entry.value} is no campaignkit Sink.", hint=hint)
    return sink
