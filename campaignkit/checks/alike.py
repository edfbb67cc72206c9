"""How alike a clause of a draft and an event of a source are: enough to say that both tell the same?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from campaignkit.checks.dated_events import Event
from campaignkit.checks.document_heads import KIND_OF_NOUN
from campaignkit.checks.event_words import event_words, stem

ALIKE = 0.5  # share of the shorter sentence's words that the other must have before the two tell the same event
MINUTES = 0.6  # share of a sentence that minutes must tell, here and at their head
SHORT = 0.75  # share of a short sentence that must be told by the source's and by its head
SHARED_AT_LEAST = 4
SAYS_NOT_WHAT = frozenset(
    stem(word) for word in "thank read see write note learn refer mention cite quote publish issue send".split()
)
_ANY_EVENT = frozenset(
    stem(word) for word in "meet meeting hold open close hear hearing begin start vote event place".split()
)
ISSUING = re.compile(
    r"\b(?:announc\w+|issu(?:ed|es|ing)|publish\w+|releas(?:ed|es|ing)|wrote|writes|sent|sends|signed|adopted|adopts|posted|"
    r"filed|reported|reports|dated|stated|declared|imposed|cited|fined|handed down)\b",
    re.IGNORECASE,
)
# The sender's own doings and requests: no source dates them.
OWN = re.compile(
    r"\b(?:[Ww]e|I)(?:['’](?:re|ve|ll|d|m))?\b(?! (?:are told|were told|know|learn(?:ed|t)?|read|understand|hear|"
    r"heard|note|"
    r"see|saw|follow(?:ed)?|watched|remember|welcomed?|applaud(?:ed)?|believe|think)\b)"
    r"|\bplease\b|\bPlease\b|\b[Oo]ur (?:own )?(?:\w+ )?(?:rally|letter|petition|meeting|"
    r"branch|event|march|"
    r"vigil|campaign|group|committee|coalition|members|picnic|deadline|question|request|survey|e-?mail|visit|call)\b|"
    r"\b(?:RSVP|[Jj]oin us|[Ll]et us|[Ll]et['’]s|[Cc]ome to|[Hh]ear from you|[Ss]ign up|[Ww]ill you|[Cc]an you|"
    r"[Cc]ould you|"
    r"[Ww]ould you|[Mm]y|[Yy]our (?:answer|reply|response))\b"
)
_BOUND = re.compile(
    r"\b(?P<what>[a-z]{3,})\s+(?:will\s+|is\s+to\s+|did\s+)?(?:(?P<begins>beg[iau]ns?|starts?|started|takes?\s+effect|took\s+effect)|"
    r"ends?|ended|expires?|expired|closes?|closed|r[ua]ns?\s+(?:until|out|through)|lasts?\s+until)\s+(?:on\s+|until\s+|at\s+|in\s+)?"
    r"(?:\w+day,?\s+)?(?:\d|[A-Z])"
)
_PAPER = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]+\s+){0,3}(?:Times|Post|Gazette|Herald|Ledger|Tribune|Courier|News|Journal|Star|Observer|Examiner|"
    r"Dispatch|Chronicle|Mail|Guardian|Telegraph|Echo|Argus|Standard|Bulletin|Record|Press|Review|Beacon|Globe|Mirror|Express|"
    r"Independent|Sentinel|Register|Citizen|Advocate|Monitor|Reporter|Inquirer|Enquirer|Weekly|Daily|Today|Voice|Recorder|"
    r"Messenger|Mercury|Leader|World|Union|Sun))\s+(?:has\s+|had\s+|first\s+)?(?:reported|reports|wrote|writes|published|printed|"
    r"ran|runs|carried|posted|told)\b"
)
# Who announces announces many things: of two announcements the deed must be told, too.
_ANNOUNCED = re.compile(r"\b(?:announc(?:ed|es|ing)|declared|confirmed|stated|said|says)\b(?P<what>[^.;\n]*)")
MANY = frozenset("meeting meet hearing hear session order warning warn".split())  # whoever holds one holds others


@dataclass(frozen=True)
class Telling:
    """A clause of a draft that names days.

    Attributes:
        text: The sentence in which it stands.
        said: The words of the clause by which it tells an event.
        capitals: Those of them that are written with a capital.
        is_dated: Whether its days are named by their date, and not as weekdays.
        is_whole: Whether they are days, and not months or years.
    """

    text: str
    said: frozenset[str]
    capitals: frozenset[str]
    is_dated: bool
    is_whole: bool = True

    @cached_property
    def bound(self) -> tuple[str, str] | None:
        """What it says begins or ends, and which of the two."""
        return _bound(self.text)

    @cached_property
    def announced(self) -> frozenset[str]:
        """The words of what it says somebody announced: "a pause" of "Ardley announced a pause"."""
        found = _ANNOUNCED.search(self.text)
        return event_words(found["what"]) & self.said if found else frozenset()

    @cached_property
    def is_own(self) -> bool:
        """Whether it tells of the sender's own doings or asks for something: no source dates these."""
        return bool(OWN.search(self.text))


