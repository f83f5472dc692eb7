"""The scripts that measure: cached answers are the network's, disturbances change what they say, splits hold."""

from __future__ import annotations

import random
import re
import unicodedata
from pathlib import Path

import pytest

from handelsgraph.errors import ModelError
from handelsgraph.extraction import load
from handelsgraph.extraction.encoder import Encoder
from handelsgraph.extraction.extractor import Extractor
from handelsgraph.extraction.model import WEIGHTS
from handelsgraph.reading import Entity, Reading, Statement
from handelsgraph.schema import Label, Modality
from training import ablation, nontrade, robustness
from training.articles import chosen, for_training, held_out, read_articles
from training.cached import CachedModel, load_cached, settings_of
from training.goldsets import read_set

TEXT = "Die IHK Erfurt reiste im Mai 2019 nach Kasan. Dort traf Präsidentin Ina Mölders Vertreter der Firma Kamatruck."


def misses(extractor: Extractor) -> int:
    (model,) = (c.model for _, c in extractor.nlp.pipeline if isinstance(c, Encoder))
    assert isinstance(model, CachedModel)
    return model.store.misses


@pytest.mark.slow
def test_cached_answers_are_the_networks(tmp_path: Path) -> None:
    plain = load().extract(TEXT)
    assert plain.statements
    first = load_cached(WEIGHTS, tmp_path)
    assert first.extract(TEXT) == plain
    assert misses(first) > 0
    again = load_cached(WEIGHTS, tmp_path)
    assert again.extract(TEXT) == plain
    assert misses(again) == 0
    # another option of a step behind the network asks it nothing new, and has its effect
    strict = load_cached(WEIGHTS, tmp_path, changes={"decide": {"threshold": 0.999}})
    assert not strict.extract(TEXT).statements
    assert misses(strict) == 0


def test_unknown_options_are_refused() -> None:
    with pytest.raises(KeyError, match="no component"):
        load_cached(WEIGHTS, None, changes={"decider": {"threshold": 0.5}})
    with pytest.raises(ModelError, match="unexpected argument"):
        load_cached(WEIGHTS, None, changes={"decide": {"thresholds": 0.5}})


def test_every_rule_of_the_pipeline_has_its_row() -> None:
    settings = settings_of(None)
    names = [name for name, _ in ablation.variants(settings)]
    assert {f"without {rule}" for rule in settings["components"]["rules"]["use"]} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", robustness.VARIANTS)
def test_disturbances_change_only_what_they_say(name: str) -> None:
    text = read_set("seeds")[0].raw.read_text(encoding="utf-8")  # type: ignore[union-attr]
    changed = robustness.VARIANTS[name](text, random.Random(3))
    if name == "furniture around":
        assert text.strip("\n") in changed
        assert len(changed) > len(text) + 100
    elif "mistyped" in name:
        words, others = text.split(), changed.split()
        assert len(words) == len(others)
        different = sum(a != b for a, b in zip(words, others, strict=True))
        assert 0 < different < 0.05 * len(words)
    else:
        quotes = re.compile(r"[»„“”«\"]")
        plain, other = (quotes.sub("", unicodedata.normalize("NFC", t)).split() for t in (text, changed))
        assert plain == other


def test_texts_without_dealings_are_split_for_good() -> None:
    every = nontrade.read_texts()
    parts = [set(nontrade.read_texts(part)) for part in ("measured", "training")]
    assert len(every) == 40
    assert parts[0] | parts[1] == set(every)
    assert not parts[0] & parts[1]
    assert min(map(len, parts)) >= 10
    assert all(100 <= len(text.split()) <= 400 for text in every.values())


def test_only_asserted_dealings_count() -> None:
    entities = (Entity("a", Label.PERSON, "Ina"), Entity("b", Label.CITY, "Ulm"), Entity("c", Label.AGENCY, "IHK"))

    def statement(kind: str, tail: str, modality: Modality = Modality.ASSERTED) -> Statement:
        return Statement("a", kind, tail, modality, None, "Satz.", 0, 5, 0.9)

    said = (
        statement("VISITED", "b"),
        statement("VISITED", "c", Modality.PLANNED),
        statement("REPRESENTS", "c"),
        statement("MET", "c", Modality.DENIED),
    )
    assert [kind for kind, _ in nontrade.dealings(Reading((), entities, said))] == ["VISITED"]


@pytest.mark.slow
def test_a_larger_share_holds_the_smaller_one() -> None:
    articles = read_articles(Path(nontrade.__file__).with_name("articles"))
    quarter, half = ({a.id for a in articles if chosen(a, share)} for share in (0.25, 0.5))
    assert quarter < half
    assert 0.2 < len(quarter) / len(articles) < 0.3
    assert all(chosen(a, 1.0) for a in articles)
    # not the hash by which articles are held out: both kinds are in every share
    assert 0.02 < sum(held_out(a, 0.07) for a in articles if a.id in quarter) / len(quarter) < 0.12


@pytest.mark.slow
def test_single_sets_are_trained_on_in_part() -> None:
    articles = read_articles(Path(nontrade.__file__).with_name("articles"))
    taken = {a.id for a in for_training(articles, 0.07, 1.0, {"A": 0.5, "B": 0})}
    others = {a.id for a in articles if a.id[0] not in "AB" or a.id[:2].isalpha()}
    assert others - taken == {a.id for a in articles if a.id in others and held_out(a, 0.07)}
    assert not any(name[0] == "B" for name in taken)
    assert 10 < sum(name[0] == "A" and name[1].isdigit() for name in taken) < 40
