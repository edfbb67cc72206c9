"""Links that open a mail: read by the standard library they give back the mail, and none is longer than it may be."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit import Document, compose, load
from campaignkit.errors import InputError, UsageError
from campaignkit.render import PRINTED, render, write
from campaignkit.render.links import KINDS, link
from campaignkit.render.setting import Setting
from tests.test_mail import SMUGGLED
from tests.test_render import HOSTILE, document, nested, para

TO = Setting(recipient="press+a&b%c@town.example")
NAMES = {  # of a kind of link: host and path, and what its fields are called
    "mailto": ("", "", "to", "subject", "body"),
    "gmail": ("mail.google.com", "/mail/", "to", "su", "body"),
    "outlook": ("outlook.live.com", "/mail/0/deeplink/compose", "to", "subject", "body"),
}


def opened(url: str, name: str) -> tuple[str, str, str]:
    """Return address, subject and body as what opens the link reads them."""
    host, path, to, subject, body = NAMES[name]
    parts = urlsplit(url)
    fields = parse_qs(parts.query, strict_parsing=True)
    if name == "mailto":
        assert parts.scheme == "mailto"
        fields["to"] = [unquote(parts.path)]
    else:
        assert (parts.scheme, parts.netloc, parts.path) == ("https", host, path)
    assert parts.fragment == ""
    known = {to, subject, body} | ({"view", "fs"} if name == "gmail" else set())
    assert set(fields) <= known, "nothing adds a field"
    return fields.get(to, [""])[0], fields[subject][0], fields[body][0]


def short() -> Document:
    return document(para("Take them & run + 50% — “now”?\u00a0#1"), sources=())


@pytest.mark.parametrize("name", KINDS)
def test_what_opens_the_link_reads_the_mail(name: str) -> None:
    doc = short()
    to, subject, body = opened(link(doc, name, TO), name)
    assert (to, subject) == (TO.recipient, doc.title)
    assert body.replace("\r\n", "\n") == doc.text.removeprefix(doc.title).strip("\n")
    assert render(doc, name, TO).decode() == f"{link(doc, name, TO)}\n"


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_stay_in_the_body(name: str, text: str) -> None:
    doc = document(para(text), sources=())
    _, subject, body = opened(link(doc, name), name)
    assert subject == doc.title
    assert body.split() == doc.text.removeprefix(doc.title).split()


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(("text", "why"), SMUGGLED, ids=[why for _, why in SMUGGLED])
def test_nothing_is_smuggled_into_a_field(name: str, text: str, why: str) -> None:
    with pytest.raises(InputError):
        link(document(para("x")).model_copy(update={"title": text}), name)
    with pytest.raises(InputError):
        link(short(), name, Setting(recipient=f"{text}@x.test"))


@pytest.mark.parametrize("to", ["a@b.example,c@d.example", "a@b.example?bcc=c@d.example", "a@b.example&cc=x@y.example"])
@pytest.mark.parametrize("name", KINDS)
def test_a_link_has_one_address(name: str, to: str) -> None:
    with pytest.raises(InputError):
        link(short(), name, Setting(recipient=to))


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("over", [-1, 0, 1, 500])
def test_a_link_is_as_long_as_it_may_be_and_no_longer(name: str, over: int) -> None:
    empty = len(link(document(para("x"), sources=()), name)) - 1
    doc = document(para("x" * (KINDS[name].at_most - empty + over)), sources=())
    if over <= 0:
        assert len(link(doc, name)) == KINDS[name].at_most + over
        return
    with pytest.raises(InputError) as caught:
        link(doc, name)
    assert f": {over} too many" in str(caught.value)
    assert f"--channel {name}" in str(caught.value)


def test_every_limit_says_where_it_comes_from() -> None:
    assert {name: kind.at_most for name, kind in KINDS.items()} == {"mailto": 2000, "gmail": 4096, "outlook": 8000}
    assert all("issue" in kind.why for kind in KINDS.values())


def test_a_letter_fits_into_gmail_with_its_quotations() -> None:
    doc = compose(
        load("face-recognition-2020"),
        "letter",
        target="amazon",
        demand="end-ring-police-partnerships",
        date=dt.date(2020, 6, 12),
    )
    _, _, body = opened(link(doc, "gmail"), "gmail")
    quotations = [one.text for one in doc.citations if one.kind == "quotation"]
    assert quotations
    assert all(f"“{words}”" in body for words in quotations)


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_law_a_link_is_of_ascii_without_spaces(text: str) -> None:
    try:
        url = link(document(para(text), sources=()), "mailto")
    except InputError:
        return
    assert url.isascii()
    assert url.isprintable()
    assert " " not in url


@pytest.mark.parametrize("suffix", PRINTED)
def test_what_is_printed_is_no_kind_of_file(suffix: str, tmp_path: object) -> None:
    with pytest.raises(UsageError, match="No format has the suffix"):
        write(nested(), f"{tmp_path}/a{suffix}")
