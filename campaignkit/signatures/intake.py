"""A row as a signature: its cells read as name, address, day and consent, or why it cannot be one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from campaignkit.signatures.addresses import canonical, checked
from campaignkit.signatures.names import Display, key, tidy, unseen_left_out
from campaignkit.signatures.rows import NAME_AT_MOST, Row

SlashedDays = Literal["dmy", "mdy"]

YES = frozenset("yes;y;true;1;x;on;agreed;agree;i agree;subscribed;opted in;optin;public;ja;si;sí;oui;ok".split(";"))
NO = frozenset("no;n;false;0;off;none;unsubscribed;opted out;optout;private;refused;nein;non".split(";"))
PLACE = ("town", "region", "postcode", "country")
_INITIALS = frozenset(("initials", "initialen", "iniciales", "initiales"))
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")


class Placed(Protocol):
    """What holds the parts of a place by name: a mapping, or a row of the ledger."""

    def __getitem__(self, part: str, /) -> str | None:
        """Return a part of the place, if it is known."""


@dataclass(frozen=True)
class Signed:
    """A signature as a row tells it; its values are a person's data, so its repr has none of them.

    Attributes:
        name, email: As they were given, but for white space.
        name_key, address_key: What another signature of the same person is known by; no address, no `address_key`.
        moment: The day or the moment, as it is written there.
        unseen: Whether signs that nobody sees were left out of the name or the comment.
        signed: The day; None if the row has none, or one that cannot be read.
        unread_day: Whether there is a day that cannot be read.
        publish, contact: Agreed, refused, or not asked.
    """

    name: str = field(repr=False)
    email: str | None = field(repr=False)
    name_key: str = field(repr=False)
    address_key: str | None = field(repr=False)
    moment: str = field(repr=False)
    place: dict[str, str] = field(repr=False)
    comment: str | None = field(repr=False)
    signed: date | None = field(repr=False)
    unseen: bool = False
    unread_day: bool = False
    publish: bool | None = None
    contact: bool | None = None
    display: Display = "name"

    @property
    def occasion(self) -> str:
        """What tells a signature without an address from another of the same name: its place and its moment."""
        return occasion_of(self.place, self.moment)


def occasion_of(place: Placed, moment: str) -> str:
    """Return a place and a moment as one text; the place by its parts, without case and accents.

    Examples:
        >>> occasion_of({"town": "Averley", "region": "IL", "postcode": None, "country": None}, "2026-02-01")
        'averley il   2026-02-01'
    """
    return " ".join([*(key(place[part] or "") for part in PLACE), moment])


def signed_by(row: Row, *, slashed: SlashedDays | None = None, agreed: bool = False) -> Signed | str:
    """Return the signature of a row, or why the row is none.

    Args:
        row: A row that its reader has not refused.
        slashed: How days such as 06/12/2026 are to be read; without it they are not read.
        agreed: Whether everybody in the file has agreed that their name is shown; a row may still say no.
    """
    cells = row.values
    given = cells.get("name") or f"{cells.get('given_name', '')} {cells.get('family_name', '')}"
    name, comment = tidy(given), unseen_left_out(cells.get("comment", "")).strip()
    if not name:
        return "it has no name"
    if len(name) > NAME_AT_MOST:
        return f"the name has more than {NAME_AT_MOST} characters"
    email = cells.get("email", "").strip().removeprefix("mailto:") or None
    if email and checked(email) is None:
        return "the e-mail address is not one"
    place = {part: tidy(cells.get(part, "")) for part in PLACE}
    day = day_of(cells.get("signed", ""), slashed)
    publish, contact = _consent(cells, agreed)
    return Signed(
        name=name,
        email=email,
        name_key=key(name),
        address_key=canonical(email) if email else None,
        moment=cells.get("signed", ""),
        place=place,
        comment=comment or None,
        unseen=unseen_left_out(given) != given or comment != cells.get("comment", ""),
        signed=day,
        unread_day=bool(cells.get("signed")) and day is None,
        publish=publish,
        contact=contact,
        display=_display(cells.get("display", "")),
    )


def day_of(text: str, slashed: SlashedDays | None = None) -> date | None:
    """Return the day of a date or a moment as it is written there; None if it cannot be told.

    Examples:
        >>> day_of("2026-06-12T09:30:00Z"), day_of("06/12/2026"), day_of("06/12/2026", "dmy")
        (datetime.date(2026, 6, 12), None, datetime.date(2026, 12, 6))
    """
    try:
        if re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", text):
            return date.fromisoformat(text[:10])
        if (found := _SLASHED.match(text)) and slashed:
            first, second, year = map(int, found.groups())
            day, month = (first, second) if slashed == "dmy" else (second, first)
            return date(year, month, day)
    except ValueError:
        return None
    return None


def _consent(cells: Mapping[str, str], agreed: bool) -> tuple[bool | None, bool | None]:
    """Return whether the name may be shown, and whether the person may be written to.

    A column of plain "consent" says that the name may be shown, and never that the person may be written to.
    """
    publish = _answer(cells.get("publish") or cells.get("consent", ""))
    return True if publish is None and agreed else publish, _answer(cells.get("contact", ""))


def _answer(text: str) -> bool | None:
    """Return yes or no; None for nothing, and for what says neither: a consent is not guessed."""
    word = text.strip().casefold()
    return word in YES if word in YES or word in NO else None


def _display(text: str) -> Display:
    """Return what is shown of a name. A column named "anonymous" is answered with yes or no."""
    word = text.strip().casefold()
    if not word or word in NO or word in ("name", "full name", "full"):
        return "name"
    return "initials" if word in _INITIALS else "anonymous"  # what is not understood shows less, never more
