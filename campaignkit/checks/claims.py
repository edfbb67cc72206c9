"""How much a figure of a draft claims: about the matter, in passing, or about the writer's own life and plans."""

from __future__ import annotations

import re
from typing import Literal

from campaignkit.checks.draft import Draft
from campaignkit.figures import Quantity
from campaignkit.folding import fold

Weight = Literal["claim", "talk", "own"]

# Whose figure it is, if it is the sender's own; and what is asked for, which no source can give.
_WE = re.compile(
    r"\b(?:[Oo]urs?|us|[Ww]e['’](?:re|ve|ll)|[Yy]ou (?:have|need)|"
    r"[Ww]e(?! (?:are told|know|learn(?:ed|t)?|read|understand|hear|heard|note|see|believe)\b))\b"
)
_I = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|[Mm]y|me|[Mm]ine|myself)\b")
_ASKED = re.compile(
    r"\b(?:please|within|deadline|reply|answer|respond|sign|chip in|donate|give|match(?:ed)?|goal|if|would|will you)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(r"[\s-]+(?:ago|earlier|later|before|after|old|from now|hence)\b")
_DENIED = re.compile(
    r"\b(?:can(?:not|['’]t) find|could(?: not|n['’]t) find|not true|untrue|false|wrong|incorrect|mistaken|myth|made up|"
    r"no source|nobody says|not what|rather than|instead of|contrary to|in fact|but the)\b",
    re.IGNORECASE,
)
_PART_OF_A_CODE = re.compile(
    r"[-–/:#.]\Z|\b(?:no|nos|number|line|room|rooms|zone|zones|page|pp?|ticket|docket)\.?\s\Z", re.IGNORECASE
)
SMALL = 12  # counts up to this, in words, are how people talk: "two reasons"
# What an organisation counts of itself, in the third person too.
HEADCOUNTS = frozenset(
    "member affiliate chapter supporter signature volunteer household subscriber town office".split()
)
CROWDS = frozenset("people person member supporter signature resident neighbour neighbor".split())
LARGE = 1000
BARE_FROM = 100  # a number without a unit is looked at from here on; below it counts nothing that one could look up


def weigh(draft: Draft, quantity: Quantity, names: frozenset[str]) -> Weight:
    """Return how much a figure that no source gives claims.

    "claim": it is told of somebody or something that the sources name, and it counts something. "talk": it counts
    something, of nobody the sources know. "own": the writer's own life, organisation, request, or a number that counts
    nothing (a code, a score, a mark).

    Args:
        names: The names that stand in the sources, folded.
    """
    if _is_own(draft, quantity) or _is_code(draft, quantity):
        return "own"
    named = names_in(draft, quantity) & names
    if not quantity.unit and quantity.kind == "count":
        return "talk" if named and quantity.value >= BARE_FROM else "own"
    if quantity.kind == "duration" or quantity.unit in HEADCOUNTS:
        return "talk" if quantity.context else "own"
    # A share, or a large count, is a claim of whatever it is told; a small one only of what the sources name.
    share = quantity.kind == "percent" and not quantity.denominator.isdigit()  # "two thirds" is how people talk
    large = share or (quantity.kind == "count" and quantity.value >= LARGE and quantity.unit not in CROWDS)
    return "claim" if named or large else "talk" if quantity.context else "own"


def is_denied(draft: Draft, quantity: Quantity) -> bool:
    """Return whether the draft names a figure to deny it."""
    sentence = draft.sentence_at(quantity.span.start)
    following = draft.sentence_at(min(sentence.end + 1, len(draft.text) - 1))
    return bool(_DENIED.search(draft.text[quantity.span.end : max(sentence.end, following.end)]))


def tells_when(draft: Draft, quantity: Quantity) -> bool:
    """Return whether a duration only says when: "six years ago" is a date."""
    return quantity.kind == "duration" and bool(_WHEN.match(draft.text, quantity.span.end))


def names_in(draft: Draft, quantity: Quantity) -> frozenset[str]:
    """Return the words with a capital in the sentence of a figure, folded."""
    sentence = draft.sentence_at(quantity.span.start)
    words = re.findall(r"\b[A-Z][\w’'-]+", draft.text[sentence.start : sentence.end])
    return frozenset(part for word in words for part in fold(word).replace("'s ", " ").split())


def _is_own(draft: Draft, quantity: Quantity) -> bool:
    text, at = draft.text, quantity.span
    sentence = draft.sentence_at(at.start)
    words = text[sentence.start : sentence.end]
    if _I.search(words) or _WE.search(text[max(sentence.start, at.start - 40) : at.start]):
        return True
    if _WE.search(text[at.end : min(sentence.end, at.end + 30)]) or len(_I.findall(_paragraph(draft, at.start))) > 2:
        return True
    if words.rstrip().endswith("?") or (
        quantity.value == 100 and quantity.kind == "percent"
    ):  # "a hundred percent right"
        return True
    written = text[quantity.number.start : quantity.number.end]
    compound = text.startswith("-", quantity.number.end)  # "a three-year moratorium" is told of something
    if quantity.kind in ("duration", "money", "percent") and not compound and _ASKED.search(words):
        return True
    return quantity.kind == "count" and quantity.value <= SMALL and written.isalpha()


def _paragraph(draft: Draft, at: int) -> str:
    start = draft.text.rfind("\n\n", 0, at) + 1
    end = draft.text.find("\n\n", at)
    return draft.text[start : end if end >= 0 else len(draft.text)]


def _is_code(draft: Draft, quantity: Quantity) -> bool:
    """Whether the number is part of a code, a score, or an address whose street we do not know."""
    number = draft.text[quantity.number.start : quantity.number.end]
    before = draft.text[max(0, quantity.number.start - 10) : quantity.number.start]
    after = draft.text[quantity.number.end : quantity.number.end + 12]
    if _PART_OF_A_CODE.search(before) or re.match(r"[-–/]\d|\s?(?:to|for|against)\s\d|[-–]to\b", after):
        return True
    if re.search(r"\d\s(?:to|for|against),?\s\Z", before) or (number.startswith("0") and len(number) > 1):
        return True
    return bool(re.search(r"(?:,\s|\n\s*|^)\Z", before) and re.match(r"\s[A-Z][a-z]+\s[A-Z]", after))
