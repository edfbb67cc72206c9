"""The nouns: what they refuse, and that what they refuse is not repeated in the error."""

from __future__ import annotations

import json
import pickle
import socket
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from campaignkit import models
from campaignkit.errors import FindingsError, UnknownIdError
from campaignkit.folding import Span
from campaignkit.models import (
    Agency,
    Campaign,
    Commitment,
    Company,
    Correction,
    Demand,
    Document,
    Figure,
    Finding,
    Gap,
    Legislator,
    Legislature,
    Report,
    Sender,
    Source,
    Statement,
    Target,
    Update,
)
from campaignkit.models.base import EmailAddress, Id, Model, WebAddress, Words
from campaignkit.models.campaign import bad_references
from campaignkit.models.document import Block, Paragraph, Quoted, inline_text, mark_text
from campaignkit.models.target import PostalAddress

TARGET: TypeAdapter[Any] = TypeAdapter(Target)
BLOCK: TypeAdapter[Any] = TypeAdapter(Block)

# One of each, as small as may be.
SOURCE: dict[str, Any] = {"id": "letter", "title": "A letter"}
STATEMENT: dict[str, Any] = {"id": "says-no", "source": "letter", "kind": "quotation", "exact": "We say no"}
DEMAND: dict[str, Any] = {
    "id": "stop",
    "title": "Stop",
    "ask": "stop",
    "practice": "selling",
    "addressed_to": ["company"],
}
COMPANY: dict[str, Any] = {"id": "acme", "kind": "company", "name": "Acme"}
LEGISLATOR: dict[str, Any] = {"id": "ruiz", "kind": "legislator", "name": "Ana Ruiz"}
COMMITMENT: dict[str, Any] = {
    "id": "pause",
    "target": "acme",
    "practice": "selling",
    "status": "paused",
    "grade": "reported",
    "statements": ["says-no"],
}
CAMPAIGN: dict[str, Any] = {
    "id": "sample",
    "title": "Sample",
    "sources": [SOURCE],
    "statements": [STATEMENT],
    "demands": [DEMAND],
    "targets": [COMPANY, LEGISLATOR],
    "commitments": [COMMITMENT],
}
DOCUMENT: dict[str, Any] = {
    "kind": "letter",
    "template": "company",
    "campaign": "sample",
    "title": "Please stop",
    "date": "2020-06-12",
    "blocks": [{"type": "paragraph", "inlines": [{"type": "text", "text": "Stop."}]}],
}
FINDING: dict[str, Any] = {
    "rule": "quote-altered",
    "severity": "error",
    "at": (3, 9),
    "text": "say no",
    "message": "No.",
}
GAP: dict[str, Any] = {
    "demand": "stop",
    "target": "acme",
    "as_of": "2020-06-12",
    "standing": "unmet",
    "reason": "It goes on.",
}
SMALLEST: list[tuple[type[Model], dict[str, Any]]] = [
    (Source, SOURCE),
    (Statement, STATEMENT),
    (Demand, DEMAND),
    (Company, COMPANY),
    (Legislator, LEGISLATOR),
    (Legislature, {**COMPANY, "kind": "legislature"}),
    (Agency, {**COMPANY, "kind": "agency"}),
    (Commitment, COMMITMENT),
    (Campaign, CAMPAIGN),
    (Document, DOCUMENT),
    (Finding, FINDING),
    (Gap, GAP),
    (Report, {}),
    (Figure, {"measure": "cameras", "value": 28}),
    (Sender, {"name": "Ana Ruiz"}),
    (PostalAddress, {"address_lines": ["1 Main St"]}),
    (Correction, {"exact": "We were wrong", "withdraws": "It was so"}),
    (Update, {"exact": "Since then", "replaces": "It was so"}),
]


def refusal(model: Any, value: dict[str, Any]) -> str:
    """What is said when `value` is refused."""
    with pytest.raises(ValidationError) as caught:
        model.model_validate(value)
    return str(caught.value)


@pytest.mark.parametrize(("model", "value"), SMALLEST)
def test_the_smallest_of_each_is_enough(model: type[Model], value: dict[str, Any]) -> None:
    entry = model.model_validate(value)
    assert model.model_validate(entry.model_dump() | ({"at": (3, 9)} if model is Finding else {})) == entry
    assert pickle.loads(pickle.dumps(entry)) == entry


