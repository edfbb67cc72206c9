"""One request: each fault ends in time, in little memory, and is told for what it is."""

from __future__ import annotations

import asyncio
import re
import ssl
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from campaignkit.deliver.answers import Verdict, classify_failure
from campaignkit.deliver.signing import read_key
from campaignkit.deliver.wire import Wire
from campaignkit.errors import UsageError
from tests.deliver import places
from tests.deliver.faults import FAULTS, Server, redirect, serving
from tests.deliver.places import Place, message, verified

DEADLINE = 1.0
place = partial(places.place, deadline=DEADLINE)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    moved = {
        f"to-{status}": redirect(status, "https://moved.example.net/other?key=1") for status in (301, 302, 307, 308)
    }
    moved["to-nowhere"] = redirect(302, "http://[::1")
    moved["to-odd"] = redirect(302, "https://b\u00fc\u001b[31m.example/")
    moved["to-relative"] = redirect(302, "/elsewhere")
    with serving(FAULTS | moved) as running:
        yield running


def send(endpoint: Place, body: bytes = b"{}", times: int = 1, trust: ssl.SSLContext | None = None) -> Verdict:
    """Send a message, and return what became of the last one."""

    async def go() -> Verdict:
        wire = Wire(endpoint, trust=trust)
        try:
            for _ in range(times):
                verdict = await wire.send(message(body))
            return verdict
        finally:
            await wire.close()

    return asyncio.run(go())


# What each fault means, and a part of what is said of it.
MEANINGS = {
    "ok": ("delivered", "answered 200."),
    "no-content": ("delivered", "answered 204."),
    "cookie": ("delivered", "answered 200."),
    "slow-head": ("ambiguous", "No answer came within 1 s"),
    "slow-status": ("ambiguous", "No answer came within 1 s"),
    "slow-body": ("delivered", "its body was cut"),
    "slow-body-of-500": ("retry", "Answered 500"),
    "never": ("ambiguous", "No answer came within 1 s"),
    "close": ("ambiguous", "closed before an answer"),
    "reset-before": ("ambiguous", "closed before an answer"),
    "reset-in-head": ("ambiguous", "closed before an answer"),
    "reset-after": ("delivered", "its body was cut"),
    "short-body": ("delivered", "its body was cut"),
    "short-chunk": ("delivered", "its body was cut"),
    "huge-body": ("delivered", "its body was cut"),
    "endless-body": ("delivered", "its body was cut"),
    "gzip-bomb": ("delivered", "answered 200"),
    "bad-gzip": ("delivered", "answered 200."),
    "huge-header": ("attention", "not an HTTP server"),
    "many-headers": ("attention", "not an HTTP server"),
    "garbage": ("attention", "not an HTTP server"),
    "ssh": ("attention", "not an HTTP server"),
    "http-0.9": ("attention", "not an HTTP server"),
    "two-lengths": ("attention", "not an HTTP server"),
    "negative-length": ("attention", "not an HTTP server"),
    "continue-flood": ("attention", "not an HTTP server"),
    "continue-drip": ("ambiguous", "No answer came within 1 s"),
    "switching": ("attention", "not an HTTP server"),
    "gone": ("gone", "Answered 410"),
    "400": ("attention", "Answered 400"),
    "401": ("attention", "signature or token"),
    "403": ("attention", "Answered 403"),
    "404": ("attention", "Answered 404"),
    "405": ("attention", "Answered 405"),
    "408": ("retry", "Answered 408"),
    "413": ("attention", "too large for the receiver (2 bytes)"),
    "415": ("attention", "Answered 415"),
    "422": ("attention", "Answered 422"),
    "429": ("retry", "too many"),
    "500": ("retry", "Answered 500"),
    "502": ("ambiguous", "gateway"),
    "503": ("retry", "Answered 503"),
    "504": ("ambiguous", "gateway"),
    "old-clock": ("attention", "this computer's clock is"),
    "to-301": ("attention", "a redirect to moved.example.net; set"),
    "to-302": ("attention", "a redirect to moved.example.net; set"),
    "to-307": ("attention", "a redirect to moved.example.net; set"),
    "to-308": ("attention", "a redirect to moved.example.net; set"),
    "to-nowhere": ("attention", "a redirect; set"),
    "to-odd": ("attention", "a redirect; set"),
    "to-relative": ("attention", "a redirect; set"),
}
PAUSES = {
    "seven": (7.0, True),
    "decimal": (0.5, True),
    "far": (86400.0, True),
    "dated": (90.0, True),
    "dated-past": (5.0, False),
    "junk-exponent": (5.0, False),
    "negative": (5.0, False),
    "nan": (5.0, False),
}


