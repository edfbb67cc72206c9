"""A campaign folder and the Campaign it holds: read as a whole, or refused with everything that is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from campaignkit.errors import CampaignError, InputError, Problem, did_you_mean, unknown_id
from campaignkit.models.base import slug
from campaignkit.models.campaign import Campaign, bad_references
from campaignkit.models.demand import Commitment, Demand
from campaignkit.models.source import Source
from campaignkit.models.statement import Statement
from campaignkit.models.target import Company, Target
from campaignkit.models.version import Version
from campaignkit.reasons import reason, way_out
from campaignkit.resources import shipped_campaigns

TABLES: dict[str, Any] = {
    "source": Source,
    "statement": Statement,
    "demand": Demand,
    "target": Target,
    "commitment": Commitment,
    "version": Version,
}
BYTES_AT_MOST = 16 * 1024 * 1024


def load(campaign: str | Path) -> Campaign:
    """Read a campaign.

    Args:
        campaign: The id of a campaign that ships, or a folder (a Path, or a text that names one).

    Raises:
        UnknownIdError: No campaign ships under this id, and there is no such folder.
        CampaignError: The folder is not in order; `problems` holds everything that is wrong, with file and line.

    Examples:
        >>> load("face-recognition-2020").target("amazon").name
        'Amazon'
    """
    return read_campaign(find_campaign(campaign))


def find_campaign(campaign: str | Path) -> Traversable:
    """Return the folder of a campaign that ships, or the folder of this name; raises UnknownIdError if neither is."""
    shipped = shipped_campaigns()
    if isinstance(campaign, str) and campaign in shipped:
        return shipped[campaign]
    folder = Path(campaign)
    if not folder.is_dir():
        raise unknown_id("campaign", str(campaign), shipped)
    if not (folder / "campaign.toml").is_file():
        raise InputError(
            "There is no campaign in this folder: it has no campaign.toml.",
            str(folder),
            "Start one with: campaignkit init DIR",
        )
    return folder


def read_campaign(folder: Traversable) -> Campaign:
    """Read the campaign in `folder`; raises CampaignError with all its problems."""
    problems: list[Problem] = []
    head = _read_toml(folder / "campaign.toml", _place(folder / "campaign.toml", folder), problems)
    tables = {kind: _read_table(folder, kind, problems) for kind in TABLES}
    entries = {kind: [entry.value for entry in table if entry.value] for kind, table in tables.items()}
    broken = {re.split(r"[/\\]", one.where)[-1].partition(".toml")[0] for one in problems if _is_of_a_file(one)}
    unread = {(kind, entry.name) for kind, table in tables.items() for entry in table if not entry.value}
    for bad in bad_references(*(entries[kind] for kind in TABLES)):
        # What is wrong with that entry, or with its file, has been told already.
        if bad.wanted not in unread and not (bad.wanted and f"{bad.wanted[0]}s" in broken):
            spots = [entry.spot(bad.key) for entry in tables[bad.kind] if entry.name == bad.id]
            spot = spots[-1 if bad.key == "id" else 0] if spots else ""  # of two with one id it is the later that errs
            problems.append(Problem(spot, f"{bad.kind} {bad.id!r}: {bad.what}", bad.hint))
    made: Campaign | None = None
    if not problems:
        made = _validated(
            Campaign,
            {"id": _name(folder), **head, **{f"{kind}s": tuple(values) for kind, values in entries.items()}},
            _Lines(_place(folder / "campaign.toml", folder)),
            "campaign",
            problems,
        )
    if made is None:
        raise CampaignError(problems)
    return made


def _is_of_a_file(problem: Problem) -> bool:
    return problem.what.startswith(("This is not TOML", "The file is not UTF-8"))


def _name(folder: Traversable) -> str:
    """The id of a campaign that gives none: its folder's name, as an id."""
    return slug(folder.resolve().name if isinstance(folder, Path) else folder.name, 64)


@dataclass(frozen=True)
class _Lines:
    """Where the keys of one entry stand in its file."""

    path: str
    first: int = 1
    keys: dict[str, int] = field(default_factory=dict)

    def spot(self, key: str) -> str:
        return f"{self.path}:{self.keys.get(key, self.first)}"


@dataclass(frozen=True)
class Entry:
    """An entry of a file: its id, if it has one, its value, if it is in order, and where its keys stand."""

    name: str
    value: Any
    lines: _Lines

    def spot(self, key: str) -> str:
        """Return file and line of a key; of the entry's head where it lacks the key."""
        return self.lines.spot(key)


def _place(path: Traversable, folder: Traversable) -> str:
    return str(path) if isinstance(path, Path) else f"{folder.name}/{path.name}"


