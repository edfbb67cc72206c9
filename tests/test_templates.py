"""The templates: each, with every demand and target that applies, reads as it should; and none can do harm."""

from __future__ import annotations

import re
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.asks import applies, evidence_date
from campaignkit.attribution import attributed, short_name, stands_alone
from campaignkit.catalog import load
from campaignkit.composer import Template, TemplateHead, compose, templates
from campaignkit.errors import TemplateError, UsageError
from campaignkit.marks import Mark, Marks
from campaignkit.material import Material
from campaignkit.models import Campaign, Company, Demand, Document, Legislature, Sender, Source, Statement
from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    Heading,
    Inline,
    LineBreak,
    Lines,
    Paragraph,
    Quoted,
    SourceMark,
    Text,
)
from campaignkit.models.target import Target
from campaignkit.sandbox import FILTERS, ITEMS_AT_MOST, Sandbox, escapes
from campaignkit.wording import Wording, as_clause
from tests.conftest import ROOT

CAMPAIGN = load("face-recognition-2020")
BEFORE, DAY_AFTER, LATER = date(2020, 6, 12), date(2021, 6, 11), date(2026, 11, 23)
GROUP = Sender(
    name="Ana Ruiz", organisation="Oak Street Neighbors", own_words="I live on Oak Street.\n\nSo do my aunts."
)
ALONE = Sender(name="Ana Ruiz", own_words="I live on Oak Street.")
SHIPPED = {template.name: template for template in templates() if template.head.language == "en"}


def addressees(template: Template, demand: Demand, campaign: Campaign = CAMPAIGN) -> list[Target | None]:
    """Everybody to whom this demand can be put with this template; nobody in particular where that is possible."""
    kinds = template.head.addressed_to
    fit = [one for one in campaign.targets if applies(campaign, demand, one) and (not kinds or one.kind in kinds)]
    return [*fit] if template.head.kind == "letter" else [None, *fit]


def made(name: str, demand: str, target: str | None, day: date = LATER, sender: Sender | None = None) -> Document:
    return compose(CAMPAIGN, name, demand=demand, target=target, date=day, sender=sender)


# What is wrong with a document, told so that a test can say which.


def all_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, BlockQuote):
            yield from all_blocks(block.blocks)
        if isinstance(block, Bullets):
            for item in block.items:
                yield from all_blocks(item)


def told(block: Paragraph | Heading) -> str:
    return "".join(getattr(inline, "text", " ") for inline in block.inlines)


def inlines(document: Document) -> Iterator[Inline]:
    for block in all_blocks(document.blocks):
        if isinstance(block, Paragraph | Heading):
            yield from block.inlines


def faults(document: Document, campaign: Campaign = CAMPAIGN) -> Iterator[str]:
    """Yield what no document may have."""
    text, entries = document.text, {entry.number for entry in document.sources}
    if Document.model_validate_json(document.model_dump_json()) != document:
        yield "JSON does not bring it back"
    asks = [one for one in all_blocks(document.blocks) if isinstance(one, Paragraph) and one.role == "ask"]
    if len(asks) != 1:
        yield f"{len(asks)} paragraphs ask"
    elif document.kind != "petition" and told(asks[0]).count("?") != 1:
        yield "the ask is not a single question"
    for wrong in re.findall(
        r"[\ue000\ue001]|(?<=\S)  +| [.,;:?]|\.\.|\bNone\b|\bnone\b(?= [a-z]+\()|{{|}}|{%|\(\)", text
    ):
        yield f"holds {wrong!r}"
    for block in all_blocks(document.blocks):
        if isinstance(block, Paragraph | Heading) and not told(block).strip():
            yield f"an empty {block.type}"
        if isinstance(block, Paragraph) and not block.role and ". " in told(block) and told(block).endswith(":"):
            yield "what leads up to a list runs on from the paragraph before"
        if isinstance(block, Bullets) and not all(block.items):
            yield "an empty item"
    for cited in document.citations:
        if text[cited.start : cited.end] != cited.text:
            yield f"a citation whose place holds {text[cited.start : cited.end]!r}, not {cited.text!r}"
        if cited.source not in {entry.source for entry in document.sources}:
            yield f"a citation of {cited.source} without an entry"
    marked = {number for one in inlines(document) if isinstance(one, SourceMark) for number in one.numbers}
    if marked != entries or [entry.number for entry in document.sources] != [*range(1, len(entries) + 1)]:
        yield f"marks {sorted(marked)}, sources {sorted(entries)}"
    sentences = Counter(told(one) for one in all_blocks(document.blocks) if isinstance(one, Paragraph | Heading))
    yield from (f"twice: {sentence}" for sentence, count in sentences.items() if count > 1)
    for inline in inlines(document):
        if isinstance(inline, Quoted) and inline.text not in " ".join(
            campaign.statement(inline.statement).exact.split()
        ):
            yield f"not the words of {inline.statement}: {inline.text}"


@pytest.mark.parametrize("demand", [demand.id for demand in CAMPAIGN.demands])
@pytest.mark.parametrize("name", SHIPPED)
def test_every_template_reads_well_for_every_demand_and_target(name: str, demand: str) -> None:
    for target in addressees(SHIPPED[name], CAMPAIGN.demand(demand)):
        for day in (BEFORE, DAY_AFTER, LATER):
            for sender in (None, GROUP):
                document = compose(CAMPAIGN, name, demand=demand, target=target, date=day, sender=sender)
                label = f"{name} × {demand} × {target and target.id} × {day}"
                assert not list(faults(document)), label
                assert ("Ana Ruiz" in document.text) == (sender is not None and may_sign(document)), label
                assert "[" not in document.title + "".join(
                    one.text for one in inlines(document) if isinstance(one, Text)
                )


