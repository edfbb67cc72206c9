"""URLs to which something is sent: what is refused before anything is looked up or connected to.

The guard at the connection decides what is reached. What is refused here is a URL that two readers could take for two
places, one that sends in the open, and one that holds what should not be in it. No message repeats any of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from campaignkit.deliver.addresses import Network, is_allowed, is_public

LONGEST = 4096
_HOST = re.compile(r"(?!-)[A-Za-z0-9_-]{1,63}(\.(?!-)[A-Za-z0-9_-]{1,63})*\.?")
_NUMBER = re.compile(r"(0[xX][0-9a-fA-F]*|[0-9]+)\.?")


def refuse_url(url: str, allow_private: Iterable[Network] = ()) -> None:
    """Refuse a URL to which nothing is to be sent.

    Raises:
        ValueError: It has another scheme, user names, a backslash, white space, control or non-ASCII characters, a port
            that is none, a host that is a number in disguise or not public, or http:// elsewhere than to an address
            in `allow_private`. The message does not repeat it.

    Examples:
        >>> refuse_url("https://hooks.example.org/letters")
        >>> refuse_url("https://example.org@127.0.0.1/")
        Traceback (most recent call last):
        ValueError: it has a user name or password before the host; tokens belong into headers_env
    """
    if len(url) > LONGEST:
        raise ValueError(f"it is longer than {LONGEST} characters")
    if not all("!" <= sign <= "~" for sign in url):
        raise ValueError("it holds white space, a control character or one beyond ASCII; write a host as xn--…")
    if "\\" in url:
        raise ValueError("it holds a backslash, which readers of URLs take for different things")
    if not url.lower().startswith(("https://", "http://")):
        raise ValueError("it does not begin with https://")
    parts = _split(url)
    if "@" in parts.netloc:
        raise ValueError("it has a user name or password before the host; tokens belong into headers_env")
    if "#" in url:
        raise ValueError("it has a fragment (#…), which is never sent")
    _refuse_host(parts, tuple(allow_private))


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError("its host or port cannot be read") from None
    if port == 0 or parts.netloc.endswith(":"):
        raise ValueError("its port is none")
    if not parts.hostname:
        raise ValueError("it names no host")
    if "%" in parts.netloc:
        raise ValueError("its host is neither a name nor an address as it is usually written")
    return parts


def _refuse_host(parts: SplitResult, allowed: tuple[Network, ...]) -> None:
    host = parts.hostname or ""
    try:
        address = ip_address(host)
    except ValueError:
        if not _HOST.fullmatch(host) or _NUMBER.fullmatch(host.removesuffix(".").rpartition(".")[2]):
            raise ValueError("its host is neither a name nor an address as it is usually written") from None
        if parts.scheme == "http":
            raise ValueError("it is http://, which is for an address in allow_private only; use https://") from None
        return
    if is_allowed(address, allowed):
        return
    if parts.scheme == "http":
        raise ValueError("it is http://, and its address is not in allow_private; use https://")
    if not is_public(address):
        raise ValueError("its address is not public; name its network in allow_private if it is meant")
