"""endpoints.toml: what is read, what is refused and how it is told, and that no secret is ever shown."""

from __future__ import annotations

import copy
import json
import logging
import os
import pickle
import sys
import traceback
from collections.abc import Mapping
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import click
import httpx
import pytest
from pydantic import SecretStr, ValidationError

from campaignkit.deliver import places
from campaignkit.deliver.endpoints import Endpoint, Endpoints, find_endpoints, load_endpoints
from campaignkit.deliver.sinks import SHIPPED
from campaignkit.deliver.urls import refuse_url
from campaignkit.errors import CampaignError, CampaignKitError, InputError, UnknownIdError

KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
CANARIES = ("canaryhook77", "whsec_canarykey88", "canarytoken99")
WHOLE = """\
[[endpoint]]
id = "press-room"
sink = "webhook"
url = "https://hooks.example.org/letters"
secret_env = ["NEW", "OLD"]
allow_private = ["127.0.0.0/8", "::1"]
rate = 5
ambiguous = "hold"
deadline = 7.5
concurrency = 2
include = ["text"]
envelope = "cloudevents"
headers_env = { X-Token = "TOKEN" }
"""
SET = {"NEW": KEY, "OLD": KEY, "TOKEN": "t0ken", "HOOK": "https://hooks.example.org/x"}


def written(folder: Path, text: str) -> Path:
    path = folder / "endpoints.toml"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def read(folder: Path, text: str, environment: Mapping[str, str] = SET) -> Endpoints:
    return load_endpoints(written(folder, text), environment)


def one(sink: str = "webhook", *lines: str, id: str = "a") -> str:  # noqa: A002  # as the key is called
    return "\n".join([f'[[endpoint]]\nid = "{id}"\nsink = "{sink}"', *lines]) + "\n"


URL = 'url = "https://hooks.example.org/x"'


def test_all_of_an_endpoint_is_read(tmp_path: Path) -> None:
    held = read(tmp_path, WHOLE)["press-room"]
    assert held.url.get_secret_value() == "https://hooks.example.org/letters"
    assert len(held.keys) == 2
    assert held.headers["X-Token"].get_secret_value() == "t0ken"
    assert held.allow_private == (ip_network("127.0.0.0/8"), ip_network("::1/128"))
    assert (held.rate, held.concurrency, held.deadline, held.ambiguous) == (5, 2, 7.5, "hold")
    assert (held.include, held.envelope) == (("text",), "cloudevents")


def test_what_is_left_out_is_as_the_page_says(tmp_path: Path) -> None:
    held = read(tmp_path, one("webhook", URL))["a"]
    assert (held.rate, held.concurrency, held.deadline, held.keys, held.allow_private) == (None, 4, 20.0, (), ())


@pytest.mark.parametrize(
    ("sink", "ambiguous"),
    [("webhook", "retry"), ("slack", "hold"), ("discord", "hold"), ("mattermost", "hold"), ("teams", "hold")],
)
def test_a_chat_holds_what_may_have_arrived_since_it_cannot_tell_twice(
    sink: str, ambiguous: str, tmp_path: Path
) -> None:
    assert read(tmp_path, one(sink, URL))["a"].ambiguous == ambiguous
    assert read(tmp_path, one(sink, URL, 'ambiguous = "retry"'))["a"].ambiguous == "retry"


@pytest.mark.parametrize(("sink", "rate"), [("webhook", None), ("slack", 1.0), ("discord", 2.0), ("teams", None)])
def test_a_chat_gets_no_more_a_second_than_it_takes(sink: str, rate: float | None, tmp_path: Path) -> None:
    assert read(tmp_path, one(sink, URL))["a"].rate == rate
    assert read(tmp_path, one(sink, URL, "rate = 7"))["a"].rate == 7.0


def test_secrets_come_from_files_too(tmp_path: Path) -> None:
    for name, text in (("url", "https://hooks.example.org/x\n"), ("keys", f"{KEY}\n{KEY}\n")):
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o600)
    endpoints = read(tmp_path, one("webhook", 'url_file = "url"', 'secret_file = "keys"'))
    assert endpoints["a"].url.get_secret_value() == "https://hooks.example.org/x"
    assert len(endpoints["a"].keys) == 2
    assert endpoints.warnings == ()


