"""Ways of being that exclude each other: must and may, stop and stay, still and no longer."""

from __future__ import annotations

import re

from campaignkit.checks.changes import ALIKE_AT_LEAST, NOT, PAST, TOPIC, Change, matter
from campaignkit.checks.event_words import NEGATION, event_words, stem
from campaignkit.checks.names_shared import is_about
from campaignkit.checks.updates import News, Told

NEAR = 16  # code points before a verb in which a "not" is its own
# Two ways in which a thing can be, of which one excludes the other.
_WAYS = [
    (
        r"(?:ha(?:ve|s|d)|need)\s+to|must|requir\w+|mandatory|compulsory|obligatory|obliged\s+to|forced\s+to",
        r"voluntary|optional|no\s+longer\s+(?:ha(?:ve|s)\s+to|requir\w+|need\w*|must)|(?:not|nobody|no\s+(?:one|"
        r"\w+))\s+"
        r"(?:be\s+)?(?:ha(?:ve|s)\s+to|requir\w+|obliged)|(?:may|can|could)\s+(?:opt|choose)|free\s+to\s+choose|"
        r"up\s+to\s+(?:them|each|every)",
    ),
    (
        r"(?:stop|end|ceas|phas|clos|shut|scrap|drop|cut|abolish|remov|discontinu|withdraw|axe|eliminat|suspend|paus|"
        r"halt|terminat|cancel)(?:e|p|t|l)?(?:s|es|ing|d|ped|ed|ting|ling|led)?|(?:put|placed|is|are)\s+on\s+hold",
        r"(?:keep|kept|retain|continu|remain|stay|preserv|maintain|spar|extend|(?:go|carr)(?=(?:es|y|ies|"
        r"ing)?\s+on))(?:s|ing|e|es|ed|y|ies)?(?=\s)"
        r"(?!\s+(?:to\s+(?:close|end|stop|cut)|closed|shut))",
    ),
    (
        r"(?:suspend|paus|halt|frozen|freez|on\s+hold|put\s+off)\w*",
        r"resum\w+|lift\w*|lapsed|restart\w*|go\s+ahead|reopen\w*|began\s+again|begun\s+again",
    ),
    (r"ban(?:s|ned)?|forbid\w*|forbidden|prohibit\w*|illegal|barred", r"allow\w*|permit\w*|legal|may\s+again|lift\w*"),
    (r"(?:is|are|stays?|remains?|kept)\s+open|reopen\w*", r"clos(?:e|ed|es|ing)|shut(?:s|ting)?|shuttered"),
    (r"considering|weighing|mulling|threaten\w*", r"ruled\s+out|decided\s+(?:against|not)|rejected|called\s+off"),
    (r"oppos(?:es?|ed)|against|rejects?", r"supports?|backs?|favou?rs?|endorses?"),
    (
        r"out\s+of\s+(?:service|order|use|operation)|broken",
        r"back\s+in(?:to)?\s+(?:service|operation|use)|repaired|restored|mended|fixed|running\s+again|works\s+again",
    ),
    (
        r"(?:is|are|ride|rides|travel|travels|stays?|remains?|for)\s+free(?:\s+of\s+charge)?",
        r"no\s+longer\s+free|now\s+(?:costs?|pays?|charges?)|(?:will|has\s+to|have\s+to)\s+(?:be\s+charged|cost|pay)",
    ),
    (r"us(?:es?|ing|ed)|in\s+use|appl(?:y|ies|ied)|in\s+force|in\s+effect", r"withdr[ae]wn?|withdrew|retired|"
    r"abolished|switched\s+off"),
]  # fmt: skip
_TURNS = [
    (re.compile(rf"\b(?:{a})\b", re.IGNORECASE), re.compile(rf"\b(?:{b})\b", re.IGNORECASE))
    for one, other in _WAYS
    for a, b in ((one, other), (other, one))
]
# "Does not intend to end it": what is not to end has ended, where the news says so.
_NOT_TO_END = re.compile(
    r"\b(?:not|never|n['’]t|no\s+(?:plans?|intention|wish)|refus\w+|declin\w+)\s+(?:\w+\s+){0,3}?(?:end|stop|cancel|"
    r"suspend|drop|leave|close|"
    r"terminate|pause|halt|give\s+up|withdraw|scrap|abandon|quit)(?:ing)?\b",
    re.IGNORECASE,
)
_HAS_ENDED = re.compile(
    r"(?<!\bto )(?<!\bbe )(?<!\bnot )\b(?:ended|stopped|cancel+ed|suspended|dropped|left|closed|terminated|paused|"
    r"halted|given\s+up|gave\s+up|"
    r"withdr[ae]wn?|withdrew|scrapped|abandoned|quit|on\s+hold)\b",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"\b(?:no\s+longer|ha(?:s|ve)\s+(?:since\s+|now\s+)?stopped)\s+(?:being\s+|be\s+)?(?P<verb>\w+)"
    r"|\b(?:ha(?:s|ve|d)\s+)?(?:since\s+|now\s+)?(?:ended|lapsed|expired|ceased|run\s+out)\b",
    re.IGNORECASE,
)
_HOLDS = frozenset(map(stem, "apply hold exist stand count".split()))
_STILL_IS = re.compile(
    r"\b(?:still|remains?|continues?|goes\s+on|(?:in|of)\s+(?:force|effect|place|service|use|order|operation)|"
    r"to\s+this\s+day)\b",
    re.IGNORECASE,
)
_HAS_LAPSED = re.compile(
    r"(?<!\bnot )\b(?:ended|lapsed|expired|ran\s+out|(?:was|were|been|is)\s+(?:since\s+)?(?:lifted|repealed|revoked|"
    r"rescinded|withdrawn|abolished|"
    r"restored|repaired)|went\s+back|back\s+in(?:to)?\s+(?:service|operation|use))\b",
    re.IGNORECASE,
)
# What is told as paused today, and what tells that it goes on.
_IS_PAUSED = re.compile(
    r"\b(?:is|are|has|have|been|remains?|stays?|still|currently|now)\b[^.;:]{0,40}?"
    r"\b(?:paused|suspended|halted|frozen|on\s+hold|stopped)\b",
    re.IGNORECASE,
)
_GOES_ON_AGAIN = re.compile(
    r"\bresum(?:e[sd]?|ing)\b|\brestart(?:s|ed|ing)?\b|\breinstat(?:es?|ed|ing)\b|\b(?:brought|bring(?:s|ing)?)\s+(?:\w+\s+){0,4}?back\b|"
    r"\b(?:end(?:ed|s|ing)|lift(?:ed|s|ing))\s+(?:the|its|their|his|her|a)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:pause|suspension|moratorium|freeze|halt)\b|"
    r"\b(?:will|may|can)\b[^.;:]{0,80}?\bagain\b",
    re.IGNORECASE,
)
_IT = re.compile(r"\W*(?:It|They|This|These|He|She)\b")


