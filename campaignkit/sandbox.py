"""Where templates run: sandboxed, strict, and able to do little but read fields and call what they are given.

Jinja's own sandbox stops escapes and not the use of resources, and lets a template call any public method. Here a
template reads the fields of models, calls the functions it was handed, uses the filters below, and that is all. What
it prints never becomes markup: `finalize` (see composer) turns every value into an opaque mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.loaders import split_template_path
from jinja2.runtime import LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, SecurityError
from pydantic import BaseModel

from campaignkit.errors import TemplateError, did_you_mean

FILTERS = ("default", "first", "last", "length", "join", "lower", "upper", "capitalize", "trim", "list", "abs", "int")
PROPERTIES = frozenset({"opening", "address_block", "block", "label", "lines", "office"})
LOOP_FIELDS = frozenset({"index", "index0", "first", "last", "length", "revindex"})
CHARACTERS_AT_MOST = 100_000  # of one template
LOOPS_AT_MOST = 2  # one inside another
ITEMS_AT_MOST = 100_000  # of what one render prints or loops over

# What can grow without end, or can be said in another way: refused where it stands, before anything runs.
_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Concat: "joining texts with ~",
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


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja environment in which a template can read, choose and repeat, and nothing else."""

    def __init__(self, loader: jinja2.BaseLoader, finalize: Callable[[Any], Any] | None = None) -> None:
        super().__init__(
            loader=loader,
            undefined=jinja2.StrictUndefined,
            autoescape=escapes,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=50,
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in ("defined", "undefined", "none", "in", "eq", "ne", "sameas")}
        self.callables: frozenset[int] = frozenset()

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only fields of models, and a few of their properties."""
        if isinstance(obj, BaseModel):
            return attr in type(obj).model_fields or attr in PROPERTIES
        return isinstance(obj, LoopContext) and attr in LOOP_FIELDS

    def is_safe_callable(self, obj: Any) -> bool:
        """Only the functions that the template was handed."""
        return isinstance(obj, Macro) or id(obj) in self.callables

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja's, but a missing field of a model is told with a near miss."""
        if isinstance(obj, BaseModel) and not attribute.startswith("_") and attribute not in PROPERTIES:
            known = type(obj).model_fields
            if attribute not in known and not hasattr(obj, attribute):
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
    for loop, depth in _loops(tree, 0):
        if depth > LOOPS_AT_MOST:
            raise TemplateError("More than two loops stand one inside another.", f"{name}:{loop.lineno}")
        if loop.recursive:
            raise TemplateError("Templates cannot use recursive loops.", f"{name}:{loop.lineno}")


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

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the source of a template; its head is blanked, so that line numbers fit."""
        source = self.read(template)
        if len(source) > CHARACTERS_AT_MOST:
            raise TemplateError(f"The template is longer than {CHARACTERS_AT_MOST} characters.", template)
        end = head_end(source)
        body = "\n" * source.count("\n", 0, end) + source[end:]
        guard(environment.parse(body, template), template)
        return body, template, lambda: True

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
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateError("The template is not UTF-8.", template, "Save it as UTF-8 and try again.") from None


def head_end(source: str) -> int:
    """Return where the head of a template ends: TOML between two lines of +++; 0 if there is none."""
    if not source.startswith("+++\n"):
        return 0
    end = source.find("\n+++\n", 3)
    return end + 5 if end >= 0 else 0
