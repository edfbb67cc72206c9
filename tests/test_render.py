"""Rendering: each format says word for word what `Document.text` says, and nothing in it can turn into markup."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from email import policy
from email.parser import BytesParser
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from campaignkit.errors import ExistsError, InputError, UsageError
from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    CitedSource,
    Divider,
    Document,
    FigureText,
    Heading,
    Inline,
    LineBreak,
    Lines,
    Link,
    Paragraph,
    Quoted,
    SourceMark,
    Text,
)
from campaignkit.render import RENDERERS, render, write
from campaignkit.render.gate import _UNSEEN
from campaignkit.render.stylesheet import STYLE
from campaignkit.render.tree import from_json, read_document, to_json

DIRECTORY_URL = "https://example.org/sightings?id=7&copy=1#a_b"
REPORT_URL = (
    "https://example.net/2024/05/town_(west)/report-on-the-cameras-of-the-river-bank-and-the-market-square.html"
)


def t(text: str, **style: bool) -> Text:
    return Text(text=text, **style)


def quoted(text: str, source: str = "directory") -> Quoted:
    return Quoted(text=text, statement="mayor-says", source=source)


def figure(text: str) -> FigureText:
    return FigureText(text=text, statement="camera-count", source="report")


def mark(*numbers: int) -> SourceMark:
    return SourceMark(numbers=numbers)


def para(*inlines: Inline | str, role: str = "") -> Paragraph:
    return Paragraph(inlines=tuple(t(one) if isinstance(one, str) else one for one in inlines), role=role)


def document(*blocks: Block, **fields: Any) -> Document:
    given = {
        "kind": "letter",
        "template": "letter",
        "campaign": "river-bank",
        "title": "Take the cameras down",
        "date": dt.date(2024, 5, 6),
        "blocks": blocks,
        "sources": (
            CitedSource(number=1, source="directory", label="Town directory", url=DIRECTORY_URL),
            CitedSource(
                number=2, source="report", label="A. Writer, Report on the cameras, 6 May 2024", url=REPORT_URL
            ),
        ),
    }
    return Document.model_validate(given | fields)


def nested() -> Document:
    """Every node, and every block inside every block that can hold it."""
    return document(
        Lines(lines=("Harbour Office", "  3 Quay Street", "", "Westmouth"), role="address"),
        para("Dear Ms. O’Neill,", role="salutation"),
        para(
            "You called the cameras ",
            quoted("a “quiet” measure"),
            " ",
            mark(1),
            ", and there are ",
            figure("over 1,350"),
            " of them ",
            mark(1, 2),
            ". Read ",
            Link(text="the report", href=REPORT_URL),
            " or ",
            Link(text=DIRECTORY_URL, href=DIRECTORY_URL),
            ".",
            LineBreak(),
            t("Do not ", strong=True),
            t("wait", strong=True, emphasis=True),
            t(".", emphasis=True),
            "Act now",
        ),
        Heading(level=2, inlines=(t("Why it matters"),)),
        BlockQuote(
            blocks=(
                para(quoted("We will not stop.", "report"), " ", mark(2)),
                Bullets(items=((para("in a quote"),), (Lines(lines=("a", "b")),))),
                BlockQuote(blocks=(para("deeper"),)),
            )
        ),
        BlockQuote(blocks=(para("only set apart"),)),
        Bullets(
            items=(
                (para("one"),),
                (para("two"), para("more of two"), Bullets(ordered=True, items=((para("in two"),), (para("last"),)))),
                (BlockQuote(blocks=(para(quoted("in an item"), "."),)), Divider(), Heading(level=3, inlines=(t("h"),))),
            )
        ),
        Bullets(items=((para("another list"),),)),
        Bullets(ordered=True, items=((para("first"),), (para("second"),))),
        Divider(),
        para("Will you take them down by June 1?", role="ask"),
        Lines(lines=("Yours,", "A. Sender"), role="signature"),
        initiators=("River Bank Group",),
        ask="Take the cameras down.",
        answer_by=dt.date(2024, 6, 1),
        standing="unmet",
    )


# What a reader of each format sees -----------------------------------------------------------------------------------


class _Page(HTMLParser):
    """The words of a page with what a browser draws (bullets, rules) and prints (addresses of links); its tags."""

    VOID = frozenset({"meta", "br", "hr"})

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.out: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.counts: list[int] = []
        self.hrefs: list[str] = []
        self.feed(page.decode())
        self.close()
        assert self.open == [], "an element is left open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)
        if tag in ("ol", "ul"):
            self.counts.append(0)
        if tag == "li":
            self.counts[-1] += 1
            self.out.append(f"{self.counts[-1]}. " if self.open[-2] == "ol" else "- ")
        if tag == "a" and dict(attrs).get("class") == "web":
            self.hrefs.append(str(dict(attrs)["href"]))
        if tag == "hr":
            self.out.append("* * *")
        self.apart(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"</{tag}> closes another element"
        if tag in ("ol", "ul"):
            self.counts.pop()
        if tag == "a" and self.hrefs:
            self.out.append(f" <{self.hrefs.pop()}>")
        self.apart(tag)

    def apart(self, tag: str) -> None:
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote", "div", "br", "hr"):
            self.out.append("\n")

    def handle_data(self, data: str) -> None:
        if not {"style", "title"} & set(self.open):
            self.out.append(data)

    @property
    def text(self) -> str:
        return "".join(self.out)


MARKDOWN = MarkdownIt("commonmark", {"maxNesting": 200})
MARKDOWN.normalizeLink = lambda url: url  # type: ignore[method-assign]
MARKDOWN.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]


def markdown_text(data: bytes) -> str:
    """Return what a reader of the Markdown sees; HTML, images and code are markup that nothing here may become."""
    out: list[str] = []
    numbers: list[int | None] = []
    for token in MARKDOWN.parse(data.decode()):
        match token.type:
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)) - 1)
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
            case "list_item_open":
                number = numbers[-1]
                numbers[-1] = None if number is None else number + 1
                out.append("- " if number is None else f"{number + 1}. ")
            case "hr":
                out.append("* * *")
            case "inline":
                out.append(_inline_text(token.children or []))
            case kind:
                assert kind.startswith(("paragraph", "heading", "blockquote", "list_item")), kind
        out.append("\n" if token.block else "")
    return "".join(out)


def _inline_text(tokens: list[Token]) -> str:
    out: list[str] = []
    link: tuple[str, int] | None = None
    for token in tokens:
        match token.type:
            case "text" | "text_special":
                out.append(token.content)
            case "softbreak" | "hardbreak":
                out.append("\n")
            case "link_open":
                link = str(token.attrs["href"]), len(out)
            case "link_close":
                assert link is not None
                out.append("" if "".join(out[link[1] :]) == link[0] else f" <{link[0]}>")
            case kind:
                assert kind in ("strong_open", "strong_close", "em_open", "em_close"), kind
    return "".join(out)


def mail_text(data: bytes, kind: str) -> str:
    """Return subject and body of a mail, its plain text or its HTML, as Python's own reader finds them."""
    message = BytesParser(policy=policy.default).parsebytes(data)
    body = message.get_body((kind,))
    assert body is not None
    text = body.get_content()
    return f"{message['Subject']}\n{text if kind == 'plain' else _Page(text.encode()).text}"