def test_a_file_is_named_from_the_folder_of_its_endpoints(tmp_path: Path) -> None:
    held = read(tmp_path, one("file", 'path = "out/log.jsonl"'))["a"]
    assert held.url.get_secret_value() == f"file:{tmp_path}/out/log.jsonl"


# What is refused when the file is read: file:line, key, what to do.

BAD_FILES = [
    (one("webhook", URL, 'secrt_env = "NEW"'), 5, "no key 'secrt_env'", "secret_env"),
    (one("webhok", URL), 3, "no such sink", "webhook"),
    (one("webhook"), 1, "exactly one place", "url_env"),
    (one("webhook", URL, 'url_env = "HOOK"'), 1, "exactly one place", ""),
    (one("file", URL), 1, "exactly one place is needed: path", ""),
    (one("webhook", 'path = "x"'), 1, "exactly one place", ""),
    (one("webhook", URL, 'secret_env = "NEW"', 'secret_file = "x"'), 1, "exclude each other", ""),
    (one("webhook", URL, f'secret_env = "{CANARIES[1]} x"'), 5, "the name of an environment variable", ""),
    (one("webhook", URL, "rate = 0"), 5, "rate", ""),
    (one("webhook", URL, "concurrency = 0"), 5, "concurrency", ""),
    (one("webhook", URL, "deadline = 0"), 5, "deadline", ""),
    (one("webhook", URL, 'ambiguous = "drop"'), 5, "ambiguous", "'retry' or 'hold'"),
    (one("webhook", URL, 'include = ["person"]'), 5, "include", "text"),
    (one("webhook", URL, 'allow_private = ["10.0.0.1/8"]'), 5, "10.0.0.0/8", ""),
    (one("webhook", URL, 'headers_env = { Host = "NEW" }'), 5, "set by campaignkit", ""),
    (one("webhook", URL, 'headers_env = { "webhook-id" = "NEW" }'), 5, "set by campaignkit", ""),
    (one("webhook", URL, 'headers_env = { "a b" = "NEW" }'), 5, "not the name of a header", ""),
    (one("webhook", URL) + one("slack", URL), 6, "second time", "2"),
    (one("webhook", URL, id=f"https://{CANARIES[0]}"), 2, "'id' is not an id", ""),
    ("[endpoint]\nid = 1\n", 0, "not a list of tables", ""),
    ("[[endpoint]]\nid = \n", 2, "not TOML", ""),
    (one("webhook", URL, f"rate = {'9' * 5000}"), 0, "more than 4,000 digits", ""),
    (one("webhook", URL, f"options = {{ a = {'[' * 5000} }}"), 0, "not TOML", ""),
]


@pytest.mark.parametrize(("text", "line", "what", "hint"), BAD_FILES, ids=[what for _, _, what, _ in BAD_FILES])
def test_a_file_that_is_wrong_is_refused_by_line(text: str, line: int, what: str, hint: str, tmp_path: Path) -> None:
    with pytest.raises(CampaignError) as caught:
        read(tmp_path, text)
    told = str(caught.value)
    assert f"endpoints.toml{f':{line}' if line else ''}" in told
    assert what in told
    assert hint in told
    assert not any(canary in told for canary in CANARIES)


# What makes one endpoint unusable, and leaves the others be.

BAD_SECRETS = [
    (one("webhook", 'url_env = "NOT_SET"'), "url_env: the environment variable NOT_SET is not set", "export NOT_SET"),
    (one("webhook", URL, 'secret_env = "NOT_SET"'), "NOT_SET is not set", "export"),
    (one("webhook", URL, 'secret_env = "TOKEN"'), "does not begin with whsec_ or whsk_ (in TOKEN)", "base64"),
    (one("webhook", URL, 'secret_env = "SHORT"'), "has 1 bytes, not 24 to 64 (in SHORT)", "random"),
    (one("webhook", URL, 'secret_file = "none.txt"'), "cannot be read (No such file", ""),
    (one("webhook", 'url_file = "none.txt"'), "cannot be read", ""),
    (one("webhook", URL, 'headers_env = { X-Token = "LINES" }'), "what no header can", "X-Token"),
    (one("webhook", 'url_env = "TOKEN"'), "does not begin with https://", ""),
    (one("webhook", 'url_file = "a\\u0000b"'), "url_file: no file can be called so", ""),
    (one("webhook", URL, 'secret_file = "a\\u0000b"'), "secret_file: no file can be called so", ""),
    (one("file", 'path = "a\\u0000b"'), "path: no file can be called so", ""),
    (one("webhook", 'url_file = "~nobody-here/x"'), "url_file: there is no user of that name", "whole path"),
    (one("file", 'path = "~nobody-here/x"'), "path: there is no user of that name", "whole path"),
    (one("webhook", 'url_file = "/dev/zero"'), "url_file: this is no plain file", ""),
    (one("webhook", URL, 'secret_file = "long.txt"'), "secret_file: this file is too long", ""),
    (one("actionnetwork", URL), "off until you say", "helper"),
]


