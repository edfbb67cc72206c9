"""Signer: who signs an open letter together with others. A person's data where it is a person."""

from __future__ import annotations

import re

from pydantic import model_validator

from campaignkit.collation import family_name, sort_key
from campaignkit.models.base import Model, Words


class Signer(Model):
    """An organisation, or a person, that signs a letter.

    Attributes:
        organisation: The organisation that signs; who signs for it is `name`. Without one it is the person who signs.
        name, title: A person, and what they are.
        affiliation: Where a person who signs for themselves works; given for identification only.
        place: Where the organisation or the person is at home.
        sort: What it is sorted by, where that is neither the organisation nor the last word of the name.
    """

    organisation: Words | None = None
    name: Words | None = None
    title: Words | None = None
    affiliation: Words | None = None
    place: Words | None = None
    sort: Words | None = None

    @model_validator(mode="after")
    def _somebody(self) -> Signer:
        if not (self.organisation or self.name):
            raise ValueError("a signer has an organisation or a name")
        return self

    @property
    def line(self) -> str:
        """The signer in one line.

        Examples:
            >>> Signer(organisation="Friends of the Ferry", name="Ana Ruiz", title="Director", place="Haven").line
            'Friends of the Ferry, Haven (Ana Ruiz, Director)'
            >>> Signer(name="Bo Lind", title="Professor of Law", affiliation="Haven University").line
            'Bo Lind, Professor of Law, Haven University'
        """
        if not self.organisation:
            return _joined(self.name, self.title, self.affiliation, self.place)
        person = _joined(self.name, self.title)
        return _joined(self.organisation, self.place) + (f" ({person})" if person else "")

    @property
    def order(self) -> tuple[str, str]:
        """What signers are sorted by: letters alone, without accents; an article at the start does not count."""
        given = self.sort or (self.organisation or family_name(self.name or ""))
        return sort_key(re.sub(r"^(?:the|an?) (?=\S)", "", given, flags=re.IGNORECASE)), sort_key(self.line)


def _joined(*parts: str | None) -> str:
    return ", ".join(" ".join(part.split()) for part in parts if part)
