"""`outbox` and `endpoints` on the command line: nothing leaves unasked, and every failure says what to do."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from campaignkit.cli.endpoints import command as endpoints_command
from campaignkit.cli.outbox import command as outbox_command
from campaignkit.cli.outgoing import Places
from campaignkit.deliver.messages import Health
from campaignkit.deliver.outbox import open_outbox
from campaignkit.render import write
from tests.cli.small import run
from tests.conftest import ROOT
from tests.deliver import papers
from tests.deliver.faults import Server, serving
from tests.deliver.places import SECRET, verified
from tests.deliver.test_outbox import ENDPOINTS

ID = re.compile(r"msg_[0-9a-f]{32}")


@pytest.fixture
def receiver() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def folder(receiver: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a campaign with endpoints and a letter, in which we stand."""
    monkeypatch.setenv("PRESS_ROOM_SECRET", SECRET)
    monkeypatch.delenv("CAMPAIGNKIT_OUTBOX", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "campaign.toml").write_text('title = "T"\n')
    (tmp_path / "endpoints.toml").write_text(ENDPOINTS.format(port=receiver.port))
    (tmp_path / "endpoints.toml").chmod(0o600)
    write(papers.letter(), tmp_path / "letter.json")
    write(papers.hostile(), tmp_path / "hostile.json")
    return tmp_path


def added(endpoint: str, *names: str) -> list[str]:
    ended = run("outbox", "add", endpoint, *(names or ("letter.json",)))
    assert ended.exit_code == 0, ended.stderr
    return ended.stdout.split()


def copied(ended: Result, words: str) -> list[str]:
    """The command that a line tells people to copy."""
    (line,) = re.findall(rf"campaignkit ({words}[^\n(]*)", ended.stderr)
    return str(line).split()


def test_a_letter_goes_from_a_file_to_its_receiver(folder: Path, receiver: Server) -> None:
    ended = run("outbox", "add", "press-room", "letter.json")
    (identity,) = ID.findall(ended.stdout)
    assert "1 message written down for press-room" in ended.stderr
    assert (folder / "outbox.sqlite").is_file(), "beside the campaign"
    dry = run("outbox", "run")
    assert (dry.exit_code, identity in dry.stdout, "Dry run" in dry.stderr) == (0, True, True)
    assert not receiver.requests
    sent = run(*copied(dry, "outbox run"))
    assert (sent.exit_code, sent.stdout) == (0, "1 delivered, 0 waiting.\n")
    assert verified(receiver.requests[0].headers, receiver.requests[0].body)
    assert json.loads(run("outbox", "list", "--json").stdout)["messages"][0]["state"] == "delivered"


def test_a_document_whose_words_were_changed_is_refused(folder: Path) -> None:
    path = folder / "letter.json"
    path.write_text(path.read_text(encoding="utf-8").replace("bridge is open", "bridge is built"), encoding="utf-8")
    ended = run("outbox", "add", "press-room", "hostile.json", "letter.json")
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert "changed" in ended.stderr
    assert run("outbox", "list").stderr == "The outbox is empty.\n"


def test_what_is_there_already_is_said_and_not_sent_twice(folder: Path, receiver: Server) -> None:
    first = added("press-room")
    ended = run("outbox", "add", "press-room", "letter.json")
    assert ended.stdout.split() == first
    assert "was there already (pending)" in ended.stderr
    assert run("outbox", "run", "--send", "--no-limit").stdout == "1 delivered, 0 waiting.\n"
    assert len(receiver.requests) == 1


def test_standard_input_is_a_document_too(folder: Path) -> None:
    command = [sys.executable, "-m", "campaignkit", "outbox", "add", "log", "-"]
    with (folder / "letter.json").open("rb") as file:
        ended = subprocess.run(command, stdin=file, capture_output=True, text=True, env=_environment(), check=False)
    assert (ended.returncode, bool(ID.match(ended.stdout))) == (0, True), ended.stderr


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize(
    ("endpoint", "what", "when"),
    [
        ("broken", "Answered 500: the receiver has a fault.", "It is tried again from 2"),
        ("chat", "may have arrived", "It may have arrived; it is held"),
        ("gone", "Answered 410", "It is not tried again by itself."),
    ],
)
def test_a_failure_says_what_happened_when_it_is_tried_again_and_what_does_it_now(
    endpoint: str, what: str, when: str, folder: Path, receiver: Server
) -> None:
    (identity,) = added(endpoint)
    ended = run("outbox", "run", "--send")
    assert ended.exit_code == 4
    assert f"{endpoint}: “Keep the ferry: a request to Haven Lines” ({identity[:12]}) did not arrive." in ended.stderr
    assert what in ended.stderr
    assert when in ended.stderr
    if endpoint == "gone":
        assert run(*copied(ended, "endpoints enable")).exit_code == 0
    else:
        with open_outbox(folder / "outbox.sqlite", endpoints=folder / "endpoints.toml") as opened:
            opened.enable(endpoint)  # it rests for some seconds
    again = run(*copied(ended, "outbox replay"))
    assert again.exit_code == 4
    assert len(receiver.requests) == 2, "the command did it"
    assert receiver.requests[0].body == receiver.requests[1].body


