"""Target: whom a demand is put to. A union of four kinds, told apart by `kind`."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from campaignkit.languages import ENGLISH, Vocabulary
from campaignkit.models.base import Date, EmailAddress, Id, Model, Names, Words
from campaignkit.models.translation import LanguageTag, TargetTranslation


class PostalAddress(Model):
    """Where post goes. Names of fields are those of OSDI; a plain text is read line by line."""

    address_lines: tuple[Words, ...]
    locality: Words | None = None
    region: Words | None = None
    postal_code: Words | None = None
    country: Words | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"address_lines": value.splitlines()} if isinstance(value, str) else value

    @property
    def lines(self) -> tuple[str, ...]:
        """The address as it stands on an envelope."""
        place = ", ".join(filter(None, [self.locality, " ".join(filter(None, [self.region, self.postal_code]))]))
        return tuple(filter(None, [*self.address_lines, place, self.country]))


class TargetBase(Model):
    """What all kinds of target share.

    Attributes:
        name: The name in full.
        parent: Id of the target it belongs to.
        aliases: Other names by which documents and drafts call it.
        committees: Names of the committees that a legislator sits on.
        ocdid: Open Civic Data division id.
        term_end: Last day of the term of office.
        template: A kind to be filled in ("a city council"), not somebody to write to as it stands.
        salutation: Overrides the line by which a letter begins; gender is never guessed.
        translations: By language: its name, and the line by which a letter begins.
    """

    id: Id
    name: Words
    parent: Id | None = None
    aliases: Names = ()
    title: Words | None = None
    given_name: Words | None = None
    family_name: Words | None = None
    chamber: Words | None = None
    party: Words | None = None
    jurisdiction: Words | None = None
    committees: Names = ()
    ocdid: Words | None = None
    term_end: Date | None = None
    email_addresses: tuple[EmailAddress, ...] = ()
    postal_addresses: tuple[PostalAddress, ...] = ()
    phone_numbers: tuple[Words, ...] = ()
    salutation: Words | None = None
    template: bool = False
    translations: dict[LanguageTag, TargetTranslation] = Field(default_factory=dict)

    @property
    def opening(self) -> str:
        """The line by which a letter begins."""
        return self.opening_in(ENGLISH)

    def opening_in(self, words: Vocabulary) -> str:
        """Return the line by which a letter begins; one that nobody has written for this target tells no gender."""
        return self.salutation or self._opening(words)

    def _opening(self, words: Vocabulary) -> str:
        return words.opening_other.format(name=self.name)

    @property
    def address_block(self) -> tuple[str, ...]:
        """Name and address, as on an envelope."""
        return self.address_in(ENGLISH)

    def address_in(self, words: Vocabulary) -> tuple[str, ...]:
        """Return name and address, as on an envelope, for a letter in the language of `words`."""
        return (self._enveloped(words), *(self.postal_addresses[0].lines if self.postal_addresses else ()))

    def _enveloped(self, words: Vocabulary) -> str:
        return self.name


class Company(TargetBase):
    """A company, or a part of one."""

    kind: Literal["company"]


class Legislator(TargetBase):
    """A member of a legislature."""

    kind: Literal["legislator"]

    @model_validator(mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        if isinstance(value, dict) and "name" not in value and value.get("family_name"):
            names = (value.get("given_name"), value["family_name"])
            return {**value, "name": " ".join(name for name in names if name)}
        return value

    @property
    def office(self) -> str:
        """The title in full: "Senator" for "Sen."."""
        return ENGLISH.office(self.title)

    def _opening(self, words: Vocabulary) -> str:
        office = words.office(self.title)
        form = words.opening_officer if office and self.family_name else words.opening_person
        return form.format(office=office, family_name=self.family_name, name=self.name)

    def _enveloped(self, words: Vocabulary) -> str:
        return " ".join(filter(None, [words.office(self.title), self.name]))


class Legislature(TargetBase):
    """A parliament, a chamber of one, or a council."""

    kind: Literal["legislature"]

    def _opening(self, words: Vocabulary) -> str:
        return words.opening_members.format(name=self.name)


class Agency(TargetBase):
    """A department or an office; who holds the office is another matter."""

    kind: Literal["agency"]


Target = Annotated[Company | Legislator | Legislature | Agency, Field(discriminator="kind")]
TargetKind = Literal["company", "legislator", "legislature", "agency"]
