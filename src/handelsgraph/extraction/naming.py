"""Component `names`: a canonical name and aliases for every cluster that is an entity."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from handelsgraph.extraction.body_aliases import other_names
from handelsgraph.extraction.event_names import event_name, trigger
from handelsgraph.extraction.names import key
from handelsgraph.extraction.nominative import nominative
from handelsgraph.extraction.place_keys import gazetteer
from handelsgraph.extraction.resources import data, word_set
from handelsgraph.extraction.state import Cluster, Found, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import PLACES, Label


def forms(cluster: Cluster, found: list[Found]) -> list[str]:
    """Return the names the text uses, in order of appearance."""
    return list(dict.fromkeys(found[n].text for n in cluster.mentions if found[n].kind is MentionKind.NAME))


def canonical(label: Label, written: list[str]) -> str:
    """Return the best of the written forms: the fullest, not inflected if the text has it so too."""
    fullest = max(written, key=lambda form: (len(key(form).split()), len(form)))
    alike = [form for form in written if key(form) == key(fullest)]
    if label in PLACES or label is Label.PERSON:
        plain = [form for form in alike if any(other in {form + "s", form + "’", form + "'"} for other in alike)]
        return plain[0] if plain else fullest
    best = nominative(fullest)
    # the text's own nominative ("Die Deutsche Bahn") wins over one made here
    return next((form for form in alike if nominative(form) == form and form[:1].isupper()), best)


class Names:
    """Names entities; a cluster without a name in the text and without a statement gets none and is left out."""

    def __call__(self, doc: Doc) -> Doc:
        """Process a document."""
        found, clusters, claims = doc._.found, doc._.clusters, doc._.claims
        used = {end for claim in claims for end in (claim.subject, claim.object)}
        for number, cluster in enumerate(clusters):
            written = forms(cluster, found)
            if cluster.label is Label.EVENT:
                continue
            headed = self._with_head(cluster, found, doc._.words) if cluster.label is Label.REGION else []
            written += [form for form in headed if form.split()[0] in word_set("names", "telling_heads")]
            if written and (number in used or not set(written) <= word_set("names", "parts_of_the_world")):
                cluster.name = self._of_place(cluster, written) or canonical(cluster.label, written)
                others = (*written, *headed, *other_names(cluster, found, doc._.words))
                cluster.aliases = tuple(dict.fromkeys(form for form in others if form != cluster.name))
            elif cluster.reference and number in used:
                cluster.name = cluster.reference
        for number, cluster in enumerate(clusters):
            if cluster.label is Label.EVENT and number in used:
                cluster.name = event_name(number, clusters, found, doc._.weighed or claims)
                own = trigger(cluster, found)
                named = {found[n].text for n in cluster.mentions if found[n].kind is MentionKind.NAME}
                if own is not None:
                    named.add(own.text)
                cluster.aliases = tuple(sorted(named - {cluster.name}))
        return doc

    def _with_head(self, cluster: Cluster, found: list[Found], words: Words) -> list[str]:
        """Return the region's names with the word before them that belongs to the name ("Landkreis Görlitz")."""
        heads: dict[str, str] = data("names")["region_heads"]
        out = []
        for mention in (found[n] for n in cluster.mentions):
            if mention.kind is MentionKind.NAME and mention.start > 0:
                start, end = words.spans[mention.start - 1]
                head = heads.get(words.text[start:end].casefold())
                if head is not None:
                    out.append(f"{head} {mention.text}")
        return list(dict.fromkeys(out))

    def _of_place(self, cluster: Cluster, written: list[str]) -> str | None:
        """Return a place's name without genitive -s, where the gazetteer knows the name without it."""
        if cluster.label not in PLACES:
            return None
        nouns = [form for form in written if (place := gazetteer().adjective(form)) is None or place.name == form]
        name = canonical(cluster.label, nouns or written)
        if not nouns and (place := gazetteer().adjective(name)):
            return place.name
        known = {n for place in gazetteer().find(name, cluster.label)[:1] for n in (place.name, *place.aliases)}
        if name in known:
            return name
        return next((bare for ending in ("s", "es", "’", "'") if (bare := name.removesuffix(ending)) in known), name)


@Language.factory("handelsgraph_names", requires=["doc._.clusters"])
def make_names(nlp: Language, name: str) -> Names:  # noqa: ARG001 - spaCy's signature
    """Make the component."""
    return Names()
