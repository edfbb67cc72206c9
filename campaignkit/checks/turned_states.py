"""What a source told first and tells otherwise now: a draft that repeats the first is held against the second.

Three sentences are held against each other: what was told, what is told now, and what the draft tells. The draft must
repeat the first, all three must be about one thing, and the first and the second must exclude each other: one is denied
by "no longer", one says must and the other may, one stops and the other stays, one gives a value and the other what it
has become.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from campaignkit.checks.calendar_days import find_days
from campaignkit.checks.event_words import NEGATION, event_words, stem
from campaignkit.checks.moved_days import in_year_of
from campaignkit.checks.names_shared import is_about
from campaignkit.checks.updates import Earlier, Told, Update
from campaignkit.figures import Quantity, find_quantities
from campaignkit.folding import fold

CLOSE = 1  # words above which a sentence that tells both is about the same
NEARLY_ALL = 0.6  # share of the first statement's words that a draft must have, for the same
ALIKE = 0.4  # share of a draft's words that the first statement must have, for the draft to repeat it
ALIKE_AT_LEAST = 2
NEAR = 16  # code points before a verb in which a "not" is its own
LONG = 6  # letters of a verb by which its noun is known
TOPIC = 0.67  # share of what is said not to be done that must be known, for it to be what was done
# What goes with any change or price and says nothing of whose it is.
_GENERAL = frozenset(
    stem(word)
    for word in "cost price charge pay fee rate number total count rise fall increase raise lower cut drop grow become "
    "stand remain keep stay start stop use plan set hold run go come see need want also have get give put each".split()
)
# What any price has.
PRICING = frozenset(map(stem, "cost price charge pay fee rate now".split()))
# Two ways in which a thing can be, of which one excludes the other.
_WAYS = [
    (
        r"(?:ha(?:ve|s|d)|need)\s+to|must|requir\w+|mandatory|compulsory|obligatory|obliged\s+to|forced\s+to",
        r"voluntary|optional|no\s+longer\s+(?:ha(?:ve|s)\s+to|requir\w+|need\w*|must)|(?:not|nobody|no\s+(?:one|\w+))\s+"
        r"(?:be\s+)?(?:ha(?:ve|s)\s+to|requir\w+|obliged)|(?:may|can|could)\s+(?:opt|choose)|free\s+to\s+choose|"
        r"up\s+to\s+(?:them|each|every)",
    ),
    (
        r"(?:stop|end|ceas|phas|clos|shut|scrap|drop|cut|abolish|remov|discontinu|withdraw|axe|eliminat|suspend|paus|halt|terminat|cancel)(?:e|p|t|l)?(?:s|es|ing|d|ped|ed|ting|ling|led)?|(?:put|placed|is|are)\s+on\s+hold",
        r"(?:keep|kept|retain|continu|remain|stay|preserv|maintain|spar|extend|(?:go|carr)(?=(?:es|y|ies|ing)?\s+on))(?:s|ing|e|es|ed|y|ies)?(?=\s)"
        r"(?!\s+(?:to\s+(?:close|end|stop|cut)|closed|shut))",
    ),
    (
        r"(?:suspend|paus|halt|frozen|freez|on\s+hold|put\s+off)\w*",
        r"resum\w+|lift\w*|lapsed|restart\w*|go\s+ahead|reopen\w*|began\s+again|begun\s+again",
    ),
    (r"ban(?:s|ned)?|forbid\w*|forbidden|prohibit\w*|illegal|barred", r"allow\w*|permit\w*|legal|may\s+again|lift\w*"),
    (r"(?:is|are|stays?|remains?|kept)\s+open|reopen\w*", r"clos(?:e|ed|es|ing)|shut(?:s|ting)?|shuttered"),
    (r"considering|weighing|mulling|may|might|threaten\w*", r"ruled\s+out|decided\s+(?:against|not)|rejected|called\s+off"),
    (r"oppos(?:es?|ed)|against|rejects?", r"supports?|backs?|favou?rs?|endorses?"),
    (
        r"out\s+of\s+(?:service|order|use|operation)|broken",
        r"back\s+in(?:to)?\s+(?:service|operation|use)|repaired|restored|mended|fixed|running\s+again|works\s+again",
    ),
    (
        r"(?:is|are|ride|rides|travel|travels|stays?|remains?|for)\s+free(?:\s+of\s+charge)?",
        r"no\s+longer\s+free|now\s+(?:costs?|pays?|charges?)|(?:will|has\s+to|have\s+to)\s+(?:be\s+charged|cost|pay)",
    ),
    (r"us(?:es?|ing|ed)|in\s+use|appl(?:y|ies|ied)|in\s+force|in\s+effect", r"withdr[ae]wn?|withdrew|retired|abolished|switched\s+off"),
]  # fmt: skip
_TURNS = [
    (re.compile(rf"\b(?:{a})\b", re.IGNORECASE), re.compile(rf"\b(?:{b})\b", re.IGNORECASE))
    for one, other in _WAYS
    for a, b in ((one, other), (other, one))
]
# "Does not intend to end it": what is not to end has ended, where the news says so.
_NOT_TO_END = re.compile(
    r"\b(?:not|never|n['’]t|no\s+(?:plans?|intention|wish)|refus\w+|declin\w+)\s+(?:\w+\s+){0,3}?(?:end|stop|cancel|suspend|drop|leave|close|"
    r"terminate|pause|halt|give\s+up|withdraw|scrap|abandon|quit)(?:ing)?\b",
    re.IGNORECASE,
)
_HAS_ENDED = re.compile(
    r"(?<!\bto )(?<!\bbe )(?<!\bnot )\b(?:ended|stopped|cancel+ed|suspended|dropped|left|closed|terminated|paused|halted|given\s+up|gave\s+up|"
    r"withdr[ae]wn?|withdrew|scrapped|abandoned|quit|on\s+hold)\b",
    re.IGNORECASE,
)
# "Has not said whether she will sign it": what is open is whether she will.
_OPEN = re.compile(
    r"\b(?:not|n['’]t|yet\s+to|nor)\s+(?:yet\s+)?(?:been\s+)?(?:sa(?:id|y)|decided?|announced?|ma(?:de|ke)\s+(?:up|clear)[^.;]{0,20}?|"
    r"t(?:old|ell)[^.;]{0,20}?|know[ns]?|commit(?:ted)?)\s+(?:whether|if|when|that)\b[^.;]{1,60}?\b(?:will|would|to|going\s+to)\s+(?P<verb>\w+)",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"\b(?:no\s+longer|ha(?:s|ve)\s+(?:since\s+|now\s+)?stopped)\s+(?:being\s+|be\s+)?(?P<verb>\w+)"
    r"|\b(?:ha(?:s|ve|d)\s+)?(?:since\s+|now\s+)?(?:ended|lapsed|expired|ceased|run\s+out)\b",
    re.IGNORECASE,
)
_HOLDS = frozenset(map(stem, "apply hold exist stand count".split()))
# Verbs that tell the same deed.
_SAME = [
    frozenset(map(stem, group.split()))
    for group in (
        "take accept receive get collect draw pocket",
        "publish release disclose issue post",
        "answer reply respond write",
        "join sign",
        "start begin launch open",
        "approve pass adopt back support endorse",
        "close shut end stop",
        "pay refund reimburse",
        "agree accept consent",
        "meet sit",
        "introduce file table submit",
        "bid compete tender",
        "hire appoint name",
        "sell offer",
        "visit inspect",
    )
]
_REFUSED = re.compile(
    r"\b(?:will|would|has|have|had|is|are|was|were|does|do|did)(?:\s+not|n['’]t)(?:\s+yet)?\s+(?:be\s+|been\s+)?(?P<verb>\w+)"
    r"|\bwon['’]t\s+(?:be\s+)?(?P<wont>\w+)|\b(?:has|have)\s+yet\s+to\s+(?:be\s+)?(?P<yet>\w+)"
    r"|\b(?:promis|pledg|vow)\w+\s+not\s+to\s+(?P<vowed>\w+)|\b(?:refus|declin)\w+\s+to\s+(?P<refused>\w+)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?<!\bto )(?<!\bbe )(?<!\bnot )(?<!\bnever )\b(?:has\s+|have\s+|had\s+)?(?P<verb>\w{2,}(?:ed|ied)|took|taken|began|gave|given|held|met|"
    r"wrote|written|sent|ran|chose|sold|bought|paid|signed|got|drew|made|put)\b",
    re.IGNORECASE,
)
_WILL_NOT = re.compile(
    r"\b(?:will|would|did|does|do)(?:\s+not|n['’]t)\s+(?:now\s+|after\s+all\s+)?(?:be\s+)?(?P<verb>\w+)(?:\s+(?P<what>\w+))?"
    r"|\bwon['’]t\s+(?:be\s+)?(?P<verb2>\w+)(?:\s+(?P<what2>\w+))?",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?<!The)(?<!It)(?<!They)(?<!This)(?<!That)(?<!He)(?<!She)(?<!There)\b")
# Verbs that say nothing without what follows.
_LIGHT = frozenset(map(stem, "take make have be come go get give put do".split()))
_LEFT = re.compile(
    r"\b(?P<who>[A-Z][\w’'-]+),?\s+(?:has\s+|have\s+)?(?:since\s+|now\s+)?(?:withdr[ae]wn?|withdrew|pulled\s+out|dropped(?:\s+out)?|lost|"
    r"resigned|retired|stepped\s+(?:down|aside)|quit|left)\b(?P<what>[^.;]*)"
)
_WAS_NOW = re.compile(
    r"\b(?:was|were|used\s+to|had\s+been)\b(?P<old>[^.;]{3,80}?),?\s+(?:is|are|and|but|has|have)\s+(?:\w+\s+)?now\b(?P<new>.*)",
    re.IGNORECASE | re.DOTALL,
)
# What says that a value is another one than before, or will be.
_CHANGED_TO = re.compile(
    r"\b(?:now|up\s+from|down\s+from|stands?\s+at|stood\s+at|as\s+of|from\s+\d{1,2}\s+[A-Z]|(?:from|since|on)\s+(?:January|February|March|"
    r"April|May|June|July|August|September|October|November|December)|instead|instead\s+of|rather\s+than|"
    r"(?:fall|fell|fallen|r[io]se|risen|rises|falls|drop|dropped|drops|climb\w*|grow|grew|grown|grows|lower\w*|rais\w+|"
    r"cut|increas\w+|reduc\w+|doubled|halved|brought|shr[aiu]nk|go(?:es)?\s+(?:up|down)|went\s+(?:up|down))\b"
    r"(?:\s+\w+){0,4}?\s+(?:to|from)|since\s+(?:grown|risen|fallen))\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    r"\b(?:once|twice|(?:two|three|four|five|six|\d+)\s+times)\s+(?:a|an|every|each)\s+\w+|\bevery\s+(?:other\s+)?(?:day|week|month|year|hour|"
    r"two\s+\w+|three\s+\w+)|\b(?:hourly|daily|weekly|monthly|quarterly|yearly|annually)\b",
    re.IGNORECASE,
)
_NEWLY = re.compile(r"\b(?:now|from|since|as\s+of|beginning|starting|instead|no\s+longer|until)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\buntil\b[^.;]*|\binstead\s+of\b[^.;,]*|\bno\s+longer\b[^.;,]*", re.IGNORECASE)
_ARE_LEFT = re.compile(r"\b(?:are|is)\s+left\b|\bremain(?:s|ing)?\b", re.IGNORECASE)
_STILL_IS = re.compile(
    r"\b(?:still|remains?|continues?|goes\s+on|(?:in|of)\s+(?:force|effect|place|service|use|order|operation)|to\s+this\s+day)\b",
    re.IGNORECASE,
)
_HAS_LAPSED = re.compile(
    r"(?<!\bnot )\b(?:ended|lapsed|expired|ran\s+out|(?:was|were|been|is)\s+(?:since\s+)?(?:lifted|repealed|revoked|rescinded|withdrawn|abolished|"
    r"restored|repaired)|went\s+back|back\s+in(?:to)?\s+(?:service|operation|use))\b",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"\b(?:has|have|had)?\s*(?:since\s+)?(?:begun|began|started|agreed|decided)\s+to\s+(?P<verb>\w+)|\bnow\s+(?P<now>\w{3,}?)s?\b",
    re.IGNORECASE,
)
_FIRST_NAMES = re.compile(r"(?:[A-Z][\w.’'-]*\s+)+\Z")
_IT = re.compile(r"\W*(?:It|They|This|These|He|She)\b")
_OF_THEM = re.compile(
    r"\b[Oo]f\s+(?:the|its|their|our)\s+(?P<old>\d[^.;]{3,80}?),\s*(?P<new>[^.;]{0,40}?\b(?:(?:are|is)\s+left|remain(?:s|ed)?)\b)"
)
# What is asked for; "must" may tell a duty.
_WANTED = re.compile(
    r"\b(?:please|should|ask(?!\s+(?:\w+\s+)?(?:why|how\s+much))|urge|call on|demand|let us|we want|if|unless)\b|\?", re.IGNORECASE
)
# Nouns of deeds that do not begin like their verbs.
_DEEDS = {stem(noun): stem(verb) for noun, verb in (("lawsuit", "sue"), ("suit", "sue"), ("suing", "sue"), ("sale", "sell"),
          ("purchase", "buy"), ("choice", "choose"), ("decision", "decide"), ("refusal", "refuse"))}
_FROM = re.compile(r"\b(?:from|instead\s+of|rather\s+than|not|of\s+the)\s+(?:about\s+|some\s+)?[$£€]?\Z", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|would|from|as\s+of|starting|effective|beginning)\b", re.IGNORECASE)
_WILL = re.compile(r"\b(?:will|would|is\s+to|are\s+to)\b", re.IGNORECASE)
# A day that has been put off is so at once.
_PUT_OFF = re.compile(r"\b(?:postpon|delay|push|put\s+(?:off|back)|defer|moved)\w*\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:no|not|never|nobody|none|nor|neither|cannot|\w+n['’]t)\b", re.IGNORECASE)
# What somebody said they would do they have said, whatever they have done since.
_REPORTED = re.compile(
    r"\b(?:said|promised|announced|told|pledged|vowed|swore|claimed|wrote|planned)\b.*\bwould\b", re.IGNORECASE
)
_THEN = re.compile(r"\b(?:was|were|had|did)\b|\b(?:was|were|had|did)n['’]t\b", re.IGNORECASE)
_TODAY = re.compile(r"\b(?:is|are|has|have|will|does|do|still|now|remains?|continues?)\b|\b(?:is|are|has|have|wo|does|do)n['’]t\b")
_PAST = re.compile(r"\b(?:was|were|had|did|paid|charged|then|until|last\s+(?:week|month|year))\b", re.IGNORECASE)


def turned_by(update: Update, told: Told, as_of: date) -> str:
    """Return the sentence of an update that excludes what a sentence of a draft repeats of before; "" if none does.

    Args:
        as_of: The day for which the draft is to be true; what is to change later has not changed yet.
    """
    if not told.words & update.words:
        return ""
    standing = [one for one in told.clauses if not _WANTED.search(one.text) and not one.is_past and not _is_of_then(one)]
    return next(
        (text for one in standing for text, words in update.news if _turns(News(update, text, words), one, as_of)), ""
    )


def _is_of_then(told: Told) -> bool:
    """Whether a clause tells of what was so, and says nothing of today."""
    return bool(_THEN.search(told.text)) and not _TODAY.search(told.text)


@dataclass(frozen=True, eq=False)
class News:
    """A sentence that tells what is new, and its words."""

    update: Update
    text: str
    words: frozenset[str]


def _turns(news: News, told: Told, as_of: date) -> bool:
    if not told.words & news.words or _REPORTED.search(told.text):
        return False
    if _is_yet_to_come(news.text, news.update.since, as_of):
        return False
    if news.update.is_change and (_was_and_is_now(news, told) or _has_left(news, told) or _is_still(news, told)):
        return True
    return any(_excludes(Change(news, one, told)) for one in news.update.earlier)


def _is_yet_to_come(text: str, since: date | None, as_of: date) -> bool:
    """Whether a change is to come on a day after `as_of`."""
    if since is None or not _TO_COME.search(text) or _PUT_OFF.search(text):
        return False
    return any(one.is_whole and one.role != "by" and in_year_of(one, since) > as_of for one in find_days(text, since))


def tells_by_itself(text: str) -> bool:
    """Whether a sentence tells both what was and what is now, or that somebody has left."""
    return bool(_WAS_NOW.search(text) or _OF_THEM.search(text) or _LEFT.search(text))


def refuses(text: str) -> bool:
    """Whether a sentence says that something is not done."""
    return bool(_REFUSED.search(text) or _OPEN.search(text))


@dataclass(frozen=True, eq=False)
class Change:
    """What is told now, what was told before, and the clause of the draft that may repeat it."""

    news: News
    before: Earlier
    told: Told

    @property
    def now(self) -> str:
        """What is told now."""
        return self.news.text

    @property
    def is_own(self) -> bool:
        """Whether what is told now is an update of its own document."""
        return self.news.update.is_own

    @cached_property
    def shared(self) -> int:
        """How many words that say what it is about the draft and what is told now have in common."""
        return len(_matter(self.told.words & self.news.words))

    @cached_property
    def is_repeated(self) -> bool:
        """Whether the draft repeats what was told before: half of what it tells, or nearly all of the other."""
        said, there = _matter(self.told.words), _matter(self.before.words)
        if len(said & there) >= max(ALIKE_AT_LEAST, ALIKE * len(said)):
            return True
        both = self.told.words & self.before.words
        return len(both) > ALIKE_AT_LEAST and len(both) >= NEARLY_ALL * len(self.before.words)

    def is_close(self, more: int = 0) -> bool:
        """Whether enough words say that it is one thing: of another document more than of an update."""
        if self.is_own or self.shared >= 3 + more:
            return self.shared >= 2 + more
        return self.shared >= 2 + more and self.shared >= TOPIC * len(_matter(self.told.words))


def _matter(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words - _GENERAL if not word[0].isdigit())


def _excludes(change: Change) -> bool:
    if not change.news.update.is_change:
        return change.is_repeated and _is_done_after_all(change)
    if change.told.quantities and _is_valued_anew(change):
        return True
    if not change.is_repeated:
        return False
    if _is_done_after_all(change) or (change.is_own and _is_not_done(change)):
        return True
    return change.is_close() and (
        _is_ended(change)
        or _is_the_other_way(change)
        or _has_ended_after_all(change)
        or _is_as_often_as_before(change)
    )


def _is_the_other_way(change: Change) -> bool:
    return is_about(change.now, change.told.text) and any(
        one.search(change.before.text) and _is_so(change.now, other) and _is_one_way(change.told.text, one, other)
        for one, other in _TURNS
    )


def _is_so(text: str, way: re.Pattern[str]) -> bool:
    """Whether a text tells of a way, and does not deny it right before."""
    found = way.search(text)
    return bool(found) and not _NOT.search(text[max(0, found.start() - NEAR) : found.start()])


def _is_one_way(text: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether a sentence tells of the one way, neither of the other nor denied."""
    found = one.search(text)
    rest = f"{text[: found.start()]} {text[found.end() :]}" if found else ""
    return bool(found) and not other.search(rest) and not _NOT.search(rest)


