"""Standard Webhooks 1.0.0: the identity, the time and the signature that a request carries.

What is signed is "id.timestamp.body", byte for byte, with HMAC-SHA256 (`v1`) or, with the extra `ed25519`, with Ed25519
(`v1a`). While a key is rotated, all live keys sign, and the header holds their signatures side by side. A key is never
in an error, a `repr` or a pickle.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Iterable
from typing import NoReturn, Protocol

from campaignkit.errors import InputError, missing_extra

SECRET, PRIVATE = "whsec_", "whsk_"  # what the text of a key begins with
KEY_BYTES = range(24, 65)  # as the standard asks of a symmetric key
SEED_BYTES = (32, 64)  # an Ed25519 key alone, or followed by its public half
_HOW = "It is whsec_ and the base64 of 24 to 64 random bytes, or whsk_ and that of an Ed25519 key."


class Key(Protocol):
    """What signs; it shows nothing of what it holds."""

    def sign(self, message: bytes) -> str:
        """Return the signature with its version, such as "v1,…"."""
        ...


class _Secret:
    """Holds a key, prints none, and refuses to be pickled, copied to another process or written out."""

    __slots__ = ("_held",)

    def __init__(self, held: bytes) -> None:
        self._held = held

    def __repr__(self) -> str:
        return f"<{type(self).__name__.strip('_')} key>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a signing key is not pickled")


class _Symmetric(_Secret):
    __slots__ = ()

    def sign(self, message: bytes) -> str:
        return "v1," + base64.b64encode(hmac.digest(self._held, message, hashlib.sha256)).decode()


class _Ed25519(_Secret):
    __slots__ = ()

    def sign(self, message: bytes) -> str:
        try:
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        except ImportError:
            raise missing_extra("Signing with an Ed25519 key needs cryptography.", "ed25519") from None
        signed = Ed25519PrivateKey.from_private_bytes(self._held[:32]).sign(message)
        return "v1a," + base64.b64encode(signed).decode()


def read_key(text: str, where: str = "") -> Key:
    """Return the key that a text holds.

    Args:
        text: "whsec_" or "whsk_" and base64, nothing around it.
        where: What to call its place in an error, such as the name of the environment variable; never the key.

    Raises:
        InputError: It begins otherwise, is not base64, or is too short or too long. The text is not repeated.

    Examples:
        >>> read_key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        <Symmetric key>
    """
    if text.startswith(SECRET):
        held = _decoded(text.removeprefix(SECRET), where)
        if len(held) not in KEY_BYTES:
            raise InputError(f"The signing key has {len(held)} bytes, not 24 to 64.", where, _HOW)
        return _Symmetric(held)
    if text.startswith(PRIVATE):
        held = _decoded(text.removeprefix(PRIVATE), where)
        if len(held) not in SEED_BYTES:
            raise InputError(f"The Ed25519 key has {len(held)} bytes, not 32 or 64.", where, _HOW)
        return _Ed25519(held)
    raise InputError(f"The signing key does not begin with {SECRET} or {PRIVATE}.", where, _HOW)


def _decoded(text: str, where: str) -> bytes:
    try:
        held = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise InputError("The signing key is not base64.", where, _HOW) from None
    return held


def signed_headers(message: str, body: bytes, now: float, keys: Iterable[Key]) -> dict[str, str]:
    """Return the headers that identify, date and sign a request; without keys, it is not signed.

    Args:
        message: The message's id, the same at every try.
        body: The exact bytes that are sent.
        now: Seconds since 1970, at this try.
        keys: Those that are live.

    Examples:
        >>> key = read_key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
        >>> message, body = "msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}'
        >>> signed_headers(message, body, 1614265330, [key])["webhook-signature"]
        'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    stamp = str(int(now))
    signed = f"{message}.{stamp}.".encode() + body
    headers = {"webhook-id": message, "webhook-timestamp": stamp}
    if signatures := " ".join(key.sign(signed) for key in keys):
        headers["webhook-signature"] = signatures
    return headers
