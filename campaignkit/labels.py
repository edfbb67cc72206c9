"""Numbers that name and do not count: an address, a ZIP code, a telephone number, a footnote mark, a page, a year.

A number alone does not tell; the words right before and after it do. They are lists, each tested by examples.
"""

from __future__ import annotations

import re

from campaignkit.nouns import FUNCTION_WORDS, Tail
from campaignkit.number_words import GAP, is_number_word
from campaignkit.numeral_values import Kind
from campaignkit.numerals import Numeral

__all__ = ["kind_of"]

# Names that are numbers. After a strong word or sign any number is one; after a weak one, or after any word in
# capitals, a number that counts nothing ("Rekognition 2", "page 3").
_LABEL_WORD = (
    r"(?:§+|¶+|#|№|\b(?:Nos?|[Ss]ecs?|[Pp]p?|[Ff]ig|[Vv]ol|[Ee]xt|[Aa]pt|Ste|[Tt]el|Res|Pub\.\s?L)\.:?|(?<![.\w])S\."
    r"|\b[HSA]\.?\s?[RB]\.|\b(?:HR|HB|SB|AB|HRES|SRES|Public\sLaw|Title|Bill|Box|Ste|Local)"
    r"|\b(?i:number|sections?|articles?|pages?|footnotes?|sources?|versions?|chapters?|rooms?|suites?|tables?|appendix|exhibits?"
    rf"|paragraph|docket|phone|telephone|fax):?)(?:{GAP})?\(?"
)
_LABEL_BEFORE = re.compile(rf"{_LABEL_WORD}\Z")
_SECOND_LABEL = re.compile(rf"{_LABEL_WORD}\d{{1,6}}(?:\s?[-–&]\s?|\s(?:and|or|to|through)\s)\Z")  # "pp. 59-60"
# A local telephone number, a docket: "555-0147", "21-0457".
_JOINED = (re.compile(r"(?<!\d)\d{1,6}-\Z"), re.compile(r"-0?\d{4}(?!\d)"))
_ZIP_BEFORE = re.compile(r",\s[A-Z]{2}\s{1,2}\Z")
_LABEL_AFTER = re.compile(
    r"\s(?:(?:[NSEW]\.?|[NS][EW])\s)?(?:(?:[A-Z][\w.'’-]{0,20}|\d{1,3}(?:st|nd|rd|th))\s){0,3}?"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Drive|Way|Plaza|Square|Broadway|Parkway|Building)\b"
    r"|\s(?:[Ff]loor|Fl\.)\b|\sblock\sof\b|\sU\.?S\.?C\.|\s(?:C\.F\.R|F\.\dd|Stat)\."
)
_EMERGENCY_NUMBERS = ("911", "999", "112", "311", "988")
_EMERGENCY_AFTER = re.compile(r"[\s-](?:call|dispatch|operator|system|emergency|center|line|data)")
_EMERGENCY_BEFORE = re.compile(r"\b(?:call(?:ed|ing|s)?|dial(?:ed|ing|s)?)\s\Z", re.IGNORECASE)
_NAME_BEFORE = re.compile(
    r"(?:\b([a-z]?[A-Z][\w-]{0,30})|\b(?:version|level|type|phase|tier|grade|step|item|rule))\s\Z"
)
_NAME_AFTER = re.compile(r"\s[A-Z]{3,}\b")  # a 737 MAX
_BRACKETED = (re.compile(r"(?:\[\^?|\()\Z"), re.compile(r"[\])]"))
_LIST_MARKER = (re.compile(r"(?:^|\n)[^\S\n]{0,8}\Z"), re.compile(r"(?:[.)]|/(?:\d{1,2})?)\s"))
_INLINE_MARKER = (re.compile(r"(?:^|[\s:;,])\Z"), re.compile(r"\)\s"))
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|during|until|till|before|after|early|late|mid|year|years|fiscal|circa|©|the|a|an|this|its|their"
    rf"|from|to|between|by|of|through|and)(?:-|{GAP})\Z|[’']s\s\Z|\bmid-\Z",
    re.IGNORECASE,
)
# After these a number that reads like a year is one even where a plural follows ("in 2018 members of Congress …").
_YEAR_SURELY = re.compile(
    rf"\b(?:in|since|during|until|till|early|late|year|fiscal|the|a|this)(?:-|{GAP})\Z", re.IGNORECASE
)


def kind_of(text: str, numeral: Numeral, tail: Tail, qualifier: str) -> Kind:
    """Return what a number is, by itself and by the words around it."""
    if numeral.kind not in ("count", "ordinal"):
        return numeral.kind
    before, after = text[max(0, numeral.start - 40) : numeral.start], text[numeral.end : numeral.end + 80]
    number = text[numeral.start : numeral.end]
    if number[0].isdigit() and _is_label(number, before, after):
        return "label"
    if numeral.kind == "ordinal" or tail.kind != "count" or qualifier not in ("", "about") or tail.qualifier:
        return tail.kind
    if _is_year(number, before, tail):
        return "year"
    if not number[0].isdigit() or qualifier or tail.plural:
        return "count"
    named = _is_named(number, before) or bool(_NAME_AFTER.match(after))
    return "label" if named or _is_part_of_one(number, before, after) else "count"


def _is_label(number: str, before: str, after: str) -> bool:
    if ("," not in number and _LABEL_BEFORE.search(before[-20:])) or _LABEL_AFTER.match(after):
        return True
    if len(number) == 5 and _ZIP_BEFORE.search(before):
        return True
    if len(number) > 1 and number[0] == "0" and number.isdigit():  # no count begins with nought
        return True
    if number in _EMERGENCY_NUMBERS:
        return bool(_EMERGENCY_AFTER.match(after) or _EMERGENCY_BEFORE.search(before))
    return len(number) <= 3 and number.isdigit() and _is_mark(before, after)


def _is_part_of_one(number: str, before: str, after: str) -> bool:
    """Whether digits that count nothing are the second of "pp. 59-60", or one half of "555-0147"."""
    if _SECOND_LABEL.search(before[-32:]) or (len(number) == 4 and _JOINED[0].search(before)):
        return True
    return len(number) <= 3 and bool(_JOINED[1].match(after))


def _is_mark(before: str, after: str) -> bool:
    """A footnote mark "[1]" or "(1)", a list marker "1." at the start of a line, "1)" within one."""
    for opening, closing in (_BRACKETED, _LIST_MARKER):
        if opening.search(before) and closing.match(after):
            return True
    in_brackets = before.rfind("(") > before.rfind(")")
    return not in_brackets and bool(_INLINE_MARKER[0].search(before) and _INLINE_MARKER[1].match(after))


def _is_year(number: str, before: str, tail: Tail) -> bool:
    if len(number) != 4 or not number.isdigit() or not 1500 <= int(number) < 2100:
        return False
    if _YEAR_SURELY.search(before):
        return True
    return not tail.plural and (int(number) >= 1900 or bool(_YEAR_BEFORE.search(before)))


def _is_named(number: str, before: str) -> bool:
    match = _NAME_BEFORE.search(before)
    if not match or "," in number:
        return False
    return match[1] is None or not (match[1].lower() in FUNCTION_WORDS or is_number_word(match[1]))
