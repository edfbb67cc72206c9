"""How it is measured: all contenders in turn, round after round, so that a busy machine slows all of them alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter

ROUNDS = 9


def medians(contenders: Mapping[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, float]:
    """Return the median seconds of each contender over `rounds`, after one round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, contender in contenders.items():
            start = perf_counter()
            contender()
            if number:
                times[name].append(perf_counter() - start)
    return {name: median(taken) for name, taken in times.items()}
