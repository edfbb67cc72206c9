"""Entries of a campaign folder as TOML, for what `add`, `quote` and `new` write; the way back is `catalog`.

A person reads and mends these files, so an entry is written as a person would write it, with one difference: what
cannot be seen on a screen (a no-break space, a mark of direction) is spelled out as \\u00a0, so that it can be.
"""

from __future__ import annotations

import math
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError

from campaignkit.catalog import find_campaign, read_campaign
from campaignkit.errors import CampaignError, ExistsError, InputError
from campaignkit.models.base import slug
from campaignkit.models.campaign import Campaign
from campaignkit.models.demand import Commitment, Demand
from campaignkit.models.source import Source
from campaignkit.models.statement import Statement
from campaignkit.models.target import TargetBase
from campaignkit.resources import shipped_campaigns

WIDTH = 120  # columns; a list that is longer is written one item a line
TABLES = {"corrections": "correction", "updates": "update"}  # fields that are sub-tables of their own, and their names

Entry = Source | Statement | Demand | Commitment | TargetBase
Built = TypeVar("Built", bound=BaseModel)

_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def kind_of(entry: Entry) -> str:
    """Return the name of an entry's table, which is also that of its file without the plural.

    Examples:
        >>> kind_of(Source(id="a", title="A"))
        'source'
    """
    return "target" if isinstance(entry, TargetBase) else type(entry).__name__.lower()


def render(entry: Entry) -> str:
    """Return an entry as TOML: `tomllib` and the model read back an equal one.

    A key whose value is nothing, an empty text or an empty list is left out, and so is one that holds its default.

    Raises:
        InputError: A text holds half a character (a lone surrogate), which no TOML file can hold.

    Examples:
        >>> print(render(Source(id="a", title='The "A"', author=("Ann\\u00a0Lee",), issued=date(2026, 3, 2))), end="")
        [[source]]
        id = "a"
        title = "The \\"A\\""
        author = ["Ann\\u00a0Lee"]
        issued = 2026-03-02
    """
    kind = kind_of(entry)
    held = _held(entry)
    translations = held.pop("translations", {})
    lines = [f"[[{kind}]]", *(_line(key, value) for key, value in held.items() if key not in TABLES)]
    for key in TABLES:
        for table in held.get(key, ()):
            lines += ["", f"[[{kind}.{TABLES[key]}]]", *(_line(name, value) for name, value in table.items())]
    for language, table in translations.items():
        named = [_line(name, value) for name, value in table.items()]
        lines += ["", f"[{kind}.translations.{language}]", *named]
    return "\n".join(lines) + "\n"


def toml(value: Any) -> str:
    """Return a value as TOML on one line: text, number, date, list, or an inline table.

    Examples:
        >>> toml("a\\u00a0b"), toml(True), toml({"value": 1350, "unit": "departments"})
        ('"a\\\\u00a0b"', 'true', '{ value = 1350, unit = "departments" }')
    """
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{"".join(map(_character, value))}"'
        case int():
            return str(value)
        case float():
            return repr(value) if math.isfinite(value) else str(value)
        case date():
            return value.isoformat()
        case dict():
            return f"{{ {', '.join(f'{key} = {toml(one)}' for key, one in value.items())} }}"
        case list() | tuple():
            return f"[{', '.join(map(toml, value))}]"
    raise TypeError(f"TOML has nothing for {type(value).__name__}")


def _character(sign: str) -> str:
    """Spell out what ends a string or cannot be seen; `isprintable` is false for every space but the plain one."""
    if sign in _SHORT:
        return _SHORT[sign]
    if sign.isprintable():
        return sign
    if "\ud800" <= sign <= "\udfff":
        raise InputError(f"A text holds half a character (U+{ord(sign):04X}).", hint="Type or copy it again.")
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"


def _held(model: BaseModel) -> dict[str, Any]:
    return cast(dict[str, Any], _without_empty(model.model_dump(exclude_defaults=True)))


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = ((key, _without_empty(one)) for key, one in value.items())
        return {key: one for key, one in kept if one is not None and one not in ("", [], {})}
    return [_without_empty(one) for one in value] if isinstance(value, list | tuple) else value


def _line(key: str, value: Any) -> str:
    line = f"{key} = {toml(value)}"
    if not isinstance(value, list) or len(line) <= WIDTH or len(value) < 2:
        return line
    return "\n".join([f"{key} = [", *(f"  {toml(one)}," for one in value), "]"])


def commented(text: str) -> str:
    """Return TOML commented out: no space after the mark, so that it can be told from a remark.

    Examples:
        >>> commented('[[demand]]\\nid = "a"\\n')
        '#[[demand]]\\n#id = "a"\\n'
    """
    return "".join(f"#{line}\n" if line else "#\n" for line in text.splitlines())


