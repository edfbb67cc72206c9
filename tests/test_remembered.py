"""What is remembered of a library is what would be found anew, and goes with the library."""

from __future__ import annotations

import pytest

from campaignkit.checks import check
from campaignkit.checks.draft import Draft
from campaignkit.checks.library import Library, make_library
from campaignkit.checks.measuring import measure
from campaignkit.checks.parts import parts_with
from campaignkit.checks.remembered import ANSWERS_AT_MOST, LENGTH_AT_MOST, remembered
from campaignkit.documents import read_bytes
from campaignkit.figures import find_quantities
from campaignkit.markup import visible, without_stress

SOURCE = (
    "The ferry carries over 300 people a day, said Ada Lund. “We will not raise the fare before May,” she said.\n\n"
    "The harbour office counted 1,204 crossings in 2021. The council voted 5 to 2 on June 10, 2021.\n"
)
OTHER = SOURCE.replace("300", "500").replace("not raise", "now raise").replace("June 10", "June 12")
DRAFTS = [
    "Ada Lund said, “We will not raise the fare before May.”",
    "Dear Mayor,\n\nThe ferry carries over 500 people a day.\n\nWe are 40 members.\n\nPlease answer.",
    "The ferry carries over 300 people a day. The office counted 1,204 crossings in 2021.\n\n2) 12 of us wrote.",
    "The council voted 5 to 2 on June 12, 2021.\n\n- one\n- 22)\n\n13 boats.",
    "| Year | Crossings |\n| --- | --- |\n| 2021 | 1,204 |\n\nSee https://example.org/2020/06 and @oak20, *34*%.",
    "We write to you once more. " * 8 + "\n\nThe ferry carries over 500 people a day. So it is said.\n\nWe are 40.",
    "<p>Over</p>\n\n1,204 crossings\n\n\n\nmore than\n\n300 people a day.",
]


def library(text: str) -> Library:
    kept = read_bytes(text.encode(), "source.txt")
    return make_library(None, {kept.sha256: kept})


def findings(text: str, source: str) -> list[str]:
    kept = read_bytes(source.encode(), "source.txt")
    return [str(one) for one in check(text, documents={kept.sha256: kept}).findings]


def test_an_answer_is_given_once_for_each_library() -> None:
    asked: list[str] = []

    @remembered
    def length(library: Library, text: str, more: int) -> int:
        asked.append(text)
        return len(text) + more

    one, other = library(SOURCE), library(OTHER)
    assert [length(one, "ab", 1), length(one, "ab", 1), length(one, "ab", 2), length(other, "ab", 1)] == [3, 3, 4, 3]
    assert asked == ["ab"] * 3


def test_what_is_kept_is_bounded() -> None:
    @remembered
    def same(library: Library, text: str) -> str:
        return text

    held = library(SOURCE)
    for number in range(ANSWERS_AT_MOST + 10):
        same(held, str(number))
    same(held, "a" * (LENGTH_AT_MOST + 1))
    assert [len(answers) for answers in held.answers.values()] == [10]


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_draft_is_read_by_paragraphs_as_it_is_as_a_whole(draft: str) -> None:
    whole = find_quantities(without_stress(visible(draft)))
    assert Draft(draft).quantities == whole
    assert [one.text for one in Draft(draft).quantities] == [one.text for one in whole]


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_part_has_the_sentences_of_the_draft(draft: str) -> None:
    whole = Draft(draft)
    for part, held, numbers in parts_with(whole, whole.quantities):
        read = part.as_draft()
        for quantity, number in zip(held, numbers, strict=True):
            there = read.quantities[number]
            ours, theirs = whole.sentence_at(quantity.span.start), read.sentence_at(there.span.start)
            assert read.text[slice(*there.span)] == draft[slice(*quantity.span)]
            assert read.text[slice(*theirs)] == draft[slice(*ours)]
            assert (there.context, there.clause) == (quantity.context, quantity.clause)


def test_measures_are_at_the_places_of_the_draft_however_it_is_written_on() -> None:
    held, draft = library(SOURCE), DRAFTS[1]
    before, after = Draft(draft), Draft(f"A line more.\n\n{draft}\n\nAnd 7 more.")
    first, second = (measure(one, held, []) for one in (before, after))
    assert [(one.kind, one.known) for one in first] == [(one.kind, one.known) for one in second][: len(first)]
    assert [after.text[slice(*one.quantity.span)] for one in second][: len(first)] == [
        before.text[slice(*one.quantity.span)] for one in first
    ]


def test_nothing_that_was_found_in_other_documents_is_told_of_these() -> None:
    alone = {(text, source): findings(text, source) for text in DRAFTS for source in (SOURCE, OTHER)}
    mixed = {(text, source): findings(f"{text}\n", source) for source in (OTHER, SOURCE) for text in reversed(DRAFTS)}
    assert alone == mixed
    assert alone[DRAFTS[0], SOURCE] != alone[DRAFTS[0], OTHER]
    assert alone[DRAFTS[1], SOURCE] != alone[DRAFTS[1], OTHER]
