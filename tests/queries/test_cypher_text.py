from __future__ import annotations

import pytest

from handelsgraph.queries.cypher_text import returned_columns, used_parameters


def test_parameters_in_strings_comments_and_names_do_not_count() -> None:
    cypher = """
    MATCH (n {a: $used}) // $comment
    WHERE n.x = '$string' AND n.y = "it's $another" /* $block
    $more */ AND n.`$quoted` = 'a\\'$escaped'
    RETURN n, $late AS l
    """
    assert used_parameters(cypher) == {"used": 1, "late": 4}


@pytest.mark.parametrize(
    ("cypher", "columns"),
    [
        ("MATCH (n) RETURN n", ["n"]),
        ("MATCH (n) RETURN DISTINCT n.a AS a, n AS b ORDER BY a", ["a", "b"]),
        ("RETURN {a: 1, b: [1, 2]} AS map, coalesce(1, 2) AS two LIMIT 3", ["map", "two"]),
        ("CALL () { MATCH (n) RETURN n } RETURN n.x as x;", ["x"]),
        ("MATCH (n) RETURN n.name", ["n.name"]),
        ("MATCH (n) RETURN 'RETURN x AS y' AS z", ["z"]),
        ("RETURN [x IN [1] WHERE x > 0 | x] AS `odd name`", ["odd name"]),
        ("MATCH (n) DELETE n", []),
    ],
)
def test_columns_are_those_of_the_last_return(cypher: str, columns: list[str]) -> None:
    assert returned_columns(cypher)[0] == columns
