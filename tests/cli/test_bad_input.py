"""What cannot be checked is never called clean: three plain lines, exit code 3, no traceback, and no waiting."""

from __future__ import annotations

import io
import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

import campaignkit as ck
from campaignkit.cli import answers
from campaignkit.documents import document_files, read_folder
from campaignkit.errors import MissingExtraError
from tests.cli import small
from tests.cli.small import run, run_process

HONEST = f"Ida Holm said: “{small.QUOTED}.” The ferry carries over 300 people a day.\n"
ALTERED = HONEST.replace("will not end", "will end")


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return small.documents(tmp_path / "documents")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in a folder without a campaign."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (80 << 20))
    return out.getvalue()


def need_reader(name: str) -> None:
    """Skip the test where the library that reads such a file is not at hand."""
    if library := {".docx": "docx", ".pdf": "pypdf"}.get(Path(name).suffix):
        pytest.importorskip(library)


@pytest.mark.parametrize(
    ("why", "name", "data", "said"),
    [
        ("empty", "draft.txt", b"", "holds no text"),
        ("white space", "draft.md", b" \n\t\n", "holds no text"),
        ("only what nobody sees", "draft.md", b"---\na: b\n---\n<!-- c -->\n", "holds no text"),
        ("NUL", "draft.txt", b"We say\0no", "not text"),
        ("Windows-1252", "draft.txt", "“We say no”".encode("cp1252"), "looks like Windows-1252"),
        ("no archive", "draft.docx", b"We say no", "not a Word document"),
        ("a bomb", "draft.docx", bomb(), "unpacks to more than"),
        ("a password", "draft.docx", b"\xd0\xcf\x11\xe0", "with a password"),
        ("no e-mail", "draft.eml", b"We say no", "not an e-mail"),
        ("an e-mail without text", "draft.eml", b"Content-Type: image/png\n\nabc", "no part of text"),
        ("no PDF", "draft.pdf", b"We say no", "not a PDF"),
        ("another format", "draft.odt", b"PK\3\4", "cannot be read"),
    ],
)
def test_a_draft_that_cannot_be_read_is_never_clean(
    why: str, name: str, data: bytes, said: str, documents: Path, tmp_path: Path
) -> None:
    need_reader(name)
    path = tmp_path / name
    path.write_bytes(data)
    for form in ("text", "json"):
        ended = run("check", path, "--documents", documents, "--format", form)
        assert (ended.exit_code, ended.stdout) == (3, ""), why
        first, *rest = [line for line in ended.stderr.splitlines() if not line.startswith("Check")]
        assert first.startswith(f"{path}: "), why
        assert said in first
        assert rest
        assert all(line.startswith("  ") for line in rest)


def test_a_draft_without_quotations_or_figures_is_clean_and_says_what_was_looked_at(
    documents: Path, tmp_path: Path
) -> None:
    (tmp_path / "draft.txt").write_text("Please keep the ferry.\n", encoding="utf-8")
    ended = run("check", tmp_path / "draft.txt", "--documents", documents)
    assert (ended.exit_code, ended.stdout) == (0, "no quotations; no figures. No findings.\n")


