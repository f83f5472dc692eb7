"""Reservations against text and data mining, in machine-readable form: the W3C community's TDMRep, and `noai`.

TDMRep says it in three places, the nearer to the text the stronger: the site's /.well-known/tdmrep.json, the headers of
the answer, the meta elements of the page. What the file reserves is not even fetched. `noai`, in robots meta elements
and X-Robots-Tag headers, is no standard but plain enough. `noindex` speaks of search results, and reserves nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
import structlog

from handelsgraph.web.addresses import absolute, origin
from handelsgraph.web.markup import Markup
from handelsgraph.web.reasons import FailedError, Refusal, RefusedError
from handelsgraph.web.reply import Reply
from handelsgraph.web.robots import AGENT

MAX_BYTES = 512_000
_PATH = "/.well-known/tdmrep.json"
_NOT_OURS = re.compile(rf"\s*(?!{AGENT}\s*:)[\w*-]+\s*:")
"""How a X-Robots-Tag begins that speaks to another program."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What holds for the paths that match."""

    pattern: re.Pattern[str]
    reserved: bool
    policy: str | None


class Reservations:
    """What each site met in this run reserves by its file. `fetch` gets an address without asking for any rules."""

    def __init__(self, fetch: Callable[[str], Reply]) -> None:
        self._fetch = fetch
        self._rules: dict[str, list[_Rule]] = {}

    def check(self, url: str) -> None:
        """Raise RefusedError if the site's file reserves this address. A file that cannot be read reserves nothing."""
        site = origin(url)
        if site not in self._rules:
            self._rules[site] = self._read(site)
        parts = urlsplit(url)
        path = unquote(f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/")
        for rule in self._rules[site]:  # the first that matches counts
            if rule.pattern.match(path):
                if rule.reserved:
                    raise _refused(f"by the site's {_PATH}", rule.policy)
                return

    def _read(self, site: str) -> list[_Rule]:
        try:
            reply = self._fetch(site + _PATH)
            entries = json.loads(reply.body) if reply.status == 200 else []
        except (RefusedError, FailedError, ValueError, RecursionError) as error:
            _log.info("no rules for text and data mining can be read", site=site, error=str(error)[:200])
            return []
        return [rule for entry in entries if (rule := _rule(entry, site))] if isinstance(entries, list) else []


def check_answer(headers: httpx.Headers, markup: Markup | None, url: str) -> None:
    """Raise RefusedError if the answer's headers, or the page in it, reserve it."""
    metas = markup.metas if markup else {}
    declared = [
        ("by a meta element of the page", _flag(_first(metas.get("tdm-reservation"))), _first(metas.get("tdm-policy"))),
        ("by a header of the answer", _flag(headers.get("tdm-reservation")), headers.get("tdm-policy")),
    ]
    for where, reserved, policy in declared:
        if reserved is not None:
            if reserved:
                raise _refused(where, absolute(url, policy))
            break
    if any(_no_ai(text) for name in ("robots", AGENT) for text in metas.get(name, ())):
        raise _refused("by a meta element of the page: noai", None)
    if any(_no_ai(text) for text in headers.get_list("x-robots-tag") if not _NOT_OURS.match(text)):
        raise _refused("by a header of the answer: noai", None)


def _refused(where: str, policy: str | None) -> RefusedError:
    return RefusedError(Refusal.RESERVED, f"{where}; its terms: {policy[:300]}" if policy else where)


def _rule(entry: Any, site: str) -> _Rule | None:
    if not isinstance(entry, dict):
        return None
    location, reserved = entry.get("location"), _flag(entry.get("tdm-reservation"))
    if not isinstance(location, str) or reserved is None:
        return None
    policy = entry.get("tdm-policy")
    return _Rule(_pattern(location), reserved, absolute(site, policy) if isinstance(policy, str) else None)


def _pattern(location: str) -> re.Pattern[str]:
    """Return the pattern of a path as robots.txt would write it: a beginning, `*` for anything, `$` for the end."""
    path = location.strip()
    end = r"\Z" if path.endswith("$") else ""
    pieces = re.sub(r"\*+", "*", path.removesuffix("$")).split("*")
    return re.compile(".*?".join(re.escape(unquote(piece)) for piece in pieces) + end, re.DOTALL)


def _flag(value: Any) -> bool | None:
    """Return what a value says; None for all that is no proper one."""
    return {"0": False, "1": True}.get(str(int(value) if isinstance(value, bool) else value).strip())


def _no_ai(text: str) -> bool:
    return "noai" in re.split(r"[\s,:]+", text.lower())


def _first(values: Iterable[str] | None) -> str | None:
    return next(iter(values), None) if values else None
