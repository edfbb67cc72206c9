"""What happens on a day: the deed, such as a vote or a signing, that a date in a sentence belongs to.

A sentence may tell several deeds with a day each: "announced on May 3 that the library closes on June 30". A date
belongs to the deed that stands last before it, and one at the head of a clause to the first after it.
"""

from __future__ import annotations

import re

from campaignkit.checks.day import Day
from campaignkit.folding import fold

# Words by what they tell; every word has one deed. Those of a row are told of the same event.
_WORDS = {
    "vote": "vote votes voted voting approve approves approved approving approval adopt adopts adopted adopting "
    "adoption pass passes passed passing passage reject rejects rejected carried motion ballot decide decides decided "
    "decision agree agrees agreed backed backs resolved enact enacted ratified ratify defeated",
    "grant": "grant grants granted ruled rules ruling verdict judgment judgement injunction upheld "
    "overturned dismissed",
    "sign": "sign signs signed signing",
    "end": "end ends ended ending expire expires expired expiring expiry lapse lapses lapsed terminates terminated "
    "close closes closed closing closure shut shuts finish finishes finished discontinue discontinues "
    "discontinued concludes",
    "begin": "begin begins began begun beginning start starts started starting open opens opened opening "
    "launch launches launched commence commences commenced effect effective force",
    "announce": "announce announces announced announcing announcement declare declared unveiled unveil pledged "
    "promised",
    "publish": "publish publishes published publishing publication release releases released issued issue "
    "issues printed",
    "say": "say says said tell tells told state states stated warned warns admitted admits asked asks",
    "hear": "hearing hearings testify testified testifying testimony evidence hear heard inquest",
    "meet": "meeting meetings meet meets met convened assembly",
    "sue": "sue sues sued suing file files filed filing lawsuit complaint",
    "buy": "buy buys bought acquire acquires acquired purchase purchased sell sells sold",
    "burn": "fire fires blaze burned burnt explosion exploded",
    "leak": "leak leaks leaked leaking spill spills spilled spilt spillage burst overflowed "
    "overflow discharge discharged",
    "fail": "fail fails failed failing failure outage crash crashed collapse collapsed breakdown broke broken stood",
    "die": "die dies died death deaths killed",
    "inspect": "inspect inspects inspected inspection inspectors visit visits visited sample samples sampled examined "
    "examine tested",
    "cite": "cite cited citation citations fined penalised penalized",
    "order": "order orders ordered ordering instructed",
    "write": "write writes wrote written send sends sent emailed",
    "strike": "strike strikes struck walkout",
    "rally": "rally rallied protest protested demonstration demonstrated vigil",
    "appoint": "appoint appointed hired elected election nominated",
    "resign": "resign resigned resigns resignation quit retired",
    "stop": "suspend suspends suspended suspension pause paused halt halted stop stopped stops "
    "withdraw withdrew withdrawn",
    "deliver": "deliver delivered delivery install installed installs arrive arrives arrived",
    "submit": "submit submits submitted handed hands presented presents",
    "introduce": "introduce introduces introduced introducing",
    "arrest": "arrest arrests arrested detained charged",
    "pay": "paid pay pays paying",
    "answer": "answered answers replied replies refused refuses",
}
_DEED_OF = {word: deed for deed, words in _WORDS.items() for word in words.split()}
# Phrases that tell a deed without one of its words.
_PHRASES = (
    (re.compile(r"\b(?:r[au]ns?|running)\s+(?:out|until|through|to)\b|\b(?:is|are)\s+up\b"), "end"),
    (re.compile(r"\bbroke(?:n)?\s+out\b"), "burn"),
    (re.compile(r"\b(?:came|comes|come|coming|goes|went|gone)\s+(?:into|to|in)?\s*(?:force|effect|live)\b"), "begin"),
    (re.compile(r"\b(?:gave|give|gives|giving)\s+evidence\b|\b(?:appeared|appears)\s+before\b"), "hear"),
    (re.compile(r"\bcame\s+out\b|\bmade\s+public\b"), "publish"),
)
_HELPING = frozenset("take takes took taken come comes came go goes went gone give gives gave given hold held".split())
_ANY_WORD = re.compile(r"[A-Za-z]{3,}")
_PART = re.compile(r";|\n(?=\s*[-*•|#A-Z\d])")  # a line that begins with a capital is one of a list
_OF_MINUTES = re.compile(r"\b(?:[Mm]inutes|[Pp]roceedings)\s+(?:of|from|for)\s+(?:the\s+)?(?:\w+day,?\s+)?\Z")
# "The report of June 20", "dated June 20": the day of a document, and of nothing in it.
_OF_A_DOCUMENT = re.compile(
    r"\b(?:dated|(?:report|letter|review|audit|statement|release|memo|study|notice|e-?mail)\s+(?:of|from))\s+"
    r"(?:\w+day,?\s+)?\Z"
)
# A hearing is a meeting; who announces or testifies says, and who writes says, too.
_ALIKE = frozenset(
    {frozenset(("hear", "meet"))} | {frozenset(("say", other)) for other in ("announce", "hear", "meet", "write")}
)


