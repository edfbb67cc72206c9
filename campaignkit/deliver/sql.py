"""The store's protocol in SQL that SQLite and PostgreSQL both understand.

What differs is in sqlite.py and postgres.py: how a transaction begins and ends, how rows are locked in it, and what an
error means. In SQLite a transaction that writes is alone from its beginning; in PostgreSQL rows are locked as they are
read, always in the order of their ids where one waits for another, so that no two transactions wait for each other.

The body is in a table of its own: what is claimed, settled and listed stays small, and to wipe a body is to delete it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from hashlib import sha256

from campaignkit.deliver.intake import insert, known_keys, refuse_unwritable, sorted_out
from campaignkit.deliver.leases import RUN_OUT, ended, is_whole, lease_out, to_try_again, tried_again
from campaignkit.deliver.messages import (
    ANSWER_BYTES_KEPT,
    REST_AT_MOST,
    Attempt,
    Health,
    Leased,
    New,
    Outcome,
    Row,
    State,
)
from campaignkit.deliver.tables import Cursor, chunks, clean, is_writable, marks
from campaignkit.errors import StorageError, UnknownIdError, UsageError

_ROW = "id, endpoint, state, label, dedupe_key, sha256, size, created, due, attempts, note"
_WAITING = f"""
    SELECT endpoint, CAST(sum(number) AS BIGINT) FROM (
        SELECT endpoint, count(*) AS number FROM campaignkit_messages WHERE state = 'pending' AND due <= ?
        GROUP BY endpoint
        UNION ALL
        SELECT endpoint, count(*) FROM campaignkit_messages WHERE state = 'leased' AND {RUN_OUT}
        GROUP BY endpoint) AS both_kinds
    GROUP BY endpoint"""
_LEASED = f"""
    SELECT endpoint, count(*), min(until) FROM campaignkit_messages WHERE state = 'leased' AND NOT {RUN_OUT}
    GROUP BY endpoint"""
_NEXT_DUE = """
    WITH RECURSIVE named (endpoint) AS (
        SELECT min(endpoint) FROM campaignkit_messages WHERE state = 'pending'
        UNION ALL
        SELECT (SELECT min(endpoint) FROM campaignkit_messages WHERE state = 'pending' AND endpoint > named.endpoint)
        FROM named WHERE named.endpoint IS NOT NULL)
    SELECT min((SELECT min(due) FROM campaignkit_messages WHERE state = 'pending' AND endpoint = named.endpoint))
    FROM named WHERE named.endpoint IS NOT NULL"""  # endpoint by endpoint: one look into the index for each


class SqlStore(ABC):
    """Obeys `store.Store`, whose docstrings say what each method promises."""

    _where: str  # what errors call the place of the store
    _lock = ""  # added to a SELECT: the rows are held until the transaction ends, and waited for
    _lock_free = ""  # the same, but rows that another holds are left out

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Cursor]:
        """One transaction, on the disk once the block is left; rolled back if the block raises."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Cursor]:
        """One transaction that changes nothing."""

    @abstractmethod
    def _alone(self, cursor: Cursor) -> None:
        """Wait until no other transaction writes messages down, and keep others out until this one ends."""

    # What is written down

    def enqueue(self, messages: Iterable[New], now: float) -> list[str]:
        told = [(message, sha256(message.body).hexdigest()) for message in messages]
        for message, _ in told:
            refuse_unwritable(message)
        with self._writing() as cursor:
            self._alone(cursor)
            ids, new = sorted_out(told, known_keys(cursor, told))
            cursor.execute("SELECT coalesce(max(seq), 0) FROM campaignkit_messages")
            first = cursor.fetchall()[0][0] + 1
            insert(cursor, first, new, now)
        return ids

    # What is sent

    def claim(self, endpoint: str, limit: int, lease: float, now: float, hold: bool = False) -> list[Leased]:
        with self._writing() as cursor:
            if limit < 1 or _is_held_back(cursor, endpoint, now):
                return []
            leased: list[Leased] = []
            while chosen := self._chosen(cursor, endpoint, limit - len(leased), now, hold):
                whole = lease_out(cursor, chosen, lease, now)
                leased += whole
                if len(whole) == len(chosen):
                    break  # else some were quarantined, and others take their place
            return leased

    def _chosen(self, cursor: Cursor, endpoint: str, limit: int, now: float, hold: bool) -> list[int]:
        """Return the seq of those to be leased; claims that ran out are recorded."""
        again = {one.seq: one for one in to_try_again(cursor, ended(cursor, endpoint, now, self._lock_free), hold, now)}
        cursor.execute(
            "SELECT due, seq FROM campaignkit_messages WHERE state = 'pending' AND endpoint = ? AND due <= ?"
            f" ORDER BY due, seq LIMIT ?{self._lock_free}",
            (endpoint, now, limit),
        )
        due = [*((one.due, one.seq) for one in again.values()), *map(tuple, cursor.fetchall())]
        chosen = [seq for _, seq in sorted(due)[:limit]]
        tried_again(cursor, [again[seq] for seq in chosen if seq in again], now)
        return chosen

    def settle(self, outcomes: Sequence[Outcome], now: float) -> list[str]:
        for outcome in outcomes:
            _refuse_state(outcome.state)
        with self._writing() as cursor:
            held = self._held(cursor, {(one.message, one.fence) for one in outcomes})
            taken = [(one, *held.pop(one.message, (0, 0))) for one in outcomes if held.get(one.message)]
            cursor.executemany(
                "INSERT INTO campaignkit_attempts (seq, number, started, seconds, state, note, status, answer)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [(seq, number, *_recorded(outcome)) for outcome, seq, number in taken],
            )
            cursor.executemany(
                "UPDATE campaignkit_messages SET state = ?, note = ?, settled = ?, unsettled = 0,"
                " due = coalesce(?, due) WHERE seq = ?",
                [(one.state, clean(one.note), now, _again_at(one, now), seq) for one, seq, _ in taken],
            )
        return [outcome.message for outcome, _, _ in taken]

    def extend(self, leases: Sequence[Leased], lease: float, now: float) -> list[str]:
        with self._writing() as cursor:
            held = self._held(cursor, {(one.id, one.fence) for one in leases})
            cursor.executemany(
                "UPDATE campaignkit_messages SET until = ?, lease = ? WHERE seq = ?",
                [(now + lease, lease, seq) for seq, _ in held.values()],
            )
        return [one.id for one in leases if one.id in held]

    def release(self, leases: Sequence[Leased], now: float) -> None:
        with self._writing() as cursor:
            held = self._held(cursor, {(one.id, one.fence) for one in leases})
            cursor.executemany(
                "UPDATE campaignkit_messages SET state = 'pending', due = ?, attempts = attempts - 1,"
                " unsettled = unsettled - 1 WHERE seq = ?",
                [(now, seq) for seq, _ in held.values()],
            )

    def _held(self, cursor: Cursor, claims: set[tuple[str, int]]) -> dict[str, tuple[int, int]]:
        """Return, by id, seq and attempts of those that are leased under this very fence."""
        held: dict[str, tuple[int, int]] = {}
        for some in chunks(sorted({message for message, _ in claims})):
            cursor.execute(
                "SELECT id, fence, seq, attempts FROM campaignkit_messages WHERE state = 'leased'"
                f" AND id IN ({marks(some)}) ORDER BY id{self._lock}",
                some,
            )
            held |= {row[0]: (row[2], row[3]) for row in cursor.fetchall() if (row[0], row[1]) in claims}
        return held

    # What is told

    def waiting(self, now: float) -> dict[str, int]:
        with self._reading() as cursor:
            cursor.execute(_WAITING, (now, now, now))
            return dict(map(tuple, cursor.fetchall()))

    def leased(self, now: float) -> dict[str, tuple[int, float]]:
        with self._reading() as cursor:
            cursor.execute(_LEASED, (now, now))
            return {endpoint: (number, until) for endpoint, number, until in cursor.fetchall()}

    def due(self, endpoint: str, limit: int | None, now: float) -> list[Row]:
        with self._reading() as cursor:
            cursor.execute(
                f"SELECT {_ROW} FROM campaignkit_messages WHERE state = 'pending' AND endpoint = ? AND due <= ?"
                f" ORDER BY due, seq{'' if limit is None else ' LIMIT ?'}",
                (endpoint, now) if limit is None else (endpoint, now, limit),
            )
            return [Row(*row) for row in cursor.fetchall()]

    def next_due(self) -> float | None:
        with self._reading() as cursor:
            cursor.execute(_NEXT_DUE)
            found: float | None = cursor.fetchall()[0][0]
            return found

    def counts(self) -> dict[tuple[str, State], int]:
        with self._reading() as cursor:
            cursor.execute("SELECT state, endpoint, count(*) FROM campaignkit_messages GROUP BY state, endpoint")
            return {(endpoint, state): number for state, endpoint, number in cursor.fetchall()}

    def rows(
        self, *, states: Sequence[State] = (), endpoint: str | None = None, limit: int = 100, since: float | None = None
    ) -> list[Row]:
        only, values = ["kept >= 0"], list[object]()
        if states:
            only, values = [*only, f"state IN ({marks(states)})"], [*values, *states]
        if endpoint is not None:
            only, values = [*only, "endpoint = ?"], [*values, endpoint]
        if since is not None:
            only, values = [*only, "created >= ?"], [*values, since]
        statement = f"SELECT {_ROW} FROM campaignkit_messages WHERE {' AND '.join(only)} ORDER BY seq DESC LIMIT ?"
        with self._reading() as cursor:
            cursor.execute(statement, (*values, limit))
            return [Row(*row) for row in cursor.fetchall()]

    def row(self, wanted: str) -> Row:
        with self._reading() as cursor:
            return _found(cursor, wanted)[1]

    def body(self, wanted: str) -> tuple[bytes, str]:
        with self._reading() as cursor:
            seq, row = _found(cursor, wanted)
            cursor.execute(
                "SELECT body, content_type, kept FROM campaignkit_messages LEFT JOIN campaignkit_bodies USING (seq)"
                " WHERE seq = ?",
                (seq,),
            )
            body, content_type, kept = cursor.fetchall()[0]
        if not kept:
            hint = f"Its SHA-256 was {row.sha256}; the body itself is gone for good."
            raise UnknownIdError(f"The body of {row.id} was wiped after it was delivered.", "", hint)
        if not is_whole(body, row.sha256):
            hint = f"Bring back a backup of the outbox, or write the message down anew; its SHA-256 was {row.sha256}."
            raise StorageError(f"The stored bytes of {row.id} were changed; they are not shown.", self._where, hint)
        return body, content_type

    def attempts(self, wanted: str) -> list[Attempt]:
        with self._reading() as cursor:
            seq, _ = _found(cursor, wanted)
            cursor.execute(
                "SELECT number, started, seconds, state, note, status, answer FROM campaignkit_attempts"
                " WHERE seq = ? ORDER BY number",
                (seq,),
            )
            return [Attempt(*row) for row in cursor.fetchall()]

    # What is done by hand

    def replay(self, ids: Sequence[str], now: float) -> list[str]:
        with self._writing() as cursor:
            free = self._free(cursor, ids, "kept = 1")
            cursor.executemany(
                "UPDATE campaignkit_messages SET state = 'pending', due = ?, unsettled = 0, settled = ? WHERE seq = ?",
                [(now, now, seq) for seq in free.values()],
            )
        return [wanted for wanted in dict.fromkeys(ids) if wanted in free]

    def set_state(self, ids: Sequence[str], state: State, note: str, now: float) -> int:
        _refuse_state(state)
        with self._writing() as cursor:
            free = self._free(cursor, ids, "kept = 1" if state == "pending" else "kept >= 0")
            cursor.executemany(
                "UPDATE campaignkit_messages SET state = ?, note = ?, unsettled = 0, settled = ? WHERE seq = ?",
                [(state, clean(note), now, seq) for seq in free.values()],
            )
        return len(free)

    def _free(self, cursor: Cursor, ids: Iterable[str], only: str) -> dict[str, int]:
        """Return, by id, the seq of those that nobody holds."""
        free: dict[str, int] = {}
        for some in chunks(sorted({one for one in ids if is_writable(one)})):
            cursor.execute(
                f"SELECT id, seq FROM campaignkit_messages WHERE state <> 'leased' AND {only}"
                f" AND id IN ({marks(some)}) ORDER BY id{self._lock}",
                some,
            )
            free |= dict(map(tuple, cursor.fetchall()))
        return free

    def health(self, endpoint: str) -> Health:
        with self._reading() as cursor:
            return _health(cursor, endpoint)

    def set_health(self, health: Health) -> None:
        self.change_health(health.endpoint, lambda _: health)

    def change_health(self, endpoint: str, change: Callable[[Health], Health]) -> tuple[Health, Health]:
        with self._writing() as cursor:
            cursor.execute(
                "INSERT INTO campaignkit_endpoints (endpoint, disabled) VALUES (?, '') ON CONFLICT DO NOTHING",
                (endpoint,),
            )
            before = _health(cursor, endpoint, self._lock)
            after = change(before)
            cursor.execute(
                "UPDATE campaignkit_endpoints SET paused_until = ?, failing_since = ?, disabled = ? WHERE endpoint = ?",
                (after.paused_until, after.failing_since, clean(after.disabled), endpoint),
            )
        return before, after

    def purge(self, before: float) -> int:
        with self._writing() as cursor:
            cursor.execute(
                "SELECT seq FROM campaignkit_messages WHERE state = 'delivered' AND kept = 1 AND settled < ?"
                f" ORDER BY id{self._lock}",
                (before,),
            )
            gone = [seq for (seq,) in cursor.fetchall()]
            for some in chunks(gone):
                these = f"WHERE seq IN ({marks(some)})"
                cursor.execute(f"DELETE FROM campaignkit_bodies {these}", some)
                cursor.execute(f"UPDATE campaignkit_attempts SET answer = ? {these}", (b"", *some))
                cursor.execute(f"UPDATE campaignkit_messages SET kept = 0 {these}", some)
        return len(gone)


