"""Who does the saying in a clause: subjects of verbs of speech, found by shape and without a parser.

English prose puts the speaker in few places: right before the verb, right after it, before a comma that opens an
apposition, at the head of the sentence. These are looked up in that order on the words of one sentence.
"""

from __future__ import annotations

import re

from campaignkit.clauses import Clause, is_verb
from campaignkit.function_words import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    OFFICES,
    OPENERS,
    PRONOUNS,
    RELATIVES,
    ROLES,
    SMALL_WORDS,
    SUBORDINATE,
    TIMES,
)
from campaignkit.people import has_title, is_organisation, split_affiliation
from campaignkit.phrases import Phrase, phrase_after, phrase_before
from campaignkit.speech_verbs import BASE, SPEECH

_AROUND_VERBS = AUXILIARIES | SMALL_WORDS | DAYS | TIMES
_BEFORE_SUBJECTS = SUBORDINATE | TIMES | SMALL_WORDS | DAYS | SPEECH
_SEGMENT_STARTS = (
    CONJUNCTIONS | {",", "—", "–", ":", ";", "(", "*", "["} | set("as while when though although that because".split())
)
_FOCUS = frozenset("even only just not".split())  # "Even Ann Lee seems to see it"
_SAID = frozenset("said says told wrote asked added".split())
_IN_CAPITALS = frozenset("mp mps msp mep mla mpp td ceo cfo".split())  # offices that are written like names
SEGMENTS_AT_MOST = 7
_DENIED_AT_MOST = 9  # words of ", not Bo Ek of the Oak Union,"
# Who does this to somebody hands on what they say: "Bo Ek retweeted Ann Lee, who thinks".
_PASS_ON = frozenset(
    f"{verb}{ending}" for verb in ("retweet", "repost", "quot", "cit", "echo") for ending in ("s", "es", "ed", "ing")
)
_OF = frozenset("of for with from at the".split())
_OF_OFFICE = re.compile(r"^(?:(?:the|an?|its) )?(?:[a-z][\w-]* ){1,4}(?:of|for|with|from|at) (?:the )?(?=[A-Z])")
_NOT_DESCRIBING = SUBORDINATE | AUXILIARIES | SPEECH


def subject_of(clause: Clause, verb: int, start: int = 0) -> Phrase | None:
    """Return who does the verb numbered `verb`, within the sentence that begins at `start`."""
    number = _before_auxiliaries(clause, verb, start)
    if number is None or number < start:
        return None
    low = clause.low[number]
    participle = clause.low[verb].endswith("ing")
    if low in RELATIVES and (number - 1 < start or low != "that" or clause.is_word(number - 1)):
        return _antecedent(clause, number, start)
    if low in CONJUNCTIONS or low == "to" or (participle and (low == "," or low in SUBORDINATE)):
        return _shared_subject(clause, verb, start)
    if low in {",", "—", "–"}:
        return _across_comma(clause, number, start, verb)
    if low == ")":
        opening = _find_back(clause, "(", number, start)
        return phrase_before(clause, opening - 1, start) if opening is not None and opening > start else None
    phrase = phrase_before(clause, number, start)
    if (
        participle
        and phrase is not None
        and phrase.first > start
        and clause.low[phrase.first - 1] in SUBORDINATE - {"with"}
    ):
        return _shared_subject(clause, verb, start)
    return phrase


def _shared_subject(clause: Clause, verb: int, start: int) -> Phrase | None:
    """Return the subject that a verb has in common with an earlier one: "X said no, adding", "X wrote and said"."""
    for earlier in range(verb - 1, start, -1):
        if is_verb(clause, earlier) and not clause.low[earlier].endswith("ing") and clause.low[earlier] not in BASE:
            return subject_of(clause, earlier, start)
    return main_subject(clause, start, verb)


def _before_auxiliaries(clause: Clause, verb: int, start: int) -> int | None:
    """Return the word before a verb and what goes with it ("has also", "on Tuesday"); None for the passive."""
    number = verb - 1
    while number >= start:
        low = clause.low[number]
        if low in BE and not clause.low[verb].endswith("ing"):
            return None
        passes = low in _AROUND_VERBS or low.endswith("ly")
        if not passes or (clause.is_name(number) and low not in DAYS):
            break
        number -= 1
    return number


