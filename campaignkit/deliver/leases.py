"""Leases: how messages are leased, and what becomes of those whose lease ran out, or whose stored body was changed.

Nobody can tell whether a worker that ended had begun to send what it held, or whether that arrived. So a claim whose
lease ran out is an attempt like any other, on record under the number of that claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from campaignkit.deliver.messages import CLAIMS_AT_MOST, Leased, State
from campaignkit.deliver.tables import Cursor, chunks, marks

RUN_OUT = "(until <= ? OR until > ? + 2 * lease)"
_HELD = "The worker that held it ended before an answer was recorded; it may have arrived."
_AGAIN = "The worker that held it ended; tried again."
_CHANGED = "Its stored bytes were changed after it was written down, so it was not sent."
_POISON = f"{CLAIMS_AT_MOST} claims in a row came to no outcome: whoever sends it is killed, or stalls"


class Ended(NamedTuple):
    """A message whose lease has run out; `claimed` is when it was leased, or leased anew."""

    due: float
    seq: int
    unsettled: int
    attempts: int
    claimed: float


def ended(cursor: Cursor, endpoint: str, now: float, lock: str) -> list[Ended]:
    """Return the messages of an endpoint whose lease has run out, locked."""
    cursor.execute(
        "SELECT due, seq, unsettled, attempts, until - lease FROM campaignkit_messages"
        f" WHERE state = 'leased' AND endpoint = ? AND {RUN_OUT}{lock}",
        (endpoint, now, now),
    )
    return [Ended(*row) for row in cursor.fetchall()]


def to_try_again(cursor: Cursor, found: Sequence[Ended], hold: bool, now: float) -> list[Ended]:
    """Put by what is not to be sent again, and return the rest: nothing, if what may have arrived is held."""
    if hold:
        _record(cursor, found, "uncertain", _HELD, now)
        return []
    _record(cursor, [one for one in found if one.unsettled >= CLAIMS_AT_MOST], "quarantined", _POISON, now)
    return [one for one in found if one.unsettled < CLAIMS_AT_MOST]


def tried_again(cursor: Cursor, found: Sequence[Ended], now: float) -> None:
    """Record the claims that ran out of messages that are about to be leased once more."""
    _record(cursor, found, "pending", _AGAIN, now)


def _record(cursor: Cursor, found: Sequence[Ended], state: State, note: str, now: float) -> None:
    cursor.executemany(
        "INSERT INTO campaignkit_attempts (seq, number, started, seconds, state, note, answer)"
        " VALUES (?, ?, ?, 0, ?, ?, ?)",
        [(one.seq, one.attempts, one.claimed, state, note, b"") for one in found],
    )
    cursor.executemany(
        "UPDATE campaignkit_messages SET state = ?, note = ?, settled = ? WHERE seq = ?",
        [(state, note, now, one.seq) for one in found],
    )


def lease_out(cursor: Cursor, chosen: Sequence[int], lease: float, now: float) -> list[Leased]:
    """Lease the messages, and return them in the order given; one whose body was changed is quarantined instead."""
    found: dict[int, Leased] = {}
    for some in chunks(chosen):
        cursor.execute(
            "UPDATE campaignkit_messages SET state = 'leased', until = ?, lease = ?, fence = fence + 1,"
            f" attempts = attempts + 1, unsettled = unsettled + 1 WHERE seq IN ({marks(some)})",
            (now + lease, lease, *some),
        )
        cursor.execute(
            "SELECT sha256, seq, id, endpoint, body, content_type, attempts, fence, until FROM campaignkit_messages"
            f" LEFT JOIN campaignkit_bodies USING (seq) WHERE seq IN ({marks(some)})",
            some,
        )
        found |= {seq: Leased(*rest) for seq, *rest in _unchanged(cursor, cursor.fetchall(), now)}
    return [found[seq] for seq in chosen if seq in found]


def _unchanged(cursor: Cursor, rows: Sequence[Sequence[Any]], now: float) -> list[Sequence[Any]]:
    """Quarantine the messages whose body is not what was written down, and return the rows of the others."""
    changed = [Ended(0, row[1], 0, row[6], now) for row in rows if not is_whole(row[4], row[0])]
    _record(cursor, changed, "quarantined", _CHANGED, now)
    others = {one.seq for one in changed}
    return [row[1:] for row in rows if row[1] not in others]


def is_whole(body: object, digest: str) -> bool:
    """Return whether a body is there, and has the SHA-256 that was written down with it."""
    return isinstance(body, bytes) and sha256(body).hexdigest() == digest
