"""Three canaries, in the URL, the signing key and a token, sing nowhere."""

from __future__ import annotations

import asyncio
import base64
import io
import logging
import pickle
import traceback
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from campaignkit.deliver import worker
from campaignkit.deliver.messages import New, Outcome
from campaignkit.deliver.signing import read_key
from campaignkit.deliver.sqlite import SqliteStore
from campaignkit.deliver.wire import Wire
from tests.deliver.faults import FAULTS, Fault, Server, answer, serving
from tests.deliver.places import Place, message

CANARIES = {
    "url": "canary-in-the-url-4711",
    "query": "canary=in%20the%20query",
    "token": "canary-in-the-token-0815",
    "key": base64.b64encode(b"canary in the signing key, 33 by!").decode(),
}
SUNG = [*CANARIES.values(), "canary"]


def _echo() -> Fault:
    """Answers with everything it got, headers and all."""

    async def respond(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        body = " ".join([*CANARIES.values(), f"/{CANARIES['url']}/hook?{CANARIES['query']}"]).encode()
        head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\nlocation: /{CANARIES['url']}\r\n\r\n"
        writer.write(head.encode() + body)

    return respond


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    faults = {f"{CANARIES['url']}/{name}": FAULTS[name] for name in NAMES if name in FAULTS}
    faults[f"{CANARIES['url']}/echo"] = _echo()
    faults[f"{CANARIES['url']}/away"] = answer(302, f"location: https://x.example/{CANARIES['url']}\r\n")
    with serving(faults) as running:
        yield running


NAMES = "ok 500 401 never close garbage short-body gone gzip-bomb huge-header echo away".split()
URLS = [
    *(f"http://127.0.0.1:PORT/{CANARIES['url']}/{name}?{CANARIES['query']}" for name in NAMES),
    f"http://127.0.0.1:1/{CANARIES['url']}",
    f"https://127.0.0.1:PORT/{CANARIES['url']}",
    f"https://{CANARIES['url']}.invalid/x",
    f"https://10.0.0.1/{CANARIES['url']}",
    f"ftp://{CANARIES['url']}/",
    f"https://[{CANARIES['url']}/",
    f"https://{CANARIES['url']}:99999/",
    f"https://{CANARIES['url']}{'x' * 300}.example/",
]


def _place(url: str, **changes: object) -> Place:
    headers = {"OSDI-API-Token": SecretStr(CANARIES["token"])}
    keys = (read_key("whsec_" + CANARIES["key"]),)
    return Place(SecretStr(url), keys=keys, headers=headers, deadline=1.0, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("url", URLS)
def test_no_canary_sings(
    url: str, server: Server, tmp_path_factory: pytest.TempPathFactory, capfd: pytest.CaptureFixture[str]
) -> None:
    written = io.StringIO()
    handler, root = logging.StreamHandler(written), logging.getLogger()
    names = ["httpx", "httpcore", "httpcore.http11", "httpcore.connection", "asyncio", "campaignkit", "h11", "anyio"]
    loggers = [root, *(logging.getLogger(name) for name in names)]
    levels = [logger.level for logger in loggers]
    root.addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    try:
        outcomes, store = list[Outcome](), SqliteStore(tmp_path_factory.mktemp("outbox") / "outbox.sqlite")
        endpoint = _place(url.replace("PORT", str(server.port)))
        (sent,) = store.enqueue([New("press-room", b"{}")], 0.0)
        tally = worker.run(store, [endpoint], progress=lambda _, done: outcomes.append(done))
        assert tally.sent == 1
        shown = [
            repr(outcomes),
            repr(store.attempts(sent)),
            repr(store.rows()),
            repr(store.health("press-room")),
            repr(tally),
        ]
        shown += [repr(endpoint), repr(endpoint.keys), repr(Wire(endpoint))]
        shown += [one.answer.decode("utf-8", "replace") for one in outcomes]
        store.close()
    finally:
        root.removeHandler(handler)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
    out, err = capfd.readouterr()
    everything = "\n".join([written.getvalue(), out, err, *shown])
    if "echo" in url:  # it repeats the key too, which no request holds, so nobody can have told it
        everything = everything.replace(CANARIES["key"], "")
    for canary in SUNG[:-1] if "echo" in url else SUNG:
        assert canary not in everything, canary


def test_an_application_keeps_its_own_logs(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    import httpx

    with caplog.at_level(logging.INFO, logger="httpx"):
        httpx.post(server.url("anything"), trust_env=False)
    assert "anything" in caplog.text


def test_nothing_that_holds_a_secret_is_pickled(server: Server) -> None:
    endpoint = _place(server.url(CANARIES["url"]))
    for held in (Wire(endpoint), endpoint.keys[0], endpoint.keys):
        with pytest.raises(TypeError):
            pickle.dumps(held)


def test_a_traceback_from_within_shows_none(server: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Not even one that shows the values of variables, as some printers of tracebacks do."""
    store = SqliteStore(tmp_path_factory.mktemp("outbox") / "outbox.sqlite")
    store.enqueue([New("press-room", b"{}")], 0.0)

    def fail(*_: object) -> None:
        raise RuntimeError("the progress bar broke")

    with pytest.raises(RuntimeError, match="progress bar") as caught:
        worker.run(store, [_place(server.url(f"{CANARIES['url']}/ok"))], progress=fail)
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    ours = [frame for frame in told.stack if "/campaignkit/deliver/" in frame.filename]
    assert len(ours) > 2
    assert not [canary for canary in SUNG if canary in "".join(str(frame.locals) for frame in ours)]
    store.close()


def test_an_answer_that_repeats_the_url_and_token_is_kept_without_them(server: Server) -> None:
    async def go() -> bytes:
        wire = Wire(_place(server.url(f"{CANARIES['url']}/echo?{CANARIES['query']}")))
        try:
            return (await wire.send(message())).answer
        finally:
            await wire.close()

    kept = asyncio.run(go()).decode()
    assert "…" in kept
    assert not [canary for name, canary in CANARIES.items() if name != "key" and canary in kept]


@pytest.mark.parametrize(
    "echoed",
    [
        b'{"query": "v=1\\u0026sig=a%2Fsecret%2Bsign%3D"}',  # as Go writes JSON
        b"sig: a/secret+sign=",
        b"a/secret+sign=",
        b"path: /hook/a secret-part",
        b"path: hook/a%20secret-part",
    ],
)
def test_a_part_of_the_url_is_known_however_it_is_written(echoed: bytes) -> None:
    with serving({"hook/a%20secret-part": answer(400, body=echoed)}) as echoing:
        endpoint = _place(echoing.url("hook/a%20secret-part?v=1&sig=a%2Fsecret%2Bsign%3D"))

        async def go() -> bytes:
            wire = Wire(endpoint)
            try:
                return (await wire.send(message())).answer
            finally:
                await wire.close()

        kept = asyncio.run(go()).decode()
        assert "…" in kept
        assert "secret" not in kept