@pytest.mark.parametrize(("model", "value"), SMALLEST)
def test_nothing_can_be_left_out_of_the_smallest(model: type[Model], value: dict[str, Any]) -> None:
    for key in value:
        if model.model_fields[key].is_required():
            assert "Field required" in refusal(model, {name: value[name] for name in value if name != key}), key


@pytest.mark.parametrize(("model", "value"), SMALLEST)
def test_an_unknown_key_is_refused_and_its_value_not_told(model: type[Model], value: dict[str, Any]) -> None:
    told = refusal(model, {**value, "surprise": "Zacharias"})
    assert "surprise" in told
    assert "Zacharias" not in told


@pytest.mark.parametrize(("model", "value"), SMALLEST)
def test_nothing_can_be_changed(model: type[Model], value: dict[str, Any]) -> None:
    entry = model.model_validate(value)
    with pytest.raises(ValidationError, match="frozen"):
        setattr(entry, next(iter(model.model_fields)), "other")


def test_every_model_is_frozen_and_refuses_unknown_keys() -> None:
    def below(cls: type[BaseModel]) -> set[type[BaseModel]]:
        return {cls}.union(*(below(child) for child in cls.__subclasses__()))

    for cls in below(Model):
        assert cls.model_config.get("frozen"), cls
        assert cls.model_config.get("extra") == "forbid", cls
        assert cls.model_config.get("hide_input_in_errors"), cls
        assert cls.__doc__, cls
        for name, annotation in cls.__annotations__.items():
            assert "list[" not in str(annotation), f"{cls}.{name} could be changed from outside"
    assert sorted(models.__all__) == models.__all__


# Ids, words, addresses


@pytest.mark.parametrize("good", ["a", "amazon", "2020-06-10", "-", "a" * 64])
def test_ids(good: str) -> None:
    assert TypeAdapter(Id).validate_python(good) == good


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "A",
        "a" * 65,
        "a_b",
        "a b",
        "a\n",
        "\na",
        "../a",
        "a/b",
        ".",
        "é",
        "а",
        "a\u200b",
        "１",
        5,
        None,
        ["a"],
    ],
)
def test_what_is_no_id(bad: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(bad)


@pytest.mark.parametrize("bad", ["", " ", "\n\t", "\u00a0", 5, None])
def test_what_is_no_words(bad: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Words).validate_python(bad)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("ana@example.org", "ana@example.org"),
        ("Ana.Ruiz+letters@EXAMPLE.org", "Ana.Ruiz+letters@example.org"),
        ("o'neill@example.org", "o'neill@example.org"),
        ("ana@bücher.example.org", "ana@bücher.example.org"),
    ],
)
def test_e_mail_addresses(written: str, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their syntax is checked; the network is never asked."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    assert TypeAdapter(EmailAddress).validate_python(written) == kept
    assert Sender(name="Ana", email_address=written).email_address == kept


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "ana",
        "@example.org",
        "ana@",
        "ana@localhost",
        "ana@@example.org",
        "ana ruiz@example.org",
        "ana@example..org",
        "ana@example.org\nBcc: all@example.org",
        "ana@example.org, bo@example.org",
        "Ana <ana@example.org>",
        "ana@[127.0.0.1]",
        '"ana"@example.org',
        "ana@exa mple.org",
        "a" * 65 + "@example.org",
        "ana@\u202eexample.org",
        "ana\0@example.org",
    ],
)
def test_what_is_no_e_mail_address(bad: str) -> None:
    told = refusal(Sender, {"name": "Ana", "email_address": bad})
    assert "e-mail address" in told
    for part in bad.replace("@", " ").split():
        assert len(part) < 4 or part not in told.replace("an e-mail address", ""), "the address is a person's data"


