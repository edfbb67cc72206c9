"""Nouns and words of content: what a number counts ("over 1,350 police departments"), and what a sentence is about.

There is no grammar here, only lists of words and crude rules of English plurals, always applied in the same way, so
that two texts folded by them can be compared.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from campaignkit.folding import SENTENCE_AT_MOST
from campaignkit.number_words import GAP, is_number_word
from campaignkit.numeral_values import Kind
from campaignkit.units import unit_of

__all__ = [
    "FUNCTION_WORDS", "Tail", "content_words", "counted_noun", "head_of", "is_plural", "same_unit", "share", "singular",
    "stem",
]  # fmt: skip

# A noun phrase ends before one of these.
FUNCTION_WORDS = frozenset(
    """
    a about above across after again against ago all almost along already also although among amid an and
    another any anyone apart are around as aside at away back be became because become been before behind being
    below beneath beside besides between beyond both but by can cannot could did do does done down during each
    either else even ever every except few fewer for from further had has have having he her here hers him his
    how however i if in including inside instead into is it its itself just last late later least less like made
    make many may me might mine more most much must my near neither never no nobody none nor not nothing now of
    off often on once only onto or other others our ours out outside over own per perhaps rather said same say
    says see shall she should since so some somehow soon still such than that the their theirs them themselves
    then there these they this those though through throughout thus till to today together tomorrow tonight too
    toward towards under unless unlike until up upon us use used uses very via was we went were what whatever
    when where whether which while who whom whose why will with within without would yesterday yet you your
    yours gave give took take found find told tell got get came come monday tuesday wednesday thursday friday
    saturday sunday rd
    """.split()
)
_NOT_CONTEXT = FUNCTION_WORDS | frozenset(
    "percent per cent percentage half quarter number total year month day time nearly close exactly precisely roughly "
    "approximately estimated excess upward minimum maximum allegedly reportedly supposedly purportedly claimed "
    "claim rs inr ksh kes sh ugx tzs usd eur gbp ngn php zar chf lakh crore".split()
)
_PLURALS = {
    "people": "person", "persons": "person", "men": "man", "women": "woman", "children": "child",
    "congressmen": "congressman", "congresswomen": "congresswoman", "policemen": "policeman", "lives": "life",
    "criteria": "criterion", "analyses": "analysis", "crises": "crisis", "series": "series", "species": "species",
    "buses": "bus", "viruses": "virus", "campuses": "campus", "bonuses": "bonus", "gases": "gas", "statuses": "status",
    "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato", "wolves": "wolf", "knives": "knife", "wives": "wife",
    "teeth": "tooth", "feet": "foot", "mice": "mouse",
    "bias": "bias", "gas": "gas", "news": "news", "always": "always", "perhaps": "perhaps",
}  # fmt: skip
# Verbs of the past that have no ending: "four spoke for it" counts no spokes.
_PRETERITES = frozenset(
    """spoke fell left rode drove flew sat stood swam wrote chose drew ran won lost held kept sent paid spent bought
    sold met grew saw knew fought taught thought brought sought slept felt dealt meant began broke woke froze wore
    tore swore shook ate heard hid led built sang drank sank threw blew withdrew understood forgot caught bore
    forgave forbade overtook undertook arose awoke bled bred crept dug fled flung hung knelt lent lit rang shot
    shrank slid spat stole stuck strove struck stung swept swung wept""".split()
)
_DETERMINERS = r"(?:(?:the|our|its|their|his|her|your|my|these|those)\s)"
_WORD = r"(?:U\.S\.|U\.K\.|E\.U\.|[^\W\d_]{1,30}(?:[-'’][^\W\d_]{1,30}){0,3})"
_NOUN_PHRASE = re.compile(rf"(?:{GAP}{_WORD}(?![\w@])){{1,4}}")
_HYPHENED = re.compile(rf"-({_WORD})")
_WORDS = re.compile(_WORD)
_COMPLEMENT = re.compile(
    rf"{GAP}of{GAP}(?:{_DETERMINERS})?([A-Z][\w’'-]{{0,30}}(?:{GAP}[A-Z][\w’'-]{{0,30}}){{0,3}}|{_WORD})"
)
_SHARE_OF = re.compile(rf"{GAP}of{GAP}(all\s)?{_DETERMINERS}?((?:{_WORD}{GAP}){{0,3}}{_WORD})")
_POSSESSIVE = re.compile(r"['’]s?\Z")


class Tail(NamedTuple):
    """What follows a number in a text: the unit, and where that ends in code points.

    `unit` is in lower case, its head in the singular. `plural` says whether it ends in a plural that is no name: "2018
    members" are counted, "2018 Gender Shades" is a title.
    """

    kind: Kind
    unit: str
    end: int
    plural: bool = False
    denominator: str = ""
    qualifier: str = ""


def same_unit(a: str, b: str) -> bool:
    """Whether two units can be of one measure: one is empty, or both have one head and no "of …" that differs.

    Number and order of words do not matter; synonyms are not known.

    >>> same_unit("police departments", "departments"), same_unit("members of Congress", "congress members")
    (True, True)
    >>> same_unit("members of Congress", "members of the Congressional Black Caucus"), same_unit("years", "members")
    (False, False)
    """
    first, second = _head_and_rest(a), _head_and_rest(b)
    if not first.head or not second.head:
        return True
    apart = first.complement and second.complement and first.complement.isdisjoint(second.complement)
    return first.head == second.head and not apart


class _Unit(NamedTuple):
    head: str
    complement: frozenset[str]


def head_of(unit: str) -> str:
    """Return the noun of a unit, folded; "" of an empty one.

    >>> head_of("sitting member of congress"), head_of("police departments"), head_of("mg")
    ('member', 'department', 'milligram')
    """
    return _head_and_rest(unit).head


@lru_cache(maxsize=4096)
def _head_and_rest(unit: str) -> _Unit:
    phrase, _, of = unit.lower().partition(" of ")
    words = _fold(phrase)
    return _Unit(unit_of(words[-1] if words else unit.strip()), frozenset(_fold(of)) - FUNCTION_WORDS)


def counted_noun(text: str, at: int) -> Tail:
    """Return the noun phrase that a number ending at `at` counts; an empty unit where there is none.

    >>> counted_noun("28 sitting members of Congress agreed", 2).unit
    'sitting member of congress'
    """
    if hyphened := _HYPHENED.match(text, at):
        return Tail("count", singular(hyphened[1].lower()), hyphened.end())
    words = _counted_words(text, at)
    if not words:
        return Tail("count", "", at)
    end = _end_of(words, text, at)
    unit = " ".join([*map(str.lower, words[:-1]), singular(words[-1].lower())])
    if not is_plural(words[-1]):
        return Tail("count", unit, end)
    of, end = _complement(text, end)
    return Tail("count", unit + of, end, plural=words[-1].islower())


def share(text: str, at: int) -> Tail:
    """What a percentage is of: "34 percent of all arrests" has the denominator "all arrests"."""
    match = _SHARE_OF.match(text, at)
    words = _until_plural(_until_function_word(match[2].lower().split())) if match else []
    every = ["all"] if match and match[1] and words else []
    return Tail("percent", "%", at, denominator=" ".join(every + words))


def _counted_words(text: str, at: int) -> list[str]:
    """The noun phrase after a number up to its plural head; of one without a plural only the first word is sure."""
    match = _NOUN_PHRASE.match(text, at)
    words = _until_plural(_until_function_word(_WORDS.findall(match[0]))) if match else []
    if words and not is_plural(words[-1]):
        first = words[0].lower()
        return [] if first in _PRETERITES or first.endswith(("ly", "ed", "ing")) else words[:1]
    return words


def _complement(text: str, at: int) -> tuple[str, int]:
    """The "of Congress" of "28 members of Congress", and where it ends."""
    match = _COMPLEMENT.match(text, at)
    names = _until_function_word(_WORDS.findall(match[1])) if match else []
    if not match or not names:
        return "", at
    return f" of {' '.join(_fold(' '.join(names)))}", _end_of(names, text, match.start(1))


def _until_function_word(words: list[str]) -> list[str]:
    """Cut a noun phrase before the first word that cannot stand in one."""
    for n, word in enumerate(words):
        if (word.lower() in FUNCTION_WORDS and word != "US") or is_number_word(word):
            return words[:n]
    return words


def _until_plural(words: list[str]) -> list[str]:
    """Cut a noun phrase after its head, the last of its first run of plurals.

    "Three companies committed" counts companies, "five civil rights groups" counts groups.
    """
    plural = False
    for n, word in enumerate(words):
        if plural and not is_plural(word):
            return words[:n]
        plural = is_plural(word)
    return words


def _end_of(words: list[str], text: str, at: int) -> int:
    for word in words:
        at = text.index(word, at) + len(word)
    return at


def content_words(text: str) -> frozenset[str]:
    """Return the words of `text` that say what it is about: lower case, singular, without function words and numbers.

    >>> sorted(content_words("Ring's partnerships with over 1,350 police departments"))
    ['department', 'partnership', 'police', 'ring']
    """
    return _content_words(text) if len(text) <= SENTENCE_AT_MOST else _content_words.__wrapped__(text)


@lru_cache(maxsize=4096)
def _content_words(text: str) -> frozenset[str]:
    return frozenset(word for word in _fold(text) if len(word) > 1 and _is_content(word))


def _is_content(word: str) -> bool:
    return word not in _NOT_CONTEXT and not is_number_word(word.partition("-")[0])


def _fold(phrase: str) -> list[str]:
    return [singular(_POSSESSIVE.sub("", word.lower())) for word in _WORDS.findall(phrase)]


@lru_cache(maxsize=16384)
def singular(word: str) -> str:
    """Return a lower-case noun in the singular, by crude rules; other words may lose an "s", always in the same way.

    >>> [singular(word) for word in ("departments", "companies", "people", "matches", "congress", "bus")]
    ['department', 'company', 'person', 'match', 'congress', 'bus']
    """
    if word in _PLURALS:
        return _PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word if len(word) < 4 or word.endswith(("ss", "us", "is")) or word[-1] != "s" else word[:-1]


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return what a lower-case word has in common with its other forms, by crude rules.

    >>> [stem(word) for word in ("carried", "carry", "carrying", "saved", "save")]
    ['carry', 'carry', 'carry', 'sav', 'sav']
    """
    if word.endswith("ied") and len(word) > 4:
        return word[:-3] + "y"
    for ending in ("ing", "ed", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural.

    >>> [is_plural(word) for word in ("Departments", "women", "Congress", "study")]
    [True, True, False, False]
    """
    return singular(word.lower()) != word.lower()
