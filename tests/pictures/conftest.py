"""Pictures of the sizes that have to be readable, and hostile names among them."""

from __future__ import annotations

import random

import pytest

from handelsgraph.pictures import Edge, Evidence, Node, Picture, Spot
from handelsgraph.schema import Label

SCRIPT = "<script>alert('Straße')</script>"
BREAKOUT = "</script><img src=x onerror=alert(1)>\u2028\u2029]]><!--"
BRANDENBURG = Spot("place:de-12", "Brandenburg", 52.4, 13.45, home=True)
CHONGQING = Spot("place:geo-1814906", "Chongqing", 29.56, 106.56)
PEKING = Spot("place:geo-1816670", "Peking", 39.91, 116.4)
WORDS = (
    *("Lausitzer", "Klärtechnik", "Märkische", "Maschinenbau", "Wirtschaftsförderung", "Gesellschaft"),
    *("Handelskammer", "Institut", "Universität", "Anlagenbau", "Verkehrstechnik", "Energie", "Havelland"),
    *("Thüringen", "Außenwirtschaft", "Straßenbau", "Medizintechnik", "Forschungszentrum"),
)


@pytest.fixture(scope="session")
def small() -> Picture:
    """Five names with umlauts and markup in them, five dealings."""
    met = Evidence(
        "Eine Delegation traf Vertreter des Betriebs.", "Gäste", "2017-11-27", "https://example.org/a?b=1&c=2"
    )
    nodes = (
        Node("a", "Spreeklär Anlagenbau GmbH", Label.COMPANY, ("Spreeklär",), "Lübben", BRANDENBURG),
        Node("b", "Nordbahn Züge", Label.COMPANY, (), "Peking", PEKING),
        Node("c", "IHK Musterstadt", Label.AGENCY, (), "Musterstadt", BRANDENBURG),
        Node("d", SCRIPT, Label.PERSON, (BREAKOUT,), "Chongqing", CHONGQING),
        Node("e", "Unternehmerreise nach Chongqing", Label.EVENT, (), "Chongqing"),
    )
    edges = (
        Edge("a", "b", "MET", 3, ("2017-11-27", "2015"), (), False, (met,)),
        Edge("a", "b", "SIGNED_AGREEMENT_WITH", 1, ("2018-05",), (), False, (met,)),
        Edge("c", "e", "PARTICIPATED_IN", 2, ("2018-03-02/2018-03-09",), (), True, (met,)),
        Edge(
            "d", "c", "VISITED", 1, (), ("2019-01-02",), False, (Evidence(BREAKOUT, None, None, "javascript:alert(1)"),)
        ),
        Edge("a", "c", "SUPPORTED_BY"),
    )
    return Picture("Wer hat wen getroffen?", nodes, edges)


@pytest.fixture(scope="session")
def large() -> Picture:
    """300 names and about 400 dealings, a few names with many of them."""
    chance = random.Random(7)
    spots = [Spot(f"place:{i}", f"Ort {i}", chance.uniform(-40, 60), chance.uniform(-120, 150)) for i in range(30)]
    nodes = []
    for number in range(300):
        label = chance.choices(list(Label), [40, 15, 10, 10, 5, 5, 20, 15])[0]
        name = f"{' '.join(chance.sample(WORDS, chance.randint(1, 4)))} {number}"
        nodes.append(Node(f"n{number}", name, label, (), "Ort", chance.choice(spots)))
    edges = []
    degrees = [1] * 300
    for _ in range(400):
        first = chance.choices(range(300), degrees)[0]
        second = (first + chance.randint(1, 299)) % 300
        degrees[first] += 1
        date = f"{chance.randint(2005, 2025)}-{chance.randint(1, 12):02}"
        proof = Evidence(
            "Ein Satz. " * chance.randint(1, 20), "Titel", date + "-03", f"https://example.org/{len(edges)}"
        )
        edges.append(
            Edge(f"n{first}", f"n{second}", "COOPERATES_WITH", chance.randint(1, 9), (date,), (), False, (proof,))
        )
    return Picture("Alle Beziehungen", tuple(nodes), tuple(edges))
