"""Endpoints and messages for the tests."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network

from pydantic import SecretStr

from campaignkit.deliver.addresses import Network
from campaignkit.deliver.messages import Leased, new_id
from campaignkit.deliver.signing import Key, read_key

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


@dataclass(frozen=True)
class Place:
    """An endpoint with a deadline that a busy machine keeps."""

    url: SecretStr
    id: str = "press-room"
    sink: str = "webhook"
    keys: tuple[Key, ...] = (read_key(SECRET),)
    headers: Mapping[str, SecretStr] = field(default_factory=dict)
    rate: float | None = None
    concurrency: int = 4
    allow_private: tuple[Network, ...] = LOOPBACK
    ambiguous: str = "retry"
    deadline: float = 10.0


def place(url: str, **changes: object) -> Place:
    """An endpoint at a URL."""
    return Place(SecretStr(url), **changes)  # type: ignore[arg-type]


def message(body: bytes = b'{"type": "letter.sent"}', endpoint: str = "press-room") -> Leased:
    """A message that was claimed once."""
    return Leased(new_id(), endpoint, body, "application/json", 1, 1, float("inf"))


def verified(headers: Mapping[str, str], body: bytes, secret: str = SECRET) -> bool:
    """Whether a request is signed as the text of Standard Webhooks says; written from it, not from our code."""
    key = base64.b64decode(secret.split("_", 1)[1])
    signed = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    wanted = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    offered = [one.partition(",") for one in headers["webhook-signature"].split(" ")]
    return any(version == "v1" and hmac.compare_digest(value, wanted) for version, _, value in offered)
