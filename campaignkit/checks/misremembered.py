"""Quotations of which the source has most words, in another order or another wording, from the same speaker.

By the words alone these are not found: too many of them differ. That the same person is quoted with so much of it tells
that it is the same utterance, badly remembered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from campaignkit.checks.library import Library, Passage
from campaignkit.folding import Folded, Span, fold
from campaignkit.function_words import AUXILIARIES, CONJUNCTIONS, DETERMINERS, PRONOUNS, ROLES, SUBORDINATE
from campaignkit.people import same_person
from campaignkit.quotations import Quotation
from campaignkit.speakers import Speaker
from campaignkit.text import Match, Near, find_all, nearest

__all__ = ["in_another_order", "in_their_order", "is_alike", "misremembered"]

TWO = 2  # words of the shortest quotation that can be told to be another one
SHORT = 6  # words; a shorter quotation is compared as a bag of words
KEPT = 0.6  # share of its words that the source has, from the same speaker
REORDERED = 0.85  # share of its words that the source has in another order
BETWEEN_AT_MOST = 160  # code points between two quotations that are one utterance
PLACES_AT_MOST = 40  # places of the first sentence at which the others are looked for
PART = 3  # words at least of each sentence of a quotation that was put into another order
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’]?\s+")
# What may stand between two sentences of one utterance: a space, or ,” she said. “
_ASIDE = re.compile(r"[.!?,]?\s+|[.!?,]?[”\"’'][^“”\"\n]{0,120}[“\"‘']|[.!?,]?[”\"’']?\s*\n\s*[“\"‘']?")
_PLAIN = AUXILIARIES | CONJUNCTIONS | DETERMINERS | PRONOUNS | SUBORDINATE


@dataclass(frozen=True)
class Changed:
    """What the speaker said instead.

    Attributes:
        order: Whether only the order of the words differs.
    """

    passage: Passage
    near: Near
    order: bool = False


def misremembered(quotation: Quotation, speaker: Speaker | None, library: Library) -> Changed | None:
    """Return what the speaker said instead, if the sources quote them with most of the words."""
    words = fold(quotation.text).split()
    if speaker is None or len(words) < TWO:
        return None
    if len(words) == TWO:
        return _of_two(words, speaker, library)
    found = [
        changed
        for passage in library.mentioning(speaker.name)
        for said in _runs(passage, speaker)
        if (changed := _compared(words, quotation.text, passage, said))
    ]
    return max(found, key=lambda one: one.near.similarity, default=None)


def _of_two(words: list[str], speaker: Speaker, library: Library) -> Changed | None:
    """Return the two words that the speaker is quoted with, where one of them is kept: “trick” for “stunt”."""
    for passage in library.mentioning(speaker.name):
        for said, by in passage.spoken:
            theirs = fold(said.text).split()
            alike = by is not None and (is_alike(speaker, by) or _is_printed_by(speaker, passage))
            if alike and len(theirs) == TWO and _is_one_changed(words, theirs):
                changes = tuple((ours, other) for ours, other in zip(words, theirs, strict=True) if ours != other)
                return Changed(passage, Near(said.span, 1 / TWO, changes))
    return None


def _is_printed_by(speaker: Speaker, passage: Passage) -> bool:
    """Whether a draft gives words to the paper that quotes them: “…,” according to the Oak Post."""
    names = (passage.record.publisher or "", *passage.record.author) if passage.record else passage.signers
    return speaker.how == "according" and any(name and same_person(speaker.name, name) == "same" for name in names)


def _is_one_changed(words: list[str], theirs: list[str]) -> bool:
    kept = [ours for ours, other in zip(words, theirs, strict=True) if ours == other]
    return len(kept) == 1 and len(kept[0]) > 4 and kept[0] not in _PLAIN


def _runs(passage: Passage, speaker: Speaker) -> Iterator[list[Span]]:
    """Yield what the source quotes of the speaker: quotations with little between them are one utterance."""
    run: list[Span] = []
    for said, by in passage.spoken:
        if by is None or not is_alike(speaker, by):
            continue
        if run and not 0 <= said.outer.start - run[-1].end <= BETWEEN_AT_MOST:
            yield run
            run = []
        run.append(said.span)
    if run:
        yield run


def is_alike(claimed: Speaker, by: Speaker) -> bool:
    """Return whether two speakers may be one: by name, by whom they speak for, or both just "the driver"."""
    names = [(claimed.name, by.name), (claimed.name, by.affiliation), (claimed.affiliation, by.affiliation)]
    if any(one and other and same_person(one, other) != "different" for one, other in names):
        return True
    same = fold(claimed.name) == fold(by.name)
    return same or not ROLES.isdisjoint(set(fold(claimed.name).split()) & set(fold(by.name).split()))


def _compared(words: list[str], quoted: str, passage: Passage, said: list[Span]) -> Changed | None:
    """Compare a quotation with an utterance: word by word, and by the words that both have in any order."""
    source = Folded.of(" ".join(passage.text[slice(*span)] for span in said))
    where = Span(said[0].start, said[-1].end)
    theirs = source.words.split()
    (start, end), shared = max(_windows(words, theirs), key=lambda one: one[1], default=((0, 0), 0))
    kept = Counter(words) & Counter(theirs[start:end])
    order = len(words) >= SHORT and shared >= REORDERED * len(words)
    if len(words) >= SHORT and not order:
        near = nearest(quoted, source)
        return (
            Changed(passage, Near(where, near.similarity, near.changes)) if near and near.similarity >= KEPT else None
        )
    if shared < KEPT * len(words) or not any(len(word) > 3 and word not in _PLAIN for word in kept):
        return None
    changes = ((_left(words, kept), _left(theirs[start:end], kept)),)
    return Changed(passage, Near(where, shared / len(words), changes), order=order)


def _left(words: list[str], kept: Counter[str]) -> str:
    """Return the words that the other side does not have."""
    held = kept.copy()
    left: list[str] = []
    for word in words:
        if held[word]:
            held[word] -= 1
        else:
            left.append(word)
    return " ".join(left)


def _windows(words: list[str], theirs: list[str]) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the stretches of `theirs` as long as `words`, each with the number of words in common."""
    size, wanted = min(len(words), len(theirs)), Counter(words)
    for start in range(len(theirs) - size + 1):
        yield (start, start + size), (wanted & Counter(theirs[start : start + size])).total()


