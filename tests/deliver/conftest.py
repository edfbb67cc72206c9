"""Stores for the tests: each test has its own file, and its own schema on one PostgreSQL for the whole run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from campaignkit.deliver.store import Store, store_of
from tests import postgres

Open = Callable[[], Store]
_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL that runs; the test is skipped, with the reason, where none can be started."""
    pytest.importorskip("psycopg")
    if reason := postgres.why_not():
        (pytest.fail if os.environ.get("CAMPAIGNKIT_NEEDS_POSTGRES") else pytest.skip)(reason)
    running = postgres.Server()
    yield running
    running.remove()


@pytest.fixture
def schema_url(server: postgres.Server) -> str:
    """The URL of an empty schema."""
    import psycopg

    name = f"test_{next(_numbers)}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{server.url}?options=-csearch_path%3D{name}"


@pytest.fixture(params=["sqlite", "postgres"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The place of a store that is not there yet, once for each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "outbox.sqlite")
    url: str = request.getfixturevalue("schema_url")
    return url


@pytest.fixture
def opened(where: str) -> Iterator[Open]:
    """What opens the store once more, with a connection of its own."""
    stores: list[Store] = []

    def one_more() -> Store:
        stores.append(store_of(where))
        return stores[-1]

    yield one_more
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Open) -> Store:
    """A store that is empty."""
    return opened()
