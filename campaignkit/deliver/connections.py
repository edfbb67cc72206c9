"""One connection a process, used by one thread at a time.

Neither SQLite nor PostgreSQL lets a connection be carried across a fork: the child would undo what the parent is doing,
or end its session. So a process forks only between two transactions, and the child makes a connection of its own.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from threading import RLock
from typing import Any, Generic, Protocol, TypeVar
from weakref import WeakSet

from campaignkit.errors import UsageError


class _Closable(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=_Closable)


class Connection(Generic[C]):
    """Holds the connection of this process, made when it is first needed.

    Attributes:
        turn: Held by the thread that uses the connection, from the beginning of a transaction to its end.
    """

    def __init__(self, connect: Callable[[], C], where: str) -> None:
        self.turn = RLock()
        self._connect, self._where = connect, where
        self._held: C | None = None
        self._closed = False
        _all.add(self)

    def get(self) -> C:
        """Return the connection; raises UsageError once it was closed."""
        if self._closed:
            raise UsageError("The outbox is closed.", self._where)
        if self._held is None:
            self._held = self._connect()
        return self._held

    def drop(self) -> None:
        """Close the connection, however broken it is; the next `get` makes another."""
        held, self._held = self._held, None
        if held is not None:
            with suppress(Exception):
                held.close()

    def close(self) -> None:
        """Close the connection for good, once nobody uses it."""
        with self.turn:
            self._closed = True
            self.drop()

    def leave_to_parent(self) -> None:
        """Forget, in a child, the connection of the parent, without closing it."""
        self.turn = RLock()
        if self._held is not None:
            _parents.append(self._held)
            self._held = None


_all: WeakSet[Connection[Any]] = WeakSet()
_parents: list[_Closable] = []  # never let go of, since that would close them
_at_fork: list[Connection[Any]] = []


def _before_fork() -> None:
    _at_fork[:] = _all
    for connection in _at_fork:
        connection.turn.acquire()


def _after_fork_in_parent() -> None:
    while _at_fork:
        _at_fork.pop().turn.release()


def _after_fork_in_child() -> None:
    while _at_fork:
        _at_fork.pop().leave_to_parent()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_parent=_after_fork_in_parent, after_in_child=_after_fork_in_child)
