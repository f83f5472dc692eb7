"""The texts of annotated articles as intake hands them on, and what is read in them."""

from __future__ import annotations

from handelsgraph import intake
from handelsgraph.evaluation.gold import Article
from handelsgraph.intake import Rejected, plain

Text = tuple[str, str | None]


def to_read(gold: Article) -> Text | None:
    """Return an article's raw text and date, as `handelsgraph extract` would read them; None if it would leave it out.

    The date is what the text states, else that of an inline article.
    """
    if gold.raw is not None:
        item = next(intake.read(gold.raw))
        return None if isinstance(item, Rejected) else (item.text, item.published)
    draft = plain.parse(gold.text.encode())
    return draft.text, draft.published or gold.date
