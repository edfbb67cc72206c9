"""docs/delivery.md: its examples run as they stand, and its tables are those of the program."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaignkit.deliver.endpoints import Written, load_endpoints
from campaignkit.deliver.schedule import SCHEDULE
from campaignkit.deliver.sinks import SHIPPED
from tests.cli.small import run
from tests.conftest import ROOT
from tests.deliver import papers
from tests.deliver import test_wire as wire
from tests.deliver.faults import Server, serving
from tests.deliver.places import SECRET

PAGE = (ROOT / "docs" / "delivery.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
ENVIRONMENT = {"PRESS_ROOM_SECRET": SECRET, "TEAM_CHAT_URL": "https://hooks.example.org/x", "ACTION_NETWORK_TOKEN": "t"}


@pytest.fixture
def receiver() -> Iterator[Server]:
    with serving() as running:
        yield running


@pytest.fixture
def folder(receiver: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which press-room is a receiver on this machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CAMPAIGNKIT_OUTBOX", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("PRESS_ROOM_SECRET", SECRET)
    (tmp_path / "endpoints.toml").write_text(
        f'[[endpoint]]\nid = "press-room"\nsink = "webhook"\nurl = "{receiver.url("ok")}"\n'
        'secret_env = "PRESS_ROOM_SECRET"\nallow_private = ["127.0.0.0/8"]\n'
    )
    return tmp_path


def test_the_endpoints_file_is_read_as_it_stands(tmp_path: Path) -> None:
    shown = re.search(r"<!-- file: endpoints.toml -->\n```toml\n(.*?)```", PAGE, re.DOTALL)
    assert shown
    (tmp_path / "endpoints.toml").write_text(shown[1])
    (tmp_path / "newsroom.url").write_text("https://10.0.0.7/hooks/x\n")
    endpoints = load_endpoints(tmp_path / "endpoints.toml", ENVIRONMENT)
    assert not endpoints.unusable
    assert [endpoints[name].sink for name in endpoints] == [
        "webhook", "slack", "mattermost", "actionnetwork", "file"
    ]  # fmt: skip


def test_every_key_and_every_sink_has_its_row() -> None:
    table = PAGE[PAGE.index("| key | means") : PAGE.index("## What a receiver gets")]
    told = set(
        re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in table.splitlines() if line.startswith("|")))
    )
    assert told == set(Written.model_fields)
    for sink in SHIPPED:
        assert f"\n| {sink} |" in PAGE


def test_the_commands_run_in_their_order(folder: Path, receiver: Server) -> None:
    commands = re.findall(r"^    campaignkit ([^#\n]+)", PAGE, re.MULTILINE)
    assert [words.split()[0] for words in commands] == ["write", "outbox", "outbox", "outbox", "outbox"]
    for words in commands:
        ended = run(*shlex.split(words))
        assert ended.exit_code == 0, (words, ended.stderr)
    assert len(receiver.requests) == 1


def test_the_python_sends_a_letter(folder: Path, receiver: Server) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PYTHON[0]], capture_output=True, text=True, cwd=folder, check=False, timeout=60,
        env=_environment(),
    )  # fmt: skip
    assert done.stdout == "1 []\n", done.stderr
    assert len(receiver.requests) == 1


def test_the_receiver_of_the_page_verifies_and_knows_a_duplicate(folder: Path, receiver: Server) -> None:
    pytest.importorskip("standardwebhooks", reason="standardwebhooks is not installed")
    code = f"import json, sys\n{PYTHON[1]}\nseen = set()\nfor body, headers in json.load(sys.stdin):\n"
    code += f"    print(receive(body.encode(), headers, {SECRET!r}, seen), len(seen))\n"
    (folder / "endpoints.toml").chmod(0o600)
    from campaignkit.deliver.outbox import open_outbox

    with open_outbox(folder / "o.sqlite", endpoints=folder / "endpoints.toml") as outbox:
        identity = outbox.enqueue(papers.letter(), endpoint="press-room")
        outbox.run(send=True)
        outbox.replay([identity])
        outbox.run(send=True)
    came = json.dumps([(one.body.decode(), one.headers) for one in receiver.requests])
    done = subprocess.run(
        [sys.executable, "-c", code], input=came, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout == "204 1\n204 1\n", done.stderr


def test_the_event_of_the_page_has_the_keys_of_ours(folder: Path, receiver: Server) -> None:
    shown = re.search(r"<!-- file: event.json -->\n```json\n(.*?)```", PAGE, re.DOTALL)
    assert shown
    event = json.loads(shown[1])
    run("write", "letter", "--target", "amazon", "--demand", "end-ring-police-partnerships", "-o", "letter.json")
    run("outbox", "add", "press-room", "letter.json")
    run("outbox", "run", "--send")
    ours = json.loads(receiver.requests[0].body)
    assert list(ours) == list(event)
    assert [key for key in ours["data"] if key in event["data"]] == list(event["data"])
    for key in ("citations", "sources"):
        assert set(event["data"][key][0]) <= set(ours["data"][key][0])


def test_the_schedule_of_the_page_is_ours() -> None:
    hours = [seconds / 3600 for seconds in SCHEDULE[4:]]
    assert SCHEDULE[:4] == (0, 5, 300, 1800)
    assert f"5 s, 5 min, 30 min, {', '.join(f'{one:g}' for one in hours[:-1])} and {hours[-1]:g} h" in PAGE
    assert sum(SCHEDULE) // 60 == 75 * 60 + 35


def test_every_file_of_tests_that_the_page_names_is_there() -> None:
    table = PAGE[PAGE.index("## How it was tested") :]
    for name in re.findall(r"test_\w+\.py", table):
        assert list((ROOT / "tests").rglob(name)), name


def test_every_row_of_the_matrix_has_tests_that_are_named_after_it() -> None:
    shown = [int(row) for row in re.findall(r"^\| (\d+) \|", PAGE[PAGE.index("### The matrix") :], re.MULTILINE)]
    named = set(wire.ROWS)
    for file in Path(__file__).parent.glob("test_*.py"):
        text = file.read_text(encoding="utf-8")
        named |= {int(row) for row in re.findall(r'(?:def test_row_|id="row-)(\d+)[_-](?!to_\d)', text)}
    assert shown == [*range(1, 39)]
    assert named == set(shown)


def test_the_example_delivers_to_a_webhook(folder: Path, receiver: Server) -> None:
    script = ROOT / "examples" / "deliver_to_a_webhook.py"
    for words, wanted in (((), "would be sent"), (("--send",), "delivered after 1 attempt")):
        done = subprocess.run(
            [sys.executable, str(script), "endpoints.toml", "press-room", *words],
            capture_output=True, text=True, cwd=folder, check=False, timeout=60, env=_environment(),
        )  # fmt: skip
        assert wanted in done.stdout, done.stderr
    assert len(receiver.requests) == 1


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT)}
