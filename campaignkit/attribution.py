"""Attribution: whose words a statement is, when they were said, and through whom they have come."""

from __future__ import annotations

import re
from datetime import date

from campaignkit.asks import evidence_date
from campaignkit.locales import Locale, locale_of
from campaignkit.models.campaign import Campaign
from campaignkit.models.source import Source
from campaignkit.models.statement import Statement

# Where people publish themselves: words are said there, and not quoted by it.
PLATFORMS = frozenset({"Twitter", "X", "Facebook", "Instagram", "Mastodon", "Bluesky", "LinkedIn", "YouTube"})
WORDS_OF_A_SENTENCE = 5
AMERICAN = locale_of("en-US")


def attributed(campaign: Campaign, statement: Statement, locale: Locale = AMERICAN) -> str:
    """Return who said it and when, up to the colon before the words.

    Examples:
        >>> from campaignkit.catalog import load
        >>> campaign = load("face-recognition-2020")
        >>> attributed(campaign, campaign.statement("sadowski-push-harder"))
        'On June 10, 2020, Jathan Sadowski, research fellow at Monash U emerging tech lab, wrote on Twitter: '
        >>> attributed(campaign, campaign.statement("greer-role-in-assault"))[-39:]
        ', said (BuzzFeed News, June 12, 2020): '
    """
    posted = any(one in PLATFORMS for one in statement.quoted_in)
    words = locale.vocabulary
    verb = words.said if statement.kind == "quotation" and not posted else words.wrote
    named = f"{_said_on(campaign, statement, locale)}{who(campaign, statement, locale)}"
    opening = f"{named} {verb}{_chain(campaign, statement, locale)}: "
    return opening[0].upper() + opening[1:]


def who(campaign: Campaign, statement: Statement, locale: Locale = AMERICAN) -> str:
    """Return who says a statement, with their title between commas."""
    name, title = speaker(campaign, statement, locale), statement.speaker_title
    if not title:
        return name
    return title if name in title else f"{name}, {title},"


def speaker(campaign: Campaign, statement: Statement, locale: Locale = AMERICAN) -> str:
    """Return whose voice a statement is: the speaker's, that of the paper a report was taken from, or the source's."""
    reported = statement.quoted_in[:1] if statement.kind == "report" else ()
    source = campaign.source(statement.source)
    return campaign.speaker_name(statement) or "".join(reported) or short_name(source, locale)


def short_name(source: Source, locale: Locale = AMERICAN) -> str:
    """Return what a source is called within a sentence: an abbreviation it gives in brackets, its authors, its title.

    Examples:
        >>> short_name(Source(id="a", title="Statement", publisher="Electronic Frontier Foundation (EFF)"))
        'EFF'
        >>> short_name(Source(id="a", title="Brief", author=("Daniel Bashir", "Jacky Liang")))
        'Daniel Bashir and Jacky Liang'
    """
    if source.publisher:
        abbreviated = re.search(r"\(([A-Z][A-Za-z]+)\)$", source.publisher)
        return abbreviated[1] if abbreviated else source.publisher
    return locale.names(source.author) or source.title


def dated(campaign: Campaign, statement: Statement, locale: Locale = AMERICAN) -> str:
    """Return when a statement was made, or else its source issued; "" if neither is known.

    The month alone, where the day on which the source was issued is our reading.
    """
    day = evidence_date(campaign, statement)
    return _written(campaign, statement, day, locale) if day else ""


def stands_alone(statement: Statement) -> bool:
    """Return whether a statement is somebody's own words that read as a sentence, and that may be told without more.

    Words for which a campaign has no summary are not told without more.

    Examples:
        >>> words = {"id": "a", "source": "s", "kind": "quotation", "speaker": "Ana Ruiz", "summary": "She said so."}
        >>> stands_alone(Statement(**words, exact="The river belongs to the town."))
        True
        >>> stands_alone(Statement(**words, exact="a public relations stunt"))
        False
    """
    exact = statement.exact
    sentence = exact[0].isalnum() and not exact[0].islower() and len(exact.split()) >= WORDS_OF_A_SENTENCE
    return statement.kind == "quotation" and statement.summary is not None and sentence


def _said_on(campaign: Campaign, statement: Statement, locale: Locale) -> str:
    """Return "On June 10, 2020, ", if that is when it was said; when it was printed is told by _chain."""
    own = statement.kind == "report" and not statement.quoted_in
    day = statement.said_on or (campaign.source(statement.source).issued if own else None)
    if not day:
        return ""
    form = locale.vocabulary.in_month if _is_guessed(campaign, statement) else locale.vocabulary.on_day
    return f"{form.format(_written(campaign, statement, day, locale))}, "


def _chain(campaign: Campaign, statement: Statement, locale: Locale) -> str:
    """Return through whom the words of somebody else have come."""
    words, source = locale.vocabulary, campaign.source(statement.source)
    printed = [one for one in statement.quoted_in if one not in PLATFORMS]
    parts = [words.posted.format(one) for one in statement.quoted_in if one in PLATFORMS]
    parts += [words.passed_on.format(statement.relayed_by)] if statement.relayed_by else []
    if statement.kind == "report":
        return ""
    name = short_name(source, locale)
    if printed:
        parts.append(words.as_quoted_by.format(locale.names(printed)))
    elif source.issued and not (parts or statement.said_on or name == who(campaign, statement, locale)):
        parts.append(f" ({name}, {_written(campaign, statement, source.issued, locale)})")
    return "".join(parts)


def _written(campaign: Campaign, statement: Statement, day: date, locale: Locale) -> str:
    return locale.month(day) if _is_guessed(campaign, statement) else locale.day(day)


def _is_guessed(campaign: Campaign, statement: Statement) -> bool:
    """Whether only the month is told, since the day on which the source was issued is our reading."""
    return not statement.said_on and "issued" in campaign.source(statement.source).inferred
