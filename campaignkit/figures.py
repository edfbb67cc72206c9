"""Quantities in prose: "over 1,350 police departments", "twenty-eight members of Congress", "allegedly", "one-year".

A quantity is a numeral (numerals.py) read with the words around it: how it is qualified, how it is hedged, what it
counts, what it is a share of. What a qualified number claims is an interval: "over 1,300" claims that the number lies
above 1,300, so a source that says "over 1,350" supports it and "exactly 1,300" is not supported.

There is no grammar here, only lists of words, each tested by examples. Nothing is ever raised over a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from campaignkit.columns import kind_in, scale_of, without_measure
from campaignkit.currencies import BY_WORD
from campaignkit.folding import Span
from campaignkit.hedges import HEDGES, RIGHT_BEFORE, hedge_of
from campaignkit.intervals import FigureLike, Interval, interval, qualifier_lost, supports
from campaignkit.labels import kind_of
from campaignkit.nouns import Tail, content_words, counted_noun, same_unit, share, singular
from campaignkit.number_words import GAP, either, is_number_word
from campaignkit.numeral_values import Kind
from campaignkit.numerals import Numeral, find_numerals
from campaignkit.surroundings import CLAUSE_BREAK, PHRASE_BREAK, last_end, sentence_around
from campaignkit.tables import Cell, cell_at, find_cells
from campaignkit.units import micro_unit
from campaignkit.web_addresses import without_web_addresses
from campaignkit.years import years_in

__all__ = [
    "HEDGES", "FigureLike", "Interval", "Kind", "Quantity", "content_words", "find_quantities", "interval",
    "qualifier_lost", "same_date", "same_unit", "supports",
]  # fmt: skip

# What stands before a number, by what it does to it. "just under" and "just over" are in words of their own.
QUALIFIERS_BEFORE = {
    "over": ["over", "more than", "greater than", "above", "upwards of", "in excess of", "exceeding", "exceed",
             "exceeds", "exceeded", "north of"],
    "at-least": ["at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of"],
    "under": ["under", "fewer than", "less than", "below"],
    "at-most": ["at most", "no more than", "not more than", "never more than", "a maximum of"],
    "about": ["about", "around", "roughly", "approximately", "approx.", "some", "an estimated", "estimated", "circa"],
    "nearly": ["nearly", "almost", "close to", "just under", "just shy of", "not quite", "approaching"],
    "up-to": ["up to", "as many as", "as much as"],
    "exactly": ["exactly", "precisely"],
}  # fmt: skip
QUALIFIERS_AFTER = {
    "at-least": ["or more", "or higher", "or greater", "or over", "and counting", "and up", "at least", "at a minimum"],
    "at-most": ["or fewer", "or less", "or under", "at most", "at the most", "at a maximum"],
    "about": ["or so", "or thereabouts", "give or take"],
}
_TIME_UNITS = r"(?:second|minute|hour|day|week|month|year|decade|centur(?:y|ie))"

# "Two years" and "six-year-old" are lengths of time; of "2,480 year-round residents" the residents are counted.
_DURATION = re.compile(rf"(?:-|{GAP})({_TIME_UNITS})s?(?:-old|\b)(?!['’]\w|-[a-z])", re.IGNORECASE)
_PERCENT = re.compile(rf"(?:-|{GAP})per{GAP}?cent(?:age{GAP}points?)?\b", re.IGNORECASE)
_DEGREE = re.compile(r"[^\S\n]?(?:°|&deg;)(?:\s?[CF]\b)?")
_CENTS = re.compile(rf"(?:{GAP}and)?{GAP}")
_MONEY = re.compile(rf"(?:-|{GAP})({'|'.join(BY_WORD)})s?\b", re.IGNORECASE)


def _by_phrase(lists: dict[str, list[str]]) -> dict[str, str]:
    return {phrase: name for name, phrases in lists.items() for phrase in phrases}


_BEFORE, _AFTER = _by_phrase(QUALIFIERS_BEFORE), _by_phrase(QUALIFIERS_AFTER)
_QUALIFIER_BEFORE = re.compile(
    rf"(?<![\w-])(?:(?:just(?!{GAP}(?:under|shy))|well|only|slightly|a{GAP}little){GAP})?({either(_BEFORE)}){GAP}\Z",
    re.IGNORECASE,
)
# "Went back up to $5" is no bound; "send back up to 5" has one.
_RISEN = re.compile(
    r"(?:\b(?:went|gone|goe?s?|going|came|climbed|shot|crept)(?:\sback)?|(?:[:;,.]\s|\A|\b(?:is|was|are|were)\s)back)\s\Z",
    re.IGNORECASE,
)
_LAST_WORDS = frozenset(phrase.split()[-1] for phrase in _BEFORE)  # a look at one word spares most searches
_QUALIFIER_AFTER = re.compile(
    rf"(?P<more>\+(?!\w)|-plus\b)|(?P<odd>-odd\b)|,?{GAP}({either(_AFTER)})(?![\w-])", re.IGNORECASE
)
_NEXT_WORD = re.compile(rf"(?:-|{GAP})([^\W\d_]{{1,30}})")
_PREVIOUS_WORD = re.compile(rf"([^\W\d_]{{1,30}}){GAP}\Z")
_TO_A_COMMA = re.compile(r"[^,;.\n]{0,80}")
_OTHER_NUMBER = re.compile(r"\b(?!(?:19|20)\d\d\b)\d")  # "610 calls in 2019 and 940 in 2022"
_NEXT = re.compile(rf"{GAP}([\d$£€]|[^\W\d_]{{1,30}})")
_OF_ITS = re.compile(rf"{GAP}of{GAP}(?:the|our|its|their|his|her|my|your|these|those|all)(?={GAP})", re.IGNORECASE)
_ABOVE_A_NAME = re.compile(r"[^\S\n]*\n\s*[A-Z\d]")
LEAD = 60  # code points
_RANGE = re.compile(rf"\s?[–-]\s?|{GAP}(?:to|or){GAP}")


@dataclass(frozen=True)
class Quantity:
    """A number in a text with what the words around it make of it.

    `span` covers the number with the qualifier, hedge and unit that stand next to it, `number` the numeral alone with
    its sign of money or per cent and its scale ("$1.5 million"); both are in code points of the text as given.

    `value` is the number. Of a share it is the upper part: "one in five" and "one-fifth of" are 1 with the
    `denominator` "5"; "34 percent of all arrests" is 34 with the denominator "all arrests". Of a date it is the year
    (0 where none is given), and `unit` is what is given of the date in ISO 8601: "2020-06-10", "2018-07", "--06-08";
    `date` is set only for a whole date. Of a time it is the minutes after midnight.

    `kind` "label" is a number that names and does not count: an address, a ZIP code, a telephone number, a footnote
    mark, a section, page or bill. `unit` is in lower case and the singular: "police department", "member of congress",
    "year", "usd", "%". `context` holds the content words of the sentence near the number, folded likewise, `clause`
    those of the part of the sentence in which it stands, `predicate` those of the phrase behind it; all are worked out
    of `text` only when they are asked for. In a cell of a table the `heading` of its column and its row stands for the
    sentence.

    >>> [quantity] = find_quantities("Ring allegedly has partnered with over 1000 police departments.")
    >>> quantity.value, quantity.qualifier, quantity.hedge, quantity.unit
    (Decimal('1000'), 'over', 'allegedly', 'police department')
    >>> sorted(quantity.context)
    ['department', 'partnered', 'police', 'ring']
    """

    span: Span
    number: Span
    value: Decimal
    kind: Kind
    unit: str = ""
    qualifier: str = ""
    hedge: str = ""
    denominator: str = ""
    date: date | None = None
    text: str = field(default="", repr=False, compare=False)
    heading: str = field(default="", repr=False, compare=False)

    @cached_property
    def sentence(self) -> str:
        """The sentence around it, as far as a word in it can have to do with the number."""
        if self.heading:
            return self.heading
        return self.text[slice(*self.bounds)]

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """Where the sentence around it begins and ends."""
        return sentence_around(self.text, self.span.start, self.span.end)

    @cached_property
    def context(self) -> frozenset[str]:
        """The content words of the sentence around it."""
        return content_words(self.sentence)

    @cached_property
    def predicate(self) -> frozenset[str]:
        """The content words of the phrase behind it: what is said of what it counts."""
        if self.heading:
            return frozenset()
        _, high = self.bounds
        stop = PHRASE_BREAK.search(self.text, self.span.end, high)
        return content_words(self.text[self.span.end : stop.start() if stop else high])

    @cached_property
    def lead(self) -> frozenset[str]:
        """The last three content words right before it, as far as a comma: "raised a false alarm in" 83 percent."""
        before = PHRASE_BREAK.split(self.text[max(self.bounds[0], self.span.start - LEAD) : self.span.start])[-1]
        told = [content_words(word) for word in reversed(before.split())]
        return frozenset().union(*[word for word in told if word][:3])

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that the phrase behind it, or its row and column, names: "418 cases in the summer of 2022"."""
        if self.heading:
            return years_in(self.heading)
        phrase = _TO_A_COMMA.match(self.text, self.span.end)
        if not phrase:
            return frozenset()
        return years_in(_OTHER_NUMBER.split(phrase[0])[0])

    @cached_property
    def told_years(self) -> frozenset[str]:
        """The years that the phrase behind it names, or else the one before it in its sentence: "in 2021 it found"."""
        if self.years or self.heading:
            return self.years
        before = years_in(self.text[self.bounds[0] : self.span.start])
        return before if len(before) == 1 else frozenset()

    @property
    def row(self) -> str:
        """The heading of its row, in a table."""
        return self.heading.partition("; ")[0]

    @cached_property
    def next_word(self) -> str:
        """The word right behind it, in lower case."""
        match = _NEXT_WORD.match(self.text, self.span.end)
        return match[1].lower() if match else ""

    @cached_property
    def previous_word(self) -> str:
        """The word right before it, in lower case."""
        match = _PREVIOUS_WORD.search(self.text[max(0, self.span.start - 40) : self.span.start])
        return match[1].lower() if match else ""

    @cached_property
    def clause(self) -> frozenset[str]:
        """The content words of the clause around it: the sentence between ", and", "; " and the like."""
        return self.context if self.heading else content_words(self.clause_text)

    @property
    def clause_text(self) -> str:
        """That clause."""
        if self.heading:
            return self.heading
        low, high = self.bounds
        start = last_end(CLAUSE_BREAK, self.text, low, self.number.start)
        stop = CLAUSE_BREAK.search(self.text, self.span.end, high)
        return self.text[start : stop.start() if stop else high]


