"""Other languages than English: words, dates, numbers, templates, translations, and what a check can still find."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from campaignkit.asks import applies
from campaignkit.attribution import attributed
from campaignkit.catalog import load, read_campaign
from campaignkit.checks import check
from campaignkit.composer import compose, templates
from campaignkit.errors import CampaignError, MissingExtraError, TemplateError, UsageError
from campaignkit.foreign_numbers import find_numbers, readings
from campaignkit.languages import ENGLISH, SPANISH, VOCABULARIES, guessed
from campaignkit.locales import Locale, locale_of
from campaignkit.marks import Marks
from campaignkit.models import Campaign, Document, Legislator, Legislature, Report, Sender
from campaignkit.models.document import Bullets, FigureText, Inline, Paragraph, Quoted, Text, inline_text
from campaignkit.models.target import Target
from campaignkit.render import write
from campaignkit.wording import Wording
from tests.conftest import ROOT
from tests.pages import python_of, run_python

CAMPAIGN = load("face-recognition-2020")
DAYS = (date(2020, 6, 12), date(2021, 6, 11), date(2026, 11, 23))
JUNE = date(2020, 6, 10)
GROUP = Sender(name="Ana Ruiz", organisation="Vecinos Unidos", own_words="Vivo aquí desde 1998, en el número 45.")
ALONE = Sender(name="Ana Ruiz")
IN_SPANISH = [one for one in templates() if one.head.language == "es"]

# The words of the library.


def filled(value: Any) -> bool:
    return all(map(filled, value)) if isinstance(value, tuple) else bool(value)


@pytest.mark.parametrize("language", VOCABULARIES)
def test_each_language_has_every_word(language: str) -> None:
    words = VOCABULARIES[language]
    assert words.code == language
    optional = {"and_otherwise", "numbers", "number_words", "other_offices", "scales"}
    assert not [one.name for one in fields(words) if one.name not in optional and not filled(getattr(words, one.name))]
    assert words.qualifiers.keys() == ENGLISH.qualifiers.keys()
    assert len(words.months) == len(set(words.months)) == 12
    assert len(words.small_numbers) == len(ENGLISH.small_numbers)


@pytest.mark.parametrize("language", VOCABULARIES)
def test_what_is_filled_in_has_the_same_places_in_each_language(language: str) -> None:
    for one in fields(ENGLISH):
        ours, theirs = getattr(ENGLISH, one.name), getattr(VOCABULARIES[language], one.name)
        for english, told in zip(*((ours,), (theirs,)) if isinstance(ours, str) else ([], []), strict=True):
            places = set(re.findall(r"{(\w*)}", told))
            if one.name.startswith("opening"):
                assert places <= {"office", "family_name", "name"}
            elif one.name not in ("dates", "number_words"):
                assert places == set(re.findall(r"{(\w*)}", english)), one.name


def test_english_words_are_those_of_before() -> None:
    assert attributed(CAMPAIGN, CAMPAIGN.statement("cahn-end-it-forever")) == (
        "Albert Fox Cahn, director of the Surveillance Technology Oversight Project, said, as quoted by Vox: "
    )
    senator = Legislator(id="a", kind="legislator", title="Sen.", given_name="Ana", family_name="Ruiz", name="Ana Ruiz")
    assert (senator.opening, senator.address_block) == ("Dear Senator Ruiz:", ("Senator Ana Ruiz",))
    assert Legislature(id="b", kind="legislature", name="the Senate").opening == "To the Members of the Senate:"


GREETED = [
    ("Sen.", "A la atención de Ana Ruiz:", "Sen. Ana Ruiz", "the short form is that of both genders"),
    ("Rep.", "A la atención de Ana Ruiz:", "Representante Ana Ruiz", "and so is this word"),
    ("Congresswoman", "A la atención de Ana Ruiz:", "Representante Ana Ruiz", "her own English title tells, ours not"),
    ("Councilwoman", "A la atención de Ana Ruiz:", "Ana Ruiz", "a title without a word for it is left out"),
    (None, "A la atención de Ana Ruiz:", "Ana Ruiz", "no title"),
]


@pytest.mark.parametrize(("title", "opening", "address", "why"), GREETED)
def test_spanish_greets_without_a_gender(title: str | None, opening: str, address: str, why: str) -> None:
    person = Legislator(id="a", kind="legislator", title=title, family_name="Ruiz", name="Ana Ruiz")
    assert person.opening_in(SPANISH) == opening, why
    assert person.address_in(SPANISH)[0] == address, why


# Dates, numbers, lists.

LOCALES = ["en-US", "en-GB", "en-CA", "en-AU", "en-IE", "en-NZ", "es-US", "es-ES", "es-MX", "de-DE", "fr-CA"]


@pytest.mark.parametrize("tag", LOCALES)
def test_dates_are_those_of_babel_in_english_too(tag: str) -> None:
    dates = pytest.importorskip("babel.dates")
    for month in range(1, 13):
        day = date(2020, month, month)
        assert locale_of(tag).day(day) == dates.format_date(day, "long", locale=tag.replace("-", "_"))
        assert locale_of(tag).month(day) == dates.format_skeleton("yMMMM", day, locale=tag.replace("-", "_"))


WRITTEN = [
    ("en-US", "June 10, 2020", "June 2020", "1,350", "34.7%"),
    ("en-GB", "10 June 2020", "June 2020", "1,350", "34.7%"),
    ("es-US", "10 de junio de 2020", "junio de 2020", "1,350", "34.7%"),
    ("es-MX", "10 de junio de 2020", "junio de 2020", "1,350", "34.7%"),
    ("es-ES", "10 de junio de 2020", "junio de 2020", "1.350", "34,7%"),
    ("de-DE", "10. Juni 2020", "Juni 2020", "1.350", "34,7%"),
]


@pytest.mark.parametrize(("tag", "day", "month", "number", "percent"), WRITTEN)
def test_how_a_region_writes(tag: str, day: str, month: str, number: str, percent: str) -> None:
    locale = locale_of(tag)
    assert (locale.day(JUNE), locale.month(JUNE), locale.number(1350)) == (day, month, number)
    assert re.sub(r"\s", "", locale.percent(34.7)) == percent


LISTS = [
    ("es-US", ["A"], "A"),
    ("es-US", ["A", "B"], "A y B"),
    ("es-US", ["A", "B", "C"], "A, B y C"),
    ("es-US", ["Microsoft", "IBM"], "Microsoft e IBM"),
    ("es-US", ["Ana", "Hilda"], "Ana e Hilda"),
    ("es-US", ["agua", "hielo"], "agua y hielo"),
    ("es-US", ["Ohio", "Iowa"], "Ohio y Iowa"),
    ("de-DE", ["A", "B", "C"], "A, B und C"),
    ("en-US", ["A", "B", "C"], "A, B and C"),
    ("en-US", [], ""),
]


@pytest.mark.parametrize(("tag", "names", "told"), LISTS)
def test_a_list_reads_as_in_its_language(tag: str, names: list[str], told: str) -> None:
    assert locale_of(tag).names(names) == told


def test_an_english_date_within_a_sentence() -> None:
    statement = CAMPAIGN.statement("sadowski-push-harder")
    assert attributed(CAMPAIGN, statement, locale_of("en-GB")).startswith("On 10 June 2020, Jathan Sadowski, ")


@pytest.mark.parametrize("tag", ["", "e", "es-", "../es", "español", "es-US-x-y", "xx-QQ", "1"])
def test_what_is_no_language_is_refused(tag: str) -> None:
    with pytest.raises(UsageError, match="is no language"):
        locale_of(tag)


WITHOUT_BABEL = """
import sys
sys.modules["babel"] = None
from datetime import date
from campaignkit import compose, load
campaign = load("face-recognition-2020")
how = {"demand": "end-police-sales", "date": date(2026, 11, 23)}
print(compose(campaign, "petition", locale="en-GB", **how).language)
try:
    compose(campaign, "petition", locale="es-US", **how)
