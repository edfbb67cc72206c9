"""What every model shares: frozen, strict about unknown keys, and the types of ids, dates and addresses."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]
"""An id: one to 64 of a-z, 0-9 and "-"."""

Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""A text that is not empty."""


Exact = Annotated[str, StringConstraints(min_length=1)]
"""Words of a source, character for character: not even a space at the end is taken away."""


class Model(BaseModel):
    """The base of all models. Errors never repeat the input, which may be a person's data."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, str_strip_whitespace=False)


def _as_list(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Names = Annotated[tuple[Words, ...], BeforeValidator(_as_list)]
"""Several texts; one alone may be written without brackets."""

Ids = Annotated[tuple[Id, ...], BeforeValidator(_as_list)]
"""Several ids; one alone may be written without brackets."""


def _no_number(value: Any) -> Any:
    if isinstance(value, int | float) or (
        isinstance(value, str) and value.strip().lstrip("+-").replace(".", "").isdigit()
    ):
        raise ValueError("a date is written as 2020-06-10")
    return value


def checked_address(value: str) -> str:
    """Return an e-mail address with its domain normalised, its syntax checked.

    Raises:
        ValueError: It is none.
    """
    from email_validator import EmailNotValidError, validate_email

    try:
        checked = validate_email(value, check_deliverability=False, strict=True)
    except EmailNotValidError as error:
        raise ValueError(f"not an e-mail address: {error}") from None
    return checked.normalized


Date = Annotated[date, BeforeValidator(_no_number)]
"""A day. A number is none: pydantic would take 20200610 for seconds since 1970, and read it as 22 August 1970."""

EmailAddress = Annotated[str, AfterValidator(checked_address)]
"""An e-mail address, its syntax checked by email-validator; the network is never asked."""


def _web_address(value: str) -> str:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(value)
    except ValueError:
        raise ValueError("not a web address") from None
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or not value.isprintable()
        or set(value) & set(' <>"\\')
    ):
        raise ValueError("not a web address that begins with https:// or http://")
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]
"""A URL of http or https; nothing else can be a link in what is sent."""


def slug(words: str, length: int = 48) -> str:
    """Return words as an id of at most `length` characters, cut between words; "entry" if nothing of them is left.

    Examples:
        >>> slug("Café Müller’s 2nd report"), slug("—")
        ('cafe-mullers-2nd-report', 'entry')
    """
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    parts = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    cut = [part for number, part in enumerate(parts) if len("-".join(parts[: number + 1])) <= length]
    return "-".join(cut) or "-".join(parts)[:length].strip("-") or "entry"