@pytest.mark.parametrize(("text", "what", "hint"), BAD_SECRETS, ids=[what for _, what, _ in BAD_SECRETS])
def test_what_cannot_be_resolved_makes_its_own_endpoint_unusable(
    text: str, what: str, hint: str, tmp_path: Path
) -> None:
    environment = {**SET, "SHORT": "whsec_eA==", "LINES": "a\r\nEvil: b"}
    (tmp_path / "long.txt").write_text("x" * 20_000)
    endpoints = read(tmp_path, text + one("webhook", URL, id="other"), environment)
    assert endpoints["other"].id == "other"
    assert list(endpoints) == ["a", "other"]
    with pytest.raises(InputError) as caught:
        _ = endpoints["a"]
    assert str(caught.value).startswith(f"{tmp_path}/endpoints.toml:")
    assert what in str(caught.value)
    assert hint in str(caught.value)


def test_an_unknown_endpoint_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UnknownIdError, match="'press-room'"):
        _ = read(tmp_path, WHOLE)["pressroom"]


# URLs. The first table is of those that are fine.

FINE = [
    ("https://hooks.example.org/services/T0/B0/x", ()),
    ("https://hooks.example.org:8443/a?sig=b%20c", ()),
    ("https://xn--bcher-kva.example/", ()),
    ("https://93.184.215.14/", ()),
    ("https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/", ()),
    ("http://127.0.0.1:8065/hooks/x", ("127.0.0.0/8",)),
    ("https://10.1.2.3/hooks/x", ("10.0.0.0/8",)),
    ("http://[::1]:8065/hooks/x", ("::1/128",)),
]
REFUSED = [
    ("http://hooks.example.org/x", (), "http://"),
    ("http://localhost/x", ("127.0.0.0/8",), "http://"),
    ("http://93.184.215.14/x", ("127.0.0.0/8",), "http://"),
    ("http://127.0.0.1/x", ("10.0.0.0/8",), "http://"),
    ("https://127.0.0.1/x", (), "not public"),
    ("https://[::ffff:10.0.0.1]/x", (), "not public"),
    ("https://169.254.10.10/x", (), "not public"),
    ("https://example.com\\@127.0.0.1/", (), "backslash"),
    ("https://example.com@127.0.0.1/", (), "user name"),
    ("https://user:pass@hooks.example.org/", (), "user name"),
    ("https://@hooks.example.org/", (), "user name"),
    ("https://hooks.example.org:0/", (), "port"),
    ("https://hooks.example.org:65536/", (), "port"),
    ("https://hooks.example.org:/", (), "port"),
    ("https://hooks.example.org:http/", (), "port"),
    ("https://hooks.example.org/\r\nEvil: b", (), "control character"),
    ("https://hooks.example.org/a b", (), "white space"),
    ("https://hooks.example.org/\x00", (), "control character"),
    ("https://hooks.example.org/\x7f", (), "control character"),
    ("https://１２７.0.0.1/", (), "ASCII"),
    ("https://hооks.example.org/", (), "ASCII"),
    ("https://2130706433/", (), "usually written"),
    ("https://127.1/", (), "usually written"),
    ("https://0x7f000001/", (), "usually written"),
    ("https://0177.0.0.1/", (), "usually written"),
    ("https://127.0.0.1./", (), "usually written"),
    ("https://[fe80::1%25lo]/", ("fe80::/10",), "usually written"),
    ("https://[::1/", (), "host or port"),
    ("https:///x", (), "no host"),
    ("https://%31%32%37.0.0.1/", (), "usually written"),
    ("https://a..b/", (), "usually written"),
    ("https://hooks.example.org/#x", (), "fragment"),
    ("ftp://hooks.example.org/", (), "https://"),
    ("file:///etc/passwd", (), "https://"),
    ("//hooks.example.org/", (), "https://"),
    ("hooks.example.org", (), "https://"),
    ("", (), "https://"),
    ("https://hooks.example.org/" + "a" * 5000, (), "longer"),
]


