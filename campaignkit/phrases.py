"""Phrases that name or point to someone, read from either end: "Ann Lee", "a spokesman for OAK", "the company"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from campaignkit.clauses import CLOSERS, Clause, is_verb
from campaignkit.function_words import (
    AUXILIARIES,
    DAYS,
    DETERMINERS,
    FIRM_JOINTS,
    JOINING,
    NO_NAMES,
    OFFICES,
    POSSESSIVES,
    PRONOUNS,
    RELATIVES,
    ROLES,
    SMALL_WORDS,
    STANDING_ALONE,
    TIMES,
)
from campaignkit.people import TITLES

CONTRACTED = re.compile(r"(?:i|we|you|they|he|she|it)'(?:ve|m|re|d|ll|s)$")  # "I've known Ann Lee" names nobody yet
_BODIES_ON = frozenset("committee subcommittee commission council conference panel forum institute board group".split())
DESCRIBED_AT_MOST = 3  # words in lower case between a party or a paper and a name: "Yale political scientist Ann Lee"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name or point to someone, as numbers of the words of a clause, both included.

    Attributes:
        first, last: From where to where.
        beside: What an apposition says of them, or of whom they say it: (first, last), or None.
    """

    first: int
    last: int
    beside: tuple[int, int] | None = None


def phrase_before(clause: Clause, number: int, start: int) -> Phrase | None:
    """Return the words that end with word `number` and name or point to someone."""
    while number >= start and (clause.words[number] in CLOSERS or clause.words[number] == "["):
        number -= 1
    if number < start or not clause.is_word(number):
        return None
    low = clause.low[number]
    if low in PRONOUNS:
        return Phrase(number, number)
    if low in NO_NAMES or low in DETERMINERS - STANDING_ALONE:
        return None
    if clause.is_name(number):
        return Phrase(_name_start(clause, number, start), number)
    if clause.words[number][0].isdigit():
        return None
    first = _noun_start(clause, number, start)
    if (
        first - 2 >= start
        and clause.low[first - 1] == "of"
        and clause.low[first] in POSSESSIVES
        and clause.is_name(first - 2)
    ):
        return Phrase(_name_start(clause, first - 2, start), first - 2)  # "Ann Lee of our own union"
    described = (
        clause.low[first] in DETERMINERS
        or clause.is_name(first)
        or any(one in ROLES for one in clause.low[first : number + 1])
    )
    return Phrase(first, number) if described or low.endswith("s") else None


def _name_start(clause: Clause, number: int, start: int) -> int:
    """Return where a name that ends at `number` begins, with "a spokesman for" before it."""
    first = _capitals_start(clause, number, start)
    if (
        first - 2 >= start
        and clause.low[first - 1] in {"for", "of", "with", "at", "from", "in"}
        and clause.low[first - 2] in ROLES
    ):
        return _noun_start(clause, first - 2, start)
    if first - 3 >= start and clause.low[first - 1] == "of" and _heads(clause, first - 2):
        return first - 3  # "the maker of Oak"
    joined = first - 3 >= start and clause.low[first - 2] in {"of", "for", "at"} and clause.low[first - 1] == "the"
    if joined and clause.low[first - 3] in ROLES:
        return _noun_start(clause, first - 3, start)  # "the branch organiser of the Oak Union"
    if (article := _somebody_from(clause, first, start)) is not None:
        return article
    return first - 1 if first - 1 >= start and clause.low[first - 1] == "the" else first


def _somebody_from(clause: Clause, first: int, start: int) -> int | None:
    """Return where "an old man in Oak" begins, whose place stands at `first`; None for a place alone."""
    if first - 3 < start or clause.low[first - 1] not in {"in", "from", "at"}:
        return None
    at = first - 2
    while at > max(start, first - 5) and clause.words[at].islower() and clause.low[at] not in NO_NAMES | DETERMINERS:
        at -= 1
    return at if at < first - 2 and clause.low[at] in {"a", "an", "one"} else None


