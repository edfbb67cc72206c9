"""Who speaks for the sender of a draft: whom it names among its contacts, as "our chair", as the chair of its sender.

Their words may be new: no source need have them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from campaignkit.folding import fold
from campaignkit.function_words import DETERMINERS, MONTHS
from campaignkit.letterheads import signers
from campaignkit.people import same_person, surname
from campaignkit.speakers import Speaker

__all__ = ["is_our_own", "is_own_office", "is_release", "is_sender", "lines_of_sender", "senders"]

_HEAD = 300  # code points in which a draft says what it is
_MONTHS = "|".join(f"{month.title()}|{month[:3].title()}" for month in MONTHS)
_RELEASE = re.compile(
    r"\b(?:release|newsletter|embargo\w*|for immediate|press statement|media statement)\b"
    r"|^\W*news from (?:the )?(?-i:[A-Z])",
    re.IGNORECASE | re.MULTILINE,
)
_THIS_RELEASE = re.compile(r"\bthis (?:(?:press|news|media) )?release\b", re.IGNORECASE)
# "SALEM, Mass. (May 3, 2021) —", "SALEM —"; "CALL SCRIPT — the bill" says what a draft is, and no place.
_KINDS = (
    "SCRIPT|POINTS|LETTER|MEMO|BRIEF|BRIEFING|PETITION|TESTIMONY|SHEET|FAQ|Q|NOTES?|DRAFT|OP-ED|THREAD|POSTS?|EMAIL"
)
_DATELINE = re.compile(
    rf"^[*_]*[A-Z][\w .]{{2,30}},? (?:\(?[A-Z][\w. ]{{2,12}}, )?\(?(?:{_MONTHS})\.? \d{{1,2}}(?:, \d{{4}})?\)?[*_]* ?"
    r"(?:—|–|--) "
    rf"|^(?![^\n]{{0,30}}\b(?:{_KINDS})\b)[*_]*[A-Z][A-Z .]{{2,30}}(?:, [A-Z][\w. ]{{1,12}})?[*_]* ?(?:—|–|--) ",
    re.MULTILINE,
)
_NAME = r"[A-Z][\w’'&.-]*(?: (?:(?:of|for|the|and|&) )*[A-Z][\w’'&.-]*){1,6}"
# A release says of its sender what they did "today".
_TODAY = re.compile(rf"(?:^|(?:—|–|--) )(?:The )?(?P<name>{_NAME}) today [a-z]+", re.MULTILINE)
_TODAY_WITHIN = 1000
# A headline says it of them in the present, and the text may say in passing whose it is.
_HEADLINE = re.compile(
    rf"\A[\s#*]*(?:The )?(?P<name>{_NAME}) "
    r"(?:call|condemn|demand|urge|welcome|accuse|warn|launch|ask|tell|challenge)e?s? "
)
_SENT_BY = re.compile(
    rf"(?P<name>{_NAME}), (?:which|who) (?:has |have )?(?:sent(?: out)?|issued|wrote|put out|published|released) this\b"
)
_NAME_LINE = 6  # words at most of a line that signs
_CONTACT = re.compile(
    r"^\W*(?:press |media )?(?:contacts?|from|signed|spokes\w+)\b[^\n]{0,160}"
    r"|\b(?:press|media|contacts?|signed|enquiries|inquiries)\s?:[^\n]{0,160}"
    r"|^[^\n]{0,160}(?:\b\d{3}[-. ]\d{4}\b|\w@\w)[^\n]{0,80}",
    re.IGNORECASE | re.MULTILINE,
)
# Offices of a group; "our mayor", "our president" and "our council member" are everybody's.
_OURS = (
    r"chair(?:man|woman|person)?|director|founder|co-?founder|treasurer|secretary|co-?ordinator|organi[sz]er|"
    r"spokes(?:man|woman|person)|campaigner|volunteer|member|colleague|conven[eo]r|counsel|researcher|"
    r"trustee|policy lead|head of \w+|[a-z]{3,}ologist|lawyer|solicitor|barrister|economist|scientist|analyst|"
    r"statistician|engineer|expert|advis[eo]r|"
    r"(?:press|media|communications|policy|campaigns?|legal|field|research|safety|welfare|membership) "
    r"(?:officer|manager|lead|adviser|advisor|worker|secretary)"
)
_OFFICES = rf"{_OURS}|president|manager"
_PUBLIC = (
    r"(?!(?:[\w-]+ ){0,3}?(?:council|city|county|state|town|school|board|police|borough|district|village|parish|"
    r"national|federal|fire|party|public)\b)"
)
_LEADS = (
    r"who (?:(?:co-)?chairs|leads|runs|heads|founded|started|co-?ordinates|organi[sz]es|"
    r"speaks for|works (?:for|with))"
)
_OWN_OFFICE = re.compile(rf"our {_PUBLIC}(?:[\w-]+ ){{0,2}}?(?:{_OFFICES})")
_PERSON = "\0"
_JOINTS = frozenset(["of", "for", "against"])  # behind the short name of a body: "Friends of Oak Wood"
# "said volunteer Ann Lee": of the sender of a release, where no body stands before it.
_VOLUNTEER = (
    rf"(?:^|[“”\",.] |\b(?:said|says|added|by|from|and) )(?:longtime |local |campaign )?"
    rf"(?:volunteer|organi[sz]er|supporter|member) {_PERSON}"
)
# What a release calls its sender after the first time: any group is one, and a union where its head names one.
_GROUP = (
    "group|campaign|charity|organi[sz]ation|network|coalition|alliance|union|association|society|project|league|club"
)
_ANY_GROUP = frozenset("group campaign charity organisation organization".split())
_OPENING = 600  # code points in which a release names its sender
_LABELS = frozenset(
    "press media news release subject re from to fw fwd for".split()
)  # what heads a notice or a mail is no name


@lru_cache(maxsize=8)
def is_release(text: str) -> bool:
    """Return whether a draft says at its head that it is a release or a newsletter, or begins with a dateline."""
    head = text[:_HEAD]
    return any(shape.search(head) for shape in (_RELEASE, _DATELINE)) or _THIS_RELEASE.search(text) is not None


@lru_cache(maxsize=8)
def senders(text: str) -> tuple[str, ...]:
    """Return those whose draft it is: the names of its letterhead and its foot; of a release, who acts "today".

    Examples:
        >>> senders("**Salem, May 3, 2021** — The Oak Tenants Union today asked the council to wait.")
        ('Oak Tenants Union',)
    """
    dateline = _DATELINE.search(text[:_HEAD])
    place = dateline[0].lower().lstrip("*_") if dateline else ""
    named = tuple(
        one for one in signers(text) if one.lower().split()[0] not in _LABELS and not place.startswith(one.lower())
    )
    today = _TODAY.search(text[:_TODAY_WITHIN]) if is_release(text) else None
    told = (one["name"] for one in (today, _HEADLINE.match(text), _SENT_BY.search(text)) if one)
    return (*named, *(one for one in dict.fromkeys(told) if one not in named))


@lru_cache(maxsize=8)
def lines_of_sender(text: str) -> tuple[str, ...]:
    """Return the lines of a draft that name its contacts or sign it, in lower case."""
    foot = [line for line in text.rstrip().splitlines()[-5:] if len(line.split()) <= _NAME_LINE]
    return tuple(line.lower() for line in (*(found[0] for found in _CONTACT.finditer(text)), *foot))


def is_sender(name: str, sender: str) -> bool:
    """Return whether a body is the sender, by its name, its initials, the first words of it, or "the Coalition".

    Examples:
        >>> is_sender("the Friends", "Friends of Oak Wood"), is_sender("Friends", "Wood Friends Bank")
        (True, False)
    """
    short, long = sorted((fold(name), fold(sender)), key=len)
    if same_person(name, sender) == "same" or (short.count(" ") > 2 and long.startswith(short)):
        return True
    words = [word for word in short.split() if word not in DETERMINERS]
    first, joint = (*long.split(), "", "")[:2]
    return (
        len(words) == 1
        and " " in long.strip()
        and (words == long.split()[-1:] or (words == [first] and joint in _JOINTS))
    )


def is_own_office(described: str) -> bool:
    """Return whether "our chair" is said of the sender's own people; "our mayor" is everybody's.

    Examples:
        >>> is_own_office("our chair"), is_own_office("our policy lead"), is_own_office("our council chair")
        (True, True, False)
    """
    return _OWN_OFFICE.fullmatch(described.lower()) is not None


def is_our_own(text: str, speaker: Speaker, bodies: tuple[str, ...]) -> bool:
    """Return whether a draft says anywhere that somebody is "our chair", or holds an office in one of `bodies`.

    Examples:
        >>> ek = Speaker("Bo Ek", None, "after", "high")
        >>> is_our_own("“We wait,” said our chair, Bo Ek.", ek, ()), is_our_own("Our mayor, Bo Ek, waits.", ek, ())
        (True, False)
    """
    return _is_told_for_ours(text, surname(speaker.name), bodies)


@lru_cache(maxsize=256)
def _is_told_for_ours(text: str, last: str, bodies: tuple[str, ...]) -> bool:
    """The same by the last name; kept, for one person may be quoted a hundred times."""
    if not last or last not in text.lower():
        return False
    person = rf"(?:[A-Z][\w.’'-]*[ \u00a0]+){{0,3}}(?i:{re.escape(last)})\b"
    released = is_release(text)
    bodies = (*bodies, *_groups(text)) if released else bodies
    if released and re.search(_VOLUNTEER.replace(_PERSON, person), text):
        return True
    return any(re.search(shape.replace(_PERSON, person), text) for shape in _shapes(bodies))


def _groups(text: str) -> tuple[str, ...]:
    """Return what a release may call its sender: "group", and "union" where it names one at its head."""
    head = {found[0].lower() for found in re.finditer(rf"\b(?:{_GROUP})\b", text[:_OPENING], re.IGNORECASE)}
    return tuple(sorted(_ANY_GROUP | head))


@lru_cache(maxsize=8)
def _shapes(bodies: tuple[str, ...]) -> tuple[str, ...]:
    """Return the shapes in which a draft names its own people, with a sign in the place of the person."""
    described = r"(?:[\w-]+ ){0,3}?"
    shapes = (
        rf"\b[Oo]ur {_PUBLIC}{described}(?i:{_OURS}),? {_PERSON}",
        rf"{_PERSON},? (?:\(|is |was )?(?:the |a |one of )?our {_PUBLIC}{described}(?i:{_OURS})s?\b",
        rf"{_PERSON}, {_LEADS} (?:our|us)\b",
    )
    lasts = {one.split()[-1] for one in bodies if " " in one}
    body = "|".join(re.escape(one) for one in sorted({*bodies, *lasts}, key=len, reverse=True))
    whose = rf"(?:the |our )?(?i:{body})\b"
    if not body:
        return shapes
    return (
        *shapes,
        rf"\b(?i:{body})(?:['’]s?)? {described}(?i:{_OFFICES}),? {_PERSON}",
        rf"{_PERSON}, (?:the )?(?i:{body})['’]s? {described}(?i:{_OFFICES})\b",
        rf"{_PERSON}, (?:an? |the |its )?{described}(?i:{_OFFICES}) (?:of|for|at|with) {whose}",
        rf"{_PERSON}, {_LEADS} {whose}",
    )
