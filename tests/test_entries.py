"""Entries as TOML: what is written reads back equal, what was in a file stays, and what does not fit is not written."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from campaignkit import entries
from campaignkit.catalog import TABLES, read_campaign
from campaignkit.entries import append, append_text, build, free_id, kind_of, own_folder, put, render, toml
from campaignkit.errors import CampaignError, ExistsError, InputError, UnknownIdError
from campaignkit.models import (
    Agency,
    Commitment,
    Company,
    Correction,
    Demand,
    Figure,
    Legislator,
    Legislature,
    PostalAddress,
    Source,
    Statement,
    Update,
)
from campaignkit.models.base import slug
from campaignkit.models.translation import DemandTranslation, StatementTranslation, TargetTranslation

HEAD = 'id = "ferry"\ntitle = "Keep the ferry"\n'
SOURCE = '# Documents.\n\n[[source]]\nid = "gazette"\ntitle = "Ferry to go on"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A campaign with one source."""
    (tmp_path / "campaign.toml").write_text(HEAD)
    (tmp_path / "sources.toml").write_text(SOURCE)
    return tmp_path


def read_back(text: str) -> Any:
    """Return the one entry of a TOML text as its model."""
    [(kind, [row])] = tomllib.loads(text).items()
    return TypeAdapter(TABLES[kind]).validate_python(row)


# One value.

VALUES = [
    ("plain", '"plain"', "words"),
    ('say "no"', r'"say \"no\""', "a quotation mark would end the string"),
    ("a\\b", r'"a\\b"', "a backslash begins an escape"),
    ("a\nb\tc", r'"a\nb\tc"', "a line break keeps the entry on its line"),
    ("a\u00a0b", r'"a\u00a0b"', "a no-break space looks like a space"),
    ("a\u200bb", r'"a\u200bb"', "a zero-width space cannot be seen at all"),
    ("a\u202eb", r'"a\u202eb"', "a mark of direction turns what follows around"),
    ("a\x00\x7f", r'"a\u0000\u007f"', "control characters are not allowed in TOML"),
    ("a\U000e0041", r'"a\U000e0041"', "beyond four digits the escape is the long one"),
    ("“é”—日本🌊", '"“é”—日本🌊"', "what can be seen stays as it is"),
    (True, "true", "a truth value, not a number"),
    (1350, "1350", "a whole number"),
    (0.5, "0.5", "a number with a point"),
    (1e16, "1e+16", "a large number stays a float"),
    (float("inf"), "inf", "TOML has a word for it"),
    (date(2026, 3, 2), "2026-03-02", "a date is native, without quotation marks"),
    (["a", "b"], '["a", "b"]', "a list"),
    ({"value": 2, "unit": "years"}, '{ value = 2, unit = "years" }', "an inline table"),
]


@pytest.mark.parametrize(("value", "written", "why"), VALUES, ids=[why for *_, why in VALUES])
def test_a_value_is_written(value: object, written: str, why: str) -> None:
    assert toml(value) == written
    assert tomllib.loads(f"x = {written}")["x"] == value


def test_what_no_toml_file_can_hold_is_refused() -> None:
    with pytest.raises(InputError, match=r"half a character \(U\+D83C\)"):
        toml("a\ud83c")
    with pytest.raises(TypeError):
        toml(None)


# One entry.


def test_an_entry_reads_as_a_person_would_write_it() -> None:
    source = Source(
        id="gazette",
        title="Ferry",
        author=("Ann Lee",),
        issued=date(2026, 3, 2),
        corrections=(Correction(exact="Correction: no.", withdraws="It was so."),),
        updates=(Update(exact="Update: yes.", replaces="It is so.", dated=date(2026, 3, 4)),),
    )
    assert render(source) == (
        '[[source]]\nid = "gazette"\ntitle = "Ferry"\nauthor = ["Ann Lee"]\nissued = 2026-03-02\n'
        '\n[[source.correction]]\nexact = "Correction: no."\nwithdraws = "It was so."\n'
        '\n[[source.update]]\nexact = "Update: yes."\nreplaces = "It is so."\ndated = 2026-03-04\n'
    )


