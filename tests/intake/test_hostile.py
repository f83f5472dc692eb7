"""Whatever stands in a file: articles that can be stored, or a reason."""

from __future__ import annotations

import json
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handelsgraph import intake
from handelsgraph.article import Article

MARKUP = [
    "---\n",
    "title: ",
    "&a [*a]",
    "# ",
    "](",
    "> ",
    "- ",
    "|-|-|\n",
    "```",
    "<p>",
    "</p>",
    "<!--",
    "<svg><script>",
]
OTHER = [
    "\x00",
    "&#xD800;",
    "\\ud800",
    "\ud800",
    "\u202e",
    "u\u0308",
    "\r\n",
    "{",
    "[",
    "27.11.2019",
    "Quelle: ",
    "'`$",
]
FRAGMENTS = st.sampled_from([*MARKUP, *OTHER])
TEXTS = st.lists(FRAGMENTS | st.text(max_size=20), max_size=30).map("".join)
RECORDS = st.dictionaries(
    st.sampled_from(["text", "url", "title", "date", "source"]),
    TEXTS | st.none() | st.integers() | st.lists(st.text(max_size=3), max_size=2),
)
CONTENTS = (
    st.binary(max_size=300)
    | TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass"))
    | st.lists(RECORDS, max_size=3).map(lambda rows: "\n".join(map(json.dumps, rows)).encode())
)


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl"])
@settings(max_examples=150, deadline=None)
@given(content=CONTENTS)
def test_any_content_gives_storable_articles_or_reasons(suffix: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"a{suffix}")
        path.write_bytes(content)
        for item in intake.read(path, is_german=lambda _: True):
            if isinstance(item, Article):
                assert item.text.strip()
                assert unicodedata.is_normalized("NFC", item.text)
                for value in (
                    item.text,
                    item.title or "",
                    item.source or "",
                    item.url,
                    item.published or "",
                    item.path,
                ):
                    assert value is not None
                    value.encode()
                assert item.url.startswith(("http://", "https://", "file:///"))
            else:
                assert item.reason
