"""Signatures, as verifiers that are not ours see them."""

from __future__ import annotations

import base64
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from campaignkit.deliver.messages import new_id
from campaignkit.deliver.signing import read_key, signed_headers
from tests.conftest import ROOT
from tests.deliver.places import SECRET, verified

ED25519 = "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg=="
ED25519_PUBLIC = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="
VECTOR = ("msg_p5jXN8AQM9LWM0D4loKWxJek", b'{"test": 2432232314}', 1614265330)
Verifier = Callable[[Mapping[str, str], bytes], bool]


def test_the_published_vector_of_v1() -> None:
    message, body, stamp = VECTOR
    assert signed_headers(message, body, stamp, [read_key(SECRET)]) == {
        "webhook-id": message,
        "webhook-timestamp": str(stamp),
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }


def test_the_published_vector_of_v1a() -> None:
    pytest.importorskip("cryptography", reason="cryptography is not installed")
    message, body, stamp = VECTOR
    assert signed_headers(message, body, stamp, [read_key(ED25519)])["webhook-signature"] == (
        "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="
    )


def bodies() -> list[bytes]:
    """A thousand bodies of JSON: empty, long, and with characters that JSON and JavaScript disagree about."""
    chance = random.Random(7)
    letters = "abc \u00e9\u2028\u2029\u0000\u202e\U0001f600\\\"'\n\t<>&"
    made = [b"{}", b"[]", b'""', b"0", json.dumps({"text": "x" * 20_000}).encode()]
    while len(made) < 1000:
        text = "".join(chance.choices(letters, k=chance.choice([0, 1, 10, 200])))
        made.append(json.dumps({"type": "a", "data": text}, ensure_ascii=chance.random() < 0.5).encode())
    return made


def signed(keys: list[str] | None = None) -> list[tuple[dict[str, str], bytes]]:
    """The bodies with their headers, signed now."""
    live = [read_key(key) for key in keys or [SECRET]]
    return [(signed_headers(new_id(), body, time.time(), live), body) for body in bodies()]


def standardwebhooks() -> Verifier:
    """The reference library."""
    library = pytest.importorskip("standardwebhooks", reason="standardwebhooks is not installed")
    return _verifier(library.Webhook(SECRET).verify)


def svix() -> Verifier:
    """The library of the service that wrote the standard."""
    library = pytest.importorskip("svix.webhooks", reason="svix is not installed")
    return _verifier(library.Webhook(SECRET).verify)


def _verifier(verify: Callable[[bytes, Mapping[str, str]], object]) -> Verifier:
    def ask(headers: Mapping[str, str], body: bytes) -> bool:
        try:
            verify(body, headers)
        except Exception:  # noqa: BLE001 - the reference library raises several kinds for what it cannot read
            return False
        return True

    return ask


def of_the_specification() -> Verifier:
    """Our own, written from the text of the standard."""
    return verified


VERIFIERS = [standardwebhooks, svix, of_the_specification]


@pytest.mark.parametrize("made", VERIFIERS)
def test_a_thousand_bodies_are_verified(made: Callable[[], Verifier]) -> None:
    verify, refused = made(), 0
    for headers, body in signed():
        refused += not verify(headers, body)
    assert refused == 0


@pytest.mark.parametrize("made", VERIFIERS)
def test_a_thousand_changes_of_one_bit_are_accepted_by_none(made: Callable[[], Verifier]) -> None:
    verify, chance, accepted = made(), random.Random(8), []
    for headers, body in signed():
        changed, other = _one_bit(headers, body, chance)
        if verify(changed, other):
            accepted.append((headers, changed, body, other))
    assert accepted == []


def _one_bit(headers: dict[str, str], body: bytes, chance: random.Random) -> tuple[dict[str, str], bytes]:
    """Change one bit of the body, the id, the time or the signature's bytes."""
    where = chance.choice(["body", "webhook-id", "webhook-timestamp", "webhook-signature"])
    if where == "body":
        return headers, _flipped(body, chance)
    if where == "webhook-signature":
        bits = _flipped(base64.b64decode(headers[where][3:]), chance)
        return headers | {where: "v1," + base64.b64encode(bits).decode()}, body
    while True:
        text = _flipped(headers[where].encode(), chance).decode("latin-1")
        if where == "webhook-id" or text.isdigit():
            return headers | {where: text}, body


