"""Channels and the room they have: a contact form, a petition site, a link, a call, a post.

What does not fit is left out by whole paragraphs, the least important first, as the template has marked them; what is
left is a document like any other, with its own list of sources, and is checked like any other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from campaignkit.errors import InputError, UsageError, did_you_mean
from campaignkit.models.document import Document
from campaignkit.render.links import KINDS, link_of_any_length
from campaignkit.render.pasted import request_and_reasons, sources
from campaignkit.render.setting import PLAIN, Setting
from campaignkit.render.webform import written_out
from campaignkit.shortening import Shortened, shorten


@dataclass(frozen=True, slots=True)
class Field:
    """A place in a channel, and how much goes into it."""

    name: str
    at_most: int
    unit: str
    size: Callable[[Document, Setting], int]


@dataclass(frozen=True, slots=True)
class Channel:
    """Where a document goes, and the room it has there.

    Attributes:
        name: How it is called on the command line.
        fields: What has to fit, each for itself.
        why: Where the numbers come from.
        form: The format in which the document is printed for it.
    """

    name: str
    fields: tuple[Field, ...]
    why: str
    form: str = "txt"


def _typed(text: str) -> int:
    """Return how many characters a field counts: a line break is sent as two."""
    return len(text) + text.count("\n")


def _form(document: Document, setting: Setting) -> int:
    return _typed(written_out(document))


def _title(document: Document, setting: Setting) -> int:
    return len(document.title)


def _request(document: Document, setting: Setting) -> int:
    return _typed(request_and_reasons(document)[0])


def _reasons(document: Document, setting: Setting) -> int:
    return _typed(request_and_reasons(document)[1])


def _words(document: Document, setting: Setting) -> int:
    return len(document.body.split())


def _post(document: Document, setting: Setting) -> int:
    return len(document.body)


def _reply(document: Document, setting: Setting) -> int:
    return len(sources(document))


def _link(name: str, document: Document, setting: Setting) -> int:
    return len(link_of_any_length(document, name, setting))


def _posted(name: str, at_most: int, why: str) -> Channel:
    fields = Field("post", at_most, "characters", _post), Field("reply with the sources", at_most, "characters", _reply)
    return Channel(name, fields, why, "post")


_LIST = (
    Channel(
        "form",
        (Field("message", 10_000, "characters", _form),),
        "Offices that state a limit state 500 to 10,000 characters, a line break counted as two"
        " (unitedstates/contact-congress); give yours with --fit",
        "form",
    ),
    Channel(
        "petition",
        (
            Field("title", 80, "characters", _title),
            Field("background", 300, "characters", _request),
            Field("details", 800, "characters", _reasons),
        ),
        "The fields of petition.parliament.uk (alphagov/e-petitions)",
        "petition",
    ),
    *(
        Channel(name, (Field("link", kind.at_most, "characters", partial(_link, name)),), kind.why, name)
        for name, kind in KINDS.items()
    ),
    Channel("call", (Field("script", 150, "words", _words),), "A minute of speech"),
    _posted("post", 300, "As Bluesky, the shortest of those that state a limit in characters"),
    _posted("bluesky", 300, "The limit of a post on Bluesky"),
    _posted("mastodon", 500, "The limit of a post on Mastodon, unless a server sets another"),
)
CHANNELS = {channel.name: channel for channel in _LIST}
"""All channels by name."""


def channel_named(name: str | None, at_most: int | None = None) -> Channel:
    """Return a channel, with `at_most` in place of its own limit.

    Args:
        name: One of `CHANNELS`; None for a contact form.
        at_most: How much goes into it, in its own unit.

    Raises:
        UsageError: There is no such channel, it has several fields, or nothing would fit.
    """
    name = name or "form"
    if name not in CHANNELS:
        raise UsageError(f"No channel is named {name!r}.", "--channel", did_you_mean(name, CHANNELS))
    channel = CHANNELS[name]
    if at_most is None:
        return channel
    if at_most < 1:
        raise UsageError("Nothing fits into that.", "--fit", "Give a number of characters, or of words for a call.")
    if len({field.at_most for field in channel.fields}) > 1:
        raise UsageError(f"The channel {name!r} has fields of its own.", "--fit", "Leave --fit out.")
    return replace(channel, fields=tuple(replace(field, at_most=at_most) for field in channel.fields))


def told(document: Document, channel: Channel, setting: Setting = PLAIN) -> str:
    """Return how full the fields of the channel are, in one line."""
    sizes = [f"{one.name} {one.size(document, setting):,} of {one.at_most:,} {one.unit}" for one in channel.fields]
    return ", ".join(sizes)


def fit(document: Document, channel: Channel, setting: Setting = PLAIN, at_least: int = 0) -> Shortened:
    """Return the document made short enough for the channel.

    A sentence that tells of all sources, such as how old the newest is, is left as it stands: `fitted` has it composed
    anew. `at_least` so many paragraphs are left out even if fewer would do.

    Raises:
        InputError: All that may go has gone, and it still does not fit.
    """
    shortened = shorten(document, lambda held: not _overfull(held, channel, setting), at_least)
    if over := _overfull(shortened.document, channel, setting):
        where = f"{document.kind} for channel {channel.name!r}"
        hint = "What is left must stay: mark more with priority(n) in the template, or shorten own words and ask."
        raise InputError("It does not fit, however much is left out.", where, hint, over)
    return shortened


def fitted(compose: Callable[[frozenset[str]], Document], channel: Channel, setting: Setting = PLAIN) -> Shortened:
    """Return a document composed for the channel.

    Args:
        compose: Composes the document, given the ids of what will be left out of it (`composer.compose(left_out=…)`).
        channel: Where it goes.
        setting: Whom a link is addressed to.

    Raises:
        InputError: It does not fit.
    """
    left_out: frozenset[str] = frozenset()
    shortened = fit(compose(left_out), channel, setting)
    while shortened.left_out != left_out:
        left_out, gone = shortened.left_out, len(shortened.dropped)
        shortened = fit(compose(left_out), channel, setting, gone)
        if len(shortened.dropped) == gone:  # what went stays gone, or two ways would take turns
            break
    return shortened


def _overfull(document: Document, channel: Channel, setting: Setting) -> list[str]:
    """Return a line for each field that is too full."""
    sizes = [(field, field.size(document, setting)) for field in channel.fields]
    return [
        f"{field.name}: {size:,} {field.unit} of {field.at_most:,}, {size - field.at_most:,} too many"
        for field, size in sizes
        if size > field.at_most
    ]
