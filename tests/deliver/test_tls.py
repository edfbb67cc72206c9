"""TLS is always verified, and what is wrong with it is told apart."""

from __future__ import annotations

import asyncio
import datetime
import ssl

import pytest

from campaignkit.deliver.answers import Verdict
from campaignkit.deliver.wire import Wire
from tests.deliver.faults import Server, raw, serving
from tests.deliver.places import message, place

trustme = pytest.importorskip("trustme", reason="trustme is not installed")

CA = trustme.CA()
LONG_AGO = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


def context(*names: str, authority: object = CA, **dates: object) -> ssl.SSLContext:
    """What a server has that is certified for some names."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names, **dates).configure_cert(made)  # type: ignore[attr-defined]
    return made


def send(server: Server, host: str = "localhost", *, trusted: bool = True) -> Verdict:
    """Send a message; `trusted` says whether our authority is trusted rather than the public ones."""
    trust = ssl.create_default_context() if trusted else None
    if trust:
        CA.configure_trust(trust)

    async def go() -> Verdict:
        wire = Wire(place(server.url("ok", "https", host), deadline=3.0), trust=trust)
        try:
            return await wire.send(message())
        finally:
            await wire.close()

    return asyncio.run(go())


def test_a_certificate_that_is_in_order_delivers_and_names_the_host_of_the_url() -> None:
    names = list[str | None]()
    tls = context("localhost")
    tls.sni_callback = lambda held, name, other: names.append(name)
    with serving(tls=tls) as server:
        assert send(server).meaning == "delivered"
    assert names == ["localhost"]  # though the connection went to 127.0.0.1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("untrusted", "certificate is not signed by an authority that is trusted"),
        ("wrong host", "certificate is for another host name"),
        ("expired", "certificate has expired"),
        ("not yet", "certificate is not valid yet"),
    ],
)
def test_row_19_a_certificate_that_is_not_in_order_is_told_for_what_it_is(fault: str, said: str) -> None:
    far = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=30)
    tls = {
        "untrusted": lambda: context("localhost", authority=trustme.CA()),
        "wrong host": lambda: context("other.example"),
        "expired": lambda: context("localhost", not_before=LONG_AGO, not_after=LONG_AGO + datetime.timedelta(days=9)),
        "not yet": lambda: context("localhost", not_before=far, not_after=far + datetime.timedelta(days=9)),
    }[fault]()
    with serving(tls=tls) as server:
        verdict = send(server)
        assert (verdict.meaning, said in verdict.note) == ("attention", True), verdict
        assert server.requests == []


def test_an_authority_of_ones_own_is_not_trusted_by_itself() -> None:
    with serving(tls=context("localhost")) as server:
        assert "not signed by an authority that is trusted" in send(server, trusted=False).note
        assert server.requests == []


def test_row_20_a_server_without_tls_is_told_from_a_network_fault() -> None:
    verdict = _speaking_first(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    assert (verdict.meaning, verdict.note) == ("attention", "The endpoint answers without TLS; nothing was sent.")


def _speaking_first(words: bytes) -> Verdict:
    """What becomes of a message to an https URL where a server writes plain words at once."""

    async def go() -> Verdict:
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await reader.read(10)
            writer.write(words)
            await writer.drain()
            writer.close()
            await writer.wait_closed()

        listening = await asyncio.start_server(handle, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        wire = Wire(place(f"https://127.0.0.1:{port}/", deadline=2.0))
        try:
            return await wire.send(message())
        finally:
            await wire.close()
            listening.close()

    return asyncio.run(go())


def test_a_server_that_ends_the_handshake_got_nothing() -> None:
    verdict = _speaking_first(b"")
    assert (verdict.meaning, "nothing was sent" in verdict.note) == ("retry", True), verdict


def test_a_connection_that_breaks_within_tls_counts_as_any_other() -> None:
    faults = {"short": raw(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nx"), "close": raw(b"")}
    trust = ssl.create_default_context()
    CA.configure_trust(trust)

    async def go(url: str) -> Verdict:
        wire = Wire(place(url, deadline=3.0), trust=trust)
        try:
            return await wire.send(message())
        finally:
            await wire.close()

    with serving(faults, tls=context("localhost")) as server:
        assert asyncio.run(go(server.url("short", "https", "localhost"))).meaning == "delivered"
        assert asyncio.run(go(server.url("close", "https", "localhost"))).meaning == "ambiguous"
