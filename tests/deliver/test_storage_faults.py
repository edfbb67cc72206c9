"""What storage does to an outbox: full, read-only, locked, damaged, foreign, of two versions, killed, cut off.

Each ends in a StorageError that names the place, says what is wrong and what to do; nothing is half done; and the file
is as sound as before.
"""

from __future__ import annotations

import os
import pickle
import random
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

import pytest

from campaignkit.deliver import disks, sqlite
from campaignkit.deliver.messages import New, Outcome
from campaignkit.deliver.sqlite import SqliteStore
from campaignkit.deliver.store import Store, store_of
from campaignkit.errors import CampaignKitError, InputError, MissingExtraError, StorageError
from tests import postgres
from tests.conftest import ROOT

NOW = 1_800_000_000.0
LARGE = [New("press", b"x" * 10_000) for _ in range(100)]
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="told by Linux only")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "outbox.sqlite"


@pytest.fixture
def file(path: Path) -> Iterator[SqliteStore]:
    """A store in a file that holds one message, leased."""
    store = SqliteStore(path, patience=0.2)
    store.enqueue([New("press", b"the first")], NOW)
    yield store
    store.close()


def says(error: CampaignKitError, where: object, *parts: str) -> None:
    """The error names the place, and all these words in order."""
    assert error.where == str(where)
    assert error.exit_code == 3
    assert error.hint
    rest = str(error)
    for part in parts:
        assert part in rest, f"{part!r} is not in {error}"
        rest = rest.partition(part)[2]


def is_sound(path: Path, messages: int = 1) -> None:
    """The file is whole, and holds so many messages, each with its body."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for table in ("messages", "bodies"):
            assert connection.execute(f"SELECT count(*) FROM campaignkit_{table}").fetchone() == (messages,)


def run(code: str, *arguments: object, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run code in a process of its own; an error of ours is what it prints."""
    whole = (
        "import os, sys\nfrom campaignkit.deliver.messages import New, Outcome\n"
        "from campaignkit.deliver.store import store_of\nfrom campaignkit.errors import StorageError\n"
        f"large = [New('press', b'x' * 10_000) for _ in range(100)]\n{code}"
    )
    command = [*before, sys.executable, "-c", whole, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=60)


# The disk is full


def test_row_29_disk_full_nothing_is_half_written(file: SqliteStore) -> None:
    pages = file._own.get().execute("PRAGMA page_count").fetchone()[0]
    file._own.get().execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(StorageError) as caught:
        file.enqueue(LARGE, NOW)
    says(caught.value, file.path, "The disk is full.", "Make room.")
    is_sound(file.path)
    file._own.get().execute("PRAGMA max_page_count = 1000000")
    assert len(file.enqueue(LARGE, NOW)) == 100


def test_row_29_disk_full_an_outcome_that_cannot_be_recorded_leaves_the_message_leased(file: SqliteStore) -> None:
    [held] = file.claim("press", 1, 60, NOW)
    pages = file._own.get().execute("PRAGMA page_count").fetchone()[0]
    file._own.get().execute(f"PRAGMA max_page_count = {pages}")
    told = Outcome(held.id, held.fence, "delivered", NOW, 0.1, "200", 200, b"x" * 16_000)
    with pytest.raises(StorageError, match="disk is full"):
        file.settle([told], NOW)
    assert file.row(held.id).state == "leased"
    assert file.attempts(held.id) == []
    file._own.get().execute("PRAGMA max_page_count = 1000000")
    assert file.settle([told], NOW) == [held.id]


@linux
def test_row_29_disk_full_by_a_limit_on_the_size_of_files(file: SqliteStore) -> None:
    code = (
        "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "store = store_of(sys.argv[1])\ntry:\n    store.enqueue(large, 1)\nexcept StorageError as error:\n"
        "    print(error)\nprint(len(store.rows()), len(store.enqueue(large[:1], 1)))"
    )
    done = run(code, file.path)
    assert "outbox.sqlite: The disk " in done.stdout, done.stderr
    assert done.stdout.endswith("\n1 1\n")
    is_sound(file.path, 2)


