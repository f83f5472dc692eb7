"""Both annotation formats, and what is said where a file breaks one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from handelsgraph.errors import InputError
from handelsgraph.evaluation import read_gold, to_read
from handelsgraph.evaluation.gold import Entity, Mention, Relation
from handelsgraph.evaluation.inline import FormatError, parse, read

TRAINING = Path(__file__).parents[2] / "training"
INLINE = """@title Ein Besuch
@date 2018-06-12
[e1|Klar GmbH] aus [e2|Luckau] ([e2~|Luckauer] Land an der [x|Berste])
%% boilerplate
Foto: privat
%% end
[e1=|Das Unternehmen] dankt [e1|Klar].
---
e1 Company Klar GmbH
~e2 City Luckau
---
e1 LOCATED_IN e2
~e1 VISITED e2 2018-07 planned
!e1 OPENED_OFFICE_IN e2
"""


def test_the_inline_format() -> None:
    article = parse(INLINE, "a")
    text = "Klar GmbH aus Luckau (Luckauer Land an der Berste)\nFoto: privat\nDas Unternehmen dankt Klar.\n"
    assert (article.title, article.date, article.text, article.ignored) == (
        "Ein Besuch", "2018-06-12", text, ("Berste",),
    )  # fmt: skip
    assert article.mentions == (
        Mention("e1", "name", 0, 9),
        Mention("e2", "name", 14, 20),
        Mention("e2", "adjective", 22, 30),
        Mention("e1", "reference", 64, 79),
        Mention("e1", "name", 86, 90),
    )
    assert [text[a:b] for a, b in article.furniture] == ["Foto: privat\n"]
    assert article.entities == {
        "e1": Entity("Company", "Klar GmbH", False, ("Klar",)),
        "e2": Entity("City", "Luckau", True),
    }
    assert article.relations == (
        Relation("e1", "LOCATED_IN", "e2", planned=False, optional=False, denied=False),
        Relation("e1", "VISITED", "e2", planned=True, optional=True, denied=False, date="2018-07"),
        Relation("e1", "OPENED_OFFICE_IN", "e2", planned=False, optional=False, denied=True),
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("---\ne1 Company", "e1 Company", "a.txt: 2 parts"),
        ("e1 Company Klar GmbH", "e1 Firm Klar GmbH", "a.txt:9: entity line"),
        ("~e2 City", "e1 City", "a.txt:10: entity line"),
        ("[e1=|Das", "[e7=|Das", "a.txt:7: mention of e7"),
        ("e1 LOCATED_IN e2", "e1 LIVES_IN e2", "a.txt:12: relation line"),
        ("e1 LOCATED_IN e2", "e1 LOCATED_IN e3", "a.txt:12: relation line"),
        ("2018-07 planned", "July planned", "a.txt:13: relation line"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert INLINE.count(old) == 1
    path = tmp_path / "a.txt"
    path.write_text(INLINE.replace(old, new), encoding="utf-8")
    with pytest.raises(FormatError) as error:
        read(path)
    assert error.value.message.startswith(f"{tmp_path}/{said}")


def write_json(folder: Path, **changes: Any) -> Path:
    gold = {
        "date": "2019-05",
        "entities": [
            {"id": "e1", "type": "Company", "name": "Adler", "aliases": ["Adler GmbH"]},
            {"id": "e2", "type": "City", "name": "Bonn", "optional": True},
        ],
        "relations": [{"head": "e1", "type": "VISITED", "tail": "e2", "planned": True, "date": "2019-06"}],
        "ignore_surface": ["Rhein"],
    }
    (folder / "b.txt").write_text("Adler in Bonn\nEs war ein Besuch der Firma in der Stadt.\n", encoding="utf-8")
    path = folder / "b.json"
    path.write_text(json.dumps(gold | changes), encoding="utf-8")
    return path


def test_the_format_beside_the_text(tmp_path: Path) -> None:
    article = read_gold(write_json(tmp_path))[0]
    assert (article.id, article.title, article.date, article.ignored) == ("b", "Adler in Bonn", "2019-05", ("Rhein",))
    assert article.entities["e2"] == Entity("City", "Bonn", True)
    assert article.relations == (Relation("e1", "VISITED", "e2", True, False, False, "2019-06"),)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"entities": [{"id": "e1", "name": "x"}]}, "no 'type' where one is needed"),
        ({"entities": [{"id": "e1", "type": "Firm", "name": "x"}]}, "there is no label 'Firm'"),
        ({"relations": [{"head": "e1", "type": "KNOWS", "tail": "e2"}]}, "there is no relation 'KNOWS'"),
        ({"relations": [{"head": "e1", "type": "MET", "tail": "e9"}]}, "there is no entity 'e9'"),
        ({"entities": 5}, "not iterable"),
    ],
)
def test_a_fault_beside_the_text_is_named(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    path = write_json(tmp_path, **changes)
    with pytest.raises(InputError) as error:
        read_gold(path)
    assert str(path) in error.value.message
    assert said in error.value.message


def test_what_is_no_annotation_is_refused(tmp_path: Path) -> None:
    path = write_json(tmp_path)
    path.write_text("{\n  oops", encoding="utf-8")
    with pytest.raises(InputError, match=r"b\.json:2: "):
        read_gold(tmp_path)
    path.unlink()
    (tmp_path / "b.txt").unlink()
    for wrong, said in ((tmp_path, "no annotated articles in"), (tmp_path / "c.pdf", "is no annotated article")):
        with pytest.raises(InputError, match=said):
            read_gold(wrong)
    with pytest.raises(InputError, match="no such file"):
        read_gold(tmp_path / "c.txt")
    (tmp_path / "d.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match=r"d\.txt is not UTF-8"):
        read_gold(tmp_path)


def test_a_folder_may_have_both_formats(tmp_path: Path) -> None:
    write_json(tmp_path)
    (tmp_path / "a.txt").write_text(INLINE, encoding="utf-8")
    (tmp_path / "b.txt.meta.json").write_text('{"title": "x"}', encoding="utf-8")
    assert [article.id for article in read_gold(tmp_path)] == ["a", "b"]


def test_the_texts_that_are_read(tmp_path: Path) -> None:
    write_json(tmp_path)
    (tmp_path / "b.txt.meta.json").write_text('{"date": "2019-05-20"}', encoding="utf-8")
    (tmp_path / "a.txt").write_text(INLINE, encoding="utf-8")
    (tmp_path / "e.json").write_text('{"entities": [], "relations": []}', encoding="utf-8")
    (tmp_path / "e.txt").write_text("", encoding="utf-8")
    inline, beside, empty = map(to_read, read_gold(tmp_path))
    assert inline == (parse(INLINE, "a").text, "2018-06-12")
    assert beside is not None
    assert (beside[0][:13], beside[1]) == ("Adler in Bonn", "2019-05-20")
    assert empty is None


@pytest.mark.slow
def test_all_annotated_articles_can_be_read() -> None:
    for folder in ("articles", "dev", "seeds", "check"):
        for article in read_gold(TRAINING / folder):
            assert all(article.text[m.start : m.end].strip() for m in article.mentions)
            assert {end for r in article.relations for end in (r.head, r.tail)} <= set(article.entities)
