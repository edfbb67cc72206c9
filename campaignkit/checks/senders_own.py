"""Figures that are the sender's by the whole of a draft: what its sender did, counted and is, what a list asks for.

Whose figure it is, the grammar of the sentence tells: "The Fund filed 33 requests" is the Fund's, if the Fund sent the
draft; "the Fund says that the city spent $2 million" is not.
"""

from __future__ import annotations

import re
from functools import lru_cache

from campaignkit.checks.draft import Draft
from campaignkit.checks.own_people import is_release, senders
from campaignkit.figures import Quantity
from campaignkit.folding import Span, fold
from campaignkit.people import TITLES

REACH = 240  # code points on either side of a figure within which its sentence tells whose it is
LEAD = 1200  # code points at the head of a release in which its sender is brought in
FOOT = 700  # the same at its end, in which it says who they are
SIGNS_AT_MOST = 9  # words of a line that signs
LIST_AT_MOST = 2500  # code points of a list, back to the line that leads up to it
_NAME = r"[A-Z][\w’'&.-]*(?:\s(?:(?:of|for|the|and|to|in|on|against|&)\s)*[A-Z][\w’'&.-]*){1,6}"
_ACTS = (
    r"(?:call|urge|demand|ask|welcome|condemn|appeal|warn|announce|launch|publish|release|say|applaud|praise|criticise"
    r"|criticize|accuse|deplore|press|plead|challenge|thank|add|reject|oppose)"
)
# "The Oak Union today asked", "Oak Friends, a group of 30, has welcomed"
_PROSE = re.compile(r"^(?!#)[^\n]{50,}[.!?][\"”’')*]{0,3}[ \t]*$", re.MULTILINE)  # a paragraph, and no head
_LEADS = re.compile(
    rf"(?:[^\n]{{0,60}}?(?:—|–|--|\.|\)|\*\*)\s)?(?:The\s)?(?P<name>{_NAME})(?:,[^,\n]{{0,90}},)?\s(?:(?:has|have|had)\s)?(?:(?:today|on\s\w+day)\s)?"
    rf"(?:(?:has|have)\s)?(?:{_ACTS}e?(?:s|d|ed)|said)\b"
)
_DESCRIBES = re.compile(
    rf"^\W*(?:About\s)?(?:The\s)?(?P<name>{_NAME})(?:\s\([A-Z]+\))?(?:,[^,\n]{{0,90}},)?\s(?:is\san?|has|was\s(?:founded|formed|set\sup)|represents|works|brings|unites"
    r"|speaks|campaigns|consists)\b",
    re.MULTILINE,
)
# What may stand before a body that made a number known, when it did so for this draft.
_MADE_KNOWN = re.compile(
    rf"\b(?:obtained|compiled|collected|gathered|published|released|analy[sz]ed|commissioned|conducted|carried\sout|made\spublic)\sby\s(?:the\s)?"
    rf"(?P<name>{_NAME})[^.\n]{{0,40}}\btoday\b"
)
_SELVES = "group|campaign|coalition|organi[sz]ation|campaigners|volunteers|organi[sz]ers"
_KINDS = (
    "union|alliance|network|federation|association|society|league|project|fund|cent(?:er|re)|trust|committee|forum|charity"
    "|institute|partnership|collective|club|friends|clinic|guild|chapter|branch|foundation|initiative"
)
_WORKS = (
    r"(?:survey|poll|report|count|tally|study|analysis|review|records|figures|data|research|petition|letter|hotline|helpline|clinic"
    r"|volunteers|members|canvass|questionnaire|requests|map|database|monitoring|newsletter|appeal|fund)"
)
# What begins another clause, of which the sender need not be the subject.
_OF_OTHERS = re.compile(
    r"[;:]\s|\s[—–]\s|\b(?:that|who|whose|where|because|while|whereas|although|though|after|before|when|if|as|than|how|why|whether"
    r"|says?|said|notes?|noted|warns?|warned|found|finds|learn(?:s|ed|t)|argues?|believes?|claims?|estimates?|points?\sout"
    r"|against|of\sthe|in\sthe\sstate)\b"
)
_IT_SAID = re.compile(r"\b(?:says?|said|notes?|noted|announced|added)\s(?:that\s)?(?:it|they|its|their)\s")
_BY_THE_WAY = re.compile(r",\s(?:which|who|an?|the)\s[^,;:.]*\Z")
_BAND = re.compile(
    r"\b(?:[Aa]|[Tt]he)\s(?:\w+\s){0,2}(?:coalition|group|alliance|network|delegation|federation|collective|team|crowd)\sof\s(?:\w+\s){0,2}\Z"
)
_SAID_NOW = re.compile(r"[^.\n]{0,80}?\b(?:said|says|asked|called|urged|announced|demanded|today|have|has)\b")
_FOR_THE_SENDER = (
    r"\b(?:sign(?:ed|ing)?|join(?:ed)?|support(?:ed)?|back(?:ed)?|answer(?:ed)?|attend(?:ed)?|came\sto|wrote\sto|given\sto"
    r"|raised\s(?:by|for)|told)\b"
)
# The lines that lead up to a list of what is asked for.
_ASKS = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|demands?|requests?|call(?:s|ing)?\s(?:on|for|upon)|urges?|want|wants|need|needs|propos(?:e|es|als?)|recommend\w*"
    r"|bill\sthat|law\sthat|should|must|would\slike|would:|to:|goals?|calls?|steps|pledges?|please|help|do\sthis\sweek|can\sdo)\b",
    re.IGNORECASE,
)
# "The League asked its members in May. Of 318 who replied"; "the branch has 90 members. At its meeting 96 percent".
_ASKS_ITS_OWN = (
    r"(?:(?:has|had|also|recently)\s)*(?:(?:asked|polled|surveyed|canvassed|interviewed)\s(?:its|their)\s"
    r"(?:[\w’'-]+\s)?(?:members|supporters|readers|volunteers|subscribers|donors|families)\b"
    r"|has\s[^.\n]{1,60}\.\s+At\s(?:its|their)\s(?:\w+\s){0,3}(?:meeting|assembly|congress)\b)[^\n]*\Z"
)
_OF_YOU = re.compile(r"\sof\syou\b")  # who is spoken to: no source counts the readers of a draft
_ITEM = re.compile(r"[ \t]*(?:[-*•–]|\(?[\da-z]{1,2}[.)]|\(\w\))\s+")


