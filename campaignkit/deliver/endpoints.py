"""Where messages go: endpoints.toml, and the secrets that it names.

    [[endpoint]]
    id = "press-room"
    sink = "webhook"
    url = "https://hooks.example.org/letters"     # or url_env = "PRESS_ROOM_URL", or url_file
    secret_env = "PRESS_ROOM_SECRET"              # whsec_…; a list while rotating; or secret_file

A secret is never in the file, except that the URL of a chat hook may be; no error, `repr`, pickle or log shows one.
What is wrong with the file is told all at once. A variable that is not set makes its own endpoint unusable, and
leaves the others be.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn, SupportsIndex
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, SecretStr, SkipValidation, model_validator

from campaignkit.catalog import Entry, read_entries
from campaignkit.deliver.addresses import Network, read_network
from campaignkit.deliver.places import endpoint_files
from campaignkit.deliver.signing import Key, read_key
from campaignkit.deliver.urls import refuse_url
from campaignkit.errors import CampaignError, CampaignKitError, InputError, Problem, did_you_mean, unknown_id
from campaignkit.models.base import Id, Model, Names

SECRET_BYTES_AT_MOST = 16 * 1024
OURS = frozenset(
    "accept accept-encoding connection content-encoding content-length content-type host keep-alive te trailer "
    "transfer-encoding upgrade user-agent webhook-id webhook-signature webhook-timestamp".split()
)
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")


def _variable(name: str) -> str:
    if not _VARIABLE.fullmatch(name):
        raise ValueError("the name of an environment variable is needed here, not its value")
    return name


def _header(name: str) -> str:
    if not _HEADER.fullmatch(name):
        raise ValueError("not the name of a header")
    if name.lower() in OURS:
        raise ValueError("this header is set by campaignkit")
    return name


def _networks(texts: tuple[str, ...]) -> tuple[str, ...]:
    for text in texts:
        try:
            read_network(text)
        except ValueError:
            raise ValueError("write networks such as 10.0.0.0/8 or fd00::/8, no bits set beyond the prefix") from None
    return texts


Variable = Annotated[str, AfterValidator(_variable)]
Ambiguous = Literal["retry", "hold"]
Included = Annotated[tuple[Literal["text"], ...], BeforeValidator(lambda one: [one] if isinstance(one, str) else one)]


class Endpoint(Model):
    """Where to and how. It prints no secret, and is not pickled.

    Attributes:
        sink: The kind of its receiver.
        url: Where to; of a file, "file:" and its path.
        keys: Those that sign; several while rotating.
        headers: Extra ones, such as a token.
        rate: Messages a second at most.
        concurrency: Messages at once at most.
        allow_private: Networks that may be reached beyond the public ones.
        ambiguous: Whether a message that may have arrived is sent again, or held until a person says so.
        deadline: Seconds for one request, all in all.
        include: What an event holds beyond ids, title, sha256 and citations.
        envelope: How an event is wrapped.
        helper: What an Action Network endpoint records.
        personal_data: Whether data of the person who signs may go there.
        max_bytes: How long an event may be; None for what is usual.
        options: For sinks of other packages.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    id: Id
    sink: str
    url: SecretStr
    keys: tuple[SkipValidation[Key], ...] = Field(default=(), repr=False)
    headers: dict[str, SecretStr] = Field(default_factory=dict)
    rate: float | None = None
    concurrency: int = 4
    allow_private: tuple[Network, ...] = ()
    ambiguous: Ambiguous = "retry"
    deadline: float = 20.0
    include: tuple[Literal["text"], ...] = ()
    envelope: Literal["plain", "cloudevents"] = "plain"
    helper: Literal["outreach", "signature", "petition"] | None = None
    personal_data: bool = False
    max_bytes: int | None = None
    options: dict[str, Any] = Field(default_factory=dict)

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        raise TypeError("an endpoint is not pickled: it holds secrets")

    def __reduce__(self) -> NoReturn:
        raise TypeError("an endpoint is not pickled: it holds secrets")


class Written(Model):
    """An endpoint as its file has it: the names of secrets, not the secrets."""

    id: Id
    sink: str
    url: SecretStr | None = None
    url_env: Variable | None = None
    url_file: str | None = None
    path: str | None = None
    secret_env: Annotated[Names, AfterValidator(lambda names: tuple(map(_variable, names)))] = ()
    secret_file: str | None = None
    headers_env: dict[Annotated[str, AfterValidator(_header)], Variable] = Field(default_factory=dict)
    allow_private: Annotated[Names, AfterValidator(_networks)] = ()
    rate: float | None = Field(default=None, gt=0, le=1000)
    concurrency: int = Field(default=4, ge=1, le=64)
    ambiguous: Ambiguous | None = None
    deadline: float = Field(default=20.0, gt=0, le=300)
    include: Included = ()
    envelope: Literal["plain", "cloudevents"] = "plain"
    helper: Literal["outreach", "signature", "petition"] | None = None
    personal_data: bool = False
    max_bytes: int | None = Field(default=None, ge=1000, le=10_000_000)
    options: dict[str, Any] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _one_place(self) -> Written:
        held = [name for name in ("url", "url_env", "url_file", "path") if getattr(self, name)]
        wanted = "path" if self.sink == "file" else "url, url_env or url_file"
        if len(held) != 1 or (held == ["path"]) is not (self.sink == "file"):
            raise ValueError(f"exactly one place is needed: {wanted}")
        if self.secret_env and self.secret_file:
            raise ValueError("secret_env and secret_file exclude each other")
        return self


