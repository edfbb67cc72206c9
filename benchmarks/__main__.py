"""Print one table: the median of each measurement, and its ratio to what it is measured against.

python -m benchmarks            all of them
python -m benchmarks folding    one of them
"""

from __future__ import annotations

import platform
import sys
from importlib import import_module
from pathlib import Path

from benchmarks.measure import ROUNDS

_TOOLS = {"__init__", "__main__", "corpus", "measure", "deliver_storm"}
NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in _TOOLS)


def main(arguments: list[str]) -> int:
    """Run the benchmarks named, or all."""
    if unknown := [name for name in arguments if name not in NAMES]:
        print(f"No benchmark is named {unknown[0]!r}. Known: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, medians of {ROUNDS} rounds, taken in turn")
    for name in arguments or NAMES:
        module = import_module(f"benchmarks.{name}")
        print(f"\n{module.NAME}")
        for what, number, unit, ratio in module.rows():
            print(f"  {what:44} {number:10.3f} {unit:5} {ratio:10.2f} x")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
