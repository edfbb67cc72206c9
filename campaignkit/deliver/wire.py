"""One request within one deadline.

The deadline holds for all of it: the name, the connection, TLS, the request, the head of the answer and its body. (The
timeouts of HTTP libraries are for each read, so an answer that drips is never late.) The answer is read as it comes,
never unpacked, and no more of it than 64 KiB. Redirects are not followed, TLS is always verified, and proxies and
certificates of the environment are not used.
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NoReturn, Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

from campaignkit.deliver import signing
from campaignkit.deliver.addresses import Network
from campaignkit.deliver.answers import HEADERS_KEPT, Answer, Classify, Verdict, classify, classify_failure
from campaignkit.deliver.messages import ANSWER_BYTES_KEPT, Leased
from campaignkit.deliver.quiet import quiet
from campaignkit.deliver.schedule import THROTTLE
from campaignkit.errors import CampaignKitError, UsageError

if TYPE_CHECKING:
    import httpcore
    import httpx
    from pydantic import SecretStr

    from campaignkit.deliver.lines import Lines

CONNECT = 5.0  # seconds
PORTS = range(1, 65536)
ANSWER_BYTES_READ = 64 * 1024
BODY_SECONDS = 5.0  # for the body of an answer, once its head has told what became of the message
SHORTEST_SECRET = 8  # characters; a shorter part of a URL is no secret, and stands in answers by chance


class Endpoint(Protocol):
    """Where to and how, as the endpoints file says."""

    @property
    def id(self) -> str:
        """What it is called."""

    @property
    def sink(self) -> str:
        """The kind of its receiver."""

    @property
    def url(self) -> SecretStr:
        """Where to."""

    @property
    def keys(self) -> tuple[signing.Key, ...]:
        """What signs."""

    @property
    def headers(self) -> Mapping[str, SecretStr]:
        """Headers beside our own, such as a token."""

    @property
    def rate(self) -> float | None:
        """Messages a second."""

    @property
    def concurrency(self) -> int:
        """Messages at once."""

    @property
    def allow_private(self) -> tuple[Network, ...]:
        """Networks that are allowed beyond the public ones."""

    @property
    def ambiguous(self) -> str:
        """What to do with a message that may have arrived: "retry" or "hold"."""

    @property
    def deadline(self) -> float:
        """Seconds for one request, all in all."""


class Wire:
    """Sends the messages of one endpoint, with connections that are kept; used in one event loop.

    A connection that is kept may have been closed at the other end when it is used again, and then nobody knows
    whether the message arrived; so an endpoint that holds such messages gets a new connection for each.

    Args:
        endpoint: Where to.
        classify: What an answer means.
        trust: Certificates to trust instead of the public authorities; it must verify them, and host names.
        clock: Seconds since 1970.

    Raises:
        UsageError: `trust` does not verify.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        *,
        classify: Classify = classify,
        trust: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if trust and not (trust.verify_mode == ssl.CERT_REQUIRED and trust.check_hostname):
            raise UsageError("TLS is always verified: certificates are required, and host names checked.")
        self._endpoint, self._classify, self._trust, self._clock = endpoint, classify, trust, clock
        self._lines: Lines | None = None

    def __repr__(self) -> str:
        return f"<Wire to {self._endpoint.id}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a wire is not pickled: it holds secrets and connections")

    async def close(self) -> None:
        """Close the connections."""
        if self._lines:
            lines, self._lines = self._lines, None
            await lines.close()

    async def send(self, message: Leased) -> Verdict:
        """Send a message once, and return what became of it within the endpoint's deadline; raises nothing."""
        state = _Request()
        with quiet():
            try:
                request, lines = self._prepared(message, state)  # loads libraries, in nobody's time but ours
                async with asyncio.timeout(self._endpoint.deadline), lines.answer(request) as response:
                    state.answer = self._answer(message, response)
                    read, whole = await _read(response)
                    state.answer = replace(state.answer, body=self._redacted(read), whole=whole)
                return self._verdict(state.answer)
            except Exception as error:  # noqa: BLE001 - whatever it is, the message did not arrive, and others go on
                if state.answer:
                    return self._verdict(state.answer)
                return self._failure(error, state.sent)

    def _prepared(self, message: Leased, state: _Request) -> tuple[httpx.Request, Lines]:
        request = _request(self._endpoint.url.get_secret_value(), message.body, self._headers(message), state)
        if self._lines is None:
            self._lines = _lines(self._endpoint, request.url.scheme == "https", self._trust)
        return request, self._lines

    def _answer(self, message: Leased, response: httpcore.Response) -> Answer:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        kept = {name: headers[name] for name in HEADERS_KEPT if name in headers}
        if "location" in kept and _leads_to(kept["location"], self._endpoint):
            del kept["location"]  # the host of a hook may be its secret
        return Answer(response.status, kept, b"", False, len(message.body), self._clock())

    def _headers(self, message: Leased) -> dict[str, str]:
        extra = {name.lower(): value.get_secret_value() for name, value in self._endpoint.headers.items()}
        own = {"content-type": message.content_type, "user-agent": "campaignkit", "accept": "*/*"}
        signed = signing.signed_headers(message.id, message.body, self._clock(), self._endpoint.keys)
        return extra | own | {"accept-encoding": "identity"} | signed

    def _redacted(self, read: bytes) -> bytes:
        """Return what is kept of an answer, without the secrets that it may repeat."""
        for secret in sorted(_secrets(self._endpoint), key=len, reverse=True):
            read = read.replace(secret.encode("utf-8", "replace"), "…".encode())
        return read[:ANSWER_BYTES_KEPT]

    def _verdict(self, answer: Answer) -> Verdict:
        try:
            return self._classify(answer)
        except Exception as error:  # noqa: BLE001 - a sink's own reading may fail on an answer; then the status tells
            verdict = classify(answer)
            note = f"{verdict.note[:-1]}; the sink could not read the answer ({type(error).__name__})."
            return Verdict(verdict.meaning, note, answer.status, answer.body, verdict.pause, verdict.asked)

    def _failure(self, error: Exception, sent: bool) -> Verdict:
        from campaignkit.deliver.guard import RefusedAddressError

        if isinstance(error, CampaignKitError):  # such as a library that a key needs
            return Verdict("attention", error.what)
        if not isinstance(error, RefusedAddressError):
            return classify_failure(error, sent=sent, deadline=self._endpoint.deadline)
        why = "is not public" if error.secure else "is reached without TLS"
        note = f"Nothing was sent: the host is at {error.address}, which {why} and is not in allow_private."
        return Verdict("attention", note, pause=THROTTLE)