@pytest.mark.parametrize(
    "good",
    [
        "https://example.org",
        "http://example.org/a?b=1&c=2#d",
        "HTTPS://EXAMPLE.org",
        "https://exämple.org/é",
        "https://[::1]/",
        "https://example.org/it's_(here)",
    ],
)
def test_web_addresses(good: str) -> None:
    assert TypeAdapter(WebAddress).validate_python(good) == good


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "example.org",
        "//example.org",
        "https://",
        "https:///a",
        "https:example.org",
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://example.org",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://example.org",
        "mailto:ana@example.org",
        "https://exam ple.org",
        "https://example.org/\nBcc: x",
        "https://example.org/\rx",
        "https://example.org/\tx",
        "https://example.org/\0",
        "https://example.org/<b>",
        'https://example.org/"onclick="x',
        "https://[::1",
        "https://example.org/\u202egro.live",
        "https://example.org\\@evil.example",
        "https://example.org/\u2028x",
    ],
)
def test_what_is_no_web_address(bad: str) -> None:
    told = refusal(Source, {**SOURCE, "url": bad})
    assert "not a web address" in told
    assert "alert" not in told


@given(st.text(min_size=6, alphabet="abcdefghijkXYZ0123456789@.!é"))
def test_no_error_repeats_a_persons_data(secret: str) -> None:
    """Whatever is wrong, what was typed is not in the message."""
    wrong: list[tuple[Any, dict[str, Any]]] = [
        (Sender, {"name": "Ana", "email_address": f"{secret} x"}),
        (Sender, {"name": [secret]}),
        (Sender, {"name": "Ana", "website": [secret]}),
        (Sender, {"name": "Ana", "postal_address": {"lines": secret}}),
        (Legislator, {**LEGISLATOR, "term_end": f"{secret} x"}),
        (Legislator, {**LEGISLATOR, "party": {"x": secret}}),
        (Statement, {**STATEMENT, "kind": secret, "said_on": secret, "start": secret}),
    ]
    for model, value in wrong:
        assert secret not in refusal(model, value)


# Each noun


@pytest.mark.parametrize(
    ("why", "model", "value", "said"),
    [
        (
            "a commitment that ends before it starts",
            Commitment,
            {**COMMITMENT, "starts": "2021-06-10", "ends": "2020-06-10"},
            "before it starts",
        ),
        ("a commitment without proof", Commitment, {**COMMITMENT, "statements": []}, "at least 1"),
        ("an unknown status", Commitment, {**COMMITMENT, "status": "stopped"}, "'ended', 'paused'"),
        ("a day that is not in the calendar", Commitment, {**COMMITMENT, "ends": "2021-02-30"}, "date"),
        ("a demand to nobody", Demand, {**DEMAND, "addressed_to": []}, "at least 1"),
        ("a demand to an unknown kind", Demand, {**DEMAND, "addressed_to": ["police"]}, "'company'"),
        ("an ask without words", Demand, {**DEMAND, "ask": " "}, "at least 1"),
        ("a start without an end", Statement, {**STATEMENT, "start": 3}, "stand together"),
        ("an end without a start", Statement, {**STATEMENT, "end": 3}, "stand together"),
        ("a span of another length", Statement, {**STATEMENT, "start": 3, "end": 13}, "must be 9"),
        ("an end before the start", Statement, {**STATEMENT, "start": 12, "end": 3}, "must be 9"),
        ("a place before the beginning", Statement, {**STATEMENT, "start": -1, "end": 8}, "greater than or equal"),
        ("a kind of statement that there is not", Statement, {**STATEMENT, "kind": "claim"}, "'quotation' or 'report'"),
        ("a figure that is no number", Figure, {"measure": "cameras", "value": "many"}, "number"),
        ("a qualifier that there is not", Figure, {"measure": "cameras", "value": 1, "qualifier": "roughly"}, "'over'"),
        ("a sha256 in capitals", Source, {**SOURCE, "sha256": "A" * 64}, "pattern"),
        ("a sha256 cut short", Source, {**SOURCE, "sha256": "a" * 63}, "pattern"),
        ("a sha256 with a line end", Source, {**SOURCE, "sha256": "a" * 64 + "\n"}, "pattern"),
        (
            "a level of heading that there is not",
            Document,
            {**DOCUMENT, "blocks": [{"type": "heading", "level": 7, "inlines": []}]},
            "less than or equal to 6",
        ),
        ("a block of no kind", Document, {**DOCUMENT, "blocks": [{"type": "script", "text": "x"}]}, "expected tags"),
        (
            "a link that is no web address",
            Document,
            {
                **DOCUMENT,
                "blocks": [{"type": "paragraph", "inlines": [{"type": "link", "text": "x", "href": "javascript:x"}]}],
            },
            "not a web address",
        ),
        (
            "a footnote mark without a number",
            Document,
            {**DOCUMENT, "blocks": [{"type": "paragraph", "inlines": [{"type": "mark", "numbers": []}]}]},
            "at least 1",
        ),
        ("a severity that there is not", Finding, {**FINDING, "severity": "fatal"}, "'error', 'warning' or 'info'"),
        ("a standing that there is not", Gap, {**GAP, "standing": "open"}, "'met'"),
    ],
)
def test_what_is_refused(why: str, model: Any, value: dict[str, Any], said: str) -> None:
    assert said in refusal(model, value), why


