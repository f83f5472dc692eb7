"""What one article contributes to the graph: a reading with its entities given by name key."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

import structlog

from handelsgraph.article import Article
from handelsgraph.evidence import AliasLink, Claim, Evidence, NameUse
from handelsgraph.identity.naming import Named, alias_links, named_entities
from handelsgraph.places import Gazetteer
from handelsgraph.reading import MentionKind, Reading
from handelsgraph.schema import RELATIONS, Label, ordered_ends

_log = structlog.get_logger(__name__)


def evidence_of(article: Article, reading: Reading, gazetteer: Gazetteer) -> Evidence:
    """Return the evidence of an article.

    Every entity gives a name use, every other name of a body or person an alias link. Statements get name keys as ends;
    those that end up joining a name with itself, or names of labels that their type does not allow, are dropped and
    counted in a debug log line.
    """
    named = named_entities(article, reading, gazetteer)
    names = _uses(named, reading)
    links: list[AliasLink] = []
    for item in named:
        links += alias_links(item, gazetteer)
    labels = {use.key: use.label for use in names}
    by_id = {item.entity.id: item.key for item in named}
    claims, dropped = _claims(reading, by_id, labels)
    if dropped:
        _log.debug("statements dropped", article=article.id, **dropped)
    return Evidence(article, reading.extractor, names, tuple(sorted(set(links), key=_link_order)), claims)


def _link_order(link: AliasLink) -> tuple[str, str]:
    return link.alias, link.name


def _uses(named: Iterable[Named], reading: Reading) -> tuple[NameUse, ...]:
    """One use for each key: entities with the same key are one."""
    mentions: dict[str, int] = Counter(m.entity for m in reading.mentions if m.kind != MentionKind.REFERENCE)
    groups: dict[str, list[Named]] = defaultdict(list)
    for item in named:
        groups[item.key].append(item)
    uses = []
    for key, items in sorted(groups.items()):
        votes: Counter[Label] = Counter()
        forms: dict[str, None] = {}
        for item in items:
            votes[item.label] += max(1, mentions.get(item.entity.id, 0))
            forms.update(dict.fromkeys(form for form in (item.entity.name, *item.entity.aliases) if form.strip()))
        label = min(votes, key=lambda candidate: (-votes[candidate], list(Label).index(candidate)))
        count = sum(max(1, mentions.get(item.entity.id, 0)) for item in items)
        uses.append(NameUse(key, label, tuple(forms), count))
    return tuple(uses)


def _claims(
    reading: Reading, keys: dict[str, str], labels: dict[str, Label]
) -> tuple[tuple[Claim, ...], dict[str, int]]:
    """Return the statements as claims, and how many were dropped for which reason."""
    dropped: Counter[str] = Counter()
    groups: dict[tuple[str, str, str, str], list[Claim]] = defaultdict(list)
    for statement in reading.statements:
        relation = RELATIONS.get(statement.type)
        subject, obj = keys.get(statement.subject), keys.get(statement.object)
        if relation is None or subject is None or obj is None:
            dropped["unknown"] += 1
        elif subject == obj:
            dropped["loops"] += 1
        elif not relation.allows(labels[subject], labels[obj]):
            dropped["ends"] += 1
        else:
            subject, obj = ordered_ends(statement.type, subject, obj)
            claim = Claim(subject, statement.type, obj, statement.modality, statement.date,
                          statement.sentence, statement.start, statement.end, statement.confidence)  # fmt: skip
            groups[(subject, statement.type, obj, statement.modality)].append(claim)
    merged = [claim for _, group in sorted(groups.items()) for claim in merge(group)]
    return tuple(merged), dict(dropped)


def merge(claims: Iterable[Claim]) -> list[Claim]:
    """Merge claims that differ in place, date precision or confidence only: one for each date, on the surest evidence.

    A date that is missing or a prefix of another ("2017" of "2017-11") says the same less precisely.
    """
    best: dict[str | None, Claim] = {}
    for claim in sorted(claims, key=lambda c: (-c.confidence, c.start, c.end, c.date or "", c.sentence)):
        fuller = next((date for date in best if (date or "").startswith(claim.date or "")), None)
        if fuller is None and None not in best:
            coarser = next((date for date in best if claim.date and date and claim.date.startswith(date)), None)
            if coarser is None:
                if not any(other.start == claim.start for other in best.values()):
                    best[claim.date] = claim
            else:
                kept = best.pop(coarser)
                best[claim.date] = replace(kept, date=claim.date)
        elif fuller is None:
            kept = best.pop(None)
            best[claim.date] = replace(kept, date=claim.date)
    return sorted(best.values(), key=lambda c: (c.start, c.date or ""))
