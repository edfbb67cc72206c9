"""Names of people and organisations in prose, and whether two of them mean the same one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from campaignkit.folding import APOSTROPHES

__all__ = [
    "TITLES",
    "called_by",
    "has_title",
    "is_organisation",
    "is_outlet",
    "same_person",
    "split_affiliation",
    "surname",
]

# What may stand before a person's name. With "the" before it or nothing after it, it is not dropped.
TITLES = frozenset(
    """mr mrs ms mx miss dr prof professor sir dame lord lady rev reverend hon honorable senator sen senators rep
    representative reps congressman congresswoman congressperson gov governor lt lieutenant gen general col colonel
    maj major capt captain sgt sergeant adm admiral president vice former acting deputy assistant associate interim
    then secretary attorney judge justice chief chairman chairwoman chair chairperson ceo cfo cto coo director mayor
    councilman councilwoman councilmember councillor commissioner minister prime ambassador speaker leader spokesman
    spokeswoman spokesperson founder co-founder cofounder executive officer supervisor assemblyman assemblywoman
    assemblymember delegate alderman alderwoman sheriff officer detective candidate nominee republican democratic
    democrat gop state u.s us ex-gov ex-president activist author journalist reporter analyst strategist lawyer
    researcher scientist economist historian pollster cardinal pope bishop pastor imam rabbi king queen prince
    princess cllr cr adv advocate member sister brother father mla mca td msp superintendent principal warden
    constable""".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv phd md esq mp mps msp mep mla obe mbe cbe kc qc".split())
_SMALL = frozenset("of the for and in on at to de la del von van der den du di da al el bin ben & a".split())
_ORGANISATION = frozenset(
    """inc corp corporation company co llc ltd group union association foundation center centre institute university
    college committee council department agency bureau office project network fund alliance coalition league lab
    laboratory party congress senate house news times post journal press society organization organisation campaign
    board commission administration court bank future liberties rights technology technologies justice service
    services international national federation movement trust county town city district ministry authority""".split()
)
# Words by which papers and stations are called.
PAPERS = frozenset(
    """news times post journal radio magazine tribune herald globe guardian gazette today review network chronicle
    observer vox wired forbes politico reuters bloomberg buzzfeed breitbart salon slate vice verge axios cnn npr bbc
    cbs nbc abc msnbc pbs fox ap espn techcrunch wsj nyt register telegraph independent mail huffpost intercept
    courier dispatch sun star mirror echo argus weekly daily press bulletin examiner inquirer sentinel monitor mercury
    reporter advertiser atlantic newsweek fortune cnet gizmodo engadget recode protocol podcast television tv""".split()
)
_TOKEN = re.compile(rf"[^\W_](?:[\w.&{APOSTROPHES}@-]*[\w])?")
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}]s?$")
_ASIDE = re.compile(r"\s*\([^()]*\)|\s*\[[^\[\]]*\]|,.*$", re.DOTALL)


def same_person(a: str, b: str) -> Literal["same", "related", "different"]:
    """Say whether two names as prose gives them mean the same person or organisation.

    A surname stands for the full name, a title and an initial may be missing, an initialism stands for what it
    abbreviates, an organisation for its branch ("ACLU", "ACLU of Northern California": "related"). Whether a person
    speaks for an organisation no name can tell; `Speaker.affiliation` holds what the prose says of it.

    Examples:
        >>> same_person("Markey", "Massachusetts Sen. Ed Markey")
        'same'
        >>> same_person("ACLU", "the American Civil Liberties Union")
        'same'
        >>> same_person("Brad Smith", "Will Smith"), same_person("ACLU", "ACLU of Northern California")
        ('different', 'related')
    """
    ours, theirs = _parts(a), _parts(b)
    if _is_handle_of(a, theirs) or _is_handle_of(b, ours):
        return "same"
    if not ours or not theirs:
        return "different"
    if ours == theirs or _squeezed(ours) == _squeezed(theirs):
        return "same"
    if _abbreviates(a, theirs) or _abbreviates(b, ours) or _is_short_for(a, theirs) or _is_short_for(b, ours):
        return "same"
    if _abbreviates(a, _whole_of(theirs)) or _abbreviates(b, _whole_of(ours)):
        return "related"  # "ACLU" and "American Civil Liberties Union of Northern California"
    if not (has_title(a) or has_title(b)) and (_is_organisation(ours) or _is_organisation(theirs)):
        return _compare_organisations(ours, theirs)
    return _compare_people(ours, theirs)


def surname(name: str) -> str:
    """Return the last name of a person, in lower case; of anything else its last word that is no small word.

    Examples:
        >>> surname("Sen. Ed Markey (D-Mass.)"), surname("Martin Luther King Jr."), surname("he")
        ('markey', 'king', '')
    """
    parts = _parts(name)
    return parts[-1] if parts else ""


def called_by(name: str) -> tuple[str, ...]:
    """Return how prose may call somebody, in lower case: by the surname; an organisation in full or by its initials.

    Examples:
        >>> called_by("Sen. Ed Markey"), called_by("the Oak Tenants Union")
        (('markey',), ('oak tenants union', 'otu'))
    """
    parts = _parts(name)
    if len(parts) < 2 or has_title(name) or not _is_organisation(parts):
        return parts[-1:]
    initials = "".join(word[0] for word in parts if word not in _SMALL)
    named = parts[-1:] if parts[-1] not in _ORGANISATION else ()
    return (" ".join(word for word in parts if word != "the"), initials, *named)


def is_outlet(name: str) -> bool:
    """Return whether a name is that of a paper or station, or of a person, who may be its reporter.

    Examples:
        >>> is_outlet("The Oak Post"), is_outlet("Ann Lee"), is_outlet("Oak Tenants Union")
        (True, True, False)
    """
    parts = _parts(name)
    return not PAPERS.isdisjoint(parts) or (len(parts) > 1 and not _is_organisation(parts))


def is_organisation(name: str) -> bool:
    """Return whether a name holds a word by which organisations are called.

    Examples:
        >>> is_organisation("Oak Tenants Union"), is_organisation("Ann Lee")
        (True, False)
    """
    return not _ORGANISATION.isdisjoint(_parts(name))


def split_affiliation(name: str) -> tuple[str, str]:
    """Return "Ann Lee", "Oak Union" for "Ann Lee of the Oak Union"; the name and "" where it is one name.

    Examples:
        >>> split_affiliation("Sen. Ann Lee of the Oak Union"), split_affiliation("National Institute of Health")
        (('Sen. Ann Lee', 'Oak Union'), ('National Institute of Health', ''))
        >>> split_affiliation("Mayor Lee of Salem")
        ('Mayor Lee', 'Salem')
    """
    match = _OF.search(name)
    head = name[: match.start()].split() if match else []
    if head[1:2] and head[0].lower() == "the" and head[1].lower().rstrip(".") in TITLES - _NOT_OF_PEOPLE:
        least, head = 2, head[1:]  # "the Rev. Ann Lee of Oak Chapel", and not "the Mayor of Salem"
    else:
        least = 1 if head and head[0].lower().rstrip(".") in TITLES - _NOT_OF_PEOPLE else 2
    person = [word for word in head if word.lower().rstrip(".") not in TITLES]
    if match is None or not least <= len(person) <= 3 or any(word.lower() in _ORGANISATION | _SMALL for word in person):
        return name, ""
    return name[: match.start()], name[match.end() :]


_OF = re.compile(r"\s+(?:of|from|with|at|for)\s+(?:the\s+)?(?=[A-Z])")


@lru_cache(maxsize=4096)
def _parts(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without titles, possessives and what stands beside it."""
    words = [_POSSESSIVE.sub("", word) for word in _TOKEN.findall(_ASIDE.sub("", name)[:300])]
    named = [word for word in words if not word.islower() or word in _SMALL]
    low = [word.lower().rstrip(".") for word in named]
    while len(low) > 1 and (low[-1].replace(".", "") in _SUFFIXES or low[-1] in _SMALL):
        low.pop()
    begin = _after_titles(low)
    parts = tuple(word for word in low[begin:] if word not in _PRONOUNS)
    return parts if any(word not in _SMALL for word in parts) else ()