def may_sign(document: Document) -> bool:
    return document.kind in ("letter", "call-script")  # a petition is brought by the organisation, a sheet by nobody


FAULTY = [
    ("Yes  or no", "two spaces run together"),
    ("It is so .", "a space stands before the full stop"),
    ("It is so..", "two full stops"),
    ("It ends on None.", "a field that is nothing was printed"),
    ("Dear {{ name }}", "a hole was left"),
    ("A mark \ue0007\ue001", "a mark was not replaced"),
    ("It has run out. Our reasons:", "a paragraph break was lost"),
]


@pytest.mark.parametrize(("words", "why"), FAULTY)
def test_what_is_wrong_is_seen(words: str, why: str) -> None:
    document = made("letters/company", "end-police-sales", "amazon")
    assert not list(faults(document))
    assert list(faults(with_blocks(document, (*document.blocks, Paragraph(inlines=(Text(text=words),)))))), why


def test_a_repeated_paragraph_and_a_missing_ask_are_seen() -> None:
    document = made("letters/company", "end-police-sales", "amazon")
    ask = next(one for one in document.blocks if isinstance(one, Paragraph) and one.role == "ask")
    without = tuple(one for one in document.blocks if one is not ask)
    assert list(faults(with_blocks(document, without))) == ["0 paragraphs ask"]
    assert list(faults(with_blocks(document, (*document.blocks, ask)))) == ["2 paragraphs ask", f"twice: {told(ask)}"]


def with_blocks(document: Document, blocks: tuple[Block, ...]) -> Document:
    return Document.model_validate({**document.model_dump(), "blocks": [block.model_dump() for block in blocks]})


# What a template itself may hold.


def literal(source: str) -> str:
    """The words that a template holds itself, with what is computed left out."""
    tokens = jinja2.Environment(autoescape=True).lex(source.partition("\n+++\n")[2] or source)
    return re.sub(r"(?m)^\d+\. ", "", "".join(text for _, kind, text in tokens if kind == "data"))


BY_HAND = re.compile(r"[“”\"‘]|\d|%|\b(one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|once|twice)\b", re.I)
FILES = sorted((ROOT / "templates").rglob("*.j2"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT / "templates")))
def test_no_quotation_or_figure_is_typed_into_a_template(file: Path) -> None:
    found = BY_HAND.search(literal(file.read_text(encoding="utf-8")))
    assert not found, found


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT / "templates")))
def test_no_template_knows_of_a_campaign(file: Path) -> None:
    words = file.read_text(encoding="utf-8")
    known = [one.name for one in CAMPAIGN.targets] + ["face recognition", "facial", "surveillance", "police"]
    assert not [name for name in known if re.search(rf"\b{re.escape(name)}\b", words, re.I)]


def test_what_is_typed_by_hand_is_seen() -> None:
    assert BY_HAND.search(literal("+++\na = 1\n+++\nOver two hundred of {{ points[0] }}"))
    assert not BY_HAND.search(literal("+++\na = 1\n+++\n1. {{ summary(points[0]) }} is not {{ when(1) }}"))


# The kinds.


@pytest.mark.parametrize("day", [BEFORE, LATER])
def test_a_call_script_has_at_most_150_words(day: date) -> None:
    sender = Sender(name="Maria Magdalena de la Cruz", organisation="Neighbors of the Northern Waterfront District")
    for demand in CAMPAIGN.demands:
        for target in addressees(SHIPPED["scripts/call"], demand):
            script = compose(CAMPAIGN, "call-script", demand=demand.id, target=target, date=day, sender=sender)
            body = script.text.removeprefix(script.title).partition("\n\nSources\n\n")[0]
            assert 20 < len(body.split()) <= 150
            assert len(re.findall(r"\(source ", body)) <= 1


def test_the_title_of_a_petition_is_short_enough_for_every_site() -> None:
    for demand in CAMPAIGN.demands:
        assert len(made("petition", demand.id, None).title) <= 80


@pytest.mark.parametrize(
    ("kind", "target", "expected"),
    [
        ("letter", "amazon", "letters/company"),
        ("letter", "ed-markey", "letters/legislator"),
        ("letter", "city-council", "letters/legislature"),
        ("letter", "dhs", "letters/agency"),
        ("petition", None, "petitions/petition"),
        ("talking-points", "dhs", "talking_points/sheet"),
        ("call-script", "amazon", "scripts/call"),
    ],
)
def test_the_template_that_fits_the_target_is_taken(kind: str, target: str | None, expected: str) -> None:
    whom = CAMPAIGN.target(target) if target else None
    demand = next(one for one in CAMPAIGN.demands if whom is None or applies(CAMPAIGN, one, whom))
    assert made(kind, demand.id, target).template == expected


def test_a_template_is_not_used_for_whom_it_was_not_written() -> None:
    with pytest.raises(UsageError, match="not written for a company"):
        made("letters/legislator", "end-police-sales", "amazon")
    for name in ("letter", "letters/sign-on"):
        with pytest.raises(UsageError, match="needs somebody to go to"):
            made(name, "end-police-sales", None)
    with pytest.raises(TemplateError, match="Did you mean 'letters/company'"):
        made("letters/compny", "end-police-sales", "amazon")


