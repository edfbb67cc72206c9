"""An e-mail as it was saved (.eml): the plain text of its body, else that of its HTML, then its subject.

Where the body stands in the file as it is (7bit or 8bit), lines and columns are those of the file. Where it is encoded
(quoted-printable, base64), they are those of the decoded body. A subject that is not in the file as it reads is the
line after the last. What a message quotes of another ("On Monday … wrote:") is read with it; attachments are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from campaignkit.documents.decoding import decode, decode_as
from campaignkit.documents.kept import Pieces, Read
from campaignkit.documents.webpage import visible_text
from campaignkit.errors import DocumentError

if TYPE_CHECKING:
    from email.message import Message

PARTS_AT_MOST = 200  # of one message, one in the other; a parser goes through them all for every line
_HEADER = re.compile(rb"\s*(?:From [^\n]*\n|[!-9;-~]+:)")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_SUBJECT = re.compile(
    rb"^Subject:[ \t]*([^\r\n]{0,2000}(?:\r?\n[ \t][^\r\n]{0,2000}){0,20})", re.IGNORECASE | re.MULTILINE
)
_AS_IT_IS = ("", "7bit", "8bit", "binary")
_UTF_8 = ("", "utf-8", "utf8", "us-ascii", "ascii")
_COPY = "Copy the text of the message into a .txt file and try again."


def read_mail(data: bytes, name: str) -> Read:
    """Return the text of a message in the form of RFC 5322.

    Raises:
        DocumentError: It is no message, has no text, or its text cannot be decoded.
    """
    if not _HEADER.match(data) or data.lower().count(b"boundary=") > PARTS_AT_MOST:
        raise DocumentError("This is not an e-mail (.eml) that can be read.", name, _COPY)
    message = _parsed(data, name)
    part = _text_part(message, name)
    content = _content(part, name)
    is_page = part.get_content_type() == "text/html"
    body = _text(content, _charset(part), name, page=is_page)
    base, at = _place(data, content, part, body)
    text, pieces = _seen(body, at, is_page)
    return _with_subject(data, Read(text, base, pieces, dated=_sent(message)))


def _parsed(data: bytes, name: str) -> Message:
    from email import message_from_bytes  # 20 ms; most drafts are no e-mail

    try:
        return message_from_bytes(data)
    except (RecursionError, ValueError, LookupError):
        raise DocumentError("The e-mail is damaged.", name, _COPY) from None


def _text_part(message: Message, name: str) -> Message:
    texts = list(_texts(message))
    for kind in ("text/plain", "text/html"):
        for part in texts:
            if part.get_content_type() == kind:
                return part
    raise DocumentError("The e-mail has no part of text.", name, _COPY)


def _texts(part: Message) -> Iterator[Message]:
    """Yield the parts that are its text: no attachment, no message within the message."""
    if part.get_content_disposition() == "attachment":
        return
    if part.get_content_maintype() == "multipart" and part.is_multipart():
        for child in part.get_payload():
            yield from _texts(child)  # type: ignore[arg-type]
    elif part.get_content_maintype() == "text" and not part.is_multipart():
        yield part


def _content(part: Message, name: str) -> bytes:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or any("Base64" in type(defect).__name__ for defect in part.defects):
        raise DocumentError("The text of the e-mail is damaged: its base64 cannot be decoded.", name, _COPY)
    return content


def _charset(part: Message) -> str:
    return str(part.get_content_charset() or "").lower()


def _text(content: bytes, charset: str, name: str, *, page: bool) -> str:
    return decode(content, name, page=page) if charset in _UTF_8 else decode_as(content, charset, name)


def _place(data: bytes, content: bytes, part: Message, body: str) -> tuple[str, int]:
    """Return the text in which lines are counted, that of the file if the body stands in it, and where it begins."""
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    charset = _charset(part)
    head = _HEAD_END.search(data)
    at = data.find(content, head.end() if head else 0) if encoding in _AS_IT_IS else -1
    if at < 0 or charset.startswith(("utf-16", "utf-32", "utf-7")):
        return body, 0
    before, after = data[:at], data[at + len(content) :]
    start = before.decode("utf-8", "replace")
    return start + body + after.decode("utf-8", "replace"), len(start)


def _seen(body: str, at: int, is_page: bool) -> tuple[str, Pieces]:
    if not is_page:
        return body, [(0, at)]
    text, pieces, _ = visible_text(body)
    return text, [(new, old + at) for new, old in pieces]


def _with_subject(data: bytes, read: Read) -> Read:
    """Return a message with its subject behind its text, a paragraph of its own."""
    head = _HEAD_END.search(data)
    found = _SUBJECT.search(data, 0, head.start() if head else len(data))
    written = found[1].decode("utf-8", "replace").strip() if found else ""
    subject = _decoded(written)
    if not (subject and read.text.strip()):
        return read
    at = read.file_text.find(written) if subject == written else -1
    base = read.file_text if at >= 0 else f"{read.file_text.rstrip()}\n{subject}"
    text = f"{read.text}\n\n"
    place = (len(text), at if at >= 0 else len(base) - len(subject))
    return Read(text + subject, base, [*read.pieces, place], dated=read.dated)


def _decoded(written: str) -> str:
    from email.header import decode_header, make_header

    if "=?" not in written:
        return written
    try:
        return " ".join(str(make_header(decode_header(written))).split())
    except (ValueError, LookupError, UnicodeError):
        return ""


def _sent(message: Message) -> date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(str(message["date"])).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
