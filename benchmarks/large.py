"""A letter of 400 words against 100 MB of documents, in processes of their own: how long, and how much memory.

The first process has to fold all of them; the second finds their words in the cache. What imports cost is not counted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.check import written

NAME = "checking a letter against 20,000 documents of 5 kB"
NUMBER, LENGTH = 20_000, 5000
_CODE = """
import json, resource, sys, time
from pathlib import Path
from campaignkit.checks import check
check("“We say no to all of it today,” said Ada.", documents=Path(sys.argv[3]))
idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
report = check(Path(sys.argv[2]), documents=Path(sys.argv[1]))
taken = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([taken, idle / 1024, peak / 1024, report.summary["quotations_found"]]))
"""


def rows() -> Iterator[tuple[str, float, str, float]]:
    """Yield what was measured, its number, the unit, and its ratio to reading the files or to their size."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        documents, _ = written(folder, NUMBER, LENGTH)
        small = folder / "small"
        small.mkdir()
        (small / "a.txt").write_text("Nobody said anything.", encoding="utf-8")
        size = sum(path.stat().st_size for path in documents.iterdir()) / 2**20
        for name in ("documents never seen before", "their words in the cache"):
            taken, idle, peak, found = _run(folder, documents, small)
            assert found >= 9
            yield f"{name}: time", taken * 1000, "ms", taken / 3
            yield f"{name}: memory beyond that of the program", peak - idle, "MB", (peak - idle) / size


def _run(folder: Path, documents: Path, small: Path) -> list[float]:
    command = [sys.executable, "-c", _CODE, str(documents), str(folder / "draft.txt"), str(small)]
    told = {**os.environ, "CAMPAIGNKIT_CACHE": str(folder / "cache")}
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=told)
    result: list[float] = json.loads(done.stdout)
    return result
