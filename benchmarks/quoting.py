"""Everything at once: a text never seen is folded, searched and mapped, in milliseconds; and a failure explained."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.corpus import prose, quotation
from benchmarks.measure import medians
from campaignkit.folding import Folded, fold
from campaignkit.text import find_quotation, nearest

NAME = "a quotation in an article of 20 kB, and in 5 MB"


def rows() -> Iterator[tuple[str, float, str, float]]:
    """Yield what was measured, its number, the unit, and how many times the time of folding the article it took."""
    article, corpus = prose(0.02), prose(5)
    folded, whole = Folded.of(article), Folded.of(corpus)
    words = quotation(article, 0.7)
    altered, far = words.replace(words.split()[6], "never", 1), quotation(corpus, 0.6).replace(" ", " never ", 1)
    taken = medians(
        {
            "fold the article": lambda: fold(article),
            "find_quotation, article not folded before": lambda: find_quotation(words, article),
            "find_quotation, article folded before": lambda: find_quotation(words, folded),
            "nearest, in the article": lambda: nearest(altered, folded),
            "nearest, in 5 MB": lambda: nearest(far, whole),
        }
    )
    for name, seconds in taken.items():
        yield name, seconds * 1000, "ms", seconds / taken["fold the article"]
