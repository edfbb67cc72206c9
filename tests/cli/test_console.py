"""Printing: what a pipe gets, what a terminal gets, and what neither lets through."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaignkit.cli.console import Column, print_table, visible
from tests.cli.small import make, run, run_in_terminal, without_escapes


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("an escape sequence", "a\x1b[31mb"),
        ("the one-character form of it", "a\x9b31mb"),
        ("a carriage return, which hides what stands before it", "all is well\rnot"),
        ("a backspace", "a\bb"),
        ("a turn of the direction of writing", "a\u202eb"),
    ],
)
def test_what_steers_a_terminal_is_made_visible(why: str, text: str) -> None:
    assert "\ufffd" in visible(text), why


@pytest.mark.parametrize("text", ["“curly”", "naïve – 28 — …", "two\nlines", "a\ttab", "日本語", "שלום"])
def test_what_is_only_text_stays(text: str) -> None:
    assert visible(text) == text


def test_a_pipe_gets_columns_in_which_nothing_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(
        [Column("A"), Column("B", "cut"), Column("N", right=True)], [("x", "y" * 300, "1"), ("日本", "z", "10")]
    )
    head, first, second = capsys.readouterr().out.splitlines()
    assert first == f"x     {'y' * 300}   1"
    assert second.startswith("日本  z ")  # two columns wide each, as terminals show them
    assert head.split() == ["A", "B", "N"]


def test_a_cell_with_several_lines_is_one_row(capsys: pytest.CaptureFixture[str]) -> None:
    print_table([Column("A"), Column("B")], [("x", "one\ntwo\x1b")])
    assert capsys.readouterr().out == "A  B\nx  one two\ufffd\n"


def test_a_terminal_gets_colours_and_no_line_is_too_long(tmp_path: Path) -> None:
    folder = make(tmp_path / "ferry")
    shown = run_in_terminal("gaps", "-c", folder, columns=60, NO_COLOR="")
    assert "\x1b[33m" in shown  # a standing in its colour
    plain = run_in_terminal("gaps", "-c", folder, columns=60, NO_COLOR="1")
    assert "\x1b[3" not in plain
    assert max(map(len, without_escapes(plain).splitlines())) <= 60
    assert "partly" in plain


def test_a_pipe_gets_neither_colours_nor_rules(tmp_path: Path) -> None:
    shown = run("gaps", "-c", make(tmp_path / "ferry")).stdout
    assert "\x1b" not in shown
    assert "─" not in shown