@linux
def test_row_29_disk_full_on_a_file_system_that_really_is(tmp_path: Path) -> None:
    mount = f'mount -t tmpfs -o size=400k tmpfs {tmp_path} && exec "$@"'
    before = ("unshare", "-m", "sh", "-c", mount, "sh")
    if subprocess.run([*before, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no file system may be mounted here")
    code = (
        "store = store_of(sys.argv[1])\nstore.enqueue(large[:1], 1)\ntry:\n    store.enqueue(large, 1)\n"
        "except StorageError as error:\n    print(error)\n"
        "store.close()\nstore = store_of(sys.argv[1])\n"
        "print(store.counts(), store._own.get().execute('PRAGMA integrity_check').fetchall(), store.enqueue([], 1))"
    )
    done = run(code, tmp_path / "outbox.sqlite", before=before)
    assert "The disk is full." in done.stdout, done.stderr
    assert done.stdout.endswith("{('press', 'pending'): 1} [('ok',)] []\n")


# Read-only


def as_another(job: Callable[[], str]) -> str:
    """What a job returns as a user who owns nothing: root may write anything."""
    read, write = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if not child:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setegid(65534)
            os.seteuid(65534)
        try:
            os.write(write, job().encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, encoding="utf-8") as told:
        answer = told.read()
    os.waitpid(child, 0)
    return answer


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into; that of a test is its owner's alone."""
    with TemporaryDirectory() as name:
        folder = Path(name) / "open"
        Path(name).chmod(0o755)
        folder.mkdir()
        yield folder
        folder.chmod(0o755)


def _error_of(call: Callable[[], object]) -> str:
    try:
        return f"no error: {call()}"
    except StorageError as error:
        return str(error)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)])
def test_row_29_read_only_file_or_folder(open_folder: Path, file_mode: int, folder_mode: int) -> None:
    path = open_folder / "outbox.sqlite"
    with closing(SqliteStore(path)) as store:
        store.enqueue([New("press", b"the first")], NOW)
    path.chmod(file_mode)
    open_folder.chmod(folder_mode)
    told = as_another(lambda: _error_of(lambda: store_of(path).enqueue(LARGE, NOW)))
    assert told.startswith(f"{path}: The outbox cannot be "), told
    assert "--outbox" in told or "write" in told
    if not sqlite.WAL_IS_SOUND:  # to read beside a log needs a folder that can be written
        assert as_another(lambda: str(store_of(path).counts())) == "{('press', 'pending'): 1}"
    is_sound(path)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_place_that_may_not_be_written_to_or_read(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    told = as_another(lambda: _error_of(lambda: store_of(open_folder / "deep" / "outbox.sqlite")))
    assert told.startswith(f"{open_folder}/deep/outbox.sqlite: The outbox cannot be made: Permission denied."), told
    assert list(open_folder.iterdir()) == []
    open_folder.chmod(0o755)
    SqliteStore(open_folder / "outbox.sqlite").close()
    told = as_another(lambda: _error_of(lambda: store_of(open_folder / "outbox.sqlite")))
    assert "The outbox cannot be opened, or" in told


def test_a_place_that_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        store_of(tmp_path)
    says(caught.value, tmp_path, "The outbox cannot be opened, or", "It must be a file")
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StorageError) as caught:
        store_of(tmp_path / "file" / "outbox.sqlite")
    says(caught.value, tmp_path / "file" / "outbox.sqlite", "cannot be made", "Name a place")
    for place, what in (("~nobody-here/outbox.sqlite", "no user of that name"), ("a\0b", "No file can be called so")):
        with pytest.raises(StorageError, match=what):
            store_of(place)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_what_is_made_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "outbox.sqlite"
    before = os.umask(0)
    try:
        with closing(SqliteStore(path)) as store, store._writing():
            modes = [stat.S_IMODE(one.stat().st_mode) for one in sorted(path.parent.iterdir())]
    finally:
        os.umask(before)
    assert set(modes) == {0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


# Locked


HOLDING = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); {}; print('held', flush=True); sys.stdin.read()"


