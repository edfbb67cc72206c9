"""Commitments as a draft tells them: a pause that has run out as in force, a pause or a condition as an end for good.

What is told of a target is looked for outside quotation marks. Who asks, supposes, denies, reports what others say or
dates it in the past tells nothing that could be wrong here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from campaignkit.checks.event_words import event_words, stem
from campaignkit.checks.told_targets import YOU, Targets
from campaignkit.models.demand import Commitment

FEW = 4  # words of "its ban is permanent", which says what ended without naming it
_PAUSE = (
    r"(?:moratorium|paus(?:e|ed|es|ing)|suspen(?:d|ds|ded|sion)|halt(?:s|ed)?|fr(?:ee|o)z(?:e|es|en|ing)|"
    r"stopped|lends?)"
)
_THE_PAUSE = r"(?:moratorium|pause|suspension|freeze|halt)"
_HOLDS = (
    r"(?:is\s+(?:still\s+)?(?:in\s+(?:force|place|effect)|active|on)|remains|stands|continues|applies|holds|protects|"
    r"keeps|covers|shields|prevents|stops|bars|forbids|lasts|means)"
)
_NOW = (
    r"(?:at\s+the\s+moment|at\s+present|right\s+now|currently|today|now|nowadays|these\s+days|still|any\s?more|any\s+longer|"
    r"as\s+(?:we|I)\s+write|to\s+this\s+day|for\s+the\s+time\s+being)"
)
_NAMED = (
    rf"(?:\W+\w+){{0,2}}?\W+(?:has|have|is|are|currently|now|still)\b[^.;:]{{0,60}}?\b{_PAUSE}\b",
    rf"(?:['’]s?)?(?:\W+[\w-]+){{0,3}}?\W+{_PAUSE}\b[^.;:]{{0,60}}?\b{_HOLDS}\b",
)
_IN_FORCE = re.compile(rf"\b[Tt]h(?:e|is|at)\s+(?:[\w-]+\s+){{0,2}}?{_THE_PAUSE}\b[^.;:]{{0,60}}?\b{_HOLDS}\b")
_NOW_PAUSED = re.compile(rf"\b{_NOW}\b[^.;:]{{0,80}}\b{_PAUSE}\b|\b{_PAUSE}\b[^.;:]{{0,80}}\b{_NOW}\b", re.IGNORECASE)
_DOES_NOT = re.compile(
    r"\b(?:(?:refuses?|declines?)\s+to|(?:does|do|is|are|can|may)\s+not|(?:does|do|is|are|ca)n['’]t|cannot|no\s+longer)\s+(?:\w+ly\s+)?"
    r"(?:(?:let(?:s|ting)?|allow(?:s|ing)?|permit(?:s|ting)?)\s+(?:\w+\s+){1,3}?(?:to\s+)?)?(?P<verb>\w+)",
    re.IGNORECASE,
)
_HELD = re.compile(rf"\b{_PAUSE}\b")
_AT_PRESENT = re.compile(rf"\b(?:{_NOW}|no\s+longer|(?:(?:is|are)\s+not|isn['’]t|aren['’]t)\s+\w+ing)\b", re.IGNORECASE)
_SELLS = frozenset(map(stem, "sell offer provide supply license lease market".split()))  # one and the same to a buyer
# A sentence with one of these tells a dated fact, or that it is over, or asks for something.
_DATED = re.compile(
    r"\b(?:(?:19|20)\d\d|r[au]ns? out|ended|expired|lapsed|over|was|were|had|until|announced|at the time|ago|since|"
    r"ask(?:s|ed)?|urge[sd]?|call(?:s|ed|ing)? (?:on|for|it)|called|should|must|will|would|if|"
    r"gone|history|behind us|now that|whether|become of|silent|unclear|unknown|not know|n['’]t know|wonders?|back then|"
    r"once|remember\w*|extend\w*|renew\w*|prolong\w*)\b|\?",
    re.IGNORECASE,
)
_NO_PAUSE = re.compile(
    rf"(?:\b(?:no|not|without|nor|never|neither)|n['’]t)\s+(?:\w+\s+){{0,3}}?{_PAUSE}\b|"
    rf"\b{_PAUSE}\s+(?:\w+\s+){{0,3}}?(?:not|never|no\s+longer|\w+n['’]t)\b",
    re.IGNORECASE,
)
_END = (
    r"(?:end(?:ed|s)|stop(?:ped|s)(?!\s+short)|bann?(?:ed|s)|quit|clos(?:ed|es)|halt(?:ed|s)|abandon(?:ed|s)|gave\s+up|given\s+up|"
    r"gives\s+up|cut\s+off|cuts\s+off|withdr(?:ew|awn)|renounc(?:ed|es)|sworn\s+off|swore\s+off|scrap(?:ped|s)|"
    r"discontinu(?:ed|es)|ceas(?:ed|es)|cancel(?:l?ed|s)|g(?:ot|ets)\s+out|walked\s+away|shut\s+down|"
    r"(?:is|are|was)\s+(?:out|done|finished))"
)
_FOR_GOOD = (
    r"(?:permanently|for\s+good|for\s?ever|once\s+and\s+for\s+all|for\s+all\s+time|irrevocably|unconditionally|"
    r"with(?:out|\s+no)\s+(?:any\s+)?(?:conditions?|end\s+date|time\s+limit))"
)
_ENDED_FOR_GOOD = re.compile(
    rf"\b(?:(?:thank\w*|welcom\w*|applaud\w*|prais\w*|grateful|glad)\b[^.;:]{{0,40}}?\bfor\s+(?:{_FOR_GOOD}\s+)?"
    rf"(?P<t>ending|stopping|banning|halting)\b[^.;:,]{{0,80}}?\b{_FOR_GOOD}|{_FOR_GOOD}\s+(?P<a>{_END})|(?P<b>{_END})\b(?:[^.;:,]|,(?=\d)){{0,80}}?\b{_FOR_GOOD})\b|"
    r"\b(?P<d>(?:ban|pause|moratorium|decision|promise|commitment|halt)\s+(?:is|was|has\s+been)\s+(?:now\s+)?"
    r"(?:permanent|final|for\s+good|unconditional|for\s?ever))\b|"
    r"['’]s\s+(?P<c>(?:permanent|unconditional)\s+(?:ban|end|stop|moratorium|halt|exit))\b|"
    r"\b(?:imposed|announced|declared|issued|adopted)\s+an?\s+(?P<e>(?:permanent|unconditional|indefinite)\s+(?:ban|end|stop|moratorium|halt))\b",
    re.IGNORECASE,
)
# Without one of these nothing is said to have ended for good; in lower case.
_GOOD = (
    "perman|for good|for ever|forever|once and|all time|irrevoc|uncondition|without|with no|indefin|is final|was final|"
    "been final|now final"
).split("|")
# Without one of these nothing is told as of today, paused, for good or never; in lower case.
_TELLTALES = (
    *"moment present now currently today still anymore morator paus suspen halt freez froz stopped lend never".split(),
    *"these days|any more|any longer|we write|i write|this day|time being|no longer".split("|"),
    *_GOOD,
)
_NEVER = re.compile(
    r"\b(?:will\s+never(?:\s+again)?|(?:vow|promis|pledg|commit|sw)\w*\s+(?:itself\s+)?(?:never(?:\s+again)?\s+to|to\s+never))\s+(?:again\s+)?"
    r"(?P<verb>\w+)",
    re.IGNORECASE,
)
_ENDED = re.compile(rf"(?<!\bto\s)\b(?P<verb>{_END})\b(?P<what>[^.;:,]{{3,90}})", re.IGNORECASE)
# What asks, supposes, denies or relays: such a sentence does not itself tell that something ended.
_NOT_TOLD = re.compile(
    r"\b(?:ask\w*|urg(?:e|es|ed|ing)|demand\w*|call(?:s|ed|ing)?\s+(?:on|for)|should|must|ought|would|could|might|may|"
    r"unless|if|until|hope\w*|wish\w*|want\w*|need\w*|please|let\s+us|let['’]s|imagine|suppose|pretend\w*|myth|untrue|"
    r"not\s+true|wrong(?:ly)?|false(?:ly)?|mistaken\w*|whether|nobody|no\s+one|none|rather\s+than|instead\s+of|not\s+just|"
    r"day\s+when|when)\b|\?",
    re.IGNORECASE,
)
_RELAYED = re.compile(
    r"\b(?:sa(?:y|ys|id)|claim\w*|insist\w*|argu\w+|boast\w*|according|tells?|told|wrote|writes|believ\w+|think\w*|thought)\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b(?:[Ww]e|I|[Hh]e|[Ss]he|[Tt]hey|[Oo]ur|[Mm]y|[Nn]o\s+one|[Nn]obody)\b")
_STILL = re.compile(
    r"\bstill\s+(?:stands?|holds?|applies|runs?|lasts?|protects?|bars?|in\s+(?:force|place|effect))\b|"
    r"\b(?:remains?|is)\s+(?:still\s+)?in\s+(?:force|place|effect)\b|"
    r"\b(?:continues\s+to|still)\s+(?:apply|hold|stand|bind|protect|ban|bar|block|forbid|keep|prevent|prohibit|stop|"
    r"refuse)s?\b|\bstill\s+(?:\w+ly\s+)?(?:barred|banned|blocked|forbidden|prohibited|prevented|kept|bound|refused)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(rf"\b[A-Z][\w’'-]*[’']s\s+(?:[\w-]+\s+){{0,3}}?{_THE_PAUSE}\b")  # "Boston’s moratorium"
_DENIED = re.compile(r"(?:\b(?:not|never|nor|hardly|barely|nothing|no\s+longer|yet\s+to)|n['’]t)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:]|\b(?:which|that|who|and|but)\b")
_MAIN_CLAUSE = re.compile(r"[;:]\s|,\s+(?:and|but|because|so|for|while)\s|\sbecause\s")


@dataclass(frozen=True, eq=False)
class ToldCommitment:
    """A sentence of a draft that may tell a commitment, without what it quotes, and the sentence before it."""

    targets: Targets
    text: str
    before: str

    def as_in_force(self, commitment: Commitment) -> bool:
        """Whether the sentence tells a commitment as one of today."""
        if any(self._is_in_force(one, commitment) for one in (self.text, *_MAIN_CLAUSE.split(self.text))):
            return True
        if not self._of(commitment.target):
            return False
        if self._is_dated:
            return False
        if _NO_PAUSE.search(self.text):
            return bool(_AT_PRESENT.search(self.text)) and self._is_not_done(commitment)
        if any(re.search(rf"\b(?:{self._names(commitment.target)})\b{pattern}", self.text) for pattern in _NAMED):
            return True
        if _IN_FORCE.search(self.text) or _NOW_PAUSED.search(self.text):
            return bool(re.search(rf"\b{_THE_PAUSE}\b", self.text))
        return bool(_AT_PRESENT.search(self.text)) and self._is_not_done(commitment)

    def as_for_good(self, commitment: Commitment) -> bool:
        """Whether the sentence tells a commitment as one without an end or a condition."""
        if not self._for_good and not self._never:
            return False
        words = self.targets.words_of(commitment.practice)
        if any(self._is_told_of(commitment, at) for at, said in self._for_good if said & words or len(said) < FEW):
            return True
        return any(verb in words and self._is_told_of(commitment, at) for verb, at in self._never)

    def as_ended(self, commitment: Commitment) -> bool:
        """Whether it tells that something has ended of which a source says that it has not."""
        if not self._ended:
            return False
        own = event_words(commitment.practice.replace("-", " ")) - self.targets.kept_words(commitment.target)
        return any(own & what and self._is_told_of(commitment, at) for what, at in self._ended)

    @cached_property
    def may_overtell(self) -> bool:
        """Whether it may tell any commitment as in force or for good."""
        return may_tell(self.text)

    def _is_in_force(self, clause: str, commitment: Commitment) -> bool:
        """Whether a clause says of a pause in so many words that it is still in force, whatever its date."""
        if not _STILL.search(clause) or _NOT_TOLD.search(clause) or _DENIED.search(clause):
            return False
        named = set(self.targets.named(clause))
        is_of_it = named == {commitment.target} if named else self._of(commitment.target) and not _OWNED.search(clause)
        return is_of_it and bool(re.search(rf"\b{_THE_PAUSE}\b", clause))

    @cached_property
    def _is_dated(self) -> bool:
        return bool(_DATED.search(self.text))

    @cached_property
    def _is_told(self) -> bool:
        return not _NOT_TOLD.search(self.text)

    @cached_property
    def _for_good(self) -> list[tuple[int, frozenset[str]]]:
        """Where something is said to have ended for good, and what is said there."""
        return [(at, event_words(_after(self.text, at))) for at in ended_for_good(self.text)]

    @cached_property
    def _never(self) -> list[tuple[str, int]]:
        """What is said never to be done again, and where."""
        told = _NEVER.finditer(self.text) if "never" in self.text else ()
        found = [(stem(one["verb"].lower()), one.start()) for one in told]
        return found if found and self._is_told else []

    @cached_property
    def _ended(self) -> list[tuple[frozenset[str], int]]:
        """The words of what is said to have ended, and where; nothing where a year dates it."""
        if self.targets.not_ended.isdisjoint(event_words(self.text)):
            return []
        found = [(event_words(one["what"]), one.start("verb")) for one in _ENDED.finditer(self.text)]
        return found if found and self._is_told and not re.search(r"\b(?:19|20)\d\d\b", self.text) else []

    def _is_told_of(self, commitment: Commitment, at: int) -> bool:
        before = self.text[:at]
        clause = _CLAUSE.split(before)[-1]
        if is_denied_or_relayed(before) or (_WE.search(clause) and not self.targets.named(clause)):
            return False
        return commitment.target in self.targets.subjects(before, self.before)

    def _of(self, target: str) -> bool:
        """Whether the sentence is of a target and of no other: by name, as "you", or as the one named last."""
        named = set(self.targets.named(self.text))
        if named:
            return named == {target}
        if YOU.search(self.text) and self.targets.addressed:
            return self.targets.addressed == target
        return set(self.targets.named(self.before)) == {target} or self.targets.addressed == target

    def _names(self, target: str) -> str:
        return "|".join(re.escape(name) for name, owner in self.targets.names.items() if owner == target)

    def _is_not_done(self, commitment: Commitment) -> bool:
        words = self.targets.words_of(commitment.practice)
        words |= _SELLS if words & _SELLS else frozenset()
        return any(stem(found["verb"].lower()) in words for found in _DOES_NOT.finditer(self.text))


def may_be_told(targets: Targets, text: str) -> bool:
    """Return whether a look at its words leaves it possible that a sentence tells a commitment too well."""
    if may_tell(text):
        return True
    return bool(_ENDED.search(text)) and not targets.not_ended.isdisjoint(event_words(text))


@lru_cache(maxsize=4096)
def may_tell(text: str) -> bool:
    """Whether a sentence may tell a commitment as of today or for good: a look at its words, before any target."""
    low = " ".join(text.lower().split())
    if not any(word in low for word in _TELLTALES):
        return False
    if may_be_for_good(text) or "never" in low or re.search(rf"\b{_THE_PAUSE}\b", text):
        return True
    return bool(_AT_PRESENT.search(text) or _HELD.search(text)) and not _DATED.search(text)


def may_be_for_good(text: str) -> bool:
    """Whether a look at a few words leaves it possible that a text tells an end for good."""
    low = " ".join(text.lower().split())
    return any(word in low for word in _GOOD)


@lru_cache(maxsize=4096)
def ended_for_good(text: str) -> tuple[int, ...]:
    """Return where a sentence tells that something has ended for good; nothing where it asks or supposes it."""
    told = _ENDED_FOR_GOOD.finditer(text) if may_be_for_good(text) else ()
    found = [max(one.start(), one.start("t")) for one in told]
    return tuple(found) if found and not _NOT_TOLD.search(text) else ()


def is_denied_or_relayed(before: str) -> bool:
    """Whether what stands before a verb denies it, or says that somebody says so."""
    return bool(_DENIED.search(_CLAUSE.split(before)[-1]) or _RELAYED.search(before))


def _after(text: str, at: int) -> str:
    """Return the clause that begins at a place."""
    return re.split(r"[.;:]\s", text[at:])[0]
