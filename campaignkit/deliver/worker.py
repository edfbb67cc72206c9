"""Claims, sends and settles, endpoint by endpoint, until nothing is due or somebody says stop."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable, Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from campaignkit.deliver.answers import Classify, classify
from campaignkit.deliver.desk import Desk, Progress, Tally
from campaignkit.deliver.lanes import LEASE, Lane
from campaignkit.deliver.stops import Stops, signals
from campaignkit.deliver.store import Store
from campaignkit.deliver.wire import Endpoint, Wire


async def deliver(
    store: Store,
    endpoints: Iterable[Endpoint],
    *,
    limit: int | None = None,
    now: Callable[[], float] = time.time,
    progress: Progress | None = None,
    keep: bool = False,
    lease: float = LEASE,
    meaning: Mapping[str, Classify] | None = None,
    trust: ssl.SSLContext | None = None,
    ready: Callable[[Desk], None] | None = None,
) -> Tally:
    """Send what is due, and return what became of it.

    The store is used from one other thread, one call at a time.

    Args:
        store: Where the messages are.
        endpoints: Those to send to; messages of others stay where they are.
        limit: The most messages that are tried; None for no limit.
        now: The clock, seconds since 1970.
        progress: Called with each message and its outcome when that has been recorded.
        keep: Whether to wait for what comes due, until stopped.
        lease: Seconds for which messages are claimed; those of a worker that dies are free again after that.
        meaning: What the answers to a sink mean, by its name; by the status alone for others.
        trust: Certificates to trust instead of the public authorities; see `Wire`.
        ready: Called with the desk at the start; its `stop` and `cut` end the run.

    Raises:
        StorageError: The store fails. What was sent and could not be recorded is sent again when its lease runs out.
        asyncio.CancelledError: It was cancelled: what is under way is cut off and recorded, no lease is left.
    """
    desk = Desk(store, limit, now, progress)
    if ready:
        ready(desk)
    settling = asyncio.create_task(desk.settle())
    means = meaning or {}
    lanes = [
        Lane(
            desk, one, Wire(one, classify=means.get(one.sink, classify), trust=trust, clock=now), keep=keep, lease=lease
        )
        for one in endpoints
    ]
    cancelled = await _come_to_rest([asyncio.create_task(lane.run()) for lane in lanes], desk)
    await desk.close(settling)
    desk.tally.interrupted = desk.stop.is_set()
    if cancelled:
        raise asyncio.CancelledError
    return desk.tally


async def _come_to_rest(running: list[asyncio.Task[None]], desk: Desk) -> bool:
    """Wait for the lanes, which are never cancelled themselves, and return whether we were."""
    cancelled, left = False, set(running)
    while left:
        try:
            _, left = await asyncio.wait(left)
        except asyncio.CancelledError:
            cancelled = True
            desk.cut()
    for task in running:
        if error := task.exception():
            desk.fail(error)
    return cancelled


def run(
    store: Store,
    endpoints: Iterable[Endpoint],
    *,
    limit: int | None = None,
    now: Callable[[], float] = time.time,
    progress: Progress | None = None,
    keep: bool = False,
    lease: float = LEASE,
    meaning: Mapping[str, Classify] | None = None,
    trust: ssl.SSLContext | None = None,
) -> Tally:
    """Send what is due; see `deliver`.

    On Ctrl-C or SIGTERM nothing new is sent, what is under way is finished and recorded, and what was claimed is given
    back; a second one cuts off what is under way.

    Raises:
        KeyboardInterrupt: It was stopped by Ctrl-C, after all that. (After SIGTERM it returns, `interrupted`.)
        StorageError: The store fails.
    """
    with signals() as stops:
        tally = _run(
            deliver(
                store,
                endpoints,
                limit=limit,
                now=now,
                progress=progress,
                keep=keep,
                lease=lease,
                meaning=meaning,
                trust=trust,
                ready=lambda desk: _attach(stops, desk),
            )
        )
    if stops.by_ctrl_c:
        raise KeyboardInterrupt
    return tally


def _run(delivering: Coroutine[None, None, Tally]) -> Tally:
    """Run to the end, also where an event loop is running already, as in a notebook: then in another thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(delivering)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, delivering).result()


def _attach(stops: Stops, desk: Desk) -> None:
    """Let the first signal stop the desk, and the second cut off what is under way."""
    loop = asyncio.get_running_loop()

    def told(count: int) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(desk.stop.set if count == 1 else desk.cut)

    stops.tell(told)
