"""Mentions in the text are marked [name] or <reference>."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from handelsgraph.extraction.event_clusters import Scores, cluster_events
from handelsgraph.extraction.pieces import WORD
from handelsgraph.extraction.state import Cluster, Found, Words
from handelsgraph.reading import MentionKind
from handelsgraph.schema import Label


def events(marked: str, *same: tuple[int, int]) -> list[list[str]]:
    """The clusters' mentions, where the model takes the first of each pair in `same` for the second."""
    text = re.sub(r"[\[\]<>]", "", marked)
    words = Words(text, [match.span() for match in WORD.finditer(text)], [])
    found, at = [], 0
    for match in re.finditer(r"[\[<]([^\]>]+)[\]>]", marked):
        at = text.index(match.group(1), at)
        start, end = words.of_characters(at, at + len(match.group(1)))
        kind = MentionKind.NAME if match.group().startswith("[") else MentionKind.REFERENCE
        found.append(Found(start, end, match.group(1), Label.EVENT, kind, 1.0))
        at += len(match.group(1))
    scores: Scores = {n: {-1: 0.9, **{m: 0.1 / len(found) for m in range(n)}} for n in range(len(found))}
    for number, other in same:
        scores[number] = {-1: 0.1, other: 0.9}
    clusters: list[Cluster] = []
    cluster_events(found, clusters, scores, words)
    return [[found[n].text for n in cluster.mentions] for cluster in clusters]


def test_the_model_joins_what_can_be_one() -> None:
    marked = "Ein [Besuch] begann. Den <Aufenthalt> lobten alle."
    assert events(marked, (1, 0)) == [["Besuch", "Aufenthalt"]]


def test_an_item_of_the_programme_is_no_part_of_the_trip_and_no_event() -> None:
    marked = "Die [Unternehmerreise] begann. Abends gab es einen [Empfang]."
    assert events(marked, (1, 0)) == [["Unternehmerreise"]]
    assert events(marked) == [["Unternehmerreise"], ["Empfang"]]


def test_a_named_fair_is_not_the_trip_to_it() -> None:
    marked = "Die [Reise] führte zur [Plasta Nord]. Die [Reise] zur [Fachmesse Plasta] endete."
    assert events(marked, (1, 0), (2, 0), (3, 0)) == [["Reise", "Plasta Nord", "Reise"], ["Fachmesse Plasta"]]


def test_a_name_belongs_to_the_noun_before_it() -> None:
    assert events("Auf der [Messe] [Plasta] war man.") == [["Messe", "Plasta"]]
    assert events("Auf der [Messe] „[Plasta]“ war man.") == [["Messe", "Plasta"]]
    assert events("Auf der [Messe] war man, auch auf der [Plasta].") == [["Messe"], ["Plasta"]]


def test_a_trip_with_a_name_is_another_one() -> None:
    marked = "Die [Reise] endet. Es gab auch eine [Onlinereise] („[Digital Days]“)."
    assert events(marked, (1, 0)) == [["Reise"], ["Onlinereise", "Digital Days"]]


def test_trips_to_one_place_are_one() -> None:
    assert events("Die [Firmenreise nach Polen] lief. [Erkundungsreise nach Polen] endet.") == [
        ["Firmenreise nach Polen", "Erkundungsreise nach Polen"]
    ]
    assert len(events("Die [Firmenreise] nach Polen lief. Eine [Firmenreise] nach Polen folgt.")) == 2
    assert len(events("Die [Firmenreise] nach Polen lief. Die [Firmenreise] nach Ungarn folgt.")) == 2


def test_the_trip_is_the_only_one_before() -> None:
    assert events("Eine [Delegation] kam. Organisiert hat <die Reise> der Bund.") == [["Delegation", "die Reise"]]
    assert len(events("Ein [Besuch] war, ein [Besuch] folgt. Es endet <die Reise>.")) == 3
    assert len(events("Ein [Forum] war. Es endet <die Reise>.")) == 2
    assert len(events("Eine [Delegation] kam. Es endet <die Katar-Reise>.")) == 2


def test_the_plan_of_a_visit_stands_for_it() -> None:
    assert events("Die [Reise] begann. Auf dem [Besuchsplan] stand viel.") == [["Reise", "Besuchsplan"]]


@given(
    st.lists(
        st.sampled_from(["[Reise]", "[Messe]", "<die Reise>", "[Forum Nord]", "<bereiste>", "„", "."]), max_size=9
    ),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=6),
)
def test_every_mention_is_in_one_event_at_most(parts: list[str], same: list[tuple[int, int]]) -> None:
    mentions = [part for part in parts if part[0] in "[<"]
    pairs = [(max(pair), min(pair)) for pair in same if pair[0] != pair[1] and max(pair) < len(mentions)]
    groups = events("Da " + " ".join(parts), *pairs)
    assert all(groups)
    assert sum(map(len, groups)) <= len(mentions)
    assert not mentions or groups  # the first event is never left out
