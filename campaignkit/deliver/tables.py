"""The tables, and the small print of statements that SQLite and PostgreSQL both understand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from campaignkit.errors import StorageError

VERSION = 1  # of the tables; a store that was written by a higher one is refused
SCHEMA = (
    # seq: the order in which messages were written down. unsettled: claims in a row that came to no outcome.
    # settled: when its state last changed by an outcome or by hand. kept: 1 until the body is wiped.
    """CREATE TABLE campaignkit_messages (
        seq {seq} PRIMARY KEY, id {text} NOT NULL UNIQUE, endpoint {text} NOT NULL, state {text} NOT NULL,
        due DOUBLE PRECISION NOT NULL, until DOUBLE PRECISION NOT NULL DEFAULT 0,
        lease DOUBLE PRECISION NOT NULL DEFAULT 0, fence INTEGER NOT NULL DEFAULT 0,
        attempts INTEGER NOT NULL DEFAULT 0, unsettled INTEGER NOT NULL DEFAULT 0,
        created DOUBLE PRECISION NOT NULL, settled DOUBLE PRECISION NOT NULL DEFAULT 0,
        kept INTEGER NOT NULL DEFAULT 1, dedupe_key {text}, sha256 {text} NOT NULL, size INTEGER NOT NULL,
        content_type {text} NOT NULL, label {text} NOT NULL, note {text} NOT NULL DEFAULT '')""",
    """CREATE UNIQUE INDEX campaignkit_keys ON campaignkit_messages (endpoint, dedupe_key)
        WHERE dedupe_key IS NOT NULL""",
    "CREATE INDEX campaignkit_ready ON campaignkit_messages (state, endpoint, due, seq)",
    "CREATE TABLE campaignkit_bodies (seq {seq} PRIMARY KEY, body {blob} NOT NULL)",
    """CREATE TABLE campaignkit_attempts (
        seq {seq} NOT NULL, number INTEGER NOT NULL, started DOUBLE PRECISION NOT NULL,
        seconds DOUBLE PRECISION NOT NULL, state {text} NOT NULL, note {text} NOT NULL, status INTEGER,
        answer {blob} NOT NULL, {attempts_key} (seq, number))""",
    """CREATE TABLE campaignkit_endpoints (
        endpoint {text} NOT NULL PRIMARY KEY, paused_until DOUBLE PRECISION, failing_since DOUBLE PRECISION,
        disabled {text} NOT NULL)""",
)
_AT_ONCE = 500  # placeholders in one statement: older SQLite allows 999

T = TypeVar("T")


class Cursor(Protocol):
    """What both libraries' cursors can do; placeholders are written `?`."""

    @property
    def rowcount(self) -> int:
        """How many rows the last statement changed."""
        ...

    def execute(self, statement: str, values: Sequence[object] = (), /) -> object:
        """Run a statement."""
        ...

    def executemany(self, statement: str, rows: Iterable[Sequence[object]], /) -> object:
        """Run a statement once for each row."""
        ...

    def fetchall(self) -> list[Any]:
        """Return all rows that the last statement found."""
        ...


def refuse_newer(version: int, where: str) -> None:
    """Raise StorageError if the tables are of a campaignkit that is newer than this one."""
    if version > VERSION:
        what = f"The outbox was written by a newer campaignkit (tables {version}; this one knows {VERSION})."
        raise StorageError(what, where, "Upgrade this one: pip install --upgrade campaignkit")


def is_writable(text: str) -> bool:
    """Return whether both databases can keep a text as it is."""
    return clean(text) == text


def clean(text: str) -> str:
    """Return text as both databases can keep it: without NUL and halves of surrogate pairs."""
    return text.replace("\0", "�").encode("utf-8", "replace").decode() if not text.isascii() or "\0" in text else text


def marks(values: Sequence[object]) -> str:
    """Return a placeholder for each value."""
    return ", ".join("?" * len(values))


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the values, as many at once as one statement takes."""
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
