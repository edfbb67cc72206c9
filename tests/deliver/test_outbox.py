"""`open_outbox`, from a document to a receiver on this machine and back: real sockets, both stores."""

from __future__ import annotations

import json
import logging
import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

import campaignkit as ck
from campaignkit.deliver.endpoints import load_endpoints
from campaignkit.deliver.messages import Health, Leased, Outcome
from campaignkit.deliver.outbox import Outbox, open_outbox
from campaignkit.deliver.ping import ping
from campaignkit.deliver.sinks import file as file_sink
from campaignkit.errors import DuplicateKeyError, InputError, UnknownIdError, UsageError
from tests.conftest import ROOT
from tests.deliver import papers
from tests.deliver.faults import Server, serving
from tests.deliver.places import SECRET, verified

ENDPOINTS = """\
[[endpoint]]
id = "press-room"
sink = "webhook"
url = "http://127.0.0.1:{port}/ok"
secret_env = "PRESS_ROOM_SECRET"
allow_private = ["127.0.0.0/8"]
deadline = 2

[[endpoint]]
id = "broken"
sink = "webhook"
url = "http://127.0.0.1:{port}/500"
allow_private = ["127.0.0.0/8"]

[[endpoint]]
id = "chat"
sink = "slack"
url = "http://127.0.0.1:{port}/close?canaryhook77"
allow_private = ["127.0.0.0/8"]

[[endpoint]]
id = "gone"
sink = "webhook"
url = "http://127.0.0.1:{port}/gone"
allow_private = ["127.0.0.0/8"]

[[endpoint]]
id = "nobody"
sink = "webhook"
url = "https://no-such-host.invalid/x"

[[endpoint]]
id = "log"
sink = "file"
path = "log.jsonl"

[[endpoint]]
id = "unset"
sink = "webhook"
url_env = "CAMPAIGNKIT_TEST_NOT_SET"
"""