@pytest.mark.parametrize(
    "number", [20200610, 0, "20200610", "-1", 1591747200.0, "1591747200.5", True, "10 June 2020", "06/10/2020"]
)
def test_a_number_is_no_date(number: Any) -> None:
    """Taken for seconds since 1970, 20200610 would be a day in August 1970."""
    refusal(Commitment, {**COMMITMENT, "ends": number})
    refusal(Source, {**SOURCE, "issued": number})
    refusal(Document, {**DOCUMENT, "date": number})


def test_a_commitment_may_hold_for_one_day() -> None:
    day = Commitment.model_validate({**COMMITMENT, "starts": "2020-06-10", "ends": "2020-06-10"})
    assert day.starts == day.ends == date(2020, 6, 10)


def test_one_text_alone_needs_no_brackets() -> None:
    assert Source.model_validate({**SOURCE, "author": "Ana Ruiz"}).author == ("Ana Ruiz",)
    assert Statement.model_validate({**STATEMENT, "about": "acme"}).about == ("acme",)


def test_corrections_and_updates_under_either_name() -> None:
    correction, update = {"exact": "a", "withdraws": "b"}, {"exact": "a", "replaces": "b"}
    as_tables = Source.model_validate({**SOURCE, "correction": [correction], "update": [update]})
    assert as_tables == Source.model_validate({**SOURCE, "corrections": [correction], "updates": [update]})
    assert as_tables.corrections[0].withdraws == "b"
    assert (as_tables.label, Source.model_validate({**SOURCE, "publisher": "The Paper"}).label) == (
        "A letter",
        "The Paper",
    )


@pytest.mark.parametrize(
    ("kind", "cls"),
    [("company", Company), ("legislator", Legislator), ("legislature", Legislature), ("agency", Agency)],
)
def test_the_kind_tells_the_targets_apart(kind: str, cls: type[Model]) -> None:
    assert type(TARGET.validate_python({**COMPANY, "kind": kind})) is cls


@pytest.mark.parametrize("wrong", [{"kind": "person"}, {"kind": ""}, {"kind": None}, {"kind": "Company"}])
def test_a_target_of_no_kind_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="company"):
        TARGET.validate_python({**COMPANY, **wrong})
    with pytest.raises(ValidationError, match="kind"):
        TARGET.validate_python({"id": "acme", "name": "Acme"})


@pytest.mark.parametrize(
    ("value", "opening"),
    [
        (COMPANY, "To Acme:"),
        ({**COMPANY, "kind": "agency", "name": "the Department"}, "To the Department:"),
        ({**COMPANY, "kind": "legislature", "name": "the Council"}, "To the Members of the Council:"),
        (LEGISLATOR, "Dear Ana Ruiz:"),
        ({**LEGISLATOR, "title": "Sen.", "family_name": "Ruiz"}, "Dear Senator Ruiz:"),
        ({**LEGISLATOR, "title": "Rep.", "family_name": "Ruiz"}, "Dear Representative Ruiz:"),
        ({**LEGISLATOR, "title": "Councilmember", "family_name": "Ruiz"}, "Dear Councilmember Ruiz:"),
        ({**LEGISLATOR, "family_name": "Ruiz"}, "Dear Ana Ruiz:"),
        ({**LEGISLATOR, "title": "Sen.", "family_name": "Ruiz", "salutation": "Dear Chair Ruiz:"}, "Dear Chair Ruiz:"),
        ({**COMPANY, "salutation": "To all at Acme:"}, "To all at Acme:"),
    ],
)
def test_the_line_by_which_a_letter_begins(value: dict[str, Any], opening: str) -> None:
    said = TARGET.validate_python(value).opening
    assert said == opening
    assert not {"Mr", "Mrs", "Ms", "Sir", "Madam"} & set(said.replace(".", " ").split()), "gender is never guessed"