def test_what_the_dry_run_names_is_what_is_sent_and_replay_sends_its_own(folder: Path, receiver: Server) -> None:
    write(papers.document(papers.paragraph("One.")), folder / "one.json")
    (first,) = added("press-room")
    (held,) = added("broken")
    (last,) = added("press-room", "one.json")
    assert [one["id"] for one in json.loads(run("outbox", "run", "--json").stdout)["planned"]] == [first]
    assert run("outbox", "replay", held, "--send").exit_code == 4
    assert [one.headers["webhook-id"] for one in receiver.requests] == [held]
    run("outbox", "run", "--send")
    assert [one.headers["webhook-id"] for one in receiver.requests] == [held, first]
    assert run("outbox", "replay", last, "--send").exit_code == 0
    assert [one.headers["webhook-id"] for one in receiver.requests] == [held, first, last]


def test_what_waits_is_told_with_its_time(folder: Path) -> None:
    added("broken")
    run("outbox", "run", "--send")
    ended = run("outbox", "run", "--send")
    assert ended.exit_code == 0
    assert re.fullmatch(r"Nothing was due; 1 waiting, the next of them due at [\d :-]+\.\n", ended.stdout)


def test_a_disabled_endpoint_is_said_on_every_run(folder: Path) -> None:
    added("gone")
    run("outbox", "run", "--send")
    for words in (("outbox", "run"), ("outbox", "run", "--send")):
        assert "gone: disabled, and nothing is sent there. It answered 410" in run(*words).stderr
    assert json.loads(run("outbox", "run", "--json").stdout)["disabled"].keys() == {"gone"}
    assert "in use again" in run("endpoints", "enable", "gone").stderr
    assert "disabled" not in run("outbox", "run").stderr


def test_without_a_network_it_ends_well(folder: Path) -> None:
    added("nobody")
    ended = run("outbox", "run", "--send")
    assert (ended.exit_code, ended.stdout) == (0, "0 delivered, 1 waiting.\n")
    assert "no network; 1 message waiting, and nothing is lost" in ended.stderr
    assert "the host of nobody. A misspelt host name looks the same: campaignkit endpoints test nobody" in ended.stderr
    assert "no-such-host" not in ended.output, "a host name may be the secret"


@pytest.mark.parametrize(("other", "delivered"), [("press-room", 1), ("broken", 0)])
def test_a_host_that_is_not_found_while_another_answers_is_a_failure(other: str, delivered: int, folder: Path) -> None:
    (identity,) = added("nobody")
    added(other)
    ended = run("outbox", "run", "--send", "--no-limit")
    assert ended.exit_code == 4
    assert ended.stdout.startswith(f"{delivered} delivered, {2 - delivered} did not arrive")
    assert f"({identity[:12]}) did not arrive. The host name could not be resolved" in ended.stderr
    assert "no network" not in ended.stderr
    held = json.loads(run("outbox", "list", "--json", "--endpoint", "nobody").stdout)["messages"]
    assert [one["state"] for one in held] == ["pending"]


def test_a_file_on_this_machine_says_nothing_of_a_network(folder: Path) -> None:
    added("nobody")
    added("log")
    ended = run("outbox", "run", "--send", "--no-limit")
    assert (ended.exit_code, ended.stdout) == (0, "1 delivered, 1 waiting.\n")
    assert "seems to have no network" in ended.stderr


