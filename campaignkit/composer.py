"""Composing: template + campaign + target → Document. The ask is computed from the gap, never typed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from pydantic import ValidationError

from campaignkit.dates import written
from campaignkit.errors import TemplateError, UsageError, did_you_mean
from campaignkit.gaps import applies, evidence_date, gap, gaps
from campaignkit.marks import Marks, parse
from campaignkit.models.base import Model, Words
from campaignkit.models.campaign import Campaign
from campaignkit.models.demand import Commitment, Demand, Gap
from campaignkit.models.document import Document, Kind
from campaignkit.models.sender import Sender
from campaignkit.models.source import Source
from campaignkit.models.statement import Statement
from campaignkit.models.target import Target, TargetKind
from campaignkit.resources import builtin
from campaignkit.sandbox import FolderLoader, Sandbox, head_end
from campaignkit.wording import Wording

ANSWER_DAYS = 21  # from the date of a letter to the day by which an answer is asked for
FOLDERS = {"letter": "letters", "petition": "petitions", "talking-points": "talking_points", "call-script": "scripts"}
SUFFIX = ".md.j2"


class TemplateHead(Model):
    """The head of a template: TOML between two lines of +++.

    Attributes:
        kind: What it makes.
        title: The subject line, itself a template.
        description: One line for a person who chooses.
        addressed_to: Kinds of target it is written for; the first that fits is taken for its kind of document.
        chosen: Whether it is taken when only the kind of document is asked for.
        words_at_most: How many words it may come to, title and sources not counted.
    """

    kind: Kind
    title: Words
    description: Words
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
    loader = FolderLoader(_folders(folder))
    found: dict[str, Template] = {}
    for number, place in enumerate(loader.folders):
        own = number < len(loader.folders) - 1
        for name in _names(place):
            found.setdefault(name, Template(name, _head(loader.read(name + SUFFIX), name), own))
    return list(found.values())


def compose(
    campaign: Campaign,
    template: str,
    *,
    demand: str,
    target: str | Target | None = None,
    date: date | None = None,  # the contract's name for it
    sender: Sender | None = None,
    answer_by: date | None = None,
    folder: Traversable | Path | None = None,
) -> Document:
    """Compose a letter, a petition, talking points or a call script.

    Args:
        campaign: The campaign it draws on.
        template: "letter", "petition", "talking-points" or "call-script" for the one that fits the target, or the
            name of a template such as "letters/follow-up".
        demand: Id of the demand.
        target: Id of a target, or one made for the occasion; a letter needs one.
        date: The date it bears; facts are told, and the gap is computed, as of that day. Today if left out.
        sender: Who signs. Without one, sender block and own words are left out.
        answer_by: Until when an answer is asked for; three weeks from the date if left out.
        folder: The campaign's folder, where its own templates are looked for first. Found by the campaign's id, for a
            campaign that ships.

    Raises:
        UnknownIdError: There is no such demand or target.
        UsageError: The demand cannot be put to this target, or a letter has no target.
        TemplateError: There is no such template, or it is wrong.

    Examples:
        >>> from datetime import date as date_of
        >>> from campaignkit.catalog import load
        >>> letter = compose(load("face-recognition-2020"), "letter", target="amazon",
        ...                  demand="end-ring-police-partnerships", date=date_of(2020, 6, 12))
        >>> letter.standing, letter.ask
        ('unmet', 'end Ring’s partnerships with police departments')
    """
    day = date or _today()
    wanted = campaign.demand(demand)
    whom = campaign.target(target) if isinstance(target, str) else target
    if whom and not applies(campaign, wanted, whom):
        what = f"Demand {wanted.id!r} cannot be put to {whom.name!r}."
        allowed = ", ".join(wanted.targets or wanted.addressed_to)
        raise UsageError(what, hint=f"It is put to: {allowed}.")
    chosen = _choose(template, whom, folder)
    return _Composition(campaign, wanted, whom, day, sender, answer_by or day + timedelta(ANSWER_DAYS)).document(
        chosen, folder
    )


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the day where the letter is written is the local one


def _folders(folder: Traversable | Path | None) -> list[Traversable]:
    own = [folder / "templates"] if folder and (folder / "templates").is_dir() else []
    return [*own, builtin("templates")]


def _names(place: Traversable, inside: str = "") -> Iterator[str]:
    for entry in sorted(place.iterdir(), key=lambda one: one.name):
        if entry.is_dir() and entry.name != "parts" and not entry.name.startswith("."):
            yield from _names(entry, f"{inside}{entry.name}/")
        elif entry.name.endswith(SUFFIX):
            yield inside + entry.name.removesuffix(SUFFIX)


def _head(source: str, name: str) -> TemplateHead:
    end = head_end(source)
    if not end:
        raise TemplateError(
            "The template has no head.", name, "Begin it with kind, title and description between two lines of +++."
        )
    try:
        return TemplateHead.model_validate(tomllib.loads(source[4 : end - 4]))
    except tomllib.TOMLDecodeError as error:
        raise TemplateError(f"The head of the template is not TOML: {error}.", name) from None
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        what = f"The head of the template is wrong: {'.'.join(map(str, first['loc']))}: {first['msg']}."
        raise TemplateError(what, name, did_you_mean(str(first["loc"][0]), TemplateHead.model_fields)) from None


def _choose(wanted: str, target: Target | None, folder: Traversable | Path | None) -> Template:
    known = templates(folder)
    if wanted not in FOLDERS:
        name = wanted.removesuffix(SUFFIX)
        found = next((one for one in known if name in (one.name, one.name.rpartition("/")[2])), None)
        if found is None:
            raise TemplateError(
                f"No template is named {wanted!r}.", hint=did_you_mean(name, [*FOLDERS, *(one.name for one in known)])
            )
        return found
    if wanted == "letter" and target is None:
        raise UsageError("A letter needs somebody to go to.", hint="Name a target: --target ID.")
    kind = target.kind if target else None
    fits = [one for one in known if one.head.kind == wanted and one.head.chosen]
    exact = [one for one in fits if kind in one.head.addressed_to]
    if not (exact or fits):
        raise TemplateError(f"There is no template for a {wanted}.")
    general = [one for one in fits if not one.head.addressed_to]
    return (exact or general or fits)[0]


class Choice(Model):
    """Statements that tell different values of one measure, for a template to show side by side."""

    measure: str
    statements: tuple[Statement, ...]


class Background(Model):
    """What a target has committed to about another practice: context, not an answer to the demand."""

    gap: Gap
    commitment: Commitment


class Withdrawn(Model):
    """What a source has itself taken back or brought up to date: `claim` is not to be repeated, `exact` is the notice."""

    source: Source
    claim: str
    exact: str
    corrected: bool


@dataclass
class _Composition:
    """One document in the making."""

    campaign: Campaign
    demand: Demand
    target: Target | None
    day: date
    sender: Sender | None
    answer_by: date

    def document(self, template: Template, folder: Traversable | Path | None) -> Document:
        marks = Marks()
        wording = Wording(self.campaign, marks, self.day)
        functions = wording._functions()
        context = {**self.context(), **functions}
        sandbox = Sandbox(FolderLoader(_folders(folder)), finalize=marks.finalize)
        sandbox.callables = frozenset(map(id, functions.values()))
        body = _render(sandbox, template, context)
        blocks = parse(body, marks)
        held = self.gap
        return Document(
            kind=template.head.kind,
            template=template.name,
            campaign=self.campaign.id,
            title=_title(template, context),
            language=self.campaign.locale,
            date=self.day,
            target=self.target.id if self.target else None,
            target_name=self.target.name if self.target else None,
            demand=self.demand.id,
            standing=held.standing if held else None,
            ask=self.demand.ask,
            answer_by=self.answer_by,
            initiators=self.initiators(),
            blocks=blocks,
            sources=wording._sources(),
        )

    @property
    def gap(self) -> Gap | None:
        return gap(self.campaign, self.demand, self.target, self.day) if self.target else None

    def initiators(self) -> tuple[str, ...]:
        named = tuple(one for one in self.demand.made_by if one != "campaign")
        return self.campaign.organisations or named

    def context(self) -> dict[str, Any]:
        """What a template may use; docs/templates.md lists it."""
        held = self.gap
        return {
            "campaign": self.campaign,
            "demand": self.demand,
            "target": self.target,
            "gap": held,
            "standing": held.standing if held else "none",
            "commitment": self.campaign.commitment(held.commitment) if held and held.commitment else None,
            "sender": self.sender,
            "today": written(self.day),
            "answer_by": written(self.answer_by),
            "proof": self.proof(held),
            "points": self.points(held),
            "voices": tuple(one for one in self.points(held) if one.kind == "quotation"),
            "answers": self.answers(),
            "conflicts": self.conflicts(),
            "background": self.background(),
            "withdrawn": self.withdrawn(),
            "initiators": self.initiators(),
            "demanded_by": tuple(one for one in self.demand.made_by if one != "campaign"),
        }

    def proof(self, held: Gap | None) -> tuple[Statement, ...]:
        """The statements that prove where the target stands."""
        return self.known(held.statements) if held else ()

    def points(self, held: Gap | None) -> tuple[Statement, ...]:
        """What the demand rests on, strongest first, without what is only about other targets."""
        used = set(held.statements) if held else set()
        return tuple(one for one in self.known(self.demand.statements) if one.id not in used and self.concerns(one))

    def answers(self) -> tuple[Statement, ...]:
        """What is said against the demand."""
        against = (one.id for one in self.campaign.statements if self.demand.id in one.opposes)
        return self.known(against)

    def conflicts(self) -> tuple[Choice, ...]:
        """The measures for which the statements of this demand tell different values."""
        measures: dict[str, list[Statement]] = {}
        for one in self.campaign.statements:
            if one.figure:
                measures.setdefault(one.figure.measure, []).append(one)
        mine = set(self.demand.statements) | {
            one.id for one in self.campaign.statements if self.demand.id in one.supports
        }
        return tuple(
            Choice(
                measure=measure, statements=tuple(sorted(told, key=lambda one: one.figure.value if one.figure else 0))
            )
            for measure, told in measures.items()
            if len({one.figure.value for one in told if one.figure}) > 1 and mine & {one.id for one in told}
        )

    def background(self) -> tuple[Background, ...]:
        """What the target has committed to about other practices."""
        if self.target is None or not self.in_campaign:
            return ()
        seen: dict[str, Background] = {}
        for other in gaps(self.campaign, target=self.target.id, as_of=self.day):
            if other.commitment and other.demand != self.demand.id and other.standing in ("met", "partly", "lapsed"):
                held = self.campaign.commitment(other.commitment)
                seen.setdefault(held.statements[0], Background(gap=other, commitment=held))
        return tuple(seen.values())

    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """What the sources of this demand have taken back or brought up to date."""
        used = {self.campaign.statement(one).source for one in self.demand.statements}
        sources = [one for one in self.campaign.sources if one.id in used]
        taken_back = [(one, note.withdraws, note.exact, True) for one in sources for note in one.corrections]
        brought_up = [(one, note.replaces, note.exact, False) for one in sources for note in one.updates]
        return tuple(
            Withdrawn(source=source, claim=claim, exact=exact, corrected=corrected)
            for source, claim, exact, corrected in taken_back + brought_up
        )

    @property
    def in_campaign(self) -> bool:
        return self.target is not None and any(one.id == self.target.id for one in self.campaign.targets)

    def concerns(self, statement: Statement) -> bool:
        """Whether a statement may be used towards the target: it names no target of the same kind but others."""
        if self.target is None or not statement.about or self.target.id in statement.about:
            return True
        kinds = {self.campaign.target(one).kind for one in statement.about}
        family = {self.target.parent, *(one.id for one in self.campaign.targets if one.parent == self.target.id)}
        return self.target.kind not in kinds or bool(family & set(statement.about))

    def known(self, wanted: Sequence[str] | Iterator[str]) -> tuple[Statement, ...]:
        """Return these statements, without those that were made after the date of the document."""
        held = (self.campaign.statement(one) for one in wanted)
        return tuple(one for one in held if (evidence_date(self.campaign, one) or date.min) <= self.day)


def _render(sandbox: Sandbox, template: Template, context: dict[str, Any]) -> str:
    name = template.name + SUFFIX
    try:
        return sandbox.get_template(name).render(context)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"{error.message}.", f"{error.name or name}:{error.lineno}") from None
    except jinja2.TemplateNotFound as error:
        what = f"The template {error.name!r} is not there."
        raise TemplateError(what, name, "Templates are looked up only in the templates folders.") from None
    except jinja2.UndefinedError as error:
        raise TemplateError(f"{error.message}.", _line(error, name), _hint(str(error.message), context)) from None
    except SecurityError as error:
        what = f"A template may only read fields and call its functions: {error}."
        raise TemplateError(what, _line(error, name), "See the functions in docs/templates.md.") from None
    except TemplateError as error:
        raise TemplateError(error.what, error.where or _line(error, name), error.hint, error.details) from None
    except RecursionError:
        raise TemplateError("The template includes itself, or is nested too deeply.", name) from None
    except (TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise TemplateError(f"The template cannot be filled in: {error}.", _line(error, name)) from None


def _line(error: BaseException, name: str) -> str:
    """Return the template's name with the line from which the error came; Jinja rewrites its traceback to tell."""
    trace, line = error.__traceback__, 0
    while trace:
        if trace.tb_frame.f_code.co_filename in (name, "<template>"):
            line = trace.tb_lineno
        trace = trace.tb_next
    return f"{name}:{line}" if line else name


def _hint(message: str, context: dict[str, Any]) -> str:
    missing = re.match(r"'(\w+)' is undefined", message)
    return did_you_mean(missing[1], context) if missing else ""


def _title(template: Template, context: dict[str, Any]) -> str:
    """Return the title, which is plain text: no marks, no markup."""
    sandbox = Sandbox(jinja2.DictLoader({"title.txt.j2": template.head.title}))
    try:
        return " ".join(sandbox.get_template("title.txt.j2").render(context).split())
    except (jinja2.TemplateError, TypeError) as error:
        raise TemplateError(f"The title of the template is wrong: {error}.", template.name) from None