_PRONOUNS = frozenset("he she it they we i you who which this that his her its their our my your him them us".split())


def _after_titles(words: list[str]) -> int:
    """Return where the name begins after "former acting Director of National Intelligence" or "Massachusetts Sen."."""
    last = 0
    for number, word in enumerate(words[:-1]):
        if (word in TITLES and number <= last + 2) or (word in _SMALL and number == last):
            last = number + 1
    return last


def has_title(name: str) -> bool:
    """Return whether a title of a person stands before the name."""
    words = [word.lower().rstrip(".") for word in _TOKEN.findall(name[:300])]
    return not set(words[: _after_titles(words)]).isdisjoint(TITLES - _NOT_OF_PEOPLE)


_NOT_OF_PEOPLE = frozenset("u.s us state republican democratic democrat gop attorney justice".split())


def _squeezed(parts: tuple[str, ...]) -> str:
    return "".join(word for word in parts if word not in _SMALL).replace("-", "").replace(".", "")


def _is_organisation(parts: tuple[str, ...]) -> bool:
    return any(word in _ORGANISATION or word in {"of", "for", "and", "the", "&"} for word in parts)


def _abbreviates(short: str, parts: tuple[str, ...]) -> bool:
    """Whether `short` is made of the initials of `parts`, with or without the small words."""
    letters = re.sub(r"^(?:[Tt]he)\s+", "", short.strip())
    letters = _POSSESSIVE.sub("", letters).replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper() and len(parts) >= 2):
        return False
    large = "".join(word[0] for word in parts if word not in _SMALL)
    every = "".join(word[0] for word in parts)
    return letters.lower() in (large, every)


