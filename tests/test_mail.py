"""Mail: what is sent is what was meant, whoever reads it; what could become a header or a recipient is refused."""

from __future__ import annotations

import builtins
import datetime as dt
import re
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import lxml.html  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaignkit import Document, compose, load
from campaignkit.errors import InputError, MissingExtraError
from campaignkit.render import attached, mail, render
from campaignkit.render.setting import Setting
from tests.test_render import HOSTILE, document, mail_text, nested, para

BOTH = Setting(sender="ana@example.org", recipient="mayor@town.example")


def read(data: bytes) -> EmailMessage:
    message = BytesParser(policy=policy.default).parsebytes(data)
    assert isinstance(message, EmailMessage)
    return message


def mailed(setting: Setting = BOTH, **fields: Any) -> EmailMessage:
    return read(render(document(para("Take them down."), **fields), ".eml", setting))


def letter() -> Document:
    return compose(
        load("face-recognition-2020"),
        "letter",
        target="amazon",
        demand="end-ring-police-partnerships",
        date=dt.date(2020, 6, 12),
    )


def test_a_draft_has_these_headers_and_no_others() -> None:
    message = mailed(target_name="Town Council", initiators=("River Bank Group",))
    assert list(message) == ["Subject", "From", "To", "Date", "X-Unsent", "MIME-Version", "Content-Type"]
    assert message["Subject"] == "Take the cameras down"
    assert str(message["From"]) == "River Bank Group <ana@example.org>"
    assert str(message["To"]) == "Town Council <mayor@town.example>"
    assert message["Date"].datetime == dt.datetime(2024, 5, 6, 12, tzinfo=dt.UTC)
    assert message["X-Unsent"] == "1"


def test_without_addresses_the_fields_stay_away() -> None:
    assert list(mailed(Setting())) == ["Subject", "Date", "X-Unsent", "MIME-Version", "Content-Type"]


@pytest.mark.parametrize("doc", [nested(), letter()], ids=["every node", "a letter"])
def test_both_bodies_say_what_the_document_says(doc: Document) -> None:
    data = render(doc, ".eml", BOTH)
    assert mail_text(data, "plain").split() == doc.text.split()
    assert mail_text(data, "html").split() == doc.text.split()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_words_stay_words_in_the_html_of_a_mail(text: str) -> None:
    calm, hostile = (document(para(words), title="T", sources=()) for words in ("calm", text))
    assert mail_text(render(hostile, ".eml"), "html").split() == hostile.text.split()
    pages = [
        lxml.html.fromstring(mail_part(render(one, ".eml"), "html").replace("<bdi>", "").replace("</bdi>", ""))
        for one in (calm, hostile)
    ]
    assert [one.tag for one in pages[0].iter()] == [one.tag for one in pages[1].iter()]


def mail_part(data: bytes, kind: str) -> str:
    body = read(data).get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_every_quotation_is_found_verbatim_in_both_bodies() -> None:
    doc = letter()
    quotations = [one.text for one in doc.citations if one.kind == "quotation"]
    assert quotations
    data = render(doc, ".eml", BOTH)
    page = " ".join(lxml.html.fromstring(mail_part(data, "html")).text_content().split())
    plain = " ".join(mail_part(data, "plain").split())
    for words in quotations:
        assert f"“{words}”" in page
        assert f"“{words}”" in plain


def test_the_style_is_on_the_elements_and_nothing_is_loaded_or_run() -> None:
    tree = lxml.html.fromstring(mail_part(render(nested(), ".eml"), "html"))
    assert not tree.xpath("//style | //link | //script | //img | //q | //@id | //@class[contains(., 'back')]")
    assert all(href.startswith(("https://", "http://")) for href in tree.xpath("//@href"))
    assert all(one.get("style") for one in tree.xpath("//article | //p | //li | //blockquote"))


def test_the_same_document_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7")
    setting = Setting(attachments=(tmp_path / "a.pdf",))
    assert render(nested(), ".eml", setting) == render(nested(), ".eml", setting)


def test_lines_end_as_in_every_mail_and_none_is_too_long() -> None:
    data = render(nested(), ".eml", BOTH)
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert data.isascii()
    assert max(map(len, data.split(b"\r\n"))) <= 998


# What would be a header, or another recipient -----------------------------------------------------------------------

