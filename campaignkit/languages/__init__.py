"""The library's own words, one file a language: whoever adds a language adds a file here and a line below."""

from __future__ import annotations

import re

from campaignkit.languages.en import ENGLISH
from campaignkit.languages.es import SPANISH
from campaignkit.languages.vocabulary import Vocabulary

VOCABULARIES = {one.code: one for one in (ENGLISH, SPANISH)}

__all__ = [
    "ENGLISH",
    "SPANISH",
    "VOCABULARIES",
    "Vocabulary",
    "guessed",
    "is_in_another",
    "language_of",
    "vocabulary_of",
]


KNOWN_BY = 12  # common words of a language; fewer are a quotation or a name
PLAINLY = 4  # common words of a language in a text that a person has written for a letter
TIMES = 3  # as many as common words of English


def guessed(text: str) -> str:
    """Return the language that a text is in, by its common words: English, unless it is surely another one.

    Examples:
        >>> guessed("Pedimos a la empresa que ponga fin a la venta de esta tecnología a los departamentos de policía y "
        ...         "que lo haga en el plazo de un año, como se dijo en la carta que el Concejo recibió en marzo.")
        'es'
        >>> guessed("La Raza Centro Legal wrote to El Paso and Los Angeles about the Ley de Justicia.")
        'en'
    """
    words = text.lower().split()
    counts = {code: sum(map(one.common.__contains__, words)) for code, one in VOCABULARIES.items()}
    most = max(counts, key=lambda code: counts[code])
    return most if counts[most] >= max(KNOWN_BY, TIMES * counts["en"]) else "en"


def is_in_another(text: str, tag: str) -> str | None:
    """Return the language that a text of a few sentences is plainly in, if it is not that of `tag`.

    Examples:
        >>> is_in_another("I learned to read in this library, and my mother was with me on all of the Saturdays.", "es")
        'en'
        >>> is_in_another("I read here with my mother.", "es"), is_in_another("Aprendí a leer en el mercado.", "es")
        (None, None)
    """
    words = re.findall(r"\w+", text.lower())
    counts = {code: sum(map(one.common.__contains__, words)) for code, one in VOCABULARIES.items()}
    most = max(counts, key=lambda code: counts[code])
    own = counts.get(language_of(tag), 0)
    return most if most != language_of(tag) and counts[most] >= max(PLAINLY, TIMES * own) else None


def language_of(tag: str) -> str:
    """Return the language of a tag, without its region.

    Examples:
        >>> language_of("es-US"), language_of("EN_gb"), language_of("fil")
        ('es', 'en', 'fil')
    """
    return tag.replace("_", "-").partition("-")[0].lower()


def vocabulary_of(tag: str) -> Vocabulary:
    """Return the words of a language; those of English, where it has none here.

    Examples:
        >>> vocabulary_of("es-MX").sources, vocabulary_of("fr").sources
        ('Fuentes', 'Sources')
    """
    return VOCABULARIES.get(language_of(tag), ENGLISH)
