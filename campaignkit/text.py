"""Finding words: exactly, or as near as may be when they are not there.

`find_quotation` answers "does it say so", and only exactly. `nearest` (in `nearness`) answers "where would it be".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, pairwise

from campaignkit.folding import APOSTROPHES, MARKUP, TOKEN, Folded, Span, fold, fold_word
from campaignkit.nearness import Near, nearest
from campaignkit.pieces import MARKED, Piece, read_pieces, without_markup

__all__ = [
    "Folded",
    "Match",
    "Near",
    "Piece",
    "Sought",
    "Span",
    "find_all",
    "find_quotation",
    "fold",
    "nearest",
    "read_pieces",
]

# A hostile text has millions of places; these bounds keep it linear, and no text that people write comes near them.
PIECES_AT_MOST = 1_000  # pieces of one quotation
PLACES_AT_MOST = 200_000  # places of pieces that are tried for one quotation
HITS_AT_MOST = 300  # places of the whole quotation that are looked at for differences
PATTERN_AT_MOST = 20_000  # code points of a piece in which number words may stand for digits

_MARKUP = re.compile(MARKUP)
_LINK_OPENS = re.compile(r"!?\[(?=[^\[\]]{0,600}\]\([^()\s]{1,600}\))")
_DASHES = re.compile(r"\s*[‐‑‒–—―−-]+\s*")
_KEPT_SIGNS = re.compile(r"[^,.;:!?()\[\]/&+…-]")
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()


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

_STRAIGHTENED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
_EDGE = " \n\t\r.,;:!?…'\"“”‘’—–-"
_TWO_WORDS = re.compile(rf"\b(?:{'|'.join(_TENS)})[\s‐‑-]{{1,2}}(?:{'|'.join(_ONES[1:10])})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Match:
    """Where a source says the words of a quotation.

    Attributes:
        span: From the first quoted word to the last, in code points of the source's text.
        pieces: The runs that are quoted word for word.
        elided: What a marked cut or a bracket stands for, in the source.
        differences: What differs though the words are the same: "punctuation", "case", "brackets", or "figure" where
            only half of twenty-eight is quoted; empty if nothing.
    """

    span: Span
    pieces: tuple[Span, ...]
    elided: tuple[Span, ...]
    differences: tuple[str, ...]

    @property
    def declared(self) -> bool:
        """Whether the writer marked a cut or a change."""
        return bool(self.elided)


class Sought:
    """A quotation made ready to be looked for: read and folded once, however many texts there are.

    Attributes:
        readings: The ways to read it, each as pieces. Brackets and dots are first read as the source's own, then as
            the writer's mark of an edit.
    """

    def __init__(self, quotation: str) -> None:
        raw = without_markup(quotation)
        pieces = read_pieces(raw)
        self.words = fold(raw)
        marked = pieces and MARKED.search(raw)
        self.readings = [[Piece(raw, self.words, -1)], pieces] if marked else [pieces]

    @cached_property
    def probes(self) -> list[str]:
        """For each reading, folded words that a text must hold if it is to say it; " " where none are sure.

        Examples:
            >>> Sought("in twenty-eight cities … of the whole country").probes
            [' cities of the whole country ', ' of the whole country ']
        """
        runs = ([run for piece in reading for run in _sure_runs(piece)] for reading in self.readings)
        return [max(sure, key=len, default=" ") for sure in runs]


def _sure_runs(piece: Piece) -> Iterator[str]:
    """Yield the words of a piece that a source must have as they are: numbers may be in words there, or in digits."""
    at = 0
    for number in _NUMBER.finditer(piece.words):
        yield piece.words[at : number.start()]
        at = number.end()
    yield piece.words[at:]


def find_all(quotation: str | Sought, source: Folded) -> Iterator[Match]:
    """Yield every place where `source` has the words of `quotation`, those that differ in nothing else first.

    A match whose `differences` are not empty has the same words and another punctuation or case; `find_quotation`
    does not count it.
    """
    sought = quotation if isinstance(quotation, Sought) else Sought(quotation)
    later: list[Match] = []
    for reading in sought.readings:
        for places in islice(_places(reading, source), HITS_AT_MOST):
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


# Searching: the pieces, in order, no further apart than their marks allow.

Place = tuple[int, int]  # offsets in the folded words: of the space before the first word and of that after the last


def _places(pieces: list[Piece], source: Folded) -> Iterator[list[Place]]:
    """Yield the places of all pieces; of several that end at the same place, the one in which least is cut."""
    trails = _trails(pieces, source)
    if len(pieces) == 1:  # nothing is cut: no need to look on
        yield from trails
    elif held := next(trails, None):
        for trail in trails:
            if held[-1] != trail[-1]:
                yield held
            held = trail
        yield held


def _trails(pieces: list[Piece], source: Folded) -> Iterator[list[Place]]:
    """Yield the places of all pieces, for each place of the first one that can be gone on from."""
    if len(pieces) > PIECES_AT_MOST or not all(_may_occur(piece, source.words) for piece in pieces[1:]):
        return
    dead: set[tuple[int, int]] = set()  # (pieces placed, end of the last) that led nowhere: none is tried twice
    trail: list[Place] = []
    ways = [_occurrences(pieces[0], source.words, 0, len(source.words))] if pieces else []
    for _ in range(PLACES_AT_MOST):
        if not ways:
            return
        place = next(ways[-1], None)
        if place is None:
            ways.pop()
            if trail:
                dead.add((len(trail), trail.pop()[1]))
        elif len(ways) == len(pieces):
            yield [*trail, place]
            trail, ways = [], ways[:1]
        elif (len(ways), place[1]) not in dead:
            trail.append(place)
            ways.append(_followers(pieces[len(ways)], source.words, place[1]))


def _may_occur(piece: Piece, words: str) -> bool:
    return piece.words in words or _pattern(piece) is not None


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


@lru_cache(maxsize=256)
def _pattern(piece: Piece) -> re.Pattern[str] | None:
    """The same words with digits for number words, or the other way round; and words that are half in brackets."""
    if not (piece.prefix or piece.suffix or _NUMBER.search(piece.words)) or len(piece.words) > PATTERN_AT_MOST:
        return None
    affix = f" {re.escape(piece.prefix)}[^ ]{{0,6}}{re.escape(piece.suffix)}" if piece.prefix or piece.suffix else ""
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
            last = number == len(pieces) - 1
            differences |= set(_differences(piece.raw, source.text, span, last=last))
        if _halves_a_number(source.text, span.start) or _halves_a_number(source.text, span.end):
            differences.add("figure")
    elided = tuple(
        Span(one.end, two.start)
        for (one, two), piece in zip(pairwise(spans), pieces[1:], strict=True)
        if piece.gap and fold(source.text[one.end : two.start]) != " "
    )
    return Match(Span(spans[0].start, spans[-1].end), tuple(spans), elided, tuple(sorted(differences)))


def _halves_a_number(text: str, place: int) -> bool:
    start = max(0, place - 12)
    return any(start + hit.start() < place < start + hit.end() for hit in _TWO_WORDS.finditer(text[start : place + 12]))


def _differences(quoted: str, text: str, span: Span, *, last: bool) -> Iterator[str]:
    """Yield the kinds of difference between two runs of the same words, one quoted, one standing in `text`."""
    said = text[span.start : span.end]
    inside = quoted.rstrip(_EDGE)
    if _plain(inside.lstrip(_EDGE))[1:] == _plain(said)[1:]:  # nearly always: then only the last sign can differ
        if last and set("?!") & set(quoted[len(inside) :]) - set(text[span.end : span.end + 3]):
            yield "punctuation"
        return
    window = text[span.start : span.end + 1300]  # a link that opens in the run may be closed behind it
    linked = _LINK_OPENS.sub(lambda opens: " " * len(opens[0]), window)[: len(said)]
    ours, theirs, as_links = _split(quoted), _split(said), _split(linked)
    if len(ours) != len(theirs):
        return  # digits for number words
    for number, ((word, sign), (source_word, source_sign), (_, other)) in enumerate(
        zip(ours, theirs, as_links, strict=True)
    ):
        if word.lower() == source_word.lower() and word[number == 0 :] != source_word[number == 0 :]:
            yield "case"
        if number == len(ours) - 1:
            if last and set("?!") & set(sign) - set(text[span.end : span.end + 3]):
                yield "punctuation"
        elif sign not in (source_sign, other):
            yield "brackets" if set("[]") & set(sign + source_sign) else "punctuation"


def _plain(text: str) -> str:
    """Return a text with straight marks and single spaces: what differs only in these differs in nothing."""
    return " ".join(text.translate(_STRAIGHTENED).split())


def _split(text: str) -> list[tuple[str, str]]:
    """Return each word, its apostrophes straightened, with the signs that follow it, in one shape."""
    words = [match for match in TOKEN.finditer(text) if match[1]]
    ends = [match.start() for match in words[1:]] + [len(text)]
    straight = (_straight(match[1]) for match in words)
    return [(word, _signs(text[match.end() : end])) for word, match, end in zip(straight, words, ends, strict=True)]


def _straight(word: str) -> str:
    for mark in APOSTROPHES[1:]:
        word = word.replace(mark, "'")
    return fold_word(word) if word[0].isdigit() or (not word.isalpha() and word.islower()) else word


def _signs(between: str) -> str:
    return _KEPT_SIGNS.sub("", _DASHES.sub("-", _MARKUP.sub(" ", between)))
