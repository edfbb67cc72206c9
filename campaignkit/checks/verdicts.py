"""One verdict for each quotation of a draft: found, declared edit, altered, absent. Several rules read them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal

from campaignkit.checks.draft import Draft
from campaignkit.checks.known_speakers import is_person
from campaignkit.checks.library import Library, Passage
from campaignkit.checks.misremembered import in_another_order, in_their_order, is_alike, misremembered
from campaignkit.checks.remembered import remembered
from campaignkit.folding import Folded, Span, fold
from campaignkit.function_words import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SMALL_WORDS,
)
from campaignkit.pieces import MARKED
from campaignkit.quotations import Quotation
from campaignkit.speakers import Speaker
from campaignkit.text import Match, Near, find_all, nearest

Kind = Literal["found", "declared", "differs", "altered", "absent"]

ALTERED_FROM = 0.8  # similarity from which a passage is the same utterance (15 of 16 natural pairs; 2 of 8 below)
RELATED_FROM = 0.6  # below this a passage explains nothing
_HEAD = re.compile(r"^\W{0,4}[A-Z][^:\n]{1,60}:\W{0,4}\s")
_FOOT = re.compile(r"\s*(?:—|–|--|-)\s*[A-Z@][^\n]{1,80}\s*$")
_INTERRUPTED = re.compile(r"([,.?!—]?)[\"”]\s[^\"“”\n]{2,120}?[\"“]")
_BESIDE = 500  # code points on either side of what comes nearest: a marked cut may stand for as much
PLACES_AT_MOST = 40  # places of one quotation that are looked at; who said it is told by fewer
VARIANT = 7  # words from which two wordings of one utterance are told
VARIANT_FROM = 0.75  # their similarity
VARIANTS_AT_MOST = 4  # sources in which another wording is looked for
HEAD = 2  # words at least before and behind words that were dropped
_GAP_AT_MOST = 80  # code points of the words dropped
PART = 4  # words at least of each part of a quotation that was sewn together
DROPPED_AT_MOST = 0.5  # words of the source left out between those quoted, for each of these
TINY = 3  # words; "publicity stunt" and "political stunt" are two quotations, not one that was changed
FEW = 7  # words at most of a quotation of which one changed word may be all there is to it
MEANING = 2  # words with a meaning that must stay of so few
FUNCTION_WORDS = AUXILIARIES | CONJUNCTIONS | DETERMINERS | PREPOSITIONS | PRONOUNS | RELATIVES | SMALL_WORDS
RUN = 6  # words one after the other, at least half of a quotation, that tell which utterance was meant
RUN_AT_MOST = (
    120  # words of a quotation in which a run is looked for: every run is tried, and longer ones are told by likeness
)
MEANT = 3  # of them that carry a meaning
SHORT = 6  # words; a shorter quotation is looked for exactly, or with a single word changed
_NOWHERE = Span(0, 0)


@dataclass(frozen=True)
class Verdict:
    """What the library says to a quotation.

    Attributes:
        kind: "found"; "declared" for found with marked edits; "differs" for the same words with another punctuation
            or case; "altered" for nearly the same words; "absent" for nothing like it.
        places: Where it stands, for the first three: each match with its passage.
        near: What comes nearest, for the last two.
        variant: Where another source has the same utterance in other words, for a quotation that is found.
        order: Whether an altered one has the sentences of its source, and only their order or place is not theirs.
    """

    quotation: Quotation
    kind: Kind
    places: tuple[tuple[Passage, Match], ...] = ()
    near: tuple[Passage, Near] | None = None
    order: bool = False
    variant: tuple[Passage, Near] | None = None


def judge(draft: Draft, library: Library) -> list[Verdict]:
    """Return the verdict on each quotation that gives somebody's words, in order.

    Names of works, so-called words, and quotations within quotations are not judged.
    """
    told = zip(draft.quotations, draft.speakers, strict=True)
    return [_verdict(one, speaker, library) for one, speaker in told if _is_judged(one, draft)]


_WORDS = ("quotation", "block", "reply")  # kinds that hold somebody's words


def _is_judged(quotation: Quotation, draft: Draft) -> bool:
    if quotation.kind not in ("quotation", "block") or fold(quotation.text) == " ":
        return False
    outer = (one for one in draft.quotations if one.depth < quotation.depth and one.kind in _WORDS)
    return not any(one.span.start <= quotation.span.start and quotation.span.end <= one.span.end for one in outer)


def _verdict(quotation: Quotation, speaker: Speaker | None, library: Library) -> Verdict:
    """Return the verdict on a quotation, whose place in the draft is nothing to the sources."""
    words = replace(quotation, span=_NOWHERE, outer=_NOWHERE, pieces=())
    verdict = _verdict_on(library, quotation.text, words, replace(speaker, span=None) if speaker else None)
    return replace(verdict, quotation=quotation)


@remembered
def _verdict_on(library: Library, _: str, quotation: Quotation, speaker: Speaker | None) -> Verdict:
    """Return the verdict on a quotation without a place."""
    found = list(islice(library.find(quotation.text), PLACES_AT_MOST))
    if not found and quotation.kind == "block":
        found = list(islice(library.find(_without_credit(quotation.text)), PLACES_AT_MOST))
    exact = tuple(place for place in found if not place[1].differences)
    if exact:
        kind: Kind = "found" if any(not match.declared for _, match in exact) else "declared"
        return Verdict(quotation, kind, exact, variant=_variant(quotation.text, exact, library))
    if found:
        return Verdict(quotation, "differs", tuple(found))
    if in_order := in_their_order(quotation.text, library):
        return Verdict(quotation, "found", (in_order,))
    near = max(library.nearest(quotation.text), key=lambda pair: pair[1].similarity, default=None)
    if near and (match := _uninterrupted(quotation.text, *near)):
        return Verdict(quotation, "found", ((near[0], match),))
    altered = _altered(quotation, near, speaker, library)
    return altered or Verdict(quotation, "absent", near=near if near and near[1].similarity >= RELATED_FROM else None)


def _altered(
    quotation: Quotation, near: tuple[Passage, Near] | None, speaker: Speaker | None, library: Library
) -> Verdict | None:
    """Return which words of a source were altered, if any were: changed, left out, put in another order, sewn up."""
    if near and near[1].similarity >= _threshold(quotation) and _is_an_utterance(quotation, near, speaker):
        return Verdict(quotation, "altered", near=near)
    if near and library.complete and _shares_a_run(quotation.text, *near):
        return Verdict(quotation, "altered", near=near)
    if dropped := _with_a_gap(quotation.text, library):
        return Verdict(quotation, "altered", near=dropped)
    changed = in_another_order(quotation.text, library) or misremembered(quotation, speaker, library)
    if changed:
        return Verdict(quotation, "altered", near=(changed.passage, changed.near), order=changed.order)
    sewn = _sewn(quotation.text, library)
    return Verdict(quotation, "altered", near=sewn) if sewn else None


def _is_an_utterance(quotation: Quotation, near: tuple[Passage, Near], speaker: Speaker | None) -> bool:
    """Whether a few words were changed, and are not just like some: in the draft or the source somebody says them.

    Few words must have two in common that carry a meaning: “shirt of the day” is no “story of the day”.
    """
    words = fold(quotation.text).split()
    named = speaker is not None and speaker.name[:1].isupper() and speaker.name.lower() not in PRONOUNS
    # Of another person’s words more: two people may both speak of a “death spiral”.
    least = MEANING + (speaker is not None and (speaker.how == "pronoun" or is_person(speaker.name)))
    if len(words) <= FEW and _in_common(words, near) < least and not _is_said_by(speaker, near):
        return False
    if named or len(words) >= SHORT:
        return True
    passage, found = near
    return any(said.span.start <= found.span.start and found.span.end <= said.span.end for said, _ in passage.spoken)


def _in_common(words: list[str], near: tuple[Passage, Near]) -> int:
    """Return how many words with a meaning both have; one name, of however many words, counts as one."""
    passage, found = near
    theirs = set(fold(passage.text[slice(*found.span)]).split())
    shared = {word for word in words if word in theirs and word not in FUNCTION_WORDS and len(word) > 2}
    names = shared & passage.names
    return len(shared - names) + min(1, len(names))


def _shares_a_run(words: str, passage: Passage, near: Near) -> bool:
    """Whether what comes nearest has so many words of a quotation one after the other that no chance made them."""
    ours, theirs = fold(words).split(), fold(passage.text[slice(*near.span)])
    if len(ours) > RUN_AT_MOST:
        return False
    for size in range(len(ours), max(RUN, len(ours) // 2) - 1, -1):
        for start in range(len(ours) - size + 1):
            run = ours[start : start + size]
            if f" {' '.join(run)} " in theirs:
                return sum(word not in FUNCTION_WORDS for word in run) >= MEANT
    return False


def _is_said_by(speaker: Speaker | None, near: tuple[Passage, Near]) -> bool:
    passage, found = near
    within = (
        by for said, by in passage.spoken if said.span.start <= found.span.start and found.span.end <= said.span.end
    )
    return speaker is not None and any(by and is_alike(speaker, by) for by in within)


def _variant(words: str, places: tuple[tuple[Passage, Match], ...], library: Library) -> tuple[Passage, Near] | None:
    """Return where a source that does not have the words has nearly the same; only told of whole sentences."""
    folded = fold(words).split()
    if len(folded) < VARIANT or MARKED.search(words) or library.corpus.is_large:  # it is information, no more
        return None
    holding = {passage.source for passage, _ in places}
    for number in library.corpus.nearest(fold(words), VARIANTS_AT_MOST):
        passage = library.passages[number]
        near = None if passage.source in holding else nearest(words, passage.folded)
        if near and VARIANT_FROM <= near.similarity < 1:
            return passage, near
    return None


def _sewn(words: str, library: Library) -> tuple[Passage, Near] | None:
    """Return the first part of a quotation that was sewn together from two places, with what was sewn to it."""
    parts = words.split()
    cut = _longest_found(parts, library)
    head, tail = (" ".join(some) for some in (parts[:cut], parts[cut:]))
    first = next(library.find(head), None) if PART <= cut <= len(parts) - PART else None
    if not first or not next(library.find(tail), None):
        return None
    return first[0], Near(first[1].span, cut / len(parts), ((fold(tail).strip(), ""),))


def _with_a_gap(words: str, library: Library) -> tuple[Passage, Near] | None:
    """Return where a source has all the words in their order, with a few between them that were dropped unmarked."""
    parts = words.split()
    if len(parts) < SHORT or MARKED.search(words):
        return None
    cut = _longest_found(parts, library)
    head, tail = (" ".join(some) for some in (parts[:cut], parts[cut:]))
    if not HEAD <= cut <= len(parts) - HEAD:
        return None
    for passage, match in islice(library.find(head), PLACES_AT_MOST):
        rest = passage.text[match.span.end : match.span.end + _GAP_AT_MOST + len(tail) * 2]
        found = next(find_all(tail, Folded.of(rest)), None)
        dropped = fold(rest[: found.span.start]).strip() if found else ""
        if (
            found
            and dropped
            and len(dropped.split()) <= DROPPED_AT_MOST * len(parts)
            and "\n\n" not in rest[: found.span.start]
        ):
            span = Span(match.span.start, match.span.end + found.span.end)
            return passage, Near(span, cut / len(parts), (("", dropped),))
    return None


def _longest_found(parts: list[str], library: Library) -> int:
    """Return how many words from the first on stand in a source: what has more of them has fewer places."""
    return bisect_left(range(len(parts) + 1), True, key=lambda cut: cut > 0 and not _stands(parts[:cut], library)) - 1


def _stands(parts: list[str], library: Library) -> bool:
    return next(library.find(" ".join(parts)), None) is not None


def _without_credit(words: str) -> str:
    """Return a block quotation without the name at its head or its foot: "**Ana Ruiz:** …", "… — Ana Ruiz"."""
    return _FOOT.sub("", _HEAD.sub("", words, count=1), count=1)


def _uninterrupted(words: str, passage: Passage, near: Near) -> Match | None:
    """Return where a source has the words with a "she said" of its own between two halves of the quotation."""
    around = Span(max(0, near.span.start - _BESIDE), near.span.end + _BESIDE)
    region = passage.text[around.start : around.end]
    for aside in _INTERRUPTED.finditer(region):
        left_out = len(aside[0]) - len(aside[1]) - 1
        # The comma before “she said” is that of the attribution: a writer may leave it out.
        signs = dict.fromkeys((aside[1], ".", ""))
        ways = (Folded.of(f"{region[: aside.start()]}{sign} {region[aside.end() :]}") for sign in signs)
        for match in (match for joined in ways for match in find_all(words, joined)):
            if not match.differences and match.span.start < aside.start() < match.span.end:
                start = around.start + match.span.start
                span = Span(start, start + match.span.end - match.span.start + left_out)
                return Match(span, (span,), (), ())
    return None


def _threshold(quotation: Quotation) -> float:
    """A short quotation is altered if a single word of it differs; two of four are another matter."""
    words = len(fold(quotation.text).split())
    if words >= SHORT:
        return ALTERED_FROM
    return (words - 1) / words - 1e-9 if words > TINY else 1.0