def is_the_other_way(change: Change) -> bool:
    return is_about(change.now, change.told.text) and any(
        one.search(change.before.text) and _is_so(change.now, other) and _is_one_way(change.told.text, one, other)
        for one, other in _TURNS
    )


def _is_so(text: str, way: re.Pattern[str]) -> bool:
    """Whether a text tells of a way, and does not deny it right before."""
    found = way.search(text)
    return found is not None and not NOT.search(text[max(0, found.start() - NEAR) : found.start()])


def _is_one_way(text: str, one: re.Pattern[str], other: re.Pattern[str]) -> bool:
    """Whether a sentence tells of the one way, neither of the other nor denied."""
    found = one.search(text)
    if not found:
        return False
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return not other.search(rest) and not NOT.search(rest)


def is_still(news: News, told: Told) -> bool:
    """Whether a sentence says of something that it still is, of which a source says that it has ended."""
    found = _HAS_LAPSED.search(news.text)
    if not found or not _STILL_IS.search(told.text) or NOT.search(told.text):
        return False
    thing = matter(event_words(news.text[: found.start()]))
    shared = len(thing & told.words)
    enough = news.is_own or shared >= TOPIC * len(matter(told.words))
    return shared >= (ALIKE_AT_LEAST if enough else ALIKE_AT_LEAST + 1)


def is_resumed(news: News, told: Told) -> bool:
    """Whether a sentence says of something that it is paused, of which a source says that it goes on again."""
    found = _GOES_ON_AGAIN.search(news.text)
    if not found or NOT.search(news.text[: found.start()]) or NOT.search(told.text) or not _IS_PAUSED.search(told.text):
        return False
    shared = len(matter(told.words) & matter(news.words))
    return is_about(news.text, told.text) and shared >= (ALIKE_AT_LEAST if news.is_own else ALIKE_AT_LEAST + 1)


def is_ended(change: Change) -> bool:
    """Whether what the draft repeats is said to be "no longer" so, or to have ended."""
    told = change.told
    if PAST.search(told.whole) or NEGATION.search(told.text) or NEGATION.search(change.before.text):
        return False
    return any(_ends(change.news, found, told.words) for found in _NO_LONGER.finditer(change.now))


def _ends(news: News, found: re.Match[str], said: frozenset[str]) -> bool:
    """Whether a draft's words are those of what is no longer done, or of what no longer holds."""
    verb = stem((found["verb"] or "").lower())
    if verb and verb not in _HOLDS:
        return verb in said
    thing = matter(event_words(re.split(r"[,;:]\s|\bthat\b", news.text[: found.start()])[-1]))
    if not thing and _IT.match(news.text):
        return len(matter(news.words) & said) >= ALIKE_AT_LEAST
    return bool(thing) and len(thing & said) >= max(ALIKE_AT_LEAST, 0.6 * len(thing))


def has_ended_after_all(change: Change) -> bool:
    """Whether what the draft says is not to end has ended."""
    found = _NOT_TO_END.search(change.told.text)
    return bool(found and _NOT_TO_END.search(change.before.text) and _HAS_ENDED.search(change.now))