# Those that are read as they are; what goes on paper is read by tests/test_print.py.
READERS: dict[str, Callable[[bytes], str]] = {
    ".txt": bytes.decode,
    ".md": markdown_text,
    ".html": lambda data: _Page(data).text,
    ".json": lambda data: str(json.loads(data)["text"]),
    ".eml": lambda data: mail_text(data, "plain"),
}


def says_the_same(doc: Document, suffix: str) -> None:
    assert READERS[suffix](render(doc, suffix)).split() == doc.text.split()


# Tables --------------------------------------------------------------------------------------------------------------

HOSTILE = {
    "a script": "<script>alert(1)</script>",
    "an event": '"><img src=x onerror=alert(1)>',
    "a template": "{{ cycler.__init__ }} {% raw %} {# x #}",
    "a link": "[click](javascript:alert(1))",
    "a link in two halves": "](javascript:alert(1))",
    "an image": "![x](https://tracker.example/p.gif)",
    "an autolink": "<https://evil.example>",
    "a reference": "[a]: https://evil.example 'x'",
    "emphasis": "*a* **b** _c_ __d__ ***e***",
    "code": "`a` ``b`` ~~~ ```",
    "a heading": "# one",
    "a closed heading": "one # two #",
    "a numbered item": "1. one",
    "a numbered item with a parenthesis": "12) one",
    "a year that ends a sentence": "2020. It was",
    "bullets": "- a",
    "plus": "+ a",
    "a quote": "> a",
    "a rule": "---",
    "an underline": "===",
    "a table": "| a | b |",
    "entities": "&lt;b&gt; &amp;amp; &#42; &copy; AT&T",
    "code by indent": "    indented",
    "backslashes": "\\ \\* \\\\ \\",
    "a comment": "<!-- x --> ]]> <?php ?>",
    "marks in marks": '"a" “b” ‘c’',
    "turned writing": "abc\u200fdef\u200eghi",
    "long words": "x" * 200,
    "long lines": "word " * 60,
    "no-break spaces": "10\u00a0million\u202fpeople",
    "separators": "a\u2028b\u2029c\x0bd\x85e\tf\r\ng",
    "an end of a style": "</style></title></article>",
    "a format string": "{title} {0} %s",
    "other scripts": "ضد المراقبة 反监视 🔥🔥 e\u0301",
}


