"""Who signs a letter together, read from a TOML or a CSV file. Its values are people's data: no error repeats one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from campaignkit.cli.options import standard_input
from campaignkit.documents import read_bytes, read_file
from campaignkit.errors import InputError, did_you_mean
from campaignkit.models.signer import Signer
from campaignkit.toml_text import parse

EXAMPLE = 'A signer is, at the least: [[signer]] and organisation = "Friends of the Ferry"'
_SPELT = {"organization": "organisation", "full_name": "name", "job_title": "title", "city": "place", "town": "place"}


def read_signers(path: str) -> list[Signer]:
    """Return the signers in a file ("-" is standard input): TOML with [[signer]] tables, or CSV with a header.

    Columns and keys: organisation (or organization), name, title, affiliation, place, sort.

    Raises:
        InputError: The file cannot be read; a row or a table is no signer, or stands twice.
    """
    kept = read_bytes(standard_input(), path, repaired=False) if path == "-" else read_file(path, repaired=False)
    text = kept.file_text
    is_toml = path.lower().endswith(".toml") or bool(re.search(r"^\s*\[\[signer\]\]\s*$", text, re.MULTILINE))
    found = list(_from_toml(text, path) if is_toml else _from_csv(text, path))
    if not found:
        raise InputError("The file names no signer.", path, EXAMPLE)
    signers = [_signer(values, where) for where, values in found]
    _refuse_twice(signers, [where for where, _ in found])
    return signers


def _from_toml(text: str, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    tables = parse(text, path).get("signer", [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise InputError("`signer` is not a list of tables.", path, EXAMPLE)
    for number, table in enumerate(tables, start=1):
        yield f"{path}, signer {number}", {_SPELT.get(key, key): value for key, value in table.items()}


def _from_csv(text: str, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number, names = 0, list[str]()
    try:
        for number, cells in enumerate(rows, start=1):
            if number == 1:
                names = _header(cells, path)
            elif any(cell.strip() for cell in cells):
                if len(cells) != len(names):
                    what = f"The row has {len(cells)} cells, and the header has {len(names)}."
                    raise InputError(what, f"{path}, row {number}", "Put a cell with a comma between quotation marks.")
                named = zip(names, cells, strict=True)
                yield f"{path}, row {number}", {name: cell for name, cell in named if cell.strip()}
    except csv.Error:
        hint = "Close it, or double the one within the cell."
        raise InputError("A quotation mark does not close.", f"{path}, row {number + 1}", hint) from None


def _header(cells: list[str], path: str) -> list[str]:
    names = [re.sub(r"\W+", "_", cell.strip().lower()).strip("_") for cell in cells]
    names = [_SPELT.get(name, name) for name in names]
    if not {"organisation", "name"} & set(names):
        hint = f"The first row names the columns, of {', '.join(Signer.model_fields)}."
        raise InputError("No column is named organisation or name.", f"{path}, row 1", hint)
    if len(set(names)) < len(names):
        raise InputError("Two columns have the same name.", f"{path}, row 1", "Rename one of them, or take it out.")
    return names


def _signer(values: dict[str, Any], where: str) -> Signer:
    try:
        return Signer.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        key = ".".join(map(str, first["loc"]))
        if first["type"] == "extra_forbidden":
            raise InputError(f"There is no key {key!r}.", where, did_you_mean(key, Signer.model_fields)) from None
        what = f"{key!r} is not a text." if key else "It has neither an organisation nor a name."
        raise InputError(what, where, EXAMPLE) from None


def _refuse_twice(signers: list[Signer], places: list[str]) -> None:
    seen: dict[str, str] = {}
    for signer, where in zip(signers, places, strict=True):
        key = (signer.organisation or signer.line).casefold()
        if key in seen:
            raise InputError(f"This signer stands in {seen[key].rpartition(', ')[2]} already.", where, "Take one out.")
        seen[key] = where
