"""The outbox in PostgreSQL, for workers on several machines; needs psycopg (the extra `postgres`).

The tables are made on first use, in the schema that comes first in the search path; an advisory lock keeps two programs
that come at once from making them twice. Another lock is taken by whoever writes messages down, so that a dedupe key is
looked up and written by one at a time. Whoever claims leaves out the rows that another is claiming (SKIP LOCKED).

A connection that broke is made anew at the next call; the call that it broke in raises. A URL may hold a password: it
is kept where no `repr`, error or pickle shows it, and an error names host and database at most.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, cast

from campaignkit.deliver.connections import Connection
from campaignkit.deliver.sql import SqlStore
from campaignkit.deliver.tables import SCHEMA, VERSION, Cursor, refuse_newer
from campaignkit.errors import InputError, StorageError, missing_extra

if TYPE_CHECKING:
    import psycopg

_TYPES = {"seq": "BIGINT", "text": 'TEXT COLLATE "C"', "blob": "BYTEA", "attempts_key": "PRIMARY KEY"}
_MAKING, _ENQUEUING = 0x636B0001, 0x636B0002  # what the advisory locks are called
# Read from the catalogue, not with to_regclass, which may still answer what was true before the lock was ours.
_ARE_MADE = "SELECT 1 FROM pg_catalog.pg_class WHERE relname = 'campaignkit_tables' AND pg_table_is_visible(oid)"
_SETTINGS = (
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
    "SELECT set_config('lock_timeout', '30s', false)",
    # Rows are looked up once a lock is ours, and must be seen as they are then, whatever the server's default.
    "SELECT set_config('default_transaction_isolation', 'read committed', false)",
)
_HOW = "Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with %40 for @, %3A for : and %2F for / in a password."
_AGAIN = "Then run the same command again: nothing was half done."
_BROKEN = (
    "The connection to the database broke, or the server was stopped.",
    "What was being written is there whole or not at all. Run the same again; what has a dedupe key is not written"
    " twice.",
)
_MEANINGS = {  # by the beginning of an SQLSTATE
    "53100": ("The disk of the database server is full.", f"Make room there. {_AGAIN}"),
    "53": ("The database server has no room or no connection left.", f"Look after it. {_AGAIN}"),
    "25006": ("The database is read-only.", f"Name the server that may be written to. {_AGAIN}"),
    "42501": (
        "The user of the database may not do that.",
        "Grant it CREATE once; then SELECT, INSERT, UPDATE and DELETE.",
    ),
    "55P03": ("Another program holds the outbox (waited 30 s).", f"Wait until it has ended. {_AGAIN}"),
    "XX": ("The database is damaged, or its server failed.", "Look into the server's log, and bring back a backup."),
    "57P": _BROKEN,
    "08": _BROKEN,
    "": ("The database refused that.", f"Look into the server's log. {_AGAIN}"),
}


class _QuestionMarks:
    """A cursor that takes `?` for a placeholder, as SQLite's does."""

    def __init__(self, cursor: psycopg.Cursor[Any]) -> None:
        self._cursor = cursor
        self.fetchall = cursor.fetchall

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    def execute(self, statement: str, values: Sequence[object] = (), /) -> object:
        return self._cursor.execute(cast(Any, statement.replace("?", "%s")), values)

    def executemany(self, statement: str, rows: Iterable[Sequence[object]], /) -> object:
        self._cursor.executemany(cast(Any, statement.replace("?", "%s")), rows)
        return self


