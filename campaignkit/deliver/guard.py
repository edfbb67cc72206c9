"""No connection to an address that is not public, unless the endpoint allows it.

What a URL says cannot be trusted to be what is connected to: `http://example.com\\@127.0.0.1/` has two hosts, depending
on who reads it; `2130706433` is 127.0.0.1 to a resolver; and a name may lead elsewhere a moment after it was looked at.
So the check stands where the connection is made: the name is resolved once, every address that it has must be allowed,
and the connection goes to one of the addresses that were checked. The name in the TLS handshake stays that of the URL.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from contextlib import suppress

import httpcore

from campaignkit.deliver.addresses import Network, is_allowed, is_public

READ_AT_MOST = 192 * 1024  # bytes for one request: a head of 100 KiB, 64 KiB of body, and what was read beyond

_HTTP = b"HTTP/"  # what an answer begins with


class RefusedAddressError(Exception):
    """A host has an address that may not be connected to; nothing was sent, and no connection was made."""

    def __init__(self, address: str, secure: bool) -> None:
        super().__init__(address, secure)
        self.address, self.secure = address, secure


class Guard(httpcore.AsyncNetworkBackend):
    """Connects to public addresses and to those in `allowed`; without TLS, to those in `allowed` only."""

    def __init__(self, allowed: Iterable[Network] = (), *, secure: bool = True) -> None:
        self._allowed, self._secure = tuple(allowed), secure
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect to one of the host's addresses, if all of them are allowed.

        Raises:
            RefusedAddressError: One is not.
            httpcore.ConnectError: It has none, or none of them answers.
        """
        end = time.monotonic() + (timeout if timeout is not None else 60.0)
        addresses = await self._checked(host, port, end)
        for left in range(len(addresses), 0, -1):
            share = max(0.05, (end - time.monotonic()) / left)
            try:
                inner = await self._inner.connect_tcp(
                    addresses[-left], port, share, local_address, list(socket_options or ())
                )
                return _Bounded(inner)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if left == 1:
                    raise
        raise httpcore.ConnectError("no address")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: nothing is delivered to a socket of this machine."""
        raise RefusedAddressError("a socket of this machine", self._secure)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)

    async def _checked(self, host: str, port: int, end: float) -> list[str]:
        try:
            async with asyncio.timeout(end - time.monotonic()):
                addresses = await _resolve(host, port)
        except TimeoutError:
            raise httpcore.ConnectTimeout("the name was not resolved in time") from None
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError("the name was not resolved") from error
        for address in addresses:
            if not self.allows(address):
                raise RefusedAddressError(address, self._secure)
        return addresses

    def allows(self, address: str) -> bool:
        """Return whether an address may be connected to."""
        try:
            return is_allowed(address, self._allowed) or (self._secure and is_public(address))
        except ValueError:
            return False


async def _resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host, each once, in the order of the system.

    In a thread of its own that nobody waits for: a name server that hangs holds up neither another endpoint, which a
    pool of a few threads would, nor the end of the process.
    """
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[str]] = loop.create_future()

    def settle(addresses: list[str], error: Exception | None) -> None:
        if not found.done():
            found.set_exception(error) if error else found.set_result(addresses)

    def look_up() -> None:
        addresses, wrong = list[str](), None
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = list(dict.fromkeys(str(answer[4][0]) for answer in answers))
        except (OSError, UnicodeError) as error:
            wrong = error
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(settle, addresses, wrong)

    threading.Thread(target=look_up, name="campaignkit-resolve", daemon=True).start()
    return await found


class _Bounded(httpcore.AsyncNetworkStream):
    """A connection that ends when a request is answered with more bytes than are read, or not by HTTP at all."""

    def __init__(self, inner: httpcore.AsyncNetworkStream) -> None:
        self._inner, self._read = inner, 0

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = await self._inner.read(max_bytes, timeout)
        first = not self._read
        self._read += len(data)
        if (first and not _HTTP.startswith(data[: len(_HTTP)])) or self._read > READ_AT_MOST:
            raise httpcore.RemoteProtocolError("no answer of HTTP, or too long a one")
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._read = 0
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        try:
            return _Bounded(await self._inner.start_tls(ssl_context, server_hostname, timeout))
        except BaseException:
            await self._inner.aclose()
            raise

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)
