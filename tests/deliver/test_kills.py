"""A small storm of kills over both stores; benchmarks/deliver_storm.py is the whole one."""

from __future__ import annotations

import sys

import pytest

from tests.deliver.storm import storm


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_row_1_to_5_workers_are_killed_and_nothing_is_lost(where: str) -> None:
    count = storm(where, events=500, workers=2, kills=10)
    assert count.holds(), count
    assert count.taken_in_storm > 100
