"""Articles of some length in which companies meet."""

from __future__ import annotations

FILLER = (
    "Über die Gespräche in der Stadt haben wir in der vergangenen Woche ausführlich berichtet. Die Kammer hat die "
    "Begegnung vorbereitet und begleitet; im Herbst soll es ein weiteres Treffen geben, an dem auch andere Firmen aus "
    "der Region teilnehmen wollen. Die Geschäftsführer zeigten sich mit dem Verlauf des Tages sehr zufrieden."
)


def story(*pairs: tuple[str, str]) -> str:
    """Return an article about these meetings, in the words that `meetings` reads."""
    return FILLER + "\n\n" + " ".join(f"Die {a} GmbH traf die {b} GmbH." for a, b in pairs)