def _is_still(news: News, told: Told) -> bool:
    """Whether a sentence says of something that it still is, of which a source says that it has ended."""
    found = _HAS_LAPSED.search(news.text)
    if not found or not _STILL_IS.search(told.text) or _NOT.search(told.text):
        return False
    thing = _matter(event_words(news.text[: found.start()]))
    return len(thing & told.words) >= (2 if news.update.is_own else 3)


def _is_ended(change: Change) -> bool:
    """Whether what the draft repeats is said to be "no longer" so, or to have ended."""
    told = change.told
    if _PAST.search(told.whole) or NEGATION.search(told.text) or NEGATION.search(change.before.text):
        return False
    return any(_ends(change.news, found, told.words) for found in _NO_LONGER.finditer(change.now))


def _ends(news: News, found: re.Match[str], said: frozenset[str]) -> bool:
    """Whether a draft's words are those of what is no longer done, or of what no longer holds."""
    verb = stem((found["verb"] or "").lower())
    if verb and verb not in _HOLDS:
        return verb in said
    thing = _matter(event_words(re.split(r"[,;:]\s|\bthat\b", news.text[: found.start()])[-1]))
    if not thing and _IT.match(news.text):
        return len(_matter(news.words) & said) >= ALIKE_AT_LEAST
    return bool(thing) and len(thing & said) >= max(ALIKE_AT_LEAST, 0.6 * len(thing))


