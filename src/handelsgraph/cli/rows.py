"""Rows on standard output, in the format that was chosen."""

from __future__ import annotations

import sys
from collections.abc import Collection, Sequence
from typing import Any

from handelsgraph.cli.forms import Format
from handelsgraph.cli.terminal import print_json, print_text, stdout


def write_rows(
    chosen: Format,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    whole: dict[str, Any],
    known: Collection[str] = (),
) -> None:
    """Write `rows` to standard output. `whole` is what JSON shows of the answer, `known` are names a table omits."""
    match chosen:
        case Format.JSON:
            print_json(whole)
        case Format.JSONL:
            for row in rows:
                print_json(dict(zip(columns, row, strict=True)), indent=None)
        case Format.CSV | Format.CSV_EXCEL:
            _write_csv(columns, rows, chosen is Format.CSV_EXCEL)
        case Format.MD:
            from handelsgraph.cli.markdown import markdown

            print_text(markdown(columns, rows))
        case Format.TABLE:
            from handelsgraph.cli.layout import print_rows

            print_rows(stdout(), columns, rows, known)


def _write_csv(columns: Sequence[str], rows: Sequence[Sequence[Any]], excel: bool) -> None:
    from handelsgraph.cli.delimited import write_csv

    if excel and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")  # what the byte order mark promises
    write_csv(sys.stdout, columns, rows, excel)
    sys.stdout.flush()