SAYS = [
    ("end-police-sales", "amazon", BEFORE, "Amazon has taken a step, and we write", "it presses while the pause holds"),
    ("end-police-sales", "amazon", BEFORE, "That commitment runs out on June 10, 2021.", "the pause is in force"),
    ("end-police-sales", "amazon", LATER, "That commitment ran out on June 10, 2021", "the pause is over"),
    ("end-police-sales", "amazon", DAY_AFTER, "That commitment ran out on June 10, 2021", "from the day after on"),
    ("end-police-sales", "amazon", LATER, "none of the sources we rely on shows what has taken its place", "unknown"),
    ("end-police-sales", "ibm", LATER, "We write to thank IBM", "it has done what is asked"),
    (
        "end-police-sales",
        "ibm",
        LATER,
        "does this commitment by IBM stand today, with no end date",
        "so ask if it lasts",
    ),
    ("end-police-sales", "microsoft", LATER, "What we ask for waits on no condition.", "its promise has a condition"),
    (
        "end-police-sales",
        "microsoft",
        LATER,
        "A spokesperson for Microsoft said (BuzzFeed",
        "its own words are told",
    ),
    ("end-police-sales", "google", LATER, "record no commitment by Google on this", "silence is not refusal"),
    (
        "end-ring-police-partnerships",
        "amazon",
        BEFORE,
        "It runs until June 10, 2021, and it does not answer",
        "context",
    ),
    ("end-ring-police-partnerships", "amazon", LATER, "It ran out on June 10, 2021; none of", "context, now past"),
    ("end-ring-police-partnerships", "amazon", LATER, "of June 2020, more than six years ago", "the evidence is old"),
    (
        "end-ring-police-partnerships",
        "amazon",
        LATER,
        "over 1,300 police departments (source 1)",
        "the figure is cited",
    ),
    ("disclose-departments", "amazon", LATER, "- BuzzFeed News reported", "few reasons: more of the proof makes up"),
    ("ban-government-use", "ed-markey", LATER, "You have said: “As demonstrators", "their own words are held up"),
    (
        "ban-government-use",
        "jimmy-gomez",
        LATER,
        "About you our sources record this: Breitbart reported",
        "their record",
    ),
    ("adopt-model-ban", "city-council", LATER, "San Francisco, Berkeley, Oakland", "a city is told of cities"),
    ("end-agency-use", "dhs", LATER, "Dear Secretary of Homeland Security:", "the office, not who held it"),
]


@pytest.mark.parametrize(("demand", "target", "day", "words", "why"), SAYS)
def test_a_letter_says(demand: str, target: str, day: date, words: str, why: str) -> None:
    assert words in made("letter", demand, target, day).text, why


SAYS_NOT = [
    ("end-police-sales", "amazon", BEFORE, "ran out", "the pause has not run out yet"),
    ("end-police-sales", "amazon", BEFORE, "ago", "the evidence is new"),
    ("end-police-sales", "amazon", LATER, "has taken a step", "the step is over"),
    ("end-police-sales", "amazon", LATER, "on a separate matter", "the letter tells of that commitment already"),
    ("end-police-sales", "ibm", LATER, "will IBM", "it has done what is asked"),
    ("end-police-sales", "google", LATER, "Rekognition", "one company does not answer for another"),
    ("end-police-sales", "microsoft", LATER, "Amazon shouldn’t", "one company does not answer for another"),
    ("end-ring-police-partnerships", "amazon", LATER, "It runs until", "the pause is over"),
    ("end-ring-police-partnerships", "amazon", BEFORE, "ago", "the evidence is new"),
    (
        "ban-government-use",
        "rashida-tlaib",
        LATER,
        "Study after study",
        "that her words bear on this is only our reading",
    ),
    ("ban-government-use", "jimmy-gomez", LATER, "As demonstrators", "another member's words"),
    ("end-agency-use", "dhs", LATER, "Dear Acting Secretary", "who held the office is a fact of then"),
]


@pytest.mark.parametrize(("demand", "target", "day", "words", "why"), SAYS_NOT)
def test_a_letter_does_not_say(demand: str, target: str, day: date, words: str, why: str) -> None:
    assert words not in made("letter", demand, target, day).text, why


def test_standing_changes_opening_and_ask_and_not_only_the_date() -> None:
    then, now = (made("letter", "end-police-sales", "amazon", day) for day in (BEFORE, LATER))
    assert (then.standing, now.standing) == ("partly", "lapsed")
    openings = [told(next(block for block in one.blocks[3:] if isinstance(block, Paragraph))) for one in (then, now)]
    assert openings[0] != openings[1]
    ring = [made("letter", "end-ring-police-partnerships", "amazon", day).standing for day in (BEFORE, LATER)]
    assert ring == ["unmet", "unmet"]


@pytest.mark.parametrize("name", [name for name, template in SHIPPED.items() if template.head.kind == "letter"])
def test_each_part_of_a_letter_is_a_block_of_its_own(name: str) -> None:
    for demand in CAMPAIGN.demands:
        for target in addressees(SHIPPED[name], demand):
            letter = compose(CAMPAIGN, name, demand=demand.id, target=target, date=LATER, sender=GROUP)
            dated, address, salutation, opening, *_, last = letter.blocks
            assert dated == Lines(lines=("November 23, 2026",), role="date")
            assert address == Lines(lines=target.address_block if target else (), role="address", priority=1)
            assert salutation == Paragraph(inlines=(Text(text=target.opening if target else ""),), role="salutation")
            assert isinstance(opening, Paragraph) and opening.role == ""  # noqa: PT018
            assert last == Lines(lines=GROUP.block, role="signature")


def test_a_reminder_tells_where_things_stand_and_why_in_paragraphs_of_their_own() -> None:
    letter = made("letters/follow-up", "end-ring-police-partnerships", "amazon")
    opening, reason = (one for one in letter.blocks[3:5] if isinstance(one, Paragraph))
    assert told(opening).startswith("We asked you to end Ring’s partnerships")
    assert told(reason).startswith("Evan Greer")


