"""Short drafts that quote made-up documents: honest ones, which are left alone, and wrong ones, which are reported."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from campaignkit.checks import check
from campaignkit.documents import Kept, read_bytes, read_folder
from campaignkit.letterheads import is_boilerplate, signers
from campaignkit.models.finding import Finding
from campaignkit.transcripts import read_transcript

FOLDER = Path(__file__).parent / "speech"
TOPICS = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


@cache
def documents(topic: str) -> Mapping[str, Kept]:
    return read_folder(FOLDER / topic)


def quotation_findings(draft: str, held: Mapping[str, Kept]) -> list[Finding]:
    return [one for one in check(draft, documents=held).findings if one.rule.startswith("quote-")]


@pytest.mark.parametrize(
    ("topic", "draft"), [(name, draft) for name, told in TOPICS.items() for draft in told["clean"]]
)
def test_an_honest_draft_is_left_alone(topic: str, draft: str) -> None:
    found = quotation_findings(draft, documents(topic))
    assert [one for one in found if one.severity != "info"] == []


@pytest.mark.parametrize(
    ("topic", "draft", "rules"),
    [(name, one["draft"], one["rules"]) for name, told in TOPICS.items() for one in told["wrong"]],
)
def test_a_wrong_draft_is_reported(topic: str, draft: str, rules: list[str]) -> None:
    found = quotation_findings(draft, documents(topic))
    assert {one.rule for one in found if one.severity != "info"} & set(rules), found


# How grave it is, on documents of a few lines.

POST = """The Oak Post, May 3, 2021
By Bo Ek

“We will not close the old mill before the summer of next year,” said Ann Lee, the owner of Oak Mills.

Cy Dee, who mends the wheel, disagreed. “Nobody believes a word of that any more,” he said.

The union called it “a very old promise.”

We use cookies to bring you the news.
"""
LETTER = """Oak Mills
May 4, 2021

Dear Mayor Fox,

the wheel has turned for ninety years. We cannot pay for another ninety.