@dataclass(frozen=True)
class Endpoints(Mapping[str, Endpoint]):
    """The endpoints of a file by id. One that cannot be used is here, too, and says why when it is asked for.

    Attributes:
        path: The file; "" if they were handed in.
        held: Each endpoint, or what is wrong with it, in the order of the file.
        warnings: What a careful person would change.
    """

    path: str
    held: Mapping[str, Endpoint | Problem]
    warnings: tuple[Problem, ...] = ()

    @property
    def unusable(self) -> dict[str, Problem]:
        """What is wrong with those that cannot be used."""
        return {name: one for name, one in self.held.items() if isinstance(one, Problem)}

    def __getitem__(self, name: str) -> Endpoint:
        """Return an endpoint; raises InputError if it cannot be used, UnknownIdError if there is none."""
        found = self.held.get(name)
        if found is None:
            raise unknown_id("endpoint", name, self.held, self.path)
        if isinstance(found, Problem):
            raise InputError(found.what, found.where, found.hint)
        return found

    def __contains__(self, name: object) -> bool:
        return name in self.held

    def __iter__(self) -> Iterator[str]:
        return iter(self.held)

    def __len__(self) -> int:
        return len(self.held)

    def __reduce__(self) -> NoReturn:
        raise TypeError("endpoints are not pickled: they hold secrets")


def find_endpoints(named: Path | str | None = None, folder: Path | None = None) -> Path:
    """Return the endpoints file: the one that is named, else beside the campaign, else in the user's folder.

    Raises:
        InputError: There is none.
    """
    paths = [Path(named)] if named else endpoint_files(folder)
    for path in paths:
        if path.is_file():
            return path
    hint = "Write one (docs/delivery.md shows how), or name it with --endpoints FILE."
    looked = () if named else tuple(f"looked for  {path}" for path in paths)
    raise InputError("There is no endpoints file.", str(named or ""), hint, looked)


def load_endpoints(path: Path | str, environment: Mapping[str, str] | None = None) -> Endpoints:
    """Read an endpoints file, and the secrets that it names.

    Args:
        path: The file.
        environment: Where variables are looked up; None for that of the process.

    Raises:
        InputError: There is no such file.
        CampaignError: The file is not in order; `problems` holds everything that is wrong with it. No value is shown.
    """
    file = find_endpoints(path)
    problems: list[Problem] = []
    entries = read_entries(file, str(file), "endpoint", Written, problems)
    problems += [*_twice(entries), *_of_no_sink(entries)]
    if problems:
        raise CampaignError(problems)
    return _resolved(file, entries, os.environ if environment is None else environment)


