"""How one starts: init, add, quote, new. Each either does all of it or leaves everything as it was."""

from __future__ import annotations

import hashlib
import re
import shlex
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from campaignkit.anchoring import find_statement
from campaignkit.catalog import TABLES, load, read_campaign
from campaignkit.cli.group import commands
from campaignkit.cli.init import WRITE
from campaignkit.documents import fetch, read_file, read_folder
from campaignkit.errors import DocumentError
from campaignkit.resources import builtin

NEWS = """\
Ferry to go on

The Haven Gazette, March 4, 2026

“We’ll not end the ferry — not before a bridge is open,” the harbour master, Ida\u00a0Holm, said on Monday.

The ferry carries over 300 people a day. It is slow. People say that it is slow.

Correction: An earlier version of this story said that the ferry had been sold. It has not.
"""


def run(*args: str | Path) -> Result:
    """Run the command line in this process; whatever it raises but its exit is raised here."""
    runner = CliRunner(env={"CAMPAIGNKIT_DOCUMENTS": "", "CAMPAIGNKIT_DEBUG": ""})
    return runner.invoke(commands, [str(arg) for arg in args], catch_exceptions=False)


def files(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(result: Result, told: str, code: int = 3) -> None:
    """Assert that a command failed with at most a few plain lines and no traceback."""
    assert (result.exit_code, result.stdout) == (code, "")
    assert re.search(told, result.stderr), result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) <= 8


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign with nothing in it but its title; we stand in its folder."""
    folder = tmp_path / "ferry"
    folder.mkdir()
    (folder / "campaign.toml").write_text('id = "ferry"\ntitle = "Keep the ferry"\n')
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A document, beside the campaign."""
    path = tmp_path / "news 4 March.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


@pytest.fixture
def added(own: Path, news: Path) -> Path:
    """The campaign with the document as its source `news`."""
    assert run("add", news, "--id", "news").exit_code == 0
    return own


# init


def test_init_makes_a_campaign_in_which_everything_works_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = run("init", "my-campaign")
    assert made.exit_code == 0
    change, write = made.stdout.splitlines()
    assert change == "cd my-campaign"
    monkeypatch.chdir(tmp_path / "my-campaign")
    letter = run(*shlex.split(write)[1:])
    assert letter.exit_code == 0, letter.output
    assert "Averley" in letter.stdout
    assert "(source 1)" in letter.stdout
    shown = run("show", "sources")
    assert shown.exit_code == 0
    assert "100 %" in shown.stderr


def test_every_command_of_the_samples_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", tmp_path / "a").exit_code == 0
    monkeypatch.chdir(tmp_path / "a")
    Path("minutes.txt").write_text("Minutes of March 3, 2026\n\nThe petition was signed by many.\n")
    lines = [line.strip() for line in Path("README.md").read_text().splitlines()]
    told = [shlex.split(line)[1:] for line in lines if line.startswith("campaignkit ")]
    assert len(told) >= 12
    for args in told:
        result = run(*args)
        assert result.exit_code == 0, (args, result.output)


def test_the_sample_is_true_to_its_documents_and_passes_its_own_check() -> None:
    folder = Path(str(builtin("templates") / "campaign"))
    campaign = load(folder)
    documents = read_folder(folder / "documents")
    assert {source.sha256 for source in campaign.sources} == set(documents)
    for statement in campaign.statements:
        kept = documents[campaign.source(statement.source).sha256 or ""]
        assert find_statement(kept.text, statement) == [(statement.start, statement.end)]


