"""From a file to the text that is kept: what is refused, what is repaired, and the way back to the file."""

from __future__ import annotations

import hashlib
import os
import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.documents import Kept, document_files, read_bytes, read_file, read_folder, reading
from campaignkit.documents.kept import span_in_file
from campaignkit.documents.repair import repair
from campaignkit.documents.webpage import visible_text
from campaignkit.errors import DocumentError
from campaignkit.folding import Span
from campaignkit.text import find_quotation

# Refusals


@pytest.mark.parametrize(
    ("why", "data", "what"),
    [
        ("nothing in it", b"", "holds no text"),
        ("white space only", b" \r\n\t\n", "holds no text"),
        ("a mark of byte order only", b"\xef\xbb\xbf", "holds no text"),
        ("Latin-1", "déjà".encode("latin-1"), "not UTF-8: byte 2 "),
        ("bytes counted from the beginning of the file", b"\xef\xbb\xbfab\xff", "not UTF-8: byte 6 "),
        ("cut in the middle of a character", "ab€".encode()[:-1], "not UTF-8: byte 3 "),
        ("UTF-16, cut in the middle of a character", "text".encode("utf-16")[:-1], "begins like UTF-16"),
        ("Windows-1252", "the city’s “plan”".encode("cp1252"), r"looks like Windows-1252 \(ANSI\)"),
        ("a picture", b"\x89PNG\r\n\x1a\n\0\0", "not text"),
        ("half a pair of surrogates", b"a\xed\xa0\x80", "not UTF-8: byte 2 "),
        ("UTF-16 without a mark", "text".encode("utf-16-le"), "not text"),
        ("NUL", b"a\0b", "not text"),
        ("NUL far into the file", b"a" * 100_000 + b"\0", "not text"),
    ],
)
def test_bytes_that_are_refused(why: str, data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=what) as caught:
        read_file(path)
    assert caught.value.where == str(path), why
    assert caught.value.hint, why


