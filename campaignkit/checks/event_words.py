"""The words by which two sentences are known to tell of the same event: stems, without what says nothing of it."""

from __future__ import annotations

from functools import lru_cache

from campaignkit.checks.claim_retracted import STOP_WORDS, singular
from campaignkit.folding import fold

# Small words, words of speech, of time and of counting: every sentence may have them, whatever it tells.
_EMPTY = STOP_WORDS | frozenset(
    "about after again all already another any around because before both do does did done during each either every few "
    "here how if just last least later like made make makes many more most much must new next not now only other over "
    "own per said say says same should since some still such take takes then through today told until up us very what "
    "when where while within without yesterday tomorrow tonight day days week weeks month months year years am pm time "
    "first second third mr mrs ms dr according date dated monday tuesday wednesday thursday friday saturday sunday "
    "january february march april may june july august september october november december between earlier late early "
    "effective beginning starting morning evening night noon end".split()
)
_IRREGULAR = {
    "began": "begin", "begun": "begin", "gave": "give", "given": "give", "held": "hold", "met": "meet", "wrote": "write",
    "written": "write", "sent": "send", "ran": "run", "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall",
    "built": "build", "spoke": "speak", "spoken": "speak", "took": "take", "taken": "take", "left": "leave",
    "lost": "lose", "won": "win", "paid": "pay", "sold": "sell", "bought": "buy", "found": "find", "shut": "shut",
    "grew": "grow", "grown": "grow", "brought": "bring", "went": "go", "gone": "go", "heard": "hear", "kept": "keep",
    "led": "lead", "made": "make", "broke": "break", "broken": "break", "chose": "choose", "chosen": "choose",
    "came": "come", "drew": "draw", "struck": "strike", "sued": "sue", "withdrew": "withdraw", "people": "person",
}  # fmt: skip
# What a vote is called in a report and in minutes.
_VOTE = dict.fromkeys("motion carry pass approv adopt reject fail ballot".split(), "vot")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a folded word without its ending, so that "voted", "votes" and "voting" are one.

    Examples:
        >>> stem("voted"), stem("voting"), stem("cities"), stem("gave"), stem("giving"), stem("bus")
        ('vot', 'vot', 'city', 'giv', 'giv', 'bus')
    """
    word = singular(word.removesuffix("'s").removesuffix("'"))
    word = _IRREGULAR.get(word, word)
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            word = word.removesuffix(ending)
            word = word[:-1] if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls" else word
            break
    word = word.removesuffix("e") if len(word) > 3 else word
    word = word[:-1] + "y" if word.endswith("i") and len(word) > 3 else word
    return _VOTE.get(word, word)


@lru_cache(maxsize=16384)
def event_words(text: str) -> frozenset[str]:
    """Return the stems of the words of `text` that tell what happens; numbers are among them.

    Examples:
        >>> sorted(event_words("On Tuesday the council voted 5 to 2 to close the library."))
        ['2', '5', 'clos', 'council', 'library', 'vot']
    """
    return frozenset(stem(word) for word in fold(text).split() if word not in _EMPTY and (len(word) > 1 or word.isdigit()))
