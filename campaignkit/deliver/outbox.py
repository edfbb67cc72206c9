"""`open_outbox`: documents are written down for an endpoint, and sent when somebody says so.

with ck.open_outbox("outbox.sqlite", endpoints="endpoints.toml") as outbox:
    outbox.enqueue(letter, endpoint="press-room")
    outbox.run(send=True, limit=1)
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NoReturn

from campaignkit.deliver.endpoints import Endpoint, Endpoints, find_endpoints, load_endpoints
from campaignkit.deliver.local import is_offline, send_locally
from campaignkit.deliver.messages import Attempt, Health, Leased, New, Outcome, Row, State
from campaignkit.deliver.places import default_outbox
from campaignkit.deliver.runs import Run
from campaignkit.deliver.sinks import find_sink
from campaignkit.deliver.store import Store, store_of
from campaignkit.errors import UsageError
from campaignkit.models.document import Document
from campaignkit.models.sender import Sender

if TYPE_CHECKING:
    import ssl

KEPT = 7 * 86400.0  # seconds for which the body of a delivered message is kept
FAILED: tuple[State, ...] = ("uncertain", "parked", "quarantined")
TAKEN: tuple[State, ...] = ("uncertain", "quarantined")  # what a claim may make of a message instead of leasing it
PARKED_AT_ONCE = 1000
FIRST = 0.0  # "due" of what is to be sent before everything else that is due
Watch = Callable[[Leased, Outcome], None]


class Outbox:
    """Messages that are written down, and the endpoints they go to. It shows no secret, and is not pickled."""

    def __init__(
        self, store: Store, endpoints: Callable[[], Endpoints], clock: Callable[[], float] = time.time
    ) -> None:
        self.store, self._read, self.clock = store, endpoints, clock

    def __repr__(self) -> str:
        return f"<Outbox {self.store!r}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("an outbox is not pickled: open it where it is used")

    def __enter__(self) -> Outbox:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    @cached_property
    def endpoints(self) -> Endpoints:
        """The endpoints, read when they are first needed; raises InputError."""
        return self._read()

    # Writing down.

    def enqueue(
        self, document: Document, *, endpoint: str, dedupe_key: str | None = None, sender: Sender | None = None
    ) -> str:
        """Write a document down for an endpoint, and return the message's id. When this returns, it is on the disk.

        Args:
            dedupe_key: Two messages to an endpoint with one key are one. None: two with the same bytes are one, so
                that nothing is sent twice unknowingly; `replay` sends a message again.
            sender: Who signs, for a sink that records people; left out everywhere else.

        Raises:
            UnknownIdError: There is no such endpoint.
            InputError: The endpoint cannot be used, or the document does not fit what it takes.
            DuplicateKeyError: The key is taken by other bytes.
            StorageError: Nothing was written.
        """
        return self.enqueue_all([document], endpoint=endpoint, dedupe_key=dedupe_key, sender=sender)[0]

    def enqueue_all(
        self,
        documents: Iterable[Document],
        *,
        endpoint: str,
        dedupe_key: str | None = None,
        sender: Sender | None = None,
    ) -> list[str]:
        """Write documents down for an endpoint, all or none; return their ids in order. As `enqueue`."""
        made = [self.message(one, endpoint=endpoint, dedupe_key=dedupe_key, sender=sender) for one in documents]
        if dedupe_key is not None and len({one.body for one in made}) > 1:
            raise UsageError("Different documents cannot share a dedupe key.", hint="Give each its own, or none.")
        return self.store.enqueue(made, self.clock())

    def message(
        self, document: Document, *, endpoint: str, dedupe_key: str | None = None, sender: Sender | None = None
    ) -> New:
        """Return the message that `enqueue` would write down. Raises as it does."""
        held = self.endpoints[endpoint]
        payload = find_sink(held.sink).render(document, held, {"sender": sender})
        key = dedupe_key or f"sha256:{hashlib.sha256(payload.body).hexdigest()}"
        return New(held.id, payload.body, payload.content_type, payload.label, key)

    # Sending.

    def run(
        self,
        *,
        send: bool = False,
        limit: int | None = 1,
        endpoint: str | None = None,
        progress: Watch | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> Run:
        """Send what is due; without `send`, only tell what would be.

        Args:
            limit: The most messages that are tried; None for no limit.
            endpoint: Only this one.
            progress: Called with each message and its outcome, once that is recorded.
            trust: Certificates to trust instead of the public authorities.

        Raises:
            StorageError: The outbox fails; what was sent and not recorded is sent again, with the same id.
            KeyboardInterrupt: Ctrl-C; what was under way is recorded, and nothing stays leased.
        """
        if endpoint is not None and endpoint not in self.endpoints:
            self.endpoints[endpoint]  # which raises
        done, before = Run(send), self.store.counts()
        targets = self._targets(done, endpoint)
        if send:
            done.judge(network=self._send(done, targets, limit, progress, trust))
            self.store.purge(self.clock() - KEPT)
        else:
            done.planned = self._planned(targets, limit)
        self._look_round(done, endpoint, before)
        return done

    def _targets(self, done: Run, only: str | None) -> list[Endpoint]:
        """Return the endpoints that have something due; take note of those that cannot be used."""
        targets = []
        for name in self.store.waiting(self.clock()):
            if only not in (None, name):
                continue
            held = self.endpoints.held.get(name)
            if isinstance(held, Endpoint):
                targets.append(held)
            elif held:
                done.unusable[name] = held
            else:
                done.gone[name] = self._gone(name, done.sent)
        return targets

    def _gone(self, name: str, sent: bool) -> int:
        """Return how many messages wait for an endpoint that is gone; when something is sent, they are parked."""
        count = self.store.counts().get((name, "pending"), 0)
        note = f"No endpoint is named {name!r} any more."
        while sent and (rows := self.store.rows(states=("pending",), endpoint=name, limit=PARKED_AT_ONCE)):
            if not self.store.set_state([row.id for row in rows], "parked", note, self.clock()):
                break
        return count

    def _send(
        self,
        done: Run,
        targets: Sequence[Endpoint],
        limit: int | None,
        watch: Watch | None,
        trust: ssl.SSLContext | None,
    ) -> bool:
        """Send, and return whether there was a network: an endpoint beyond this machine was found."""
        local = {target.id for target in targets if find_sink(target.sink).store}
        network = False

        def progress(message: Leased, outcome: Outcome) -> None:
            nonlocal network
            network |= message.endpoint not in local and not is_offline(outcome)
            done.count(message, outcome)
            if watch:
                watch(message, outcome)

        if limit is not None:  # those that a dry run names, and no others before them
            due = Counter(row.endpoint for row in self._planned(targets, limit))
            for target in targets:
                if (count := due[target.id]) and not done.interrupted:
                    self._send_to(done, [target], count, progress, trust)
        left = None if limit is None else limit - done.tried
        if (left is None or left > 0) and not done.interrupted:  # and what a worker that died has held
            self._send_to(done, targets, left, progress, trust)
        return network

    def _send_to(
        self, done: Run, targets: Sequence[Endpoint], limit: int | None, progress: Watch, trust: ssl.SSLContext | None
    ) -> None:
        from campaignkit.deliver import worker

        remote, before = [], done.tried
        for target in targets:
            if (store := find_sink(target.sink).store) is None:
                remote.append(target)
                continue
            left = None if limit is None else limit + before - done.tried
            done.interrupted |= send_locally(self.store, target, store, limit=left, now=self.clock, progress=progress)
            if done.interrupted:
                return
        left = None if limit is None else limit + before - done.tried
        if remote and left != 0:
            means = {one.sink: meaning for one in remote if (meaning := find_sink(one.sink).classify)}
            tally = worker.run(
                self.store, remote, limit=left, now=self.clock, progress=progress, meaning=means, trust=trust
            )
            done.interrupted |= tally.interrupted

    def _planned(self, targets: Iterable[Endpoint], limit: int | None) -> list[Row]:
        rows: list[Row] = []
        for target in targets:
            health = self.store.health(target.id)
            if not health.disabled and not health.rests(self.clock()):
                rows += self.store.due(target.id, limit, self.clock())
        return sorted(rows, key=lambda row: (row.due, row.created))[:limit]

    def _look_round(self, done: Run, only: str | None, before: Mapping[tuple[str, State], int]) -> None:
        """Take note of what a person must know after every run: what waits, is held, is paused, is disabled."""
        done.waiting = self._waiting(only)
        counts = self.store.counts()
        done.taken = _taken(done, before, counts, only)
        held = {name: how for name, how in self.store.leased(self.clock()).items() if only in (None, name)}
        done.held = sum(count for count, _ in held.values())
        done.held_until = min((until for _, until in held.values()), default=None)
        for name in {*self.endpoints, *done.waiting}:
            health = self.health(name)
            if health.disabled:
                done.disabled[name] = health.disabled
                done.parked[name] = counts.get((name, "parked"), 0)
            elif health.paused_until:
                done.paused[name] = health.paused_until

    def _waiting(self, only: str | None) -> dict[str, int]:
        held: dict[str, int] = {}
        for (name, state), count in self.store.counts().items():
            if state in ("pending", "leased") and only in (None, name):
                held[name] = held.get(name, 0) + count
        return held

    # Looking, and trying again.

    def counts(self) -> dict[str, dict[State, int]]:
        """Return how many messages of each endpoint are in each state."""
        held: dict[str, dict[State, int]] = {}
        for (name, state), count in sorted(self.store.counts().items()):
            held.setdefault(name, {})[state] = count
        return held

    def rows(
        self, *, states: Sequence[State] = (), endpoint: str | None = None, limit: int = 100, since: float | None = None
    ) -> list[Row]:
        """Return messages, newest first: only of these states, of this endpoint, written down since then."""
        return self.store.rows(states=states, endpoint=endpoint, limit=limit, since=since)

    def show(self, wanted: str) -> tuple[Row, list[Attempt]]:
        """Return a message by its id or the beginning of it, and every attempt; raises UnknownIdError."""
        row = self.store.row(wanted)
        return row, self.store.attempts(row.id)

    def body(self, wanted: str) -> bytes:
        """Return the exact bytes of a message; raises UnknownIdError, also when they were purged."""
        return self.store.body(wanted)[0]

    def replay(
        self,
        ids: Sequence[str] = (),
        *,
        failed: bool = False,
        since: float | None = None,
        endpoint: str | None = None,
        now: bool = False,
    ) -> list[str]:
        """Make messages due before all others, with the same id and bytes; return the ids of those.

        What goes to an endpoint that is disabled, or gone from the endpoints file, stays as it is.

        Args:
            ids: Those messages, whatever became of them.
            failed: Those that are uncertain, parked or quarantined.
            since: Those that were written down since then; with `failed`, only those of them that failed.
            endpoint: Of those that failed or were written down since then, only what goes to this one.
            now: Whether their endpoints are to be tried even if they rest.

        Raises:
            UsageError: Nothing was named.
            UnknownIdError: There is no such message.
            InputError: There is no endpoints file.
        """
        return self.make_due(self.chosen(ids, failed=failed, since=since, endpoint=endpoint), now=now)

    def chosen(
        self, ids: Sequence[str] = (), *, failed: bool = False, since: float | None = None, endpoint: str | None = None
    ) -> list[Row]:
        """Return the messages that `replay` is asked for; raises as it does."""
        if not ids and not failed and since is None:
            raise UsageError("What is to be sent again? Name messages, the failed ones, or a time.")
        rows = [self.store.row(one) for one in ids]
        if failed or since is not None:
            states = FAILED if failed else ()
            rows += self.store.rows(states=states, endpoint=endpoint, since=since, limit=1_000_000)
        return [*{row.id: row for row in rows}.values()]

    def make_due(self, rows: Iterable[Row], *, now: bool = False) -> list[str]:
        """Make messages due as `replay` does, and return the ids of those."""
        rows = list(rows)
        healths = {name: self.store.health(name) for name in {row.endpoint for row in rows} if name in self.endpoints}
        open_to = {name for name, health in healths.items() if not health.disabled}
        for name in open_to if now else ():
            if healths[name].paused_until is not None:
                self.store.change_health(name, lambda held: replace(held, paused_until=None))
        return self.store.replay([row.id for row in rows if row.endpoint in open_to], FIRST)

    def health(self, endpoint: str) -> Health:
        """Return how an endpoint does: whether it is disabled, and until when it rests."""
        health = self.store.health(endpoint)
        return health if health.rests(self.clock()) else replace(health, paused_until=None)

    def enable(self, endpoint: str) -> str:
        """Use an endpoint again that was disabled; return why it was, "" if it was not."""
        before = self.store.health(endpoint)
        self.store.set_health(Health(endpoint))
        return before.disabled


def _taken(
    done: Run, before: Mapping[tuple[str, State], int], after: Mapping[tuple[str, State], int], only: str | None
) -> dict[State, int]:
    """Return how many messages came to rest while nobody tried them: their worker had died, or their bytes changed."""
    taken: dict[State, int] = {}
    for state in TAKEN if done.sent else ():
        grown = sum(
            count - before.get((name, one), 0)
            for (name, one), count in after.items()
            if one == state and only in (None, name)
        )
        tried = sum(outcome.state == state for _, outcome in done.failures)
        if grown > tried:
            taken[state] = grown - tried
    return taken


def open_outbox(
    where: str | Path | None = None,
    *,
    endpoints: Endpoints | str | Path | Mapping[str, Endpoint] | None = None,
    folder: Path | None = None,
    clock: Callable[[], float] = time.time,
) -> Outbox:
    """Open an outbox; it is made if it is not there.

    Args:
        where: A file, or "postgresql://…". None: what CAMPAIGNKIT_OUTBOX names, else beside the campaign, else in the
            user's data folder.
        endpoints: The endpoints file. None: endpoints.toml beside the campaign, else in the user's config folder.
        folder: That of the campaign; None for the folder we are in.
        clock: Seconds since 1970.

    Raises:
        StorageError: It cannot be opened.
        InputError: `where` is a URL of something else.

    Examples:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder, open_outbox(f"{folder}/outbox.sqlite") as outbox:
        ...     outbox.counts()
        {}
    """

    def read() -> Endpoints:
        if isinstance(endpoints, Endpoints):
            return endpoints
        if isinstance(endpoints, Mapping):
            return Endpoints("", dict(endpoints))
        return load_endpoints(find_endpoints(endpoints, folder))

    return Outbox(store_of(where if where is not None else default_outbox(folder)), read, clock)
