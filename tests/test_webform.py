"""Web forms: what a form does to a text, and that every quotation arrives as it was, or is refused with a way out."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit import compose, find_quotation, load
from campaignkit.errors import InputError
from campaignkit.models.document import Block, Bullets, CitedSource, Divider, Document, FigureText, Lines, Link
from campaignkit.render import render
from campaignkit.render.webform import as_form_keeps, broken_addresses, changed_words, subject, surviving
from tests.test_render import HOSTILE, document, figure, mark, para, quoted

CLEANED = [  # measured on the software that fills in such forms
    ("[1]", "1"),
    ("34.7%", "34.7 percent"),
    ("“curly” ‘marks’", "\"curly\" 'marks'"),
    ("a – b — c", "a - b - c"),
    ("Velázquez", "Velzquez"),
    ("§230", "230"),
    ("£1m", "1m"),
    ("?a=b", "?ab"),
    ("regulation\u00a0before", "regulationbefore"),
    ("[Microsoft] should", "Microsoft should"),
    ("-+_ ,.!?$@:;()#&/\"'", "-+_ ,.!?$@:;()#&/\"'"),
    ("<b>*~`{}|\\^=>", "b"),
    ("one\n\ntwo\tthree", "one\n\ntwo\tthree"),
    ("ضد 反 🔥", "  "),
]


@pytest.mark.parametrize(("text", "kept"), CLEANED, ids=[text for text, _ in CLEANED])
def test_what_a_form_keeps(text: str, kept: str) -> None:
    assert as_form_keeps(text) == kept


ALTERED = [
    ("We urge [Microsoft] to act", '"We urge" (Microsoft) "to act"', "a bracket"),
    ("Nydia Velázquez was right", '"Nydia" Velazquez "was right"', "an accent"),
    ("34.7% of stops", '34.7 percent "of stops"', "a per cent sign"),
    ("under §230 of it", '"under" section 230 "of it"', "a section sign"),
    ("it cost £1m", '"it cost" GBP 1m', "a currency"),
    ("a = b", '"a" (...) "b"', "a sign that cannot be written out"),
    ("反监视", "(...)", "nothing survives"),
]


@pytest.mark.parametrize(("words", "wording", "why"), ALTERED, ids=[why for _, _, why in ALTERED])
def test_a_quotation_that_would_change_is_refused_with_a_wording_that_survives(
    words: str, wording: str, why: str
) -> None:
    with pytest.raises(InputError) as caught:
        render(document(para("They said: ", quoted(words), " ", mark(1))), "form")
    assert caught.value.details == (
        f"quoted    “{words}”",
        f'arrives   "{as_form_keeps(words)}"',
        f"survives  {wording}",
    )
    assert as_form_keeps(wording) == wording
    for part in re.findall(r'"([^"]*)"', wording):
        assert part in words, "what stands between the marks are words of the quotation"


UNALTERED = [
    ("This means ending their partnerships", "letters"),
    ("over 1,350 police departments, and $37 million", "figures and money"),
    ("they called it “a stunt” – it’s wrong…", "marks, dashes and an ellipsis, which a style guide lets one change"),
    ("before\u00a0regulation", "a no-break space becomes one that is kept"),
    ("a/b & c (d); e: f? g! #h @i", "signs that are kept"),
]


@pytest.mark.parametrize(("words", "why"), UNALTERED, ids=[why for _, why in UNALTERED])
def test_a_quotation_that_survives_arrives_whole(words: str, why: str) -> None:
    arrived = as_form_keeps(render(document(para("They said: ", quoted(words), " ", mark(1))), "form").decode())
    (between,) = re.findall(r'They said: "(.*)" \(source 1\)', arrived)
    span = find_quotation(words.replace("“", "'").replace("”", "'"), between)
    assert span is not None, why
    assert (span.start, between[span.end :].strip(".")) == (0, ""), why


def test_all_that_would_change_are_told_at_once() -> None:
    doc = document(para(quoted("[Ours] first")), Bullets(items=((para(quoted("Só second")),),)), para(quoted("plain")))
    with pytest.raises(InputError, match="2 quotations") as caught:
        render(doc, "form")
    assert len(caught.value.details) == 6


def test_our_own_words_are_written_out() -> None:
    doc = document(
        Lines(lines=("Oficina de la Señora Peña", "Łódź")),
        para("Of £5 and 20% see §4 [a]: ", FigureText(text="34.7% of stops", statement="a", source="report")),
        Divider(),
        para(Link(text="the report", href="https://example.org/a-b_c.html"), " ", figure("over 1,350")),
        sources=(CitedSource(number=1, source="a", label="Müller, “Straße”, 2020."),),
        title="Ends – now",
    )
    assert render(doc, "form").decode().split("\n\n") == [
        "Oficina de la Senora Pena\nLodz",
        "Of GBP 5 and 20 percent see section 4 (a): 34.7 percent of stops",
        "- - -",
        "the report (https://example.org/a-b_c.html) over 1,350",
        "Sources",
        '1. Muller, "Strasse", 2020.\n',
    ]
    assert subject(doc) == "Ends - now"


def test_an_address_that_the_form_would_break_is_left_out_and_told() -> None:
    doc = document(para("Read ", Link(text="it", href="https://example.org/?a=b"), "."))
    text = render(doc, "form").decode()
    assert "Read it." in text
    assert "a=b" not in text
    assert "1. Town directory\n" in text
    broken = broken_addresses(doc)
    assert broken[0] == "https://example.org/?a=b"
    assert all(as_form_keeps(url) != url for url in broken)


@pytest.mark.parametrize("text", [*HOSTILE.values(), "½ of it", "a\u200dz"], ids=[*HOSTILE, "half", "joiner"])
def test_what_is_printed_arrives_as_it_is_or_is_refused(text: str) -> None:
    doc = document(para("x ", text), Lines(lines=(text,)), title="T", sources=())
    if text in ("½ of it", "a\u200dz") or {"{", "<", "*", "\\", "~", ">", "=", "|", "^", "ض", "\u200f"} & set(text):
        with pytest.raises(InputError, match="would delete"):
            render(doc, "form")
        return
    shown = render(doc, "form").decode()
    assert as_form_keeps(shown) == shown


@given(st.text(max_size=60))
def test_law_the_wording_that_is_proposed_survives(words: str) -> None:
    wording = surviving(words)
    assert as_form_keeps(wording) == wording


def test_a_letter_of_the_campaign_arrives_with_its_quotations() -> None:
    doc = compose(
        load("face-recognition-2020"),
        "letter",
        target="amazon",
        demand="end-ring-police-partnerships",
        date=dt.date(2020, 6, 12),
    )
    arrived = as_form_keeps(render(doc, "form").decode())
    quotations = [one.text for one in doc.citations if one.kind == "quotation"]
    assert quotations
    for words in quotations:
        assert f'"{words}"' in arrived


def spanish(*blocks: Block) -> Document:
    return document(*blocks, sources=(), title="Carta").model_copy(update={"language": "es-US"})


def test_words_that_would_be_other_words_in_a_form_are_refused() -> None:
    doc = spanish(para("Hace dos años, en la mañana, la compañía prometió algo."))
    with pytest.raises(InputError, match="“años” into “anos”, “mañana” into “manana”") as caught:
        render(doc, "form")
    assert "--format txt" in str(caught.value)
    assert changed_words(doc) == [
        "“años” as “anos”",
        "“mañana” as “manana”",
        "“compañía” as “compania”",
        "“prometió” as “prometio”",
    ]


@pytest.mark.parametrize(
    ("doc", "changed", "why"),
    [
        (spanish(para("Está aquí. Está")), ["“Está” as “Esta”", "“aquí” as “aqui”"], "accents, each word once"),
        (spanish(para("Esta")), [], "nothing changes"),
        (document(para("Dear Ms. Peña: “5 %” – yes"), sources=()), ["“Peña” as “Pena”"], "a name in English"),
        (
            document(para("Straße and Æther"), sources=()),
            ["“Straße” as “Strasse”", "“Æther” as “Aether”"],
            "two for one",
        ),
    ],
)
def test_words_whose_letters_change_are_named(doc: Document, changed: list[str], why: str) -> None:
    assert changed_words(doc) == changed, why
    assert render(doc, "form").isascii()


def test_the_words_of_a_quotation_are_not_told_twice() -> None:
    assert changed_words(spanish(para("Dijo: ", quoted("mañana"), " y ", quoted("aún")))) == []
