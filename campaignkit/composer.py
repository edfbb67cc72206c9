"""Composing: template + campaign + target → Document. The ask is computed from the gap, never typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError

from campaignkit.asks import applies, gap
from campaignkit.attribution import AMERICAN
from campaignkit.choosing import FOLDERS, SUFFIX, Template, TemplateHead, choose, folders_of, named, templates
from campaignkit.dates import day_or_today
from campaignkit.errors import TemplateError, UsageError, did_you_mean
from campaignkit.languages import VOCABULARIES, language_of
from campaignkit.locales import Locale, locale_of
from campaignkit.marks import Marks, parse, without_marks
from campaignkit.material import Material
from campaignkit.models.campaign import Campaign
from campaignkit.models.demand import Demand
from campaignkit.models.document import Block, Document
from campaignkit.models.sender import Sender
from campaignkit.models.signer import Signer
from campaignkit.models.target import Target
from campaignkit.models.version import Version
from campaignkit.sandbox import FolderLoader, Sandbox
from campaignkit.translating import demand_in_language, in_language, target_in_language
from campaignkit.versions import Weighed, chosen, weigh
from campaignkit.wording import Wording

__all__ = ["FOLDERS", "SUFFIX", "Template", "TemplateHead", "compose", "templates", "weighed"]

VERSIONS = "versions.toml"
ANSWER_DAYS = 21  # from the date of a letter to the day by which an answer is asked for
_SEE = "The fields, functions and filters of templates are listed in docs/templates.md."


def compose(
    campaign: Campaign,
    template: str,
    *,
    demand: str,
    target: str | Target | None = None,
    date: date | None = None,  # the contract's name for it
    sender: Sender | None = None,
    answer_by: date | None = None,
    locale: str | None = None,
    signers: Sequence[Signer] = (),
    folder: Traversable | Path | None = None,
    left_out: Collection[str] = (),
    bounded: bool = True,
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
        locale: Language and region in which it is written, such as "es-US"; the campaign's own if left out.
        signers: Who signs it together: organisations and people, in any order.
        folder: The campaign's folder, where its own templates are looked for first. Found by the campaign's id, for a
            campaign that ships.
        left_out: Ids of statements and sources that will be left out for want of room (`campaignkit.channels`): what
            a template says of its sources as a whole, such as how old the newest is, is said without them.
        bounded: Whether more words than the template allows are an error.

    Raises:
        UnknownIdError: There is no such demand or target.
        UsageError: The demand cannot be put to this target, or a letter has no target; there is no template, or no
            translation of the demand, in this language; or there are signers and the template has no place for them.
        MissingExtraError: The language is not English, and Babel is not installed.
        TemplateError: There is no such template, or it is wrong.

    Examples:
        >>> from datetime import date as date_of
        >>> from campaignkit.catalog import load
        >>> letter = compose(load("face-recognition-2020"), "letter", target="amazon",
        ...                  demand="end-ring-police-partnerships", date=date_of(2020, 6, 12))
        >>> letter.standing, letter.ask
        ('unmet', 'end Ring’s partnerships with police departments')
    """
    day = day_or_today(date)
    wanted = campaign.demand(demand)
    whom = campaign.target(target) if isinstance(target, str) else target
    if whom and not applies(campaign, wanted, whom):
        what = f"Demand {wanted.id!r} cannot be put to {whom.name!r}."
        allowed = ", ".join(wanted.targets or wanted.addressed_to)
        raise UsageError(what, hint=f"It is put to: {allowed}.")
    told = _spoken(locale or campaign.locale)
    version = chosen(weighed(campaign, template, wanted, whom, day, folder, told.tag))
    taken = choose(version.template if version and version.template else template, whom, folder, told)
    due = answer_by or day + timedelta(ANSWER_DAYS)
    wanted, whom = demand_in_language(campaign, wanted, told), whom and target_in_language(campaign, whom, told)
    making = _Composition(campaign, wanted, whom, day, sender, due, tuple(signers), version, left_out, told)
    document = making.document(taken, folder)
    if signers and not document.places("signers"):
        what = f"The template {taken.name!r} has no place for signers."
        raise UsageError(what, hint="Use letters/sign-on, or print signing_organisations and signing_people in it.")
    return _within_bounds(document, taken) if bounded else document


def _spoken(tag: str) -> Locale:
    """Return a language and region that the library has words of its own in."""
    locale = locale_of(tag)
    if not locale.has_words:
        known = ", ".join(f"{one.name} ({one.code})" for one in VOCABULARIES.values())
        raise UsageError(f"No document can be written in {tag!r}.", hint=f"It can be in: {known}.")
    return locale