def test_a_legislator_is_named_by_the_parts_of_the_name() -> None:
    parts = {"id": "ruiz", "kind": "legislator", "family_name": "Ruiz"}
    assert TARGET.validate_python(parts).name == "Ruiz"
    assert TARGET.validate_python({**parts, "given_name": "Ana"}).name == "Ana Ruiz"
    assert TARGET.validate_python({**parts, "name": "Ana M. Ruiz"}).name == "Ana M. Ruiz"
    with pytest.raises(ValidationError):
        TARGET.validate_python({"id": "ruiz", "kind": "legislator", "given_name": "Ana"})


def test_addresses_on_an_envelope() -> None:
    address = {
        "address_lines": ["1 Main St", "Floor 2"],
        "locality": "Oakland",
        "region": "CA",
        "postal_code": "94601",
        "country": "USA",
    }
    legislator = TARGET.validate_python({**LEGISLATOR, "title": "Sen.", "postal_addresses": [address]})
    assert legislator.address_block == ("Senator Ana Ruiz", "1 Main St", "Floor 2", "Oakland, CA 94601", "USA")
    assert TARGET.validate_python({**COMPANY, "postal_addresses": ["1 Main St\nOakland"]}).address_block == (
        "Acme",
        "1 Main St",
        "Oakland",
    )
    assert TARGET.validate_python(COMPANY).address_block == ("Acme",)
    sender = Sender.model_validate(
        {
            "name": "Ana Ruiz",
            "title": "Chair",
            "organisation": "Us",
            "postal_address": "1 Main St\nOakland",
            "phone_number": "555-0100",
        }
    )
    assert sender.block == ("Ana Ruiz, Chair", "Us", "1 Main St", "Oakland", "555-0100")
    assert Sender(name="Ana").block == ("Ana",)


# Campaign


def campaign(**changes: Any) -> Campaign:
    """The sample campaign, with changes."""
    return Campaign.model_validate({**CAMPAIGN, **changes})


@pytest.mark.parametrize(
    ("why", "changes", "said"),
    [
        ("an id twice", {"sources": [SOURCE, SOURCE]}, "source 'letter': 2 entries have this id"),
        ("an id three times", {"targets": [COMPANY, COMPANY, COMPANY]}, "target 'acme': 3 entries have this id"),
        (
            "a statement of no source",
            {"statements": [{**STATEMENT, "source": "leter"}]},
            "source names 'leter', and there is no such source",
        ),
        (
            "a statement about nobody",
            {"statements": [{**STATEMENT, "about": ["acne"]}]},
            "about names 'acne', and there is no such target",
        ),
        ("a statement for no demand", {"statements": [{**STATEMENT, "supports": ["halt"]}]}, "supports names 'halt'"),
        ("a statement against no demand", {"statements": [{**STATEMENT, "opposes": ["halt"]}]}, "opposes names 'halt'"),
        (
            "a demand that rests on nothing",
            {"demands": [{**DEMAND, "statements": ["says-yes"]}]},
            "statements names 'says-yes'",
        ),
        ("a demand to no target", {"demands": [{**DEMAND, "targets": ["acne"]}]}, "targets names 'acne'"),
        ("a parent that there is not", {"targets": [{**COMPANY, "parent": "holding"}]}, "parent names 'holding'"),
        (
            "its own parent",
            {"targets": [{**COMPANY, "parent": "acme"}]},
            "target 'acme': it is, through its parents, its own parent",
        ),
        (
            "a circle of two",
            {"targets": [{**COMPANY, "parent": "b"}, {**COMPANY, "id": "b", "parent": "acme"}]},
            "target 'b': it is, through",
        ),
        ("a commitment of nobody", {"commitments": [{**COMMITMENT, "target": "acne"}]}, "target names 'acne'"),
        (
            "a commitment that nothing proves",
            {"commitments": [{**COMMITMENT, "statements": ["says-yes"]}]},
            "statements names 'says-yes'",
        ),
    ],
)
def test_a_campaign_that_does_not_hold_together(why: str, changes: dict[str, Any], said: str) -> None:
    assert said in refusal(Campaign, {**CAMPAIGN, **changes}), why


