"""Runs of the worker over a real store: limits, pauses, fairness, leases, and the end of it all."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from campaignkit.deliver import worker
from campaignkit.deliver.desk import Desk, Tally
from campaignkit.deliver.messages import Leased, New, Outcome
from campaignkit.deliver.sqlite import SqliteStore
from campaignkit.deliver.store import store_of
from campaignkit.errors import StorageError
from tests.conftest import ROOT
from tests.deliver.faults import FAULTS, Fault, Server, answer, serving
from tests.deliver.places import place


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = SqliteStore(tmp_path / "outbox.sqlite")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def receiver() -> Iterator[Server]:
    with serving() as running:
        yield running


def put(store: SqliteStore, count: int, endpoint: str = "press-room") -> list[str]:
    """Write messages down that were due a second ago."""
    return store.enqueue([New(endpoint, b'{"n": %d}' % number) for number in range(count)], time.time() - 1)


def states(store: SqliteStore) -> dict[str, int]:
    """How many messages are in each state."""
    total = Counter[str]()
    for (_, state), count in store.counts().items():
        total[state] += count
    return dict(+total)


def sequence(*faults: Fault) -> Fault:
    """Answers the first request by the first, and so on; then by the last."""
    left = list(faults)

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await (left.pop(0) if len(left) > 1 else left[0])(reader, writer)

    return respond


def test_what_is_due_is_sent_once(store: SqliteStore, receiver: Server) -> None:
    sent, told = put(store, 50), list[tuple[Leased, Outcome]]()
    receiver.requests.clear()
    tally = worker.run(store, [place(receiver.url("ok"))], progress=lambda *both: told.append(both))
    assert (tally.delivered, tally.sent, tally.interrupted) == (50, 50, False)
    assert sorted(request.headers["webhook-id"] for request in receiver.requests) == sorted(sent)
    assert sorted(outcome.message for _, outcome in told) == sorted(sent)
    assert all(message.id == outcome.message for message, outcome in told)
    assert states(store) == {"delivered": 50}
    assert [attempt.note for attempt in store.attempts(sent[0])] == ["Delivered: answered 200."]


@pytest.mark.parametrize("limit", [0, 1, 7])
def test_a_limit_is_kept_to_and_leaves_no_lease(limit: int, store: SqliteStore, receiver: Server) -> None:
    put(store, 5, "a")
    put(store, 5, "b")
    endpoints = [place(receiver.url("ok"), id=name) for name in "ab"]
    assert worker.run(store, endpoints, limit=limit).sent == limit
    assert states(store) == {key: count for key, count in {"delivered": limit, "pending": 10 - limit}.items() if count}


def test_messages_of_other_endpoints_stay(store: SqliteStore, receiver: Server) -> None:
    put(store, 1, "another")
    assert worker.run(store, [place(receiver.url("ok"))]).sent == 0
    assert states(store) == {"pending": 1}


def test_a_failure_is_tried_again_when_it_is_due(store: SqliteStore) -> None:
    with serving({"flaky": sequence(answer(500), answer(200))}) as receiver:
        (sent,) = put(store, 1)
        endpoint = place(receiver.url("flaky"))
        assert worker.run(store, [endpoint]).waiting == 1
        assert worker.run(store, [endpoint]).sent == 0
        due = store.row(sent).due
        assert 3.5 < due - time.time() < 6.5
        assert worker.run(store, [endpoint], now=lambda: due + 0.1).delivered == 1
    assert [attempt.status for attempt in store.attempts(sent)] == [500, 200]
    assert len({request.body for request in receiver.requests}) == 1
    assert len({request.headers["webhook-id"] for request in receiver.requests}) == 1
    assert store.health("press-room").failing_since is None


def test_row_3_an_ambiguous_message_is_held_where_the_endpoint_says_so(store: SqliteStore) -> None:
    with serving({"close": FAULTS["close"]}) as receiver:
        put(store, 1)
        tally = worker.run(store, [place(receiver.url("close"), ambiguous="hold")])
        assert (tally.uncertain, states(store)) == (1, {"uncertain": 1})
        put(store, 1)
        assert worker.run(store, [place(receiver.url("close"), ambiguous="retry")]).waiting == 1


def test_row_9_retry_after_pauses_the_endpoint_and_not_only_the_message(store: SqliteStore) -> None:
    with serving({"busy": sequence(answer(429, "retry-after: 7\r\n"), answer(200))}) as receiver:
        put(store, 20)
        endpoint = place(receiver.url("busy"), concurrency=1)
        tally = worker.run(store, [endpoint])
        assert (tally.waiting, tally.sent, len(receiver.requests)) == (1, 1, 1)
        until = store.health("press-room").paused_until or 0.0
        assert 5.0 < until - time.time() <= 7.0
        assert worker.run(store, [endpoint]).sent == 0
        assert states(store) == {"pending": 20}
        assert worker.run(store, [endpoint], now=lambda: until + 0.5).delivered == 20


def test_a_short_pause_that_is_asked_for_is_waited_for(store: SqliteStore) -> None:
    with serving({"busy": sequence(answer(200), answer(429, "retry-after: 0.3\r\n"), answer(200))}) as receiver:
        put(store, 5)
        tally = worker.run(store, [place(receiver.url("busy"), concurrency=1)])
    assert (tally.delivered, tally.waiting) == (4, 1)


def test_a_busy_receiver_does_not_use_up_the_tries_of_a_message(store: SqliteStore) -> None:
    with serving({"busy": sequence(answer(200), answer(429, "retry-after: 0\r\n"))}) as receiver:
        put(store, 3)
        for _ in range(5):
            worker.run(store, [place(receiver.url("busy"), concurrency=1)])
        assert len(receiver.requests) == 3
    assert sorted(row.attempts for row in store.rows()) == [1, 1, 1]


def test_what_was_claimed_and_not_sent_is_given_back(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaignkit.deliver.lanes.CLAIM_SECONDS", 1000.0)  # so that many are claimed at once
    with serving({"busy": sequence(*[answer(200)] * 8, answer(429, "retry-after: 700\r\n"))}) as receiver:
        put(store, 100)
        worker.run(store, [place(receiver.url("busy"))])
        assert 9 <= len(receiver.requests) <= 16
        assert states(store) == {"delivered": 8, "pending": 92}
        assert sum(row.attempts for row in store.rows()) == len(receiver.requests)


def test_row_12_410_disables_the_endpoint_and_parks_its_messages(store: SqliteStore) -> None:
    with serving({"gone": answer(410)}) as receiver:
        put(store, 30)
        worker.run(store, [place(receiver.url("gone"), concurrency=1)])
        assert len(receiver.requests) == 1
        assert states(store) == {"parked": 30}
        assert "410" in store.health("press-room").disabled
        put(store, 1)
        assert worker.run(store, [place(receiver.url("gone"))]).sent == 0


def test_an_endpoint_that_only_fails_is_disabled_after_120_hours(store: SqliteStore) -> None:
    with serving({"broken": answer(500)}) as receiver:
        put(store, 3)
        now, runs = time.time(), 0
        endpoint = place(receiver.url("broken"), concurrency=1)
        while not store.health("press-room").disabled:
            put(store, 1)
            worker.run(store, [endpoint], now=lambda at=now: at)  # type: ignore[misc]
            now, runs = now + 10 * 3600, runs + 1
        assert runs == 13
        assert set(states(store)) == {"parked"}


def test_row_21_offline_nothing_is_burnt(store: SqliteStore) -> None:
    put(store, 100)
    tally = worker.run(store, [place("https://nowhere.invalid/x")])
    assert 1 <= tally.waiting <= 4
    assert states(store) == {"pending": 100}
    assert store.health("press-room").failing_since is None


def test_row_37_a_slow_endpoint_starves_no_other(store: SqliteStore) -> None:
    with serving() as receiver:
        put(store, 12, "slow")
        put(store, 40, "fast")
        done = list[tuple[float, str]]()
        begun = time.monotonic()
        endpoints = [
            place(receiver.url("never"), id="slow", concurrency=2, deadline=0.5),
            place(receiver.url("ok"), id="fast"),
        ]
        worker.run(store, endpoints, progress=lambda m, _: done.append((time.monotonic() - begun, m.endpoint)))
    fast = [when for when, name in done if name == "fast"]
    assert len(fast) == 40
    assert max(fast) < max(when for when, name in done if name == "slow")
    assert max(fast) < 2.5


def test_a_rate_is_kept_to_and_so_is_the_concurrency(store: SqliteStore) -> None:
    at_once, most = 0, 0

    async def count(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal at_once, most
        at_once, most = at_once + 1, max(most, at_once + 1)
        await asyncio.sleep(0.1)
        at_once -= 1
        writer.write(b"HTTP/1.1 204 No\r\n\r\n")

    with serving({"count": count}) as receiver:
        put(store, 6)
        begun = time.monotonic()
        worker.run(store, [place(receiver.url("count"), rate=20.0)])
        assert time.monotonic() - begun >= 5 / 20
        put(store, 12)
        worker.run(store, [place(receiver.url("count"), concurrency=3)])
        assert most == 3


def test_row_25_a_receiver_that_resets_after_it_took_a_message_gets_it_twice_alike(store: SqliteStore) -> None:
    with serving({"reset": sequence(FAULTS["reset-before"], answer(200))}) as receiver:
        (sent,) = put(store, 1)
        worker.run(store, [place(receiver.url("reset"))])
        worker.run(store, [place(receiver.url("reset"))], now=lambda: time.time() + 7)
        first, second = receiver.requests
    assert (first.body, first.headers["webhook-id"]) == (second.body, sent)
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert states(store) == {"delivered": 1}


def test_row_26_two_workers_send_each_message_once(where: str, receiver: Server) -> None:
    first, second = store_of(where), store_of(where)
    first.enqueue([New("press-room", b'{"n": %d}' % number) for number in range(300)], time.time() - 1)
    receiver.requests.clear()
    threads = [
        threading.Thread(target=worker.run, args=(opened, [place(receiver.url("ok"))])) for opened in (first, second)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len({request.headers["webhook-id"] for request in receiver.requests}) == len(receiver.requests) == 300
    first.close()
    second.close()


def test_row_27_a_lease_is_made_longer_before_it_is_too_short(store: SqliteStore, receiver: Server) -> None:
    """The clock runs a minute with every look at it, so that each lease is old when its message's turn comes."""
    put(store, 20)
    extended, real, now = list[int](), store.extend, time.time()

    def extend(leases: Sequence[Leased], lease: float, now: float) -> list[str]:
        extended.append(len(leases))
        return real(leases, lease, now)

    def clock() -> float:
        nonlocal now
        now += 7.0
        return now

    store.extend = extend  # type: ignore[method-assign]
    tally = worker.run(store, [place(receiver.url("ok"), concurrency=1)], now=clock)
    assert extended
    assert (tally.delivered, tally.late) == (20, 0)


