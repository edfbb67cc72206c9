"""`campaignkit quote`: words of a source become the entry of an anchored statement, or the nearest words are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from campaignkit.cli.console import note, say
from campaignkit.cli.options import IsoDate, campaign_option, documents_option, open_campaign

if TYPE_CHECKING:
    from campaignkit.documents import Kept
    from campaignkit.figures import Quantity
    from campaignkit.folding import Span
    from campaignkit.models import Campaign, Source, Statement
    from campaignkit.text import Match

NEAR_ENOUGH = 0.6  # of the words; a passage that shares fewer explains nothing
PLACES_SHOWN = 5
PROPOSED = ("count", "percent", "money", "duration")  # kinds of quantity that can be a figure of a statement
CURRENCIES = {"usd": "dollars", "eur": "euros", "gbp": "pounds"}


@click.command()
@click.argument("source")
@click.argument("words")
@click.option("--id", "name", metavar="ID", help="What to call the statement. Default: made of its first words.")
@click.option("--speaker", help="Who says it: a name, or the id of a target. Default: whom the document names.")
@click.option(
    "--kind",
    type=click.Choice(["quotation", "report"]),
    help="The speaker's own words, or the source's account. Default: as the document has it.",
)
@click.option("--said-on", type=IsoDate(), metavar="DATE", help="When it was said.")
@click.option("--append", "appended", is_flag=True, help="Append the entry to statements.toml, too.")
@documents_option
@campaign_option
@click.pass_context
def command(
    ctx: click.Context,
    source: str,
    words: str,
    name: str | None,
    speaker: str | None,
    kind: str | None,
    said_on: date | None,
    appended: bool,
    documents: Path | None,
    campaign: str | None,
) -> None:
    """Find WORDS in the document of SOURCE and print the entry for them, with the document's own characters.

    The shape of quotation marks, dashes and spaces does not matter. If the document does not say it, the nearest words
    are shown and the exit code is 1.
    """
    from campaignkit.entries import append, own_folder

    own = own_folder(campaign) if appended else None
    opened = open_campaign(campaign)
    held = opened.campaign
    said = held.source(source)
    kept = _document(held, said, [one for one in (documents, opened.own_documents) if one])
    span = _found(words, kept)
    if span is None:
        ctx.exit(_not_found(words, kept))
    statement = _statement(held, said, kept, span, name, speaker=speaker, kind=kind, said_on=said_on)
    below = _figures(statement)
    if own:
        say(append(own, statement, below).rstrip("\n"))
        note(f"Appended to {own.name}/statements.toml.")
    else:
        _print(statement, below)


def _print(statement: Statement, below: str) -> None:
    from campaignkit.entries import render

    say((render(statement) + below).rstrip("\n"))
    note("Paste this into statements.toml, or say --append.")


def _document(campaign: Campaign, source: Source, folders: list[Path]) -> Kept:
    """Return the document of a source, by its sha256.

    Raises:
        DocumentError: It is not there, has changed, or the source records no sha256 to know it by.
    """
    from campaignkit.anchoring import find_documents
    from campaignkit.errors import DocumentError

    if source.sha256 is None:
        hint = "Add the document with: campaignkit add FILE. Or write the sha256 of the file into sources.toml."
        raise DocumentError(f"Source {source.id!r} records no sha256, so its document cannot be known.", "", hint)
    alone = campaign.model_copy(update={"sources": (source,)})  # what may be wrong with others is not asked here
    found = find_documents(alone, folders)
    if source.sha256 not in found:
        called = f" (it was called {source.file})" if source.file else ""
        where = ", ".join(map(str, folders))
        hint = "Put the file there, or name its folder: --documents DIR"
        raise DocumentError(f"The document of source {source.id!r} is not here{called}.", where, hint)
    return found[source.sha256]


def _found(words: str, kept: Kept) -> Span | None:
    """Return the one place of `words`; None if there is none.

    Raises:
        InputError: There are several, or what was found is not in one piece.
    """
    from campaignkit.errors import InputError
    from campaignkit.folding import Folded
    from campaignkit.text import find_all

    folded = Folded.of(kept.text)
    matches = list(find_all(words, folded))
    whole = [match for match in matches if len(match.pieces) == 1]
    if matches and not whole:
        raise InputError(
            "A statement is one run of words, as the document has them, without a cut or a change.",
            _spot(kept, matches[0].span),
            "Make two statements, one for each part. The letter can cut and bracket them.",
            [f"the document  “{_shown(kept.text, matches[0].span)}”"],
        )
    if not whole:
        return None
    best = [match for match in whole if not match.differences] or whole
    spans = list(dict.fromkeys(_with_end(words, kept.text, match.span) for match in best))
    if len(spans) > 1:
        raise _several(kept, spans)
    _tell_differences(best[0])
    return spans[0]


def _with_end(words: str, text: str, span: Span) -> Span:
    """Return the span with the marks at its end that both the words and the text have, such as a full stop."""
    from campaignkit.folding import Span

    asked = re.search(r"[^\w\s]*$", words.strip().rstrip("\"'”’»"))
    end = span.end
    for sign in asked[0] if asked else "":
        if sign not in ".!?…" or text[end : end + 1] != sign:
            break
        end += 1
    return Span(span.start, end)


def _tell_differences(match: Match) -> None:
    if match.differences:
        note(f"The document has another {' and '.join(match.differences)} here; the entry holds what it has.")


def _several(kept: Kept, spans: list[Span]) -> Exception:
    from campaignkit.errors import InputError

    shown = [f"line {kept.line_and_column(span.start)[0]}  “{_around(kept.text, span)}”" for span in spans]
    more = [f"and in {len(shown) - PLACES_SHOWN} more places"] if len(shown) > PLACES_SHOWN else []
    return InputError(
        f"These words stand in {len(spans)} places.",
        kept.name,
        "Give more of the words before or after them, so that one place is left.",
        [*shown[:PLACES_SHOWN], *more],
    )


def _not_found(words: str, kept: Kept) -> int:
    """Say that the words are not there, with the nearest that are, and return the exit code."""
    from campaignkit.errors import Problem
    from campaignkit.text import nearest

    near = nearest(words, kept.text)
    if near is None or near.similarity < NEAR_ENOUGH:
        hint = "Look for a few words in a row that you are sure of."
        note(str(Problem(kept.name, "The document holds nothing like these words.", hint, (f"quoted   “{words}”",))))
        return 1
    details = (f"quoted   “{words}”", f"nearest  “{_shown(kept.text, near.span)}”", *_changes(near.changes))
    hint = "Copy the words from the document."
    note(str(Problem(_spot(kept, near.span), "The document does not contain these words.", hint, details)))
    return 1


def _changes(changes: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for ours, theirs in changes[:PLACES_SHOWN]:
        if ours and theirs:
            yield f"differs  “{ours}” is “{theirs}” in the document"
        else:
            yield f"differs  “{ours}” is not in the document" if ours else f"differs  the document has “{theirs}”, too"


def _spot(kept: Kept, span: Span) -> str:
    return f"{kept.name}:{kept.line_and_column(span.start)[0]}"


def _shown(text: str, span: Span) -> str:
    return " ".join(text[span.start : span.end].split())


def _around(text: str, span: Span) -> str:
    """Return the words at a place with a little of what stands around them."""
    before = text[max(0, span.start - 40) : span.start].partition(" ")[2] if span.start > 40 else text[: span.start]
    after = text[span.end : span.end + 40].rpartition(" ")[0]
    return " ".join(f"{before}{text[span.start : span.end]}{after}".split())


def _statement(
    campaign: Campaign,
    source: Source,
    kept: Kept,
    span: Span,
    name: str | None,
    *,
    speaker: str | None,
    kind: str | None,
    said_on: date | None,
) -> Statement:
    from campaignkit.anchors import anchor_span
    from campaignkit.entries import build, free_id
    from campaignkit.models import Statement
    from campaignkit.models.base import slug

    at = anchor_span(kept.text, span)
    quoted, named = _spoken(kept.text, span)
    guessed = speaker is None and kind != "report" and named
    if guessed:
        note(f"The document seems to give these words to {named}; look whether that is right.")
    taken = [one.id for one in campaign.statements]
    return build(
        Statement,
        id=name or free_id(slug(" ".join(at.exact.split()[:6])), taken),
        source=source.id,
        kind=kind or ("quotation" if speaker or quoted else "report"),
        exact=at.exact,
        prefix=at.prefix,
        suffix=at.suffix,
        start=at.start,
        end=at.end,
        speaker=named if guessed else speaker,
        said_on=said_on,
        inferred=["speaker"] if guessed else None,
    )


def _spoken(text: str, span: Span) -> tuple[bool, str | None]:
    """Return whether the words stand in a quotation, and whom the document gives it to, if it is plain about that."""
    from campaignkit.quotations import find_quotations
    from campaignkit.speakers import find_speakers

    quotations = find_quotations(text)
    holding = [
        (quotation.depth, speaker.name if speaker and speaker.confidence == "high" else None)
        for quotation, speaker in zip(quotations, find_speakers(text, quotations), strict=True)
        if quotation.kind in ("quotation", "block")
        and quotation.outer.start <= span.start
        and span.end <= quotation.outer.end
    ]
    return bool(holding), max(holding, key=lambda pair: pair[0])[1] if holding else None


def _figures(statement: Statement) -> str:
    """Return the quantities in the words of a statement, each proposed as its figure in a line of comment."""
    from campaignkit.entries import commented, toml
    from campaignkit.figures import find_quantities

    figures = (_figure(statement, quantity) for quantity in find_quantities(statement.exact))
    lines = [f"figure = {toml(figure)}" for figure in figures if figure]
    if not lines:
        return ""
    remark = "# A figure in it. Name the measure as wherever else the same thing is counted; then take the # away.\n"
    return remark + commented("\n".join(lines))


def _figure(statement: Statement, quantity: Quantity) -> dict[str, object]:
    """Return a quantity as the keys of a figure; nothing if it counts nothing, such as an hour or a year."""
    words = statement.exact[quantity.number.end : quantity.span.end].strip(" -\u00a0")
    unit = {"percent": "%", "money": CURRENCIES.get(quantity.unit, quantity.unit)}.get(quantity.kind, words)
    if quantity.kind not in PROPOSED or not unit:
        return {}
    whole = quantity.value == quantity.value.to_integral_value()
    figure = {
        "measure": statement.id,
        "value": int(quantity.value) if whole else float(quantity.value),
        "unit": unit,
        "qualifier": quantity.qualifier,
        "hedge": quantity.hedge,
        "denominator": quantity.denominator,
    }
    return {key: value for key, value in figure.items() if value != ""}