except ImportError as error:
    print(error)
"""


def test_without_babel_english_is_written_and_spanish_is_refused_with_the_pip_line() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_BABEL], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.splitlines() == [
        "en-GB",
        "Writing dates and numbers of es-US needs Babel.",
        "  pip install 'campaignkit[locale]'",
    ]
    assert issubclass(MissingExtraError, ImportError)


def test_english_loads_no_babel() -> None:
    code = (
        "import sys; from campaignkit import compose, load\n"
        "compose(load('face-recognition-2020'), 'petition', demand='end-police-sales')\n"
        "assert 'babel' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


READ = [
    ("más de 1.350 departamentos", [{1350.0, 1.35}]),
    ("más de 1,350 departamentos", [{1350.0, 1.35}]),
    ("el 34,7 % y el 34.7%", [{34.7}, {34.7}]),
    ("1.350.000 firmas", [{1350000.0}]),
    ("veintiocho integrantes", [{28.0}]),
    ("treinta y ocho integrantes", [{38.0}]),
    ("mil trescientos cincuenta departamentos", [{1350.0}]),
    ("dos mil personas", [{2000.0}]),
    ("una de las dos, en un año", []),
    ("el diez por ciento", []),
    ("5 millones de personas", [{5.0, 5000000.0}]),
    ("1,5 mil millones de dólares", [{1.5, 1500000000.0}]),
    ("quince mil firmas", [{15000.0}]),
    ("a las 5:30, en el 555-1234", []),
    ("el COVID-19, la 4.ª Enmienda y el F-16", []),
]


@pytest.mark.parametrize(("text", "told"), READ)
def test_numbers_of_spanish_are_read(text: str, told: list[set[float]]) -> None:
    assert [set(one.readings) for one in find_numbers(text, SPANISH)] == told


def test_dates_of_spanish_are_read() -> None:
    found = find_numbers("El 1.º de mayo de 2021, en junio de 2020 y el 31 de junio de 2020", SPANISH)
    assert [one.date for one in found[:2]] == ["2021-05-01", "2020-06"]
    assert [set(one.readings) for one in found[2:]] == [{31.0}, {2020.0}], "there is no such day"


@pytest.mark.parametrize("tag", ["es-US", "es-ES", "es-MX", "de-DE", "fr-FR"])
@pytest.mark.parametrize("value", [7, 28, 1350, 13500, 1350000, 34.7])
def test_what_a_region_writes_is_read_again(tag: str, value: float) -> None:
    assert float(value) in readings(locale_of(tag).number(value))


# The Spanish templates: each, with every demand and addressee, on three days, signed in three ways.


def addressees(name: str, demand: str) -> list[Target | None]:
    kinds = next(one.head for one in IN_SPANISH if one.name == name).addressed_to
    fit = [one for one in CAMPAIGN.targets if applies(CAMPAIGN, CAMPAIGN.demand(demand), one)]
    return [*(one for one in fit if not kinds or one.kind in kinds), *([] if kinds else [None])]


CASES = [
    (template.name, demand.id)
    for template in IN_SPANISH
    for demand in CAMPAIGN.demands
    if addressees(template.name, demand.id)
]
ENGLISH_WORDS = re.compile(
    r"\b(?:the|of|and|to|is|was|were|will|would|you|your|we|our|us|by|with|from|that|this|for|have|has|had|in|on|at|it|"
    r"its|source|sources|undated|wrote|said|dear|sincerely|about|more|than|years?|months?|ask|asks|department|technology|"
    r"police|Senator|Representative|Congress|members?|January|February|June|July|over|who)\b",
    re.IGNORECASE,
)
NAMES = (
    "Surveillance Technology Oversight Project",
    "Fight for the Future",
    "Justice in Policing Act",
    "BuzzFeed News",
    "Domain Awareness System",
)


def ours(document: Document) -> str:
    """The words of a document that are the library's or the campaign's own: no quotation, source or proper name."""
    text = document.text[: document.text.rindex(f"\n\n{SPANISH.sources}\n\n")] if document.sources else document.text
    for one in reversed(document.citations):
        text = text[: one.start] + text[one.end :] if one.kind == "quotation" else text
    for name in (*NAMES, *(one.name for one in CAMPAIGN.targets if one.kind in ("company", "legislator"))):
        text = text.replace(name, "")
    return text


@pytest.mark.parametrize(("name", "demand"), CASES)
def test_every_spanish_document_passes_its_own_check_and_holds_no_english_word_of_ours(name: str, demand: str) -> None:
    for target in addressees(name, demand):
        for day in DAYS:
            for sender in (None, GROUP, ALONE):
                made = compose(CAMPAIGN, name, demand=demand, target=target, date=day, sender=sender, locale="es-US")
                label = f"{name} × {demand} × {target and target.id} × {day}"
                report = check(made, CAMPAIGN)
                assert not report.findings, (label, str(report))
                assert not ENGLISH_WORDS.findall(ours(made)), (label, ENGLISH_WORDS.findall(ours(made)))
                assert not re.findall(r"[\ue000\ue001]|(?<=\S)  +| [.,;:?]|\.\.|\bNone\b|{{|{%|\(\)", made.text), label
                assert made.text.count("¿") >= ours(made).count("?") - 1, label
                assert len([one for one in made.blocks if isinstance(one, Paragraph) and one.role == "ask"]) == 1
                assert Document.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize(("name", "demand"), CASES)
def test_every_statement_a_spanish_document_tells_has_a_spanish_summary(name: str, demand: str) -> None:
    for target in addressees(name, demand):
        for day in DAYS:
            made = compose(CAMPAIGN, name, demand=demand, target=target, date=day, locale="es-US")
            told = {one for entry in made.sources for one in entry.statements}
            lacking = [one for one in told if "es" not in CAMPAIGN.statement(one).translations]
            assert not lacking, lacking


def spanish(template: str, demand: str, target: str | None, day: date = DAYS[2], **more: Any) -> Document:
    return compose(CAMPAIGN, template, demand=demand, target=target, date=day, locale="es-US", **more)


SAYS = [
    ("letter", "ban-government-use", "ed-markey", "23 de noviembre de 2026", "the date as Spanish writes it"),
    ("letter", "ban-government-use", "ed-markey", "A la atención de Ed Markey:", "the salutation"),
    ("letter", "ban-government-use", "ed-markey", "de hace más de seis años", "how old the evidence is"),
    ("letter", "ban-government-use", "ed-markey", "El 10 de junio de 2020, Nicole Ozer, de la ACLU", "who, and when"),
    ("letter", "ban-government-use", "ed-markey", "wherever we go” (traducción propia: La tec", "its translation"),
    ("letter", "ban-government-use", "ed-markey", "adondequiera que vayamos) (fuente 3).", "without marks"),
    ("letter", "ban-government-use", "ed-markey", "\n\nFuentes\n\n1. News digest", "the list; a title stays as it is"),
    ("letter", "ban-government-use", "ed-markey", "named), sin fecha.", "a source without a date"),
    ("letter", "ban-government-use", "ed-markey", "hacia el 10 de junio de 2020.", "a date that is our reading"),
    ("petition", "end-ring-police-partnerships", "amazon", "más de 1,300 departamentos de policía", "a figure"),
    ("petition", "end-police-sales", "amazon", "venció el 10 de junio de 2021", "a commitment that has run out"),
    ("petition", "ban-government-use", "us-congress", "A quienes integran el Congreso de los", "translated salutation"),
    ("petition", "end-police-sales", None, "dijo, en cita de Vox: “Amazon shouldn’t", "who printed it first"),
]


@pytest.mark.parametrize(("template", "demand", "target", "words", "why"), SAYS)
def test_a_spanish_document_says(template: str, demand: str, target: str | None, words: str, why: str) -> None:
    assert words in spanish(template, demand, target).text, why


def test_one_person_writes_as_one_and_several_as_several() -> None:
    alone = spanish("letter", "ban-government-use", "ed-markey", sender=ALONE).text
    several = spanish("letter", "ban-government-use", "ed-markey", sender=GROUP).text
    assert "Le escribo para" in alone
    assert "Le escribimos para" in several
    assert not re.search(r"\b(?:escribimos|pedimos|nuestras|afirmamos|tenemos)\b", alone, re.IGNORECASE)
    assert not re.search(r"\b(?:escribo|pido|mis|afirmo|tengo)\b", several, re.IGNORECASE)


RIVER: dict[str, Any] = {
    "id": "river",
    "title": "Save the river",
    "sources": [{"id": "minutes", "title": "Minutes", "issued": "2024-03-01", "publisher": "Harbor Board"}],
    "statements": [
        {
            "id": "words",
            "source": "minutes",
            "kind": "quotation",
            "exact": "We will stop the dumping of ash in the river.",
            "speaker": "them",
            "translations": {"es": {"summary": "Prometió detener el vertido de ceniza en el río."}},
        }
    ],
    "demands": [
        {
            "id": "stop",
            "title": "Stop the dumping",
            "ask": "stop the dumping",
            "practice": "dumping",
            "permanence": "permanent",
            "addressed_to": ["legislator"],
            "statements": ["words"],
            "translations": {"es": {"title": "Alto al vertido", "ask": "detener el vertido de ceniza"}},
        }
    ],
    "targets": [{"id": "them", "kind": "legislator", "name": "Ana Ruiz"}],
}
STANDINGS: list[tuple[dict[str, Any], str, str]] = [
    ({"status": "ended"}, "met", "¿sigue vigente hoy su compromiso, sin fecha de vencimiento y sin condición alguna?"),
    ({"status": "paused", "ends": "2030-01-01"}, "partly", "Ese compromiso vence el 1 de enero de 2030."),
    ({"status": "paused", "ends": "2025-01-01"}, "lapsed", "Ese compromiso venció el 1 de enero de 2025"),
    ({"status": "conditional", "condition": "until May"}, "partly", "Lo que pedimos no depende de ninguna condición."),
    ({"status": "ended", "scope": "ash"}, "partly", "No es todavía todo lo que pedimos."),
    ({"status": "declined"}, "unmet", "Le escribimos para pedirle el compromiso de detener el vertido de ceniza."),
]


def river(**changes: Any) -> Campaign:
    return Campaign.model_validate({**RIVER, **changes})


@pytest.mark.parametrize(("commitment", "standing", "words"), STANDINGS)
@pytest.mark.parametrize("kind", ["letter", "petition"])
def test_every_standing_reads_well(commitment: dict[str, Any], standing: str, words: str, kind: str) -> None:
    held = {"id": "c", "target": "them", "practice": "dumping", "grade": "own-words", "statements": ["words"]}
    campaign = river(commitments=[{**held, "starts": "2024-03-01", **commitment}])
    made = compose(campaign, kind, demand="stop", target="them", date=date(2026, 1, 5), locale="es-MX")
    assert made.standing == standing
    assert kind == "petition" or words in made.text
    assert not ENGLISH_WORDS.findall(ours(made))
    assert not check(made, campaign).findings


# What has no translation.


def without(campaign: dict[str, Any], kind: str, number: int = 0) -> Campaign:
    entries = [dict(one) for one in campaign[kind]]
    entries[number].pop("translations")
    return Campaign.model_validate({**campaign, kind: entries})


def test_a_demand_without_a_translation_is_refused_with_what_to_add() -> None:
    with pytest.raises(UsageError, match="Demand 'stop' has no Spanish title and ask") as caught:
        compose(without(RIVER, "demands"), "letter", demand="stop", target="them", locale="es-US")
    assert "[demand.translations.es]" in caught.value.hint


def test_a_statement_without_a_summary_is_told_by_its_own_words() -> None:
    made = compose(without(RIVER, "statements"), "petition", demand="stop", date=date(2024, 3, 2), locale="es-US")
    told = "Ana Ruiz dijo (Harbor Board, 1 de marzo de 2024): “We will stop the dumping of ash in the river” (fuente 1)"
    assert told in made.text
    assert "traducción" not in made.text


def test_a_figure_that_is_not_told_in_the_language_is_refused() -> None:
    ring, ours = CAMPAIGN.statement("eff-ring-1300"), CAMPAIGN.statement("eff-28-members-identified")
    wording = Wording(CAMPAIGN, Marks(), JUNE, locale=locale_of("es-US"))
    assert wording.figure(ring).nodes[0] == FigureText(
        text="más de 1,300 departamentos de policía", statement=ring.id, source=ring.source
    )
    with pytest.raises(TemplateError, match="is not told in Spanish"):
        wording.figure(ours)


def test_a_part_of_a_quotation_gets_no_translation_of_the_whole() -> None:
    wording = Wording(CAMPAIGN, Marks(), JUNE, locale=locale_of("es-US"))
    whole = wording.quote("ozer-power-to-spy").nodes
    part = wording.quote("ozer-power-to-spy", "the unprecedented power to spy on us").nodes
    assert [type(one).__name__ for one in whole] == ["Quoted", "Text", "Text", "Text", "SourceMark"]
    assert [type(one).__name__ for one in part] == ["Quoted", "Text", "SourceMark"]


def test_a_campaign_of_its_own_language_needs_no_translations() -> None:
    demand = {**RIVER["demands"][0], "title": "Alto al vertido", "ask": "detener el vertido"}
    statement = {**RIVER["statements"][0], "exact": "Vamos a detener el vertido de ceniza.", "summary": "Lo prometió."}
    for entry in (demand, statement):
        entry.pop("translations")
    campaign = river(locale="es-MX", demands=[demand], statements=[statement])
    made = compose(campaign, "petition", demand="stop", date=date(2024, 3, 2))
    assert made.language == "es-MX"
    assert "“Vamos a detener el vertido de ceniza” (fuente 1)" in made.text
    assert not [one for one in every_inline(made) if isinstance(one, Quoted) and one.language]
    assert not check(made, campaign).findings


SALUTED = [
    ("es-MX", "es-MX", "Estimada senadora Ruiz:", "the salutation that the campaign gives"),
    ("es-MX", "en-US", "Dear Ana Ruiz:", "it is in Spanish, so an English letter has another"),
    ("en-US", "es-US", "A la atención de Ana Ruiz:", "and the other way round"),
]


@pytest.mark.parametrize(("own", "locale", "opening", "why"), SALUTED)
def test_a_salutation_is_of_the_language_of_the_letter(own: str, locale: str, opening: str, why: str) -> None:
    titles = {"en": {"title": "Stop it", "ask": "stop it"}, "es": {"title": "Alto", "ask": "parar"}}
    demand = {**RIVER["demands"][0], "translations": titles}
    saluted = {**RIVER["targets"][0], "salutation": "Estimada senadora Ruiz:"}
    campaign = river(locale=own, demands=[demand], targets=[saluted])
    text = compose(campaign, "letter", demand="stop", target="them", locale=locale).text
    assert f"\n{opening}\n" in text, why
    assert text.count("Estimada") == (own == locale), why


# Templates of one language, and of no other.

REFUSED = [
    ("letter", "amazon", "es-US", "There is no letter in Spanish for a company", "letters/legislator.es"),
    ("talking-points", "amazon", "es-US", "There is no talking-points in Spanish", "petitions/petition.es"),
    ("letters/company", "amazon", "es-US", "'letters/company' is in English, and not in Spanish", "--locale en"),
    ("petitions/petition.es", "amazon", None, "'petitions/petition.es' is in Spanish, and not in", "--locale es"),
    ("petition", "amazon", "de-DE", "No document can be written in 'de-DE'", "English (en), Spanish (es)"),
]


@pytest.mark.parametrize(("template", "target", "locale", "what", "hint"), REFUSED)
def test_no_letter_is_in_two_languages(template: str, target: str, locale: str | None, what: str, hint: str) -> None:
    with pytest.raises(UsageError, match=re.escape(what)) as caught:
        compose(CAMPAIGN, template, demand="end-police-sales", target=target, locale=locale)
    assert hint in caught.value.hint


def test_a_version_of_another_language_is_passed_over() -> None:
    versions = [
        {"id": "english", "template": "petitions/petition"},
        {"id": "espanol", "template": "petitions/petition.es"},
    ]
    campaign = river(versions=versions)
    for locale, version in (("es-US", "espanol"), ("en-US", "english")):
        assert compose(campaign, "petition", demand="stop", locale=locale).version == version


def test_chosen_paragraphs_are_those_of_the_language(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "paragraphs"
    folder.mkdir(parents=True)
    (folder / "thanks.md.j2").write_text("We thank you.\n", encoding="utf-8")
    campaign = river(versions=[{"id": "all", "paragraphs": ["thanks"]}])
    how: dict[str, Any] = {"demand": "stop", "target": "them", "folder": tmp_path}
    assert "We thank you." in compose(campaign, "letter", **how).text
    with pytest.raises(TemplateError, match=r"paragraphs/thanks\.es\.md\.j2"):
        compose(campaign, "letter", locale="es-US", **how)
    (folder / "thanks.es.md.j2").write_text("Le damos las gracias.\n", encoding="utf-8")
    assert "Le damos las gracias." in compose(campaign, "letter", locale="es-US", **how).text


# What a check finds in a Spanish document.


def every_inline(document: Document) -> Iterator[Inline]:
    for block in document.blocks:
        if isinstance(block, Bullets):
            for item in block.items:
                for held in item:
                    yield from held.inlines if isinstance(held, Paragraph) else ()
        elif isinstance(block, Paragraph):
            yield from block.inlines


def changed(document: Document, old: str, new: str) -> Document:
    """The document as its file would read, with some words changed by hand."""
    told = document.model_dump_json()
    assert old in told, old
    return Document.model_validate_json(told.replace(old, new, 1))


PETITION = spanish("petition", "end-ring-police-partnerships", "amazon", date(2020, 6, 20))
LETTER = spanish("letter", "ban-government-use", "ed-markey")
CHANGED = [
    (LETTER, "unprecedented power", "dangerous power", "quote-altered", "a word of a quotation"),
    (LETTER, "gives governments the unpre", "never gives governments the unpre", "quote-altered", "a no"),
    (PETITION, "1,300", "1,400", "figure-mismatch", "a cited figure"),
    (PETITION, '"1,350"', '"1,530"', "figure-mismatch", "a figure in the translation"),
    (PETITION, "1,300", "1.300", "", "grouped as in Spain: the same number"),
    (PETITION, "1,300", "13,00", "figure-mismatch", "another number"),
    (PETITION, "seguía asociada con más", "asociada en 12 estados con más", "figure-unsupported", "by hand"),
    (PETITION, "seguía asociada con más", "asociada con treinta y ocho y más", "figure-unsupported", "in words"),
    (PETITION, "En junio de 2020, EFF escribió", "En julio de 2020, EFF escribió", "date-mismatch", "another month"),
    (PETITION, "News, 12 de junio de 2020", "News, 13 de junio de 2020", "date-mismatch", "another day"),
    (PETITION, "En junio de 2020, EFF escribió", "En 2018, EFF escribió", "date-mismatch", "another year"),
    (PETITION, "En junio de 2020, EFF escribió", "El 12 de mayo, EFF escribió", "date-mismatch", "no year"),
    (PETITION, "Quienes firmamos", "El 20 de junio, quienes firmamos", "", "the date of the petition itself"),
    (PETITION, "Evan Greer, de Fight", "Kate Crawford, de Fight", "quote-misattributed", "another speaker"),
    (PETITION, "Hacemos constar", "[SU NOMBRE] Hacemos constar", "placeholder-left", "a gap in a form"),
    (PETITION, "Hacemos constar", "Dijo: “We will never stop lying to you.” Hacemos", "quote-not-found", "new"),
    (PETITION, "Quienes firmamos", "Todo el mundo: quienes firmamos", "", "a word that looks like a gap"),
]


@pytest.mark.parametrize(("document", "old", "new", "rule", "why"), CHANGED)
def test_what_is_changed_is_found(document: Document, old: str, new: str, rule: str, why: str) -> None:
    report = check(changed(document, old, new), CAMPAIGN)
    assert {one.rule for one in report.findings if one.severity != "info"} == ({rule} if rule else set()), why


def test_what_was_not_read_is_said() -> None:
    report = check(LETTER, CAMPAIGN)
    [note] = report.notes
    assert note.startswith(
        "This is not in English but in Spanish: figures, dates and who is quoted were checked by what"
    )
    assert note.endswith(
        "Skipped, since they read English prose: figure-qualifier, figure-conflict, claim-retracted, claim-superseded."
    )
    assert report.to_json()["notes"] == [note]
    assert Report().notes == check(compose(CAMPAIGN, "petition", demand="end-police-sales"), CAMPAIGN).notes == ()
    assert (report.summary["quotations"], report.summary["quotations_found"]) == (2, 2)
    assert check(PETITION, CAMPAIGN).summary["figures_supported"] == 2


def test_a_rule_that_is_chosen_or_left_out_is_so_here_too() -> None:
    wrong = changed(PETITION, "1,300", "1,400")
    assert not check(wrong, CAMPAIGN, skip=["figure-mismatch"]).findings
    assert check(wrong, CAMPAIGN, select=["figure-mismatch"]).errors
    assert "Skipped" not in check(wrong, CAMPAIGN, select=["figure-mismatch"]).notes[0]


def test_what_is_written_in_spanish_is_known_by_its_words() -> None:
    """A text has no citations: its quotations are compared, and nothing in it is taken for English."""
    report = check(LETTER.text, CAMPAIGN)
    assert not report.findings
    assert "figure-mismatch" in report.notes[0]
    wrong = LETTER.text.replace("unprecedented power", "dangerous power")
    assert [one.rule for one in check(wrong, CAMPAIGN).errors] == ["quote-altered"]
    for made in (PETITION, LETTER):
        assert guessed(made.text) == "es"


@pytest.mark.parametrize("path", sorted((ROOT / "tests" / "cases").rglob("*.toml")), ids=lambda path: path.stem)
def test_no_english_draft_is_taken_for_another_language(path: Path) -> None:
    assert guessed(path.read_text(encoding="utf-8")) == "en"


def test_the_common_words_of_a_language_are_its_own() -> None:
    assert not ENGLISH.common & SPANISH.common


def test_a_document_in_a_language_without_words_here_is_not_read_as_english() -> None:
    french = PETITION.model_copy(update={"language": "fr-FR"})
    report = check(Document.model_validate_json(french.model_dump_json()), CAMPAIGN)
    assert not report.findings
    assert report.notes[0].startswith("This is not in English but in 'fr': quotations were checked.")


def test_without_a_campaign_quotations_are_checked_all_the_same(tmp_path: Path) -> None:
    words = CAMPAIGN.statement("ozer-power-to-spy").exact
    (tmp_path / "a.txt").write_text(f"Nicole Ozer said: “{words}”", encoding="utf-8")
    petition = spanish("petition", "ban-government-use", None)
    assert not check(petition, documents=tmp_path).errors
    assert check(changed(petition, "unprecedented power", "total power"), documents=tmp_path).errors


# How it is written out.


def test_a_page_says_which_words_are_in_another_language(tmp_path: Path) -> None:
    write(LETTER, tmp_path / "a.html")
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert '<html lang="es-US">' in page
    assert len(re.findall(r'<q [^>]*lang="en-US"', page)) == page.count("<q ") == 2
    assert '<h2 id="sources">Fuentes</h2>' in page
    assert "(fuente 3)</a>" in page
    assert 'aria-label="Volver a la fuente 1 en el texto"' in page
    assert "source 1" not in re.sub(r"<[^>]+>", "", page)


@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_every_quotation_and_the_heading_are_in_what_is_written(tmp_path: Path, suffix: str) -> None:
    write(LETTER, tmp_path / f"a{suffix}")
    words = " ".join((tmp_path / f"a{suffix}").read_text(encoding="utf-8").split())
    assert "Fuentes" in words
    for one in every_inline(LETTER):
        if not isinstance(one, Text):
            assert inline_text(one) in words


def test_an_english_document_is_written_without_a_language_of_its_parts() -> None:
    made = compose(CAMPAIGN, "petition", demand="end-police-sales", date=DAYS[2])
    assert '"language":null' in made.model_dump_json()
    assert "language" not in "".join(one.model_dump_json(exclude_none=True) for one in every_inline(made))


# The folder.

ADDED = """
[[demand]]
id = "ban"
title = "Ban it"
ask = "ban it"
practice = "use"
addressed_to = ["company"]

