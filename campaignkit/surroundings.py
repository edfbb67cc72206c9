"""The sentence, the clause and the phrase in which a number stands, as far as words in them can have to do with it."""

from __future__ import annotations

import re

# A full stop after one capital ("U.S. Congress") ends no sentence; a blank line ends everything.
SENTENCE_BREAK = re.compile(
    r"[.!?…](?<!\b[A-Z]\.)[\"”’')\]]{0,3}\s(?=\s{0,3}[\"“‘'(\[]{0,2}[A-Z\d])|\n[^\S\n]{0,8}\n|;"
    r"|\n(?=[^\S\n]{0,8}(?:[-*•>]|\d{1,3}[.)])\s)"  # an item of a list
)
CLAUSE_BREAK = re.compile(
    r",\s(?:but|while|whereas|although|though|yet|and|which|who|whose)\b|—|\s–\s"
    r"|,\s(?:(?:well|just|far|still|comfortably)\s)?(?:inside|within|short\sof|against|compared\s(?:with|to)"
    r"|in\sline\swith|as\sagainst)\b",  # with what it is compared
    re.IGNORECASE,
)
PHRASE_BREAK = re.compile(r",\s|—|\s–\s|\s(?:and|but|while|or)\s|\s[$£€]?\d")
_IN_A_WORD = re.compile(r"(?<=\w)\w{0,30}")
REACH = 160  # code points on either side in which a hedge or a word of context can stand


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around a quantity, as far as a word in it can have to do with the number."""
    low = last_end(SENTENCE_BREAK, text, word_edge(text, start - REACH), start + 1)
    stop = SENTENCE_BREAK.search(text, end, end + REACH)
    return low, stop.start() if stop else word_edge(text, end + REACH)


def word_edge(text: str, at: int) -> int:
    """The first place from `at` on that does not cut a word in two, unless the word is hostile."""
    at = min(max(at, 0), len(text))
    match = _IN_A_WORD.match(text, at)
    return match.end() if match and at else at


def last_end(pattern: re.Pattern[str], text: str, low: int, high: int) -> int:
    """Where the last match of `pattern` between two places ends; `low` where there is none."""
    for match in pattern.finditer(text, low, high):
        low = match.end()
    return low
