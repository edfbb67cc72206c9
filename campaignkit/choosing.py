"""Templates: which there are, in the campaign's folder and among those that ship, and which is for whom."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

import jinja2
from pydantic import ValidationError

from campaignkit.errors import TemplateError, UsageError, did_you_mean
from campaignkit.languages import language_of, vocabulary_of
from campaignkit.locales import Locale
from campaignkit.models.base import Model, Words
from campaignkit.models.document import Kind
from campaignkit.models.target import Target, TargetKind
from campaignkit.models.translation import LanguageTag
from campaignkit.reasons import reason
from campaignkit.resources import builtin
from campaignkit.sandbox import FolderLoader, head_end

FOLDERS = {"letter": "letters", "petition": "petitions", "talking-points": "talking_points", "call-script": "scripts"}
SUFFIX = ".md.j2"
PARTS = ("parts", "paragraphs")  # folders of what is included in templates, and is none


class TemplateHead(Model):
    """The head of a template: TOML between two lines of +++.

    Attributes:
        kind: What it makes.
        title: The subject line, itself a template.
        description: One line for a person who chooses.
        language: What it is written in: "en", "es".
        addressed_to: Kinds of target it is written for; the first that fits is taken for its kind of document.
        chosen: Whether it is taken when only the kind of document is asked for.
        words_at_most: How many words it may come to, title and sources not counted.
    """

    kind: Kind
    title: Words
    description: Words
    language: LanguageTag = "en"
    addressed_to: tuple[TargetKind, ...] = ()
    chosen: bool = True
    words_at_most: int | None = None


@dataclass(frozen=True)
class Template:
    """A template that can be used: its name ("letters/company"), its head, and whether it is the user's own."""

    name: str
    head: TemplateHead
    own: bool = False


def templates(folder: Traversable | Path | None = None) -> list[Template]:
    """Return the templates that can be used, those in the `templates` folder of a campaign before those that ship.

    Args:
        folder: The campaign's folder; None for what ships alone.

    Raises:
        TemplateError: The head of one is wrong.
    """
    loader = FolderLoader(folders_of(folder))
    found: dict[str, Template] = {}
    for number, place in enumerate(loader.folders):
        own = number < len(loader.folders) - 1
        for name in _names(place):
            found.setdefault(name, Template(name, _head(_source(loader, name + SUFFIX), name + SUFFIX), own))
    return list(found.values())


def folders_of(folder: Traversable | Path | None) -> list[Traversable]:
    """Return where templates are looked for: in the folder of a campaign, and then among those that ship."""
    own = [folder / "templates"] if folder and (folder / "templates").is_dir() else []
    return [*own, builtin("templates")]


def _names(place: Traversable, inside: str = "") -> Iterator[str]:
    for entry in sorted(place.iterdir(), key=lambda one: one.name):
        linked = isinstance(entry, Path) and entry.is_symlink()
        if entry.is_dir() and not linked and entry.name not in PARTS and not entry.name.startswith("."):
            yield from _names(entry, f"{inside}{entry.name}/")
        elif entry.name.endswith(SUFFIX):
            yield inside + entry.name.removesuffix(SUFFIX)


def _source(loader: FolderLoader, name: str) -> str:
    try:
        return loader.read(name)
    except jinja2.TemplateNotFound:
        what = "The template is a link that leads out of its folder."
        raise TemplateError(what, name, "Put a copy of the file in its place.") from None


def _head(source: str, name: str) -> TemplateHead:
    end = head_end(source)
    if not end:
        raise TemplateError(
            "The template has no head.", name, "Begin it with kind, title and description between two lines of +++."
        )
    try:
        return TemplateHead.model_validate(tomllib.loads(source[4 : end - 4]))
    except tomllib.TOMLDecodeError as error:
        what = f"The head of the template is not TOML: {error}."
        raise TemplateError(what, name, 'It holds lines such as: title = "{{ demand.title }}"') from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        what = f"The head of the template is wrong: {'.'.join(map(str, first['loc']))}: {reason(first)}."
        unknown = first["type"] == "extra_forbidden"
        hint = did_you_mean(str(first["loc"][0]), TemplateHead.model_fields) if unknown else "See docs/templates.md."
        raise TemplateError(what, name, hint) from None


def choose(wanted: str, target: Target | None, folder: Traversable | Path | None, locale: Locale) -> Template:
    """Return the template of this name, or the first of this kind and language that is written for the target."""
    known = templates(folder)
    spoken = [one for one in known if language_of(one.head.language) == language_of(locale.tag)]
    found = _first_that_fits(spoken, wanted, target) if wanted in FOLDERS else named(known, wanted)
    if found is None or found not in spoken:
        raise _not_in_language(wanted, found, target, spoken, locale)
    if found.head.kind == "letter" and target is None:
        raise UsageError("A letter needs somebody to go to.", hint="Name a target: --target ID.")
    if target and found.head.addressed_to and target.kind not in found.head.addressed_to:
        what = f"The template {found.name!r} is not written for a {target.kind}."
        raise UsageError(what, hint=f"It is written for: {', '.join(found.head.addressed_to)}.")
    return found


def named(known: Sequence[Template], wanted: str) -> Template:
    """Return the template of this name; raises TemplateError, with near misses, if there is none."""
    name = wanted.removesuffix(SUFFIX)
    for one in known:
        if name in (one.name, one.name.rpartition("/")[2]):
            return one
    names = [*FOLDERS, *(one.name for one in known)]
    raise TemplateError(f"No template is named {wanted!r}.", hint=did_you_mean(name, names))


def _not_in_language(
    wanted: str, found: Template | None, target: Target | None, spoken: Sequence[Template], locale: Locale
) -> UsageError:
    """Return the error for a template of another language than the document, or for there being none in it."""
    name = locale.vocabulary.name
    whom = f" for a {target.kind}" if target else ""
    what = f"There is no {wanted} in {name}{whom}."
    if found:
        what = f"The template {found.name!r} is in {vocabulary_of(found.head.language).name}, and not in {name}."
    hint = f"In {name} there are: {', '.join(one.name for one in spoken) or 'none'}."
    other = found.head.language if found else "en-US"
    return UsageError(what, hint=f"{hint} For another language: --locale {other}.")


def _first_that_fits(known: Sequence[Template], wanted: str, target: Target | None) -> Template | None:
    fits = [one for one in known if one.head.kind == wanted and one.head.chosen]
    exact = [one for one in fits if target and target.kind in one.head.addressed_to]
    general = [one for one in fits if not one.head.addressed_to]
    return next(iter(exact or general or ([] if target else fits)), None)
