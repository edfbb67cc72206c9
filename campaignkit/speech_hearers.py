"""To whom words were said or for whom somebody speaks, as the sentence that names the speaker has it."""

from __future__ import annotations

import re

from campaignkit.people import PAPERS
from campaignkit.phrases import phrase_after
from campaignkit.speech_found import Found

__all__ = ["is_spokesperson", "told_to"]

_QUOTED_IN = (
    ["quoted", "in"],
    ["quoted", "by"],
    ["interview", "with"],
    ["spoke", "to"],
    ["speaking", "to"],
    ["statement", "to"],
    ["remarks", "to"],
)
_TOLD = frozenset(["told", "tells", *(first for first, _ in _QUOTED_IN)])


def told_to(found: Found) -> str:
    """Return the paper or station that printed the words first, or to which they were said."""
    clause = found.clause
    if _TOLD.isdisjoint(clause.low[found.start : found.stop]):
        return ""
    for at in range(found.start + 1, min(found.stop, len(clause) - 1)):
        low = clause.low[at - 1 : at + 1]
        named = clause.is_name(at + 1) or (clause.low[at + 1] == "the" and clause.is_name(at + 2))
        if not named or not (low[1] in {"told", "tells"} or low in _QUOTED_IN):
            continue
        phrase = phrase_after(clause, at + 1, len(clause))
        name = " ".join(clause.words[phrase.first : phrase.last + 1]) if phrase else ""
        if (
            low[1] == "in"
            or name.startswith("The ")
            or any(word.lower() in PAPERS for word in re.split(r"[\s-]", name))
        ):
            return name
    return ""


def is_spokesperson(found: Found) -> bool:
    """Whether the prose calls the speaker "a spokesman for …"."""
    phrase = found.phrase
    runs = filter(None, (phrase.beside, (phrase.first, phrase.last)))
    return any(low.startswith("spokes") for first, last in runs for low in found.clause.low[first : last + 1])
