from __future__ import annotations

import json

from handelsgraph.article import Article
from handelsgraph.reading import Entity, Mention, MentionKind, Reading, Statement
from handelsgraph.reading_json import reading_to_json
from handelsgraph.schema import Label, Modality


def test_a_line_of_output() -> None:
    text = "Weber reiste nach Changsha."
    reading = Reading(
        (Mention(0, 5, "Weber", Label.PERSON, MentionKind.NAME, 0.9, "n0"),),
        (Entity("n0", Label.PERSON, "Weber"), Entity("n1", Label.CITY, "Changsha")),
        (Statement("n0", "VISITED", "n1", Modality.PLANNED, "2016-10", text, 0, len(text), 0.8),),
        "x",
    )
    line = json.loads(json.dumps(reading_to_json(Article("https://a.example/1", text, path="/a/1.txt"), reading)))
    assert line["article"]["path"] == "/a/1.txt"
    assert {"id": "n1", "label": "City", "name": "Changsha", "aliases": []}.items() <= line["entities"][1].items()
    (relation,) = line["relations"]
    assert (relation["subject"], relation["type"], relation["object"]) == ("n0", "VISITED", "n1")
    assert (relation["date"], relation["modality"]) == ("2016-10", "planned")
    evidence = relation["evidence"]
    assert text[evidence["start"] : evidence["end"]] == evidence["text"]
    assert line["mentions"][0]["kind"] == "name"
