"""Where templates run: sandboxed, strict, and able to do little but read fields and call what they are given.

Jinja's own sandbox stops escapes and not the use of resources, and lets a template call any public method. Here a
template reads the fields of models, calls the functions it was handed, uses the filters below, and that is all. What
it prints never becomes markup: `finalize` (see composer) turns every value into an opaque mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from importlib.resources.abc import Traversable
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import nodes, pass_context
from jinja2.bccache import Bucket
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from campaignkit.errors import TemplateError, did_you_mean

FILTERS = ("default", "first", "last", "length", "join", "lower", "upper", "capitalize", "trim", "list", "abs", "int")
PROPERTIES = frozenset({"opening", "address_block", "block", "label", "lines", "office"})
LOOP_FIELDS = frozenset({"index", "index0", "first", "last", "length", "revindex"})
CHARACTERS_AT_MOST = 100_000  # of one template, or of what is joined in it
LOOPS_AT_MOST = 2  # one inside another
ITEMS_AT_MOST = 20_000  # of what one render prints or loops over
COUNTED = "_counted"  # the filter that every loop is sent through
MARKS = re.compile("[\ue000\ue001]")  # what marks are made of (see marks.py); no template may hold them

# What can grow without end, or can be said in another way: refused where it stands, before anything runs.
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Concat: "joining texts with ~",
    nodes.Add: "joining texts with +",
    nodes.Mul: "multiplying with *",
    nodes.Pow: "raising with **",
    nodes.Mod: "formatting with %",
    nodes.AssignBlock: "{% set %} with a body",
    nodes.FilterBlock: "{% filter %}",
    nodes.CallBlock: "{% call %}",
    nodes.ScopedEvalContextModifier: "{% autoescape %}",
    nodes.Macro: "{% macro %}",
}


def escapes(name: str | None) -> bool:
    """Return whether a template writes HTML, by its inner suffix; Jinja's own rule does not know `.html.j2`.

    Examples:
        >>> escapes("a/page.html.j2"), escapes("a/page.html"), escapes("letters/company.md.j2"), escapes(None)
        (True, True, False, True)
    """
    if name is None:
        return True
    inner = name.removesuffix(".j2").removesuffix(".jinja").removesuffix(".jinja2")
    return not inner.endswith((".md", ".txt"))


class _Compiled(jinja2.BytecodeCache):
    """Keeps what has been compiled, by name and by the hash of its source: compiling is most of the work.

    Nothing that belongs to one document may be in it: `finalize` is given the context so that no constant of a template
    is printed ahead of time.
    """

    def __init__(self, at_most: int = 500) -> None:
        self.held: dict[tuple[str, str], CodeType | None] = {}
        self.at_most = at_most

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was compiled before, if anything was."""
        bucket.code = self.held.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has been compiled."""
        if len(self.held) >= self.at_most:
            self.held.clear()
        self.held[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja environment in which a template can read, choose and repeat, and nothing else."""

    def __init__(self, loader: jinja2.BaseLoader, finalize: Callable[[Any], Any] | None = None) -> None:
        super().__init__(
            loader=loader,
            undefined=jinja2.StrictUndefined,
            autoescape=escapes,
            finalize=pass_context(lambda _, value: self.printed(value, finalize)),
            lstrip_blocks=True,
            bytecode_cache=_COMPILED,
        )
        self.globals.clear()
        self.filters = {name: _for_texts(self.filters[name]) for name in FILTERS}
        self.filters["join"] = _join
        self.filters[COUNTED] = self.counted
        self.items = 0
        self.tests = {name: self.tests[name] for name in ("defined", "undefined", "none", "in", "eq", "ne", "sameas")}
        self.callables: frozenset[int] = frozenset()

    def counted(self, values: Iterable[Any]) -> Iterator[Any]:
        """Yield the items of a loop; raises TemplateError when one render has come to too many."""
        for value in values:
            self.count()
            yield value

    def count(self) -> None:
        """Count one more item that is printed or looped over."""
        self.items += 1
        if self.items > ITEMS_AT_MOST:
            raise TemplateError(
                f"The template prints or repeats more than {ITEMS_AT_MOST} items.", hint="Loop over less."
            )

    def printed(self, value: Any, finalize: Callable[[Any], Any] | None) -> Any:
        """Count what is printed, and make of it what `finalize` makes."""
        self.count()
        if isinstance(value, jinja2.Undefined):
            str(value)  # raises: it is not there, or must not be read
        return finalize(value) if finalize else value

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        guard(tree, name or "template")
        for loop in tree.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, COUNTED, [], [], None, None, lineno=loop.lineno)
        return tree

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only fields of models, and a few of their properties."""
        if isinstance(obj, BaseModel):
            return attr in type(obj).model_fields or attr in PROPERTIES
        return isinstance(obj, LoopContext) and attr in LOOP_FIELDS

    def is_safe_callable(self, obj: Any) -> bool:
        """Only the functions that the template was handed."""
        missing = isinstance(obj, jinja2.Undefined)  # to call it tells that it is missing
        return missing or isinstance(obj, Macro) or id(obj) in self.callables

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja's, but nothing of a model is touched that is no field, and a slip is told with a near miss."""
        if isinstance(obj, BaseModel) and attribute not in PROPERTIES:
            known = type(obj).model_fields
            if attribute not in known and hasattr(type(obj), attribute):
                return self.unsafe_undefined(obj, attribute)
            if attribute not in known:
                what = f"A {type(obj).__name__.lower()} has no field {attribute!r}."
                raise TemplateError(what, hint=did_you_mean(attribute, known))
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Only items of lists by number."""
        if isinstance(argument, int) and isinstance(obj, (list, tuple)):
            return super().getitem(obj, argument)
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        raise SecurityError("templates may only read fields")


def guard(tree: nodes.Template, name: str) -> None:
    """Raise TemplateError, with the line, for what a template may not use."""
    for node in tree.find_all(tuple(_REFUSED)):
        what = next(what for kind, what in _REFUSED.items() if isinstance(node, kind))
        raise TemplateError(
            f"Templates cannot use {what}.", f"{name}:{node.lineno}", "Write it out, or use a function."
        )
    for named in tree.find_all(nodes.Assign):
        if isinstance(named.node, nodes.List | nodes.Tuple | nodes.Dict):
            where = f"{name}:{named.lineno}"
            raise TemplateError(
                "Templates cannot give a name to a list of their own.", where, "Name one thing at a time."
            )
    for loop, depth in _loops(tree, 0):
        if depth > LOOPS_AT_MOST:
            what = "More than two loops stand one inside another."
            raise TemplateError(what, f"{name}:{loop.lineno}", "Take the inmost loop out.")
        if loop.recursive:
            what = "Templates cannot use recursive loops."
            raise TemplateError(what, f"{name}:{loop.lineno}", "Write one loop inside the other.")


def _loops(node: nodes.Node, depth: int) -> Iterator[tuple[nodes.For, int]]:
    for child in node.iter_child_nodes():
        inside = depth + isinstance(child, nodes.For)
        if isinstance(child, nodes.For):
            yield child, inside
        yield from _loops(child, inside)


class FolderLoader(jinja2.BaseLoader):
    """Loads templates from folders, first one first; a name never leads out of its folder."""

    def __init__(self, folders: list[Traversable]) -> None:
        self.folders = folders
        self.used: set[str] = set()

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the source of a template; its head is blanked, so that line numbers fit."""
        source = self.read(template)
        self.used.add(template)
        end = head_end(source)
        return "\n" * source.count("\n", 0, end) + source[end:], template, lambda: True

    def read(self, template: str) -> str:
        """Return the whole text of a template, its head too."""
        parts = split_template_path(template)
        for folder in self.folders:
            path = folder
            for part in parts:
                path = path / part
            if path.is_file() and _within(path, folder):
                return _text(path, template)
        raise jinja2.TemplateNotFound(template)