def same_date(a: str, b: str) -> bool:
    """Whether two dates, in the form of a date's `unit`, agree in all that both give.

    >>> same_date("2020-06-10", "2020-06"), same_date("--06-08", "2020-06-08"), same_date("2020-06-10", "2020-06-12")
    (True, True, False)
    """
    return all(x == y for x, y in zip(_date_parts(a), _date_parts(b), strict=False) if x and y)


def _date_parts(iso: str) -> list[str]:
    return ["", *iso[2:].split("-")] if iso.startswith("--") else iso.split("-")


def find_quantities(text: str) -> list[Quantity]:
    """Return the quantities of `text` in order; their spans do not overlap.

    "One" is a quantity only where it counts ("one year", "one in five", "at least one"), not in "no one", "one of the
    largest" or "one company". Digits in web and e-mail addresses and in words (COVID-19, 4K) are not quantities.

    >>> text = "Twenty-eight members of Congress were misidentified in July 2018."
    >>> for q in find_quantities(text):
    ...     print(text[q.span.start : q.span.end], q.value, q.kind, q.unit, sep=" | ")
    Twenty-eight members of Congress | 28 | count | member of congress
    July 2018 | 2018 | date | 2018-07
    """
    found = list(_quantities(without_web_addresses(text)))
    cells = find_cells(text)
    return [_in_its_cell(text, one, cells) for one in found] if cells else found


