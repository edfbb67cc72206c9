"""The outbox in one file: SQLite as it comes with Python.

What was written down is on the disk when a method returns: `synchronous = FULL`, with a rollback journal that is
truncated at the end (one that is kept would keep what `purge` wipes). A write-ahead log is used only from SQLite 3.51.3
on: before, two processes that write and checkpoint at once can damage the file (sqlite.org/wal.html, "WAL-reset bug").
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import cast

from campaignkit.deliver.connections import Connection
from campaignkit.deliver.disks import make_private, refuse_network
from campaignkit.deliver.sql import SqlStore
from campaignkit.deliver.tables import SCHEMA, VERSION, Cursor, refuse_newer
from campaignkit.errors import StorageError

PATIENCE = 30.0  # seconds to wait for another process that writes
MARK = 0x636B6F62  # application_id of our files: "ckob"
WAL_IS_SOUND = sqlite3.sqlite_version_info >= (3, 51, 3)
_TYPES = {"seq": "INTEGER", "text": "TEXT", "blob": "BLOB", "attempts_key": "PRIMARY KEY"}
_AGAIN = "Then run the same command again: nothing was half done."
_MEANINGS = {
    sqlite3.SQLITE_FULL: ("The disk is full.", f"Make room. {_AGAIN}"),
    sqlite3.SQLITE_IOERR: ("The disk cannot be read or written.", f"Look after the disk and its free space. {_AGAIN}"),
    sqlite3.SQLITE_READONLY: (
        "The outbox cannot be written: the file or its folder is read-only.",
        f"Make both writable for yourself, or name another place with --outbox. {_AGAIN}",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The outbox cannot be opened, or nothing can be written beside it.",
        f"It must be a file, in a folder that you may read and write. {_AGAIN}",
    ),
    sqlite3.SQLITE_BUSY: (
        "Another process holds the outbox.",
        f"Wait until the other command has ended, or end it. {_AGAIN}",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "The outbox is damaged.",
        "Nothing is written over it. Keep a copy, get out what can be read (sqlite3 FILE .recover), or bring back a"
        " backup; name another file with --outbox to go on meanwhile.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "This file is no outbox.",
        "It was left as it is. Name another file with --outbox, or bring back a backup of this one.",
    ),
}


class SqliteStore(SqlStore):
    """A store in one file. It is made, readable by its owner alone, if it is not there.

    Args:
        path: The file.
        patience: Seconds to wait for another process that writes, before giving up.

    Raises:
        StorageError: The file cannot be opened or made, is on a network file system, is no outbox or a damaged one, or
            was written by a newer campaignkit.
    """

    def __init__(self, path: str | Path, patience: float = PATIENCE) -> None:
        self.path, self._patience = _whole(path), patience
        self._where = str(self.path)
        self._own = Connection(self._connected, self._where)
        make_private(self.path)
        self._file = _identity(self.path)
        with self._own.turn, self._telling():
            self._own.get()

    def __repr__(self) -> str:
        return f"<SqliteStore {self.path}>"

    def close(self) -> None:
        self._own.close()

    def purge(self, before: float) -> int:
        wiped = super().purge(before)
        with self._own.turn, self._telling():
            self._own.get().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # a log would keep what is wiped
        return wiped

    def _alone(self, cursor: Cursor) -> None:
        pass  # whoever writes is alone from BEGIN IMMEDIATE on

    def _writing(self) -> AbstractContextManager[Cursor]:
        return self._transaction("BEGIN IMMEDIATE")  # never from a reader to a writer: that fails without waiting

    def _reading(self) -> AbstractContextManager[Cursor]:
        return self._transaction("BEGIN")

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Cursor]:
        with self._own.turn, self._telling():
            connection = self._own.get()
            self._refuse_another_file()
            try:
                connection.execute(begin)
                yield cast(Cursor, connection.cursor())
                connection.execute("COMMIT")
            except BaseException:
                self._roll_back(connection)
                raise

    def _roll_back(self, connection: sqlite3.Connection) -> None:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:  # the journal undoes it when the file is opened next
            self._own.drop()

    def _connected(self) -> sqlite3.Connection:
        refuse_network(self.path)
        address = f"{self.path.as_uri()}?mode=rw"  # never made here, where it would be readable by others
        connection = sqlite3.connect(
            address, uri=True, timeout=self._patience, isolation_level=None, check_same_thread=False
        )
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        for setting in ("synchronous = FULL", "fullfsync = ON", "secure_delete = ON", "cache_size = -32768"):
            connection.execute(f"PRAGMA {setting}")
        if not _number(connection, "user_version"):
            self._make_tables(connection)
        if _number(connection, "application_id") != MARK:
            what = "This is a database, but no outbox."
            raise StorageError(what, str(self.path), "It was left as it is. Name another file with --outbox.")
        refuse_newer(_number(connection, "user_version"), str(self.path))
        connection.execute(f"PRAGMA journal_mode = {'WAL' if WAL_IS_SOUND else 'TRUNCATE'}").fetchall()

    def _refuse_another_file(self) -> None:
        """Raise StorageError if the path leads to another file by now: what is written to the one we hold is lost."""
        if _identity(self.path) != self._file:
            what = "The outbox was deleted, moved or replaced while it was open."
            hint = "Bring the file back, or run the same command again to use what is there now."
            raise StorageError(what, str(self.path), hint)

    def _make_tables(self, connection: sqlite3.Connection) -> None:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if not connection.execute("SELECT 1 FROM sqlite_master").fetchall():
                for statement in SCHEMA:
                    connection.execute(statement.format(**_TYPES))
                connection.execute(f"PRAGMA application_id = {MARK}")
                connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("COMMIT")
        except BaseException:
            self._roll_back(connection)
            raise

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn what SQLite raises into what it means here."""
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            what, hint = _MEANINGS.get(code, (f"The outbox cannot be used: {error}.", _AGAIN))
            waited = (f"SQLite: {error}; waited {self._patience:g} s",) if code == sqlite3.SQLITE_BUSY else ()
            raise StorageError(what, str(self.path), hint, waited or (f"SQLite: {error}",)) from error


def _whole(path: str | Path) -> Path:
    try:
        if "\0" not in str(path):
            return Path(path).expanduser().absolute()
    except RuntimeError:  # of expanduser
        raise StorageError("There is no user of that name.", str(path), "Write the whole path, without ~.") from None
    raise StorageError("No file can be called so.", ascii(str(path)), "Name another place with --outbox.")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        there = path.stat()
    except OSError:
        return None
    return there.st_dev, there.st_ino


def _number(connection: sqlite3.Connection, name: str) -> int:
    found: int = connection.execute(f"PRAGMA {name}").fetchone()[0]
    return found