def build(model: type[Built], **fields: Any) -> Built:
    """Return a model of what a person typed; what is nothing is left out.

    Raises:
        InputError: A field is not what it must be; the first one is told.

    Examples:
        >>> build(Source, id="a b", title="A")
        Traceback (most recent call last):
        campaignkit.errors.InputError: id: String should match pattern '^[a-z0-9-]{1,64}$'.
          An id is 1 to 64 of a-z, 0-9 and -.
    """
    try:
        return model(**_without_empty(fields))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        key = ".".join(map(str, first["loc"]))
        what = first["msg"].removeprefix("Value error, ").rstrip(".")
        hint = "An id is 1 to 64 of a-z, 0-9 and -." if first["type"] == "string_pattern_mismatch" else ""
        raise InputError(f"{key}: {what}.", hint=hint) from None


# Appending: the file as it was, an empty line, the entry; or the file as it was.


def append(folder: Path, entry: Entry, below: str = "") -> str:
    """Append an entry to its file of a campaign folder, whole or not at all.

    Args:
        folder: The folder of a campaign.
        entry: What to write.
        below: Lines of comment to stand below it, as they are to be read in the file.

    Returns:
        What was appended; every byte that was in the file stands as it was.

    Raises:
        CampaignError: The campaign is not in order as it is.
        ExistsError: It has an entry of this kind and id.
        InputError: With the entry it would no longer load, or the file cannot be written. Nothing was written.
    """
    text = render(entry) + below
    append_text(folder, kind_of(entry), entry.id, text)
    return text


def append_text(folder: Path, kind: str, name: str, text: str) -> Path:
    """Append the TOML `text` of one entry, or of one that is commented out; return the file. Raises as `append`."""
    path = folder / f"{kind}s.toml"
    campaign = read_campaign(folder)
    if has_entry(campaign, kind, name):
        raise ExistsError(f"There is a {kind} named {name!r} already.", str(path), "Give the new one another id.")
    old = path.read_bytes() if path.exists() else b""
    new = old + _joint(old) + _with_newlines_of(old, text)
    _refuse_unless_it_loads(folder, path.name, new, f"{kind} {name!r}")
    put(path, new)
    return path


def has_entry(campaign: Campaign, kind: str, name: str) -> bool:
    """Return whether a campaign has an entry of this kind ("source", "target" …) and id."""
    return any(entry.id == name for entry in getattr(campaign, f"{kind}s"))


def _joint(old: bytes) -> bytes:
    """Return what parts a file from what is appended to it: one empty line."""
    newline = b"\r\n" if b"\r\n" in old else b"\n"
    if not old or old.endswith((b"\n\n", b"\n\r\n")):
        return b""
    return newline if old.endswith(b"\n") else newline * 2


def _with_newlines_of(old: bytes, text: str) -> bytes:
    return text.replace("\n", "\r\n").encode() if b"\r\n" in old else text.encode()


def _refuse_unless_it_loads(folder: Path, file: str, data: bytes, what: str) -> None:
    try:
        read_campaign(cast(Traversable, _Changed(folder, file, data)))
    except CampaignError as error:
        first, *others = error.problems
        more = [f"and {len(others)} more of the kind"] if others else []
        told = f"{what} was not written: the campaign would no longer load."
        raise InputError(told, str(folder / file), first.hint, [first.what, *more]) from None


@dataclass(frozen=True)
class _Changed:
    """A campaign folder as it would be with one file changed: what `read_campaign` needs of a folder, and no more."""

    folder: Path
    file: str
    data: bytes

    @property
    def name(self) -> str:
        return self.folder.name

    def __truediv__(self, name: str) -> Path | _Changed:
        return self if name == self.file else self.folder / name

    def read_bytes(self) -> bytes:
        return self.data

    def read_text(self, encoding: str) -> str:
        return self.data.decode(encoding)


def put(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside it first, then in its place.

    Raises:
        InputError: It cannot be written.
    """
    path = path.resolve()  # a link stays a link
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"The file cannot be written ({reason}).", str(path), "Look at the folder's rights.") from None
    finally:
        beside.unlink(missing_ok=True)


def own_folder(campaign: str | Path | None = None) -> Path:
    """Return the folder of a campaign that can be written to.

    Args:
        campaign: A folder; None for the one we are in.

    Raises:
        InputError: It is a campaign that ships, or there is no campaign in the folder.
        UnknownIdError: There is no such folder.
    """
    if campaign is None and not Path("campaign.toml").is_file():
        what = "There is no campaign in this folder."
        raise InputError(what, hint="Go to the folder of one, name it with -c, or start one: campaignkit init DIR")
    if isinstance(campaign, str) and campaign in shipped_campaigns():
        what = f"{campaign!r} is a campaign that ships; it cannot be written to."
        raise InputError(what, hint="Start your own with: campaignkit init DIR")
    return Path(str(find_campaign(Path(campaign or ".").resolve())))  # resolved: "." has no name to be an id


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """Return `wanted` as an id that is not taken, with a number behind it if need be.

    Examples:
        >>> free_id("Minutes of 3 March (draft).txt", []), free_id("a", ["a", "a-2"])
        ('minutes-of-3-march-draft-txt', 'a-3')
    """
    name, held = slug(wanted), set(taken)
    return next(one for one in _numbered(name) if one not in held)


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name[: 63 - len(str(number))].rstrip('-')}-{number}"
        number += 1