def test_one_of_the_grounds_can_be_quoted_if_any_point_can() -> None:
    demand = CAMPAIGN.demand("ban-government-use")
    reports = [one.id for one in CAMPAIGN.statements if one.kind == "report" and not one.about and one.summary][:6]
    changed = demand.model_copy(update={"statements": (*reports, "ozer-power-to-spy")})
    drawn = Material(CAMPAIGN, changed, None, LATER)
    assert [one.id for one in drawn.grounds] == [*(one.id for one in drawn.points[:3]), "ozer-power-to-spy"]
    assert drawn.voice == drawn.grounds[-1]
    assert Material(CAMPAIGN, demand.model_copy(update={"statements": (*reports,)}), None, LATER).voice is None


def test_each_letter_quotes_where_somebody_can_be_quoted() -> None:
    for demand in CAMPAIGN.demands:
        for target in CAMPAIGN.targets:
            if applies(CAMPAIGN, demand, target):
                letter = made("letter", demand.id, target.id)
                able = Material(CAMPAIGN, demand, target, LATER).voices
                assert not able or any(isinstance(one, Quoted) for one in inlines(letter)), (demand.id, target.id)


def test_ring_is_never_put_into_the_mouth_of_somebody_who_did_not_name_it() -> None:
    demand, heard = CAMPAIGN.demand("end-ring-police-partnerships"), 0
    for name, template in SHIPPED.items():
        for target in addressees(template, demand):
            text = compose(CAMPAIGN, name, demand=demand.id, target=target, date=LATER).text
            sentences = [one for line in text.splitlines() for one in re.split(r"(?<=\)\.) ", line)]
            assert not [one for one in sentences if "Greer" in one and "Ring" in one]
            heard += "Greer" in text
    assert heard


def test_a_sheet_shows_every_figure_and_whose_it_is_and_chooses_none() -> None:
    sheet = made("talking-points", "end-ring-police-partnerships", "amazon").text
    part = sheet.partition("Where sources disagree")[2].partition("What we do not claim")[0]
    assert re.findall(r"- (.+?): (.+?) \(source", part) == [
        ("Daniel Bashir and Jacky Liang, undated", "allegedly over 1,000 police departments"),
        ("EFF, June 2020", "over 1,300 police departments"),
        (
            "Evan Greer, deputy director of digital rights activist group Fight for the Future, June 12, 2020",
            "over 1,350 police departments",
        ),
    ]
    assert part.count("is our reading") == 1


def test_a_sheet_shows_no_conflict_about_what_it_does_not_tell() -> None:
    sheet = made("talking-points", "end-research-development-sale", "microsoft").text
    assert "over 1,350" not in sheet  # Greer speaks of Amazon


def test_a_sheet_answers_the_other_side_and_says_what_is_not_claimed() -> None:
    sheet = made("talking-points", "ban-government-use", "us-congress").text
    assert "simply automates a process" in sheet.partition("What the other side says")[2].partition("What to answer")[0]
    claims = sheet.partition("What we do not claim")[2]
    assert "its own source, EFF, has withdrawn that statement (source 1)" in claims
    assert "nothing about what has happened since June 2020" in claims
    assert "that proves nothing" in claims


def test_a_sheet_of_the_day_before_knows_of_no_update() -> None:
    demand = CAMPAIGN.demand("end-police-sales")
    days = (date(2020, 6, 10), date(2020, 6, 11))
    updates = [[one for one in Material(CAMPAIGN, demand, None, day).withdrawn if not one.corrected] for day in days]
    assert [len(found) for found in updates] == [0, 1]


# Who signs.


def test_somebody_who_signs_alone_writes_as_one_person() -> None:
    for name in ("letters/company", "letters/follow-up"):
        letter = made(name, "end-police-sales", "amazon", sender=ALONE).text
        assert not re.search(
            r"\b[Ww]e (write|have|asked|ask|claim|rely|therefore)\b|\b[Oo]ur reasons\b|show us", letter
        )
        assert "show me" in letter


def test_a_letter_signed_together_never_says_i() -> None:
    letter = made("letters/sign-on", "end-police-sales", "amazon", sender=ALONE).text
    assert "We, the undersigned organizations," in letter
    assert not re.search(r"\bI\b|\bmy\b", letter)


def test_nobody_is_made_a_signer_who_has_only_made_the_demand() -> None:
    for name in ("petition", "letters/sign-on"):
        document = made(name, "end-police-sales", "amazon")
        assert document.initiators == ()
        assert not re.search(r"(brought by|Signed)", document.text)
    assert made("petition", "end-police-sales", None, sender=GROUP).initiators == ("Oak Street Neighbors",)


EVIL = "*bold* <b>b</b> {{ 7*7 }} {% for %} \ue0000\ue001 [a](http://x.example) # h `c` &amp; ~~ “q” 1."


def test_what_a_sender_writes_is_never_read_as_markup_or_as_a_template() -> None:
    sender = Sender(name=EVIL, organisation=EVIL, own_words=f"{EVIL}\n\n- {EVIL}")
    shown = EVIL.replace("\ue000", "\ufffd").replace("\ue001", "\ufffd")
    for name in (name for name, template in SHIPPED.items() if fits(template, "company")):
        document = made(name, "end-police-sales", "amazon", sender=sender)
        assert (shown in document.text) == (document.kind != "talking-points")
        assert "49" not in document.text
        assert "\ue000" not in document.text


def fits(template: Template, kind: str) -> bool:
    return not template.head.addressed_to or kind in template.head.addressed_to


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_own_words_come_out_as_they_went_in(words: str) -> None:
    sender = Sender(name="Ana Ruiz", own_words=words)
    letter = made("letter", "end-police-sales", "google", sender=sender)
    own = [one for one in letter.blocks if isinstance(one, Paragraph) and one.role == "own-words"]
    shown = "".join(
        "\n" if isinstance(one, LineBreak) else getattr(one, "text", "") for part in own for one in part.inlines
    )
    assert "".join(shown.split()) == "".join(words.replace("\ue000", "\ufffd").replace("\ue001", "\ufffd").split())


