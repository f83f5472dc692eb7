from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import marked_document

from handelsgraph.extraction.body_borders import whole_bodies
from handelsgraph.extraction.person_lists import whole_lists


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Es hilft der [C|Wein]- und Obstbauverband [A|WOBA].", ["Wein- und Obstbauverband WOBA"]),
        ("Es hilft der [A|Wein]- und Obstbauverband.", ["Wein- und Obstbauverband"]),
        ("Es liefert [C|Alfa] [C|Wellpappe e.K.], sonst niemand.", ["Alfa Wellpappe e.K."]),
        ("Es liefert [C|Alfa], [C|Beta GmbH] auch.", ["Alfa", "Beta GmbH"]),
        ("In der [C|Alfa] Gruppe arbeiten viele.", ["Alfa Gruppe"]),
        ("Der [A|Verband] Gruppe Nord half.", ["Verband"]),
        ("Zum [C|Anlagenbauer Alfa] nach [T|Gera].", ["Alfa", "Gera"]),
        ("Zum [C|Anlagenbauer] nach [T|Gera].", ["Anlagenbauer", "Gera"]),
        ("Die [A|WOBA] lud ein; eingeladen hat die [A|WOBA Zulieferer].", ["WOBA", "WOBA"]),
        ("Eingeladen hat die [A|WOBA Zulieferer].", ["WOBA Zulieferer"]),
    ],
)
def test_names_of_bodies_end_and_begin_where_they_should(sentence: str, names: list[str]) -> None:
    doc, _ = marked_document(sentence)
    found = whole_bodies(doc._.found, doc._.words)
    assert [mention.text for mention in found] == names
    assert all(doc._.words.text[doc._.words.spans[m.start][0] :].startswith(m.text) for m in found)


@pytest.mark.parametrize(
    ("sentence", "persons"),
    [
        ("Die Räte [P|Anna Roth] (ABC), [P|Otto] Lang (Freie), Eva Groß (Grüne) und [P|Jan Nowak] (XYZ) kamen.",
         ["Anna Roth", "Otto Lang", "Eva Groß", "Jan Nowak"]),
        ("Es kamen [P|Anna Roth] (ABC), Otto Lang (Freie) und Eva Groß (Grüne).", ["Anna Roth"]),
        ("Es kamen [P|Anna Roth] (ABC), [C|Otto Lang] (Gera) und [P|Eva Groß] (Grüne).", ["Anna Roth", "Eva Groß"]),
        ("Es kamen [P|Anna Roth] (ABC), Dr. Otto von Lang (Freie) und [P|Eva Groß] (Grüne).",
         ["Anna Roth", "Otto von Lang", "Eva Groß"]),
        ("Es kamen [P|Anna Roth] (ABC) mit Otto Lang (Freie), [P|Eva Groß] (Grüne).", ["Anna Roth", "Eva Groß"]),
    ],
)  # fmt: skip
def test_a_list_with_brackets_is_of_persons_throughout(sentence: str, persons: list[str]) -> None:
    doc, _ = marked_document(sentence)
    assert [m.text for m in whole_lists(doc._.found, doc._.words) if m.label.value == "Person"] == persons


_PARTS = [
    "[C|Alfa]",
    "[A|Wein]",
    "[C|Händler Beta]",
    "[T|Gera]",
    "[P|Anna Roth] (X)",
    "Otto Lang (Y)",
    "Obstbau",
    "Gruppe",
]
_BETWEEN = [" ", ", ", "-", "- und ", " und "]


@given(st.lists(st.tuples(st.sampled_from(_PARTS), st.sampled_from(_BETWEEN)), max_size=12))
def test_repaired_mentions_never_overlap(parts: list[tuple[str, str]]) -> None:
    doc, _ = marked_document("".join(part + between for part, between in parts) + ".")
    found = whole_lists(whole_bodies(doc._.found, doc._.words), doc._.words)
    assert all(m.start < m.end for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
