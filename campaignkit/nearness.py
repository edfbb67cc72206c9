"""Where words would be: the passage of a text that comes nearest to a quotation which is not there.

Used for nothing but to explain a failure: a fuzzy score never passes a quotation, because a removed "not" scores 98 of
100.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaignkit.folding import Folded, Span
from campaignkit.pieces import read_pieces

WIDER = 4  # words on either side of where rapidfuzz points, which is only nearly right
KEY_AT_MOST = 500  # words of a quotation that an explanation goes into
_PROBE = 300  # code points by which the nearest passage is looked for; the time it takes grows with their square


@dataclass(frozen=True, slots=True)
class Near:
    """The passage of a source that comes nearest to a quotation that is not there.

    Attributes:
        span: Its place in the source's text.
        similarity: 1.0 for the same words, 0.0 for none of them.
        changes: (words as quoted, words of the source) for each place where the two differ; "" for nothing.
    """

    span: Span
    similarity: float
    changes: tuple[tuple[str, str], ...]


def nearest(quotation: str, source: str | Folded) -> Near | None:
    """Return the passage of `source` that comes nearest to `quotation`, to explain why it was not found.

    Args:
        quotation: As for `find_quotation`. Of one with marked cuts, the longest piece that is not in the source.
        source: As for `find_quotation`.

    Returns:
        The passage, or None if either text has no words. A low `similarity` means that the source holds nothing like
        it; below 0.6 a passage explains nothing.

    Examples:
        >>> near = nearest("this two-year moratorium", "We hope this one-year moratorium might give time.")
        >>> near.changes, round(near.similarity, 2)
        ((('two', 'one'),), 0.75)
    """
    folded = source if isinstance(source, Folded) else Folded.of(source)
    missing = [piece for piece in read_pieces(quotation) if piece.words not in folded.words]
    key = max((piece.words for piece in missing or read_pieces(quotation)), key=len, default=" ").split()[:KEY_AT_MOST]
    if not key or folded.words == " ":
        return None
    return _aligned(key, folded, *_window(" ".join(key), folded.words))


def _window(key: str, words: str) -> Span:
    """Return about where `key` would be in folded `words`, by its beginning or its end, whichever comes nearer."""
    from rapidfuzz.fuzz import partial_ratio_alignment  # here, because only a failure needs it

    rest = max(0, len(key) - _PROBE)
    probes = [(key[:_PROBE], 0, rest), (key[-_PROBE:], rest, 0)][: 2 if rest else 1]
    found = [(partial_ratio_alignment(probe, words), before, after) for probe, before, after in probes]
    _, start, end = max((at.score, at.dest_start - before, at.dest_end + after) for at, before, after in found if at)
    # At either end of a text rapidfuzz points at less than there is of the key.
    return Span(max(0, min(start, end - len(key))), min(len(words), max(end, start + len(key))))


def _aligned(key: list[str], source: Folded, start: int, end: int) -> Near:
    """Line the quoted words up, word by word, with the words around folded offsets `start` to `end`."""
    from rapidfuzz.distance import Levenshtein

    first = max(0, source.word_at(start) - WIDER)
    last = min(source.count - 1, source.word_at(max(start, end - 1)) + WIDER)
    around = source.slice(first, last).split(" ")
    # The window was found by characters; the passage is the part of it that takes the fewest changes of words.
    windows = [
        (begin, stop)
        for begin in range(min(2 * WIDER + 1, len(around)))
        for stop in range(max(begin + 1, len(around) - 2 * WIDER), len(around) + 1)
    ]
    begin, stop = min(windows, key=lambda one: (Levenshtein.distance(key, around[slice(*one)]), one[0] - one[1]))
    words = around[begin:stop]
    steps = [step for step in Levenshtein.opcodes(key, words) if step.tag != "equal"]
    changes = tuple(_merged(key, words, [(s.src_start, s.src_end, s.dest_start, s.dest_end) for s in steps]))
    touched = sum(max(len(ours.split()), len(theirs.split())) for ours, theirs in changes)
    return Near(source.span(first + begin, first + stop - 1), max(0.0, 1 - touched / len(key)), changes)


def _merged(key: list[str], words: list[str], steps: list[tuple[int, int, int, int]]) -> Iterator[tuple[str, str]]:
    """Yield what was taken out and put in at one place as one change."""
    joined: list[tuple[int, int, int, int]] = []
    for step in steps:
        if joined and joined[-1][1] == step[0] and joined[-1][3] == step[2]:
            joined[-1] = (joined[-1][0], step[1], joined[-1][2], step[3])
        else:
            joined.append(step)
    for a, b, c, d in joined:
        yield " ".join(key[a:b]), " ".join(words[c:d])
