"""Sources and statements, and how each is anchored: in a document at hand, or as recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from campaignkit.anchoring import Anchoring, Placed
from campaignkit.cli.console import (
    Column,
    columns_of_terminal,
    headline,
    is_terminal,
    note,
    print_fields,
    print_json,
    print_pair,
    print_table,
)
from campaignkit.cli.views import as_json, fields, sentence
from campaignkit.errors import DocumentError, FindingsError, InputError
from campaignkit.models import Campaign, Source, Statement

RECORDED = "recorded, not re-anchored"


def as_recorded(result: Anchoring) -> Anchoring:
    """Return the result as if no documents had been looked for."""
    return replace(result, wanted=False)


def print_anchored(
    kind: str, entries: Sequence[Any], results: Sequence[Anchoring], *, one: bool, as_json: bool, campaign: Campaign
) -> None:
    """Print sources or statements: a table, or one with all its fields, or JSON."""
    by_source = {result.source.id: result for result in results}
    if as_json:
        rows = (
            [_source_json(result) for result in results] if kind == "sources" else _statements_json(entries, by_source)
        )
        print_json({kind: rows})
    elif one and kind == "sources":
        _print_source(results[0])
    elif one:
        _print_statement(campaign, entries[0], by_source[entries[0].source])
    elif kind == "sources":
        _print_sources(results)
    else:
        _print_statements(campaign, entries, by_source)


def exit_code(results: Sequence[Anchoring], statements: set[str] | None, documents: Path | None) -> int:
    """Return the exit code; say on standard error which statements did not anchor and which documents are missing."""
    failed = [(one, result) for result in results for one in result.failed]
    failed = [(one, result) for one, result in failed if statements is None or one.statement.id in statements]
    for placed, result in failed:
        note(str(_unanchored(placed, result)))
    missing = [result for result in results if result.state == "missing"]
    for result in missing:
        note(str(_missing(result, documents)))
    if missing:
        return InputError.exit_code
    return FindingsError.exit_code if failed else 0


def _unanchored(placed: Placed, result: Anchoring) -> DocumentError:
    name = result.document.name if result.document else result.source.id
    told = "does not contain" if not placed.spans else f"contains in {len(placed.spans)} places"
    hint = (
        "Give the statement start and end, or a prefix and suffix that only one place has."
        if placed.spans
        else "Copy the words from the source: campaignkit quote finds them and prints the entry."
    )
    details = [f"quoted    “{placed.statement.exact}”"]
    if result.document and placed.spans:
        places = (result.document.line_and_column(span.start) for span in placed.spans[:8])
        details.append("places    " + ", ".join(f"line {line} column {column}" for line, column in places))
    return DocumentError(f"statement {placed.statement.id!r} quotes words that its source {told}.", name, hint, details)


def _missing(result: Anchoring, documents: Path | None) -> DocumentError:
    source = result.source
    called = f" It was called {source.file}." if source.file else ""
    what = f"The document of source {source.id!r} is not here; its statements are {RECORDED}."
    return DocumentError(what, str(documents), f"Put the file with sha256 {source.sha256} into the folder.{called}")


def _document(result: Anchoring) -> str | None:
    return result.document.name if result.document else None


def _source_json(result: Anchoring) -> dict[str, Any]:
    counts = {"statements": len(result.statements), "anchored": result.anchored}
    return {"id": result.source.id, **counts, "document": _document(result), "state": result.state} | {
        name: value for name, value in as_json(result.source).items() if name in _SOURCE_FIELDS
    }


_SOURCE_FIELDS = ("title", "publisher", "author", "issued", "url", "sha256", "file", "repairs")


def _statements_json(entries: Sequence[Statement], results: dict[str, Anchoring]) -> list[dict[str, Any]]:
    return [{**as_json(one), "state": _state(one, results[one.source])} for one in entries]


def _state(statement: Statement, result: Anchoring) -> str:
    placed = next((one for one in result.placed if one.statement.id == statement.id), None)
    if placed is None:
        return result.state
    return "anchored" if placed.anchored else "failed"


WIDE = 120  # columns of a terminal from which the path of each document is shown as well


def _print_sources(results: Sequence[Anchoring]) -> None:
    columns = [
        Column("ID", style="bold"),
        Column("ISSUED"),
        Column("STATEMENTS", right=True),
        Column("ANCHORED", right=True),
        Column("STATE"),
        Column("SOURCE", "cut"),
        Column("DOCUMENT", "cut"),
    ]
    shown = len(columns) if columns_of_terminal() >= WIDE else len(columns) - 1
    print_table(columns[:shown], [_source_row(result)[:shown] for result in results])
    total, anchored = sum(len(one.statements) for one in results), sum(one.anchored for one in results)
    if any(result.document for result in results):
        share = f" ({100 * anchored // total} %)" if total else ""
        note(f"{anchored} of {total} statements anchored anew in their documents{share}.")
    elif all(one.state == "recorded" for one in results):
        note(f"{total} statements, {RECORDED}. With --documents DIR each is looked for in its document.")


def _source_row(result: Anchoring) -> Sequence[str]:
    source, anchored = result.source, str(result.anchored) if result.document else "-"
    issued = str(source.issued) if source.issued else "-"
    count = str(len(result.statements))
    return source.id, issued, count, anchored, result.state, source.label, _document(result) or "-"


def _print_statements(campaign: Campaign, entries: Sequence[Statement], results: dict[str, Anchoring]) -> None:
    rows = [_statement_row(campaign, one, results[one.source]) for one in entries]
    if is_terminal():  # two lines each: four columns would leave the words no room
        for name, state, who, words in rows:
            print_pair(name, (who, state), words)
    else:
        print_table([Column(title) for title in ("ID", "STATE", "WHO", "WORDS")], rows)


def _statement_row(campaign: Campaign, statement: Statement, result: Anchoring) -> Sequence[str]:
    who = campaign.speaker_name(statement) or result.source.label
    return statement.id, _state(statement, result), who, f"“{statement.exact}”"


def _print_source(result: Anchoring) -> None:
    headline(result.source.id)
    state = f"{result.anchored} of {len(result.statements)} statements {result.state}"
    told = {"recorded": RECORDED, "missing": f"missing; {RECORDED}"}.get(result.state, state)
    document = [("document", result.document.name)] if result.document else []
    ids = ", ".join(one.id for one in result.statements)
    print_fields([*fields(result.source), *document, ("state", told), ("statements", ids or "-")])


def _print_statement(campaign: Campaign, statement: Statement, result: Anchoring) -> None:
    headline(f"“{statement.exact}”")
    first = [("id", statement.id), ("said by", _said(campaign, statement, result.source))]
    shown = (pair for pair in fields(statement) if pair[0] not in ("exact", "speaker", "speaker_title"))
    print_fields([*first, *shown, ("state", _place(statement, result))])


def _said(campaign: Campaign, statement: Statement, source: Source) -> str:
    speaker = campaign.speaker_name(statement)
    if speaker is None:
        return f"{source.label}, in its own account"
    return sentence([speaker, statement.speaker_title])


def _place(statement: Statement, result: Anchoring) -> str:
    placed = next((one for one in result.placed if one.statement.id == statement.id), None)
    if placed is None or result.document is None:
        return RECORDED if result.state == "recorded" else f"document missing; {RECORDED}"
    places = [result.document.line_and_column(span.start) for span in placed.spans]
    told = ", ".join(f"line {line}, column {column}" for line, column in places) or "nowhere"
    return f"{'anchored' if placed.anchored else 'failed'}: {result.document.name}, {told}"
