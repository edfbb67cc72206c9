"""A storm of kills: workers die by SIGKILL at random moments while a receiver has faults, and then one counts.

    python -m tests.deliver.storm worker STORE URL

is what is killed. The receiver, in the process that kills, checks each signature by two verifiers and writes down what
it took. A twentieth of the requests meets a fault: two in a hundred are taken and then reset before an answer, two are
answered 500 and one 429.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from campaignkit.deliver import worker
from campaignkit.deliver.messages import New
from campaignkit.deliver.store import Store, store_of
from campaignkit.errors import StorageError
from tests.conftest import ROOT
from tests.deliver.faults import Fault, Request, Server, answer, raw, serving
from tests.deliver.places import SECRET, Place, place, verified

CONCURRENCY = 8
DEADLINE = 4.0  # long enough for a machine that is busy, since a late answer is a duplicate
LEASE = 12.0
ENDPOINT = "press-room"


def endpoint(url: str) -> Place:
    """Where the storm's messages go."""
    return place(url, concurrency=CONCURRENCY, deadline=DEADLINE)


@dataclass
class Count:
    """What a storm came to.

    Attributes:
        lost: Messages that were written down and never taken.
        other_bodies: Ids that came with two bodies, or with one that was not written down.
        bad_signatures: Requests that a verifier refused.
        duplicates: Requests that were taken beyond the first of each message.
        resets: Requests that were taken and then reset: each explains one duplicate.
        falls: How often the server of the store was stopped at once, as if the power went, and started again.
        most_by_kills: Duplicates that kills and falls can explain: what may have been under way or unrecorded at each.
        taken_in_storm, storm_seconds: Messages taken while workers were killed, and how long that took.
        left: Messages that are not delivered in the store, by state.
    """

    events: int
    kills: int
    falls: int
    requests: int
    lost: int
    other_bodies: int
    bad_signatures: int
    duplicates: int
    resets: int
    most_by_kills: int
    taken_in_storm: int
    storm_seconds: float
    left: dict[str, int]
    seconds: float

    def holds(self) -> bool:
        """Whether the promise was kept."""
        kept = not (self.lost or self.other_bodies or self.bad_signatures or self.left)
        return kept and self.duplicates <= self.resets + self.most_by_kills


class Receiver:
    """Takes messages, checks them, and fails one in twenty."""

    def __init__(self, chance: random.Random) -> None:
        self.taken, self.bodies = Counter[str](), dict[str, set[str]]()
        self.requests = self.resets = self.bad = 0
        self.delay, self._chance = 0.2, chance
        self._reset, self._fault = raw(b"", reset=True), answer(500)
        self._busy, self._good = answer(429, "retry-after: 0.2\r\n"), answer(204)

    def fault(self, server: Server) -> Fault:
        """What the server does with each request."""

        async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            request = server.requests.pop()  # the one that was just read, since nothing else has run meanwhile
            self._check(request)
            await asyncio.sleep(self.delay * self._chance.random() * 2)
            await self._react(request)(reader, writer)

        return respond

    def _check(self, request: Request) -> None:
        self.requests += 1
        self.bad += not (verified(request.headers, request.body) and _as_the_library(request.headers, request.body))
        digest = hashlib.sha256(request.body).hexdigest()
        self.bodies.setdefault(request.headers["webhook-id"], set()).add(digest)

    def _react(self, request: Request) -> Fault:
        drawn = self._chance.random()
        if 0.02 <= drawn < 0.05:
            return self._fault if drawn < 0.04 else self._busy
        self.taken[request.headers["webhook-id"]] += 1
        self.resets += drawn < 0.02
        return self._reset if drawn < 0.02 else self._good