def _twice(entries: Iterable[Entry]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for entry in entries:
        if entry.value and entry.name in seen:
            what = f"endpoint {entry.name!r} is here for the second time; the first is at {seen[entry.name]}."
            yield Problem(entry.spot("id"), what, "Give one of them another id.")
        seen.setdefault(entry.name, entry.spot("id"))


def _of_no_sink(entries: Iterable[Entry]) -> Iterator[Problem]:
    from campaignkit.deliver.sinks import SHIPPED, sink_names

    for entry in entries:
        if entry.value and entry.value.sink not in SHIPPED and entry.value.sink not in sink_names():
            what = f"endpoint {entry.name!r}: there is no such sink."
            yield Problem(entry.spot("sink"), what, did_you_mean(entry.value.sink, sink_names()))


def _resolved(file: Path, entries: Iterable[Entry], environment: Mapping[str, str]) -> Endpoints:
    held: dict[str, Endpoint | Problem] = {}
    warnings: list[Problem] = []
    for entry in entries:
        reader = _Reader(entry, file, environment)
        try:
            held[entry.name] = reader.endpoint()
        except CampaignKitError as error:
            held[entry.name] = Problem(error.where, error.what, error.hint)
        warnings += reader.warnings
    return Endpoints(str(file), held, tuple(warnings))


class _Reader:
    """Turns one entry into an endpoint: looks up what it names, and refuses what cannot be used."""

    def __init__(self, entry: Entry, file: Path, environment: Mapping[str, str]) -> None:
        self.entry, self.file, self.environment = entry, file, environment
        self.held: Written = entry.value
        self.warnings: list[Problem] = []

    def endpoint(self) -> Endpoint:
        from campaignkit.deliver.sinks import find_sink

        held, sink = self.held, find_sink(self.held.sink)
        networks = tuple(map(read_network, held.allow_private))
        made = Endpoint(
            id=held.id,
            sink=held.sink,
            url=self._url(networks),
            keys=tuple(self._keys()),
            headers={name: self._header(name, variable) for name, variable in held.headers_env.items()},
            allow_private=networks,
            rate=held.rate or sink.rate,
            ambiguous=held.ambiguous or ("retry" if sink.knows_twice else "hold"),
            **{name: getattr(held, name) for name in _AS_WRITTEN},
        )
        if wrong := sink.refuse(made):
            raise self._wrong(*wrong)
        if sink.hosts and not _is_at(made.url.get_secret_value(), sink.hosts):
            self._warn("url", f"the host is none of {made.sink}'s own", "Look whether the URL is the one that it gave.")
        if sink.signed and not made.keys:
            self._warn("id", "messages are not signed: anybody could send the like", "Set secret_env or secret_file.")
        return made

    def _url(self, networks: tuple[Network, ...]) -> SecretStr:
        held = self.held
        if held.path is not None:
            return SecretStr(f"file:{self._beside('path', held.path)}")
        key = "url" if held.url else "url_env" if held.url_env else "url_file"
        if held.url:
            url = held.url.get_secret_value()
            self._warn_of_readers(self.file, "url", "the file holds the URL of a hook, which is a secret,")
        else:
            url = self._variable(key, held.url_env) if held.url_env else self._file(key, held.url_file or "")
        try:
            refuse_url(url, networks)
        except ValueError as error:
            raise self._wrong(key, f"this URL cannot be used: {error}", "") from None
        return SecretStr(url)

    def _keys(self) -> Iterator[Key]:
        for variable in self.held.secret_env:
            yield self._key("secret_env", self._variable("secret_env", variable), f"in {variable}")
        if self.held.secret_file:
            for number, line in enumerate(self._file("secret_file", self.held.secret_file).split(), start=1):
                yield self._key("secret_file", line, f"in its line {number}")

    def _key(self, key: str, text: str, place: str) -> Key:
        try:
            return read_key(text)
        except InputError as error:
            raise self._wrong(
                key, f"{error.what[0].lower()}{error.what[1:].rstrip('.')} ({place})", error.hint
            ) from None

    def _header(self, name: str, variable: str) -> SecretStr:
        value = self._variable("headers_env", variable)
        if not all(" " <= sign <= "~" for sign in value) or value != value.strip():
            what = f"{variable} holds what no header can: a line break, white space at an end, or more than ASCII"
            raise self._wrong("headers_env", what, f"Set it anew, for the header {name}.")
        return SecretStr(value)

    def _variable(self, key: str, name: str) -> str:
        value = self.environment.get(name, "")
        if not value:
            raise self._wrong(key, f"the environment variable {name} is not set", f"export {name}=…")
        return value

    def _file(self, key: str, name: str) -> str:
        path = self._beside(key, name)
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise self._wrong(key, "this is no plain file; one that has no end is not read", "")
            with path.open("rb") as file:
                held = file.read(SECRET_BYTES_AT_MOST + 1)
            text = held.decode("ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not plain text"
            raise self._wrong(key, f"the file that holds the secret cannot be read ({reason})", "") from None
        if len(held) > SECRET_BYTES_AT_MOST:
            raise self._wrong(key, "this file is too long to hold a secret", "")
        self._warn_of_readers(path, key, "the file that it names holds a secret,")
        return text

    def _beside(self, key: str, name: str) -> Path:
        """Return the path of a file that is named from the folder of the endpoints file."""
        try:
            if "\0" not in name:
                return (self.file.parent / Path(name).expanduser()).absolute()
        except RuntimeError:  # of expanduser
            raise self._wrong(key, "there is no user of that name", "Write the whole path, without ~.") from None
        raise self._wrong(key, "no file can be called so", "")

    def _warn_of_readers(self, path: Path, key: str, what: str) -> None:
        from campaignkit.deliver.sinks import find_sink

        if os.name != "posix" or (key == "url" and not find_sink(self.held.sink).secret_url):
            return
        if path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
            self._warn(key, f"{what} and others can read it", f"chmod 600 {path}")

    def _warn(self, key: str, what: str, hint: str) -> None:
        self.warnings.append(Problem(self.entry.spot(key), f"endpoint {self.held.id!r}: {what}.", hint))

    def _wrong(self, key: str, what: str, hint: str) -> InputError:
        return InputError(f"endpoint {self.held.id!r}: {key}: {what}.", self.entry.spot(key), hint)


def _is_at(url: str, hosts: tuple[str, ...]) -> bool:
    """Return whether a URL is at one of the hosts or below it, or at an address, which was allowed by hand."""
    host = (urlsplit(url).hostname or "").removesuffix(".")
    is_address = ":" in host or host.replace(".", "").isdigit()
    return is_address or any(host == one or host.endswith(f".{one}") for one in hosts)


_AS_WRITTEN = (
    "concurrency", "deadline", "include", "envelope", "helper", "personal_data", "max_bytes", "options"
)  # fmt: skip
