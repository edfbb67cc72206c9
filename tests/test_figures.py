"""Quantities in prose: what must be found, what must not, what supports what, and the laws."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.figures import (
    HEDGES,
    QUALIFIERS_AFTER,
    QUALIFIERS_BEFORE,
    Quantity,
    content_words,
    find_quantities,
    interval,
    qualifier_lost,
    same_date,
    same_unit,
    supports,
)
from campaignkit.number_words import end_of_number
from campaignkit.numeral_values import value_of
from campaignkit.numerals import find_numerals


def only(text: str) -> Quantity:
    [quantity] = find_quantities(text)
    return quantity


def counted(text: str) -> list[Quantity]:
    return [quantity for quantity in find_quantities(text) if quantity.kind != "label"]


# text, value, kind, unit, qualifier
FOUND = [
    # digits, however they are set
    ("with over 1,350 police departments", "1350", "count", "police department", "over"),
    ("with over 1300 police departments", "1300", "count", "police department", "over"),
    ("with 1\u00a0350 police departments", "1350", "count", "police department", ""),
    ("with 1\u2009350\u2009200 faces", "1350200", "count", "face", ""),
    ("with over 1,350\npolice departments", "1350", "count", "police department", "over"),
    ("matched 28 members of Congress, identifying", "28", "count", "member of congress", ""),
    ("28 sitting U.S. congress members", "28", "count", "sitting u.s. congress member", ""),
    (
        "including six members of the Congressional Black Caucus.",
        "6",
        "count",
        "member of congressional black caucus",
        "",
    ),
    ("None of the three companies committed to", "3", "count", "company", ""),  # the verb is no part of the unit
    ("five civil rights groups asked", "5", "count", "civil rights group", ""),  # a plural in the middle is no head
    ("a 28-member panel", "28", "count", "member", ""),
    ("scored 0.5 points", "0.5", "count", "point", ""),
    ("scored .5 points", "0.5", "count", "point", ""),
    ("2½ pages of it", "2.5", "count", "page", ""),
    ("10k faces", "10000", "count", "face", ""),
    # words
    ("Twenty-eight members of congress were", "28", "count", "member of congress", ""),
    ("twenty eight members", "28", "count", "member", ""),
    ("these two companies, IBM and", "2", "count", "company", ""),
    ("(or three companies) will", "3", "count", "company", ""),
    ("one hundred and five cities", "105", "count", "city", ""),
    ("one million two hundred thousand and five faces", "1200005", "count", "face", ""),
    ("twelve hundred people", "1200", "count", "person", ""),
    ("two million people", "2000000", "count", "person", ""),
    ("1.5 million people", "1500000", "count", "person", ""),
    ("half a million people", "500000", "count", "person", ""),
    ("a dozen groups", "12", "count", "group", ""),
    ("a hundred and one groups", "101", "count", "group", ""),
    # one, where it counts
    ("at least one officer", "1", "count", "officer", "at-least"),
    ("only one company answered", "1", "count", "company", ""),
    ("a one-year moratorium", "1", "duration", "year", ""),
    ("a 1-year moratorium", "1", "duration", "year", ""),
    ("by police for one year.”", "1", "duration", "year", ""),
    ("within one day", "1", "duration", "day", ""),
    ("the past two weeks show", "2", "duration", "week", ""),
    ("two and a half years", "2.5", "duration", "year", ""),
    ("over two centuries", "2", "duration", "century", "over"),
    # money and shares
    ("$1.5 million", "1500000", "money", "usd", ""),
    ("£1m", "1000000", "money", "gbp", ""),
    ("€2bn", "2000000000", "money", "eur", ""),
    ("US$5 a month", "5", "money", "usd", ""),
    ("C$5 a month", "5", "money", "usd", ""),
    ("five million dollars", "5000000", "money", "usd", ""),
    ("34.7% of women", "34.7", "percent", "%", ""),
    ("34.7 percent", "34.7", "percent", "%", ""),
    ("34.7 per cent", "34.7", "percent", "%", ""),
    ("Thirty-four percent", "34", "percent", "%", ""),
    # ordinals
    ("the 21st century", "21", "ordinal", "century", ""),
    ("potential First Amendment complaints", "1", "ordinal", "amendment complaint", ""),
    ("the twenty-second time", "22", "ordinal", "time", ""),
    # years
    ("In 2018, the ACLU", "2018", "year", "", ""),
    ("A 2019 study by", "2019", "year", "", ""),
    ("a mid-2018 test", "2018", "year", "", ""),
    ("In 2018 members of Congress", "2018", "year", "", ""),
    ("as far back as 2017.", "2017", "year", "", ""),
    ("the 1990s", "1990", "year", "decade", ""),
    ("2018 Gender Shades", "2018", "year", "", ""),  # a title, not shades that are counted
    # … and what only looks like one
    ("incorrectly matched 2018 members of Congress", "2018", "count", "member of congress", ""),
    ("over 2000 police departments", "2000", "count", "police department", "over"),
    ("2,018 faces", "2018", "count", "face", ""),
    # dates and times
    ("on June 12, 2020, at", "2020", "date", "2020-06-12", ""),
    ("12 June 2020", "2020", "date", "2020-06-12", ""),
    ("the 12th of June, 2020", "2020", "date", "2020-06-12", ""),
    ("2020-06-12", "2020", "date", "2020-06-12", ""),
    ("Sept. 11, 2001", "2001", "date", "2001-09-11", ""),
    ("In May of 2018, the", "2018", "date", "2018-05", ""),
    ("in July 2018 simulating", "2018", "date", "2018-07", ""),
    ("In March 2019, IBM", "2019", "date", "2019-03", ""),
    ("In a June 8 letter", "0", "date", "--06-08", ""),
    ("Twitter, 6/11/2020:", "2020", "date", "2020", ""),  # June or November: the text does not say
    ("Twitter, 6/25/2020:", "2020", "date", "2020-06-25", ""),
    ("at 2:52 p.m. ET", "892", "time", "", ""),
    ("at 11:45am sharp", "705", "time", "", ""),
    ("320\nBarbara wrote", "320", "count", "", ""),
    ("below, a line:\n48\nCarla Moss", "48", "count", "", ""),
    ("it has\n1,350\npolice departments", "1350", "count", "police department", ""),
    ("at 12:05 am", "5", "time", "", ""),
    ("at 14:30", "870", "time", "", ""),
    ("closed at 9.10 pm.", "1270", "time", "", ""),
    # "N of its …" counts them
    ("spent by 63 of our members", "63", "count", "member", ""),
    ("two buses", "2", "count", "bus", ""),
]


@pytest.mark.parametrize(("text", "value", "kind", "unit", "qualifier"), FOUND)
def test_finds_the_quantity(text: str, value: str, kind: str, unit: str, qualifier: str) -> None:
    found = only(text)
    assert (found.value, found.kind, found.unit, found.qualifier) == (Decimal(value), kind, unit, qualifier)


def test_a_whole_date_is_a_date_and_a_partial_one_is_not() -> None:
    assert only("June 12, 2020").date == date(2020, 6, 12)
    assert only("June 2020").date is None
    assert only("31 February 2020").date is None  # there is none


# text, why there is nothing in it
NOTHING = [
    ("no one company will have much of an impact", "pronoun"),
    ("no one knew", "pronoun"),
    ("Microsoft was one of the largest vendors of face surveillance", "pronoun"),
    ("Read about just one of them here", "pronoun"),
    ("a one-step process", "no count of steps that anyone would check"),
    ("one-sided, one-on-one", "set phrases"),
    ("one day we will win", "some day"),
    ("Once, and a second look", "adverb and ordinal-or-time"),
    ("someone, often, weight, tentative, stone", "number words inside words"),
    ("COVID-19 and the F-16", "digits hung on a word"),
    ("AB1215, 4K video, 5G, B2B, W5fWEaHtpY", "digits in a word"),
    ("face-recog-police/x3500.jpg and 3500.jpg", "file names"),
    ("see https://example.org/2020/06/11/1,350 now", "web address"),
    ("see www.example.org/2020 or example.org/2020/06", "web address without a scheme"),
    ("write to press28@example.org or @user1350", "e-mail address and handle"),
    ("hundreds of cities, millions of faces, several thousand", "no number is given"),
    ("the company may use it", "the verb, not the month"),
    ("1" * 41, "longer than anyone counts"),
    ("", "empty"),
]


@pytest.mark.parametrize(("text", "reason"), NOTHING)
def test_finds_nothing(text: str, reason: str) -> None:
    assert find_quantities(text) == [], reason


# text, the numbers in it that name and do not count
LABELS = [
    ("125 Broad Street", ["125"]),
    ("1600 16th Street NW", ["1600", "16th"]),
    ("18th Floor", ["18th"]),
    ("New York, NY 10004", ["10004"]),
    ("New York, NY 10004\nMedia contacts", ["10004"]),  # contacts that are not counted
    ("New York, NY 10004-2400", ["10004-2400"]),
    ("phone 212-555-0100 or (212) 555-0100", ["212-555-0100", "(212) 555-0100"]),
    ("as reported (source 1) [1] [^2]", ["1", "1", "2"]),
    ("H.R. 7120, S. 3284, AB 1215, HB 12", ["7120", "3284", "1215", "12"]),
    ("§ 230, Section 230, No. 5, page 3", ["230", "230", "5", "3"]),
    ("911 call data", ["911"]),
    ("version 2, Rekognition 2, iPhone 2, ext. 2, CC BY-SA 2.0/", ["2", "2", "2", "2", "2.0"]),
    ("1. First point".replace("First", "This"), ["1"]),
    ("text\n 2) that point", ["2"]),
    ("for the purposes: 1) training and 2) finding", ["1", "2"]),
    ("Python 3.11.2 on 192.168.0.1", ["3.11.2", "192.168.0.1"]),
    ("24/7 and 9/11 and 50/50", ["24/7", "9/11", "50/50"]),
    ("rooms 4 and 5, pp. 59-60, ¶ 12", ["4", "5", "59", "60", "12"]),
    ("555-0147 or docket 21-0457", ["555", "0147", "21", "0457"]),
    ("call 01632 before that", ["01632"]),  # no count begins with nought
    ("1/ This is a thread", ["1"]),
    ("a 737 MAX landed", ["737"]),
    ("the 2700 block of Mill Road", ["2700"]),
    ("Local 1814 represents them", ["1814"]),
]


@pytest.mark.parametrize(("text", "labels"), LABELS)
def test_a_number_that_names_is_a_label(text: str, labels: list[str]) -> None:
    found = find_quantities(text)
    assert [(q.kind, text[q.number.start : q.number.end]) for q in found] == [("label", label) for label in labels]


# text, the numbers in it that count although a label is near
NOT_LABELS = [
    ("In the U.S. 28 members said no", "28"),  # not a Senate bill
    ("(over 28) cities", "28"),
    ("in all (of them 28) cities", "28"),  # the bracket was opened before
    ("Congress has 911 members", "911"),
    ("Over 28 cities", "28"),
    ("Nine Supreme Court justices", "Nine"),
    ("Amazon sold 28 cameras", "28"),
    ("signed by P.\n\n28 members", "28"),  # a page has its number in the same paragraph
    ("over 2,480 year-round residents", "2,480"),  # residents are counted, not years
]


@pytest.mark.parametrize(("text", "number"), NOT_LABELS)
def test_a_number_that_counts_is_no_label(text: str, number: str) -> None:
    found = only(text)
    assert (found.kind, text[found.number.start : found.number.end]) == ("count", number)


@pytest.mark.parametrize(
    ("phrase", "meaning"), [(phrase, name) for name, phrases in QUALIFIERS_BEFORE.items() for phrase in phrases]
)
def test_every_qualifier_before_a_number(phrase: str, meaning: str) -> None:
    for words in (phrase, phrase.capitalize(), phrase.replace(" ", "\n")):
        text = f"It was {words} 1,300 departments."
        found = only(text)
        assert (found.qualifier, text[found.span.start : found.span.end]) == (meaning, f"{words} 1,300 departments")


@pytest.mark.parametrize(
    ("phrase", "meaning"), [(phrase, name) for name, phrases in QUALIFIERS_AFTER.items() for phrase in phrases]
)
def test_every_qualifier_after_a_number(phrase: str, meaning: str) -> None:
    assert only(f"1,300 {phrase} departments").qualifier == meaning
    assert only(f"1,300 departments {phrase}.").qualifier == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("1,300+ departments", "at-least"),
        ("2,000-plus vendors", "at-least"),
        ("1,300-odd departments", "about"),
        ("just over 1,300", "over"),
        ("well over 1,300", "over"),
        ("just under 1,300", "nearly"),
        ("no more than 28", "at-most"),
        ("it allows 28 members at most.", "at-most"),
        ("‘about 3,000’ dead fish", "about"),
        ("over the 28 members", ""),  # "over" is about them, not about how many
        ("all over 28-second", "over"),  # known weakness: a preposition right before a number reads as a qualifier
        ("handover 28", ""),
        ("over budget. 28 members", ""),
    ],
)
def test_qualifiers(text: str, meaning: str) -> None:
    assert only(text).qualifier == meaning


def test_a_qualifier_belongs_to_one_number() -> None:
    first, second = find_quantities("less than 5%, at most 7")
    assert (first.qualifier, second.qualifier) == ("under", "at-most")
    first, second = find_quantities("5 or less than 7")
    assert (first.qualifier, second.qualifier) == ("at-most", "")
    assert first.span.end <= second.span.start
    first, second = find_quantities("from Outfall 3 at least fourteen times")
    assert (first.qualifier, second.qualifier) == ("", "at-least")


# text, hedges of its quantities
HEDGED = [
    ("Ring allegedly has partnered with over 1000 police departments", ["allegedly"]),
    ("Ring, reportedly, has 1,350 partners", ["reportedly"]),
    ("Ring is said to have 1,350 partners", ["said to"]),
    ("Ring is believed to have 1,350 partners", ["believed"]),
    ("The company claimed that 1,350 had joined", ["claimed"]),
    ("Ring has 1,350 partners, reportedly.", ["reportedly"]),
    ("She said to reporters that 1,350 joined", [""]),
    ("The fire claimed 28 lives", [""]),
    ("Amazon reportedly refused, but the ACLU counted 28 members", [""]),  # another clause
    ("Amazon reportedly refused. The ACLU counted 28 members", [""]),  # another sentence
    ("Amazon sold 28 and reportedly leased 30.", ["", "reportedly"]),
    ('over 1,000 "allegedly" in another account', ["allegedly"]),
    (  # another item of the list
        "- Brief: allegedly over 1,000 police departments.\n- EFF, June 2020: over 1,300 police departments",
        ["allegedly", "", ""],
    ),
]


@pytest.mark.parametrize(("text", "hedges"), HEDGED)
def test_hedges(text: str, hedges: list[str]) -> None:
    assert [quantity.hedge for quantity in find_quantities(text)] == hedges


def test_every_plain_hedge_is_its_own_kind() -> None:
    plain = [(phrase, name) for name, phrases in HEDGES.items() for phrase in phrases if phrase.isalpha()]
    assert plain
    for phrase, name in plain:
        assert only(f"It {phrase} has 28 members").hedge == name


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("ending partnerships with over 1,350 police departments, cutting", "over 1,350 police departments"),
        ("It allegedly over 1,000 times", "allegedly over 1,000 times"),
        ("matched 28 members of Congress, identifying", "28 members of Congress"),
        ("a one-year moratorium", "one-year"),
        ("costs $1.5 million a year", "$1.5 million"),
        ("In 2018, the", "2018"),
        ("is 34.7 percent of all", "34.7 percent"),
    ],
)
def test_the_span_covers_qualifier_number_and_unit(text: str, span: str) -> None:
    found = only(text)
    assert text[found.span.start : found.span.end] == span


@pytest.mark.parametrize(
    ("text", "value", "kind", "denominator"),
    [
        ("34 percent of all arrests", 34, "percent", "all arrests"),
        ("34% of the population", 34, "percent", "population"),
        ("34 percent more", 34, "percent", ""),
        ("one in five people", 1, "percent", "5"),
        ("one ward round in six", 1, "percent", "6"),
        ("one person in five is ill", 1, "percent", "5"),
        ("1 in 1,000 faces", 1, "percent", "1000"),
        ("two-thirds of all cities", 2, "percent", "3"),
        ("1/3 of all cities", 1, "percent", "3"),
        ("3 of 10 matches", 3, "count", "10"),
        ("four out of every five cities", 4, "count", "5"),
        ("61 of the 418 needed a hospital", 61, "count", "418"),
        ("two thirds said so", 2, "percent", "3"),
        ("a quarter of all cities", 1, "percent", "4"),
        ("half of the cities", 1, "percent", "2"),
    ],
)
def test_shares(text: str, value: int, kind: str, denominator: str) -> None:
    found = only(text)
    assert (found.value, found.kind, found.denominator) == (Decimal(value), kind, denominator)


@pytest.mark.parametrize("text", ["matched 28 in 2018", "three in 12 months", "28 in 3 cities", "28 of 10 cities"])
def test_what_is_no_share(text: str) -> None:
    assert [quantity.denominator for quantity in find_quantities(text)] == ["", ""]


def test_the_context_is_of_the_sentence() -> None:
    text = "Amazon sold it. In July 2018, Rekognition incorrectly matched 28 members of Congress. IBM quit."
    assert find_quantities(text)[1].context == {"july", "rekognition", "incorrectly", "matched", "member", "congress"}


def test_a_full_stop_after_one_capital_ends_no_sentence() -> None:
    assert "rekognition" in only("Rekognition misread, in the U.S. Congress alone, 28 members").context


def test_the_clause_and_the_predicate_are_narrower_than_the_sentence() -> None:
    felt, left = find_quantities("Of the officers 68 percent felt ill, and 41 percent had considered leaving.")
    assert felt.clause == {"officer", "felt", "ill"}
    assert felt.predicate == {"felt", "ill"}
    assert left.clause == left.predicate == {"considered", "leaving"}
    assert (left.previous_word, left.next_word) == ("and", "had")


def test_a_number_in_a_table_counts_what_its_headings_say() -> None:
    text = (
        "| Prison | Cases of heat illness | Share |\n| --- | ---: | --- |\n| Dry Creek | 97 | 12 % |\n| Harlan | 11 |\n"
    )
    dry, share, harlan = find_quantities(text)
    assert (dry.unit, dry.kind, dry.row) == ("case of heat", "count", "Dry Creek")
    assert dry.context == {"dry", "creek", "case", "heat", "illness"}
    assert (share.unit, share.value) == ("%", Decimal(12))
    assert (harlan.row, harlan.unit) == ("Harlan", "case of heat")


@pytest.mark.parametrize(
    "text", ["a | b 5 | c", "| a | b |\n| 5 | 6 |\n", "| a |\n|---|\n", "|\n|--\n|\n|5", "a|b\n-|-\n5|6"]
)
def test_what_is_no_table_has_no_headings(text: str) -> None:
    assert [quantity.heading for quantity in find_quantities(text) if quantity.heading] == []


def test_the_first_of_a_range_counts_what_the_second_does() -> None:
    first, second, third, fourth = find_quantities("sales grew by 4–7 percent, and 10 to 20 cases came")
    assert (first.kind, first.unit, third.unit) == ("percent", "%", "case")
    assert (second.kind, fourth.unit) == ("percent", "case")


def test_context_words_are_folded_like_those_of_a_measure() -> None:
    assert content_words("Ring's partnerships, about 1,350 of them") == {"ring", "partnership"}
    assert content_words("exactly one-year, two-thirds, % $") == frozenset()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("one hundred and five to ten", "one hundred and five"),
        ("twenty five hundred men", "twenty five hundred"),
        ("two million, three hundred thousand and one, four", "two million, three hundred thousand and one"),
        ("two and a half million", "two and a half million"),
        ("half a dozen", "half a dozen"),
        ("a\nhundred", "a\nhundred"),
        ("five million six", "five million six"),
        ("one thousand two million", "one thousand"),
        ("a lot", ""),
        ("a dog", ""),
        ("half of it", ""),
        ("hundred", ""),
        ("twenty’s plenty", ""),
        ("tens of them", ""),
    ],
)
def test_a_number_in_words_ends_where_its_grammar_does(text: str, number: str) -> None:
    assert text[: end_of_number(text, 0)] == number


def test_ranges_are_two_quantities() -> None:
    assert [q.value for q in find_quantities("between 100 and 150 cases, 10–20 cases, five to ten")] == [
        100, 150, 10, 20, 5, 10,
    ]  # fmt: skip
    assert [q.value for q in find_quantities("between one hundred and one hundred and fifty")] == [100, 150]
    assert [q.value for q in find_quantities("between two thousand and three thousand")] == [2000, 3000]


# source, draft, supported
SUPPORTED = [
    ("over 1,350", "over 1,350", True),
    ("over 1,350", "over 1,300", True),
    ("over 1,350", "more than 1,000", True),
    ("over 1,350", "at least 1,300", True),
    ("over 1,350", "at least 1,350", True),
    ("at least 1,350", "over 1,350", False),  # it may be 1,350
    ("over 1,350", "over 1,400", False),
    ("over 1,350", "exactly 1,300", False),
    ("over 1,350", "1,300", False),
    ("over 1,350", "1,350", False),
    ("over 1,350", "about 1,350", False),  # it may be ten thousand
    ("1,350", "over 1,300", True),
    ("1,350", "over 1,350", False),
    ("1,350", "at least 1,350", True),
    ("1,350", "exactly 1,350", True),
    ("exactly 1,350", "1,350", True),
    ("1,350", "about 1,300", True),
    ("1,350", "about 1,400", True),
    ("1,350", "about 1,500", False),
    ("1,350", "nearly 1,400", True),
    ("1,350", "nearly 1,350", False),
    ("1,350", "nearly 1,500", False),  # a tenth off and more
    ("1,350", "up to 1,400", True),
    ("about 1,350", "1,350", False),
    ("about 1,350", "over 1,000", True),
    ("Twenty-eight", "28", True),
    ("28", "twenty-eight", True),
    ("28", "29", False),
    ("under 50", "at most 50", True),
    ("at most 50", "under 50", False),
    ("none, or 0", "under 50", True),
]


@pytest.mark.parametrize(("source", "draft", "supported"), SUPPORTED)
def test_supports(source: str, draft: str, supported: bool) -> None:
    assert supports(only(source), only(draft)) is supported


@pytest.mark.parametrize(
    ("source", "draft", "lost"),
    [
        ("over 1,350", "over 1,350", False),
        ("over 1,350", "more than 1,350", False),
        ("over 1,350", "1,350", True),  # lost
        ("over 1,350", "exactly 1,350", True),
        ("1,350", "over 1,350", True),  # added
        ("over 1,350", "under 1,350", True),  # turned
        ("over 1,350", "at least 1,350", False),  # says less
        ("at least 1,350", "over 1,350", True),  # says more
        ("28", "exactly 28", False),
        ("allegedly over 1000", "over 1000", True),
        ("over 1000", "allegedly over 1000", True),
        ("allegedly over 1000", "reportedly more than 1,000", False),
        ("over 1,350", "1,300", False),  # another value is another finding
    ],
)
def test_qualifier_lost(source: str, draft: str, lost: bool) -> None:
    assert qualifier_lost(only(source), only(draft)) is lost


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("police department", "police departments", True),
        ("police department", "departments", True),
        ("members of Congress", "congress members", True),
        ("members of the U.S. Congress", "members of Congress", True),
        ("member", "", True),
        ("member of congress", "lawmaker", False),  # no synonyms
        ("member of congress", "member of congressional black caucus", False),
        ("police department", "police officer", False),
        ("year", "month", False),
        ("usd", "eur", False),
        ("%", "%", True),
        ("%", "member", False),
    ],
)
def test_same_unit(a: str, b: str, same: bool) -> None:
    assert same_unit(a, b) is same
    assert same_unit(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("June 10, 2020", "2020-06-10", True),
        ("June 10, 2020", "June 2020", True),
        ("June 8", "June 8, 2020", True),
        ("June 8", "June 2020", True),
        ("June 8", "June 9, 2020", False),
        ("June 10, 2020", "June 10, 2019", False),
        ("6/11/2020", "June 11, 2020", True),
    ],
)
def test_same_date(a: str, b: str, same: bool) -> None:
    assert same_date(only(a).unit, only(b).unit) is same


def test_an_unknown_qualifier_is_refused() -> None:
    with pytest.raises(ValueError, match="'maybe' is no qualifier; there are exactly, over"):
        interval(Decimal(1), "maybe")


# Laws

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()


def in_words(n: int) -> str:
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if n >= scale:
            return f"{in_words(n // scale)} {name} {in_words(n % scale)}".removesuffix(" zero")
    if n >= 100:
        return f"{UNITS[n // 100]} hundred and {in_words(n % 100)}".removesuffix(" and zero")
    return UNITS[n] if n < 20 else f"{TENS[n // 10]}-{UNITS[n % 10]}".removesuffix("-zero")


numbers = st.integers(0, 10**15 - 1)


@given(numbers, st.sampled_from([",", "\u00a0", "\u202f"]))
def test_a_number_in_digits_is_found_with_its_value(n: int, separator: str) -> None:
    written = f"{n:,}".replace(",", separator)
    text = f"They counted {written} departments today."
    found = only(text)
    assert found.value == n
    assert (found.unit, text[found.number.start : found.number.end]) == ("department", written)


@given(numbers.filter(lambda n: n != 1), st.sampled_from([str, str.capitalize, str.upper]))
def test_a_number_in_words_is_found_with_its_value(n: int, case: type[str]) -> None:
    written = case(in_words(n))
    text = f"They counted {written} departments today."
    found = only(text)
    assert found.value == n
    assert (found.unit, text[found.number.start : found.number.end]) == ("department", written)
    assert value_of(written) == n


@given(st.sampled_from([row[0] for row in FOUND if row[0]] + [row[0] for row in HEDGED]), st.text(max_size=40))
def test_a_paragraph_in_front_only_shifts(text: str, front: str) -> None:
    front = "".join(c for c in front if not c.isnumeric()) + ".\n\n"
    before = find_quantities(front)
    shifted = find_quantities(front + text)[len(before) :]
    at = len(front)
    assert [(q.span.start - at, q.span.end - at, q.number.start - at, q.number.end - at) for q in shifted] == [
        (*q.span, *q.number) for q in find_quantities(text)
    ]
    assert [(q.value, q.kind, q.unit, q.qualifier, q.hedge, q.denominator, q.context) for q in shifted] == [
        (q.value, q.kind, q.unit, q.qualifier, q.hedge, q.denominator, q.context) for q in find_quantities(text)
    ]


PROSE = st.lists(
    st.sampled_from(
        "one two twenty - and a half hundred thousand million in of out every 5 1,350 2018 $ % June may 12 , . over "
        "allegedly percent per cent at least ( ) [ / : st th S. No. § people members Congress @ http:// \n \0 \u202e ſ"
        " ı K ½ ² ١ 1.2.3 p.m. 's ’s - – or more said to".split(" ")
    ),
    max_size=30,
)


@given(st.one_of(PROSE.map(" ".join), PROSE.map("".join), st.text()))
def test_any_text_is_read_in_order_without_overlap_or_error(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert (
            end <= quantity.span.start <= quantity.number.start < quantity.number.end <= quantity.span.end <= len(text)
        )
        end = quantity.span.end
        interval(quantity.value, quantity.qualifier)


@given(st.decimals(0, 10**9, places=1), st.decimals(0, 10**9, places=1))
def test_a_source_supports_its_own_words_and_what_follows_from_them(n: Decimal, m: Decimal) -> None:
    low, high = sorted([n, m])
    over_low, over_high = only(f"over {low}"), only(f"over {high}")
    assert supports(over_high, over_low)
    assert supports(over_low, over_high) is (low == high)


HOSTILE = [
    "1", ",", "1,", "1,111,", "1.", "1/", "1-", "1:", "a", "a-", "a.", "@", "a@", "http://", "one hundred and ", "one ",
    "one-", "half a ", "a hundred ", "over ", "allegedly ", "(1", "\0", "\u202e", "\n", " ", "§ ", "$", "June ",
    "1 in ", "twenty-", "x ", "X ", "1 Xx ", "1 of ", "5 members of A", "U.S. ", "+1 ", "million ", ".com/",
    "9 aaaaaaaaa-", "| 1 ", "|\n", "|-", "| a |\n|--|\n| 1 |\n", "one million ", "half a", "a\n", "5 of the ",
    "www.", "@a ", ".com/ ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    """No clock is read: the square of so many would not come to an end."""
    find_quantities("28 " + piece * (40_000 // len(piece)) + "x")


def test_numerals_have_no_units_of_their_own() -> None:
    assert [(n.kind, n.unit) for n in find_numerals("28 members, 34%, $5")] == [
        ("count", ""),
        ("percent", "%"),
        ("money", "usd"),
    ]


@pytest.mark.parametrize("text", ["one store in six counties", "one child in six months", "one office in Ten Mile"])
def test_what_stands_in_six_counties_is_no_share(text: str) -> None:
    assert all(found.kind != "percent" for found in find_quantities(text))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Rs 40 lakh", "4000000", "rupee"),
        ("Rs. 3.2 crore", "32000000", "rupee"),
        ("₹500", "500", "rupee"),
        ("four million rupees", "4000000", "rupee"),
        ("KSh 84 million", "84000000", "shilling"),
        ("KSh45.5 million", "45500000", "shilling"),
        ("10 shillings", "10", "shilling"),
        ("CHF 900", "900", "franc"),
        ("A$400,000", "400000", "usd"),
        ("£600k", "600000", "gbp"),
    ],
)
def test_money_of_the_world(text: str, value: str, unit: str) -> None:
    [quantity] = find_quantities(f"It cost {text} then.")
    assert (quantity.kind, quantity.value, quantity.unit) == ("money", Decimal(value), unit)
    assert quantity.text[quantity.number.start : quantity.span.end] == text


@pytest.mark.parametrize("text", ["Words 12", "offRs 5", "Room 12"])
def test_letters_that_are_no_money(text: str) -> None:
    assert [one for one in find_quantities(text) if one.kind == "money"] == []
