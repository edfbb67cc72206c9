"""Repair of mojibake and entities, one spot at a time, each written down with its place.

Mojibake is UTF-8 that somebody once read as another encoding: ’ has become â€™. `ftfy.fix_encoding` undoes it and
nothing else (`fix_text` would also straighten quotation marks, which are evidence). It is applied to each run of
characters outside ASCII by itself, so that the place of every repair is known and the rest is not touched.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from html.entities import html5

from campaignkit.folding import Span

# Bytes of UTF-8 beyond the first are never ASCII, so neither is what they turned into; a run is the whole of it.
_RUN = re.compile(r"[^\x00-\x7f]{2,400}")
_SUSPECT = re.compile("[\u00c2-\u00f4\u0102-\u0219Г-пÀ-ÿ]")
_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});")


@dataclass(frozen=True, slots=True)
class Repair:
    """One spot that was repaired.

    Attributes:
        span: Its place in the text before the repair, in code points.
        was: What stood there.
        now: What stands there now.
    """

    span: Span
    was: str
    now: str


def repair(text: str) -> tuple[str, list[Repair]]:
    """Return `text` with mojibake and HTML entities repaired, and every repair in order.

    Examples:
        >>> repair("IBMâ€™s decision &mdash; “final”")[0]
        'IBM’s decision — “final”'
        >>> repair("naïve café, 5 &lt; 6 & more")
        ('naïve café, 5 < 6 & more', [Repair(span=Span(start=14, end=18), was='&lt;', now='<')])
    """
    repairs = sorted([*_mojibake(text), *_entities(text)], key=lambda spot: spot.span)
    pieces, at = [], 0
    for spot in repairs:
        pieces += [text[at : spot.span.start], spot.now]
        at = spot.span.end
    return "".join([*pieces, text[at:]]), repairs


def _mojibake(text: str) -> list[Repair]:
    runs = [run for run in _RUN.finditer(text) if _SUSPECT.search(run[0])] if not text.isascii() else []
    if not runs:
        return []
    from ftfy import fix_encoding  # 40 ms to import; most texts have nothing to repair

    fixed = [(run, fix_encoding(run[0])) for run in runs]
    return [Repair(Span(*run.span()), run[0], now) for run, now in fixed if now != run[0]]


def _entities(text: str) -> list[Repair]:
    # A name that HTML does not know stays: "R&notable;" is not "R¬able;", as a browser would have it.
    found = [entity for entity in _ENTITY.finditer(text) if entity[0][1] == "#" or entity[0][1:] in html5]
    spots = [(entity, html.unescape(entity[0])) for entity in found]
    return [Repair(Span(*entity.span()), entity[0], now) for entity, now in spots if now != entity[0]]
