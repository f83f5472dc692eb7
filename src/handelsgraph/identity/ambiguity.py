"""Which alias links to trust.

An article that writes "LKT Lausitzer Klärtechnik GmbH (LKT)" links the name "LKT" to that firm, so that another article
that only says "LKT" joins. If a second article links "LKT" to an unlike name, the alias is ambiguous and links to
neither. An article's own claims end at the full name, never at an alias, so nothing is lost there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from handelsgraph.evidence import AliasLink
from handelsgraph.identity.components import Components


def alike(first: str, second: str) -> bool:
    """Whether two name keys are the same name in more or fewer words ("klärtechnik" and "lkt klärtechnik")."""
    group, _, name = first.partition(":")
    other_group, _, other = second.partition(":")
    words, others = set(name.split()), set(other.split())
    return group == other_group and bool(words and others) and (words <= others or others <= words)


def trusted_links(
    links: Iterable[AliasLink], firm: Components, different: Callable[[str, str], bool] = lambda _a, _b: False
) -> set[AliasLink]:
    """Return the links of aliases that are not ambiguous.

    `firm` holds what is the same for other reasons (reference data, judgements). An alias is unambiguous if every two
    of the names it is linked to are the same already or alike. A link that is trusted can make the names of another
    alias the same, so the decision is repeated until nothing changes; all links of a round are decided at once, so that
    their order does not matter.
    """
    targets: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.alias != link.name and not different(link.alias, link.name):
            targets[link.alias].add(link.name)
    trusted: set[AliasLink] = set()
    known = firm.copy()
    waiting = dict(targets)
    while True:
        # What reference data or a judgement says of the alias itself counts like a link of an article.
        clear = {
            alias: names for alias, names in waiting.items()
            if _unambiguous({*names, *(firm.members(alias) - {alias})}, known, different)
        }  # fmt: skip
        if not clear:
            return trusted
        for alias, names in clear.items():
            del waiting[alias]
            for name in names:
                trusted.add(AliasLink(alias, name))
        for link in trusted:
            known.join(link.alias, link.name)


def _unambiguous(names: set[str], known: Components, different: Callable[[str, str], bool]) -> bool:
    ordered = sorted(names)
    return all(
        (known.same(first, second) or alike(first, second)) and not different(first, second)
        for index, first in enumerate(ordered)
        for second in ordered[index + 1 :]
    )