@pytest.mark.parametrize(("url", "allowed"), FINE)
def test_a_url_to_which_something_can_be_sent(url: str, allowed: tuple[str, ...]) -> None:
    refuse_url(url, [ip_network(one) for one in allowed])


@pytest.mark.parametrize(("url", "allowed", "why"), REFUSED)
def test_a_url_to_which_nothing_is_sent(url: str, allowed: tuple[str, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why) as caught:
        refuse_url(url, [ip_network(one) for one in allowed])
    assert "example" not in str(caught.value), "a URL is a secret"


def test_what_is_accepted_is_the_same_place_for_every_reader_of_urls() -> None:
    for url, _ in FINE:
        assert httpx.URL(url).raw_host.decode() == urlsplit(url).hostname


# Secrets.


def canary(folder: Path) -> Endpoint:
    environment = {
        "HOOK": f"https://hooks.example.org/{CANARIES[0]}",
        "KEY": KEY,
        "TOKEN": CANARIES[2],
    }
    text = one("webhook", 'url_env = "HOOK"', 'secret_env = "KEY"', 'headers_env = { X-Token = "TOKEN" }')
    return read(folder, text, environment)["a"]


def test_an_endpoint_shows_no_secret(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    held = canary(tmp_path)
    caplog.set_level(logging.DEBUG)
    logging.getLogger("x").debug("%s %r", held, held)
    shown = [
        repr(held), str(held), repr(held.model_dump()), held.model_dump_json(exclude={"keys"}),
        repr(held.__dict__), repr(held.keys), repr(copy.copy(held)), caplog.text,
    ]  # fmt: skip
    for text in shown:
        assert not any(secret in text for secret in (*CANARIES, KEY)), text


def test_endpoints_are_not_pickled(tmp_path: Path) -> None:
    held = canary(tmp_path)
    for value in (held, Endpoints("", {"a": held}), {"x": [held]}):
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            with pytest.raises(TypeError, match="pickled"):
                pickle.dumps(value, protocol)


def test_an_endpoint_does_not_change(tmp_path: Path) -> None:
    with pytest.raises(ValidationError) as caught:
        canary(tmp_path).url = SecretStr(CANARIES[0])  # type: ignore[misc]
    assert CANARIES[0] not in str(caught.value)


BROKEN_BY = [
    ({"HOOK": f"http://{CANARIES[0]}.example.org/"}, "http"),
    ({"HOOK": f"https://{CANARIES[0]}@example.org/"}, "userinfo"),
    ({"HOOK": f"https://example.org/{CANARIES[0]}\n"}, "line break"),
    ({"KEY": f"{CANARIES[1]}"}, "short key"),
    ({"KEY": f"{CANARIES[1]}!"}, "no base64"),
    ({"KEY": f"x{CANARIES[1]}"}, "no prefix"),
    ({"TOKEN": f"{CANARIES[2]}\n"}, "token with a line break"),
    ({"TOKEN": f"{CANARIES[2]}é"}, "token beyond ASCII"),
]


@pytest.mark.parametrize(("broken", "why"), BROKEN_BY, ids=[why for _, why in BROKEN_BY])
def test_no_error_shows_a_secret(broken: dict[str, str], why: str, tmp_path: Path) -> None:
    environment = {"HOOK": "https://hooks.example.org/x", "KEY": KEY, "TOKEN": CANARIES[2], **broken}
    text = one("webhook", 'url_env = "HOOK"', 'secret_env = "KEY"', 'headers_env = { X-Token = "TOKEN" }')
    endpoints = read(tmp_path, text, environment)
    with pytest.raises(CampaignKitError) as caught:
        _ = endpoints["a"]
    told = "".join(traceback.format_exception(caught.value)) + repr(endpoints) + repr(pickle.dumps(caught.value))
    assert not any(canary in told for canary in CANARIES)


@pytest.mark.parametrize("key", ["url", "id", "sink", "secret_env", "headers_env", "allow_private", "rate", "include"])
def test_no_error_of_the_file_shows_a_value(key: str, tmp_path: Path) -> None:
    lines = {"id": '"a"', "sink": '"webhook"', "url": '"https://hooks.example.org/x"'}
    lines[key] = f'"{CANARIES[0]} ://{CANARIES[1]}"'
    text = "[[endpoint]]\n" + "\n".join(f"{name} = {value}" for name, value in lines.items()) + "\n"
    with pytest.raises(CampaignKitError) as caught:
        _ = read(tmp_path, text)["a"]
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(pickle.dumps(caught.value))
    assert not any(canary in told for canary in CANARIES), told


# Who can read the file.


@pytest.mark.skipif(os.name != "posix", reason="rights of files are told by POSIX")
@pytest.mark.parametrize(
    ("sink", "mode", "warned"),
    [("mattermost", 0o644, True), ("mattermost", 0o640, True), ("mattermost", 0o600, False), ("webhook", 0o644, False)],
)
def test_a_hook_that_others_can_read_is_warned_of(sink: str, mode: int, warned: bool, tmp_path: Path) -> None:
    path = written(tmp_path, one(sink, URL, 'secret_env = "NEW"'))
    path.chmod(mode)
    told = [str(problem) for problem in load_endpoints(path, SET).warnings]
    assert bool(told) is warned
    assert not warned or ("others can read it" in told[0] and "chmod 600" in told[0] and "hooks.example" not in told[0])


@pytest.mark.skipif(os.name != "posix", reason="rights of files are told by POSIX")
def test_a_file_with_a_key_that_others_can_read_is_warned_of(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(KEY)
    (tmp_path / "key").chmod(0o644)
    (problem,) = read(tmp_path, one("webhook", URL, 'secret_file = "key"')).warnings
    assert "holds a secret, and others can read it" in problem.what


@pytest.mark.parametrize(
    ("sink", "url", "warned"),
    [
        ("slack", "https://hooks.slack.com/services/x", False),
        ("slack", "https://hooks.slack.com.evil.test/services/x", True),
        ("slack", "https://evilslack.com/x", True),
        ("discord", "https://discord.com/api/webhooks/x", False),
        ("teams", "https://prod-1.westeurope.logic.azure.com:443/x?sig=y", False),
        ("mattermost", "https://chat.example.org/hooks/x", False),
    ],
)
def test_a_hook_that_is_not_at_the_receivers_own_host_is_warned_of(
    sink: str, url: str, warned: bool, tmp_path: Path
) -> None:
    told = read(tmp_path, one(sink, f'url = "{url}"')).warnings
    assert [f"none of {sink}'s own" in problem.what for problem in told] == [True] * warned


def test_a_webhook_without_a_key_is_warned_of(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, one("webhook", URL)).warnings
    assert "not signed" in problem.what


# Where it is looked for.


def test_the_file_beside_the_campaign_comes_before_that_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(sys, "platform", "linux")
    beside, own = tmp_path / "campaign", tmp_path / "config" / "campaignkit"
    with pytest.raises(InputError, match=r"(?s)no endpoints file.*looked for.*config.*docs/delivery\.md"):
        find_endpoints(None, beside)
    for folder in (own, beside):
        folder.mkdir(parents=True)
        (folder / "endpoints.toml").write_text("")
        assert find_endpoints(None, beside) == folder / "endpoints.toml"
    with pytest.raises(InputError, match=r"none\.toml: There is no endpoints file"):
        find_endpoints(tmp_path / "none.toml", beside)


def test_the_folders_of_the_user_are_those_that_click_names(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    assert str(places.config_folder()) == click.get_app_dir("campaignkit")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/somewhere")
    assert str(places.config_folder()) == click.get_app_dir("campaignkit")


def test_the_outbox_is_where_it_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(places.OUTBOX, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setattr(sys, "platform", "linux")
    assert places.default_outbox(tmp_path) == str(tmp_path / "data" / "campaignkit" / "outbox.sqlite")
    (tmp_path / "campaign.toml").write_text("")
    assert places.default_outbox(tmp_path) == str(tmp_path / "outbox.sqlite")
    monkeypatch.setenv(places.OUTBOX, "postgresql://x")
    assert places.default_outbox(tmp_path) == "postgresql://x"


def test_every_sink_that_ships_can_be_named(tmp_path: Path) -> None:
    text = "".join(one(sink, 'path = "x"' if sink == "file" else URL, id=f"a-{sink}") for sink in SHIPPED)
    assert set(read(tmp_path, text)) == {f"a-{sink}" for sink in SHIPPED}
    assert json.dumps(sorted(read(tmp_path, text).unusable)) == '["a-actionnetwork"]'
