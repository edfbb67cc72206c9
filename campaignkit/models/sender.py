"""Sender: who signs. A person's data: never logged, never in a dossier."""

from __future__ import annotations

from campaignkit.models.base import EmailAddress, Model, Words
from campaignkit.models.target import PostalAddress


class Sender(Model):
    """Who signs a letter.

    Attributes:
        own_words: What the sender adds in their own words; paragraphs are parted by an empty line.
    """

    name: Words
    title: Words | None = None
    organisation: Words | None = None
    postal_address: PostalAddress | None = None
    email_address: EmailAddress | None = None
    phone_number: Words | None = None
    website: Words | None = None
    own_words: Words | None = None

    @property
    def block(self) -> tuple[str, ...]:
        """The lines under a letter."""
        named = ", ".join(filter(None, [self.name, self.title]))
        address = self.postal_address.lines if self.postal_address else ()
        rest = (self.email_address, self.phone_number, self.website)
        return tuple(line for line in (named, self.organisation, *address, *rest) if line)
