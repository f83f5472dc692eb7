from __future__ import annotations

import json
from pathlib import Path

import gold
import pytest

from handelsgraph.errors import InputError
from handelsgraph.evaluation import evaluate, read_gold, read_predictions
from handelsgraph.reading_json import reading_to_json

TRAINING = Path(__file__).parents[2] / "training"


@pytest.mark.parametrize("name", ["dev", "seeds", "check"])
def test_the_annotation_itself_is_all_right(name: str) -> None:
    articles = read_gold(TRAINING / name)
    pairs = gold.load(TRAINING / name, optional=False)
    report = evaluate(articles, {a.path.removesuffix(".txt"): reading for a, reading in pairs if a.path})
    for part in (report.entities, report.relations):
        assert part.strict.wrong == part.lenient.wrong == 0
        assert sum(kind.right for kind in part.kinds.values()) == part.strict.right > 50
        assert part.calibration is not None
        assert part.calibration.error == 0
    assert report.entities.strict.f1 == report.entities.strict.low == report.entities.strict.high == 1
    # what the annotation has and the vocabulary does not: support for an event
    missed = [error for article in report.articles for error in article.errors]
    assert len(missed) == report.relations.strict.missed <= 0.01 * report.relations.strict.right
    assert all(" SUPPORTED_BY " in error for error in missed)
    assert report.modality.right == report.modality.of > 40
    assert report.date.right == report.date.of > 5
    assert report.done.right == report.done.given
    assert (report.missing, report.extractor) == ((), "gold")


def test_an_article_without_a_reading_is_missed_as_a_whole() -> None:
    articles = read_gold(TRAINING / "seeds")
    report = evaluate(articles, {})
    assert report.missing == tuple(article.id for article in articles)
    assert (report.relations.strict.right, report.relations.strict.f1) == (0, 0)
    assert report.relations.strict.missed > 100
    assert report.relations.calibration is None


def test_readings_come_back_from_what_extract_prints(tmp_path: Path) -> None:
    pairs = gold.load(TRAINING / "seeds")
    path = tmp_path / "readings.jsonl"
    lines = [json.dumps(reading_to_json(article, reading)) for article, reading in pairs]
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    ids = [article.path.removesuffix(".txt") for article, _ in pairs if article.path]
    assert read_predictions(path, ids) == dict(zip(ids, (reading for _, reading in pairs), strict=True))
    assert list(read_predictions(path, ids[:1])) == ids[:1]


def test_the_least_a_prediction_has(tmp_path: Path) -> None:
    path = tmp_path / "readings.jsonl"
    line = {
        "article": {"id": "x"},
        "entities": [{"id": "1", "label": "City", "name": "Bonn"}, {"id": "2", "label": "City", "name": "Ulm"}],
        "relations": [{"subject": "1", "type": "MET", "object": "2"}],
    }
    path.write_text(json.dumps(line), encoding="utf-8")
    (reading,) = read_predictions(path, ["x"]).values()
    assert reading.entities[0].aliases == ()
    assert (reading.statements[0].modality, reading.statements[0].confidence) == ("asserted", 1.0)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "readings.jsonl:2: "),
        ("[]", "readings.jsonl:2: "),
        ('{"entities": []}', "no 'relations'"),
        ('{"article": {"id": "x"}, "entities": [{"id": "1", "label": "Firm", "name": "x"}], "relations": []}', "Firm"),
        ('{"article": {}, "entities": [], "relations": [{"subject": "1", "type": "X", "object": "2"}]}', "'X'"),
    ],
)
def test_a_broken_prediction_is_named_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "readings.jsonl"
    path.write_text('{"article": {"id": "x"}, "entities": [], "relations": []}\n' + line, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_predictions(path, ["x"])
    assert error.value.message.startswith(f"{path}:2: ")
    assert said in error.value.message
    with pytest.raises(InputError, match="no such file"):
        read_predictions(tmp_path / "none.jsonl", ["x"])
