"""Does the source say so? What must be accepted, what must not, and the two laws."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from campaignkit.folding import fold_word
from campaignkit.text import Folded, Span, find_all, find_quotation, fold, nearest, read_pieces

SOURCE = """\
The company’s letter arrived on Tuesday. “We oppose — and will not condone — any use of this technology,” it
said, “for mass surveillance, racial profiling, or violations of basic rights.” It re-signed its lease for $1.5 million.

Twenty-eight members of the council were matched. Of the cameras, 34.7% failed; over 1,350 departments use them.
We’re told that they were warned. The council [which met twice] voted; Ms. O’Neill [sic] left. The one-year pause
applies to police only, not to schools … and it ends in June. Read [their letter](https://example.org/letter?a=1)
today, or <b>ask&nbsp;us</b> why the mayor said “no”. Will they publish the list? They published it (in part).
"""


def found(quotation: str, source: str = SOURCE) -> str | None:
    """The words of the source that a quotation is found at."""
    span = find_quotation(quotation, source)
    return None if span is None else source[span.start : span.end]


@pytest.mark.parametrize(
    ("why", "quotation", "words"),
    [
        ("word for word", "any use of this technology", "any use of this technology"),
        ("across a line break", "it said", "it\nsaid"),
        ("straight marks for curly ones", "The company's letter", "The company’s letter"),
        ("curly marks for straight ones", "the mayor said 'no'", "the mayor said “no"),
        (
            "one kind of dash for another",
            "We oppose -- and will not condone – any use",
            "We oppose — and will not condone — any use",
        ),
        ("a no-break space", "the\u00a0one-year\u202fpause", "The one-year pause"),
        ("a non-breaking hyphen", "one\u2011year pause", "one-year pause"),
        ("the case of the first letter", "we oppose", "We oppose"),
        ("the case of the first letter, raised", "Any use of this technology", "any use of this technology"),
        ("a comma at the very end", "any use of this technology.", "any use of this technology"),
        ("a full stop at the very end", "letter arrived,", "letter arrived"),
        ("a question that is one", "Will they publish the list?", "Will they publish the list"),
        ("figures without separators", "over 1350 departments", "over 1,350 departments"),
        ("digits for number words", "28 members of the council", "Twenty-eight members of the council"),
        ("digits for number words, within", "… 28 members", "Twenty-eight members"),
        ("a sign for per cent", "34.7 percent failed", "34.7% failed"),
        ("per cent in two words", "34.7 per cent failed", "34.7% failed"),
        ("a space before the sign", "34.7 % failed", "34.7% failed"),
        ("a cut: one sign", "We oppose … any use", "We oppose — and will not condone — any use"),
        ("a cut: three dots", "We oppose ... any use", "We oppose — and will not condone — any use"),
        ("a cut: spaced dots", "We oppose . . . any use", "We oppose — and will not condone — any use"),
        (
            "a cut: four dots",
            "arrived on Tuesday.... it said",
            "arrived on Tuesday. “We oppose — and will not condone — any use of this technology,” it\nsaid",
        ),
        ("a cut: in square brackets", "We oppose [...] any use", "We oppose — and will not condone — any use"),
        ("a cut: a sign in square brackets", "We oppose […] any use", "We oppose — and will not condone — any use"),
        ("a cut: spaced in square brackets", "We oppose [. . .] any use", "We oppose — and will not condone — any use"),
        ("a cut: in round brackets", "We oppose (…) any use", "We oppose — and will not condone — any use"),
        ("a cut without spaces", "We oppose…any use", "We oppose — and will not condone — any use"),
        ("a cut at either end", "…any use…", "any use"),
        ("two cuts", "We … will … condone", "We oppose — and will not condone"),
        ("a cut that cuts nothing", "any use … of this technology", "any use of this technology"),
        ("the source's own dots", "not to schools … and it ends", "not to schools … and it ends"),
        ("words put in for others", "[IBM’s] letter arrived", "letter arrived"),
        ("words put in within", "letter [from IBM] arrived on Tuesday", "letter arrived on Tuesday"),
        ("words replaced within", "The [firm’s] letter arrived", "The company’s letter arrived"),
        (
            "several words replaced replaced",
            "Tuesday. [The firm is against] any use",
            "Tuesday. “We oppose — and will not condone — any use",
        ),
        ("a capital put in", "[W]e oppose", "We oppose"),
        ("a small letter put in", "[w]e oppose", "We oppose"),
        (
            "a capital put in after a cut",
            "letter … [A]ny use",
            "letter arrived on Tuesday. “We oppose — and will not condone — any use",
        ),
        ("a small letter put in within", "warned. [t]he council", "warned. The council"),
        ("an ending put in", "they publish[ed] the list", "they publish the list"),
        ("an ending left out", "They publish[] it", "They published it"),
        ("an ending replaced", "They publish[es] it", "They published it"),
        ("a beginning put in", "[re]publish the list", "publish the list"),
        ("an inside put in", "the coun[s]il were matched", "the council were matched"),
        ("a remark", "they were [sic] warned", "they were warned"),
        ("a remark at the end", "they were warned [emphasis added]", "they were warned"),
        ("a remark on italics", "they [italics mine] were warned", "they were warned"),
        (
            "brackets that are the source's own",
            "The council [which met twice] voted",
            "The council [which met twice] voted",
        ),
        ("a remark that is the source's own", "Ms. O’Neill [sic] left", "Ms. O’Neill [sic] left"),
        ("a bracket left out with its words", "The council … voted", "The council [which met twice] voted"),
        ("a link, read", "Read their letter today", "Read [their letter](https://example.org/letter?a=1)\ntoday"),
        ("a link, up to its text", "Read their letter", "Read [their letter"),
        ("a link, from its text", "their letter today", "their letter](https://example.org/letter?a=1)\ntoday"),
        (
            "a link, quoted as Markdown",
            "Read [their letter](https://example.org/letter?a=1) today",
            "Read [their letter](https://example.org/letter?a=1)\ntoday",
        ),
        (
            "a link in a draft of ours",
            "any [use](https://example.org) of this technology",
            "any use of this technology",
        ),
        (
            "a link and a cut",
            "[We oppose](https://example.org) … any use",
            "We oppose — and will not condone — any use",
        ),
        ("tags in a draft of ours", "any <em>use</em> of this technology", "any use of this technology"),
        ("emphasis in a draft of ours", "any **use** of this _technology_", "any use of this technology"),
        ("an inner apostrophe", "We're told that they were warned", "We’re told that they were warned"),
        ("round brackets kept", "They published it (in part)", "They published it (in part"),
    ],
)
def test_what_a_style_guide_allows_is_found(why: str, quotation: str, words: str) -> None:
    assert found(quotation) == words, why


@pytest.mark.parametrize(
    ("why", "quotation"),
    [
        ("a stronger verb", "We condemn — and will not condone — any use"),
        ("a dropped not", "and will condone — any use"),
        ("an added not", "they were not warned"),
        ("an unmarked cut", "We oppose any use of this technology"),
        ("a clipped last word", "We oppos"),
        ("a lengthened last word", "We opposed"),
        ("a clipped first word", "ouncil were matched"),
        ("a lengthened first word", "theWe oppose"),
        ("a marked cut, and the rest is not there", "We oppose … a permanent ban"),
        ("a marked cut, and the beginning is not there", "They oppose … any use"),
        ("the halves in the wrong order", "any use of this technology … We oppose"),
        ("two words changed round", "racial surveillance, mass profiling"),
        ("a changed figure", "over 1,300 departments"),
        ("another digit", "over 1,351 departments"),
        ("a figure ten times as large", "over 13,500 departments"),
        ("a lost decimal point", "its lease for $15 million"),
        ("a lost sign of money", "its lease for 1.5 million"),
        ("another money", "its lease for €1.5 million"),
        ("a lost per cent", "Of the cameras, 34.7 failed"),
        ("per cent of another number", "34.8 percent failed"),
        ("another number word", "Twenty-nine members"),
        ("other digits for a number word", "29 members of the council"),
        ("digits for half a number word", "8 members of the council"),
        ("half a number word", "eight members of the council"),
        ("the other half", "“Twenty”"),
        ("half a number word after a cut", "million … eight members of the council"),
        ("we're is not were", "were told that they"),
        ("were is not we're", "that they we're warned"),
        ("re-signed is not resigned", "It resigned its lease"),
        ("one year is not one-year", "The one year pause"),
        ("a question made of a statement", "they were warned?"),
        ("an outcry made of a statement", "they were warned!"),
        ("a comma moved", "We’re told, that they were warned"),
        ("a comma lost", "for mass surveillance racial profiling"),
        ("a full stop lost", "arrived on Tuesday We oppose"),
        ("round brackets lost", "They published it in part"),
        ("the source's own brackets lost", "The council which met twice voted"),
        ("brackets round words that are the source's own", "Twenty-eight [members of the] council were matched when"),
        ("capitals for stress", "and will NOT condone"),
        ("a name in small letters", "arrived on tuesday"),
        ("more than eight words for a pair of brackets", "letter [came; it is against] of this technology"),
        ("a replaced word is not the next but one", "publish[ed] list"),
        ("a replaced ending of another word", "publish[ed] a list"),
        ("a whole word for an ending", "They pub[lic] with the list"),
        ("empty", ""),
        ("white space", " \n\t "),
        ("only a cut", "…"),
        ("only cuts", "[…] […]"),
        ("only a bracket", "["),
        ("only brackets", "[] ()"),
        ("only marks", "“” — ‘’"),
        ("only an edit", "[we oppose]"),
        ("only a remark", "[emphasis added]"),
        ("only an accent", "\u0301"),
        ("a word in angle brackets", "We <firmly> oppose"),
        ("a sign that is a word", "We oppose $ any use"),
    ],
)
def test_what_no_style_guide_allows_is_not_found(why: str, quotation: str) -> None:
    assert found(quotation) is None, why


@pytest.mark.parametrize(
    ("why", "source"),
    [
        ("empty", ""),
        ("no words", "“…”"),
        ("three words, one other", "We oppose this"),
        ("the beginning only", "We"),
        ("the words in one", "weopposeit"),
        ("another sentence between", "We do. Oppose it."),
        ("a decomposed accent more", "We oppo\u0301se it"),
    ],
)
def test_a_source_that_does_not_say_it(why: str, source: str) -> None:
    assert find_quotation("we oppose it", source) is None, why


@pytest.mark.parametrize(
    ("why", "source", "quotation", "words"),
    [
        ("three words in all", "We oppose it", "we oppose it", "We oppose it"),
        ("one word in all", "No", "“No.”", "No"),
        ("emoji before, of several code points", "👩🏽‍💻🇺🇸 we oppose it", "we oppose", "we oppose"),
        ("an entity before", "A&amp;B &mdash; we oppose it", "we oppose", "we oppose"),
        ("no-break spaces before", "\u00a0\u00a0we\u00a0oppose it", "we oppose", "we\u00a0oppose"),
        ("a letter that gets longer when lowered, before", "İİİ we oppose it", "we oppose", "we oppose"),
        ("a ligature inside", "the oﬃce is closed", "the office is", "the oﬃce is"),
        ("a soft hyphen inside", "a mora\u00adtorium now", "a moratorium now", "a mora\u00adtorium now"),
        ("zero-width signs inside", "fa\u200b\u200bcial scans", "facial scans", "fa\u200b\u200bcial scans"),
        ("zero-width signs in the draft", "facial scans", "fa\u200bcial\ufeff scans", "facial scans"),
        ("decomposed in the source", "re\u0301sume\u0301 sent", "résumé sent", "re\u0301sume\u0301 sent"),
        ("decomposed in the draft", "a résumé sent", "re\u0301sume\u0301 sent", "résumé sent"),
        ("a tag inside", "we <i>firmly</i> oppose", "we firmly oppose", "we <i>firmly</i> oppose"),
        ("a mark of another form after", "“we oppose”…", "we oppose", "we oppose"),
        ("the first of two that differ in nothing", "no. We say no. We say no.", "we say no", "We say no"),
        ("a number word after another that ends a sentence", "I saw twenty. Eight left.", "eight left", "Eight left"),
        ("a cut inside a link", "We see [our letter](https://example.org/x) now", "see [our", "see [our"),
        ("not the one with other signs", "We say, no. We say no.", "we say no", "We say no"),
        ("the source's own dots rather than a cut", "we stop. we … go on", "we … go on", "we … go on"),
        ("a cut after a word that is everywhere", "the a b. " * 400 + "the new pause", "the … pause", "the new pause"),
        ("the place where least is cut", "We ask. We ask you to stop.", "we … stop", "We ask you to stop"),
    ],
)
def test_where_it_is_found(why: str, source: str, quotation: str, words: str) -> None:
    assert found(quotation, source) == words, why


def test_a_cut_stands_for_eighty_words_and_no_more() -> None:
    for count, there in ((0, True), (80, True), (81, False)):
        assert bool(find_quotation("begin … end", f"begin {'more ' * count}end")) is there, count


def test_brackets_stand_for_eight_words_and_no_more() -> None:
    for count, there in ((0, True), (8, True), (9, False)):
        assert bool(find_quotation("begin [all of it] end", f"begin {'more ' * count}end")) is there, count


def test_a_cut_next_to_brackets_stands_for_the_wider_of_the_two() -> None:
    for quotation in ("begin … [it] end", "begin [it] … end"):
        assert find_quotation(quotation, f"begin {'more ' * 80}end"), quotation
        assert find_quotation(quotation, f"begin {'more ' * 81}end") is None, quotation


def test_a_later_place_is_tried_when_the_first_leads_nowhere() -> None:
    source = f"we ask {'x ' * 90} we ask you. You ask them to stop. To act now."
    assert found("we ask … them … now", source) == "we ask you. You ask them to stop. To act now"


def test_what_led_nowhere_once_is_not_tried_again() -> None:
    """There are more ways through the first part than could ever be tried."""
    source = f"{'a ' * 60} {'x ' * 100} {'a ' * 12} b"
    assert found(" … ".join(["a"] * 12) + " … b", source) is not None


def test_all_places_are_found_and_those_that_differ_come_last() -> None:
    source = Folded.of("We say, no. They hope. We say no. WE SAY NO.")
    assert [(match.span, match.differences) for match in find_all("we say no", source)] == [
        (Span(23, 32), ()),
        (Span(0, 10), ("punctuation",)),
        (Span(34, 43), ("case",)),
    ]


def test_a_match_tells_what_was_cut() -> None:
    source = Folded.of("We will not sell it, ever.")
    match = next(find_all("we will … sell it", source))
    assert match.declared
    assert [source.text[a:b] for a, b in match.elided] == [" not "]
    assert [source.text[a:b] for a, b in match.pieces] == ["We will", "sell it"]
    plain = next(find_all("not sell it", source))
    assert (plain.declared, plain.elided, plain.pieces) == (False, (), (plain.span,))


@pytest.mark.parametrize(
    ("quotation", "pieces"),
    [
        ("", []),
        ("…", []),
        ("a b", [(" a b ", -1, "", "")]),
        ("… a … b …", [(" a ", -1, "", ""), (" b ", 80, "", "")]),
        ("a [x] … b", [(" a ", -1, "", ""), (" b ", 80, "", "")]),
        ("a [x] b [sic] c", [(" a ", -1, "", ""), (" b c ", 8, "", "")]),
        ("[W]e go", [(" we go ", -1, "", "")]),
        ("so [w]e go", [(" so ", -1, "", ""), (" we go ", 0, "", "")]),
        ("publish[ed] it", [(" it ", -1, "publish", "")]),
        ("[un]fair it", [(" it ", -1, "", "fair")]),
        ("colo[u]r it", [(" it ", -1, "colo", "r")]),
        ("[a](https://example.org) b", [(" a b ", -1, "", "")]),
    ],
)
def test_how_a_quotation_is_read(quotation: str, pieces: list[tuple[str, int, str, str]]) -> None:
    assert [(piece.words, piece.gap, piece.prefix, piece.suffix) for piece in read_pieces(quotation)] == pieces


# The laws. A source is a run of words and of what stands between words; whatever is cut from it at words is said by it.

WORDS = (
    "police council use the a not Ring’s we're café naïve 1,350 28 34.7 twenty eight … [sic] publish IBM $5 %".split()
)
BETWEEN = [
    " ",
    "\n",
    ", ",
    ". ",
    " — ",
    "-",
    "… ",
    " ... ",
    " [",
    "] ",
    " (",
    ") ",
    "” “",
    "\u00a0",
    "; ",
    " <b>",
    "</b> ",
    "](https://example.org/x) ",
    "? ",
]
sources = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), min_size=1, max_size=40)
plain_words = st.from_regex(r"[a-zé]{1,7}", fullmatch=True)


def joined(parts: list[tuple[str, str]]) -> str:
    """The text of a drawn source."""
    return "".join(word + between for word, between in parts)


def run_of(data: st.DataObject, source: Folded) -> tuple[int, int]:
    """A run of words, drawn."""
    first = data.draw(st.integers(0, source.count - 1))
    return first, data.draw(st.integers(first, min(source.count - 1, first + 30)))


@given(sources, st.data())
def test_whatever_words_are_cut_from_a_source_are_found_in_it(
    parts: list[tuple[str, str]], data: st.DataObject
) -> None:
    source = Folded.of(joined(parts))
    assume(source.count)
    cut = source.span(*run_of(data, source))
    quotation = source.text[cut.start : cut.end]
    match = next(find_all(quotation, source))
    assert set(match.differences) <= {"figure"}  # half of "twenty eight" is another number
    assert fold(source.text[match.span.start : match.span.end]) == fold(quotation)


@given(st.text(max_size=80), st.data())
def test_whatever_words_are_cut_from_any_text_are_found_in_it(text: str, data: st.DataObject) -> None:
    source = Folded.of(text)
    assume(source.count)
    cut = source.span(*run_of(data, source))
    span = find_quotation(text[cut.start : cut.end], source)
    assert span is not None
    assert fold(text[span.start : span.end]) == fold(text[cut.start : cut.end])


@given(st.lists(plain_words, min_size=2, max_size=30), st.data())
def test_a_quotation_with_a_word_taken_out_is_not_found(words: list[str], data: st.DataObject) -> None:
    source = Folded.of(" ".join(words))
    first, last = run_of(data, source)
    assume(last > first)
    out = data.draw(st.integers(first, last))
    rest = words[first:out] + words[out + 1 : last + 1]
    assert bool(find_quotation(" ".join(rest), source)) is _runs_in(rest, words)


@given(st.lists(plain_words, min_size=1, max_size=30), plain_words, st.data())
def test_a_quotation_with_a_word_put_in_is_not_found(words: list[str], new: str, data: st.DataObject) -> None:
    source = Folded.of(" ".join(words))
    first, last = run_of(data, source)
    at = data.draw(st.integers(first, last + 1))
    longer = [*words[first:at], new, *words[at : last + 1]]
    assert bool(find_quotation(" ".join(longer), source)) is _runs_in(longer, words)


@given(st.lists(plain_words, min_size=1, max_size=30), plain_words, st.data())
def test_a_quotation_with_a_word_changed_is_not_found(words: list[str], new: str, data: st.DataObject) -> None:
    source = Folded.of(" ".join(words))
    first, last = run_of(data, source)
    at = data.draw(st.integers(first, last))
    other = [*words[first:at], new, *words[at + 1 : last + 1]]
    assert bool(find_quotation(" ".join(other), source)) is _runs_in(other, words)


def _runs_in(run: list[str], words: list[str]) -> bool:
    """Whether `run` stands in `words`, told in the simplest way there is; no words and number words aside."""
    numbers = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "percent", "cent"}
    assume(run and not numbers & {*run, *words})
    folded, whole = [fold_word(word) for word in run], [fold_word(word) for word in words]
    return any(whole[at : at + len(folded)] == folded for at in range(len(whole)))


@given(st.lists(plain_words, min_size=3, max_size=30, unique=True), st.data())
def test_a_marked_cut_is_found_and_the_halves_changed_round_are_not(words: list[str], data: st.DataObject) -> None:
    source = " ".join(words)
    a, b = sorted(data.draw(st.lists(st.integers(1, len(words) - 1), min_size=2, max_size=2, unique=True)))
    mark = data.draw(st.sampled_from(["…", "...", ". . .", "[...]", "[…]", "(…)", "(...)"]))
    before, after = " ".join(words[:a]), " ".join(words[b:])
    assert found(f"{before} {mark} {after}", source) == source
    assert found(f"{after} {mark} {before}", source) is None


@given(st.lists(plain_words, min_size=3, max_size=20, unique=True), st.data())
def test_the_span_begins_and_ends_at_the_words_whatever_stands_before(words: list[str], data: st.DataObject) -> None:
    before = data.draw(st.text(st.sampled_from("é😀\u00a0“&;\u200bİ \n👩\u0301"), max_size=20))
    between = data.draw(st.sampled_from([" ", "\u00a0", "\n", "  ", "\u2003"]))
    source = f"{before} {between.join(words)}”."
    start = source.index(between.join(words))
    assert find_quotation(" ".join(words), source) == Span(start, len(source) - 2)


@given(st.integers(0, 99))
def test_number_words_stand_for_digits_and_digits_for_number_words(number: int) -> None:
    ones = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
    )
    ones += "seventeen eighteen nineteen".split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    name = ones[number] if number < 20 else tens[number // 10 - 2] + (f"-{ones[number % 10]}" if number % 10 else "")
    assert find_quotation(f"all {number} of them", f"all {name} of them")
    assert find_quotation(f"all {name} of them", f"all {number} of them")
    assert find_quotation(f"all {number + 1} of them", f"all {name} of them") is None
    assert find_quotation(f"all {name} of them", f"all {number + 1} of them") is None


@given(st.lists(plain_words, min_size=12, max_size=30, unique=True), st.data())
def test_nearest_names_the_word_that_was_changed(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(4, len(words) - 5))
    near = nearest(" ".join([*words[:at], "zzzzzzzz", *words[at + 1 :]]), " ".join(words))
    assert near is not None
    assert near.changes == (("zzzzzzzz", words[at]),)
    assert near.span == Span(0, len(" ".join(words)))


@given(st.lists(plain_words, min_size=12, max_size=30, unique=True), st.data())
def test_nearest_names_the_word_that_was_taken_out_or_put_in(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(4, len(words) - 5))
    without = [*words[:at], *words[at + 1 :]]
    taken, put = nearest(" ".join(without), " ".join(words)), nearest(" ".join(words), " ".join(without))
    assert taken is not None
    assert put is not None
    assert (taken.changes, put.changes) == ((("", words[at]),), ((words[at], ""),))


@pytest.mark.parametrize(
    ("why", "quotation", "changes", "words"),
    [
        (
            "a stronger verb",
            "We condemn and will not condone",
            (("condemn", "oppose"),),
            "We oppose — and will not condone",
        ),
        ("a removed not", "oppose and will condone any use", (("", "not"),), "oppose — and will not condone — any use"),
        ("an added not", "told that they were not warned", (("not", ""),), "told that they were warned"),
        ("a changed figure", "over 1,300 departments use them", (("1300", "1350"),), "over 1,350 departments use them"),
        (
            "a changed first word",
            "They oppose and will not condone any use",
            (("they", "we"),),
            "We oppose — and will not condone — any use",
        ),
        (
            "a changed last word",
            "any use of this software",
            (("software", "technology"),),
            "any use of this technology",
        ),
        (
            "the piece that is not there",
            "We oppose … any sale of this technology",
            (("sale", "use"),),
            "any use of this technology",
        ),
    ],
)
def test_nearest_names_what_differs(why: str, quotation: str, changes: tuple[tuple[str, str], ...], words: str) -> None:
    near = nearest(quotation, SOURCE)
    assert near is not None
    assert (near.changes, SOURCE[near.span.start : near.span.end]) == (changes, words), why
    assert 0.6 < near.similarity < 1


def test_nearest_looks_into_a_long_quotation() -> None:
    words = [f"word{number}" for number in range(3000)]
    near = nearest(" ".join([*words[1000:1200], "altered", *words[1201:1400]]), " ".join(words))
    assert near is not None
    assert near.changes == (("altered", "word1200"),)


@pytest.mark.parametrize("nothing", ["", "…", "[x]", "“”", "\u0301"])
def test_nothing_is_near_to_nothing(nothing: str) -> None:
    assert nearest(nothing, SOURCE) is None
    assert nearest("we oppose", nothing if nothing != "[x]" else "") is None


def test_what_is_like_nothing_has_no_similarity() -> None:
    near = nearest("zebras graze quietly", SOURCE)
    assert near is not None
    assert near.similarity < 0.6


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(quotation: str, source: str) -> None:
    folded = Folded.of(source)
    for match in find_all(quotation, folded):
        assert 0 <= match.span.start < match.span.end <= len(source)
        assert match.span == (match.pieces[0].start, match.pieces[-1].end)
        assert all(one.end <= two.start for one, two in pairwise(match.pieces))
    near = nearest(quotation, folded)
    assert near is None or (0 <= near.span.start < near.span.end <= len(source) and 0 <= near.similarity <= 1)


# Hostile: nothing here is timed; a square in the length would not come back.

MEGABYTE = 1_000_000
SIGNS = [
    "[",
    "]",
    "[]",
    "[a]",
    "a[sic] ",
    "[W]e ",
    "publish[ed] ",
    '"',
    "“”",
    "'",
    "a'",
    "…",
    "... ",
    ".",
    "(",
    "<",
    "<a ",
    "](",
    "[a](",
    "1,",
    "5 ",
]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_megabyte_of_one_sign_is_a_quotation_like_any_other(sign: str) -> None:
    assert find_quotation(sign * (MEGABYTE // 2 // len(sign)) + " zebra", SOURCE) is None


@pytest.mark.parametrize("sign", SIGNS)
def test_a_megabyte_of_one_sign_is_a_source_like_any_other(sign: str) -> None:
    source = f"{sign * (MEGABYTE // len(sign))} \n We oppose, and will not condone"
    assert find_quotation("we oppose … [they] condone", source)
    assert find_quotation("we oppose … [they] zebra", source) is None


def test_many_cuts_in_many_words() -> None:
    assert find_quotation(" … ".join(["the"] * 1000), "the " * 1000) == Span(0, 3999)
    assert find_quotation(" … ".join(["the"] * 1000) + " zebra", "the " * 1000) is None
    assert find_quotation(" … ".join(["the"] * 300) + " … zebra", "the " * 250_000) is None
    assert find_quotation("the [a] " * 300 + "lion", "the the " * 100_000 + " lion zebra") is None


def test_a_long_quotation_in_a_source_that_repeats_itself() -> None:
    assert find_quotation("the, the " * 500, "the " * 250_000) is None
    assert nearest("the pause " * 3000, "the one-year pause " * 20_000) is not None


def test_a_word_that_is_everywhere_does_not_hide_the_one_place() -> None:
    source = "the police use it. " * 20_000 + "the new law ends it."
    assert found("the … law ends it", source) == "the new law ends it"


def test_five_megabytes_in_one_line() -> None:
    source = Folded.of("we hope that this pause gives them enough time " * 110_000 + "to act at last")
    assert find_quotation("enough time to act", source)
    assert find_quotation("enough time to wait", source) is None
    near = nearest("enough time to act at once", source)
    assert near is not None
    assert near.changes == (("once", "last"),)


def test_quotations_of_the_five_documents(shared_documents: Path) -> None:
    """Every run of twelve words of real prose is found in it; with its seventh word gone it is not."""
    for path in sorted(shared_documents.glob("*.txt")):
        source = Folded.of(path.read_text(encoding="utf-8"))
        for first in range(0, source.count - 12, 97):
            span = source.span(first, first + 11)
            quotation = source.text[span.start : span.end]
            hit = find_quotation(quotation, source)
            assert hit is not None
            assert fold(source.text[hit.start : hit.end]) == fold(quotation)
            gone = fold(quotation).split()
            altered = " ".join(gone[:6] + gone[7:])
            assert f" {altered} " in source.words or find_quotation(altered, source) is None
