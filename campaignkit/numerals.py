"""Numerals as English prose writes them: 1,350, twenty-eight, $1.5 million, 34.7%, June 10, 2020, 2:52 p.m.

Only the number is read here; what it counts and how it is qualified is read around it in figures.py. Digits inside a
web address, an e-mail address or a word (4K, AB1215, COVID-19, 3500.jpg) are names, not numerals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from campaignkit.currencies import BY_SIGN, ONE_CHARACTER, SIGN
from campaignkit.number_words import BIG, CARDINALS, GAP, MULTIPLIERS, TENS, UNITS, end_of_number

Kind: TypeAlias = Literal["count", "percent", "money", "ordinal", "duration", "year", "date", "time", "label"]

_ORDINALS = {
    "first": 1, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
    "eleventh": 11, "twelfth": 12, "thirteenth": 13, "twentieth": 20, "hundredth": 100,
}  # fmt: skip  # "second" is left out: it is as often a time as a place
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_SCALES = {
    "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
    "lakh": 100_000, "lakhs": 100_000, "crore": 10_000_000, "crores": 10_000_000,
    "k": 1_000, "m": 1_000_000, "mn": 1_000_000, "b": 1_000_000_000, "bn": 1_000_000_000, "tn": 1_000_000_000_000,
}  # fmt: skip
_VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333", "⅔": "0.6667"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# What makes "one" a number rather than a pronoun or an article: what comes after it, or what comes before.
_TIME_UNITS = "second minute hour day week month year decade century"
_FILE_ENDINGS = "jpe?g|png|gif|svg|pdf|docx?|xlsx?|csv|txt|html?|zip|json|mp[34]"
_DIGITS_LIMIT = 40  # nobody counts further, and a Decimal of a million digits is slow


def _any(words: str | list[str]) -> str:
    return "|".join(sorted(words.split() if isinstance(words, str) else words, key=len, reverse=True))


_J = rf"(?:-|{GAP})"
# Bounded: from each comma of a text of nothing else, the search would run to its end.
_GROUPED = "\\d{1,3}(?:[,\u00a0\u2009\u202f]\\d{3}){1,12}+(?!\\d)"
_DIGITS = rf"(?:{_GROUPED}|\d++)(?:\.\d++)?+[{''.join(_VULGAR)}]?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?!\d)(?!,\d{3})(?:st|nd|rd|th)?\b"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\w])(?!,\d)"


class Numeral(NamedTuple):
    """A number in a text: where it stands and what it says.

    `value` is the number itself; of a date its year (0 where none is given), of a time the minutes after midnight.
    `unit` is a currency ("usd"), "%", or for a date what is given of it in ISO 8601 ("2020-06-10", "2018-07",
    "--06-08"); `denominator` is the five of "one in five", in digits without separators.
    """

    start: int
    end: int
    value: Decimal
    kind: Kind = "count"
    unit: str = ""
    date: date | None = None
    denominator: str = ""


class _Reading(NamedTuple):
    value: Decimal
    kind: Kind = "count"
    unit: str = ""
    date: date | None = None
    denominator: str = ""


def value_of(numeral: str) -> Decimal | None:
    """Return the value of a number in digits, words or both, or None where it has none.

    >>> value_of("1,350"), value_of("one hundred and five"), value_of("1.5 million"), value_of("a dozen")
    (Decimal('1350'), Decimal('105'), Decimal('1500000.0'), Decimal('12'))
    >>> value_of("many") is None
    True
    """
    if len(numeral) > 200 or sum(map(str.isdigit, numeral)) > _DIGITS_LIMIT:
        return None
    tokens = re.findall(rf"{_DIGITS}|\.\d+|[^\W\d_]+", numeral.casefold())
    return _sum(tokens) if tokens else None


def _sum(tokens: list[str]) -> Decimal | None:
    total = current = Decimal(0)
    one = Decimal(1)
    for word in tokens:
        if word in _SCALES:
            total, current = total + (current or one) * _SCALES[word], Decimal(0)
        elif word in MULTIPLIERS:
            current = (current or one) * MULTIPLIERS[word]
        elif (value := _word_value(word)) is not None:
            current += value
        elif word not in ("a", "an", "and"):
            return None
    return total + current


def _word_value(word: str) -> Decimal | None:
    if word in CARDINALS or word == "half":
        return Decimal(CARDINALS.get(word, "0.5"))
    digits, part = re.sub(r"[^0-9.]", "", word), _VULGAR.get(word[-1])
    if not digits and not part:
        return None
    return Decimal(digits or 0) + Decimal(part or 0)


def _calendar(match: re.Match[str]) -> _Reading:
    """A date with the month in letters: June 10, 2020; 10 June; July 2018; May of 2018; June 10–12."""
    month = re.search(_MONTH, match[0])
    numbers = re.findall(r"\d+", match[0])
    years, days = [n for n in numbers if len(n) == 4], [int(n) for n in numbers if len(n) < 4]
    number = _MONTHS.index(month[0][:3].lower()) + 1 if month else 0
    return _date_reading(int(years[0]) if years else 0, number, days[0] if len(days) == 1 else 0)


def _date_reading(year: int, month: int, day: int) -> _Reading:
    given = f"{year:04}" if year else "-"
    given += f"-{month:02}" if month else ""
    given += f"-{day:02}" if month and day else ""
    return _Reading(Decimal(year), "date", given, _date(year, month, day))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:  # a part is missing, or there is no such day
        return None


def _iso_date(match: re.Match[str]) -> _Reading:
    year, month, day = map(int, match[0].split("-"))
    return _date_reading(year, month, day) if _date(year, month, day) else _Reading(Decimal(year), "label")


def _slashed_date(match: re.Match[str]) -> _Reading:
    """6/11/2020 is in June or in November; only where one number is over 12 is the day known."""
    first, second, year = map(int, match[0].split("/"))
    year += 2000 if year < 100 else 0
    if max(first, second) > 31 or min(first, second) > 12:
        return _label(match)
    if first != second and max(first, second) <= 12:
        return _date_reading(year, 0, 0)
    return _date_reading(year, min(first, second), max(first, second))


def _time(match: re.Match[str]) -> _Reading:
    """Minutes after midnight; without a.m. or p.m. the hours are taken as those of a 24-hour clock."""
    hour, minute = map(int, [*re.findall(r"\d+", match[0]), 0][:2])
    if hour > 24 or minute > 59:
        return _label(match)
    half = re.search(r"[ap](?=\.?m)", match[0].lower())
    hour = hour if not half else hour % 12 + 12 * (half[0] == "p")
    return _Reading(Decimal(60 * hour + minute), "time")


def _label(match: re.Match[str]) -> _Reading:
    digits = re.sub(r"\D", "", match[0])[:_DIGITS_LIMIT]
    return _Reading(Decimal(digits or 0), "label")


def _ordinal(match: re.Match[str]) -> _Reading | None:
    value = value_of(match[0][:-2])
    return None if value is None else _Reading(value, "ordinal")


def _ordinal_in_words(written: str) -> _Reading:
    tens, _, last = written.casefold().rpartition("-")
    return _Reading(Decimal(CARDINALS.get(tens, 0) + _ORDINALS.get(last, 2)), "ordinal")


def _end_of_ordinal(text: str, at: int) -> int:
    """Where "third" or "twenty-second" ends that begins at a place, else 0."""
    word = _LETTERS.match(text, at)
    first = word[0].lower() if word else ""
    if word and first in TENS and text.startswith("-", word.end()):
        word = _LETTERS.match(text, word.end() + 1)
        return word.end() if word and (word[0].lower() in _ORDINALS or word[0].lower() == "second") else 0
    return word.end() if word and first in _ORDINALS else 0


def _decade(match: re.Match[str]) -> _Reading:
    return _Reading(Decimal(match[0][:4]), "year", "decade")


def _year_range(match: re.Match[str]) -> _Reading:
    return _Reading(Decimal(match[0][:4]), "year")


def _fraction(match: re.Match[str]) -> _Reading | None:
    """Two-thirds is 2 with the denominator "3"."""
    numerator, *_, denominator = re.split(r"[\s-]+", f"one {match[0]}".casefold())[-2:]
    part = _PARTS.get(denominator.removesuffix("s"))
    value = value_of(numerator if numerator != "a" else "one") if part else None
    return None if value is None else _Reading(value, "percent", denominator=str(part))


def _slash(match: re.Match[str]) -> _Reading:
    """2/3 of the cases is a fraction; 24/7, 50/50 and 9/11 are names."""
    top, bottom = match[0].split("/")[:2]
    if top >= bottom or len(match[0]) > 3 or not re.match(rf"{GAP}of\b", match.string[match.end() : match.end() + 9]):
        return _label(match)
    return _Reading(Decimal(top), "percent", denominator=bottom)


_SUM = re.compile(SIGN)


def _digits(match: re.Match[str]) -> _Reading | None:
    sign = _SUM.match(match[0])
    suffix = re.search(r"(?<=[\d.])[A-Za-z]+$", match[0])
    if suffix and not sign and suffix[0] not in ("k", "bn", "mn", "tn"):
        return None  # 4K, 5m: a name or a measure of length
    number = re.search(r"\.?\d[^%]*", match[0])
    value = value_of(number[0]) if number else None
    if value is None:
        return None
    if sign:
        return _Reading(value, "money", BY_SIGN[sign[0]])
    return _Reading(value, "percent", "%") if match[0].endswith("%") else _Reading(value)


_COUNTED_ONE_BEFORE = re.compile(rf"\b(?:exactly|precisely|only|at{GAP}least|at{GAP}most){GAP}\Z", re.IGNORECASE)
_COUNTED_ONE_AFTER = re.compile(
    rf"(?:-|{GAP})(?:(?!day|second|minute)(?:{_any(_TIME_UNITS)})|per{GAP}?cent|percent)\b|-(?:day|minute|hour)\b"
    rf"|{GAP}(?:in|out{GAP}of|of){GAP}(?:every{GAP})?"
    rf"(?:\d|(?:{_any(UNITS[2:] + TENS)})\b|a{GAP}(?:hundred|{'|'.join(BIG)}))",
    re.IGNORECASE,
)
# "One ward round in six": what is counted may stand before the whole. In "one store in six counties" it does not.
_ONE_THING_IN = re.compile(
    rf"{GAP}(?:(?!in\b|and\b|or\b|is\b|was\b|day\b)[a-z]{{2,20}}{GAP}){{1,2}}(in){GAP}"
    rf"(?=(?:\d{{1,4}}|{_any(UNITS[2:] + TENS)})\b(?!(?:-|{GAP})"
    r"(?:(?!is\b|was\b|has\b|does\b|says\b)[a-z]+s|[A-Z]\w*|of|hundred|thousand|million|percent|per)\b))",
)
_ONE_DAY_BEFORE = re.compile(rf"\b(?:within|for|in|after|every|than|under|over){GAP}\Z", re.IGNORECASE)
_ONE_DAY_AFTER = re.compile(rf"{GAP}(?:day|minute|second)\b", re.IGNORECASE)


def _in_words(text: str, start: int, end: int) -> _Reading | None:
    written = text[start:end]
    value = value_of(written)
    if value is None or (written.casefold() == "one" and not _is_a_count_of_one(text, start, end)):
        return None
    return _Reading(value)


def _is_a_count_of_one(text: str, start: int, end: int) -> bool:
    """Whether "one" counts, as in "one year", "one in five" and "at least one", but not in "no one" or "one of us"."""
    before = text[max(0, start - 16) : start]
    if _ONE_DAY_AFTER.match(text, end):  # "one day we will win"
        return bool(_ONE_DAY_BEFORE.search(before))
    if _ONE_THING_IN.match(text, end):
        return True
    return bool(_COUNTED_ONE_AFTER.match(text, end) or _COUNTED_ONE_BEFORE.search(before))


# The forms with digits or a month, the more particular first: the first that matches at a place reads it.
_FORMS: dict[str, tuple[str, Callable[[re.Match[str]], _Reading | None]]] = {
    "iso_date": (r"\d{4}-\d\d-\d\d(?![\w-])", _iso_date),
    "slashed_date": (r"\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\w/])", _slashed_date),
    "slash": (r"\d{1,4}(?:/\d{1,4}){1,5}+(?![\w/])", _slash),
    "month_first": (
        rf"{_MONTH}(?:{GAP}{_DAY}(?:\s?[–-]\s?{_DAY})?(?:,?{GAP}{_YEAR})?|,?{GAP}(?:of{GAP})?{_YEAR})",
        _calendar,
    ),
    "day_first": (rf"{_DAY}{GAP}(?:of{GAP})?{_MONTH}(?=\W|$)(?:,?{GAP}{_YEAR})?", _calendar),
    "time": (
        r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[AaPp]\.?[Mm]\b\.?|(?!\w))"
        r"|\d{1,2}(?:\.\d\d)?\s?(?:[ap]\.m\.|[AaPp][Mm]\b)",
        _time,
    ),
    "phone": (
        r"(?:\+?1[-.\s])?(?:\(\d{3}\)\s?|\d{3}[-.\s])\d{3}[-.\s]\d{4}(?!\w)|\+\d(?:[\s().-]{0,2}\d){7,14}(?!\w)",
        _label,
    ),
    "zip_plus_four": (r"\d{5}-\d{4}(?!\w)", _label),
    "dotted": (r"\d++(?:\.\d++){2,}+", _label),
    "decade": (r"(?:1[5-9]|20)\d0['’]?s\b", _decade),
    "year_range": (r"(?:1[5-9]|20)\d\d[–-](?:\d\d|(?:1[5-9]|20)\d\d)(?![\w-])", _year_range),
    "ordinal": (r"\d{1,3}(?:,\d{3}){0,3}(?i:st|nd|rd|th)\b", _ordinal),
    "digits": (
        rf"(?:{SIGN}\s?)?(?:(?<=\s)\.(?=\d))?{_DIGITS}(?i:bn\b|mn\b|tn\b|[kmb]\b)?(?!\w)"
        rf"(?!\.(?:{_FILE_ENDINGS})\b)(?:(?:{GAP}|-)(?i:hundred|thousand|million|billion|trillion|lakhs?|crores?)\b){{0,2}}(?:\s?%)?",
        _digits,
    ),
}
_NUMERAL = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in _FORMS.items()))
# The forms in words, before the grammar of cardinals is tried.
_FEW = [part for part in _PARTS if part != "half"]
_FRACTION = re.compile(
    rf"(?:{_any(UNITS[1:10])}){_J}(?:{_any([part + 's?' for part in _PARTS])})\b(?={GAP}of\b)"
    rf"|(?:{_any(UNITS[2:10])}){_J}(?:{_any([part + 's' for part in _FEW])})\b(?!-)"
    rf"|a{GAP}(?:{_any(_FEW)})\b(?={GAP}of\b)|half\b(?={GAP}(?:of|the)\b)",
    re.IGNORECASE,
)
# Where a numeral can begin. Most words are none: the stems of number words are looked for one by one, which is several
# times as fast as any pattern of all of them.
_DIGIT = re.compile(rf"\d+|[{ONE_CHARACTER}]")
_SIGN = re.compile(rf"(?:(?<![^\W\d_]){SIGN}\s?\.?|\.|\+|\(|\+?1[-.\s]\(?)\Z")
_ARTICLE = re.compile(rf"\ban?{GAP}\Z", re.IGNORECASE)
_STEMS = (
    "zero one two three four five six seven eight nine ten eleven twel thirt fift twent fort hundred dozen thousand "
    "illion half first third quarter nint"
).split()
_BEFORE_STEM = {"illion": 1}  # million, billion; of trillion the article is found all the same
_LETTERS = re.compile(r"[^\W\d_]{1,12}\b")
_RATIO = re.compile(rf"{GAP}(in|(?:out{GAP})?of){GAP}(?:(?:every|the|all|all{GAP}the|its|their|our){GAP})?")
_WHOLE = re.compile(_DIGITS)
_AFTER_WHOLE = re.compile(r"\w|,\d")
_PER_TIME = re.compile(rf"(?:-|{GAP})(?:{_any(_TIME_UNITS)})s?\b", re.IGNORECASE)
_PREFIXES_OF_A_YEAR = frozenset(["early", "late", "mid", "post", "pre", "since"])


def find_numerals(text: str) -> Iterator[Numeral]:
    """Yield the numerals of `text` in order; one in "one year" is one, in "no one" it is none.

    "One in five" is one numeral, 1 with the denominator "5" (kind percent); so is "3 of 10" (kind count).

    >>> [(n.kind, str(n.value)) for n in find_numerals("On June 10, 2020, one in five of the 28 paid $1.5 million.")]
    [('date', '2020'), ('percent', '1'), ('count', '28'), ('money', '1500000.0')]
    """
    done = 0
    for start in sorted(_openings(text)):
        if start < done or (start and (text[start - 1].isalnum() or text[start - 1] == "_")):
            continue
        end, reading = _read(text, start)
        if end:
            done = end
            if reading and not _is_part_of_a_name(text, start):
                numeral = _with_ratio(text, Numeral(start, end, *reading))
                done = numeral.end
                yield numeral


def _openings(text: str) -> set[int]:
    """The places at which a numeral may begin."""
    found: set[int] = set()
    for match in _DIGIT.finditer(text):
        start = match.start()
        found.add(start)
        if start and (sign := _SIGN.search(text[max(0, start - 8) : start])):
            found.add(start - len(sign[0]))
    for month in _MONTHS:
        if (name := month.title()) in text:
            found.update(_places(text, name))
    low = text.lower()
    low = low if len(low) == len(text) else "".join(c.lower() if c.isascii() else c for c in text)
    for stem in _STEMS:
        for place in _places(low, stem) if stem in low else ():
            start = place - _BEFORE_STEM.get(stem, 0)
            found.add(start)
            if article := _ARTICLE.search(text[max(0, start - 12) : start]):
                found.add(start - len(article[0]))
    return found


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _read(text: str, at: int) -> tuple[int, _Reading | None]:
    """The end of the numeral that begins at a place, and what it says; 0 where none does."""
    if match := _NUMERAL.match(text, at):
        return match.end(), _FORMS[match.lastgroup or ""][1](match)
    if not text[at].isalpha():
        return 0, None
    if end := _end_of_ordinal(text, at):
        return end, _ordinal_in_words(text[at:end])
    if (match := _FRACTION.match(text, at)) and (reading := _fraction(match)):
        return match.end(), reading
    end = end_of_number(text, at)
    return end, _in_words(text, at, end) if end else None


def _is_part_of_a_name(text: str, start: int) -> bool:
    """COVID-19, F-16: a number hung on a word by a hyphen, but not mid-2018."""
    if start < 2 or text[start - 1] not in "-\u2011" or not text[start - 2].isalpha():
        return False
    word = re.search(r"[^\W\d_]{1,20}$", text[max(0, start - 21) : start - 1])
    return not (word and word[0].lower() in _PREFIXES_OF_A_YEAR)


def _with_ratio(text: str, numeral: Numeral) -> Numeral:
    match = _RATIO.match(text, numeral.end) if numeral.kind == "count" else None
    if not match and numeral.kind == "count" and numeral.value == 1:
        match = _ONE_THING_IN.match(text, numeral.end)
    end = _end_of_whole(text, match.end()) if match else 0
    whole = value_of(text[match.end() : end]) if match and end else None
    if not match or whole is None or whole <= numeral.value or not _is_ratio(match, text[match.end() : end], whole):
        return numeral
    if match[1] == "in" and _PER_TIME.match(text, end):  # "three in 12 months"
        return numeral
    kind: Kind = "percent" if match[1] == "in" else "count"
    return numeral._replace(end=end, kind=kind, denominator=f"{whole:f}")


def _end_of_whole(text: str, at: int) -> int:
    match = _WHOLE.match(text, at)
    end = match.end() if match else end_of_number(text, at)
    return 0 if _AFTER_WHOLE.match(text, end) else end


def _is_ratio(match: re.Match[str], written: str, whole: Decimal) -> bool:
    """Not "28 in 2018": of what is stated with "in", the whole is small or round."""
    if match[1] != "in":
        return not (written.isdigit() and 1900 <= whole < 2100)
    return whole <= 20 or (whole % 10 == 0 and not 1900 <= whole < 2100)
