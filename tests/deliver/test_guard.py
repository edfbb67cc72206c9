"""Nobody is let in: no connection to an address that is not public, however it is written or looked up."""

from __future__ import annotations

import asyncio
import random
import socket
from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import httpcore
import pytest

from campaignkit.deliver.answers import Verdict
from campaignkit.deliver.guard import Guard, RefusedAddressError
from campaignkit.deliver.wire import Wire
from tests.deliver.faults import Server, redirect, serving
from tests.deliver.places import message, place

REFUSED = """
127.0.0.1 127.1.2.3 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 172.16.0.1 172.31.255.255 192.168.0.1
192.168.255.255 100.64.0.1 100.127.255.254 169.254.0.1 169.254.10.20 192.0.0.1 192.0.0.170 192.0.2.1 198.51.100.1
203.0.113.1 198.18.0.1 198.19.255.255 192.88.99.3 192.31.196.1 192.52.193.1 192.175.48.1 224.0.0.1 239.255.255.255
240.0.0.1 255.255.255.255 168.63.129.16
::1 :: ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.1.1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::7f00:1
2002:7f00:1:: 2002:a00:1:: 2001::1 2001:db8::1 3fff::1 5f00::1 100::1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1
2001:10::1 2620:4f:8000::1
""".split()
PUBLIC = """
1.1.1.1 8.8.8.8 93.184.215.14 104.16.0.1 151.101.1.1 172.32.0.1 192.167.255.255
2606:4700:4700::1111 2a00:1450:4001:800::200e 2001:4860:4860::8888 ::ffff:8.8.8.8
""".split()

# PORT is that of a listener on 127.0.0.1, to which none of these may lead.
URLS = [
    "http://localhost:PORT/",
    "https://localhost:PORT/",
    "https://LOCALHOST.:PORT/",
    "https://127.0.0.1:PORT/",
    "https://127.1:PORT/",
    "https://127.0.1:PORT/",
    "https://2130706433:PORT/",
    "https://0x7f000001:PORT/",
    "https://0x7f.1:PORT/",
    "https://017700000001:PORT/",
    "https://0177.0.0.1:PORT/",
    "https://0:PORT/",
    "https://0.0.0.0:PORT/",
    "https://[::1]:PORT/",
    "https://[::ffff:127.0.0.1]:PORT/",
    "https://[::ffff:7f00:1]:PORT/",
    "https://[::]:PORT/",
    "https://[fe80::1%25lo]:PORT/",
    "https://[64:ff9b::7f00:1]:PORT/",
    "http://example.com\\@127.0.0.1:PORT/",
    "https://example.com\\@127.0.0.1:PORT/",
    "https://example.com@127.0.0.1:PORT/",
    "https://user:pass@127.0.0.1:PORT/",
    "https://127.0.0.1%2f:PORT/",
    "https://%31%32%37.0.0.1:PORT/",
    "https://１２７.0.0.1:PORT/",
    "https://①②⑦.⓪.⓪.①:PORT/",
    "https://127。0。0。1:PORT/",
    "https://hooks.slack.com.evil.test:PORT/",
    "https://localhost%00.example.com:PORT/",
    "https://127.0.0.1:PORT\r\n/",
    "https:127.0.0.1:PORT/",
    "https:///127.0.0.1:PORT/",
    "unix:///tmp/socket",
    "file:///etc/passwd",
]


@pytest.fixture(scope="module")
def listener() -> Iterator[Server]:
    with serving() as running:
        yield running


def send(url: str, **changes: object) -> Verdict:
    """Send a message to a URL."""

    async def go() -> Verdict:
        wire = Wire(place(url, **changes))
        try:
            return await wire.send(message())
        finally:
            await wire.close()

    return asyncio.run(go())


