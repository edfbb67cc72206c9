"""E-mail addresses: which are valid, and which two are one mailbox."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from campaignkit.models.base import checked_address


@dataclass(frozen=True)
class Mailboxes:
    """What a provider does with the part before the @.

    Attributes:
        home: The domain that its other domains are taken for; "" if they are mailboxes of their own.
        plus: What follows a "+" is a label of the owner's own, and the mail arrives all the same.
        ignored: Signs that make no difference.
    """

    home: str = ""
    plus: bool = True
    ignored: str = ""


PROVIDERS: dict[str, Mailboxes] = {
    **dict.fromkeys(("gmail.com", "googlemail.com"), Mailboxes("gmail.com", ignored=".")),
    **dict.fromkeys(("proton.me", "protonmail.com", "pm.me"), Mailboxes("proton.me", ignored=".-_")),
    **dict.fromkeys(
        "outlook.com hotmail.com hotmail.co.uk hotmail.fr hotmail.de hotmail.es live.com live.co.uk msn.com icloud.com"
        " me.com mac.com fastmail.com fastmail.fm".split(),
        Mailboxes(),
    ),
}
"""What is known of providers, by domain. Of every other nothing is known, and nothing is left out."""

THROWAWAY = frozenset(
    "mailinator.com guerrillamail.com guerrillamail.net 10minutemail.com yopmail.com trashmail.com tempmail.com"
    " temp-mail.org sharklasers.com throwawaymail.com maildrop.cc getnada.com dispostable.com fakeinbox.com".split()
)
"""Domains where anybody can have an address for ten minutes."""


def checked(address: str) -> str | None:
    """Return the address with its domain normalised if its syntax is valid, else None. The network is never asked."""
    try:
        return checked_address(address)
    except ValueError:
        return None


def canonical(address: str) -> str:
    """Return what two addresses of one mailbox have in common: only ever compared, never shown and never written to.

    The case of letters makes no difference. At the providers of `PROVIDERS` neither does what follows a "+", nor the
    dots of a Gmail address; anywhere else those are parts of the name, and stay.

    Args:
        address: A valid address.

    Examples:
        >>> canonical("Ana.Ruiz+news@GoogleMail.com"), canonical("ana.ruiz+news@Example.org")
        ('anaruiz@gmail.com', 'ana.ruiz+news@example.org')
    """
    local, _, domain = unicodedata.normalize("NFKC", address).casefold().rpartition("@")
    if known := PROVIDERS.get(domain):
        local = local.partition("+")[0] if known.plus and not local.startswith("+") else local
        local = local.translate({ord(sign): None for sign in known.ignored}) or local
        domain = known.home or domain
    return f"{local}@{domain}"
