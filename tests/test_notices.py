"""What a document says of itself: its corrections and updates, its title, its date."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.documents import read_bytes
from campaignkit.documents.metadata import find_metadata, read_date
from campaignkit.documents.notices import LENGTH_AT_MOST, find_notices

NOTICES = [
    ("Correction: The council has 15 members, not 14.", "correction", "the plain form"),
    ("CORRECTION — The council has 15 members.", "correction", "capitals and a dash"),
    ("Corrections: An earlier version of this story misspelled the name.", "correction", "the plural"),
    ("Clarification: The mayor spoke of one library.", "correction", "a clarification takes something back, too"),
    ("*Correction, 3 March 2026:* The vote was on Tuesday.", "correction", "a date before the colon; Markdown"),
    ("[Correction: An earlier version of this article misstated it.]", "correction", "in brackets"),
    ("> Correction: It was Tuesday.", "correction", "a quoted line"),
    ("Editor’s note: The figure has been corrected.", "correction", "a note that says that it corrects"),
    ("An earlier version of this story said the library closed in May.", "correction", "a sentence of its own"),
    ("A previous version of this press release named the wrong day.", "correction", "a press release corrects itself"),
    ("He left. This story was corrected on 4 March 2026.", "correction", "at the end of a paragraph"),
    ("Update: The council has since voted.", "update", "the plain form"),
    ("UPDATE (March 4, 2026): The council has voted.", "update", "a date in brackets"),
    ("Update, 10:15 a.m.: The council has voted.", "update", "a time of day"),
    ("This article has been updated with a statement of the council.", "update", "a sentence of its own"),
]

NO_NOTICES = [
    ("We ask the council for an update: silence is no answer.", "the word within a sentence"),
    ("Software update: installing now.", "another word before it"),
    ("Update your browser: this one is old.", "an imperative"),
    ("Corrections officers: a profile.", "a profession"),
    ("Updated: March 4, 2026", "when a page was last saved"),
    ("Updated 4 March 2026, 10:15 a.m.", "the colon of a time"),
    ("Editor’s note: This story is part of a series.", "boilerplate"),
    ("Corrections: Write to corrections@courier.example", "an address, no correction"),
    ("She asked for a correction of the minutes.", "a correction that somebody else asks for"),
    ("An earlier version of the bill was stronger.", "a version of something else"),
    ("", "nothing"),
]


@pytest.mark.parametrize(("text", "kind", "why"), NOTICES, ids=[why for *_, why in NOTICES])
def test_a_notice_is_found(text: str, kind: str, why: str) -> None:
    for before, after in [("", ""), ("The library is open.\n\n", "\n\nMore tomorrow.\n")]:
        [notice] = find_notices(before + text + after)
        assert notice.kind == kind
        assert notice.exact in text
        assert notice.exact.endswith(text.rstrip("]*")[-10:])


@pytest.mark.parametrize(("text", "why"), NO_NOTICES, ids=[why for *_, why in NO_NOTICES])
def test_what_only_looks_like_a_notice_is_left_alone(text: str, why: str) -> None:
    assert find_notices(f"The library is open.\n\n{text}\n\nMore tomorrow.\n") == []


CLAIMS = [
    (
        "Correction: An earlier version of this story said that the river rose in May. It rose in June.",
        "The river rose in May.",
        "what was said stands after “said that”",
    ),
    (
        "An earlier version of this story incorrectly stated that 14 towns had joined; 12 had.",
        "14 towns had joined.",
        "up to the semicolon",
    ),
    ("Correction: An earlier version of this story misspelled the name of the mayor.", None, "it does not say how"),
    ("Update: The mayor said that the library will stay open.", None, "an update takes nothing back"),
]


@pytest.mark.parametrize(("text", "claim", "why"), CLAIMS, ids=[why for *_, why in CLAIMS])
def test_what_a_correction_takes_back_is_guessed(text: str, claim: str | None, why: str) -> None:
    assert find_notices(text)[0].claim == claim


def test_a_notice_ends_with_its_paragraph() -> None:
    wrapped = "Correction: It was on Tuesday,\nnot on Monday. The council\nregrets it.\n\nThe library is open."
    assert find_notices(wrapped)[0].exact == "Correction: It was on Tuesday,\nnot on Monday. The council\nregrets it."
    lines = "Correction: It was on Tuesday.\nThe library is open."
    assert find_notices(lines)[0].exact == "Correction: It was on Tuesday."
    assert len(find_notices("Correction: " + "word " * 1000)[0].exact) <= LENGTH_AT_MOST + len("Correction: ")


def test_a_notice_bears_the_date_at_its_head_and_no_other() -> None:
    assert find_notices("Update, July 21, 2026: It is so.")[0].dated == date(2026, 7, 21)
    assert find_notices("Update: On July 21, 2026 it was so.")[0].dated is None


def test_a_correction_that_names_the_earlier_version_is_one_notice() -> None:
    text = "Correction: An earlier version of this story was wrong. This story has been updated."
    assert [notice.exact for notice in find_notices(text)] == [text]


@given(
    st.lists(
        st.sampled_from(
            "Update: |Correction: |An earlier version of this story |said that | it was so|.|\n|\n\n|[|]|*|(|)|"
            "March 4, 2026|This post has been corrected|Editor’s note:|\u00a0|é|🌊".split("|")
        ),
        max_size=30,
    ).map("".join)
)
def test_law_a_notice_is_where_it_says_and_no_two_overlap(text: str) -> None:
    found = find_notices(text)
    assert all(text[notice.span.start : notice.span.end] == notice.exact for notice in found)
    assert all(notice.exact.strip() for notice in found)
    assert all(one.span.end <= two.span.start for one, two in pairwise(found))


# What a document calls itself.

DATES = [
    ("2026-03-02", date(2026, 3, 2), "year-month-day"),
    ("2026-03-02T06:30:00Z", date(2026, 3, 2), "with a time"),
    ("March 2, 2026", date(2026, 3, 2), "as in the US"),
    ("2 March 2026", date(2026, 3, 2), "as in Britain"),
    ("the 2nd of Mar. 2026", date(2026, 3, 2), "an ordinal and a short month"),
    ("3/4/2026", None, "two days, depending on where one lives"),
    ("June 31, 2026", None, "no such day"),
    ("March 2026", None, "no day"),
    ("in March 2, 2026 people", date(2026, 3, 2), "within a sentence"),
]


@pytest.mark.parametrize(("text", "day", "why"), DATES, ids=[why for *_, why in DATES])
def test_a_date_is_read(text: str, day: date | None, why: str) -> None:
    assert read_date(text) == day


FRONT = '---\ntitle: "Minutes: item 4"\nauthor: [Ann Lee, Bo Ray]\ndate: 2026-03-02\nimage:\n  title: no\n---\nWords.\n'
PAGE = """<title>A page | The Courier</title><meta property="og:title" content="A page">
<meta name="author" content="Ann Lee and Bo Ray"><meta property="og:site_name" content="The Courier">
<meta property="article:published_time" content="2026-03-02T06:30:00Z">
<link rel="canonical" href="https://courier.example/a"><p>Words.</p>"""

STATED = [
    ("a.md", FRONT, {"title": "Minutes: item 4", "author": ("Ann Lee", "Bo Ray"), "issued": date(2026, 3, 2)}, ()),
    (
        "a.html",
        PAGE,
        {
            "title": "A page",
            "author": ("Ann Lee", "Bo Ray"),
            "publisher": "The Courier",
            "issued": date(2026, 3, 2),
            "url": "https://courier.example/a",
        },
        (),
    ),
    ("a.html", "<title>A page</title><p>Words.</p>", {"title": "A page"}, ("title",)),
    (
        "a.html",
        "<title>A</title><meta name=author content='https://x.example/ann'><link rel=canonical href='data:x'><p>W.",
        {"title": "A"},
        ("title",),
    ),
    ("a.txt", "# A *title*\n\nBy Ann Lee\n", {"title": "A *title"}, ("title",)),
    ("a.txt", "Skip to content\n\nA title\n\nWords.", {"title": "A title"}, ("title",)),
    (
        "a.txt",
        "A title\n\nJune 10, 2020 6:45 pm\n\nIt was on June 1, 2020 that words fell.",
        {"title": "A title", "issued": date(2020, 6, 10)},
        ("title",),
    ),
    (
        "a.txt",
        "A title\n\nThe Gazette, June 10, 2020\n",
        {"title": "A title", "issued": date(2020, 6, 10)},
        ("title", "issued"),
    ),
    ("a.txt", "A title\n\nOn June 10, 2020 it rained, and then it stopped.\n", {"title": "A title"}, ("title",)),
    ("a.txt", "A title" + "\n\nA line" * 20 + "\n\nJune 10, 2020\n", {"title": "A title"}, ("title",)),
]


@pytest.mark.parametrize(("name", "text", "found", "inferred"), STATED, ids=[str(n) for n in range(len(STATED))])
def test_what_a_document_states_is_taken_over_and_what_is_guessed_is_named(
    name: str, text: str, found: dict[str, object], inferred: tuple[str, ...]
) -> None:
    held = find_metadata(read_bytes(text.encode(), name))
    told = {key: getattr(held, key) for key in ("title", "publisher", "author", "issued", "url")}
    assert {key: value for key, value in told.items() if value} == found
    assert held.inferred == inferred


def test_a_first_line_that_is_a_paragraph_is_cut_between_words() -> None:
    title = find_metadata(read_bytes(("A long sentence goes on and on. " * 20).encode(), "a.txt")).title
    assert title is not None
    assert title.startswith("A long sentence goes on and on. A long")
    assert title.endswith("on …")
    assert len(title) <= 130


@given(st.text(max_size=300))
def test_law_any_text_has_metadata_and_none_of_it_is_empty(text: str) -> None:
    for name in ("a.txt", "a.html"):
        try:
            kept = read_bytes(text.encode(errors="ignore"), name)
        except ValueError:
            continue
        held = find_metadata(kept)
        assert held.title is None or held.title.strip()
        assert all(name.strip() for name in held.author)