def test_everything_that_is_wrong_is_told_at_once_and_a_near_miss_offered() -> None:
    bad = list(
        bad_references(
            [],
            [Statement.model_validate({**STATEMENT, "source": "leter"})],
            [Demand.model_validate({**DEMAND, "statements": ["say-no"]})],
            [TARGET.validate_python({**COMPANY, "parent": "acmee"})],
            [Commitment.model_validate({**COMMITMENT, "target": "acne"})],
        )
    )
    assert [(one.kind, one.id, one.key, one.hint) for one in bad] == [
        ("statement", "says-no", "source", "There is none yet."),
        ("demand", "stop", "statements", "Did you mean 'says-no'?"),
        ("target", "acme", "parent", "Did you mean 'acme'?"),
        ("commitment", "pause", "target", "Did you mean 'acme'?"),
    ]


def test_who_hangs_on_a_circle_is_not_in_it() -> None:
    targets = [{**COMPANY, "parent": "b"}, {**COMPANY, "id": "b", "parent": "c"}, {**COMPANY, "id": "c", "parent": "b"}]
    told = refusal(Campaign, {**CAMPAIGN, "targets": [*targets, LEGISLATOR]})
    assert "target 'b'" in told
    assert "target 'c'" in told
    assert "target 'acme'" not in told


def test_a_long_line_of_parents_is_no_circle() -> None:
    line = [{**COMPANY, "id": f"t{n}", "parent": f"t{n + 1}"} for n in range(300)] + [{**COMPANY, "id": "t300"}]
    assert len(campaign(targets=[*line, COMPANY]).targets) == 302


def test_entries_are_found_by_id_and_a_near_miss_is_offered() -> None:
    sample = campaign()
    assert sample.source("letter").title == "A letter"
    assert sample.statement("says-no").exact == "We say no"
    assert sample.demand("stop").title == "Stop"
    assert sample.target("acme").name == "Acme"
    assert sample.commitment("pause").status == "paused"
    for kind, wrong, near in (("source", "leter", "letter"), ("target", "acmee", "acme"), ("demand", "stopp", "stop")):
        with pytest.raises(UnknownIdError, match=f"No {kind} is named '{wrong}'") as caught:
            getattr(sample, kind)(wrong)
        assert caught.value.hint == f"Did you mean '{near}'?"
    with pytest.raises(UnknownIdError):
        sample.target("letter")  # the id of a source


def test_who_says_a_statement() -> None:
    sample = campaign()
    says = [Statement.model_validate({**STATEMENT, "speaker": who}) for who in ("acme", "Ana Ruiz", None)]
    assert [sample.speaker_name(statement) for statement in says] == ["Acme", "Ana Ruiz", None]


# Documents

texts = st.text(st.sampled_from("ab é“”\"'\n😀"), min_size=1, max_size=10).filter(str.strip)
inlines = st.one_of(
    st.builds(lambda text: {"type": "text", "text": text}, st.text(max_size=8)),
    st.builds(lambda text: {"type": "quoted", "text": text, "statement": "says-no", "source": "letter"}, texts),
    st.builds(lambda text: {"type": "figure", "text": text, "statement": "says-no", "source": "letter"}, texts),
    st.just({"type": "mark", "numbers": [1, 2]}),
    st.just({"type": "break"}),
    st.just({"type": "link", "text": "here", "href": "https://example.org"}),
)
paragraphs = st.builds(lambda parts: {"type": "paragraph", "inlines": parts}, st.lists(inlines, max_size=4))
leaves = st.one_of(
    paragraphs,
    st.builds(
        lambda parts, level: {"type": "heading", "level": level, "inlines": parts},
        st.lists(inlines, max_size=2),
        st.integers(1, 6),
    ),
    st.builds(lambda lines: {"type": "lines", "lines": lines}, st.lists(st.text(max_size=6), max_size=3)),
    st.just({"type": "divider"}),
)
blocks = st.recursive(
    leaves,
    lambda below: st.one_of(
        st.builds(lambda inner: {"type": "blockquote", "blocks": inner}, st.lists(below, max_size=3)),
        st.builds(
            lambda items, ordered: {"type": "bullets", "items": items, "ordered": ordered},
            st.lists(st.lists(below, max_size=2), max_size=3),
            st.booleans(),
        ),
    ),
    max_leaves=8,
)


