"""A lane for each endpoint: its messages are claimed, sent at its own pace, and never wait for those of another."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from campaignkit.deliver.answers import Verdict
from campaignkit.deliver.desk import Desk
from campaignkit.deliver.messages import Health, Leased, Outcome
from campaignkit.deliver.schedule import SCHEDULE, WAIT_AT_MOST, delay
from campaignkit.deliver.wire import Endpoint, Wire

LEASE = (
    120.0  # seconds; long, since what is held longer is leased anew, and short, since a dead worker's are held so long
)
CLAIM_AT_MOST = 100
CLAIM_SECONDS = 0.25  # of sending; what a worker that dies has claimed and not sent must wait for its lease to run out
MARGIN = 10.0  # seconds that a lease outlives the deadline of what is sent under it, or that deadline if it is shorter
PATIENCE = 30.0  # the longest pause that a run waits for rather than ending
POLL = 1.0  # seconds between two looks for what has come due
DISABLED_AFTER = 120 * 3600.0  # seconds of failures only


def outcome(message: Leased, verdict: Verdict, endpoint: Endpoint, started: float, seconds: float) -> Outcome:
    """Return what an attempt came to, and when the next one is due."""
    now = started + seconds
    done = Outcome(message.id, message.fence, "pending", started, seconds, verdict.note, verdict.status, verdict.answer)
    if verdict.meaning == "delivered":
        return replace(done, state="delivered")
    if verdict.meaning == "gone":
        return replace(done, state="parked")
    if verdict.meaning == "ambiguous" and endpoint.ambiguous == "hold":
        return replace(done, state="uncertain")
    wait = delay(message.attempts, slow=verdict.meaning == "attention")
    if wait is None:
        return replace(done, state="parked", note=f"{verdict.note[:-1]}; given up after {len(SCHEDULE)} tries.")
    asked = (verdict.pause or 0.0) if verdict.asked else 0.0
    return replace(done, due=now + max(wait, asked))  # sooner would use up the tries while the receiver is busy


def health_after(health: Health, verdict: Verdict, now: float) -> Health:
    """Return how an endpoint does after an attempt."""
    if verdict.meaning == "delivered":
        health = replace(health, failing_since=None)
    elif verdict.meaning == "gone":
        health = replace(health, disabled="It answered 410: it wants no more messages.")
    elif not verdict.offline:
        since = now if health.failing_since is None else min(now, health.failing_since)
        over = now - since >= DISABLED_AFTER and not health.disabled
        disabled = "Nothing but failures for 120 hours." if over else health.disabled
        health = replace(health, failing_since=since, disabled=disabled)
    if verdict.pause is not None:
        until = now + min(verdict.pause, WAIT_AT_MOST)
        rests = health.rests(now) and health.paused_until
        health = replace(health, paused_until=max(until, rests or until))
    return health


class Pace:
    """A bucket that holds one token and gets `rate` a second: messages go out evenly. Each worker has its own."""

    def __init__(self, rate: float | None) -> None:
        self._each = 1 / rate if rate else 0.0
        self._next = 0.0

    def wait(self, now: float) -> float:
        """Take the next token, and return the seconds until it is there."""
        at = max(now, self._next)
        self._next = at + self._each
        return at - now


class Lane:
    """Sends what is due for one endpoint.

    Args:
        keep: Whether to go on and wait for what comes due, until the desk says stop.
        lease: Seconds for which messages are claimed.
    """

    def __init__(self, desk: Desk, endpoint: Endpoint, wire: Wire, *, keep: bool = False, lease: float = LEASE) -> None:
        self._desk, self._endpoint, self._wire, self._keep = desk, endpoint, wire, keep
        self._least = endpoint.deadline + min(MARGIN, endpoint.deadline)
        self._lease = max(lease, 1.5 * self._least)
        self._holds = endpoint.ambiguous == "hold"
        self._pace = Pace(endpoint.rate)
        self._claimed = (0, 0.0)  # how many were claimed last, and when
        self._ready = deque[Leased]()
        self._claiming = asyncio.Lock()
        self._health = Health(endpoint.id)
        self._dry, self._pause, self._delivered = False, 0.0, False

    async def run(self) -> None:
        """Send until nothing is due, the limit is reached, the endpoint pauses, or the desk says stop."""
        try:
            while True:
                self._dry, self._pause, self._delivered, self._health = False, 0.0, False, Health(self._endpoint.id)
                senders = [asyncio.create_task(self._send_all()) for _ in range(max(1, self._endpoint.concurrency))]
                await asyncio.wait(senders)
                await self._give_back()
                if not await self._wait_for_more():
                    return
        finally:
            await self._wire.close()

    async def _wait_for_more(self) -> bool:
        if not self._keep and not (self._delivered and 0 < self._pause <= PATIENCE):
            return False
        await self._rest(max(self._pause, POLL) if self._keep else self._pause)
        return not self._desk.stop.is_set()

    async def _rest(self, seconds: float) -> None:
        if seconds > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._desk.stop.wait(), seconds)

    async def _send_all(self) -> None:
        try:
            while message := await self._next():
                await self._rest(self._pace.wait(asyncio.get_running_loop().time()))
                if self._over():
                    self._ready.appendleft(message)
                elif held := await self._held(message):
                    await self._send(held)
        except Exception as error:  # noqa: BLE001 - the desk raises it when everything has come to rest
            self._desk.fail(error)

    def _over(self) -> bool:
        return self._desk.stop.is_set() or self._pause > 0 or bool(self._health.disabled)

    async def _next(self) -> Leased | None:
        while not self._ready and not self._dry and not self._over():
            async with self._claiming:
                if not self._ready and not self._dry:
                    await self._claim()
        return self._ready.popleft() if self._ready and not self._over() else None

    async def _claim(self) -> None:
        wanted = self._batch()
        leased = await self._desk.claim(self._endpoint.id, wanted, self._lease, self._holds)
        self._dry = len(leased) < wanted
        self._ready.extend(leased)
        self._claimed = len(leased), asyncio.get_running_loop().time()
        if leased:
            self._health = await self._desk.call(self._desk.store.health, self._endpoint.id)

    def _batch(self) -> int:
        """How many to claim: what can be sent in a quarter of a second, as fast as the last ones were.

        One, where what may have arrived is held: if this worker dies, all that it has claimed is.
        """
        if self._holds:
            return 1
        last, when = self._claimed
        spent = max(0.001, asyncio.get_running_loop().time() - when)
        return max(self._endpoint.concurrency, min(CLAIM_AT_MOST, int(last / spent * CLAIM_SECONDS)))

    async def _held(self, message: Leased) -> Leased | None:
        """Return a message whose lease outlives the request; None if another worker has it by now."""
        desk, now = self._desk, self._desk.clock()
        if message.until - now >= self._least:
            return message
        short = [message, *self._ready]
        self._ready.clear()
        held = set(await desk.call(desk.store.extend, short, self._lease, now))
        desk.give(len(short) - len(held))
        first, *rest = (replace(one, until=now + self._lease) if one.id in held else None for one in short)
        self._ready.extend(one for one in rest if one)
        return first

    async def _send(self, message: Leased) -> None:
        loop, started = asyncio.get_running_loop(), self._desk.clock()
        begun = loop.time()
        verdict = await self._sent(message)
        done = outcome(message, verdict, self._endpoint, started, loop.time() - begun)
        if done.state == "delivered":
            await self._desk.put(message, done)  # first, since a worker that dies before it has sent a duplicate
            await self._note(verdict)
            return
        await self._note(verdict)
        if self._health.disabled and done.state == "pending":
            done = replace(done, state="parked", due=None)
        await self._desk.put(message, done)

    async def _sent(self, message: Leased) -> Verdict:
        """Send a message; when the run is cut off, stop waiting for the answer."""
        sending = asyncio.create_task(self._wire.send(message))
        self._desk.under_way.add(sending)
        await asyncio.wait({sending})
        self._desk.under_way.discard(sending)
        if not sending.cancelled():
            return sending.result()
        return Verdict("ambiguous", "Interrupted before an answer came, so it may have arrived.", offline=True)

    async def _note(self, verdict: Verdict) -> None:
        """Record how the endpoint does, if that has changed."""
        self._delivered |= verdict.meaning == "delivered"
        if verdict.pause:
            self._pause = max(self._pause, verdict.pause if verdict.asked or self._keep else float("inf"))
        desk, now = self._desk, self._desk.clock()
        if health_after(self._health, verdict, now) == self._health:
            return
        before, self._health = await desk.call(
            desk.store.change_health, self._endpoint.id, lambda held: health_after(held, verdict, now)
        )
        if self._health.disabled and not before.disabled:
            await self._park()

    async def _park(self) -> None:
        """Park what waits for an endpoint that has just been disabled."""
        desk = self._desk
        await self._give_back()
        while rows := await desk.call(desk.store.rows, states=("pending",), endpoint=self._endpoint.id, limit=1000):
            ids, note = [row.id for row in rows], f"The endpoint is disabled. {self._health.disabled}"
            if not await desk.call(desk.store.set_state, ids, "parked", note, desk.clock()):
                return

    async def _give_back(self) -> None:
        ready: Sequence[Leased] = tuple(self._ready)
        self._ready.clear()
        if ready:
            await self._desk.call(self._desk.store.release, ready, self._desk.clock())
            self._desk.give(len(ready))