def _is_done_after_all(change: Change) -> bool:
    """Whether what the draft says will not be, or has not been, has been done."""
    said = _matter(change.told.words)
    if NEGATION.search(change.now) or len(said & (change.before.words | change.news.words)) < TOPIC * len(said):
        return False  # "It has not published its contract with another firm"
    refused = _refused(change.told.text) & _with_same(_refused(change.before.text))
    done = {stem(one["verb"].lower()) for one in _DONE.finditer(change.now)}
    done |= {stem((one["verb"] or one["now"]).lower()) for one in _BEGUN.finditer(change.now)}
    if bool(done) and any(_deed(one, change.now) for one in refused):
        return change.is_close(-1)
    return bool(refused & _with_same(done)) and change.is_close()


def _deed(verb: str, text: str) -> bool:
    """Whether a text has the noun of a verb: "opened an investigation" for "investigate"."""
    return len(verb) >= LONG and any(word.startswith(verb) for word in fold(text).split())


def _has_ended_after_all(change: Change) -> bool:
    """Whether what the draft says is not to end has ended."""
    found = _NOT_TO_END.search(change.told.text)
    return bool(found and _NOT_TO_END.search(change.before.text) and _HAS_ENDED.search(change.now))


def _is_not_done(change: Change) -> bool:
    """Whether an update says of what the draft tells as done, or as to come, that it will not be done."""
    if _NOT.search(change.told.text):
        return False
    days = [one for one in find_days(change.now, None) if one.is_whole]
    if days and not any(one.fits(day) for one in days for day in change.told.days):
        return False
    words = fold(change.told.text).split()
    said = {stem(word) for word in words} | {f"{stem(a)} {b}" for a, b in pairwise(words)}
    return any(deed in said for deed in _denied_deeds(change.now, change.told.words)) and (bool(days) or change.is_close())


