"""The whole pipeline with the packaged model."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handelsgraph import extraction
from handelsgraph.errors import ModelError
from handelsgraph.extraction.extractor import Extractor
from handelsgraph.reading import Reading
from handelsgraph.schema import RELATIONS, Label

pytestmark = pytest.mark.slow

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLE = (
    "Die Spreetal Klärtechnik GmbH aus Luckau baut ihr Geschäft in China aus. Am Dienstag empfing Geschäftsführerin "
    "Dr. Anna Behr eine Delegation der Huaxin Water Limited unter Leitung von Li Wei in Luckau. Die Industrie- und "
    "Handelskammer (IHK) Cottbus hatte den Besuch organisiert. Im Oktober wird Behr nach Changsha reisen."
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return extraction.load()


def check(reading: Reading, text: str) -> None:
    """What holds for every reading of every text."""
    labels = {entity.id: entity.label for entity in reading.entities}
    assert len(labels) == len(reading.entities)
    for mention in reading.mentions:
        assert text[mention.start : mention.end] == mention.text != ""
        assert mention.entity in labels
        assert 0 <= mention.confidence <= 1
    for entity in reading.entities:
        assert entity.name
        assert entity.name not in entity.aliases
    for statement in reading.statements:
        assert text[statement.start : statement.end] == statement.sentence != ""
        assert RELATIONS[statement.type].allows(labels[statement.subject], labels[statement.object])
        assert statement.subject != statement.object
        assert 0 <= statement.confidence <= 1
    keys = [(s.type, s.subject, s.object) for s in reading.statements]
    assert len(keys) == len(set(keys))


def test_an_article(extractor: Extractor) -> None:
    reading = extractor.extract(ARTICLE, "2016-09-22")
    check(reading, ARTICLE)
    names = {entity.name: entity for entity in reading.entities}
    assert names["Spreetal Klärtechnik GmbH"].label is Label.COMPANY
    assert names["Anna Behr"].label is Label.PERSON
    located = {(s.subject, s.object) for s in reading.statements if s.type == "LOCATED_IN"}
    assert (names["Spreetal Klärtechnik GmbH"].id, names["Luckau"].id) in located
    assert reading.extractor == extractor.version


def test_reading_is_reproducible(extractor: Extractor) -> None:
    assert extractor.extract(ARTICLE, "2016-09-22") == extractor.extract(ARTICLE, "2016-09-22")


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "Wort", "12 345 678", "…", "\u00ad", "\ud800", "(", "1\n" * 300, "ä" * 5000]
)
def test_degenerate_texts(extractor: Extractor, text: str) -> None:
    check(extractor.extract(text), text)


def test_decomposed_text_says_the_same(extractor: Extractor) -> None:
    given_text = unicodedata.normalize("NFD", ARTICLE)
    decomposed, composed = extractor.extract(given_text, "2016-09-22"), extractor.extract(ARTICLE, "2016-09-22")
    check(decomposed, given_text)
    assert [e.name for e in decomposed.entities] == [e.name for e in composed.entities]
    assert [(s.subject, s.type, s.object) for s in decomposed.statements] == [
        (s.subject, s.type, s.object) for s in composed.statements
    ]


def test_hard_wrapped_text_says_the_same(extractor: Extractor) -> None:
    words, lines = ARTICLE.split(" "), [""]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > 72:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    wrapped = "\n".join(lines)
    reading = extractor.extract(wrapped, "2016-09-22")
    check(reading, wrapped)
    assert [e.name for e in reading.entities] == [e.name for e in extractor.extract(ARTICLE, "2016-09-22").entities]


def test_a_line_of_20_megabytes() -> None:
    limited = extraction.load()
    limited.nlp.get_pipe("encoder").limit = 3  # what is bounded is the same, only sooner
    for unit in (ARTICLE + " ", "a", " ", "1. ", "("):
        text = unit * (20_000_000 // len(unit))
        check(limited.extract(text, "2016-09-22"), text)


def test_threshold_moves_the_number_of_statements(extractor: Extractor) -> None:
    few = extraction.load(threshold=0.95).extract(ARTICLE, "2016-09-22")
    many = extraction.load(threshold=0.05).extract(ARTICLE, "2016-09-22")
    check(many, ARTICLE)
    assert len(few.statements) <= len(extractor.extract(ARTICLE, "2016-09-22").statements) <= len(many.statements)
    assert len(few.statements) < len(many.statements)


def test_several_threads_read_the_same(extractor: Extractor) -> None:
    texts = [(path.read_text(encoding="utf-8"), None) for path in sorted(SEEDS.glob("*.txt"))][:3]
    assert list(extractor.read_many(texts, workers=2)) == list(extractor.read_many(texts))


def test_what_is_given_up_fails_soon_and_the_next_text_is_read(extractor: Extractor) -> None:
    extractor.give_up(True)
    with pytest.raises(Exception, match="terminate"):
        extractor.extract(ARTICLE)
    extractor.give_up(False)
    assert extractor.extract(ARTICLE).entities


@pytest.mark.parametrize("text", ["", " \n", "Wort", "Wort.", "„“", "2019"])
def test_a_text_that_says_nothing_gives_an_empty_reading(extractor: Extractor, text: str) -> None:
    reading = extractor.extract(text, "2016-09-22")
    assert (reading.mentions, reading.entities, reading.statements) == ((), (), ())


def test_a_text_of_20000_words_is_read_to_its_end(extractor: Extractor) -> None:
    text = "\n\n".join([ARTICLE] * (20_000 // len(ARTICLE.split()) + 1))
    assert len(text.split()) > 20_000
    encoder = extractor.nlp.get_pipe("encoder")
    last = encoder.model.windows(text, encoder.limit)[-1]
    assert text[slice(*last.words[-1])] == "."
    assert last.words[-1][1] == len(text)


def test_states_in_half_precision_say_the_same(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = extractor.extract(ARTICLE, "2016-09-22")
    monkeypatch.setattr("handelsgraph.extraction.encoder._SHORT", 0)
    half = extractor.extract(ARTICLE, "2016-09-22")
    assert half.entities == whole.entities
    assert {(s.subject, s.type, s.object) for s in half.statements} == {
        (s.subject, s.type, s.object) for s in whole.statements
    }


def test_another_threshold_is_another_version(extractor: Extractor) -> None:
    assert extraction.load(threshold=0.3).version == f"{extractor.version}/threshold-0.3"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [*ARTICLE.split(" "), "\n", "\n\n", "\u00ad", "„", "“", "(", ")", "Foto:", "\r\n", "e\u0301", "\U0001f600"]
        )
        | st.text(max_size=6),
        max_size=60,
    ).map(" ".join)
)
def test_fuzzed_text(extractor: Extractor, text: str) -> None:
    check(extractor.extract(text, "2016-09-22"), text)


def test_unusable_config(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        extraction.load(tmp_path / "missing.cfg")
    broken = tmp_path / "broken.cfg"
    broken.write_text(
        '[nlp]\nlang = "de"\npipeline = ["unknown"]\n[components]\n[components.unknown]\nfactory = "none"\n'
    )
    with pytest.raises(ModelError) as error:
        extraction.load(broken)
    assert str(broken) in error.value.message
