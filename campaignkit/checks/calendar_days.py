"""Which days a text names: dates in all the usual forms, weekdays and "yesterday", reckoned from the day of writing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from campaignkit.checks.day import Day, Role, day_of, safe
from campaignkit.folding import Span
from campaignkit.function_words import MONTHS, WEEKDAYS

_MONTH_NAMES = "|".join([name.title() for name in MONTHS] + [name.upper() for name in MONTHS])
_MONTH = rf"(?:(?:{_MONTH_NAMES})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = f"(?:{'|'.join(name.title() for name in WEEKDAYS)}|{'|'.join(name.upper() for name in WEEKDAYS)})"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?:st|nd|rd|th)?\b"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\w)"
_S = r"[ \t\u00a0]{0,3}\n?[ \t\u00a0]{0,8}"  # one line may break in a date
_GAP = r"(?:[ \t\u00a0]{1,3}\n?[ \t]{0,8}|\n[ \t]{0,8})"
_DATE = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY})(?:,?{_GAP})(?:the{_GAP})?)?"
    rf"(?:(?P<iso>(?<![\w-])\d{{4}}-\d\d-\d\d(?![\w-]))"
    rf"|(?P<slashed>(?<![\w/])\d{{1,2}}/\d{{1,2}}/(?:20)?\d\d(?![\w/]))"
    rf"|\b(?P<m1>{_MONTH}){_GAP}(?P<d1>{_DAY})(?:{_S}[–-]{_S}(?:(?P<m4>{_MONTH}){_GAP})?(?P<d4>{_DAY}))?"
    rf"(?:,?{_GAP}(?P<y1>{_YEAR}))?"
    rf"|(?<![\w.,/-])(?:(?P<d5>{_DAY}){_S}[–-]{_S})?(?P<d2>{_DAY}){_GAP}(?:of{_GAP})?(?P<m2>{_MONTH})(?=\W|$)"
    rf"(?:,?{_GAP}(?P<y2>{_YEAR}))?"
    rf"|\b(?P<m3>{_MONTH}),?{_GAP}(?:of{_GAP})?(?P<y3>{_YEAR}))"
)
# "On Wednesday", "said Wednesday"; not "every Wednesday" and not "Wednesday, June 10", which is a date.
_ON_WEEKDAY = re.compile(
    rf"(?<!\w)(?P<before>(?:[Oo]n|[Ll]ast|[Tt]his|[Nn]ext|[Bb]y|[Uu]ntil|[Ss]ince|[Ll]ate|[a-z]{{2,}}(?:ed|id|lt)|told\s\w+)"
    rf"(?:{_GAP}(?:late|early|last|next))?{_GAP})(?P<day>{_WEEKDAY})\b(?!,?{_GAP}(?:the{_GAP})?(?:{_MONTH}|{_DAY}))"
)
# "Voted 5 to 4 Tuesday night", "at Tuesday's hearing", as the press has it; not "a Tuesday", "Monday to Friday".
_BARE_WEEKDAY = re.compile(
    rf"(?P<before>\b[a-z]{{2,}}|\d)\s(?P<day>{_WEEKDAY})(?:['’]s\b|\b"
    rf"(?!\s(?:to|through|and|or|[A-Z])|\s?[–-]|,?{_GAP}(?:the{_GAP})?(?:{_MONTH}|{_DAY})))"
)
_NO_WEEKDAY_AFTER = frozenset(
    "the an any every each most some alternate one that another to through and or from between per open".split()
)
# "In March", "since early May", "last July": the year is for the reader to say.
_MONTH_ALONE = re.compile(
    rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Ll]ast|[Tt]his|[Dd]uring|of|from|[Ee]arly|[Ll]ate|[Mm]id-?)\s?(?:early\s|late\s|mid-?\s?)?"
    rf"(?P<month>{_MONTH_NAMES})\b(?!,?{_GAP}(?:of{_GAP})?(?:{_YEAR}|{_DAY})|['’]|\s[A-Z])"
)
_RELATIVE = re.compile(
    r"\b(?P<word>yesterday|today|tonight|tomorrow|last\s+week|this\s+week|last\s+month|earlier\s+this\s+(?:week|month)|"
    r"this\s+month|later\s+this\s+month|last\s+year)\b",
    re.IGNORECASE,
)
# "Announced today" is a day; "130 lorries today" is nowadays.
_SAID = re.compile(
    r"\b(?:announc|said|say|fil|releas|publish|launch|vot|decid|approv|reject|sign|issu|sued|order|rul)\w*\s+(?:late\s+|earlier\s+)?\Z"
)
_TODAY_DONE = re.compile(
    r"\s+(?:announc|fil|releas|publish|launch|vot|decid|approv|reject|sign|issu|sued|order|rul)\w*ed\b"
)
_YEAR_ALONE = re.compile(
    r"\b(?:in|during|since|until|by|from|(?:as\s+(?:early|late|far\s+back)\s+as)|(?:fiscal|school|academic|calendar|the)\s+year|"
    r"(?:summer|spring|fall|autumn|winter|end|start|beginning)(?:\s+of)?)\s+"
    r"(?:early\s+|late\s+|mid-?\s?)?(?P<year>(?:1[5-9]|20)\d\d)(?![\w%]|[,.]\d|\s?[–-])",
    re.IGNORECASE,
)
# "A 2018 study", "the 2019 Ardley Lab report": the year in which a thing came out.
_YEAR_OF = re.compile(
    r"\b(?:[Aa]|[Tt]he|[Tt]his|[Tt]hat|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur|\w+['’]s?)\s+(?P<year>(?:19|20)\d\d)\s+"
    r"(?:(?:[A-Z][\w.&’'-]*|of|federal|state|city|national|academic|scientific|internal|joint|public)\s+){0,5}"
    r"(?:stud(?:y|ies)|report|survey|audit|investigation|review|analysis|assessment|test|paper|poll|census|inquiry|ruling|"
    r"decision|lawsuit|settlement|agreement|contract|election|referendum|vote|letter|article|statute|law|ordinance|"
    r"fire|flood|spill|strike|storm|accident|outbreak)\b"
)
_LIMIT = re.compile(
    r"\b(?:by|before|until|till|through|due|to|no later than|not later than|closes? on|deadline(?: is| of)?:?|"
    r"expires? on|"
    r"up to)(?:\s+(?:the end of|midnight on|noon on|at least))?\s+(?:\w+,?\s)?\Z",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:from|since|after|beginning|starting|start(?:s|ed)?|effective|as of|begins?|between)\s+(?:on\s+)?\Z",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:every|each|most|alternate|some)\s+\Z", re.IGNORECASE)
# "Had gathered 1,900 signatures by Thursday": what was over by a day was over by one that has passed.
_OVER_BY = re.compile(
    r"\b(?:had|was|were)\s+(?:(?:already|been|not|only|just)\s+){0,2}"
    r"(?:\w+(?:ed|en|wn|ght|un)|made|won|lost|sold|paid|left|cut|shut|met)\b(?!.*\b(?:to|must|should|could|can|needs?)\b)",
    re.IGNORECASE | re.DOTALL,
)
_TO_COME = re.compile(
    r"\b(?:will|shall|is to|are to|was to|were to|would|plan(?:s|ned)?|expect(?:s|ed)?|schedul\w+|due|set for|next|"
    r"coming|votes? on|meets? on)\b",
    re.IGNORECASE,
)


def find_days(text: str, written: date | None) -> Iterator[Day]:
    """Yield the days that `text` names: dates first, then weekdays and "yesterday", then years alone.

    A day that comes again and again ("every Monday") is not named. A weekday is the last one up to the day on which
    the text was written, or the next one where the sentence speaks of what is to come; without that day, weekdays and
    "yesterday" are left out.

    Examples:
        >>> [str(day) for day in find_days("On Wednesday, and again on June 8", date(2020, 6, 12))]
        ['June 8', 'June 10, 2020']
        >>> [(str(day), day.role) for day in find_days("In July 2018; answer by the 30th of June.", None)]
        [('July 2018', 'on'), ('June 30', 'limit')]
    """
    taken: list[Span] = []
    for found in _DATE.finditer(text) if _may_hold_a_date(text) else ():
        day = _read(found, text)
        if (
            day
            and not _is_dateline(text, day.span)
            and not _EVERY.search(text, max(0, found.start() - 12), found.start())
        ):
            taken.append(day.span)
            yield day
    yield from _months(text, taken)
    if written:
        yield from _weekdays(text, written)
        yield from _relative(text, written)
    for found in (*_YEAR_ALONE.finditer(text), *_YEAR_OF.finditer(text)) if _YEAR_DIGITS.search(text) else ():
        at = Span(*found.span("year"))
        if not at.within(taken):
            taken.append(at)
            yield Day(at, int(found["year"]), 0, 0, _role(text, at.start))


@lru_cache(maxsize=4096)
def days_of(sentence: str, written: date | None) -> tuple[Day, ...]:
    """Return the days that a sentence names; kept, for several rules ask, and most sentences name none."""
    return tuple(find_days(sentence, written)) if may_name_a_day(sentence) else ()


_OPENINGS = tuple(name[:3] for name in map(str.title, MONTHS)) + tuple(name[:3].upper() for name in MONTHS)
_DIGIT = re.compile(r"\d")
_YEAR_DIGITS = re.compile(r"(?:1[5-9]|20)\d\d")
_WEEKDAY_ENDS = ("nday", "sday", "iday", "rday", "NDAY", "SDAY", "IDAY", "RDAY")
_NEAR = ("terday", "oday", "onight", "omorrow", "ast week", "his week", "ast month", "his month", "ast year")


def _has_any(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110  # a generator costs more than the look
        if word in text:
            return True
    return False


def _may_hold_a_date(text: str) -> bool:
    """Whether a look at a few letters leaves a date possible; the patterns cost more."""
    if not _DIGIT.search(text):
        return False
    return _has_any(text, _OPENINGS) or "/" in text or bool(_YEAR_DIGITS.search(text))


def may_name_a_day(text: str) -> bool:
    """Return whether a text may name a day at all: what it answers no to names none.

    Examples:
        >>> may_name_a_day("The library is open."), may_name_a_day("It closed on Monday.")
        (False, True)
    """
    return (
        _may_hold_a_date(text)
        or _has_any(text, _WEEKDAY_ENDS)
        or _has_any(text, _NEAR)
        or (_has_any(text, _OPENINGS) and _MONTH_ALONE.search(text) is not None)
    )


_PLACE = re.compile(
    r"(?:^|\n)[\W_]*(?!UPDATE|CORRECTION|CLARIFICATION|EDITOR|RETRACTION)"
    r"[A-Z][A-Z .,'’-]{3,40}(?:,\s+[A-Z][a-z]+\.?)?,?\s*\Z"
)
_AGENCY = re.compile(r"(?:,?\s*\d{4})?\s*(?:\([^()\n]{2,40}\)\s*)?(?:[—–]|-{1,2}\s)|\s*\([A-Z]{2,6}\)")


def _is_dateline(text: str, at: Span) -> bool:
    """Whether a date opens a report: "LOS ANGELES, Sept. 28 (UPI) —"."""
    return bool(_AGENCY.match(text, at.end) and _PLACE.search(text[: at.start][-60:]))


def _role(text: str, at: int) -> Role:
    before = text[max(0, at - 36) : at]
    return "limit" if _LIMIT.search(before) else "start" if _START.search(before) else "on"


def _read(found: re.Match[str], text: str) -> Day | None:
    """Return the day of a match; None where there is no such day."""
    at = Span(found.start(), found.end())
    role = _role(text, at.start)
    weekday = WEEKDAYS.index(found["weekday"].lower()) if found["weekday"] else -1
    if found["iso"]:
        year, month, day = map(int, found["iso"].split("-"))
    elif found["slashed"]:
        year, month, day = _slashed(found["slashed"])
    else:
        year = int(found["y1"] or found["y2"] or found["y3"] or 0)
        month = month_number(found["m1"] or found["m2"] or found["m3"])
        day = _number(found["d5"] or found["d1"] or found["d2"])
    if not _is_possible(year, month, day):
        return None
    return Day(at, year, month, day, role, _last(found, year, month), weekday)


def _number(day: str | None) -> int:
    return int(re.sub(r"\D", "", day)) if day else 0


def _slashed(text: str) -> tuple[int, int, int]:
    """6/11/2020 is in June or in November: only where one number is over 12 is the day known."""
    first, second, year = map(int, text.split("/"))
    year += 2000 if year < 100 else 0
    if first <= 12 < second:
        return year, first, second
    return (year, second, first) if second <= 12 < first else (year, 0, 0)


def _last(found: re.Match[str], year: int, month: int) -> date | None:
    """Return the last day of "June 10–12" or "10–12 June"."""
    if found["d4"]:
        month = month_number(found["m4"]) if found["m4"] else month
        return safe(year or 1, month, _number(found["d4"]))
    return safe(year or 1, month, _number(found["d2"])) if found["d5"] else None


def month_number(name: str) -> int:
    """Return the number of a month by its name or the beginning of it."""
    return next(number for number, month in enumerate(MONTHS, start=1) if month.startswith(name[:3].lower()))


def _is_possible(year: int, month: int, day: int) -> bool:
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return bool(month or year)


def _months(text: str, taken: list[Span]) -> Iterator[Day]:
    for found in _MONTH_ALONE.finditer(text) if _has_any(text, _OPENINGS) else ():
        at = Span(*found.span("month"))
        if not at.within(taken):
            yield Day(at, 0, month_number(found["month"]), 0, _role(text, at.start))


def _named_weekdays(text: str) -> Iterator[re.Match[str]]:
    """Yield where a weekday stands that is one day: "on Monday" first, then "Monday's vote"."""
    if not _has_any(text, _WEEKDAY_ENDS):
        return
    taken = set()
    for found in _ON_WEEKDAY.finditer(text):
        taken.add(found.start("day"))
        yield found
    for found in _BARE_WEEKDAY.finditer(text):
        if found.start("day") not in taken and found["before"] not in _NO_WEEKDAY_AFTER:
            yield found


def _weekdays(text: str, written: date) -> Iterator[Day]:
    for found in _named_weekdays(text):
        number = WEEKDAYS.index(found["day"].lower())
        role: Role = "limit" if found["before"].lower().startswith(("by", "until")) else "on"
        back = (written.weekday() - number) % 7
        before = text[max(0, found.start() - 60) : found.start("day")]
        ahead = _TO_COME.search(before) or (role == "limit" and not _OVER_BY.search(before))
        when = written + timedelta((7 - back) % 7 or 7) if ahead else written - timedelta(back)
        yield replace(day_of(when, Span(*found.span("day")), role), is_named=False)


def _relative(text: str, written: date) -> Iterator[Day]:
    for found in _RELATIVE.finditer(text) if _has_any(text, _NEAR) else ():
        first, last = _stretch(_word(found), written)
        done = _SAID.search(text[: found.start()]) or _TODAY_DONE.match(text, found.end())
        loose = last > first or (_word(found) in ("today", "tonight") and not done)
        yield Day(Span(*found.span()), first.year, first.month, first.day, "on", last if loose else None, -1, False)


def _word(found: re.Match[str]) -> str:
    return re.sub(r"\s+", " ", found["word"].lower())


def _stretch(word: str, written: date) -> tuple[date, date]:
    """Return the first and the last day of "yesterday", "last week" or "earlier this month"."""
    near = {"yesterday": -1, "tomorrow": 1, "today": 0, "tonight": 0}
    if word in near:
        day = written + timedelta(near[word])
        return day, day
    if word == "last year":
        return date(written.year - 1, 1, 1), date(written.year - 1, 12, 31)
    if word.endswith("month"):
        first = written.replace(day=1)
        return (
            ((first - timedelta(1)).replace(day=1), first - timedelta(1))
            if "last" in word
            else (first, _month_end(first))
        )
    monday = written - timedelta(written.weekday())
    # "Last week" is also said of the seven days before.
    return (monday - timedelta(7), written - timedelta(1)) if "last" in word else (monday, monday + timedelta(6))


def _month_end(first: date) -> date:
    return safe(first.year, first.month, 31)
