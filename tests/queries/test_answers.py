"""The canned queries on the annotated articles. What is expected was worked out from the annotations by hand."""

from __future__ import annotations

from typing import Any

import gold
import pytest

from handelsgraph.graph import Graph
from handelsgraph.queries import catalogue, run

pytestmark = pytest.mark.slow

LKT, CRRC = "LKT Lausitzer Klärtechnik GmbH", "CRRC Corporation Limited"
TITK = "Thüringisches Institut für Kunststoff-Forschung (TITK)"
CHONGQING = "Wirtschafts-Investitionsförderungsbehörde Chongqing"
KURSK = "Handels- und Industriekammer des Gebiets Kursk"
ZAB = "ZukunftsAgentur Brandenburg (ZAB)"
AHK = "Deutsch-Russische Auslandshandelskammer (AHK Russland)"
VISIT_2016 = "Besuch der CRRC-Delegation in der Lausitz Mai 2016"
VISIT_2017 = "Besuch der CRRC-Delegation in Luckau 2017"
RWANDA = "Wirtschaftsdelegationsreise des rheinland-pfälzischen Wirtschaftsministeriums nach Ruanda"
DIRECTLY, THROUGH, EVENT = "directly", "through a representative", "at the same event"


def ask(graph: Graph, name: str, **params: Any) -> list[dict[str, Any]]:
    given = {key.rstrip("_"): value for key, value in params.items()}
    result = run(graph, catalogue()[name], given, evidence=True)
    return [dict(zip(result.columns, map(named, row), strict=True)) for row in result.rows]


def named(value: Any) -> Any:
    if isinstance(value, list):
        return [named(v) for v in value]
    return gold.canonical().get(value, value) if isinstance(value, str) else value


def some(rows: list[dict[str, Any]], *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(tuple(v) if isinstance(v, list) else v for v in (row[c] for c in columns)) for row in rows]


def test_who_met_crrc(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "met", region="Brandenburg", partner="CRRC")
    assert some(rows, "body", "town", "partner", "how", "via", "date") == [
        (LKT, "Luckau", CRRC, DIRECTLY, (), "2016-05-09, 2017-11-27"),
        ("IHK Cottbus", "Cottbus", CRRC, DIRECTLY, (), "2016-05-10"),
        ("Slawenburg Raddusch", "Raddusch", CRRC, DIRECTLY, (), "2016-05-09"),
        ("Pieper Innovationsgesellschaft mbH", "Lübbenau/Spreewald", CRRC, EVENT, (VISIT_2016,), "2016-05"),
    ]
    assert "Tags darauf bereitete die Kammer den Gästen einen offiziellen Empfang" in rows[1]["sentence"]
    assert rows[1]["source"].startswith("https://wirtschaftsregion-lausitz.de/")
    assert rows[1]["published"] == "2016-05-11"
    assert rows[0]["articles"] == 2


@pytest.mark.parametrize(
    ("dates", "bodies"),
    [
        ({"since": "2017"}, [LKT]),
        ({"since": "2016-05-10"}, [LKT, "IHK Cottbus", "Pieper Innovationsgesellschaft mbH"]),
        ({"since": "2016-06"}, [LKT]),
        ({"until": "9.5.2016"}, [LKT, "Slawenburg Raddusch", "IHK Cottbus", "Pieper Innovationsgesellschaft mbH"]),
        ({"until": "2016-05"}, [LKT, "IHK Cottbus", "Slawenburg Raddusch", "Pieper Innovationsgesellschaft mbH"]),
        ({"since": "2018"}, []),
        ({"since": "2016-06", "until": "2017-10"}, []),  # between two meetings there was none
    ],
)
def test_meetings_by_date(gold_graph: Graph, dates: dict[str, str], bodies: list[str]) -> None:
    """A date without a day counts as any of its days: the visit as a whole, in which two took part, was in 2016-05."""
    rows = ask(gold_graph, "met", region="Brandenburg", partner="CRRC", **dates)
    assert [row["body"] for row in rows] == bodies