def _within(path: Traversable, folder: Traversable) -> bool:
    """Whether the file is in the folder when links have been followed."""
    if not (isinstance(path, Path) and isinstance(folder, Path)):
        return True
    return path.resolve().is_relative_to(folder.resolve())


def _text(path: Traversable, template: str) -> str:
    try:
        with path.open(encoding="utf-8-sig") as file:
            source = file.read(CHARACTERS_AT_MOST + 1)
    except UnicodeDecodeError:
        raise TemplateError("The template is not UTF-8.", template, "Save it as UTF-8 and try again.") from None
    if len(source) > CHARACTERS_AT_MOST:
        raise TemplateError(f"The template is longer than {CHARACTERS_AT_MOST} characters.", template, "Cut it in two.")
    if found := MARKS.search(source):
        line = source.count("\n", 0, found.start()) + 1
        what = f"The template holds the character U+{ord(found[0]):04X}, which no font has a letter for."
        raise TemplateError(what, f"{template}:{line}", "Take it out; it may have come with a copied text.")
    return source


def _for_texts(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that refuses what a function printed, which is a mark and no text."""

    @wraps(filter_)
    def checked(*values: Any) -> Any:
        if any(hasattr(value, "__html__") and not isinstance(value, str) for value in values):
            raise TemplateError("A filter cannot change what a function printed.", hint="Print it as it is.")
        return filter_(*values)

    return checked


def _join(values: Iterable[Any], between: str = "") -> str:
    """Join texts; what a function printed is no text, and a list in a list would be taken apart without end."""
    texts = list(values)
    if any(not isinstance(text, str | int) for text in texts):
        raise TemplateError(
            "Only texts can be joined.", hint="Print what a function returns where it stands, in a loop."
        )
    joined = between.join(map(str, texts))
    if len(joined) > CHARACTERS_AT_MOST:
        raise TemplateError(f"What is joined is longer than {CHARACTERS_AT_MOST} characters.", hint="Join less.")
    return joined


def head_end(source: str) -> int:
    """Return where the head of a template ends: TOML between two lines of +++; 0 if there is none."""
    if not source.startswith("+++\n"):
        return 0
    end = source.find("\n+++\n", 3)
    return end + 5 if end >= 0 else 0
