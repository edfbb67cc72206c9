"""A small storm of kills over both stores; benchmarks/deliver_storm.py is the whole one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from campaignkit.deliver import worker
from campaignkit.deliver.messages import New
from campaignkit.deliver.store import store_of
from tests import postgres
from tests.conftest import ROOT
from tests.deliver.faults import FAULTS, serving
from tests.deliver.places import place
from tests.deliver.storm import LEASE, endpoint, storm

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")

PROGRAM = """
import os, signal, sys
import httpcore
from campaignkit.deliver import worker
from campaignkit.deliver.store import store_of
from campaignkit.deliver.wire import Wire
from tests.deliver.storm import LEASE, endpoint

where, url, step = sys.argv[1:]
store = store_of(where)

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def dies_after(real):
    def call(*arguments):
        real(*arguments)
        die()
    return call

async def dies_after_answer(self, message, real=Wire.send):
    await real(self, message)
    die()

if step == "before claim":
    store.claim = die
elif step == "after claim":
    store.claim = dies_after(store.claim)
elif step == "after connect":
    httpcore.AsyncHTTP11Connection._send_request_headers = die
elif step == "after send":
    httpcore.AsyncHTTP11Connection._receive_response_headers = die
elif step == "after answer":
    Wire.send = dies_after_answer
elif step == "before settle":
    store.settle = die
elif step == "after settle":
    store.settle = dies_after(store.settle)
worker.run(store, [endpoint(url)], lease=LEASE)
"""


@pytest.mark.parametrize(
    ("step", "requests", "attempts"),
    [
        pytest.param("before claim", 1, 1, id="row-1-before-claim"),
        pytest.param("after claim", 1, 2, id="row-2-after-claim"),
        pytest.param("after connect", 1, 2, id="row-2-after-connect"),
        pytest.param("after send", 2, 2, id="row-3-after-send"),
        pytest.param("after answer", 2, 2, id="row-4-after-answer"),
        pytest.param("before settle", 2, 2, id="row-4-before-settle"),
        pytest.param("after settle", 1, 1, id="row-5-after-settle"),
    ],
)
def test_a_worker_is_killed_at_each_step(step: str, requests: int, attempts: int, where: str) -> None:
    store, now = store_of(where), time.time()
    (sent,) = store.enqueue([New("press-room", b'{"type": "letter.sent"}')], now)
    with serving() as server:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        arguments = [sys.executable, "-c", PROGRAM, where, server.url("ok"), step]
        run = subprocess.run(arguments, env=environment, check=False, capture_output=True)
        assert (run.returncode, run.stderr) == (-signal.SIGKILL, b"")
        worker.run(store, [endpoint(server.url("ok"))], now=lambda: now + 60, lease=LEASE)
        seen = [(request.headers["webhook-id"], request.body) for request in server.requests]
    assert seen == [(sent, b'{"type": "letter.sent"}')] * requests
    assert (store.row(sent).state, store.row(sent).attempts) == ("delivered", attempts)
    states = [(one.number, one.state) for one in store.attempts(sent)]
    assert states == [*((number, "pending") for number in range(1, attempts)), (attempts, "delivered")]
    store.close()


DRIPPED_TO = """
import sys
from campaignkit.deliver import worker
from campaignkit.deliver.store import store_of
from tests.deliver.places import place
worker.run(store_of(sys.argv[1]), [place(sys.argv[2], ambiguous="hold", concurrency=1)], lease=30.0)
"""


def test_row_3_a_message_is_held_whose_worker_is_killed_while_the_answer_drips(where: str) -> None:
    store, now = store_of(where), time.time()
    sent, other = store.enqueue([New("press-room", b'{"n": 1}'), New("press-room", b'{"n": 2}')], now)
    faults = {"chat": FAULTS["slow-head"]}
    with serving(faults) as server:
        arguments = [sys.executable, "-c", DRIPPED_TO, where, server.url("chat")]
        process = subprocess.Popen(arguments, env=os.environ | {"PYTHONPATH": str(ROOT)})
        until = time.monotonic() + 30
        while not server.requests and time.monotonic() < until:
            time.sleep(0.01)
        process.kill()
        assert process.wait() == -signal.SIGKILL
        [(held, runs_out)] = store.leased(time.time()).values()
        assert (held, 0 < runs_out - time.time() <= 30) == (1, True)
        faults["chat"] = FAULTS["ok"]
        there = place(server.url("chat"), ambiguous="hold", concurrency=1)
        for later in (60, 600):
            worker.run(store, [there], now=lambda at=now + later: at)  # type: ignore[misc]
        assert [request.headers["webhook-id"] for request in server.requests] == [sent, other]
        assert [store.row(one).state for one in (sent, other)] == ["uncertain", "delivered"]
        [attempt] = store.attempts(sent)
        assert (attempt.state, "it may have arrived" in attempt.note) == ("uncertain", True)
        store.replay([sent], now + 700)
        worker.run(store, [there], now=lambda: now + 700)
        assert [request.headers["webhook-id"] for request in server.requests] == [sent, other, sent]
    assert [one.state for one in store.attempts(sent)] == ["uncertain", "delivered"]
    store.close()


def test_row_33_a_message_that_kills_its_worker_is_quarantined_and_holds_up_no_other(where: str) -> None:
    store, now = store_of(where), time.time()
    store.enqueue([New("press-room", b"{}")], now)
    with serving() as server:
        for number in range(5):
            store.claim("press-room", 1, LEASE, now + number * 60)
        store.enqueue([New("press-room", b"[]")], now)
        tally = worker.run(store, [place(server.url("ok"))], now=lambda: now + 600)
    assert tally.delivered == 1
    assert {state: count for (_, state), count in store.counts().items() if count} == {"delivered": 1, "quarantined": 1}
    store.close()


def test_row_1_to_5_workers_are_killed_and_nothing_is_lost(where: str) -> None:
    count = storm(where, events=500, workers=2, kills=10)
    assert count.holds(), count
    assert count.taken_in_storm > 100


def test_row_26_the_server_falls_in_a_storm_and_nothing_is_lost(server: postgres.Server, schema_url: str) -> None:
    count = storm(schema_url, events=400, workers=2, kills=6, falls=3, fall=server.fall)
    assert count.holds(), count
    assert (count.falls, count.taken_in_storm > 100) == (3, True)