# Any campaign: each standing for each kind of target, from statements that we made up.


def river(kind: str, **commitment: Any) -> Campaign:
    """A campaign about a river, with one target of a kind and, if given, one commitment."""
    told_by = {"source": "paper", "about": ["them"]}
    statements = [
        {"id": "asked", "kind": "report", "exact": "the council asked", "summary": "The paper wrote that it asked.",
         **told_by},
        {"id": "seen", "kind": "quotation", "exact": "The river ran brown for days on end.", "speaker": "Ana Ruiz",
         "summary": "Ana Ruiz said that the river ran brown.", **told_by},
        {"id": "replied", "kind": "report", "exact": "they replied", "summary": "The paper wrote that they replied.",
         **told_by},
    ]  # fmt: skip
    held = {"id": "c", "target": "them", "practice": "river", "grade": "reported", "statements": ["replied"]}
    return Campaign.model_validate(
        {
            "id": "river",
            "title": "The river",
            "sources": [{"id": "paper", "title": "The paper", "issued": date(2024, 3, 1)}],
            "statements": statements,
            "demands": [
                {"id": "clean", "title": "Clean the river", "ask": "clean the river", "practice": "river",
                 "addressed_to": [kind], "permanence": "permanent", "statements": ["seen", "asked"]}
            ],
            "targets": [{"id": "them", "kind": kind, "name": "Them"}],
            "commitments": [{**held, **commitment}] if commitment else [],
        }
    )  # fmt: skip


STANDINGS: list[tuple[str, dict[str, Any]]] = [
    ("met", {"status": "ended"}),
    ("met", {"status": "ended", "starts": date(2024, 3, 1)}),
    ("partly", {"status": "paused"}),
    ("partly", {"status": "paused", "starts": date(2024, 3, 1), "ends": date(2027, 1, 1)}),
    ("partly", {"status": "paused", "ends": date(2027, 1, 1)}),
    ("partly", {"status": "conditional"}),
    ("partly", {"status": "conditional", "condition": "until it rains", "grade": "own-words"}),
    ("partly", {"status": "conditional", "condition": "until it rains"}),
    ("partly", {"status": "ended", "scope": "the upper river"}),
    ("lapsed", {"status": "paused", "ends": date(2025, 1, 1)}),
    ("unmet", {"status": "declined"}),
    ("unmet", {"status": "none", "grade": "absence"}),
    ("no-evidence", {}),
]


@pytest.mark.parametrize(("standing", "commitment"), STANDINGS)
@pytest.mark.parametrize("kind", ["company", "legislator", "legislature", "agency"])
def test_every_standing_can_be_told_to_every_kind_of_target(
    kind: str, standing: str, commitment: dict[str, Any]
) -> None:
    campaign = river(kind, **commitment)
    for name, template in SHIPPED.items():
        if fits(template, kind):
            document = compose(campaign, name, demand="clean", target="them", date=LATER, sender=GROUP)
            assert document.standing == standing
            assert not list(faults(document, campaign)), document.text
            assert "clean the river" in document.text or standing == "met"


def test_sources_without_a_date_are_said_to_have_none() -> None:
    campaign = river("company")
    undated = campaign.model_copy(update={"sources": (Source(id="paper", title="The paper"),)})
    letter = compose(Campaign.model_validate(undated.model_dump()), "letter", demand="clean", target="them", date=LATER)
    assert "The sources below bear no date." in letter.text


def test_a_demand_without_statements_still_makes_every_document() -> None:
    bare = river("company")
    demand = bare.demands[0].model_copy(update={"statements": ()})
    campaign = bare.model_copy(update={"demands": (demand,)})
    for name, template in SHIPPED.items():
        if fits(template, "company"):
            text = compose(campaign, name, demand="clean", target="them", date=LATER).text
            assert "Our reasons" not in text
            assert "Sources" not in text


# What is chosen, and how it is worded.


def test_the_strongest_comes_first_and_no_voice_speaks_twice_running_where_it_need_not() -> None:
    points = Material(CAMPAIGN, CAMPAIGN.demand("ban-government-use"), None, LATER).points
    assert points[0].id == CAMPAIGN.demand("ban-government-use").statements[0]
    assert {one.id for one in points} == set(CAMPAIGN.demand("ban-government-use").statements)
    assert [one.source for one in points[:3]] == ["eff-amazon-ring", "aclu-2020-06-10", "eff-amazon-ring"]


def test_what_was_said_later_is_not_told_earlier() -> None:
    for demand in CAMPAIGN.demands:
        for target in (None, *CAMPAIGN.targets):
            if target and not applies(CAMPAIGN, demand, target):
                continue
            drawn = Material(CAMPAIGN, demand, target, date(2020, 6, 9))
            used = (*drawn.points, *drawn.proof, *drawn.answers, *drawn.record)
            assert all((evidence_date(CAMPAIGN, one) or date.min) <= date(2020, 6, 9) for one in used)


def test_a_target_made_for_the_occasion_can_be_written_to() -> None:
    council = Legislature(id="oak-council", kind="legislature", name="Oak City Council")
    letter = compose(CAMPAIGN, "letter", demand="adopt-model-ban", target=council, date=LATER)
    assert letter.text.count("To the Members of Oak City Council:") == 1
    assert "San Francisco" in letter.text
    shop = Company(id="shop", kind="company", name="Shop")
    assert (
        "no commitment by Shop" in compose(CAMPAIGN, "letter", demand="end-police-sales", target=shop, date=LATER).text
    )


