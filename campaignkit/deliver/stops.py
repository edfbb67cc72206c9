"""Ctrl-C and SIGTERM while messages are sent: the first asks for an end, the second insists.

What is under way when the first comes is finished and recorded, and what was claimed is given back. An exception that
came at any moment, as Python has it, could come between a claim and whoever would give it back.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


class Stops:
    """The signals that have come.

    Attributes:
        seen: Their numbers, in order.
    """

    def __init__(self) -> None:
        self.seen = list[int]()
        self._told: Callable[[int], None] | None = None
        self._may_break = False

    def tell(self, told: Callable[[int], None]) -> None:
        """Call `told` with how many have come, at each that comes, and now if some have."""
        self._told = told
        if self.seen:
            told(len(self.seen))

    def handle(self, number: int, frame: FrameType | None) -> None:
        """Take note of a signal."""
        self.seen.append(number)
        if self._told:
            self._told(len(self.seen))
        elif self._may_break and len(self.seen) > 1:
            raise KeyboardInterrupt

    @contextmanager
    def breakable(self) -> Iterator[None]:
        """Let the second signal break off what is done within, which may wait for ever; raises KeyboardInterrupt."""
        self._may_break = True
        try:
            yield
        finally:
            self._may_break = False

    @property
    def by_ctrl_c(self) -> bool:
        """Whether it was Ctrl-C, for which Python raises KeyboardInterrupt."""
        return signal.SIGINT in self.seen


@contextmanager
def signals() -> Iterator[Stops]:
    """Handle Ctrl-C and SIGTERM within, in the main thread; elsewhere, leave them to whoever does.

    A signal that is ignored, as in a job that a shell runs in the background, stays so.
    """
    stops = Stops()
    if threading.current_thread() is not threading.main_thread():
        yield stops
        return
    held = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    taken = {number: handler for number, handler in held.items() if handler not in (signal.SIG_IGN, None)}
    for number in taken:
        signal.signal(number, stops.handle)
    try:
        yield stops
    finally:
        for number, handler in taken.items():
            signal.signal(number, handler)
