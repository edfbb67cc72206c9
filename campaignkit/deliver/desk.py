"""What the lanes of a worker share: the store, what is still to be settled, how much may be sent, and the end of it.

The store is asked from one thread beside the event loop. A commit waits for the disk, and a locked file for another
process; meanwhile the deadlines of what is under way run on, and an answer that has come must not count as late.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import ParamSpec, TypeVar

from campaignkit.deliver.answers import Verdict
from campaignkit.deliver.messages import Leased, Outcome
from campaignkit.deliver.store import Store

P = ParamSpec("P")
T = TypeVar("T")
Progress = Callable[[Leased, Outcome], None]
BACKLOG = 200  # outcomes not yet settled; then nothing more is sent until the store has caught up


@dataclass(slots=True)
class Tally:
    """What a run came to, in messages.

    Attributes:
        delivered: Arrived.
        waiting: Did not arrive, and are tried again later.
        uncertain: May have arrived, and are held.
        parked: Given up, or their endpoint is disabled.
        late: Sent, but the lease had run out before that could be recorded; another worker has them.
        interrupted: Whether the run was stopped before its end.
    """

    delivered: int = 0
    waiting: int = 0
    uncertain: int = 0
    parked: int = 0
    late: int = 0
    interrupted: bool = False

    @property
    def sent(self) -> int:
        """How many were tried."""
        return self.delivered + self.waiting + self.uncertain + self.parked + self.late

    def count(self, outcome: Outcome, taken: bool) -> None:
        """Count an outcome that was recorded, or was not."""
        if not taken:
            self.late += 1
        elif outcome.state == "delivered":
            self.delivered += 1
        elif outcome.state == "pending":
            self.waiting += 1
        elif outcome.state == "uncertain":
            self.uncertain += 1
        else:
            self.parked += 1


class Desk:
    """See above. `stop` ends a run softly: what is under way is finished; `cut` ends that too.

    Attributes:
        under_way: The requests that wait for their answers.
    """

    def __init__(
        self, store: Store, limit: int | None, clock: Callable[[], float] = time.time, progress: Progress | None = None
    ) -> None:
        self.store, self.clock, self.tally = store, clock, Tally()
        self.stop = asyncio.Event()
        self.under_way = set[asyncio.Task[Verdict]]()
        self._left, self._progress, self._counting = limit, progress, asyncio.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="campaignkit-store")
        self._waiting = list[tuple[Leased, Outcome]]()
        self._some, self._room = asyncio.Event(), asyncio.Event()
        self._room.set()
        self._error: BaseException | None = None
        self._closing = False

    def cut(self) -> None:
        """End the run at once: whether what is under way arrives is not waited for."""
        self.stop.set()
        for task in self.under_way:
            task.cancel()

    async def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Ask the store."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: function(*args, **kwargs))

    async def claim(self, endpoint: str, wanted: int, lease: float, hold: bool) -> list[Leased]:
        """Lease up to so many messages of an endpoint, as far as the limit allows."""
        if self._left is None:
            return await self.call(self.store.claim, endpoint, wanted, lease, self.clock(), hold)
        async with self._counting:  # one lane at a time, or one holds back what the other could send
            allowed = min(wanted, self._left)
            if not allowed:
                return []
            leased = await self.call(self.store.claim, endpoint, allowed, lease, self.clock(), hold)
            self._left -= len(leased)
            return leased

    def give(self, back: int) -> None:
        """Take back what was not sent."""
        if self._left is not None:
            self._left += back

    def fail(self, error: BaseException) -> None:
        """End the run: the first error is raised when it has ended."""
        self._error = self._error or error
        self.stop.set()

    async def put(self, message: Leased, outcome: Outcome) -> None:
        """Have an outcome recorded soon; waits while too many are not."""
        self._waiting.append((message, outcome))
        self._some.set()
        if len(self._waiting) >= BACKLOG:
            self._room.clear()
        await self._room.wait()

    async def settle(self) -> None:
        """Record outcomes as they come, those together that came while the last were written, until `close`."""
        while True:
            await self._some.wait()
            self._some.clear()
            batch, self._waiting = self._waiting, []
            if batch and self._error is None:
                await self._record(batch)
            self._room.set()
            if self._closing and not self._waiting:
                return

    async def _record(self, batch: list[tuple[Leased, Outcome]]) -> None:
        try:
            taken = set(await self.call(self.store.settle, [outcome for _, outcome in batch], self.clock()))
            for message, outcome in batch:
                self.tally.count(outcome, message.id in taken)
                if self._progress:
                    self._progress(message, outcome)
        except Exception as error:  # noqa: BLE001 - it is raised at the end of the run; leases run out by themselves
            self.fail(error)

    async def close(self, settling: asyncio.Task[None]) -> None:
        """Record what is left and end; raises the first error of the run."""
        self._closing = True
        self._some.set()
        await settling
        self._thread.shutdown()
        if self._error:
            raise self._error
