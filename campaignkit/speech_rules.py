"""Where a sentence names the speaker of a quotation: after the closing mark, before the opening one, around a colon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from campaignkit.clauses import CLOSERS, ENDS, Clause, sentence_starts, verbs
from campaignkit.folding import Span
from campaignkit.function_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DAYS,
    DETERMINERS,
    NO_NAMES,
    POSSESSIVES,
    PRONOUNS,
    RELATIVES,
    ROLES,
    SMALL_WORDS,
)
from campaignkit.people import PAPERS, TITLES
from campaignkit.phrases import Phrase, named_one, phrase_after, phrase_before, skip_small
from campaignkit.speech_verbs import BASE
from campaignkit.subjects import after_number, main_subject, subject_of

How = Literal["after", "before", "according", "colon", "apposition", "pronoun", "continued", "block", "heading"]
_PLAIN = frozenset("said says wrote writes told added explained argued noted".split())
_TOLD_ONE = frozenset("told tells asked asks".split())
_TOLD_AT_MOST = 4  # words of whom somebody told: "told the Oak Post, “"
_SPEECH_NOUNS = frozenset(
    """claim comment comments remark remarks statement assertion promise call description declaration tweet tweets
    warning suggestion response reference vow pledge argument words speech letter answer reply post message question
    complaint criticism insistence contention announcement admission prediction line slogan statements claims views
    belief proposal plea quote quip joke charge accusation allegation testimony op-ed essay column""".split()
)
_WRITTEN = frozenset("letter e-mail email message note text postcard".split())
_PRESENTING = frozenset(
    "than is was are from quote quoting hear remember take consider cite citing as like say".split()
)
_AFTER_LABEL = frozenset(", * _ ( — – - on :".split())
_BEHIND_A_MARK = frozenset(", ” \" ’ ' ) * _ ]".split())
_ON = frozenset("on about when asked".split())
_HEARD = frozenset("hear hears heard hearing see seen find found".split())
_NOBODY = frozenset(["nobody", "none"])
_TELLING = (AUXILIARIES | RELATIVES | CONJUNCTIONS | PRONOUNS) - {"and"}
_POINTING = (
    ["that", "is"],
    ["that", "was"],
    ["those", "are"],
    ["those", "were"],
    ["these", "are"],
    ["so", "said"],
    ["so", "says"],
    ["so", "wrote"],
    ["thus", "spoke"],
)
_ISSUED = (["from"], ["by"], ["of"])
# What may follow a verb that has said all: “Why?” The chair asked on Monday.
_WHEN = SMALL_WORDS | DAYS | {"me", "us", "him", "her", "them", "the", "at", "during", "when", "as", "with", "after"}


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a clause, and how we came to it."""

    clause: Clause
    phrase: Phrase
    how: How
    sure: bool = True
    start: int = 0  # the sentence that was read: from this word
    stop: int = 10_000  # to this one

    @property
    def span(self) -> Span:
        return self.clause.span(self.phrase.first, self.phrase.last)


def is_strong(lead: Clause, start: int) -> bool:
    """Whether the lead ends with the verb itself: X said, “ … or X wrote that “."""
    last = len(lead) - 1
    while last >= start and (lead.words[last] in {",", ":"} or lead.low[last] == "that"):
        last -= 1
    if last >= start and last in verbs(lead, max(start, last)):
        return True
    told = range(max(start, last - _TOLD_AT_MOST), last)
    return last < len(lead) - 1 and any(
        lead.low[at] in _TOLD_ONE and all(lead.is_word(word) for word in range(at, last + 1)) for at in told
    )


