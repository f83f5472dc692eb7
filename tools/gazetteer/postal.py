"""Places of the German postal code table; it also lists large receivers of mail, which are dropped."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from .names import without_addition, without_title
from .records import fold

_NO_PLACE = re.compile(
    r"\d|[A-ZÄÖÜ]{2}|[a-zäöüß][A-ZÄÖÜ]|[&+\"!:;?@]|Ã"
    r"|\b(?:Stadt|Landkreis|Kreis|Die|Das|Der|Deutsche\w*|Elisabeth|Gebr|Fa|Firma|Inh|Abt|Haus|Presse|Baur)\b"
    r"|\b(?:AG|KG|eG|SE|mbH)\b|GmbH|mbH|e\. ?V\.|"
    r"(?i:agentur|amt\b|ämter|sparkasse|bank\b|banken|verwaltung|verlag|klinik|krankenhaus|versicher|verband|universit|hochschule|gericht"
    r"|versand|gesellschaft|genossensch|handel\b|vertrieb|polizei|telekom|\bpost\b|kasse\b|zentrum|zeitung|diakonie|stiftung|schule\b"
    r"|institut|ministerium|anstalt|kaserne|werke\b|fabrik|lotto|lotterie|mobil|software|service|druck|marketing|online|media|export"
    r"|holding|group|lounge|warenhaus|möbel|küchen|auto\b|automobil|pharma|chemie\b|chemical|technik|kammer|rundfunk|kirche\b"
    r"|magistrat|bürgermeister|rathaus|kirchenkreis|direktion|niederlassung|filiale|deutschland|international|reise\b|touristik|fernseh"
    r"|fachgroß|center|partner|systems?\b|redaktion|barmer|zalando|karstadt|kaufhof|kaufland|renault|kosmetik)"
)


@dataclass(frozen=True)
class PostalPlace:
    """A town of the table. `whole` is the municipality a district is listed under ("Rinteln" of "Rinteln Engern")."""

    name: str
    kreis: str
    latitude: float
    longitude: float
    whole: str | None = None

    @property
    def folded(self) -> set[str]:
        """Return the folded forms of the name, with and without addition."""
        names = {self.name, without_title(self.name)}
        names |= {short for name in list(names) if (short := without_addition(name))}
        return {fold(name) for name in names}


def postal_places(rows: list[dict[str, str]]) -> list[PostalPlace]:
    """Return the places among the rows, one for each name and Kreis, in a fixed order."""
    points: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for row in rows:
        if row["community_code"] and not _NO_PLACE.search(row["place"]):
            point = (float(row["latitude"]), float(row["longitude"]))
            points[(row["community_code"].zfill(5), row["place"].strip())].append(point)
    names = {key for key in points if " " not in key[1] or "(" in key[1]} | {k for k in points if "/" in k[1]}
    found = []
    for (kreis, name), where in sorted(points.items()):
        whole = None
        words = name.split(" ")
        for cut in range(len(words) - 1, 0, -1):
            head, tail = " ".join(words[:cut]), words[cut]
            if (kreis, head) in names and tail[:1].isupper() and not name.startswith("Bad "):
                whole = head
                break
        latitude = sum(p[0] for p in where) / len(where)
        longitude = sum(p[1] for p in where) / len(where)
        if whole:
            name = " ".join(words[cut:])
        found.append(PostalPlace(name, kreis, round(latitude, 4), round(longitude, 4), whole))
    return found
