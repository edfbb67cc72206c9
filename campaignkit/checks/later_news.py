"""What sources tell as new: documents in their own updates, and later ones in words of change: "no longer", "now"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from weakref import WeakKeyDictionary

from campaignkit.checks.document_heads import head_of
from campaignkit.checks.library import Library, Passage
from campaignkit.checks.turned_deeds import refuses
from campaignkit.checks.turned_states import tells_by_itself
from campaignkit.checks.updates import SHARED_AT_LEAST, Earlier, Told, Update, earlier_in, updates_of

FEW = 24  # documents that one has gathered for one matter; in more, two sentences share words by chance
_CHANGE = re.compile(
    r"\b(?:no longer|now(?! that)|after all|instead|has since|have since|from today|as of|effective|starting|"
    r"up from|down from|stands? at|"
    r"(?:from|since|on) (?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)|"
    r"withdr[ae]wn?|withdrew|withdraws|withdrawing|cancel\w*|dropped|drops|dropping|abandon\w*|scrap\w*|revers\w+|"
    r"rescind\w*|lift(?:ed|s)|overturn\w*|shelved|call(?:ed|ing)? off|back(?:ed|ing)? (?:down|away|out)|repealed|"
    r"revoked|postpon\w+|moved to|pushed back|brought forward|"
    r"(?:stays?|remains?|kept) open|spared|reprieve\w*|"
    r"chang(?:ed|es|ing) (?:its|their|her|his|the|your) (?:plans?|minds?|course)|"
    r"voluntary|optional|stepp\w+ down|resign\w*|retir\w+|lapsed|expired|ended|ran out|resum\w+|reopen\w*|"
    r"beginning|starting|back in(?:to)?|again|restored|repaired|fixed|are left|remain|lost|"
    r"(?:fall|fell|fallen|falls|rise|rose|risen|rises|goes|go|went) (?:to|"
    r"from|by|up|down)|lower\w*|rais\w+|cut|increas\w+|reduc\w+|"
    r"(?:has|have|had) (?:not )?(?:\w+ly )?\w+(?:ed|en|wn|id|ne|ft|lt|pt|nt|ld))\b",
    re.IGNORECASE,
)
# What is supposed or asked is no news.
_SUPPOSED = re.compile(r"\W*(?:If|Unless|Whether|Should|Were|Had|Suppose|Imagine)\b|.*\?\W*\Z", re.DOTALL)
_POINTS = re.compile(r"\W*(?:It|They|This|These|He|She)\b")


class AllNews:
    """What the documents of a library tell as new, found by its words."""

    def __init__(self, library: Library) -> None:
        self.own = [one for passage in library.passages if passage.whole for one in updates_of(passage)]
        self.later = list(_read(library)) if len(library.passages) <= FEW else []
        self.by_word: dict[str, list[int]] = {}
        for number, one in enumerate(self.later):
            for word in one.words:
                self.by_word.setdefault(word, []).append(number)

    def __bool__(self) -> bool:
        return bool(self.own or self.later)

    def about(self, told: Told) -> Iterator[Update]:
        """Yield what a sentence may tell the old state of: every update, and of later news that with words of it."""
        yield from self.own
        shared = Counter(number for word in told.words for number in self.by_word.get(word, ()))
        yield from (self.later[number] for number in sorted(shared) if shared[number] >= SHARED_AT_LEAST)


_READ: WeakKeyDictionary[Library, AllNews] = WeakKeyDictionary()


def all_news(library: Library) -> AllNews:
    """Return what the documents of a library tell as new; read once."""
    if library not in _READ:
        _READ[library] = AllNews(library)
    return _READ[library]


def _read(library: Library) -> Iterator[Update]:
    dated = [(written, one) for one in library.passages if one.whole and (written := head_of(one).written)]
    told = _Earlier(dated)
    for written, passage in dated:
        before: frozenset[str] = frozenset()
        for one in earlier_in(passage):
            words = one.words | before if _POINTS.match(one.text) else one.words
            before = one.words
            older = () if _SUPPOSED.match(one.text) else told.before(written, words)
            change = tells_by_itself(one.text) or (bool(older) and bool(_CHANGE.search(one.text)))
            if change or any(refuses(other.text) for other in older):
                yield Update(passage, one.at, (one.text,), words, written, older, is_own=False, is_change=change)


class _Earlier:
    """What dated documents tell, by its words."""

    def __init__(self, dated: list[tuple[date, Passage]]) -> None:
        self.told = [(written, one) for written, passage in dated for one in earlier_in(passage)]
        self.by_word: dict[str, list[int]] = {}
        for number, (_, one) in enumerate(self.told):
            for word in one.words:
                self.by_word.setdefault(word, []).append(number)

    def before(self, written: date, words: frozenset[str]) -> tuple[Earlier, ...]:
        """Return the sentences of documents older than `written` that share words with one of it."""
        shared = Counter(number for word in words for number in self.by_word.get(word, ()))
        alike = sorted(number for number, count in shared.items() if count >= SHARED_AT_LEAST)
        return tuple(one for number in alike for day, one in [self.told[number]] if day < written)