def test_a_country_as_partner_stands_for_all_in_it(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "met", region="Thüringen", partner="Usbekistan")
    assert set(some(rows, "body", "town", "partner", "how", "via")) == {
        (TITK, "Rudolstadt", "Textil-Institut Taschkent", DIRECTLY, ()),
        (TITK, "Rudolstadt", "Vereinigung der Textilindustrie Usbekistans", DIRECTLY, ()),
        (TITK, "Rudolstadt", "Usbekistan", THROUGH, ("Nabijon Kasimov",)),
        (TITK, "Rudolstadt", "Usbekistan", THROUGH, ("Benjamin Redlingshöfer", "Nabijon Kasimov")),
        ("LEG Thüringen", "Erfurt", "Usbekistan", THROUGH, ("Nabijon Kasimov",)),
        ("LEG Thüringen", "Erfurt", "Usbekistan", THROUGH, ("Laziz Kudratov",)),
        ("Thüringen", None, "Usbekistan", THROUGH, ("Wolfgang Tiefensee", "Nabijon Kasimov")),
    }
    assert [row["how"] for row in rows] == [DIRECTLY] * 2 + [THROUGH] * 5


def test_a_visit_to_a_body_is_a_meeting_and_a_city_that_acts_counts(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "met", region="Thüringen", partner="China")
    assert set(some(rows, "body", "town", "partner", "how", "via", "date")) == {
        ("AGA Zerspanungstechnik Gera GmbH", "Gera", CHONGQING, DIRECTLY, (), "2019-11"),
        ("Automotive Thüringen", None, CHONGQING, DIRECTLY, (), "2019-11"),
        ("JENOPTIK", None, CHONGQING, DIRECTLY, (), "2019-11"),
        ("Gera", None, CHONGQING, THROUGH, ("Vonarb",), "2019-11"),
    }


def test_what_was_only_announced_is_left_out_unless_asked_for(gold_graph: Graph) -> None:
    asked = {"to": "Russland", "from_": "Brandenburg"}
    assert ask(gold_graph, "visits", **asked) == []
    rows = ask(gold_graph, "visits", **asked, planned=True)
    assert ("IHK Cottbus", "Russland", "2019-06", True) in some(rows, "visitor", "visited", "date", "planned")
    assert all(row["planned"] for row in rows)


def test_visits_to_a_city(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "visits", to="Cottbus")
    assert some(rows, "visitor", "represents", "visited", "date") == [
        ("Lipezk", (), "Cottbus", "2019-04"),
        (KURSK, (), "Cottbus", "2018-10"),
        (KURSK, (), "IHK Cottbus", "2018-10"),
        ("Wiktor Grebennikow", (KURSK,), "Cottbus", "2018-10"),
        ("Wiktor Grebennikow", (KURSK,), "IHK Cottbus", "2018-10"),
        (CRRC, (), "IHK Cottbus", "2016-05-10"),
    ]


def test_visits_from_a_region(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "visits", to="China", from_="Sachsen", since="2015", until="2015-12-31")
    visitors = {"Ulla Reichel", "Kathrin Köhler", "Sandra Hempel", "IHK Zwickau", "Zwickau"}
    assert {row["visitor"] for row in rows if row["visited"] == "China"} == visitors
    everybody = ask(gold_graph, "visits", to="China", since="2015", until="2015")
    assert {row["visitor"] for row in everybody if row["visited"] == "China"} == visitors | {"Carsten Körber"}
    assert all(row["date"] == "2015-07" for row in rows)


def test_partners_of_a_body(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "partners", of="IHK Cottbus", in_="Russland")
    assert some(rows, "partner", "how", "date", "dated_by") == [
        (AHK, "co-operation", "2020-08-13", "dealing"),
        ("Russian Desk", "co-operation", "2020-08", "article"),
    ]


def test_partners_of_a_region_are_outside_it(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "partners", of="Landkreis Schwandorf")
    assert set(some(rows, "body", "partner", "how", "date", "dated_by")) == {
        ("Landkreis Schwandorf", "Laizhou", "agreement", "2016-10", "dealing"),
        ("Landkreis Schwandorf", "Laizhou", "co-operation", "2016-10-22", "article"),
        ("Landkreis Schwandorf", "Landkreis Görlitz", "co-operation", "2016-10-22", "article"),
    }
    inside = ask(gold_graph, "partners", of="Thüringen")
    assert not {row["partner"] for row in inside} & {"SPA, Simson Private Akademie gGmbH", "IHK Südthüringen"}