ATTRIBUTIONS = [
    ("ozer-power-to-spy", "On June 10, 2020, Nicole Ozer, ", "said on a known day"),
    ("cahn-end-it-forever", "said, as quoted by Vox: ", "the day is not known, and who printed it is"),
    ("bass-non-us", "On June 11, 2020, Dina Bass wrote on Twitter: ", "people quote themselves on a platform"),
    (
        "greer-role-in-assault",
        "said (BuzzFeed News, June 12, 2020): ",
        "the day of print is not that of speech",
    ),
    (
        "grenell-barred-from-contracts",
        "said, in words passed on by Donald Trump: ",
        "who passed them on did not say them",
    ),
    (
        "microsoft-spokesperson",
        "A spokesperson for Microsoft said (BuzzFeed News, ",
        "the name is in the title already",
    ),
    ("eff-cannot-be-regulated", "In June 2020, EFF wrote: ", "the day is our reading, and the month is sure"),
    ("digest-salon-still-offer", "Salon wrote: ", "an account that the source took from another paper"),
]


@pytest.mark.parametrize(("statement", "expected", "why"), ATTRIBUTIONS)
def test_whose_words_and_when(statement: str, expected: str, why: str) -> None:
    assert expected in attributed(CAMPAIGN, CAMPAIGN.statement(statement)), why


def test_only_whole_sentences_are_quoted_alone() -> None:
    assert stands_alone(CAMPAIGN.statement("cahn-end-it-forever"))
    for fragment in ("stop-too-little-too-late", "amazon-post-2", "greer-anything-less", "eff-ring-halt"):
        assert not stands_alone(CAMPAIGN.statement(fragment))


def test_a_source_is_called_by_its_abbreviation_authors_or_title() -> None:
    assert short_name(CAMPAIGN.source("aclu-2020-06-10")) == "ACLU"
    assert short_name(CAMPAIGN.source("brief-face-recog-police")) == "Daniel Bashir and Jacky Liang"
    assert short_name(CAMPAIGN.source("digest-2020-06")).startswith("News digest")


def test_a_clause_loses_its_full_stop_and_only_a_small_word_its_capital() -> None:
    assert as_clause("The plan failed.") == "the plan failed"
    assert as_clause("Theo failed.") == "Theo failed"


# Hostile templates: an error that says where, what and what to do, before anything can grow.