def weighed(
    campaign: Campaign,
    template: str,
    demand: Demand,
    target: Target | None,
    day: date,
    folder: Traversable | Path | None = None,
    locale: str | None = None,
) -> list[Weighed]:
    """Return the campaign's versions that are looked at for a document, the first that fits as the last of them.

    None are where a template is asked for by name. A version is one of its template's kind; of a letter, if it names
    no template. One whose template is of another language than the document is passed over.

    Raises:
        TemplateError: A version names a template that is not there.
    """
    known = templates(folder) if campaign.versions and template in FOLDERS else []
    language = language_of(locale or campaign.locale)
    held = [one for one in campaign.versions if known and _is_of(one, known, template, language)]
    standing = gap(campaign, demand, target, day).standing if target and held else None
    return weigh(held, demand, target, standing)


def _is_of(version: Version, known: Sequence[Template], kind: str, language: str) -> bool:
    if version.template is None:
        return kind == "letter"
    try:
        head = named(known, version.template).head
        return head.kind == kind and language_of(head.language) == language
    except TemplateError as error:
        raise TemplateError(f"Version {version.id!r}: {error.what}", error.where or VERSIONS, error.hint) from None


@dataclass
class _Composition:
    """One document in the making."""

    campaign: Campaign
    demand: Demand
    target: Target | None
    day: date
    sender: Sender | None
    answer_by: date
    signers: tuple[Signer, ...] = ()
    version: Version | None = None
    left_out: Collection[str] = ()
    locale: Locale = AMERICAN

    @cached_property
    def material(self) -> Material:
        return Material(self.spoken, self.demand, self.target, self.day)

    @cached_property
    def spoken(self) -> Campaign:
        """The campaign in the language of the document."""
        return in_language(self.campaign, self.locale)

    def document(self, template: Template, folder: Traversable | Path | None) -> Document:
        marks = Marks()
        wording = Wording(self.spoken, marks, self.day, self.left_out, self.locale)
        functions = wording._functions()
        context = {**self.context(), **functions}
        loader = FolderLoader(folders_of(folder))
        self._refuse_missing(loader)
        sandbox = Sandbox(loader, finalize=marks.finalize)
        sandbox.callables = frozenset(map(id, functions.values()))
        blocks = _parsed(_render(sandbox, template.name + SUFFIX, context), marks, template)
        self._refuse_unused(loader, template)
        held = self.material.gap
        return Document(
            kind=template.head.kind,
            template=template.name,
            version=self.version.id if self.version else None,
            campaign=self.campaign.id,
            title=_title(template, context),
            language=self.locale.tag,
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

    def initiators(self) -> tuple[str, ...]:
        """Who brings it: the sender. That an organisation has made the demand does not make it a signer."""
        return (self.sender.organisation or self.sender.name,) if self.sender else ()

    def signing(self, *, organisations: bool) -> tuple[str, ...]:
        """The lines of the organisations, or of the people, that sign it, sorted."""
        chosen = [one for one in self.signers if bool(one.organisation) == organisations]
        return tuple(one.line for one in sorted(chosen, key=lambda one: one.order))

    def context(self) -> dict[str, Any]:
        """What a template may use; docs/templates.md lists it."""
        held, drawn = self.material.gap, self.material
        several = self.sender is None or self.sender.organisation is not None
        words = self.locale.vocabulary
        return {
            "campaign": self.campaign,
            "demand": self.demand,
            "target": self.target,
            "sender": self.sender,
            "alone": not several,
            "we": words.we[several],
            "us": words.us[several],
            "our": words.our[several],
            "initiators": self.initiators(),
            "signing_organisations": self.signing(organisations=True),
            "signing_people": self.signing(organisations=False),
            "affiliations": any(one.affiliation and not one.organisation for one in self.signers),
            "demanded_by": tuple(one for one in self.demand.made_by if one != "campaign"),
            "today": self.locale.day(self.day),
            "answer_by": self.locale.day(self.answer_by),
            "gap": held,
            "standing": held.standing if held else "none",
            "commitment": drawn.commitment,
            "proof": drawn.proof,
            "points": drawn.points,
            "grounds": drawn.grounds,
            "voice": drawn.voice,
            "voices": drawn.voices,
            "headline": drawn.headline,
            "record": drawn.record,
            "answers": drawn.answers,
            "conflicts": drawn.conflicts,
            "background": drawn.background,
            "withdrawn": drawn.withdrawn,
            "chosen": self.chosen(),
        }

    def _refuse_missing(self, loader: FolderLoader) -> None:
        """Refuse a version that names a paragraph that is not there."""
        for name in self.chosen():
            try:
                loader.read(name)
            except jinja2.TemplateNotFound:
                what = f"Version {self.version.id if self.version else ''!r}: there is no file templates/{name}."
                raise TemplateError(what, VERSIONS, "Its paragraphs are the names of such files.") from None

    def _refuse_unused(self, loader: FolderLoader, template: Template) -> None:
        """Refuse a template without a place for the paragraphs that were chosen: they would be lost unnoticed."""
        if self.version and (lost := set(self.chosen()) - loader.used):
            what = f"The template has no place for {min(lost)}, which version {self.version.id!r} chooses."
            hint = 'Put {% include "parts/chosen.md.j2" %} where they belong.'
            raise TemplateError(what, template.name + SUFFIX, hint)

    def chosen(self) -> tuple[str, ...]:
        """The files of the paragraphs that the version chose, for a template to include.

        For a document in another language than the campaign's they are those in it: paragraphs/NAME.es.md.j2.
        """
        language = language_of(self.locale.tag)
        spoken = "" if language == language_of(self.campaign.locale) else f".{language}"
        return tuple(f"paragraphs/{name}{spoken}{SUFFIX}" for name in (self.version.paragraphs if self.version else ()))


def _render(sandbox: Sandbox, name: str, context: dict[str, Any]) -> str:
    try:
        return sandbox.get_template(name).render(context)
    except jinja2.TemplateSyntaxError as error:
        what = f"The template cannot be read: {(error.message or '').rstrip('.')}."
        raise TemplateError(what, f"{error.name or name}:{error.lineno}", _SEE) from None
    except jinja2.TemplateNotFound as error:
        what = f"The template {error.name!r} is not there."
        hint = "Templates are looked up only in the templates folders."
        raise TemplateError(what, _line(error, name), hint) from None
    except jinja2.UndefinedError as error:
        what = f"{(error.message or '').rstrip('.')}."
        raise TemplateError(what, _line(error, name), _hint(what, context) or _SEE) from None
    except SecurityError as error:
        what = f"A template may only read fields and call its functions: {str(error).rstrip('.')}."
        raise TemplateError(what, _line(error, name), _SEE) from None
    except TemplateError as error:
        raise TemplateError(error.what, error.where or _line(error, name), error.hint, error.details) from None
    except RecursionError:
        what = "The template includes itself, or is nested too deeply."
        raise TemplateError(what, name, "Take one of its includes out.") from None
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError) as error:
        what = f"The template cannot be filled in: {type(error).__name__}."  # its message may hold somebody's data
        raise TemplateError(what, _line(error, name), _SEE) from None


