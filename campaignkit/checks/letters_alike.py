"""Letters that are alike: what they have in common is checked once, and looked at again only where they differ.

A hundred thousand letters of one campaign differ in a name, a town and perhaps a note. Once one of them has been
checked, another needs no check if its parts between these are the same to the letter, and if what stands in their place
is nothing that a rule could speak of: no quotation mark, no number, no gap of a form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from campaignkit.checks import check
from campaignkit.figures import find_quantities
from campaignkit.models.finding import Finding, Report

if TYPE_CHECKING:
    from campaignkit.documents import Kept
    from campaignkit.models.campaign import Campaign

# Whatever a rule could begin at: marks of quotation, digits, brackets and signs of templates, marks of a block.
_SPEAKS = re.compile(r"[\"“”„«»‘`\d\[\]{}<>%$£€*|\n]|(?<!\w)['’]|['’](?!\w)")
LENGTH_AT_MOST = 120  # code points of a value; a longer one is a text of its own


class Alike:
    """A letter that has been checked, and what in it is personal.

    Args:
        letter: One of the letters, as text.
        personal: The values in it that differ from letter to letter: a name, a town.
        campaign, documents, as_of: As for `check`.

    Attributes:
        report: What was found in `letter`.

    Raises:
        As `check`.

    Examples:
        >>> from campaignkit.catalog import load
        >>> letters = Alike("Dear Ana Ruiz, the test matched 38 members of Congress.", ["Ana Ruiz"],
        ...                 load("face-recognition-2020"))
        >>> report = letters.check("Dear Li Wei, the test matched 38 members of Congress.")
        >>> [(one.text, one.column) for one in report.errors]
        [('38 members of Congress', 31)]
    """

    def __init__(
        self,
        letter: str,
        personal: Iterable[str],
        campaign: Campaign | None = None,
        *,
        documents: str | Path | Mapping[str, Kept] | None = None,
        as_of: date | None = None,
    ) -> None:
        self._campaign, self._documents, self._as_of = campaign, documents, as_of
        values = sorted({one for one in personal if one}, key=len, reverse=True)
        held = re.split("|".join(map(re.escape, values)), letter) if values else [letter]
        self._parts = held
        self._silent = all(map(_is_silent, values))
        self.report = self._checked(letter)
        self._starts = self._places(letter) or []
        self._silent = self._silent and all(self._is_constant(one) for one in self.report.findings)

    def check(self, letter: str) -> Report:
        """Return what is found in another letter: that of the first one, moved to where it stands in this one."""
        starts = self._places(letter) if self._silent else None
        if starts is None:
            return self._checked(letter)
        if not self.report.findings:
            return self.report
        moved = tuple(self._moved(one, letter, starts) for one in self.report.findings)
        return self.report.model_copy(update={"findings": moved})

    def _places(self, letter: str) -> list[int] | None:
        """Return where the constant parts begin; None if they are not there, or what is between them speaks."""
        at, places = 0, []
        for number, part in enumerate(self._parts):
            last = number == len(self._parts) - 1
            place = len(letter) - len(part) if last else letter.find(part, at)
            if place < at or not letter.startswith(part, place) or (number == 0 and place):
                return None
            if number and not _is_silent(letter[at:place]):
                return None
            places.append(place)
            at = place + len(part)
        return places

    def _is_constant(self, finding: Finding) -> bool:
        """Whether a finding lies in one constant part."""
        number = bisect_right(self._starts, finding.at.start) - 1
        return number >= 0 and finding.at.end <= self._starts[number] + len(self._parts[number])

    def _moved(self, finding: Finding, letter: str, starts: list[int]) -> Finding:
        number = bisect_right(self._starts, finding.at.start) - 1
        by = starts[number] - self._starts[number]
        at = finding.at.moved(by)
        column = at.start - letter.rfind("\n", 0, at.start)
        end = at.end - letter.rfind("\n", 0, at.end - 1)
        return finding.model_copy(update={"at": at, "column": column, "end_column": end})

    def _checked(self, letter: str) -> Report:
        return check(letter, self._campaign, documents=self._documents, as_of=self._as_of)


def _is_silent(value: str) -> bool:
    """Whether a value is a few words of which no rule has anything to say.

    Examples:
        >>> _is_silent("Ana Ruiz"), _is_silent("over 1,300 departments"), _is_silent("twenty-eight towns")
        (True, False, False)
    """
    if len(value) > LENGTH_AT_MOST or _SPEAKS.search(value):
        return False
    return not _NUMBERS.search(value) or not find_quantities(value)


_NUMBERS = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundred|thousand|\w*illion|"
    r"half|third|quarter|dozen|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|"
    r"may|june|july|august|september|october|november|december|todo|tbd)\b",
    re.IGNORECASE,
)