def _read_toml(path: Traversable, place: str, problems: list[Problem]) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        if len(data) > BYTES_AT_MOST:
            raise InputError("The file is larger than 16 MiB.", place)
        return tomllib.loads(data.decode("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except InputError:
        raise
    except UnicodeDecodeError as error:
        what = f"The file is not UTF-8: byte {error.start + 1} cannot be read."
        problems.append(Problem(place, what, "Save it as UTF-8 and try again."))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r"\(at line (\d+), column \d+\)", str(error))
        where = f"{place}:{at[1]}" if at else place
        what = re.sub(r"\s*\(at .*\)$", "", str(error))
        problems.append(
            Problem(where, f"This is not TOML: {what}.", "Look for a missing quotation mark or bracket on this line.")
        )
    except ValueError:  # the one other that is raised: Python reads no number of thousands of digits
        problems.append(Problem(place, "The file has a number of more than 4,000 digits.", "Take it out."))
    return {}


def _read_table(folder: Traversable, kind: str, problems: list[Problem]) -> list[Entry]:
    path = folder / f"{kind}s.toml"
    return read_entries(path, _place(path, folder), kind, TABLES[kind], problems)


def read_entries(path: Traversable, place: str, kind: str, model: Any, problems: list[Problem]) -> list[Entry]:
    """Read a file that holds [[kind]] tables, and nothing else, as values of `model`.

    Args:
        place: What to call the file in `problems`, to which everything that is wrong with it is added.

    Returns:
        An entry for each table, without a value where it is not in order; none if there is no file.
    """
    held = _read_toml(path, place, problems)
    for key in held.keys() - {kind}:
        hint = f"Each entry begins with [[{kind}]]."
        problems.append(Problem(place, f"The file has {key!r} where only [[{kind}]] is known.", hint))
    rows = held.get(kind, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        problems.append(Problem(place, f"{kind!r} is not a list of tables.", f"Begin each entry with [[{kind}]]."))
        return []
    lines = list(_entry_lines(path, place, kind)) if rows else []
    padded = lines + [_Lines(place)] * (len(rows) - len(lines))
    return [_entry(kind, model, row, spots, problems) for row, spots in zip(rows, padded, strict=False)]


def _entry(kind: str, model: Any, row: dict[str, Any], lines: _Lines, problems: list[Problem]) -> Entry:
    name = str(row.get("id", ""))
    told = name if kind in TABLES or re.fullmatch(r"[a-z0-9-]{1,64}", name) else ""  # it may be a secret, misplaced
    article = "an" if kind[0] in "aeiou" else "a"
    what = f"{kind} {told!r}" if told else f"{article} {kind}{' without an id' if kind in TABLES else ''}"
    return Entry(name, _validated(model, row, lines, what, problems), lines)


def _entry_lines(path: Traversable, place: str, kind: str) -> Iterator[_Lines]:
    """Yield, for each [[kind]], its first line and the lines of its keys; TOML's own reader does not tell them."""
    header = re.compile(rf"\s*\[\[\s*{kind}\s*(\]\]|\.)")
    current: _Lines | None = None
    inside = ""  # the mark that will close a text over several lines
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), start=1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if (head := header.match(line)) and head[1] == "]]":
            if current:
                yield current
            current = _Lines(place, number)
        elif current and (key := re.match(r"\s*([A-Za-z_][\w-]*)\s*[.=]", line)):
            current.keys.setdefault(key[1], number)
        elif current and (table := re.match(rf"\s*\[\[?\s*{kind}\.(\w+)", line)):
            current.keys.setdefault(table[1], number)
        opened = re.search(r"'''|\"\"\"", line)
        inside = opened[0] if opened and line.count(opened[0]) % 2 else ""
    if current:
        yield current


def _validated(model: Any, row: dict[str, Any], lines: _Lines, what: str, problems: list[Problem]) -> Any:
    try:
        return TypeAdapter(model).validate_python(row)
    except ValidationError as error:
        problems += _explained(error.errors(include_url=False), model, lines, what)
        return None


def _explained(errors: Sequence[ErrorDetails], model: Any, lines: _Lines, what: str) -> Iterator[Problem]:
    for error in errors:
        loc = [part for part in error["loc"] if part not in ("company", "legislator", "legislature", "agency")]
        key = str(loc[0]) if loc else ""
        told = ".".join(str(part) for part in loc)
        match error["type"]:
            case "extra_forbidden":
                hint = did_you_mean(str(loc[-1]), _fields_within(model, loc[:-1]))
                yield Problem(lines.spot(key), f"{what}: there is no key {told!r}.", hint)
            case "missing":
                yield Problem(lines.spot(key), f"{what}: the key {told!r} is missing.", f"Add a line: {told} = …")
            case "string_pattern_mismatch" if key in ("id", "source", "target", "parent", "practice") or len(loc) > 1:
                yield Problem(lines.spot(key), f"{what}: {told!r} is not an id.", "An id is 1 to 64 of a-z, 0-9 and -.")
            case _:
                at = lines.spot(key or ("kind" if error["type"] == "union_tag_invalid" else ""))
                yield Problem(at, f"{what}: {told + ': ' if told else ''}{reason(error)}.", way_out(error, told))


def _fields_within(model: Any, path: Sequence[int | str]) -> list[str]:
    """Return the keys of the table that is reached by `path`; none where that is not one kind of table."""
    for part in path:
        if isinstance(part, str):
            held = model.model_fields.get(part) if isinstance(model, type) and issubclass(model, BaseModel) else None
            model = held.annotation if held else None
    reached = not path or (isinstance(model, type) and issubclass(model, BaseModel))
    return _fields(model) if reached else []


def _fields(model: Any) -> list[str]:
    known = model if isinstance(model, type) and issubclass(model, BaseModel) else Company
    named = (info.validation_alias for info in known.model_fields.values())
    aliases = [choice for alias in named for choice in getattr(alias, "choices", []) if isinstance(choice, str)]
    return [*known.model_fields, *aliases]