def _parsed(body: str, marks: Marks, template: Template) -> tuple[Block, ...]:
    try:
        return parse(body, marks)
    except TemplateError as error:
        raise TemplateError(error.what, template.name + SUFFIX, error.hint or _SEE, error.details) from None


def _line(error: BaseException, name: str) -> str:
    """Return the template with the line from which the error came; Jinja rewrites its traceback to tell."""
    trace, place = error.__traceback__, name
    while trace:
        if (file := trace.tb_frame.f_code.co_filename).endswith(".j2"):
            place = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _hint(message: str, context: dict[str, Any]) -> str:
    missing = re.match(r"'(\w+)' is undefined", message)
    return did_you_mean(missing[1], context) if missing else ""


def _title(template: Template, context: dict[str, Any]) -> str:
    """Return the title, which is plain text: fields only, no functions, no markup."""
    name = f"title of {template.name}{SUFFIX}"
    plain = {key: value for key, value in context.items() if not callable(value)}
    sandbox = Sandbox(jinja2.DictLoader({name: template.head.title}), finalize=_plain)
    return " ".join(_render(sandbox, name, plain).split())


def _plain(value: object) -> str:
    if not isinstance(value, str | int | date):
        raise TemplateError("A title prints only texts, numbers and dates.", hint="Print one of its fields.")
    return without_marks(str(value))


def _within_bounds(document: Document, template: Template) -> Document:
    """Return the document; raises TemplateError if it has more words than the head of its template allows."""
    words = len(document.body.split())
    if template.head.words_at_most and words > template.head.words_at_most:
        what = f"It comes to {words} words, and may have {template.head.words_at_most}."
        raise TemplateError(what, template.name + SUFFIX, "Shorten the ask, or the summary of the statement it tells.")
    return document