@given(st.lists(blocks, max_size=4))
def test_every_citation_stands_where_it_says(drawn: list[dict[str, Any]]) -> None:
    document = Document.model_validate({**DOCUMENT, "blocks": drawn})
    for citation in document.citations:
        assert document.text[citation.start : citation.end] == citation.text
        if citation.kind == "quotation":
            assert (document.text[citation.start - 1], document.text[citation.end]) == ("“", "”")
    kinds = json.dumps(drawn)
    cited = [citation.kind for citation in document.citations]
    assert (cited.count("quotation"), cited.count("figure")) == (
        kinds.count('"type": "quoted"'),
        kinds.count('"type": "figure"'),
    )


@given(st.lists(blocks, max_size=4))
def test_a_document_is_read_back_from_json_without_loss(drawn: list[dict[str, Any]]) -> None:
    document = Document.model_validate({**DOCUMENT, "blocks": drawn})
    back = Document.model_validate_json(document.model_dump_json())
    assert back == document
    assert (back.text, back.citations, back.sha256) == (document.text, document.citations, document.sha256)


def test_marks_inside_a_quotation_become_single_ones() -> None:
    quoted = Quoted(text='they said “no” and "never"', statement="says-no", source="letter")
    assert inline_text(quoted) == "“they said ‘no’ and 'never'”"
    assert mark_text((1,)) == "(source 1)"
    assert "[" not in mark_text((1, 2))


def test_one_changed_word_changes_the_sha256() -> None:
    one = Document.model_validate(DOCUMENT)
    other = Document.model_validate({**DOCUMENT, "title": "Please stop!"})
    assert one.text.startswith("Please stop\n\nStop.")
    assert one.sha256 != other.sha256
    assert len(one.sha256) == 64


def test_a_paragraph_knows_its_part() -> None:
    assert isinstance(block := BLOCK.validate_python({"type": "paragraph", "inlines": [], "role": "ask"}), Paragraph)
    assert block.role == "ask"


# Findings


def finding(severity: str, **more: Any) -> Finding:
    """A finding."""
    return Finding.model_validate({**FINDING, "severity": severity, **more})


def test_a_report_stops_at_what_is_as_severe_as_was_asked() -> None:
    report = Report(findings=(finding("info"), finding("warning"), finding("error")))
    assert [len(report.at_least(severity)) for severity in ("error", "warning", "info")] == [1, 2, 3]
    assert not report.ok
    assert Report(findings=(finding("warning"),)).ok
    clean = Report()
    assert clean.raise_for_errors() is clean
    assert str(clean) == "No findings."
    mild = Report(findings=(finding("warning"),))
    assert mild.raise_for_errors() is mild
    with pytest.raises(FindingsError, match="1 finding"):
        mild.raise_for_errors("warning")


def test_a_report_with_many_findings_shows_the_first_ten() -> None:
    with pytest.raises(FindingsError, match="12 findings") as caught:
        Report(findings=tuple(finding("error", line=number) for number in range(1, 13))).raise_for_errors()
    assert len(caught.value.details) == 11
    assert "2 more" in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_the_json_of_a_report_has_the_keys_of_the_contract() -> None:
    printed = Report(findings=(finding("error", path="a.md"),), summary={"quotations": 1}).to_json()
    assert list(printed) == ["version", "findings", "summary", "waived", "stale_waivers", "notes"]
    assert printed["version"] == 1
    assert set(printed["findings"][0]) == set(
        "rule severity path line column end_line end_column text message hint evidence".split()
    )
    assert json.loads(json.dumps(printed)) == printed


def test_a_finding_in_one_line() -> None:
    assert str(finding("error", path="a.md", line=3, column=5)) == "a.md:3:5: error quote-altered: No."
    assert str(finding("error")) == "-:1:1: error quote-altered: No."
    assert finding("error").at == Span(3, 9)


def test_a_copy_of_a_document_with_other_words_has_another_text() -> None:
    first = Document.model_validate(DOCUMENT)
    assert first.text
    second = first.model_copy(update={"title": "Another title"})
    assert second.text.startswith("Another title")
    assert second.sha256 != first.sha256
    assert second == Document.model_validate(DOCUMENT | {"title": "Another title"})
