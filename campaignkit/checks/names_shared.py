"""Whether a sentence is about the same as what a source tells: whether it has one of its names."""

from __future__ import annotations

import re

from campaignkit.checks.event_words import stem
from campaignkit.folding import fold
from campaignkit.function_words import CALENDAR

_WHO_SAYS = re.compile(
    r"^[^.]{0,80}?\b(?:announced|said|says|confirmed|stated|decided|told\s+\S+)\b(?:\s+(?:on\s+)?[A-Z]\w+day)?(?:\s+that)?\s"
)
_NO_NAME = frozenset(
    "the from since on in by as at to of beginning starting until jan feb mar apr jun jul aug sep sept oct nov "
    "dec".split()
)
_RUN = re.compile(
    r"(?<![.!?] )(?<!^)\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*|^(?:[A-Z][\w’'-]+\s+){1,3}[A-Z][\w’'-]+|"
    r"^[A-Z][\w’'-]+(?=\s+(?:has|will|said|says|is|was)\b)"
)


def is_about(text: str, sentence: str) -> bool:
    """Whether a sentence has one of the names of an update's, whole; of one that has no name nothing is asked."""
    names = [_without_days(fold(run)) for run in _RUN.findall(_WHO_SAYS.sub("", text))]
    names = [name for name in names if name]
    said = {stem(word) for word in fold(sentence).split()}
    return not names or any({stem(word) for word in name} <= said for name in names)


def are_of_others(text: str, sentence: str) -> bool:
    """Whether both name somebody, and not one word of the names is in both: a firm stopped, and another goes on."""
    ours, theirs = (
        {stem(word) for run in _RUN.findall(one) for word in _without_days(fold(run))} for one in (sentence, text)
    )
    return bool(ours) and bool(theirs) and not ours & theirs


def _without_days(name: str) -> list[str]:
    return [word for word in name.split() if word not in CALENDAR and word not in _NO_NAME]
