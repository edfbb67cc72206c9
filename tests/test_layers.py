"""Imports point one way, and libraries stay in their rooms. Read from the source, so nothing need be installed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "campaignkit"

# From what knows nothing to what knows everything; a room may import from its own layer and those before it. A helper
# that is not named here stands as high as the highest room it imports, so it cannot be a way round.
LAYERS = [
    "errors",
    "folding text anchors quotations figures resources",
    "models",
    "catalog documents asks composer checks",
    "render importers deliver",
    "signatures",
    "bulk web",
    "testing cli __main__",
    "__init__",
]
RANKS = {name: rank for rank, names in enumerate(LAYERS) for name in names.split()}

# Which rooms may import a library at all, wherever in the module; and which libraries nobody imports at the top.
ROOMS = {
    "jinja2": {"choosing", "composer", "sandbox", "web"},
    "httpx": {"documents", "deliver"},
    "click": {"cli"},
    "rich": {"cli"},
    "sqlite3": {"deliver", "signatures"},
    "psycopg": {"deliver"},
    "markdown_it": {"marks"},
    "ftfy": {"documents"},
    "docx": {"documents", "render"},
    "pypdf": {"documents"},
    "babel": {"locales"},
}
LAZY = set(
    "typst docx trafilatura lxml pypdf css_inline babel openpyxl starlette uvicorn psycopg cryptography yaml pyarrow"
    " dask distributed pyspark httpx ftfy rapidfuzz email_validator".split()
)


class Import:
    """One import: of what, where, and whether it happens when the module is imported."""

    def __init__(self, node: ast.stmt, name: str, at_top: bool) -> None:
        self.line, self.name, self.at_top = node.lineno, name, at_top

    @property
    def library(self) -> str:
        """The first part of the name."""
        return self.name.split(".")[0]

    @property
    def room(self) -> str:
        """The room of campaignkit it leads to."""
        return [*self.name.split("."), "__init__"][1]


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    """The room a module stands in: its file, or the folder it is in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imports_of(path: Path) -> list[Import]:
    """All imports of a module."""
    return list(_walk(ast.parse(path.read_text(encoding="utf-8")), at_top=True))


def _walk(node: ast.AST, *, at_top: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(child, alias.name, at_top) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "imports are written in full"
            yield from _from(child, at_top)
        typing_only = isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) or typing_only
        yield from _walk(child, at_top=at_top and not inside)


def _from(node: ast.ImportFrom, at_top: bool) -> Iterator[Import]:
    for alias in node.names:
        if node.module == "campaignkit" and alias.name != "__version__":
            whole = PACKAGE / f"{alias.name}.py", PACKAGE / alias.name
            yield Import(
                node, f"campaignkit.{alias.name}" if any(path.exists() for path in whole) else "campaignkit", at_top
            )
        elif node.module != "campaignkit":
            yield Import(node, node.module or "", at_top)


@cache
def rank(room: str) -> int:
    """How high a room stands: as LAYERS say, or else as high as what it imports."""
    if room in RANKS:
        return RANKS[room]
    paths = [path for path in modules() if room_of(path) == room]
    rooms = {found.room for path in paths for found in imports_of(path) if found.library == "campaignkit"}
    return max((rank(other) for other in rooms - {room}), default=0)


def test_the_rooms_are_there() -> None:
    rooms = {room_of(path) for path in modules()}
    later = {"importers", "deliver", "bulk", "web", "testing"}
    assert RANKS.keys() - later <= rooms, "a room that is named here is gone"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    for imported in imports_of(path):
        if imported.library == "campaignkit":
            assert rank(imported.room) <= rank(room), (
                f"{path}:{imported.line}: {room} imports {imported.room}, above it"
            )


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    for imported in imports_of(path):
        rooms = ROOMS.get(imported.library)
        assert rooms is None or room_of(path) in rooms, f"{path}:{imported.line}: {imported.library} belongs to {rooms}"
        late = not (imported.library in LAZY and imported.at_top)
        assert late, f"{path}:{imported.line}: import {imported.library} in the function that needs it"


@pytest.mark.parametrize("path", [path for path in modules() if room_of(path) == "checks"], ids=lambda path: path.stem)
def test_checks_import_no_renderer(path: Path) -> None:
    assert not [imported.line for imported in imports_of(path) if imported.name.startswith("campaignkit.render")]


@pytest.mark.parametrize("path", [path for path in modules() if room_of(path) == "models"], ids=lambda path: path.stem)
def test_models_open_no_file_and_no_network(path: Path) -> None:
    assert not {
        "os",
        "io",
        "pathlib",
        "socket",
        "urllib.request",
        "http.client",
        "httpx",
        "sqlite3",
        "shutil",
        "tempfile",
    } & {imported.name for imported in imports_of(path)}
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert not [
        call.lineno for call in calls if ast.unparse(call.func).split(".")[-1] in ("open", "read_text", "write_text")
    ]


def test_text_is_read_without_the_models() -> None:
    """What only reads words costs no pydantic, and nor does what it is made of."""
    rooms, waiting = set[str](), {room for room in RANKS if RANKS[room] < RANKS["models"]}
    while waiting:
        rooms |= waiting
        found = [found for path in modules() if room_of(path) in waiting for found in imports_of(path)]
        assert not {"pydantic", "jinja2", "click"} & {one.library for one in found}, sorted(waiting)
        waiting = {one.room for one in found if one.library == "campaignkit"} - rooms
    assert {"folding", "numerals"} <= rooms


def test_no_two_modules_need_each_other_to_be_imported() -> None:
    needs = {
        _dotted(path): {found.name for found in imports_of(path) if found.at_top and found.library == "campaignkit"}
        for path in modules()
    }
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, " → ".join([*trail[trail.index(module) :], module])
        if module not in done:
            for needed in sorted(needs.get(module, ())):
                visit(needed, (*trail, module))
            done.add(module)

    for module in sorted(needs):
        visit(module, ())


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_a_wrong_import_is_seen(tmp_path: Path) -> None:
    """The walk sees imports in functions, in branches and behind other names."""
    path = tmp_path / "wrong.py"
    path.write_text(
        "import json\ntry:\n    import httpx\nexcept ImportError:\n    pass\n"
        "def f():\n    from campaignkit.render import write as w\n    from campaignkit import cli\n",
        encoding="utf-8",
    )
    seen = {(imported.name, imported.at_top) for imported in imports_of(path)}
    assert seen == {("json", True), ("httpx", True), ("campaignkit.render", False), ("campaignkit.cli", False)}
