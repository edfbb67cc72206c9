"""What the HTTP libraries log while a message is sent is dropped: they print the URL, which is the secret of a hook.

Only the records of our own requests are dropped; an application that uses the same libraries keeps its own.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LOGGERS = ("httpx", "httpcore", *(f"httpcore.{name}" for name in ("connection", "http11", "http2", "proxy", "socks")))

_sending: ContextVar[bool] = ContextVar("campaignkit_sending", default=False)


class _Dropped(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        return not _sending.get()


_FILTER = _Dropped()


@contextmanager
def quiet() -> Iterator[None]:
    """Drop what the libraries log within."""
    for name in LOGGERS:
        logging.getLogger(name).addFilter(_FILTER)  # which adds it once, however often it is called
    held = _sending.set(True)
    try:
        yield
    finally:
        _sending.reset(held)
