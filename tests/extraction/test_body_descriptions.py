from __future__ import annotations

import pytest
from marked import marked_document

from handelsgraph.extraction.body_aliases import other_names
from handelsgraph.extraction.body_descriptions import described, noun_label
from handelsgraph.extraction.state import Cluster
from handelsgraph.schema import BODIES, Label

C, A, N = Label.COMPANY, Label.AGENCY, Label.INSTITUTION


@pytest.mark.parametrize(
    ("noun", "label"),
    [
        ("Anlagenbauers", C), ("Start-up", C), ("Bäckerei", C), ("Spezialisten", C), ("Netzwerkinitiative", A),
        ("Branchenverbands", A), ("Berufsschule", N), ("Baumschule", None), ("Forschungsinstituts", N),
        ("Präsident", None), ("Werbeagentur", None),
    ],
)  # fmt: skip
def test_a_noun_says_what_kind_of_body_it_calls_so(noun: str, label: Label | None) -> None:
    assert noun_label(noun) is label


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Es half die Netzwerkinitiative [C|ALFATEC] mit Rat.", A),
        ("Es half das Forschungsinstitut „[A|ALFA]“ mit Rat.", N),
        ("Es half die [C|Alfa Growers], ein kanadischer Farmerverband.", A),
        ("Es half [A|Alfa], Hersteller von Pumpen.", C),
        ("Unternehmen wie die [C|Beta GmbH] aus [T|Gera] und die [A|Alfa Bildungszentrum gGmbH] halfen.", C),
        ("Die Wirtschaftsförderung der [C|Alfa GmbH] half.", A),
        ("Es sprach der Rektor der [A|ALFA].", N),
        ("Die Vermittlungsagentur [C|Alfa Link Inc.] half.", None),
        ("Es halfen Anna Roth und die [C|Alfa].", None),
        ("Er ist Hersteller. [A|Alfa] half.", None),
        ("Unternehmen halfen, wie [A|Alfa] schreibt.", None),
    ],
)  # fmt: skip
def test_what_stands_around_a_name_says_what_kind_of_body_it_is(sentence: str, label: Label | None) -> None:
    doc, _ = marked_document(sentence)
    last = [mention for mention in doc._.found if mention.label in BODIES][-1]
    assert described([last], doc._.words) is label


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Die Reederei [C|Alfa Linie] fährt.", ["Reederei Alfa Linie"]),
        ("Die [C|Stickerei Alfa-Beta] näht.", ["Alfa-Beta"]),
        ("Der Anlagenbauer [C|Alfa] liefert.", []),
        ("Die Firma [C|Alfa] liefert.", []),
        ("Der Chef der Reederei, [C|Alfa], kam.", []),
        ("Die [C|Brauerei Müller] braut.", []),
        ("Die [A|Wirtschaftsförderung Alfa Beta] hilft.", []),
        ("Die [C|Spedition Bad Muskau] fährt.", []),
        ("In der Stadt [T|Gera] war Markt.", []),
    ],
)
def test_a_body_may_go_by_its_kind_or_without(sentence: str, names: list[str]) -> None:
    doc, _ = marked_document(sentence)
    cluster: Cluster = doc._.clusters[0]
    assert list(other_names(cluster, doc._.found, doc._.words)) == names
