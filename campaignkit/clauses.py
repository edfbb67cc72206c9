"""Words and signs of a stretch of prose, its sentences, and its verbs of speech."""

from __future__ import annotations

import re

from campaignkit.folding import Span
from campaignkit.function_words import (
    BEFORE_BASE,
    DAYS,
    DETERMINERS,
    GIVEN_NAMES,
    NO_NAMES,
    PREPOSITIONS,
    PRONOUNS,
    ROLES,
)
from campaignkit.speech_verbs import BASE, NOUNS, PLURAL, SPEECH

_ABBREVIATIONS = """
    Mr Mrs Ms Dr Sen Rep Gov Lt Gen Col Sgt Capt Maj St Jr Sr Prof Rev Hon Reps Sens Messrs vs Inc Corp Co
    Ltd Calif Fla Mass Pa Penn Ariz Ala Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec Ga Ky Minn Wis Mich Tex Va Wash Ill Ind
    Tenn Conn Colo Okla Ore Mont Neb Nev Kan Del Md Mo Miss""".split()
_OF_SEVERAL = r"(?:(?<=s)['’](?=[ \u00a0]\w))?"  # "the traders' treasurer"
# Words in lower case first: they are most, and none of them is an abbreviation of the list.
_TOKEN = re.compile(
    rf"[a-z](?:[\w.&@'’‘-]*[^\W_])?{_OF_SEVERAL}"
    rf"|(?:{'|'.join(_ABBREVIATIONS)})\.|No\.(?=\s?\d)|(?:[A-Z]\.)+[A-Z]?(?!\w)"
    rf"|[^\W_](?:[\w.&@'’‘-]*[^\W_])?{_OF_SEVERAL}|[^\w\s]"
)
ENDS = frozenset(".!?")


CLOSERS = frozenset("\"”’'»)]*_“")


_WHICH = frozenset("last this next late early mid every each".split())
# "I'm", "That's", "Don't": a capital at the head of a sentence, and no name.
_CONTRACTED = re.compile(r"\w+n't$|(?:i|we|you|they|he|she|it|who|what|that|there|here|let|where|how)'\w{1,2}$")
# After these a capital is that of a sentence and not of a name: "States" of the United States is no verb.
_STARTERS = ENDS | CLOSERS | {":", ";", ",", "—", "–", "*", "•"}


class Clause:
    """The words and signs of a stretch of prose, with their places in the text.

    Attributes:
        words: As written.
        low: In lower case, with straight apostrophes.
        spans: (start, end) of each in code points of the text.
    """

    __slots__ = ("_starts", "_verbs", "low", "spans", "words")

    def __init__(self, words: list[str], spans: list[tuple[int, int]]) -> None:
        self.words, self.spans = words, spans
        self.low = "\n".join(words).lower().replace("’", "'").split("\n") if words else []
        self._starts: list[int] | None = None
        self._verbs: list[int] | None = None

    def __len__(self) -> int:
        return len(self.words)

    def is_word(self, number: int) -> bool:
        return 0 <= number < len(self.words) and self.words[number][0].isalnum()

    def is_name(self, number: int) -> bool:
        """Whether a word is written like a part of a name; the handle of an account, "@ann_lee", is one."""
        if not 0 <= number < len(self.words) or not self.words[number][0].isupper():
            return 0 < number < len(self.words) and self.words[number - 1] == "@" and self.is_word(number)
        low = self.low[number]
        if low not in DETERMINERS and low not in PRONOUNS and low not in DAYS and low not in NO_NAMES:
            return "'" not in low or not _CONTRACTED.match(low)
        return low in GIVEN_NAMES and self._is_given(number)

    def _is_given(self, number: int) -> bool:
        """Whether "June" is the one of "June Lee" and not that of "in June Lee said"."""
        following = self.words[number + 1] if number + 1 < len(self.words) else ""
        before = self.low[number - 1] if number else ""
        named = following[:1].isupper() and following.lower() not in DAYS and following.lower() not in PRONOUNS
        return named and before not in PREPOSITIONS and before not in DAYS and before not in _WHICH

    @property
    def starts(self) -> list[int]:
        """The numbers of the words with which sentences begin, found once; not to be changed."""
        if self._starts is None:
            self._starts = _sentence_starts(self)
        return self._starts

    @property
    def verbs(self) -> list[int]:
        """The numbers of the verbs of speech, found once; not to be changed."""
        if self._verbs is None:
            low = self.low
            self._verbs = [at for at in range(len(low)) if (low[at] in SPEECH or low[at] in BASE) and is_verb(self, at)]
        return self._verbs

    def span(self, first: int, last: int) -> Span:
        return Span(self.spans[first][0], self.spans[last][1])


