"""What a document looks like at its receivers: within their limits, nothing live, nothing of the person who signs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pydantic import SecretStr

import campaignkit as ck
from campaignkit.deliver import sinks
from campaignkit.deliver.endpoints import Endpoint
from campaignkit.deliver.sinks import Payload, Sink, actionnetwork, chat_markdown, find_sink, parts, sink_names
from campaignkit.errors import InputError, UsageError
from campaignkit.models import Document
from tests.deliver import papers

CHATS = ("slack", "discord", "mattermost", "teams")
EVENTS = ("webhook", "file")


def endpoint(sink: str, **fields: Any) -> Endpoint:
    return Endpoint(id="there", sink=sink, url=SecretStr("https://hooks.example.org/x"), **fields)


def rendered(document: Document, sink: str, **fields: Any) -> Payload:
    return find_sink(sink).render(document, endpoint(sink, **fields), {"sender": papers.sender()})


def held(document: Document, sink: str, **fields: Any) -> Any:
    return json.loads(rendered(document, sink, **fields).body)


def texts(value: Any) -> Iterator[str]:
    """Every text that a person would read, without the names of fields and kinds of blocks."""
    if isinstance(value, dict):
        for key, one in value.items():
            if key not in ("type", "contentType", "$schema", "version", "size", "weight"):
                yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


# What every sink owes.


@pytest.mark.parametrize("sink", [*CHATS, *EVENTS])
@pytest.mark.parametrize("fields", [{}, {"include": ("text",)}], ids=["thin", "text"])
def test_nothing_of_the_person_who_signs_leaves(sink: str, fields: dict[str, Any]) -> None:
    body = rendered(papers.letter(), sink, **fields).body.decode()
    for word in (*papers.SIGNER, papers.OWN, "Hidden", "neighbors.example"):
        assert word not in body


@pytest.mark.parametrize("sink", [*CHATS, *EVENTS])
def test_the_same_document_gives_the_same_bytes(sink: str) -> None:
    assert rendered(papers.letter(), sink) == rendered(papers.letter(), sink)
    assert rendered(papers.letter(), sink).label == papers.letter().title
    assert "charset=utf-8" in rendered(papers.letter(), sink).content_type


@pytest.mark.parametrize("sink", CHATS)
def test_a_letter_is_there_whole_with_its_source(sink: str) -> None:
    shown = "\n".join(texts(held(papers.letter(), sink)))
    for words in ("Keep the ferry", "“We will not end the ferry before a bridge is open”", "over 300 people"):
        assert words in shown
    assert "Haven Gazette" in shown
    assert "https://gazette.example/" in shown
    assert "Shortened" not in shown


@pytest.mark.parametrize("sink", CHATS)
@pytest.mark.parametrize("organisation", [None, "Neighbors for Privacy"])
@pytest.mark.parametrize("kind", ["letter", "letters/sign-on", "petition", "talking-points", "call-script"])
def test_what_the_shipped_campaign_writes_fits_and_names_nobody(sink: str, kind: str, organisation: str | None) -> None:
    campaign = ck.load("face-recognition-2020")
    sender = papers.sender().model_copy(update={"organisation": organisation})
    made = ck.compose(
        campaign, kind, target="amazon", demand="end-ring-police-partnerships", date=date(2026, 11, 23), sender=sender
    )
    body = rendered(made, sink).body.decode()
    assert "Shortened" not in body
    assert "Alex Example" not in body
    assert "Alex Example" not in rendered(made, "webhook", include=("text",)).body.decode()


def as_a_chat_shows_it(sink: str, body: Any) -> list[str]:
    """The words that a person would read, a sign of a list left out."""
    shown = "\n".join(texts(body))
    if sink == "slack":
        shown = shown.removeprefix(f"{body['text']}\n").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    elif sink in ("discord", "mattermost"):
        shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", shown.removeprefix("#### ")).replace("\u200b", "")
        shown = re.sub(r"<(https://[^>\s]+)>", r"\1", shown)
    return [word for word in shown.split() if word not in "•-" and not re.fullmatch(r"\(?\d+[.)]", word)]


@pytest.mark.parametrize("sink", CHATS)
@pytest.mark.parametrize("kind", ["letter", "letters/sign-on", "petition", "talking-points", "call-script"])
def test_every_word_of_what_the_shipped_campaign_writes_can_be_read(sink: str, kind: str) -> None:
    campaign = ck.load("face-recognition-2020")
    target, demands = "amazon", ("end-ring-police-partnerships", "cut-ties-ice", "disclose-departments")
    for demand in demands:
        made = ck.compose(campaign, kind, target=target, demand=demand, date=date(2026, 11, 23), sender=papers.sender())
        kept = parts.public(made)
        lines = [made.title, kept.body, *(f"{one.label} {one.url or ''}" for one in kept.sources)]
        wanted = as_a_chat_shows_it("", "\n".join(lines))
        assert as_a_chat_shows_it(sink, held(made, sink)) == wanted


@pytest.mark.parametrize("sink", ["discord", "mattermost"])
def test_no_line_of_a_paragraph_is_a_list_though_its_pieces_are_apart(sink: str) -> None:
    pieces = ("  - a", " (source 1) ", "b", {"type": "break"}, "    code", {"type": "break"}, " + c", {"type": "break"})
    made = papers.document(papers.paragraph(*pieces, "1", ". May"))
    for words in texts(held(made, sink)):
        kinds = {token.type for token in parsed(words)}
        assert not {one for one in kinds if "list" in one or "code" in one}, words
    assert "- a (source 1) b code + c 1. May" in " ".join(
        re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", " ".join(texts(held(made, sink)))).split()
    )


@pytest.mark.parametrize("sink", CHATS)
def test_a_long_one_is_cut_between_paragraphs_and_never_within_a_quotation(sink: str) -> None:
    document = papers.long(100)
    shown = "\n".join(texts(held(document, sink)))
    cut = re.search(r"Shortened: (\d+) of 100 paragraphs", shown)
    assert cut
    count = int(cut[1])
    assert 1 < count < 100
    for number in range(count):
        assert f"end {number}: {'told ' * 9}told" in shown
    assert f"Paragraph {count}." not in shown
    assert "Haven Gazette" in shown, "a source that is named is listed"


@pytest.mark.parametrize("sink", CHATS)
def test_one_of_which_not_a_paragraph_fits_is_refused(sink: str) -> None:
    with pytest.raises(InputError, match="not one paragraph fits"):
        rendered(papers.long(1, words=20_000), sink)


@pytest.mark.parametrize("sink", [*CHATS, *EVENTS])
def test_a_control_character_is_refused(sink: str) -> None:
    with pytest.raises(InputError, match=r"control character U\+001B"):
        rendered(papers.document(papers.paragraph("a\x1b[2Jb")), sink)


@pytest.mark.parametrize("sink", CHATS)
def test_marks_of_direction_are_shown(sink: str) -> None:
    shown = "\n".join(texts(held(papers.hostile(), sink)))
    assert not re.search(r"[\u202a-\u202e\u2066-\u2069]", shown)
    assert "U+202E" in shown


@pytest.mark.parametrize("sink", [*CHATS, *EVENTS])
def test_no_byte_steers_a_terminal_or_ends_a_line(sink: str) -> None:
    body = rendered(papers.hostile(), sink, include=("text",)).body.decode()
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", body)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=400))
def test_any_words_fit_and_are_json(words: str) -> None:
    made = papers.document(papers.paragraph(words or "a"), papers.paragraph("a"), title=f"T {words[:80]}")
    for sink in (*CHATS, *EVENTS):
        assert json.loads(rendered(made, sink, include=("text",)).body)


# Slack: its own models refuse what is too long.


def test_slack_takes_it() -> None:
    blocks = pytest.importorskip("slack_sdk.models.blocks", reason="slack_sdk is not installed")
    for made in (papers.letter(), papers.hostile(), papers.long(100)):
        payload = held(made, "slack")
        parsed = blocks.Block.parse_all(payload["blocks"])
        assert 1 < len(parsed) <= 50
        for block, written in zip(parsed, payload["blocks"], strict=True):
            block.validate_json()
            assert block.to_dict() == written
        assert len(payload["text"]) <= 4000


def test_nothing_is_live_in_slack() -> None:
    payload = held(papers.hostile(), "slack")
    for words in texts(payload):
        assert "<" not in words
        assert ">" not in words
        assert not re.search(r"&(?!amp;|lt;|gt;)", words)
    assert payload["mrkdwn"] is False
    assert {block["text"]["type"] for block in payload["blocks"]} == {"plain_text"}


def test_what_slack_shows_is_what_was_written() -> None:
    shown = "\n\n".join(block["text"]["text"] for block in held(papers.hostile(), "slack")["blocks"])
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        shown = shown.replace(entity, sign)
    assert papers.LIVE in shown


# Discord and Mattermost: a parser of Markdown finds nothing but text, and the links that we made.


def parsed(text: str) -> list[Any]:
    tokens = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("strikethrough").parse(text)
    return [one for token in tokens for one in (token, *(token.children or ()))]


@pytest.mark.parametrize("sink", ["discord", "mattermost"])
def test_nothing_is_markup_but_our_own_links(sink: str) -> None:
    payload = held(papers.hostile(), sink)
    for words in texts(payload):
        tokens = parsed(words)
        ours = {"paragraph_open", "paragraph_close", "inline", "text", "softbreak", "link_open", "link_close"}
        ours |= {"heading_open", "heading_close", "text_special", "hardbreak"}
        assert {token.type for token in tokens} <= ours, words
        links = [token.attrs["href"] for token in tokens if token.type == "link_open"]
        assert all(
            link.startswith(("https://gazette.example/a%7Cb", "https://evil.example/x%5Fy%5Fz")) for link in links
        )
        headings = [token for token in tokens if token.type == "heading_open"]
        assert len(headings) <= 1, "the title of a post"


@pytest.mark.parametrize("sink", ["discord", "mattermost"])
def test_nobody_is_called(sink: str) -> None:
    for words in texts(held(papers.hostile(), sink)):
        assert not re.search(r"@(?=\w)", words)
        assert not re.search(r"(?<!\\)<(?!https://)", words)
    assert sink != "discord" or held(papers.hostile(), sink)["allowed_mentions"] == {"parse": []}


def test_the_words_are_those_that_were_written() -> None:
    for words in (papers.LIVE, "50 * 3 = 150", "a_b_c", "#1", "1. May", "- and", "x & y &amp; z", "12:30:45"):
        shown = "".join(token.content for token in parsed(chat_markdown.escaped(words)) if "text" in token.type)
        assert shown.replace("\u200b", "") == words


def test_discord_keeps_to_its_limits() -> None:
    for made in (papers.letter(), papers.hostile(), papers.long(100), papers.long(3, words=150)):
        payload = held(made, "discord")
        embeds = payload["embeds"]
        assert len(embeds) <= 10
        assert all(len(one["description"]) <= 4096 and len(one.get("title", "")) <= 256 for one in embeds)
        assert sum(len(one["description"]) + len(one.get("title", "")) for one in embeds) <= 6000


def test_mattermost_keeps_to_its_limit() -> None:
    assert 12_000 < len(held(papers.long(100), "mattermost")["text"]) <= 16_383


# Teams.


def test_teams_gets_a_card_of_runs_within_its_bytes() -> None:
    for made in (papers.letter(), papers.hostile(), papers.long(100)):
        payload = rendered(made, "teams")
        assert len(payload.body) <= 12_000
        message = json.loads(payload.body)
        (attachment,) = message["attachments"]
        assert (message["type"], attachment["contentType"]) == ("message", "application/vnd.microsoft.card.adaptive")
        card = attachment["content"]
        assert (card["type"], card["version"]) == ("AdaptiveCard", "1.4")
        for block in card["body"]:
            assert set(block) == {"type", "inlines"}
            assert block["type"] == "RichTextBlock", "a TextBlock would read Markdown"
            for run in block["inlines"]:
                assert run["type"] == "TextRun"
                assert run["text"]
                assert set(run) <= {"type", "text", "size", "weight", "isSubtle"}
        assert "msteams" not in card, "where mentions would be"


def test_words_of_many_bytes_are_counted_as_bytes() -> None:
    made = papers.document(*(papers.paragraph("é漢🚢" * 100) for _ in range(40)))
    assert len(rendered(made, "teams").body) <= 12_000


# Events.


def test_an_event_is_thin() -> None:
    event = held(papers.letter(), "webhook")
    assert list(event) == ["type", "timestamp", "data"]
    assert event["type"] == "letter.written"
    assert event["timestamp"] == "2026-11-23T00:00:00Z"
    data = event["data"]
    assert "text" not in data
    assert (data["campaign"], data["target"], data["demand"]) == ("ferry", "haven-lines", "keep-the-ferry")
    assert [one["text"] for one in data["citations"]] == [
        "We will not end the ferry before a bridge is open",
        "over 300 people",
    ]
    assert data["sources"][0]["source"] == "gazette"
    assert len(rendered(papers.letter(), "webhook").body) < 20_000


def test_the_places_of_citations_are_those_in_the_text_that_comes_with_them() -> None:
    from hashlib import sha256

    data = held(papers.letter(), "webhook", include=("text",))["data"]
    for one in data["citations"]:
        assert data["text"][one["start"] : one["end"]] == one["text"]
    assert sha256(data["text"].encode()).hexdigest() == data["sha256"]
    unsigned = papers.document(papers.paragraph("Hello."))
    assert held(unsigned, "webhook")["data"]["sha256"] == unsigned.sha256


def test_an_event_that_is_too_long_is_refused_and_the_way_out_told() -> None:
    with pytest.raises(InputError, match=r"20,000.*\n.*max_bytes"):
        rendered(papers.long(200), "webhook")
    assert rendered(papers.long(200), "webhook", max_bytes=100_000)


def test_a_cloud_event_is_one_for_its_own_library() -> None:
    http = pytest.importorskip("cloudevents.core.bindings.http", reason="cloudevents is not installed")
    payload = rendered(papers.letter(), "webhook", envelope="cloudevents")
    assert payload.content_type.startswith("application/cloudevents+json")
    message = http.HTTPMessage(headers={"content-type": payload.content_type}, body=payload.body)
    event = http.from_structured_event(message)
    assert (event.get_type(), event.get_specversion()) == ("letter.written", "1.0")
    assert event.get_data()["sha256"] in event.get_id()
    assert event.get_source() == "urn:campaignkit:ferry"
    assert event.get_subject() == "haven-lines"


@pytest.mark.parametrize("sink", [*CHATS, *EVENTS])
def test_a_ping_is_small_and_holds_no_secret(sink: str) -> None:
    ping = find_sink(sink).ping
    assert ping
    payload = ping(endpoint(sink), 1_800_000_000.0)
    assert len(payload.body) < 1000
    assert b"hooks.example.org" not in payload.body
    assert json.loads(payload.body)


# Action Network.

TOKEN = {actionnetwork.TOKEN: SecretStr("t")}


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({}, "off until you say"),
        ({"headers": TOKEN}, "off until you say"),
        ({"helper": "outreach", "headers": TOKEN}, "an outreach sends name and address"),
        ({"helper": "signature", "headers": TOKEN}, "name and address"),
        ({"helper": "outreach", "personal_data": True}, "token"),
        ({"helper": "outreach", "personal_data": True, "headers": TOKEN}, ""),
        ({"helper": "petition", "headers": TOKEN}, ""),
    ],
)
def test_action_network_is_off_until_everything_was_said(fields: dict[str, Any], wanted: str) -> None:
    wrong = actionnetwork.SINK.refuse(endpoint("actionnetwork", **fields))
    assert (wrong is None) if not wanted else (wrong is not None and wanted in wrong[1])


def test_an_outreach_is_the_letter_of_the_person_who_signs() -> None:
    payload = held(papers.letter(), "actionnetwork", helper="outreach", personal_data=True)
    assert payload["person"]["email_addresses"] == [{"address": "alex@neighbors.example"}]
    assert (payload["person"]["given_name"], payload["person"]["family_name"]) == ("Alex", "Example")
    assert payload["message"] == papers.letter().text
    assert payload["targets"] == [{"name": "Haven Lines"}]
    assert "status" not in json.dumps(payload), "nobody is subscribed to anything"


def test_a_petition_holds_nobodys_data() -> None:
    made = papers.letter().model_copy(update={"kind": "petition"})
    made = Document.model_validate(made.model_dump())
    payload = held(made, "actionnetwork", helper="petition")
    assert "Alex" not in json.dumps(payload)
    assert payload["title"] == made.title
    signature = held(made, "actionnetwork", helper="signature", personal_data=True)
    assert list(signature) == ["person"]


def test_an_outreach_needs_a_person_and_a_letter() -> None:
    render = find_sink("actionnetwork").render
    with pytest.raises(UsageError, match="e-mail address"):
        render(papers.letter(), endpoint("actionnetwork", helper="outreach", personal_data=True), {})
    with pytest.raises(InputError, match="takes a petition, and this is a letter"):
        held(papers.letter(), "actionnetwork", helper="petition")
    assert find_sink("actionnetwork").ping is None
    assert not find_sink("actionnetwork").knows_twice, "an outreach that comes twice is recorded twice"


# Sinks of other packages.


class _Entry:
    def __init__(self, held: object) -> None:
        self.held, self.value = held, "my_sinks:SINK"

    def load(self) -> object:
        if isinstance(self.held, Exception):
            raise self.held
        return self.held


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    monkeypatch.setattr(sinks, "_installed", lambda: entries)
    sinks._loaded.cache_clear()
    return entries


def test_a_sink_of_another_package_is_found_by_its_name(installed: dict[str, _Entry]) -> None:
    board = Sink(lambda document, endpoint, options: Payload(document.title.encode(), "text/plain"))
    installed["notice-board"] = _Entry(board)
    assert "notice-board" in sink_names()
    assert rendered(papers.letter(), "notice-board").body == papers.letter().title.encode()


def test_one_that_is_none_is_refused_by_name(installed: dict[str, _Entry]) -> None:
    installed |= {"broken": _Entry(ValueError("canary")), "none": _Entry(7)}
    with pytest.raises(InputError, match="'broken' cannot be loaded \\(ValueError\\)"):
        find_sink("broken")
    with pytest.raises(InputError, match="my_sinks:SINK is no campaignkit Sink"):
        find_sink("none")
    with pytest.raises(InputError, match=r"(?s)No sink is named 'slak'.*slack"):
        find_sink("slak")


def test_one_cannot_take_the_place_of_one_that_ships(installed: dict[str, _Entry]) -> None:
    installed["slack"] = _Entry(7)
    assert find_sink("slack").secret_url
    assert sink_names().count("slack") == 1


def test_personal_roles_are_left_out_wherever_they_stand() -> None:
    made = papers.document(
        {"type": "blockquote", "blocks": [papers.paragraph(papers.OWN, role="own-words"), papers.paragraph("Kept.")]},
        {"type": "bullets", "items": [[papers.paragraph(papers.OWN, role="own-words"), papers.paragraph("Too.")]]},
    )
    assert papers.OWN not in parts.public(made).text
    assert "Kept." in parts.public(made).text
    assert "Too." in parts.public(made).text