Yours truly,
Ann Lee
"""
OTHER = "“We won’t close the old mill before the summer of next year,” said Ann Lee in April.\n"


@pytest.fixture(scope="module")
def mill() -> Mapping[str, Kept]:
    texts = {"post.txt": POST, "letter.txt": LETTER}
    kept = [read_bytes(text.encode(), name) for name, text in texts.items()]
    return {one.sha256: one for one in kept}


GRAVE = {
    "both are plain": ("Cy Dee said, “We will not close the old mill before the summer of next year.”", "error"),
    "a guess at the draft": (
        "Cy Dee is tired. “We will not close the old mill before the summer of next year.”",
        "warning",
    ),
    "a label before a colon": (
        "- Cy Dee, a millwright: “We will not close the old mill before the summer of next year.”",
        "error",
    ),
    "the source has it after a pronoun": ("Ann Lee said, “Nobody believes a word of that any more.”", "error"),
    "the letter of somebody else, to whom it greets": (
        "Mayor Fox wrote, “We cannot pay for another ninety.”",
        "error",
    ),
    "the notice of a page": ("As Bo Ek writes, “we use cookies to bring you the news.”", "error"),
    "the paper for the one it quotes": (
        "The Oak Post wrote, “We will not close the old mill before the summer of next year.”",
        "error",
    ),
    "the owner, who is another": ("The owner said, “Nobody believes a word of that any more.”", "warning"),
}


@pytest.mark.parametrize(("draft", "severity"), GRAVE.values(), ids=GRAVE)
def test_how_grave_a_wrong_speaker_is(mill: Mapping[str, Kept], draft: str, severity: str) -> None:
    found = [one.severity for one in quotation_findings(draft, mill) if one.rule == "quote-misattributed"]
    assert found == [severity]


SILENT = {
    "the paper reports it": "The Oak Post reports that “nobody believes a word of that any more.”",
    "the owner, whom the source names so": (
        "The owner said, “We will not close the old mill before the summer of next year.”"
    ),
    "the mayor, whom no source names": "The mayor said, “Nobody believes a word of that any more.”",
    "whoever it was": "One worker said, “Nobody believes a word of that any more.”",
    "her people": "Ann Lee’s office said, “We will not close the old mill before the summer of next year.”",
    "a letter by its signature": "Ann Lee wrote to the mayor, “We cannot pay for another ninety.”",
    "a letter by its head": "Oak Mills wrote, “We cannot pay for another ninety.”",
    "a single word": "Bo Ek called it “promise.”",
    "no name": "Please read this: “Nobody believes a word of that any more.”",
}


@pytest.mark.parametrize("draft", SILENT.values(), ids=SILENT)
def test_a_speaker_who_may_be_right_is_left_alone(mill: Mapping[str, Kept], draft: str) -> None:
    assert [one for one in quotation_findings(draft, mill) if one.rule == "quote-misattributed"] == []


ABSENT = {
    "of somebody the sources name": ("Ann Lee said, “The wheel is only for show these days.”", "error"),
    "of nobody": ("“The wheel is only for show these days.” So it is.", "warning"),
    "of nobody, beside what a source has": (
        "Ann Lee wrote, “We cannot pay for another ninety.” “The wheel is only for show these days.” So it is.",
        "error",
    ),
    "of the mill": ("A mill spokesman said, “The wheel is only for show these days.”", "warning"),
    "of the union": ("The union says, “The wheel is only for show these days.”", "error"),
    "of a body nobody knows": (
        "Bea Roe, chair of the Wheel Friends, said, “The wheel is only for show these days.”",
        "warning",
    ),
    "of somebody unknown, of a body that the sources know": (
        "Oak Mills director Bea Roe said, “The wheel is only for show these days.”",
        "error",
    ),
    "of another of that name": ("Dot Dee, a nurse, said, “The wheel is only for show these days.”", "warning"),
    "of somebody in a release": (
        "PRESS RELEASE\n\nThe Wheel Friends met.\n\n“The wheel is only for show,” said Bea Roe.",
        "info",
    ),
    "the sender’s question": ("Ask. “Mr. Fox, will you come to the wheel and look at it with us?”", "warning"),
    "of the one the writer met": ("I met a miller. “The wheel is only for show these days,” he said.", "info"),
    "of somebody unknown": ("Dot Gray said, “The wheel is only for show these days.”", "warning"),
    "at our meeting, of somebody known": ("Ann Lee told us, “The wheel is only for show these days.”", "warning"),
    "of a child": ("“Why does the wheel stand still today?” asked Frida.", "info"),
    "a saying": ("As the saying goes, “the wheel that stands still rusts first.”", "info"),
    "on a sign": ("Our sign read “The wheel must go on turning here.”", "info"),
    "to be said": ("Say: “Hello, I am calling about the mill and its wheel.”", "info"),
    "of the writer’s landlord": ("My landlord said, “The wheel is only for show these days.”", "info"),
    "of the sender’s own": (
        "Friends of the Wheel\nPress: Dot Gray, 555-0101\n\n“The wheel is only for show these days,” said Dot Gray.",
        "info",
    ),
    "of the mail that is answered": (
        "Thanks, see below.\n\nOn Tue, May 4, 2021, Dot Gray wrote:\n> The wheel is only for show these days.\n",
        "info",
    ),
    "a block of somebody": ("Remember this:\n\n> The wheel is only for show these days.\n", "warning"),
    "irony": ("They call this “progress.”", "info"),
}


@pytest.mark.parametrize(("draft", "severity"), ABSENT.values(), ids=ABSENT)
def test_how_grave_a_quotation_is_that_no_source_has(mill: Mapping[str, Kept], draft: str, severity: str) -> None:
    found = quotation_findings(draft, mill)
    assert [(one.rule, one.severity) for one in found] in (
        [("quote-not-found", severity)],
        [] if severity == "info" else 0,
    )


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("Ann Lee said, “We will close the old mill before the summer of next year.”", "a negation"),
        ("Ann Lee said, “We may not close the old mill before the summer of next year.”", "a modal verb"),
        ("Ann Lee said, “We will not close the old mill before the summer of two years.”", "a figure"),
        ("Mayor Fox read it out: “Nobody believes a word of Oak any more.”", "a name"),
        ("Cy Dee said, “Nobody trusts a word of that any more.”", "a word"),
        ("The union called it “a very cheap promise.”", "a word"),
        ("Ann Lee said, “Before the summer of next year we will not close the old mill.”", "another order"),
        ("Cy Dee said, “a word nobody believes.”", "a word"),
    ],
)
def test_the_kind_of_change_is_named(mill: Mapping[str, Kept], draft: str, told: str) -> None:
    [found] = [one for one in quotation_findings(draft, mill) if one.rule == "quote-altered"]
    assert told in found.message
    assert found.severity == "error"


def test_two_wordings_of_one_utterance_are_told_side_by_side(mill: Mapping[str, Kept]) -> None:
    other = read_bytes(OTHER.encode(), "other.txt")
    draft = "Ann Lee said, “We will not close the old mill before the summer of next year.”"
    assert quotation_findings(draft, mill) == []
    [found] = quotation_findings(draft, {**mill, other.sha256: other})
    assert (found.rule, found.severity) == ("quote-altered", "info")
    assert "“We will not close" in found.message
    assert "“We won’t close" in found.message


# Whose document it is.


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (LETTER, ("Oak Mills", "Ann Lee")),
        (POST, ("The Oak Post", "Bo Ek")),
        ("STATEMENT BY OAK MILLS LTD\n\nWe close.\n", ("Oak Mills Ltd",)),
        ("FOR IMMEDIATE RELEASE\nContact: Ann Lee, 555-0100\n\nThe mill closes.\n\nAbout Oak Mills: it mills.\n",
         ("Ann Lee", "Oak Mills")),
        ("The mill closes. Nobody signed this.\n", ()),
    ],
)  # fmt: skip
def test_whose_document_it_is(text: str, names: tuple[str, ...]) -> None:
    assert set(names) <= set(signers(text))
    if not names:
        assert signers(text) == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [("We use cookies", True), ("Nobody believes", False), ("We will not", False), ("a very old", False)],
)
def test_what_a_page_says_of_itself(words: str, expected: bool) -> None:
    at = POST.index(words)
    assert is_boilerplate(POST, at, at + len(words)) is expected


def test_a_form_is_no_transcript() -> None:
    assert read_transcript("From: Ann\nTo: Bo\nSubject: Oak\nFrom: Bo\nTo: Ann\n") is None
    assert read_transcript("Ann: Yes.\nBo: No.\nCy: Perhaps.\n") is None


PASSED_ON = """The Oak Post, May 9, 2021
By Bo Ek