SMUGGLED = [
    ("Hello\r\nBcc: evil@x.test", "CR and LF begin a header"),
    ("Hello\nBcc: evil@x.test", "LF alone does too"),
    ("Hello\rBcc: evil@x.test", "and CR"),
    ("Hello\r\n\r\n<script>", "an empty line begins the body"),
    ("Hello\x0bBcc: x", "a vertical tab is a line break to Python"),
    ("Hello\x0cBcc: x", "a form feed as well"),
    ("Hello\x85Bcc: x", "NEL"),
    ("Hello\u2028Bcc: x", "LINE SEPARATOR"),
    ("Hello\u2029Bcc: x", "PARAGRAPH SEPARATOR"),
    ("Hello\x1eBcc: x", "RECORD SEPARATOR"),
    ("Hello\x00", "NUL"),
    ("Hello\x1b[2J", "an escape sequence"),
    ("Hello\x7f", "DELETE"),
    ("Hello\ud800", "half of a pair of surrogates"),
    ("gro.elpmaxe@\u202eevil", "turned writing"),
    ("=?utf-8?q?hi=0D=0ABcc:_e@x.test?=", "a line break in an encoded word"),
    ("=?UTF-8?B?aGkNCkJjYzogZUB4LnRlc3Q=?=", "in base64"),
    ("Hi =?utf-8?q?x?= there", "any encoded word, even a harmless one"),
    ("=?utf-8?q?a b?=", "with a space in it"),
    ("=?utf-8?q?a\t?=", "with a tab"),
    ("=?x?y?z?=", "of a character set that is none"),
    ("=??=", "with nothing in it"),
]


@pytest.mark.parametrize(("text", "why"), SMUGGLED, ids=[why for _, why in SMUGGLED])
@pytest.mark.parametrize("field", ["title", "target_name", "initiators", "recipient", "sender", "local part"])
def test_nothing_is_smuggled_into_a_header(field: str, text: str, why: str) -> None:
    fields: dict[str, Any] = {"target_name": "Council", "initiators": ("Group",)}
    setting = BOTH
    if field in ("recipient", "sender", "local part"):
        whole = f"{text}@x.test" if field == "local part" else f"{text} <a@b.example>"
        setting = Setting(sender=whole) if field == "sender" else Setting(recipient=whole)
    else:
        fields[field] = (text,) if field == "initiators" else text
    doc = document(para("x")).model_copy(update=fields)
    with pytest.raises(InputError) as caught:
        render(doc, ".eml", setting)
    assert len(str(caught.value).splitlines()) == 2, why
    assert "evil" not in str(caught.value), "an address is not repeated"


NO_ADDRESS = [
    ("", "nothing"),
    ("a@b.example, c@d.example", "two"),
    ("a@b.example; c@d.example", "two, as Outlook parts them"),
    ("a@b.example c@d.example", "two with a space"),
    ("Ana <a@b.example>", "a name beside it"),
    ("=?utf-8?q?e=40x.test=2C?= <a@b.example>", "two, one of them in disguise"),
    ("alice@example.org)bob@x.example", "what parseaddr takes for alice"),
    ("<a@b.example>", "in angle brackets"),
    ("group: a@b.example;", "a group"),
    ('"a b"@c.example', "quoted"),
    ("a@[127.0.0.1]", "a machine"),
    ("a@b@c.example", "two signs"),
    ("ä@b.example", "what a server without SMTPUTF8 cannot take"),
    ("a" * 65 + "@b.example", "too long"),
    ("a(b)@c.example", "a comment"),
    (",".join(f"a{n}@b.example" for n in range(2000)), "everybody at once: each would see who signs"),
]


@pytest.mark.parametrize(("text", "why"), NO_ADDRESS, ids=[why for _, why in NO_ADDRESS])
@pytest.mark.parametrize("field", ["sender", "recipient"])
def test_one_address_and_nothing_but_an_address(field: str, text: str, why: str) -> None:
    if not text:
        assert "To" not in mailed(Setting())
        return
    with pytest.raises(InputError, match="mail") as caught:
        mailed(Setting(sender=text) if field == "sender" else Setting(recipient=text))
    assert text not in str(caught.value), why


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ('Doe, Jane" <evil@x.test>', "what ends a name"),
        ("Doe, Jane", "a comma parts addresses"),
        ("a@b.example, c@d.example", "addresses as a name"),
        ("Group: a;", "a group"),
        ("O’Neill (Mayor) \\ ", "a comment and a backslash"),
        ("Asociación Española de Defensa de los Derechos de las Personas Mayores", "long enough to be folded"),
        ("x" * 300, "a word that cannot be folded"),
    ],
)
def test_a_name_stays_a_name(name: str, why: str) -> None:
    message = mailed(target_name=name.strip(), initiators=(name.strip(),))
    for field, address in (("To", "mayor@town.example"), ("From", "ana@example.org")):
        assert [(one.display_name, one.addr_spec) for one in message[field].addresses] == [(name.strip(), address)], why
    assert not {"Bcc", "Cc"} & set(message.keys())


def test_a_name_that_readers_would_tear_apart_is_left_out_and_the_address_stays() -> None:
    assert str(mailed(target_name=("Velázquez " * 12).strip())["To"]) == "mayor@town.example"


def test_a_foreign_domain_goes_out_in_the_form_that_every_server_takes() -> None:
    assert mailed(Setting(recipient="a@bücher.example"))["To"].addresses[0].addr_spec == "a@xn--bcher-kva.example"


HONEST = st.lists(
    st.sampled_from(
        "End Ring’s partnerships with police: Asociación Española — “ban” Łódź 反监视 ضد 100 % R&D; (2020)".split()
    ),
    min_size=1,
    max_size=30,
).map(" ".join)