def test_row_27_what_another_worker_has_by_now_is_not_sent(store: SqliteStore, receiver: Server) -> None:
    put(store, 3)
    store.extend = lambda *_: []  # type: ignore[method-assign]
    real = store.claim

    def short(endpoint: str, limit: int, lease: float, now: float, hold: bool = False) -> list[Leased]:
        return real(endpoint, limit, 1.0, now, hold)

    store.claim = short  # type: ignore[method-assign]
    receiver.requests.clear()
    assert worker.run(store, [place(receiver.url("ok"))]).sent == 0
    assert receiver.requests == []


def test_row_27_an_outcome_that_comes_too_late_is_counted_apart(store: SqliteStore, receiver: Server) -> None:
    put(store, 3)
    store.settle = lambda *_: []  # type: ignore[method-assign]
    tally = worker.run(store, [place(receiver.url("ok"))])
    assert (tally.late, tally.delivered) == (3, 0)


def test_row_29_a_store_that_fails_ends_the_run_at_once(store: SqliteStore, receiver: Server) -> None:
    put(store, 500)

    def full(outcomes: Sequence[Outcome], now: float) -> list[str]:
        raise StorageError("The disk is full.")

    store.settle = full  # type: ignore[method-assign]
    receiver.requests.clear()
    with pytest.raises(StorageError, match="full"):
        worker.run(store, [place(receiver.url("ok"))])
    assert len(receiver.requests) < 100
    counted = states(store)
    assert counted["leased"] <= len(receiver.requests)  # sent, and not recorded; the rest was given back
    assert counted["leased"] + counted["pending"] == 500