def _antecedent(clause: Clause, relative: int, start: int) -> Phrase | None:
    number = relative - 1
    if clause.low[relative] == "which" and (body := _body_before(clause, number, start)) is not None:
        return body
    if (denied := _denied(clause, number, start)) is not None:
        number = denied - 1  # "It was Ann Lee, not Bo Ek, who said"
        return phrase_before(clause, number, start)
    if number >= start and clause.words[number] == "," and (object_ := _object(clause, number, start)):
        return object_
    if number >= start and clause.words[number] in {",", "—", "–"}:
        return _across_comma(clause, number, start, relative)
    if number >= start and clause.words[number] == ")":
        opening = _find_back(clause, "(", number, start)
        return phrase_before(clause, opening - 1, start) if opening is not None and opening > start else None
    if number < start:
        return main_subject(clause, start, relative)
    return _named_before(clause, phrase_before(clause, number, start), start)


def _body_before(clause: Clause, comma: int, start: int) -> Phrase | None:
    """Return the Oak Union of "Ann Lee, chair of the Oak Union, which": no person is meant."""
    if comma <= start or clause.words[comma] != "," or not clause.is_name(comma - 1):
        return None
    phrase = phrase_before(clause, comma - 1, start)
    if phrase is None:
        return None
    name = " ".join(clause.words[phrase.first : phrase.last + 1])
    length = len((split_affiliation(name)[1] or _OF_OFFICE.sub("", name)).split())
    body = Phrase(phrase.last + 1 - length, phrase.last)
    joined = body.first - 1 >= start and clause.low[body.first - 1] in _OF
    return body if body.first > phrase.first or joined or is_organisation(name) else None


def _denied(clause: Clause, comma: int, start: int) -> int | None:
    """Return the first comma of ", not Bo Ek," that ends with `comma`; None where nobody is denied there."""
    ends = comma if comma > start and clause.words[comma] == "," else comma + 1
    opening = next(
        (at for at in range(ends - 1, max(start, ends - _DENIED_AT_MOST), -1) if clause.words[at] == ","), None
    )
    return opening if opening is not None and clause.low[opening + 1] in {"not", "rather"} else None


def _object(clause: Clause, comma: int, start: int) -> Phrase | None:
    """Return the Ann Lee of "quoted Ann Lee, the former chief, who wrote", "I think of Mr. Lee, who said"."""
    last = phrase_before(clause, comma - 1, start)
    if (
        last is not None
        and not clause.is_name(last.last)
        and clause.words[last.first - 1] == ","
        and last.first > start
    ):
        last = phrase_before(clause, last.first - 2, start)
    if last is None or last.first <= start or not (last.last > last.first and _is_pure(clause, last)):
        return None
    before, titled = clause.low[last.first - 1], has_title(" ".join(clause.words[last.first : last.last + 1]))
    passed_on = (before in SPEECH and before.endswith("ing")) or before in _PASS_ON
    return last if passed_on or (titled and before in SUBORDINATE) else None


def _named_before(clause: Clause, phrase: Phrase | None, start: int) -> Phrase | None:
    """Return the X of "X, a bus driver"; any other phrase as it is."""
    if phrase is not None and clause.low[max(start, phrase.first - 2) : phrase.first] == ["and", "not"]:
        return phrase_before(clause, phrase.first - 3, start)  # "Ann Lee and not Bo Ek who said"
    if phrase is None or phrase.first - 2 < start or clause.words[phrase.first - 1] != ",":
        return phrase
    before = phrase_before(clause, phrase.first - 2, start)
    described = clause.low[phrase.first] in {"a", "an"} and not clause.is_name(phrase.last)
    if before is None or not (described and before.last > before.first and _is_pure(clause, before)):
        return phrase
    return Phrase(before.first, before.last, (phrase.first, phrase.last))