UNFIT_FOR_A_HEADER = re.compile("\n")


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_stay_words_wherever_they_stand(suffix: str, text: str) -> None:
    if suffix == ".eml" and UNFIT_FOR_A_HEADER.search(text):
        with pytest.raises(InputError, match=r"line break|cannot be seen"):
            render(document(title=text), suffix)
    said = document(
        para(text),
        para("a ", quoted(text), figure(text), mark(1), text, t(text, strong=True), t(text, emphasis=True), text),
        para(LineBreak(), text, LineBreak(), text),
        Heading(level=1, inlines=(t(text),)),
        Bullets(items=((para(text),), (BlockQuote(blocks=(para(text),)),), (Lines(lines=(text, text)),))),
        para("!", Link(text=text, href=REPORT_URL), text),
        title="calm" if suffix == ".eml" and UNFIT_FOR_A_HEADER.search(text) else text,
        sources=(CitedSource(number=1, source="directory", label=text, url=DIRECTORY_URL),),
    )
    says_the_same(said, suffix)


@pytest.mark.parametrize("suffix", READERS)
def test_every_node_is_rendered_at_every_depth(suffix: str) -> None:
    says_the_same(nested(), suffix)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_open_no_element(text: str) -> None:
    calm, hostile = (
        _Page(render(document(para(quoted(words), role=words), title=words, language=words), ".html"))
        for words in ("calm", text)
    )
    assert [tag for tag, _ in hostile.tags if tag != "bdi"] == [tag for tag, _ in calm.tags]
    assert [sorted(attrs) for tag, attrs in hostile.tags if tag != "bdi"] == [sorted(attrs) for _, attrs in calm.tags]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