def test_row_33_a_message_that_cannot_be_sent_holds_up_no_other(store: SqliteStore, receiver: Server) -> None:
    broken = store.enqueue([New("press-room", b"{}", content_type="a\r\nb: c")], time.time() - 2)
    put(store, 5)
    tally = worker.run(store, [place(receiver.url("ok"))])
    assert (tally.delivered, tally.waiting) == (5, 1)
    assert "header" in store.attempts(broken[0])[0].note


def test_row_34_a_rotated_key_signs_what_was_written_down_before(store: SqliteStore, receiver: Server) -> None:
    from campaignkit.deliver.signing import read_key
    from tests.deliver.places import SECRET, verified

    put(store, 1)
    new = "whsec_" + "bmV3a2V5bmV3a2V5bmV3a2V5bmV3a2V5"
    worker.run(store, [place(receiver.url("ok"), keys=(read_key(new), read_key(SECRET)))])
    request = receiver.requests[-1]
    assert verified(request.headers, request.body, new)
    assert verified(request.headers, request.body, SECRET)


def test_a_sink_says_what_its_answers_mean(store: SqliteStore, receiver: Server) -> None:
    from campaignkit.deliver.answers import Answer, Verdict

    def refusing(answer: Answer) -> Verdict:
        return Verdict("attention", "The channel is archived.", answer.status)

    put(store, 1)
    tally = worker.run(store, [place(receiver.url("ok"), sink="chat")], meaning={"chat": refusing})
    assert tally.waiting == 1
    assert store.rows()[0].note == "The channel is archived."


