"""How each kind of entity looks: bodies, places, persons and events differ in shape as well as in hue.

Colours are of the Okabe-Ito palette, which people with colour blindness can tell apart.
"""

from __future__ import annotations

from typing import NamedTuple

from handelsgraph.schema import Label


class Look(NamedTuple):
    """Fill and border colour, and the shape, in the words of cytoscape.js."""

    fill: str
    border: str
    shape: str


LOOKS: dict[str, Look] = {
    Label.COMPANY: Look("#0072B2", "#004A75", "ellipse"),
    Label.AGENCY: Look("#56B4E9", "#1F7FB5", "ellipse"),
    Label.INSTITUTION: Look("#CCE5F6", "#3D9BD1", "ellipse"),
    Label.CITY: Look("#009E73", "#006B4E", "rectangle"),
    Label.REGION: Look("#66C5AB", "#007F5C", "rectangle"),
    Label.COUNTRY: Look("#B3E2D5", "#009E73", "rectangle"),
    Label.PERSON: Look("#E69F00", "#A87400", "triangle"),
    Label.EVENT: Look("#CC79A7", "#9B4F7C", "diamond"),
}
OTHER = Look("#EEEEEE", "#777777", "rectangle")
"""What is no entity: articles, statements, names."""
