"""What a sentence says in words of its own, without what it quotes."""

from __future__ import annotations

import re

from campaignkit.function_words import CALENDAR

_RELAYED_THEN = re.compile(
    r"\b(?:said|told|wrote|called|claimed|argued|testified|answered|replied|asked)\b", re.IGNORECASE
)
_LACK = re.compile(r",\s+(?:with\s+no|without)\s[^,.;:!?]{3,60}(?=[,.;:!?])", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]{2,}")
SHOUTED = 4  # words in capitals from which they are no names
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")


def in_its_words(text: str) -> str:
    """Return a text with the scraps that it quotes as words of its own sentence, and without what others say in it.

    Examples:
        >>> in_its_words('The firm does "not intend to end the contract" with us.')
        'The firm does not intend to end the contract with us.'
        >>> in_its_words('It said: "We do not intend to end it."')
        'It said:  '
    """
    own = not _RELAYED_THEN.search(text)
    return _QUOTED.sub(lambda found: found[0][1:-1] if own and found[0][1:2].islower() else " ", text)


def in_sentence_case(text: str) -> str:
    """Return a text that is all capitals in small letters, of the same length, but for its first one and days.

    Examples:
        >>> in_sentence_case("THE WORK STARTS ON 1 JULY."), in_sentence_case("The EFF says so.")
        ('The work starts on 1 July.', 'The EFF says so.')
    """
    if text.upper() != text or len(_WORD.findall(text)) < SHOUTED:
        return text
    low = _WORD.sub(lambda word: word[0].title() if word[0].lower() in CALENDAR else word[0].lower(), text)
    first = re.search(r"[a-z]", low)
    return low if first is None else low[: first.start()] + first[0].upper() + low[first.end() :]


def without_lack(text: str) -> str:
    """Return a text without what it says is lacking besides, whose "no" denies nothing of the rest.

    Examples:
        >>> without_lack("They still run it every day, with no written policy.")
        'They still run it every day.'
    """
    return _LACK.sub("", text)


def unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    return _QUOTED.sub(" ", text)