def _in_its_cell(text: str, quantity: Quantity, cells: list[Cell]) -> Quantity:
    """A number that stands alone in a cell counts what the heading of the column says."""
    cell = cell_at(cells, quantity.span.start)
    if not cell or quantity.kind not in ("count", "label", "money", "percent"):
        return quantity
    span = Span(
        quantity.span.start, min(quantity.span.end, max(cell.end, quantity.number.end))
    )  # no word of the next row
    if text[cell.start : cell.end].strip(" *_") != text[span.start : span.end].strip():
        return quantity
    says_itself = quantity.kind in ("money", "percent") or (quantity.unit and span.end > quantity.number.end)
    kind, unit = (quantity.kind, quantity.unit) if says_itself else kind_in(cell)
    value = quantity.value if kind == "percent" else quantity.value * scale_of(cell.column)
    heading = f"{cell.row}; {without_measure(cell.column)}"
    return replace(quantity, span=span, value=value, kind=kind, unit=unit, heading=heading)


def _quantities(text: str) -> Iterator[Quantity]:
    done = 0
    last: Quantity | None = None
    for numeral in find_numerals(text):
        if numeral.start >= done:
            quantity = _quantity(text, numeral, done)
            done = quantity.span.end
            if (
                last
                and _CENTS.fullmatch(text, last.span.end, quantity.span.start)
                and (made := _with_cents(last, quantity))
            ):
                last = made
                continue
            if last:
                yield _of_one_range(text, last, quantity)
            last = quantity
    if last:
        yield last


def _with_cents(whole: Quantity, cents: Quantity) -> Quantity | None:
    """The sum of "eleven dollars and ninety-one cents"."""
    if (
        whole.kind != "money"
        or cents.unit not in ("cent", "pence", "penny")
        or not whole.value % 1 == 0 <= cents.value < 100
    ):
        return None
    span, number = Span(whole.span.start, cents.span.end), Span(whole.number.start, cents.span.end)
    return replace(whole, span=span, number=number, value=whole.value + cents.value / 100)