def is_senders(draft: Draft, quantity: Quantity) -> bool:
    """Return whether a figure is told of the draft's sender or of its readers, or stands in a list of what it asks."""
    if _OF_YOU.match(draft.unquoted, quantity.number.end) or _is_signed(draft.text, quantity.span):
        return True
    return is_asked_in_list(draft.text, quantity.span.start) or _is_told_of_sender(draft, quantity)


def _is_signed(text: str, at: Span) -> bool:
    """Whether a figure stands in brackets at the end of a draft's last line: "Riverbend Friends (112 members)"."""
    return text[: at.start].endswith("(") and bool(re.fullmatch(r"\)?\s*", text[at.end :])) and at.end < len(text)


def is_asked_in_list(text: str, at: int) -> bool:
    """Return whether a place lies in an item of a list to which a line leads up that asks for something.

    Examples:
        >>> text = "We ask for a bill that would:\\n\\n- give tenants 30 days;\\n- cap the fee at $20."
        >>> is_asked_in_list(text, text.find("30")), is_asked_in_list(text, text.find("bill"))
        (True, False)
        >>> is_asked_in_list("The board found:\\n\\n- 30 leaks", 20)
        False
    """
    lines = text[max(0, at - LIST_AT_MOST) : at].split("\n")
    if not _ITEM.match(lines[-1]):
        return False
    above = next((line for line in reversed(lines[:-1]) if line.strip() and not _ITEM.match(line)), "")
    return (above.rstrip(" *_").endswith((":", "?")) and bool(_ASKS.search(above))) or _is_heading_of_asks(above)


def _is_heading_of_asks(line: str) -> bool:
    heading = line.strip("#*_ ")
    return heading != line and bool(re.match(r"(?:Our |What we |We )?(?:ask|demand|want|request|call)", heading, re.I))