@pytest.mark.parametrize(
    ("blocks", "why"),
    [
        ((para("a\x1b[2Jb"),), "an escape sequence steers a terminal"),
        ((para("a\x00b"),), "NUL is no character of a page"),
        ((para(quoted("a\x9bb")),), "a C1 control begins an escape sequence too"),
        ((Lines(lines=("a\x07",)),), "a bell"),
        ((Lines.model_construct(lines=("a\ud800",)),), "half of a pair is no character"),
        ((para(Link.model_construct(text="x", href="javascript:alert(1)")),), "a link that runs"),
        ((Bullets(items=((para(Link.model_construct(text="x", href="data:text/html,x")),),)),), "in a list"),
        ((BlockQuote(blocks=(Heading(level=1, inlines=(Link.model_construct(text="x", href="//x"),)),)),), "no scheme"),
        ((para(Link.model_construct(text="x", href="https://x/\ry")),), "white space ends an address"),
        ((para(Link.model_construct(text="x", href="https://x\\@y/")),), "browsers read a backslash as a slash"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_no_page_can_carry_is_refused(suffix: str, blocks: tuple[Block, ...], why: str) -> None:
    with pytest.raises(InputError) as caught:
        render(document().model_copy(update={"blocks": blocks}), suffix)
    assert len(str(caught.value).splitlines()) == 2, why  # the place and what is wrong, then what to do


def test_the_address_of_a_source_is_looked_at_too() -> None:
    entry = CitedSource(number=1, source="a", label="A").model_copy(update={"url": "javascript:alert(1)"})
    with pytest.raises(InputError, match="A link"):
        render(document().model_copy(update={"sources": (entry,)}), ".html")


# Plain text ----------------------------------------------------------------------------------------------------------


def plain(*blocks: Block, **fields: Any) -> list[str]:
    """Return the lines of the body alone."""
    return render(document(*blocks, **({"title": "T", "sources": ()} | fields)), ".txt").decode().splitlines()[2:]


def test_a_letter_as_plain_text() -> None:
    lines = render(nested(), ".txt").decode().split("\n")
    assert lines[:2] == ["Take the cameras down", ""]
    assert lines[2:6] == ["Harbour Office", "  3 Quay Street", "", "Westmouth"], "an address stays as it is"
    assert "You called the cameras “a ‘quiet’ measure” (source 1), and there are over" in lines
    assert "    “We will not stop.” (source 2)" in lines, "a quotation set apart is indented by four"
    assert "        deeper" in lines
    assert lines[-7:] == [
        "Sources",
        "",
        "1. Town directory",
        f"   {DIRECTORY_URL}",
        "2. A. Writer, Report on the cameras, 6 May 2024",
        f"   {REPORT_URL}",
        "",
    ]


def test_items_hang() -> None:
    words = "word " * 20
    assert plain(Bullets(ordered=True, items=((para(words),), (para("b"),)))) == [
        "1. " + " ".join(["word"] * 15),
        "   " + " ".join(["word"] * 5),
        "2. b",
    ]


def test_long_items_stand_apart_and_short_ones_do_not() -> None:
    assert plain(Bullets(items=((para("a"),), (para("b"),)))) == ["- a", "- b"]
    assert plain(Bullets(items=((para("a"), para("a")), (para("b"),)))) == ["- a", "", "  a", "", "- b"]


@pytest.mark.parametrize("length", range(40, 90))
def test_a_footnote_mark_stays_whole_and_with_the_word_before_it(length: int) -> None:
    before = ("abcd " * 20)[: length - 5].rstrip() + " efgh"
    lines = plain(para(before, " ", mark(1, 2), ". ", "More of it " * 5))
    assert not any(line.startswith("(sources") for line in lines)
    assert sum("efgh (sources 1, 2)." in line for line in lines) == 1


@pytest.mark.parametrize("length", range(68, 90))
def test_a_mark_that_does_not_fit_beside_its_word_goes_below_whole(length: int) -> None:
    address = "https://example.org/".ljust(length, "a")
    assert plain(para(address, " ", mark(1))) == [address, "(source 1)"]


def test_a_line_break_inside_a_line_is_one_too() -> None:
    assert plain(Lines(lines=("3 Quay Street\nWestmouth", "\tNorth"))) == ["3 Quay Street", "Westmouth", "    North"]


def test_an_address_is_never_cut() -> None:
    assert f"<{REPORT_URL}>." in plain(para("Read ", Link(text="the report", href=REPORT_URL), "."))


# Markdown ------------------------------------------------------------------------------------------------------------

AS_IT_IS = [  # what a campaigner copies from the file, and what a draft checker reads in it
    ("“[Microsoft] should”", "a bracket that marks an edit"),
    ("It paid $37 million, not $5.", "money"),
    ("AT&T & Sons", "an ampersand that begins no entity"),
    ("Stop it! Now - or later + soon.", "signs that only count at the start of a line"),
    ("No. 1. and 2020.", "numbers in a line"),
    ("a>b | c", "signs of quotes and tables in a line"),
]


@pytest.mark.parametrize(("text", "why"), AS_IT_IS, ids=lambda value: value)
def test_markdown_escapes_nothing_that_is_no_markup(text: str, why: str) -> None:
    assert text in render(document(para(text)), ".md").decode(), why


SHAPES: list[tuple[tuple[Block, ...], str, str]] = [
    ((Bullets(items=((para("a"),),)),) * 3, "ul li p /ul " * 3, "lists in a row stay apart"),
    ((Bullets(ordered=True, items=((para("a"),),)),) * 3, "ol li p /ol " * 3, "and begin to count anew"),
    ((Bullets(items=((Divider(),), (para("a"),))),), "ul li hr li p /ul", "a rule in a list is no longer rule"),
    (
        (Bullets(items=((Bullets(items=((Bullets(items=((),)),),)),),)),),
        "ul li ul li ul li /ul /ul /ul",
        "three bullets with nothing behind them are no rule",
    ),
    ((BlockQuote(blocks=(para("a"),)),) * 2, "blockquote p " * 2, "quotations in a row stay apart"),
    ((para("a", LineBreak()), para("b")), "p p", "a line break at the end"),
    ((para(LineBreak(), LineBreak(), "a"),), "p", "line breaks at the beginning"),
    ((Lines(lines=("a", "", "")), Lines(lines=("", "b"))), "p p", "lines left empty"),
    ((para(), Heading(level=2, inlines=()), Bullets(items=()), para("a")), "p", "what is empty is left out"),
    ((para("a", LineBreak(), "==="), para("b", LineBreak(), "-")), "p p", "an underline makes no heading"),
]


@pytest.mark.parametrize(("blocks", "shape", "why"), SHAPES, ids=lambda value: value if isinstance(value, str) else "")
def test_markdown_keeps_the_shape(blocks: tuple[Block, ...], shape: str, why: str) -> None:
    said = document(*blocks, title="T", sources=())
    tokens = MARKDOWN.parse(render(said, ".md").decode())[3:]
    tags = [token.tag if token.nesting >= 0 else f"/{token.tag}" for token in tokens if token.type != "inline"]
    assert " ".join(tag for tag in tags if tag not in ("/p", "/li", "/blockquote")) == shape.strip(), why
    says_the_same(said, ".md")


def test_links_in_a_row_stay_links() -> None:
    links = (Link(text="a", href=REPORT_URL), Link(text="b", href=REPORT_URL))
    says_the_same(document(para(*links)), ".md")


def test_markdown_keeps_styles_where_it_can_and_words_always() -> None:
    styled = render(nested(), ".md").decode()
    assert "**Do not** wait.Act now" in styled, "neighbouring styles would run together"
    bold = t("Stop.", strong=True)
    assert "Please **Stop.** Now" in render(document(para("Please ", bold, " Now")), ".md").decode()
    assert "Please Stop.Now" in render(document(para("Please ", bold, "Now")), ".md").decode()


def test_the_headings_of_markdown_and_html_follow_the_title_without_a_gap() -> None:
    said = document(Heading(level=3, inlines=(t("a"),)), Bullets(items=((Heading(level=4, inlines=(t("b"),)),),)))
    assert re.findall("^(?:- )?(#+) ", render(said, ".md").decode(), re.MULTILINE) == ["#", "##", "###", "##"]
    assert [tag for tag, _ in _Page(render(said, ".html")).tags if re.fullmatch("h[1-6]", tag)] == [
        "h1",
        "h2",
        "h3",
        "h2",
    ]


def test_sources_that_are_not_counted_from_one_keep_their_numbers() -> None:
    sources = tuple(CitedSource(number=number, source="a", label=f"S{number}") for number in (3, 7))
    assert "3\\. S3\n\n7\\. S7\n" in render(document(sources=sources), ".md").decode()
    assert [attrs["value"] for tag, attrs in _Page(render(document(sources=sources), ".html")).tags if tag == "li"] == [
        "3",
        "7",
    ]


# HTML ----------------------------------------------------------------------------------------------------------------


def attributes(doc: Document, wanted: str) -> list[dict[str, str | None]]:
    return [attrs for tag, attrs in _Page(render(doc, ".html")).tags if tag == wanted]


def test_a_page_loads_nothing_and_its_policy_knows_its_style() -> None:
    page = render(nested(), ".html").decode()
    style = re.search("<style>(.*)</style>", page, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    [policy] = [attrs for attrs in attributes(nested(), "meta") if "http-equiv" in attrs]
    assert policy["content"] == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not re.search(r"\b(src|style|onclick|srcset)=|url\(|@import|<link|<script", page)
    assert "</" not in STYLE


def test_a_page_names_its_language_and_its_characters() -> None:
    page = render(document(title="A & B", language="de"), ".html").decode()
    assert page.startswith('<!DOCTYPE html>\n<html lang="de">\n<head>\n<meta charset="utf-8">')
    assert "<title>A &amp; B</title>" in page


def test_a_quotation_leads_to_its_source() -> None:
    assert [attrs["cite"] for attrs in attributes(nested(), "q")] == [DIRECTORY_URL, REPORT_URL, DIRECTORY_URL]
    assert {attrs["data-statement"] for attrs in attributes(nested(), "q")} == {"mayor-says"}
    assert attributes(document(para(quoted("a")), sources=()), "q") == [{"data-statement": "mayor-says"}]


def test_a_passage_set_apart_is_a_quotation_only_if_it_begins_with_one() -> None:
    assert [attrs.get("cite") for attrs in attributes(nested(), "blockquote")] == [REPORT_URL, DIRECTORY_URL]
    assert attributes(nested(), "div") == [{"class": "indented"}] * 2


def test_every_link_inside_the_page_leads_somewhere_and_every_source_leads_back() -> None:
    tags = _Page(render(nested(), ".html")).tags
    ids = [attrs["id"] for _, attrs in tags if "id" in attrs]
    inside = [str(attrs["href"])[1:] for tag, attrs in tags if tag == "a" and str(attrs["href"]).startswith("#")]
    assert len(ids) == len(set(ids))
    assert set(inside) <= set(ids)
    assert {"source-1", "source-2", "ref-1", "ref-2"} <= set(inside)


def test_a_footnote_mark_stays_with_the_word_before_it_on_every_screen() -> None:
    page = render(document(para(quoted("a"), " ", mark(1), ". b")), ".html").decode()
    assert re.search(r'”</q><span class="mark"> <a [^>]*>\(source 1\)</a></span>\. b', page)
    assert ".mark {" in STYLE
    assert "white-space: nowrap" in STYLE.split(".mark {")[1].split("}")[0]


def test_a_mark_whose_source_is_not_listed_is_no_link() -> None:
    assert attributes(document(para("a ", mark(9)), sources=()), "a") == []


def test_turned_writing_turns_nothing_outside() -> None:
    assert "“<bdi>a\u200fb</bdi>”" in render(document(para(quoted("a\u200fb"))), ".html").decode()


UNSEEN = {
    "\u202e": "U+202E",
    "\u202a": "U+202A",
    "\u2066": "U+2066",
    "\u2069": "U+2069",
    "\u2063": "U+2063",
    "\ufffa": "U+FFFA",
    "\U000e0041": "U+E0041",
}


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf", ".docx", ".eml", "form", "gmail", "post"])
@pytest.mark.parametrize("sign", UNSEEN, ids=UNSEEN.values())
def test_what_cannot_be_seen_and_changes_what_is_read_is_refused(sign: str, suffix: str) -> None:
    with pytest.raises(InputError, match=re.escape(UNSEEN[sign])):
        render(document(para("a", sign, "b"), sources=()), suffix)


PLACES: list[tuple[Document, str]] = [
    (document(para("x"), title="T\u202e"), "in the title"),
    (document(para("x"), para("a ", quoted("y\u202e"), " b")), "in paragraph 2, “a “y” b”"),
    (document(para("x"), Lines(lines=("Ana\u202e Ruiz",), role="signature")), "in the signature"),
    (document(para("y\u202e", role="own-words")), "in the own-words"),
    (document(para("x"), initiators=("Ana\u202e",)), "in the name of who brings it"),
    (document(para("x"), sources=(CitedSource(number=1, source="a", label="L\u202e"),)), "in the sources"),
    (document(para("x"), Lines(lines=("Ana\u202e Ruiz",))), "as character"),
]


@pytest.mark.parametrize(("doc", "place"), PLACES, ids=[place for _, place in PLACES])
def test_the_place_of_what_is_refused_is_told_and_no_name(doc: Document, place: str) -> None:
    with pytest.raises(InputError, match=re.escape(place)) as caught:
        render(doc, ".txt")
    assert "Ana" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["שלום לכם", "سلام\u200cعلیکم", "a\u200fb\u200e", "👩\u200d🌾", "soft\u00adly", "a\u200bb"]
)
def test_letters_that_run_from_right_to_left_are_written(text: str) -> None:
    assert text in render(document(para(text), sources=()), ".txt").decode()


# JSON ----------------------------------------------------------------------------------------------------------------


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    tree = json.loads(to_json(nested()))
    change(tree)
    return json.dumps(tree).encode()


REFUSED: dict[str, tuple[Callable[[dict[str, Any]], object] | bytes, str]] = {
    "a word changed in the tree": (lambda tree: tree["document"].update(title="Leave them up"), "sha256"),
    "the text changed": (lambda tree: tree.update(text="x"), "sha256"),
    "whom it asks": (lambda tree: tree["document"].update(target_name="Nobody"), "beside its text"),
    "what it asks": (lambda tree: tree["document"].update(ask="legalise it"), "beside its text"),
    "where they stand": (lambda tree: tree["document"].update(standing="met"), "beside its text"),
    "the seal changed": (lambda tree: tree.update(seal="0" * 64), "beside its text"),
    "the sha256 changed": (lambda tree: tree.update(sha256="0" * 64), "sha256"),
    "another statement cited": (
        lambda tree: tree["document"]["blocks"][2]["inlines"][1].update(statement="other"),
        "citations are not those",
    ),
    "a citation moved": (lambda tree: tree["citations"][0].update(start=0), "citations are not those"),
    "a newer version": (lambda tree: tree.update(version=2), "has version 2"),
    "no version": (lambda tree: tree.pop("version"), "is not a document"),
    "a version in words": (lambda tree: tree.update(version="one"), "is not a document"),
    "a field too many": (lambda tree: tree["document"].update(colour="red"), "document.colour"),
    "a field too few": (lambda tree: tree["document"].pop("title"), "document.title"),
    "a wrong type": (lambda tree: tree["document"].update(date=5), "document.date"),
    "an unknown block": (lambda tree: tree["document"]["blocks"].append({"type": "script"}), "document.blocks"),
    "a link that runs": (
        lambda tree: tree["document"]["sources"][0].update(url="javascript:alert(1)"),
        "not a web address",
    ),
    "no JSON": (b"Dear Sir,", "JSON"),
    "half a file": (to_json(nested())[:300], "JSON"),
    "an empty file": (b"", "JSON"),
    "a list": (b"[]", "object"),
    "a nest of lists": (b"[" * 100_000, "JSON"),
    "not UTF-8": (b'{"version": 1, "text": "\xe9"}', "not UTF-8: byte 25"),
}


@pytest.mark.parametrize(("change", "message"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_not_as_it_was_written_is_refused(
    change: Callable[[dict[str, Any]], object] | bytes, message: str
) -> None:
    data = change if isinstance(change, bytes) else changed(change)
    with pytest.raises(InputError, match=re.escape(message)) as caught:
        from_json(data, name="letter.json")
    assert str(caught.value).startswith("letter.json: ")
    assert len(str(caught.value).splitlines()) == 2


def test_the_file_says_what_other_programs_need() -> None:
    data = to_json(nested())
    tree = json.loads(data)
    assert tree["version"] == 1
    assert tree["sha256"] == hashlib.sha256(tree["text"].encode()).hexdigest()
    assert [tree["text"][one["start"] : one["end"]] for one in tree["citations"]] == [
        "a ‘quiet’ measure",
        "over 1,350",
        "We will not stop.",
        "in an item",
    ]
    assert data.endswith(b"}\n")
    assert "“We will not stop.”".encode() in data, "words are written as they are, not as \\u escapes"


def test_a_document_is_read_from_a_file_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = write(nested(), tmp_path / "a.json")
    assert read_document(path) == nested()
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_document(str(path)) == nested()


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none.json", tmp_path):
        with pytest.raises(InputError, match="cannot be read") as caught:
            read_document(path)
        assert str(caught.value).startswith(f"{path}: ")


# render and write ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("suffix", ["md", ".MD", ".md"])
def test_the_suffix_is_read_as_people_write_it(suffix: str) -> None:
    assert render(nested(), suffix) == render(nested(), ".md")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("a.rtf", "No format has the suffix '.rtf'."),
        ("a", "has no suffix"),
        (".html", "has no suffix"),
    ],
)
def test_an_unknown_suffix_is_refused_before_anything_is_written(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)) as caught:
        write(nested(), tmp_path / "new" / name)
    assert ", ".join(RENDERERS) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", RENDERERS)
def test_writing_makes_the_folders_and_says_where(tmp_path: Path, suffix: str) -> None:
    path = write(nested(), str(tmp_path / "a" / "b" / f"amazon{suffix}"))
    assert path.read_bytes() == render(nested(), suffix)
    assert list(path.parent.iterdir()) == [path]


def test_what_is_there_stays_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("mine")
    with pytest.raises(ExistsError) as caught:
        write(nested(), path)
    assert path.read_text() == "mine"
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    write(nested(), path, force=True)
    assert path.read_bytes() == render(nested(), ".txt")
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_that_leads_nowhere_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "none")
    with pytest.raises(ExistsError):
        write(nested(), tmp_path / "a.txt")


def test_whoever_has_the_old_file_open_keeps_it_whole(tmp_path: Path) -> None:
    path, old = tmp_path / "a.txt", tmp_path / "old.txt"
    path.write_text("mine")
    old.hardlink_to(path)
    write(nested(), path, force=True)
    assert old.read_text() == "mine", "a new file took the name; the old one was not written into"


def test_a_failure_leaves_the_old_file_and_no_half_of_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("mine")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(InputError, match="No space left on device"):
        write(nested(), path, force=True)
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["file/a.txt", "folder.txt", "x" * 300 + ".txt"])
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "folder.txt").mkdir()
    with pytest.raises(InputError, match="cannot be written") as caught:
        write(nested(), tmp_path / name, force=True)
    assert str(caught.value).startswith(str(tmp_path / name))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.txt"]