def _heads(clause: Clause, number: int) -> bool:
    """Whether a noun in lower case right after "the" is the one spoken of: the maker of Oak, not Oak."""
    return clause.is_word(number) and clause.words[number].islower() and clause.low[number - 1] in {"the", "a", "its"}


def _capitals_start(clause: Clause, number: int, start: int) -> int:
    first = number
    while first > start:
        before = first - 1
        if clause.is_name(before) and not clause.low[before].endswith("'s"):
            first = before
        elif clause.low[before] in JOINING or clause.words[before] in {"&", "-"}:
            at = before
            while at > start and clause.low[at] in JOINING:
                at -= 1
            if (
                not clause.is_name(at)
                or before - at > 2
                or clause.low[at].endswith("'s")
                or not _joins(clause, at, first)
            ):
                break
            first = at
        else:
            break
    return first


def _joins(clause: Clause, left: int, right: int) -> bool:
    """Whether small words between two capitals are within one name: "Fight for the Future", not "Ohio on Trump"."""
    return all(clause.low[at] in FIRM_JOINTS or clause.words[at] == "&" for at in range(left + 1, right))


def _noun_start(clause: Clause, number: int, start: int) -> int:
    first = number
    while first > start and number - first < 9:
        low = clause.low[first - 1]
        if low in DETERMINERS:
            if first - 3 < start or not _goes_back(clause, first - 2):
                return first - 1
            first -= 2
            continue
        if low.endswith(("'s", "s'")):
            return _capitals_start(clause, first - 1, start)
        if low in {"of", "for"} and clause.is_word(first - 2):
            first -= 1
        elif not clause.is_word(first - 1) or low in NO_NAMES or is_verb(clause, first - 1) or low in PRONOUNS:
            break
        else:
            first -= 1
    return first


def _goes_back(clause: Clause, number: int) -> bool:
    """Whether a noun before word `number` heads the phrase: "the driver of that bus", "a lawyer for the town"."""
    before = number - 1
    plain = clause.is_word(before) and clause.words[before].islower() and clause.low[before] not in NO_NAMES
    joined = clause.low[number] == "of" or (clause.low[number] in {"for", "from"} and clause.low[before] in ROLES)
    return joined and plain and not is_verb(clause, before) and clause.low[before] not in DETERMINERS | PRONOUNS


def phrase_after(clause: Clause, number: int, end: int) -> Phrase | None:
    """Return the words that begin with word `number` and name or point to someone; a name in apposition comes first."""
    if number >= end or not clause.is_word(number):
        return None
    low = clause.low[number]
    if low in PRONOUNS or CONTRACTED.match(low):
        return Phrase(number, number)
    if low == "the" and clause.low[number + 1 : number + 2] == ["late"] and clause.is_name(number + 2):
        number += 2
    last = number - 1
    while last + 1 < end and last - number < 12 and _goes_on(clause, last + 1, number):
        last += 1
    while last > number and (clause.low[last] in JOINING or clause.low[last] in DAYS or not clause.is_word(last)):
        last -= 1
    if last < number or (last == number and (low in DETERMINERS - STANDING_ALONE or low in NO_NAMES)):
        return None
    return _with_apposition(clause, _named(clause, number, last), end)


def _named(clause: Clause, first: int, last: int) -> Phrase:
    """Return the name at the end of "MSNBC host Ann Lee", with what describes it beside; any other phrase as it is."""
    at = last
    while at > first and clause.is_name(at):
        at -= 1
    low = clause.low[at]
    described = at > first and at < last and clause.is_name(first) and (low in ROLES or low in TITLES)
    return Phrase(at + 1, last, (first, at)) if described else Phrase(first, last)


