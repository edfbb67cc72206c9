"""A draft mail (.eml): plain text and HTML, and the files that go with it; it opens in a mail program to be sent.

Python's e-mail library decodes what looks like an encoded word when a header is *set*, so that a subject can carry a
line break, and with it a header, in disguise. Therefore addresses come into the message as `Address` objects only, what
looks like an encoded word is refused, and what was written is read back and compared before anybody gets it.

One mail goes to one address: with several in one field, each would see who else has signed.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, time
from email import policy
from email.errors import MessageError
from email.headerregistry import Address, HeaderRegistry, UniqueUnstructuredHeader
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import Policy
from email.utils import format_datetime
from typing import Any

from campaignkit.errors import InputError, missing_extra
from campaignkit.models.document import Document
from campaignkit.render import attached, html, plain
from campaignkit.render.gate import refuse_unsafe
from campaignkit.render.setting import PLAIN, Setting

_PIECE = 45
_LINE = 78  # characters of a line of a header, as RFC 5322 asks
_UNUSUAL = "Look for unusual characters in the title, the names and the addresses."
_ENCODED_WORD = re.compile(r"=\?.*\?=", re.DOTALL)
_BREAK = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def render(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return the document as a message that a mail program opens as a draft (`X-Unsent: 1`).

    The title is the subject. The mail bears the document's date, at noon UTC, and no Message-ID: the program that sends
    it gives it one. Without `setting.sender` and `setting.recipient` these fields are left out.

    Raises:
        InputError: The document or an address holds what no mail can carry; an attachment cannot be read; or what was
            written is not what is read back.
        MissingExtraError: css-inline is not installed.
    """
    refuse_unsafe(document)
    message = _message(document, setting)
    _fix_boundaries(message, document.sha256)
    data = _written(message)
    _refuse_changed(message, data, document.title)
    return data


class _Subject(UniqueUnstructuredHeader):
    """A subject in which either nothing is encoded or everything: where Python mixes the two, spaces get lost.

    Nor does Python fold a plain one that fits a line, but not beside the name of the header: it is put whole on the
    next line and is then read back with a space before it.
    """

    def fold(self, *, policy: Policy[Any]) -> str:
        text, end = str(self), policy.linesep
        if text.isascii() and text == text.strip() and all(len(word) < _LINE for word in text.split(" ")):
            return f"Subject: {end.join(_lines(text))}{end}"
        return f"Subject: {f'{end} '.join(map(_encoded_word, _pieces(text)))}{end}"


def _lines(text: str) -> Iterator[str]:
    """Yield a subject in lines, each but the first with the space at which it was parted from the one before."""
    line, room = "", _LINE - len("Subject: ")
    for word in re.split(r"(?<=[^ ])(?= )", text):
        if line and len(line) + len(word) > room:
            yield line
            line, room = "", _LINE
        line += word
    yield line


def _encoded_word(text: str) -> str:
    return f"=?utf-8?b?{b64encode(text.encode()).decode()}?="


def _pieces(text: str) -> list[str]:
    """Return the text in pieces of at most 45 bytes, as many as an encoded word of RFC 2047 can hold."""
    pieces = [""]
    for sign in text:
        if len((pieces[-1] + sign).encode()) > _PIECE:
            pieces.append("")
        pieces[-1] += sign
    return pieces


_REGISTRY = HeaderRegistry()
_REGISTRY.map_to_type("subject", _Subject)  # type: ignore[arg-type]  # its base is added there
_POLICY = policy.SMTP.clone(header_factory=_REGISTRY)


def _message(document: Document, setting: Setting) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["Subject"] = header_text(document.title, "subject")
    if setting.sender:
        message["From"] = address(setting.sender, ", ".join(document.initiators), "sender")
    if setting.recipient:
        message["To"] = address(setting.recipient, document.target_name or "", "recipient")
    message["Date"] = format_datetime(datetime.combine(document.date, time(12), UTC))
    message["X-Unsent"] = "1"
    message.set_content(plain.body(document), cte="quoted-printable")
    message.add_alternative(_inlined(html.mail_body(document)), subtype="html", cte="quoted-printable")
    for file in attached.read(setting.attachments):
        message.add_attachment(file.data, maintype=file.maintype, subtype=file.subtype, filename=file.name)
    return message