@pytest.mark.parametrize(
    "page", ["", "<p></p>", "<script>let x = 1</script>", "<!-- a -->", "<head><title>Only a title</title></head>"]
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        read_bytes(page.encode(), "page.html")


def test_files_that_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        read_file(tmp_path / "missing.txt")
    with pytest.raises(DocumentError, match="a folder"):
        read_file(tmp_path)
    with pytest.raises(DocumentError, match="cannot be read"):
        read_file(tmp_path / ("x" * 300))
    with pytest.raises(DocumentError, match="no name of a file"):
        read_file("a\0b")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.txt").write_text("We say no", encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(DocumentError, match=r"cannot be read \(Permission denied\)"):
        read_file(tmp_path / "a.txt")
    with pytest.raises(DocumentError, match=r"a\.txt: The file cannot be read"):
        read_folder(tmp_path)


def test_a_file_over_the_limit_is_refused_and_one_at_the_limit_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BYTES_AT_MOST", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    assert read_file(tmp_path / "a.txt").text == "x" * 10
    assert len(read_folder(tmp_path)) == 1
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(DocumentError, match="larger than"):
        read_file(tmp_path / "a.txt")
    with pytest.raises(DocumentError, match="larger than"):
        read_folder(tmp_path)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BYTES_AT_MOST", 1000)
    with pytest.raises(DocumentError, match="larger than"):
        read_file("/dev/zero")


# What is kept


@pytest.mark.parametrize(
    ("why", "data", "text"),
    [
        ("a mark of byte order goes", b"\xef\xbb\xbfWe say", "We say"),
        ("UTF-16, as Windows writes it", "We say “no”".encode("utf-16"), "We say “no”"),
        ("UTF-16, the other way round", b"\xfe\xff" + "We say “no”".encode("utf-16-be"), "We say “no”"),
        ("UTF-32", "We say “no”".encode("utf-32"), "We say “no”"),
        ("line ends stay", b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n"),
        ("curly marks stay", "“we’re”".encode(), "“we’re”"),
        ("accents stay as they are composed", "cafe\u0301 café".encode(), "cafe\u0301 café"),
        ("mojibake is repaired", "the cityâ€™s â€œplanâ€\x9d â€” naÃ¯ve".encode(), "the city’s “plan” — naïve"),
        ("mojibake read as Windows wrote it", "weâ€™re â€˜hereâ€™".encode(), "we’re ‘here’"),
        ("entities are repaired", b"A&amp;B &rsquo; &#8212; &#x2014; &nbsp;", "A&B ’ — — \u00a0"),
        ("an entity is repaired once", b"&amp;rsquo;", "&rsquo;"),
        (
            "what is no entity stays",
            b"R&D; &bogus; &notable; a & b &; &#; ?x=1&copy=2",
            "R&D; &bogus; &notable; a & b &; &#; ?x=1&copy=2",
        ),
        (
            "foreign words stay",
            "Ærøskøbing, Škoda, Москва, 東京, Ã la carte".encode(),
            "Ærøskøbing, Škoda, Москва, 東京, Ã la carte",
        ),
        ("markup in a text file stays", b"<p>we say</p>", "<p>we say</p>"),
    ],
)
def test_what_is_kept_of_a_text_file(why: str, data: bytes, text: str) -> None:
    kept = read_bytes(data, "source.txt")
    assert kept.text == text, why
    assert kept.sha256 == hashlib.sha256(data).hexdigest()


def test_a_draft_is_read_as_it_is() -> None:
    kept = read_bytes("weâ€™re &amp; they".encode(), "draft.txt", repaired=False)
    assert (kept.text, kept.repairs) == ("weâ€™re &amp; they", ())
    assert [kept.origin(place) for place in range(len(kept.text))] == list(range(len(kept.text)))


def test_every_repair_is_written_down() -> None:
    text = "A&amp;B, the cityâ€™s"
    kept = read_bytes(text.encode(), "a.txt")
    assert [(spot.was, spot.now) for spot in kept.repairs] == [("&amp;", "&"), ("â€™", "’")]
    assert [text[spot.span.start : spot.span.end] for spot in kept.repairs] == ["&amp;", "â€™"]


@given(st.text())
def test_a_text_and_its_repairs_give_back_the_file(text: str) -> None:
    repaired, repairs = repair(text)
    back, shift = repaired, 0
    for spot in repairs:
        start = spot.span.start + shift
        assert back[start : start + len(spot.now)] == spot.now
        back = back[:start] + spot.was + back[start + len(spot.now) :]
    assert back == text


plain = st.text(st.sampled_from("ab é’“😀\n.,"), max_size=12)
spots = st.lists(
    st.tuples(plain, st.sampled_from(["&amp;", "&rsquo;", "&#8212;", "&NotEqualTilde;", "â€™", "â€œ", "&bogus;", ""])),
    max_size=8,
)


@given(spots)
def test_every_place_leads_back_to_the_same_character_of_the_file(parts: list[tuple[str, str]]) -> None:
    file_text = "x" + "".join(before + spot for before, spot in parts)
    kept = read_bytes(file_text.encode(), "a.txt")
    shift, repaired = 0, set()
    for spot in kept.repairs:
        start = spot.span.start + shift
        repaired |= set(range(start, start + len(spot.now)))
        shift += len(spot.now) - len(spot.was)
    for place, sign in enumerate(kept.text):
        if place not in repaired:
            assert file_text[kept.origin(place)] == sign
    assert [kept.origin(place) for place in range(len(kept.text))] == sorted(
        kept.origin(place) for place in range(len(kept.text))
    )


@given(st.text(st.sampled_from("aé😀 \n\r"), min_size=1).filter(str.strip))
def test_line_and_column_of_a_file_without_repairs(text: str) -> None:
    kept = read_bytes(text.encode(), "a.txt")
    lines = text.split("\n")
    for place, sign in enumerate(text):
        line, column = kept.line_and_column(place)
        assert kept.origin(place) == place
        assert (lines[line - 1] + "\n")[column - 1] == sign


def test_line_and_column_behind_a_mark_of_byte_order_and_repairs() -> None:
    kept = read_bytes("\ufeffA&amp;B\r\nweâ€™re &mdash; here".encode(), "a.txt")
    assert kept.text == "A&B\r\nwe’re — here"
    assert kept.line_and_column(2) == (1, 7)
    assert kept.line_and_column(kept.text.index("here")) == (2, 17)
    assert kept.line_and_column(len(kept.text)) == (2, 21)


# Web pages


PAGE = """\
<!DOCTYPE html>
<html><head><meta charset=utf-8><title>The city&rsquo;s
  plan</title><style>p { color: red }</style>
<script>if (a < b) { say("<p>not this") }</script></head>
<body><nav><a href="/?a=1&amp;b=2" title="x > y">Home</a></nav>
<h1>We &ldquo;say&rdquo; no</h1><!-- not this either -->
<p>The <b>city&nbsp;council</b> &amp; the
AT&T plan<p>Unclosed <i>tags <span>do no harm
<ul><li>One<li>Two &#8212; &#x2014; three</ul>
<noscript>nor this</noscript><svg><title>Logo</title><text>nor this</text></svg><template><p>nor this</template>
<p>5 < 6 and 7 > 3, R&D; &bogus; &copy 2020<br>last</p></body></html>
"""


def test_what_a_reader_of_a_page_sees() -> None:
    kept = read_bytes(PAGE.encode(), "page.html")
    assert kept.title == "The city’s plan"
    assert " ".join(kept.text.split()) == (
        "Home We “say” no The city council & the AT&T plan Unclosed tags do no harm One Two — — three"
        " 5 < 6 and 7 > 3, R&D; &bogus; © 2020 last"
    )
    assert "One\n" in kept.text
    assert kept.repairs == ()


@pytest.mark.parametrize(
    ("quotation", "written"),
    [
        ("Home", "Home"),
        ("We “say” no", "We &ldquo;say&rdquo; no"),
        ("The city council & the AT&T plan", "The <b>city&nbsp;council</b> &amp; the\nAT&T plan"),
        ("Unclosed tags do no harm", "Unclosed <i>tags <span>do no harm"),
        ("Two — — three", "Two &#8212; &#x2014; three"),
        ("6 and 7 > 3, R&D; &bogus; © 2020", "6 and 7 > 3, R&D; &bogus; &copy 2020"),
        ("last", "last"),
    ],
)
def test_a_quotation_of_a_page_leads_back_to_the_file(quotation: str, written: str) -> None:
    kept = read_bytes(PAGE.encode(), "page.html")
    span = find_quotation(quotation, kept.text)
    assert span is not None
    place = span_in_file(kept, span)
    assert PAGE[place.start : place.end] == written
    before = PAGE[: PAGE.index(written)]
    assert kept.line_and_column(span.start) == (before.count("\n") + 1, len(before) - before.rfind("\n"))


@pytest.mark.parametrize(
    ("why", "page", "text"),
    [
        ("the end of the head is left out", "<head><title>T</title><body><p>We say", "We say"),
        ("head and body are left out", "<title>T</title><p>We say", "We say"),
        ("text right after the head's tags", "<head><title>T</title>We say", "We say"),
        ("an ampersand in a name", "<p>AT&T", "AT&T"),
        ("an ampersand at the very end", "<p>you &", "you &"),
        ("a broken reference, and what is after it", "<p>a &# b; <b>c</b> &amp; d", "a &# b; c & d"),
        ("a reference without its end", "<p>5 &lt 6 &#8212 7", "5 < 6 — 7"),
        ("a capital tag", "<SCRIPT>no</SCRIPT><P>We say", "We say"),
        ("a script that is never closed", "<p>We say<script>no", "We say"),
        ("an end without a beginning", "</b></script></p>We say", "We say"),
        ("a less-than sign at the very end", "We say <", "We say <"),
        ("a tag that is never closed", "We say <p class='x", "We say <p class='x"),
        ("nested hidden parts", "<svg><svg>no</svg>no</svg>We say", "We say"),
        ("a script in a template", "<template><script>no</script>no</template>We say", "We say"),
        ("words parted by tags only", "<td>We</td><td>say</td>", "We say"),
        ("a word with a tag inside", "<p><b>W</b>e say", "We say"),
        ("a code point that stands for nothing", "<p>We \ufdd0 say", "We \ufdd0 say"),
    ],
)
def test_pages_as_people_write_them(why: str, page: str, text: str) -> None:
    assert " ".join(visible_text(page)[0].split()) == text, why


def test_titles() -> None:
    assert visible_text("<title>A &amp; B</title><svg><title>Logo</title></svg>")[2] == "A & B"
    assert visible_text("<p>no title")[2] == ""
    assert visible_text("<title>One\n two</title>")[2] == "One two"


pieces = st.one_of(
    st.text(st.sampled_from("ab é😀\n&;#<>'\""), max_size=8).map(escape),
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<br>",
            "<!-- x -->",
            "<script>a<b</script>",
            "&amp;",
            "&mdash;",
            "&T ",
            "&#8212;",
            "<a href='x&amp;y'>",
        ]
    ),
)


