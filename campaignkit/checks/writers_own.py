"""Whether a figure is the writer's own: their life, their organisation, what they did and ask for, an example."""

from __future__ import annotations

import re

from campaignkit.checks.amounts import HUNDRED
from campaignkit.checks.draft import Draft
from campaignkit.figures import Quantity
from campaignkit.folding import Span
from campaignkit.surroundings import last_end

AROUND = 1_000  # code points of a sentence or paragraph on either side of a figure; a text may be one line of megabytes
# Whose figure it is, if it is the sender's own. Who has read or heard something tells of others.
_LEARNT = (
    r"(?:(?:are|were|was|am|have|had|been|do|did|just|now|also|recently|all|only|shocked|sorry|appalled|sad|glad|to) )"
    r"{0,4}"
    r"(?:told|know|knew|learn(?:ed|t)?|read|understand|hear|heard|note|see|saw|believe|find|found|say)\b"
)
# "Our town" and "our rivers" are everybody's.
_EVERYBODYS = (
    r"(?!\s(?:[\w-]+\s)?(?:town|city|county|state|country|nation|community|communities|neighbou?rhoods?|districts?|borough|parish|village"
    r"|region|streets?|rivers?|lakes?|coast|air|water|climate|economy|society|government|council|parliament|legislature|courts?|size)\b)"
)
_WE = re.compile(
    rf"\b(?:[Oo]ur{_EVERYBODYS}|[Oo]urs|us|[Ww]e['’](?:re|ve|ll)|[Yy]ou (?:have|need)|[Ww]e(?! {_LEARNT}))\b"
)
_I = re.compile(rf"\b(?:I(?! {_LEARNT})|I['’](?:m|ve|ll|d)|[Mm]y|me|[Mm]ine|myself)\b")
# What the writer and theirs did themselves, to the end of its clause: "our 34 volunteers counted newts on 19 mornings".
_WE_DID = re.compile(
    r"\b(?:[Oo]ur(?:\s[\w’'-]+){1,4}|[Ww]e|I)\s(?:have\s|has\s|had\s)?(?:counted|collected|gathered|knocked|surveyed"
    r"|polled|interviewed|logged|planted|picked|walked|delivered|served|baked|cooked|timed|measured|weighed|filmed"
    r"|photographed|mailed|drove|rode|cleared|repaired|painted|cleaned)\b"
    r"(?:(?!\b(?:that|which|who|whose|where|about|how|why)\b)(?:[^,;:]|,(?=\d)))*\Z"
)
_ANOTHER_CLAUSE = re.compile(r"[:;—]\s")
_OWN_COUNT = re.compile(r"['’]s own (?:poll|survey|count|study|figures|records|members|questionnaire)\b")
# Whom the writer asked, and how many of them answered: what follows in the paragraph is their poll.
_WE_ASKED = re.compile(
    r"\b(?:[Ww]e|I|[Oo]ur\s[\w’'-]+)\s(?:have\s|had\s|also\s|recently\s)?(?:asked|polled|surveyed|canvassed|interviewed)\s"
    r"(?:(?!you\b|your\b|the\b|them\b|him\b|her\b|for\b|that\b|why\b|whether\b|if\b)[\w’'-]+\s){0,4}?"
    r"(?:members?|supporters?|readers|neighbou?rs|residents|parents|volunteers|tenants|followers|subscribers|people|households|students"
    r"|workers|customers|families)\b|\b(?:of\sus|of\sour\s[\w’'-]+)\s(?:who\s)?(?:answered|replied|responded|took\spart)\b"
)
# Those who told the writer: "we have heard from 64 families".
_HEARD_FROM = re.compile(
    r"\b(?:[Ww]e|I)(?:['’]ve|\shave|\shad)?\s(?:\w+\s)?(?:heard\sfrom|spoken?\s(?:to|with)|talked\s(?:to|with)|listened\sto|met(?:\swith)?)\s"
    r"(?:\w+\s){0,3}\Z"
)
# What is so on the day of writing is no news that a source can have: "As of tonight, the fund has".
_AS_OF_TODAY = re.compile(
    r"\b[Aa]s\s(?:I\s(?:write|speak)|of\s(?:tonight|today|now|this\s(?:morning|afternoon|evening|week)|last\snight))\b"
)
# An example that a writer makes up to show what a share or a price comes to.
_EXAMPLE = re.compile(
    r"\b(?:[Ss]uppose|[Ii]magine|[Ff]or example|[Ff]or instance|[Ll]et['’]s say|[Tt]ake (?:an?|someone|somebody)"
    r"|(?:[Oo]n|[Ff]or|[Ww]ith) an? (?:[\w-]+ ){1,3}(?:of|worth) [$£€]\d)"
)
# A demand is no statement of fact, nor is a rate that somebody asks for.
_ON_BEHALF = re.compile(r"\bon behalf of (?:the |all )?(?:\w+ )?\Z", re.IGNORECASE)
_DEMANDED = re.compile(
    r"\b(?:demands?|demanding|calls? (?:for|on|upon)|propos(?:es?|ing)|urges?|should|must|ought to|let us|let['’]s|"
    r"for every)\b",
    re.IGNORECASE,
)


