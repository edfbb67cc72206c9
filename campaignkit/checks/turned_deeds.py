"""Deeds: what was not to be done and has been done, what was to come and will not, who has left what they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from campaignkit.checks.calendar_days import find_days
from campaignkit.checks.changes import NOT, TOPIC, Change, matter
from campaignkit.checks.event_words import NEGATION, event_words, stem
from campaignkit.checks.updates import News, Told
from campaignkit.folding import fold

_NO_DEED = frozenset(["in", "without", "for"])
LONG = 6  # letters of a verb by which its noun is known
# "Has not said whether she will sign it": what is open is whether she will.
_OPEN = re.compile(
    r"\b(?:not|n['’]t|yet\s+to|nor)\s+(?:yet\s+)?(?:been\s+)?(?:sa(?:id|y)|decided?|announced?|ma(?:de|ke)\s+(?:up|"
    r"clear)[^.;]{0,20}?|"
    r"t(?:old|ell)[^.;]{0,20}?|know[ns]?|commit(?:ted)?)\s+(?:whether|if|when|that)\b[^.;]{1,60}?\b(?:will|would|to|"
    r"going\s+to)\s+(?P<verb>\w+)",
    re.IGNORECASE,
)
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
    r"\b(?:will|would|has|have|had|is|are|was|were|does|do|did)(?:\s+not|n['’]t)(?:\s+yet)?\s+(?:be\s+|"
    r"been\s+)?(?P<verb>\w+)"
    r"|\bwon['’]t\s+(?:be\s+)?(?P<wont>\w+)|\b(?:has|have)\s+yet\s+to\s+(?:be\s+)?(?P<yet>\w+)"
    r"|\b(?:promis|pledg|vow)\w+\s+not\s+to\s+(?P<vowed>\w+)|\b(?:refus|declin)\w+\s+to\s+(?P<refused>\w+)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"(?<!\bto )(?<!\bbe )(?<!\bnot )(?<!\bnever )\b(?:has\s+|have\s+|had\s+)?(?P<verb>\w{2,}(?:ed|ied)|took|taken|"
    r"began|gave|given|held|met|"
    r"wrote|written|sent|ran|chose|sold|bought|paid|signed|got|drew|made|put)\b",
    re.IGNORECASE,
)
_BEGUN = re.compile(
    r"\b(?:has|have|had)?\s*(?:since\s+)?(?:begun|began|started|agreed|decided)\s+to\s+(?P<verb>\w+)|"
    r"\bnow\s+(?P<now>\w{3,}?)s?\b",
    re.IGNORECASE,
)
_WILL_NOT = re.compile(
    r"\b(?:will|would|did|does|do)(?:\s+not|n['’]t)\s+(?:now\s+|"
    r"after\s+all\s+)?(?:be\s+)?(?P<verb>\w+)(?:\s+(?P<what>\w+))?"
    r"|\bwon['’]t\s+(?:be\s+)?(?P<verb2>\w+)(?:\s+(?P<what2>\w+))?",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?<!The)(?<!It)(?<!They)(?<!This)(?<!That)(?<!He)(?<!She)(?<!There)\b")
# Verbs that say nothing without what follows.
_LIGHT = frozenset(map(stem, "take make have be come go get give put do".split()))
_LEFT = re.compile(
    r"\b(?P<who>[A-Z][\w’'-]+),?\s+(?:has\s+|have\s+)?(?:since\s+|now\s+)?(?:withdr[ae]wn?|withdrew|pulled\s+out|"
    r"dropped(?:\s+out)?|lost|"
    r"resigned|retired|stepped\s+(?:down|aside)|quit|left)\b(?P<what>[^.;]*)"
)
_FIRST_NAMES = re.compile(r"(?:[A-Z][\w.’'-]*\s+)+\Z")
# Nouns of deeds that do not begin like their verbs.
_DEEDS = {
    stem(noun): stem(verb)
    for noun, verb in (
        ("lawsuit", "sue"),
        ("suit", "sue"),
        ("suing", "sue"),
        ("sale", "sell"),
        ("purchase", "buy"),
        ("choice", "choose"),
        ("decision", "decide"),
        ("refusal", "refuse"),
    )
}


def refuses(text: str) -> bool:
    """Whether a sentence says that something is not done."""
    return bool(_REFUSED.search(text) or _OPEN.search(text))


def tells_of_leaving(text: str) -> bool:
    """Whether a sentence tells that somebody has left or withdrawn."""
    return bool(_LEFT.search(text))


def is_done_after_all(change: Change) -> bool:
    """Whether what the draft says will not be, or has not been, has been done."""
    said = matter(change.told.words)
    if NEGATION.search(change.now) or len(said & (change.before.words | change.news.words)) < TOPIC * len(said):
        return False  # "It has not published its contract with another firm"
    open_deeds = refused(change.told.text) & _with_same(refused(change.before.text))
    done = {stem(one["verb"].lower()) for one in _DONE.finditer(change.now)}
    done |= {stem((one["verb"] or one["now"]).lower()) for one in _BEGUN.finditer(change.now)}
    if bool(done) and any(_deed(one, change.now) for one in open_deeds):
        return change.is_close(-1)
    return bool(open_deeds & _with_same(done)) and change.is_close()


def _deed(verb: str, text: str) -> bool:
    """Whether a text has the noun of a verb: "opened an investigation" for "investigate"; "in support" is no deed."""
    words = fold(text).split()
    return len(verb) >= LONG and any(
        word.startswith(verb) and before not in _NO_DEED for before, word in pairwise(["", *words])
    )


def is_not_done(change: Change) -> bool:
    """Whether an update says of what the draft tells as done, or as to come, that it will not be done."""
    if NOT.search(change.told.text):
        return False
    days = [one for one in find_days(change.now, None) if one.is_whole]
    if days and not any(one.fits(day) for one in days for day in change.told.days):
        return False
    words = fold(change.told.text).split()
    said = {stem(word) for word in words} | {f"{stem(a)} {b}" for a, b in pairwise(words)}
    return any(deed in said for deed in _denied_deeds(change.now, change.told.words)) and (
        bool(days) or change.is_close()
    )


def _denied_deeds(text: str, said: frozenset[str]) -> Iterator[str]:
    """Yield the verbs of what will not be done, by whom a draft names: of "will not take effect" both words."""
    for found in _WILL_NOT.finditer(text):
        names = event_words(" ".join(_NAME.findall(re.split(r"[,;:]\s", text[: found.start()])[-1])))
        if names and not names & said:
            continue  # "Acme will not sell it": others may
        verb, what = stem((found["verb"] or found["verb2"]).lower()), found["what"] or found["what2"] or ""
        yield f"{verb} {what.lower()}" if verb in _LIGHT else verb


@lru_cache(maxsize=4096)
def refused(text: str) -> frozenset[str]:
    """Return the verbs of what a sentence says is not done, or not yet."""
    found = (next(filter(None, one.groups()), "") for one in _REFUSED.finditer(text))
    still_open = (one["verb"] for one in _OPEN.finditer(text))
    return frozenset(stem(verb.lower()) for verb in (*found, *still_open))


def _with_same(verbs: Iterable[str]) -> set[str]:
    verbs = set(verbs)
    return verbs.union(*(group for group in _SAME if verbs & group))


def has_left(news: News, told: Told) -> bool:
    """Whether the draft tells as standing of somebody that from which they have withdrawn, or what they were."""
    said = {stem(word) for word in fold(told.text).split() if not word.endswith("ed")}
    said |= {_DEEDS.get(word, word) for word in said}
    for found in _LEFT.finditer(news.text) if not told.is_past else ():
        who = event_words(found["who"])
        titled = re.search(rf"\b{re.escape(found['who'])},\s+(?:the|its|our|their|your)\b", told.text)
        if not titled and not told.stands:
            continue
        before = _FIRST_NAMES.sub("", news.text[: found.start()])
        what = matter(event_words(f"{before} {found['what']}")) - who
        if who and who <= said and any(_DEEDS.get(one, one) in said or _deed_of(one, said) for one in what):
            return True
    return False


def _deed_of(noun: str, said: set[str]) -> bool:
    return any(len(word) >= LONG and noun.startswith(word) for word in said)
