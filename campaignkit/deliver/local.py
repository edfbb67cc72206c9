"""Messages that go nowhere but to this machine: claimed, stored and settled without a network."""

from __future__ import annotations

from collections.abc import Callable

from campaignkit.deliver.endpoints import Endpoint
from campaignkit.deliver.messages import Leased, Outcome, State
from campaignkit.deliver.schedule import delay
from campaignkit.deliver.stops import Stops, signals
from campaignkit.deliver.store import Store

BATCH, LEASE = 100, 120.0  # messages, seconds
_OFFLINE = ("The host name could not be resolved", "The network could not be reached")


def is_offline(outcome: Outcome) -> bool:
    """Return whether a message was not sent since this computer seems to have no network."""
    return outcome.state == "pending" and outcome.status is None and outcome.note.startswith(_OFFLINE)


def send_locally(
    store: Store,
    endpoint: Endpoint,
    put: Callable[[Leased, Endpoint], str],
    *,
    limit: int | None,
    now: Callable[[], float],
    progress: Callable[[Leased, Outcome], None],
) -> bool:
    """Put what is due where it belongs, until nothing is, the limit is reached, one fails, or a signal says stop.

    Whatever ends it, what was put is recorded, and what was not is given back. Returns whether SIGTERM ended it.

    Raises:
        StorageError: The store fails.
        KeyboardInterrupt: It was stopped by Ctrl-C, after all that.
    """
    left = limit
    with signals() as stops:
        while not stops.seen and (left is None or left > 0):
            leased = store.claim(endpoint.id, BATCH if left is None else min(BATCH, left), LEASE, now())
            if not leased or not _batch(store, endpoint, put, leased, now, progress, stops):
                break
            left = None if left is None else left - len(leased)
    if stops.by_ctrl_c:
        raise KeyboardInterrupt
    return bool(stops.seen)


def _batch(
    store: Store,
    endpoint: Endpoint,
    put: Callable[[Leased, Endpoint], str],
    leased: list[Leased],
    now: Callable[[], float],
    progress: Callable[[Leased, Outcome], None],
    stops: Stops,
) -> bool:
    done: list[Outcome] = []
    try:
        for message in leased:
            if stops.seen:
                break
            with stops.breakable():
                done.append(_put(message, endpoint, put, now))
            if done[-1].state != "delivered":
                break
    finally:
        taken = set(store.settle(done, now()))
        store.release(leased[len(done) :], now())
    for message, outcome in zip(leased, done, strict=False):
        if outcome.message in taken:
            progress(message, outcome)
    return all(outcome.state == "delivered" for outcome in done)


def _put(
    message: Leased, endpoint: Endpoint, put: Callable[[Leased, Endpoint], str], now: Callable[[], float]
) -> Outcome:
    started = now()
    try:
        note = put(message, endpoint)
    except OSError as error:
        wait = delay(message.attempts)
        note = f"It could not be written ({error.strerror or type(error).__name__})."
        state: State = "parked" if wait is None else "pending"
        due = None if wait is None else now() + wait
        return Outcome(message.id, message.fence, state, started, now() - started, note, due=due)
    return Outcome(message.id, message.fence, "delivered", started, now() - started, note)
