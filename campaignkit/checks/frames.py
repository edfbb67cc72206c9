"""Frames: the words on either side of a number or a day, and what a source has between the same words.

Whoever copies a sentence and changes a number in it leaves the frame: "the ferry carries over 500 people a day", where
the source has "the ferry carries over 300 people a day". No unit need be known for that, and no measure. The longest
frame counts: where a source has the very number between as many of the words, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from campaignkit.checks.draft import HEAD, Draft
from campaignkit.checks.library import Library, Passage
from campaignkit.checks.remembered import remembered
from campaignkit.checks.rule import Hit
from campaignkit.folding import Folded, Span, occurrences
from campaignkit.function_words import (
    AUXILIARIES,
    CALENDAR,
    CONJUNCTIONS,
    DETERMINERS,
    FIRST_AND_SECOND,
    MONTHS,
    PRONOUNS,
    RELATIVES,
    SMALL_WORDS,
    SUBORDINATE,
    WEEKDAYS,
)

SEED = 3  # words beside the number by which a frame is looked for
AROUND = 12  # words on either side that are compared
SHARED_AT_LEAST = 6  # words that a frame must have, both sides together
LONG = 14  # words of a frame, the number with them, that is told wherever it stands
TELLING_AT_LEAST = 3  # of these, such as say what it is about
PASSAGES_AT_MOST = 60
SLOT_AT_MOST = 6  # words of a number and of what bounds it
LONG_WORD = 100  # code points; what stands further on is not counted, word by word, to see that it is not the head
REACH = 160  # code points of a passage that are read on either side
PLACES_AT_MOST = 60  # places of one seed in one passage
NEARLY = 0.1  # how far "about" and "nearly" may lie from a source's number, as a share of it

_YEAR = re.compile(r"(?:19|20)\d\d")
_GAP_ABOVE, _GAP_BELOW = re.compile(r"[\W_]*\Z"), re.compile(r"[\W_]*")
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBER_WORDS = {word: value for value, word in enumerate(_SMALL)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
TENS = frozenset(range(20, 100, 10))
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES |= {"lakh": 10**5, "crore": 10**7}
LOWER = frozenset("over more than least exceeding above".split())
UPPER = frozenset("under fewer less below most up".split())
LOOSE = frozenset("about around approximately roughly nearly almost some close".split())
_BOUNDS = LOWER | UPPER | LOOSE | frozenset("at to just exactly only as many well a total of".split())
_SIGNS = frozenset("$ £ € % percent per cent".split())
_SAYING_LITTLE = frozenset().union(
    AUXILIARIES, CONJUNCTIONS, DETERMINERS, FIRST_AND_SECOND, PRONOUNS, RELATIVES, SMALL_WORDS, SUBORDINATE, _BOUNDS
)
_DIGITS = re.compile(r"\d+(?:\.\d+)?(?:st|nd|rd|th|s)?\Z")

_SECTION = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}[.)]?")
_END_OF_LINE = re.compile(r"[^\S\n]*(?:\n|\Z)")
_AFTER_MARKER = re.compile(r"[.):]?[*_]{0,2}\s+[*_\"“‘']{0,3}[A-Z]")

Kind = Literal["figure", "date"]
_SAID = {  # what is told of the draft's number, and what to do about it
    "figure": ("another number", "Take the figure from the source, with its words."),
    "date": ("another date", "Take the date from the source."),
}


@dataclass(frozen=True)
class Framed:
    """A number or a day of the draft, and what a source has in its place.

    Attributes:
        at: The number with what bounds it, in the draft.
        place: What the source has there, in the text of the passage.
        shared: How many words on either side are the same.
    """

    kind: Kind
    at: Span
    passage: Passage
    place: Span
    shared: int

    def hit(self, draft: Draft) -> Hit:
        """Tell of a number or a day that stands in a sentence of a source, but for itself."""
        what, hint = _SAID[self.kind]
        said = draft.text[self.at.start : self.at.end]
        theirs = self.passage.text[self.place.start : self.place.end]
        return Hit(
            at=self.at,
            message=f"{self.passage.label} has {what} between the same words: “{theirs}”, not “{said}”.",
            hint=hint,
            evidence=self.passage.evidence(self.place),
            changes=((said, theirs),),
        )


def changed(draft: Draft, library: Library, spared: list[Span]) -> list[Framed]:
    """Return the numbers and days for which a source has others, between the same words, and none has these."""
    found: list[Framed] = []
    for sentence in draft.sentences:
        text = draft.text[sentence.start : sentence.end]
        told = _in_sentence(library, text)
        if told and not _is_own_date(draft, sentence):
            found += [replace(one, at=one.at.moved(sentence.start)) for one in told]
    return [one for one in found if not one.at.within(spared)]


@remembered
def _in_sentence(library: Library, text: str) -> tuple[Framed, ...]:
    """Return what sources have otherwise than a sentence, with places in the sentence."""
    folded = Folded.of(text)
    words = folded.words.split()
    return tuple(filter(None, (_of_slot(words, slot, folded, library) for slot in _slots(words))))


def _is_own_date(draft: Draft, sentence: Span) -> bool:
    """Whether a sentence is of the letter's head: where a draft is dated, every other one is dated otherwise."""
    in_head = sentence.end <= draft.head_end and sentence.start < HEAD * LONG_WORD
    return in_head and not _reads_as_prose(draft.text[sentence.start : sentence.end].split())


