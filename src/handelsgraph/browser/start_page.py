"""The page before the Browser: it puts style sheet, favourites and connection where the Browser looks for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

_DISCOVERY = "$$discovery"


def script() -> bytes:
    """Return the script that the start page runs."""
    return (files("handelsgraph.browser") / "data" / "start.js").read_bytes()


def start_page(data: Mapping[str, Any]) -> bytes:
    """Return the page that hands `data` (see `session`) to the Browser and goes there."""
    # in a script element only "<" could end it; as an escape it is the same JSON
    text = json.dumps(data, ensure_ascii=True).replace("<", "\\u003c")
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>handelsgraph</title></head><body>'
        "<p>Opening Neo4j Browser &hellip; <noscript>It needs JavaScript.</noscript></p>"
        f'<script type="application/json" id="session">{text}</script>'
        '<script src="/start.js"></script></body></html>'
    ).encode()


def session(
    *,
    uri: str,
    username: str,
    password: str | None,
    database: str | None,
    read_only: bool,
    complete: bool,
    style: Mapping[str, Any],
    stored: Mapping[str, Any],
    guide: str,
) -> dict[str, Any]:
    """Return what the start page has to store, under the Browser's own names, and where it goes next.

    With a password the Browser connects by itself. Without one its form is filled in as far as that. `complete` lets it
    add the relationships between the nodes of an answer.
    """
    target = {"cmd": "guide", "arg": guide}
    connection = None
    if password is not None:
        connection = {
            "id": _DISCOVERY,
            "name": _DISCOVERY,
            "type": "bolt",
            "host": uri,
            "username": username,
            "password": password,
            "db": database,
            "requestedUseDb": database or "",
            "supportsMultiDb": bool(database),
            "authEnabled": True,
            "authenticationMethod": "NATIVE",
        }
    else:
        target |= connect_parameters(uri, username, database)
    return {
        "style": style,
        **stored,
        "settings": {
            "allowCrashReports": False,
            "allowUserStats": False,
            "autoComplete": complete,
            "useReadTransactions": read_only,
        },
        "connection": connection,
        "target": f"/browser/?{urlencode(target)}",
    }


def connect_parameters(uri: str, username: str, database: str | None) -> dict[str, str]:
    """Return the query parameters that fill in the Browser's connection form; it takes no password that way."""
    scheme, _, host = uri.partition("://")
    named = {"dbms": f"{scheme}://{quote(username, safe='')}@{host}", "preselectAuthMethod": "NATIVE"}
    return named | ({"db": database} if database else {})
