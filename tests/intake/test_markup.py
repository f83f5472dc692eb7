"""Markdown and HTML."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from handelsgraph.article import Article
from handelsgraph.intake import Rejected

Read = Callable[[str, bytes], Article | Rejected]

MARKDOWN = """---
title: Luckauer Firma in China
date: 2018-06-12
link: https://example.org/luckau
Quelle: Lausitzer Blatt
tags: [china]
---
# Eine andere Überschrift

Die **LKT Lausitzer Klärtechnik GmbH** aus [Luckau](https://example.org) traf
eine *Delegation* der `CRRC`.

- erstens: ein Vertrag über die Lieferung
- zweitens: ein Besuch in der Stadt

> „Wir freuen uns“, sagte der Bürgermeister. <script>alert(1)</script>

![Foto](x.png)

| Stadt | Land |
|---|---|
| Tangshan | China |
"""
BODY = (
    "<p>Die Delegation aus Brandenburg hat in der vergangenen Woche die Stadt Tianjin besucht und dort mit der "
    "Verwaltung gesprochen.</p>"
)
PAGE = f"""<!DOCTYPE html><html lang="de"><head><meta charset="{{charset}}"><title>Müller in Tianjin | Blatt</title>
<link rel="canonical" href="https://example.org/2018/06/mueller">
<meta property="og:site_name" content="Lausitzer Blatt"><meta property="og:title" content="Müller in Tianjin">
<meta property="article:published_time" content="2018-06-12T08:00:00+02:00">
<script>document.write('Skripttext')</script></head>
<body><nav><a href="/">Startseite</a></nav><article><h1>Müller in Tianjin</h1>{BODY * 4}
<p>Die Müller &amp; Söhne GmbH aus Köthen war dabei.</p></article>
<footer>Impressum</footer></body></html>"""


def article(item: Article | Rejected) -> Article:
    assert isinstance(item, Article), item
    return item


def test_markdown_loses_its_markup_and_keeps_its_paragraphs(read_bytes: Read) -> None:
    found = article(read_bytes("a.md", MARKDOWN.encode()))
    assert (found.title, found.published, found.url, found.source) == (
        "Luckauer Firma in China",
        "2018-06-12",
        "https://example.org/luckau",
        "Lausitzer Blatt",
    )
    assert found.text.startswith(
        "Eine andere Überschrift\n\nDie LKT Lausitzer Klärtechnik GmbH aus Luckau traf\neine Delegation der CRRC.\n\n"
        "erstens: ein Vertrag über die Lieferung\nzweitens: ein Besuch in der Stadt\n"
    )
    assert "„Wir freuen uns“, sagte der Bürgermeister." in found.text
    assert "Tangshan | China" in found.text
    assert not {"<", "*", "`", "#", "["} & set(found.text)


def test_markdown_without_front_matter_takes_the_heading_as_title(read_bytes: Read, german: str) -> None:
    assert article(read_bytes("a.md", f"## Kopf der Meldung\n\n{german}".encode())).title == "Kopf der Meldung"


def test_a_rule_at_the_start_is_no_front_matter(read_bytes: Read, german: str) -> None:
    assert german.split("\n")[0] in article(read_bytes("a.md", f"---\n\n{german}".encode())).text


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("title: [x", "the front matter is not valid YAML in line"),
        ("a: !!python/object/apply:os.system ['true']", "the front matter is not valid YAML"),
        ("date: demnächst", "front matter: date: 'demnächst' is not a date"),
        ("url: file:///etc/passwd", "front matter: url: "),
        ("a: " + "[" * 5000, "the front matter is not valid YAML"),
    ],
)
def test_faulty_front_matter_fails_with_reason(read_bytes: Read, german: str, front: str, reason: str) -> None:
    found = read_bytes("a.md", f"---\n{front}\n---\n{german}".encode())
    assert isinstance(found, Rejected)
    assert found.reason.startswith(reason)


def test_deeply_nested_markdown(read_bytes: Read, german: str) -> None:
    found = read_bytes("a.md", (">" * 5000 + "x\n\n" + "- " * 3000 + "\n\n" + german).encode())
    assert isinstance(found, Article | Rejected)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_a_page_gives_its_main_text_and_what_its_head_says(read_bytes: Read, charset: str) -> None:
    found = article(read_bytes("a.html", PAGE.format(charset=charset).encode(charset)))
    assert "Die Müller & Söhne GmbH aus Köthen war dabei." in found.text
    assert "Skripttext" not in found.text
    assert "Startseite" not in found.text
    assert (found.title, found.published, found.url, found.source) == (
        "Müller in Tianjin",
        "2018-06-12",
        "https://example.org/2018/06/mueller",
        "Lausitzer Blatt",
    )


def test_a_page_with_a_wrong_charset_label(read_bytes: Read) -> None:
    assert "Müller & Söhne" in article(read_bytes("a.htm", PAGE.format(charset="iso-8859-1").encode())).text
    assert "Müller & Söhne" in article(read_bytes("a.htm", PAGE.format(charset="utf-8").encode("cp1252"))).text
    assert "Müller & Söhne" in article(read_bytes("a.htm", PAGE.format(charset="utf-16").encode("utf-16"))).text


def test_a_canonical_address_that_is_the_front_page_is_not_the_articles(read_bytes: Read) -> None:
    page = PAGE.format(charset="utf-8").replace("/2018/06/mueller", "/")
    assert article(read_bytes("a.html", page.encode())).url.startswith("file:")


@pytest.mark.parametrize(
    "page",
    ["<html><head><title>Titel</title></head></html>", "<html><body></body></html>", "<html>", "<!-- x -->", "<"],
)
def test_a_page_without_body_is_skipped(read_bytes: Read, page: str) -> None:
    found = read_bytes("a.html", page.encode())
    assert isinstance(found, Rejected)
    assert (found.reason, found.skipped) == ("no text", True)


def test_broken_html_is_read_as_far_as_it_goes(read_bytes: Read) -> None:
    page = f"<html><body><div><p>Kopf<b>{BODY * 4}<td></i></div><p>Köthener Pumpen für Tianjin sind gefragt worden."
    assert "Tianjin besucht" in article(read_bytes("a.html", page.encode())).text


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "a"])
def test_deeply_nested_html_does_no_harm(read_bytes: Read, tag: str) -> None:
    found = read_bytes("a.html", (f"<{tag}>" * 20_000 + BODY * 4).encode())
    assert isinstance(found, Article | Rejected)