def _reads_as_prose(words: Sequence[str]) -> bool:
    """Whether most of the words begin with a small letter: not so a title, a menu, a line of contacts."""
    return sum(word[:1].islower() for word in words) * 2 >= sum(word[:1].isalpha() for word in words)


def _slots(words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where a number or a day stands: its first word, or one that bounds it, and the word after its last."""
    at = 0
    while at < len(words):
        if not _counts(words[at]):
            at += 1
            continue
        first = at - _length(words[max(0, at - SLOT_AT_MOST) : at][::-1])
        last = at + 1 + _length(words[at + 1 : at + SLOT_AT_MOST], _SIGNS)
        yield first, last
        at = last


def _length(words: Sequence[str], others: frozenset[str] = _BOUNDS | _SIGNS) -> int:
    """Return how many of `words`, from the first on, belong to a number."""
    return next((n for n, word in enumerate(words) if not (_counts(word) or word in others)), len(words))


def _counts(word: str) -> bool:
    return word in NUMBER_WORDS or word in SCALES or word in CALENDAR or bool(_DIGITS.match(word))


@dataclass(frozen=True, slots=True)
class _Found:
    """A number of a passage between the same words: its words, which is the first, how many words agree."""

    passage: Passage
    words: list[str]
    first: int
    before: int
    shared: int


def _of_slot(words: list[str], slot: tuple[int, int], folded: Folded, library: Library) -> Framed | None:
    first, last = slot
    left, right = words[max(0, first - AROUND) : first], words[last : last + AROUND]
    fits, best = 0, None
    for found in _frames(left, right, library):
        if _may_stand_for(words[first:last], found.words):
            fits = max(fits, found.shared)
        elif not best or found.shared > best.shared:
            best = found
    if not best or best.shared <= fits or _is_told_beside(words[first:last], best.passage):
        return None
    begins, ends = first - best.before, last + best.shared - best.before
    frame = folded.span(begins, ends - 1)
    if not _reads_as_prose(folded.text[frame.start : frame.end].split()) or not _is_most(words[begins:ends], words):
        return None
    place = best.passage.folded.span(best.first, best.first + len(best.words) - 1)
    if _is_marker(best.passage.text, place) or _is_marker(folded.text, folded.span(first, last - 1)):
        return None
    if _is_parted(best, place):
        return None
    kind: Kind = "date" if _is_date(words[first:last]) or _is_date(best.words) else "figure"
    return Framed(kind, folded.span(first, last - 1), best.passage, place, best.shared)


def _is_parted(found: _Found, at: Span) -> bool:
    """Whether all words of a frame stand in another paragraph than the number: "May 4, 2024", and a story below it."""
    text = found.passage.text
    if found.before and found.shared > found.before:
        return False
    gap = _GAP_ABOVE.search(text, max(0, at.start - 40), at.start) if found.before else _GAP_BELOW.match(text, at.end)
    return bool(gap and gap[0].count("\n") > 1)


def _is_marker(text: str, at: Span) -> bool:
    """Whether a number at the head of a line is that of an item or a section: "7.2 The cost was", "1. The cost"."""
    head = text[text.rfind("\n", 0, at.start) + 1 : at.start].strip(" \t>*_-#([§")
    if not head and _END_OF_LINE.match(text, at.end):
        return True  # alone on its line: the size of a picture, a page
    if head or not _SECTION.fullmatch(text, at.start, at.end):
        return False
    return bool(_AFTER_MARKER.match(text, at.end))


def _frames(left: list[str], right: list[str], library: Library) -> Iterator[_Found]:
    """Yield the numbers that sources have between the same words."""
    for seed, read in ((right[:SEED], _before), (left[-SEED:], _after)):
        key = f" {' '.join(seed)} "
        for number in library.corpus.some_holding(key)[:PASSAGES_AT_MOST] if len(seed) == SEED else ():
            passage = library.passages[number]
            for at in islice(occurrences(passage.folded.words, key), PLACES_AT_MOST):
                before, slot, after, first = read(passage.folded.words, at, key)
                if found := _found(passage, left, right, before, slot, after, first):
                    yield found


Read = tuple[list[str], list[str], list[str], int]


def _before(words: str, at: int, key: str) -> Read:
    """Read a passage at words that follow a number: what is before it, its words, what follows, and its place."""
    told = words[max(0, at - REACH) : at].split()
    length = _length(told[::-1])
    number = words.count(" ", 0, at) - length
    return told[: len(told) - length], told[len(told) - length :], words[at : at + REACH].split(), number


def _after(words: str, at: int, key: str) -> Read:
    """Read a passage at words that a number follows."""
    end = at + len(key) - 1
    told = words[end : end + REACH].split()
    length = _length(told)
    # What bounds the number stands before it, and may be the last of the words that were looked for.
    return words[max(0, at - REACH) : end].split(), told[:length], told[length:], words.count(" ", 0, end)


def _found(
    passage: Passage,
    left: list[str],
    right: list[str],
    before: list[str],
    slot: list[str],
    after: list[str],
    first: int,
) -> _Found | None:
    if not any(map(_counts, slot)):
        return None
    above, below = _same(left[::-1], before[::-1]), _same(right, after)
    kept = {*left[len(left) - above :], *right[:below]}
    telling = len(_telling([*kept])) >= TELLING_AT_LEAST
    return _Found(passage, slot, first, above, above + below) if above + below >= SHARED_AT_LEAST and telling else None


def _same(ours: list[str], theirs: list[str]) -> int:
    count = 0
    for one, other in zip(ours, theirs, strict=False):
        if one != other:
            break
        count += 1
    return count


def _is_most(frame: list[str], sentence: list[str]) -> bool:
    """Whether a frame is long, or has half of what its sentence tells: a bus that carries people is no ferry."""
    return len(frame) >= LONG or 2 * len(_telling(frame)) >= len(_telling(sentence))


def _telling(words: list[str]) -> set[str]:
    return {word for word in words if word not in _SAYING_LITTLE and not _counts(word)}


def _may_stand_for(ours: list[str], theirs: list[str]) -> bool:
    """Whether a number may be told for another, as people round and bound; days, where one says less than the other."""
    one, other = _told(ours), _told(theirs)
    if one <= other or other <= one:
        return True
    if _is_date(ours) or _is_date(theirs):
        return not _may_contradict(one, other)
    if len(one) != 1 or len(other) != 1:
        return False
    return _is_bounded(float(next(iter(one))), set(ours), float(next(iter(other))))


def _may_contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two dates say the same kind of thing, and differ in all of it.

    "Monday" and "October 22" may be one day, and a range has two of which one may be the other's.
    """
    years, months, weekdays, days = (
        _both(one, other, kind) for kind in (_is_year, MONTHS.__contains__, WEEKDAYS.__contains__, _is_day)
    )
    return _apart(years) or _apart(months) or (_apart(days) if all(months) else not any(months) and _apart(weekdays))


def _both(one: frozenset[str], other: frozenset[str], kind: Callable[[str], object]) -> tuple[set[str], set[str]]:
    return {word for word in one if kind(word)}, {word for word in other if kind(word)}


def _apart(told: tuple[set[str], set[str]]) -> bool:
    """Whether both say something, and nothing of it is the same."""
    return all(told) and not told[0] & told[1]


def _is_year(word: str) -> bool:
    return bool(_YEAR.fullmatch(word))


def _is_day(word: str) -> bool:
    return word.isdigit() and len(word) <= 2


def _is_bounded(said: float, words: set[str], known: float) -> bool:
    if words & LOWER:
        return said <= known
    if words & UPPER:
        return said >= known
    return bool(words & LOOSE) and abs(said - known) <= NEARLY * max(said, known)


def _told(words: list[str]) -> frozenset[str]:
    """Return the numbers and days in a slot, in one form: "twenty eight" is 28, "1.4 million" is 1400000."""
    told: list[str] = []
    value: float | None = None
    for word in words:
        number = _value(word)
        if word in SCALES:
            value = (1 if value is None else value) * SCALES[word]
        elif number is not None and value in TENS and word in NUMBER_WORDS and number < 10:
            value = (value or 0) + number
        else:
            told += [_plain(value)] if value is not None else []
            value = number
            told += [word] if word in CALENDAR else []
    return frozenset(told + ([_plain(value)] if value is not None else []))


def _value(word: str) -> float | None:
    if word in NUMBER_WORDS:
        return NUMBER_WORDS[word]
    return float(re.sub(r"\D+\Z", "", word)) if _DIGITS.match(word) else None


def _plain(value: float) -> str:
    return f"{value:.6g}" if value < 10**6 else str(int(value))


def _is_date(words: list[str]) -> bool:
    return bool(CALENDAR & set(words)) or any(_YEAR.fullmatch(word) for word in words)


def _is_told_beside(ours: list[str], passage: Passage) -> bool:
    """Whether a notice of the same document has the number: then the draft tells what has been put right since."""
    told = _told(ours)
    return any(told <= _told(Folded.of(notice.exact).words.split()) for notice in passage.notices)
