"""What the example of every question has to answer on the annotated articles, worked out by hand from the annotations.

For each question: columns, and the rows in these columns, in their order (a list) or in any (a set). A frozenset must
be among the answers, which have more.
"""

from __future__ import annotations

from typing import Any

LKT, CRRC, IHK = "LKT Lausitzer Klärtechnik GmbH", "CRRC Corporation Limited", "IHK Cottbus"
WFBB, ZAB = "Wirtschaftsförderung Brandenburg (WFBB)", "ZukunftsAgentur Brandenburg (ZAB)"
WFK = "Wirtschaftsförderungsgesellschaft Kaiserslautern (WFK)"
CHONGQING = "Wirtschafts-Investitionsförderungsbehörde Chongqing"
ATAMEKEN = "Nationale Unternehmerkammer der Republik Kasachstan ATAMEKEN"
LUCKAU = "Besuch der CRRC-Delegation in Luckau 2017"
LAUSITZ = "Besuch der CRRC-Delegation in der Lausitz Mai 2016"
TO_CHINA = "Delegationsreise der Region Kaiserslautern nach China"
TO_ASIA = "Unternehmensreise nach Zentralasien 2022"
WEICHEL, PIEPER, HOU = "Klaus Weichel", "Gerard Pieper", "Hou Zhigang"
PLACES_2016 = ("Lausitz", "Luckau", "Raddusch", "Südbrandenburg")

_MEMBERS = {
    ("Stefan Weiler", (WFK,)),
    ("Yao-Min Nico Au", (WFK,)),
    ("Jan Deubig", ("ZAK",)),
    ("Kai Landes", ("Kreissparkasse",)),
    ("Maximilian Essig", ("FIRU mbH",)),
    ("Volker Ditscher", ("Wipotec",)),
    ("Guan Jifeng", ("MING Innovation",)),
    ("Ralf Leßmeister", ("Landkreis Kaiserslautern",)),
    *((name, ()) for name in (WFK, "ZAK", "Kreissparkasse", "FIRU mbH", "Wipotec", "MING Innovation")),
    ("Kaiserslautern", ()),
    ("Landkreis Kaiserslautern", ()),
}
_TRIPS = {(WEICHEL, place) for place in ("China", "Foshan", "Shanghai", "Yangzhou")}
_SUPPORTED = {
    *((LKT, supporter) for supporter in (PIEPER, IHK, WFBB)),
    *(("MinGenTec", supporter) for supporter in (IHK, WFBB)),
    *(
        (firm, ZAB)
        for firm in ("Caloperm GmbH", "Chemie- und Tankanlagenbau Reuter GmbH", "ERV GmbH", "miControl GmbH")
    ),
    ("OKO-tech GmbH & Co. KG", ZAB),
}

