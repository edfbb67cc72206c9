"""What a language must have before a document can be composed in it: the words that the library itself puts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Pair = tuple[str, str]  # for one, and for several


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The library's own words in one language; every language has all of them.

    Texts with {} or {name} are filled in by `str.format`; pairs are for one and for several.

    Attributes:
        code, name: "es", and what the language is called in an English message.
        sources: The heading of the list of sources.
        source_mark: A footnote mark.
        back_to_source: What leads back from the list, for those who hear the page.
        undated, inferred_date: For a source without a date, and for a date that is our reading.
        translation: What stands behind a quotation in another language; without quotation marks, since it is none.
        said, wrote: How words are given to somebody.
        on_day, in_month: When something was said, at the head of a sentence.
        posted, passed_on, as_quoted_by: Through whom words have come.
        opening_officer, opening_person, opening_members, opening_other: How a letter begins; none tells of a gender.
        offices: Titles as they stand before a name.
        other_offices: Whether a title that is not among `offices` is written as the campaign has it.
        qualifiers: How a number is bounded.
        of_whole: Of what a number is a part.
        older_than, year, month, small_numbers: How old the evidence is; the numbers from nought on.
        we, us, our: For somebody who signs alone, and for several.
        lowered: Words that lose their capital when a sentence follows "that".
        common: Words by which a text in this language is known, none of which another language here has.
        and_: The word between the last two of a list.
        and_otherwise: A pattern of what follows it, and the word that stands before that; two empty texts if none.
        months: As they are read in a date.
        dates: A pattern of dates, with the groups day, month and year; day or year may be lacking.
        scales: Words behind a number that multiply it; the longest first.
        numbers, number_words: Number words as they are read, and a pattern of a whole number in words; none of English,
            which has a reader of its own.
    """

    code: str
    name: str
    sources: str
    source_mark: Pair
    back_to_source: str
    undated: str
    inferred_date: str
    translation: str
    said: str
    wrote: str
    on_day: str
    in_month: str
    posted: str
    passed_on: str
    as_quoted_by: str
    opening_officer: str
    opening_person: str
    opening_members: str
    opening_other: str
    offices: Mapping[str, str]
    other_offices: bool
    qualifiers: Mapping[str, str]
    of_whole: str
    older_than: str
    year: Pair
    month: Pair
    small_numbers: tuple[str, ...]
    we: Pair
    us: Pair
    our: Pair
    lowered: frozenset[str]
    common: frozenset[str]
    and_: str
    and_otherwise: tuple[str, str]
    months: tuple[str, ...]
    dates: str
    scales: Mapping[str, int]
    numbers: Mapping[str, int]
    number_words: str

    def mark(self, numbers: tuple[int, ...]) -> str:
        """Return a footnote mark that survives web forms, which strip square brackets."""
        return self.source_mark[len(numbers) > 1].format(", ".join(map(str, numbers)))

    def office(self, title: str | None) -> str:
        """Return a title as it stands before a name; "" where this language has no word for it."""
        return self.offices.get(title or "", (title or "") if self.other_offices else "")
