"""What a document cites, as other programs read it back; and links to the words in a page."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from campaignkit import Campaign, Document, compose, load, write
from campaignkit.citations import FORMATS, bibtex, cited_sources, csl, links, ris, web_annotations
from campaignkit.cli import cite
from campaignkit.cli.group import commands
from campaignkit.errors import InputError, UnknownIdError
from campaignkit.fragments import link_to_words
from campaignkit.models.document import CitedSource
from campaignkit.render import render
from tests.conftest import ROOT
from tests.test_render import document, para

RIVER = ROOT / "examples" / "river-campaign"
HOSTILE_TITLE = "}, author = {Evil} @comment{ 100% \\input{x} #1 $x$ _y_ ~z^ &c\nER  - \nAU  - Evil “q”"


def river() -> tuple[Document, Campaign]:
    campaign = load(str(RIVER))
    day = dt.date(2026, 10, 12)
    return compose(campaign, "letter", target="wendewater", demand="close-marsh-lane", date=day, folder=RIVER), campaign


def shipped() -> tuple[Document, Campaign]:
    campaign = load("face-recognition-2020")
    day = dt.date(2020, 6, 12)
    return compose(campaign, "letter", target="amazon", demand="end-ring-police-partnerships", date=day), campaign


def hostile() -> tuple[Document, Campaign]:
    """A document with one source, whose every field tries to be another."""
    source = {
        "id": "evil",
        "title": HOSTILE_TITLE,
        "author": ["A, B and C {D}", "“Ö” Team"],
        "publisher": HOSTILE_TITLE,
        "container_title": "T & T",
        "url": "https://example.org/{a}?b=1&c=%20#d",
        "issued": "2024-05-06",
        "accessed": "2024-05-07",
        "language": "en",
        "inferred": ["issued"],
    }
    campaign = Campaign.model_validate({"id": "river-bank", "title": "T", "sources": [source]})
    return document(para("x"), sources=(CitedSource(number=1, source="evil", label="L"),)), campaign


BOTH = pytest.mark.parametrize("made", [river, shipped, hostile])


@BOTH
def test_csl_lists_the_sources_in_their_order(made: Any) -> None:
    doc, campaign = made()
    read = json.loads(csl(doc, campaign))
    assert [one["id"] for one in read] == [entry.source for entry in doc.sources]
    for one in read:
        source = campaign.source(one["id"])
        assert one["title"] == source.title
        assert [name["literal"] for name in one.get("author", [])] == list(source.author)
        assert one.get("URL") == source.url
        assert one["type"] == ("webpage" if source.url else "document")
        issued = one.get("issued")
        assert (dt.date(*issued["date-parts"][0]) if issued else None) == source.issued
        assert bool(issued and issued.get("circa")) is ("issued" in source.inferred and source.issued is not None)


def bibtex_read(text: str) -> list[dict[str, str]]:
    """Read BibTeX as BibTeX does: by braces alone; a backslash spares none."""
    entries: list[dict[str, str]] = []
    for head in re.finditer(r"^@misc\{([a-z0-9-]+),\n", text, re.MULTILINE):
        entry, at = {"id": head[1]}, head.end()
        while field := re.compile(r"  ([a-z]+) = \{").match(text, at):
            depth, at, start = 1, field.end(), field.end()
            while depth:
                depth += {"{": 1, "}": -1}.get(text[at], 0)
                at += 1
            entry[field[1]] = text[start : at - 1]
            at += 2 if text[at] == "," else 1
        assert text[at] == "}"
        entries.append(entry)
    return entries


def untexed(text: str) -> str:
    for sign, name in zip("\\~^{}", "backslash asciitilde asciicircum braceleft braceright".split(), strict=True):
        text = text.replace(f"\\text{name}{{}}", f"\0{ord(sign)}\0")
    text = re.sub(r"\\([#$%&_])", r"\1", text)
    return re.sub("\0(\\d+)\0", lambda found: chr(int(found[1])), text)


@BOTH
def test_bibtex_is_read_back_field_by_field(made: Any) -> None:
    doc, campaign = made()
    read = bibtex_read(bibtex(doc, campaign))
    assert [one["id"] for one in read] == [entry.source for entry in doc.sources]
    for one in read:
        source = campaign.source(one["id"])
        assert set(one) <= set("id title author howpublished publisher year date urldate url note language".split())
        assert untexed(one["title"][1:-1]) == " ".join(source.title.split())
        names = (
            [untexed(name[1:-1]) for name in re.split(r"(?<=\}) and (?=\{)", one["author"])] if source.author else []
        )
        assert names == list(source.author)
        assert one.get("date", "") == str(source.issued or "")


@BOTH
def test_ris_is_read_back_line_by_line(made: Any) -> None:
    doc, campaign = made()
    text = ris(doc, campaign)
    records = [record.split("\r\n") for record in text.split("ER  - \r\n\r\n")[:-1]]
    assert len(records) == len(doc.sources)
    for record, entry in zip(records, doc.sources, strict=True):
        rows = [row.split("  - ", 1) for row in record if row]
        assert all(re.fullmatch(r"[A-Z][A-Z0-9]", tag) for tag, _ in rows)
        source = campaign.source(entry.source)
        assert [value for tag, value in rows if tag == "AU"] == list(source.author)
        assert dict(rows)["TI"] == " ".join(source.title.split())
        assert rows[0][0] == "TY"
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("made", [river, shipped])
def test_annotations_lead_from_the_words_of_the_document_to_those_of_the_source(made: Any) -> None:
    doc, campaign = made()
    read = json.loads(web_annotations(doc, campaign))
    assert read["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = read["first"]["items"]
    assert read["total"] == len(items)
    assert len({one["id"] for one in items}) == len(items)
    said = [one for one in items if one["motivation"] == "linking"]
    assert [selected(one["body"]) for one in said] == [(c.text, c.start, c.end) for c in doc.citations]
    assert all(doc.text[start:end] == exact for exact, start, end in (selected(one["body"]) for one in said))
    cited = {statement for entry in doc.sources for statement in entry.statements}
    assert {selected(one["target"]) for one in items} == {
        (held.exact, held.start, held.end) for held in map(campaign.statement, cited)
    }
    for one in items:
        assert one["target"]["source"]["id"].startswith(("https://", "urn:sha256:", "_:"))


def selected(resource: dict[str, Any]) -> tuple[str, int | None, int | None]:
    quote, *place = resource["selector"]
    assert quote["type"] == "TextQuoteSelector"
    assert all(one["type"] == "TextPositionSelector" for one in place)
    return quote["exact"], place[0]["start"] if place else None, place[0]["end"] if place else None


@pytest.mark.parametrize("form", FORMATS)
@BOTH
def test_the_same_document_gives_the_same_text(made: Any, form: str) -> None:
    doc, campaign = made()
    assert FORMATS[form](doc, campaign) == FORMATS[form](doc, campaign)


def test_a_document_of_another_campaign_is_refused() -> None:
    doc, _ = river()
    with pytest.raises(InputError, match="Name its campaign"):
        csl(doc, load("face-recognition-2020"))
    lost = doc.model_copy(update={"sources": (CitedSource(number=1, source="gone", label="L"),)})
    with pytest.raises(UnknownIdError):
        cited_sources(lost, river()[1])


# Links to the words --------------------------------------------------------------------------------------------------

FRAGMENTS = [
    ("one-year", "#:~:text=one%2Dyear", "a dash"),
    ("a, b & c", "#:~:text=a%2C%20b%20%26%20c", "a comma and an ampersand"),
    ("100% – “é”", "#:~:text=100%25%20%E2%80%93%20%E2%80%9C%C3%A9%E2%80%9D", "what is not ASCII"),
    ("a  b\nc", "#:~:text=a%20b%20c", "white space, as a page shows it"),
    ("", "", "nothing to lead to"),
    ("w " * 40, "#:~:text=w%20w%20w%20w%20w", "short words stay whole up to eighty characters"),
]


@pytest.mark.parametrize(("words", "fragment", "why"), FRAGMENTS, ids=[why for _, _, why in FRAGMENTS])
def test_the_directive(words: str, fragment: str, why: str) -> None:
    assert link_to_words("https://example.org/p", words).startswith(f"https://example.org/p{fragment}"), why


@given(st.lists(st.text("ab-,&%#=é “", min_size=1).filter(lambda text: text.split() == [text]), min_size=1))
def test_law_what_a_browser_looks_for_are_words_of_the_quotation(parts: list[str]) -> None:
    words = " ".join(parts)
    _, directive = link_to_words("https://example.org/p", words).split("#:~:text=")
    looked_for = directive.split(",")
    assert len(looked_for) in (1, 2)
    assert not {"-", "&", " ", "#"} & set(directive), "signs of the grammar, or of a URL"
    assert words.startswith(unquote(looked_for[0]))
    assert words.endswith(unquote(looked_for[-1]))


def test_a_link_for_each_quotation_whose_page_is_known() -> None:
    doc, campaign = river()
    rows = [row.split("\t") for row in links(doc, campaign).splitlines()]
    assert rows
    quoted = {one.text for one in doc.citations if one.kind == "quotation"}
    for number, url, words in rows:
        assert words in quoted
        (entry,) = [one for one in doc.sources if str(one.number) == number]
        assert url.startswith(f"{entry.url}#:~:text=")
        assert f'href="{url}"' in render(doc, ".html").decode(), "the list of sources of a page leads there, too"


# On the command line -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", cite.FORMATS)
def test_cite_prints_it(tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert tuple(FORMATS) == cite.FORMATS
    doc, campaign = shipped()
    path = write(doc, tmp_path / "a.json")
    done = CliRunner().invoke(commands, ["cite", str(path), "--format", form])
    told = "No source has a url.\n" if form == "links" else ""
    assert (done.exit_code, done.stderr) == (0, told)
    assert done.stdout_bytes.decode() == FORMATS[form](doc, campaign)
    read = CliRunner().invoke(commands, ["cite", "-", "--format", form], input=path.read_bytes())
    assert read.stdout == done.stdout


def test_cite_needs_the_campaign_of_the_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = write(river()[0], tmp_path / "a.json")
    refused = CliRunner().invoke(commands, ["cite", str(path)])
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "-c" in refused.stderr
    assert CliRunner().invoke(commands, ["cite", str(path), "-c", str(RIVER)]).exit_code == 0
    (tmp_path / "b.json").write_text("{}")
    assert CliRunner().invoke(commands, ["cite", str(tmp_path / "b.json")]).exit_code == 3