def is_own(draft: Draft, quantity: Quantity) -> bool:
    """Return whether the clause of a figure says that it is the writer's, or that it is asked for or made up."""
    text, at = draft.unquoted, quantity.span
    sentence = bounds_of(draft, quantity)
    words = text[sentence.start : sentence.end].strip()
    before = text[max(sentence.start, at.start - 40) : at.start]
    after = _in_whole_words(text, quantity.number.end, min(sentence.end, at.end + 30))
    near = before[last_end(_ANOTHER_CLAUSE, before, 0, len(before)) :], after
    if words.startswith("Our ") and not _ANOTHER_CLAUSE.search(text, sentence.start, at.start):
        return True
    if _I.search(words) or any(map(_WE.search, near)) or _OWN_COUNT.search(words):
        return True
    if _HEARD_FROM.search(before) or _ON_BEHALF.search(before):
        return True
    if _WE_DID.search(text, sentence.start, at.start) or _is_of_an_own_poll(text, at):
        return True
    if _AS_OF_TODAY.search(text, sentence.start, at.start) and _WE.search(paragraph_at(text, at.start)):
        return True
    if _EXAMPLE.search(words):
        return True
    if words.endswith("?") or len(_I.findall(paragraph_at(text, at.start))) > 2:
        return True
    if quantity.value == HUNDRED and quantity.kind == "percent":  # "a hundred percent right"
        return True
    return bool(_DEMANDED.search(text[max(sentence.start, at.start - 60) : at.start]))


def _in_whole_words(text: str, start: int, end: int) -> str:
    """Return a stretch without the word that its end cuts: "us" is no part of "use"."""
    while start < end < len(text) and text[end - 1].isalpha() and text[end].isalpha():
        end -= 1
    return text[start:end]


def _is_of_an_own_poll(text: str, at: Span) -> bool:
    """Whether the paragraph says, before a figure, that the writer asked somebody."""
    start = text.rfind("\n\n", max(0, at.start - AROUND), at.start) + 1
    return bool(_WE_ASKED.search(text, start or max(0, at.start - AROUND), at.start))


def bounds_of(draft: Draft, quantity: Quantity) -> Span:
    """The sentence of a figure, as far as a word in it can have to do with the figure."""
    at = quantity.span
    start, end = draft.sentence_at(at.start)
    return Span(max(start, at.start - AROUND), min(end, at.end + AROUND))


def paragraph_at(text: str, at: int) -> str:
    """Return the paragraph in which a place lies."""
    start, end = text.rfind("\n\n", max(0, at - AROUND), at) + 1, text.find("\n\n", at, at + AROUND)
    return text[start or max(0, at - AROUND) : end if end >= 0 else at + AROUND]