def _of_one_range(text: str, first: Quantity, second: Quantity) -> Quantity:
    """The first of "4–7 percent" and of "10 to 20 cases" counts what the second does; that of "9–11am" is an hour."""
    if second.kind == "time" and first.kind == "count" and _RANGE.fullmatch(text, first.span.end, second.span.start):
        return replace(first, kind="label")
    bare = first.kind == "count" and not first.unit and second.unit and second.kind in ("count", "percent", "duration")
    if not bare or not _RANGE.fullmatch(text, first.number.end, second.span.start):
        return first
    return replace(first, kind=second.kind, unit=second.unit, denominator=second.denominator)


def _quantity(text: str, numeral: Numeral, done: int) -> Quantity:
    start, qualifier = _qualifier_before(text, done, numeral.start)
    tail = _tail(text, numeral)
    kind = kind_of(text, numeral, tail, qualifier)
    if kind in ("label", "year"):
        tail = Tail(kind, numeral.unit, numeral.end)
        start, qualifier = (start, qualifier) if qualifier == "about" else (numeral.start, "")
    hedge = hedge_of(text, Span(start, tail.end))
    if hedge and hedge.start >= done and RIGHT_BEFORE.fullmatch(text, hedge.end, start):
        start = hedge.start
    return Quantity(
        span=Span(start, tail.end),
        number=Span(numeral.start, numeral.end),
        value=numeral.value,
        kind=kind,
        unit=tail.unit,
        qualifier=qualifier or tail.qualifier,
        hedge=hedge.name if hedge else "",
        denominator=numeral.denominator or tail.denominator,
        date=numeral.date,
        text=text,
    )


def _qualifier_before(text: str, done: int, start: int) -> tuple[int, str]:
    low = max(done, start - 40)
    before = text[low:start]
    last = before.casefold().split()[-1:]
    match = _QUALIFIER_BEFORE.search(before) if last and last[0].strip("(“‘\"'") in _LAST_WORDS else None
    if not match or (match[1].casefold().startswith("up") and _RISEN.search(before, 0, match.start())):
        return start, ""
    return low + match.start(), _BEFORE.get(_spaced(match[1]), "")


def _spaced(phrase: str) -> str:
    return " ".join(phrase.casefold().split())


def _tail(text: str, numeral: Numeral) -> Tail:
    """The qualifier right after the number ("1,300 or more departments"), the unit, or the qualifier after that."""
    first, at = _qualifier_after(text, numeral.end)
    tail = _unit(text, at, numeral)
    last, end = _qualifier_after(text, tail.end) if not first else ("", tail.end)
    return tail._replace(qualifier=first or last, end=end)


def _qualifier_after(text: str, at: int) -> tuple[str, int]:
    match = _QUALIFIER_AFTER.match(text, at)
    if not match or (match[3] and _is_before_a_number(text, match.end())):
        return "", at
    sign = "at-least" if match["more"] else "about"
    return (_AFTER.get(_spaced(match[3]), "") if match[3] else sign), match.end()


def _is_before_a_number(text: str, at: int) -> bool:
    """Whether a number follows, so that "at least" in "from Outfall 3 at least 14 times" is said of that one."""
    match = _NEXT.match(text, at)
    return bool(match) and (not match[1][0].isalpha() or is_number_word(match[1]))  # type: ignore[index]


def _unit(text: str, at: int, numeral: Numeral) -> Tail:
    if text[numeral.start - 1 : numeral.start] in ("", "\n") and _ABOVE_A_NAME.match(text, at):
        return Tail(numeral.kind, numeral.unit, at)  # a line of its own, above a name: the size of a picture
    if numeral.kind == "percent" and not numeral.denominator:
        return share(text, at)
    if numeral.kind in ("count", "percent", "ordinal"):
        return _counted(text, at, numeral)
    return Tail(numeral.kind, numeral.unit, at)


def _counted(text: str, at: int, numeral: Numeral) -> Tail:
    if match := _PERCENT.match(text, at):
        return share(text, match.end())
    if match := _MONEY.match(text, at):
        return Tail("money", BY_WORD[_spaced(match[1])], match.end())
    if match := _DEGREE.match(text, at):
        return Tail("count", "degree", match.end())
    if (match := _DURATION.match(text, at)) and numeral.kind == "count":
        return Tail("duration", singular(match[1].lower() + "s"), match.end())
    micro, end = micro_unit(text, at)
    if micro:
        return Tail("count", micro, end)
    counted = counted_noun(text, at)
    if not counted.unit and (of := _OF_ITS.match(text, at)):  # "63 of our members"
        among = counted_noun(text, of.end())
        counted = among if among.plural else counted
    return counted._replace(kind=numeral.kind)
