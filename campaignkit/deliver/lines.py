"""The connections of one endpoint: as many as are in use, and those that are kept for a while.

An endpoint is one host with a few requests at once: a list of idle connections is all that it needs. The pool of httpx
is for many hosts, and looks over all of its connections at every request; its client keeps cookies, and reads where an
answer redirects to even when it does not go there.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterable, AsyncIterator
from typing import cast

import httpcore
import httpx

from campaignkit.deliver.guard import Guard

KEPT = 4.0  # seconds that an idle connection is kept; servers close theirs after five or more


class Lines(httpx.AsyncBaseTransport):
    """Carries requests over guarded connections. Exceptions are those of httpcore and of the guard.

    Args:
        trust: The certificates to trust.
        keep: Whether connections are used again.
    """

    def __init__(self, guard: Guard, trust: ssl.SSLContext, *, keep: bool = True) -> None:
        self._guard, self._trust, self._keep = guard, trust, keep
        self._idle = list[httpcore.AsyncHTTPConnection]()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request, and return its answer as soon as the head is there; its body closes or keeps the line."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        line = await self._line(url.origin)
        body = cast(AsyncIterable[bytes], request.stream)
        asked = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=body, extensions=request.extensions
        )
        try:
            answer = await line.handle_async_request(asked)
        except BaseException:
            await line.aclose()
            raise
        stream = _Body(self, line, answer)
        return httpx.Response(answer.status, headers=answer.headers, stream=stream, extensions=answer.extensions)

    async def _line(self, origin: httpcore.Origin) -> httpcore.AsyncHTTPConnection:
        while self._idle:
            line = self._idle.pop()
            if line.is_idle() and not line.has_expired():
                return line
            await line.aclose()
        return httpcore.AsyncHTTPConnection(
            origin, ssl_context=self._trust, keepalive_expiry=KEPT, network_backend=self._guard
        )

    async def put_back(self, line: httpcore.AsyncHTTPConnection) -> None:
        """Keep a line if another request can go over it."""
        if self._keep and line.is_idle():
            self._idle.append(line)
        else:
            await line.aclose()

    async def aclose(self) -> None:
        """Close the lines that are kept."""
        idle, self._idle = self._idle, []
        for line in idle:
            await line.aclose()


class _Body(httpx.AsyncByteStream):
    def __init__(self, lines: Lines, line: httpcore.AsyncHTTPConnection, answer: httpcore.Response) -> None:
        self._lines, self._line, self._answer = lines, line, answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    async def aclose(self) -> None:
        await self._answer.aclose()
        await self._lines.put_back(self._line)
