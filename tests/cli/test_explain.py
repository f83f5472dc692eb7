from __future__ import annotations

import base64
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from handelsgraph.article import Article
from handelsgraph.cli.explain.marks import pieces
from handelsgraph.cli.explain.page import page
from handelsgraph.cli.explain.terminal import print_explained
from handelsgraph.reading import Entity, Mention, MentionKind, Reading, Statement
from handelsgraph.schema import Label, Modality

TEXT = "Die Adler GmbH traf in Bonn die Bussard AG. Danach fuhr sie nach Ulm."
ADLER = Entity("n0", Label.COMPANY, "Adler GmbH", ("Adler",), confidence=0.9)
BONN = Entity("n1", Label.CITY, "Bonn")
BUSSARD = Entity("n2", Label.COMPANY, "Bussard AG")


def mention(surface: str, entity: Entity, kind: MentionKind = MentionKind.NAME, text: str = TEXT) -> Mention:
    start = text.index(surface)
    return Mention(start, start + len(surface), surface, entity.label, kind, 0.9, entity.id)


READING = Reading(
    (
        mention("Adler GmbH", ADLER),
        mention("Bonn", BONN),
        mention("Bussard AG", BUSSARD),
        mention("sie", ADLER, MentionKind.REFERENCE),
    ),
    (ADLER, BONN, BUSSARD),
    (
        Statement("n0", "MET", "n2", Modality.ASSERTED, "2019-05", TEXT[:43], 0, 43, 0.87),
        Statement("n0", "VISITED", "n1", Modality.PLANNED, None, TEXT[:43], 0, 43, 0.7),
    ),
    "test 1",
)


def article(text: str = TEXT, **more: str) -> Article:
    return Article(
        **{"url": "https://example.org/a", "title": "Ein Treffen", "published": "2019-05-20", **more}, text=text
    )