def _goes_on(clause: Clause, number: int, first: int) -> bool:
    """Whether word `number` still belongs to a phrase that begins at `first`."""
    low = clause.low[number]
    if not clause.is_word(number):
        return clause.words[number] in {"&"} and clause.is_name(number + 1)
    if low in AUXILIARIES or low in RELATIVES or is_verb(clause, number):
        return number == first and low in DETERMINERS
    if clause.is_name(number) or (number == first and low in DETERMINERS):
        return True
    if low == "on" and _is_topic(clause, number):
        return False
    if low in JOINING:
        return (
            clause.is_name(number + 1)
            or (clause.low[number + 1 : number + 2] == ["the"] and clause.is_name(number + 2))
            or (low in {"of", "for"} and not clause.is_name(number - 1))
            or (low == "the" and clause.low[number - 1] in JOINING)
        )
    if low in NO_NAMES or low in DETERMINERS:
        return _is_last_of_body(clause, number)
    named = any(clause.is_name(at) and not clause.low[at].endswith(("'s", "s'")) for at in range(first, number))
    return not named or low in ROLES or _describes(clause, number)


def _is_topic(clause: Clause, on: int) -> bool:
    """Whether an "on" says of what somebody speaks: "Ann Lee of the Oak Union on Oak's pause", no "Committee on"."""
    whose = clause.low[on + 1 : on + 2]
    return bool(whose) and whose[0].endswith("'s") and clause.low[on - 1] not in _BODIES_ON


def _is_last_of_body(clause: Clause, number: int) -> bool:
    """Whether a small word with a capital ends a name: "Families First spokesperson", "Water Now's chair"."""
    following = clause.low[number + 1 : number + 2]
    led = clause.words[number][0].isupper() and clause.is_name(number - 1)
    return led and bool(following) and (following[0] in ROLES or following[0] in OFFICES)


def _describes(clause: Clause, number: int) -> bool:
    """Whether a description goes on to a name: "presidential candidate" in "Republican presidential candidate X"."""
    for at in range(number, number + DESCRIBED_AT_MOST):
        if at >= len(clause) or not clause.words[at].islower() or clause.low[at] in NO_NAMES | DETERMINERS | JOINING:
            return False
        if clause.is_name(at + 1):
            return clause.low[at] in ROLES or clause.low[at] in TITLES
    return False


def _with_apposition(clause: Clause, phrase: Phrase, end: int) -> Phrase:
    """Add what stands after a comma; where that is the name and the phrase is not, take the name."""
    comma = phrase.last + 1
    if comma >= end or clause.words[comma] != ",":
        return phrase
    close = next((at for at in range(comma + 1, min(end, comma + 40)) if clause.words[at] in {",", ".", ";", ":"}), end)
    if close <= comma + 1:
        return phrase
    ours = clause.low[phrase.first] in POSSESSIVES  # "our MP, Ann Lee"
    unnamed = ours or not clause.is_name(phrase.last) or _is_seat(clause, phrase, close)
    if unnamed and clause.low[phrase.last] not in PRONOUNS and clause.is_name(comma + 1):
        last = comma + 1
        while last + 1 < close and (
            clause.is_name(last + 1) or (clause.low[last + 1] in JOINING and clause.is_name(last + 2))
        ):
            last += 1
        if not clause.low[last].endswith("'s"):
            return Phrase(comma + 1, last, (phrase.first, phrase.last))
    return phrase if phrase.beside else Phrase(phrase.first, phrase.last, (comma + 1, close - 1))


def _is_seat(clause: Clause, phrase: Phrase, close: int) -> bool:
    """Whether a phrase says what somebody is and where, and the name fills the commas: "the MLA for Oak, Ann Lee,"."""
    named = range(phrase.last + 2, close)
    full = len(named) in (2, 3) and all(clause.is_name(at) for at in named) and clause.words[close : close + 1] == [","]
    joined = {"for", "of"} & set(clause.low[phrase.first + 2 : phrase.last])
    return full and bool(joined) and clause.low[phrase.first] == "the"


def skip_small(clause: Clause, number: int, end: int) -> int:
    """Pass over what may stand between a verb and the speaker after it: "said on Tuesday Ann Lee"."""
    while number < end and (
        clause.low[number] in SMALL_WORDS or clause.low[number] in DAYS or clause.low[number].endswith("ly")
    ):
        if clause.is_name(number) and clause.low[number] not in DAYS:
            break
        number += 1
    return number