def _across_comma(clause: Clause, comma: int, start: int, verb: int) -> Phrase | None:
    """Return the subject that appositions or asides part from its verb: "Its director, Ann Lee, of Ohio, said"."""
    segments = _segments(clause, start, comma)
    fallback: Phrase | None = None
    for back, (first, last) in enumerate(segments):
        phrase = _before_place(clause, phrase_before(clause, last, first), first)
        if phrase is None or not _opens_segment(clause, phrase.first, first):
            continue
        if not _is_pure(clause, phrase):
            fallback = fallback or (Phrase(phrase.first, phrase.last, _beside(segments, back)) if back else None)
        elif back or len(segments) == 1:
            return Phrase(phrase.first, phrase.last, _beside(segments, back))
        elif (described := _description(clause, *segments[1])) is not None:
            return Phrase(phrase.first, phrase.last, described)
        elif not _holds_the_subject(clause, *segments[1]):
            return phrase
    return fallback or main_subject(clause, start, verb)


def _before_place(clause: Clause, phrase: Phrase | None, start: int) -> Phrase | None:
    """Return the X of "X in New York,"; any other phrase as it is."""
    if phrase is None or phrase.first - 2 < start or clause.low[phrase.first - 1] not in {"in", "at"}:
        return phrase
    before = phrase_before(clause, phrase.first - 2, start)
    return before if before is not None and clause.is_name(before.last) else phrase


def _segments(clause: Clause, start: int, comma: int) -> list[tuple[int, int]]:
    """Return the runs of words between commas that end before `comma`, the last one first; at most seven."""
    found: list[tuple[int, int]] = []
    end, at = comma, comma - 1
    while at >= start - 1 and len(found) < SEGMENTS_AT_MOST:
        if at >= start and clause.words[at] == ")":  # an aside is passed over: "Ann Lee (D-Md.), chair of …, said"
            opening = _find_back(clause, "(", at, start)
            end = at = at if opening is None else opening
        elif at < start or clause.words[at] in {",", "—", "–", ";", "("}:
            if at + 1 <= end - 1:
                found.append((at + 1, end - 1))
            end = at
        at -= 1
    return found


def _beside(segments: list[tuple[int, int]], back: int) -> tuple[int, int] | None:
    return (segments[back - 1][0], segments[0][1]) if back else None


def _is_pure(clause: Clause, phrase: Phrase) -> bool:
    """Whether a phrase is a name and nothing else, and not that of a state after a comma."""
    last = clause.low[phrase.last]
    if last in _IN_CAPITALS and phrase.first == phrase.last:
        return False
    if last.endswith(".") and last not in {"jr.", "sr.", "inc.", "co.", "corp.", "ltd."}:
        return False
    if re.match(r"[rdi]-", last):
        return False
    if clause.low[phrase.first] in OFFICES | ROLES and not {"of", "for", "at"}.isdisjoint(
        clause.low[phrase.first : phrase.last]
    ):
        return False  # "chair of the Oak Committee" is what somebody is
    return clause.is_name(phrase.last) and (
        clause.is_name(phrase.first) or clause.low[phrase.first] in {"the", "mr", "ms"}
    )


def _description(clause: Clause, first: int, last: int) -> tuple[int, int] | None:
    """Return the "Its director" of "Its director, Ann Lee,"."""
    phrase = phrase_before(clause, last, first)
    if (
        phrase is None
        or (clause.is_name(phrase.last) and clause.low[phrase.last] not in _IN_CAPITALS)
        or clause.low[phrase.last] in PRONOUNS
        or clause.low[phrase.last] in TIMES
    ):
        return None
    opens = (
        clause.low[phrase.first] in DETERMINERS
        or clause.low[phrase.first].endswith("'s")
        or clause.is_name(phrase.first)
    )
    return (phrase.first, phrase.last) if opens and _opens_segment(clause, phrase.first, first) else None


def _holds_the_subject(clause: Clause, first: int, last: int) -> bool:
    """Whether the run before "X, said" is itself the subject or a place, so that X only describes it."""
    if clause.low[first] in {"of", "from"} or clause.words[first][0].isdigit():
        return True
    phrase = phrase_before(clause, last, first)
    return phrase is not None and _is_pure(clause, phrase) and _opens_segment(clause, phrase.first, first)