def clause_of(text: str, start: int, end: int) -> Clause:
    """Cut `text` from `start` to `end` into words and signs."""
    matches = list(_TOKEN.finditer(text, start, end))
    return Clause([match[0] for match in matches], [match.span() for match in matches])


def without_stars(clause: Clause) -> Clause:
    """Return a clause without the signs of emphasis at its end: the colon of "**Ann Lee:** " comes last."""
    end = len(clause)
    while end and clause.words[end - 1] in {"*", "_"}:
        end -= 1
    return clause if end == len(clause) else Clause(clause.words[:end], clause.spans[:end])


def sentence_starts(clause: Clause) -> list[int]:
    """Return the numbers of the words with which sentences begin; the first is 0, the last may be past the end."""
    return clause.starts


def _sentence_starts(clause: Clause) -> list[int]:
    words, starts, count = clause.words, [0], len(clause.words)
    for number in [at for at, word in enumerate(words) if word in ENDS]:
        if number < starts[-1] or not _ends_sentence(clause, number):
            continue
        after = number + 1
        while after < count and (words[after] in CLOSERS or words[after] in ENDS):
            after += 1
        starts.append(after)
    return starts


def _ends_sentence(clause: Clause, number: int) -> bool:
    following = number + 1
    while following < len(clause) and clause.words[following] in CLOSERS:
        following += 1
    return following >= len(clause) or not (
        clause.words[following][0].islower() or clause.words[following] in {",", ";"}
    )


def verbs(clause: Clause, start: int = 0) -> list[int]:
    """Return the numbers of the verbs of speech from `start` on."""
    return [number for number in clause.verbs if number >= start]


def is_verb(clause: Clause, number: int) -> bool:
    low = clause.low[number]
    if low in BASE:
        return number > 0 and (clause.low[number - 1] in BEFORE_BASE or (low in PLURAL and _has_plural(clause, number)))
    if low not in SPEECH or (
        clause.words[number][0].isupper() and number and clause.words[number - 1] not in _STARTERS
    ):
        return False
    before = clause.low[number - 1] if number else ""
    if before in DETERMINERS - {"that", "one", "some", "many", "several", "both"} or (
        before.endswith("'s") and not clause.is_name(number)
    ):
        return False
    return not (
        low in NOUNS and (before in PREPOSITIONS or (before.isalpha() and before.islower() and _is_adjective(before)))
    )


def _has_plural(clause: Clause, number: int) -> bool:
    """Whether several do the verb: "residents say", "Ann Lee and Bo Ek, of Salem, write:"."""
    before = clause.low[number - 1]
    if before in {",", ")"}:
        return clause.low[number] in {"say", "write"} and (
            clause.low[number + 1 : number + 2] in ([":"], [","], ["that"], [])
        )
    named = clause.is_name(number - 1) and "and" in clause.low[max(0, number - 6) : number]
    return named or (before.isalpha() and before.endswith("s") and not before.endswith("ss"))


def _is_adjective(word: str) -> bool:
    return word.endswith(("al", "ous", "ful", "ary")) and word not in ROLES