def test_an_endpoint_that_cannot_be_used_ends_with_three(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGNKIT_TEST_NOT_SET", "https://hooks.example.org/x")
    added("unset")
    monkeypatch.delenv("CAMPAIGNKIT_TEST_NOT_SET")
    ended = run("outbox", "run", "--send")
    assert ended.exit_code == 3
    assert "endpoints.toml:" in ended.stderr
    assert "CAMPAIGNKIT_TEST_NOT_SET is not set" in ended.stderr
    assert "export CAMPAIGNKIT_TEST_NOT_SET" in ended.stderr
    assert "1 message waits for unset." in ended.stderr


def test_a_message_is_shown_with_every_attempt(folder: Path) -> None:
    (identity,) = added("broken")
    run("outbox", "run", "--send")
    shown = run("outbox", "show", identity[:12])
    assert (shown.exit_code, "Attempt 1," in shown.stdout, "status 500: pending" in shown.stdout) == (0, True, True)
    held = json.loads(run("outbox", "show", identity, "--json").stdout)
    assert [one["status"] for one in held["tries"]] == [500]
    body = run("outbox", "show", identity, "--body").stdout
    assert json.loads(body)["type"] == "letter.written"
    none = run("outbox", "show", "msg_none")
    assert (none.exit_code, "campaignkit outbox list" in none.stderr) == (3, True)


def test_the_list_can_be_narrowed(folder: Path) -> None:
    added("broken")
    added("press-room", "letter.json", "hostile.json")
    run("outbox", "run", "--send", "--no-limit")
    table = run("outbox", "list")
    assert "1 pending, 2 delivered" in table.stderr
    assert len(table.stdout.splitlines()) == 4
    assert len(run("outbox", "list", "--state", "delivered").stdout.splitlines()) == 3
    assert len(run("outbox", "list", "--endpoint", "broken").stdout.splitlines()) == 2
    assert run("outbox", "list", "--limit", "1").stdout.count("msg_") == 1


def test_replay_of_the_failed_and_of_a_day(folder: Path) -> None:
    added("chat")
    run("outbox", "run", "--send")
    ended = run("outbox", "replay", "--failed")
    assert "1 message due at once." in ended.stderr
    assert run("outbox", "replay", "--since", "2020-01-01").stderr.startswith("1 message due at once.")
    assert run("outbox", "replay").exit_code == 2
    assert run("outbox", "replay", "--since", "01/02/2020").exit_code == 2


def test_the_places_that_were_named_are_in_what_is_to_be_copied(folder: Path) -> None:
    named = ("--outbox", "other.sqlite", "--endpoints", "endpoints.toml")
    ended = run("outbox", "add", "press-room", "letter.json", *named)
    assert "outbox run --send --outbox other.sqlite --endpoints endpoints.toml" in ended.stderr
    assert run("outbox", "run", "--send", *named).stdout == "1 delivered, 0 waiting.\n"


def test_the_password_of_a_database_is_in_no_line(folder: Path) -> None:
    for url in ("postgresql://u:canary77@127.0.0.1:1/x", "postgresql://127.0.0.1:1/x?user=u&password=canary77"):
        ended = run("outbox", "list", "--outbox", url)
        assert ended.exit_code == 3
        assert "canary77" not in ended.output


def test_a_mistyped_verb_is_answered_with_the_nearest(folder: Path) -> None:
    for words, near in ((("outbox", "ad"), "'add'"), (("endpoints", "tset"), "'test'")):
        ended = run(*words)
        assert ended.exit_code == 2
        assert f"Did you mean {near}?" in ended.stderr


def test_endpoints_are_listed_without_a_secret(folder: Path) -> None:
    ended = run("endpoints", "list")
    assert ended.exit_code == 0
    assert re.search(r"press-room +webhook +1 +retry +in order", ended.stdout)
    assert re.search(r"chat +slack +no +hold +in order", ended.stdout)
    assert "CAMPAIGNKIT_TEST_NOT_SET is not set" in ended.stdout
    held = json.loads(run("endpoints", "list", "--json").stdout)["endpoints"]
    assert [one["usable"] for one in held].count(False) == 1
    for words in (("endpoints", "list"), ("endpoints", "list", "--json"), ("endpoints", "test", "chat")):
        told = run(*words).output
        assert "canaryhook77" not in told
        assert SECRET not in told


def test_an_endpoint_is_tested_with_a_signed_ping(folder: Path, receiver: Server) -> None:
    ended = run("endpoints", "test", "press-room")
    assert re.fullmatch(r"press-room: Delivered: answered 200\. \(\d\.\d\d s, signed by 1 key\)\n", ended.stdout)
    assert verified(receiver.requests[0].headers, receiver.requests[0].body)
    failed = run("endpoints", "test", "broken")
    assert failed.exit_code == 4
    assert "broken: The ping did not arrive. Answered 500" in failed.stderr
    assert "Try again: campaignkit endpoints test broken" in failed.stderr
    assert not (folder / "outbox.sqlite").exists(), "nothing is written down"
    assert run("endpoints", "test", "pressroom").exit_code == 3


@pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")
def test_an_interrupt_leaves_no_lease_and_a_later_run_goes_on(folder: Path, receiver: Server) -> None:
    (folder / "endpoints.toml").write_text(
        ENDPOINTS.format(port=receiver.port)
        .replace("/ok", "/never")
        .replace("deadline = 2", "deadline = 5\nconcurrency = 1")
    )
    for number in range(8):
        write(papers.document(papers.paragraph(f"Letter {number}.")), folder / f"{number}.json")
    added("press-room", *(f"{number}.json" for number in range(8)))
    command = [sys.executable, "-m", "campaignkit", "outbox", "run", "--send", "--no-limit"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment())
    until = time.monotonic() + 20
    while not receiver.requests and time.monotonic() < until:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=20)
    assert running.returncode == 130, told
    assert "Stopped: 0 messages delivered. To go on: campaignkit outbox run --send" in told
    assert "Traceback" not in told
    held = json.loads(run("outbox", "list", "--json").stdout)["messages"]
    assert {one["state"] for one in held} == {"pending"}
    assert sum(one["attempts"] for one in held) == len(receiver.requests)