@pytest.fixture
def receiver() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def endpoints(receiver: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRESS_ROOM_SECRET", SECRET)
    path = tmp_path / "endpoints.toml"
    path.write_text(ENDPOINTS.format(port=receiver.port))
    path.chmod(0o600)
    return path


@pytest.fixture
def outbox(tmp_path: Path, endpoints: Path) -> Iterator[Outbox]:
    with open_outbox(tmp_path / "outbox.sqlite", endpoints=endpoints) as opened:
        yield opened


# The whole way.


def test_a_letter_arrives_signed_and_once(where: str, endpoints: Path, receiver: Server) -> None:
    with ck.open_outbox(where, endpoints=endpoints) as outbox:
        identity = outbox.enqueue(papers.letter(), endpoint="press-room")
        assert outbox.run().planned[0].id == identity
        assert not receiver.requests, "a dry run sends nothing"
        assert outbox.run(send=True).delivered == 1
        assert outbox.run(send=True).tried == 0
        (request,) = receiver.requests
        assert request.headers["webhook-id"] == identity
        assert verified(request.headers, request.body)
        assert json.loads(request.body)["data"]["title"] == papers.letter().title
        row, attempts = outbox.show(identity[:12])
        assert (row.state, len(attempts), attempts[0].status) == ("delivered", 1, 200)


def test_another_process_finds_what_was_written_down(where: str, endpoints: Path, receiver: Server) -> None:
    code = f"""
import campaignkit as ck
from tests.deliver import papers
ck.open_outbox({where!r}, endpoints={str(endpoints)!r}).enqueue(papers.letter(), endpoint="press-room")
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=60)
    with ck.open_outbox(where, endpoints=endpoints) as outbox:
        assert outbox.run(send=True).delivered == 1
    assert len(receiver.requests) == 1


def test_the_same_document_is_one_message_until_it_is_replayed(outbox: Outbox, receiver: Server) -> None:
    first = outbox.enqueue(papers.letter(), endpoint="press-room")
    assert outbox.enqueue(papers.letter(), endpoint="press-room") == first
    assert outbox.enqueue(papers.letter(), endpoint="broken") != first, "another endpoint is another message"
    outbox.run(send=True, endpoint="press-room")
    assert outbox.enqueue(papers.letter(), endpoint="press-room") == first
    assert outbox.replay([first]) == [first]
    outbox.run(send=True, endpoint="press-room")
    one, two = receiver.requests
    assert (one.body, one.headers["webhook-id"]) == (two.body, two.headers["webhook-id"])
    assert len(outbox.show(first)[1]) == 2


def test_a_dedupe_key_is_taken_by_other_bytes(outbox: Outbox) -> None:
    outbox.enqueue(papers.letter(), endpoint="press-room", dedupe_key="k")
    with pytest.raises(DuplicateKeyError):
        outbox.enqueue(papers.hostile(), endpoint="press-room", dedupe_key="k")
    with pytest.raises(UsageError, match="share a dedupe key"):
        outbox.enqueue_all([papers.letter(), papers.hostile()], endpoint="log", dedupe_key="k")


def test_all_are_written_down_or_none(outbox: Outbox) -> None:
    with pytest.raises(InputError, match="control character"):
        outbox.enqueue_all([papers.letter(), papers.document(papers.paragraph("a\x00"))], endpoint="log")
    assert outbox.counts() == {}


def test_one_message_is_the_limit_and_a_number_is_one_too(outbox: Outbox, receiver: Server) -> None:
    documents = [papers.document(papers.paragraph(f"Letter {n}.")) for n in range(12)]
    outbox.enqueue_all(documents[:6], endpoint="press-room")
    outbox.enqueue_all(documents[6:], endpoint="log")
    assert len(outbox.run().planned) == 1
    assert outbox.run(send=True).tried == 1
    assert outbox.run(send=True, limit=3).tried == 3
    assert outbox.run(send=True, limit=4).tried == 4
    assert outbox.run(send=True, limit=None).delivered == 4
    assert outbox.counts() == {"log": {"delivered": 6}, "press-room": {"delivered": 6}}


# What does not arrive.


def test_a_failure_is_tried_again_and_replay_tries_it_now(outbox: Outbox) -> None:
    identity = outbox.enqueue(papers.letter(), endpoint="broken")
    (failure,) = outbox.run(send=True).failures
    assert (failure[1].state, failure[1].status) == ("pending", 500)
    assert (failure[1].due or 0) > outbox.clock()
    assert outbox.run(send=True).tried == 0, "it is not due yet"
    assert outbox.replay([identity]) == [identity]
    outbox.store.set_health(Health("broken"))
    assert outbox.run(send=True).tried == 1
    assert [one.number for one in outbox.show(identity)[1]] == [1, 2]


def test_a_chat_message_that_may_have_arrived_is_held(outbox: Outbox, receiver: Server) -> None:
    identity = outbox.enqueue(papers.letter(), endpoint="chat")
    (failure,) = outbox.run(send=True).failures
    assert failure[1].state == "uncertain"
    assert outbox.run(send=True).tried == 0
    assert outbox.replay(failed=True) == [identity]


def test_an_endpoint_that_is_gone_is_disabled_and_its_messages_parked(outbox: Outbox) -> None:
    outbox.enqueue_all([papers.letter(), papers.hostile()], endpoint="gone")
    assert outbox.run(send=True, limit=None).disabled.keys() == {"gone"}
    assert outbox.counts() == {"gone": {"parked": 2}}
    assert outbox.run().disabled.keys() == {"gone"}, "it is said on every run"
    assert "410" in outbox.enable("gone")
    assert len(outbox.replay(failed=True)) == 2
    assert not outbox.run().disabled


def test_row_21_without_a_network_nothing_is_lost_and_nothing_has_failed(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    def offline(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", offline)
    outbox.enqueue(papers.letter(), endpoint="nobody")
    done = outbox.run(send=True)
    assert (done.offline, done.failures, done.waiting) == (1, [], {"nobody": 1})


def test_an_endpoint_that_cannot_be_used_stops_no_other(
    outbox: Outbox, endpoints: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMPAIGNKIT_TEST_NOT_SET", "https://hooks.example.org/x")
    with open_outbox(tmp_path / "outbox.sqlite", endpoints=endpoints) as other:
        other.enqueue(papers.letter(), endpoint="unset")
    monkeypatch.delenv("CAMPAIGNKIT_TEST_NOT_SET")
    outbox.enqueue(papers.letter(), endpoint="press-room")
    done = outbox.run(send=True, limit=None)
    assert done.delivered == 1
    assert "CAMPAIGNKIT_TEST_NOT_SET is not set" in done.unusable["unset"].what
    with pytest.raises(InputError, match="is not set"):
        outbox.enqueue(papers.letter(), endpoint="unset")
    with pytest.raises(UnknownIdError, match="press-room"):
        outbox.enqueue(papers.letter(), endpoint="pressroom")
    with pytest.raises(UnknownIdError):
        outbox.run(endpoint="pressroom")


def test_row_34_an_endpoint_that_is_no_longer_in_the_file_parks_its_messages(outbox: Outbox, tmp_path: Path) -> None:
    identity = outbox.enqueue(papers.letter(), endpoint="log")
    (tmp_path / "endpoints.toml").write_text(ENDPOINTS.format(port=1).replace('id = "log"', 'id = "diary"'))
    with open_outbox(tmp_path / "outbox.sqlite", endpoints=tmp_path / "endpoints.toml") as other:
        assert other.run().gone == {"log": 1}
        assert other.show(identity)[0].state == "pending", "a dry run changes nothing"
        assert other.run(send=True).gone == {"log": 1}
        assert other.show(identity)[0].state == "parked"
        assert "No endpoint is named 'log' any more" in other.show(identity)[0].note


def test_replay_needs_to_be_told_what(outbox: Outbox) -> None:
    with pytest.raises(UsageError, match="What is to be sent again"):
        outbox.replay()
    with pytest.raises(UnknownIdError):
        outbox.replay(["msg_none"])
    outbox.enqueue(papers.letter(), endpoint="log")
    outbox.run(send=True)
    assert len(outbox.replay(since=0.0)) == 1
    assert outbox.replay(since=outbox.clock() + 5) == []


def test_what_was_delivered_a_week_ago_is_wiped(tmp_path: Path, endpoints: Path) -> None:
    now = 1_800_000_000.0
    with open_outbox(tmp_path / "o.sqlite", endpoints=endpoints, clock=lambda: now) as outbox:
        identity = outbox.enqueue(papers.letter(), endpoint="log")
        outbox.run(send=True)
        assert outbox.body(identity)
        now += 8 * 86400
        outbox.run(send=True)
        with pytest.raises(UnknownIdError):
            outbox.body(identity)
        assert outbox.show(identity)[0].sha256
        assert outbox.replay([identity]) == []


# The file.


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_a_message_is_appended_to_the_file(outbox: Outbox, tmp_path: Path) -> None:
    ids = outbox.enqueue_all([papers.letter(), papers.hostile()], endpoint="log")
    assert outbox.run(send=True, limit=None).delivered == 2
    held = lines(tmp_path / "log.jsonl")
    assert [one["id"] for one in held] == ids
    assert outbox.body(ids[0]) in (tmp_path / "log.jsonl").read_bytes(), "byte for byte"


def test_a_line_is_on_the_disk_before_it_counts(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    real, settle = os.fsync, outbox.store.settle

    def fsync(handle: int) -> None:
        order.append("fsync")
        real(handle)

    def settled(outcomes: Sequence[Outcome], now: float) -> list[str]:
        order.append("settle")
        return settle(outcomes, now)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(outbox.store, "settle", settled)
    outbox.enqueue(papers.letter(), endpoint="log")
    outbox.run(send=True)
    assert order == ["fsync", "fsync", "settle"], "the line, the folder that is new to it, the record"


def test_what_an_earlier_writer_broke_off_spoils_no_other_line(outbox: Outbox, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_bytes(b'{"id":"half')
    outbox.enqueue(papers.letter(), endpoint="log")
    outbox.run(send=True)
    first, second = (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()
    assert first == '{"id":"half'
    assert json.loads(second)["event"]["type"] == "letter.written"


def test_a_file_that_cannot_be_written_is_a_failure_and_leaves_no_lease(outbox: Outbox, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").mkdir()
    outbox.enqueue_all([papers.letter(), papers.hostile()], endpoint="log")
    (failure,) = outbox.run(send=True, limit=None).failures
    assert "could not be written (Is a directory)" in failure[1].note
    assert outbox.counts() == {"log": {"pending": 2}}
    assert sorted(row.attempts for row in outbox.rows()) == [0, 1]


def test_a_full_disk_leaves_half_a_line_to_nobody(
    outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.enqueue(papers.letter(), endpoint="log")
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:20] if b"msg_" in data else data))
    (failure,) = outbox.run(send=True).failures
    assert "No space left" in failure[1].note
    assert (tmp_path / "log.jsonl").read_bytes() == b""


def test_an_interrupt_gives_back_what_was_not_written(
    outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.enqueue_all([papers.document(papers.paragraph(f"{n}.")) for n in range(5)], endpoint="log")
    real, count = file_sink._append, iter(range(5))

    def append(handle: int, line: bytes) -> None:
        if next(count) == 2:
            raise KeyboardInterrupt
        real(handle, line)

    monkeypatch.setattr(file_sink, "_append", append)
    with pytest.raises(KeyboardInterrupt):
        outbox.run(send=True, limit=None)
    assert outbox.counts() == {"log": {"delivered": 2, "pending": 3}}


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("where", ["claim", "settle", "put"])
def test_row_35_a_signal_at_any_moment_leaves_no_lease_for_a_file(
    where: str, number: signal.Signals, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also between a claim and whoever would give it back; what was put by then is on record."""
    outbox.enqueue_all([papers.document(papers.paragraph(f"{n}.")) for n in range(5)], endpoint="log")
    holder, name = {
        "claim": (outbox.store, "claim"),
        "settle": (outbox.store, "settle"),
        "put": (file_sink, "_append"),
    }[where]
    real = getattr(holder, name)

    def signalled(*arguments: object) -> object:
        done = real(*arguments)
        signal.raise_signal(number)
        return done

    monkeypatch.setattr(holder, name, signalled)
    if number == signal.SIGINT:
        with pytest.raises(KeyboardInterrupt):
            outbox.run(send=True, limit=None)
    else:
        assert outbox.run(send=True, limit=None).interrupted
    left = {"claim": {"pending": 5}, "put": {"delivered": 1, "pending": 4}, "settle": {"delivered": 5}}
    assert outbox.counts() == {"log": left[where]}


def test_row_35_a_second_signal_breaks_off_what_waits_for_ever(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    outbox.enqueue_all([papers.document(papers.paragraph(f"{n}.")) for n in range(3)], endpoint="log")

    def wait_for_ever(handle: int) -> None:
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(file_sink, "_lock", wait_for_ever)
    with pytest.raises(KeyboardInterrupt):
        outbox.run(send=True, limit=None)
    assert outbox.counts() == {"log": {"pending": 3}}


def test_two_writers_to_one_file_break_no_line(tmp_path: Path, endpoints: Path) -> None:
    endpoint = load_endpoints(endpoints)["log"]
    body = b'{"x":"' + b"y" * 5000 + b'"}'

    def write(name: str) -> None:
        for number in range(50):
            file_sink.store(Leased(f"msg_{name}{number}", "log", body, "", 1, 1, 0.0), endpoint)

    threads = [threading.Thread(target=write, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one["id"] for one in lines(tmp_path / "log.jsonl")}) == 100


# Secrets, and the ways in.


def test_no_secret_is_in_the_outbox_its_rows_or_a_log(
    outbox: Outbox, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[Outcome] = []
    watch: Callable[[Leased, Outcome], None] = lambda message, outcome: seen.append(outcome)  # noqa: E731
    for name in ("press-room", "chat", "broken"):
        outbox.enqueue(papers.letter(), endpoint=name)
    done = outbox.run(send=True, limit=None, progress=watch)
    assert len(seen) == 3
    shown = repr((outbox, done, seen, outbox.rows(), [outbox.show(row.id) for row in outbox.rows()])) + caplog.text
    outbox.close()
    held = (tmp_path / "outbox.sqlite").read_bytes()
    for secret in ("canaryhook77", SECRET, SECRET.removeprefix("whsec_")):
        assert secret not in shown
        assert secret.encode() not in held


def test_an_outbox_is_not_pickled(outbox: Outbox) -> None:
    with pytest.raises(TypeError, match="pickled"):
        pickle.dumps(outbox)


def test_what_is_no_place_for_an_outbox_is_refused() -> None:
    with pytest.raises(InputError, match="not redis:") as caught:
        open_outbox("redis://user:canary@host/")
    assert "canary" not in str(caught.value)


def test_endpoints_are_read_when_they_are_needed(tmp_path: Path) -> None:
    with open_outbox(tmp_path / "o.sqlite", endpoints=tmp_path / "none.toml") as outbox:
        assert outbox.rows() == []
        with pytest.raises(InputError, match="no endpoints file"):
            outbox.run()


def test_a_ping_tests_the_way_and_its_signature(endpoints: Path, receiver: Server, tmp_path: Path) -> None:
    held = load_endpoints(endpoints)
    assert ping(held["press-room"]).delivered
    (request,) = receiver.requests
    assert verified(request.headers, request.body)
    assert json.loads(request.body)["type"] == "endpoint.ping"
    broken = ping(held["broken"])
    assert (broken.delivered, "500" in broken.note) == (False, True)
    assert ping(held["log"]).delivered
    assert lines(tmp_path / "log.jsonl")[0]["event"]


# What a worker had that died.


def test_what_a_dead_worker_had_is_told_with_its_time_and_then_as_what_may_have_arrived(
    endpoints: Path, tmp_path: Path, receiver: Server
) -> None:
    moment = [1_000_000.0]
    with open_outbox(tmp_path / "outbox.sqlite", endpoints=endpoints, clock=lambda: moment[0]) as outbox:
        outbox.enqueue(papers.letter(), endpoint="chat")
        outbox.store.claim("chat", 1, 120.0, moment[0], True)  # and the worker dies
        during = outbox.run(send=True)
        assert (during.tried, during.held, during.held_until) == (0, 1, 1_000_120.0)
        assert during.taken == {}
        moment[0] += 121
        after = outbox.run(send=True)
        assert (after.tried, after.held, after.taken) == (0, 0, {"uncertain": 1})
        assert not receiver.requests, "what may have arrived is not sent again by itself"
        assert outbox.run(send=True).taken == {}, "it is told once"


def test_row_33_bytes_that_were_changed_are_told_and_not_sent(
    endpoints: Path, tmp_path: Path, receiver: Server
) -> None:
    path = tmp_path / "outbox.sqlite"
    with open_outbox(path, endpoints=endpoints) as outbox:
        outbox.enqueue(papers.letter(), endpoint="press-room")
        with sqlite3.connect(path) as other:
            other.execute("UPDATE campaignkit_bodies SET body = body || x'20'")
        done = outbox.run(send=True)
        assert (done.tried, done.taken) == (0, {"quarantined": 1})
        assert not receiver.requests
