"""Campaign folders: what is wrong with one is told at once, with file and line; the one that ships is in order."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from campaignkit.anchors import Anchor, find_anchor
from campaignkit.catalog import load
from campaignkit.documents import read_folder
from campaignkit.errors import CampaignError, InputError, UnknownIdError
from campaignkit.models import Campaign

GOOD = {
    "campaign.toml": 'title = "Keep the pool open"\n',
    "sources.toml": '[[source]]\nid = "minutes"\ntitle = "Minutes"\nissued = 2021-05-04\n',
    "statements.toml": (
        '[[statement]]\nid = "pool"\nsource = "minutes"\nkind = "report"\nexact = """\nThe pool\nstays.\n"""\n'
        'about = ["council"]\n'
    ),
    "targets.toml": '[[target]]\nid = "council"\nkind = "legislature"\nname = "the council"\n',
    "demands.toml": (
        '[[demand]]\nid = "keep"\ntitle = "Keep it"\nask = "keep the pool open"\npractice = "pool"\n'
        'addressed_to = ["legislature"]\nstatements = ["pool"]\n'
    ),
    "commitments.toml": (
        '[[commitment]]\nid = "c"\ntarget = "council"\npractice = "pool"\nstatus = "none"\ngrade = "reported"\n'
        'statements = ["pool"]\n'
    ),
}


def write(folder: Path, **changed: str) -> Path:
    for name, text in {**GOOD, **{f"{key}.toml": value for key, value in changed.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_folder_in_order_is_read(tmp_path: Path) -> None:
    campaign = load(write(tmp_path))
    assert campaign.id == "test-a-folder-in-order-is-read0"  # the folder's name, as an id
    assert campaign.statement("pool").exact == "The pool\nstays.\n"
    assert load(str(tmp_path)) == campaign


@pytest.mark.parametrize(
    ("why", "changed", "place", "what"),
    [
        (
            "a reference to nothing",
            {"demands": GOOD["demands.toml"].replace('["pool"]', '["poll"]')},
            "demands.toml:7",
            "Did you mean 'pool'",
        ),
        (
            "an unknown key",
            {"targets": GOOD["targets.toml"] + 'nmae = "x"\n'},
            "targets.toml:5",
            "Did you mean 'name'",
        ),
        ("a key that is missing", {"demands": '[[demand]]\nid = "keep"\n'}, "demands.toml:1", "'title' is missing"),
        ("a wrong type", {"sources": GOOD["sources.toml"].replace("2021-05-04", "true")}, "sources.toml:4", "issued"),
        ("an id with ../", {"targets": GOOD["targets.toml"].replace("council", "../x", 1)}, "targets.toml:2", "an id"),
        ("broken TOML", {"sources": '[[source]]\nid = "minutes\n'}, "sources.toml:2", "not TOML"),
        ("an unknown table", {"sources": '[[sources]]\nid = "x"\n'}, "sources.toml", "'sources'"),
        (
            "an id given twice",
            {"sources": GOOD["sources.toml"] * 2},
            "sources.toml:6",
            "2 entries have this id",
        ),
        (
            "a key within a key that is misspelt",
            {"versions": '[[version]]\nid = "a"\nwhen = { comittee = "x" }\nparagraphs = "p"\n'},
            "versions.toml:3",
            "Did you mean 'committee'",
        ),
        (
            "a number for a text",
            {"versions": '[[version]]\nid = "a"\ntemplate = 7\n'},
            "versions.toml:3",
            "template: it must be a text between quotation marks",
        ),
        (
            "an end before the start",
            {"commitments": GOOD["commitments.toml"] + "starts = 2021-05-04\nends = 2021-05-03\n"},
            "commitments.toml:1",
            "before it starts",
        ),
        (
            "a parent of itself",
            {"targets": GOOD["targets.toml"] + 'parent = "council"\n'},
            "targets.toml:5",
            "its own parent",
        ),
        (
            "not an e-mail address",
            {"targets": GOOD["targets.toml"] + 'email_addresses = ["nobody"]\n'},
            "targets.toml:5",
            "e-mail address",
        ),
        (
            "a kind that is misspelt",
            {"targets": GOOD["targets.toml"].replace('kind = "', 'kind = "x', 1)},
            "targets.toml:3",
            "is no kind of target.\n  Did you mean '",
        ),
        (
            "no kind",
            {"targets": '[[target]]\nid = "council"\nname = "The Council"\n'},
            "targets.toml:1",
            "'kind' is missing.\n  Add a line: kind",
        ),
        (
            "a standing that is misspelt",
            {"commitments": GOOD["commitments.toml"].replace('"none"', '"nome"')},
            "commitments.toml:5",
            "Did you mean '",
        ),
        (
            "an empty list",
            {"commitments": GOOD["commitments.toml"].replace('["pool"]', "[]")},
            "commitments.toml:7",
            "it must be a list with at least one entry.\n  Mend what stands behind statements.",
        ),
        (
            "start without end",
            {"statements": GOOD["statements.toml"] + "start = 3\n"},
            "statements.toml:1",
            "start and end",
        ),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(
    tmp_path: Path, why: str, changed: dict[str, str], place: str, what: str
) -> None:
    with pytest.raises(CampaignError) as caught:
        load(write(tmp_path, **changed))
    assert f"{tmp_path / place}" in str(caught.value), why
    assert what in str(caught.value), why
    assert "\n  " in str(caught.value), "what to do is told, too"


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(CampaignError) as caught:
        load(
            write(
                tmp_path,
                demands=GOOD["demands.toml"].replace('["pool"]', '["poll"]'),
                targets=GOOD["targets.toml"] + "colour = 1\n",
                sources="[[source]]\n",
            )
        )
    files = {problem.where.rpartition("/")[2].partition(":")[0] for problem in caught.value.problems}
    assert files >= {"demands.toml", "targets.toml", "sources.toml"}


def test_bytes_that_are_not_utf8_are_told(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "sources.toml").write_bytes(b'[[source]]\nid = "caf\xe9"\n')
    with pytest.raises(CampaignError, match="byte 21"):
        load(tmp_path)


def test_what_is_no_campaign_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnknownIdError, match="Did you mean 'face-recognition-2020'"):
        load("face-recognition-2002")
    with pytest.raises(InputError, match=r"no campaign\.toml"):
        load(tmp_path)
    with pytest.raises(UnknownIdError):
        load("../face-recognition-2020")


# The campaign that ships.


@pytest.fixture(scope="module")
def shipped() -> Campaign:
    return load("face-recognition-2020")


def test_the_shipped_campaign_holds_what_it_should(shipped: Campaign) -> None:
    assert len(shipped.sources) == 5
    assert len(shipped.statements) >= 70
    assert len(shipped.demands) >= 12
    assert {"amazon", "microsoft", "ibm", "clearview-ai", "us-congress"} <= {one.id for one in shipped.targets}
    assert {
        "end-ring-police-partnerships", "end-police-sales", "ban-government-use", "end-research-development-sale",
        "disclose-departments",
    } <= {one.id for one in shipped.demands}  # fmt: skip
    assert sum(len(one.corrections) for one in shipped.sources) == 1
    assert sum(len(one.updates) for one in shipped.sources) == 1
    assert any(one.opposes for one in shipped.statements)


def test_the_three_figures_on_ring_share_one_measure(shipped: Campaign) -> None:
    told = [one for one in shipped.statements if one.figure and one.figure.measure == "ring-police-partnerships"]
    assert {one.figure.value for one in told if one.figure} == {1000, 1300, 1350}
    greer = next(one for one in told if one.speaker == "Evan Greer")
    assert "figure.measure" in greer.inferred
    assert "Ring" not in greer.exact + (greer.summary or "")


def test_no_summary_has_a_figure_that_its_words_do_not_hold(shipped: Campaign) -> None:
    from campaignkit.figures import find_quantities

    for one in shipped.statements:
        held = {quantity.value for quantity in find_quantities(one.exact)}
        for quantity in find_quantities(one.summary or ""):
            if quantity.kind in ("count", "percent", "money"):
                assert quantity.value in held, one.id


def test_every_statement_is_anchored_in_its_document(shipped: Campaign, shared_documents: Path) -> None:
    documents = read_folder(shared_documents)
    seen: Counter[str] = Counter()
    for one in shipped.statements:
        text = documents[shipped.source(one.source).sha256 or ""].text
        assert one.start is not None
        assert one.end is not None
        anchor = Anchor(one.exact, one.prefix or "", one.suffix or "", one.start, one.end)
        assert text[one.start : one.end] == one.exact, one.id
        assert [span.start for span in find_anchor("Moved. " + text, anchor)] == [one.start + 7], one.id
        seen[one.source] += 1
    assert len(seen) == 5
    for source in shipped.sources:
        text = documents[source.sha256 or ""].text
        notices = [one.exact for one in source.corrections] + [one.exact for one in source.updates]
        assert all(exact in text for exact in notices)