def test_nothing_empty_is_written() -> None:
    statement = Statement(id="a", source="s", kind="report", exact="Words.", prefix="", about=(), start=0, end=6)
    assert tomllib.loads(render(statement)) == {
        "statement": [{"id": "a", "source": "s", "kind": "report", "exact": "Words.", "start": 0, "end": 6}]
    }
    assert "template" not in render(Company(id="a", kind="company", name="A"))


def test_a_long_list_is_written_one_item_a_line() -> None:
    demand = Demand(
        id="a",
        title="A",
        ask="do",
        practice="p",
        addressed_to=("company",),
        statements=tuple(f"a-statement-with-a-long-id-{number}" for number in range(5)),
    )
    text = render(demand)
    assert '\n  "a-statement-with-a-long-id-0",\n' in text
    assert max(map(len, text.splitlines())) <= entries.WIDTH
    assert read_back(text) == demand


# Laws.

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(str.strip)
ids = st.from_regex(r"[a-z0-9-]{1,64}", fullmatch=True)
days = st.dates()
names = st.lists(texts, max_size=3).map(tuple)
several_ids = st.lists(ids, max_size=3).map(tuple)
urls = st.sampled_from(["https://example.org/a?b=%22", "http://example.org:8080/ä"])
numbers = st.integers(-(10**18), 10**18) | st.floats(allow_nan=False)


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def translated(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.dictionaries(st.sampled_from(["es", "es-MX", "fil"]), strategy, max_size=2)


notices = {"exact": texts, "wordings": names, "dated": maybe(days), "inferred": names}
sources = st.builds(
    Source,
    id=ids,
    title=texts,
    publisher=maybe(texts),
    container_title=maybe(texts),
    author=names,
    issued=maybe(days),
    accessed=maybe(days),
    url=maybe(urls),
    sha256=maybe(st.from_regex(r"[0-9a-f]{64}", fullmatch=True)),
    file=maybe(texts),
    language=maybe(texts),
    repairs=maybe(st.integers(0, 99)),
    inferred=names,
    corrections=st.lists(st.builds(Correction, withdraws=texts, **notices), max_size=2).map(tuple),
    updates=st.lists(st.builds(Update, replaces=texts, **notices), max_size=2).map(tuple),
)
figures = st.builds(
    Figure,
    measure=ids,
    value=numbers,
    unit=maybe(texts),
    qualifier=maybe(st.sampled_from(["over", "at-least", "exactly"])),
    hedge=maybe(texts),
    denominator=maybe(texts),
    as_of=maybe(days),
)
statements = st.builds(
    Statement,
    id=ids,
    source=ids,
    kind=st.sampled_from(["quotation", "report"]),
    exact=texts,
    prefix=maybe(texts),
    suffix=maybe(texts),
    start=st.none(),
    end=st.none(),
    speaker=maybe(texts),
    quoted_in=names,
    said_on=maybe(days),
    about=several_ids,
    supports=several_ids,
    figure=maybe(figures),
    summary=maybe(texts),
    note=maybe(texts),
    translations=translated(st.builds(StatementTranslation, summary=texts, words=maybe(texts))),
)
demands = st.builds(
    Demand,
    id=ids,
    title=texts,
    ask=texts,
    practice=ids,
    outcome=maybe(texts),
    permanence=maybe(st.sampled_from(["permanent", "once"])),
    addressed_to=st.sampled_from([("company",), ("agency", "legislature")]),
    made_by=names,
    statements=several_ids,
    translations=translated(st.builds(DemandTranslation, title=texts, ask=texts, outcome=maybe(texts))),
)
commitments = st.builds(
    Commitment,
    id=ids,
    target=ids,
    practice=ids,
    status=st.sampled_from(["ended", "paused", "none"]),
    starts=st.none(),
    ends=maybe(days),
    condition=maybe(texts),
    grade=st.sampled_from(["own-words", "reported", "absence"]),
    statements=st.lists(ids, min_size=1, max_size=3).map(tuple),
)
addresses = st.builds(
    PostalAddress, address_lines=st.lists(texts, min_size=1, max_size=3).map(tuple), country=maybe(texts)
)
offices: dict[str, st.SearchStrategy[Any]] = {
    "id": ids,
    "name": texts,
    "aliases": names,
    "email_addresses": st.sampled_from([(), ("a@example.org", "b@example.org")]),
    "postal_addresses": st.lists(addresses, max_size=2).map(tuple),
    "term_end": maybe(days),
    "template": st.booleans(),
    "translations": translated(st.builds(TargetTranslation, name=texts, salutation=maybe(texts))),
}
targets = st.one_of(
    st.builds(Company, kind=st.just("company"), **offices),
    st.builds(Legislator, kind=st.just("legislator"), title=maybe(texts), family_name=maybe(texts), **offices),
    st.builds(Legislature, kind=st.just("legislature"), **offices),
    st.builds(Agency, kind=st.just("agency"), **offices),
)


@given(st.one_of(sources, statements, demands, commitments, targets))
def test_law_what_is_written_reads_back_equal(entry: entries.Entry) -> None:
    text = render(entry)
    assert read_back(text) == entry
    assert list(tomllib.loads(text)) == [kind_of(entry)]


@given(st.one_of(sources, statements, targets))
def test_law_nothing_in_an_entry_is_invisible(entry: entries.Entry) -> None:
    assert all(sign.isprintable() or sign == "\n" for sign in render(entry))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(held=st.lists(sources, max_size=4, unique_by=lambda one: one.id), before=st.sampled_from(["", SOURCE, "#"]))
def test_law_what_was_in_a_file_stays_byte_for_byte(folder: Path, held: list[Source], before: str) -> None:
    path = folder / "sources.toml"
    path.write_bytes(before.encode())
    for source in held:
        old = path.read_bytes()
        append(folder, source)
        assert path.read_bytes().startswith(old)
    read = read_campaign(folder).sources
    assert read[len(read) - len(held) :] == tuple(held)


# Appending.

JOINTS = [
    (b"", b"", "an empty file begins with the entry"),
    (b"# a\n", b"\n", "one empty line"),
    (b"# a", b"\n\n", "a last line that nobody ended is ended first"),
    (b"# a\n\n", b"", "an empty line that is there is enough"),
    (b"# a\r\n", b"\r\n", "a file of Windows stays one"),
]


@pytest.mark.parametrize(("old", "joint", "why"), JOINTS, ids=[why for *_, why in JOINTS])
def test_one_empty_line_parts_the_entries(folder: Path, old: bytes, joint: bytes, why: str) -> None:
    (folder / "sources.toml").write_bytes(old)
    append(folder, Source(id="b", title="B"))
    entry = b'[[source]]\nid = "b"\ntitle = "B"\n'
    entry = entry.replace(b"\n", b"\r\n") if b"\r\n" in old else entry
    assert (folder / "sources.toml").read_bytes() == old + joint + entry


def test_a_file_that_is_not_there_is_made(folder: Path) -> None:
    append(folder, Company(id="lines", kind="company", name="Haven Lines"))
    assert read_campaign(folder).target("lines").name == "Haven Lines"


REFUSED: list[tuple[dict[str, bytes], entries.Entry, type[InputError], str, str]] = [
    ({}, Source(id="gazette", title="Again"), ExistsError, "named 'gazette' already", "the id is taken"),
    (
        {"sources.toml": b'[[source]]\nid = "a\n'},
        Source(id="b", title="B"),
        CampaignError,
        "This is not TOML",
        "the file is broken as it is",
    ),
    (
        {"targets.toml": b'[[target]]\nid = "a"\n'},
        Source(id="b", title="B"),
        CampaignError,
        "kind",
        "another file of the campaign is broken as it is",
    ),
    (
        {},
        Statement(id="a", source="gazete", kind="report", exact="Words."),
        InputError,
        "no such source",
        "with the entry a reference would lead nowhere",
    ),
    (
        {"sources.toml": b"\xff"},
        Source(id="b", title="B"),
        CampaignError,
        "not UTF-8",
        "the file cannot be read as text",
    ),
]


@pytest.mark.parametrize(("files", "entry", "error", "told", "why"), REFUSED, ids=[row[-1] for row in REFUSED])
def test_what_does_not_fit_is_not_written(
    folder: Path, files: dict[str, bytes], entry: entries.Entry, error: type[InputError], told: str, why: str
) -> None:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(error, match=told):
        append(folder, entry)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_refusal_says_why_and_what_to_do(folder: Path) -> None:
    with pytest.raises(InputError) as caught:
        append(folder, Statement(id="a", source="gazete", kind="report", exact="Words."))
    assert str(caught.value).splitlines() == [
        f"{folder / 'statements.toml'}: statement 'a' was not written: the campaign would no longer load.",
        "  statement 'a': source names 'gazete', and there is no such source.",
        "  Did you mean 'gazette'?",
    ]


def test_text_that_breaks_the_file_is_not_written(folder: Path) -> None:
    with pytest.raises(InputError, match="would no longer load"):
        append_text(folder, "source", "b", "[[source]\n")
    assert (folder / "sources.toml").read_text() == SOURCE


def test_a_file_is_written_whole_or_not_at_all(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(InputError, match="No space left on device"):
        append(folder, Source(id="b", title="B"))
    assert (folder / "sources.toml").read_text() == SOURCE
    assert sorted(path.name for path in folder.iterdir()) == ["campaign.toml", "sources.toml"]


def test_a_link_stays_a_link_and_rights_stay(folder: Path) -> None:
    real = folder / "elsewhere.toml"
    (folder / "sources.toml").rename(real)
    (folder / "sources.toml").symlink_to(real)
    real.chmod(0o640)
    append(folder, Source(id="b", title="B"))
    assert (folder / "sources.toml").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert 'id = "b"' in real.read_text()


def test_put_tells_what_is_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        put(tmp_path / "no" / "such" / "folder.toml", b"")


# Small helpers.


def test_build_leaves_out_what_is_nothing_and_tells_what_is_wrong() -> None:
    assert build(Source, id="a", title="A", publisher=None, author=(), url="").publisher is None
    with pytest.raises(InputError, match=r"^url: not a web address that begins with https:// or http://\.$"):
        build(Source, id="a", title="A", url="ftp://example.org")


SLUGS = [
    ("Minutes of 3 March (draft)", "minutes-of-3-march-draft", "words and numbers"),
    ("Müller’s Café", "mullers-cafe", "letters lose their accents, a word its apostrophe"),
    ("—", "entry", "nothing is left"),
    ("日本", "entry", "no letter that an id can have"),
    ("a" * 80, "a" * 48, "one long word is cut"),
    ("word " * 20, "word-word-word-word-word-word-word-word-word", "cut between words"),
]


@pytest.mark.parametrize(("words", "made", "why"), SLUGS, ids=[why for *_, why in SLUGS])
def test_an_id_is_made_of_words(words: str, made: str, why: str) -> None:
    assert slug(words) == made


@given(st.text(max_size=100), st.integers(0, 12))
def test_law_an_id_is_one_and_is_free(words: str, rounds: int) -> None:
    taken: list[str] = []
    for _ in range(rounds + 1):
        made = free_id(words, taken)
        assert made not in taken
        assert Source(id=made, title="A").id == made
        taken.append(made)


def test_a_shipped_campaign_cannot_be_written_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="campaign that ships"):
        own_folder("face-recognition-2020")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match="no campaign in this folder"):
        own_folder()
    with pytest.raises(UnknownIdError):
        own_folder("nowhere")
    (tmp_path / "campaign.toml").write_text(HEAD)
    assert own_folder() == own_folder(".") == tmp_path.resolve()
