from __future__ import annotations

import pytest
from marked import marked_document

from handelsgraph.extraction.claims import Claims
from handelsgraph.extraction.rule_wordings import said_plainly
from handelsgraph.extraction.state import Claim
from handelsgraph.extraction.wording_frames import wordings


def stated(marked: str, *claims: Claim) -> set[tuple[str, str, str]]:
    """What the rule reads off a sentence whose mentions are marked as [C|Muster GmbH]."""
    doc, names = marked_document(marked)
    found = Claims(list(claims), doc._.clusters)
    said_plainly(doc, found)
    return {(names[c.subject], c.type, names[c.object]) for c in found if c not in claims}


@pytest.mark.parametrize(
    ("sentence", "type_", "pairs"),
    [
        ("Landrat [P|Jan Beer] empfing am Montag Gäste aus [T|Minsk].", "MET", {"Jan Beer | Minsk"}),
        ("Am Dienstag begrüßte [P|Jan Beer] Botschafter [P|Igor Petrow].", "MET", {"Jan Beer | Igor Petrow"}),
        ("[P|Li Wei] wurde von [P|Jan Beer] herzlich empfangen.", "MET", {"Li Wei | Jan Beer"}),
        ("Später hat [P|Jan Beer] mit [P|Li Wei] und [P|Otto Lang] gesprochen.", "MET",
         {"Jan Beer | Li Wei", "Jan Beer | Otto Lang"}),
        ("Im Mai traf sich eine Abordnung der [C|Nordholz AG] unter Leitung von [P|Jan Beer] mit Vertretern der Firma"
         " [C|Minsk Textil].", "MET", {"Nordholz AG | Minsk Textil", "Jan Beer | Minsk Textil"}),
        ("[P|Anna Roth] vom Verband [A|Holz Nord] ist mit [P|Li Wei] zusammengetroffen.", "MET",
         {"Anna Roth | Li Wei"}),
        ("Danach traf [P|Anna Roth] mit [C|Huadong] und [C|Sinoway] zusammen.", "MET",
         {"Anna Roth | Huadong", "Anna Roth | Sinoway"}),
        ("Die [C|Nordholz AG], die [A|Kammer Nord] und die [C|Huadong] unterzeichneten im Mai einen Vertrag.",
         "SIGNED_AGREEMENT_WITH", {"Nordholz AG | Kammer Nord", "Nordholz AG | Huadong", "Kammer Nord | Huadong"}),
        ("In [T|Minsk] unterschrieben die [A|Kammer Nord] und die [A|Kammer Süd] mit der in [T|Brest] ansässigen"
         " [A|Kammer Ost] eine Kooperationsvereinbarung.", "SIGNED_AGREEMENT_WITH",
         {"Kammer Nord | Kammer Ost", "Kammer Süd | Kammer Ost"}),
        ("Die [C|Nordholz AG] arbeitet seit 2010 eng mit der [C|Huadong] zusammen.", "COOPERATES_WITH",
         {"Nordholz AG | Huadong"}),
        ("Gefeiert wurde die Partnerschaft zwischen [T|Brest] und [T|Greiz].", "COOPERATES_WITH", {"Brest | Greiz"}),
        ("Seit Juni unterhält die [C|Nordholz AG] in [T|Minsk] ein Büro.", "OPENED_OFFICE_IN", {"Nordholz AG | Minsk"}),
        ("Im Herbst reiste [P|Jan Beer] nach [T|Minsk].", "VISITED", {"Jan Beer | Minsk"}),
        ("[P|Li Wei] hat gestern die [C|Nordholz AG] besucht.", "VISITED", {"Li Wei | Nordholz AG"}),
        ("Ausgerichtet wurde die [E|Messe] von der [A|Kammer Nord] und der [C|Huadong].", "ORGANISED_BY",
         {"Messe | Kammer Nord", "Messe | Huadong"}),
        ("Zum [E|Forum] kamen viele, Veranstalter war die [A|Kammer Nord].", "ORGANISED_BY", {"Forum | Kammer Nord"}),
        ("Eröffnet hat die [C|Nordholz AG], unterstützt von der [A|Kammer Nord], ihren Stand.", "SUPPORTED_BY",
         {"Nordholz AG | Kammer Nord"}),
        ("Es sprach [P|Anna Roth], die die [C|Nordholz AG] leitet.", "REPRESENTS", {"Anna Roth | Nordholz AG"}),
        ("Es kamen die [C|Nordholz AG] und deren Chefin [P|Anna Roth].", "REPRESENTS", {"Anna Roth | Nordholz AG"}),
        ("Gast war [P|Anna Roth], Vorsitzende des [A|Verbands Nord].", "REPRESENTS", {"Anna Roth | Verbands Nord"}),
    ],
)  # fmt: skip
def test_what_is_said_in_so_many_words_is_read_off(sentence: str, type_: str, pairs: set[str]) -> None:
    found = {frozenset((a, b)) for a, t, b in stated(sentence) if t == type_}
    assert found == {frozenset(pair.split(" | ")) for pair in pairs}


