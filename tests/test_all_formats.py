"""One letter in every format from one command, each read again by a reader that knows nothing of us."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.render import RENDERERS
from campaignkit.render.tree import read_document
from tests.cli.small import run
from tests.test_render import READERS, mail_text

pytest.importorskip("typst", reason="needs typst (pip install 'campaignkit[pdf]')")
pytest.importorskip("docx", reason="needs python-docx (pip install 'campaignkit[docx]')")
pytest.importorskip("pypdf", reason="needs pypdf (pip install 'campaignkit[ingest]')")
pytest.importorskip("css_inline", reason="needs css-inline (pip install 'campaignkit[mail]')")

SENDER = 'name = "Ana Ruiz"\norganisation = "Fight for the Town"\nown_words = "I live here."\n'


def read(path: Path) -> str:
    """Return the words of a file of any format."""
    from tests.paper import Pdf, Word

    data = path.read_bytes()
    match path.suffix:
        case ".pdf":
            return Pdf(data).text
        case ".docx":
            return Word(data).letterhead + Word(data).body
        case ".eml":
            return mail_text(data, "plain") + mail_text(data, "html")
        case suffix:
            return READERS[suffix](data)


@pytest.mark.parametrize("target", ["amazon", "us-congress"])
def test_one_command_writes_every_format_and_each_holds_every_quotation(target: str, tmp_path: Path) -> None:
    (tmp_path / "sender.toml").write_text(SENDER)
    files = [tmp_path / f"letter{suffix}" for suffix in RENDERERS]
    outputs = [part for file in files for part in ("-o", str(file))]
    demand = "end-ring-police-partnerships" if target == "amazon" else "ban-government-use"
    done = run("write", "letter", "--target", target, "--demand", demand, "--date", "2026-11-23",
               "--sender", str(tmp_path / "sender.toml"), *outputs)  # fmt: skip
    assert done.exit_code == 0, done.output
    letter = read_document(tmp_path / "letter.json")
    quoted = [one.text for one in letter.citations]
    assert any(one.kind == "quotation" for one in letter.citations)
    for file in files:
        words = "".join(read(file).split())
        lost = [
            text for text in (*quoted, letter.title, "Ana Ruiz", "I live here.") if "".join(text.split()) not in words
        ]
        assert lost == [], file.suffix
