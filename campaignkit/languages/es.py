"""Spanish, as it is written in the United States; it names nobody's gender."""

from __future__ import annotations

from campaignkit.languages.vocabulary import Vocabulary

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()

_TO_29 = (
    "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho"
    " diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho"
    " veintinueve"
).split()
_TENS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_HUNDREDS = (
    "cien doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos".split()
)
_NUMBERS = {
    **{word: number for number, word in enumerate(_TO_29, start=1)},
    **{word: number * 10 for number, word in enumerate(_TENS, start=3)},
    **{word: number * 100 for number, word in enumerate(_HUNDREDS, start=1)},
    **{word[:-2] + "as": number * 100 for number, word in enumerate(_HUNDREDS, start=1) if number > 1},
    "ciento": 100,
    "mil": 1000,
    "veintiún": 21,
    "veintiuna": 21,
}

_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))

SPANISH = Vocabulary(
    code="es",
    name="Spanish",
    sources="Fuentes",
    source_mark=("(fuente {})", "(fuentes {})"),
    back_to_source="Volver a la fuente {} en el texto",
    undated="sin fecha",
    inferred_date="hacia el {}",
    translation="(traducción propia: {})",
    said="dijo",
    wrote="escribió",
    on_day="El {}",
    in_month="En {}",
    posted=" en {}",
    passed_on=", en palabras transmitidas por {}",
    as_quoted_by=", en cita de {}",
    opening_officer="A la atención de {name}:",
    opening_person="A la atención de {name}:",
    opening_members="A la atención de {name}:",
    opening_other="A la atención de {name}:",
    # "Sen." stands for senador as for senadora; what is not here is left out, since its ending would tell.
    offices={
        "Sen.": "Sen.",
        "Rep.": "Representante",
        "Gov.": "Gob.",
        "Representative": "Representante",
        "Congresswoman": "Representante",
        "Congressman": "Representante",
    },
    other_offices=False,
    qualifiers={
        "over": "más de",
        "at-least": "al menos",
        "about": "unos",
        "nearly": "casi",
        "up-to": "hasta",
        "under": "menos de",
        "at-most": "como máximo",
        "exactly": "exactamente",
    },
    of_whole="de {}",
    older_than="más de {} {}",
    year=("año", "años"),
    month=("mes", "meses"),
    small_numbers=tuple("cero un dos tres cuatro cinco seis siete ocho nueve diez once doce".split()),
    we=("quien firma", "quienes firmamos"),
    us=("me", "nos"),
    our=("mi", "nuestra"),
    lowered=frozenset(
        "El La Los Las Un Una Unos Unas Este Esta Estos Estas Ese Esa Lo No Todo Todos En Al Del".split()
    ),
    common=frozenset(
        "de la que el en y los se del las un por con una su para es al lo como más pero sus le ya este porque esta"
        " entre cuando muy sin sobre también hasta hay donde quien desde todo nos durante todos uno les otros".split()
    ),
    and_="y",
    # "y" is "e" before the sound of i ("Microsoft e IBM"), and stays before that of ie and io ("y hielo").
    and_otherwise=(r"[Hh]?[IiÍí](?![aeouAEOU])", "e"),
    months=tuple(MONTHS),
    dates=rf"(?:(?P<day>\d{{1,2}}|1\.?º) de )?(?P<month>{'|'.join(MONTHS)})\b(?: (?:de|del) (?P<year>\d{{4}}))?",
    scales={"mil millones": 10**9, "millones": 10**6, "millón": 10**6, "mil": 1000},
    numbers=_NUMBERS,
    # "por ciento" is no hundred.
    number_words=rf"(?<!\bpor )\b(?:{_NUMBER})(?:\s+(?:y\s+)?(?:{_NUMBER}))*\b",
)