def in_another_order(words: str, library: Library) -> Changed | None:
    """Return the passage that has every sentence of a quotation, though not one after the other."""
    for passage, spans in _sentences_in(words, library):
        return Changed(passage, Near(Span(min(spans)[0], max(spans)[1]), 1 - 1 / len(spans), ()), order=True)
    return None


def in_their_order(words: str, library: Library) -> tuple[Passage, Match] | None:
    """Return where every sentence of a quotation stands, with nothing but a "she said" of the source between them."""
    for passage, spans in _sentences_in(words, library):
        between = [passage.text[one.end : two.start] for one, two in pairwise(spans)]
        if all(_ASIDE.fullmatch(words) for words in between):
            span = Span(spans[0].start, spans[-1].end)
            return passage, Match(span, (span,), (), ())
    return None


def _sentences_in(words: str, library: Library) -> Iterator[tuple[Passage, list[Span]]]:
    """Yield the passages that have every sentence of a quotation, and where."""
    parts = [part for part in _SENTENCE.split(words.strip()) if fold(part) != " "]
    if len(parts) < 2 or any(len(fold(part).split()) < PART for part in parts):
        return
    for passage in dict.fromkeys(passage for passage, _ in islice(library.find(parts[0]), PLACES_AT_MOST)):
        matches = [next(find_all(part, passage.folded), None) for part in parts]
        spans = [match.span for match in matches if match]
        if len(spans) == len(parts):
            yield passage, spans
