"""What the projection must be, computed the plain way from a set of evidence; shares no code with the package's own."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable

from plain_identity import TestResolver

from handelsgraph.evidence import Evidence, NameRecord, ResolvedEntity
from handelsgraph.schema import UNDIRECTED, Label


def expected_lines(evidence: Iterable[Evidence], resolver: TestResolver) -> list[str]:
    """Return the lines of the projection's digest."""
    articles = list(evidence)
    forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    labels: dict[str, dict[Label, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in articles:
        for use in item.names:
            labels[use.key][use.label].add(item.article.content_hash)
            for form in use.forms:
                forms[use.key][form].add(item.article.content_hash)
    records = [
        NameRecord(key, {f: len(w) for f, w in forms[key].items()}, {x: len(w) for x, w in labels[key].items()})
        for key in labels
    ]
    mentioned = {use.key for item in articles for use in item.names if use.mentions}
    resolved = resolver.resolve(records, {link for item in articles for link in item.links})
    entities = {e.key: e for e in resolved if mentioned & set(e.names)}
    denotes = {name: entity for entity in entities.values() for name in entity.names}
    for entity in list(entities.values()):
        for parent in resolver.place_entities(entity.places):
            entities.setdefault(parent.key, parent)
    lines = [_entity(entity, articles) for entity in entities.values()]
    for key, entity in denotes.items():
        form = min(forms[key], key=lambda f: (-len(forms[key][f]), f))
        lines.append(_line("name", key, form, key.split(":")[0], entity.key))
    for item in articles:
        counts = Counter[str]()
        for use in item.names:
            if use.mentions:
                counts[denotes[use.key].key] += use.mentions
        article = item.article
        lines += [_line("mention", article.content_hash, article.url, key, n) for key, n in counts.items()]
    return lines + _edges(articles, denotes, entities)


def digest_of(lines: Iterable[str]) -> str:
    """Return the digest of lines."""
    return hashlib.sha256("".join(line + "\n" for line in sorted(lines)).encode()).hexdigest()


def _mentioned(item: Evidence) -> set[str]:
    return {use.key for use in item.names if use.mentions}


def _entity(entity: ResolvedEntity, articles: list[Evidence]) -> str:
    users = [item.article.content_hash for item in articles if _mentioned(item) & set(entity.names)]
    properties = {"name": entity.name, "aliases": list(entity.aliases), "names": sorted(entity.names)}
    properties |= {"articles": len(set(users))} | dict(entity.properties)
    if entity.places:
        properties["places"] = list(entity.places)
    return _line("entity", entity.key, entity.label.value, properties)


def _edges(
    articles: list[Evidence], denotes: dict[str, ResolvedEntity], entities: dict[str, ResolvedEntity]
) -> list[str]:
    told = defaultdict(list)
    for item in articles:
        for claim in item.claims:
            if claim.subject not in denotes or claim.object not in denotes:
                continue
            subject, obj = denotes[claim.subject].key, denotes[claim.object].key
            if claim.type in UNDIRECTED and subject > obj:
                subject, obj = obj, subject
            if subject != obj and claim.modality != "denied":
                told[subject, claim.type, obj].append((claim, item.article))
    inferred = {(e.key, "LOCATED_IN", e.places[0]) for e in entities.values() if e.places}
    lines = []
    for key in told.keys() | inferred:
        properties = {"planned": False, "articles": len({article.content_hash for _, article in told.get(key, [])})}
        if key in inferred:
            properties["inferred"] = True
        if key in told:
            facts = [(c, a) for c, a in told[key] if c.modality == "asserted"]
            properties["planned"] = not facts
            live = facts or told[key]
            live.sort(key=lambda ca: (-ca[0].confidence, ca[1].content_hash, ca[0].start, ca[0].sentence, ca[1].url))
            claim, article = live[0]
            dates = sorted(c.date for c, _ in live if c.date)
            properties |= {"confidence": claim.confidence, "sentence": claim.sentence, "source": article.url}
            properties["sources"] = sorted({a.url for _, a in live if a.content_hash == article.content_hash})
            properties |= {"first_date": dates[0], "last_date": dates[-1]} if dates else {}
            properties["dates"] = sorted(set(dates))
            properties["reported"] = sorted({a.published for c, a in live if a.published and not c.date})
            properties |= {k: v for k, v in (("title", article.title), ("published", article.published)) if v}
        lines.append(_line("edge", *key, properties))
    return lines


def _line(*parts: object) -> str:
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
