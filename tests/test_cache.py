"""The cache: never needed, never trusted when anything has changed, and the shelf of documents that is built on it."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit import cache
from campaignkit.checks import check
from campaignkit.documents import Shelf, read_folder
from campaignkit.documents import folder as folders
from campaignkit.documents import shelf as shelves
from campaignkit.errors import DocumentError
from campaignkit.folding import fold

KEY = "ab" * 32
DRAFT = "The mayor said, “We will not close the old library before the budget is settled.”"
SAID = DRAFT.replace("“", '"').replace("”", '"')


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder, and no document held in memory from before."""
    monkeypatch.setenv(cache.SWITCH, str(tmp_path / "cache"))
    folders._shelf.cache_clear()
    return tmp_path / "cache"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text(SAID, encoding="utf-8")
    (folder / "b.md").write_text("Nobody spoke of the **budget**.\n", encoding="utf-8")
    return folder


def kept(place: Path) -> list[Path]:
    return sorted(path for path in place.rglob("*") if path.is_file())


def test_what_is_kept_is_given_back_and_readable_by_its_owner_alone(place: Path) -> None:
    cache.save("words", KEY, b"we say no")
    assert cache.load("words", KEY) == b"we say no"
    assert cache.load("words", "cd" * 32) is None
    assert cache.load("other", KEY) is None
    [path] = kept(place)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("broken", [b"", b"garbage", b"campaignkit 1\n", b"campaignkit 1\n\0\0\0\0we say no"])
def test_what_cannot_be_read_back_whole_is_not_there(place: Path, broken: bytes) -> None:
    cache.save("words", KEY, b"we say no")
    [path] = kept(place)
    path.write_bytes(broken)
    assert cache.load("words", KEY) is None


def test_a_cut_or_changed_body_is_not_there(place: Path) -> None:
    cache.save("words", KEY, b"we say no")
    [path] = kept(place)
    whole = path.read_bytes()
    for data in (whole[:-1], whole[:-2] + b"xx"):
        path.write_bytes(data)
        assert cache.load("words", KEY) is None


def test_what_an_older_state_of_the_library_kept_is_taken_away(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.save("words", KEY, b"of old")
    monkeypatch.setattr(cache, "fingerprint", lambda: "another")
    assert cache.load("words", KEY) is None
    cache.save("words", KEY, b"of today")
    assert [path.name for path in kept(place)] == [f"{KEY[2:]}-another"]


@pytest.mark.parametrize("off", ["off", "OFF", "0", "no"])
def test_it_can_be_switched_off(off: str, monkeypatch: pytest.MonkeyPatch, place: Path) -> None:
    monkeypatch.setenv(cache.SWITCH, off)
    cache.save("words", KEY, b"we say no")
    assert cache.load("words", KEY) is None
    assert kept(place) == []


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv(cache.SWITCH, str(tmp_path / "file" / "in it"))
    cache.save("words", KEY, b"we say no")
    assert cache.load("words", KEY) is None


def test_it_stands_where_the_system_keeps_such_things(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(cache.SWITCH)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.folder() == tmp_path / "campaignkit"


@given(st.binary(max_size=300), st.binary(min_size=1, max_size=50), st.binary(min_size=1, max_size=50))
def test_a_seal_opens_with_its_secret_alone(body: bytes, secret: bytes, other: bytes) -> None:
    sealed = cache.sealed(body, secret)
    assert cache.sealed(sealed, secret) == body
    if len(body) > 8 and other != secret:
        assert cache.sealed(sealed, other) != body


def test_a_shelf_holds_what_folding_makes_of_each_document(documents: Path, place: Path) -> None:
    shelf = read_folder(documents)
    assert isinstance(shelf, Shelf)
    for digest, document in shelf.items():
        assert shelf.words_of(digest) == fold(document.text)
    assert [shelf.places[digest].name for digest in shelf] == ["a.txt", "b.md"]
    assert len(kept(place)) == 2


def test_the_words_come_from_the_cache_the_second_time(documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bytes(read_folder(documents).words)
    folders._shelf.cache_clear()
    monkeypatch.setattr(shelves, "_read", lambda _: pytest.fail("the document was read again"))
    assert bytes(read_folder(documents).words) == first


def test_a_document_that_has_changed_is_read_anew_though_size_and_time_are_the_same(documents: Path) -> None:
    draft = SAID
    assert check(draft, documents=documents).ok
    path = documents / "a.txt"
    before = path.stat()
    path.write_text(SAID.replace("will not", "will now"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert [one.rule for one in check(draft, documents=documents).errors] == ["quote-altered"]


def test_a_cache_of_garbage_or_none_changes_nothing(documents: Path, place: Path) -> None:
    wanted = check(SAID, documents=documents)
    for path in kept(place):
        path.write_bytes(os.urandom(50))
    folders._shelf.cache_clear()
    assert check(SAID, documents=documents) == wanted


def test_documents_of_one_name_are_told_apart_by_their_folder(documents: Path) -> None:
    (documents / "later").mkdir()
    (documents / "later" / "a.txt").write_text(SAID.replace("old library", "new library"), encoding="utf-8")
    [finding] = check(SAID.replace("old library", "library"), documents=documents).errors
    assert finding.evidence
    assert finding.evidence.source in ("a.txt", "later/a.txt")
    assert [shelf.name for shelf in read_folder(documents).places.values()] == ["a.txt", "b.md", "later/a.txt"]


def test_a_document_that_changes_while_it_is_used_is_refused(documents: Path) -> None:
    shelf = read_folder(documents)
    digest = next(iter(shelf))
    shelf._held.clear()
    shelf.places[digest].path.write_text("Something else.", encoding="utf-8")
    with pytest.raises(DocumentError, match="has changed while it was read"):
        shelf[digest]


def test_only_so_much_is_held_in_memory(documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "HELD_AT_MOST", 1)
    shelf = read_folder(documents)
    texts = [shelf[digest].text for digest in shelf]
    assert len(shelf._held) == 1
    assert [shelf[digest].text for digest in shelf] == texts