def _opens_segment(clause: Clause, first: int, start: int) -> bool:
    """Whether nothing but a description or a conjunction stands between the last comma and word `first`."""
    number = first - 1
    while number >= start:
        low = clause.low[number]
        if low in _SEGMENT_STARTS:
            return True
        if low in _NOT_DESCRIBING or not clause.is_word(number):
            return False
        number -= 1
    return True


def main_subject(clause: Clause, start: int, end: int) -> Phrase | None:
    """Return the subject of the sentence that begins at `start`: the first one that no preposition governs."""
    number = after_number(clause, _after_dateline(clause, start, end), end)
    if clause.low[number : number + 1] == ["as"]:  # "As Ann Lee, who …, likes to say"
        named = phrase_after(clause, number + 1, end)
        if named is not None and clause.is_name(named.last):
            return named
    for _ in range(6):
        while number < end and (
            not clause.is_word(number) or clause.low[number] in CONJUNCTIONS or clause.low[number] in OPENERS
        ):
            number += 1
        if number >= end:
            return None
        low = clause.low[number]
        if low in _FOCUS and number + 1 < end and (clause.is_name(number + 1) or clause.low[number + 1] in DETERMINERS):
            focused = phrase_after(clause, number + 1, end)
            if focused is None or clause.words[focused.last + 1 : focused.last + 2] != [","]:
                return focused
        moved = low in _BEFORE_SUBJECTS or (low.endswith(("ly", "ing", "ed")) and not _is_a_surname(clause, number))
        if not moved or (clause.is_name(number) and clause.is_name(number + 1) and low not in SPEECH):
            break
        comma = next((at for at in range(number, min(end, number + 40)) if clause.words[at] == ","), None)
        if comma is None:
            if low in SMALL_WORDS or low in DAYS or low.endswith("ly"):
                number += 1
                continue
            return None
        number = _after_place(clause, comma, end) + 1
    return phrase_after(clause, number, end)


def _is_a_surname(clause: Clause, number: int) -> bool:
    """Whether a word like "speaking" or "early" heads a sentence as a name: "Deering vetoed the law"."""
    if not clause.is_name(number) or clause.low[number] in AUXILIARIES | {"having", "getting"}:
        return False
    verb, behind = (*clause.low[number + 1 : number + 3], "", "")[:2]
    return verb in _SAID or (verb.endswith("ed") and (behind in DETERMINERS or clause.is_name(number + 2)))


def _after_dateline(clause: Clause, start: int, end: int) -> int:
    """Pass over "SEATTLE, June 10 (AP) —"."""
    if start < end and clause.words[start].isupper() and len(clause.words[start]) > 2:
        dash = next((at for at in range(start + 1, min(end, start + 14)) if clause.words[at] in {"—", "–", "-"}), None)
        return start if dash is None else dash + 1
    return start


def after_number(clause: Clause, start: int, end: int) -> int:
    """Pass over the number of a paragraph, of a point in a list, of a post: "41.2 ", "(4) ", "2/ ", "2/7"."""
    number = start
    while number < end and clause.words[number] in {"(", "*", "•", "-", "§"}:
        number += 1
    if number + 1 >= end or not clause.words[number][0].isdigit():
        return start
    if clause.words[number + 1] == "/":
        return number + 2 + (number + 2 < end and clause.words[number + 2].isdigit())
    closed = clause.words[number + 1] == ")"
    return number + 1 + closed if closed or re.fullmatch(r"\d+(?:\.\d+)+", clause.words[number]) else start


def _after_place(clause: Clause, comma: int, end: int) -> int:
    """Return the second comma of "in Salem, New Hampshire, she said", else the first."""
    last = comma
    while clause.is_name(last + 1) and last - comma < 3:
        last += 1
    closes = comma < last and last + 1 < end and clause.words[last + 1] == "," and clause.is_name(comma - 1)
    return last + 1 if closes else comma


def _find_back(clause: Clause, sign: str, number: int, start: int) -> int | None:
    return next((at for at in range(number - 1, max(start, number - 40) - 1, -1) if clause.words[at] == sign), None)