def leading(lead: Clause, start: int) -> Found | None:
    """Return whom the sentence that leads up to the quotation gives it to."""
    if start >= len(lead):
        return None
    colon = lead.words[-1] == ":"
    if colon and (named := _label(lead, start) or _read_out(lead, start)):
        return named
    found = verbs(lead, start)[::-1][:4]
    for cited in filter(None, (_cited(lead, verb) for verb in found)):
        return Found(lead, cited, "before", start=start)
    for verb in sorted(found, key=lambda one: _is_beside(lead, one)):
        subject = _agreed_with(lead, verb) or _inverted(lead, verb, start) or subject_of(lead, verb, start)
        if subject is not None and lead.low[subject.last] not in _NOBODY and not _is_hearsay(lead, subject):
            subject = _who_said_of_themselves(lead, subject, start) or subject
            return Found(lead, _owner(lead, subject), _how(subject, "before"), start=start)
    return _according(lead, start) or _possessor(lead, start) or (_before_colon(lead, start) if colon else None)


def _is_hearsay(lead: Clause, subject: Phrase) -> bool:
    """Whether a subject is the "it" of "we heard it said that", "I have seen it written"."""
    heard = lead.low[subject.first - 1] if subject.first else ""
    return lead.low[subject.last] == "it" and heard in _HEARD


def _label(lead: Clause, start: int) -> Found | None:
    """Return the X of "… were there. the chief: “…” ", where a line is written without capitals."""
    phrase = phrase_before(lead, len(lead) - 2, start) if len(lead) > 1 else None
    after_end = phrase is not None and phrase.first > start and lead.words[phrase.first - 1] in ENDS
    return Found(lead, phrase, "colon") if phrase and after_end else None


def _read_out(lead: Clause, start: int) -> Found | None:
    """Return the X of "She read from a letter that she had received from X: “…” "."""
    last = next((at for at in range(len(lead) - 1, start, -1) if lead.low[at] == "from"), None)
    if last is None or not {"read", "reads", "reading"} & set(lead.low[start:last]):
        return None
    written = any(lead.low[at] in _WRITTEN for at in range(start, last))
    phrase = phrase_after(lead, last + 1, len(lead)) if written else None
    return Found(lead, phrase, "before", start=start) if phrase and phrase.last >= len(lead) - 2 else None


def _who_said_of_themselves(lead: Clause, subject: Phrase, start: int) -> Phrase | None:
    """Return the X of "X said that she would not pay “…” ", where `subject` is the "she"."""
    if subject.first != subject.last or lead.low[subject.first] not in {"he", "she"}:
        return None
    verb = subject.first - 1 - (lead.low[subject.first - 1 : subject.first] == ["that"])
    said = verb > start and verb in verbs(lead, verb)
    return subject_of(lead, verb, start) if said else None


def _according(clause: Clause, start: int) -> Found | None:
    for at in range(len(clause) - 1, start, -1):
        if clause.low[at - 1 : at + 1] in (["according", "to"], ["words", "of"], ["to", "quote"]):
            return _according_to(clause, at + 1, len(clause))
    return None


def _inverted(lead: Clause, verb: int, start: int) -> Phrase | None:
    """Return the X of "Said X: “…” "."""
    inverted = verb == start and lead.low[verb] in _PLAIN
    return phrase_after(lead, skip_small(lead, verb + 1, len(lead)), len(lead)) if inverted else None


def _cited(lead: Clause, verb: int) -> Phrase | None:
    """Return the X of "your reporter quotes X as saying", "quoting X: “…” ", "if they quote the mayor (“…”)"."""
    if not lead.low[verb].startswith(("quot", "cit")):
        return None
    phrase = phrase_after(lead, verb + 1, len(lead))
    named = phrase is not None and lead.is_name(phrase.last) and lead.words[phrase.last + 1 : phrase.last + 2]
    if named in (["as"], [":"], [","]):
        return phrase
    bracket = phrase is not None and "".join(lead.words[phrase.last + 1 :]).strip("*_") == "("
    return phrase if phrase and bracket and (named or lead.low[phrase.last] in ROLES | TITLES) else None