def _denied_deeds(text: str, said: frozenset[str]) -> Iterator[str]:
    """Yield the verbs of what will not be done, by whom a draft names: of "will not take effect" both words."""
    for found in _WILL_NOT.finditer(text):
        names = event_words(" ".join(_NAME.findall(re.split(r"[,;:]\s", text[: found.start()])[-1])))
        if names and not names & said:
            continue  # "Acme will not sell it": others may
        verb, what = stem((found["verb"] or found["verb2"]).lower()), found["what"] or found["what2"] or ""
        yield f"{verb} {what.lower()}" if verb in _LIGHT else verb


def _refused(text: str) -> set[str]:
    found = (next(filter(None, one.groups()), "") for one in _REFUSED.finditer(text))
    still_open = (one["verb"] for one in _OPEN.finditer(text))
    return {stem(verb.lower()) for verb in (*found, *still_open)}


def _with_same(verbs: set[str]) -> set[str]:
    return verbs.union(*(group for group in _SAME if verbs & group))


def _has_left(news: News, told: Told) -> bool:
    """Whether the draft tells as standing of somebody that from which they have withdrawn, or what they were."""
    said = {stem(word) for word in fold(told.text).split() if not word.endswith("ed")}
    said |= {_DEEDS.get(word, word) for word in said}
    for found in _LEFT.finditer(news.text) if not told.is_past else ():
        who = event_words(found["who"])
        titled = re.search(rf"\b{re.escape(found['who'])},\s+(?:the|its|our|their|your)\b", told.text)
        if not titled and not told.stands:
            continue
        before = _FIRST_NAMES.sub("", news.text[: found.start()])
        what = _matter(event_words(f"{before} {found['what']}")) - who
        if who and who <= said and any(_DEEDS.get(one, one) in said or _deed_of(one, said) for one in what):
            return True
    return False


