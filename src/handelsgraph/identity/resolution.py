"""Which names denote the same entity: a pure function of names, alias links, reference data and judgements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

from handelsgraph.evidence import AliasLink, NameRecord, ResolvedEntity
from handelsgraph.identity.ambiguity import trusted_links
from handelsgraph.identity.body_names import fold_body, is_acronym
from handelsgraph.identity.components import Components
from handelsgraph.identity.judgements import Judgement
from handelsgraph.identity.person_names import fold_person
from handelsgraph.identity.place_nodes import place_entity
from handelsgraph.identity.references import reference_links
from handelsgraph.places import Gazetteer
from handelsgraph.schema import Label


def resolve(
    names: Collection[NameRecord],
    links: Collection[AliasLink],
    gazetteer: Gazetteer,
    judgements: Iterable[Judgement] = (),
) -> list[ResolvedEntity]:
    """Return the entities that the names denote, in key order; every name is in exactly one.

    Local and independent of order: the entities of a set of names that is closed under `links`, `reference_links` and
    `judged_links` are the same whatever else is in the graph.
    """
    records = {record.key: record for record in names}
    judged = tuple(judgements)
    components, trusted = join(records, links, judged)
    groups: dict[str, list[NameRecord]] = {}
    for key in sorted(records):
        groups.setdefault(components.root(key), []).append(records[key])
    aliases = {link.alias for link in trusted}
    return sorted((_entity(group, aliases, gazetteer) for group in groups.values()), key=lambda entity: entity.key)


def join(
    records: Collection[str], links: Collection[AliasLink], judgements: tuple[Judgement, ...]
) -> tuple[Components, set[AliasLink]]:
    """Return the components of the keys, and the alias links that hold them together."""
    involved = {*records, *(link.alias for link in links), *(link.name for link in links)}
    apart = {frozenset((j.first, j.second)) for j in judgements if not j.same}
    firm = Components()
    for judgement in judgements:
        if judgement.same and {judgement.first, judgement.second} & involved:
            firm.join(judgement.first, judgement.second)
    for key in sorted(involved):
        for other in reference_links(key):
            if frozenset((key, other)) not in apart:
                firm.join(key, other)
    trusted = trusted_links(links, firm, lambda first, second: frozenset((first, second)) in apart)
    components = firm.copy()
    for link in sorted(trusted, key=lambda link: (link.alias, link.name)):
        components.join(link.alias, link.name)
    torn = {components.root(a) for a, b in map(sorted, apart) if components.same(a, b)}
    if torn:  # a person says that two of these names differ: the articles' links of the whole group are not believed
        trusted = {link for link in trusted if components.root(link.alias) not in torn}
        components = firm.copy()
        for link in trusted:
            components.join(link.alias, link.name)
    return components, trusted


def _entity(group: list[NameRecord], aliases: set[str], gazetteer: Gazetteer) -> ResolvedEntity:
    keys = tuple(record.key for record in group)
    forms: Counter[str] = Counter()
    labels: Counter[Label] = Counter()
    for record in group:
        forms.update(record.forms)
        labels.update(record.labels)
    if place := next((p for key in keys if key.startswith("place:") and (p := gazetteer.get(key))), None):
        return place_entity(place, keys, tuple(forms))
    order = list(Label)
    label = min(labels, key=lambda item: (-labels[item], order.index(item))) if labels else Label.COMPANY
    name = _name(group, aliases)
    return ResolvedEntity(min(keys), label, name, tuple(sorted(set(forms) - {name})), keys)


def _name(group: list[NameRecord], aliases: set[str]) -> str:
    """Return the entity's name: the most used form of its most used name; names that are short for others come last."""
    full = [record for record in group if record.key not in aliases] or group
    record = min(full, key=lambda r: (-sum(r.labels.values()), -len(r.key), r.key))
    if len(record.forms) < 2:
        return next(iter(record.forms), record.key.partition(":")[2])
    own = {form: count for form, count in record.forms.items() if _is_form_of(form, record.key)} or record.forms
    return min(own, key=lambda form: (is_acronym(form) and len(own) > 1, -own[form], -len(form), form))


def _is_form_of(form: str, key: str) -> bool:
    """Whether a written form folds to the key itself (others are aliases that the article uses for it)."""
    group, _, name = key.partition(":")
    name = name.partition("@")[0]
    if group == "body":
        return fold_body(form) == name
    if group == "person":
        return fold_person(form) == name.partition(",")[0]
    return True
