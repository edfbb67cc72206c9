"""A page of the web, fetched once, by hand: for a person who adds it to a campaign.

What is fetched is written down and read like any file; nothing here follows a link within a page.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from campaignkit.errors import DocumentError

if TYPE_CHECKING:
    import httpx

SECONDS = 20.0  # for all of it, redirects included
BYTES_AT_MOST = 8 * 1024 * 1024
REDIRECTS_AT_MOST = 5
SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
}

_SAVE_IT = "Save the page in a browser and add the file instead."


@dataclass(frozen=True, slots=True)
class Page:
    """What a server sent.

    Attributes:
        url: Where it came from in the end, after redirects.
        data: The bytes, in UTF-8.
        suffix: That of a file to keep it in: ".html", ".txt" or ".md".
        converted_from: The encoding it was sent in, where that was not UTF-8; "" otherwise.
    """

    url: str
    data: bytes
    suffix: str
    converted_from: str = ""


def fetch(url: str, *, allow_private: bool = False) -> Page:
    """Fetch a page.

    Args:
        url: An address that begins with https:// or http://. From https no redirect to http is followed.
        allow_private: Whether the address may be in a private network or on this machine.

    Raises:
        DocumentError: It cannot be had within 20 seconds and 8 MiB, is no text, or its address is refused.
    """
    deadline = time.monotonic() + SECONDS
    at = url
    for _ in range(REDIRECTS_AT_MOST + 1):
        _refuse_address(at, url, allow_private)
        with _response(at, deadline) as response:
            if not response.has_redirect_location:
                return _page(response, at, deadline)
            at = urljoin(at, response.headers["location"])
    raise DocumentError(f"The address leads on more than {REDIRECTS_AT_MOST} times.", url, _SAVE_IT)


def _refuse_address(url: str, first: str, allow_private: bool) -> None:
    parts = _parts(url)
    if parts is None:
        raise DocumentError("This is not an address of the web.", _shown(url), "It begins with https:// or http://.")
    host, port, secure = parts
    if not secure and urlsplit(first).scheme == "https":
        raise DocumentError("The page leads from https on to http.", first, _SAVE_IT)
    if not allow_private and _is_private(host, port):
        hint = "If it is a page you trust, say --allow-private."
        raise DocumentError("The address is on this machine or in a private network.", _shown(url), hint)


def _parts(url: str) -> tuple[str, int, bool] | None:
    """Return host, port and whether it is https; None if it is nothing to fetch, or holds a name and password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    secure = parts.scheme == "https"
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        return None
    return parts.hostname, port or (443 if secure else 80), secure


def _shown(url: str) -> str:
    """Return an address for a message, without the name and password that may stand in it."""
    before, at, after = url[:300].partition("@")
    return f"{before.partition('://')[0]}://…@{after}" if at and "/" not in before.partition("://")[2] else url[:300]


def _is_private(host: str, port: int) -> bool:
    import ipaddress
    import socket

    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False  # a name that leads nowhere is told by the attempt to reach it
    return any(not ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global for *_, address in found)


@contextmanager
def _response(url: str, deadline: float) -> Iterator[httpx.Response]:
    import httpx

    left = max(0.1, deadline - time.monotonic())
    headers = {"accept": ", ".join(SUFFIXES), "accept-encoding": "identity", "user-agent": "campaignkit"}
    try:
        with httpx.stream("GET", url, timeout=left, headers=headers) as response:
            if response.is_error:
                what = f"The server answered {response.status_code} {response.reason_phrase}".rstrip() + "."
                raise DocumentError(what, url, "Look at the address in a browser.")
            yield response
    except httpx.TimeoutException:
        raise _too_slow(url) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise DocumentError(f"The page cannot be fetched ({_reason(error)}).", url, _SAVE_IT) from None


def _reason(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text[:120] or type(error).__name__


def _too_slow(url: str) -> DocumentError:
    return DocumentError(f"The page did not arrive within {SECONDS:.0f} seconds.", url, _SAVE_IT)


def _page(response: httpx.Response, url: str, deadline: float) -> Page:
    kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if kind not in SUFFIXES:
        raise DocumentError(f"The address holds {kind or 'no text'}, not a page of text.", url, _SAVE_IT)
    data = _body(response, url, deadline)
    encoding = response.charset_encoding or "utf-8"
    try:
        converted = data.decode(encoding).encode()
    except (LookupError, UnicodeError):
        return Page(url, data, SUFFIXES[kind])  # the reader of documents says what is wrong with it
    if encoding.lower().replace("_", "-") in ("utf-8", "utf8", "us-ascii", "ascii"):
        return Page(url, data, SUFFIXES[kind])
    return Page(url, converted, SUFFIXES[kind], "" if converted == data else encoding)


def _body(response: httpx.Response, url: str, deadline: float) -> bytes:
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > BYTES_AT_MOST:
            raise DocumentError(f"The page is larger than {BYTES_AT_MOST // 1024**2} MiB.", url, _SAVE_IT)
        if time.monotonic() > deadline:
            raise _too_slow(url)
    return bytes(data)
