"""Bounds and hedges that a draft lost, added or turned, and where it may: "requires 96" of "at least 96"."""

from __future__ import annotations

import re

from campaignkit.checks.amounts import is_fraction
from campaignkit.checks.known import Known
from campaignkit.checks.likeness import beside_in_clause
from campaignkit.checks.look import Look
from campaignkit.figures import Quantity, content_words, qualifier_lost

# Who tells a number as somebody's estimate, or behind it whose it is, bounds it in words of their own.
_ESTIMATED = re.compile(
    r"\b(?:estimat\w+|projection|puts?\s(?:[^\s.;:,]+\s){1,10}at|by\s(?:[\w’'-]+\s){1,4}(?:reckoning|count)|reckons?|guess\w*)\b",
    re.I,
)
_WHOSE_BEHIND = re.compile(r"\s?\((?:an?\s|the\s|according\sto\s|by\s)?[A-Z][^()\n]{1,60}\)")
# A number that others are held against: what lies above or below it is another matter than the number.
_THRESHOLD = re.compile(
    r"\b(?:limits?|allow(?:s|ed)?|requires?|required|standards?|thresholds?|maximum|minimum|caps?|capped|ceiling|targets?"
    r"|permit(?:s|ted)?|recommend(?:s|ed)?|policy)\b",
    re.IGNORECASE,
)
_ACCORDING_TO = re.compile(r"\baccording to ([^,.;]{1,120})", re.IGNORECASE)
_DISTANT = re.compile(
    r"\b(?:alleg\w+|claims?|claimed|accus\w+|suppos\w+|unproven|unconfirmed|reportedly)\b", re.IGNORECASE
)
_SAYS = re.compile(
    r"\b(?:says?|said|states?|stated|reports?|reported|wrote|writes|according|claims?|told|puts?)\b", re.I
)
_FORBIDDEN = re.compile(r"\b(?:forbids?|forbidden|prohibits?|prohibited|bans?|banned|bars?|barred|rules? out)\b", re.I)
# What is required is the least that will do, and what is allowed the most.
_SETS = re.compile(
    r"\b(?:requires?|required|requiring|allows?|allowed|permits?|permitted|demands?|limit(?:s|ed)?\s(?:of|to)|cap(?:ped)?\s(?:of|at)"
    r"|minimum|maximum|must\s(?:be|reach|have))\s(?:\w+\s){0,2}\Z",
    re.IGNORECASE,
)
# "Carried out over five days" tells how long it took, and bounds nothing; "waited over five hours" does.
_SPREAD = re.compile(
    r"(?:\b(?:out|held|done|made|paid|spent|spread|conducted|taken|collected|measured|counted|recorded|gathered|staged"
    r"|delivered|phased|fell|fallen|rose|risen|grew|grown|met)|[$£€][\d.,]+\s?(?:million|billion|m|bn|k)?)\s\Z",
    re.IGNORECASE,
)
MUCH = 2  # words of a clause by which two lengths of time are one


# "Twelve above 0.1 micrograms", "was found above 0.1 micrograms": what is sorted by a limit is not measured by it.
_SORTED_BY = re.compile(
    r"(?P<what>\w+)\s(?P<side>above|below|over|under|exceeding|more\sthan|less\sthan|at\sleast)\s\Z", re.IGNORECASE
)


def is_the_same_limit(known: Quantity, quantity: Quantity) -> bool:
    """Return whether a source has the same limit on the same side, by which a draft sorts what it has counted."""
    ours, theirs = _limit(quantity), _limit(known)
    counted = ours and (ours["what"].isdigit() or ours["what"].lower() in ("found", "detected", "measured", "tested"))
    return bool(counted and theirs and ours and ours["side"].lower() == theirs["side"].lower())


def _limit(quantity: Quantity) -> re.Match[str] | None:
    return _SORTED_BY.search(quantity.text, max(0, quantity.number.start - 40), quantity.number.start)


def _before(quantity: Quantity) -> str:
    return quantity.text[max(0, quantity.span.start - 40) : quantity.span.start]


def says_whose(known: Known, look: Look) -> bool:
    """Whether only a hedge is missing, and the draft names whom the source has it from: "the grower's report"."""
    ours, theirs = look.quantity, known.quantity
    if ours.qualifier != theirs.qualifier or ours.hedge:
        return False
    if _WHOSE_BEHIND.match(ours.text, ours.span.end):
        return True
    named = _ACCORDING_TO.search(theirs.sentence)
    return bool(named and _SAYS.search(ours.sentence) and content_words(named[1]) & ours.context)


def _is_a_stretch(quantity: Quantity) -> bool:
    """Whether "over five days" tells in which time something was done."""
    told = quantity.text[quantity.span.start : quantity.number.start].strip().lower()
    return quantity.kind == "duration" and told == "over" and bool(_SPREAD.search(_before(quantity)))


def _bound_is_lost(known: Known, quantity: Quantity) -> bool:
    return known.quantity.qualifier != quantity.qualifier


def bounded_otherwise(known: Known, quantity: Quantity) -> bool:
    """Return whether a draft has the number of a source, and bounds or hedges it in another way."""
    if not quantity.hedge and _DISTANT.search(quantity.sentence) and not _bound_is_lost(known, quantity):
        return False  # "Acme, the report alleges, evicted 64 families"
    if quantity.hedge == "said to" and not known.quantity.hedge and not _bound_is_lost(known, quantity):
        return False  # who keeps a distance says no more than the source
    if known.hedge and not quantity.hedge and not known.quantity.hedge:
        return True
    if known.quantity.qualifier == "about" and not quantity.qualifier and quantity.unit in ("minute", "hour"):
        return False  # "fifty minutes each way", of about fifty: nobody takes it for exact
    if known.quantity.qualifier == "about" and not quantity.qualifier and _ESTIMATED.search(quantity.sentence):
        return False
    if quantity.qualifier == "about" and not known.quantity.qualifier and not known.quantity.hedge:
        return False  # "about 870" of 870 says less and loses nothing
    if quantity.qualifier and not known.quantity.qualifier and _THRESHOLD.search(known.quantity.sentence):
        return False  # "above 15 ppb" where 15 is the limit
    if known.quantity.qualifier == "over" and not quantity.qualifier and _FORBIDDEN.search(known.quantity.sentence):
        return False  # "a limit of 10 miles an hour" where it is forbidden above 10
    if {quantity.qualifier, known.quantity.qualifier} == {"over", "at-least"} and "+" in known.words:
        return False  # "more than 2 million" of "2 million+"
    if quantity.kind == "duration" and quantity.qualifier == "over" and not known.quantity.qualifier:
        return False  # "$60 million over two years"
    if not quantity.qualifier and _is_a_stretch(known.quantity):
        return False
    bound = known.quantity.qualifier in ("at-least", "at-most")
    if bound and not quantity.qualifier and _SETS.search(_before(quantity)):
        return False  # "the authority requires 96 per cent", of "at least 96"
    if quantity.kind == "duration" and quantity.qualifier and beside_in_clause(known.quantity, quantity) < MUCH:
        return False  # "less than two years of what she pays", where a source has another two years
    if known.part == "share" or is_fraction(known.quantity) != is_fraction(quantity):
        return False
    return qualifier_lost(known.quantity, quantity)