def _agreed_with(lead: Clause, verb: int) -> Phrase | None:
    """Return the X of "We agree with X that “…” "."""
    agrees = lead.low[verb].startswith("agree") and lead.low[verb + 1 : verb + 2] == ["with"]
    return phrase_after(lead, verb + 2, len(lead)) if agrees else None


def _owner(clause: Clause, phrase: Phrase) -> Phrase:
    """Return the "Oak" of "Oak's statement", the "Your" of "Your post"; any other phrase as it is."""
    if clause.low[phrase.last] in _SPEECH_NOUNS:
        for at in range(phrase.first, phrase.last):
            if clause.low[at] in POSSESSIVES or clause.low[at].endswith(("'s", "s'")):
                return Phrase(phrase.first, at)
    return phrase


def _possessor(lead: Clause, start: int) -> Found | None:
    """Return the X of "X's claim that “…” ", "in his letter, “…” "."""
    for at in range(len(lead) - 1, start, -1):
        if lead.low[at] in _SPEECH_NOUNS:
            for owner in range(at - 1, max(start - 1, at - 5), -1):
                if lead.low[owner] in POSSESSIVES - {"whose"}:
                    return Found(lead, Phrase(owner, owner), "before")
                if lead.low[owner].endswith(("'s", "s'")):
                    phrase = phrase_before(lead, owner, start)
                    return Found(lead, phrase, "before") if phrase else None
    return None


def _before_colon(lead: Clause, start: int) -> Found | None:
    last = len(lead) - 2
    if last > start and lead.words[last] == ")" and "(" in lead.words[start:last]:
        last = start + lead.words[start:last].index("(") - 1
    for at in range(last, start, -1):
        if lead.low[at - 1] in {"from", "by"} and (phrase := phrase_after(lead, at, len(lead))):
            return Found(lead, phrase, "heading")
    start = after_number(lead, start, last)
    head = next((at for at in range(start, last + 1) if lead.is_word(at)), start)  # past "- **"
    phrase = phrase_before(lead, last, start)
    if phrase is not None and _is_call(lead, phrase):
        return None
    if phrase is not None and (
        phrase.first <= head + 1 or _is_presented(lead, phrase, start) or _is_described(lead, phrase, head)
    ):
        return Found(lead, phrase, "colon")
    if named := _here_is(lead, start):
        return Found(lead, named, "colon")
    subject = main_subject(lead, start, len(lead))
    return Found(lead, subject, "colon", sure=_is_label(lead, subject, start)) if subject else None


def _is_call(lead: Clause, phrase: Phrase) -> bool:
    """Whether capitals call on the reader and name nobody: "COME AND ASK:"."""
    words = range(phrase.first, phrase.last + 1)
    return all(lead.words[at].isupper() for at in words) and any(lead.low[at] in BASE for at in words)


def _is_described(lead: Clause, phrase: Phrase, head: int) -> bool:
    """Whether nothing but plain words stand between the head of the line and a full name: "chess legend Ann Lee:"."""
    before = range(head, phrase.first)
    plain = all(lead.words[at].islower() and lead.low[at] not in NO_NAMES | DETERMINERS for at in before)
    return len(before) <= 3 and plain and phrase.last > phrase.first and not verbs(lead, head)


def _is_presented(lead: Clause, phrase: Phrase, start: int) -> bool:
    """Whether a name right before the colon is brought on: "than Ann Lee:", "a teacher, Ann Lee:"."""
    before = phrase.first - 1
    if not (lead.is_name(phrase.first) and lead.is_name(phrase.last)) or before < start:
        return False
    if lead.low[before] in _PRESENTING:
        return True
    described = phrase_before(lead, before - 1, start) if lead.words[before] == "," else None
    return (
        described is not None
        and not lead.is_name(described.last)
        and (lead.low[described.last] in ROLES or phrase.last > phrase.first)  # "our hydrologist, Ann Lee:"
        and (lead.low[described.first] in DETERMINERS or lead.is_name(described.first))
    )