# Endpoints that rest, are disabled, or are gone: what is said does what it says.


def rest(folder: Path, endpoint: str, seconds: float = 3600.0) -> None:
    with open_outbox(folder / "outbox.sqlite", endpoints=folder / "endpoints.toml") as opened:
        opened.store.set_health(Health(endpoint, paused_until=opened.clock() + seconds))


def disable(folder: Path, endpoint: str) -> None:
    with open_outbox(folder / "outbox.sqlite", endpoints=folder / "endpoints.toml") as opened:
        opened.store.set_health(Health(endpoint, disabled="It answered 410: it wants no more messages."))


def states(endpoint: str) -> list[str]:
    held = json.loads(run("outbox", "list", "--json", "--endpoint", endpoint).stdout)["messages"]
    return [one["state"] for one in held]


def test_replay_with_send_tries_an_endpoint_that_rests(folder: Path, receiver: Server) -> None:
    (identity,) = added("press-room")
    rest(folder, "press-room")
    assert run("outbox", "run", "--send").stdout.startswith("Nothing was due")
    ended = run("outbox", "replay", identity, "--send")
    assert (ended.exit_code, ended.stdout) == (0, "1 delivered, 0 waiting.\n")
    assert len(receiver.requests) == 1


def test_replay_without_send_names_what_ends_the_rest(folder: Path, receiver: Server) -> None:
    (identity,) = added("press-room")
    rest(folder, "press-room")
    ended = run("outbox", "replay", identity)
    assert ended.exit_code == 0
    assert "1 message due when press-room no longer rests." in ended.stderr
    assert "at once" not in ended.stderr
    assert run(*copied(ended, "endpoints enable")).exit_code == 0
    assert run(*copied(ended, "outbox run --send")).stdout == "1 delivered, 0 waiting.\n"
    assert len(receiver.requests) == 1


def test_messages_for_a_disabled_endpoint_end_with_four_until_it_is_enabled(folder: Path, receiver: Server) -> None:
    added("press-room")
    disable(folder, "press-room")
    for words in (("outbox", "run"), ("outbox", "run", "--send")):
        ended = run(*words)
        assert ended.exit_code == 4
        assert "press-room: disabled, and nothing is sent there." in ended.stderr
        assert "1 message waits." in ended.stderr
    enabled = run(*copied(ended, "endpoints enable"))
    assert "To send 1 message waiting" in enabled.stderr
    assert run(*copied(enabled, "outbox run --send")).stdout == "1 delivered, 0 waiting.\n"
    disable(folder, "press-room")
    assert run("outbox", "run", "--send").exit_code == 0, "nothing waits for it"


def test_what_a_410_parked_is_counted_and_found_again(folder: Path, receiver: Server) -> None:
    added("gone", "letter.json", "hostile.json")
    ended = run("outbox", "run", "--send")
    assert ended.exit_code == 4
    assert "2 messages are parked." in ended.stderr
    for words in (("--failed",), ("--failed", "--send"), (_first("gone"), "--send")):
        held = run("outbox", "replay", *words)
        assert held.exit_code == 4
        assert "gone: disabled" in held.stderr
        assert "due" not in held.stderr
        assert states("gone") == ["parked", "parked"]
    enabled = run(*copied(held, "endpoints enable"))
    assert "To send 2 messages parked" in enabled.stderr
    (folder / "endpoints.toml").write_text((folder / "endpoints.toml").read_text().replace("/gone", "/ok"))
    assert run(*copied(enabled, "outbox replay --failed")).stdout == "2 delivered, 0 waiting.\n"
    assert states("gone") == ["delivered", "delivered"]


