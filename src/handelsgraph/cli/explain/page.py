"""The explanation of readings as one HTML page that opens without a network.

Every text goes through `_text`; a content security policy that names the page's own style and script by hash keeps
anything else from running.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files
from urllib.parse import urlsplit

from handelsgraph.article import Article
from handelsgraph.cli.explain.marks import Piece, evidence, pieces
from handelsgraph.cli.terminal import clean, one_line
from handelsgraph.pictures.looks import LOOKS
from handelsgraph.reading import Entity, Reading, Statement
from handelsgraph.schema import Label, Modality

_DARK = {Label.COMPANY, Label.CITY}
"""Labels whose colour takes white letters."""


def page(explained: Iterable[tuple[Article, Reading]]) -> Iterator[str]:
    """Yield the page in parts, one an article, so that a long one need not be in memory."""
    style, script = _style(), _asset("page.js")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'"
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>What was read</title>\n'
        f"<style>{style}</style></head>\n<body>\n<header><h1>What was read, and where</h1>\n"
        "<p>A relation shows its sentence and both its ends in the text; a name shows its relations. "
        "Escape takes the marks away. Descriptions and adjectives that stand for a name are in italics.</p>\n"
        f'<ul class="legend">{"".join(_legend())}</ul></header>\n<main>\n'
    )
    for article, reading in explained:
        yield _article(article, reading)
    yield f"</main>\n<script>{script}</script>\n</body></html>\n"


def _text(value: object) -> str:
    """Return text for the page: escaped, without control characters."""
    return escape(clean(str(value)), quote=True)


@cache
def _asset(name: str) -> str:
    return (files("handelsgraph.cli.explain") / name).read_text(encoding="utf-8")


@cache
def _style() -> str:
    colours = "".join(
        f".{label} {{ --fill: {LOOKS[label].fill}; --line: {LOOKS[label].border};"
        f" --ink: {'#fff' if label in _DARK else '#000'}; }}\n"
        for label in Label
    )
    return colours + _asset("page.css")


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}"


def _legend() -> Iterator[str]:
    return (f'<li><span class="{label}">{label}</span></li>' for label in Label)


def _article(article: Article, reading: Reading) -> str:
    numbers = {entity.id: number for number, entity in enumerate(reading.entities, 1)}
    entities = {entity.id: entity for entity in reading.entities}
    places = evidence(reading)
    relations = [_relation(s, entities, places[s.start, s.end]) for s in reading.statements]
    cards = [_entity(e, numbers[e.id], sum(m.entity == e.id for m in reading.mentions)) for e in reading.entities]
    text = "".join(_piece(piece, numbers) for piece in pieces(article.text, reading))
    return (
        f'<article>\n<div class="head"><h2 lang="de">{_text(one_line(article.title or article.url))}</h2>\n'
        f'<p class="about">{_about(article)}</p></div>\n<div class="text" lang="de">{text}</div>\n<aside>\n'
        f'<h3>Relations ({len(relations)})</h3>\n<ol class="cards">{"".join(relations)}</ol>\n'
        f"{'' if relations else '<p class=quiet>None reaches the threshold.</p>'}"
        f'<h3>Entities ({len(cards)})</h3>\n<ul class="cards">{"".join(cards)}</ul>\n'
        f'<p class="quiet">{_text(reading.extractor)}</p>\n</aside>\n</article>\n'
    )


def _about(article: Article) -> str:
    date = f"{_text(article.published)} · " if article.published else ""
    address = _text(article.url)
    # an address comes from the article's file: only what a browser opens as a page becomes a link
    if urlsplit(article.url).scheme in {"http", "https"}:
        address = f'<a href="{address}" rel="noreferrer noopener">{address}</a>'
    return date + address


def _piece(piece: Piece, numbers: dict[str, int]) -> str:
    classes, data = [], []
    if piece.mention is not None:
        mention = piece.mention
        classes += ["m", str(mention.label), str(mention.kind)]
        classes += [name for name, here in (("first", piece.first), ("last", piece.last)) if here]
        told = f"{mention.label}, {mention.kind}, confidence {mention.confidence:.2f}"
        data += [f'data-entity="{_text(mention.entity)}" title="{told}"']
        data += [f'data-number="{numbers[mention.entity]}"'] if mention.entity in numbers else []
    if piece.sentences:
        classes.append("s")
        data.append(f'data-sentences="{" ".join(map(str, piece.sentences))}"')
    if not classes:
        return _text(piece.text)
    return f'<span class="{" ".join(classes)}" {" ".join(data)}>{_text(piece.text)}</span>'


def _name(entity: Entity) -> str:
    return f'<span class="name {entity.label}">{_text(one_line(entity.name))}</span>'


def _relation(statement: Statement, entities: dict[str, Entity], sentence: int) -> str:
    modality = str(statement.modality)
    told = [
        f'<span><meter min="0" max="1" value="{statement.confidence:.2f}"></meter> {statement.confidence:.2f}</span>',
        f'<span class="{modality}">{modality}</span>' if statement.modality is not Modality.ASSERTED else "",
        f"<time>{_text(statement.date)}</time>" if statement.date else "",
    ]
    return (
        f'<li><button type="button" class="relation" aria-pressed="false" data-sentence="{sentence}" '
        f'data-ends="{_text(statement.subject)} {_text(statement.object)}">{_name(entities[statement.subject])}'
        f'<span class="type">{_text(statement.type)}</span>{_name(entities[statement.object])}'
        f'<span class="told">{"".join(told)}</span></button></li>\n'
    )


def _entity(entity: Entity, number: int, mentions: int) -> str:
    also = f'<span class="told" lang="de">{_text(one_line(", ".join(entity.aliases)))}</span>' if entity.aliases else ""
    told = [
        str(entity.label),
        f"{mentions} {'mention' if mentions == 1 else 'mentions'}",
        f"confidence {entity.confidence:.2f}",
        _text(entity.date) if entity.date else "",
    ]
    return (
        f'<li><button type="button" class="entity" aria-pressed="false" data-entity="{_text(entity.id)}">'
        f"{number} {_name(entity)}{also}"
        f'<span class="told">{", ".join(filter(None, told))}</span></button></li>\n'
    )
