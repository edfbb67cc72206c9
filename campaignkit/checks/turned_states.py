"""What a source told first and tells otherwise now: a draft that repeats the first is held against the second.

Three sentences are held against each other: what was told, what is told now, and what the draft tells. The draft must
repeat the first, all three must be about one thing, and the first and the second must exclude each other: one is denied
by "no longer", one says must and the other may, one stops and the other stays, one gives a value and the other what it
has become.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from campaignkit.checks.calendar_days import find_days
from campaignkit.checks.changes import ALIKE_AT_LEAST, Change
from campaignkit.checks.moved_days import in_year_of
from campaignkit.checks.turned_deeds import has_left, is_done_after_all, is_not_done, refused, tells_of_leaving
from campaignkit.checks.turned_values import is_as_often_as_before, is_valued_anew, tells_both, was_and_is_now
from campaignkit.checks.turned_ways import has_ended_after_all, is_ended, is_resumed, is_still, is_the_other_way
from campaignkit.checks.updates import Earlier, News, Told, Update

_TO_COME = re.compile(r"\b(?:will|would|from|as\s+of|starting|effective|beginning)\b", re.IGNORECASE)
# A day that has been put off is so at once.
_PUT_OFF = re.compile(r"\b(?:postpon|delay|push|put\s+(?:off|back)|defer|moved)\w*\b", re.IGNORECASE)
# What somebody said they would do they have said, whatever they have done since.
_REPORTED = re.compile(
    r"\b(?:said|promised|announced|told|pledged|vowed|swore|claimed|wrote|planned)\b.*\bwould\b", re.IGNORECASE
)
_THEN = re.compile(r"\b(?:was|were|had|did)\b|\b(?:was|were|had|did)n['’]t\b", re.IGNORECASE)
_TODAY = re.compile(
    r"\b(?:is|are|has|have|will|does|do|still|now|remains?|continues?)\b|\b(?:is|are|has|have|wo|does|do)n['’]t\b"
)
_BIDS = re.compile(
    r"\W*(?:(?:Petition|Tell|Subject|Re)\b[^\n,:]{0,30}:?\s+)?(?:[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*){0,3},\s+)?"
    r"(?:[Pp]lease\s+)?(?:[Ss]top|[Ee]nd|[Bb]an|[Kk]eep|[Dd]rop|[Cc]ancel|[Hh]alt|[Pp]ause|[Cc]ommit|[Pp]ublish|[Cc]lose|[Ss]ay|[Mm]ake|"
    r"[Tt]ell|[Gg]ive|[Ss]ave|[Pp]rotect|[Vv]ote|[Ss]upport|[Rr]eject|[Pp]ass|[Aa]dopt|[Rr]estore|[Oo]rder)\b"
)
# What is asked for; "must" may tell a duty.
_WANTED = re.compile(
    r"\b(?:please|should|ask(?!\s+(?:\w+\s+)?(?:why|how\s+much))|urge|call on|demand|let us|we want|if|unless)\b|\?",
    re.IGNORECASE,
)


def turned_by(update: Update, told: Told, as_of: date) -> str:
    """Return the sentence of an update that excludes what a sentence of a draft repeats of before; "" if none does.

    Args:
        as_of: The day for which the draft is to be true; what is to change later has not changed yet.
    """
    if not told.words & update.words:
        return ""
    clauses = standing(told)
    return next((news.text for one in clauses for news in update.news if _turns(news, one, update.earlier, as_of)), "")


@lru_cache(maxsize=4096)
def standing(told: Told) -> tuple[Told, ...]:
    """Return the clauses of a sentence that tell something as standing; kept, for every update asks it."""
    return tuple(
        one
        for one in told.clauses
        if not one.is_past
        and not any(test.search(one.text) for test in (_WANTED, _REPORTED))
        and not _is_of_then(one)
        and not _is_bid(one)
    )


def _is_bid(told: Told) -> bool:
    """Whether a clause bids somebody do something: "Oak, stop selling"."""
    return _BIDS.match(told.text) is not None


def _is_of_then(told: Told) -> bool:
    """Whether a clause tells of what was so, and says nothing of today."""
    return bool(_THEN.search(told.text)) and not _TODAY.search(told.text)


def _turns(news: News, told: Told, earlier: tuple[Earlier, ...], as_of: date) -> bool:
    if not told.words & news.words or _is_yet_to_come(news.text, news.since, as_of):
        return False
    if news.is_change and (
        was_and_is_now(news, told) or has_left(news, told) or is_still(news, told) or is_resumed(news, told)
    ):
        return True
    if not news.is_change and not refused(told.text):
        return False
    alike = (one for one in earlier if len(told.words & one.words) >= ALIKE_AT_LEAST)
    return any(_excludes(Change(news, one, told)) for one in alike)


def _is_yet_to_come(text: str, since: date | None, as_of: date) -> bool:
    """Whether a change is to come on a day after `as_of`."""
    if since is None or not _TO_COME.search(text) or _PUT_OFF.search(text):
        return False
    return any(
        one.is_whole and one.role != "limit" and in_year_of(one, since) > as_of for one in find_days(text, since)
    )


def tells_by_itself(text: str) -> bool:
    """Whether a sentence tells both what was and what is now, or that somebody has left."""
    return tells_both(text) or tells_of_leaving(text)


def _excludes(change: Change) -> bool:
    if not change.news.is_change:
        return change.is_repeated and is_done_after_all(change)
    if change.told.quantities and is_valued_anew(change):
        return True
    if not change.is_repeated:
        return False
    if is_done_after_all(change) or (change.is_own and is_not_done(change)):
        return True
    return change.is_close() and (
        is_ended(change) or is_the_other_way(change) or has_ended_after_all(change) or is_as_often_as_before(change)
    )