def test_if_one_draft_cannot_be_read_none_is_called_clean_and_each_is_told(documents: Path, tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text(HONEST, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    ended = run("check", good, tmp_path / "empty.txt", tmp_path / "none.txt", "--documents", documents)
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert "empty.txt: The document holds no text." in ended.stderr
    assert "none.txt: There is no such file." in ended.stderr


def test_a_draft_may_be_utf_16(documents: Path, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_bytes(ALTERED.encode("utf-16"))
    [finding] = json.loads(run("check", tmp_path / "draft.txt", "--documents", documents, "--format", "json").stdout)[
        "findings"
    ]
    assert (finding["rule"], finding["line"], finding["column"]) == ("quote-altered", 1, 17)


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_marks_of_direction_hide_no_words_and_steer_no_terminal(form: str, documents: Path, tmp_path: Path) -> None:
    turned = ALTERED.replace("will end the", "\u202ewill\x1b[2J end\u202c \u2066the\u2069\x9b")
    (tmp_path / "draft.txt").write_text(turned, encoding="utf-8")
    ended = run("check", tmp_path / "draft.txt", "--documents", documents, "--format", form)
    assert ended.exit_code == 1
    assert "quote-altered" in ended.stdout
    assert not set("\u202e\u202c\u2066\u2069\x1b\x9b") & set(ended.stdout)
    if form == "json":
        assert "\u202ewill" in json.loads(ended.stdout)["findings"][0]["text"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(documents: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    ended = run_process("check", tmp_path / "pipe.txt", "--documents", documents)
    assert ended.returncode == 3
    assert "pipe.txt: This is a pipe, not a file.\n  Pipe the text into the command" in ended.stderr


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_a_device_without_end_is_told(documents: Path) -> None:
    ended = run_process("check", "/dev/zero", "--documents", documents)
    assert ended.returncode == 3
    assert "/dev/zero: The file is larger than 64 MiB." in ended.stderr


def test_standard_input_without_end_is_told(documents: Path) -> None:
    ended = run("check", "-", "--documents", documents, stdin=b"a" * ((64 << 20) + 1))
    assert ended.exit_code == 3
    assert "-: The file is larger than 64 MiB." in ended.stderr


# Folders of documents


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize(
    ("why", "name", "data", "said"),
    [
        ("not UTF-8", "a.txt", b"\xff We say", "not UTF-8"),
        ("empty", "a.md", b"", "holds no text"),
        ("no text in it", "a.html", b"<p></p>", "holds no text"),
        ("binary", "a.txt", b"a\0b", "not text"),
        ("no Word document", "a.docx", b"text", "not a Word document"),
        ("no PDF", "a.pdf", b"text", "not a PDF"),
    ],
)
def test_a_document_that_cannot_be_read_fails_the_check(
    why: str, name: str, data: bytes, said: str, documents: Path, tmp_path: Path
) -> None:
    need_reader(name)
    bad = write(documents, f"sub/{name}", data)
    ended = run("check", write(tmp_path, "draft.txt", HONEST), "--documents", documents)
    assert (ended.exit_code, ended.stdout) == (3, ""), why
    assert f"{bad}: " in ended.stderr
    assert said in ended.stderr


def test_what_is_no_folder_of_documents_is_told(documents: Path, tmp_path: Path) -> None:
    draft = write(tmp_path, "draft.txt", HONEST)
    write(tmp_path, "pictures/a.png", b"\x89PNG")
    for folder, said in (
        (tmp_path / "missing", "There is no such folder."),
        (documents / "ferry.txt", "This is a file, not a folder."),
        (tmp_path / "pictures", "nothing to check against"),
    ):
        ended = run("check", draft, "--documents", folder)
        assert (ended.exit_code, ended.stdout) == (3, "")
        assert said in ended.stderr


def test_a_folder_that_may_not_be_looked_into_fails_the_check(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(documents, "closed/a.txt", "We say no")
    real = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", path)
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(ck.DocumentError, match=r"closed: The folder cannot be looked into \(Permission denied\)"):
        list(document_files(documents))


def test_links_are_followed_and_never_round_and_round(documents: Path, tmp_path: Path) -> None:
    write(tmp_path / "others", "b.txt", "Another document, about cats.")
    (documents / "others").symlink_to(tmp_path / "others")
    (documents / "again").symlink_to(tmp_path / "others")
    (documents / "round").symlink_to(documents)
    (documents / "up").symlink_to(tmp_path)
    (tmp_path / "others" / "back").symlink_to(documents)
    found = [path.relative_to(documents).as_posix() for path in document_files(documents)]
    assert found in (["ferry.txt", "again/b.txt"], ["ferry.txt", "others/b.txt"], ["again/b.txt", "ferry.txt"])


@pytest.mark.parametrize("target", ["nowhere.txt", "ring.txt"])
def test_a_link_that_leads_nowhere_fails_the_check(target: str, documents: Path, tmp_path: Path) -> None:
    (documents / "ring.txt").symlink_to(documents / target)
    ended = run("check", write(tmp_path, "draft.txt", HONEST), "--documents", documents)
    assert ended.exit_code == 3
    assert "ring.txt: The link leads nowhere." in ended.stderr


def test_a_document_that_vanishes_while_it_is_read_fails_the_check(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = documents / "gone.txt"
    monkeypatch.setattr("campaignkit.documents.folder._files", lambda *_: iter([str(gone)]))
    ended = run("check", write(tmp_path, "draft.txt", HONEST), "--documents", documents)
    assert ended.exit_code == 3
    assert "gone.txt: There is no such file." in ended.stderr


def test_documents_of_one_name_are_told_apart_and_equal_ones_are_one(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    write(folder, "a/report.txt", small.TEXT)
    write(folder, "b/report.txt", "“Cats are nice animals, and they sleep,” said Bo Lind.")
    write(folder, "c/copy.txt", small.TEXT)
    draft = write(tmp_path, "draft.txt", ALTERED)
    ended = run("check", draft, "--documents", folder, "--format", "json")
    [finding] = json.loads(ended.stdout)["findings"]
    assert finding["evidence"]["source"] == "a/report.txt"
    assert "(a/report.txt, line 3)" in run("check", draft, "--documents", folder).stdout
    assert len(read_folder(folder)) == 2


def test_a_draft_that_lies_among_the_documents_does_not_prove_itself(documents: Path) -> None:
    draft = write(documents, "draft.txt", ALTERED)
    other = write(documents, "other.txt", ALTERED + "Yours, Ana\n")
    ended = run("check", draft, other, "--documents", documents)
    assert ended.exit_code == 1
    assert ended.stdout.count("error quote-altered") == 2
    assert [one.rule for one in ck.check(draft, documents=read_folder(documents, without=[draft, other])).errors] == [
        "quote-altered"
    ]
    other.unlink()
    assert [one.rule for one in ck.check(draft, documents=documents).errors] == ["quote-altered"]


def test_a_source_of_the_campaign_may_be_checked_like_a_draft(documents: Path, tmp_path: Path) -> None:
    campaign = small.make(tmp_path / "ferry")
    ended = run("check", documents / "ferry.txt", "-c", campaign, "--documents", documents)
    assert ended.exit_code == 0, ended.stderr


def test_a_copy_of_a_document_is_a_draft_like_any_other(documents: Path, tmp_path: Path) -> None:
    assert run("check", write(tmp_path, "copy.txt", small.TEXT), "--documents", documents).exit_code == 0


def not_installed(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    for module in [one for one in sys.modules if one.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)


def test_a_document_whose_reader_is_not_installed_is_said(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    not_installed(monkeypatch, "pypdf")
    draft = write(tmp_path, "draft.txt", HONEST)
    write(documents, "b.pdf", b"%PDF-1.7 not installed")
    ended = run("check", draft, "--documents", documents)
    assert ended.exit_code == 0
    assert "b.pdf: Reading a .pdf file needs pypdf.\n  pip install 'campaignkit[ingest]'" in ended.stderr
    with pytest.warns(UserWarning, match=r"pip install 'campaignkit\[ingest\]'"):
        assert ck.check(draft, documents=documents).ok
    (documents / "ferry.txt").unlink()
    ended = run("check", draft, "--documents", documents)
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert "pip install 'campaignkit[ingest]'" in ended.stderr
    with pytest.raises(MissingExtraError):
        ck.check(draft, documents=documents)


def test_a_word_draft_without_its_reader_is_an_error(
    documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    not_installed(monkeypatch, "docx")
    ended = run("check", write(tmp_path, "draft.docx", _archive()), "--documents", documents)
    assert (ended.exit_code, ended.stdout) == (3, "")
    assert "draft.docx: Reading a .docx file needs python-docx.\n  pip install 'campaignkit[docx]'" in ended.stderr


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a", b"b")
    return out.getvalue()


def test_a_document_of_a_kind_that_is_not_read_is_said(documents: Path, tmp_path: Path) -> None:
    draft = write(tmp_path, "draft.txt", HONEST)
    assert "Not read" not in run("check", draft, "--documents", documents).stderr
    write(documents, "sub/minutes.odt", b"PK")
    write(documents, "chart.png", b"PNG")
    ended = run("check", draft, "--documents", documents)
    assert ended.exit_code == 0
    assert f"Not read: {documents / 'sub' / 'minutes.odt'}. Save" in ended.stderr


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_what_has_no_end_is_not_read_to_see_whether_it_has_changed(documents: Path) -> None:
    assert answers._digest(["/dev/zero"]) != answers._digest(["/dev/zero"])
    assert answers._digest([str(documents)]) == answers._digest([str(documents)])
    (documents / "link").symlink_to(documents.parent)
    assert answers._digest([str(documents)]) != answers._digest([str(documents)])


# Hostile drafts: each is checked to its end, in time that grows as the text does


@pytest.mark.parametrize(
    ("why", "name", "text"),
    [
        ("quotation marks and nothing else", "a.txt", '"' * 60_000),
        ("marks that open and never close", "a.txt", "“a " * 20_000),
        ("one line", "a.txt", "Bo said “we will go on. " * 3_000),
        ("figures in one line", "a.txt", "1,350 people. " * 3_000),
        ("tags, one in the other", "a.html", "Hi " + "<div>" * 100_000 + "deep"),
        ("signs that open tags", "a.html", "<" * 300_000),
        ("block quotes, one in the other", "a.html", "<blockquote>a" * 3_000),
        ("brackets", "a.md", "[" * 100_000),
        ("links that do not end", "a.md", "[a](" * 20_000),
        ("comments that do not end", "a.md", "<!--" * 20_000),
        ("stars", "a.md", "a*" * 20_000),
        ("entities", "a.md", "&amp;&" * 20_000),
        ("a name for each line", "a.eml", "Subject: a\n" * 20_000 + "\nHi"),
        ("a subject without end", "a.eml", "Subject: " + "=?utf-8?q?a?= " * 20_000 + "\n\nHi"),
    ],
    ids=lambda value: value if len(str(value)) < 60 else "",
)
def test_a_hostile_draft_is_checked_to_its_end(why: str, name: str, text: str, documents: Path, tmp_path: Path) -> None:
    ended = run("check", write(tmp_path, name, text), "--documents", documents)
    assert ended.exit_code in (0, 1), why
    assert "Traceback" not in ended.stderr