ROWS = {  # of the matrix of faults in docs/delivery.md
    8: "500 502 503 504",
    9: "429 seven decimal far dated dated-past junk-exponent negative nan",
    10: "to-301 to-302 to-307 to-308 to-nowhere to-odd to-relative",
    11: "400 401 403 404 405 408 413 415 422",
    12: "gone",
    13: "slow-head slow-status slow-body slow-body-of-500",
    14: "never",
    15: "close reset-before reset-in-head",
    16: "reset-after short-body short-chunk",
    17: "huge-body endless-body gzip-bomb bad-gzip huge-header many-headers",
    18: "garbage ssh http-0.9 two-lengths negative-length continue-flood continue-drip switching",
    28: "old-clock",
}


def _named(fault: str) -> str:
    return next((f"row-{row}-{fault}" for row, faults in ROWS.items() if fault in faults.split()), fault)


def test_every_fault_has_a_meaning() -> None:
    assert FAULTS.keys() - PAUSES.keys() <= MEANINGS.keys()
    assert len(MEANINGS) + len(PAUSES) > 50


@pytest.mark.parametrize("fault", [*MEANINGS, *PAUSES], ids=_named)
def test_a_fault_ends_in_time_in_little_memory_and_is_told(fault: str, server: Server) -> None:
    _forget_peak()
    before, begun = _peak(), time.monotonic()
    verdict = send(place(server.url(fault)))
    assert time.monotonic() - begun < DEADLINE + 0.5
    assert _peak() - before < 20_000_000
    assert len(verdict.answer) <= 16 * 1024
    assert re.fullmatch(r"[A-Z][^\n]*[^.]\.", verdict.note), verdict.note
    assert str(server.port) not in verdict.note
    assert "127.0.0.1" not in verdict.note
    assert "\x1b" not in verdict.note
    if fault in MEANINGS:
        meaning, said = MEANINGS[fault]
        assert (verdict.meaning, said in verdict.note) == (meaning, True), verdict
    else:
        assert (verdict.pause, verdict.asked) == PAUSES[fault]


def _forget_peak() -> None:
    if Path("/proc/self/clear_refs").exists():
        Path("/proc/self/clear_refs").write_text("5")


def _peak() -> int:
    if not Path("/proc/self/status").exists():
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    return int(found[1]) * 1024 if found else 0


def test_the_request_is_what_was_written_down(server: Server) -> None:
    body = '{"title": "Ünïcode \u2028 and more"}'.encode()
    send(place(server.url("as-it-is?a=b"), headers={}), body)
    request = server.requests[-1]
    assert (request.path, request.body) == ("/as-it-is?a=b", body)
    assert request.headers["accept-encoding"] == "identity"
    assert request.headers["content-type"] == "application/json"
    assert request.headers["user-agent"] == "campaignkit"
    assert verified(request.headers, body)


def test_an_answer_is_kept_as_it_came(server: Server) -> None:
    verdict = send(place(server.url("bad-gzip")))
    assert verdict.answer == b"noise"


def test_a_cookie_is_not_sent_back(server: Server) -> None:
    send(place(server.url("cookie")), times=2)
    assert "cookie" not in server.requests[-1].headers


def test_a_connection_is_used_again_unless_such_messages_are_held(server: Server) -> None:
    before = server.connections
    send(place(server.url("ok")), times=3)
    assert server.connections == before + 1
    send(place(server.url("ok"), ambiguous="hold"), times=3)
    assert server.connections == before + 4


