"""Translations: what a campaign says of its own in other languages. The words of a source stay as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self, TypeVar

from pydantic import StringConstraints, model_validator

from campaignkit.languages import language_of
from campaignkit.models.base import Model, Words

LanguageTag = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z]{2}|-[0-9]{3})?$")]
"""A language, or a language and region: "es", "es-MX"."""

Translated = TypeVar("Translated", bound=Model)


class _Translation(Model):
    """The base of all: a translation says something."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("a translation with nothing in it")
        return self


class DemandTranslation(_Translation):
    """A demand in another language.

    Attributes:
        ask: What is asked for, so that it reads on where the templates of that language put it: in Spanish an
            infinitive that follows "¿Se compromete a …?".
    """

    title: Words
    ask: Words
    outcome: Words | None = None


class StatementTranslation(_Translation):
    """What is said of a statement in another language.

    Attributes:
        summary: The one plain sentence that its words carry.
        words: Its words, translated by the campaign; printed behind the quotation and marked as a translation.
        speaker_title: Who the speaker is.
        figure: Its figure as it reads in a sentence, with qualifier, hedge and unit.
    """

    summary: Words | None = None
    words: Words | None = None
    speaker_title: Words | None = None
    figure: Words | None = None


class TargetTranslation(_Translation):
    """What a target is called in another language, and how a letter to it begins."""

    name: Words | None = None
    salutation: Words | None = None


def translation(held: Mapping[str, Translated], tag: str) -> Translated | None:
    """Return the translation for a language and region, or for the language.

    Examples:
        >>> translation({"es": TargetTranslation(name="Congreso")}, "es-US").name
        'Congreso'
    """
    return held.get(tag) or held.get(language_of(tag))
