"""Whether the sources date the deed of a clause otherwise: the same deed of the same things, on every other day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from campaignkit.checks.dated_deeds import DatedDeed, deeds_in
from campaignkit.checks.day import Day, without
from campaignkit.checks.deeds import deed_of, deed_stems, deeds_like, find_deeds, same_deed
from campaignkit.checks.event_words import event_words, stem
from campaignkit.checks.library import Library
from campaignkit.models.finding import Severity

MANY = 4  # words that both tell, deed apart: then hardly anything else can be meant
ENOUGH = 3
SOME = 2
MOST = 0.5  # share of the words of a clause that a source must tell before it is an error to date it otherwise
MUCH = 0.4  # where sources differ, or tell something else on the draft's day
PART = 0.25
APART = 4  # by how many words more another day's deed must be told before the draft's own day is no answer
YEARS = 2  # by which the days of one deed may be apart
BEHIND = 200  # code points
SOON = 3  # days after which what was to come is over

# What the same people do to all sorts of things.
OFTEN = frozenset("say announce publish vote order write hear meet submit inspect begin grant".split())
_BODIES = frozenset(
    stem(word)
    for word in "council committee board court senate house commission parliament cabinet jury assembly trustees "
    "legislature congress authority union subcommittee governor mayor".split()
)
_ORDINAL = re.compile(
    r"\b(?:first|second|third|fourth|another|again|next|twice|earlier|previous|annual|yearly|every)\b", re.IGNORECASE
)
_TALLY = re.compile(r"\b(\d{1,3})(?:\s?[-–—]\s?|\s+(?:to|for,?(?:\s+and)?)\s+)(\d{1,3})\b(?!\s?%)")
_CAPITAL = re.compile(r"(?<=[\w,;’'\"”) ] )[“\"‘]?([A-Z][\w’'-]+)")


@dataclass(frozen=True)
class Clause:
    """A clause of a draft that names days.

    Attributes:
        text: The clause.
        sentence: The sentence in which it stands.
        days: The days it names, each where it stands in the clause.
    """

    text: str
    sentence: str
    days: tuple[Day, ...]

    @cached_property
    def deeds(self) -> list[tuple[int, str]]:
        return find_deeds(self.text)

    @cached_property
    def said(self) -> frozenset[str]:
        """The words by which it tells who does what, without the deeds."""
        return event_words(deed_stems(without(self.text, self.days)))

    @cached_property
    def done(self) -> frozenset[str]:
        """What the deed is done to: the words after the first deed, or all where none stand there."""
        at = self.deeds[0][0] if self.deeds else 0
        blank = without(self.text, self.days)
        return event_words(deed_stems(blank[at:])) or self.said

    @cached_property
    def names(self) -> frozenset[str]:
        return event_words(deed_stems(" ".join(_CAPITAL.findall(without(self.text, self.days)))))


@dataclass(frozen=True)
class Otherwise:
    """A deed that the sources date otherwise than a clause does."""

    told: DatedDeed
    severity: Severity


def dated_otherwise(library: Library, clause: Clause, day: Day, as_of: date) -> Otherwise | None:
    """Return the deed that a clause dates `day`, and every source that tells it dates otherwise."""
    deed = deed_of(clause.text, day, clause.deeds)
    if not deed or not clause.said or (day.is_month_alone and day.role == "limit"):
        return None
    known = deeds_in(library)
    told = _told(clause, day, deed, [one for like in deeds_like(deed) for one in known.by_deed.get(like, ())], as_of)
    if not told:
        return None
    best = told[0][0]
    rivals = [(_known(one, clause), one) for one in known.by_month.get(day.month, ()) if _names(one, day)]
    if any(_clears(shared, best, one, deed, clause) for shared, one in rivals):
        return None
    agree = all(one.day.fits(told[0][1].day) for shared, one in told if shared >= best - 1)
    near = any(shared >= SOME and one.day.day for shared, one in rivals)
    severity = _severity(best, best / len(clause.said), agree and not near)
    return Otherwise(told[0][1], severity) if severity and (best > 1 or (agree and not near)) else None


def _severity(shared: int, share: float, is_clear: bool) -> Severity | None:
    """Return how sure it is that two tell the same: an error where most of a clause is told by the source."""
    if is_clear and ((shared >= ENOUGH and share >= MOST) or (shared > MANY and share >= PART)):
        return "error"
    if shared >= SOME and share >= (PART if is_clear else MUCH):
        return "warning"
    return "warning" if is_clear and share == 1 else None


def _told(clause: Clause, day: Day, deed: str, known: Iterable[DatedDeed], as_of: date) -> list[tuple[int, DatedDeed]]:
    """Return what the sources date of the deed, with how much of the clause each tells, the most first."""
    found = [
        (shared, one)
        for one in known
        if (day.day or one.event.kind == "told")  # "in June" is no claim on the day of some minutes
        and _can_contradict(one.day, day, (one.deed, deed))
        and (shared := one.shared(clause.said) and one.shared(clause.said) + _numbers_behind(one, clause))
    ]
    found = [(shared, one) for shared, one in found if not _are_apart(clause, one, day, as_of)]
    if any(one.day.fits(other) for _, one in found for other in clause.days):
        return []
    return sorted(found, key=lambda pair: -pair[0])


def _numbers_behind(one: DatedDeed, clause: Clause) -> int:
    """How many numbers of a clause, that hardly two deeds share, stand right behind the sentence of a deed."""
    long = {word for word in clause.said - one.event.words if word.isdigit() and len(word) > 2}
    if not long or not one.event.evidence or not one.event.passage:
        return 0
    end = one.event.evidence.end
    return len(long & event_words(one.event.passage.text[end : end + BEHIND]))


def _can_contradict(held: Day, day: Day, deeds: tuple[str, str]) -> bool:
    """Whether one day can prove another one wrong: a month alone only another month alone, and what
    is said "by June" is not said then."""
    if day.role == "on" and held.role == "limit" and deeds[1] != "end":
        return False
    if "say" in deeds and not (held.role == day.role == "on" and held.day and day.day):
        return False
    if held.is_month_alone or day.is_month_alone:
        return not held.day and not day.day and bool(held.month and day.month)
    return bool(held.month) and bool(day.month) and bool(held.day or not day.day)


def _names(one: DatedDeed, day: Day) -> bool:
    return any(other.month and other.fits(day) for other in one.may_be_on)


def _known(one: DatedDeed, clause: Clause) -> int:
    return len(clause.said & (one.event.words | one.event.head))


def _clears(shared: int, best: int, one: DatedDeed, deed: str, clause: Clause) -> bool:
    """Whether what a source tells of the draft's own day is what the clause tells."""
    mine = same_deed(one.deed, deed) or any(same_deed(one.deed, other) for _, other in clause.deeds)
    if shared >= max(ENOUGH, best) and one.day.day and any(same_deed(other, deed) for _, other in find_deeds(one.text)):
        return True
    if not shared or best - shared >= APART or (not one.day.day and best - shared > 1):
        return False
    return mine or (not one.deed and shared >= SOME)