def alike(event: Event, telling: Telling) -> float:
    """Return how alike a clause and an event are: 0 where they are not enough so to be the same."""
    said, own = telling.said, telling.is_own
    if event.kind == "own":
        return _of_document(event, said, telling.text) if not own and telling.is_dated else 0.0
    both = said & event.words
    if (len(both) < (3 if own else 2) and not said <= event.words) or not both:  # the quick look
        return 0.0
    if _is_of_others(event, telling, both):
        return 0.0
    shared, ours, theirs = _weight(both), _weight(said), _weight(event.words)
    share = shared / min(ours, theirs)
    told = len(said & (event.words | event.head))
    # Of two that are as alike, the one that tells little else is more so.
    score = 0.8 * share + 0.2 * shared / max(ours, theirs)
    if own:
        return score if shared > SHARED_AT_LEAST and share >= SHORT else 0.0
    if event.kind == "minutes":
        return score if shared >= 3 and told >= MINUTES * len(said) and share >= ALIKE else 0.0
    enough = shared >= SHARED_AT_LEAST and share >= ALIKE
    enough |= shared >= 3 and share > ALIKE and any(_is_telling(word) for word in both)
    enough |= len(both) >= 2 and told >= 3 and told / len(said) >= SHORT and share >= SHORT
    enough |= said == event.words and len(said) >= 2 and bool(said - _ANY_EVENT)
    enough |= said <= event.words and len(event.words) <= SHARED_AT_LEAST and len(said - _ANY_EVENT) >= 2
    enough |= said <= event.words and bool(telling.bound) and telling.bound == _bound(_text_of(event))
    return score if enough else 0.0


def _text_of(event: Event) -> str:
    return event.evidence.exact if event.evidence else ""


def _bound(text: str) -> tuple[str, str] | None:
    """Return what a sentence says begins or ends, and which of the two: "The pause begins on …"."""
    found = _BOUND.search(text)
    return (stem(found["what"].lower()), "begins" if found["begins"] else "ends") if found else None


def _is_of_others(event: Event, telling: Telling, both: frozenset[str]) -> bool:
    """Whether only names are shared, who do many things, or whether the event has names and none is shared."""
    if telling.announced and not telling.announced & event.words:
        return True
    if event.kind == "statement":
        return False
    deeds = both - telling.capitals
    known = any(day.day for day in event.days) or not telling.is_whole
    if len(deeds) < (1 if telling.is_dated and known else 2):  # a month of some deed says little of a day of another
        return True
    others = event.names - event.head
    return (
        bool(others)
        and not others & telling.said
        and _weight(both) <= SHARED_AT_LEAST
        and len(both) < len(telling.said)
    )


@lru_cache(maxsize=8192)
def _weight(words: frozenset[str]) -> int:
    return len(words) + sum(map(_is_telling, words))


def _is_telling(word: str) -> bool:
    """Whether a word is a number that hardly two events share."""
    return word.isdigit() and len(word) > 2


def _of_document(event: Event, said: frozenset[str], text: str) -> float:
    """How much of a clause that tells of the issuing of a document is told at its head and in it."""
    assert event.passage
    said = said - SAYS_NOT_WHAT
    nouns = {KIND_OF_NOUN[word] for word in said if word in KIND_OF_NOUN and word not in MANY}
    owner = {word for word in said & event.head if word not in KIND_OF_NOUN}
    if not said or not owner or not (nouns & event.nouns or ISSUING.search(text)):
        return 0.0
    if "article" in event.nouns and not nouns & {"article"} and not _is_paper(event, text):
        return 0.0
    if len(said & event.head) < 2:
        return 0.0
    told = said & (event.head | event_words(event.passage.text))
    return len(told) / len(said) if len(told) / len(said) >= SHORT else 0.0


def _is_paper(event: Event, text: str) -> bool:
    """Whether a sentence says that the paper of an article reported: its name stands before the verb."""
    found = _PAPER.search(text)
    return bool(found) and event_words(found["name"]) <= event.head if found else False