def header_text(text: str, what: str) -> str:
    """Return a text that can stand in a header, as it is.

    Raises:
        InputError: It has a line break, a character that cannot be seen, or what looks like an encoded word.
    """
    where = f"{what} of the mail"
    if _BREAK.search(text):
        raise InputError(f"A {what} cannot have a line break.", where, "Write it in one line.")
    if found := _UNFIT.search(text):
        what_found = f"It holds the character U+{ord(found[0]):04X}, which cannot be seen or sent."
        raise InputError(what_found, where, "Take it out.")
    if _ENCODED_WORD.search(text):
        reason = "It holds “=?…?=”, which mail programs decode into something else."
        raise InputError(reason, where, "Write the words themselves; they are encoded when the mail is written.")
    return text


def address(text: str, name: str, what: str) -> Address:
    """Return one e-mail address with the name it is shown under, each in its place; alone, if a name is too long.

    Raises:
        InputError: It is not one address, or the name cannot stand in a header. The address itself is not repeated.
    """
    from email_validator import EmailNotValidError, validate_email

    hint = "Give one address, such as name@example.org."
    try:
        checked = validate_email(header_text(text, what), check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        raise InputError(f"The {what} is not one plain e-mail address.", f"{what} of the mail", hint) from None
    local, _, domain = (checked.ascii_email or "").rpartition("@")
    named = Address(header_text(name, f"name of the {what}"), local, domain)
    return named if _survives(named) else Address("", local, domain)


def _survives(named: Address) -> bool:
    """Return whether Python reads the name back as it wrote it; it does not if it is long and not of ASCII."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["To"] = named, named  # it is folded at another place in each
    read = BytesParser(policy=policy.default).parsebytes(message.as_bytes())
    return list(read) == ["From", "To"] and read["From"].addresses == read["To"].addresses == (named,)


def _inlined(page: str) -> str:
    try:
        from css_inline import CSSInliner
    except ImportError:
        raise missing_extra("A mail in HTML needs css-inline.", "mail") from None
    return str(CSSInliner(load_remote_stylesheets=False, keep_style_tags=False).inline(page))


def _fix_boundaries(message: EmailMessage, seed: str) -> None:
    """Part the parts by lines that are always the same; "=_" can stand in none of the encodings that are used."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            mark = hashlib.sha256(f"{seed}/{number}".encode()).hexdigest()[:24]
            part.set_boundary(f"=_{mark}")


def _written(message: EmailMessage) -> bytes:
    try:
        return message.as_bytes(policy=_POLICY)
    except (ValueError, MessageError):  # what newer Pythons say of a header that would be two
        reason = "A header of the mail cannot be written as it is."
        raise InputError(reason, "mail", _UNUSUAL) from None


def _refuse_changed(meant: EmailMessage, data: bytes, subject: str) -> None:
    """Refuse a mail that is not read back as it was meant: this is where a header that was smuggled in shows.

    The subject is compared with the title itself, since setting a header can already have changed it.

    Raises:
        InputError: A header, an address, a body or an attachment has become another.
    """
    read = BytesParser(policy=policy.default).parsebytes(data)
    for what, of in _COMPARED.items():
        if of(meant) != of(read) or (what == "values" and str(read["Subject"]) != subject):
            reason = f"The {what} of the mail are not read back as they were written."
            raise InputError(reason, "mail", _UNUSUAL)
    if read.defects or any(part.defects for part in read.walk()):
        raise InputError("The mail is not read back without defects.", "mail", "Please report this.")


def _headers(message: EmailMessage) -> list[tuple[str, str]]:
    skipped = ("content-type", "content-transfer-encoding", "mime-version")
    return sorted((name.lower(), str(value)) for name, value in message.items() if name.lower() not in skipped)


def _names(message: EmailMessage) -> list[str]:
    return sorted(name.lower() for name in message.keys())  # noqa: SIM118  # a message iterates otherwise


def _addresses(message: EmailMessage) -> list[tuple[str, str, str]]:
    fields = ("from", "to", "cc", "bcc", "sender", "reply-to")
    return [
        (field, one.display_name, one.addr_spec)
        for field in fields
        for header in message.get_all(field, [])
        for one in header.addresses
    ]


def _bodies(message: EmailMessage) -> list[tuple[str | None, str, object]]:
    parts = [part for part in message.walk() if not part.is_multipart()]
    return [(part.get_filename(), part.get_content_type(), _content(part)) for part in parts]


def _content(part: EmailMessage) -> object:
    held = part.get_payload(decode=True)
    text = part.get_content_maintype() == "text" and not part.is_attachment()
    return held.replace(b"\r\n", b"\n") if text and isinstance(held, bytes) else held


_COMPARED = {"headers": _names, "values": _headers, "addresses": _addresses, "parts": _bodies}
