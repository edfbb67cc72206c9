"""OSDI JSON, as Action Network and other systems give it: signatures with the person embedded in each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from campaignkit.errors import InputError
from campaignkit.signatures.rows import Row, Table, refusal, sha256_of

BYTES_AT_MOST = 500_000_000
_HINT = "Give a page of osdi:signatures, a list of such pages, or a list of signatures, each with its person."
_PERSON = ("osdi:person", "person")
_REFUSES = {"unsubscribed", "bouncing", "spam complaints", "spam complaint"}


def read_osdi(path: Path) -> Table:
    """Return the signatures of a JSON file as rows; the first is row 1.

    A person's e-mail status says whether they may be mailed: "subscribed" yes, anything else no, nothing not asked.
    Whether a name may be shown is nothing that OSDI tells.

    Raises:
        InputError: It cannot be read, is no JSON, has one key twice, or holds no signatures.
    """
    digest = sha256_of(path)
    if path.stat().st_size > BYTES_AT_MOST:
        raise InputError("The file is larger than 500 MB.", str(path), "Give it a page at a time.")
    held = _parsed(path)
    found = list(_signatures(held))
    if not found:
        raise InputError("The file holds no signatures.", str(path), _HINT)
    return Table("OSDI", digest, (_row(number, one) for number, one in enumerate(found, start=1)))


def _parsed(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes(), object_pairs_hook=_unique, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise InputError("This is not JSON.", f"{path}:{error.lineno}", _HINT) from None
    except UnicodeDecodeError as error:
        raise InputError(f"The file is not UTF-8: byte {error.start + 1}.", str(path), "Save it as UTF-8.") from None
    except RecursionError:
        raise InputError("The JSON is nested too deeply.", str(path), _HINT) from None
    except ValueError:
        raise InputError("An object has one key twice, or a number is none.", str(path), _HINT) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) < len(pairs):
        raise ValueError
    return held


def _no_number(_: str) -> Any:
    raise ValueError


def _signatures(held: Any) -> Iterator[Any]:
    """Yield signatures from a page, from a list of pages or of signatures, or one alone, wrapped or not."""
    if isinstance(held, list):
        for one in held:
            yield from _signatures(one)
    elif isinstance(held, dict):
        embedded = held.get("_embedded")
        page = embedded.get("osdi:signatures") if isinstance(embedded, dict) else None
        if isinstance(page, list):
            yield from page
        elif "osdi:signature" in held:
            yield held["osdi:signature"]
        elif "_links" in held and "total_records" in held:
            return  # a page without entries
        else:
            yield held
    else:
        yield held


def _row(number: int, signature: Any) -> Row:
    if not isinstance(signature, dict):
        return Row(number, refused="it is no object")
    person = _person(signature)
    if person is None:
        linked = "osdi:person" in _object(signature, "_links") or "action_network:person_id" in signature
        return Row(number, refused=f"it holds no person{', only a link to one' if linked else ''}")
    values = {name: value for name, value in _values(signature, person).items() if value}
    return Row(number, values, refusal(values))


def _person(signature: Mapping[str, Any]) -> Mapping[str, Any] | None:
    for place in (_object(signature, "_embedded"), signature):
        for name in _PERSON:
            if isinstance(place.get(name), dict):
                return _object(place, name)
    return None


def _values(signature: Mapping[str, Any], person: Mapping[str, Any]) -> dict[str, str]:
    email, address = _primary(person, "email_addresses"), _primary(person, "postal_addresses")
    return {
        "given_name": _text(person, "given_name"),
        "family_name": _text(person, "family_name"),
        "email": _text(email, "address"),
        "contact": _may_contact(_text(email, "status")),
        "town": _text(address, "locality"),
        "region": _text(address, "region"),
        "postcode": _text(address, "postal_code"),
        "country": _text(address, "country"),
        "comment": _text(signature, "comments"),
        "signed": _text(signature, "action_date") or _text(signature, "created_date"),
    }


def _may_contact(status: str) -> str:
    return "yes" if status.lower() == "subscribed" else "no" if status.lower() in _REFUSES else ""


def _primary(person: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return the primary entry of a list, else its first."""
    entries = person.get(name)
    held = [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
    return next((one for one in held if one.get("primary") is True), held[0] if held else {})


def _object(held: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = held.get(name)
    return value if isinstance(value, dict) else {}


def _text(held: Mapping[str, Any], name: str) -> str:
    value = held.get(name)
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""
