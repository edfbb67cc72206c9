"""Updates of documents, and sentences of a draft held against them; what several ask is worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from weakref import WeakKeyDictionary

from campaignkit.checks.calendar_days import days_of
from campaignkit.checks.dated_events import notice_date, notice_head
from campaignkit.checks.day import Day
from campaignkit.checks.document_heads import head_of
from campaignkit.checks.draft import sentences_of
from campaignkit.checks.event_words import NEGATION, event_words
from campaignkit.checks.library import Passage
from campaignkit.documents.notices import Notice
from campaignkit.figures import Quantity, find_quantities
from campaignkit.folding import Span

SHARED_AT_LEAST = 2  # words by which a sentence has to do with an update
_SILENT = re.compile(
    r"\b(?:(?:has|have|had)(?:\s+still)?(?:\s+not|\s+never|n['’]t)(?:\s+yet)?\s+(?P<verb>\w+)|(?:has|have)\s+(?:(?P<no>said|announced|offered|published|done)\s+"
    r"(?:nothing|no\b)|(?:made|given|issued|offered)\s+no\s+(?:public\s+)?(?P<none>\w+))|(?:has|have)\s+yet\s+to\s+(?P<yet>\w+)|(?:remains|remained|stays|stayed|is|been|keeps|kept)\s+(?P<mute>silent|quiet|mum)|"
    r"no\s+(?P<noun>word|statement|response|reply|announcement|answer|comment)\s+(?:from|by)|"
    r"(?:makes?|offers?|gives?)\s+no\s+(?:public\s+)?(?P<makes>commitment|promise|pledge|statement|comment|announcement)|"
    r"refus(?:es|ed)\s+to\s+(?P<refused>say|comment|answer|respond|explain))\b(?!\s+(?:whether|when|how|why|which|who|if|where|what)\b)",
    re.IGNORECASE,
)
_WAITING = re.compile(
    r"\b(?:will\s+not|won['’]t|will|(?:is|are)\s+(?:still\s+)?(?:to|set\s+to|due\s+to|expected\s+to|scheduled\s+to|planning\s+to|about\s+to|going\s+to|"
    r"considering|weighing|poised\s+to)|(?<!\bon\s)(?<!\bof\s)plans?\s+to|intends?\s+to|wants?\s+to|(?:has|have)(?:\s+not|n['’]t)(?:\s+yet)?|(?:has|have)\s+yet\s+to|"
    r"refus(?:es|ed)\s+to|(?=(?:expires|ends|closes|shuts|opens|stops|begins|starts|lapses)\b))\s*(?:still\s+|soon\s+|again\s+)?(?:be\s+)?\b(?P<verb>\w+)",
    re.IGNORECASE,
)
UNDONE = re.compile(
    r"\b(?:withdr[ae]wn?|withdrew|cancel\w*|dropped|abandon\w*|scrapped|revers\w+|rescind\w*|lifted|overturn\w*|shelved|"
    r"call(?:ed|ing)\s+off|back(?:ed|ing)\s+(?:down|away|out)|suspended|paused|halted|struck\s+down|repealed|revoked)\b",
    re.IGNORECASE,
)
# What an update itself says was so before it.
OF_THEN = re.compile(
    r"\b(?:when|at the time)\b[^.;]{0,60}\b(?:publish\w*|written|writing|print\w*|press|report\w*|appeared|posted)\b"
    r"[^.;]*\b(?:was|were|had)\b",
    re.IGNORECASE,
)
# Who tells an old state with its date, or as past, or asks, tells no new one.
_TOLD_AS_PAST = re.compile(
    r"\b(?:originally|initially|at first|at the time|first (?:said|planned|announced|set|scheduled|gave|named)|"
    r"previously|"
    r"formerly|earlier|had (?:not|been|planned|said)|was (?:planned|due|set|scheduled|to)|were (?:to|planned|due)|"
    r"no longer|"
    r"instead of|rather than|than planned|than (?:first )?announced|moved|postponed|until then|used to|"
    r"once (?:said|planned|due|set|scheduled|meant|supposed|expected|announced)|"
    r"wanted to|planned to|meant to|back then|"
    r"before(?!\s+(?:every|each|any|an?|you|we|they)\b)"
    r"(?!\s+(?:the\s+)?(?:\d|[A-Z]\w+\s+\d|midnight|noon))|again|until (?:now|recently|this))\b|\?",
    re.IGNORECASE,
)
_SHE = re.compile(r"\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\b")
_WE = re.compile(r"\b[Ww]e\b")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]+|\b[A-Z][\w’'-]+ [A-Z][\w’'-]+")
_CLAUSE = re.compile(r"[;:—]\s|,\s+(?:and|but|while|so|because|yet|whereas)\s|\s+(?:because|although|though|while)\s")
_POINTS = re.compile(r"\W*(?:It|They|This|These|He|She)\b")
_ASKED = re.compile(
    r"\b(?:please|should|must|ask(?!\s+(?:\w+\s+)?(?:why|how\s+much))|urge[sd]?|call(?:s|ed|ing)? (?:on|for)|demand|"
    r"let us|we want|if(?!\s+you\b))\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"\b(?:will|is|are|has|have|plans?|\w+s)\b")
# What is told in the past tense alone stands no more than it did.
_WAS = re.compile(r"\b(?:was|were|had|did|[a-z]{2,}ed)\b")
_STANDS = re.compile(r"\b(?:will|is|are|has|have|plans?|wants?|intends?|remains?|continues?|still|now)\b")


@dataclass(frozen=True, eq=False)
class Earlier:
    """A sentence of a source outside its notices.

    Attributes:
        words: What it tells: stems; of one with an "I" or a "he", with the last names before it;
            of one with a "we", with those of the head of its document.
    """

    at: Span
    text: str
    words: frozenset[str]


@dataclass(frozen=True, eq=False)
class News:
    """A sentence that tells what is new, with its words; the rest is as in its update."""

    text: str
    words: frozenset[str]
    since: date | None
    is_own: bool = True
    is_change: bool = True


@dataclass(frozen=True, eq=False)
class Update:
    """What a source tells as new, read: an update of a document, or a sentence of a later one.

    Attributes:
        at: Its place in its document.
        sentences: Its sentences without its head.
        since: When it came, as far as it says.
        earlier: The sentences of the rest of its document, or of older ones, which it may make untrue.
        is_own: Whether it is an update of its own document, whose words say themselves that they are new.
        is_change: Whether it has words of change; one that has none can only do what was not done.
    """

    passage: Passage
    at: Span
    sentences: tuple[str, ...]
    words: frozenset[str]
    since: date | None
    earlier: tuple[Earlier, ...]
    is_own: bool = True
    is_change: bool = True

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The earlier sentences as texts."""
        return tuple(one.text for one in self.earlier)

    @cached_property
    def news(self) -> tuple[News, ...]:
        """Its sentences; those that begin with "It" have the words of the one before, too."""
        if not self.is_own:
            return tuple(
                News(text, self.words, self.since, is_own=False, is_change=self.is_change) for text in self.sentences
            )
        pairs = zip(self.sentences, ("", *self.sentences), strict=False)
        joined = ((text, f"{before} {text}" if _POINTS.match(text) else text) for text, before in pairs)
        return tuple(News(text, event_words(whole), self.since) for text, whole in joined if not OF_THEN.search(text))

    @cached_property
    def has_number(self) -> bool:
        """Whether it counts anything, in digits or in words."""
        return any(find_quantities(one) for one in self.sentences)

    @cached_property
    def head(self) -> frozenset[str]:
        """The words at the head of its document."""
        return head_of(self.passage).words

    @cached_property
    def all_words(self) -> frozenset[str]:
        """The words of its document."""
        return self.head | event_words(self.passage.text)

    @cached_property
    def written(self) -> date | None:
        """The date of its document."""
        return head_of(self.passage).written

    @cached_property
    def body(self) -> tuple[str, ...]:
        """Those that share words with it."""
        return tuple(one for one in self.outside if len(event_words(one) & self.words) >= SHARED_AT_LEAST)


