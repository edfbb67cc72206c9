"""Channels: what fits is left alone, what does not loses whole paragraphs, and what is left is a document like any."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable, Collection
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from campaignkit import Document, check, compose, load
from campaignkit.channels import CHANNELS, Channel, channel_named, fit, fitted, told
from campaignkit.cli.group import commands
from campaignkit.errors import InputError, TemplateError, UsageError
from campaignkit.models.document import (
    Block,
    BlockQuote,
    Bullets,
    CitedSource,
    Divider,
    Heading,
    Lines,
    Paragraph,
    SourceMark,
    inlines_of,
)
from campaignkit.render import render
from campaignkit.render.links import link
from campaignkit.render.pasted import request_and_reasons
from campaignkit.render.setting import Setting
from campaignkit.render.webform import message
from campaignkit.shortening import shorten, without
from tests.conftest import ROOT
from tests.test_render import document, mark, para, quoted, t

CAMPAIGN = load("face-recognition-2020")
SOURCES = tuple(CitedSource(number=n, source=f"s{n}", label=f"Source {n}.", statements=(f"a{n}",)) for n in (1, 2, 3))


def point(number: int, priority: int | None = None, words: str = "Point") -> Paragraph:
    marked = SourceMark(numbers=(number,), statements=(f"a{number}",))
    return Paragraph(inlines=(t(f"{words} {number} "), marked, t(".")), priority=priority)


def listed(*items: Paragraph) -> Bullets:
    return Bullets(items=tuple((item,) for item in items))


def letter() -> Document:
    return document(
        Lines(lines=("3 Quay Street",), role="address", priority=1),
        para("Dear all:", role="salutation"),
        para("Our reasons:"),
        listed(point(1, 3), point(2, 3), point(3, 4)),
        para("x").model_copy(update={"priority": 2}),
        para("Will you stop?", role="ask"),
        title="T",
        sources=SOURCES,
    )


def blocks_left(steps: int) -> Document:
    """Return the letter after so many units have gone."""
    count = iter([False] * steps + [True] * 99)
    return shorten(letter(), lambda held: next(count)).document


STEPS = [
    (0, "3 Quay Street|Dear all:|Our reasons:|Point 1|Point 2|Point 3|x|Will you stop?", "1 2 3"),
    (1, "Dear all:|Our reasons:|Point 1|Point 2|Point 3|x|Will you stop?", "1 2 3"),
    (2, "Dear all:|Our reasons:|Point 1|Point 2|Point 3|Will you stop?", "1 2 3"),
    (3, "Dear all:|Our reasons:|Point 1|Point 3|Will you stop?", "1 3"),
    (4, "Dear all:|Our reasons:|Point 3|Will you stop?", "3"),
    (5, "Dear all:|Will you stop?", ""),
    (9, "Dear all:|Will you stop?", ""),
]


@pytest.mark.parametrize(("steps", "words", "sources"), STEPS, ids=[str(steps) for steps, _, _ in STEPS])
def test_the_least_important_goes_first_and_of_its_like_the_last(steps: int, words: str, sources: str) -> None:
    left = blocks_left(steps)
    body = left.body
    for part in words.split("|"):
        assert part in body
    gone = set(STEPS[0][1].split("|")) - set(words.split("|"))
    assert not [part for part in gone if re.search(rf"\b{re.escape(part)}\b", body)]
    assert [entry.label for entry in left.sources] == [f"Source {n}." for n in sources.split()]


def test_the_list_of_sources_counts_anew_and_the_marks_with_it() -> None:
    left = blocks_left(4)
    assert "Point 3 (source 1)." in left.text
    assert left.text.endswith("Sources\n\n1. Source 3.\n")
    assert left.sources[0].statements == ("a3",)


def test_sources_stand_in_the_order_of_first_mention_and_a_source_still_cited_stays() -> None:
    doc = document(point(1, 1), point(2), point(1, words="Again"), title="T", sources=SOURCES[:2])
    left = without(doc, [(0,)])
    assert "Point 2 (source 1).\n\nAgain 1 (source 2)." in left.text
    assert left.text.endswith("1. Source 2.\n2. Source 1.\n")
    assert left.sources[1].statements == ("a1",), "it is cited by what stayed"


def test_what_is_no_longer_cited_is_told() -> None:
    count = iter([False] * 3 + [True])
    shortened = shorten(letter(), lambda held: next(count))
    assert shortened.dropped == ("address: 3 Quay Street", "x", "Point 2 (source 2).")
    assert shortened.left_out == {"a2", "s2"}


ALONE: list[tuple[tuple[Block, ...], str, str]] = [
    ((Heading(level=2, inlines=(t("H"),)), point(1, 1)), "", "a heading goes with all that stands below it"),
    ((Heading(level=2, inlines=(t("H"),)), point(1, 1), para("x")), "H\n\nx", "and stays while something stands there"),
    (
        (Heading(level=2, inlines=(t("H"),)), Heading(level=3, inlines=(t("I"),)), point(1, 1)),
        "",
        "with the headings that stand below it",
    ),
    (
        (Heading(level=2, inlines=(t("H"),)), point(1, 1), Heading(level=2, inlines=(t("I"),)), para("x")),
        "I\n\nx",
        "each for itself",
    ),
    ((para("Lead:"), listed(point(1, 1))), "", "a line that leads to a list goes with it"),
    ((para("Lead."), listed(point(1, 1))), "Lead.", "one that says something does not"),
    ((para("Dear all:", role="salutation"), point(1, 1)), "Dear all:", "nor one with a role"),
    ((para("Lead:"), listed(point(1, 1), point(2))), "Lead:\n\n- Point 2 (source 1).", "nor while items are left"),
    ((Bullets(items=((point(1, 1), para("more")), (para("y"),))),), "- y", "an item goes whole"),
    ((Bullets(items=((para("a"),),), priority=1), para("x")), "x", "a list may go as a whole"),
    ((BlockQuote(blocks=(para("a"),), priority=1), para("x")), "x", "so may a passage set apart"),
    ((Divider(), para("x")), "* * *\n\nx", "a line across stays"),
]


@pytest.mark.parametrize(("blocks", "left", "why"), ALONE, ids=[why for _, _, why in ALONE])
def test_nothing_is_left_that_leads_to_nothing(blocks: tuple[Block, ...], left: str, why: str) -> None:
    doc = document(*blocks, title="T", sources=SOURCES[:2])
    shortened = shorten(doc, lambda held: False).document
    assert shortened.model_copy(update={"sources": ()}).body == left, why


@given(st.data())
def test_law_a_quotation_is_there_whole_or_not_at_all(data: st.DataObject) -> None:
    words = [f"word{n} and more" for n in range(6)]
    order = data.draw(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=6, max_size=6))
    blocks = [
        Paragraph(inlines=(quoted(text), t(" "), mark(1 + n % 2)), priority=order[n]) for n, text in enumerate(words)
    ]
    doc = document(*blocks[:3], listed(*blocks[3:]))
    size = data.draw(st.integers(0, len(doc.text)))
    left = shorten(doc, lambda held: len(held.text) <= size).document
    assert [one.text for one in left.citations] == [left.text[one.start : one.end] for one in left.citations], (
        "the places are those of the text that is left"
    )
    kept = [text for n, text in enumerate(words) if order[n] is None or f"“{text}”" in left.text]
    assert [one.text for one in left.citations] == kept
    assert {number for one in inlines_of(left.blocks) if isinstance(one, SourceMark) for number in one.numbers} <= {
        entry.number for entry in left.sources
    }
    assert Document.model_validate(left.model_dump()) == left


# The room of each channel --------------------------------------------------------------------------------------------


def _typed(text: str) -> int:
    return len(text) + text.count("\n")


MEASURES: dict[tuple[str, str], Callable[[Document], int]] = {  # counted here once more, from what is sent
    ("form", "message"): lambda doc: _typed(message(doc)),
    ("petition", "title"): lambda doc: len(doc.title),
    ("petition", "background"): lambda doc: _typed(request_and_reasons(doc)[0]),
    ("petition", "details"): lambda doc: _typed(request_and_reasons(doc)[1]),
    ("mailto", "link"): lambda doc: len(link(doc, "mailto")),
    ("gmail", "link"): lambda doc: len(link(doc, "gmail")),
    ("outlook", "link"): lambda doc: len(link(doc, "outlook")),
    ("call", "script"): lambda doc: len(doc.body.split()),
    **{(name, "post"): lambda doc: len(doc.body) for name in ("post", "bluesky", "mastodon")},
    **{
        (name, "reply with the sources"): lambda doc: len(doc.text.partition("\n\nSources\n\n")[2].rstrip())
        for name in ("post", "bluesky", "mastodon")
    },
}
ROOMS = {
    "form": [10_000],
    "petition": [80, 300, 800],
    "mailto": [2000],
    "gmail": [4096],
    "outlook": [8000],
    "call": [150],
    "post": [300, 300],
    "bluesky": [300, 300],
    "mastodon": [500, 500],
}


def test_the_rooms_of_the_channels_and_where_they_come_from() -> None:
    assert {name: [field.at_most for field in one.fields] for name, one in CHANNELS.items()} == ROOMS
    assert all(one.why for one in CHANNELS.values())
    assert MEASURES.keys() == {(one.name, field.name) for one in CHANNELS.values() for field in one.fields}


def sized(channel: Channel, name: str, over: int) -> Document:
    """Return a document whose field `name` is fuller than it may be by `over`."""

    def made(size: int) -> Document:
        unit = "w " if channel.name == "call" else "w"
        words = (unit * size).strip()
        if name == "title":
            return document(para("x"), title=words, sources=())
        if name.startswith("reply"):
            return document(para("x"), sources=(CitedSource(number=1, source="a", label=words),))
        return document(para(words, role="ask" if name == "background" else ""), title="T", sources=())

    (field,) = [one for one in channel.fields if one.name == name]
    none = field.size(made(1), Setting()) - 1
    return made(field.at_most - none + over)


@pytest.mark.parametrize(("channel", "name"), MEASURES, ids=lambda value: value)
@pytest.mark.parametrize(("over", "why"), [(-7, "it fits"), (0, "it just fits"), (1, "one too many"), (90, "far over")])
def test_what_fits_is_left_alone_and_what_does_not_is_refused(channel: str, name: str, over: int, why: str) -> None:
    room = CHANNELS[channel]
    doc = sized(room, name, over)
    (field,) = [one for one in room.fields if one.name == name]
    if over <= 0:
        assert fit(doc, room).document == doc, why
        assert MEASURES[channel, name](doc) == field.at_most + over
        assert f"{name} {field.at_most + over:,} of {field.at_most:,}" in told(doc, room)
        return
    with pytest.raises(InputError, match="does not fit") as caught:
        fit(doc, room)
    assert caught.value.details == (
        f"{name}: {field.at_most + over:,} {field.unit} of {field.at_most:,}, {over} too many",
    )


def test_a_line_break_counts_as_two_in_a_form() -> None:
    doc = document(para("ab"), para("cd"), title="T", sources=())
    assert fit(doc, channel_named("form", 8)).document == doc
    with pytest.raises(InputError, match="message: 8 characters of 7, 1 too many"):
        fit(doc, channel_named("form", 7))


def test_a_link_is_measured_with_the_address_it_goes_to() -> None:
    doc = sized(CHANNELS["gmail"], "link", 0)
    with pytest.raises(InputError, match="too many"):
        fit(doc, CHANNELS["gmail"], Setting(recipient="a@town.example"))


@pytest.mark.parametrize(
    ("name", "at_most", "message"),
    [
        ("forms", None, "Did you mean 'form'?"),
        ("petition", 500, "Leave --fit out"),
        ("form", 0, "Nothing fits"),
        (None, -1, "Nothing fits"),
    ],
)
def test_a_channel_that_makes_no_sense(name: str | None, at_most: int | None, message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        channel_named(name, at_most)


# What the campaign that ships writes ---------------------------------------------------------------------------------


def composed(template: str, target: str | None, day: dt.date, **more: Any) -> Document:
    return compose(CAMPAIGN, template, target=target, demand="end-ring-police-partnerships", date=day, **more)


def for_channel(room: Channel, template: str, target: str | None, day: dt.date) -> Document:
    return fitted(lambda out: composed(template, target, day, left_out=out, bounded=False), room).document


DAYS = [dt.date(2020, 6, 12), dt.date(2026, 11, 26)]
WRITTEN = [
    ("form", 1000, "letter", "amazon"),
    ("form", 1500, "letter", "amazon"),
    ("form", 1800, "letter", "amazon"),
    ("mailto", None, "letter", "amazon"),
    ("gmail", None, "letter", "amazon"),
    ("outlook", None, "letter", "amazon"),
    ("petition", None, "petition", None),
    ("petition", None, "petition", "amazon"),
    ("call", None, "call-script", "amazon"),
    ("call", 40, "call-script", "amazon"),
    ("post", None, "talking_points/post", "amazon"),
    ("mastodon", None, "talking_points/post", None),
]


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize(("name", "at_most", "template", "target"), WRITTEN)
def test_what_is_shortened_fits_passes_its_check_and_quotes_whole(
    name: str, at_most: int | None, template: str, target: str | None, day: dt.date
) -> None:
    room = channel_named(name, at_most)
    short, whole = for_channel(room, template, target, day), composed(template, target, day)
    for field in room.fields:
        assert MEASURES[name, field.name](short) <= field.at_most
    report = check(short, CAMPAIGN)
    assert report.ok, report.findings
    said = {one.text for one in whole.citations}
    assert {one.text for one in short.citations} <= said
    assert all(short.text[one.start : one.end] == one.text for one in short.citations)
    assert short.places("ask"), "the question always stays"
    assert [entry.number for entry in short.sources] == list(range(1, len(short.sources) + 1))


RIVER = ROOT / "examples" / "river-campaign"


@pytest.mark.parametrize("at_most", [400, 600, 800])
@pytest.mark.parametrize(
    ("demand", "target"),
    [
        ("close-marsh-lane", "wendewater"),
        ("same-day-warning", "wendewater"),
        ("publish-records", "river-authority"),
        ("keep-asking", "district-council"),
        ("keep-asking", "varga"),
    ],
)
def test_a_sentence_about_all_sources_is_true_of_those_that_are_left(demand: str, target: str, at_most: int) -> None:
    """The newest source goes with the only paragraph that cites it; how old the newest is, is then another's age."""
    river, day = load(str(RIVER)), dt.date(2027, 11, 1)

    def made(out: Collection[str]) -> Document:
        return compose(
            river, "petition", target=target, demand=demand, date=day, folder=RIVER, left_out=out, bounded=False
        )

    short = fitted(made, channel_named("form", at_most)).document
    said = re.findall(r"newest dated source below is of (\w+ \d{4})", short.text)
    days = [river.statement(one).said_on for entry in short.sources for one in entry.statements]
    days += [entry.issued for entry in short.sources]
    newest = max(filter(None, days), default=None)
    assert said == ([f"{newest:%B %Y}"] if newest else [])
    assert short.sources or "below" not in short.text


