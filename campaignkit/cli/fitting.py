"""--channel and --fit: the room that a document has where it goes, and what was left out for want of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from campaignkit.cli.console import note

if TYPE_CHECKING:
    from campaignkit.channels import Channel
    from campaignkit.models import Document
    from campaignkit.render.setting import Setting

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def channel_options(command: Decorated) -> Decorated:
    """Add --channel and --fit, handed on as `channel` and `fit`: for `room_of`."""
    names = "form, petition, mailto, gmail, outlook, call, post, bluesky or mastodon"
    told = f"Leave out whole paragraphs until it fits, and print it as it is put there: {names}."
    command = click.option(
        "--fit", type=int, metavar="N", help="The room there: characters, or words for call. Alone: of a form."
    )(command)
    return click.option("--channel", metavar="NAME", help=told)(command)


def room_of(name: str | None, at_most: int | None) -> Channel | None:
    """Return the channel that --channel and --fit mean; None if neither was given.

    Raises:
        UsageError: There is no such channel, or it does not have that room.
    """
    if name is None and at_most is None:
        return None
    from campaignkit.channels import channel_named

    return channel_named(name, at_most)


def fitted(composed: Callable[..., Document], room: Channel | None, setting: Setting) -> Document:
    """Return the document, composed for the channel if there is one; what was left out is said on standard error.

    Args:
        composed: `composer.compose` with all its arguments but those that say what is left out.
        room: The channel.
        setting: Whom a link is addressed to.
    """
    if room is None:
        return composed()
    from campaignkit import channels

    shortened = channels.fitted(lambda left_out: composed(left_out=left_out, bounded=False), room, setting)
    for text in shortened.dropped:
        note(f"Left out: {text}")
    note(f"Fits {room.name}: {channels.told(shortened.document, room, setting)}.")
    return shortened.document
