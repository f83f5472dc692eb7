"""Press notes and copies of them: made up, long enough to be compared."""

from __future__ import annotations

import random

_NOTE = """\
Eine Abordnung aus der Stadt Yancheng hat am Dienstag die Firma Havelland Pumpenbau GmbH in Rathenow besucht. Die acht
Gäste unter Leitung des stellvertretenden Bürgermeisters Gu Jianping informierten sich über Kreiselpumpen für Klärwerke.

Geschäftsführerin Sabine Lodahl zeigte ihnen die neue Gießerei, in der seit dem Frühjahr 38 Beschäftigte arbeiten. Das
Unternehmen liefert bereits nach Polen und Vietnam, in China hat es bislang noch keinen einzigen Auftrag bekommen.

Vermittelt hatte den Kontakt die Wirtschaftsförderung des Landkreises, die im vergangenen Herbst an der Umweltmesse in
Nanjing teilgenommen hatte. Landrat Dieter Wussow sprach von einem ersten Schritt und warnte vor zu großer Eile.

Zum Abschluss überreichten die Besucher eine Einladung für den kommenden April. Dann soll in Yancheng ein Werk für
Abwassertechnik eröffnet werden, für das noch Zulieferer gesucht werden, wie ein Sprecher der Delegation mitteilte."""

_OTHER = """\
Der Hafen Wittenberge bekommt einen zweiten Kran. Die Betreiber unterzeichneten am Freitag im Rathaus den Vertrag mit
dem österreichischen Hersteller Steyrkran, der die Anlage binnen vierzehn Monaten aufbauen will.

Bezahlt wird das Vorhaben zur Hälfte vom Land. Minister Ulf Brandes nannte die Elbe eine unterschätzte Verkehrsader und
verwies auf den Umschlag von Windradflügeln, der sich binnen dreier Jahre verdoppelt habe.

Kritik kam von den Naturschützern im Biosphärenreservat. Deren Sprecherin Anke Theel sagte, der Fluss führe im Sommer
an immer mehr Tagen zu wenig Wasser, als dass beladene Schiffe ihn befahren könnten."""

CHAIN = (_NOTE, f"{_NOTE}\n\n{_OTHER}", _OTHER)
"""The second is a copy of the first and of the third, which have nothing in common."""

EDITED = (
    "Gäste aus Yancheng bei Pumpenbauern\nVon Ines Karge\n\n" + _NOTE.rpartition("\n\n")[0],
    _NOTE.replace(
        "Das\nUnternehmen liefert bereits nach Polen und Vietnam", "Die Firma ist in Osteuropa gut vertreten"
    ),
)
"""Copies of the first: with another headline and without the last paragraph; with another sentence."""

EDITS = (
    lambda text: "Besuch bei Pumpenbauern\n\n" + text.rpartition("\n\n")[0],
    lambda text: text.replace("bislang", "bisher").replace("acht", "sieben"),
)
"""What makes copies of `template` notes: another headline and the last paragraph cut; other words."""

BOILERPLATE = """
Die Wirtschaftsförderung Havelland ist erste Ansprechpartnerin für Unternehmen, die sich im Landkreis ansiedeln oder
erweitern wollen. Sie berät zu Grundstücken, Fördermitteln und Fachkräften und vertritt den Landkreis auf Messen."""

PEOPLE = ("Gu Jianping", "Sabine Lodahl", "Dieter Wussow")


def template(number: int) -> str:
    """Return a note about another visit, made of the same sentences: other towns, firms, people, days and numbers."""
    chance = random.Random(number)

    def word(ending: str) -> str:
        return "".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(3)).title() + ending

    text = _NOTE
    for name in ("Yancheng", "Havelland Pumpenbau", "Rathenow", "Nanjing", "Gu Jianping", "Sabine Lodahl", "Wussow"):
        text = text.replace(name, word(""))
    days = ["Montag", "Mittwoch", "Donnerstag", "Freitag"]
    return text.replace("Dienstag", chance.choice(days)).replace("38", str(chance.randint(40, 900)))