def find_deeds(text: str) -> list[tuple[int, str]]:
    """Return where deeds are told in a text, and which.

    Examples:
        >>> [deed for _, deed in find_deeds("The board voted on Monday to close the pool.")]
        ['vote', 'end']
        >>> find_deeds("The pool is blue.")
        []
    """
    held = {found.start(): deed for found in _ANY_WORD.finditer(text) if (deed := _DEED_OF.get(found[0].lower()))}
    for pattern, deed in _PHRASES:
        for found in pattern.finditer(text):
            held = {at: one for at, one in held.items() if not found.start() <= at < found.end()}
            held[found.start()] = deed
    return sorted(held.items())


def deed_of(text: str, day: Day, deeds: list[tuple[int, str]] | None = None) -> str:
    """Return the deed to which a day in a text belongs, or nothing.

    Examples:
        >>> from campaignkit.checks.calendar_days import find_days
        >>> text = "On May 3 the board announced that the pool closes on June 30."
        >>> [deed_of(text, day) for day in find_days(text, None)]
        ['announce', 'end']
    """
    deeds = find_deeds(text) if deeds is None else deeds
    if _OF_MINUTES.search(text[: day.span.start]):  # "Minutes of March 5 were approved": not on that day
        return ""
    if _OF_A_DOCUMENT.search(text[: day.span.start]):
        return "publish"
    start, end = part_of(text, day)
    before = [deed for at, deed in deeds if start <= at < day.span.start]
    after = [deed for at, deed in deeds if day.span.end <= at < end]
    return before[-1] if before else after[0] if after else ""


def part_of(text: str, day: Day) -> tuple[int, int]:
    """Return where the part of a sentence begins and ends in which a day stands: between semicolons, or its line."""
    ends = [found.start() for found in _PART.finditer(text)]
    start = max((end for end in ends if end < day.span.start), default=0)
    end = min((end for end in ends if end >= day.span.end), default=len(text))
    alone = not any(char.isalpha() for char in text[start : day.span.start] + text[day.span.end : end])
    return (0, len(text)) if alone else (start, end)


def same_deed(one: str, two: str) -> bool:
    """Whether two deeds may be one: a hearing is a meeting."""
    return one == two or frozenset((one, two)) in _ALIKE


def deeds_like(deed: str) -> list[str]:
    """Return the deeds that may be the same as one, itself the first."""
    return [deed, *(other for pair in _ALIKE if deed in pair for other in pair if other != deed)]


def deed_stems(words: str) -> str:
    """Return a text folded, without the words that tell deeds: what is left are those who do and what is done."""
    return " ".join(word for word in fold(words).split() if word not in _DEED_OF and word not in _HELPING)
