"""Anchoring anew: what is found, what is not, and what is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.anchoring import State, anchor, find_documents, find_statement
from campaignkit.catalog import load
from campaignkit.errors import DocumentError
from campaignkit.models import Campaign, Source, Statement
from tests.cli import small

TEXT = "We say no. They say yes. In the end we say no, and mean it."


def statement(exact: str, start: int | None = None, prefix: str | None = None) -> Statement:
    end = None if start is None else start + len(exact)
    return Statement(id="a", source="s", kind="report", exact=exact, start=start, end=end, prefix=prefix)


@pytest.mark.parametrize(
    ("why", "told", "places"),
    [
        ("it stands where it was recorded", statement("say no", 39), [39]),
        ("the recorded place decides between two", statement("say no", 3), [3]),
        ("the text has grown before it", statement("They say yes", 2), [11]),
        ("its context decides between two when the place is wrong", statement("say no", 40, "end we "), [39]),
        ("no place was recorded, and it stands once", statement("They say yes"), [11]),
        ("its context is another, but it stands once", statement("They say yes", None, "Then "), [11]),
        ("no place was recorded, and its context decides", statement("say no", None, "We "), [3]),
    ],
)
def test_a_statement_is_found(why: str, told: Statement, places: list[int]) -> None:
    assert [span.start for span in find_statement(TEXT, told)] == places, why


@pytest.mark.parametrize(
    ("why", "told", "count"),
    [
        ("nothing decides between two", statement("say no"), 2),
        ("nothing decides between two, and the place is wrong", statement("say no", 40), 2),
        ("a word is another", statement("They say maybe", 11), 0),
        ("another case is another text", statement("they say yes", 11), 0),
    ],
)
def test_a_statement_is_not_found_in_one_place(why: str, told: Statement, count: int) -> None:
    assert len(find_statement(TEXT, told)) == count, why


@given(text=st.text(min_size=1, max_size=60), data=st.data())
def test_what_is_cut_from_a_text_stands_where_it_was_cut(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    exact = text[start : data.draw(st.integers(start + 1, len(text)))]
    if exact == exact.strip():  # a statement has no white space at its ends
        [span] = find_statement(text, statement(exact, start))
        assert text[span.start : span.end] == exact
        assert span.start == start


@pytest.fixture
def campaign(tmp_path: Path) -> Campaign:
    return load(small.make(tmp_path / "ferry"))


def state_of(campaign: Campaign, folder: Path | None) -> tuple[State, int]:
    [result] = anchor(campaign, find_documents(campaign, [folder]) if folder else None)
    return result.state, result.anchored


def test_without_documents_the_record_stands(campaign: Campaign) -> None:
    assert state_of(campaign, None) == ("recorded", 0)


def test_with_the_document_every_statement_is_anchored(campaign: Campaign, tmp_path: Path) -> None:
    assert state_of(campaign, small.documents(tmp_path / "documents")) == ("anchored", 2)


def test_a_document_is_known_by_its_bytes_and_not_by_its_name(campaign: Campaign, tmp_path: Path) -> None:
    assert state_of(campaign, small.documents(tmp_path / "documents", "saved (1).txt")) == ("anchored", 2)


def test_a_document_that_is_not_there_is_missing(campaign: Campaign, tmp_path: Path) -> None:
    folder = small.documents(tmp_path / "documents", "other.txt", "Another document.")
    assert state_of(campaign, folder) == ("missing", 0)


def test_a_document_that_has_changed_is_refused(campaign: Campaign, tmp_path: Path) -> None:
    folder = small.documents(tmp_path / "documents", text=small.TEXT + "More.\n")
    with pytest.raises(DocumentError, match="changed since") as caught:
        find_documents(campaign, [folder])
    assert caught.value.where == str(folder / "ferry.txt")
    assert hashlib.sha256(small.TEXT.encode()).hexdigest() in str(caught.value)


def test_the_recorded_document_under_another_name_outweighs_a_changed_one(campaign: Campaign, tmp_path: Path) -> None:
    folder = small.documents(tmp_path / "documents", text=small.TEXT + "More.\n")
    small.documents(folder / "kept", "original.txt")
    assert state_of(campaign, folder) == ("anchored", 2)


def test_two_sources_whose_files_have_one_name_are_no_change(tmp_path: Path) -> None:
    texts = {"a": "One page.", "b": "Another page."}
    sources = tuple(
        Source(id=name, title=name, file="index.html.txt", sha256=hashlib.sha256(text.encode()).hexdigest())
        for name, text in texts.items()
    )
    folder = small.documents(tmp_path, "index.html.txt", texts["a"])
    found = find_documents(Campaign(id="c", title="C", sources=sources), [folder])
    assert list(found) == [sources[0].sha256]


def test_a_statement_that_is_not_in_the_document_fails(tmp_path: Path) -> None:
    changed = small.FILES["statements.toml"].replace("will not end", "will n0t end")
    campaign = load(small.make(tmp_path / "ferry", statements=changed))
    folder = small.documents(tmp_path / "documents")
    [result] = anchor(campaign, find_documents(campaign, [folder]))
    assert (result.state, result.anchored) == ("failed", 1)
    assert [one.statement.id for one in result.failed] == ["holm-not-before"]


def test_every_statement_that_ships_is_anchored(shared_documents: Path) -> None:
    campaign = load("face-recognition-2020")
    results = anchor(campaign, find_documents(campaign, [shared_documents]))
    assert [one.state for one in results] == ["anchored"] * len(campaign.sources)
    assert sum(one.anchored for one in results) == len(campaign.statements)
