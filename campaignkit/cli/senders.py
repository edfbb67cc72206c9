"""Who signs, read from a TOML file. Its values are a person's data: no error repeats one."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from campaignkit.cli.options import standard_input
from campaignkit.documents import read_bytes, read_file
from campaignkit.errors import InputError, did_you_mean
from campaignkit.models import PostalAddress, Sender
from campaignkit.reasons import reason
from campaignkit.toml_text import parse

EXAMPLE = 'A sender is, at the least, one line: name = "Ana Ruiz"'


def read_sender(path: str) -> Sender:
    """Return the sender in a TOML file ("-" is standard input), at its top or under [sender].

    Raises:
        InputError: The file cannot be read, is not TOML, or has a key too many, too few or of the wrong kind.
    """
    kept = read_bytes(standard_input(), path, repaired=False) if path == "-" else read_file(path, repaired=False)
    text = kept.file_text
    table = parse(text, path)
    try:
        return Sender.model_validate(table.get("sender", table))
    except ValidationError as error:
        found = error.errors(include_input=False, include_url=False)
        # A key that is misspelt is at once too many and too few; the near miss is what helps.
        worst = min(found, key=lambda one: one["type"] != "extra_forbidden")
        raise _unfit(worst, path, text) from None


def _unfit(error: ErrorDetails, path: str, text: str) -> InputError:
    key = ".".join(map(str, error["loc"]))
    name = str(error["loc"][-1]) if error["loc"] else ""
    where = f"{path}{_line(name, text)}"
    match error["type"]:
        case "extra_forbidden":
            known: Any = PostalAddress if "postal_address" in error["loc"] else Sender
            return InputError(f"There is no key {key!r}.", where, did_you_mean(name, known.model_fields))
        case "missing":
            return InputError(f"The key {key!r} is missing.", path, EXAMPLE)
        case "value_error":
            hint = "Write an address such as name@example.org." if name == "email_address" else EXAMPLE
            return InputError(f"{key!r} cannot be what it says.", where, hint)
        case _:
            return InputError(f"{key or 'sender'!r} is of the wrong kind: {reason(error)}.", where, EXAMPLE)


def _line(name: str, text: str) -> str:
    found = re.search(rf"^[ \t]*{re.escape(name)}[ \t]*=", text, re.MULTILINE) if name else None
    return f":{text.count(chr(10), 0, found.start()) + 1}" if found else ""