def _deed_of(noun: str, said: set[str]) -> bool:
    return any(len(word) >= LONG and noun.startswith(word) for word in said)


def _was_and_is_now(news: News, told: Told) -> bool:
    """Whether the draft gives as that of today what a source says was: "which was open six days, is now open on three"."""
    found = _WAS_NOW.search(news.text) or _OF_THEM.search(news.text)
    if not found or _PAST.search(told.whole) or len(_matter(told.words & news.words)) <= CLOSE:
        return False
    old, new, said = _values(found["old"]), _values(found["new"]), _values(told.text)
    return bool(said & old and new and not said & new)


def _values(text: str) -> set[tuple[str, object]]:
    return {(one.kind, one.value) for one in find_quantities(text) if one.kind != "date"}


def _is_as_often_as_before(change: Change) -> bool:
    """Whether the draft tells how often something was done, of which what is told now says that it is otherwise."""
    old = {" ".join(one[0].lower().split()) for one in _OFTEN.finditer(change.told.text)}
    if not old or not _NEWLY.search(change.now) or _PAST.search(change.told.whole):
        return False
    before = {" ".join(one[0].lower().split()) for one in _OFTEN.finditer(change.before.text)}
    now = {" ".join(one[0].lower().split()) for one in _OFTEN.finditer(_UNTIL.sub(" ", change.now))}
    return old <= before and bool(now) and not old & now


