"""What has been worked out before, kept under the user's cache folder: never needed, and safe to delete.

Everything is kept under a key that is made of what it was worked out from, so that nothing is trusted once a document,
a draft or this library has changed. What cannot be read back whole is as good as not there.
"""

from __future__ import annotations

import contextlib
import os
import sys
import zlib
from functools import cache
from hashlib import sha256
from pathlib import Path

SWITCH = "CAMPAIGNKIT_CACHE"  # another folder, or "off"
_MARK = b"campaignkit 1\n"


def folder() -> Path | None:
    """Return the folder that things are kept in; None where nothing is to be kept.

    It is what CAMPAIGNKIT_CACHE names; else `campaignkit` in the place that the system gives to such things. With "off"
    nothing is kept.
    """
    named = os.environ.get(SWITCH)
    if named:
        return None if named.lower() in ("off", "0", "no") else Path(named)
    return _place_of_caches() / "campaignkit"


def _place_of_caches() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


@cache
def fingerprint() -> str:
    """Return what tells this state of the library from any other: a hash of its files' names, sizes and times."""
    files = sorted(_modules(str(Path(__file__).parent)))
    return sha256(repr((sys.version_info[:3], files)).encode()).hexdigest()[:16]


def _modules(place: str) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    with os.scandir(place) as entries:
        for entry in entries:
            if entry.is_dir() and not entry.name.startswith(("_", ".")):
                found += _modules(entry.path)
            elif entry.name.endswith(".py"):
                told = entry.stat()
                found.append((entry.path, told.st_size, told.st_mtime_ns))
    return found


def load(kind: str, key: str) -> bytes | None:
    """Return what was kept under `key`, a hash in hexadecimal, or None: not kept, not readable, not whole."""
    try:
        data = _path(kind, key).read_bytes()
    except (OSError, RuntimeError, TypeError):  # no home folder, or nothing is to be kept
        return None
    body = data[len(_MARK) + 4 :]
    whole = data.startswith(_MARK) and data[len(_MARK) : len(_MARK) + 4] == zlib.crc32(body).to_bytes(4, "big")
    return body if whole else None


def save(kind: str, key: str, body: bytes) -> None:
    """Keep `body` under `key`, readable by its owner alone; where that cannot be done, nothing is kept."""
    with contextlib.suppress(OSError, RuntimeError, TypeError):
        path = _path(kind, key)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(_MARK + zlib.crc32(body).to_bytes(4, "big") + body)
        beside.replace(path)
        for older in path.parent.glob(f"{key[2:]}-*"):  # what another state of the library made of the same
            if older != path:
                older.unlink()


def _path(kind: str, key: str) -> Path:
    return folder() / kind / key[:2] / f"{key[2:]}-{fingerprint()}"  # type: ignore[operator]  # None: a TypeError


def sealed(body: bytes, secret: bytes) -> bytes:
    """Return `body` so that only who has `secret` can read it; the same again gives it back.

    What a report says of a draft is kept like this, under the draft itself as the secret: once the draft is deleted,
    nothing of it can be read in the cache.

    Examples:
        >>> sealed(sealed(b"one finding", b"the draft"), b"the draft")
        b'one finding'
    """
    from hashlib import shake_256

    stream = shake_256(secret).digest(len(body))
    return (int.from_bytes(body, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(body), "big")