Ann Lee, who owns the mill, said she had met a miller.
“She told me, ‘My stones have ground nothing since the flood,’” Lee said.

Dr. Cy Fox, who mends the wheel, defended the plan. He said that a colleague
had asked him, “How many loaves will you bake with a still wheel?”

Mr B. Ode (Head of Rivers) spoke of the bank. He said, “A bank that nobody mends is a hole.”
"""


@pytest.mark.parametrize(
    ("draft", "severity"),
    [
        ("“My stones have ground nothing since the flood,” said Ann Lee.", ["error"]),
        ("Lee said that a miller had told her, “My stones have ground nothing since the flood.”", []),
        ("Dr. Fox asks us, “How many loaves will you bake with a still wheel?”", ["error"]),
        ("A colleague asked Dr. Fox, “How many loaves will you bake with a still wheel?”", []),
        ("Your Head of Rivers warned that “a bank that nobody mends is a hole.”", []),
        ("41.2 Mr Ode said, “A bank that nobody mends is a hole.”", []),
        ("Ann Lee said, “A bank that nobody mends is a hole.”", ["error"]),
        ("You must love Mr. Ode. “A bank that nobody mends is a hole,” he said.", []),
        ("We argued over Mr Ode. Ann Lee came. “A bank that nobody mends is a hole,” she said.", ["error"]),
    ],
)
def test_words_that_were_passed_on_are_not_those_of_who_passed_them_on(draft: str, severity: list[str]) -> None:
    kept = read_bytes(PASSED_ON.encode(), "post.txt")
    found = quotation_findings(draft, {kept.sha256: kept})
    assert [one.severity for one in found if one.rule == "quote-misattributed"] == severity


MINUTES = """Harrow Board of Works, 4 March 2024

