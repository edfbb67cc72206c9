"""When a message is tried again: the schedule of Standard Webhooks, and what a receiver asks for."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime

# Seconds from one try to the next: 75 h 35 min in all.
SCHEDULE = (0, 5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400)
SLOW = 4  # from here on: for what a person has to repair first
JITTER = 0.2
WAIT_AT_MOST = 86400.0  # seconds that a receiver can ask for
THROTTLE = 5.0  # seconds of rest for an endpoint that is overloaded or not there

_SECONDS = re.compile(r"[0-9]{1,15}(\.[0-9]{1,9})?", re.ASCII)
_even = random.SystemRandom().random


def delay(attempts: int, *, slow: bool = False, chance: Callable[[], float] = _even) -> float | None:
    """Return the seconds until the next try, give or take a fifth; None if it was the last.

    Args:
        attempts: How many tries there have been.
        slow: Whether only a person can help, so that a quick second try is of no use.
        chance: Gives an even chance from 0 to 1.

    Examples:
        >>> [delay(1, chance=lambda: 0.5), delay(1, slow=True, chance=lambda: 0.5), delay(10)]
        [5.0, 7200.0, None]
    """
    if attempts >= len(SCHEDULE):
        return None
    wait = SCHEDULE[max(attempts, SLOW) if slow else max(attempts, 1)]
    return wait * (1 + JITTER * (2 * chance() - 1))


def retry_after(text: str | None, now: float) -> float | None:
    """Return the seconds that a Retry-After header asks for, at most a day; None if it asks for nothing sensible.

    Args:
        text: Seconds, with decimals or without, or a date of HTTP.
        now: Seconds since 1970 by the receiver's clock, if it told it.

    Examples:
        >>> [retry_after(text, 0.0) for text in ("7", "0.5", "999999", "Thu, 01 Jan 1970 00:01:00 GMT")]
        [7.0, 0.5, 86400.0, 60.0]
        >>> [retry_after(text, 0.0) for text in ("-5", "nan", "soon", "", None)]
        [None, None, None, None, None]
    """
    text = (text or "").strip()
    if _SECONDS.fullmatch(text):
        return min(float(text), WAIT_AT_MOST)
    then = http_date(text)
    return min(then - now, WAIT_AT_MOST) if then is not None and then > now else None


def http_date(text: str | None) -> float | None:
    """Return the seconds since 1970 of a date of HTTP; None if it is none."""
    try:
        read = parsedate_to_datetime((text or "")[:100])
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
    except (TypeError, ValueError, IndexError, OverflowError, OSError):
        return None
