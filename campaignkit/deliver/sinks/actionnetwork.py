"""Action Network (OSDI): a letter as an outreach, a petition, or a signature to one.

Nothing is sent until the endpoint names a `helper`. An outreach and a signature are about a person, so they need
`personal_data = true` as well, and a sender with an e-mail address. Neither mail nor consent is asked for on anybody's
behalf: no status of a subscription is set. An outreach that comes twice is recorded twice, so one that may have arrived
is held.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from campaignkit.deliver.endpoints import Endpoint
from campaignkit.deliver.sinks import Payload, Sink
from campaignkit.deliver.sinks.parts import as_json, public
from campaignkit.errors import InputError, UsageError
from campaignkit.models.document import Document
from campaignkit.models.sender import Sender

TOKEN = "OSDI-API-Token"  # noqa: S105  # the name of the header


def render(document: Document, endpoint: Endpoint, options: Mapping[str, Any], /) -> Payload:
    """Return what the helper of the endpoint takes."""
    if endpoint.helper == "petition":
        _refuse_other(document, "petition")
        return Payload(as_json(_petition(document)), label=document.title)
    person = _person(options.get("sender"), endpoint)
    if endpoint.helper == "signature":
        _refuse_other(document, "petition")
        return Payload(as_json({"person": person}), label=document.title)
    _refuse_other(document, "letter")
    return Payload(as_json({"person": person, **_outreach(document)}), label=document.title)


def _petition(document: Document) -> dict[str, Any]:
    shown = public(document)
    return {
        "origin_system": "campaignkit",
        "identifiers": [f"campaignkit:{document.campaign}-{shown.sha256[:32]}"],
        "name": document.title,
        "title": document.title,
        "petition_text": shown.text,
        **_targets(document, "target"),
    }


def _outreach(document: Document) -> dict[str, Any]:
    return {
        "origin_system": "campaignkit",
        "type": "email",
        "subject": document.title,
        "message": document.text,
        **_targets(document, "targets"),
    }


def _targets(document: Document, key: str) -> dict[str, Any]:
    return {key: [{"name": document.target_name}]} if document.target_name else {}


def _person(sender: Any, endpoint: Endpoint) -> dict[str, Any]:
    if not isinstance(sender, Sender) or not sender.email_address:
        what = f"{_one(endpoint).capitalize()} is about a person: a sender with an e-mail address is needed."
        raise UsageError(what, hint="Hand over sender=…, or say --sender FILE.")
    given, _, family = sender.name.rpartition(" ")
    person: dict[str, Any] = {"email_addresses": [{"address": sender.email_address}]}
    person |= {"given_name": given, "family_name": family} if given else {"given_name": family}
    if address := sender.postal_address:
        held = address.model_dump(exclude_none=True)
        person["postal_addresses"] = [{**held, "address_lines": list(address.address_lines)}]
    return person


def _one(endpoint: Endpoint) -> str:
    return "an outreach" if endpoint.helper == "outreach" else f"a {endpoint.helper}"


def _refuse_other(document: Document, kind: str) -> None:
    if document.kind != kind:
        raise InputError(f"The endpoint takes a {kind}, and this is a {document.kind}.", hint="Name another endpoint.")


def refuse(endpoint: Endpoint) -> tuple[str, str, str] | None:
    """Return what is missing before anything may go there."""
    if endpoint.helper is None:
        what = "Action Network is off until you say what is to be recorded there"
        return "id", what, 'Set helper = "outreach", "signature" or "petition".'
    if endpoint.helper != "petition" and not endpoint.personal_data:
        what = f"{_one(endpoint)} sends name and address of the person who signs"
        return "helper", what, "Set personal_data = true if that person has agreed."
    if TOKEN.lower() not in {name.lower() for name in endpoint.headers}:
        return "id", "the token of Action Network is missing", f'Set headers_env = {{ {TOKEN} = "VARIABLE" }}.'
    return None


SINK = Sink(render, refuse=refuse, hosts=("actionnetwork.org",))