# Parts of the statements above


def _is_held_back(cursor: Cursor, endpoint: str, now: float) -> bool:
    cursor.execute(
        "SELECT 1 FROM campaignkit_endpoints WHERE endpoint = ?"
        " AND (disabled <> '' OR (paused_until > ? AND paused_until <= ?))",
        (endpoint, now, now + REST_AT_MOST),
    )
    return bool(cursor.fetchall())


def _health(cursor: Cursor, endpoint: str, lock: str = "") -> Health:
    cursor.execute(
        "SELECT endpoint, paused_until, failing_since, disabled FROM campaignkit_endpoints WHERE endpoint = ?" + lock,
        (endpoint,),
    )
    return next((Health(*row) for row in cursor.fetchall()), Health(endpoint))


def _found(cursor: Cursor, wanted: str) -> tuple[int, Row]:
    """Return seq and row of the one message whose id is `wanted` or begins so."""
    ids = []
    if wanted.isascii() and wanted.isprintable() and wanted:
        cursor.execute(
            f"SELECT seq, {_ROW} FROM campaignkit_messages WHERE id >= ? AND id < ? ORDER BY id LIMIT 6",
            (wanted, wanted + "\x7f"),
        )
        ids = cursor.fetchall()
    if not ids:
        hint = "`campaignkit outbox list` shows the ids."
        raise UnknownIdError(f"No message in the outbox has the id {wanted[:60]!r}.", "", hint)
    if len(ids) > 1 and ids[0][1] != wanted:
        shown = [row[1] for row in ids]
        raise UnknownIdError(f"Several messages begin with {wanted!r}.", "", "Write more of the id.", shown)
    return ids[0][0], Row(*ids[0][1:])


def _recorded(outcome: Outcome) -> tuple[object, ...]:
    answer = outcome.answer[:ANSWER_BYTES_KEPT]
    return outcome.started, outcome.seconds, outcome.state, clean(outcome.note), outcome.status, answer


def _again_at(outcome: Outcome, now: float) -> float | None:
    return now if outcome.state == "pending" and outcome.due is None else outcome.due


def _refuse_state(state: State) -> None:
    if state == "leased":
        raise UsageError("A message is leased by claiming it, not by an outcome or by hand.")