class Parsed(HTMLParser):
    """The page's elements, and the text in the ones with the class `text`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._depth = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if self._depth or dict(attrs).get("class") == "text":
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text += data

    def of(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        names = {name.rstrip("_"): value for name, value in attributes.items()}
        return [have for found, have in self.elements if found == tag and names.items() <= have.items()]


def parsed(*pairs: tuple[Article, Reading]) -> Parsed:
    return Parsed("".join(page(pairs)))


def test_the_page_has_the_whole_text_and_all_that_was_read() -> None:
    found = parsed((article(), READING))
    assert found.text == TEXT
    marked = [span for span in found.of("span") if "data-entity" in span]
    assert [(span["data-entity"], span["data-number"]) for span in marked] == [
        ("n0", "1"), ("n1", "2"), ("n2", "3"), ("n0", "1"),
    ]  # fmt: skip
    assert marked[0]["class"] == "m Company name first last s"
    assert marked[3]["class"] == "m Company reference first last"
    relations = found.of("button", class_="relation")
    assert [(r["data-ends"], r["data-sentence"]) for r in relations] == [("n0 n2", "0"), ("n0 n1", "0")]
    assert [e["data-entity"] for e in found.of("button", class_="entity")] == ["n0", "n1", "n2"]
    assert [m["value"] for m in found.of("meter")] == ["0.87", "0.70"]
    assert len(found.of("span", class_="planned")) == 1
    # the sentence of the relations is all that is marked as evidence, and is marked as a whole
    html = "".join(page([(article(), READING)]))
    lit = re.findall(r'<span class="[^"]*\bs"[^>]*>([^<]*)</span>', html)
    assert "".join(lit) == TEXT[:43]


def test_nothing_of_an_article_becomes_markup() -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> &lt;b&gt; \" ' --> ]]> </span></article>"
    entity = Entity('n"><script>', Label.PERSON, hostile, (hostile + "2",), date="<i>")
    text = f"Am Anfang {hostile} am Ende."
    reading = Reading(
        (mention(hostile, entity, text=text),),
        (entity, BONN),
        (Statement(entity.id, "VISITED", "n1", Modality.ASSERTED, "<b>", text, 0, len(text), 0.5),),
        hostile,
    )
    plain = parsed((article(), READING))
    found = parsed((article(text, title=hostile, url="javascript:alert(3)", published=hostile), reading))
    assert found.text == text
    assert {tag for tag, _ in found.elements} <= {tag for tag, _ in plain.elements}
    assert len(found.of("script")) == 1
    assert not found.of("a")
    assert not [name for _, have in found.elements for name in have if name.startswith("on")]
    (relation,) = found.of("button", class_="relation")
    assert relation["data-ends"] == 'n"><script> n1'


def test_only_the_page_s_own_script_may_run_and_nothing_is_fetched() -> None:
    html = "".join(page([(article(), READING)]))
    (policy,) = (have["content"] or "" for have in Parsed(html).of("meta") if have.get("http-equiv"))
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        content = html.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not re.search(r"(src|href)=\"(?!https://example\.org/a)|@import|url\(", html)
    assert "style=" not in html


def test_a_page_of_several_articles_and_of_none() -> None:
    found = parsed((article(), READING), (article("Nichts.", title="Leer"), Reading()))
    assert (len(found.of("article")), len(found.of("h2"))) == (2, 2)
    assert found.text == TEXT + "Nichts."
    assert not parsed().of("article")


def explained(reading: Reading = READING, text: str = TEXT, width: int = 100) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    print_explained(console, article(text), reading)
    shown: str = console.file.getvalue()  # type: ignore[attr-defined]
    assert shown.endswith("\n\n")
    return shown.rstrip("\n")


def test_the_terminal_shows_names_with_numbers_and_relations_with_sentences() -> None:
    lines = explained().splitlines()
    assert lines[:2] == ["Ein Treffen", "2019-05-20, https://example.org/a"]
    assert "Die Adler GmbH¹ traf in Bonn² die Bussard AG³. Danach fuhr sie¹ nach Ulm." in lines
    assert [line.split() for line in lines if line.startswith("1")] == [
        ["1", "Adler", "GmbH", "Company", "0.90", "2", "Adler"]
    ]
    assert lines[-3:] == [
        "“Die Adler GmbH traf in Bonn die Bussard AG.”",
        "    Adler GmbH¹ MET Bussard AG³  confidence 0.87, asserted, 2019-05",
        "    Adler GmbH¹ VISITED Bonn²  confidence 0.70, planned",
    ]
    assert max(map(len, explained(width=40).splitlines())) <= 40


def test_the_terminal_says_when_there_is_nothing() -> None:
    assert explained(Reading()).splitlines()[-1] == "nothing was read in this text"
    entities_only = Reading(READING.mentions, READING.entities)
    assert explained(entities_only).splitlines()[-1] == "no relation reaches the threshold"


def test_text_cannot_steer_the_terminal() -> None:
    hostile = TEXT.replace("traf", "\x1b[2Jt\u202eraf[red]")
    assert "t[red]" not in explained(text=hostile)
    assert "traf[red]" in explained(Reading(), hostile)
    assert not set(explained(Reading(), hostile)) & {"\x1b", "\u202e"}


@given(
    st.text("ab \n<&", max_size=30),
    st.lists(st.tuples(st.integers(-2, 32), st.integers(-2, 32)), max_size=6),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4),
)
def test_any_marks_leave_the_text_whole(
    text: str, mentions: list[tuple[int, int]], sentences: list[tuple[int, int]]
) -> None:
    reading = Reading(
        tuple(Mention(a, b, "", Label.CITY, MentionKind.NAME, 1.0, "n1") for a, b in mentions),
        (ADLER, BONN),
        tuple(Statement("n0", "MET", "n1", Modality.ASSERTED, None, "", a, b, 1.0) for a, b in sentences),
    )
    found = list(pieces(text, reading))
    assert "".join(piece.text for piece in found) == text
    at = 0
    for piece in found:
        over = [m for m in reading.mentions if 0 <= m.start <= at < m.end <= len(text)]
        assert (piece.mention is None) == (not over)
        if piece.mention is not None:
            assert piece.mention.end - piece.mention.start == min(m.end - m.start for m in over)
        at += len(piece.text)


@pytest.mark.slow
@pytest.mark.timeout(60)
def test_a_long_text_takes_no_time_in_the_square_of_its_marks() -> None:
    length = 50_000
    text = "ab " * length
    mentions = tuple(Mention(n, n + 2, "ab", Label.CITY, MentionKind.NAME, 1.0, "n1") for n in range(0, 3 * length, 3))
    assert sum(piece.mention is not None for piece in pieces(text, Reading(mentions, (BONN,)))) == length
