"""Whom a draft names as a speaker, and whether it names somebody at all who could be the wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from campaignkit.checks.attributions import Author, is_named_in, is_of_unnamed_body, names_in_role
from campaignkit.checks.case import Case
from campaignkit.checks.library import Passage
from campaignkit.folding import fold
from campaignkit.function_words import DETERMINERS, ROLES
from campaignkit.people import TITLES, same_person, surname
from campaignkit.speakers import Speaker
from campaignkit.text import Match

__all__ = ["Place", "behind_handle", "is_a_name", "is_somebody"]

_OWNED = re.compile(r"(?:the )?([A-Z][\w.-]*(?: [A-Z][\w.-]*)*)'s? [a-z]")
_NAME = r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)+"
_ANY = frozenset("a an one another some many several both most".split())  # whoever it was
_JOINTS = frozenset("for of with from by on to like in at about".split())

Place = tuple[Passage, Match, Author]


def is_a_name(case: Case, name: str) -> bool:
    """Whether it names somebody: a name that the sources know, or one of several words with capitals."""
    words = name.removeprefix("the ").removeprefix("The ").split()
    known = {part for word in words for part in fold(word).replace("'s ", " ").split()} & case.library.names
    capitals = [word for word in words if word[:1].isupper()]
    if words and words[0].islower() and words[0] not in ROLES | TITLES and not _JOINTS.isdisjoint(words):
        return False  # "the headline in Friday’s Post"
    return bool(words) and words[-1][:1].isupper() and "’s" not in words[0] and (bool(known) or len(capitals) > 1)


def behind_handle(case: Case, claimed: Speaker) -> Speaker | None:
    """Return who is meant by the handle of an account, "@ann_lee"; None if it tells nobody whom the sources quote."""
    if not case.is_handle(claimed) or fold(claimed.name).strip() in case.library.names:
        return claimed
    spoken = (by.name for one in case.near.passages for _, by in one.spoken if by and by.name[:1].isupper())
    named = next((name for name in spoken if same_person(claimed.name, name) == "same"), None)
    return replace(claimed, name=named) if named else None


def is_somebody(case: Case, claimed: Speaker, places: list[Place]) -> bool:
    """Whether the draft names somebody who could be wrong: a name, or what somebody is, which the source does not know.

    "Ann Lee’s group", "the mayor" and "a spokesman" may well be the speaker whom the source names near the words.
    """
    first, *rest = re.sub(r"^[Tt]he ", "", claimed.name).split(" ")
    if first in ROLES and not _JOINTS.isdisjoint(rest) and _is_near(first, places):
        return False  # "the principal of Eastgate School"
    if not rest and {first.lower(), first.lower().removesuffix("s")} & ROLES and first.endswith("s"):
        return False  # "Residents" head a sentence
    if is_a_name(case, claimed.name) or _is_one_name(case, claimed):
        return not any(_holds_after_joint(claimed.name, author) for _, _, author in places)
    words = claimed.name.replace("’", "'").split()
    if words[0].lower() not in DETERMINERS and words[0][0].isupper() and "'" not in claimed.name.replace("’", "'"):
        return False  # "Thank", "Critics": no name, and nobody in particular
    if words[0].lower() in _ANY:
        return False
    owner = _OWNED.match(" ".join(words))
    if owner and any(is_named_in(owner[1], passage) for passage, _, _ in places):
        return _is_another_of_that_body(case, owner[1], claimed.name, places)
    role = next((word.lower() for word in reversed(words) if word.lower() in ROLES), "")
    if words[0].lower() in {"its", "their"}:
        return bool(role) and all(is_of_unnamed_body(author, case.draft.text) for _, _, author in places)
    return bool(role) and _is_another_in_that_role(case, role, places)


def _is_another_of_that_body(case: Case, body: str, claimed: str, places: list[Place]) -> bool:
    """Whether the sources name who is "Oak Mills’ director", and it is not the speaker, nor is the speaker of Oak."""
    office = re.split(r"['’]s? ", claimed, maxsplit=1)[-1]
    if ROLES.isdisjoint(office.lower().split()):
        return False
    named = {name for passage in case.near.passages for name in _names_in_office(passage.text, body, office)}
    return bool(named) and not any(
        author.fits(one) != "different" or not surname(author.name) for one in (body, *named) for _, _, author in places
    )


def _names_in_office(text: str, body: str, office: str) -> Iterator[str]:
    """Yield whom a text names beside an office of a body: "Oak’s director, Ann Lee", "Ann Lee, director of Oak"."""
    whose, what = re.escape(body), re.escape(office)
    before = rf"\b{whose}['’]s? {what},? (?P<name>{_NAME})"
    after = rf"(?P<name>{_NAME}),? (?:the |an? )?{what} (?:of|for|at) (?:the )?{whose}\b"
    for pattern in (before, after):
        yield from (found["name"] for found in re.finditer(pattern, text))


def _is_another_in_that_role(case: Case, role: str, places: list[Place]) -> bool:
    """Whether the sources name somebody in a role, and it is not the speaker of the words."""
    near = _is_near(role, places)
    named = {name for passage in case.near.passages for name in names_in_role(passage.text, role)}
    return (
        bool(named)
        and not any(author.fits(name) != "different" for name in named for _, _, author in places)
        and (not near or all(surname(author.name) for _, _, author in places))
    )


def _is_near(role: str, places: list[Place]) -> bool:
    return any(
        re.search(rf"\b{role}", passage.text[max(0, match.span.start - 400) : match.span.end + 400], re.IGNORECASE)
        for passage, match, _ in places
    )


def _is_one_name(case: Case, claimed: Speaker) -> bool:
    """Whether it is a single word that only ever has a capital, and plainly speaks: "Melia said", not "Critics say"."""
    low = claimed.name.lower()
    if claimed.confidence == "low" or claimed.how == "pronoun" or not claimed.name[:1].isupper() or " " in low:
        return False
    if low in ROLES | TITLES or low.endswith("s") or f" {low} " in case.draft.text:
        return False
    noun = re.compile(rf"\b(?:the|an?|its|our|their) {re.escape(low)}\b")  # "Contractor:" is nobody's name
    return not any(noun.search(passage.text) for passage in case.near.passages)


def _holds_after_joint(claimed: str, author: Author) -> bool:
    """Whether the claimed phrase only leads to the true speaker: "Useful for Cahn", "a friend of Cahn"."""
    last = surname(author.name)
    words = fold(claimed).replace("'s ", " ").split()
    return bool(last) and last in words[1:] and words[words.index(last, 1) - 1] in _JOINTS