def test_a_template_says_its_priorities_in_whole_numbers(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "petitions"
    folder.mkdir(parents=True)
    head = '+++\nkind = "petition"\ntitle = "T"\ndescription = "d"\n+++\n'
    (folder / "own.md.j2").write_text(
        head + '{{ priority(2) }}## Heading\n\n{{ priority(1) }}{{ lines(["a"]) }}\n\n- {{ priority(-3) }}b\n'
        '\n> c\n\n{{ role("ask") }}{{ priority(0) }}d\n'
    )
    doc = composed("own", None, DAYS[0], folder=tmp_path)
    assert [getattr(block, "priority", None) for block in doc.blocks][1:] == [1, None, None, 0]
    (items,) = [block.items for block in doc.blocks if isinstance(block, Bullets)]
    assert isinstance(items[0][0], Paragraph)
    assert items[0][0].priority == -3
    assert doc.places("ask")
    (folder / "own.md.j2").write_text(head + '{{ priority("first") }}x\n')
    with pytest.raises(TemplateError, match="whole number"):
        composed("own", None, DAYS[0], folder=tmp_path)


def test_a_call_script_over_its_bounds_is_an_error_unless_a_channel_makes_it_fit(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "scripts"
    folder.mkdir(parents=True)
    (folder / "own.md.j2").write_text(
        '+++\nkind = "call-script"\ntitle = "T"\ndescription = "d"\nwords_at_most = 3\n+++\n'
        "{{ priority(1) }}one two\n\nthree four\n"
    )
    with pytest.raises(TemplateError, match="may have 3"):
        composed("own", None, DAYS[0], folder=tmp_path)
    short = fitted(
        lambda out: composed("own", None, DAYS[0], folder=tmp_path, left_out=out, bounded=False),
        channel_named("call", 3),
    )
    assert short.document.body == "three four"


# On the command line -------------------------------------------------------------------------------------------------

LETTER = "write letter -c face-recognition-2020 --demand end-ring-police-partnerships --target amazon --date 2020-06-12"


@pytest.mark.parametrize(
    ("args", "code", "said", "printed"),
    [
        ("--channel mailto", 0, "Left out: Amazon made a commitment", "mailto:?subject="),
        ("--channel gmail", 0, "Fits gmail: link ", "https://mail.google.com/mail/?view=cm"),
        ("--fit 1500", 0, "Subject: End Ring's partnerships", "June 12, 2020"),
        ("--channel form --fit 300", 3, "too many", ""),
        ("--channel petition --fit 300", 2, "Leave --fit out", ""),
        ("--channel fax", 2, "No channel is named 'fax'", ""),
        ("--format mailto", 3, "--channel mailto", ""),
        ("--channel mailto --format txt", 0, "Fits mailto", "End Ring’s partnerships"),
    ],
)
def test_write_for_a_channel(args: str, code: int, said: str, printed: str) -> None:
    done = CliRunner().invoke(commands, [*LETTER.split(), *args.split()])
    assert done.exit_code == code, done.output
    assert said in done.stderr
    assert done.stdout.startswith(printed)
    assert bool(done.stdout) is bool(printed)


@pytest.mark.parametrize("name", ["petition", "post"])
def test_what_is_pasted_is_not_wrapped_and_each_field_stands_under_its_name(name: str) -> None:
    long = "A sentence of which there are several. " * 5
    sources = (CitedSource(number=1, source="a", label=f"{long}."), CitedSource(number=2, source="b", label="B."))
    doc = document(para(long), para("Will you stop?", role="ask"), title=f"On {long}", sources=sources)
    shown = render(doc, name).decode()
    fields = dict(re.findall(r"--- (.+?) ---\n(.*?)(?:\n\n(?=---)|\n\Z)", shown, re.DOTALL))
    measured = {field: MEASURES[name, field](doc) for channel, field in MEASURES if channel == name}
    assert list(fields) == [one.name for one in CHANNELS[name].fields]
    typed = _typed if name == "petition" else len
    assert {field: typed(text) for field, text in fields.items()} == measured


def test_a_post_without_sources_has_no_reply() -> None:
    assert render(document(para("Stop."), sources=()), "post") == b"--- post ---\nStop.\n"


@pytest.mark.parametrize(
    ("channel", "template"),
    [("form", "letter"), ("petition", "petition"), ("mastodon", "talking_points/post"), ("gmail", "letter")],
)
def test_a_text_file_holds_what_was_measured(channel: str, template: str, tmp_path: Path) -> None:
    asked = [*LETTER.replace("letter", template).split(), "--channel", channel]
    printed = CliRunner().invoke(commands, asked)
    done = CliRunner().invoke(commands, [*asked, "-o", str(tmp_path / "a.TXT")])
    assert (printed.exit_code, done.exit_code) == (0, 0), done.output
    assert (tmp_path / "a.TXT").read_text(encoding="utf-8") == printed.stdout
    assert ("Subject: " in done.stderr) is (channel == "form")


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ("--channel form -o a.txt -o a.pdf", 2),
        ("--fit 1500 -o a.docx", 2),
        ("--channel gmail -o a.eml", 2),
        ("--channel call --fit 900 -o a.md", 0),
    ],
)
def test_no_other_file_can_hold_it(args: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(commands, [*LETTER.split(), *args.split()])
    assert done.exit_code == code, done.output
    assert ("goes into a .txt only" in done.stderr) is (code == 2)
    assert bool(list(tmp_path.iterdir())) is (code == 0)


def test_write_a_mail_with_its_files(tmp_path: Path) -> None:
    (tmp_path / "sender.toml").write_text('name = "Ana Ruiz"\nemail_address = "ana@example.org"\n')
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    args = f"--sender {tmp_path}/sender.toml -o {tmp_path}/a.eml --attach {tmp_path}/a.pdf"
    done = CliRunner().invoke(commands, [*LETTER.split(), *args.split()])
    assert done.exit_code == 0, done.output
    mail = (tmp_path / "a.eml").read_text()
    assert "From: Ana Ruiz <ana@example.org>" in mail
    assert 'filename="a.pdf"' in mail
    assert "\nTo:" not in mail, "the campaign knows no address of Amazon"
    assert "No e-mail address is known" in done.stderr


def test_a_mail_carries_what_the_same_command_writes(tmp_path: Path) -> None:
    args = f"-o {tmp_path}/a.eml -o {tmp_path}/a.md --attach {tmp_path}/a.md"
    done = CliRunner().invoke(commands, [*LETTER.split(), *args.split()])
    assert done.exit_code == 0, done.output
    message = BytesParser(policy=policy.default).parsebytes((tmp_path / "a.eml").read_bytes())
    assert isinstance(message, EmailMessage)
    (part,) = message.iter_attachments()
    assert part.get_payload(decode=True) == (tmp_path / "a.md").read_bytes()
    refused = CliRunner().invoke(commands, [*LETTER.split(), *f"{args} --attach {tmp_path}/no.pdf --force".split()])
    assert refused.exit_code == 3
    assert (tmp_path / "a.eml").is_file(), "what was there before is there again"


def test_the_address_of_the_target_goes_into_the_link(tmp_path: Path) -> None:
    asked = "write letter --demand close-marsh-lane --target wendewater --date 2026-10-12 --channel gmail"
    folder = tmp_path / "river"
    shutil.copytree(RIVER, folder)
    targets = folder / "targets.toml"
    text, count = re.subn(
        r"^email_addresses = .*", 'email_addresses = ["a@b.example", "c@d.example"]', targets.read_text(), flags=re.M
    )
    assert count
    targets.write_text(text)
    done = CliRunner().invoke(commands, [*asked.split(), "-c", str(folder)])
    assert done.exit_code == 0, done.output
    assert "&to=a%40b.example&" in done.stdout
    assert "d.example" not in done.stdout
