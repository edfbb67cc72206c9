"""Petitions from start to hand-over: a text is opened, signatures come in, are weeded, counted, handed over, forgotten.

All of it lives in one SQLite file beside the campaign (`ledger`), readable by its owner only. What a signer is known by
never stands in a log, an error or a repr: rows are named by their number, signatures by their id.
"""

from __future__ import annotations
