"""Whose document a text is: the name in its letterhead, its byline, its signature, its contact, "About Oak Mills".

A guess by the shape of letters, releases, minutes and articles. It only ever helps to say that words are *not* those of
somebody whom the document does not name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaignkit.function_words import MONTHS

__all__ = ["is_boilerplate", "signers"]

_HEAD_LINES = 12  # lines in which a letterhead, a byline or a sender stands
_FOOT_LINES = 8
_LONG = 120  # code points; a longer line is prose
_WORD = r"[A-Z](?:[\w’'&-]|\.(?=\w))*"  # a stop within it is that of an abbreviation
_NAME = rf"{_WORD}(?:\.?[ \u00a0]+(?:(?:of|the|for|&|de|van|von|der|di)[ \u00a0]+)*{_WORD}){{0,7}}"
_LABELLED = re.compile(
    rf"^[\s>*_#|-]*(?i:from|publisher|author|organi[sz]ation|media contact|press contact|contact|press(?=\s*:)|"
    rf"enquiries|inspector|rapporteur|(?:prepared|written|compiled|submitted|inspected) by|"
    rf"(?:a |press |joint |public )*(?:statement|comments?|testimony|letter|release|remarks|message)\s+(?:by|from|of))"
    rf"\W{{1,5}}(?P<names>{_NAME}(?: and {_NAME})*)",
    re.MULTILINE,
)
_BYLINE = re.compile(rf"(?:^|[|.·—–-]\s*|\d,?\s+)(?:By|BY|by)\s+(?P<names>{_NAME}(?:,? and {_NAME})*)(?:\W|$)")
_ABOUT = re.compile(rf"^\W*About (?P<names>{_NAME})", re.MULTILINE)
# "PRESS RELEASE — Keep the Pond, May 3, 2021", "KEEP THE POND: MEDIA RELEASE"
_RELEASE = re.compile(
    rf"^\W*(?i:(?:press|media|news) (?:release|statement))\s*(?:—|–|-|:|\|)+\s*(?P<after>{_NAME})"
    rf"|^\W*(?P<before>{_NAME})\s*(?:—|–|-|:|\|)+\s*(?i:(?:press|media|news) (?:release|statement))\b"
)
_CLOSING = re.compile(
    r"^\W*(?:(?:very|yours)\s+)?(?:sincerely|truly|faithfully|respectfully|regards|best wishes|cordially|signed|"
    r"in solidarity|with thanks|with care|with respect|with gratitude|with love|warmly|in hope|all the best|"
    r"(?:kind|warm|best) regards|yours|thank you)(?:\s+(?:yours|submitted))?\W*$",
    re.IGNORECASE,
)
# "IN THE HIGH COURT AT SALEM": what a judgment begins with; "of" is part of its name where no kind comes before.
_COURT = re.compile(
    r"\W*[Ii][Nn] [Tt][Hh][Ee] (?P<court>(?:(?!MATTER|Matter)[A-Z][A-Za-z’']+ ){1,3}"
    r"(?:C(?:OURT|ourt)S?|T(?:RIBUNAL|ribunal))"
    r"|C(?:OURT|ourt) (?:OF|of) (?:[A-Z][A-Za-z]+ ?){1,3})\b"
)
_CREDIT = re.compile(rf"^\s*(?:—|–|--)\s*(?P<names>{_NAME})", re.MULTILINE)
_SPLIT = re.compile(r"\s+and\s+(?=[A-Z])|\s*[|:;·]\s*")
_MONTHS = "|".join(map(str.title, MONTHS))
_DATED = re.compile(rf"\b(?:{_MONTHS})\b.{{0,12}}\b(?:19|20)\d\d\b")
_NO_NAME = re.compile(
    rf"(?:{_MONTHS}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Dear|Hi|Hello|Update|Correction|Posted|Issued|Published|"
    r"(?:The|A|We|In|At|Our|This|On|For|To)(?! [A-Z]))\b"
)
_STOP = re.compile(r"(?<=\w{3})\.\s")  # of a sentence, not of "St. Ives"
_QUOTES = re.compile(r"[“\"][^“”\"]{12,}[”\"]")  # a line of prose
_TAG = re.compile(r"<[^<>]{1,200}>")
# A short line that names nobody.
_SLOGAN = re.compile(r"\s*[A-Z][^A-Z\d\n“”\"]{4,40}(?:[.!?][ \t]+[A-Z][^A-Z\d\n“”\"]{4,30})?\s*")
# What a page says of itself: banners, advertisements, licences; words that no speaker puts together.
_BOILERPLATE = re.compile(
    r"\b(?:use(?:s)? (?:of )?cookies|cookie (?:policy|settings)|privacy policy|terms of (?:use|service)|"
    r"all rights reserved|licensed under|licen[cs]e: |creative commons|photo(?:graph)? (?:by|credit|courtesy)|"
    r"image credit|(?:enter|sign up with) your e-?mail|email address below|sign up for|subscribe (?:to|now|for|today)|"
    r"already a subscriber|newsletter delivered|advertis(?:ement|e with us)|sponsored (?:content|post)|click here|"
    r"read more:|you may also like|"
    r"share this (?:article|story|post)|follow us on|download our app|©|\(c\) \d{4})",
    re.IGNORECASE,
)


def signers(text: str) -> tuple[str, ...]:
    """Return the names of those whose document `text` is, as it gives them; nothing where it does not tell.

    Examples:
        >>> signers("**Oak Mills, Inc.**\\nMay 3, 2021\\n\\nDear all,\\n\\nwe close.\\n\\nYours truly,\\nAnn Lee\\n")
        ('Oak Mills', 'Ann Lee')
        >>> signers("Mill to close\\nBy Bo Ek | The Oak Post\\n\\nThe mill closes.")
        ('Bo Ek', 'The Oak Post')
    """
    lines = [_TAG.sub(" ", line).strip() for line in text.splitlines()]
    lines = [line for line in lines if line.strip("*_#-=>| ")]
    head, foot = lines[:_HEAD_LINES], lines[-_FOOT_LINES:]
    found = [*_of_head(head), *_of_foot(foot)]
    found += [match["names"] for match in _ABOUT.finditer("\n".join(lines[-3 * _FOOT_LINES :]))]
    names = (_STOP.split(one)[0].strip(" ,.;*_") for one in found)
    return tuple(dict.fromkeys(one.title() if one.isupper() and " " in one else one for one in names if one))


def _of_head(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        bare = line.strip("*_#>| ")
        if len(bare) > _LONG or _QUOTES.search(bare):
            continue
        if label := _LABELLED.match(line):
            yield from _SPLIT.split(label["names"])
        elif release := _RELEASE.match(line):
            yield release["after"] or release["before"]
        elif court := _COURT.match(bare):
            yield court["court"].strip().title().replace(" Of ", " of ")
        elif byline := _BYLINE.search(bare):
            yield from _SPLIT.split(byline["names"])
            yield from _first_name(bare[byline.end("names") :].lstrip(" ,.|·–—-"))
            yield from _first_name(bare[: byline.start()])
        elif number == 0 or _DATED.search(bare):
            yield from _first_name(bare)


def _first_name(line: str) -> Iterator[str]:
    """Yield the name with which a line begins: the paper of "The Oak Post, May 3, 2021"."""
    name = re.match(_NAME, line)
    if name and not _NO_NAME.match(name[0]) and not line[name.end() :].lstrip(" ")[:1].islower():
        yield name[0]


def _of_foot(lines: list[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        if _CLOSING.match(line):
            for signed in lines[number + 1 : number + 4]:
                if len(signed) < _LONG // 2 and (name := re.match(_NAME, signed)):
                    yield name[0]
        elif len(line) < _LONG and (named := _LABELLED.match(line) or _CREDIT.match(line)):
            yield from _SPLIT.split(named["names"])


def is_boilerplate(text: str, start: int, end: int) -> bool:
    """Return whether the words from `start` to `end` are what a page says of itself: a banner, a licence, an advert.

    Examples:
        >>> page = "Ann Lee won.\\n\\nWe use cookies to serve you.\\n"
        >>> is_boilerplate(page, 14, 42), is_boilerplate(page, 0, 12)
        (True, False)
    """
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    if _SLOGAN.fullmatch(text, first, last):  # "There is more to it." leads up to "Subscribe now."
        below = re.compile(r"\s*[^\n]*").match(text, last)
        last = below.end() if below else last
    return _BOILERPLATE.search(text, first, last) is not None
