"""Writing the evidence of a graph into a directory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from handelsgraph import __version__
from handelsgraph.errors import DatabaseError, InputError
from handelsgraph.evidence import Evidence
from handelsgraph.graph import Graph
from handelsgraph.transfer.atomic import new_folder
from handelsgraph.transfer.lines import sha256, write_lines
from handelsgraph.transfer.manifest import NAME, Counts, File, FileName, Manifest, write_manifest
from handelsgraph.transfer.record import record_of

JUDGEMENTS: FileName = "judgements.toml"
_OWN = {NAME, "evidence.jsonl", "evidence.jsonl.gz", JUDGEMENTS}


def export(
    graph: Graph,
    folder: Path,
    judgements: Path | None,
    report: Callable[[str], None] = lambda _title: None,
    *,
    compress: bool = False,
    force: bool = False,
) -> Manifest:
    """Write the evidence of all articles, the judgements and a manifest into `folder`, all of it or nothing.

    `report` hears the title of each article. Raises InputError if the folder is there and not empty (with `force`: if
    it holds anything but an export) or cannot be written, DatabaseError if the graph is written to meanwhile.
    """
    evidence: FileName = "evidence.jsonl.gz" if compress else "evidence.jsonl"
    tally = _Tally(report)
    with new_folder(folder, _OWN, force=force) as part:
        revision = graph.revision()
        digest, made_by = graph.digest(), graph.made_by()
        write_lines(part / evidence, (record_of(item) for item in tally.counted(graph.evidence())))
        if graph.revision() != revision:
            raise DatabaseError("the graph was written to while it was exported", "run the command again")
        names: list[FileName] = [evidence]
        if judgements is not None:
            _copy(judgements, part / JUDGEMENTS)
            names.append(JUDGEMENTS)
        manifest = Manifest(
            program=__version__,
            created=datetime.now(UTC).replace(microsecond=0),
            digest=digest,
            identity=made_by,
            counts=tally.counts(),
            files={name: _file(part / name) for name in names},
        )
        write_manifest(part, manifest)
    return manifest


class _Tally:
    def __init__(self, report: Callable[[str], None]) -> None:
        self._report = report
        self._articles = self._names = self._links = self._statements = 0

    def counted(self, articles: Iterator[Evidence]) -> Iterator[Evidence]:
        for item in articles:
            self._articles += 1
            self._names += len(item.names)
            self._links += len(item.links)
            self._statements += len(item.claims)
            yield item
            self._report(item.article.title or item.article.url)

    def counts(self) -> Counts:
        return Counts(articles=self._articles, names=self._names, links=self._links, statements=self._statements)


def _copy(judgements: Path, target: Path) -> None:
    try:
        target.write_bytes(judgements.read_bytes())
    except FileNotFoundError as error:
        raise InputError(
            f"cannot read the judgements {judgements}: {error.strerror}", "check HANDELSGRAPH_JUDGEMENTS"
        ) from error


def _file(path: Path) -> File:
    size, digest = sha256(path)
    return File(bytes=size, sha256=digest)