READS_ON = pytest.param(
    "c.execute('BEGIN'); c.execute('SELECT * FROM campaignkit_messages')",
    marks=pytest.mark.skipif(sqlite.WAL_IS_SOUND, reason="with a log, who reads holds nobody up"),
)


@pytest.mark.parametrize("hold", ["c.execute('BEGIN IMMEDIATE')", READS_ON], ids=["it writes", "it reads on"])
def test_row_30_locked_by_another_process(file: SqliteStore, hold: str) -> None:
    """By one that writes, or by one that reads on and on, so that nothing can be committed."""
    command = [sys.executable, "-c", HOLDING.format(hold), str(file.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StorageError) as caught:
            file.enqueue(LARGE, NOW)
        says(caught.value, file.path, "Another process holds the outbox.", "waited 0.2 s", "Wait until")
        other.communicate()
    is_sound(file.path)
    assert len(file.enqueue(LARGE, NOW)) == 100


def test_row_30_a_lock_that_is_given_up_in_time_is_waited_for(path: Path) -> None:
    with closing(SqliteStore(path)) as store:
        command = [sys.executable, "-c", HOLDING.format("c.execute('BEGIN IMMEDIATE')"), str(path)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            assert other.stdout
            other.stdout.readline()
            threading.Timer(0.3, other.kill).start()
            assert len(store.enqueue(LARGE, NOW)) == 100


# Damaged, foreign, newer


def test_a_file_that_is_something_else_is_left_as_it_is(path: Path) -> None:
    path.write_text("Dear Madam,\n" * 1000)
    with pytest.raises(StorageError) as caught:
        store_of(path)
    says(caught.value, path, "This file is no outbox.", "It was left as it is.")
    assert path.read_text() == "Dear Madam,\n" * 1000


def test_a_database_of_something_else_is_left_as_it_is(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(StorageError) as caught:
        store_of(path)
    says(caught.value, path, "This is a database, but no outbox.")
    assert path.read_bytes() == before


@pytest.mark.parametrize("how", ["overwritten", "cut short"])
def test_row_32_a_damaged_file_is_named_and_never_made_anew(file: SqliteStore, how: str) -> None:
    file.enqueue(LARGE, NOW)
    file.close()
    data = file.path.read_bytes()
    hurt = data[:4096] + random.Random(5).randbytes(200_000) + data[204_096:] if how == "overwritten" else data[:20_000]
    file.path.write_bytes(hurt)
    with pytest.raises(StorageError) as caught, closing(store_of(file.path)) as again:
        again.enqueue(LARGE, NOW)
    says(caught.value, file.path, "The outbox is damaged.", "Nothing is written over it.", ".recover")
    assert file.path.read_bytes() == hurt


def test_row_32_a_newer_campaignkit_wrote_the_file(file: SqliteStore) -> None:
    file._own.get().execute("PRAGMA user_version = 7")
    file.close()
    with pytest.raises(StorageError) as caught:
        store_of(file.path)
    says(caught.value, file.path, "newer campaignkit (tables 7; this one knows 1)", "pip install --upgrade")
    is_sound(file.path)


def test_row_32_a_newer_campaignkit_wrote_the_tables(schema_url: str) -> None:
    import psycopg

    store_of(schema_url).close()
    with psycopg.connect(schema_url) as connection:
        connection.execute("UPDATE campaignkit_tables SET version = 7")
    with pytest.raises(StorageError, match=r"newer campaignkit \(tables 7; this one knows 1\)"):
        store_of(schema_url)


def test_an_empty_file_becomes_an_outbox(path: Path) -> None:
    """Such as a process leaves that was killed when it made one."""
    path.touch()
    with closing(SqliteStore(path)) as store:
        assert len(store.enqueue(LARGE, NOW)) == 100


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_that_is_taken_away_takes_no_message_with_it(file: SqliteStore, replaced: bool) -> None:
    """SQLite would go on writing to the file that nobody can find any more."""
    moved = file.path.rename(file.path.with_name("moved.sqlite"))
    if replaced:
        SqliteStore(file.path).close()
    for _ in range(2):
        with pytest.raises(StorageError) as caught:
            file.enqueue(LARGE, NOW)
        says(caught.value, file.path, "The outbox was deleted, moved or replaced", "Bring the file back")
    assert file.path.exists() == replaced, "it is not made anew behind the caller's back"
    moved.replace(file.path)
    assert len(file.enqueue(LARGE, NOW)) == 100


# Network file systems


@pytest.mark.parametrize(("kind", "name"), [(0x6969, "NFS"), (0xFF534D42, "CIFS"), (0x00C36400, "Ceph")])
def test_row_31_a_network_file_system_is_refused_with_the_reason(
    path: Path, monkeypatch: pytest.MonkeyPatch, kind: int, name: str
) -> None:
    monkeypatch.setattr(disks, "file_system", lambda place: kind)
    with pytest.raises(StorageError) as caught:
        store_of(path / "deep" / "outbox.sqlite")
    says(caught.value, path / "deep" / "outbox.sqlite", f"network file system ({name})", "locks", "postgresql://")
    assert not path.exists()


@pytest.mark.parametrize(("mounted", "refused"), [("fuse.sshfs", True), ("fuse.mergerfs", False), ("fuseblk", False)])
def test_row_31_a_file_system_of_a_program_is_refused_if_it_is_remote(
    path: Path, monkeypatch: pytest.MonkeyPatch, mounted: str, refused: bool
) -> None:
    monkeypatch.setattr(disks, "file_system", lambda place: 0x65735546)
    monkeypatch.setattr(disks, "_mounted_as", lambda place: mounted)
    if refused:
        with pytest.raises(StorageError, match="sshfs"):
            store_of(path)
    else:
        store_of(path).close()


@linux
def test_the_kind_of_a_file_system_is_read() -> None:
    assert disks.file_system(Path("/proc")) == 0x9FA0
    assert disks._mounted_as(Path("/proc")) == "proc"
    assert disks.file_system(Path("/nowhere/at/all")) == 0


# Killed, cut off


WRITING = """
from campaignkit.deliver.store import store_of
from campaignkit.deliver.messages import New
import sys
store = store_of(sys.argv[1])
print("ready", flush=True)
for number in range(int(sys.argv[2]), 10**9):
    ids = store.enqueue([New("press", b"%d/%d" % (number, one) * 50, label=str(number)) for one in range(300)], 1.0)
    print(number, *ids, flush=True)
"""


def test_row_6_kill_9_in_enqueue_leaves_all_rows_of_a_call_or_none(where: str) -> None:
    dice, acknowledged, number = random.Random(9), set[str](), 0
    for _ in range(8):
        command = [sys.executable, "-c", WRITING, where, str(number)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
            assert writer.stdout
            assert writer.stdout.readline() == "ready\n"
            sleep(dice.uniform(0.01, 0.3))
            writer.send_signal(signal.SIGKILL)
            for line in writer.stdout.read().splitlines(keepends=True):
                number = int(line.split()[0]) + 1 if line.endswith("\n") else number
                acknowledged |= set(line.split()[1:]) if line.endswith("\n") else set()
        number += 1
    with closing(store_of(where)) as store:
        rows = store.rows(limit=10**6)
        assert {row.id for row in rows} >= acknowledged
        calls = [row.label for row in rows]
        assert {calls.count(call) for call in set(calls)} == {300}
        assert len(store.claim("press", len(rows), 60, 2.0)) == len(rows)
    if "://" not in where:
        is_sound(Path(where), len(rows))


@linux
@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_row_7_the_disk_has_it_before_enqueue_returns(path: Path) -> None:
    """After the last write to file or journal comes a sync, and only then the return; so with a claim (fault 7)."""
    trace = path.with_suffix(".trace")
    code = (
        "store = store_of(sys.argv[1])\nstore.enqueue(large, 1)\nos.write(1, b'enqueued')\n"
        "store.claim('press', 1, 60, 2)\nos.write(1, b'claimed')"
    )
    calls = "trace=write,pwrite64,ftruncate,fsync,fdatasync,unlink"
    done = run(code, path, before=("strace", "-f", "-y", "-s", "16", "-e", calls, "-o", str(trace)))
    if done.returncode and "ptrace" in done.stderr:
        pytest.skip("strace may not look at processes here")
    lines = [line for line in trace.read_text().splitlines() if "outbox.sqlite" in line or " write(1<" in line]
    for mark in ('"enqueued"', '"claimed"'):
        before = lines[: next(place for place, line in enumerate(lines) if mark in line)]
        kinds = ["sync" if "sync(" in line else "write" for line in before if " write(1<" not in line]
        assert kinds[-1] == "sync", before[-5:]
        assert kinds.count("sync") >= 3


def test_the_server_is_stopped_at_once_and_nothing_acknowledged_is_lost(
    server: postgres.Server, schema_url: str
) -> None:
    """What was enqueued or delivered before the server fell is so when it stands again; callers are told, and go on."""
    enqueued, settled, told, over = set[str](), set[str](), list[StorageError](), threading.Event()

    def again_and_again(job: Callable[[Store, int], None]) -> None:
        with closing(store_of(schema_url)) as store:
            for number in range(10**9):
                if over.is_set():
                    return
                try:
                    job(store, number)
                except StorageError as error:
                    told.append(error)
                    sleep(0.05)

    def write(store: Store, number: int) -> None:
        enqueued.update(store.enqueue([New("press", b"x", dedupe_key=f"{number}-{one}") for one in range(20)], NOW))

    def send(store: Store, number: int) -> None:
        held = store.claim("press", 10, 0.2, NOW + number)
        outcomes = [Outcome(one.id, one.fence, "delivered", NOW, 0.1, "200") for one in held]
        settled.update(store.settle(outcomes, NOW + number))

    threads = [threading.Thread(target=again_and_again, args=(job,)) for job in (write, send, send)]
    for thread in threads:
        thread.start()
    for _ in range(4):
        sleep(0.4)
        server.stop("immediate")
        server.start()
    sleep(0.3)
    over.set()
    for thread in threads:
        thread.join()
    with closing(store_of(schema_url)) as store:
        states = {row.id: row.state for row in store.rows(limit=10**6)}
    assert enqueued <= states.keys()
    assert {states[one] for one in settled} == {"delivered"}
    assert len(enqueued) > 100
    assert len(settled) > 50
    assert told
    assert {error.what.split(" ")[1] for error in told} <= {"connection", "database"}, told


def test_a_server_that_came_back_is_connected_to_again(server: postgres.Server, schema_url: str) -> None:
    with closing(store_of(schema_url)) as store:
        store.enqueue(LARGE, NOW)
        server.stop()
        with pytest.raises(StorageError, match="cannot be reached"):
            store.counts()
        server.start()
        assert store.counts() == {("press", "pending"): 100}


def test_an_interrupt_undoes_what_was_begun(store: Store) -> None:
    def interrupted() -> None:
        with store._writing() as cursor:  # type: ignore[attr-defined]
            cursor.execute("DELETE FROM campaignkit_messages")
            raise KeyboardInterrupt

    store.enqueue(LARGE, NOW)
    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert store.counts() == {("press", "pending"): 100}
    assert len(store.claim("press", 1, 60, NOW)) == 1


def test_row_29_a_database_that_is_read_only(schema_url: str) -> None:
    store_of(schema_url).close()
    with (
        closing(store_of(f"{schema_url}%20-cdefault_transaction_read_only%3Don")) as store,
        pytest.raises(StorageError, match="read-only"),
    ):
        store.enqueue(LARGE, NOW)


def test_synchronous_commit_is_on_whatever_the_server_says(schema_url: str) -> None:
    from campaignkit.deliver.postgres import PostgresStore

    with closing(PostgresStore(f"{schema_url}%20-csynchronous_commit%3Doff")) as store, store._reading() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchall() == [("on",)]


def test_an_outcome_waits_for_whoever_is_claiming_the_message_anew(schema_url: str) -> None:
    """The fence is compared when the row is ours, not before."""
    import psycopg

    with closing(store_of(schema_url)) as store, psycopg.connect(schema_url) as other:
        store.enqueue(LARGE[:1], NOW)
        [held] = store.claim("press", 1, 60, NOW)
        other.execute("UPDATE campaignkit_messages SET fence = fence + 1")  # claimed again, and not yet committed
        taken: list[list[str]] = []
        told = Outcome(held.id, held.fence, "delivered", NOW, 0.1, "200")
        thread = threading.Thread(target=lambda: taken.append(store.settle([told], NOW)))
        thread.start()
        thread.join(0.3)
        assert taken == []
        other.commit()
        thread.join(20)
        assert taken == [[]]
        assert store.row(held.id).state == "leased"


def test_keys_are_looked_up_after_the_lock_whatever_isolation_is_the_default(schema_url: str) -> None:
    strict = f"{schema_url}%20-cdefault_transaction_isolation%3Dserializable"
    start, ids = threading.Barrier(4, timeout=20), list[list[str]]()

    def write() -> None:
        start.wait()
        with closing(store_of(strict)) as store:
            ids.append(store.enqueue([New("press", b"x", dedupe_key=str(key)) for key in range(300)], NOW))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 4
    assert all(one == ids[0] for one in ids)


# What is wiped, and what is never shown


@pytest.mark.parametrize("wal", [False, True])
def test_what_is_purged_is_on_the_disk_no_more(path: Path, monkeypatch: pytest.MonkeyPatch, wal: bool) -> None:
    monkeypatch.setattr(sqlite, "WAL_IS_SOUND", wal)
    with closing(SqliteStore(path)) as store:
        store.enqueue([New("press", b"canary in a body " * 1000), New("press", b"stays")], NOW)
        [held] = store.claim("press", 1, 60, NOW)
        store.settle([Outcome(held.id, held.fence, "delivered", NOW, 0.1, "200", 200, b"canary in an answer")], NOW)
        assert b"canary" in b"".join(one.read_bytes() for one in path.parent.iterdir())
        assert store.purge(NOW + 1) == 1
        assert b"canary" not in b"".join(one.read_bytes() for one in path.parent.iterdir())
        assert store._own.get().execute("PRAGMA journal_mode").fetchone() == ("wal" if wal else "truncate",)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:canary@127.0.0.1:1/db",
        "postgresql://user:canary@host@127.0.0.1:1/db",
        "postgresql://user:can/ary@127.0.0.1:1/db",
        "postgresql://user:canary/db",
        "postgresql://user:%zzcanary@127.0.0.1/db",
        "postgresql://user@127.0.0.1:1/db?password=canary",
        "postgresql://user@127.0.0.1:1/db?pasword=canary",
        "postgresql://user:canary@[::1/db",
        "postgresql://user:canary\0@127.0.0.1:1/db",
        "postgresql://user:canary\ud83e@127.0.0.1:1/db",
    ],
)
def test_a_password_in_a_url_is_in_no_error(url: str) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises((StorageError, InputError)) as caught:
        store_of(url)
    error: BaseException | None = caught.value
    while error:
        shown = "".join(traceback.format_exception(error)) + repr(error.args) + repr(error.__dict__)
        shown = "\n".join(line for line in shown.splitlines() if "test_storage_faults" not in line)
        assert "canary" not in shown
        assert "can/ary" not in shown
        error = error.__context__
    assert caught.value.hint


def test_a_store_shows_and_pickles_no_password(schema_url: str) -> None:
    with closing(store_of(schema_url.replace("campaignkit@", "campaignkit:canary@"))) as store:
        assert "canary" not in repr(store) + str(vars(store))
        with pytest.raises(TypeError):
            pickle.dumps(store)


def test_an_error_of_the_server_shows_no_values(schema_url: str) -> None:
    import psycopg

    with closing(store_of(schema_url)) as store:
        with psycopg.connect(schema_url) as connection:
            connection.execute("ALTER TABLE campaignkit_messages ADD CHECK (label <> 'canary')")
        with pytest.raises(StorageError) as caught:
            store.enqueue([New("press", b"x", label="canary")], NOW)
    assert "check constraint" in str(caught.value)
    assert "canary" not in str(caught.value)


def test_without_psycopg_the_line_that_installs_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "psycopg"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'campaignkit\[postgres\]'"):
        store_of("postgresql://127.0.0.1/db")
