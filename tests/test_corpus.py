"""Many passages searched as one: the same is found as by looking into each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaignkit.checks.corpus import Corpus, Stack
from campaignkit.checks.library import Lexicon, Library, Passage
from campaignkit.folding import fold
from campaignkit.text import find_all

WORDS = st.lists(st.sampled_from("we say no not one two 28 the mayor will won’t café".split()), min_size=1, max_size=12)
TEXTS = st.lists(WORDS.map(" ".join), min_size=1, max_size=6)


def library_of(texts: list[str]) -> Library:
    return Library(tuple(Passage(str(n), str(n), text) for n, text in enumerate(texts)), None, complete=True)


@given(TEXTS, WORDS)
def test_a_search_of_all_is_a_search_of_each(texts: list[str], words: list[str]) -> None:
    quotation = " ".join(words[:4])
    library = library_of(texts)
    found = [(passage.source, match) for passage, match in library.find(quotation)]
    each = [(one.source, match) for one in library.passages for match in find_all(quotation, one.folded)]
    assert found == each


@given(TEXTS, WORDS)
def test_which_passages_hold_words(texts: list[str], words: list[str]) -> None:
    key = fold(" ".join(words[:3]))
    corpus = Corpus((Stack.of(enumerate(map(fold, texts))),))
    assert list(corpus.holding(key)) == [number for number, text in enumerate(texts) if key in fold(text)]


def test_words_are_not_found_across_two_passages() -> None:
    library = library_of(["We will not", "close the library"])
    assert list(library.find("will not close")) == []
    assert len(list(library.find("close the library"))) == 1


@pytest.mark.parametrize(
    "quotation", ["28 buses … were late", "twenty-eight buses", "[T]wenty-eight buses", "publish[ed]"]
)
def test_numbers_and_brackets_do_not_hide_a_passage(quotation: str) -> None:
    library = library_of(["Nothing here.", "They published it. Twenty-eight buses, in May, were late."])
    assert [passage.source for passage, _ in library.find(quotation)] == ["1"]


def test_the_passage_that_shares_the_most_comes_first() -> None:
    corpus = library_of(["the mayor will say no to it", "we will not say no to the mayor today", "nothing"]).corpus
    assert corpus.nearest(fold("we will never say no to the mayor today"), 5) == [1, 0]
    assert corpus.nearest(fold("an entirely other sentence stands here"), 5) == []


def test_a_name_is_a_word_with_a_capital_within_a_sentence() -> None:
    library = library_of(["Yesterday the mayor, Dana Whitfield, spoke. Rain fell on Monday."])
    assert {"dana", "whitfield", "yesterday", "monday", "rain", "olsen"} & library.names == {"dana", "whitfield"}
    assert "rain" in library.words
    assert "olsen" not in library.words


def test_a_lexicon_is_asked_and_not_listed() -> None:
    lexicon = Lexicon(lambda word: word == "ring")
    assert ("ring" in lexicon, "bell" in lexicon) == (True, False)
    assert (frozenset({"ring"}) <= lexicon, frozenset({"ring", "bell"}) <= lexicon) == (True, False)
    with pytest.raises(TypeError, match="not listed"):
        list(lexicon)
    with pytest.raises(TypeError, match="not counted"):
        len(lexicon)