@pytest.mark.parametrize("more", [b"thank you", b"HTTP/1.1 204 No\r\n\r\n"], ids=["a body after 204", "two answers"])
def test_what_follows_an_answer_is_not_taken_for_the_next_one(more: bytes) -> None:
    """Else every answer over that connection is that to the message before, and a 500 counts as delivered."""
    replies = iter([b"HTTP/1.1 204 No\r\n\r\n" + more, b"HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n"])

    async def reply(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(next(replies))

    with serving({"hook": reply}) as at:
        assert send(place(at.url("hook")), times=2).status == 500
        assert (len(at.requests), at.connections) == (2, 2)


def test_a_redirect_within_the_host_does_not_name_it() -> None:
    """The host of a hook may be its secret; a redirect to a path with a slash at its end is the usual case."""
    with serving() as server:
        moved = server.url("moved/")
        with serving(
            {"hook": redirect(308, moved), "up": redirect(301, f"https://WWW.127.0.0.1:{server.port}/")}
        ) as at:
            for name in ("hook", "up"):
                verdict = send(place(at.url(name)))
                assert (verdict.status, verdict.meaning) == (308 if name == "hook" else 301, "attention")
                assert "127.0.0.1" not in verdict.note
                assert "a redirect; set the endpoint to its final URL" in verdict.note


def test_row_38_a_proxy_of_the_environment_is_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert send(place(server.url("ok"))).meaning == "delivered"


def test_row_23_nobody_listens(server: Server) -> None:
    verdict = send(place("http://127.0.0.1:1/x"))
    assert (verdict.meaning, verdict.offline) == ("retry", False)
    assert verdict.note == "The connection was refused; nothing was sent."


def test_row_21_a_name_that_leads_nowhere_may_mean_that_this_computer_is_offline() -> None:
    verdict = send(place("https://nowhere.invalid/x"))
    assert (verdict.meaning, verdict.offline) == ("retry", True)
    assert "resolved" in verdict.note


def test_row_21_a_name_server_that_hangs_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    hanging = threading.Event()

    def hang(*_: object, **__: object) -> list[object]:
        hanging.wait(20)
        return []

    monkeypatch.setattr("socket.getaddrinfo", hang)
    begun = time.monotonic()
    verdict = send(place("https://hangs.example/x"))
    hanging.set()
    assert time.monotonic() - begun < DEADLINE + 0.5
    assert (verdict.meaning, verdict.note) == ("retry", "No connection could be made in time; nothing was sent.")


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1/x", "http://[::1/x", "http://127.0.0.1:99999/", "", "nothing", "http:///x", "http://a\r\nb/"],
)
def test_a_url_that_is_none_is_a_matter_for_a_person(url: str) -> None:
    assert send(place(url)).meaning == "attention"


def test_a_header_that_cannot_be_sent_is_a_matter_for_a_person(server: Server) -> None:
    from pydantic import SecretStr

    verdict = send(place(server.url("ok"), headers={"x-token": SecretStr("a\r\nb: c")}))
    assert (verdict.meaning, "header" in verdict.note) == ("attention", True)


def test_what_does_not_verify_is_not_taken() -> None:
    lax = ssl.create_default_context()
    lax.check_hostname = False
    with pytest.raises(UsageError, match="always verified"):
        Wire(place("https://example.org"), trust=lax)
    lax.verify_mode = ssl.CERT_NONE
    with pytest.raises(UsageError, match="always verified"):
        Wire(place("https://example.org"), trust=lax)


def test_a_sink_whose_reading_fails_falls_back_to_the_status(server: Server) -> None:
    async def go() -> Verdict:
        wire = Wire(place(server.url("ok")), classify=lambda answer: 1 / 0)  # type: ignore[arg-type,return-value]
        try:
            return await wire.send(message())
        finally:
            await wire.close()

    verdict = asyncio.run(go())
    assert verdict.meaning == "delivered"
    assert "ZeroDivisionError" in verdict.note


def test_tls_that_breaks_after_the_request_may_have_delivered_it() -> None:
    broken = ssl.SSLError(1, "bad record")
    assert classify_failure(broken, sent=True, deadline=1.0).meaning == "ambiguous"
    assert classify_failure(broken, sent=False, deadline=1.0).meaning == "retry"


def test_a_key_that_needs_a_library_says_so(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives.asymmetric.ed25519", None)
    key = read_key("whsk_" + "6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbc=")
    verdict = send(place(server.url("ok"), keys=(key,)))
    assert (verdict.meaning, verdict.note) == ("attention", "Signing with an Ed25519 key needs cryptography.")