def names_listed(clause: Clause) -> list[Phrase]:
    """Return the names of a list: "groups, including the [Lund League] and [OAK]"; nothing where there is no list.

    Brackets, which are what is left of Markdown links, are passed over.
    """
    names: list[Phrase] = []
    at = _list_begins(clause)
    while at < len(clause):
        if clause.is_name(at):
            names.append(Phrase(at, _end_of_listed(clause, at)))
            at = names[-1].last + 1
        elif clause.words[at] in {",", "[", "]", "&"} or clause.low[at] in {"and", "the", "or", "both"}:
            at += 1
        else:
            break
    return names


def _list_begins(clause: Clause) -> int:
    """Return which word follows "including", "like" or "such as"; the end of the clause where none does."""
    for at in range(len(clause)):
        if clause.low[at] in {"including", "like"} or clause.low[at - 1 : at + 1] == ["such", "as"]:
            return at + 1
    return len(clause)


def _end_of_listed(clause: Clause, last: int) -> int:
    """Return the last word of a name in a list, in which "and" parts two names."""
    joints = FIRM_JOINTS - {"and"}
    while clause.is_name(last + 1) or (
        last + 1 < len(clause) and clause.low[last + 1] in joints and clause.is_name(last + 2)
    ):
        last += 1
    return last


def affiliated(clause: Clause, first: int, last: int) -> Phrase | None:
    """Return the organisation in "director with the Lund League", "a spokesperson for OAK", "OAK CEO Ann Lee"."""
    for at in range(first + 1, last + 1):
        if clause.low[at] in {"for", "of", "with", "at", "from"} and any(one in ROLES for one in clause.low[first:at]):
            if clause.is_name(first) and clause.is_name(at - 1):
                return None  # a title that is part of the name
            begin = next((one for one in range(at + 1, last + 1) if clause.is_name(one)), None)
            if begin is not None:
                return Phrase(begin, _capitals_end(clause, begin, last))
        office = clause.low[at] in OFFICES or (clause.low[at] in ROLES and clause.words[at].islower())
        if office and clause.is_name(first) and at < last:
            return _large_start(clause, first, at)
        if clause.low[at - 1].endswith("'s") and clause.is_name(at - 1) and clause.low[at] not in TIMES:
            return Phrase(first if clause.is_name(first) else at - 1, at - 1)
    return None


def office_before(clause: Clause, number: int) -> int | None:
    """Return where "OAK general manager" begins, which stands right before the name at word `number`."""
    at = number - 1
    if at < 1 or clause.low[at] not in ROLES or not clause.words[at].islower():
        return None
    while at > 0 and number - at <= DESCRIBED_AT_MOST and clause.words[at].islower() and clause.low[at] not in NO_NAMES:
        at -= 1
    return _capitals_start(clause, at, 0) if clause.is_name(at) else None


def _large_start(clause: Clause, first: int, office: int) -> Phrase | None:
    """Return the "OAK" of "OAK general manager Ann Lee": nothing but plain words stand between it and the office."""
    last = first
    while last + 1 < office and clause.words[last + 1][0].isupper():
        last += 1
    plain = all(clause.words[at].islower() and clause.low[at] not in NO_NAMES for at in range(last + 1, office))
    return Phrase(first, last) if plain and office - last <= DESCRIBED_AT_MOST else None


def _capitals_end(clause: Clause, first: int, end: int) -> int:
    last = first
    while last < end:
        joined = last + 1
        while joined < end and (clause.low[joined] in FIRM_JOINTS or clause.words[joined] == "&") and joined - last < 3:
            joined += 1
        if not clause.is_name(joined):
            break
        last = joined
    return last


def named_one(clause: Clause, start: int, end: int) -> Phrase | None:
    """Return the Ann Lee of "one of them, Ann Lee," which begins at `start`."""
    if clause.low[start : start + 2] != ["one", "of"]:
        return None
    comma = next((at for at in range(start + 2, min(end, start + 8)) if clause.words[at] == ","), None)
    named = phrase_after(clause, comma + 1, end) if comma is not None else None
    return named if named and named.last > named.first and clause.is_name(named.last) else None
