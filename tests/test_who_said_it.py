"""The many ways in which a campaign says who said it: each gives the words to the right one, and to the wrong one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from campaignkit.documents import Kept, read_bytes
from campaignkit.quotations import find_quotations
from campaignkit.speakers import find_speakers
from tests.test_speech import quotation_findings

STORY = """The Tarn Herald, 4 June 2021
By Kit Moss

Tarn Ferries' managing director, Ewan Rusk, welcomed the ruling. 'We will run the late boat again
from the first of May,' he said.

Ms Sorley, who keeps the pier shop, was not so sure. 'They have promised me that boat in four
different years,' she said.

Orla Finch, chair of the Islanders' Forum, said: 'We are not asking for a favour and never have been,'
and she sat down. 'We are asking for a timetable.'

'This is no blank ticket,' the convener, Hugh Bain, said. 'If the late boat is empty, it stops.'

President Ada Quill of the Seafarers' League said: "The pumps are old, and it's the crew who will pay for it."
"""
MINUTES = """Forum, minutes. Nell Sorley took the chair of the pier group.
"""


@pytest.fixture(scope="module")
def ferry() -> Mapping[str, Kept]:
    kept = [read_bytes(text.encode(), name) for name, text in (("story.txt", STORY), ("minutes.txt", MINUTES))]
    return {one.sha256: one for one in kept}


BOAT = "“We will run the late boat again from the first of May.”"
YEARS = "“They have promised me that boat in four different years.”"
PUMPS = "“The pumps are old, and it’s the crew who will pay for it.”"


@pytest.mark.parametrize(
    "draft",
    [
        f"Ewan Rusk said: {BOAT}",
        f"Nell said: {YEARS}",  # the minutes have her first name
        f"Orla Finch spoke first. Then came the president’s turn. In the president’s words, {PUMPS}",
        f"Dr Finch was there. As the president put it, {PUMPS}",
        f"No. Boats may not run empty. In the managing director’s words, {BOAT}",
        f"Orla Finch was there. We heard it said that {BOAT}",
        f"Here is what Rusk had to say about it: {BOAT}",
        f"What does Ms Sorley say? {YEARS}",
        f"## Ewan Rusk\n\n{BOAT}",
        f"Hugh Bain said so.\n\n## Sorley\n\n{YEARS}",
        f"> {BOAT[1:-1]}\n>\n> — Tarn Ferries’ managing director",
        f"> {BOAT[1:-1]}\n>\n> — Ewan Rusk of Tarn Ferries",
        f"Orla Finch said: “We are asking for a timetable.” {BOAT[:-2]}” (Rusk).",
        "Orla Finch said, “We are not asking for a favour … We are asking for a timetable.”",
        "The convener: “This is no blank ticket.”",
        "Ada Quill said, “The pumps are old, and [the age]’s the crew who will pay for it.”",
        "The Islanders’ Forum says “asking for a timetable.”",
        "Our press officer, Jo Platt, says: “We want a boat and a lamp on the pier.”",
    ],
)
def test_the_right_one_is_let_be(ferry: Mapping[str, Kept], draft: str) -> None:
    assert [one for one in quotation_findings(draft, ferry) if one.severity != "info"] == []


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        (f"Orla said: {YEARS}", "quote-misattributed warning"),  # the first name of another
        (f"Here is what Orla Finch had to say: {BOAT}", "quote-misattributed error"),
        (f"Here is what Orla Finch had to say: {PUMPS}", "quote-misattributed error"),
        (
            "The Islanders’ Forum said: “We are not asking for a favour and never have been.”",
            "quote-misattributed warning",
        ),
        (f"What does Hugh Bain say? {YEARS}", "quote-misattributed error"),
        (f"And what did Ewan Rusk tell the Forum? {PUMPS}", "quote-misattributed error"),
        (f"## Orla Finch\n\n{BOAT}", "quote-misattributed warning"),
        (f"Hugh Bain spoke to this at length.\n\n{BOAT}", "quote-misattributed warning"),
        (f"> {YEARS[1:-1]}\n>\n> — Tarn Ferries’ managing director", "quote-misattributed warning"),
        (f"Tarn Ferries’ managing director said: {YEARS}", "quote-misattributed warning"),
        ("Orla Finch said, “We are … asking for a favour.”", "quote-truncated warning"),
        ("The convener: “This is … blank ticket.”", "quote-truncated warning"),
        ("Ada Quill said, “The pumps are old, and [the age]’s the crew who will gain.”", "quote-altered error"),
    ],
)
def test_the_wrong_one_is_told(ferry: Mapping[str, Kept], draft: str, told: str) -> None:
    found = [f"{one.rule} {one.severity}" for one in quotation_findings(draft, ferry) if one.severity != "info"]
    assert found == [told]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Oak Mills’ managing director, Bo Ek, welcomed it. “We stop selling it,” he said.", "Bo Ek"),
        ("Here’s what Ann Lee, the chair, told us in May: “We stop selling it.”", "Ann Lee"),
        ("What did the mayor say? “We stop selling it.”", "the mayor"),
        ("Ask Kaye, who put it this way: “We stop selling it.”", "Kaye"),
        ("The response from the mayor? “We stop selling it.”", "the mayor"),
        ("It was Ann Lee, not Bo Ek, who said “we stop selling it.”", "Ann Lee"),
        ("It was Ann Lee and not Bo Ek who said “we stop selling it.”", "Ann Lee"),
        ("Bo Ek said, “It is late.”\n\n“We stop selling it.” (Lee)", "Lee"),
        ("Bo Ek said, “It is late.”\n\n*“We stop selling it.”* — Ann Lee", "Ann Lee"),
        ("Bo Ek said, “It is late.”\n\n**“We stop selling it.”**\nAnn Lee, Oak Union", "Ann Lee"),
        ("Bo Ek said, “It is late.”\n\n“We stop selling it.”\nIt rained.", "Bo Ek"),
        ("What does it mean to say that? “We stop selling it.”", ""),
        ("Ann Lee knows what they sold: “We stop selling it.”", "Ann Lee"),
        ("**Ann Lee**\n\n“We stop selling it.”", "Ann Lee"),
        ("## Oak Housing Association\n\n“We stop selling it.”", ""),  # a heading may tell of what follows
        ("Bo Ek said, “No.”\n\n## The cost\n\n“We stop selling it.”", ""),
        ("Bo Ek said, “It is late.”\n\nIt rained.\n\n“We stop selling it.”", ""),
        ("She cited “the stop of all selling at once” (Guardian).", "She"),
    ],
)
def test_whom_the_prose_names(text: str, name: str) -> None:
    last = find_speakers(text, find_quotations(text))[-1]
    assert (last.name if last else "") == name
