"""Names that are no proof of a wrong speaker: an office that is the speaker's own, words that are plainly passed on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from campaignkit.checks.library import Passage
from campaignkit.function_words import DETERMINERS, OFFICES, ROLES
from campaignkit.people import TITLES, surname

_OWNER = re.compile(r"^(?:[Tt]he |[Aa]n? |[Oo]ur |[Yy]our |[Ii]ts )?(?:[\w’'.&-]+ ){0,3}?[\w.&-]+(?:['’]s|s['’]) ")


def is_office_of(claimed: str, author: str, passages: Iterable[Passage]) -> bool:
    """Return whether a draft names a speaker by an office that a source gives them: "the head of roads", "Oak's owner".

    Examples:
        >>> is_office_of("Ann Lee", "Bo Lee", ())
        False
    """
    last, office = surname(author), _office(claimed)
    return bool(last and office) and any(_beside(office, last).search(one.text) for one in passages)


def _office(claimed: str) -> str:
    """Return what a description says somebody is; "" for a name."""
    office = _OWNER.sub("", f"{claimed} ").strip()
    if re.match(r"(?:[Tt]he|[Oo]ur|[Yy]our|[Ii]ts) [A-Z]", claimed) and "’" not in claimed and "'" not in claimed:
        return claimed.split(" ", 1)[1]  # "the County Librarian", "the MCA for Oak": whatever it is
    words = office.split()
    while words and words[0].lower() in DETERMINERS:
        words.pop(0)
    first = words[0].lower() if words else ""
    named = len(words) > 1 and words[1].lower() not in {"of", "for", "at"} and not _holds_office(words[-1:])
    return " ".join(words) if words and not named and (_holds_office([first]) or _holds_office(words[-1:])) else ""


def _holds_office(words: list[str]) -> bool:
    return any(word.lower() in ROLES | OFFICES | TITLES for word in words)


@lru_cache(maxsize=64)
def _beside(office: str, last: str) -> re.Pattern[str]:
    """A pattern for an office right beside a name: "head of roads Bo Ek", "Mr B. Ek (Head of Roads)"."""
    what, whom = re.escape(office), re.escape(last)
    before = (
        rf"\b(?i:{what})\b(?: (?:of|for|at) (?:the )?[\w ’'-]{{1,30}}?)?(?: [a-z]+)?,?\s(?:[A-Z][\w.’'-]*\s){{0,3}}"
        rf"(?i:{whom})\b"
    )
    after = (
        rf"\b(?i:{whom})\b,?\s\(?(?:(?:who\s)?(?:is|was)\s)?(?:(?:the|its|their|a|an|our)\s)?(?:[\w’'.-]+\s){{0,4}}?"
        rf"(?i:{what})\b"
    )
    return re.compile(rf"{before}|{after}")
