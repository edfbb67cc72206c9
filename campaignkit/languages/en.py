"""English."""

from __future__ import annotations

from campaignkit.languages.vocabulary import Vocabulary

MONTHS = "January February March April May June July August September October November December".split()

ENGLISH = Vocabulary(
    code="en",
    name="English",
    sources="Sources",
    source_mark=("(source {})", "(sources {})"),
    back_to_source="Back to source {} in the text",
    undated="undated",
    inferred_date="about {}",
    translation="(our translation: {})",
    said="said",
    wrote="wrote",
    on_day="On {}",
    in_month="In {}",
    posted=" on {}",
    passed_on=", in words passed on by {}",
    as_quoted_by=", as quoted by {}",
    opening_officer="Dear {office} {family_name}:",
    opening_person="Dear {name}:",
    opening_members="To the Members of {name}:",
    opening_other="To {name}:",
    offices={"Sen.": "Senator", "Rep.": "Representative", "Gov.": "Governor", "Del.": "Delegate"},
    other_offices=True,
    qualifiers={
        "over": "over",
        "at-least": "at least",
        "about": "about",
        "nearly": "nearly",
        "up-to": "up to",
        "under": "under",
        "at-most": "at most",
        "exactly": "exactly",
    },
    of_whole="of {}",
    older_than="more than {} {}",
    year=("year", "years"),
    month=("month", "months"),
    small_numbers=tuple("zero one two three four five six seven eight nine ten eleven twelve".split()),
    we=("I", "we"),
    us=("me", "us"),
    our=("my", "our"),
    lowered=frozenset("The A An This That These Those It Its There No Some Many Most All Only In On At".split()),
    common=frozenset(
        "the of and to in that is was for it with as on be at by this not are but from or have which you were all there"
        " would their we been has when who will more if out what about into than its only".split()
    ),
    and_="and",
    and_otherwise=("", ""),
    months=tuple(MONTHS),
    dates=rf"(?P<month>{'|'.join(MONTHS)})(?: (?P<day>\d{{1,2}})\b)?(?:,? (?P<year>\d{{4}}))?",
    scales={},
    numbers={},
    number_words="",
)
