"""Updates of documents, and sentences of a draft held against them; what several ask is worked out once."""

from __future__ import annotations

import re
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

SHARED_AT_LEAST = 2  # words by which a sentence has to do with an update
_SILENT = re.compile(
    r"\b(?:(?:has|have|had)(?:\s+still)?(?:\s+not|\s+never|n['’]t)(?:\s+yet)?\s+(?P<verb>\w+)|(?:has|have)\s+(?P<no>said|announced|offered|made)\s+"
    r"(?:nothing|no\b)|(?:has|have)\s+yet\s+to\s+(?P<yet>\w+)|(?:remains|remained|stays|stayed|is|been|keeps|kept)\s+(?P<mute>silent|quiet|mum)|"
    r"no\s+(?P<noun>word|statement|response|reply|announcement|answer|comment)\s+(?:from|by)|"
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
# Who tells an old state with its date, or as past, or asks, tells no new one.
_TOLD_AS_PAST = re.compile(
    r"\b(?:originally|initially|at first|at the time|first (?:said|planned|announced|set|scheduled|gave|named)|"
    r"previously|"
    r"formerly|earlier|had (?:not|been|planned|said)|was (?:planned|due|set|scheduled|to)|were (?:to|planned|due)|"
    r"no longer|"
    r"instead of|rather than|than planned|than (?:first )?announced|moved|postponed|until then|used to|"
    r"once (?:said|planned|due|set|scheduled|meant|supposed|expected|announced)|"
    r"wanted to|planned to|meant to|back then|"
    r"before(?!\s+(?:the\s+)?(?:\d|[A-Z]\w+\s+\d|midnight|noon))|again|until (?:now|recently|this))\b|\?",
    re.IGNORECASE,
)
_ASKED = re.compile(r"\b(?:please|should|must|ask|urge|call on|demand|let us|we want|if)\b", re.IGNORECASE)
_PRESENT = re.compile(r"\b(?:will|is|are|has|have|plans?|\w+s)\b")
# What is told in the past tense alone stands no more than it did.
_WAS = re.compile(r"\b(?:was|were|had|did|[a-z]{2,}ed)\b")
_STANDS = re.compile(r"\b(?:will|is|are|has|have|plans?|wants?|intends?|remains?|continues?|still|now)\b")


@dataclass(frozen=True, eq=False)
class Update:
    """An update of a document, read.

    Attributes:
        sentences: Its sentences without its head.
        since: When it came, as far as it says.
        written: The date of its document.
    """

    passage: Passage
    notice: Notice
    sentences: tuple[str, ...]
    words: frozenset[str]

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
    def since(self) -> date | None:
        """When it came, as far as it says."""
        return notice_date(self.notice, self.written)

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """The sentences of the rest of the document."""
        text, apart = self.passage.text, [one.span for one in self.passage.notices]
        return tuple(
            text[one.start : one.end]
            for one in sentences_of(text)
            if not any(span.start < one.end and one.start < span.end for span in apart)
        )

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
    def silent(self) -> tuple[re.Match[str], ...]:
        """Where it says that somebody has not spoken or acted."""
        return tuple(_SILENT.finditer(self.text))

    @cached_property
    def waiting(self) -> tuple[re.Match[str], ...]:
        """Where it says what will be or has not been."""
        return () if _ASKED.search(self.text) else tuple(_WAITING.finditer(self.text))

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """What it counts; nothing where it names a day, for which the count may have held."""
        if _ASKED.search(self.text) or any(one.is_whole for one in self.days):
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
    return Update(passage, notice, sentences, event_words(told))
