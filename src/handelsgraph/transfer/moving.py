"""Taking an export into a graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handelsgraph.graph import Graph, Restored, Watch
from handelsgraph.transfer.export import JUDGEMENTS
from handelsgraph.transfer.lines import read_lines
from handelsgraph.transfer.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Moved:
    """What an import did, and whether the graph now says what the exported one said.

    `same_digest` is None where that cannot be expected: the graph holds other articles too, or the import was
    interrupted. `same_identity` tells whether rules, reference data and judgements are those of the export.
    """

    restored: Restored
    digest: str
    same_digest: bool | None
    same_identity: bool
    judgements: Path | None


def take(graph: Graph, folder: Path, manifest: Manifest, watch: Watch) -> Moved:
    """Take the evidence of a verified export (see `verify`) into the graph; what is equal already is left alone."""
    restored = graph.restore(read_lines(folder / manifest.evidence), manifest.counts.articles, watch)
    digest = graph.digest()
    comparable = not restored.interrupted and graph.status().articles == manifest.counts.articles
    return Moved(
        restored,
        digest,
        digest == manifest.digest if comparable else None,
        graph.made_by() == manifest.identity,
        folder / JUDGEMENTS if JUDGEMENTS in manifest.files else None,
    )
