"""The catalogue as a page of documentation, in Markdown: made from the headers, with the answers of the examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from handelsgraph.queries.common import DEALING_COLUMNS, EVIDENCE_COLUMNS
from handelsgraph.queries.header import Query, Scope
from handelsgraph.queries.kinds import Parameter
from handelsgraph.queries.result import Result

SHOWN = 3
_LONGEST = 60
_SPECIAL = re.compile(r"[\\|<*_]")
_HEAD = """\
# The questions

Made by `tools/write_catalogue.py` from the headers of the files in `cypher/queries`; edit those. `--help` of a question
says the same. The answers shown are the first rows on the graph of the annotated articles in `training/seeds` and
`training/dev`.

Names are looked up: exactly, by alias, other spelling, inflected form ("Brandenburger") or English name ("Germany"); a
typing error is answered by *did you mean*, an ambiguous name by the choices. `--exact` takes names as they stand. A
region is a Land, Landkreis, city, country or another region, and means all that lies in it. Dates are 2017, 2017-07,
2017-07-03 or 3.7.2017. `--evidence` adds sentence, title, date and address of the article to each row of a dealing.

Rows that are dealings have these columns after their own:

"""


def page(queries: Iterable[Query], answers: Mapping[str, Result]) -> str:
    """Return the page of `queries`, which come in order of group; `answers` are those of the examples, by name."""
    parts = [_HEAD + "".join(f"- `{name}`: {what}\n" for name, what in (DEALING_COLUMNS | EVIDENCE_COLUMNS).items())]
    for group, members in groupby(queries, key=lambda query: query.group):
        parts.append(f"## {group}\n")
        parts += ["\n".join(_section(query, answers[query.name])) + "\n" for query in members]
    return "\n".join(parts)


def _section(query: Query, answer: Result) -> Iterator[str]:
    yield f"### {query.name}: {query.title}\n"
    yield f"{query.question.en} *{query.question.de}*\n"
    if query.purpose:
        yield f"{query.purpose}\n"
    if query.scope is Scope.WHOLE_GRAPH:
        yield "Reads the whole graph.\n"
    if query.parameters:
        rows = [[f"`--{name.replace('_', '-')}`", p.type, _help(p)] for name, p in query.parameters.items()]
        yield from _table(["option", "type", "what"], rows)
    columns = [[f"`{name}`", what] for name, what in query.columns.items()]
    yield from _table(["column", "what it holds"], columns)
    yield f"```\n{query.call()}\n```\n"
    yield from _table(answer.columns, answer.rows[:SHOWN], _LONGEST)
    more = len(answer.rows) - SHOWN
    if more > 0:
        yield f"… and {'more than ' if answer.truncated else ''}{more} more {'row' if more == 1 else 'rows'}.\n"


def _help(parameter: Parameter) -> str:
    if parameter.required:
        return f"{parameter.help} Required."
    return parameter.help if parameter.default is None else f"{parameter.help} Default: {parameter.default}."


def _table(columns: Sequence[str], rows: Iterable[Sequence[Any]], longest: int | None = None) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{'---|' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(_cell(value, longest) for value in row)} |"
    yield ""


def _cell(value: Any, longest: int | None) -> str:
    match value:
        case None | False:
            return ""
        case True:
            return "yes"
        case list() | tuple():
            return ", ".join(_cell(item, longest) for item in value if item is not None)
    text = " ".join(str(value).split())
    if longest is not None and len(text) > longest:
        text = f"{text[: longest - 1]}…"
    return text if text.startswith("`") else _SPECIAL.sub(r"\\\g<0>", text)