HEAD = '+++\nkind = "letter"\ntitle = "T"\ndescription = "D"\n+++\n'
HOSTILE = [
    ("{{ ''.__class__ }}", "only read fields", "reaches for Python"),
    ("{{ target.__class__ }}", "only read fields", "reaches for Python"),
    ("{{ target['__class__'] }}", "only read fields", "reaches for Python by another way"),
    ("{{ target.model_dump() }}", "only read fields", "calls a method"),
    ("{{ target.model_fields }}", "only read fields", "reads what is no field of a target"),
    ("{{ quote.__globals__ }}", "only read fields", "reaches for Python through a function"),
    ("{{ '{0.x}'.format(target) }}", "only read fields", "formats its way to attributes"),
    ("{{ target.name.upper() }}", "only read fields", "calls a method of a text"),
    ("{{ target|attr('name') }}", "attr", "a filter that is not there"),
    ("{{ points|map(attribute='id') }}", "map", "a filter that is not there"),
    ("{{ 'a'*10**9 }}", "multiplying", "a text without end"),
    ("{{ 'a' ~ 'b' }}", "joining", "could be doubled without end"),
    ("{{ 'a' + 'b' }}", "joining", "could be doubled without end"),
    ("{{ '%s' % target }}", "formatting", "formats a model"),
    ("{{ range(10**9) }}", "raising", "a list without end"),
    ("{% for a in range(9) %}{% endfor %}", "'range' is undefined", "there is no range"),
    ("{{ lipsum(9) }}", "'lipsum' is undefined", "Jinja's own globals are gone"),
    ("{{ cycler }}", "'cycler' is undefined", "Jinja's own globals are gone"),
    ("{{ self._TemplateReference__context }}", "only read fields", "reaches for the context"),
    ("{% include '../../secret' %}", "is not there", "leads out of the folder"),
    ("{% include '/etc/passwd' %}", "is not there", "leads out of the folder"),
    ("{% include 'letters/linked.md.j2' %}", "is not there", "a link leads out of the folder"),
    ("{% include 'letters/hostile.md.j2' %}", "includes itself", "goes on for ever"),
    ("{% extends 'letters/hostile.md.j2' %}", "includes itself", "goes on for ever"),
    ("{{ tagret.name }}", "'tagret' is undefined", "a slip"),
    ("{{ target.nmae }}", "A company has no field 'nmae'", "a slip in a field"),
    ("{{ target }}", "prints Company", "a whole model"),
    ("{{ points }}", "prints a list", "a whole list"),
    ("{{ quote }}", "prints a list, a function", "a function"),
    ("{{ commitment.condition }}", "prints a list, a function or nothing", "a field that is nothing"),
    ("{{ quote('no-such') }}", "No statement is named 'no-such'", "no such statement"),
    ("{{ quote('cahn-end-it-forever', 'for two years') }}", "does not hold these words", "words that are not there"),
    ("{{ figure('cahn-end-it-forever') }}", "has no figure", "no figure to print"),
    ("{{ link('here', 'javascript:alert(1)') }}", "leads to no web address", "a link that runs code"),
    ("{{ summary(points[0])|upper }}", "cannot change what a function printed", "a mark is no text"),
    ("{{ [summary(points[0])]|join }}", "Only texts can be joined", "a mark is no text"),
    ("{% set a = 'aaaaaaaa' %}" + "{% set a = [a, a]|join %}" * 30 + "{{ a }}", "is longer than", "doubles"),
    ("{% set a = ['a'] %}" + "{% set a = [a, a] %}" * 40 + "{{ a|length }}", "give a name to a list", "nests"),
    ("{% for a in points %}{% for b in points %}{% for c in points %}{% endfor %}{% endfor %}{% endfor %}",
     "More than two loops", "three deep"),
    ("{% for a in 'x' recursive %}{{ loop('x') }}{% endfor %}", "recursive", "goes on for ever"),
    ("{% for a in [" + "0," * 300 + "] %}{% for b in [" + "0," * 300 + "] %}{% endfor %}{% endfor %}",
     "repeats more than", "ninety thousand rounds"),
    ("{% macro m() %}{% endmacro %}", "macro", "can call itself"),
    ("{% filter upper %}a{% endfilter %}", "filter", "changes marks"),
    ("{% if %}", "cannot be read", "no condition"),
    ("{% for a in points %}", "cannot be read", "has no end"),
    ("{{ points[0] < 3 }}", "cannot be filled in", "compares what cannot be compared"),
    ("{{ lines(5) }}", "cannot be filled in", "a number is no list of lines"),
    ("\ue0000\ue001", "U+E000", "forges a mark"),
    ("```\ncode\n```", "cannot use this Markdown: fence", "Markdown that no document has"),
    ("a {{ lines(['x']) }} b", "a paragraph of their own", "an address within a sentence"),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A campaign folder with room for a template, a secret beside it and a link to the secret."""
    (tmp_path / "templates" / "letters").mkdir(parents=True)
    (tmp_path / "secret.md.j2").write_text(f"{HEAD}the secret", encoding="utf-8")
    return tmp_path


def hostile(folder: Path, source: str, sender: Sender | None = None) -> Document:
    (folder / "templates/letters/hostile.md.j2").write_text(source, encoding="utf-8")
    return compose(
        CAMPAIGN,
        "letters/hostile",
        demand="end-police-sales",
        target="amazon",
        date=LATER,
        folder=folder,
        sender=sender,
    )


@pytest.mark.parametrize(("body", "what", "why"), HOSTILE)
def test_a_hostile_template_is_refused(folder: Path, body: str, what: str, why: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TemplateError) as caught:
            hostile(folder, HEAD + body)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    error = caught.value
    assert what in error.what, why
    assert error.where.startswith("letters/hostile.md.j2"), error
    assert error.hint or error.details, error
    assert len(str(error).splitlines()) <= 5
    assert "the secret" not in str(error)
    assert peak < 64_000_000, why


HEADS = [
    ("Dear all", "has no head", "no head at all"),
    ("+++\nkind = letter\n+++\nDear all", "not TOML", "a text without its marks"),
    ('+++\nkind = "letter"\n+++\nDear all', "title", "no title"),
    ('+++\nkind = "lettre"\ntitle = "T"\ndescription = "D"\n+++\n', "kind", "no such kind"),
    ('+++\nkind = "letter"\ntitle = "T"\ndescription = "D"\nadressed_to = []\n+++\n', "adressed_to", "a slip in a key"),
    ('+++\nkind = "letter"\ntitle = "{{ tagret.name }}"\ndescription = "D"\n+++\n', "tagret", "a slip in the title"),
    ('+++\nkind = "letter"\ntitle = "{{ points }}"\ndescription = "D"\n+++\n', "prints only texts", "a list"),
    ('+++\nkind = "letter"\ntitle = "{{ quote(points[0]) }}"\ndescription = "D"\n+++\n', "'quote'", "no function"),
    ('+++\nkind = "letter"\ntitle = "{{ \'a\'*10**9 }}"\ndescription = "D"\n+++\n', "multiplying", "no end"),
    ('+++\nkind = "letter"\ntitle = "T"\ndescription = "D"\nwords_at_most = 3\n+++\nToo much of it', "4 words", "long"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "what", "why"), HEADS)
def test_a_wrong_head_is_refused(folder: Path, source: str, what: str, why: str) -> None:
    with pytest.raises(TemplateError) as caught:
        hostile(folder, source)
    assert what in caught.value.what, why
    assert "letters/hostile.md.j2" in caught.value.where
    assert caught.value.hint, why


def test_an_undefined_name_is_offered_the_nearest(folder: Path) -> None:
    with pytest.raises(TemplateError, match="Did you mean 'target'") as caught:
        hostile(folder, f"{HEAD}one\n\n{{{{ tagret.name }}}}")
    assert caught.value.where == "letters/hostile.md.j2:8"


def test_an_error_in_a_part_is_placed_there(folder: Path) -> None:
    (folder / "templates/parts").mkdir()
    (folder / "templates/parts/bad.md.j2").write_text("\n\n{{ target.nmae }}", encoding="utf-8")
    with pytest.raises(TemplateError, match="Did you mean 'name'") as caught:
        hostile(folder, f"{HEAD}{{% include 'parts/bad.md.j2' %}}")
    assert caught.value.where == "parts/bad.md.j2:3"


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder / "templates/letters/linked.md.j2").symlink_to(folder / "secret.md.j2")
    with pytest.raises(TemplateError, match="leads out of its folder"):
        templates(folder)


def test_a_linked_folder_is_not_walked(folder: Path) -> None:
    (folder / "templates/letters/mine.md.j2").write_text(HEAD, encoding="utf-8")
    (folder / "templates/loop").symlink_to(folder / "templates")
    assert [one.name for one in templates(folder) if one.own] == ["letters/mine"]


def test_bytes_that_are_not_utf_8_and_a_template_without_end_are_refused(folder: Path) -> None:
    (folder / "templates/letters/hostile.md.j2").write_bytes(b"+++\n\xff")
    with pytest.raises(TemplateError, match="not UTF-8"):
        templates(folder)
    with pytest.raises(TemplateError, match="longer than"):
        hostile(folder, HEAD + "a" * 200_000)


def test_the_user_s_own_template_comes_first_and_does_no_harm_to_the_next(folder: Path) -> None:
    own = folder / "templates/letters/company.md.j2"
    own.write_text(HEAD.replace("+++\n", '+++\naddressed_to = ["company"]\n', 1) + "{{ 'Mine' }}", encoding="utf-8")
    arguments: dict[str, Any] = {"demand": "end-police-sales", "target": "amazon", "date": LATER}
    assert compose(CAMPAIGN, "letter", folder=folder, **arguments).text == "T\n\nMine\n"
    assert compose(CAMPAIGN, "letter", folder=folder, **arguments).text == "T\n\nMine\n"  # compiled before
    assert "We therefore ask Amazon" in compose(CAMPAIGN, "letter", **arguments).text


def test_a_title_is_plain_text(folder: Path) -> None:
    source = HEAD.replace('"T"', '"{{ sender.name }} & {{ target.name }}"') + "Hello"
    assert hostile(folder, source, Sender(name="A&B <i>{{ 1 }}</i>")).title == "A&B <i>{{ 1 }}</i> & Amazon"


@pytest.mark.parametrize(
    ("name", "escaped"),
    [("a/page.html.j2", True), ("a.html", True), ("a.xml.j2", True), ("a.j2", True), (None, True),
     ("letters/company.md.j2", False), ("title.txt.j2", False)],
)  # fmt: skip
def test_what_is_not_known_to_be_text_is_escaped(name: str | None, escaped: bool) -> None:
    assert escapes(name) is escaped
    if name:
        shown = Sandbox(jinja2.DictLoader({name: "{{ x }}"})).get_template(name).render(x="<b>")
        assert shown == ("&lt;b&gt;" if escaped else "<b>")


def test_a_loop_may_have_as_many_rounds_as_a_document_needs() -> None:
    sandbox = Sandbox(jinja2.DictLoader({"a.md.j2": "{% for one in many %}.{% endfor %}"}))
    assert len(sandbox.get_template("a.md.j2").render(many=range(ITEMS_AT_MOST))) == ITEMS_AT_MOST


# The page that tells people how to write their own.

PAGE = (ROOT / "docs" / "templates.md").read_text(encoding="utf-8")


def rows(heading: str) -> set[str]:
    """The names in the first column of the table under a heading."""
    part = re.split(r"(?m)^## ", PAGE.partition(f"## {heading}\n")[2])[0]
    return set(re.findall(r"(?m)^\| `(\w+)", part))


def test_every_field_and_function_is_on_the_page_and_no_other(folder: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        hostile(folder, HEAD + "{{ zzzzzzzz }}")
    assert "Known:" in caught.value.hint
    functions = {name for name in dir(Wording) if not name.startswith("_")}
    assert rows("Functions") == functions
    assert rows("Fields") == context_names() - functions
    assert rows("The head") == set(TemplateHead.model_fields)
    assert set(re.findall(r"`(\w+)`", PAGE.partition("Filters: ")[2].partition(".")[0])) == set(FILTERS)


def context_names() -> set[str]:
    from campaignkit.composer import _Composition

    demand = CAMPAIGN.demands[0]
    return set(_Composition(CAMPAIGN, demand, None, LATER, None, LATER).context())


def test_every_function_can_be_called_as_the_page_says() -> None:
    wording = Wording(CAMPAIGN, Marks(), LATER)
    statement = CAMPAIGN.statement("eff-ring-1300")
    for call in ("quote", "block_quote", "figure", "summary", "said", "tell", "who", "dated", "cite"):
        assert isinstance(getattr(wording, call)(statement), Mark)
        assert isinstance(getattr(wording, call)(statement.id), Mark)
    marked = SourceMark(numbers=(1, 2), statements=(statement.id,))
    assert wording.cite(statement, CAMPAIGN.source("aclu-2020-06-10")).nodes == (marked,)
    assert [entry.statements for entry in wording._sources()][1] == ()
    assert wording.evidence_until() == "June 2020"
    assert (wording.quotable(statement), wording.undated(), wording.passed(BEFORE)) == (False, False, True)


def test_a_source_cited_for_itself_counts_as_evidence() -> None:
    wording = Wording(CAMPAIGN, Marks(), LATER)
    assert (wording.undated(), wording.evidence_age()) == (False, "")
    wording.cite(CAMPAIGN.source("digest-2020-06"))
    assert wording.undated()
    wording.cite(CAMPAIGN.source("buzzfeed-2020-06-12"))
    assert (wording.undated(), wording.evidence_age()) == (False, "more than six years")


def test_the_example_of_the_page_makes_a_letter(folder: Path) -> None:
    source = PAGE.partition("```jinja\n")[2].partition("```")[0]
    for target, day in (("amazon", LATER), ("amazon", BEFORE), ("google", LATER), ("ibm", LATER)):
        (folder / "templates/letters/short.md.j2").write_text(source, encoding="utf-8")
        letter = compose(
            CAMPAIGN, "letters/short", demand="end-police-sales", target=target, date=day, sender=GROUP, folder=folder
        )
        assert not list(faults(letter))
        assert letter.title.endswith(f"a question to {letter.target_name}")


def test_a_summary_is_never_told_as_somebody_s_own_words() -> None:
    statement = Statement(
        id="a", source="aclu-2020-06-10", kind="report", exact="It was so.", summary="The ACLU wrote that it was so."
    )
    wording = Wording(CAMPAIGN, Marks(), LATER)
    assert not any(isinstance(node, Quoted) for node in wording.tell(statement).nodes)
