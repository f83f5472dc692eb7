"""The style sheet, read as Neo4j Browser reads it."""

from __future__ import annotations

import pytest

from handelsgraph.browser.style import rules, style_sheet
from handelsgraph.errors import HandelsgraphError
from handelsgraph.schema import RELATIONS, Label

RULES = rules(style_sheet())


def test_every_label_and_relation_has_a_rule() -> None:
    for name in [*Label, "Article", "Statement", "Name"]:
        assert {"color", "border-color", "text-color-internal", "diameter", "caption"} <= RULES[f"node.{name}"].keys()
    for name in RELATIONS:
        assert {"color", "shaft-width", "caption"} <= RULES[f"relationship.{name}"].keys()


def test_what_is_not_told_apart_by_label_has_the_browser_s_own_minimum() -> None:
    assert RULES["node"]["diameter"] == "50px"
    assert {"padding", "font-size", "text-color-external"} <= RULES["relationship"].keys()


def test_captions_name_the_entity_and_the_number_of_articles() -> None:
    assert RULES["node.Company"]["caption"] == "{name}"
    assert RULES["relationship.MET"]["caption"] == "MET {articles}"


@pytest.mark.parametrize("background", [f"node.{label}" for label in Label])
def test_captions_can_be_read_on_their_node(background: str) -> None:
    """WCAG contrast of at least 4.5."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    rule = RULES[background]
    light, dark = sorted((luminance(rule["color"]), luminance(rule["text-color-internal"])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_comment_in_the_style_sheet_is_an_error_as_the_browser_knows_none() -> None:
    with pytest.raises(HandelsgraphError, match="is no selector"):
        rules("/* colours */ node { color: #000000; }")
