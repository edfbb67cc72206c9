"""The words by which two sentences are known to tell of the same event: stems, without what says nothing of it."""

from __future__ import annotations

import re
from functools import lru_cache

from campaignkit.folding import fold
from campaignkit.function_words import CALENDAR

# Small words say nothing of what a claim is about.
STOP_WORDS = frozenset(
    "a among an and are as at be been but by for from has have had he her his i in into is it its of on or our she so "
    "than that the their them there these they this those to us was we were which who will with would you your can "
    "could may might yet word still also one technology software say said says did does do being having".split()
)
# A sentence that denies does not repeat one that does not, whatever words the two share.
NEGATION = re.compile(
    r"\b(?:no|not|never|nothing|none|nor|neither|cannot|without|stop(?:s|ped)?|\w+n['’]t)\b", re.IGNORECASE
)
# How people say the same of rank and trade, and numbers in words, whatever the campaign is about.
SYNONYMS = {
    **dict.fromkeys(("biggest", "leading", "top", "foremost", "greatest", "principal"), "largest"),
    **dict.fromkeys(("prohibited", "outlawed", "forbidden", "barred"), "banned"),
    **dict.fromkeys(("sacked", "dismissed"), "fired"),
    **dict.fromkeys(("seller", "supplier", "provider", "purveyor"), "vendor"),
    **dict.fromkeys(("announcement", "commitment", "pledge"), "announcement"),
    **{
        word: str(number)
        for number, word in enumerate(
            "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
            "eighteen nineteen twenty".split(),
            start=2,
        )
    },
}

# Small words, words of speech, of time and of counting: every sentence may have them, whatever it tells.
_EMPTY = STOP_WORDS.union(
    CALENDAR,
    "about after again all already another any around because before both do does did done during each either every "
    "few here how if just last least later like made make makes many more most much must new next not now only other "
    "over own per said say says same should since some still such take takes then through today told until up us very "
    "what when where while within without yesterday tomorrow tonight day days week weeks month months year years am pm "
    "time first second third mr mrs ms dr according date dated between earlier late early effective beginning starting "
    "morning evening night noon end".split(),
)
_IRREGULAR = {
    "began": "begin", "begun": "begin", "gave": "give", "given": "give", "held": "hold", "met": "meet",
    "wrote": "write", "written": "write", "sent": "send", "ran": "run",
    "rose": "rise", "risen": "rise", "fell": "fall", "fallen": "fall",
    "built": "build", "spoke": "speak", "spoken": "speak", "took": "take", "taken": "take", "left": "leave",
    "lost": "lose", "won": "win", "paid": "pay", "sold": "sell", "bought": "buy", "found": "find", "shut": "shut",
    "grew": "grow", "grown": "grow", "brought": "bring", "went": "go", "gone": "go", "heard": "hear", "kept": "keep",
    "led": "lead", "made": "make", "broke": "break", "broken": "break", "chose": "choose", "chosen": "choose",
    "came": "come", "drew": "draw", "struck": "strike", "sued": "sue", "withdrew": "withdraw", "people": "person",
    "children": "child", "men": "man", "women": "woman", "laid": "lay", "taught": "teach",
    "caught": "catch", "used": "use", "using": "use", "told": "tell",
}  # fmt: skip
# What a vote is called in a report and in minutes.
_VOTE = dict.fromkeys("motion carry pass approv adopt reject fail ballot".split(), "vot")


def singular(word: str) -> str:
    """Return a word without the s of its plural, by its shape."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


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


def _surfaces() -> dict[str, tuple[str, ...]]:
    held: dict[str, set[str]] = {}
    for word, base in _IRREGULAR.items():
        held.setdefault(stem(base), {stem(base)}).add(word)
    held["vot"] = {"vot", "motion", "carri", "pass", "approv", "adopt", "reject", "fail", "ballot"}
    return {name: tuple(words) for name, words in held.items()}


@lru_cache(maxsize=1024)
def openings(words: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    """Return for each stem the ways in which its words may begin in a text in lower case: a quick look before "
    "reading."""
    return tuple(_SURFACES.get(word, (word[:-1] if word.endswith("y") and len(word) > 2 else word,)) for word in words)


@lru_cache(maxsize=16384)
def event_words(text: str) -> frozenset[str]:
    """Return the stems of the words of `text` that tell what happens; numbers are among them.

    Examples:
        >>> sorted(event_words("On Tuesday the council voted 5 to 2 to close the library."))
        ['2', '5', 'clos', 'council', 'library', 'vot']
    """
    return frozenset(
        stem(word) for word in fold(text).split() if word not in _EMPTY and (len(word) > 1 or word.isdigit())
    )


@lru_cache(maxsize=16384)
def key_words(text: str) -> frozenset[str]:
    """Return the stems of the words that make a claim; numbers in words are in digits, and a "not" is none of them.

    Examples:
        >>> sorted(key_words("Acme was not among the two largest sellers of scanners."))
        ['2', 'acm', 'largest', 'scanner', 'vendor']
    """
    return frozenset(key for word in fold(text).split() if (key := _key(word)))


@lru_cache(maxsize=65536)
def _key(word: str) -> str:
    """Return the stem of a folded word that makes a claim, or nothing: of a small word or a denial."""
    if word in STOP_WORDS:
        return ""
    bare = singular(word.removesuffix("'s"))
    return "" if NEGATION.fullmatch(bare) else stem(SYNONYMS.get(bare, bare))


_SURFACES = _surfaces()