[demand.translations.es]
title = "Prohibirlo"
{line}
"""


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('ask = "prohibirlo"', ""),
        ("", "the key 'translations.es.ask' is missing"),
        ('ask = "a"\nwords = "b"', "there is no key 'translations.es.words'"),
    ],
)
def test_translations_are_read_from_the_folder(tmp_path: Path, line: str, what: str) -> None:
    (tmp_path / "campaign.toml").write_text('title = "T"\n', encoding="utf-8")
    (tmp_path / "demands.toml").write_text(ADDED.format(line=line), encoding="utf-8")
    if not what:
        assert read_campaign(tmp_path).demand("ban").translations["es"].title == "Prohibirlo"
        return
    with pytest.raises(CampaignError, match=re.escape(what)):
        read_campaign(tmp_path)


@pytest.mark.parametrize("statement", [one for one in CAMPAIGN.statements if one.translations], ids=lambda one: one.id)
def test_the_shipped_translations_hold_the_numbers_of_their_statements(statement: Any) -> None:
    told = statement.translations["es"]
    for text in filter(None, (told.summary, told.words, told.figure)):
        for number in find_numbers(text, SPANISH):
            if not number.is_date and statement.figure:
                assert float(statement.figure.value) in number.readings
    assert (told.words is not None) == (statement.kind == "quotation"), "a quotation has a translation of its words"
    names = r"\b(?:Amazon|Microsoft|IBM|ICE|Clearview|Palantir|Banjo|Rekognition)\b"
    for name in re.findall(names, told.summary or ""):
        assert name in f"{statement.summary} {statement.exact}"


def test_every_demand_that_ships_has_a_spanish_title_that_fits_every_site() -> None:
    for demand in CAMPAIGN.demands:
        assert len(demand.translations["es"].title) <= 80
        assert re.match(r"\w+(?:ar|er|ir)(?:se|lo)?\b", demand.translations["es"].ask), "the ask is an infinitive"


# The page.

PAGE = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
BLOCKS = python_of(PAGE)


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_the_python_of_the_page_runs(tmp_path: Path, number: int) -> None:
    run_python(tmp_path, "-c", BLOCKS[number])


def test_the_commands_of_the_page_run(tmp_path: Path) -> None:
    commands = re.findall(r"^\$ campaignkit (.*)$", PAGE, re.MULTILINE)
    assert commands
    for command in commands:
        printed = run_python(tmp_path, "-m", "campaignkit", *command.split())
        shown = PAGE.partition(f"$ campaignkit {command}\n")[2].partition("```")[0]
        for part in filter(None, shown.split("…\n")):
            assert part in printed


def test_locales_are_equal_by_their_tag() -> None:
    assert locale_of("es_us") == Locale("es-US")
