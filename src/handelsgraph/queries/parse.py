"""Reading a query file: a comment header in YAML, then Cypher. Every fault is named with file and line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from handelsgraph.errors import InputError
from handelsgraph.queries.common import DEALING_COLUMNS, ELEMENTS, EVIDENCE_COLUMNS, PARAMETERS
from handelsgraph.queries.cypher_text import returned_columns, used_parameters
from handelsgraph.queries.header import Header, Query
from handelsgraph.queries.kinds import Parameter

REMEDY = "see the files in cypher/queries for how a query file is written"


def read(path: Path) -> Query:
    """Return the query in the file `path`.

    Raises InputError naming file and line if the file cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise InputError(f"{path}: cannot be read: {reason}", REMEDY) from error
    return parse(text, path)


def parse(text: str, path: Path) -> Query:
    """Return the query that `text` holds; `path` is where it was read. Raises InputError as `read` does."""
    lines = text.splitlines()
    end = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    header = "\n".join(line[2:].removeprefix(" ") for line in lines[:end])
    try:
        tree = yaml.compose(header, Loader=yaml.SafeLoader)
        data = yaml.safe_load(header)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise _fault(path, line, f"the header is not YAML: {error.problem}") from None
    if not isinstance(data, dict) or tree is None:
        raise _fault(path, 0, "no header: the file must start with // comments that are YAML")
    try:
        checked = Header.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"] if part != "[key]")
        raise _fault(path, _line(tree, first["loc"]), f"{where}: {first['msg']}") from None
    cypher = "\n".join(lines[end:]).strip("\n") + "\n"
    offset = end + next((i for i, line in enumerate(lines[end:]) if line.strip()), 0)
    parameters = _parameters(checked, cypher, path, tree, offset)
    returned = _returned(checked, cypher, path, tree, offset)
    group = checked.group or path.absolute().parent.name
    found = dict(checked) | {"parameters": parameters, "group": group}
    return Query(**found, cypher=cypher, returned=returned, path=path)


def _parameters(header: Header, cypher: str, path: Path, tree: yaml.Node, offset: int) -> dict[str, Parameter]:
    """Return the parameters of the header and the common ones the Cypher uses, which come last."""
    used = used_parameters(cypher)
    for name in header.parameters:
        if name not in used:
            raise _fault(path, _line(tree, ("parameters", name)), f"parameter {name} is not used in the Cypher")
    for name, line in used.items():
        if name not in header.parameters and name not in PARAMETERS:
            raise _fault(path, offset + line, f"${name} is not declared in the header")
    return header.parameters | {n: p for n, p in PARAMETERS.items() if n in used and n not in header.parameters}


def _returned(header: Header, cypher: str, path: Path, tree: yaml.Node, offset: int) -> tuple[str, ...]:
    """Return the columns the Cypher returns: those of the header, and after them perhaps nodes and edges."""
    returned, line = returned_columns(cypher)
    own = returned[: -len(ELEMENTS)] if tuple(returned[-len(ELEMENTS) :]) == ELEMENTS else returned
    for name in header.columns:
        if name not in own:
            raise _fault(path, _line(tree, ("columns", name)), f"column {name} is not returned")
        if own is not returned and name in {**DEALING_COLUMNS, **EVIDENCE_COLUMNS}:
            raise _fault(path, _line(tree, ("columns", name)), f"column {name} is added to every answer about dealings")
    for name in own:
        if name not in header.columns:
            raise _fault(path, offset + line, f"column {name} is returned but not described in the header")
    if header.counts is not None and (header.counts not in own or own is returned):
        reason = "names no column" if header.counts not in own else "is for questions that return nodes and edges"
        raise _fault(path, _line(tree, ("counts",)), f"counts {reason}")
    if own != list(header.columns):
        raise _fault(path, offset + line, "the columns are returned in another order than the header names them")
    return tuple(returned)


def _line(node: yaml.Node, location: Sequence[int | str]) -> int:
    """Return the line (from 0) of the deepest part of `location` that the header has."""
    line: int = node.start_mark.line
    for part in location:
        if not isinstance(node, yaml.MappingNode):
            break
        children: Mapping[Any, tuple[yaml.Node, yaml.Node]] = {k.value: (k, v) for k, v in node.value}
        if part not in children:
            break
        key, node = children[part]
        line = key.start_mark.line
    return line


def _fault(path: Path, line: int, message: str) -> InputError:
    return InputError(f"{path}:{line + 1}: {message}", REMEDY)