def _is_handle_of(handle: str, parts: tuple[str, ...]) -> bool:
    """Whether "FoxCahn", "ann_lee1", "SenLee" is how somebody is called where names are one word: by parts of theirs.

    Args:
        parts: A name; its last word must be there, and of another either the whole or its initial.
    """
    if not parts or not _HANDLE.fullmatch(handle):
        return False
    named = _NO_LETTERS.sub("", handle).lower()
    words = [_NO_LETTERS.sub("", one) for one in parts if one not in _SMALL]
    if not words or not words[-1] or not named.endswith(words[-1]):
        return False
    before = named.removesuffix(words[-1])
    wholes = {"".join(words[at:-1]) for at in range(len(words))}
    initials = "".join(one[:1] for one in words[:-1])
    return before in wholes | {initials, words[0], words[0][:1]} or before in TITLES


_HANDLE = re.compile(r"@?[A-Za-z][\w.-]{3,40}")  # no blank, and as few signs as a service allows
_NO_LETTERS = re.compile(r"[^A-Za-z]|\d+$")


def _whole_of(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the name of the organisation of which another is a branch: what stands before "of"; () where none does."""
    return parts[: parts.index("of")] if "of" in parts else ()


def _is_short_for(short: str, parts: tuple[str, ...]) -> bool:
    """Whether "the Alliance" stands for an alliance, "the Office" for the Office of Water."""
    named = _THE_BODY.fullmatch(short.strip())
    low = named[1].lower() if named else ""
    if low not in _ORGANISATION or len(parts) < 2:
        return False
    head = parts[: parts.index("of")] if "of" in parts else parts
    return low in (head[-1:] + parts[-1:])


_THE_BODY = re.compile(r"[Tt]he ([A-Z]\w+)")


def _without_form(words: list[str]) -> list[str]:
    """Return a name without the legal form that it may be given with: "Parkwell Ltd" is Parkwell."""
    return words[:-1] if len(words) > 1 and words[-1] in _FORMS else words


_FORMS = frozenset("inc corp llc ltd limited plc gmbh pty".split())


def _compare_organisations(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Literal["same", "related", "different"]:
    one, two = (_without_form([word for word in parts if word not in _SMALL]) for parts in (ours, theirs))
    short, long = sorted((one, two), key=len)
    if short == long or (short == long[-len(short) :] and (len(short) > 1 or short[0] in PAPERS)):
        return "same"  # "the Labor Institute", "the Post"
    return "related" if short and long[: len(short)] == short else "different"


def _compare_people(ours: tuple[str, ...], theirs: tuple[str, ...]) -> Literal["same", "related", "different"]:
    short, long = sorted((ours, theirs), key=len)
    if 1 < len(short) == len(long) - 1 and short == long[:-1]:
        return "same"  # "Clean Rides" of "Clean Rides Salem", "Ana Ruiz" of "Ana Ruiz Soto"
    if len(short) == 1 and len(long) == 2 and short[0] == long[0] and len(short[0]) > 2:
        return "same"  # by the first name
    if short[-1] != long[-1]:
        return "different"
    for mine, yours in zip(short[:-1], long[:-1], strict=False):
        if mine != yours and not (mine[0] == yours[0] and 1 in (len(mine), len(yours))):
            return "same" if len(short) > 1 and mine in long else _nickname(mine, yours)
    return "same"


def _nickname(mine: str, yours: str) -> Literal["same", "different"]:
    short, long = sorted((mine, yours), key=len)
    return "same" if (len(short) > 2 and long.startswith(short)) or _NICKNAMES.get(short) == long else "different"


_NICKNAMES = dict(
    pair.split("-")
    for pair in """ed-edward bob-robert bill-william jim-james mike-michael joe-joseph dick-richard rick-richard
    ted-edward jack-john liz-elizabeth beth-elizabeth kate-katherine peggy-margaret tony-anthony chuck-charles
    hank-henry harry-henry larry-lawrence tom-thomas dave-david jeff-jeffrey nick-nicholas""".split()
)