EXAMPLES: dict[str, tuple[str, Any]] = {
    "met": (
        "body town how via date dated_by articles",
        [
            (LKT, "Luckau", "directly", (), "2016-05-09, 2017-11-27", "dealing", 2),
            (IHK, "Cottbus", "directly", (), "2016-05-10", "dealing", 1),
            ("Slawenburg Raddusch", "Raddusch", "directly", (), "2016-05-09", "dealing", 1),
            ("Pieper Innovationsgesellschaft mbH", "Lübbenau/Spreewald", "at the same event", (LAUSITZ,), "2016-05",
             "dealing", 1),
        ],
    ),
    "contacts": (
        "contact relation date",
        {
            *((LKT, how, "2016-05-09, 2017-11-27") for how in ("MET", "VISITED ->")),
            (LKT, "SIGNED_AGREEMENT_WITH", "2017-07"),
            (LKT, "COOPERATES_WITH", None),
            ("Luckau", "VISITED ->", "2016-05-09, 2017-11-27"),
            *((place, "VISITED ->", "2016-05-09") for place in ("Lausitz", "Raddusch", "Spreewald", "Südbrandenburg")),
            ("Slawenburg Raddusch", "VISITED ->", "2016-05-09"),
            *((body, how, "2016-05-10") for body in (IHK, "BTU Cottbus-Senftenberg") for how in ("MET", "VISITED ->")),
            ("Leichtbauzentrum Panta Rhei", "VISITED ->", "2016-05-10"),
            ("Energieregion Lausitz-Spreewald GmbH", "MET", "2016-05-10"),
            (PIEPER, "SUPPORTED_BY ->", "2016-05-11"),
        },
    ),
    "chain": (
        "step one relation other date",
        [(1, IHK, "MET", CRRC, "2016-05-10"), (2, CRRC, "<- REPRESENTS", HOU, None)],
    ),
    "introductions": (
        "body first through then",
        [
            ("Andreas Nikisch", ("REPRESENTS",), "AGA Zerspanungstechnik Gera GmbH", ("MET", "VISITED")),
            ("Gera", ("REPRESENTS",), "Vonarb", ("MET",)),
        ],
    ),
    "common": (
        "contact kind with_one with_other",
        {
            (IHK, "Agency", ("SUPPORTED_BY",), ("MET", "VISITED")),
            (PIEPER, "Person", ("SUPPORTED_BY",), ("SUPPORTED_BY",)),
            (LUCKAU, "Event", ("PARTICIPATED_IN",), ("PARTICIPATED_IN",)),
            (LAUSITZ, "Event", ("PARTICIPATED_IN",), ("PARTICIPATED_IN",)),
        },
    ),
    "brokers": (
        "body contacts only_through",
        [
            (IHK, 10, 1),  # through it alone: SUEK
            (ZAB, 7, 7),
            ("MinGenTec", 5, 0),
            ("Russian Desk", 4, 1),  # Josephine Götze
            (LKT, 4, 0),
            (WFBB, 3, 0),
        ],
    ),
    "visits": ("visitor represents visited", {(who, ("Kaiserslautern",), place) for who, place in _TRIPS}),
    "guests": (
        "guest represents visited date",
        [
            (CRRC, (), LKT, "2016-05-09, 2017-11-27"),
            (CRRC, (), "Luckau", "2016-05-09, 2017-11-27"),
            (HOU, (CRRC,), "Luckau", "2017-11-27"),
        ],
    ),
    "delegations": (
        "direction event other date",
        [
            ("to", "Besuch des usbekischen Botschafters Kasimov in Thüringen Juni 2022",
             ("Erfurt Bildungszentrum gGmbH", "Nabijon Kasimov"), "2022-06"),
            ("from", "Reise der Thüringer Delegation nach Usbekistan Herbst 2022",
             ("Samarkand", "Taschkent", "Usbekistan"), "2022"),
            ("to", "Besuch der Chongqing-Delegation in Thüringen November 2019",
             ("Robby Schlund", "Xue", CHONGQING), "2019-11"),
            ("from", TO_ASIA, ("Kasachstan", "Usbekistan", "Zentralasien"), None),
        ],
    ),
    "companions": ("companion represents event", {(*member, TO_CHINA) for member in _MEMBERS}),
    "delegation": ("participant represents", _MEMBERS | {(WEICHEL, ("Kaiserslautern",))}),
    "trips": ("traveller visited country", {(who, place, "China") for who, place in _TRIPS}),
    "visits-by-year": (
        "region country year visits visitors",
        {
            ("Sachsen", "China", 2015, 14, 5),
            ("Bayern", "China", 2016, 9, 3),
            ("Rheinland-Pfalz", "China", None, 8, 2),
            ("Sachsen", "Russland", 2012, 7, 2),
            ("Rheinland-Pfalz", "Ruanda", None, 6, 4),
            ("Thüringen", "Usbekistan", 2022, 4, 2),
            ("Rheinland-Pfalz", "Kenia", None, 1, 1),
            ("Rheinland-Pfalz", "Tansania", None, 1, 1),
            ("Rheinland-Pfalz", "Äthiopien", 2017, 1, 1),
            ("Rheinland-Pfalz", "Äthiopien", None, 1, 1),
            ("Thüringen", "Kasachstan", None, 1, 1),
            ("Thüringen", "Usbekistan", None, 1, 1),
        },
    ),
    "partners": ("body partner place how", [("LEG Thüringen", ATAMEKEN, ("Kasachstan",), "agreement")]),
    "agreements": ("party partner place date", [(LKT, CRRC, ("China",), "2017-07")]),
    "matrix": (
        "region country dealings bodies",
        {
            ("Brandenburg", "Russland", 23, 8),
            ("Sachsen", "China", 22, 6),
            ("Bayern", "China", 18, 4),
            ("Thüringen", "Usbekistan", 16, 7),
            ("Rheinland-Pfalz", "Ruanda", 15, 5),
            ("Sachsen", "Russland", 14, 3),
            ("Brandenburg", "China", 11, 6),
            ("Rheinland-Pfalz", "China", 9, 2),
            ("Bayern", "Tschechien", 8, 2),
            ("Sachsen", "Tschechien", 8, 4),
            ("Thüringen", "China", 7, 5),
            ("Baden-Württemberg", "Äthiopien", 6, 3),
            ("Lausitz", "Russland", 24, 9),
            ("Lausitz", "China", 11, 6),
            ("Thüringen", "Kasachstan", 4, 2),
            ("Rheinland-Pfalz", "Äthiopien", 2, 2),
            *((region, country, 1, 1) for region, country in (
                ("Baden-Württemberg", "Burundi"), ("Brandenburg", "Polen"),
                ("Rheinland-Pfalz", "Kenia"), ("Rheinland-Pfalz", "Tansania"),
            )),
        },
    ),
    "twins": ("place partner country how date", [("Rheinland-Pfalz", "Ruanda", "Ruanda", "co-operation", "1982")]),
    "offices": ("body office_in", [("JENOPTIK", "Shanghai")]),
    "ties": (
        "body kind town relation other",
        [
            ("AGA Zerspanungstechnik Gera GmbH", "Company", "Gera", "MET", CHONGQING),
            ("AGA Zerspanungstechnik Gera GmbH", "Company", "Gera", "VISITED", CHONGQING),
            ("Automotive Thüringen", "Agency", None, "MET", CHONGQING),
            ("JENOPTIK", "Company", None, "MET", CHONGQING),
            ("JENOPTIK", "Company", None, "OPENED_OFFICE_IN", "Shanghai"),
        ],
    ),
    "silent": (
        "body partner last",
        [
            (LKT, CRRC, "2017-11-27"),
            ("Luckau", CRRC, "2017-11-27"),
            ("Luckau", HOU, "2017-11-27"),
            (IHK, CRRC, "2016-05-10"),
            *((place, CRRC, "2016-05-09") for place in ("Raddusch", "Slawenburg Raddusch", "Spreewald")),
        ],
    ),
    "events": (
        "event place organisers participants date",
        [
            ("Empfang der Lipezker Abordnung in Cottbus April 2019", "Cottbus", (), 2, "2019-04"),
            ("Besuch der Delegation der Handelskammer Kursk in Cottbus Oktober 2018", "Cottbus", (), 13, "2018-10"),
            (LUCKAU, "Luckau", (), 3, "2017-11-27"),
            (LAUSITZ, "Luckau", (PIEPER,), 7, "2016-05"),
            (LAUSITZ, "Raddusch", (PIEPER,), 7, "2016-05"),
        ],
    ),
    "organisers": ("organiser home event places", [("LEG Thüringen", ("Erfurt",), TO_ASIA, ("Kasachstan",))]),
    "organised": (
        "event places",
        {(TO_ASIA, ("Kasachstan", "Usbekistan", "Zentralasien")), ("Online Business Mission", ())},
    ),
    "attended": (
        "participant event places organisers",
        [
            (CRRC, LUCKAU, ("Luckau",), ()),
            (HOU, LUCKAU, ("Luckau",), ()),
            (CRRC, "Kooperationsgespräche Brandenburger Unternehmen mit CRRC September 2017", (), ()),
            (CRRC, LAUSITZ, PLACES_2016, (PIEPER,)),
        ],
    ),
    "fairs": (
        "event places of_one of_other",
        [(LUCKAU, ("Luckau",), (LKT,), (CRRC, HOU)), (LAUSITZ, PLACES_2016, (PIEPER, IHK, LKT), (CRRC,))],
    ),
    "top-organisers": ("organiser events countries", [("LEG Thüringen", 2, ("Kasachstan", "Usbekistan"))]),
    "supporters": ("supported supporter", _SUPPORTED),
    "supported": ("supported date", [(LKT, None), ("MinGenTec", "2017")]),
    "helpers": ("supporter supported towards", {(who, LKT, (CRRC,)) for who in (PIEPER, IHK, WFBB)}),
    "represents": (
        "person represents",
        {(who, IHK) for who in (PIEPER, "Marcus Tolle", "Nataliia Ruda", "Silke Schwabe", "Wolfgang Krüger")},
    ),
    "meetings": (
        "met represents relation",
        {*((place, (), "VISITED") for _, place in _TRIPS), ("Xia", ("Yangzhou",), "MET")},
    ),
    "functions": (
        "represents first last dated_by articles",
        {
            (IHK, "2016-05-11", "2016-05-11", "article", 1),
            ("Pieper Innovationsgesellschaft mbH", "2016-05-11", "2016-05-11", "article", 2),
            ("Technologiebrücke China – Hauptstadtregion Brandenburg", "2016-05-11", "2016-05-11", "article", 1),
        },
    ),
    "evidence": (
        "relation date dated_by modality",
        [
            ("MET", "2017-11-27", "dealing", "asserted"),
            ("VISITED", "2017-11-27", "dealing", "asserted"),
            ("SIGNED_AGREEMENT_WITH", "2017-07", "dealing", "asserted"),
            ("MET", "2016-05-09", "dealing", "asserted"),
            ("VISITED", "2016-05-09", "dealing", "asserted"),
            ("COOPERATES_WITH", None, None, "asserted"),
        ],
    ),
    "announced": (
        "subject relation object modality",
        {
            ("Yandu", "VISITED", "Käthe-Kollwitz-Gymnasium", "planned"),
            ("Laizhou", "VISITED", "Landkreis Schwandorf", "planned"),
        },
    ),
    "doubtful": ("relation confidence", frozenset({("LOCATED_IN", 1.0), ("MET", 1.0), ("VISITED", 1.0)})),
    "new": (
        "subject relation object date dated_by",
        frozenset({
            ("Thomas Horn", "REPRESENTS", "Wirtschaftsförderung Sachsen GmbH (WFS)", "2024-11-29", "article"),
            ("René Harun", "MET", "Thomas Horn", "2024-04", "dealing"),
        }),
    ),
    "about": ("published", [("2020-08",), ("2019-06-03",), ("2016-05-11",), (None,)]),
    "article": (
        "subject relation object modality date",
        frozenset({
            (LKT, "LOCATED_IN", "Luckau", "asserted", None),
            (HOU, "VISITED", "Luckau", "asserted", "2017-11-27"),
            (HOU, "REPRESENTS", CRRC, "asserted", None),
            (LKT, "SUPPORTED_BY", WFBB, "asserted", None),
        }),
    ),
    "names": ("name articles", [("body:ihk cottbus", 4)]),
    "duplicates": (
        "shared kinds one_key",
        frozenset({("ihk", ("Agency", "Agency"), "body:ihk cottbus")}),
    ),
    "coverage": (
        "source month articles",
        [
            ("africon.de", None, 1),
            ("example.org", None, 5),
            ("lifepr.de", None, 1),
            ("tschechien.ahk.de", "2024-11", 1),
            ("wirtschaftsregion-lausitz.de", "2016-05", 1),
            ("www.baden-wuerttemberg.de", None, 1),
            ("www.cottbus.ihk.de", "2020-08", 1),
            ("www.lausitz-branchen.de", "2012-07", 1),
            ("www.lr-online.de", "2019-06", 1),
            ("www.mth-potsdam.de", None, 1),
            ("www.onetz.de", "2016-10", 1),
            ("www.suhl.ihk.de", "2023-11", 1),
            ("www.westsachsen.tv", "2015-07", 1),
        ],
    ),
    "unplaced": (
        "name kind",
        frozenset({(WFK, "Agency"), ("Thüringen International", "Agency"), ("BTU Cottbus-Senftenberg", "Institution")}),
    ),
    "find": (
        "name kind",
        frozenset((name, "Agency") for name in ("Handwerkskammer Koblenz", "Wirtschaftskammer Karlsbad", ATAMEKEN)),
    ),
}  # fmt: skip
