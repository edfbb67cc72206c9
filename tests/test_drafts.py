"""Drafts with markup: what is read of them, and that a finding shows the characters that stand in the file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import campaignkit as ck
from campaignkit.documents import Kept, read_bytes
from campaignkit.documents.kept import span_in_file
from campaignkit.folding import Span
from campaignkit.markup import visible
from campaignkit.models import Finding
from campaignkit.quotations import find_quotations

SAID = "We will not end the ferry before a bridge is open"
SOURCE = read_bytes(
    f"The harbour\n\n“{SAID},” Ida Holm said. “It’s slow, and we can’t wait,” said Omar Lund. "
    "It carries 1,350 people a day.".encode(),
    "source.txt",
)
OPENING = "Ida Holm said: "


def read(text: str, name: str = "draft.md") -> Kept:
    return read_bytes(text.encode(), name, repaired=False)


def found(text: str, name: str = "draft.md") -> tuple[Finding, ...]:
    return ck.check(read(text, name), documents={SOURCE.sha256: SOURCE}).findings


# Markdown

HONEST = [
    ("plain", f"{OPENING}“{SAID}.”"),
    ("emphasis", f"{OPENING}“{SAID.replace('not', '**not**').replace('ferry', '_ferry_')}.”"),
    ("emphasis around", f"**Ida Holm** said: *“{SAID}.”*"),
    ("emphasis within a word", f"{OPENING}“{SAID.replace('ferry', 'f*err*y')}.”"),
    ("a link", f"{OPENING}“{SAID.replace('the ferry', '[the ferry](https://example.org/a?n=12)')}.”"),
    ("a link with parentheses", f"{OPENING}“{SAID.replace('the ferry', '[the ferry](https://example.org/Ferry_(ship))')}.”"),
    ("a link with a title", f"{OPENING}“{SAID}.”".replace("the ferry", '[the ferry](/a "not their words at all")')),
    ("a link to a reference", f"{OPENING}“{SAID.replace('the ferry', '[the ferry][f 1]')}.”\n\n[f 1]: https://example.org/1999\n"),
    ("a mark of a footnote", f"{OPENING}“{SAID.replace('ferry', 'ferry[^7]')}.”[^8]\n\n[^7]: A note.\n"),
    ("signs behind a backslash", f"{OPENING}\\\"{SAID}.\\\" Omar Lund: “It\\'s slow, and we can\\'t wait.”"),
    ("entities", f"{OPENING}&ldquo;{SAID}.&rdquo; Omar Lund: “It&rsquo;s slow, and we can&#8217;t wait.”"),
    ("a block quote", f"{OPENING}\n\n> We will not end the ferry\n> before a bridge is open.\n\nYours"),
    ("wrapped lines", f"- {OPENING}“We will not end the\n  ferry before a bridge\n  is open.”"),
    ("breaks", f"{OPENING}“We will not end the  \nferry before \\\na bridge is open.”"),
    ("tags", f"{OPENING}“{SAID.replace('not', '<em>not</em>').replace('a bridge', 'a<br>bridge')}.”"),
    ("a table", f"| Who | What |\n|---|---|\n| Ida Holm | “{SAID}” |\n| riders | 1,350 people a day |"),
    ("code", "Hello.\n\n```\n“Nobody has ever said these words to us”\n```\n"),
    ("a comment", "Hello.\n\n<!-- TODO: “Nobody has ever said these words to us” -->\n"),
    ("front matter", "---\ntitle: “Nobody has ever said these words to us”\ndate: 2020-06-12\n---\n\nHello."),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text"), HONEST)
def test_an_honest_draft_in_markdown_is_clean(why: str, text: str) -> None:
    assert [str(one) for one in found(text)] == [], why


@pytest.mark.parametrize(("why", "text"), HONEST[:16])
def test_a_word_that_is_left_out_is_found_in_the_same_markup(why: str, text: str) -> None:
    text = re.sub(r"(?:\*\*|<em>)?not(?:\*\*|</em>)? ", "", text, count=1)
    rules = [(one.rule, text.split("\n")[one.line - 1][one.column - 1 :][:7]) for one in found(text)]
    assert ("quote-altered", "We will") in rules, why


STRESSED = [
    ("a figure in bold", "It carries **1,530** people a day.", "figure-mismatch"),
    ("a figure and what it counts, in italics", "It carries *1,530 people* a day.", "figure-mismatch"),
    ("a speaker in bold", f"“{SAID},” said **Omar Lund**.", "quote-misattributed"),
    ("a speaker in italics before the words", f"According to _Omar Lund_, “{SAID}.”", "quote-misattributed"),
    ("marks within a block quote", f"> “{SAID},” said Omar Lund.", "quote-misattributed"),
    ("in several lines", f"> “{SAID.replace(' a ', chr(10) + '> a ')},”\n> said Omar Lund.", "quote-misattributed"),
    ("a credit at the end of a line", f"> {SAID}. — Omar Lund", "quote-misattributed"),
    ("a credit in bold", f"> “{SAID}.” — **Omar Lund**, rider", "quote-misattributed"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "text", "rule"), STRESSED)
def test_bold_words_and_block_quotes_are_read_as_any_others(why: str, text: str, rule: str) -> None:
    assert [one.rule for one in found(text)] == [rule], why
    assert not found(text.replace("1,530", "1,350").replace("Omar Lund", "Ida Holm")), why


@pytest.mark.parametrize(
    ("why", "text", "kinds"),
    [
        ("who says it stands beside the marks", "> “It is closed,” said Ann Lee.", ["quotation"]),
        ("nothing stands beside them", "> “It is closed for good, and that is that.”", ["block", "quotation"]),
        ("most of it has no marks", f"> “It is shut,” said Ann Lee. {'It went on so. ' * 4}", ["block", "quotation"]),
        ("it does not begin with them", "> They spoke of “the long and winding end” of it.", ["block", "quotation"]),
    ],
)  # fmt: skip
def test_a_block_quote_that_tells_who_says_what_is_between_its_marks(why: str, text: str, kinds: list[str]) -> None:
    assert sorted(one.kind for one in find_quotations(text)) == kinds, why


@pytest.mark.parametrize("behind", [" — and it was, too.", " — It was closed again.", " — It Was Closed. And Again."])
def test_what_goes_on_behind_a_dash_is_no_credit(behind: str) -> None:
    assert find_quotations(f"> They closed it.{behind}")[0].text == f"They closed it.{behind}"


@pytest.mark.parametrize(
    ("why", "text", "seen"),
    [
        (
            "a bracket is the writer's own",
            "the [ferry] [sic] and [this](that one)",
            "the [ferry] [sic] and [this](that one)",
        ),
        ("a reference that is not defined", "the [ferry][1]", "the [ferry][1]"),
        ("a gap behind a backslash", r"Dear \[YOUR NAME\]", "Dear [YOUR NAME]"),
        ("a gap in an address", "sign [here]({{ url }})", "sign [here]({{ url }})"),
        ("a gap in an address", "sign [here](TODO)", "sign [here](TODO)"),
        ("a sign that would be markup", r"5 \< 6 &lt;!-- a --> &amp; b", r"5 \< 6 &lt;!-- a --> & b"),
        ("what is no entity", "R&D; &bogus; a & b", "R&D; &bogus; a & b"),
        ("a sum", "2*3*4", "2*3*4"),
        ("a comment that does not end", "a <!-- b", "a <!-- b"),
        ("a footnote", "[^1]: “We end it,” they said.", " “We end it,” they said."),
    ],
)
def test_what_is_read_of_markdown(why: str, text: str, seen: str) -> None:
    assert read(text).text == seen, why


def test_footnotes_are_read_and_prose_between_two_rules_is_no_front_matter() -> None:
    altered = f"“{SAID.replace('not ', '')}.”"
    assert [one.rule for one in found(f"Hello.[^1]\n\n[^1]: {OPENING}{altered}\n")] == ["quote-altered"]
    assert [one.rule for one in found(f"---\nPress release. {OPENING}{altered}\n---\n")] == ["quote-altered"]
    assert visible("---\nNot yaml, but words.\n---\n").strip()


def test_front_matter_dates_a_draft() -> None:
    assert read("---\ntitle: A\ndate: 2020-06-12\n---\nHello").dated == date(2020, 6, 12)
    assert read("---\ndate: 2020-13-12\n---\nHello").dated is None
    assert read("date: 2020-06-12\n\nHello").dated is None


def test_a_source_in_markdown_is_kept_as_it_is() -> None:
    text = "---\na: b\n---\nThe [ferry](https://example.org) \\[sic\\]<!-- c -->"
    assert read_bytes(text.encode(), "source.md").text == text


# HTML


@pytest.mark.parametrize(
    ("why", "page"),
    [
        ("marks that a browser sets", f"<p>{OPENING}<q>{SAID}.</q>"),
        (
            "a block quote",
            f"<p>{OPENING}</p><blockquote><p>We will not end the ferry</p><p>before a bridge is open.</p></blockquote>",
        ),
        ("a block quote with its speaker", f"<blockquote>{SAID}.<br><cite>Ida Holm</cite></blockquote><p>Yours"),
        ("and with a dash", f"<blockquote><p>“{SAID}.”</p><footer>&mdash; <cite>Ida Holm</cite></footer></blockquote>"),
        (
            "a mark of a footnote",
            f"<p>{OPENING}“{SAID.replace('ferry', 'ferry<sup><a href=#n>2</a></sup>')}.”<sup>[1]</sup>",
        ),
        ("a place to break", f"<p>{OPENING}“{SAID.replace('ferry', 'fer<wbr>ry').replace('bridge', 'bri&shy;dge')}.”"),
        ("attributes", "<p title='“Nobody has ever said these words to us”'>Hello"),
    ],
)
def test_an_honest_page_is_clean(why: str, page: str) -> None:
    assert [str(one) for one in found(page, "draft.html")] == [], why
    altered = page.replace("not end", "end")
    rules = [one.rule for one in found(altered, "draft.html")]
    assert rules == (["quote-altered"] if altered != page else []), why


def test_a_raised_number_is_no_part_of_a_figure() -> None:
    assert read("<p>38<sup>2</sup> people, 5 km<sup>2</sup>, the 38<sup>th</sup>", "a.html").text.strip() == (
        "38 people, 5 km2, the 38th"
    )


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    for declared in ('<meta charset="windows-1252">', '<?xml version="1.0" encoding="iso-8859-1"?>'):
        assert "“no”" in read_bytes(f"{declared}<p>We say “no”".encode("cp1252"), "a.html").text
    assert "“no”" in read_bytes('<meta charset="windows-1252"><p>We say “no”'.encode(), "a.html").text
    with pytest.raises(ck.DocumentError, match="not UTF-8"):
        read_bytes("<p>We say “no”".encode("cp1252"), "a.html")


# A finding shows what stands in the file

words = st.sampled_from(
    [
        "“We will end the ferry before a bridge is open,” Ida Holm said.",
        "It carries 1,530 people a day.",
        "[YOUR NAME]",
        "&ldquo;It&rsquo;s very slow, and we can&#8217;t wait&rdquo;, said Omar Lund.",
        '\\"It\\\'s slow, and **we** wait\\"',
        "“We [will](https://example.org/a_(b)) en*d* the ferry &mdash; before a bridge is open”",
        "<q>We <b>will</b> end the ferry now</q>",
    ]
)
between = st.sampled_from(
    [
        "\n\n",
        "\n",
        " ",
        "\r\n",
        "\r\n\r\n",
        "é😀 ",
        "&amp;",
        "<br>",
        "<p>",
        "> ",
        "- ",
        "[a](b) ",
        "<!-- c -->",
        "\\[",
        "[^1]",
    ]
)


@given(st.lists(st.one_of(words, between), min_size=1, max_size=14), st.sampled_from([".txt", ".md", ".html"]))
def test_a_finding_shows_the_characters_at_its_place(parts: list[str], suffix: str) -> None:
    text = "Hello. " + "".join(parts)
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    kept = read(text, f"draft{suffix}")
    for one in found(text, f"draft{suffix}"):
        start, end = starts[one.line - 1] + one.column - 1, starts[one.end_line - 1] + one.end_column - 1
        assert text[start:end] == one.text
        assert visible_words(kept.text[slice(*one.at)]) <= visible_words(read(one.text, f"a{suffix}").text)


def visible_words(text: str) -> set[str]:
    return {word for word in text.replace(">", " ").split() if word.isalpha()}


@given(st.lists(st.one_of(words, between), min_size=1, max_size=14), st.sampled_from([".md", ".html"]))
def test_places_lead_back_in_order(parts: list[str], suffix: str) -> None:
    kept = read("Hello. " + "".join(parts), f"draft{suffix}")
    origins = [kept.origin(place) for place in range(len(kept.text))]
    assert origins == sorted(origins)
    assert all(0 <= place < len(kept.file_text) for place in origins)


def test_the_end_of_an_entity_belongs_to_its_character() -> None:
    kept = read("<p>we say &ldquo;no&rdquo; &amp more", "a.html")
    at = kept.text.index("“no”")
    assert kept.written(Span(at, at + 4)) == "&ldquo;no&rdquo;"
    assert kept.end_of(Span(at, at + 4)) == (1, len("<p>we say &ldquo;no&rdquo;") + 1)
    assert span_in_file(kept, Span(at, at)).start == span_in_file(kept, Span(at, at)).end


def test_the_library_reads_files_as_the_command_line_does(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "source.txt").write_text(SOURCE.text, encoding="utf-8")
    draft = tmp_path / "draft.md"
    draft.write_text(f"{OPENING}&ldquo;{SAID}.&rdquo;", encoding="utf-8")
    assert ck.check(draft, documents=tmp_path / "documents").findings == ()
    assert ck.check(draft, documents=str(tmp_path / "documents")).summary["quotations_found"] == 1


@pytest.mark.parametrize(
    ("why", "introduced", "kinds"),
    [
        ("with an address", "On Monday, Bo Lind <bo@example.org> wrote:", ["reply"]),
        ("with day and hour", "On Mon, Jun 12, 2023 at 10:05 AM Bo Lind\nwrote:", ["reply"]),
        ("as a writer introduces words", "On Monday, 12 June 2023, Ida Holm wrote:", ["block"]),
        ("in another paragraph", "On Mon, 12 Jun 2023 at 10:05 Bo wrote:\n\nThe harbour says this:", ["block"]),
    ],
)
def test_the_message_that_is_replied_to_is_no_quotation(why: str, introduced: str, kinds: list[str]) -> None:
    text = f"Hello.\n\n{introduced}\n\n> We end the ferry now.\n>\n> It is slow.\n"
    assert [one.kind for one in find_quotations(text)] == kinds, why


def test_a_message_is_one_line() -> None:
    [finding] = found("The ferry carries 1,530\npeople a day.", "draft.txt")
    assert "\n" not in finding.message


def test_figures_in_the_message_that_is_replied_to_are_its_writers() -> None:
    replied = "Hello.\n\nOn Monday, Bo Lind <bo@example.org> wrote:\n\n> It carries 1,530 people a day.\n"
    assert found(replied, "draft.txt") == ()
    assert found(replied.replace("<bo@example.org> ", ""), "draft.txt")
