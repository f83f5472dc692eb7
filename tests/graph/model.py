"""What the projection must be, computed the plain way from a set of evidence; shares no code with the package's own."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from plain_identity import TestResolver

from handelsgraph.copies import CROWD, are_copies, wording
from handelsgraph.evidence import Evidence, NameRecord, ResolvedEntity
from handelsgraph.schema import UNDIRECTED, Label

DEALINGS = ("MET", "COOPERATES_WITH", "SIGNED_AGREEMENT_WITH", "VISITED", "SUPPORTED_BY")


def expected_lines(evidence: Iterable[Evidence], resolver: TestResolver, crowd: int = CROWD) -> list[str]:
    """Return the lines of the projection's digest."""
    articles = list(evidence)
    originals = originals_of(articles, crowd)
    forms: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    labels: dict[str, dict[Label, set[str]]] = defaultdict(lambda: defaultdict(set))
    for item in articles:
        for use in item.names:
            labels[use.key][use.label].add(originals[item.article.id])
            for form in use.forms:
                forms[use.key][form].add(originals[item.article.id])
    records = [
        NameRecord(key, {f: len(w) for f, w in forms[key].items()}, {x: len(w) for x, w in labels[key].items()})
        for key in labels
    ]
    mentioned = {use.key for item in articles for use in item.names if use.mentions}
    resolved = resolver.resolve(records, {link for item in articles for link in item.links})
    entities = {e.key: e for e in resolved if mentioned & set(e.names)}
    denotes = {name: entity for entity in entities.values() for name in entity.names}
    for entity in list(entities.values()):
        for parent in resolver.place_entities([*entity.places, *entity.regions]):
            for place in (parent, *resolver.place_entities(parent.regions)):
                entities.setdefault(place.key, place)
    edges = _edges(articles, originals, denotes, entities)
    within = {key: _within(key, edges.keys()) for key in entities}
    lines = [_entity(entity, articles, originals, entities, edges.keys(), within) for entity in entities.values()]
    lines += [_line("edge", *key, properties) for key, properties in edges.items()]
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
    urls = {item.article.id: item.article.url for item in articles}
    lines += [_line("copy", urls[key], urls[original]) for key, original in originals.items() if key != original]
    return lines


def originals_of(articles: list[Evidence], crowd: int) -> dict[str, str]:
    """Return the id of the first article of its group for each article: all pairs are compared.

    Those with other words must share a band in which at most `crowd` wordings meet.
    """
    texts = {item.article.id: wording(item.article.text) for item in articles}
    meeting = defaultdict[str, set[str]](set)
    for text in texts.values():
        for band in text.bands:
            meeting[band].add(text.key)
    rare = {key: {band for band in text.bands if len(meeting[band]) <= crowd} for key, text in texts.items()}
    near = {
        key: {
            other
            for other in texts
            if are_copies(texts[key], texts[other])
            and (rare[key] & rare[other] or texts[key].key == texts[other].key or texts[key].hash == texts[other].hash)
        }
        for key in texts
    }
    found = {}
    when = {item.article.id: ((item.article.published or "9999") + "~", item.article.url) for item in articles}
    for key in texts:
        group, seen = {key}, set[str]()
        while group - seen:
            for member in group - seen:
                seen.add(member)
                group = group | near[member]
        found[key] = min(group, key=lambda one: when[one])
    return found


def digest_of(lines: Iterable[str]) -> str:
    """Return the digest of lines."""
    return hashlib.sha256("".join(line + "\n" for line in sorted(lines)).encode()).hexdigest()


def _mentioned(item: Evidence) -> set[str]:
    return {use.key for use in item.names if use.mentions}


def _within(key: str, edges: Collection[tuple[str, str, str]]) -> set[str]:
    within = {key, *(body for one, relation, body in edges if (one, relation) == (key, "REPRESENTS"))}
    for _ in range(4):
        within |= {place for one, relation, place in edges if relation == "LOCATED_IN" and one in within}
    return within


def _entity(
    entity: ResolvedEntity,
    articles: list[Evidence],
    originals: dict[str, str],
    entities: dict[str, ResolvedEntity],
    edges: Collection[tuple[str, str, str]],
    within: dict[str, set[str]],
) -> str:
    users = [originals[item.article.id] for item in articles if _mentioned(item) & set(entity.names)]
    properties = {"name": entity.name, "aliases": list(entity.aliases), "names": sorted(entity.names)}
    properties |= {"articles": len(set(users))} | dict(entity.properties)
    if entity.places:
        properties["places"] = list(entity.places)
    if entity.regions:
        properties["regions"] = list(entity.regions)
    properties["within"] = sorted(within[entity.key])
    properties["countries"] = sorted(key for key in within[entity.key] if entities[key].label is Label.COUNTRY)
    properties["inside"] = sum(entity.key in places for places in within.values())
    properties["dealings"] = sum(entity.key in (one, other) for one, relation, other in edges if relation in DEALINGS)
    return _line("entity", entity.key, entity.label.value, properties)


def _edges(
    articles: list[Evidence],
    originals: dict[str, str],
    denotes: dict[str, ResolvedEntity],
    entities: dict[str, ResolvedEntity],
) -> dict[tuple[str, str, str], dict]:
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
    inferred = {(e.key, "LOCATED_IN", place) for e in entities.values() for place in e.places[:1] + e.regions}
    edges = {}
    for key in told.keys() | inferred:
        properties = {"planned": False, "articles": len({originals[article.id] for _, article in told.get(key, [])})}
        if key in inferred:
            properties["inferred"] = True
        if key in told:
            facts = [(c, a) for c, a in told[key] if c.modality == "asserted"]
            properties["planned"] = not facts
            every = facts or told[key]
            first = {}
            for _, a in sorted(every, key=lambda ca: ((ca[1].published or "9999") + "~", ca[1].url)):
                first.setdefault(originals[a.id], a.id)
            live = [(c, a) for c, a in every if first[originals[a.id]] == a.id]
            live.sort(key=lambda ca: (-ca[0].confidence, ca[1].content_hash, ca[0].start, ca[0].sentence, ca[1].url))
            claim, article = live[0]
            dates = sorted(c.date for c, _ in live if c.date)
            properties |= {"confidence": claim.confidence, "sentence": claim.sentence, "source": article.url}
            properties["sources"] = sorted({a.url for _, a in every if originals[a.id] == originals[article.id]})
            properties |= {"first_date": dates[0], "last_date": dates[-1]} if dates else {}
            properties["dates"] = sorted(set(dates))
            properties["reported"] = sorted({a.published for c, a in live if a.published and not c.date})
            properties |= {k: v for k, v in (("title", article.title), ("published", article.published)) if v}
        edges[key] = properties
    return edges


def _line(*parts: object) -> str:
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