def _here_is(lead: Clause, start: int) -> Phrase | None:
    """Return the X of "Here is X, the chair: “…” ", "This is X in May: “…” "."""
    low = lead.low[start : start + 2]
    at = start + 2 if low in (["here", "is"], ["this", "is"], ["this", "was"]) else start + 1
    if at == start + 1 and low[:1] not in (["here's"], ["hear"], ["meet"]):
        return None
    phrase = phrase_after(lead, at, len(lead))
    return phrase if phrase and lead.is_name(phrase.last) else None


def _is_label(lead: Clause, subject: Phrase, start: int) -> bool:
    """Whether all before the colon only says who speaks: "- Ann Lee, chair of the Oak Friends:"."""
    rest = range(subject.last + 1, len(lead) - 1)
    topic = next((at for at in rest if lead.words[at - 1] == "," and lead.low[at] in _ON), len(lead))
    rest = range(subject.last + 1, min(topic, len(lead) - 1))  # "Ann Lee, on whether it is right:"
    head = next(
        (at for at in range(start, subject.first) if lead.is_word(at) and lead.low[at] not in CONJUNCTIONS), None
    )
    heads = (head is None or lead.words[subject.last + 1] != ":") and subject.first <= start + 3
    heads = heads and lead.is_name(subject.last)
    return heads and lead.words[subject.last + 1] in _AFTER_LABEL and not any(lead.low[at] in _TELLING for at in rest)


def trailing(tail: Clause) -> Found | None:
    """Return whom the words right after the closing mark give the quotation to."""
    if named := in_parentheses(tail):
        return named
    number = next((at for at, word in enumerate(tail.words) if word not in _BEHIND_A_MARK), len(tail))
    if number >= len(tail) or not tail.is_word(number):
        return None
    end = sentence_starts(tail)
    stop = end[1] if len(end) > 1 else len(tail)
    low = tail.low[number : number + 2]
    if low in (["according", "to"], ["to", "quote"]):
        return _according_to(tail, number + 2, stop)
    if low[0] in {"in", "to"} and "words" in tail.low[number : number + 8]:
        return _possessor(Clause(tail.words[:stop], tail.spans[:stop]), number)
    if low in (["is", "how"], ["is", "what"], ["was", "how"], ["was", "what"]):
        number += 2  # “…” is how Ann Lee described it
    return _said_by(tail, number + (tail.low[number : number + 1] == ["as"]), stop)


def _said_by(tail: Clause, number: int, stop: int) -> Found | None:
    """Return the Ann Lee of "said Ann Lee" and of "Ann Lee said", which begins with word `number`."""
    if number >= len(tail):
        return None
    if number in verbs(tail, number):
        if tail.low[number].endswith("ing"):
            return None
        at = skip_small(tail, number + 1, stop)
        phrase = named_one(tail, at, stop) or phrase_after(tail, at, stop)
        return Found(tail, phrase, "after", stop=stop) if phrase else None
    if tail.low[number] in CONJUNCTIONS:
        return None
    phrase = phrase_after(tail, number, stop)
    found = _verb_follows(tail, phrase, stop) if phrase else None
    return None if found and _answers(tail, number, found) else found


def _answers(tail: Clause, number: int, found: Found) -> bool:
    """Whether a sentence of its own follows: “Who pays?” The firm says that … answers, “Who pays?” The firm said. asks.

    Only a small word tells by its capital; with it a verb must go on to what is said.
    """
    if not tail.words[number][0].isupper() or tail.low[number] not in DETERMINERS | PRONOUNS:
        return False
    verb = next((at for at in verbs(tail, number) if at > found.phrase.last), len(tail))
    return verb + 1 < len(tail) and tail.is_word(verb + 1) and tail.low[verb + 1] not in _WHEN