def test_the_direction_is_that_of_the_sentence() -> None:
    assert stated("[P|Li Wei] hat die [C|Nordholz AG] besucht.") == {("Li Wei", "VISITED", "Nordholz AG")}
    assert stated("Organisiert hatte die [E|Reise] die [A|Kammer Nord].") == {("Reise", "ORGANISED_BY", "Kammer Nord")}


@pytest.mark.parametrize(
    "sentence",
    [
        "[P|Jan Beer] empfing die Delegation aus [T|Minsk] nicht.",
        "Ob [P|Jan Beer] [P|Li Wei] empfing, ist offen.",
        "Hat [P|Jan Beer] mit [P|Li Wei] gesprochen?",
        "Die Partnerschaft zwischen [T|Brest] und [T|Greiz] liegt auf Eis.",
        "Die [C|Nordholz AG] traf Vorbereitungen für den Vertrag mit [C|Huadong].",
        "Die [C|Nordholz AG] unterhält in [T|Minsk] kein Büro.",
        "Unter Leitung von [P|Jan Beer] besuchte eine Gruppe [T|Minsk].",
    ],
)
def test_what_is_denied_or_left_open_or_somebody_elses_is_not(sentence: str) -> None:
    assert stated(sentence) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Im Mai wird [P|Jan Beer] nach [T|Minsk] reisen.",
        "Kommende Woche reist [P|Jan Beer] nach [T|Minsk].",
        "Die [C|Nordholz AG] will in [T|Minsk] ein Büro eröffnen.",
    ],
)
def test_what_is_to_come_is_planned(sentence: str) -> None:
    doc, _ = marked_document(sentence)
    claims = Claims([], doc._.clusters)
    said_plainly(doc, claims)
    assert [claim.planned > 0.5 for claim in claims] == [True]


def test_persons_sign_for_whom_they_represent() -> None:
    sentence = "[P|Jan Beer] ([A|Kammer Nord]) und [P|Li Wei] ([C|Huadong]) unterzeichneten einen Vertrag."
    known = [Claim(0, "REPRESENTS", 1, 0.9, 0.0), Claim(2, "REPRESENTS", 3, 0.9, 0.0)]
    assert ("Kammer Nord", "SIGNED_AGREEMENT_WITH", "Huadong") in stated(sentence, *known)
    assert ("Kammer Nord", "SIGNED_AGREEMENT_WITH", "Huadong") not in stated(sentence, known[0])


def test_whoever_supports_an_event_supports_its_organiser() -> None:
    sentence = "Gefördert wurde die [E|Reise] von der [A|Kammer Nord]; geplant war sie von [C|Huadong]."
    known = Claim(0, "ORGANISED_BY", 2, 0.9, 0.0)
    assert ("Huadong", "SUPPORTED_BY", "Kammer Nord") in stated(sentence, known)
    assert ("Huadong", "SUPPORTED_BY", "Kammer Nord") not in stated(sentence)


def test_the_sentence_shows_the_claim() -> None:
    doc, _ = marked_document("[P|Jan Beer] empfing [P|Li Wei].")
    claims = Claims([], doc._.clusters)
    said_plainly(doc, claims)
    assert [(claim.sentence, claim.read_off) for claim in claims] == [(0, True)]


def test_every_wording_has_a_name_of_its_own() -> None:
    names = [wording.name for wording in wordings()]
    assert len(names) == len(set(names))
