"""Where messages are written down: one protocol, obeyed by SQLite and PostgreSQL, with one suite of tests over both."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from campaignkit.deliver.messages import Attempt, Health, Leased, New, Outcome, Row, State
from campaignkit.errors import InputError


class Store(Protocol):
    """A durable store. Every method is one transaction: when it returns, what it did is on the disk, or it raises.

    All times are seconds since 1970 and are handed in, so that tests can move the clock.

    Raises (every method):
        StorageError: The disk is full, the file cannot be written, is locked by another process, is corrupt, or was
            written by a newer campaignkit. Nothing was half done.
    """

    def enqueue(self, messages: Iterable[New], now: float) -> list[str]:
        """Write messages down, all or none, and return their ids in order.

        A message whose dedupe key its endpoint has already gets the id of that one and is not written again, also
        within one call.

        Raises:
            DuplicateKeyError: The key is there with another body. Nothing was written.
        """
        ...

    def claim(self, endpoint: str, limit: int, lease: float, now: float, hold: bool = False) -> list[Leased]:
        """Lease up to `limit` messages of an endpoint that are due, oldest `due` first, for `lease` seconds.

        A lease that has run out, or lies more than twice its length ahead (the clock was put back), is free again,
        and the claim that ran out is an attempt on record, of 0 seconds. With `hold`, such a message becomes uncertain
        instead: it may have been sent, and is not sent again. Without, a message that was claimed `CLAIMS_AT_MOST`
        times in a row without an outcome is quarantined. A message whose body is not what was written down
        (by its sha256) is quarantined, with an attempt on record; others take its place. Nothing of an endpoint that
        is paused or disabled is leased. No message is ever leased to two at once.
        """
        ...

    def settle(self, outcomes: Sequence[Outcome], now: float) -> list[str]:
        """Record outcomes and return the ids of those that were taken; an outcome under an old fence is not."""
        ...

    def extend(self, leases: Sequence[Leased], lease: float, now: float) -> list[str]:
        """Lease messages that are still held for `lease` seconds more, and return the ids of those that are."""
        ...

    def release(self, leases: Sequence[Leased], now: float) -> None:
        """Give messages back that were not sent: pending, due now, and the claim not counted."""
        ...

    def waiting(self, now: float) -> dict[str, int]:
        """Return how many messages of each endpoint are due, or leased with a lease that has run out."""
        ...

    def leased(self, now: float) -> dict[str, tuple[int, float]]:
        """Return how many messages of each endpoint are leased, and when the first of these leases runs out.

        Whether the worker that holds them still runs is not known. Those whose lease has run out are `waiting`.
        """
        ...

    def due(self, endpoint: str, limit: int | None, now: float) -> list[Row]:
        """Return the pending messages of an endpoint that are due, those first that a claim takes first."""
        ...

    def next_due(self) -> float | None:
        """Return when the next pending message is due; None if none is pending."""
        ...

    def counts(self) -> dict[tuple[str, State], int]:
        """Return how many messages of each endpoint are in each state."""
        ...

    def rows(
        self, *, states: Sequence[State] = (), endpoint: str | None = None, limit: int = 100, since: float | None = None
    ) -> list[Row]:
        """Return messages, newest first: only of these states, of this endpoint, created since then."""
        ...

    def row(self, wanted: str) -> Row:
        """Return a message by its id, or by the beginning of it if only one begins so; raises UnknownIdError."""
        ...

    def body(self, wanted: str) -> tuple[bytes, str]:
        """Return body and content type of a message.

        Raises:
            UnknownIdError: There is no such message, or its body was purged.
            StorageError: The body is not what was written down.
        """
        ...

    def attempts(self, wanted: str) -> list[Attempt]:
        """Return every attempt of a message, oldest first."""
        ...

    def replay(self, ids: Sequence[str], now: float) -> list[str]:
        """Make messages that are not leased pending again, due now, same id and bytes; return the ids of those."""
        ...

    def set_state(self, ids: Sequence[str], state: State, note: str, now: float) -> int:
        """Put messages that are not leased into a state (parked, because their endpoint is gone); return how many."""
        ...

    def health(self, endpoint: str) -> Health:
        """Return how an endpoint does; a fresh Health if nothing is known of it."""
        ...

    def set_health(self, health: Health) -> None:
        """Record how an endpoint does."""
        ...

    def change_health(self, endpoint: str, change: Callable[[Health], Health]) -> tuple[Health, Health]:
        """Record how an endpoint does by what is on record, and return both; two that change it do so in turn."""
        ...

    def purge(self, before: float) -> int:
        """Wipe bodies and answers of messages delivered before then; id, sha256, times and states stay."""
        ...

    def close(self) -> None:
        """Close the store; leases stay as they are."""
        ...


def store_of(where: str | Path) -> Store:
    """Return the store at a place, made if it is not there.

    Args:
        where: A file, or "postgresql://…" as libpq reads it (the extra `postgres`).

    Raises:
        InputError: It is a URL of something else. It is not repeated, since a URL may hold a password.
        MissingExtraError: It is a PostgreSQL, and psycopg is not installed.
        StorageError: It cannot be opened.
    """
    text = str(where)
    if text.startswith(("postgresql://", "postgres://")):
        from campaignkit.deliver.postgres import PostgresStore

        return PostgresStore(text)
    if scheme := re.match(r"([A-Za-z][\w+.-]+):/", text):
        what = f"An outbox is a file or postgresql://…, not {scheme[1]}:… ."
        raise InputError(what, "", "Hand a URL over as text, not as a path.")
    from campaignkit.deliver.sqlite import SqliteStore

    return SqliteStore(Path(text))
