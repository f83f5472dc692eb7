"""Pages that answer 200 and are no article: error pages, consent pages, paywalls, pages that only scripts fill.

General signs and word lists only (data/pages.yaml). Each sign counts only where there is little text besides, so that
an article about cookies or paywalls is read.
"""

from __future__ import annotations

import re

from handelsgraph.intake.draft import MAX_CHARACTERS
from handelsgraph.web.addresses import leads_upwards
from handelsgraph.web.content import Document
from handelsgraph.web.markup import Markup
from handelsgraph.web.reasons import Refusal, RefusedError
from handelsgraph.web.words import data, phrases, words

_AFTER_CODE = re.compile(r"\s*(?:[-–—|:]|$)")


def check_article(document: Document, asked: str, final: str, shortest: int) -> None:
    """Raise RefusedError if the document is no article in German of at least `shortest` characters.

    `asked` and `final` are the addresses before and after redirects.
    """
    text = document.draft.text.strip()
    if leads_upwards(asked, final):
        raise RefusedError(Refusal.ERROR_PAGE, f"redirected to {final}, a page above")
    if document.markup is not None:
        for check in (_error_page, _consent, _paywall, _javascript):
            check(document.markup, text, shortest)
    if len(text) < shortest or not text:
        raise RefusedError(Refusal.TOO_SHORT, f"{len(text)} characters of text")
    if len(text) > MAX_CHARACTERS:
        raise RefusedError(Refusal.TOO_LONG, f"{len(text):,} characters of text")
    from handelsgraph.extraction.language import is_german

    if not is_german(text):
        raise RefusedError(Refusal.LANGUAGE, "the text is not German")


def _error_page(markup: Markup, text: str, _shortest: int) -> None:
    if len(text) > data("pages")["error_longest"]:
        return
    for heading in markup.headings:
        if phrases("pages", "errors").search(heading) or _code(heading) in words("pages", "error_codes"):
            raise RefusedError(Refusal.ERROR_PAGE, f"headed {heading[:80]!r}")


def _code(heading: str) -> str:
    return _AFTER_CODE.split(heading, maxsplit=1)[0].strip()


def _consent(markup: Markup, text: str, shortest: int) -> None:
    settings, pattern = data("pages"), phrases("pages", "consent")
    asking = "\n".join(line for line in text.split("\n") if pattern.search(line))
    if len(asking) < settings["consent_share"] * len(text):
        return
    signs = _found(pattern, asking if len(text) >= shortest else f"{text} {markup.visible}")
    if len(signs) >= settings["consent_fewest"]:
        raise RefusedError(Refusal.CONSENT, f"it asks for consent ({', '.join(signs[:3])})")


def _paywall(markup: Markup, text: str, _shortest: int) -> None:
    settings = data("pages")
    if markup.free is False:
        raise RefusedError(Refusal.PAYWALL, "the page says that its article is not free")
    if len(text) > settings["paywall_longest"]:
        return
    near = f"{text[-settings['paywall_tail'] :]} {markup.marked(words('pages', 'paywall_marks'))}"
    if signs := _found(phrases("pages", "paywall"), near):
        raise RefusedError(Refusal.PAYWALL, f"{signs[0]!r} and {len(text)} characters of text")


def _javascript(markup: Markup, text: str, shortest: int) -> None:
    settings = data("pages")
    if len(text) >= max(1, shortest) or not markup.scripts or len(markup.visible) > settings["javascript_longest"]:
        return
    if phrases("pages", "javascript").search(markup.without_scripts) or len(markup.visible) < shortest:
        raise RefusedError(Refusal.JAVASCRIPT, "there is no text before scripts have run")


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return the different phrases found, in the order of the text."""
    return list(dict.fromkeys(" ".join(match[0].lower().split()) for match in pattern.finditer(text)))