def _first(endpoint: str) -> str:
    held = json.loads(run("outbox", "list", "--json", "--endpoint", endpoint).stdout)["messages"]
    return str(held[0]["id"])


def test_messages_for_an_endpoint_that_is_gone_end_with_four_and_come_back_with_it(folder: Path) -> None:
    added("log")
    path = folder / "endpoints.toml"
    before = path.read_text()
    path.write_text(before.replace('id = "log"', 'id = "diary"'))
    dry, ended = run("outbox", "run"), run("outbox", "run", "--send")
    assert (dry.exit_code, ended.exit_code) == (4, 4)
    assert "No endpoint is named 'log' any more: 1 message parked." in ended.stderr
    held = run("outbox", "replay", "--failed")
    assert (held.exit_code, states("log")) == (4, ["parked"])
    path.write_text(before)
    again = run(*copied(ended, "outbox replay --failed"))
    assert "1 message due at once." in again.stderr
    assert run(*copied(again, "outbox run --send")).stdout == "1 delivered, 0 waiting.\n"


def test_writing_down_for_a_disabled_endpoint_says_so(folder: Path) -> None:
    disable(folder, "press-room")
    ended = run("outbox", "add", "press-room", "letter.json")
    assert (ended.exit_code, bool(ID.match(ended.stdout))) == (0, True)
    assert "press-room: disabled, and nothing is sent there." in ended.stderr
    assert "outbox run --send" not in ended.stderr
    assert "campaignkit endpoints enable press-room" in ended.stderr


def test_the_list_of_endpoints_says_which_are_disabled_or_rest(folder: Path) -> None:
    assert "in order" in run("endpoints", "list").stdout
    assert not (folder / "outbox.sqlite").exists(), "it makes no outbox"
    disable(folder, "press-room")
    rest(folder, "chat")
    rest(folder, "broken", -5)
    shown = run("endpoints", "list").stdout
    assert re.search(r"press-room +webhook +1 +retry +disabled: It answered 410", shown)
    assert re.search(r"chat +slack +no +hold +rests until \d{4}-", shown)
    assert re.search(r"broken +webhook +no +retry +in order", shown)
    held = {one["id"]: one for one in json.loads(run("endpoints", "list", "--json").stdout)["endpoints"]}
    assert held["press-room"]["disabled"].startswith("It answered 410")
    assert held["chat"]["paused_until"]
    assert held["broken"]["paused_until"] is None


def test_the_endpoints_are_listed_though_the_outbox_cannot_be_read(folder: Path) -> None:
    (folder / "outbox.sqlite").write_bytes(b"no database at all, but long enough to be one" * 100)
    ended = run("endpoints", "list")
    assert ended.exit_code == 0
    assert "press-room" in ended.stdout
    assert "Warning: whether an endpoint is disabled or rests is not known." in ended.stderr


def test_what_a_dead_worker_had_is_told(folder: Path) -> None:
    added("chat")
    with open_outbox(folder / "outbox.sqlite") as outbox:
        outbox.store.claim("chat", 1, 1000.0, outbox.clock(), True)
    ended = run("outbox", "run", "--send")
    assert re.search(r"1 waiting; 1 of them held by a worker, which may have ended, until 20\d\d-", ended.output)
    assert ended.exit_code == 0
    with sqlite3.connect(folder / "outbox.sqlite") as other:
        other.execute("UPDATE campaignkit_messages SET until = 1, lease = 1")
    ended = run("outbox", "run", "--send")
    assert "1 message may have arrived: no answer was recorded." in ended.stderr
    assert "outbox list --state uncertain" in ended.stderr
    assert ended.exit_code == 4


@pytest.mark.parametrize("verb", "outbox add, outbox run, outbox list, outbox show, outbox replay, "
                         "endpoints list, endpoints test, endpoints enable".split(", "))  # fmt: skip
def test_what_is_to_be_copied_has_no_option_that_its_command_lacks(verb: str) -> None:
    told = Places("o.sqlite", "e.toml", "folder").command(f"{verb} x").split()[4::2]
    group, name = verb.split(" ")
    held = {"outbox": outbox_command, "endpoints": endpoints_command}[group].commands[name]
    taken = {option for parameter in held.params for option in parameter.opts}
    assert set(told) == {"--outbox", "--endpoints", "-c"} & taken