class PostgresStore(SqlStore):
    """A store in PostgreSQL; its tables are made if they are not there.

    Args:
        url: "postgresql://…", as libpq reads it.

    Raises:
        InputError: The URL cannot be read for certain.
        MissingExtraError: psycopg is not installed.
        StorageError: The server cannot be reached, refuses us, or its tables were made by a newer campaignkit.
    """

    _lock, _lock_free = " FOR UPDATE", " FOR UPDATE SKIP LOCKED"

    def __init__(self, url: str) -> None:
        self._where = _place(url)
        self._url: Callable[[], str] = lambda: url
        self._own = Connection(self._connected, self._where)
        with self._own.turn, self._telling():
            self._own.get()

    def __repr__(self) -> str:
        return f"<PostgresStore {self._where}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a store that may hold a password is not pickled")

    def close(self) -> None:
        self._own.close()

    def _alone(self, cursor: Cursor) -> None:
        cursor.execute("SELECT pg_advisory_xact_lock(?)", (_ENQUEUING,))

    def _writing(self) -> AbstractContextManager[Cursor]:
        return self._transaction()

    def _reading(self) -> AbstractContextManager[Cursor]:
        return self._transaction()

    @contextmanager
    def _transaction(self) -> Iterator[Cursor]:
        with self._own.turn, self._telling():
            connection = self._begun()
            try:
                with connection.cursor() as cursor:
                    yield cast(Cursor, _QuestionMarks(cursor))
                connection.execute("COMMIT")
            except BaseException:
                self._roll_back(connection)
                raise

    def _begun(self) -> psycopg.Connection[Any]:
        """Return a connection with a transaction begun: a new one, if the server has forgotten the one we had."""
        import psycopg

        connection = self._own.get()
        if connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:  # an interrupt came between
            self._roll_back(connection)
            connection = self._own.get()
        try:
            connection.execute("BEGIN")
        except psycopg.OperationalError:
            self._own.drop()
            connection = self._own.get()
            connection.execute("BEGIN")
        return connection

    def _roll_back(self, connection: psycopg.Connection[Any]) -> None:
        from psycopg import Error
        from psycopg.pq import TransactionStatus

        try:
            if connection.info.transaction_status != TransactionStatus.IDLE:
                connection.execute("ROLLBACK")
        except Error:
            self._own.drop()

    def _connected(self) -> psycopg.Connection[Any]:
        connection = self._dialled()
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _dialled(self) -> psycopg.Connection[Any]:
        import psycopg
        from psycopg.conninfo import conninfo_to_dict, make_conninfo

        settings = {"connect_timeout": "10", "tcp_user_timeout": "30000", "application_name": "campaignkit"}
        given = conninfo_to_dict(self._url())
        missing = {name: value for name, value in settings.items() if name not in given}
        try:
            return psycopg.connect(make_conninfo(self._url(), **missing), autocommit=True)
        except psycopg.OperationalError as error:
            said = _said(error, given)
        hint = f"Look whether it runs, and whether the user may come in. {_AGAIN}"
        raise StorageError("The database cannot be reached.", self._where, hint, said)

    def _prepare(self, connection: psycopg.Connection[Any]) -> None:
        for statement in _SETTINGS:
            connection.execute(cast(Any, statement))
        if not connection.execute(cast(Any, _ARE_MADE)).fetchall():
            self._make_tables(connection)
        for (version,) in connection.execute("SELECT version FROM campaignkit_tables").fetchall():
            refuse_newer(version, self._where)

    def _make_tables(self, connection: psycopg.Connection[Any]) -> None:
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MAKING,))
            if connection.execute(cast(Any, _ARE_MADE)).fetchall():
                return  # by another, while we waited for the lock
            for statement in SCHEMA:
                connection.execute(cast(Any, statement.format(**_TYPES)))
            connection.execute("CREATE TABLE campaignkit_tables (version INTEGER NOT NULL)")
            connection.execute("INSERT INTO campaignkit_tables VALUES (%s)", (VERSION,))

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Turn what psycopg raises into what it means here. It is not chained: what it holds is not ours to show."""
        from psycopg import Error, ProgrammingError

        try:
            yield
            return
        except Error as error:
            if isinstance(error, ProgrammingError) and not error.sqlstate:
                raise
            what, hint = _meaning(error)
            said = (f"PostgreSQL: {error.diag.message_primary} ({error.sqlstate})",) if error.sqlstate else ()
        raise StorageError(what, self._where, hint, said)


def _meaning(error: psycopg.Error) -> tuple[str, str]:
    state = error.sqlstate or "08"
    return next(_MEANINGS[state[:length]] for length in (5, 3, 2, 0) if state[:length] in _MEANINGS)


def _place(url: str) -> str:
    """Return what a store is called in errors: host, port and database, nothing else of the URL.

    Raises InputError if libpq may take a part of a password for a part of the host.
    """
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise missing_extra("An outbox in PostgreSQL needs psycopg.", "postgres") from None
    authority, _, rest = url.partition("://")[2].partition("/")
    try:
        given = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except (ProgrammingError, UnicodeError):
        given = {"port": "unreadable"}
    host, port = given.get("host", ""), given.get("port", "")
    if authority.count("@") > 1 or "@" in rest or not re.fullmatch(r"[\d,]*", port) or not re.fullmatch(r"[^@]*", host):
        raise InputError("The URL of the outbox cannot be read for certain.", "", _HOW)
    return f"postgresql://{host or 'local'}{':' + port if port else ''}/{given.get('dbname', '')}"


def _said(error: Exception, given: dict[str, Any]) -> list[str]:
    """Return what libpq says of a connection that failed, unless it repeats a secret."""
    secrets = [str(value) for name, value in given.items() if "password" in name and value]
    said = str(error).strip()
    return [] if any(secret in said for secret in secrets) else said.splitlines()[:4]