class _Request:
    """How far one request has come."""

    __slots__ = ("answer", "sent")

    def __init__(self) -> None:
        self.sent = False
        self.answer: Answer | None = None

    async def trace(self, event: str, info: object) -> None:
        if event.endswith("send_request_headers.started"):
            self.sent = True


async def _read(response: httpcore.Response) -> tuple[bytes, bool]:
    """Return the first 64 KiB of an answer's body, and whether that is all of it."""
    import httpcore

    read = bytearray()
    with suppress(httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException, TimeoutError):
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in response.aiter_stream():
                read += chunk[: ANSWER_BYTES_READ - len(read)]
                if len(read) >= ANSWER_BYTES_READ:
                    return bytes(read), False
            return bytes(read), True
    return bytes(read), False


def _request(url: str, body: bytes, headers: dict[str, str], state: _Request) -> httpx.Request:
    import httpx

    extensions = {"trace": state.trace, "timeout": {"connect": CONNECT}}
    request = httpx.Request("POST", url, content=body, headers=headers, extensions=extensions)
    if request.url.scheme not in ("http", "https") or not request.url.host or (request.url.port or 80) not in PORTS:
        raise httpx.UnsupportedProtocol("neither http nor https, no host, or no port")
    return request


def _lines(endpoint: Endpoint, secure: bool, trust: ssl.SSLContext | None) -> Lines:
    from campaignkit.deliver.guard import Guard
    from campaignkit.deliver.lines import Lines

    guard = Guard(endpoint.allow_private, secure=secure)
    return Lines(guard, trust or _authorities(), keep=endpoint.ambiguous != "hold")


@cache
def _authorities() -> ssl.SSLContext:
    import httpx

    return httpx.create_ssl_context(trust_env=False)


def _secrets(endpoint: Endpoint) -> set[str]:
    """Return what an answer must not repeat: the URL, its parts, and the values of the endpoint's own headers."""
    url = endpoint.url.get_secret_value()
    parts = urlsplit(url)
    found = {url, parts.path, parts.query, parts.netloc, *parts.path.split("/"), *map(unquote, parts.path.split("/"))}
    found |= {value for _, value in parse_qsl(parts.query)}
    found |= {pair.partition("=")[2] for pair in parts.query.split("&")}
    for value in endpoint.headers.values():
        found |= {value.get_secret_value(), *value.get_secret_value().split()}
    return {secret for secret in found if len(secret) >= SHORTEST_SECRET}


def _leads_to(location: str, endpoint: Endpoint) -> bool:
    """Whether a redirect names the host of the endpoint itself, or one that holds its name."""
    return (urlsplit(endpoint.url.get_secret_value()).hostname or "") in location.lower()