@pytest.mark.parametrize("kind", ["letter", "petition", "talking-points", "call-script"])
@pytest.mark.parametrize("day", ["2026-09-20", "2026-11-23", "2027-01-15", "2031-01-01"])
def test_all_that_the_sample_writes_passes_on_any_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, day: str
) -> None:
    run("init", tmp_path / "a")
    monkeypatch.chdir(tmp_path / "a")
    for target in ("averley-council", "lindqvist"):
        args = ("write", kind, "--demand", "restore-saturday-opening", "--target", target, "--date", day)
        assert run(*args).exit_code == 0
    args = ("write", kind, "--demand", "publish-saturday-costs", "--target", "brightwell", "--date", day)
    assert run(*args, "--sender", "sender.example.toml").exit_code == 0


def test_init_in_the_folder_we_stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = run("init", ".")
    assert (made.exit_code, made.stdout) == (0, f"{WRITE}\n")
    assert (Path.cwd() / "campaign.toml").is_file()


def test_init_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "demands.toml").write_text("mine")
    before = files(tmp_path)
    refused(run("init", tmp_path), r"demands\.toml: The folder is not empty; nothing was written\.")
    refused(run("init", tmp_path / "demands.toml"), "This is a file, not a folder")
    assert files(tmp_path) == before


def test_init_with_force_replaces_what_it_brings_and_leaves_the_rest(tmp_path: Path) -> None:
    (tmp_path / "demands.toml").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine, too")
    assert run("init", tmp_path, "--force").exit_code == 0
    assert load(tmp_path).demands
    assert (tmp_path / "notes.txt").read_text() == "mine, too"


def test_init_leaves_nothing_behind_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Path.write_bytes

    def fail(path: Path, data: bytes) -> int:
        if path.name == "targets.toml":
            raise OSError(28, "No space left on device")
        return whole(path, data)

    monkeypatch.setattr(Path, "write_bytes", fail)
    refused(run("init", tmp_path / "a"), "No space left on device")
    assert list(tmp_path.iterdir()) == []


# add


def test_add_keeps_the_document_and_writes_the_entry(own: Path, news: Path) -> None:
    result = run("add", news)
    assert result.exit_code == 0
    assert (own / "documents" / news.name).read_bytes() == news.read_bytes()
    [source] = read_campaign(own).sources
    assert (source.id, source.title) == ("news-4-march", "Ferry to go on")
    assert str(source.issued) == "2026-03-04"
    assert source.inferred == ("title", "issued")
    assert source.sha256 == hashlib.sha256(news.read_bytes()).hexdigest()
    assert "The title is a guess: Ferry to go on." in result.stderr
    assert result.stdout == (own / "sources.toml").read_text()


def test_what_is_given_is_not_guessed(own: Path, news: Path) -> None:
    args = ["--title", "A", "--publisher", "B", "--author", "C", "--author", "D", "--issued", "2026-03-05"]
    assert run("add", news, "--id", "a", *args, "--url", "https://a.example/").exit_code == 0
    source = read_campaign(own).source("a")
    told = (source.title, source.publisher, source.author, str(source.issued), source.url, source.inferred)
    assert told == ("A", "B", ("C", "D"), "2026-03-05", "https://a.example/", ())


def test_a_correction_is_proposed_and_counts_only_when_a_person_says_so(own: Path, news: Path) -> None:
    result = run("add", news, "--id", "a")
    assert read_campaign(own).source("a").corrections == ()
    assert "line 9" in result.stderr
    path = own / "sources.toml"
    path.write_text(re.sub(r"(?m)^#(?! )", "", path.read_text()))
    [correction] = read_campaign(own).source("a").corrections
    assert correction.withdraws == "The ferry had been sold."
    assert correction.exact in NEWS


