"""A text to measure with: drawn from our own list of words with a fixed seed, and nobody else's prose."""

from __future__ import annotations

from functools import cache
from random import Random

_WORDS = (
    "the of to and in that it is was for on with as by at from this which are be not have their its or an they we has"
    " police department council mayor company camera software recognition surveillance moratorium pause letter petition"
    " demand commitment partnership technology record report city state federal law rights people community officers"
    " agency vendor contract purchase public hearing vote member sponsor bill ordinance committee evidence study error"
    " rate match photograph database officer warrant oversight transparency accountability racial profiling bias face"
    " identify track share sell stop end ban permit require disclose publish answer promise announce deny confirm"
    " we’re don’t company’s nation’s one-year long-term 1,350 28 2020 $1.5 34.7%"
).split()
_ENDS = [".", ".", ".", ",", ",", ";", "?", " —", ".”", ",”"]


@cache
def prose(megabytes: float) -> str:
    """Return sentences of about `megabytes` million code points, line ends and typographic marks included.

    Examples:
        >>> len(prose(0.01)) >= 10_000, prose(0.01) == prose(0.01)
        (True, True)
    """
    random, lines, length = Random(20200610), [], 0
    while length < megabytes * 1_000_000:
        words = random.choices(_WORDS, k=random.randint(6, 30))
        line = " ".join([words[0].capitalize(), *words[1:]]) + random.choice(_ENDS) + random.choice(" \n")
        lines.append(line)
        length += len(line)
    return "".join(lines)


def quotation(text: str, place: float, words: int = 18) -> str:
    """Return so many words of `text`, from about the fraction `place` of it on."""
    start = text.index(" ", int(len(text) * place)) + 1
    return " ".join(text[start : start + 40 * words].split()[:words])
