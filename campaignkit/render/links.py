"""Links that open a mail already written: `mailto:` for the mail program, and the compose pages of Gmail and Outlook.

The link holds the whole mail, and each of the three takes only so much. What is too long is refused here, since there
it is cut off or answered with an error page in front of a supporter.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from campaignkit.errors import InputError
from campaignkit.models.document import Document
from campaignkit.render.gate import refuse_unsafe
from campaignkit.render.mail import address, header_text
from campaignkit.render.setting import PLAIN, Setting


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of link.

    Attributes:
        called: What people call it.
        at_most: How many characters the whole link may have, encoded.
        why: Where that number comes from.
        of: Returns the link for address, subject and body.
    """

    called: str
    at_most: int
    why: str
    of: Callable[[str, str, str], str]


def _mailto(to: str, subject: str, body: str) -> str:
    lines = body.replace("\n", "\r\n")  # RFC 6068, section 5: line breaks in a body are %0D%0A
    return f"mailto:{quote(to, safe='@')}?subject={_encoded(subject)}&body={_encoded(lines)}"


def _gmail(to: str, subject: str, body: str) -> str:
    return f"https://mail.google.com/mail/?view=cm&fs=1{_to(to)}&su={_encoded(subject)}&body={_encoded(body)}"


def _outlook(to: str, subject: str, body: str) -> str:
    start = "https://outlook.live.com/mail/0/deeplink/compose"
    return f"{start}?subject={_encoded(subject)}{_to(to)}&body={_encoded(body)}"


def _to(to: str) -> str:
    return f"&to={_encoded(to)}" if to else ""


def _encoded(text: str) -> str:
    return quote(text, safe="")


KINDS = {
    "mailto": Kind(
        "a mail program",
        2_000,
        "RFC 6068 sets no limit; Chrome hands Windows no link beyond about 2,000 characters, and old browsers none"
        " beyond 2,083 (ucam-department-of-psychiatry/camcops issue 180)",
        _mailto,
    ),
    "gmail": Kind(
        "Gmail",
        4_096,
        "Google documents none; measured at about 4,096 encoded characters, beyond which Gmail answers 400"
        " (codeforboston/maple issue 1964, netneutrality/savetheinternet.in issue 140)",
        _gmail,
    ),
    "outlook": Kind(
        "Outlook on the web",
        8_000,
        "Microsoft documents none; on the compose page of the calendar a body of 8,000 characters arrived whole in"
        " August 2026, and the server answers 400 beyond about 31,000 with the cookies counted"
        " (InteractionDesignFoundation/add-event-to-calendar-docs issue 19)",
        _outlook,
    ),
}
"""The kinds of link, by the name of their format. The limits are other people's measurements, rounded down."""


def mailto(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return the document as a `mailto:` link; raises as `link` does."""
    return f"{link(document, 'mailto', setting)}\n".encode()


def gmail(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return the document as a link to Gmail's compose page; raises as `link` does."""
    return f"{link(document, 'gmail', setting)}\n".encode()


def outlook(document: Document, setting: Setting = PLAIN, /) -> bytes:
    """Return the document as a link to Outlook's compose page; raises as `link` does."""
    return f"{link(document, 'outlook', setting)}\n".encode()


def link(document: Document, name: str, setting: Setting = PLAIN) -> str:
    """Return the link of this kind that opens the document as a mail.

    Args:
        document: Its title becomes the subject, all else of its text the body.
        name: One of `KINDS`.
        setting: `recipient` is whom the mail goes to; without one the field stays empty.

    Raises:
        InputError: It is longer than what it opens takes, or as for a mail (`campaignkit.render.mail.render`).
    """
    kind, whole = KINDS[name], link_of_any_length(document, name, setting)
    if (over := len(whole) - kind.at_most) > 0:
        what = (
            f"The link comes to {len(whole):,} characters, and {kind.called} takes {kind.at_most:,}: {over:,} too many."
        )
        hint = f"Leave out the less important paragraphs (--channel {name}), or make a mail to open (-o letter.eml)."
        raise InputError(what, f"{document.kind} as {name} link", hint)
    return whole


def link_of_any_length(document: Document, name: str, setting: Setting = PLAIN) -> str:
    """Return the link however long it is; raises InputError for what no mail can carry."""
    refuse_unsafe(document)
    to = address(setting.recipient, "", "recipient").addr_spec if setting.recipient else ""
    body = document.text.removeprefix(document.title).strip("\n")
    return KINDS[name].of(to, header_text(document.title, "subject"), body)
