"""Folding: what counts as the same word, and the way back to the text as kept."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.folding import Folded, Span, fold, fold_word

# Signs that have broken folds before, so that they come up more often than chance would have it.
AWKWARD = [
    *"aZéßıİΣςſ0٣२²½Ⅷªǅﬁﬀ_-’'`‘…$%€.,;<>[]()/\n\t",
    *"\u00a0\u2009\u202f\u00ad\u200b\u200d\ufeff\ufe0f",  # kinds of space and signs that are not seen
    *"\u0301\u0307\u0323\u094d\u093f\u05b0\u064e",  # accents and vowel signs
    *"\x00\x1c\x85\u2028😀👩🇺漢\ud800",
]
weird_text = st.lists(st.one_of(st.characters(), st.sampled_from(AWKWARD), st.sampled_from(["a", " "]))).map("".join)


@pytest.mark.parametrize(
    ("why", "one", "other"),
    [
        ("curly or straight apostrophe", "don’t", "don't"),
        ("a grave accent for an apostrophe", "don`t", "don't"),
        ("a left mark for an apostrophe", "Trump‘s", "Trump's"),
        ("a modifier letter for an apostrophe", "Trumpʼs", "Trump's"),
        ("quotation marks of any shape", "“we” ‘are’ «here»", '"we" are here'),
        ("dashes of any kind", "one—year – now", "one-year - now"),
        ("white space of any kind", "one\u00a0year\r\n\u2003now", "one year now"),
        ("a thousands separator", "1,350", "1350"),
        ("a thin space for a thousands separator", "1\u202f350", "1350"),
        ("capitals", "THE POLICE", "the police"),
        ("ligatures", "the oﬃce ﬁles ﬂow", "the office files flow"),
        ("a soft hyphen inside a word", "mora\u00adtorium", "moratorium"),
        ("several invisible signs in a row", "mora\u200b\u200d\ufefftorium", "moratorium"),
        ("an invisible sign beside an apostrophe", "we\u200b’\u200bre", "we're"),
        ("a choice of glyph", "po\ufe0flice", "police"),
        ("accents composed or not", unicodedata.normalize("NFD", "résumé Škoda"), "résumé Škoda"),
        ("an accent at the very end, not composed", "the cafe\u0301", "the café"),
        ("two accents in either order", "a\u0323\u0302", "a\u0302\u0323"),
        ("Hangul composed or not", unicodedata.normalize("NFD", "한국"), "한국"),
        ("tags", "<p class='x'>we <b>are</b></p>", "we are"),
        ("a tag in capitals", "we<BR />are", "we are"),
        ("a comment", "we <!-- never --> are", "we are"),
        ("the address of a link", "[our letter](https://example.org/not) says", "our letter says"),
    ],
)
def test_folds_alike(why: str, one: str, other: str) -> None:
    assert fold(one) == fold(other), why


@pytest.mark.parametrize(
    ("why", "one", "other"),
    [
        ("an apostrophe makes another word", "we're", "were"),
        ("so does a hyphen", "re-sign", "resign"),
        ("a decimal point", "$1.5 million", "$15 million"),
        ("a comma that parts no thousands", "1,5", "15"),
        ("a comma after too few digits", "1,35", "135"),
        ("a year beside a number is not one number", "in 2019,350 people", "in 2019350 people"),
        ("the sign of money", "$15", "15"),
        ("which money", "£15", "€15"),
        ("yen", "¥15", "15"),
        ("a number in two", "1.5 %", "1 5 %"),
        ("per cent", "34.7%", "34.7"),
        ("an accent", "café", "cafe"),
        ("an accent that stands apart", "cafe\u0301", "cafe"),
        ("a vowel sign", "कि", "कु"),
        ("a vowel point", "כָּל", "כל"),
        ("a dotless i", "ısı", "isi"),
        ("a sharp s is not ss", "Masse", "Maße"),
        ("a superscript is not a digit", "10²", "102"),
        ("an underscore parts words", "police_data", "policedata"),
        ("a word in angle brackets is there to be read", "we will <not> sell", "we will sell"),
        ("a comparison is no tag", "if a <b and c> d", "if a d"),
        ("an address in angle brackets is there to be read", "<press@example.org> said", "said"),
    ],
)
def test_folds_apart(why: str, one: str, other: str) -> None:
    assert fold(one) != fold(other), why


@pytest.mark.parametrize(
    "empty", ["", " ", "\n\n", "“…”", "[]", "—", "_", "'", "\u200b\ufeff", "\u0301", "<p>", "😀👍🏽", "!?", "\x00"]
)
def test_no_words(empty: str) -> None:
    folded = Folded.of(empty)
    assert (folded.words, folded.count) == (" ", 0)


@given(weird_text)
def test_there_are_as_many_words_in_the_map_as_in_the_fold(text: str) -> None:
    folded = Folded.of(text)
    assert len(folded.words.split()) == folded.count
    assert folded.words == " " or folded.words == f" {' '.join(folded.words.split())} "


@given(weird_text)
def test_each_word_is_found_where_the_map_says(text: str) -> None:
    folded = Folded.of(text)
    for number, word in enumerate(folded.words.split()):
        span = folded.span(number, number)
        assert 0 <= span.start < span.end <= len(text)
        assert fold_word(text[span.start : span.end]) == word
        assert folded.slice(number, number) == word


@given(weird_text)
def test_spans_come_one_after_the_other(text: str) -> None:
    folded = Folded.of(text)
    spans = [folded.span(number, number) for number in range(folded.count)]
    assert all(one.end <= two.start for one, two in pairwise(spans))


@given(weird_text, st.data())
def test_a_slice_is_the_fold_of_its_span(text: str, data: st.DataObject) -> None:
    folded = Folded.of(text)
    if folded.count:
        first = data.draw(st.integers(0, folded.count - 1))
        last = data.draw(st.integers(first, folded.count - 1))
        span = folded.span(first, last)
        assert fold(text[span.start : span.end]) == f" {folded.slice(first, last)} "
        assert folded.word_at(folded.words.index(f" {folded.slice(first, last)} ") + 1) <= first


@given(st.text(st.sampled_from("aéåñộΐक\u093fשָּ한국Ӂe\u0301\u0323'’ .")))
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_every_letter_and_digit_of_unicode_is_part_of_a_word() -> None:
    for number in range(0x110000):
        sign = chr(number)
        if sign.isalnum():
            assert fold(sign) == f" {fold_word(sign)} " != "  ", hex(number)


def test_no_accent_or_vowel_sign_of_a_living_script_parts_a_word() -> None:
    """Checked against the names that Unicode gives, not against our own list of ranges."""
    scripts = (
        "COMBINING GRA",
        "COMBINING ACU",
        "COMBINING CIR",
        "COMBINING DIA",
        "COMBINING CED",
        "HEBREW",
        "ARABIC",
        "DEVANAGARI",
        "BENGALI",
        "TAMIL",
        "TELUGU",
        "THAI",
        "KHMER",
        "MYANMAR",
    )
    for sign in map(chr, range(0x10000)):
        if unicodedata.category(sign)[0] == "M" and unicodedata.name(sign, "").startswith(scripts):
            assert len(Folded.of(f"a{sign}b").words.split()) == 1, unicodedata.name(sign)


def test_word_at() -> None:
    folded = Folded.of("“We’ve” 1,350 <b>words</b>.")
    assert folded.words == " we've 1350 words "
    assert [folded.word_at(offset) for offset in (0, 1, 6, 7, 11, 12, 16)] == [0, 0, 0, 1, 1, 2, 2]
    assert folded.span(0, 2) == Span(1, 22)


@pytest.mark.parametrize(
    "sign", ["<", "<a ", "</", "<!", "](", "[", "a'", "'", "a\u200b", "1,", "1,234", ".", "…", "&", "“”", "\u0301"]
)
def test_a_megabyte_of_one_sign_is_folded(sign: str) -> None:
    text = sign * (1_000_000 // len(sign)) + " end"
    assert fold(text).endswith(" end ")


def test_one_line_of_five_megabytes_is_folded() -> None:
    text = "one line without any break " * 200_000
    assert Folded.of(text).count == 1_000_000