def _are_apart(clause: Clause, one: DatedDeed, day: Day, as_of: date) -> bool:
    """Whether something tells the two apart: another body, another tally, others by name, a year long gone."""
    return (
        _is_of_another_body(clause, one)
        or _is_counted_otherwise(clause.text, one.text)
        or (
            one.deed in OFTEN
            and not clause.done & (one.told_in if one.is_sitting else one.event.words | one.event.head)
        )
        or _is_of_strangers(clause, one)
        or _is_of_another_time(one, day, as_of)
    )


def _is_of_another_body(clause: Clause, one: DatedDeed) -> bool:
    ours, theirs = clause.said & _BODIES, one.event.words & _BODIES or one.event.head & _BODIES
    return bool(ours and theirs and not ours & theirs)


def _is_counted_otherwise(ours: str, theirs: str) -> bool:
    """Whether one is the second and the other is not, or the votes are counted otherwise."""
    ordinals = [{found[0].lower() for found in _ORDINAL.finditer(text)} for text in (ours, theirs)]
    tallies = [set(_TALLY.findall(text)) for text in (ours, theirs)]
    return bool(ordinals[0] - ordinals[1]) or (all(tallies) and not tallies[0] & tallies[1])


def _is_of_strangers(clause: Clause, one: DatedDeed) -> bool:
    """Whether most names of a clause are unknown to the source, and no number that hardly two deeds share is known."""
    if any(word.isdigit() and len(word) > 2 for word in clause.said & one.event.words):
        return False
    return 2 * len(clause.names - one.told_in) > len(clause.names)


def _is_of_another_time(one: DatedDeed, day: Day, as_of: date) -> bool:
    """Whether the two are years apart, or one is over and the other to come."""
    if one.deed != "end" and one.day.year and day.year and abs(one.day.year - day.year) > YEARS:
        return True
    if not one.day.is_whole or not day.is_whole:
        return False
    held = _nearest(one.day, one.event.beside[0].first if one.event.beside else as_of)
    when = _nearest(day, held)
    limits = day.role == one.day.role == "limit"
    return (when > as_of) != (held > as_of) and abs((held - when).days) > SOON and not limits


def _nearest(day: Day, when: date) -> date:
    """Return a day in its year, or in that in which it lies nearest to another."""
    if day.year:
        return day.first
    years = (replace(day, year=when.year + more).first for more in (-1, 0, 1))
    return min(years, key=lambda one: abs((one - when).days))
