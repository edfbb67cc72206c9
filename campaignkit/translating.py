"""A campaign in the language of a document: its own words translated, those of its sources as they are."""

from __future__ import annotations

from campaignkit.errors import UsageError
from campaignkit.languages import language_of, vocabulary_of
from campaignkit.locales import Locale
from campaignkit.models.campaign import Campaign
from campaignkit.models.demand import Demand
from campaignkit.models.statement import Statement
from campaignkit.models.target import Target
from campaignkit.models.translation import translation


def in_language(campaign: Campaign, locale: Locale) -> Campaign:
    """Return the campaign with the summaries and titles that it gives in a language; itself, if that is its own.

    A statement without a summary in that language is left without one: it is told by its own words, or not at all.
    """
    if language_of(campaign.locale) == language_of(locale.tag):
        return campaign
    statements = tuple(_statement(one, locale.tag) for one in campaign.statements)
    targets = tuple(_target(one, locale.tag) for one in campaign.targets)
    return campaign.model_copy(update={"statements": statements, "targets": targets})


def demand_in_language(campaign: Campaign, demand: Demand, locale: Locale) -> Demand:
    """Return a demand in a language.

    Raises:
        UsageError: The campaign does not give it in that language.
    """
    if language_of(campaign.locale) == language_of(locale.tag):
        return demand
    held = translation(demand.translations, locale.tag)
    if held is None:
        language, name = language_of(locale.tag), vocabulary_of(locale.tag).name
        what = f"Demand {demand.id!r} has no {name} title and ask."
        hint = f'Add below it in demands.toml: [demand.translations.{language}], with title = "…" and ask = "…".'
        raise UsageError(what, hint=hint)
    return demand.model_copy(update={"title": held.title, "ask": held.ask, "outcome": held.outcome, "scope": None})


def target_in_language(campaign: Campaign, target: Target, locale: Locale) -> Target:
    """Return a target under the name that it has in a language, and with the salutation that is given in it."""
    return target if language_of(campaign.locale) == language_of(locale.tag) else _target(target, locale.tag)


def _target(target: Target, tag: str) -> Target:
    held = translation(target.translations, tag)
    name, salutation = (held.name, held.salutation) if held else (None, None)
    return target.model_copy(update={"name": name or target.name, "salutation": salutation})


def _statement(statement: Statement, tag: str) -> Statement:
    held = translation(statement.translations, tag)
    summary, title = (held.summary, held.speaker_title) if held else (None, None)
    return statement.model_copy(update={"summary": summary, "speaker_title": title})
