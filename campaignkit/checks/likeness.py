"""Whether two figures are of one thing, told by what they count and by the words around them."""

from __future__ import annotations

import re
from functools import lru_cache

from campaignkit.checks.claims import SMALL
from campaignkit.currencies import CURRENCIES
from campaignkit.figures import Quantity, content_words, same_unit
from campaignkit.nouns import head_of, stem

_RATE = re.compile(
    r"\s{1,6}(?:(?:a|an|per|each|every)\s(second|minute|hour|day|week|month|year|night)|(dai|week|month|year)ly)\b",
    re.IGNORECASE,
)

_EACH = re.compile(
    r"\s(?:each|apiece|per head|a head)\b(?!\s(?:second|minute|hour|day|week|month|year|night))", re.IGNORECASE
)

_NUMBER = re.compile(r"\b(?!(?:19|20)\d\d\b)\d[\d,]*\d\b")

# Units that say little of what is measured: two sums of money are not yet sums of one thing.
GENERAL_UNITS = frozenset(
    "cent dollar crown year month week day hour minute second people person man woman "
    "child kid family member student parent worker resident company city town state country time case vote mile foot "
    "kilometre kilometer acre hectare page".split()
) | {*CURRENCIES, "%"}
PERSONS = frozenset(
    "person man woman child family household worker employee resident student pupil patient member tenant neighbour "
    "neighbor voter soul other home signature signatory supporter".split()
)
CURRENCIES_AND_SHARES = CURRENCIES | {"%"}


def beside(one: Quantity, other: Quantity) -> int:
    """Return how many words two sentences share beside the words of the unit."""
    shared = one.context & other.context
    return len(shared - _unit_words(one.unit, other.unit)) if shared else 0


def beside_in_clause(one: Quantity, other: Quantity) -> int:
    """Return how many words two clauses share beside the words of the unit."""
    shared = one.clause & other.clause
    return len(shared - _unit_words(one.unit, other.unit)) if shared else 0


@lru_cache(maxsize=4096)
def _unit_words(one: str, other: str) -> frozenset[str]:
    """The words of both units: "lorry" of "200 lorry movements" tells something beside "220 movements" of lorries."""
    return frozenset((head_of(one), head_of(other), *(set(one.split()) & set(other.split()))))


def told_closely(known: Quantity, quantity: Quantity) -> bool:
    """Whether one of two sentences has half of the other's words, and this a quarter of its: hardly of two things.

    Of a body with a long name it is enough that members of it are counted.
    """
    if of_one_body(known, quantity) or _is_told_of_its_row(known, quantity):
        return True
    units = _unit_words(known.unit, quantity.unit)
    fewest, most = sorted(len(one.context - units) for one in (known, quantity))
    together = beside(known, quantity)
    return 2 * together >= fewest and 4 * together >= most


def _is_told_of_its_row(known: Quantity, quantity: Quantity) -> bool:
    """Whether a sentence has all words of the row of a table."""
    row = {stem(word) for word in content_words(known.row)}
    return bool(row) and row <= {stem(word) for word in quantity.context}


def stems_beside(one: Quantity, other: Quantity) -> int:
    """Return how many words two sentences share beside the words of the unit, whatever their endings."""
    units = _unit_words(one.unit, other.unit)
    return len({stem(word) for word in one.context - units} & {stem(word) for word in other.context - units})


def shares_a_number(one: Quantity, other: Quantity) -> bool:
    """Whether two sentences have another number than these in common: "of 63 who spoke, 11", "63 speakers, 11"."""
    numbers = _numbers(one) & _numbers(other)
    return bool(numbers)


def _numbers(one: Quantity) -> set[str]:
    own = one.text[one.number.start : one.number.end]
    return {number for number in _NUMBER.findall(one.sentence) if number not in own}


def rate_of(quantity: Quantity) -> str:
    """Return for how long a figure counts, as far as the words behind it tell: "day" of "300 people a day"."""
    match = _RATE.match(quantity.text, quantity.span.end)
    return (match[1] or match[2]).lower().replace("dai", "day") if match else ""