@given(title=HONEST, name=HONEST)
@settings(max_examples=150, deadline=None)
def test_law_an_honest_title_is_never_refused(title: str, name: str) -> None:
    """Python's own way of folding a subject loses spaces in one long title of eight, if some words are not ASCII."""
    data = render(document(para("x"), title=title, target_name=name, initiators=(name,), sources=()), ".eml", BOTH)
    assert read(data)["Subject"] == title
    assert str(make_header(decode_header(message_from_bytes(data)["Subject"].replace("\r\n", "")))) == title
    assert max(map(len, data.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 90


@pytest.mark.parametrize("length", range(60, 95))
def test_a_plain_title_of_any_length_is_read_back(length: int) -> None:
    """Python's own way of folding puts one of 69 to 77 characters below the name, and a space before it."""
    title = ("End the sale of face recognition to police " * 3)[: length - 1].rstrip().ljust(length, "x")
    data = render(document(para("x"), title=title), ".eml", BOTH)
    assert read(data)["Subject"] == title
    assert max(map(len, data.partition(b"\r\n\r\n")[0].split(b"\r\n"))) <= 80


@given(words=st.lists(st.text("ab:;,.()'-", min_size=1, max_size=100), min_size=1, max_size=20))
@settings(max_examples=150, deadline=None)
def test_law_a_plain_title_is_never_refused(words: list[str]) -> None:
    title = " ".join(words)
    assert read(render(document(para("x"), title=title), ".eml", BOTH))["Subject"] == title


TITLES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=120).filter(lambda text: text.strip() != "")


@given(title=TITLES, name=TITLES)
@settings(max_examples=150, deadline=None)
def test_law_a_header_is_read_back_as_it_was_or_refused(title: str, name: str) -> None:
    doc = document(para("x"), title=title.strip(), target_name=name.strip())
    try:
        data = render(doc, ".eml", BOTH)
    except InputError:
        return
    message = read(data)
    assert message["Subject"] == doc.title
    (to,) = message["To"].addresses
    assert to.addr_spec == "mayor@town.example"
    assert to.display_name in (doc.target_name, "")
    assert list(message.keys()) == ["Subject", "From", "To", "Date", "X-Unsent", "MIME-Version", "Content-Type"]
    old = message_from_bytes(data)  # an older reader, by another policy
    assert old.keys() == message.keys()


def test_a_mail_that_is_read_back_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_ENCODED_WORD", re.compile("never"))
    monkeypatch.setattr(mail, "header_text", lambda text, what: text)
    with pytest.raises(InputError):
        mailed(title="=?utf-8?q?hi=0D=0ABcc:_e@x.test?=")


# Attachments --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "sent", "kind"),
    [
        ("letter.pdf", "letter.pdf", "application/pdf"),
        ('a"; filename="b.exe.pdf', "a-filename-b-exe.pdf", "application/pdf"),
        ("Brief an die Bürgermeisterin.DOCX", "brief-an-die-burgermeisterin.docx", attached.TYPES[".docx"]),
        ("..pdf", "entry.pdf", "application/pdf"),
        ("-rf.txt", "rf.txt", "text/plain"),
        ("a\nBcc: evil@x.test.csv", "a-bcc-evil-x-test.csv", "text/csv"),
        ("=?utf-8?q?x?=.png", "utf-8-q-x.png", "image/png"),
        ("🔥" * 50 + ".jpg", "entry.jpg", "image/jpeg"),
    ],
)
def test_a_file_goes_under_a_name_that_is_only_a_name(tmp_path: Path, name: str, sent: str, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\x00\r\n\xff one")
    message = mailed(Setting(attachments=(path,)))
    (part,) = message.iter_attachments()
    assert (part.get_filename(), part.get_content_type()) == (sent, kind)
    assert part.get_payload(decode=True) == b"\x00\r\n\xff one"
    assert message.get_body(("html",)) is not None


def test_a_path_is_no_part_of_the_name_and_twins_are_told_apart(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.pdf").write_bytes(folder.encode())
    paths = (tmp_path / "a" / ".." / "a" / "x.pdf", tmp_path / "b" / "x.pdf")
    parts = list(mailed(Setting(attachments=paths)).iter_attachments())
    assert [part.get_filename() for part in parts] == ["x.pdf", "x-2.pdf"]
    assert [part.get_payload(decode=True) for part in parts] == [b"a", b"b"]


@pytest.mark.parametrize("name", ["b.exe", "b", "b.zip", "b.pdf.scr", "b.html.js", ".pdf", "none.pdf", "fold.pdf"])
def test_what_no_mail_carries_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "fold.pdf").mkdir()
    if name not in ("none.pdf", "fold.pdf"):
        (tmp_path / name).write_bytes(b"x")
    with pytest.raises(InputError) as caught:
        mailed(Setting(attachments=(tmp_path / name,)))
    assert str(tmp_path) not in str(caught.value)


def test_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attached, "BYTES_AT_MOST", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 11)
    with pytest.raises(InputError, match="a mail carries"):
        mailed(Setting(attachments=(tmp_path / "a.txt",)))


def test_without_the_library_the_line_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name == "css_inline":
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"campaignkit\[mail\]"):
        mailed()