def test_no_renderer_is_imported_before_it_is_used() -> None:
    code = (
        "import sys; from campaignkit.render import RENDERERS; "
        "print([name for name in RENDERERS.values() if name.split(':')[0] in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


# Laws ----------------------------------------------------------------------------------------------------------------

MARKUP = st.sampled_from(
    [
        *"* ** _ ` ~ ~~~ [ ] ( ) ]( < > <b> & &amp; &lt; # ## - + = === 1. 2) | \\ ! ![ : {{ }} “ ” \" ' /".split(),
        *(
            "\n",
            "\t",
            "\u00a0",
            " ",
            "  ",
            "    ",
            "\u200f",
            "\u2028",
            "a",
            "b1",
            "é",
            "🔥",
            "http://x.org",
            "(source",
            "1)",
        ),
    ]
)
SIGNS = st.characters(exclude_categories=("Cs", "Cc")).filter(lambda sign: not _UNSEEN.match(sign))
TEXTS = st.lists(MARKUP | SIGNS, max_size=12).map("".join)
WORDS = TEXTS.filter(lambda text: bool(text.strip()))
URLS = st.lists(st.sampled_from([*"a1-._~/?#[]@!$&'()*+,;=%`{}|^é", "&copy;", "%20"]), max_size=12).map(
    lambda parts: "https://example.org/" + "".join(parts)
)
SOURCES = st.sampled_from(["directory", "report", "unlisted"])
INLINES = st.lists(
    st.one_of(
        st.builds(Text, text=TEXTS, strong=st.booleans(), emphasis=st.booleans()),
        st.builds(Quoted, text=WORDS, statement=st.just("s"), source=SOURCES),
        st.builds(FigureText, text=WORDS, statement=st.just("f"), source=SOURCES),
        st.builds(SourceMark, numbers=st.lists(st.integers(1, 3), min_size=1, max_size=3).map(tuple)),
        st.builds(Link, text=WORDS, href=URLS),
        URLS.map(lambda url: Link(text=url, href=url)),
        st.just(LineBreak()),
    ),
    max_size=5,
).map(tuple)
LEAVES: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, inlines=INLINES, role=TEXTS),
    st.builds(Heading, level=st.integers(1, 6), inlines=INLINES),
    st.builds(Lines, lines=st.lists(TEXTS, max_size=3).map(tuple), role=TEXTS),
    st.just(Divider()),
)


