"""Finding words: exactly, or as near as may be when they are not there.

`find_quotation` answers "does it say so", and only exactly. `nearest` answers "where would it be", and is used for
nothing but to explain a failure: a fuzzy score never passes a quotation, because a removed "not" scores 98 of 100.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from campaignkit.folding import APOSTROPHES, TOKEN, Folded, Span, fold, fold_word

__all__ = ["Folded", "Match", "Near", "Piece", "Span", "find_all", "find_quotation", "fold", "nearest", "read_pieces"]

ELIDED_AT_MOST = 80  # words that one ellipsis may stand for; more is another passage
REPLACED_AT_MOST = 8  # words that one pair of brackets may stand for
HITS_AT_MOST = 200  # places of one piece that are followed up; a hostile text could have millions

_ELLIPSIS = r"(?:…|\.(?:\s?\.){2,3})"
_MARKED = re.compile(rf"\[\s*{_ELLIPSIS}\s*\]|\(\s*{_ELLIPSIS}\s*\)|{_ELLIPSIS}|\[(?P<inside>[^\[\]]{{0,200}})\]")
_REMARK = re.compile(
    r"\s*(?:sic|(?:emphasis|italics|bold(?:ing)?)\s+(?:is\s+)?(?:added|mine|ours|in\s+(?:the\s+)?original)|"
    r"(?:internal\s+)?(?:citation|reference|footnote)s?\s+omitted)[.!]?\s*",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)|</?[A-Za-z!][^<>]{0,600}>")
_DASHES = re.compile(r"\s*[‐‑‒–—―−-]+\s*")
_KEPT_SIGNS = re.compile(r"[^,.;:!?()\[\]/&+…-]")
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]


def _number_words() -> dict[str, str]:
    names = {name: str(value) for value, name in enumerate(_ONES)}
    for tens, name in enumerate(_TENS, start=2):
        names[name] = str(tens * 10)
        names |= {f"{name} {one}": str(tens * 10 + value) for value, one in enumerate(_ONES[1:10], start=1)}
    return names


_WORDS_TO_DIGITS = _number_words()
_DIGITS_TO_WORDS = {digits: words for words, digits in _WORDS_TO_DIGITS.items()}
_NUMBER = re.compile(
    rf"(?<= )(?:(?P<words>(?:{'|'.join(_TENS)}) (?:{'|'.join(_ONES[1:10])})|{'|'.join([*_ONES, *_TENS])})"
    rf"|(?P<digits>\d{{1,2}})|(?P<percent>%|per cent|percent))(?= )"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that a quotation takes over as they are, and what the writer marks before it.

    Attributes:
        raw: The run as written.
        words: The run folded, with a space at either end.
        gap: How many words of the source the mark before it may stand for; -1 before the first piece.
        prefix, suffix: Letters of a word of which the writer put the rest in brackets: publish[ed], [un]fair.
        cut: The mark before it is an ellipsis.
    """

    raw: str
    words: str
    gap: int
    prefix: str = ""
    suffix: str = ""
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """Where a source says the words of a quotation.

    Attributes:
        span: From the first quoted word to the last, in code points of the source's text.
        pieces: The runs that are quoted word for word.
        elided: What a marked cut or a bracket stands for, in the source.
        differences: What differs though the words are the same: "punctuation", "case", "brackets"; empty if nothing.
    """

    span: Span
    pieces: tuple[Span, ...]
    elided: tuple[Span, ...]
    differences: tuple[str, ...]

    @property
    def declared(self) -> bool:
        """Whether the writer marked a cut or a change."""
        return bool(self.elided)


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


def read_pieces(quotation: str) -> list[Piece]:
    """Take a quotation apart at its marked cuts and brackets.

    Examples:
        >>> [(piece.words, piece.gap) for piece in read_pieces("[W]e stand ready … if [it is] requested [sic]")]
        [(' we stand ready ', -1), (' if ', 80), (' requested ', 8)]
        >>> [(piece.prefix, piece.words) for piece in read_pieces("they publish[ed] it")]
        [('', ' they '), ('publish', ' it ')]
    """
    reader = _Reader()
    at = 0
    for mark in _MARKED.finditer(quotation):
        if mark.start() >= at:
            reader.raw += quotation[at : mark.start()]
            at = mark.end() + reader.take(mark, quotation[mark.end() : mark.end() + 40])
    reader.raw += quotation[at:]
    reader.close()
    return reader.pieces