@dataclass(frozen=True, eq=False)
class Told:
    """A sentence of a draft, and the one before it, for whom "it" means; what several updates ask is worked out "
    "once."""

    text: str
    before: str
    around: str = ""

    @cached_property
    def clauses(self) -> tuple[Told, ...]:
        """Its clauses: each may stand, ask or be of the past by itself."""
        parts = [one for one in _CLAUSE.split(self.text) if one.strip()]
        return tuple(Told(one, self.before, self.text) for one in parts) if len(parts) > 1 else (self,)

    @property
    def whole(self) -> str:
        """The sentence of which it is a clause, or itself."""
        return self.around or self.text

    @cached_property
    def words(self) -> frozenset[str]:
        """The words by which it tells an event."""
        return event_words(self.text)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days that it names."""
        return days_of(self.text, None)

    @cached_property
    def is_past(self) -> bool:
        """Whether it tells a state as past, or asks."""
        return bool(_TOLD_AS_PAST.search(self.text))

    @cached_property
    def is_asked(self) -> bool:
        """Whether it asks or demands."""
        return bool(_ASKED.search(self.text))

    @cached_property
    def silent(self) -> tuple[re.Match[str], ...]:
        """Where it says that somebody has not spoken or acted."""
        return tuple(_SILENT.finditer(self.text))

    @cached_property
    def waiting(self) -> tuple[re.Match[str], ...]:
        """Where it says what will be or has not been."""
        return () if self.is_asked else tuple(_WAITING.finditer(self.text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """What it counts; nothing where it names a day, for which the count may have held."""
        if self.is_asked or any(one.is_whole for one in self.days):
            return ()
        return tuple(
            one for one in find_quantities(self.text) if one.kind in ("count", "money", "percent") and one.unit
        )

    @cached_property
    def stands(self) -> bool:
        """Whether it tells something as standing."""
        if _WAS.search(self.text) and not _STANDS.search(self.text):
            return False
        undone = UNDONE.search(self.text) or NEGATION.search(self.text) or _ASKED.search(self.text)
        return not undone and bool(_PRESENT.search(self.text))


@lru_cache(maxsize=4096)
def told_in(text: str, before: str) -> Told:
    """Return a sentence of a draft, read; kept, for most are there again when the draft is next checked."""
    return Told(text, before)


_READ: WeakKeyDictionary[Passage, tuple[Update, ...]] = WeakKeyDictionary()


def updates_of(passage: Passage) -> tuple[Update, ...]:
    """Return the updates of a document, with what its body tells of the same."""
    if passage not in _READ:
        _READ[passage] = tuple(_read(passage, one) for one in passage.notices if one.kind == "update")
    return _READ[passage]


def _read(passage: Passage, notice: Notice) -> Update:
    told = notice.exact[len(notice_head(notice)) :]
    sentences = tuple(told[one.start : one.end] for one in sentences_of(told))
    since = notice_date(notice, head_of(passage).written)
    return Update(passage, notice.span, sentences, event_words(told), since, earlier_in(passage))


_EARLIER: WeakKeyDictionary[Passage, tuple[Earlier, ...]] = WeakKeyDictionary()


def earlier_in(passage: Passage) -> tuple[Earlier, ...]:
    """Return the sentences of a document that stand in none of its notices."""
    if passage not in _EARLIER:
        _EARLIER[passage] = tuple(_earlier(passage))
    return _EARLIER[passage]


def _earlier(passage: Passage) -> Iterator[Earlier]:
    apart = [one.span for one in passage.notices]
    names, own = "", head_of(passage).words
    for at in sentences_of(passage.text):
        if not any(span.start < at.end and at.start < span.end for span in apart):
            text = passage.text[at.start : at.end]
            words = event_words(f"{text} {names}") if _SHE.search(text) else event_words(text)
            yield Earlier(at, text, words | own if _WE.search(text) else words)
            names = " ".join(_NAME.findall(text)) or names