def _flipped(held: bytes, chance: random.Random) -> bytes:
    bit = chance.randrange(len(held) * 8)
    made = bytearray(held)
    made[bit // 8] ^= 1 << bit % 8
    return bytes(made)


def test_while_a_key_is_rotated_the_old_and_the_new_verify() -> None:
    new = "whsec_" + base64.b64encode(bytes(range(32))).decode()
    for headers, body in signed([new, SECRET])[:20]:
        assert verified(headers, body, SECRET)
        assert verified(headers, body, new)
        assert standardwebhooks()(headers, body)


def test_a_body_signed_with_ed25519_verifies_with_the_public_key() -> None:
    keys = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ed25519", reason="no cryptography")
    public = keys.Ed25519PublicKey.from_public_bytes(base64.b64decode(ED25519_PUBLIC.split("_", 1)[1]))
    for headers, body in signed([ED25519])[:50]:
        text = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        public.verify(base64.b64decode(headers["webhook-signature"].removeprefix("v1a,")), text)


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Kathmandu"])
def test_the_time_zone_of_the_computer_does_not_matter(zone: str) -> None:
    code = (
        "from campaignkit.deliver.signing import *; import standardwebhooks, time;"
        f"h = signed_headers('msg_a', b'{{}}', time.time(), [read_key('{SECRET}')]);"
        f"standardwebhooks.Webhook('{SECRET}').verify(b'{{}}', h)"
    )
    pytest.importorskip("standardwebhooks", reason="standardwebhooks is not installed")
    environment = os.environ | {"TZ": zone, "PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


NODE = """
const crypto = require('crypto');
const lines = require('fs').readFileSync(0, 'utf8').trim().split('\\n').map(line => JSON.parse(line));
const key = Buffer.from(process.argv[1].split('_')[1], 'base64');
const good = lines.filter(([headers, body]) => {
  const before = `${headers['webhook-id']}.${headers['webhook-timestamp']}.`;
  const signed = Buffer.concat([Buffer.from(before), Buffer.from(body, 'base64')]);
  const wanted = 'v1,' + crypto.createHmac('sha256', key).update(signed).digest('base64');
  return headers['webhook-signature'].split(' ').includes(wanted);
});
console.log(good.length);
"""


def test_another_language_verifies_a_thousand_bodies() -> None:
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed")
    lines = "\n".join(json.dumps([headers, base64.b64encode(body).decode()]) for headers, body in signed())
    run = subprocess.run([node, "-e", NODE, SECRET], input=lines, capture_output=True, text=True, check=True)
    assert int(run.stdout) == 1000


def test_the_packages_of_npm_verify_a_thousand_bodies() -> None:
    """With CAMPAIGNKIT_NODE_MODULES set to a folder that holds `standardwebhooks` and `svix`."""
    folder = os.environ.get("CAMPAIGNKIT_NODE_MODULES", "")
    node = shutil.which("node")
    if not node or not (Path(folder) / "standardwebhooks").is_dir() or not (Path(folder) / "svix").is_dir():
        pytest.skip("CAMPAIGNKIT_NODE_MODULES holds no standardwebhooks and svix")
    script = (
        "const lines = require('fs').readFileSync(0, 'utf8').trim().split('\\n').map(line => JSON.parse(line));"
        "for (const name of ['standardwebhooks', 'svix']) { const { Webhook } = require(name);"
        "const hook = new Webhook(process.argv[1]); for (const [headers, body] of lines)"
        "hook.verify(Buffer.from(body, 'base64').toString('utf8'), headers); } console.log(lines.length);"
    )
    lines = "\n".join(json.dumps([headers, base64.b64encode(body).decode()]) for headers, body in signed())
    environment = os.environ | {"NODE_PATH": folder}
    run = subprocess.run(
        [node, "-e", script, SECRET], input=lines, capture_output=True, text=True, env=environment, check=False
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) == 1000