class _Reader:
    """What has been read of a quotation: the pieces, and the one that is open with the mark before it."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.raw = self.prefix = self.suffix = ""
        self.gap, self.cut = -1, False

    def take(self, mark: re.Match[str], following: str) -> int:
        """Take one mark in; return how many of the characters that follow it belong to it."""
        inside = mark["inside"]
        before = re.search(r"[^\W\d_]+$", self.raw[-40:])
        after = re.match(r"[^\W\d_]+", following)
        if inside is None:
            self.open(ELIDED_AT_MOST, cut=True)
        elif len(inside) == 1 and inside.isalpha() and after and not before:
            self.raw += inside  # [W]e: the case of one letter, marked
        elif _REMARK.fullmatch(inside):
            self.raw += " "
        elif before:
            self.raw = self.raw[: -len(before[0])]
            self.open(0, prefix=fold_word(before[0]))
        elif after:
            self.open(0, suffix=fold_word(after[0]))
            return after.end()
        else:
            self.open(REPLACED_AT_MOST)
        return 0

    def open(self, gap: int, *, cut: bool = False, prefix: str = "", suffix: str = "") -> None:
        """Close the piece that is open and begin another; two marks in a row count as the wider of the two."""
        if not self.close():
            gap, cut = max(gap, self.gap), cut or self.cut
        self.gap, self.cut, self.prefix, self.suffix = gap, cut, prefix, suffix

    def close(self) -> bool:
        words = fold(self.raw)
        held = words != " " or bool(self.prefix or self.suffix)
        if held:
            gap = self.gap if self.pieces else -1
            self.pieces.append(Piece(self.raw, words, gap, self.prefix, self.suffix, self.cut))
        self.raw = self.prefix = self.suffix = ""
        return held


def find_all(quotation: str, source: Folded) -> Iterator[Match]:
    """Yield every place where `source` has the words of `quotation`, those that differ in nothing else first.

    Brackets are first read as the source's own, then as the writer's mark of an edit. A match whose `differences` are
    not empty has the same words and another punctuation or case; `find_quotation` does not count it.
    """
    literal = [Piece(quotation, fold(quotation), -1)]
    readings = [literal] if "[" in quotation and not _MARKED.fullmatch(quotation.strip()) else []
    pieces = read_pieces(quotation)
    if pieces:
        readings.append(pieces)
    later: list[Match] = []
    for reading in readings:
        for places in _places(reading, source):
            match = _graded(reading, places, source)
            if match.differences:
                later.append(match)
            else:
                yield match
    yield from later


def find_quotation(quotation: str, source: str | Folded) -> Span | None:
    """Return where `source` says the words of `quotation`, or None.

    Only what every style guide lets a writer change may differ: the shape of quotation marks and dashes, white space,
    words in [brackets], a cut marked with an ellipsis, the case of the first letter, number words for digits, a comma
    or full stop at the very end.

    Args:
        quotation: The words between the marks, without the marks.
        source: The full text of the source, or that text already folded (fold once, ask often).

    Returns:
        The span of `source` from the first quoted word to the last, in code points of the text as given. None if the
        source does not say it, or if the quotation has no word in it.

    Examples:
        >>> source = "We hope this one-year moratorium might give Congress enough time."
        >>> span = find_quotation("this one-year moratorium … Congress enough time", source)
        >>> source[span.start:span.end]
        'this one-year moratorium might give Congress enough time'
        >>> find_quotation("this one-year ban", source) is None
        True
    """
    folded = source if isinstance(source, Folded) else Folded.of(source)
    return next((match.span for match in find_all(quotation, folded) if not match.differences), None)


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
    from rapidfuzz.fuzz import partial_ratio_alignment  # here, because only a failure needs it

    folded = source if isinstance(source, Folded) else Folded.of(source)
    missing = [piece for piece in read_pieces(quotation) if piece.words not in folded.words]
    key = max((piece.words for piece in missing or read_pieces(quotation)), key=len, default=" ").strip()
    if not key or folded.words == " ":
        return None
    window = partial_ratio_alignment(key, folded.words)
    if window is None:
        return None
    return _aligned(key.split(), folded, window.dest_start, window.dest_end)


def _aligned(key: list[str], source: Folded, start: int, end: int) -> Near:
    """Line the quoted words up, word by word, with the words around folded offsets `start` to `end`."""
    from rapidfuzz.distance import Levenshtein

    first = max(0, source.word_at(start) - 3)
    last = min(source.count - 1, source.word_at(max(start, end - 1)) + 3)
    words = source.slice(first, last).split(" ")
    steps = [step for step in Levenshtein.opcodes(key, words) if step.tag != "equal"]
    skipped, cut = 0, len(words)
    if steps and steps[0].src_end == 0:  # words of the window before the passage begins
        skipped = steps.pop(0).dest_end
    if steps and steps[-1].src_start == len(key):  # and after it has ended
        cut = steps.pop().dest_start
    changes = tuple(_merged(key, words, [(s.src_start, s.src_end, s.dest_start, s.dest_end) for s in steps]))
    touched = sum(max(len(ours.split()), len(theirs.split())) for ours, theirs in changes)
    span = source.span(first + skipped, first + max(skipped, cut - 1))
    return Near(span, max(0.0, 1 - touched / len(key)), changes)


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


# Searching: the pieces, in order, no further apart than their marks allow.

Place = tuple[int, int]  # offsets in the folded words: of the space before the first word and of that after the last


def _places(pieces: list[Piece], source: Folded) -> Iterator[list[Place]]:
    dead: set[tuple[int, int]] = set()  # (piece, end of the one before) that led nowhere: keeps hostile input linear

    def extend(number: int, end: int) -> list[Place] | None:
        if number == len(pieces):
            return []
        if (number, end) in dead:
            return None
        for place in islice(_followers(pieces[number], source.words, end), HITS_AT_MOST):
            if (rest := extend(number + 1, place[1])) is not None:
                return [place, *rest]
        dead.add((number, end))
        return None

    for first in islice(_occurrences(pieces[0], source.words, 0, len(source.words)), HITS_AT_MOST):
        if (rest := extend(1, first[1])) is not None:
            yield [first, *rest]


def _followers(piece: Piece, words: str, end: int) -> Iterator[Place]:
    """Yield where `piece` stands after folded offset `end`, within its gap."""
    horizon = min(len(words), end + 2 + len(piece.words) * 2 + 40 * (piece.gap + 1))
    for start, stop in _occurrences(piece, words, end, horizon):
        if words.count(" ", end, start) <= piece.gap:
            yield start, stop


def _occurrences(piece: Piece, words: str, low: int, high: int) -> Iterator[Place]:
    found = False
    if not (piece.prefix or piece.suffix):
        at = words.find(piece.words, low, high)
        while at >= 0:
            found = True
            yield at, at + len(piece.words) - 1
            at = words.find(piece.words, at + 1, high)
    if not found and (pattern := _pattern(piece)):
        for hit in pattern.finditer(words, low, high):
            yield hit.start(), hit.end()


def _pattern(piece: Piece) -> re.Pattern[str] | None:
    """The same words with digits for number words, or the other way round; and words that are half in brackets."""
    if not (piece.prefix or piece.suffix or _NUMBER.search(piece.words)):
        return None
    affix = f" {re.escape(piece.prefix)}[^ ]{{0,6}}" if piece.prefix else ""
    affix += f" [^ ]{{0,6}}{re.escape(piece.suffix)}" if piece.suffix else ""
    written = piece.words.rstrip()
    body, at = "", 0
    for number in _NUMBER.finditer(piece.words):
        body += re.escape(written[at : number.start()]) + _either(number)
        at = number.end()
    return re.compile(f"{affix}{body}{re.escape(written[at:])}(?= )")


def _either(number: re.Match[str]) -> str:
    if number["percent"]:
        return "(?:%|per cent|percent)"
    digits = number["digits"] or _WORDS_TO_DIGITS[number["words"]]
    return f"(?:{digits}|{_DIGITS_TO_WORDS.get(digits, digits)})"


# Grading: the words are there; what else differs?


def _graded(pieces: list[Piece], places: list[Place], source: Folded) -> Match:
    spans = [source.span(source.word_at(start + 1), source.word_at(end - 1)) for start, end in places]
    differences: set[str] = set()
    for number, (piece, span) in enumerate(zip(pieces, spans, strict=True)):
        if not (piece.prefix or piece.suffix):
            tail = source.text[span.end : span.end + 3] if number == len(pieces) - 1 else None
            differences |= set(_differences(piece.raw, source.text[span.start : span.end], tail))
    elided = tuple(
        Span(one.end, two.start)
        for (one, two), piece in zip(pairwise(spans), pieces[1:], strict=True)
        if piece.gap and fold(source.text[one.end : two.start]) != " "
    )
    return Match(Span(spans[0].start, spans[-1].end), tuple(spans), elided, tuple(sorted(differences)))


def _differences(quoted: str, said: str, tail: str | None) -> Iterator[str]:
    """Yield the kinds of difference between two runs of the same words; `tail` is what follows them in the source."""
    ours, theirs = _split(quoted), _split(said)
    if len(ours) != len(theirs):
        return  # digits for number words
    for number, ((word, sign), (source_word, source_sign)) in enumerate(zip(ours, theirs, strict=True)):
        if word.lower() == source_word.lower() and word[number == 0 :] != source_word[number == 0 :]:
            yield "case"
        if number == len(ours) - 1:
            if tail is not None and set("?!") & set(sign) - set(tail):
                yield "punctuation"
        elif sign != source_sign:
            yield "brackets" if set("[]") & set(sign + source_sign) else "punctuation"


def _split(text: str) -> list[tuple[str, str]]:
    """Return each word, its apostrophes straightened, with the signs that follow it, in one shape."""
    text = _LINK.sub(lambda link: link[1] or "", text)
    words = [match for match in TOKEN.finditer(text) if match[1]]
    ends = [match.start() for match in words[1:]] + [len(text)]
    digits_alike = (_straight(match[1]) for match in words)
    return [(word, _signs(text[match.end() : end])) for word, match, end in zip(digits_alike, words, ends, strict=True)]


def _straight(word: str) -> str:
    for mark in APOSTROPHES[1:]:
        word = word.replace(mark, "'")
    return fold_word(word) if word[0].isdigit() or (not word.isalpha() and word.islower()) else word


def _signs(between: str) -> str:
    return _KEPT_SIGNS.sub("", _DASHES.sub("-", between))
