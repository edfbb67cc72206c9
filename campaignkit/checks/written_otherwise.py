"""A draft's very number, written otherwise in a source: without its unit in a table, a list, or behind a colon.

"Pay and tips | 15.62" under "Dollars per hour" is the $15.62 of a draft. Before another value of a like measure is held
against a figure, its own number is looked for among those that say nothing of what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from campaignkit.checks.amounts import Amount, rounds_to
from campaignkit.checks.known import Figures, Known
from campaignkit.checks.likeness import beside_in_clause
from campaignkit.checks.look import Look
from campaignkit.checks.writers_own import paragraph_at
from campaignkit.figures import content_words, supports
from campaignkit.nouns import stem
from campaignkit.units import is_measure

CLOSE = Decimal("0.1")  # how far a number with a bound may lie from the source's, as a share of it
LOOSE = Decimal("0.05")  # how far "about" may
EXACT = 3  # digits before the noughts at the end, of a number that two things hardly have by chance
SMALL = 20  # as anything may be counted
LOOKED_AT = 24
HEADS = 1500  # code points above a cell among which the heads of its table stand
_IN_THOUSANDS = {
    1_000: re.compile(r"\bthousands?\b|\W000s?\b", re.IGNORECASE),
    1_000_000: re.compile(r"\bmillions?\b|[$£€]\s?m\b", re.IGNORECASE),
}
_TOTAL = re.compile(r"\b(?:total|all|overall|sum)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Written:
    """A number of a source without a unit that may be a draft's figure.

    Attributes:
        exact: Whether two things hardly have it by chance.
        fits: Whether its place tells of what the draft does, as far as it tells.
    """

    known: Known
    exact: bool
    fits: bool


def written_otherwise(look: Look, figures: Figures, other: Known | None) -> Written | None:
    """Return where a source has the number of a draft's figure, without a unit, in a place that may be of it.

    Args:
        other: The figure of another value that is held against the draft's. A place that has fewer words of the draft
            than another row of its table, or a number that is like many, is no more than a doubt.
    """
    told = _told(look)
    found = [(len(_words_of(one) & told), one) for one in _alike(look, figures)]
    shared, best = max(found, key=lambda pair: pair[0], default=(0, None))
    exact = best is not None and _is_exact(best.quantity.value)
    if not best or shared < (1 if exact else 2) or not (exact or best.quantity.value > SMALL):
        return None
    in_table = bool(best.quantity.heading)
    of_another = _is_of_another_cell(best, look, figures) if in_table else _fits_less(best, look, other)
    return Written(best, exact, fits=exact and not of_another)


def _alike(look: Look, figures: Figures) -> Iterator[Known]:
    """Yield the numbers without a unit that come to the draft's, rounded as its own words say."""
    value = look.quantity.value
    for times in (1, 1_000, 1_000_000):
        off = (CLOSE if look.quantity.qualifier else LOOSE) * abs(value) / times
        near = figures.between("count", value / times - off, value / times + off)
        bare = [one for one in near if not one.part and _is_bare(one) and _comes_to(one.quantity.value * times, look)]
        bare = [one for one in bare if times == 1 or _is_told_in(times, one)]
        yield from sorted(bare, key=lambda one: abs(one.quantity.value * times - value))[:LOOKED_AT]


def _is_told_in(times: int, known: Known) -> bool:
    """Whether the heads of a table say that its numbers are thousands or millions."""
    return bool(known.quantity.heading) and bool(_IN_THOUSANDS[times].search(_heads_above(known)))


def _is_bare(known: Known) -> bool:
    """Whether a number says by itself of nothing what it is: what the head of a column counts may be a heading only."""
    if known.quantity.heading:
        return known.quantity.span == known.quantity.number and not is_measure(known.quantity.unit)
    return not known.quantity.unit


def _comes_to(value: Decimal, look: Look) -> bool:
    said = Amount("", look.quantity.value, look.quantity.qualifier, "")
    if value == said.value or rounds_to(value, said.value, look.written):
        return True
    off = abs(value - said.value)
    if said.qualifier in ("about", "nearly"):
        return off <= LOOSE * value
    return bool(said.qualifier) and off <= CLOSE * value and supports(Amount("", value, "", ""), said)


def _is_exact(value: Decimal) -> bool:
    return len(value.normalize().as_tuple().digits) >= EXACT


# What a place tells of.


def _told(look: Look) -> frozenset[str]:
    """The words of a draft's sentence and of its paragraph, whatever their endings."""
    paragraph = paragraph_at(look.draft.text, look.quantity.span.start)
    return _stems(look.quantity.context | content_words(paragraph))


def _words_of(known: Known) -> frozenset[str]:
    """The words of the row with its heads, or of the sentence."""
    quantity = known.quantity
    if not quantity.heading:
        return _stems(quantity.context)
    return _stems(content_words(f"{quantity.heading} {_line_at(known)} {_heads_above(known)}"))


def _line_at(known: Known) -> str:
    text, at = known.passage.text, known.quantity.span
    end = text.find("\n", at.end)
    return text[text.rfind("\n", 0, at.start) + 1 : end if end >= 0 else len(text)]


def _heads_above(known: Known) -> str:
    """The first line of its table, whose first cell may say what all the others are, and the line above that."""
    text, at = known.passage.text, known.quantity.span.start
    start = text.rfind("\n\n", max(0, at - HEADS), at)
    before = text[max(0, at - HEADS) : max(0, start)].rstrip().rpartition("\n")[2]
    return f"{before} {text[start + 2 : at].partition(chr(10))[0]}" if start >= 0 else ""


def _fits_less(known: Known, look: Look, other: Known | None) -> bool:
    """Whether a number in a sentence has fewer of the draft's words than the other value."""
    mine = beside_in_clause(known.quantity, look.quantity)
    return other is not None and beside_in_clause(other.quantity, look.quantity) > mine


def _is_of_another_cell(known: Known, look: Look, figures: Figures) -> bool:
    """Whether another row or another column of its table has more of the draft's words."""
    cells = [one for one in figures.in_tables if one.passage is known.passage and one is not known]
    row, column = _heading(known)
    rows = [one for one in cells if _heading(one)[1] == column and not _TOTAL.search(row)]
    columns = [one for one in cells if _heading(one)[0] == row]
    clause, told = _stems(look.quantity.clause), _told(look)
    in_row, in_column = _words_of_row(known) & clause, _stems(content_words(column)) & told
    return any(len(_words_of_row(one) & clause) > len(in_row) for one in rows) or any(
        len(_stems(content_words(_heading(one)[1])) & told) > len(in_column) for one in columns
    )


def _heading(known: Known) -> tuple[str, str]:
    row, _, column = known.quantity.heading.partition("; ")
    return row, column


def _words_of_row(known: Known) -> frozenset[str]:
    return _stems(content_words(_line_at(known)))


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))
