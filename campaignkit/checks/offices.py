"""For whom a speaker speaks, as a source says anywhere: "Ann Lee of the Oak Union", "Lee, for Oak Mills"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from campaignkit.checks.library import Passage
from campaignkit.function_words import OFFICES, ROLES
from campaignkit.people import called_by, is_organisation

__all__ = ["bodies_of", "head_of_paragraph", "is_officer", "offices_of"]

_BODY = r"[A-Z][\w’'&.-]*(?: (?:(?:of|for|and|the|&) )*[A-Z][\w’'&.-]*){0,6}"
_ROLE = "|".join(sorted(ROLES | OFFICES))
_ROLES_BEFORE = tuple(f"{role} " for role in sorted(ROLES | OFFICES))
_OFFICE_AT_MOST = 300  # code points of a body and an office that stand before a name
_HEADS = re.compile(rf"[*_#>\s-]{{0,4}}(?:The )?(?P<body>{_BODY}) (?=[a-z])")
_OFFICER = (
    r"(?:president|director|manager|chief|head|executive|officer|chair(?:man|woman)?|spokes(?:man|woman|person))\b"
)


@lru_cache(maxsize=256)
def offices_of(passage: Passage, name: str) -> tuple[tuple[str, ...], bool]:
    """Return for whom a speaker speaks by what the source says of them anywhere, and whether as a spokesperson.

    "Oak Mills spokeswoman Ann Lee", "Ann Lee, who speaks for Oak Mills", "Ann Lee of the Oak Union".
    """
    last = called_by(name)
    if len(last) != 1 or not name[:1].isupper():
        return (), False
    found = list(_offices_in(passage.text, last[0]))
    bodies = tuple(dict.fromkeys(one["body"] for one in found))
    return bodies, any(_is_spokesperson(one) for one in found)


def _is_spokesperson(found: re.Match[str]) -> bool:
    told = found.groupdict()
    return "role" not in told or (told["role"] or "").startswith("spokes")


def bodies_of(name: str, passages: Iterable[Passage]) -> Iterator[str]:
    """Yield for whom the sources say that somebody speaks."""
    return (body for one in passages for body in offices_of(one, name)[0])


def head_of_paragraph(passage: Passage, at: int) -> tuple[str, ...]:
    """Return the body of which a paragraph tells first: "The Water Board is neutral. “…,” said Commissioner Lee."."""
    part = passage.paragraph_at(at)
    found = _HEADS.match(passage.text, part.start, max(part.start, at))
    return (found["body"],) if found and is_organisation(found["body"]) else ()


def _offices_in(text: str, last: str) -> Iterator[re.Match[str]]:
    """Yield where a text says for whom somebody speaks, as a "body" and, if it tells, the "role"."""
    office = _office_patterns()
    done = 0
    for person in re.finditer(rf"(?:[A-Z][\w.’'-]*\s)*(?i:{re.escape(last)})\b", text):
        if person.start() < done:
            continue
        low = max(done, person.start() - _OFFICE_AT_MOST)
        is_called = text.endswith(_ROLES_BEFORE, low, person.start())
        led = office.led.search(text[low : person.start()]) if text.endswith(", ", low, person.start()) else None
        if led:
            done = person.end()
            yield led
        elif is_called and (found := office.before.search(text[low : person.start()])):
            done = person.end()
            yield found
        elif found := office.speaks.match(text, person.end()) or office.behind.match(text, person.end()):
            done = found.end()
            yield found


class _Offices(NamedTuple):
    """Patterns of an office around a name; `led` is "a spokesman for Oak, Ann Lee", `speaks` "Ann Lee, for Oak"."""

    before: re.Pattern[str]
    led: re.Pattern[str]
    speaks: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _office_patterns() -> _Offices:
    """The patterns of offices; made when the first speaker is looked up, for they are long."""
    before = rf"\b(?P<body>{_BODY})(?:[’']s)? (?:[a-z-]+ ){{0,3}}?(?P<role>{_ROLE}) \Z"
    told = rf", [^.“”\"\n]{{0,60}}?\b(?P<role>{_ROLE}) (?:of|for|with|at) (?:the )?"
    led = rf"\b(?P<role>{_ROLE}) (?:of|for|at|with) (?:the )?(?P<body>{_BODY}), \Z"
    speaks = (
        rf"(?:,? (?:who )?(?:speaks|spoke|speaking|appear(?:ed|ing)|testif(?:ied|ying)|acting)|,)"
        rf" (?:for|on behalf of) (?:the )?(?:[a-z]+, )?(?P<body>{_BODY})"
    )
    return _Offices(
        re.compile(before),
        re.compile(led),
        re.compile(speaks),
        re.compile(rf"(?:{told}|,? of (?:the )?)(?P<body>{_BODY})"),
    )


@lru_cache(maxsize=256)
def is_officer(passage: Passage, name: str) -> bool:
    """Whether a document names a speaker with an office and no body: that of the body whose document it is.

    "…," said Ann Lee, vice president for operations, in a release of Oak Mills.
    """
    last = called_by(name)
    if len(last) != 1 or not name[:1].isupper():
        return False
    person = rf"(?:[A-Z][\w.’'-]*\s){{0,3}}(?i:{re.escape(last[0])})\b"
    behind = rf"{person}, (?:(?:the|its|our) )?(?:[a-z-]+ ){{0,3}}?{_OFFICER}(?! of [A-Z]| of the [A-Z]| at [A-Z])"
    return (
        re.search(rf"\b(?:[Oo]ur|[Ii]ts) (?:[a-z-]+ ){{0,3}}?{_OFFICER},? {person}|{behind}", passage.text) is not None
    )