def _is_valued_anew(change: Change) -> bool:
    """Whether the draft gives the value of before, of which what is told now gives another."""
    if _PAST.search(change.told.whole) or not (_CHANGED_TO.search(change.now) or _ARE_LEFT.search(change.now)):
        return False
    if _WILL.search(change.now) and not any(one.is_whole for one in find_days(change.now, None)):
        return False  # "It will go up to $9": nobody knows when
    now, before = _counted(change.now), _counted(change.before.text)
    said = {(one.kind, one.unit, one.value) for one in change.told.quantities}
    if any((one.kind, one.unit, one.value) in said for one in now if not _is_old(change.now, one)):
        return False
    return any(_is_old_value(one, now, before, change) for one in change.told.quantities)


def _counted(text: str) -> list[Quantity]:
    return [one for one in find_quantities(text) if one.kind in ("count", "money", "percent", "duration")]


def _is_old_value(one: Quantity, now: list[Quantity], before: list[Quantity], change: Change) -> bool:
    left = bool(_ARE_LEFT.search(change.now))
    alike = [other for other in now if _is_alike(one, other) or (left and not other.unit)]
    new = {other.value for other in alike if not _is_old(change.now, other)}
    held = {other.value for other in before if _is_alike(one, other)}
    if one.value not in held or not new:
        return False
    if change.is_repeated and change.is_close():
        return True
    # "A ticket costs $2 and a pass $64" gives two prices: only the words say which of them has changed.
    alone = len(held) == len(new) == 1
    if change.is_repeated:
        all_three = change.told.words & change.before.words & change.news.words
        kept = [word for word in all_three if not word[0].isdigit()]
        return alone and len(kept) >= (1 if change.is_own else 2)
    return alone and change.is_close(1) and len(change.told.words & change.before.words) > ALIKE_AT_LEAST


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return (one.kind, one.unit) == (other.kind, other.unit)


def _is_old(text: str, one: Quantity) -> bool:
    """Whether a value is that from which something has changed: "from $5", "instead of $5"."""
    return bool(_FROM.search(text[: one.number.start]))
