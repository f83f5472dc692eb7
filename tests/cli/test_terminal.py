from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.cli.terminal import clean, print_json


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x9b2Jb", "ab"),
        ("abc\u202egpj.exe", "abcgpj.exe"),
        ("ding\x07\x08\x00", "ding"),
        ("[bold]not markup[/bold]", "[bold]not markup[/bold]"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\ud800", "\ufffd"),
        ("Gebiet Swerdlowsk – „Übung“", "Gebiet Swerdlowsk – „Übung“"),
    ],
)
def test_what_steers_a_terminal_goes(text: str, shown: str) -> None:
    assert clean(text) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    assert not {c for c in clean(text) if (ord(c) < 32 and c not in "\t\n") or 127 <= ord(c) < 160 or c == "\u202e"}
    clean(text).encode()


@given(st.text(st.characters(exclude_categories=())))
def test_json_keeps_every_character_and_is_safe_to_print(text: str) -> None:
    import io
    from contextlib import redirect_stdout

    with redirect_stdout(io.StringIO()) as out:
        print_json({"text": text}, indent=None)
    line = out.getvalue()
    assert json.loads(line) == {"text": text}
    assert line.count("\n") == 1
    assert not {c for c in line[:-1] if ord(c) < 32 or 127 <= ord(c) < 160 or c == "\u202e"}
    line.encode()
