from __future__ import annotations

from marked import marked_document

from handelsgraph.extraction.sentence_masks import masked_sentences
from handelsgraph.reading import MentionKind


def test_mentions_are_masked_by_class_kind_and_cluster() -> None:
    doc, _ = marked_document("Der [L~|polnische] Gast [P|Jan Beer] und [C|Firma] kamen nach [T|Brest] zur [E|Messe].")
    doc._.found[2].kind = MentionKind.REFERENCE
    assert [*masked_sentences(doc)] == ["Der ⟨A0⟩ Gast ⟨P1⟩ und ⟨b2⟩ kamen nach ⟨L3⟩ zur ⟨E4⟩."]


def test_what_belongs_to_no_entity_stays_as_it_is() -> None:
    doc, _ = marked_document("[P|Jan Beer] kam nach [T|Brest].")
    doc._.found[1].cluster = None
    assert [*masked_sentences(doc)] == ["⟨P0⟩ kam nach Brest."]


def test_verbs_that_tell_of_an_event_stay_to_be_read() -> None:
    doc, _ = marked_document("[P|Jan Beer] [E|traf] die [C|Firma] bei der [E|Messe].")
    assert [*masked_sentences(doc)] == ["⟨P0⟩ traf die ⟨B2⟩ bei der ⟨E3⟩."]