def _is_told_of_sender(draft: Draft, quantity: Quantity) -> bool:
    release = is_release(draft.text)
    text, at = draft.unquoted, quantity.span
    sentence = draft.sentence_at(at.start)
    before = text[max(sentence.start, at.start - REACH) : at.start]
    after = text[at.end : min(sentence.end, at.end + REACH)]
    if release and at.start < LEAD and _BAND.search(before) and _SAID_NOW.match(after):
        return True
    called = _called(draft.text)
    if not called:
        return False
    return _leads_to(called, before) or _is_for(called, after) or _is_of_its_poll(called, text, at.start)


def _is_of_its_poll(called: str, text: str, at: int) -> bool:
    """Whether the paragraph says, before a figure, that the sender asked its own people, or what they did together."""
    start = max(text.rfind("\n", 0, at) + 1, at - 2 * REACH)
    subject = rf"(?:^|[.!?]\s+)(?:[Tt]he\s)?(?:{called})\s"
    return bool(re.search(rf"{subject}{_ASKS_ITS_OWN}", text[start:at], re.MULTILINE))


def _leads_to(called: str, before: str) -> bool:
    """Whether the sender is the subject of the clause of a figure, or what it counts is told beside its name."""
    for found in re.finditer(rf"(?<![\w-])(?:[Tt]he\s)?(?:{called})(?P<whose>['’]s?)?(?![\w-])", before):
        rest = before[found.end() :]
        if found["whose"] and re.match(rf"\s(?:[\w-]+\s){{0,2}}{_WORKS}\b", rest):
            return True
        if _BY_THE_WAY.match(rest):
            return True
        if not _is_subject(before[: found.start()]):
            continue
        rest = _IT_SAID.sub(" ", re.sub(r"\A,[^,]{0,120},", " ", rest))
        if not _OF_OTHERS.search(rest):
            return True
    return False


def _is_subject(before: str) -> bool:
    """Whether a name begins its clause: before it stands nothing, a time or a place, or the joint of clauses."""
    return bool(re.search(r"(?:\A\s*|[,;:—–.*)]\s*|\b(?:and|but|that|since|so|as)\s)\Z", before.rstrip(" *_#") + " "))


def _is_for(called: str, after: str) -> bool:
    """Whether people joined the sender in what it did, or the sender made a number known itself."""
    body = rf"(?:[Tt]he\s)?(?:{called})(?![\w-])"
    joined = rf"[^.;]{{0,60}}{_FOR_THE_SENDER}[^.;]{{0,30}}\b{body}"
    known = (
        rf"[^.;]{{0,120}}\b(?:obtained|compiled|collected|gathered|published|released|analy[sz]ed|commissioned|conducted|carried\sout)"
        rf"\s(?:\w+\s){{0,2}}by\s{body}"
    )
    return bool(re.match(joined, after) or re.match(known, after))


@lru_cache(maxsize=8)
def _called(text: str) -> str:
    """A pattern of how a draft names the body that sends it; "" where it does not tell."""
    names = {one for one in _bodies(text) if " " in one and fold(one).split()[0] not in TITLES}
    if not names:
        return ""
    kinds = {found[0] for one in names for found in re.finditer(rf"\b(?i:{_KINDS})\b", one.split(" ", 1)[1])}
    short = [rf"(?<=[Tt]he\s)(?i:{'|'.join(sorted(kinds))})"] if kinds else []
    selves = [rf"(?<=[Tt]he\s)(?:{_SELVES})"] if kinds or is_release(text) else []
    return "|".join([*map(re.escape, sorted(names, key=len, reverse=True)), *short, *selves])


def _bodies(text: str) -> set[str]:
    """The names that a draft gives as those of its sender: of a letter's head, only one that signs it, too."""
    foot = text[-FOOT:]
    if not is_release(text):
        signed = [
            line
            for line in foot.splitlines()
            if len(line.split()) <= SIGNS_AT_MOST and line.strip(" *_")[-1:] not in ".!?:"
        ]
        return {one for one in senders(text) if any(one in line for line in signed)}
    lead = _LEADS.match(text, paragraph.start()) if (paragraph := _PROSE.search(text, 0, LEAD)) else None
    told = [*_DESCRIBES.finditer(foot), *_MADE_KNOWN.finditer(text, 0, LEAD), *([lead] if lead else [])]
    return {*senders(text), *(found["name"] for found in told)}