def _is_for_each(quantity: Quantity) -> bool:
    """Whether a figure is that of each of several: "46 turbines, 690 MW: 15 MW each"."""
    return _EACH.match(quantity.text, quantity.span.end) is not None


def of_one_rate(known: Quantity, quantity: Quantity) -> bool:
    """Whether both count the same by the day, by the week …, and the words of one of them are all in the other."""
    rate = rate_of(known)
    if not rate or rate != rate_of(quantity) or not one_unit(known, quantity):
        return False
    units = _unit_words(known.unit, quantity.unit)
    fewest = min(len(one.context - units) for one in (known, quantity))
    return stems_beside(known, quantity) >= max(1, min(2, fewest))


def contradict(known: Quantity, quantity: Quantity) -> bool:
    """Whether two figures say of themselves that they count two things: members of this and of that, shares of both."""
    if known.denominator and quantity.denominator:
        parts = content_words(known.denominator), content_words(quantity.denominator)
        return all(parts) and not parts[0] & parts[1]
    if " of " not in known.unit or " of " not in quantity.unit:
        return False
    heads = [unit.partition(" of ")[0] for unit in (known.unit, quantity.unit)]
    return heads[0] == heads[1] and not same_unit(known.unit, quantity.unit)


def one_unit(known: Quantity, quantity: Quantity) -> bool:
    """Whether both say what they count, and it is the same; lengths of time are, in years and in months."""
    if known.kind == quantity.kind == "duration":
        return True
    if not known.unit or not quantity.unit:
        return False
    if same_unit(known.unit, quantity.unit):
        return True
    return _tells_how_often(known, quantity) or _tells_how_often(quantity, known)


def _tells_how_often(one: Quantity, other: Quantity) -> bool:
    """Whether one says how often was done what the other counts: "spilled 2,914 times", "2,914 spills"."""
    head = head_of(other.unit)
    return one.unit == "time" and head != "time" and stem(head) in {stem(word) for word in one.clause}


def of_one_body(known: Quantity, quantity: Quantity) -> bool:
    """Whether both are of something that has a long name: members of the Congressional Black Caucus."""
    ours = quantity.unit.partition(" of ")[2]
    return " " in ours and ours == known.unit.partition(" of ")[2]


def same_measure(known: Quantity, quantity: Quantity) -> bool:
    """Whether two figures with different values are of one thing: the same unit, and the same talk around it."""
    if (
        not one_unit(known, quantity)
        or contradict(known, quantity)
        or (_is_for_each(quantity) and not _is_for_each(known))
    ):
        return False
    if of_one_rate(known, quantity):
        return True
    if of_one_body(known, quantity) and max(known.value, quantity.value) > SMALL:
        return True
    # "Police departments" says by itself what is counted; "books" needs a word more, "percent" two.
    if quantity.unit in GENERAL_UNITS or head_of(quantity.unit) in GENERAL_UNITS:
        together = beside(known, quantity)
        if together != 1:
            return together > 1
        half = min(len(one.context - set(one.unit.split())) for one in (known, quantity)) / 2
        return together >= (2 if quantity.unit in CURRENCIES_AND_SHARES else min(2, max(1, half)))
    told = bool(known.heading) or (" " in quantity.unit and max(known.value, quantity.value) > SMALL)
    return told or beside(known, quantity) >= 1


def same_talk(known: Quantity, quantity: Quantity) -> bool:
    """Whether two figures, of which one does not say what it counts, have nearly the same words around them."""
    follows = bool(quantity.next_word) and quantity.next_word == known.next_word
    if not follows and not (quantity.previous_word and quantity.previous_word == known.previous_word):
        return False
    shared = len(known.clause & quantity.clause)
    return says_this(known, quantity) or (shared >= 2 and shared >= len(quantity.clause) / 2)


def says_this(known: Quantity, quantity: Quantity, beside: int = 0) -> bool:
    """Whether all that a draft says of its number is said of a source's number: "had considered leaving".

    One word is enough where they have others in common, `beside` of them.
    """
    said = quantity.predicate
    return len(said) >= (1 if beside >= 2 else 2) and said <= known.predicate
