"""What makes a signature one to look at. It is flagged and counted; whether it stays is for a person to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from campaignkit.signatures.addresses import THROWAWAY
from campaignkit.signatures.names import key

REASONS = {
    "placeholder-name": "the name is one that forms are tried out with",
    "odd-name": "the name has no letters, or digits, signs or an address in it",
    "throwaway-address": "the address is of a domain that lends addresses for minutes",
    "shared-address": "more than two people have given this address",
    "same-name-and-place": "another signature without a common address has the same name, and the same place or none",
    "no-address": "the row has no e-mail address, where others have one",
    "before-opening": "it is dated before the petition was opened",
    "future-date": "it is dated after the day on which it was imported",
}
"""Why a signature can be flagged, and what that says of it."""

PLACEHOLDERS = frozenset(
    key(name)
    for name in (
        "test;test test;tester;testing;test user;test name;asdf;asdf asdf;asdfgh;qwerty;qwertz;qwerty qwerty;abc;"
        "abc def;xyz;xxx;foo;foo bar;name;first last;firstname lastname;first name last name;your name;my name;"
        "full name;n/a;na;none;null;undefined;nobody;no name;no one;anonymous;anon;anonymous anonymous;unknown;"
        "john doe;jane doe;joe bloggs;max mustermann;erika mustermann;mickey mouse;minnie mouse;donald duck;"
        "homer simpson;bart simpson;harry potter;darth vader;santa claus;batman;superman;spam;fake;fake name;hello;"
        "hi;delete me"
    ).split(";")
)
"""Names that nobody has, or that so few have that one has to look; as `names.key` writes them."""

MOST_AT_ONE_ADDRESS = 2
_ADDRESS = re.compile(r"@|https?:|www\.|\w\.(?:com|org|net|ru|xyz)\b", re.IGNORECASE)
_SIGNS = re.compile(r"[\d=<>{}\[\]|\\^~$%#*_!?]|^[-+=@]")


def suspicions(name: str, address: str | None, signed: date | None, *, since: date, today: date) -> Iterator[str]:
    """Yield why a signature by itself is to be looked at: keys of `REASONS`.

    Examples:
        >>> day = date(2026, 1, 1)
        >>> list(suspicions("Mickey Mouse", "m@mailinator.com", None, since=day, today=day))
        ['placeholder-name', 'throwaway-address']
        >>> list(suspicions("Bo Ng", "bo@example.org", day, since=day, today=day))
        []
    """
    folded = key(name)
    if folded in PLACEHOLDERS:
        yield "placeholder-name"
    elif _odd(name, folded):
        yield "odd-name"
    if address and address.rpartition("@")[2].lower() in THROWAWAY:
        yield "throwaway-address"
    if signed and signed < since:
        yield "before-opening"
    if signed and signed > today:
        yield "future-date"


def _odd(name: str, folded: str) -> bool:
    letters = folded.replace(" ", "")
    repeated = len(letters) > 2 and len(set(letters)) == 1
    return not letters or repeated or bool(_SIGNS.search(name) or _ADDRESS.search(name))
