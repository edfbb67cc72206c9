"""Source: one document, who published it and when, and what it has itself corrected or brought up to date."""

from __future__ import annotations

from pydantic import AliasChoices, Field

from campaignkit.models.base import Date, Exact, Id, Model, Names, WebAddress, Words


class Correction(Model):
    """A source takes back what it said.

    Attributes:
        exact: The notice, word for word.
        withdraws: The claim that is withdrawn, as one plain sentence.
        wordings: Other ways in which a draft may repeat the claim.
        dated: When the notice was added, if it is known.
    """

    exact: Exact
    withdraws: Words
    wordings: Names = ()
    dated: Date | None = None
    inferred: Names = ()


class Update(Model):
    """A source tells what has happened since.

    Attributes:
        exact: The notice, word for word.
        replaces: The state that no longer holds, as one plain sentence.
        wordings: Other ways in which a draft may repeat that state.
        dated: From when on it no longer holds, if it is known.
    """

    exact: Exact
    replaces: Words
    wordings: Names = ()
    dated: Date | None = None
    inferred: Names = ()


class Source(Model):
    """One document. Names of fields are those of CSL-JSON.

    Attributes:
        author: Who wrote it, in the order of the document.
        issued, accessed: Dates; left out where the document states none.
        sha256: Of the file's bytes, in hexadecimal.
        file: The name the file had when it was added.
        repairs: How many spots of mojibake or entities were repaired when it came in.
        inferred: Names of fields that are our reading and not stated by the document.
        corrections, updates: In a campaign folder these are the tables `correction` and `update`.
    """

    id: Id
    title: Words
    publisher: Words | None = None
    container_title: Words | None = None
    author: Names = ()
    issued: Date | None = None
    accessed: Date | None = None
    url: WebAddress | None = None
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")
    file: Words | None = None
    language: Words | None = None
    repairs: int | None = Field(default=None, ge=0)
    inferred: Names = ()
    corrections: tuple[Correction, ...] = Field(default=(), validation_alias=AliasChoices("correction", "corrections"))
    updates: tuple[Update, ...] = Field(default=(), validation_alias=AliasChoices("update", "updates"))

    @property
    def label(self) -> str:
        """What to call it in a sentence: the publisher, else the authors, else the title."""
        return self.publisher or " and ".join(self.author) or self.title
