"""The whole storm of kills: 10,000 messages, 2 workers, 200 SIGKILLs, one request in twenty failed by the receiver.

python -m benchmarks.deliver_storm              on SQLite
python -m benchmarks.deliver_storm postgres     on a PostgreSQL of its own
python -m benchmarks.deliver_storm sqlite 500 2 10
python -m benchmarks.deliver_storm postgres 2000 2 40 20     and the server is stopped at once 20 times

Prints what was counted, and ends with 1 if the promise was broken. It takes some minutes, so `python -m benchmarks`
leaves it out. On two busy cores:

                     SQLite 3.40   PostgreSQL 15
    requests              12,072          12,053
    lost                       0               0
    ids with two bodies        0               0
    bad signatures             0               0
    duplicates             1,708           1,695
      by the receiver        246             284   requests that it took and reset
      by kills             1,462           1,411   8 were under way at each of the 200
    minutes                   14              15
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests import postgres
from tests.deliver.storm import storm, told


def main(arguments: list[str]) -> int:
    """Make a storm over a fresh store: KIND EVENTS WORKERS KILLS FALLS."""
    kind = arguments[0] if arguments else "sqlite"
    events, workers, kills, falls = map(int, [*arguments[1:], *("10000", "2", "200", "0")[len(arguments[1:]) :]])
    print(f"{kind}: {events} messages, {workers} workers, {kills} kills, {falls} falls of the server", flush=True)
    with ExitStack() as stack:
        if kind == "postgres":
            server = postgres.Server()
            stack.callback(server.remove)
            return told(storm(server.url, events, workers, kills, falls=falls, fall=server.fall))
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        return told(storm(str(Path(folder) / "outbox.sqlite"), events, workers, kills))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
