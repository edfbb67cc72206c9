"""Sending from the outbox, against a bare loop over httpx that writes nothing down, and one that waits for the disk.

The receiver is a process of its own on this machine. Durable is what the outbox promises: nothing is sent that was not
written down, and each answer is on the disk soon after; the bare loop that is durable commits each answer by itself.
"""

from __future__ import annotations

import asyncio
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from benchmarks.measure import medians
from campaignkit.deliver import worker
from campaignkit.deliver.messages import New
from campaignkit.deliver.store import store_of
from tests.deliver.places import place

NAME = "sending to a receiver on this machine, 16 at once"
ROUNDS = 3
MANY, AT_ONCE = 500, 16
BODY = b'{"type": "letter.written", "data": "%s"}' % (b"x" * 460)

RECEIVER = """
import asyncio, re
async def handle(reader, writer):
    try:
        while True:
            head = await reader.readuntil(b"\\r\\n\\r\\n")
            await reader.readexactly(int(re.search(rb"content-length: (\\d+)", head.lower())[1]))
            writer.write(b"HTTP/1.1 204 No Content\\r\\n\\r\\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


def rows() -> Iterator[tuple[str, float, str, float]]:
    """Yield what was measured, deliveries a second, and how many times as long it takes as bare httpx."""
    receiver = subprocess.Popen([sys.executable, "-c", RECEIVER], stdout=subprocess.PIPE, text=True)
    assert receiver.stdout
    url = f"http://127.0.0.1:{receiver.stdout.readline().strip()}/hook"
    try:
        with TemporaryDirectory() as name:
            yield from _compared(Path(name), url)
    finally:
        receiver.kill()
        receiver.wait()
        receiver.stdout.close()


def _compared(folder: Path, url: str) -> Iterator[tuple[str, float, str, float]]:
    numbers = count()
    with closing(sqlite3.connect(folder / "plain.sqlite", isolation_level=None)) as plain:
        plain.execute("PRAGMA synchronous = FULL")
        plain.execute("CREATE TABLE sent (number INTEGER PRIMARY KEY, status INTEGER)")
        taken = medians(
            {
                "httpx.AsyncClient, nothing written down": lambda: asyncio.run(_bare(url, None)),
                "httpx.AsyncClient, each answer committed": lambda: asyncio.run(_bare(url, plain)),
                "the outbox, durable": lambda: _outbox(folder / f"{next(numbers)}.sqlite", url),
            },
            ROUNDS,
        )
    bare = taken["httpx.AsyncClient, nothing written down"]
    for what, seconds in taken.items():
        yield what, MANY / seconds, "/s", seconds / bare


async def _bare(url: str, plain: sqlite3.Connection | None) -> None:
    left = iter(range(MANY))
    async with httpx.AsyncClient(trust_env=False) as client:

        async def send() -> None:
            for _ in left:
                answer = await client.post(url, content=BODY)
                if plain:
                    plain.execute("INSERT INTO sent (status) VALUES (?)", (answer.status_code,))

        await asyncio.gather(*(send() for _ in range(AT_ONCE)))


def _outbox(path: Path, url: str) -> None:
    """Write down and send: all of it counts."""
    with closing(store_of(str(path))) as store:
        store.enqueue([New("press-room", BODY)] * MANY, time.time())
        done = worker.run(store, [place(url, concurrency=AT_ONCE, deadline=20.0)])
    assert done.delivered == MANY, done