def test_a_run_that_is_kept_going_sends_what_comes_later(store: SqliteStore, receiver: Server) -> None:
    async def go() -> Tally:
        desks = list[Desk]()
        running = asyncio.create_task(worker.deliver(store, [place(receiver.url("ok"))], keep=True, ready=desks.append))
        await asyncio.sleep(0.3)
        await asyncio.to_thread(put, store, 3)
        while desks[0].tally.delivered < 3:
            await asyncio.sleep(0.05)
        desks[0].stop.set()
        return await running

    assert asyncio.run(asyncio.wait_for(go(), 10)).delivered == 3


def test_a_cancelled_run_leaves_no_lease(store: SqliteStore, receiver: Server) -> None:
    async def go() -> None:
        running = asyncio.create_task(worker.deliver(store, [place(receiver.url("never"), deadline=20.0)]))
        while "leased" not in states(store):
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.2)
        running.cancel()
        await running

    put(store, 30)
    begun = time.monotonic()
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(go())
    assert time.monotonic() - begun < 3
    assert states(store) == {"pending": 30}
    assert sorted(row.attempts for row in store.rows())[-5:] == [0, 1, 1, 1, 1]


def test_it_runs_in_a_thread_that_is_not_the_main_one(store: SqliteStore, receiver: Server) -> None:
    put(store, 2)
    done = list[int]()
    thread = threading.Thread(target=lambda: done.append(worker.run(store, [place(receiver.url("ok"))]).delivered))
    thread.start()
    thread.join(10)
    assert done == [2]


def test_it_runs_where_an_event_loop_runs_already(store: SqliteStore, receiver: Server) -> None:
    async def notebook() -> int:
        return worker.run(store, [place(receiver.url("ok"))]).delivered

    put(store, 2)
    assert asyncio.run(notebook()) == 2


PROGRAM = """
import sys, time
from campaignkit.deliver import worker
from campaignkit.deliver.sqlite import SqliteStore
from campaignkit.deliver.store import store_of
from tests.deliver.places import place
store = SqliteStore(sys.argv[1])
print("ready", flush=True)
try:
    tally = worker.run(store, [place(sys.argv[2], deadline=3.0)], keep=True)
except KeyboardInterrupt:
    sys.exit(130)
print(tally.interrupted)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
@pytest.mark.parametrize("times", [1, 2])
def test_row_35_a_signal_leaves_no_lease(
    number: signal.Signals, code: int, times: int, store: SqliteStore, receiver: Server
) -> None:
    put(store, 40)
    receiver.requests.clear()
    arguments = [sys.executable, "-c", textwrap.dedent(PROGRAM), str(store.path), receiver.url("never")]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        while len(receiver.requests) < 4:
            time.sleep(0.02)
        begun = time.monotonic()
        for _ in range(times):
            process.send_signal(number)
            time.sleep(0.3)
        _, err = process.communicate(timeout=10)
    assert (process.returncode, err) == (code, b"")
    assert time.monotonic() - begun < (5 if times == 1 else 2)
    assert states(store) == {"pending": 40}
    assert sum(row.attempts for row in store.rows()) == len(receiver.requests) == 4


@pytest.mark.parametrize("hold", ["retry", "hold"])
def test_a_body_that_was_changed_in_the_file_is_not_sent_and_the_others_are(
    hold: str, tmp_path: Path, receiver: Server
) -> None:
    path = tmp_path / "outbox.sqlite"
    writer = SqliteStore(path)
    ids = put(writer, 20)
    writer.close()
    data = path.read_bytes()
    assert data.count(b'{"n": 7}') == 1
    path.write_bytes(data.replace(b'{"n": 7}', b'{"n": 8}'))
    receiver.requests.clear()
    store = SqliteStore(path)
    assert worker.run(store, [place(receiver.url("ok"), ambiguous=hold)]).sent == 19
    assert states(store) == {"delivered": 19, "quarantined": 1}
    assert ids[7] not in {request.headers["webhook-id"] for request in receiver.requests}
    assert store.row(ids[7]).state == "quarantined"
    with pytest.raises(StorageError, match="were changed") as caught:
        store.body(ids[7])
    assert (caught.value.where, caught.value.exit_code) == (str(path), 3)
    store.close()
