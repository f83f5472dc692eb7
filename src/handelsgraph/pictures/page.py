"""One file with everything a page needs: markup, styles, scripts and data. It loads nothing and runs nothing else.

The content security policy names the hash of every script and style of the page, so that nothing an article brings
along can run, and forbids all requests. Data stand in a block that is not run and cannot be left: every character that
means something in HTML is written as an escape of JSON.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from importlib import resources
from typing import Any

_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def page(data: Mapping[str, Any], body: str, styles: Sequence[str], scripts: Sequence[str]) -> str:
    """Return an HTML page with `data` (which has a title) and the markup `body`, of which nothing comes from articles.

    `styles` and `scripts` are names of files in the package's assets.
    """
    style_texts = [asset(name) for name in styles]
    script_texts = [asset(name) for name in scripts]
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hashes(script_texts)}",
            f"style-src {_hashes(style_texts)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    head = "".join(f'<style id="{_id(n)}">{text}</style>\n' for n, text in zip(styles, style_texts, strict=True))
    foot = "".join(f"<script>{text}</script>\n" for text in script_texts)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="handelsgraph">\n'
        f"<title>{escape(str(data['title']))}</title>\n{head}</head>\n<body>\n{body}\n"
        f'<script type="application/json" id="data">{json_block(data)}</script>\n{foot}</body>\n</html>\n'
    )


def json_block(data: Any) -> str:
    """Return `data` as JSON that may stand inside a script element, whatever its texts hold."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


@lru_cache
def asset(name: str) -> str:
    """Return a file of the package's assets."""
    return (resources.files("handelsgraph.pictures") / "assets" / name).read_text(encoding="utf-8")


def _id(style: str) -> str:
    # cytoscape.js would add the style of this id itself, which the policy forbids
    return "__________cytoscape_stylesheet" if style == "cytoscape.css" else style.removesuffix(".css")


def _hashes(texts: Sequence[str]) -> str:
    digests = (hashlib.sha256(text.encode()).digest() for text in texts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
