"""The library's own words, one file a language: whoever adds a language adds a file here and a line below."""

from __future__ import annotations

from campaignkit.languages.en import ENGLISH
from campaignkit.languages.es import SPANISH
from campaignkit.languages.vocabulary import Vocabulary

VOCABULARIES = {one.code: one for one in (ENGLISH, SPANISH)}

__all__ = ["ENGLISH", "SPANISH", "VOCABULARIES", "Vocabulary", "language_of", "vocabulary_of"]


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