def test_where_a_dealing_has_no_date_that_of_the_article_stands_in(gold_graph: Graph) -> None:
    """The article is of 2016-10-22; it dates the agreement to 2016-10, and the partnerships not at all."""
    for since, number in (("2016-10-22", 3), ("2016-10-23", 1), ("2016-11", 0)):
        rows = ask(gold_graph, "partners", of="Landkreis Schwandorf", since=since)
        assert len(rows) == number
        assert {row["published"] for row in rows} <= {"2016-10-22"}


def test_organisers(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "organisers", to="China")
    assert some(rows, "organiser", "event", "date") == [
        ("Chongqing", "Smart China Expo (SCE) 2019", "2019"),
        ("Landkreis Schwandorf", "Reise der Schwandorfer Kreisdelegation nach Laizhou Oktober 2016", "2016-10-14"),
        ("IHK Zwickau", "China-Reise der Zwickauer Wirtschaftsdelegation Juli 2015", "2015-07"),
    ]
    assert {"China", "Yandu"} <= set(rows[2]["places"])
    assert rows[2]["sentence"][0] == (
        "Die Vorbereitung der Reise, zu der auch ein Abstecher nach Hongkong gehörte, lag in den Händen der IHK."
    )


def test_organisers_since_a_date(gold_graph: Graph) -> None:
    everything = ask(gold_graph, "organisers", to="Usbekistan")
    assert set(some(everything, "organiser", "event")) == {
        ("LEG Thüringen", "Reise der Thüringer Delegation nach Usbekistan Herbst 2022"),
        ("LEG Thüringen", "Unternehmensreise nach Zentralasien 2022"),
        ("Thüringen International", "Unternehmensreise nach Zentralasien 2022"),
    }
    # of the other trip neither a date nor its article's date is known
    dated = ask(gold_graph, "organisers", to="Usbekistan", from_="Thüringen", since="2020")
    assert some(dated, "organiser", "home", "date") == [("LEG Thüringen", ("Erfurt",), "2022")]


def test_evidence_on_a_pair(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "evidence", one="LKT", other="CRRC")
    meeting = {LKT, CRRC}
    first, second = "https://example.org/seed_000", rows[3]["source"]
    assert some(rows, "relation", "date", "source") == [
        ("MET", "2017-11-27", first),
        ("VISITED", "2017-11-27", first),
        ("SIGNED_AGREEMENT_WITH", "2017-07", first),
        ("MET", "2016-05-09", second),
        ("VISITED", "2016-05-09", second),
        ("COOPERATES_WITH", None, first),
    ]
    assert second.startswith("https://wirtschaftsregion-lausitz.de/")
    assert all({row["subject"], row["object"]} == meeting for row in rows)
    assert all((row["subject"], row["object"]) == (CRRC, LKT) for row in rows if row["relation"] == "VISITED")
    assert ask(gold_graph, "evidence", one="CRRC", other="LKT") == rows


def test_evidence_tells_what_was_planned(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "evidence", one="IHK Cottbus", other="Nowokusnezk")
    assert some(rows, "subject", "relation", "modality", "date") == [("IHK Cottbus", "VISITED", "planned", "2019-06")]


def test_what_an_article_states(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "article", article="seed_001.txt")
    assert ("ASG Spremberg GmbH", "OPENED_OFFICE_IN", "Kursk") in some(rows, "subject", "relation", "object")
    assert len(rows) == 27


def test_articles_about_an_entity(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "about", entity="CRRC")
    assert [row["published"] for row in rows] == ["2016-05-11", None]
    assert rows[1]["article"] == "Lausitzer Abwasser- und Klärtechnik in China gefragt"
    # "CRRC Corporation Limited" once, "CRRC" five times
    assert rows[1]["mentions"] == 6