def _holding(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(blocks, max_size=3).map(tuple)
    return st.builds(Bullets, ordered=st.booleans(), items=items) | st.builds(BlockQuote, blocks=blocks)


BLOCKS = st.recursive(LEAVES, _holding, max_leaves=6)
LABELS = st.tuples(WORDS, WORDS)
DOCUMENTS = st.builds(
    lambda blocks, title, labels, url: document(
        *blocks,
        title=title,
        sources=tuple(
            CitedSource(number=number, source=source, label=label, url=url)
            for number, (source, label) in enumerate(zip(("directory", "report"), labels, strict=True), start=1)
        ),
    ),
    st.lists(BLOCKS, max_size=4),
    WORDS,
    LABELS,
    URLS | st.none(),
)


@given(DOCUMENTS)
def test_law_plain_text_is_the_text(doc: Document) -> None:
    says_the_same(doc, ".txt")


@given(DOCUMENTS)
def test_law_markdown_is_the_text(doc: Document) -> None:
    says_the_same(doc, ".md")


@given(DOCUMENTS)
def test_law_html_is_the_text(doc: Document) -> None:
    says_the_same(doc, ".html")


@given(DOCUMENTS)
def test_law_json_comes_back_as_it_went(doc: Document) -> None:
    assert from_json(to_json(doc)) == doc
    assert to_json(from_json(to_json(doc))) == to_json(doc)


@given(DOCUMENTS)
def test_law_citations_are_where_the_text_has_them(doc: Document) -> None:
    for citation in doc.citations:
        assert doc.text[citation.start : citation.end] == citation.text
        assert citation.kind == "figure" or doc.text[citation.start - 1] + doc.text[citation.end] == "“”"


@given(INLINES)
def test_law_no_line_is_too_long_that_could_be_shorter(inlines: tuple[Inline, ...]) -> None:
    for line in plain(Paragraph(inlines=(*inlines, t(" word" * 40)))):
        words = re.sub(r"\(sources? [\d, ]+\)", "", line).strip()
        assert len(line) <= 78 or not re.search(r"\S \S", words), (
            "a space that is not within a mark could have been broken"
        )
