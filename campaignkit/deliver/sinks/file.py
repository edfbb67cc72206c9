"""A file: one line of JSON a message, appended and on the disk before it counts as delivered.

A line is `{"id": …, "event": …}` with the event of `webhook`. If the machine stops between the line and its record in
the outbox, the line comes twice, with the same id.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from campaignkit.deliver.endpoints import Endpoint
from campaignkit.deliver.messages import Leased
from campaignkit.deliver.sinks import Payload, Sink, webhook
from campaignkit.deliver.sinks.parts import as_json
from campaignkit.models.document import Document


def render(document: Document, endpoint: Endpoint, options: Mapping[str, Any], /) -> Payload:
    """Return the event that a document was written."""
    return webhook.render(document, endpoint, options)


def store(message: Leased, endpoint: Endpoint) -> str:
    """Append a message to the file of the endpoint, and return a note; raises OSError.

    The line is written in one call while the file is locked. What an earlier writer broke off is ended first, so that
    it spoils no line but its own.
    """
    path = Path(endpoint.url.get_secret_value().removeprefix("file:"))
    line = b'{"id":%s,"event":%s}\n' % (as_json(message.id), message.body)
    path.parent.mkdir(parents=True, exist_ok=True)
    made = not path.exists()
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        _lock(handle)
        _append(handle, line)
    finally:
        os.close(handle)
    if made:
        _sync_folder(path.parent)
    return f"Appended to {path.name}: {len(line):,} bytes."


def _append(handle: int, line: bytes) -> None:
    size = os.fstat(handle).st_size
    broken = bool(size) and os.pread(handle, 1, size - 1) != b"\n" if hasattr(os, "pread") else False
    whole = (b"\n" if broken else b"") + line
    try:
        if os.write(handle, whole) != len(whole):
            raise OSError(28, "No space left on device")
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise


def _lock(handle: int) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: one worker at a time, as docs/delivery.md says
        return
    fcntl.flock(handle, fcntl.LOCK_EX)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


SINK = Sink(render, webhook.ping, knows_twice=True, store=store)