def pointed_back(tail: Clause) -> Found | None:
    """Return the X of “…” That was X. “…” Those are X's words. “…” So said X."""
    at = 0
    while at < len(tail) and tail.words[at] in CLOSERS | {","}:
        at += 1
    low = tail.low[at : at + 2]
    if low[:1] == ["that's"]:
        at += 1
    elif low in _POINTING:
        at += 2
    else:
        return None
    phrase = phrase_after(tail, at, len(tail))
    if phrase is None or not (tail.is_name(phrase.first) or tail.low[phrase.first] in {"the", "our"}):
        return None
    owner = _owner(tail, phrase)
    named = tail.is_name(phrase.last) or owner != phrase or low[0] in {"so", "thus"}
    return Found(tail, owner, "after") if named else None


def in_parentheses(tail: Clause) -> Found | None:
    """Return the name in “…” (Ann Lee, Oak Union), “…” (Lee); no paper and no party."""
    if tail.words[:1] != ["("] or not tail.is_name(1):
        return None
    alone = tail.words[2:3] in ([")"], [","]) and tail.words[1].istitle() and tail.low[1] not in PAPERS
    if not (alone or tail.is_name(2)):
        return None
    phrase = phrase_after(tail, 1, len(tail))
    return Found(tail, phrase, "after", sure=False) if phrase else None


def _is_beside(lead: Clause, verb: int) -> bool:
    """Whether a verb only belongs to something in the sentence: "said the post accusing them was “…” "."""
    return lead.low[verb].endswith("ing") and verb < len(lead) - 3 and lead.words[max(0, verb - 1)] != ","


def _according_to(tail: Clause, number: int, stop: int) -> Found | None:
    phrase = phrase_after(tail, number, stop)
    if phrase and tail.low[phrase.last] in _SPEECH_NOUNS and tail.low[phrase.last + 1 : phrase.last + 2] in _ISSUED:
        phrase = phrase_after(tail, phrase.last + 2, stop) or phrase  # "a statement from X"
    return Found(tail, phrase, "according") if phrase else None


def _verb_follows(tail: Clause, phrase: Phrase, stop: int) -> Found | None:
    """Return the phrase if a verb of speech follows it, directly or after an apposition."""
    spoken = verbs(tail, phrase.first)
    for verb in spoken[:3]:
        if verb >= stop:
            break
        subject = subject_of(tail, verb, 0)
        if subject is not None and (
            _is_one(tail, phrase, subject) or (subject.beside and subject.beside[0] <= phrase.last + 2)
        ):
            return Found(tail, _owner(tail, subject), _how(subject, "after"), stop=stop)
    return None


def _how(subject: Phrase, how: How) -> How:
    return "apposition" if subject.beside and subject.beside[0] < subject.first else how


def _is_one(tail: Clause, phrase: Phrase, subject: Phrase) -> bool:
    """Whether a subject is still the phrase with which the tail begins: nothing but plain words between the two."""
    between = range(phrase.last + 1, subject.first)
    return all(tail.is_word(at) and tail.low[at] not in NO_NAMES for at in between)


def closing(tail: Clause) -> Found | None:
    """Return the speaker at the end of the sentence that the quotation begins: “…” would be wrong, said X."""
    starts = sentence_starts(tail)
    stop = starts[1] if len(starts) > 1 else len(tail)
    commas = [at for at in range(stop) if tail.words[at] == ","]
    for comma in commas[:6]:
        if comma + 1 < stop and comma + 1 in verbs(tail, comma + 1) and not tail.low[comma + 1].endswith("ing"):
            phrase = phrase_after(tail, skip_small(tail, comma + 2, stop), stop)
            return Found(tail, phrase, "after") if phrase else None
        if tail.low[comma + 1 : comma + 3] == ["according", "to"]:
            return _according_to(tail, comma + 3, stop)
    for verb in reversed(verbs(tail, 0)):
        if verb < stop and commas and verb > commas[0] and tail.low[verb] in _PLAIN:
            subject = subject_of(tail, verb, commas[0] + 1)
            if subject is not None and tail.words[subject.first - 1] == ",":
                return Found(tail, subject, _how(subject, "after"), stop=stop)
    return None