@given(st.lists(pieces, max_size=25))
def test_every_visible_character_leads_back_to_the_page(parts: list[str]) -> None:
    page = "<p>start " + "".join(parts)
    kept = read_bytes(page.encode(), "a.html")
    origins = [kept.origin(place) for place in range(len(kept.text))]
    assert origins == sorted(origins)
    for sign, origin in zip(kept.text, origins, strict=True):
        assert page[origin] in (sign, "&", "<") or sign == "\n"
        if page[origin] == "&" and sign != "&":
            assert re.match(r"&#?\w+;", page[origin:])


@pytest.mark.parametrize(
    "page",
    [
        "<" * 300_000,
        "<a " * 100_000,
        "<p x='" * 100_000,
        "<!--" * 100_000,
        "<!" * 100_000,
        "</" * 100_000,
        "&#" * 100_000,
        "&amp;" * 100_000,
        "<div>" * 50_000,
        "<svg>" * 20_000 + "</b>" * 20_000,
    ],
    ids=lambda page: str(page)[:6],
)
def test_a_page_of_one_sign_is_read_in_linear_time(page: str) -> None:
    assert visible_text(f"<p>We say no</p>{page}")[0].strip().startswith("We say no")


# Folders


def test_a_folder_of_documents(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.txt", "a.MD", "sub/c.html", "d.rtf", "e", ".hidden/f.txt", ".g.txt", "~$h.docx"):
        (tmp_path / name).write_text(f"<p>We say {name}", encoding="utf-8")
    assert [path.relative_to(tmp_path).as_posix() for path in document_files(tmp_path)] == [
        "a.MD",
        "b.txt",
        "sub/c.html",
    ]
    kept = read_folder(tmp_path)
    assert {document.path.name for document in kept.values() if document.path} == {"a.MD", "b.txt", "c.html"}
    assert all(sha256 == document.sha256 for sha256, document in kept.items())


def test_only_the_documents_that_are_wanted_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We say no", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"\xff not a source of ours")
    digest = hashlib.sha256(b"We say no").hexdigest()
    assert list(read_folder(tmp_path, frozenset({digest}))) == [digest]
    with pytest.raises(DocumentError, match=r"b\.txt: The file is not UTF-8"):
        read_folder(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such folder"):
        read_folder(tmp_path / "missing")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_in_a_folder_is_no_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert read_folder(tmp_path) == {}


def test_the_five_documents_are_read(shared_documents: Path) -> None:
    kept = read_folder(shared_documents)
    assert len(kept) == 5
    assert all("â€" not in document.text for document in kept.values())
    assert sum(len(document.repairs) for document in kept.values()) >= 14


def test_an_empty_span_leads_to_one_place() -> None:
    kept = Kept("-", "abc", "", file_text="abc")
    assert span_in_file(kept, Span(1, 1)) == Span(1, 1)
    assert span_in_file(kept, Span(1, 3)) == Span(1, 3)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("draft.txt", b"{\\rtf1 text}", r"\.rtf"),
        ("draft.txt", b"\xd0\xcf\x11\xe0\xa1\xb1", r"an old \.doc, or a \.docx with a password"),
        ("draft.docx", b"\xd0\xcf\x11\xe0\xa1\xb1", r"an old \.doc, or a \.docx with a password"),
        ("draft.odt", b"PK\x03\x04", r"\.odt"),
        ("draft.jpg", b"\xff\xd8\xff", r"\.jpg"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_to_do(name: str, data: bytes, kind: str) -> None:
    with pytest.raises(DocumentError, match=rf"\({kind}\) cannot be read\.\n  Save the text as \.txt"):
        read_bytes(data, name)