@pytest.fixture
def connects(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where connections were made to."""
    made = list[str]()
    real = httpcore.AnyIOBackend.connect_tcp

    async def connect(self: httpcore.AnyIOBackend, host: str, *args: object) -> httpcore.AsyncNetworkStream:
        made.append(host)
        return await real(self, host, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", connect)
    return made


def test_the_matrix_has_fifty_addresses() -> None:
    assert len(set(REFUSED)) >= 50
    assert len(PUBLIC) >= 10
    assert len(URLS) >= 27


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_is_not_public_is_not_connected_to(
    address: str, listener: Server, connects: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = f"[{address}]" if ":" in address else address
    for scheme in ("http", "https"):
        verdict = send(f"{scheme}://{shown}:{listener.port}/", allow_private=())
        assert (verdict.meaning, "Nothing was sent" in verdict.note) == ("attention", True), verdict
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (address, 443))])
    verdict = send(f"https://hooks.example.org:{listener.port}/", allow_private=())
    assert (verdict.meaning, "not public" in verdict.note) == ("attention", True)
    assert connects == []
    assert listener.connections == 0


@pytest.mark.parametrize("url", URLS)
def test_no_way_of_writing_a_url_leads_to_this_machine(url: str, listener: Server, connects: list[str]) -> None:
    verdict = send(url.replace("PORT", str(listener.port)), allow_private=())
    assert verdict.meaning in ("attention", "retry")
    assert connects == []
    assert listener.connections == 0


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_allowed_with_tls_only(address: str) -> None:
    assert Guard().allows(address)
    assert not Guard(secure=False).allows(address)


def test_what_is_allowed_is_allowed_and_no_more(listener: Server) -> None:
    with serving() as allowed:
        assert send(allowed.url("ok")).meaning == "delivered"
        assert send(allowed.url("ok", host="localhost")).meaning == "delivered"
        verdict = send(allowed.url("ok"), allow_private=(ip_network("10.0.0.0/8"),))
        assert (
            verdict.note
            == "Nothing was sent: the host is at 127.0.0.1, which is reached without TLS and is not in allow_private."
        )
        assert allowed.connections == 2


def test_one_bad_answer_among_good_ones_refuses_the_name(
    listener: Server, connects: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [(2, 1, 6, "", ("93.184.215.14", 443)), (2, 1, 6, "", ("127.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    assert "127.0.0.1" in send(f"https://mixed.example:{listener.port}/", allow_private=()).note
    assert connects == []


def test_row_22_a_name_that_leads_elsewhere_a_moment_later_is_looked_up_once(
    listener: Server, connects: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the first answer is public, every later one is this machine."""
    asked = list[str]()

    def alternating(host: str, *_: object, **__: object) -> list[object]:
        asked.append(host)
        return [(2, 1, 6, "", ("93.184.215.14" if len(asked) == 1 else "127.0.0.1", 443))]

    async def refuse(self: object, host: str, *_: object) -> httpcore.AsyncNetworkStream:
        connects.append(host)
        raise httpcore.ConnectError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", alternating)
    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", refuse)
    url = f"https://rebinds.example:{listener.port}/"
    assert send(url, allow_private=()).meaning == "retry"
    assert (asked, connects) == (["rebinds.example"], ["93.184.215.14"])
    assert "not public" in send(url, allow_private=()).note
    assert connects == ["93.184.215.14"]
    assert listener.connections == 0


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_row_10_a_redirect_to_this_machine_is_not_followed(status: int, listener: Server) -> None:
    with serving({"away": redirect(status, listener.url("inside", host="localhost"))}) as outer:
        verdict = send(outer.url("away"))
    assert verdict.note == f"Answered {status}, a redirect to localhost; set the endpoint to its final URL."
    assert listener.connections == 0


def test_the_second_address_is_tried_when_the_first_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving() as server:
        answers = [(2, 1, 6, "", (address, server.port)) for address in ("127.0.0.99", "127.0.0.1")]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
        assert send(server.url("ok", host="two.example")).meaning == "delivered"


def test_a_socket_of_this_machine_is_refused() -> None:
    with pytest.raises(RefusedAddressError):
        asyncio.run(Guard().connect_unix_socket("/run/docker.sock"))


def test_what_either_of_two_other_guards_refuses_is_refused() -> None:
    """drawbridge and httpx-secure, over the matrix and 4,000 addresses of all kinds."""
    drawbridge = pytest.importorskip("drawbridge", reason="drawbridge is not installed")
    secure = pytest.importorskip("httpx_secure", reason="httpx-secure is not installed")
    policy = drawbridge.Policy()
    other = secure._AddressPolicy(
        cache=secure._DNSCache(10, 10.0),
        check_globally_reachable=True,
        custom_validator=None,
        happy_eyeballs_delay=0.25,
    )

    def refused(address: str) -> bool:
        from drawbridge._validator import check_ip

        try:
            check_ip("host", ip_address(address), policy)
            asyncio.run(other._validate(address, 443, "host"))
        except (drawbridge.BlockedAddressError, secure.SSRFProtectionError):
            return True
        return False

    guard = Guard()
    tried = [*REFUSED, *PUBLIC, *_addresses()]
    assert [one for one in tried if guard.allows(one) and refused(one)] == []
    assert [one for one in PUBLIC if refused(one)] == []


def _addresses() -> Iterator[str]:
    chance = random.Random(5)
    for _ in range(2000):
        yield str(IPv4Address(chance.getrandbits(32)))
    starts = [
        int(IPv6Address(one)) >> 96
        for one in ("2001::", "2002::", "2600::", "2a00::", "fe80::", "3fff::", "100::", "64:ff9b::")
    ]
    for _ in range(2000):
        yield str(IPv6Address(chance.choice(starts) << 96 | chance.getrandbits(96)))
