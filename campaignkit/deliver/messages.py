"""What is written down, and what became of it.

A message goes this way, and `attempts` grows when it is claimed, so that one that kills its worker is bounded:

    pending ─► leased ─► delivered
       ▲         ├─────► pending      to be tried again at `due`
       │         ├─────► uncertain    it may have arrived, and the endpoint says to hold such (`ambiguous = "hold"`);
       │         │                    so may what was leased to a worker that ended
       │         ├─────► parked       its endpoint is disabled, gone, or refuses it for good
       │         └─────► quarantined  five claims came to no outcome, or its stored bytes were changed
       └── replay ── delivered, uncertain, parked, quarantined
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Literal

State = Literal["pending", "leased", "delivered", "uncertain", "parked", "quarantined"]
STATES: tuple[State, ...] = ("pending", "leased", "delivered", "uncertain", "parked", "quarantined")
CLAIMS_AT_MOST = 5  # without an outcome; then a message is quarantined
ANSWER_BYTES_KEPT = 16 * 1024
REST_AT_MOST = 2 * 86400.0  # seconds, twice what a receiver can ask for; one further ahead is of a clock that was wrong


def new_id() -> str:
    """Return an id for a message: random, never made from anything in it, and without a full stop (it is signed)."""
    return f"msg_{secrets.token_hex(16)}"


@dataclass(frozen=True, slots=True)
class New:
    """A message to be written down.

    Attributes:
        endpoint: Id of the endpoint it goes to.
        body: The exact bytes of the request's body; never made anew.
        content_type: Of the body.
        label: What `outbox list` calls it, such as the title of a letter; no person's data.
        dedupe_key: Two messages to one endpoint with one key are one message; with other bytes, an error.
        due: Seconds since 1970 before which it is not sent; None for at once.
    """

    endpoint: str
    body: bytes
    content_type: str = "application/json"
    label: str = ""
    dedupe_key: str | None = None
    due: float | None = None


@dataclass(frozen=True, slots=True)
class Leased:
    """A message that a worker holds, until `until` (seconds since 1970).

    Attributes:
        attempts: How often it has been claimed, this claim counted.
        fence: A number that no other claim of it has: what is settled under an older one is refused.
    """

    id: str
    endpoint: str
    body: bytes
    content_type: str
    attempts: int
    fence: int
    until: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attempt came to.

    Attributes:
        message, fence: Those of the lease.
        state: What the message is now; "pending" to be tried again at `due`.
        started, seconds: When the attempt began (seconds since 1970), and how long it took.
        status: The status of the HTTP answer, if there was one.
        note: One sentence: what happened, without a secret or a person's data.
        answer: The first bytes of the answer's body, at most `ANSWER_BYTES_KEPT`.
        due: When it is to be tried again, seconds since 1970.
    """

    message: str
    fence: int
    state: State
    started: float
    seconds: float
    note: str
    status: int | None = None
    answer: bytes = b""
    due: float | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt as it is on record; `number` from 1, `seconds` 0 where nobody was there to count them."""

    number: int
    started: float
    seconds: float
    state: State
    note: str
    status: int | None = None
    answer: bytes = b""


@dataclass(frozen=True, slots=True)
class Row:
    """A message as it is on record, without its body.

    Attributes:
        sha256: Of the body.
        size: Of the body, in bytes.
        created, due: Seconds since 1970.
        note: Of its last attempt.
    """

    id: str
    endpoint: str
    state: State
    label: str
    dedupe_key: str | None
    sha256: str
    size: int
    created: float
    due: float
    attempts: int
    note: str


@dataclass(frozen=True, slots=True)
class Health:
    """How an endpoint does: kept in the store, since several workers and every command must know it.

    Attributes:
        paused_until: Seconds since 1970; it asked us to wait (Retry-After).
        failing_since: When the row of failures that still lasts began; None after a success.
        disabled: Why nothing is sent to it any more; "" if it is in use.
    """

    endpoint: str
    paused_until: float | None = None
    failing_since: float | None = None
    disabled: str = ""

    def rests(self, now: float) -> bool:
        """Return whether it is to be left alone for a while; not if the clock was put back since it asked for that."""
        return self.paused_until is not None and now < self.paused_until <= now + REST_AT_MOST
