"""The connections of one endpoint: as many as are in use, and those that are kept for a while.

An endpoint is one host with a few requests at once: a list of idle connections is all that it needs. The pool of httpx
is for many hosts, and looks over all of its connections at every request; its client keeps cookies, and reads where an
answer redirects to even when it does not go there. So httpx writes the request, and httpcore carries it.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpcore

from campaignkit.deliver.guard import Guard

if TYPE_CHECKING:
    import httpx

KEPT = 4.0  # seconds that an idle connection is kept; servers close theirs after five or more


class Lines:
    """Carries requests over guarded connections.

    Args:
        trust: The certificates to trust.
        keep: Whether connections are used again.
    """

    def __init__(self, guard: Guard, trust: ssl.SSLContext, *, keep: bool = True) -> None:
        self._guard, self._trust, self._keep = guard, trust, keep
        self._idle = list[httpcore.AsyncHTTPConnection]()

    @asynccontextmanager
    async def answer(self, request: httpx.Request) -> AsyncIterator[httpcore.Response]:
        """Send a request, and hand out its answer when the head is there; its body is read within.

        Raises:
            RefusedAddressError: The host may not be connected to.
            httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException: As they say.
        """
        asked = _carried(request)
        line = await self._line(asked.url.origin)
        try:
            answer = await line.handle_async_request(asked)
            try:
                yield answer
            finally:
                await answer.aclose()
        finally:
            await self._put_back(line)

    async def close(self) -> None:
        """Close the lines that are kept."""
        idle, self._idle = self._idle, []
        for line in idle:
            await line.aclose()

    async def _line(self, origin: httpcore.Origin) -> httpcore.AsyncHTTPConnection:
        while self._idle:
            line = self._idle.pop()
            if not line.has_expired():
                return line
            await line.aclose()
        return httpcore.AsyncHTTPConnection(
            origin, ssl_context=self._trust, keepalive_expiry=KEPT, network_backend=self._guard
        )

    async def _put_back(self, line: httpcore.AsyncHTTPConnection) -> None:
        """Keep a line if another request can go over it: the last answer was read to its end, and nothing follows."""
        if self._keep and line.is_available() and not _has_more(line):
            self._idle.append(line)
        else:
            await line.aclose()


def _has_more(line: httpcore.AsyncHTTPConnection) -> bool:
    """Whether more was read than the answer, such as a body after 204 or a second answer.

    It would be taken for the answer to the next request. (httpcore does not tell; if it keeps its state elsewhere one
    day, no line is kept, which is slower and correct.)
    """
    state = getattr(getattr(line, "_connection", None), "_h11_state", None)
    return state is None or state.trailing_data != (b"", False)


def _carried(request: httpx.Request) -> httpcore.Request:
    url = httpcore.URL(
        scheme=request.url.raw_scheme, host=request.url.raw_host, port=request.url.port, target=request.url.raw_path
    )
    headers, extensions = request.headers.raw, request.extensions
    return httpcore.Request(request.method, url, headers=headers, content=request.content, extensions=extensions)
