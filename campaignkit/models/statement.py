"""Statement: words of a source, exact, with their place and their speaker. To users: a quotation, or a figure."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from campaignkit.models.base import Date, Exact, Id, Ids, Model, Names, Words
from campaignkit.models.translation import LanguageTag, StatementTranslation

Qualifier = Literal["over", "at-least", "about", "nearly", "up-to", "under", "at-most", "exactly"]


class Figure(Model):
    """A quantity that a statement gives.

    Attributes:
        measure: What is measured; two figures with one measure can disagree.
        value: The number.
        unit: What is counted, in the plural, as it reads after the number.
        qualifier: How the number is bounded; none for a bare number.
        hedge: A word by which the source keeps its distance, such as "allegedly".
        denominator: Of what the number is a part.
        as_of: The date for which it holds.
    """

    measure: Id
    value: int | float
    unit: Words | None = None
    qualifier: Qualifier | None = None
    hedge: Words | None = None
    denominator: Words | None = None
    as_of: Date | None = None


class Statement(Model):
    """Words of a source.

    Attributes:
        kind: "quotation" for the speaker's own words, "report" for the source's account.
        exact: One contiguous slice of the source's kept text.
        prefix, suffix, start, end: Where it stands, in code points of the kept text, as W3C selectors.
        speaker: Who says it: a name, or the id of a target. None: the source itself.
        speaker_title: Who that is, in the words of the documents.
        quoted_in: Who printed it before this source did, first printer first.
        relayed_by: Who passed the words on without having said them.
        said_on: When it was said.
        about: Targets it is about.
        supports, opposes: Demands.
        figure: The quantity in it.
        summary: One plain sentence that the exact words carry, for use in a letter.
        inferred: Names of fields that are our reading ("figure.measure" for one inside the figure).
        note: A trap to know about; never printed in a letter.
        translations: By language: what a document in that language says of it. Its words stay in their own.
    """

    id: Id
    source: Id
    kind: Literal["quotation", "report"]
    exact: Exact
    prefix: str | None = None
    suffix: str | None = None
    start: int | None = Field(default=None, ge=0)
    end: int | None = Field(default=None, ge=0)
    speaker: Words | None = None
    speaker_title: Words | None = None
    quoted_in: Names = ()
    relayed_by: Words | None = None
    said_on: Date | None = None
    about: Ids = ()
    supports: Ids = ()
    opposes: Ids = ()
    figure: Figure | None = None
    summary: Words | None = None
    inferred: Names = ()
    note: Words | None = None
    translations: dict[LanguageTag, StatementTranslation] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _place_fits(self) -> Statement:
        if (self.start is None) != (self.end is None):
            raise ValueError("start and end stand together, or neither")
        if self.start is not None and self.end is not None and self.end - self.start != len(self.exact):
            raise ValueError(f"end - start must be {len(self.exact)}, the number of characters in exact")
        return self
