"""Quotations in prose: what opens and closes, what is somebody's words, and that nothing breaks on hostile text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.documents import read_file
from campaignkit.markup import visible
from campaignkit.quotations import Quotation, find_quotations


def found(text: str) -> list[tuple[str, str, int]]:
    return [(one.text, one.kind, one.depth) for one in find_quotations(text)]


FOUND = {
    "curly marks": ("“We stop selling it now,” she said.", ["We stop selling it now,"]),
    "straight marks": ('"We stop selling it now," she said.', ["We stop selling it now,"]),
    "mixed: a straight mark closes a curly one": ('“We stop selling it now," she said.', ["We stop selling it now,"]),
    "guillemets": ("Elle dit : «Nous arrêtons la vente ce soir» et part.", ["Nous arrêtons la vente ce soir"]),
    "German marks": ("Sie sagte: „Wir verkaufen das nicht mehr“ und ging.", ["Wir verkaufen das nicht mehr"]),
    "Polish marks": ("Ona rzekła: „nie sprzedajemy tego już nigdy” i wyszła.", ["nie sprzedajemy tego już nigdy"]),
    "Swedish marks, the same on both sides": ("Hon sade: ”vi säljer inte det mer” igår.", ["vi säljer inte det mer"]),
    "British single marks and apostrophes": (
        "‘We don’t sell the dogs’ data to anyone,’ she said.",
        ["We don’t sell the dogs’ data to anyone,"],
    ),
    "straight single marks": ("'We don't sell it to anyone here,' she said.", ["We don't sell it to anyone here,"]),
    "no mark: apostrophes and decades": ("It wasn’t the ’90s, said the boss’ son in rock ’n’ roll shoes.", []),
    "no mark: feet and inches": ('He is 6\' 2" tall, the door 5\' 10" and the screen 24" wide.', []),
    "inches inside a quotation": (
        '"The lens is 5" wide and sees a mile," Ann Lee said.',
        ['The lens is 5" wide and sees a mile,'],
    ),
    "a year is no inch": (
        'Ann Lee said, "We sold the last of it in 2019" and sat down.',
        ["We sold the last of it in 2019"],
    ),
    "wrapped lines are one paragraph": (
        "Ann Lee said, “We will stop\nselling it to the\npolice tonight” and left.",
        ["We will stop\nselling it to the\npolice tonight"],
    ),
    "the mark that is never closed costs its paragraph only": (
        "Ann Lee said, “We stop.\n\nBo Ek said, “We go on as before,” and left.",
        ["We stop.", "We go on as before,"],
    ),
    "unbalanced: what is closed inside stands": (
        "Ann Lee said “We stop and then “we will go on selling it” again.\n\nNothing more.",
        ["we will go on selling it"],
    ),
    "several paragraphs, re-opened": (
        "“One step is not enough.\n\n“Two steps are not enough.\n\n“Three are,” Ann Lee wrote.",
        ["One step is not enough.\n\nTwo steps are not enough.\n\nThree are,"],
    ),
    "several paragraphs, not re-opened": (
        "Ann Lee wrote: “One step is not enough.\n\nThree steps are.”\n\nShe left.",
        ["One step is not enough.\n\nThree steps are."],
    ),
    "a stray closing mark": (
        "It was over.” Then she said, “We will not sell it again.”",
        ["We will not sell it again."],
    ),
    "between dashes": (
        "The firm—“we never sold a single one of them”—refused.",
        ["we never sold a single one of them"],
    ),
    "emphasis of Markdown beside the marks": (
        "**“We never sold a single one,”** she said.",
        ["We never sold a single one,"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND)
def test_finds(text: str, expected: list[str]) -> None:
    assert [one.text for one in find_quotations(text) if one.kind == "quotation"] == expected


KINDS = {
    "called it": ("Ann Lee called the pause a “publicity stunt.”", "quotation"),
    "called it, altered": ("Ann Lee called the pause a “cheap stunt.”", "quotation"),
    "what she called": ("It is what Ann Lee called a “half step” at best.", "quotation"),
    "short, verb after": ("“Too late,” Ann Lee said.", "quotation"),
    "short, according to": ("The plan is “too late,” according to Ann Lee.", "quotation"),
    "a sentence of its own": ("“We won.”", "quotation"),
    "long, no verb near": ("It was “a step that nobody in the whole city had asked for” then.", "quotation"),
    "irony": ("Ring, the “smart doorbell” company, still has partners.", "scare"),
    "so-called": ("Ann Lee said the so-called “pause” ends in June.", "scare"),
    "a term": ("The term “face print” is what the law says.", "scare"),
    "known as": ("The system, known as “Watchful Eye,” costs millions, Ann Lee said.", "scare"),
    "a thing called": ("She pointed to a study called “shades of grey” and left.", "scare"),
    "titled": ("Ann Lee wrote a post titled “Why we will not be selling any of this again.”", "title"),
    "a book": ("In her book “Weapons of Plain Arithmetic” she said so.", "title"),
    "a bill": ("The bill, the “Justice in Watching Act,” failed.", "title"),
    "a programme": ("Ann Lee said on CNN’s “State of the Union” that it ends.", "title"),
    "a picture and its maker": ("“Blue Mural, Old Town #bornblue” by A. Painter is licensed.", "title"),
    "a notice": ("Ann Lee said so.\n\n**“Lend a Hand at the Mill”** — Bo volunteers again.", "title"),
    "a workshop": ("Ann Lee said that our workshop “Mending the Wheel Together” is full.", "title"),
    "a day": ("Come to “Bread and Water: A Night Out” on Friday, Ann Lee said.", "title"),
    "a handbill": ("Handbill: “Keep the Old Wheel Open Now” is ready, Ann Lee said.", "title"),
    "a line and its credit": ("“Stop Selling It To Them.”\n— Ann Lee, director", "quotation"),
    "capitals that are said": ("Ann Lee said, “Stop Selling It To Them.”", "quotation"),
    "a question put in bold and answered": ("**“Will it ever pay for itself?”** Not in its first year.", "title"),
    "a question put in bold, numbered": ("Ann Lee spoke.\n\n2. **“What is it for?”** It grinds.", "title"),
    "a question in bold that somebody asks": ("**“Will it ever pay for itself?”** asked Ann Lee.", "quotation"),
    "no question in bold": ("**“It will never pay for itself.”** That is so.", "quotation"),
    "a question without bold": ("“Will it ever pay for itself?” Nobody knew.", "quotation"),
    "the subject of a mail": ("To: Ann Lee\nSubject: “at the mill”\n\nYou said so.", "title"),
    "no subject": ("Ann Lee spoke of the\nsubject: “it is at the mill,” she said.", "quotation"),
    "title case of three words": ("They carried “Stop Watching Us” across town.", "title"),
}


@pytest.mark.parametrize(("text", "kind"), KINDS.values(), ids=KINDS)
def test_kind(text: str, kind: str) -> None:
    assert [one.kind for one in find_quotations(text)] == [kind]


def test_nesting_is_counted() -> None:
    text = "“She told me ‘no, never again in my life’ and I said “fine by me then” to her,” Ann Lee recalled."
    assert [(one.text[:12], one.depth) for one in find_quotations(text)] == [
        ("She told me ", 0),
        ("no, never ag", 1),
        ("fine by me t", 1),
    ]


BLOCKS = {
    "Markdown": ("Ann Lee wrote:\n\n> We stop\n> now.\n\nShe left.", ["We stop\nnow."]),
    "two paragraphs of one block": ("Ann Lee wrote:\n\n> We stop.\n>\n> For good.\n\nEnd.", ["We stop.\n\nFor good."]),
    "its credit is not quoted": ("> We stop.\n> — Ann Lee\n\n> So do we.\n>\n> — Bo Ek\n", ["We stop.", "So do we."]),
    "two blocks": ("They wrote:\n\n> We stop.\n\n> So do we.\n", ["We stop.", "So do we."]),
    "HTML with its credit": (
        "<blockquote><p>We stop.</p>&mdash; Ann Lee (@al) <a href='x'>June</a></blockquote>",
        ["We stop."],
    ),
    "a post": ("Ann Lee on Twitter, 6/11/2020: We stop now. For good.\n\nMore.", ["We stop now. For good."]),
    "no block: prose with a colon": ("Ann Lee on the phone: we stop.\n\nAnd 3 > 2 holds.", []),
}


@pytest.mark.parametrize(("text", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(text: str, expected: list[str]) -> None:
    assert [one.text for one in find_quotations(text) if one.kind == "block"] == expected


def test_quotation_in_a_block_is_deeper() -> None:
    text = '> Ann Lee called it "too little, too late." Bo Ek said, "We go on as we did before."\n'
    assert found(text)[1:] == [
        ("too little, too late.", "quotation", 1),
        ("We go on as we did before.", "quotation", 1),
    ]


HIDDEN = {
    "attributes": '<a href="https://a.example" title="words that nobody reads here">x</a>',
    "link titles": '[x](https://a.example "words that nobody reads here")',
    "front matter": '---\ntitle: "words that nobody reads here"\n---\nText.',
    "comments": "<!-- “words that nobody reads here” -->",
    "scripts": '<script>say("words that nobody reads here")</script>',
    "fenced code": '```\nsay("words that nobody reads here")\n```\nText.',
    "reference definitions": 'Text.\n\n[x]: https://a.example "words that nobody reads here"',
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_markup_is_no_quotation(text: str) -> None:
    assert find_quotations(text) == []


def test_a_tag_that_is_never_closed_hides_nothing() -> None:
    assert [one.text for one in find_quotations("<!-- open. She said “we stop selling it now” then.")] == [
        "we stop selling it now"
    ]


def test_spans_hold_the_words() -> None:
    text = "“One.\n\n“Two is more than one,” she said."
    (one,) = find_quotations(text)
    assert [text[start:end] for start, end in one.pieces] == ["One.", "Two is more than one,"]
    assert text[one.outer.start : one.outer.end].endswith("one,”")
    assert one.closed


def test_the_open_end_is_told() -> None:
    (one,) = find_quotations("Ann Lee said, “we will stop selling it soon")
    assert (one.closed, one.text) == (False, "we will stop selling it soon")


NOISE = st.text(alphabet="“”‘’\"'«»„ab c.,\n>*-<[](!5é\u00a0\u202e\x00", max_size=120)
WORDS = st.lists(
    st.sampled_from("we stop selling this tool to police across town don’t never".split()), min_size=6, max_size=20
)


@given(NOISE)
def test_any_text_is_taken_and_every_place_is_true(text: str) -> None:
    quotations = find_quotations(text)
    for one in quotations:
        assert 0 <= one.outer.start <= one.span.start <= one.span.end <= one.outer.end <= len(text)
        assert (one.pieces[0].start, one.pieces[-1].end) == one.span
        assert all(a.end <= b.start for a, b in pairwise(one.pieces))
        if ">" not in text:
            assert one.text == "\n\n".join(text[piece.start : piece.end] for piece in one.pieces)
    assert quotations == sorted(quotations, key=lambda one: (one.outer.start, -one.outer.end))


@given(NOISE)
def test_blanking_keeps_every_offset(text: str) -> None:
    seen = visible(text)
    assert len(seen) == len(text)
    assert all(a in (b, " ", "\n") for a, b in zip(seen, text, strict=True))


@given(WORDS, st.sampled_from(["“”", '""', "‘’", "«»", "„“"]))
def test_what_stands_between_marks_is_found(words: list[str], marks: str) -> None:
    said = " ".join(words)
    text = f"On Monday Ann Lee said: {marks[0]}{said}{marks[1]} and left."
    assert [one.text for one in find_quotations(text)] == [said]


@given(NOISE.filter(lambda text: ">" not in text and "<" not in text and "---" not in text), WORDS)
def test_marks_without_partner_do_not_reach_the_next_paragraph(noise: str, words: list[str]) -> None:
    said = " ".join(words)
    text = f"{noise}\n\nThe report ends here.\n\nLater Ann Lee said, “{said}.”"
    assert said + "." in [one.text for one in find_quotations(text)]


def _opening(quotations: list[Quotation]) -> list[tuple[str, str, int]]:
    return [(" ".join(one.text.split()[:4]), one.kind, one.depth) for one in quotations]


SOURCES = {
    "000": [
        ("We’ve advocated,", "quotation", 0),
        ("that governments should put", "quotation", 0),
        ("smart doorbell", "scare", 0),
    ],
    "001": [
        ("Facial Recognition Art Mural,", "title", 0),
        ("await federal regulation before", "quotation", 0),
        ("firmly opposes and will", "quotation", 0),
        ("banning use of its", "quotation", 0),
        ("[Microsoft] should now be", "quotation", 0),
        ("As demonstrators across the", "quotation", 0),
        ("The use of facial-comparison", "quotation", 0),
        ("publicity stunt.", "quotation", 0),
        ("Fine, but I must", "block", 0),
        ("Microsoft announces it won’t", "block", 0),
        ("Amazon says it supports", "block", 0),
        ("Study after study has", "block", 0),
        ("A few remaining questions:", "block", 0),
    ],
    "002": [
        ("The Algorithmic Justice League", "block", 0),
        ("It took two years", "block", 0),
        ("easily weaponized against communities", "quotation", 0),
        ("Evan Greer, the deputy", "block", 0),
        ("a public relations stunt.", "quotation", 1),
        ("too little, too late.", "quotation", 1),
        ("Amazon shouldn’t just end", "quotation", 1),
        ("This should then be", "block", 0),
        ("victory", "scare", 0),
        ("Yes, I see this", "block", 0),
        ("like hearing an arsonist", "quotation", 0),
        ("I agree that’s a", "block", 0),
        ("This is almost unbelievable!", "block", 0),
        ("We need to start", "quotation", 0),
        ("And think about: what", "quotation", 0),
    ],
    "003": [("It took two years", "quotation", 0)],
    "004": [
        ("until we have a", "quotation", 0),
        ("We have no doubt", "quotation", 0),
        ("Amazon needs to end", "quotation", 0),
        ("We do not sell", "quotation", 0),
    ],
}


@pytest.mark.parametrize("number", SOURCES)
def test_the_five_documents(shared_documents: Path, number: str) -> None:
    (path,) = shared_documents.glob(f"{number}_*.txt")
    assert _opening(find_quotations(read_file(path).text)) == SOURCES[number]


def test_the_four_paragraphs_are_one_quotation(shared_documents: Path) -> None:
    (path,) = shared_documents.glob("003_*.txt")
    (one,) = find_quotations(read_file(path).text)
    assert (len(one.pieces), one.closed, one.text.endswith("right side of history.")) == (4, True, True)