def test_contacts(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "contacts", of="CRRC")
    assert {(LKT, "VISITED ->"), (LKT, "MET"), ("Gerard Pieper", "SUPPORTED_BY ->")} <= set(
        some(rows, "contact", "relation")
    )
    back = ask(gold_graph, "contacts", of="Gerard Pieper")
    assert (CRRC, "<- SUPPORTED_BY") in some(back, "contact", "relation")


def test_members_of_a_delegation(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "delegation", event=RWANDA)
    assert {row["participant"] for row in rows} == {
        "Daniela Schmitt",
        "Ministerium für Wirtschaft, Verkehr, Landwirtschaft und Weinbau (Rheinland-Pfalz)",
        "SSG Schaaf Steel GmbH",
        "tfSemanticServices GmbH",
        "GOV GmbH + Co. KG",
        "WBS TRAINING AG",
        "TUBE-TEC Rohrverformungstechnik GmbH",
        "Fachhochschule Trier",
        "Energieagentur Mittelrhein",
        "Handwerkskammer Koblenz",
        "africon GmbH",
    }
    assert rows[-1]["participant"] == "Daniela Schmitt"
    assert "Rheinland-Pfalz" in rows[-1]["represents"]


def test_events_in_a_place(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "events", in_="Cottbus")
    assert some(rows, "event", "place", "participants", "date") == [
        ("Empfang der Lipezker Abordnung in Cottbus April 2019", "Cottbus", 2, "2019-04"),
        ("Besuch der Delegation der Handelskammer Kursk in Cottbus Oktober 2018", "Cottbus", 13, "2018-10"),
    ]
    assert some(ask(gold_graph, "events", in_="Luckau", since="2017"), "event", "participants") == [(VISIT_2017, 3)]


def test_offices_abroad(gold_graph: Graph) -> None:
    assert some(ask(gold_graph, "offices", of="Thüringen", in_="China"), "body", "office_in") == [
        ("JENOPTIK", "Shanghai")
    ]
    assert some(ask(gold_graph, "offices", of="ASG Spremberg"), "body", "office_in") == [
        ("ASG Spremberg GmbH", "Kursk")
    ]


def test_representatives(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "represents", body="IHK Cottbus")
    people = {"Gerard Pieper", "Marcus Tolle", "Nataliia Ruda", "Silke Schwabe", "Wolfgang Krüger"}
    assert {row["person"] for row in rows} == people
    assert [row["person"] for row in ask(gold_graph, "represents", body="Cottbus")] == ["Holger Kelch"]
    everybody = {row["person"] for row in ask(gold_graph, "represents", body="Cottbus", all=True)}
    assert {*people, "Holger Kelch", "Tina Reiche"} <= everybody


def test_supporters(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "supporters", of="ZukunftsAgentur Brandenburg")
    assert {row["supporter"] for row in rows} == {ZAB}
    assert {row["supported"] for row in rows} == {
        "Caloperm GmbH",
        "Chemie- und Tankanlagenbau Reuter GmbH",
        "ERV GmbH",
        "OKO-tech GmbH & Co. KG",
        "miControl GmbH",
    }
    of_a_firm = ask(gold_graph, "supporters", of="Caloperm GmbH")
    assert some(of_a_firm, "supported", "supporter") == [("Caloperm GmbH", ZAB)]


def test_partner_regions(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "twins", of="Sachsen", in_="China")
    assert some(rows, "place", "partner", "country", "how", "date") == [
        ("Zwickau", "Yandu", "China", "agreement", "2013"),
        ("Zwickau", "Yandu", "China", "co-operation", "2013"),
    ]


def test_announced_dealings(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "announced", of="Jörg Steinbach")
    visited = {row["object"] for row in rows if row["relation"] == "VISITED"}
    assert len(visited) == 3
    assert {"USA", "Kalifornien"} < visited
    assert {row["modality"] for row in rows} == {"planned"}
    assert ask(gold_graph, "announced", of="Jörg Steinbach", since="2021") == []


def test_finding_names(gold_graph: Graph) -> None:
    rows = ask(gold_graph, "find", text="wirtschaftskammer")
    assert [row["name"] for row in rows] == ["Wirtschaftskammer Karlsbad"]
    assert rows[0]["kind"] == "Agency"
    assert ask(gold_graph, "find", text="'] RETURN 1 //") == []
