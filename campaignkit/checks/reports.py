"""Sentences of a draft that tell what a source or the campaign tells, turned round by a small word.

A letter takes sentences from its sources, and tells most of what it knows in the words of a statement's `summary`. A
sentence that has all the words of one but for a "not" or an "until" was changed by hand, and now says what no source
does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from campaignkit.checks.case import Case
from campaignkit.checks.draft import trimmed
from campaignkit.checks.library import Library
from campaignkit.checks.remembered import remembered
from campaignkit.folding import Span, fold
from campaignkit.models.finding import Evidence
from campaignkit.models.statement import Statement
from campaignkit.nearness import nearest

TURNING = frozenset(
    "not no never none nor without cannot until unless if only except before after once while wouldn't won't don't "
    "didn't doesn't isn't aren't wasn't weren't shouldn't couldn't can't hasn't haven't hadn't".split()
)
WORDS_AT_LEAST = 8  # a shorter sentence may be like another by chance
TURNED_AT_MOST = 2
PASSAGES_AT_MOST = 2
_MARK = re.compile(r"\(sources? [\d, ]+\)")


@dataclass(frozen=True)
class Turned:
    """A sentence of the draft, what it tells, and the small words in which the two differ.

    Attributes:
        told: Whose words it tells, for a message.
        exact: As they stand there.
    """

    at: Span
    told: str
    exact: str
    changes: tuple[tuple[str, str], ...]
    evidence: Evidence | None = None


def turned_reports(case: Case) -> Iterator[Turned]:
    """Yield the sentences that have the words of a recorded summary but for a negation or a condition."""
    known = _summaries(case.library)
    for sentence in case.draft.sentences if known else ():
        words = _words(case.draft.text[sentence.start : sentence.end])
        alike = known.get(_plain(words), []) if len(words) >= WORDS_AT_LEAST else []
        if all(told != words for told, _ in alike):
            for told, statement in alike:
                if changes := _turned(words, told):
                    at = trimmed(case.draft.text, sentence)
                    yield Turned(at, f"what statement {statement.id!r} says", statement.summary or "", changes)
                    break


def turned_sentences(case: Case) -> Iterator[Turned]:
    """Yield the sentences that have the words of a source's but for a negation or a condition.

    A sentence that some source has as it is says what that source says. A document that corrects itself, or tells what
    has happened since, may well be told the other way round.
    """
    spared = case.quoted
    for sentence in case.draft.sentences:
        at = trimmed(case.draft.text, sentence)
        turned = None if at.touches(spared) else _as_in_a_source(case.near, case.draft.text[at.start : at.end])
        if turned:
            yield replace(turned, at=at)


@remembered
def _as_in_a_source(library: Library, text: str) -> Turned | None:
    """Return what a sentence turns round, as if the draft were nothing but this sentence."""
    words, at = _words(text), Span(0, len(text))
    if len(words) < WORDS_AT_LEAST:
        return None
    for number in library.corpus.sharing_most_of(words)[:PASSAGES_AT_MOST]:
        passage = library.passages[number]
        near = nearest(" ".join(words), passage.folded)
        if near and not near.changes:
            return None
        exact = passage.text[near.span.start : near.span.end] if near else ""
        if near and (changes := _turned(words, _words(exact))) and not passage.notices:
            return Turned(at, f"what {passage.label} says", exact, changes, passage.evidence(near.span))
    return None


@lru_cache(maxsize=8)
def _summaries(library: Library) -> dict[tuple[str, ...], list[tuple[list[str], Statement]]]:
    """Return the words of the summaries, found by those of them that do not turn a sentence round."""
    by_words = {tuple(_words(one.summary)): one for one in library.statements if one.summary}
    found: dict[tuple[str, ...], list[tuple[list[str], Statement]]] = {}
    for words, statement in by_words.items():
        found.setdefault(_plain(words), []).append((list(words), statement))
    return found


def _words(text: str) -> list[str]:
    return fold(_MARK.sub(" ", text)).split()


def _plain(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in TURNING)


def _turned(words: list[str], told: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the changes between two sentences if all of them are of turning words, else nothing."""
    if abs(len(words) - len(told)) > TURNED_AT_MOST or _plain(words) != _plain(told):
        return ()
    from rapidfuzz.distance import Levenshtein

    steps = [step for step in Levenshtein.opcodes(words, told) if step.tag != "equal"]
    return tuple((" ".join(words[a.src_start : a.src_end]), " ".join(told[a.dest_start : a.dest_end])) for a in steps)