def _as_the_library(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether the reference library, where there is one, makes the same signature."""
    try:
        from standardwebhooks import Webhook
    except ImportError:
        return True
    stamp = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)
    made: str = Webhook(SECRET).sign(headers["webhook-id"], stamp, body.decode())
    return made == headers["webhook-signature"]


def storm(
    where: str,
    events: int,
    workers: int,
    kills: int,
    seed: int = 1,
    *,
    falls: int = 0,
    fall: Callable[[], None] = lambda: None,
) -> Count:
    """Write `events` messages down, let workers send them, and kill one at a time at random moments, `kills` times.

    At `falls` of these moments `fall` is called besides, which stops the server of the store and starts it again; a
    worker that ends then is started again.
    """
    chance, begun = random.Random(seed), time.monotonic()
    receiver, store = Receiver(chance), store_of(where)
    faults = dict[str, Fault]()
    with serving(faults) as server:
        faults["hook"] = receiver.fault(server)
        wanted = _write_down(store, events)
        url = server.url("hook")
        running = [_start(where, url) for _ in range(workers)]
        started = time.monotonic()
        for number in range(kills):
            _keep_pace(receiver, len(receiver.taken) / events, number / kills)
            victim = number % workers  # which has sent since it was started, while another one was starting
            _wait_until_taken(receiver, events * (number + chance.random()) / kills)
            time.sleep(chance.uniform(0.0, 0.1))
            if number * falls // kills < (number + 1) * falls // kills:
                fall()
                _start_again(running, where, url)
            running[victim].send_signal(signal.SIGKILL)
            running[victim].wait()
            running[victim] = _start(where, url)
        for process in running:
            process.send_signal(signal.SIGTERM)
            process.wait(20)
        receiver.delay = 0.0
        in_storm, took = len(receiver.taken), time.monotonic() - started
        _finish(store, url)
    left = Counter[str]()
    for (_, state), count in store.counts().items():
        left[state] += count
    store.close()
    del left["delivered"]
    return Count(
        events,
        kills,
        falls,
        receiver.requests,
        lost=sum(not receiver.taken[one] for one in wanted),
        other_bodies=sum(receiver.bodies.get(one, {digest}) != {digest} for one, digest in wanted.items()),
        bad_signatures=receiver.bad,
        duplicates=sum(receiver.taken.values()) - len(receiver.taken),
        resets=receiver.resets,
        taken_in_storm=in_storm,
        storm_seconds=round(took, 1),
        most_by_kills=(kills + falls * workers) * 2 * CONCURRENCY,
        left=dict(+left),
        seconds=round(time.monotonic() - begun, 1),
    )


def _write_down(store: Store, events: int) -> dict[str, str]:
    made = [f'{{"type": "letter.sent", "data": {{"number": {number}}}}}'.encode() for number in range(events)]
    ids = store.enqueue([New(ENDPOINT, body) for body in made], time.time())
    return {one: hashlib.sha256(body).hexdigest() for one, body in zip(ids, made, strict=True)}


def _start(where: str, url: str) -> subprocess.Popen[bytes]:
    """Start a worker, and wait until it is about to send."""
    arguments = [sys.executable, "-m", "tests.deliver.storm", "worker", where, url]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(arguments, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()
    process.stdout.close()
    return process


def _start_again(running: list[subprocess.Popen[bytes]], where: str, url: str) -> None:
    """Start those anew that ended since their store failed; a worker that was between two calls has noticed nothing."""
    time.sleep(1.0)
    for number, process in enumerate(running):
        if process.poll() is not None:
            assert process.returncode == StorageError.exit_code, process.returncode
            running[number] = _start(where, url)


def _wait_until_taken(receiver: Receiver, wanted: float) -> None:
    """Wait until so many messages were taken, so that kills come all the way along; 15 seconds at most."""
    until = time.monotonic() + 15.0
    while len(receiver.taken) < wanted and time.monotonic() < until:
        time.sleep(0.002)


def _keep_pace(receiver: Receiver, sent: float, killed: float) -> None:
    """Make the receiver slower when messages run out sooner than kills, and faster when kills wait for messages."""
    receiver.delay = min(1.0, max(0.01, receiver.delay * (1.25 if sent > killed else 0.8)))


def _finish(store: Store, url: str) -> None:
    """Send what is left, with a clock that is put forward until everything is due."""
    for days in range(0, 20):
        now = time.time() + days * 86400.0
        worker.run(store, [endpoint(url)], now=lambda at=now: at, lease=LEASE)  # type: ignore[misc]
        if not any(count for (_, state), count in store.counts().items() if state in ("pending", "leased")):
            return


def main(arguments: list[str]) -> int:
    """Be a worker, or make a storm: EVENTS WORKERS KILLS STORE."""
    if arguments[0] == "worker":
        import campaignkit.deliver.lines  # noqa: F401 - which is loaded at the first message, and takes a while

        print("ready", flush=True)
        try:
            worker.run(store_of(arguments[1]), [endpoint(arguments[2])], keep=True, lease=LEASE)
        except StorageError as error:
            return error.exit_code
        return 0
    events, workers, kills = map(int, arguments[:3])
    return told(storm(arguments[3], events, workers, kills))


def told(count: Count) -> int:
    """Print what was counted, and return 1 if the promise was broken."""
    for name, value in asdict(count).items():
        print(f"  {name:16} {value}")
    print("  The promise was kept." if count.holds() else "  THE PROMISE WAS BROKEN.")
    return 0 if count.holds() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
