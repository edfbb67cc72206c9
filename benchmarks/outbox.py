"""The outbox: writing down, claiming and settling, against plain inserts with and without waiting for the disk.

Each number is how many a second; each ratio is how many times as long it takes as plain inserts that are durable. The
disk decides most of it: a commit that waits for it takes from 1 to 20 ms, so messages are written and claimed in
batches.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.measure import medians
from campaignkit.deliver.messages import New, Outcome
from campaignkit.deliver.store import Store, store_of

NAME = "the outbox, with bodies of 500 bytes (medians of 3 rounds)"
ROUNDS = 3
MANY, BATCH, TABLE = 100_000, 100, 1_000_000
BODY = b'{"type": "letter.written", "data": "%s"}' % (b"x" * 460)
LEASE = 600.0

Row = tuple[str, float, str, float]
Contenders = dict[str, tuple[int, Callable[[], object]]]


def rows() -> Iterator[Row]:
    """Yield what was measured, how many a second, and the ratio to the plain statement."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        with closing(store_of(folder / "outbox.sqlite")) as store:
            yield from _compared("SQLite", _sqlite(folder, True), _sqlite(folder, False), store)
            yield from _on_a_large_table(store)
    yield from _postgres()


def _compared(name: str, plain: Callable[[int], object], loose: Callable[[int], object], store: Store) -> Iterator[Row]:
    """One call with many rows, and many calls with one, each in turn with the plain inserts."""
    for what, calls, each in ((f"{MANY:,} at once", 1, MANY), (f"{BATCH} one by one", BATCH, 1)):
        contenders: dict[str, Callable[[], object]] = {
            "insert, durable": lambda: [plain(each) for _ in range(calls)],  # noqa: B023
            "insert, not durable": lambda: [loose(each) for _ in range(calls)],  # noqa: B023
            "enqueue": lambda: [store.enqueue([New("press", BODY)] * each, 1.0) for _ in range(calls)],  # noqa: B023
        }
        taken = medians(contenders, ROUNDS)
        for contender, seconds in taken.items():
            yield f"{name}: {contender}, {what}", calls * each / seconds, "/s", seconds / taken["insert, durable"]


def _on_a_large_table(store: Store) -> Iterator[Row]:
    """Claim and settle where a million wait: against a table of 10,000, to see that an index is used."""
    with TemporaryDirectory() as name, closing(store_of(Path(name) / "small.sqlite")) as small:
        small.enqueue([New("press", BODY)] * 10_000, 1.0)
        missing = TABLE - sum(store.counts().values())
        for _ in range(0, missing, MANY):
            store.enqueue([New("press", BODY)] * MANY, 1.0)
        taken = medians(
            {"small": lambda: _claim(small), "large": lambda: _claim(store), "settled": lambda: _settle(store)}, 9
        )
    yield f"claim {BATCH} of {TABLE:,}: ms a claim", taken["large"] * 1000, "ms", taken["large"] / taken["small"]
    both = taken["large"] + taken["settled"]
    yield f"claim and settle, {BATCH} at once", BATCH / both, "/s", both / taken["large"]


_held: dict[int, Any] = {}


def _claim(store: Store) -> None:
    _held[id(store)] = store.claim("press", BATCH, LEASE, 2.0)


def _settle(store: Store) -> None:
    held = _held.pop(id(store))
    store.settle([Outcome(one.id, one.fence, "delivered", 2.0, 0.1, "200", 200, b"ok") for one in held], 3.0)


def _sqlite(folder: Path, durable: bool) -> Callable[[int], object]:
    connection = sqlite3.connect(folder / f"plain-{durable}.sqlite", isolation_level=None)
    connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
    connection.execute("CREATE TABLE plain (seq INTEGER PRIMARY KEY, body BLOB)")

    def insert(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("INSERT INTO plain (body) VALUES (?)", [(BODY,)] * number)
        connection.execute("COMMIT")

    return insert


def _postgres() -> Iterator[Row]:
    """The same on a PostgreSQL that is started for it, if it is installed."""
    try:
        import psycopg

        from tests import postgres
    except ImportError:
        return
    if postgres.why_not():
        return
    server = postgres.Server()
    try:
        with psycopg.connect(server.url, autocommit=True) as connection, closing(store_of(server.url)) as store:
            yield from _compared("PostgreSQL", _inserted(connection, "on"), _inserted(connection, "off"), store)
    finally:
        server.remove()


_tables = count(1)


def _inserted(connection: Any, durable: str) -> Callable[[int], object]:
    table = f"plain_{next(_tables)}"
    connection.execute(f"CREATE TABLE {table} (seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body BYTEA)")

    def insert(number: int) -> None:
        with connection.transaction():
            connection.execute(f"SET LOCAL synchronous_commit = {durable}")
            connection.cursor().executemany(f"INSERT INTO {table} (body) VALUES (%s)", [(BODY,)] * number)

    return insert
