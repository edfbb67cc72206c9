"""Anchors: a statement is found again in its source, or it is said that it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.anchors import CONTEXT_AT_MOST, Anchor, anchor_span, find_anchor, places_of
from campaignkit.folding import Span

TEXT = "We say no. They say no. You say no to the police, and we say no to the city."
words = st.lists(st.sampled_from("we say no to the police café 😀".split()), min_size=1, max_size=60).map(" ".join)


def drawn_span(data: st.DataObject, text: str) -> Span:
    """A piece of `text` that is not empty."""
    start = data.draw(st.integers(0, len(text) - 1))
    return Span(start, data.draw(st.integers(start + 1, len(text))))


@given(words, st.data())
def test_an_anchor_holds_the_words_and_what_stands_around_them(text: str, data: st.DataObject) -> None:
    span = drawn_span(data, text)
    anchor = anchor_span(text, span)
    assert anchor.exact == text[span.start : span.end]
    assert (anchor.start, anchor.end) == span
    assert text[: span.start].endswith(anchor.prefix)
    assert text[span.end :].startswith(anchor.suffix)
    assert max(len(anchor.prefix), len(anchor.suffix)) <= CONTEXT_AT_MOST


@given(words, st.data())
def test_an_anchor_is_found_where_it_was_made(text: str, data: st.DataObject) -> None:
    span = drawn_span(data, text)
    assert find_anchor(text, anchor_span(text, span)) == [span]


@given(words, st.data())
def test_an_anchor_of_a_short_text_fits_one_place_only(text: str, data: st.DataObject) -> None:
    """Also in a text that repeats itself, where two places overlap."""
    text = text[:CONTEXT_AT_MOST]
    anchor = anchor_span(text, drawn_span(data, text))
    assert len(list(places_of(text, anchor.prefix + anchor.exact + anchor.suffix))) == 1


@given(words, st.data())
def test_an_anchor_is_found_when_the_text_has_moved(text: str, data: st.DataObject) -> None:
    text = text[:CONTEXT_AT_MOST]
    span = drawn_span(data, text)
    moved = "§" * len(text) + text
    assert find_anchor(moved, anchor_span(text, span)) == [Span(span.start + len(text), span.end + len(text))]


def test_the_context_grows_until_no_other_place_fits() -> None:
    text = f"First {'the same words again and again ' * 4}say no. Second {'the same words again and again ' * 4}say no."
    place = text.rindex("say no")
    anchor = anchor_span(text, Span(place, place + 6))
    assert len(anchor.prefix) > 64
    assert text.count(anchor.prefix + anchor.exact + anchor.suffix) == 1


def test_a_chant_has_an_anchor_that_fits_one_place() -> None:
    """The framed words overlap themselves: counted without overlaps, they stand in one place, and not in six."""
    text = "no " * 30
    anchor = anchor_span(text, Span(42, 44))
    assert list(places_of(text, anchor.prefix + anchor.exact + anchor.suffix)) == [
        Span(42 - len(anchor.prefix), 44 + len(anchor.suffix))
    ]


def test_the_context_begins_and_ends_at_words() -> None:
    text = f"{'incomprehensible ' * 9}SAY NO {'unconstitutional ' * 9}"
    start = text.index("SAY")
    anchor = anchor_span(text, Span(start, start + 6))
    assert (anchor.prefix, anchor.suffix) == ("incomprehensible ", " unconstitutional ")


@pytest.mark.parametrize(
    ("why", "anchor", "places"),
    [
        ("the recorded place", Anchor("say no", "We ", ". They", 3, 9), [Span(3, 9)]),
        ("moved, and the context tells which", Anchor("say no", "They ", ". You", 3 + 500, 9 + 500), [Span(16, 22)]),
        ("moved, and only one is followed so", Anchor("say no", "", " to the police", 0, 6), [Span(28, 34)]),
        ("moved, and no context", Anchor("say no to", "", "", 0, 9), [Span(28, 37), Span(57, 66)]),
        ("the context has changed: all places", Anchor("the police", "of ", "", 0, 10), [Span(38, 48)]),
        ("a position that cannot be", Anchor("They", "", "", 9000, 9004), [Span(11, 15)]),
        ("a changed word", Anchor("They said no", "", "", 11, 23), []),
        ("another case", Anchor("they say no", "", "", 11, 22), []),
        ("another sign", Anchor("police and", "", "", 41, 51), []),
    ],
)
def test_where_an_anchor_is_found(why: str, anchor: Anchor, places: list[Span]) -> None:
    assert find_anchor(TEXT, anchor) == places, why


def test_places_overlap() -> None:
    assert list(places_of("aaaa", "aa")) == [Span(0, 2), Span(1, 3), Span(2, 4)]
    assert list(places_of("aaaa", "")) == []
    assert list(places_of("", "a")) == []


def test_a_large_text_that_repeats_itself() -> None:
    text = "no " * 500_000
    assert find_anchor(text, anchor_span(text, Span(600_000, 600_002))) == [Span(600_000, 600_002)]
