"""A receiver with every fault that we could think of: the path of the URL names it."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import struct
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

OK = b"HTTP/1.1 200 OK\r\n"
Fault = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Request:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Server:
    """A server that runs in a thread of its own."""

    port: int = 0
    connections: int = 0
    requests: list[Request] = field(default_factory=list)

    def url(self, path: str, scheme: str = "http", host: str = "127.0.0.1") -> str:
        """Where a fault is."""
        return f"{scheme}://{host}:{self.port}/{path}"


def answer(status: int, headers: str = "", body: bytes = b"") -> Fault:
    """Answers at once."""

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 {status} Some Reason\r\ncontent-length: {len(body)}\r\n{headers}\r\n"
        writer.write(head.encode() + body)

    return respond


def raw(data: bytes, *, reset: bool = False, stay: float = 0.0) -> Fault:
    """Writes bytes and closes, or resets."""

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        with suppress(ConnectionError):
            await writer.drain()
        await asyncio.sleep(stay or 0.05)
        if reset:
            held: socket.socket = writer.get_extra_info("socket")
            held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    return respond


def drip(first: bytes, each: bytes) -> Fault:
    """Writes a little every tenth of a second, for ever."""

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while True:
            writer.write(each)
            await writer.drain()
            await asyncio.sleep(0.1)

    return respond


def flood(first: bytes, each: bytes, times: int) -> Fault:
    """Writes as fast as it is read."""

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        for _ in range(times):
            writer.write(each)
            await writer.drain()

    return respond


BOMB = gzip.compress(bytes(20_000_000))
CHUNK = bytes(65536)

FAULTS: dict[str, Fault] = {
    "ok": answer(200, body=b"thank you"),
    "no-content": answer(204),
    "slow-head": drip(b"HTTP/1.1 200 OK\r\n", b"x-slow: yes\r\n"),
    "slow-status": drip(b"HTTP", b"/"),
    "slow-body": drip(OK + b"content-length: 100000\r\n\r\n", b"x"),
    "slow-body-of-500": drip(b"HTTP/1.1 500 No\r\ncontent-length: 100000\r\n\r\n", b"x"),
    "never": raw(b"", stay=30),
    "close": raw(b""),
    "reset-before": raw(b"", reset=True),
    "reset-in-head": raw(b"HTTP/1.1 20", reset=True),
    "reset-after": raw(OK + b"content-length: 100\r\n\r\nx", reset=True),
    "short-body": raw(OK + b"content-length: 100\r\n\r\nx"),
    "short-chunk": raw(OK + b"transfer-encoding: chunked\r\n\r\n20\r\nx"),
    "huge-body": flood(OK + b"content-length: 209715200\r\n\r\n", CHUNK, 3200),
    "endless-body": flood(OK + b"\r\n", CHUNK, 100_000),
    "gzip-bomb": raw(OK + f"content-encoding: gzip\r\ncontent-length: {len(BOMB)}\r\n\r\n".encode() + BOMB),
    "bad-gzip": raw(OK + b"content-encoding: gzip\r\ncontent-length: 5\r\n\r\nnoise"),
    "huge-header": flood(OK + b"x-huge: ", CHUNK, 3200),
    "many-headers": flood(OK, b"x-many: " + b"a" * 50 + b"\r\n", 1_000_000),
    "garbage": raw(b"\x00\xff\x13garbage\r\n\r\n"),
    "ssh": raw(b"SSH-2.0-OpenSSH_9.2\r\n"),
    "http-0.9": raw(b"<html>hello</html>"),
    "two-lengths": raw(OK + b"content-length: 5\r\ncontent-length: 6\r\n\r\nhello!"),
    "negative-length": raw(OK + b"content-length: -5\r\n\r\n"),
    "continue-flood": flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100, 1_000_000),
    "continue-drip": drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "switching": raw(b"HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n", stay=0.2),
    "gone": answer(410),
    "seven": answer(429, "retry-after: 7\r\n"),
    "decimal": answer(503, "retry-after: 0.5\r\n"),
    "junk-exponent": answer(429, "retry-after: 1e21\r\n"),
    "negative": answer(429, "retry-after: -5\r\n"),
    "nan": answer(429, "retry-after: nan\r\n"),
    "far": answer(429, "retry-after: 99999999\r\n"),
    "dated": answer(429, "date: Thu, 01 Jan 2026 00:00:00 GMT\r\nretry-after: Thu, 01 Jan 2026 00:01:30 GMT\r\n"),
    "dated-past": answer(429, "date: Thu, 01 Jan 2026 00:00:00 GMT\r\nretry-after: Wed, 31 Dec 2025 00:00:00 GMT\r\n"),
    "old-clock": answer(401, "date: Thu, 01 Jan 2015 00:00:00 GMT\r\n"),
    "cookie": answer(200, "set-cookie: a=b\r\n"),
}
FAULTS |= {str(status): answer(status) for status in (400, 401, 403, 404, 405, 408, 413, 415, 422, 429)}
FAULTS |= {str(status): answer(status) for status in (500, 502, 503, 504)}


def redirect(status: int, where: str) -> Fault:
    """Leads elsewhere."""
    return answer(status, f"location: {where}\r\n")


async def _read(reader: asyncio.StreamReader) -> Request:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:]) if name}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(head[0].split(" ")[1], headers, body)


@contextmanager
def serving(
    faults: dict[str, Fault] | None = None, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> Iterator[Server]:
    """A server; a request for "/NAME" gets the fault of that name, and any other is delivered."""
    known, server, loop = FAULTS if faults is None else faults, Server(), asyncio.new_event_loop()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.connections += 1
        try:
            while not writer.is_closing():
                request = await _read(reader)
                server.requests.append(request)
                name = request.path.partition("?")[0].strip("/")
                await known.get(name, FAULTS["ok"])(reader, writer)
                await writer.drain()
        except asyncio.CancelledError:
            writer.transport.abort()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    def swallow(held: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        pass  # what clients do to a server that misbehaves is no news

    loop.set_exception_handler(swallow)
    listening = loop.run_until_complete(asyncio.start_server(handle, host, 0, ssl=tls))
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(listening.close)
        asyncio.run_coroutine_threadsafe(_end(), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _end() -> None:
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    await asyncio.sleep(0.01)
