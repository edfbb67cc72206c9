"""What an update says has changed: a value "from $7.50 to $5.00", a practice that has stopped or has other days."""

from __future__ import annotations

import re

from campaignkit.checks.event_words import NEGATION, event_words, stem
from campaignkit.checks.names_shared import are_of_others
from campaignkit.checks.updates import SHARED_AT_LEAST, Told, Update
from campaignkit.figures import find_quantities
from campaignkit.folding import fold

_CHANGED = re.compile(
    r"\b(?:cut|rais\w+|increas\w+|rose|risen|lower\w+|reduc\w+|dropp\w+|fell|fallen|chang\w+|mov\w+|went|gone|halv\w+|"
    r"doubl\w+|adjust\w+|revis\w+|brought|put|up|down|grew|grown|shrank|shrunk|correct\w+)\b",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s+(?:about\s+|some\s+|over\s+|nearly\s+)?\Z", re.IGNORECASE)
_INSTEAD_OF = re.compile(
    r"\b(?:not|instead\s+of|rather\s+than|and\s+no\s+longer|down\s+from|up\s+from)\s+(?:about\s+|the\s+)?\Z",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:not|instead\s+of|rather\s+than)\s+(?:about\s+|the\s+)?\W?\w", re.IGNORECASE)
# A value told in the past tense held when it held.
_PAST = re.compile(
    r"\b(?:was|were|had|did|paid|charged|(?<!\bcan )(?<!\bwill )(?<!\bmay )(?<!\bdoes )(?<!\bdo )(?<!\bto )cost|"
    r"said|reported|wrote|used|until|(?:19|20)\d\d|last\s+(?:week|month|year))\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:go(?:es)?\s+on|keeps?(?:\s+on)?|continues?(?:\s+to)?|carr(?:y|ies)\s+on|(?:is|are)\s+still|still)\s+(?P<verb>\w+)|"
    r"\b(?P<thing>\w+ing)\s+(?:(?!not\b|never\b)\w+\s+){0,3}?(?:continues|goes\s+on)\b",
    re.IGNORECASE,
)
_STOPPED = re.compile(
    r"\b(?:has|have|had)?\s*(?:since\s+)?(?:agreed\s+to\s+)?(?:stop(?:ped)?|end(?:ed)?|ceas(?:e|ed)|halt(?:ed)?|quit|discontinued?|"
    r"given\s+up|gave\s+up|abandoned|no\s+longer)\s+(?:the\s+|its\s+|their\s+|all\s+)?(?P<what>\w+)|"
    r"\b(?:will\s+not|won['’]t|not\s+to|no\s+longer)\s+(?P<verb>\w+)",
    re.IGNORECASE,
)
_IN_PART = re.compile(
    r"\b(?:some|half|most|part|partly|many|several|for\s+now|outside|except|but\s+not)\b", re.IGNORECASE
)
_STOP = re.compile(r"[.!?;,][*_”\")]*\s")
_WOULD = re.compile(r"\b(?:would|could|should|might|must|if|said|wanted)\b", re.IGNORECASE)
_ONLY = re.compile(r"\bonly\b|\binstead\b|\bno\s+longer\b", re.IGNORECASE)
NEARLY_ALL = 0.75  # share of a sentence's words that another must have for the one to repeat the other
_TIE = r"(?:contract|agreement|deal|partnership|relationship|arrangement|lease|subscription|ties|work|dealings)s?"
_NAMED = r"(?:[A-Z][\w’'&-]*)(?:\s+[A-Z][\w’'&-]*){0,4}"
# "Has ended its contract with Acme", "parted ways with Acme", "the deal with Acme has ended".
_PARTED = re.compile(
    rf"(?<!\bto )(?<!\bbe )\b(?:(?:ended|terminated|cancel+ed|severed|cut|dropped|quit|left)\s+"
    rf"(?:its|their|his|her|our|the|all)\s+(?:\w+\s+){{0,2}}?"
    rf"{_TIE}\s+with|(?:parted\s+(?:ways|company)|broken\s+off|broke|stopped\s+(?:using|working|dealing)|no\s+longer\s+(?:uses?|works?|deals?))"
    rf"(?:\s+with)?)\s+(?:the\s+)?(?P<whom>{_NAMED})|\b{_TIE}\s+with\s+(?:the\s+)?(?P<whose>{_NAMED})\s+"
    r"(?:has\s+(?:now\s+)?(?:ended|expired|lapsed|been\s+(?:ended|terminated|cancel+ed))|(?:was|is)\s+(?:over|terminated|cancel+ed))"
)
# What shuts each other out when a practice is bound to one of them.
_EITHER_OR = [
    (r"week-?ends?|saturdays?|sundays?", r"week-?days?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?"),
    (r"nights?|after\s+dark", r"days?\s?time|by\s+day|in\s+daylight|during\s+the\s+day"),
    (r"mornings?", r"afternoons?|evenings?"),
    (r"summers?", r"winters?"),
    (r"indoors?|inside", r"outdoors?|outside"),
    (r"after\s+school|outside\s+school\s+hours", r"during\s+school(?:\s+hours)?|in\s+school\s+hours"),
]
# "The heating is now left on": what is so now, and what was so before.
_IS_NOW = re.compile(
    r"[\W\d]*(?:The|Its|Their|Our|All)\s+(?P<thing>(?:[\w’'-]+\s+){1,4}?)(?:is|are|has|have)\s+(?:been\s+)?now\b"
)
_TURNS = [
    (r"(?:left|kept|stays?|switched|turned|goes|is|are)\s+on(?=\s*[.,;]|\s+(?:until|till|from|all|at|again|in))",
     r"(?:goes|go|went|is|are|switched|turned|shut)\s+off"),
    (r"open(?:ed)?|unlocked", r"closed|closes|shuts?|locked"),
    (r"free|without charge", r"charged|costs?|charges|paid"),
    (r"allowed|permitted|welcome", r"banned|forbidden|prohibited|not allowed"),
    (r"working|repaired|mended|fixed", r"broken|out of order"),
    (r"staffed|manned", r"unstaffed|unmanned"),
]  # fmt: skip
_TURNED = [
    (re.compile(rf"\b(?:{a})\b", re.IGNORECASE), re.compile(rf"\b(?:{b})\b", re.IGNORECASE))
    for one, other in _TURNS
    for a, b in ((one, other), (other, one))
]
_SIDES = [
    (re.compile(rf"\b(?:{a})\b", re.IGNORECASE), re.compile(rf"\b(?:{b})\b", re.IGNORECASE))
    for one, other in _EITHER_OR
    for a, b in ((one, other), (other, one))
]


def tells_old_value(update: Update, told: Told) -> bool:
    """Whether a sentence gives as that of today the value from which an update says that it has moved."""
    if _PAST.search(told.text):
        return False
    said = {(one.kind, one.value) for one in told.quantities}
    for text in update.sentences:
        values = find_quantities(text) if _CHANGED.search(text) or _INSTEAD.search(text) else []
        old = {(one.kind, one.value) for one in values if _is_old(text[: one.number.start])}
        new = {(one.kind, one.value) for one in values} - old
        if said & old and new and not said & new and (_is_of_same(told, text) or _is_counted_there(update, told, text)):
            return True
    return False


def _is_counted_there(update: Update, told: Told, text: str) -> bool:
    """Whether a sentence repeats, number and all, one of the body about things that an update counts anew."""
    units = [words for one in told.quantities if (words := event_words(one.unit))]
    counted = event_words(text)
    return any(words & counted for words in units) and any(_repeats(one, told) for one in update.outside)


def _repeats(before: str, told: Told) -> bool:
    """Whether a sentence tells nearly nothing but what another does, and no other number."""
    words = event_words(before)
    numbers = {one.value for one in find_quantities(before)}
    same = len(words & told.words) > max(3, NEARLY_ALL * len(told.words))
    # "Paid" does not repeat "pays".
    as_told = {word for word in fold(told.text).split() if stem(word) in words} <= set(fold(before).split())
    return same and as_told and all(one.value in numbers for one in find_quantities(told.text))


def has_parted(update: Update, told: Told) -> bool:
    """Whether a sentence repeats what somebody does with another, of whom an update says that the tie has ended."""
    if not told.stands or told.days:
        return False
    for text in update.sentences:
        found = None if _IN_PART.search(text) else _PARTED.search(text)
        whom = event_words(found["whom"] or found["whose"]) if found else frozenset()
        if not found or not whom <= told.words or NEGATION.search(text[: found.start()]):
            continue
        who = (event_words(text[: found.start()]) - whom) & told.words  # the firm may have other ties
        return bool(whom and who) and any(_is_told_of(who, whom, one, told) for one in update.outside)
    return False


def _is_told_of(who: frozenset[str], whom: frozenset[str], before: str, told: Told) -> bool:
    words = event_words(before)
    return whom <= words and bool(who & words) and _repeats(before, told)


def _is_old(before: str) -> bool:
    return bool(_FROM.search(before) or _INSTEAD_OF.search(before))


def _is_of_same(told: Told, text: str) -> bool:
    return len([word for word in told.words & event_words(text) if not word[0].isdigit()]) >= SHARED_AT_LEAST


def is_now_otherwise(update: Update, told: Told) -> bool:
    """Whether a sentence repeats what the body says of something that an update says is now the other way."""
    for text in update.sentences if told.stands else ():
        found = _IS_NOW.match(text)
        thing = event_words(found["thing"]) if found else frozenset()
        if not thing or not thing <= told.words or NEGATION.search(told.text):
            continue
        turned = any(one.search(text) and other.search(told.text) for one, other in _TURNED)
        if turned and any(_is_repeated(thing, one, told) for one in update.outside):
            return True
    return False


def _is_repeated(thing: frozenset[str], before: str, told: Told) -> bool:
    words = event_words(before)
    return thing <= words and len(words & told.words) > max(len(thing), 0.6 * len(words))


def goes_on(update: Update, told: Told) -> bool:
    """Whether a sentence says that somebody goes on with what an update says has stopped, or at the other time."""
    found = _GOES_ON.search(told.text)
    before = _STOP.split(told.text[: found.start()])[-1] if found else ""
    if not found or NEGATION.search(before) or _WOULD.search(before):
        return False
    verb = stem((found["verb"] or found["thing"]).lower())
    clause = before + re.split(r"[,;:.]\s|\b(?:because|since|as)\b", told.text[found.start() :])[0]
    for text in update.sentences:
        shared = told.words & event_words(text)
        if are_of_others(text, before):
            continue
        if verb in shared and len(shared) >= SHARED_AT_LEAST and (_shut_out(text, clause) or _stopped(text, verb)):
            return True
    return False


def _shut_out(text: str, clause: str) -> bool:
    """Whether an update binds a practice to one time or place, and a clause tells it of the other one."""
    return bool(_ONLY.search(text)) and any(
        one.search(text) and other.search(clause) and not one.search(clause) for one, other in _SIDES
    )


def _stopped(text: str, verb: str) -> bool:
    if _IN_PART.search(text):
        return False
    return any(stem((found["what"] or found["verb"]).lower()) == verb for found in _STOPPED.finditer(text))
