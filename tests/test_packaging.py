"""What is installed: from a wheel and from a checkout, used from a folder that is neither."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT

SHIPPED = "face-recognition-2020"
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "*.egg-info", "build", "dist", ".ci", "tests", "docs"
)

# What a user does first, anywhere: every template is at hand, and the shipped campaign.
SNIPPET = f"""
import pathlib, sys
import campaignkit
from campaignkit.resources import builtin, shipped_campaigns

def files(folder, at=""):
    for entry in folder.iterdir():
        yield from files(entry, f"{{at}}{{entry.name}}/") if entry.is_dir() else [(f"{{at}}{{entry.name}}", entry)]

templates = dict(files(builtin("templates")))
assert templates and all(entry.read_text("utf-8").strip() for entry in templates.values())
assert "{SHIPPED}" in shipped_campaigns()
campaign = campaignkit.load("{SHIPPED}")
assert campaign.statements and campaign.target("amazon").name
print(pathlib.Path(campaignkit.__file__).resolve())
print(*sorted(templates), sep="\\n")
"""


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """What a command prints, run in a clean environment; fails with what it said."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "PYTEST"))
    }
    done = subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        cwd=cwd,
        env={**kept, **environment},
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def templates_of_the_checkout() -> list[str]:
    """The names of all templates."""
    return sorted(
        path.relative_to(ROOT / "templates").as_posix() for path in (ROOT / "templates").rglob("*") if path.is_file()
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from a copy of the checkout, in which somebody keeps documents that are not ours to ship."""
    checkout = tmp_path_factory.mktemp("build") / "checkout"
    shutil.copytree(ROOT, checkout, ignore=LEFT_OUT)
    kept = checkout / "seeds" / SHIPPED / "documents"
    kept.mkdir(exist_ok=True)
    (kept / "article.txt").write_text("Somebody else's article.", encoding="utf-8")
    isolation = ["--no-isolation"] if find_spec("hatchling") else []
    run(sys.executable, "-m", "build", "--wheel", *isolation, "--outdir", checkout / "dist", cwd=checkout)
    (built,) = (checkout / "dist").glob("*.whl")
    return built


def names_in(wheel: Path) -> set[str]:
    """Every file of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def test_the_wheel_holds_templates_campaigns_and_types(wheel: Path) -> None:
    names = names_in(wheel)
    assert "campaignkit/py.typed" in names
    assert {f"campaignkit/templates/{name}" for name in templates_of_the_checkout()} <= names
    campaigns = {path.relative_to(ROOT).as_posix() for path in (ROOT / "seeds").glob("*/*.toml")}
    assert len(campaigns) >= 6
    assert {f"campaignkit/{name}" for name in campaigns} <= names
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "campaignkit").rglob("*.py")}
    assert modules <= names
    assert "campaignkit/render/print.typ" in names, "a PDF is set by it"


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    names = names_in(wheel)
    assert {name.split("/")[0] for name in names} == {"campaignkit", f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"}
    assert not [name for name in names if name.startswith("campaignkit/seeds/") and "/documents/" in name]
    assert not [name for name in names if name.startswith("campaignkit/documents/") and not name.endswith(".py")]
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".sqlite"))]


def test_the_wheel_holds_no_text_of_a_document(wheel: Path, shared_documents: Path) -> None:
    """A quotation, yes; a whole sentence after the other, no: no line of a campaign is a paragraph of an article."""
    paragraphs = {
        line.strip()
        for path in shared_documents.glob("*.txt")
        for line in path.read_text(encoding="utf-8").splitlines()
        if len(line) > 700
    }
    assert paragraphs
    with zipfile.ZipFile(wheel) as archive:
        for name in names_in(wheel):
            text = archive.read(name).decode("utf-8", "replace")
            assert not [paragraph[:60] for paragraph in paragraphs if paragraph in text], name


def test_the_wheel_names_its_licence_its_command_and_its_libraries(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        info = {
            name.rsplit("/", 1)[1]: archive.read(name).decode() for name in names_in(wheel) if ".dist-info/" in name
        }
    assert "campaignkit = campaignkit.cli:main" in info["entry_points.txt"]
    assert "License-Expression: MIT" in info["METADATA"]
    assert "LICENSE" in info
    needed = [
        line.split()[1].split(">")[0]
        for line in info["METADATA"].splitlines()
        if line.startswith("Requires-Dist") and "extra ==" not in line
    ]
    assert sorted(needed) == sorted(
        "pydantic jinja2 httpx httpcore email-validator click rich markdown-it-py rapidfuzz ftfy".split()
    )


def test_an_installed_wheel_works_from_anywhere(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own; the libraries are those of this one, so that nothing is downloaded."""
    home, elsewhere = tmp_path / "venv", tmp_path / "elsewhere"
    elsewhere.mkdir()
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=elsewhere)
    python = next(path for path in (home / "bin" / "python", home / "Scripts" / "python.exe") if path.exists())
    site = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=elsewhere).strip())
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        wheel,
        cwd=elsewhere,
    )
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    where, *templates = run(python, "-c", SNIPPET, cwd=elsewhere).splitlines()
    assert Path(where).is_relative_to(site.resolve()), "the wheel is used, and not the checkout"
    assert templates == templates_of_the_checkout()
    assert "Usage" in run(python, "-m", "campaignkit", "--help", cwd=elsewhere)


def test_a_wheel_works_without_being_unpacked(wheel: Path, tmp_path: Path) -> None:
    libraries = sysconfig.get_path("purelib")
    where, *templates = run(
        sys.executable,
        "-S",
        "-c",
        f"import sys; sys.path[:0] = [{str(wheel)!r}]; sys.path.append({libraries!r})\n{SNIPPET}",
        cwd=tmp_path,
    ).splitlines()
    assert str(wheel.resolve()) in where
    assert templates == templates_of_the_checkout()


def test_the_checkout_works_from_anywhere(tmp_path: Path) -> None:
    where, *templates = run(sys.executable, "-c", SNIPPET, cwd=tmp_path).splitlines()
    assert Path(where) == ROOT / "campaignkit" / "__init__.py", "this environment has an editable install"
    assert templates == templates_of_the_checkout()
    assert not (ROOT / "campaignkit" / "templates").exists(), "nothing is copied into the package"


def test_documents_are_ignored_where_a_campaign_keeps_them_and_nowhere_else() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert "/seeds/*/documents/" in ignored
    assert "documents/" not in ignored, "that would be campaignkit/documents too"
