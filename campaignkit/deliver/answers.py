"""What an answer means, and what it means that there is none.

A note is one sentence for a person. It never holds the endpoint's URL, not even its host (there are hooks whose host
name is the secret), nor anything else that the receiver has written, except the host that it redirects to.
"""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from campaignkit.deliver.schedule import THROTTLE, http_date, retry_after

Meaning = Literal[
    "delivered",
    "retry",  # it did not arrive; to be tried again
    "attention",  # it did not arrive, and a person has to repair something first
    "ambiguous",  # it may have arrived
    "gone",  # the endpoint wants nothing any more
]
SKEW = 300.0  # seconds by which a receiver's clock may differ before it refuses signatures
_HOST = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-:")


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer.

    Attributes:
        headers: Those of `HEADERS_KEPT` that it has, names in lower case.
        body: Its first bytes, as they came.
        whole: Whether the body was read to its end.
        size: Bytes of the request's body, for a note.
        now: When it came, seconds since 1970 by our clock.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    whole: bool
    size: int
    now: float


HEADERS_KEPT = ("retry-after", "date", "location", "content-type", "x-ratelimit-remaining", "x-ratelimit-reset-after")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one request.

    Attributes:
        note: One sentence.
        status: That of the HTTP answer, if there was one.
        answer: The first bytes of its body.
        pause: Seconds for which the endpoint wants to be left alone.
        asked: Whether the receiver named them itself; then the message waits as long at least.
        offline: Whether it may be this computer that has no network; that is no failure of the endpoint.
    """

    meaning: Meaning
    note: str
    status: int | None = None
    answer: bytes = b""
    pause: float | None = None
    asked: bool = False
    offline: bool = False


Classify = Callable[[Answer], Verdict]


def classify(answer: Answer) -> Verdict:
    """Return what an answer means by its status alone; a sink whose receiver speaks otherwise has its own."""
    meaning, note = _meaning(answer)
    if 400 <= answer.status < 500 and meaning == "attention":
        note += _skew(answer)
    asked, pause = None, None
    if meaning not in ("delivered", "gone"):
        asked = retry_after(answer.headers.get("retry-after"), http_date(answer.headers.get("date")) or answer.now)
        pause = asked if asked is not None else THROTTLE if answer.status in (429, 502, 503, 504) else None
    return Verdict(meaning, note + ".", answer.status, answer.body, pause, asked is not None)


def _meaning(answer: Answer) -> tuple[Meaning, str]:
    status = answer.status
    if 200 <= status < 300:
        return "delivered", f"Delivered: answered {status}" + ("" if answer.whole else ", and its body was cut")
    if status == 410:
        return "gone", "Answered 410: the receiver wants no more messages"
    if 300 <= status < 400:
        return "attention", f"Answered {status}, {_redirect(answer)}"
    if status in (408, 425, 429):
        return "retry", f"Answered {status}: " + ("too many messages" if status == 429 else "try again later")
    if 400 <= status < 500:
        return "attention", f"Answered {status}: {_REFUSALS.get(status, 'the message was refused')}" + _size(answer)
    if status in (502, 504):
        return "ambiguous", f"Answered {status}: a gateway had no answer from the receiver behind it"
    if status >= 500:
        return "retry", f"Answered {status}: the receiver has a fault"
    return "attention", f"Answered {status}, which is no answer to a message"


_REFUSALS = {
    400: "the receiver does not understand the message",
    401: "the receiver does not accept the signature or token",
    403: "the receiver does not let this in",
    404: "there is no such endpoint",
    405: "the endpoint takes no POST",
    413: "the message is too large for the receiver",
    415: "the receiver does not take this content type",
    422: "the receiver does not accept the content",
}


def _size(answer: Answer) -> str:
    return f" ({answer.size:,} bytes)" if answer.status == 413 else ""


def _redirect(answer: Answer) -> str:
    try:
        host = (urlsplit(answer.headers.get("location", "")).hostname or "").lower()
    except ValueError:
        host = ""
    if not host:
        return "a redirect; set the endpoint to its final URL"
    shown = host[:100] if set(host) <= _HOST else "another host"
    return f"a redirect to {shown}; set the endpoint to its final URL"


def _skew(answer: Answer) -> str:
    theirs = http_date(answer.headers.get("date"))
    if theirs is None or abs(theirs - answer.now) <= SKEW:
        return ""
    minutes = round(abs(theirs - answer.now) / 60)
    return f"; this computer's clock is {minutes} min {'behind' if theirs > answer.now else 'ahead'}"


def classify_failure(error: BaseException, *, sent: bool, deadline: float) -> Verdict:
    """Return what it means that there was no answer.

    Args:
        error: What was raised; never shown, since its text may hold the URL.
        sent: Whether any of the request had been written.
        deadline: Seconds that it had.
    """
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLError) and not sent:
            return _tls(cause)
    for cause in causes:
        if isinstance(cause, socket.gaierror | UnicodeError):
            return _unreached("The host name could not be resolved (this computer may be offline)", offline=True)
    names = {name for cause in causes for name in _names(cause)}
    if names & {"UnsupportedProtocol", "InvalidURL", "LocalProtocolError", "ValueError"}:
        return Verdict("attention", "The URL or a header of the endpoint cannot be used; nothing was sent.")
    if not sent:
        return _not_sent(causes, names)
    if "RemoteProtocolError" in names and not _is_closed(causes):
        return Verdict("attention", "The endpoint is not an HTTP server: what it answered cannot be read.")
    if "TimeoutError" in names or "TimeoutException" in names:
        return Verdict("ambiguous", f"No answer came within {deadline:g} s, so it may have arrived.")
    return Verdict("ambiguous", "The connection was closed before an answer came, so it may have arrived.")


def _not_sent(causes: list[BaseException], names: set[str]) -> Verdict:
    if "TimeoutException" in names or "TimeoutError" in names:
        return _unreached("No connection could be made in time")
    numbers = {cause.errno for cause in causes if isinstance(cause, OSError)}
    if errno.ECONNREFUSED in numbers or "ConnectionRefusedError" in names:
        return _unreached("The connection was refused")
    if numbers & {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN}:
        return _unreached("The network could not be reached", offline=True)
    return _unreached("No connection could be made")


def _unreached(what: str, *, offline: bool = False) -> Verdict:
    return Verdict("retry", f"{what}; nothing was sent.", pause=THROTTLE, offline=offline)


_UNTRUSTED = "is not signed by an authority that is trusted"
_CERTIFICATES = {
    9: "is not valid yet",
    10: "has expired",
    18: _UNTRUSTED,
    19: _UNTRUSTED,
    20: _UNTRUSTED,
    21: _UNTRUSTED,
    62: "is for another host name",
    64: "is for another address",
}


def _tls(error: ssl.SSLError) -> Verdict:
    if isinstance(error, ssl.SSLCertVerificationError):
        what = _CERTIFICATES.get(error.verify_code, "cannot be verified")
        return Verdict("attention", f"The endpoint's certificate {what}; nothing was sent.", pause=THROTTLE)
    if getattr(error, "reason", "") in (
        "WRONG_VERSION_NUMBER",
        "HTTP_REQUEST",
        "RECORD_LAYER_FAILURE",
        "PACKET_LENGTH_TOO_LONG",
    ):
        return Verdict("attention", "The endpoint answers without TLS; nothing was sent.", pause=THROTTLE)
    return Verdict("retry", "No TLS connection could be agreed on; nothing was sent.", pause=THROTTLE)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an exception and those it came from, the deepest last."""
    seen = set[int]()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _names(error: BaseException) -> set[str]:
    return {kind.__name__ for kind in type(error).__mro__}


def _is_closed(causes: list[BaseException]) -> bool:
    """Whether the connection ended before a first byte, which the library reports as a breach of the protocol."""
    return any("disconnected without sending" in str(cause) for cause in causes)
