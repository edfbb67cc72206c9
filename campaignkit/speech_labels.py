"""Who stands before a colon: "Ann Lee:", "- Bo Ek, chair of the Oak Friends, on rent:", "Here is Ann Lee:"."""

from __future__ import annotations

from campaignkit.clauses import ENDS, Clause, verbs
from campaignkit.function_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NO_NAMES,
    PRONOUNS,
    RELATIVES,
    ROLES,
    TIMES,
)
from campaignkit.phrases import Phrase, phrase_after, phrase_before
from campaignkit.speech_found import Found
from campaignkit.speech_verbs import BASE
from campaignkit.subjects import after_number, main_subject

__all__ = ["asked_label", "before_colon", "labelled"]

_PRESENTING = frozenset(
    "than is was are from quote quoting hear remember take consider cite citing as like say".split()
)
_AFTER_LABEL = frozenset(", * _ ( — – - on :".split())
_COPULAS = frozenset("is was isn't wasn't sounds sounded seems seemed remains remained".split())
# How people are said to speak, which a colon and their words may follow.
_MANNERS = frozenset(
    """adamant angry angrier blunt blunter brief briefer candid categorical cautious clear clearer cool cooler damning
    defiant diplomatic direct doubtful dry dismissive emphatic enthusiastic explicit forthright frank franker furious
    gloomier guarded harsh harsher honest indignant kind kinder measured openly outspoken plain plainer pointed polite
    precise relieved sceptical skeptical scathing sharp sharper sober sterner succinct terse unambiguous unapologetic
    unconvinced unequivocal unimpressed unmoved unpersuaded unrepentant wary wry worried better worse having""".split()
)
_OUTSPOKEN_AT_MOST = 12  # words of "just as clear about what you owe the public"
_WHEN_ASKED = frozenset("when asked pressed questioned responding answering replying".split())
_ON = frozenset("on about when asked".split())
_TELLING = (AUXILIARIES | RELATIVES | CONJUNCTIONS | PRONOUNS) - {"and"}


def labelled(lead: Clause, start: int) -> Found | None:
    """Return the X of "… were there. the chief: “…” ", where a line is written without capitals."""
    phrase = phrase_before(lead, len(lead) - 2, start) if len(lead) > 1 else None
    after_end = phrase is not None and phrase.first > start and lead.words[phrase.first - 1] in ENDS
    return Found(lead, phrase, "colon") if phrase and after_end else None


def asked_label(lead: Clause, start: int) -> Found | None:
    """Return the Ann Lee of "Ann Lee, when Bo Ek asked about the rent: “…” "; it is not Bo Ek who answers."""
    phrase = phrase_after(lead, next((at for at in range(start, len(lead)) if lead.is_word(at)), start), len(lead))
    if phrase is None or not lead.is_name(phrase.last) or phrase.last + 2 >= len(lead):
        return None
    asked = lead.words[phrase.last + 1] == "," and lead.low[phrase.last + 2] in _WHEN_ASKED
    last = Phrase(phrase.first, phrase.last)
    return Found(lead, last, "colon") if asked and "," not in lead.words[phrase.last + 2 :] else None


def before_colon(lead: Clause, start: int) -> Found | None:
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
    sure = subject is not None and (_is_label(lead, subject, start) or _is_outspoken(lead, subject, start))
    return Found(lead, subject, "colon", sure=sure) if subject else None


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
    begin = _behind_relative(lead, subject)
    rest = range(begin, min(topic, len(lead) - 1))  # "Ann Lee, on whether it is right:"
    head = next(
        (at for at in range(start, subject.first) if lead.is_word(at) and lead.low[at] not in CONJUNCTIONS), None
    )
    heads = (head is None or lead.words[subject.last + 1] != ":") and subject.first <= start + 3
    heads = heads and lead.is_name(subject.last)
    telling = (at for at in rest if lead.low[at] in _TELLING and lead.low[at + 1] not in TIMES)  # "that week:"
    return heads and lead.words[subject.last + 1] in _AFTER_LABEL and not any(telling)


def _is_outspoken(lead: Clause, subject: Phrase, start: int) -> bool:
    """Whether a sentence says how somebody puts it, and names nobody else: "Ann Lee was blunter still:"."""
    rest = range(subject.last + 1, len(lead) - 1)
    copula = next((at for at in rest if lead.low[at] in _COPULAS), None)
    if copula is None or subject.first > start + 3 or not lead.is_name(subject.last):
        return False
    told = lead.low[copula + 1 : len(lead) - 1]
    others = any(lead.is_name(at) for at in range(copula, len(lead) - 1))
    return not others and len(told) <= _OUTSPOKEN_AT_MOST and not _MANNERS.isdisjoint(told)


def _behind_relative(lead: Clause, subject: Phrase) -> int:
    """Return which word follows a subject and the "who" of "Ann Lee, who chairs the board, in May:"."""
    first = subject.last + 1
    if lead.low[first : first + 2] != [",", "who"]:
        return first
    return next((at for at in range(first + 2, len(lead)) if lead.words[at] in {",", ":"}), len(lead) - 1)