Chair Lund: We turn to the pumps.

Engineer Sato: Two pumps failed. I would not run them another winter unless we have a spare.

Member Ruiz: How many homes?

Engineer Sato: About four hundred, Member Ruiz. A farmer in Nells told me, "My cows drank before my children."

Chair Lund: I said at the time, "A pump is not a promise."

A nurse wrote to me. She says, "I walk the last two miles with my keys in my hand."

Member Ruiz: We will keep the old well open during my term.

Chair Lund: We will repair, or replace where needed, every valve on the hill before winter.
"""
STORY = """The Nells Courier, 6 March 2024
By Joan Pike

Bill Oakes was in the second row. "They count litres and we count calves," a neighbour said, who asked not to be named.

The MLA for Harrow, Dinah Marsh, came late. "I was stuck behind a water truck," she told the Courier.

Cllr Amit Rao read from an e-mail that he had had from a cook: "I boil everything twice now, even the good intentions."

"We drew lots for the bath," a tenant said. Pat Dunne, a tenant, laughed.
"""


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("Ruiz asked how many. the engineer: “About four hundred, Member Ruiz.”", []),
        ("Member Ruiz said: “About four hundred, Member Ruiz.”", ["quote-misattributed error"]),
        ("A farmer in Nells said, “My cows drank before my children.”", []),
        ("Engineer Sato said, “My cows drank before my children.”", ["quote-misattributed error"]),
        ("Chair Lund said, “I walk the last two miles with my keys in my hand.”", ["quote-misattributed error"]),
        ("Chair Lund said, “A pump is not a promise.”", []),
        ("Engineer Sato said, “A pump is not a promise.”", ["quote-misattributed error"]),
        ("A nurse wrote to Lund: “I walk the last two miles with my keys in my hand.”", []),
        ("Bill Oakes said, “They count litres and we count calves.”", ["quote-misattributed error"]),
        ("“They count litres and we count calves,” said a neighbour.", []),
        ("Pat Dunne said, “We drew lots for the bath.”", []),
        ("The MLA for Harrow said, “I was stuck behind a water truck.”", []),
        ("Amit Rao said, “I boil everything twice now, even the good intentions.”", ["quote-misattributed error"]),
        ("A cook wrote to Cllr Rao: “I boil everything twice now, even the good intentions.”", []),
        ("Member Ruiz said, “We will keep the old well open.”", ["quote-truncated warning"]),
        ("Member Ruiz said, “We will keep the old well open …”", ["quote-truncated warning"]),
        ("Member Ruiz said, “We will keep the old well open during my term.”", []),
        ("Chair Lund said, “We will repair every valve on the hill before winter.”", ["quote-altered error"]),
        ("Chair Lund said, “We will repair … every valve on the hill before winter.”", []),
    ],
)
def test_minutes_and_a_story_are_read_for_who_said_it(draft: str, told: list[str]) -> None:
    kept = [read_bytes(text.encode(), name) for name, text in (("minutes.txt", MINUTES), ("story.txt", STORY))]
    found = quotation_findings(draft, {one.sha256: one for one in kept})
    assert [f"{one.rule} {one.severity}" for one in found] == told


@pytest.mark.parametrize(
    "draft",
    [
        "Our banner will say “A Mill, Not a Ruin.”",
        "COME AND ASK: “Know Your Wheel” evening, every Friday.",
        "I would be careful with the “promise” remark.",
        "“We will not close the old mill,” said Ann Lee, the owner of Oak Mills, “before the summer of next year.”",
        "MILL FRIENDS: “ONE DOWN, TWO TO GO”",
        "From: Ann\nTo: Bo\nSubject: wheel\n\nSee you.\n\n> Can you bring the long ladder to the mill?\n> Bo\n",
        "See below.\n\n> On Tue, May 4, 2021 Ann Lee wrote:\n> We cannot come before noon, the wheel is wet.\n",
    ],
)
def test_names_signs_and_answered_mails_quote_nobody(mill: Mapping[str, Kept], draft: str) -> None:
    assert [one for one in quotation_findings(draft, mill) if one.severity != "info"] == []
