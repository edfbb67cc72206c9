"""What is no proof of a wrong speaker: an office of the speaker's own, words passed on, another who came up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from campaignkit.checks.library import Passage
from campaignkit.function_words import DETERMINERS, OFFICES, ROLES
from campaignkit.people import TITLES, surname

_OWNER = re.compile(r"^(?:[Tt]he |[Aa]n? |[Oo]ur |[Yy]our |[Ii]ts )?(?:[\w’'.&-]+ ){0,3}?[\w.&-]+(?:['’]s|s['’]) ")

_PASSES_ON = re.compile(
    r"\b(?:read(?:s|ing)?|quot(?:e[sd]?|ing)|relay(?:s|ed|ing)|pass(?:es|ed|ing) on|shar(?:e[sd]|ing)|forward(?:s|ed)|"
    r"cit(?:e[sd]|ing)|retweet(?:s|ed|ing)|repeat(?:s|ed|ing))\b[^.!?“”\"]{0,80}?\b(?:from|by|of)\b"
)
_NO_PERSONS = frozenset("statement letter report memo".split())
_PERSONS = "|".join(sorted((ROLES - _NO_PERSONS) | frozenset("woman man girl boy person lady guy teenager".split())))
_ANOTHER = re.compile(
    r"(?<!, )(?<!\bis )(?<!\bwas )(?<!\bas )(?<!\bsaid to )(?<!\bwrote to )(?<!\btold )(?<!\basked )"
    rf"\b(?:an?|another|one|the|[\w-]+['’]s) (?:[\w’'-]+ ){{0,2}}?(?:{_PERSONS})\b",
    re.IGNORECASE,
)


def is_passed_on(between: str) -> bool:
    """Return whether a draft says itself that somebody passes on the words that follow.

    Examples:
        >>> is_passed_on(" read to the House from a message by a nurse: "), is_passed_on(" said of the report: ")
        (True, False)
    """
    return _PASSES_ON.search(between) is not None


def brings_on_another(between: str) -> bool:
    """Return whether somebody without a name comes up between a name and the "she" that was taken to stand for it.

    Examples:
        >>> brings_on_another(" met a woman in the queue. "), brings_on_another(", a driver, told the paper. ")
        (True, False)
    """
    return _ANOTHER.search(between) is not None


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
