"""Which way a clause points: that something is, or that it is not, is over, is yet open."""

from __future__ import annotations

import re
from functools import lru_cache

# What turns a clause: each turns it once, and two leave it as it was: "no longer banned".
_TURNS = re.compile(
    r"\b(?:no longer|not|never|nor|nobody|no one|none|nothing|neither|cannot|\w+n['’]t|no(?! matter)|"
    r"ha(?:s|ve) yet to|ha(?:s|ve) still to|ha(?:s|ve) until|refus\w+|declin(?:e|es|ed|ing) to|"
    r"undecided|unclear|pending|under review|consider(?:s|ing)|weigh(?:s|ing)|await\w*|"
    r"stop\w*|(?<!the )(?<!at )end(?:s|ed|ing)?(?! of)|clos(?:e|es|ed|ing|ure)|shut(?:s|ting)?|"
    r"drop(?:s|ped|ping)?|cancel\w*|suspend\w*|suspension|paus\w+|halt\w*|scrap\w*|withdr\w+|abandon\w*|"
    r"lift(?:s|ed|ing)?|repeal\w*|revok\w+|rescind\w*|struck down|strik\w+ down|overturn\w*|"
    r"pull(?:s|ed|ing)? out|call(?:s|ed|ing)? off|back(?:s|ed|ing)? (?:out|away)|"
    r"ceas\w+|axe[ds]?|abolish\w*|terminat\w+|discontinu\w+|phas\w+ out|expir\w+|laps\w+|"
    r"run(?:s|ning)? out|ran out|out of (?:service|order|use)|broken|vacant|empty|gone|lost|lose[sd]?|quit|"
    r"resign\w*|stepp?\w* down|ban(?:s|ned)?|forbid\w*|forbade|prohibit\w*|fr[eo]ez?\w*|block(?:s|ed)?|"
    r"reject\w*|turn(?:s|ed)? (?:away|down)|voted down|(?:is|are|remains?|vot\w+|stands?) against|oppos\w+|"
    r"(?:put )?on hold|(?:run|work|operate|go|live)s? without|exempt\w*)\b",
    re.IGNORECASE,
)
# What denies nothing.
_NOT_MORE = re.compile(
    r"\b(?:still open|stays? open|remains? open|not only|no doubt|free to|no sooner)\b", re.IGNORECASE
)


@lru_cache(maxsize=8192)
def points_away(text: str) -> bool:
    """Whether a clause says that something is not, is over, or is yet open.

    Examples:
        >>> points_away("The ward will close in May."), points_away("The ban was lifted."), points_away("It runs on.")
        (True, False, False)
    """
    return len(_TURNS.findall(_NOT_MORE.sub(" ", text))) % 2 == 1


def without_turns(text: str) -> str:
    """Return a clause without the words that turn it."""
    return _TURNS.sub(" ", text)


_OFF = re.compile(
    r"\b(?:ended|stopped|cancel+ed|suspended|dropped|scrapped|abandoned|withdrew|withdrawn|lifted|repealed|revoked|"
    r"rescinded|struck down|overturned|called off|terminated|abolished|discontinued|paused|halted)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s+(?:now\s+|since\s+)?\Z")
_THING = re.compile(r"[,;:.]|\b(?:after|because|until|in|on|at|from|by|with|of|when|pending|until)\b")


def called_off(text: str) -> str:
    """Return what a clause says was called off: the words after the verb, or before it where it is passive.

    Examples:
        >>> called_off("The court has struck down the curfew in May."), called_off("The ban was lifted.")
        (' the curfew ', 'The ban was ')
    """
    found = _OFF.search(text)
    if not found:
        return ""
    return text[: found.start()] if _PASSIVE.search(text[: found.start()]) else _THING.split(text[found.end() :])[0]
