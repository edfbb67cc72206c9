"""What a document told before its own update, retold in other words by a letter that does not know better.

An update is read clause by clause. A clause of a draft retells the old state where it is tied to a clause of the update
by what both are about, or by a sentence of the body that both are about, and where it either points the other way or
gives the value of before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from campaignkit.checks.bearing import called_off, points_away, without_turns
from campaignkit.checks.calendar_days import days_of
from campaignkit.checks.kindred_words import kindred
from campaignkit.checks.updates import OF_THEN, Told, Update
from campaignkit.figures import Quantity, find_quantities
from campaignkit.folding import Span

TIED = 2  # words that a clause of a draft has in common with one of an update, or with a sentence of the body
HALF = 0.5  # share of the words of a clause that an update or the body must have
MOST = 0.6  # the same, for a clause that nearly repeats a sentence of the body
KNOWS = 0.34  # share of the words of an update by which another sentence tells it, too
RARE = 3  # sentences of a body that may have a word which still says of what they are
FEW = 3  # "the two schools" counts nothing that could be new
_NAMES = re.compile(r"(?<=[\w,;’'] )[A-Z][\w’'-]+")
# Who speaks of what he wants, or of the past, tells no state of today.
_NO_STATE = re.compile(
    r"\b(?:I|my|we|our|must|should|could|would|let us|please|if|thank|had|was|were|did|beyond|except|besides|"
    r"other than|apart from|more than that|"
    r"(?:it|ordinance|bill|law|act|measure|amendment|proposal|resolution|charter|treaty) "
    r"(?:bans|prohibits|forbids|outlaws))\b",
    re.IGNORECASE,
)
_WANTED = re.compile(r"\b(?:must|should|could|ought|if|unless)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[;:—]\s|\s(?:because|although|whereas)\s|,\s+(?:and|but|while|so)\s|"
    r"\s(?:and|but)\s(?=(?:it|they|he|she|the|that|will|has|have|says?)\s"
    r"|[a-z]+s\s(?:the|a|an|it|them|its|their|with|to|of)\s)"
)
# What an update says besides: why, when, until what.
_BESIDES = re.compile(
    r"\b(?:petition|bid|motion|campaign|calls?|proposal|wish)\s+to\s.*|,?\s(?:because|after|before|until|while|when|which|"
    r"citing|pending|following|so that|as long as)\s.*"
)
_TODAY = re.compile(
    r"\b(?:will|is|are|has|have|can|may|do|does|cannot|plans?|wants?|intends?|means?|remains?|continues?|still|now|keeps?|"
    r"stays?|uses?|runs?|charges?|costs?|pays?|offers?|sells?|requires?|allows?|refuses?|supports?|opposes?|covers?|"
    r"protects?|lets?|gets?|goes|stands?|works?|expects?|needs?|holds?|gives?|takes?|makes?|issues?|enforces?|stores?|"
    r"serves?|shares?|passes|faces|lies|hands?|\w+n['’]t)\b",
    re.IGNORECASE,
)
# "Four of the six": a part is no other number of the whole.
_IN_PART = re.compile(
    r"\b(?:some|most|many|half|one|two|three|four|five|six|seven|eight|nine|ten|\d+) of (?:the|its|their)\b",
    re.IGNORECASE,
)
_IS_SENTENCE = re.compile(r"[.!?…][\W_]*\Z")
_LABEL = re.compile(
    r"\b(?:line|route|ward|district|room|gate|phase|section|unit|plant|school|zone|area|step|part)s?\s+(\d+)(?:\s+and\s+(\d+))?",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:extend\w*|moved?|postpon\w+|now|instead|brought forward|delay\w*|put (?:off|back)|push\w* back|resched\w+|"
    r"later|until|renew\w*|prolong\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Piece:
    """A clause of an update or of a draft, or a sentence of the body."""

    text: str

    @cached_property
    def words(self) -> frozenset[str]:
        return kindred(self.text)

    @cached_property
    def matter(self) -> frozenset[str]:
        """Its words without those that say that something is not or is over."""
        return kindred(without_turns(self.text))

    @cached_property
    def names(self) -> frozenset[str]:
        return kindred(" ".join(_NAMES.findall(self.text))) | _first(self.text)

    @cached_property
    def is_away(self) -> bool:
        return points_away(self.text)

    @cached_property
    def values(self) -> frozenset[tuple[str, str, Decimal]]:
        return frozenset((one.kind, _unit(one), one.value) for one in _quantities(self.text))

    @cached_property
    def days(self) -> frozenset[tuple[int, int]]:
        return frozenset((one.month, one.day) for one in days_of(self.text, None) if one.month)

    @cached_property
    def labels(self) -> frozenset[str]:
        return frozenset(number for found in _LABEL.findall(self.text) for number in found if number)


def _quantities(text: str) -> list[Quantity]:
    """Return what a text counts: not the number of a line or a ward, nor how long after something else."""
    labels = [Span(*found.span()) for found in _LABEL.finditer(text)]
    return [
        one
        for one in find_quantities(text)
        if (one.kind in ("money", "percent", "duration") or (one.kind == "count" and one.unit))
        and not _AFTER.match(text[one.span.end :])
        and not one.number.touches(labels)
    ]


_AFTER = re.compile(r"\s+(?:after|before|later|earlier|ago|since)\b")


def _unit(one: Quantity) -> str:
    return "" if one.kind in ("duration", "money") or not one.unit else one.unit.split()[-1]


@dataclass(frozen=True, eq=False)
class Turn:
    """A clause of an update and the sentences of the body that are of the same; `rare` words say of what it is."""

    now: Piece
    before: tuple[Piece, ...]
    rare: frozenset[str]

    @cached_property
    def thing(self) -> frozenset[str]:
        """What was called off, without names."""
        return kindred(called_off(self.now.text)) - self.now.names

    @cached_property
    def has_moved(self) -> bool:
        """Whether it moves a day."""
        return bool(self.now.days and _MOVES.search(self.now.text))

    @cached_property
    def old_values(self) -> frozenset[tuple[str, str, Decimal]]:
        return frozenset(value for one in self.before for value in one.values)

    @cached_property
    def old_days(self) -> frozenset[tuple[int, int]]:
        return frozenset(day for one in self.before for day in one.days)


@lru_cache(maxsize=8192)
def _piece(text: str) -> Piece:
    return Piece(text)


_READ: WeakKeyDictionary[Update, tuple[Turn, ...]] = WeakKeyDictionary()


def _turns_of(update: Update) -> tuple[Turn, ...]:
    if update not in _READ:
        body = [_piece(part) for text in update.outside for part in _CLAUSE.split(text) if part.strip()]
        parts = [
            _piece(_BESIDES.sub("", part))
            for text in update.sentences
            if not OF_THEN.search(text)
            for part in _CLAUSE.split(text)
            if part.strip()
        ]
        _READ[update] = tuple(_turn(one, body) for one in parts if not _WANTED.search(one.text))
    return _READ[update]


def _turn(now: Piece, body: list[Piece]) -> Turn:
    rare = frozenset(word for word in now.words if sum(word in one.words for one in body) <= RARE)
    return Turn(now, tuple(one for one in body if one.words & now.words), rare)


def retold_by(update: Update, told: Told) -> str:
    """Return the clause of an update whose old state a clause of a draft retells; "" if it retells none."""
    if _NO_STATE.search(told.text) or not _IS_SENTENCE.search(told.whole) or not _is_of_today(told.text):
        return ""
    turns = _turns_of(update)
    return next(filter(None, (_retold(_piece(part), turns) for part in _CLAUSE.split(told.text))), "")


def _retold(said: Piece, turns: tuple[Turn, ...]) -> str:
    tied = [(_tie(said, one), one) for one in turns]
    best = max((shared for shared, one in tied if shared >= TIED and not _is_turned(said, one)), default=0)
    return next(
        (
            one.now.text
            for shared, one in tied
            if shared > best and _is_turned(said, one) and _of_the_same(one.now, said)
        ),
        "",
    )


def _of_the_same(now: Piece, said: Piece) -> bool:
    """Whether the two have a name in common, or one of them has none."""
    return not said.names or not now.names or bool(said.names & now.names)


_FIRST = re.compile(r"\W*([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)(?:['’]s)?(?= [a-z])")


def _first(text: str) -> frozenset[str]:
    found = _FIRST.match(text)
    return kindred(found[1]) if found and not text.lstrip().startswith(("The ", "A ", "An ")) else frozenset()


def _is_of_today(text: str) -> bool:
    """Whether a clause tells something in the present tense, or as to come."""
    return bool(_TODAY.search(text))


def _is_turned(said: Piece, turn: Turn) -> bool:
    if _has_new_value(said, turn):
        return False
    return _has_old_value(said, turn) or said.is_away != turn.now.is_away


def _tie(said: Piece, turn: Turn) -> int:
    """Return by how many words a clause is tied to a turn; 0 if it is not."""
    now = turn.now
    if now.labels and said.labels and not now.labels & said.labels:
        return 0
    direct = said.words & now.words
    matter = direct - now.names - said.names
    known = said.matter & now.words.union(*(one.words for one in turn.before))
    if len(known) < MOST * len(said.matter):
        return 0  # "It has not published the report on something else"
    if matter and len(direct) >= TIED and len(direct) >= HALF * min(len(said.words), len(now.words)):
        return len(direct) + 1
    if turn.thing and turn.thing <= said.words and not said.is_away:
        return len(direct)
    return max((_tie_by(said, turn, one, direct) for one in turn.before), default=0)


def _tie_by(said: Piece, turn: Turn, old: Piece, direct: frozenset[str]) -> int:
    """Return by how many words a clause is tied to a turn by a sentence of the body, which both are about."""
    there = said.words & old.words
    same = len(said.days & old.days) + len(said.values & old.values)
    both = turn.now.words & old.words
    if said.days & old.days and both - turn.now.names and turn.has_moved and direct:
        return 1
    if len(there) + same < TIED or len(there) + same < HALF * len(said.words):
        return 0
    if direct & both - said.names and len(both) >= TIED:
        return len(direct)
    if same and there and direct and (len(both) > TIED or (turn.now.values and direct & both - said.names)):
        return 1
    repeats = len(there) + same >= max(TIED, MOST * len(said.words)) and said.is_away == old.is_away
    by_name_only = not direct - said.names
    return len(direct) if repeats and direct & both & turn.rare and len(there) >= TIED + by_name_only else 0


def _has_new_value(said: Piece, turn: Turn) -> bool:
    """Whether a clause gives a value or a day that the body does not have."""
    new = {one for one in said.values - turn.old_values if one[0] != "count" or one[2] > FEW}
    return bool(new or said.values & turn.now.values or said.days - turn.old_days)


def _has_old_value(said: Piece, turn: Turn) -> bool:
    """Whether a clause gives a value of the body where the update has another one of its kind."""
    now = {(kind, unit) for kind, unit, _ in turn.now.values if unit or kind != "count"}
    of_it = said.words & turn.now.words - {"pay"}
    if of_it and not _IN_PART.search(turn.now.text) and any(one[:2] in now for one in said.values - turn.now.values):
        return True
    return bool(turn.has_moved and said.days and not said.days & turn.now.days)


def knows(part: str, sentence: str, but: str = "") -> bool:
    """Whether a clause of a sentence, `but` one, tells what a part of an update tells."""
    return any(_tells(_piece(part), _piece(one)) for one in _CLAUSE.split(sentence) if one not in but)


def _tells(now: Piece, said: Piece) -> bool:
    shared = len(now.words & said.words)
    return shared >= TIED and now.is_away == said.is_away and shared >= KNOWS * len(now.words)
