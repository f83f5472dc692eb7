"""Constructs that one of the engines gets wrong without a word, does not know, or will not know for long."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handelsgraph.queries.cypher_text import Token, tokens

_AGGREGATES = {"COUNT", "SUM", "AVG", "MIN", "MAX", "COLLECT", "STDEV", "STDEVP", "PERCENTILECONT", "PERCENTILEDISC"}
_CLAUSES = {"MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "UNWIND", "CALL", "CREATE", "MERGE", "SET", "REMOVE",
            "DELETE", "DETACH", "ORDER", "SKIP", "LIMIT", "UNION", "FOREACH", "ON", "USE", "USING", "LET"}  # fmt: skip
_CALLS = {
    "ID": "id() is deprecated; use a key",
    "EXISTS": "exists() is gone; use IS NOT NULL or EXISTS { }",
    "DISTANCE": "distance() is gone; use point.distance()",
}

Fault = tuple[int, str]
"""Line (from 0) and what is wrong there."""


def faults(cypher: str) -> list[str]:
    """Return what is wrong with a statement, with the line (from 1)."""
    flat = list(tokens(cypher))
    found = sorted({fault for check in _CHECKS for fault in check(flat)})
    return [f"line {line + 1}: {message}" for line, message in found]


def _is(flat: list[Token], at: int, *texts: str) -> bool:
    return 0 <= at < len(flat) and flat[at].text.upper() in texts


def _functions(flat: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield index and upper-case name of plain function calls."""
    for i, token in enumerate(flat):
        if token.kind == "word" and _is(flat, i + 1, "(") and not _is(flat, i - 1, "."):
            yield i, token.text.upper()


def _nested_aggregates(flat: list[Token]) -> Iterator[Fault]:
    """An aggregate anywhere but as a plain column: ArcadeDB computes it wrongly, often with doubled groups."""
    for i, name in _functions(flat):
        if name in _AGGREGATES and not (_starts_a_column(flat, i) and _ends_a_column(flat, i + 1)):
            yield flat[i].line, f"{name.lower()}() inside an expression; make it a column of a WITH of its own"


def _starts_a_column(flat: list[Token], at: int) -> bool:
    if not _is(flat, at - 1, "WITH", "RETURN", "DISTINCT", ","):
        return False
    depth = flat[at].depth
    for token in reversed(flat[:at]):
        if token.depth < depth:
            return False
        if token.depth == depth and token.kind == "word" and token.text.upper() in _CLAUSES:
            return token.text.upper() in ("WITH", "RETURN")
    return False


def _ends_a_column(flat: list[Token], opening: int) -> bool:
    depth = flat[opening].depth
    closing = next(i for i in range(opening + 1, len(flat)) if flat[i].kind == "close" and flat[i].depth == depth)
    after = closing + 1
    if after >= len(flat) or _is(flat, after, "AS", ",", ";"):
        return True
    return flat[after].kind == "close" or flat[after].text.upper() in _CLAUSES


def _path_predicates(flat: list[Token]) -> Iterator[Fault]:
    """A predicate on the path of a shortestPath: ArcadeDB filters when it has found one, and finds no other."""
    for i, name in _functions(flat):
        if name not in ("SHORTESTPATH", "ALLSHORTESTPATHS") or not _is(flat, i - 1, "="):
            continue
        path, depth = flat[i - 2].text, flat[i].depth
        inside = False
        for token in flat[i + 1 :]:
            if token.depth < depth:
                break
            if token.depth == depth and token.kind == "word" and token.text.upper() in _CLAUSES:
                if token.text.upper() != "WHERE":
                    break
                inside = True
            elif inside and token.text == path:
                yield token.line, f"a predicate on the path {path} of {name.lower()}; test it in the next clause"


def _dynamic_names(flat: list[Token]) -> Iterator[Fault]:
    """Labels and types from parameters: ArcadeDB ignores them."""
    for i, token in enumerate(flat):
        if token.text == "$" and _is(flat, i + 1, "("):
            yield token.line, "a dynamic label or type"


def _whole_set(flat: list[Token]) -> Iterator[Fault]:
    """SET n = m: ArcadeDB does it otherwise, and Cypher 25 will not do it with nodes."""
    for i, token in enumerate(flat):
        if token.text.upper() != "SET" or token.kind != "word":
            continue
        starts = True
        for j in range(i + 1, len(flat)):
            other = flat[j]
            if other.depth < token.depth or (
                other.depth == token.depth and other.kind == "word" and other.text.upper() in _CLAUSES
            ):
                break
            if other.depth == token.depth:
                if starts and other.kind in ("word", "quoted") and _is(flat, j + 1, "="):
                    yield other.line, f"SET {other.text} = ...; name the properties, or use +="
                starts = other.text == ","


def _merges(flat: list[Token]) -> Iterator[Fault]:
    """MERGE of a relationship makes doubles under two writers; MERGE on two labels scans."""
    for i, token in enumerate(flat):
        if token.kind != "word" or token.text.upper() != "MERGE" or not _is(flat, i + 1, "("):
            continue
        depth = flat[i + 1].depth
        closing = next(j for j in range(i + 2, len(flat)) if flat[j].kind == "close" and flat[j].depth == depth)
        if _is(flat, closing + 1, "-", "<"):
            yield token.line, "MERGE of a relationship; MATCH and CREATE it"
        labels = [j for j in range(i + 2, closing) if flat[j].depth == depth + 1 and flat[j].text in (":", "&")]
        if len(labels) > 1:
            yield token.line, "MERGE on several labels"


def _unknown_words(flat: list[Token]) -> Iterator[Fault]:
    """What only some of the engines and versions know."""
    for i, name in _functions(flat):
        if name in _CALLS:
            yield flat[i].line, _CALLS[name]
    for i, token in enumerate(flat):
        word = token.text.upper() if token.kind == "word" and not _is(flat, i - 1, ".", "AS") else ""
        if word in ("CYPHER", "USE", "LET") and (i == 0 or _is(flat, i - 1, "{", ";")):
            yield token.line, f"the word {word} at the start of a statement"
        if word == "REPORT" and _is(flat, i + 1, "STATUS"):
            yield token.line, "REPORT STATUS"
        if word == "SHORTEST":
            yield token.line, "SHORTEST k; use shortestPath"
        if word == "FULLTEXT" and _is(flat, i + 1, "INDEX"):
            yield token.line, "full-text DDL"
        if word == "APOC" and _is(flat, i + 1, "."):
            yield token.line, "APOC"
        if word == "DB" and _is(flat, i + 1, ".") and _is(flat, i + 2, "AWAITINDEX", "AWAITINDEXES", "INFO"):
            yield token.line, f"db.{flat[i + 2].text}"
        if word == "LOAD" and _is(flat, i + 1, "CSV"):
            yield token.line, "LOAD CSV"
        if word == "NULL" and _is(flat, i - 1, "=", ">") and not _is(flat, i - 2, "="):
            before = next((t.text.upper() for t in reversed(flat[:i]) if t.text.upper() in _CLAUSES), "")
            if before == "WHERE":
                yield token.line, "a comparison with null is null; use IS NULL"


_CHECKS: tuple[Callable[[list[Token]], Iterator[Fault]], ...] = (
    _nested_aggregates,
    _path_predicates,
    _dynamic_names,
    _whole_set,
    _merges,
    _unknown_words,
)