def test_repairs_are_counted_and_told_with_their_places(own: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("It is nowâ€™s time.\n\nItâ€™s so &amp; so.\n".encode())
    result = run("add", path)
    assert "3 spots repaired: â€™ → ’ (2; lines 1, 3), &amp; → & (1; line 3)\n" in result.stderr
    assert read_campaign(own).source("a").repairs == 3
    assert (own / "documents" / "a.txt").read_bytes() == path.read_bytes()


def test_a_document_that_lies_in_the_folder_already_is_not_copied(own: Path, news: Path) -> None:
    home = own / "documents" / "press" / "news.md"
    home.parent.mkdir(parents=True)
    news.rename(home)
    assert run("add", home).exit_code == 0
    assert list(files(own / "documents")) == ["press/news.md"]


def test_add_with_a_folder_named(tmp_path: Path, own: Path, news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("add", news, "-c", "ferry").exit_code == 0
    assert len(read_campaign(own).sources) == 1


NOT_ADDED: list[tuple[str, bytes | None, list[str], str, int, str]] = [
    ("a.txt", None, [], "There is no such file", 3, "missing"),
    ("a.txt", b"", [], "holds no text", 3, "empty"),
    ("a.txt", b"caf\xe9", [], "not UTF-8: byte 4", 3, "another encoding"),
    ("a.txt", b"\x00\x01", [], "not text", 3, "bytes that are no text"),
    ("a.rtf", b"{\\rtf1", [], r"ends in \.rtf cannot be read", 3, "a format that has no reader"),
    ("a.pdf", b"text", [], "not a PDF", 3, "not what its name says"),
    ("a", b"Words.", [], "has no suffix", 3, "no suffix: it would not be found again"),
    ("a.txt", b"Words.", ["--id", "../a"], "An id is 1 to 64", 3, "an id that is a path"),
    ("a.txt", b"Words.", ["--url", "javascript:alert(1)"], "url: not a web address", 3, "no web address"),
    ("a.txt", b"Words.", ["--id", "news"], "named 'news' already", 3, "the id is taken"),
    ("news 4 March.txt", b"Other words.", [], "Another document of this name is kept", 3, "the file name is taken"),
    ("b.txt", NEWS.encode(), [], "is the source 'news' already", 3, "the same document twice"),
    ("a.txt", b"Words.", ["--issued", "06/12/2020"], "is not a date", 2, "a date that could be two"),
    ("a.txt", b"Words.", ["-c", "face-recognition-2020"], "campaign that ships", 3, "a campaign that ships"),
    ("a.txt", b"Words.", ["-c", "nowhere"], "No campaign is named", 3, "no such campaign"),
]


@pytest.mark.parametrize(("name", "data", "args", "told", "code", "why"), NOT_ADDED, ids=[row[-1] for row in NOT_ADDED])
def test_what_is_refused_leaves_everything_as_it_was(
    added: Path, tmp_path: Path, name: str, data: bytes | None, args: list[str], told: str, code: int, why: str
) -> None:
    path = tmp_path / "in" / name
    path.parent.mkdir()
    if data is not None:
        path.write_bytes(data)
    before = files(added)
    refused(run("add", path, *args), told, code)
    assert files(added) == before


def test_a_broken_campaign_is_told_before_anything_is_copied(own: Path, news: Path) -> None:
    (own / "targets.toml").write_text("[[target]\n")
    refused(run("add", news), r"targets\.toml:1: This is not TOML")
    assert not (own / "documents").exists()


def test_where_there_is_no_campaign_init_is_suggested(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for args in (("add", news), ("new", "demand", "a"), ("quote", "a", "b", "--append")):
        refused(run(*args), r"There is no campaign in this folder\.\n.*campaignkit init DIR")


# add, from the web

PAGE = "<title>Ferry</title><p>“We’ll not end the ferry,” she said.</p>"


class Handler(BaseHTTPRequestHandler):
    """A site with one page and many ways of going wrong."""

    asked: list[str]
    slow = threading.Event()

    def do_GET(self) -> None:
        self.asked.append(self.path)
        status, headers, body = self.answer()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:  # who asked has heard enough
            self.close_connection = True

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        html = {"content-type": "text/html; charset=utf-8"}
        match self.path:
            case "/page":
                return 200, html, PAGE.encode()
            case "/latin":
                return 200, {"content-type": "text/html; charset=iso-8859-1"}, "<p>Café für alle.".encode("latin-1")
            case "/lies":
                return 200, html, b"<p>caf\xe9"
            case "/plain":
                return 200, {"content-type": "text/plain"}, b"Plain words."
            case "/pdf":
                return 200, {"content-type": "application/pdf"}, b"%PDF-1.7"
            case "/big":
                return 200, html, b"<p>" + b"word " * (2 * 1024 * 1024)
            case "/slow":
                self.slow.wait(10)
                return 200, html, PAGE.encode()
            case "/away":
                return 302, {"location": "/page"}, b""
            case "/loop":
                return 302, {"location": "/loop"}, b""
            case "/file":
                return 302, {"location": "file:///etc/hostname"}, b""
        return 404, html, b"<p>Nothing here."

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """A site on this machine; yields its address."""
    Handler.asked, Handler.slow = [], threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        Handler.slow.set()
        server.shutdown()
        thread.join()


def test_a_page_is_fetched_and_kept(own: Path, site: str) -> None:
    result = run("add", f"{site}/away", "--allow-private", "--id", "ferry-page")
    assert result.exit_code == 0, result.output
    [source] = read_campaign(own).sources
    assert (source.file, source.url, source.title) == ("ferry-page.html", f"{site}/page", "Ferry")
    assert source.accessed is not None
    assert (own / "documents" / "ferry-page.html").read_bytes() == PAGE.encode()
    assert run("quote", "ferry-page", "We'll not end the ferry").exit_code == 0


def test_a_page_in_another_encoding_is_kept_as_utf_8(own: Path, site: str) -> None:
    result = run("add", f"{site}/latin", "--allow-private", "--id", "cafe")
    assert "sent as iso-8859-1; it is kept as UTF-8" in result.stderr
    assert read_file(own / "documents" / "cafe.html").text.strip() == "Café für alle."


def test_a_plain_text_is_kept_as_one(own: Path, site: str) -> None:
    assert run("add", f"{site}/plain", "--allow-private").exit_code == 0
    assert [path.suffix for path in (own / "documents").iterdir()] == [".txt"]


NOT_FETCHED = [
    ("/missing", "answered 404 Not Found", "not there"),
    ("/pdf", "holds application/pdf, not a page of text", "no text"),
    ("/big", "larger than 8 MiB", "too large"),
    ("/loop", "leads on more than 5 times", "a circle"),
    ("/file", "not an address of the web", "leads to a file of this machine"),
    ("/lies", "not UTF-8", "not in the encoding that it names"),
]


@pytest.mark.parametrize(("path", "told", "why"), NOT_FETCHED, ids=[why for *_, why in NOT_FETCHED])
def test_a_page_that_cannot_be_had_leaves_everything_as_it_was(
    own: Path, site: str, path: str, told: str, why: str
) -> None:
    before = files(own)
    refused(run("add", site + path, "--allow-private"), told)
    assert files(own) == before


def test_a_page_that_does_not_come_is_not_waited_for(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "SECONDS", 0.3)
    with pytest.raises(DocumentError, match="did not arrive within"):
        fetch.fetch(f"{site}/slow", allow_private=True)


def test_a_server_that_is_not_there_is_told(own: Path, site: str) -> None:
    port = int(site.rpartition(":")[2])
    refused(run("add", f"http://127.0.0.1:{1 if port != 1 else 2}/", "--allow-private"), "cannot be fetched")


PRIVATE = [
    ("http://127.0.0.1:{port}/page", "this machine"),
    ("http://localhost:{port}/page", "this machine by name"),
    ("http://[::1]:{port}/page", "this machine, IPv6"),
    ("http://[::ffff:127.0.0.1]:{port}/page", "this machine, IPv4 within IPv6"),
    ("http://2130706433:{port}/page", "this machine, as one number"),
    ("http://10.0.0.1/", "a private network"),
    ("http://169.254.169.254/latest/meta-data/", "where clouds keep their secrets"),
    ("http://0.0.0.0:{port}/page", "any address"),
]


@pytest.mark.parametrize(("url", "why"), PRIVATE, ids=[why for _, why in PRIVATE])
def test_an_address_in_a_private_network_is_refused_before_anything_is_asked(
    own: Path, site: str, url: str, why: str
) -> None:
    refused(run("add", url.format(port=site.rpartition(":")[2])), "on this machine or in a private network")
    assert Handler.asked == []


NO_ADDRESS = [
    ("http://", "not an address of the web", "no host"),
    ("http://user:secret@example.org/", "not an address of the web", "a name and password"),
    ("http://example.org:99999/", "not an address of the web", "no such port"),
    ("http://[::1/", "not an address of the web", "a bracket that is not closed"),
]


@pytest.mark.parametrize(("url", "told", "why"), NO_ADDRESS, ids=[why for *_, why in NO_ADDRESS])
def test_what_is_no_address_is_refused_and_no_password_is_repeated(own: Path, url: str, told: str, why: str) -> None:
    result = run("add", url)
    refused(result, told)
    assert "secret" not in result.output


def test_a_page_does_not_lead_from_https_to_http() -> None:
    with pytest.raises(DocumentError, match="from https on to http"):
        fetch._refuse_address("http://example.org/", "https://example.org/", allow_private=True)


def test_every_address_on_the_way_is_looked_at(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def look(host: str, port: int) -> bool:
        seen.append(host)
        return False

    monkeypatch.setattr(fetch, "_is_private", look)
    fetch.fetch(f"{site}/away")
    assert seen == ["127.0.0.1", "127.0.0.1"]


# quote

FOUND = [
    ("We'll not end the ferry", "We’ll not end the ferry", "a straight apostrophe"),
    ("end the ferry - not before", "end the ferry — not before", "another dash"),
    ("the   harbour\nmaster", "the harbour master", "other white space"),
    ("master, Ida Holm, said", "master, Ida\u00a0Holm, said", "a no-break space that nobody can type"),
    ("the ferry carries over 300 people", "The ferry carries over 300 people", "the case of the first letter"),
    ("over 300 people a day.", "over 300 people a day.", "a full stop that both have is kept"),
    ("over 300 people a day!", "over 300 people a day", "a mark that the document has not is not"),
    ("on Monday", "on Monday", "no more than was asked for"),
    ("Carries Over 300 People", "carries over 300 people", "other capitals are told, and not kept"),
]


@pytest.mark.parametrize(("words", "exact", "why"), FOUND, ids=[why for *_, why in FOUND])
def test_quote_prints_the_documents_own_characters(added: Path, words: str, exact: str, why: str) -> None:
    result = run("quote", "news", words)
    assert result.exit_code == 0, result.output
    [row] = tomllib.loads(result.stdout)["statement"]
    assert row["exact"] == exact == NEWS[row["start"] : row["end"]]
    assert NEWS[: row["start"]].endswith(row["prefix"])
    assert NEWS[row["end"] :].startswith(row["suffix"])
    assert ("another case" in result.stderr) == (why.startswith("other capitals"))


def test_what_cannot_be_seen_is_spelled_out(added: Path) -> None:
    assert r'exact = "Ida\u00a0Holm"' in run("quote", "news", "Ida Holm").stdout


def test_a_figure_in_the_words_is_proposed(added: Path) -> None:
    printed = run("quote", "news", "The ferry carries over 300 people a day.", "--id", "riders").stdout
    assert '#figure = { measure = "riders", value = 300, unit = "people", qualifier = "over" }' in printed
    [row] = tomllib.loads(re.sub(r"(?m)^#(?! )", "", printed))["statement"]
    assert TypeAdapter(TABLES["statement"]).validate_python(row).figure.value == 300
    assert "#" not in run("quote", "news", "It is slow. People").stdout


def test_quote_append_writes_what_it_prints(added: Path) -> None:
    args = ("--speaker", "Ida Holm", "--said-on", "2026-03-02", "--id", "holm")
    result = run("quote", "news", "We'll not end the ferry", *args, "--append")
    assert result.exit_code == 0
    assert result.stdout == (added / "statements.toml").read_text()
    statement = read_campaign(added).statement("holm")
    assert (statement.kind, statement.speaker, str(statement.said_on)) == ("quotation", "Ida Holm", "2026-03-02")
    assert find_statement(NEWS, statement) == [(statement.start, statement.end)]
    before = files(added)
    refused(run("quote", "news", "a bridge is open", "--id", "holm", "--append"), "named 'holm' already")
    assert files(added) == before


def test_kind_follows_the_speaker_unless_it_is_given(added: Path) -> None:
    assert 'kind = "report"' in run("quote", "news", "said on Monday").stdout
    told = run("quote", "news", "said on Monday", "--speaker", "Ida Holm", "--kind", "report").stdout
    assert 'kind = "report"' in told


def test_words_that_are_not_there_are_answered_with_the_nearest(added: Path) -> None:
    result = run("quote", "news", "We will end the ferry before a bridge is open")
    refused(result, "does not contain these words", code=1)
    quoted, nearest = result.stderr.splitlines()[1:3]
    assert quoted.strip() == "quoted   “We will end the ferry before a bridge is open”"
    assert nearest.strip().startswith("nearest  “")
    assert "not before a bridge is open" in nearest
    assert "news 4 March.txt:5: " in result.stderr.splitlines()[0]


NOT_QUOTED = [
    (["news", "Elephants dance in the moonlight tonight"], 1, "nothing like these words"),
    (["news", "…"], 1, "nothing like these words"),
    (["news", ""], 1, "nothing like these words"),
    (["news", "it is slow"], 3, r"stand in 2 places\.\n  line 7  .*\n  line 7  .*\n  Give more of the words"),
    (["news", "The ferry carries … people a day"], 3, "Make two statements"),
    (["news", "The ferry [slowly] carries over 300 people"], 3, "Make two statements"),
    (["newz", "It is slow"], 3, r"No source is named 'newz'\.\n  Did you mean 'news'"),
    (["news", "said on Monday", "--id", "A b"], 3, "An id is 1 to 64"),
    (["news", "said on Monday", "--kind", "rumour"], 2, "Invalid value"),
    (["news", "said on Monday", "--said-on", "Monday"], 2, "is not a date"),
    (["news", "said on Monday", "-c", "nowhere"], 3, "No campaign is named"),
    (["news", "said on Monday", "--append", "-c", "face-recognition-2020"], 3, "campaign that ships"),
    (["news", "said on Monday", "--documents", "nowhere"], 3, "There is no such folder"),
]


@pytest.mark.parametrize(("args", "code", "told"), NOT_QUOTED, ids=[" ".join(args) for args, *_ in NOT_QUOTED])
def test_what_cannot_be_quoted(added: Path, args: list[str], code: int, told: str) -> None:
    before = files(added)
    refused(run("quote", *args), told, code)
    assert files(added) == before


def test_a_document_that_has_changed_is_not_quoted(added: Path) -> None:
    path = added / "documents" / "news 4 March.txt"
    path.write_text(NEWS.replace("300", "400"), encoding="utf-8")
    refused(run("quote", "news", "over 400 people"), "has changed since")
    path.unlink()
    refused(run("quote", "news", "over 300 people"), r"The document of source 'news' is not here \(it was called news")


def test_a_document_elsewhere_is_found_by_its_sha256(added: Path, tmp_path: Path) -> None:
    home = tmp_path / "archive" / "another-name.txt"
    home.parent.mkdir()
    (added / "documents" / "news 4 March.txt").rename(home)
    assert run("quote", "news", "over 300 people", "--documents", home.parent).exit_code == 0


def test_a_source_without_sha256_cannot_be_matched(own: Path) -> None:
    (own / "sources.toml").write_text('[[source]]\nid = "a"\ntitle = "A"\n')
    refused(run("quote", "a", "words"), "records no sha256")


def test_a_shipped_campaign_can_be_quoted_from(shared_documents: Path, tmp_path: Path) -> None:
    words = "firmly opposes and will not condone"
    result = run("quote", "eff-amazon-ring", words, "-c", "face-recognition-2020", "--documents", shared_documents)
    assert f'exact = "{words}"' in result.stdout


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.data())
def test_law_whatever_runs_of_words_stand_once_are_quoted_as_they_stand(added: Path, data: st.DataObject) -> None:
    words = list(re.finditer(r"[^\W_]+(?:’[^\W_]+)?", NEWS))
    first = data.draw(st.integers(0, len(words) - 6))
    last = data.draw(st.integers(first + 4, len(words) - 1))
    exact = NEWS[words[first].start() : words[last].end()]
    result = run("quote", "news", exact.replace("\u00a0", " ").replace("’", "'").replace("“", '"').replace("”", '"'))
    [row] = tomllib.loads(result.stdout)["statement"]
    assert row["exact"] == exact


# new


@pytest.mark.parametrize("kind", ["demand", "target", "commitment", "statement"])
@pytest.mark.parametrize("start", ["empty", "sample"])
def test_the_campaign_loads_after_every_new(own: Path, kind: str, start: str) -> None:
    if start == "sample":
        assert run("init", own, "--force").exit_code == 0
    held = len(getattr(read_campaign(own), f"{kind}s"))
    result = run("new", kind, "to-fill-in")
    assert result.exit_code == 0, result.output
    assert (own / f"{kind}s.toml").read_text().endswith(result.stdout)
    now = len(getattr(read_campaign(own), f"{kind}s"))
    assert now - held == (1 if kind in ("demand", "target") else 0)
    before = files(own)
    refused(run("new", kind, "to-fill-in"), "named 'to-fill-in'")
    refused(run("new", kind, "../x"), "is not an id")
    assert files(own) == before


FILLED: dict[str, dict[str, object]] = {
    "demand": {
        "ask": "do it",
        "outcome": "It is done.",
        "targets": ["averley-council"],
        "statements": ["petition-1208"],
    },
    "target": {
        "name": "A",
        "given_name": "B",
        "family_name": "C",
        "chamber": "D",
        "jurisdiction": "E",
        "aliases": ["F"],
    },
    "commitment": {
        "target": "brightwell",
        "practice": "saturday-opening",
        "status": "paused",
        "grade": "reported",
        "statements": ["petition-1208"],
        "scope": "a part",
        "condition": "until then",
    },
    "statement": {
        "source": "minutes-2026-10-06",
        "kind": "quotation",
        "exact": "A library",
        "speaker": "lindqvist",
        "summary": "It is so.",
    },
}


@pytest.mark.parametrize("kind", list(FILLED))
def test_what_new_proposes_is_valid_once_it_is_filled_in(own: Path, kind: str) -> None:
    run("init", own, "--force")
    printed = run("new", kind, "filled").stdout
    [row] = tomllib.loads(re.sub(r"(?m)^#(?! )", "", printed))[kind]
    assert {key for key, value in row.items() if value in ("", [])} <= FILLED[kind].keys()
    entry = TypeAdapter(TABLES[kind]).validate_python({**row, **FILLED[kind]})
    assert entry.id == "filled"


def test_a_demand_that_nobody_has_filled_in_does_not_pass_the_check(own: Path) -> None:
    run("init", own, "--force")
    run("new", "demand", "to-do")
    result = run("write", "letter", "--demand", "to-do", "--target", "brightwell")
    assert result.exit_code == 1
    assert "placeholder-left" in result.stderr
