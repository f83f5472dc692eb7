"""`handelsgraph export` and `handelsgraph import`: moving a graph to another engine, or into other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handelsgraph.cli.commands import add
from handelsgraph.cli.session import session
from handelsgraph.errors import ExitCode, HandelsgraphError

if TYPE_CHECKING:
    from handelsgraph.graph import Graph
    from handelsgraph.transfer import Manifest, Moved


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    add(app, export, "handelsgraph export backup/ --gzip && handelsgraph export --graphml trade.graphml")
    add(app, take, "handelsgraph import backup/", "import")


def export(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="New directory for articles and all evidence, as JSON Lines.")
    ] = None,
    graphml: Annotated[
        Path | None,
        typer.Option("--graphml", metavar="FILE", help="Entities and edges as GraphML (Gephi, yEd, networkx)."),
    ] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="DIR", help="Entities and edges as nodes.csv and edges.csv (Gephi).")
    ] = None,
    excel: Annotated[
        bool,
        typer.Option("--excel", help="CSV as a German Excel opens it: byte order mark, semicolons, decimal commas."),
    ] = False,
    compress: Annotated[bool, typer.Option("--gzip", help="Compress the JSON Lines.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace what an earlier export wrote.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON: manifest, nodes, edges (null for what was not written).")
    ] = False,
) -> None:
    """Write the graph to files.

    DIR gets the evidence, which `handelsgraph import` takes into any engine, where it makes the same graph: the way
    from the embedded engine to Neo4j and back. GraphML and CSV are for other programs and cannot be imported. What is
    written appears when it is whole, and not at all if the command ends before.
    """
    from handelsgraph.cli.terminal import print_json

    if folder is None and graphml is None and csv is None:
        raise typer.BadParameter("nothing to write: give DIR, --graphml FILE or --csv DIR")
    if excel and csv is None:
        raise typer.BadParameter("--excel says how --csv DIR is written", param_hint="--excel")
    opened = session(ctx)
    with opened.graph("read") as graph:
        manifest = _evidence(graph, folder, opened.settings().judgements, compress, force) if folder else None
        counts = _projection(graph, graphml, csv, excel, force)
    if as_json:
        told = manifest.model_dump(mode="json") if manifest else None
        print_json({"manifest": told, "nodes": counts[0] if counts else None, "edges": counts[1] if counts else None})
        return
    _tell(folder, manifest, [path for path in (graphml, csv) if path], counts)


def _evidence(graph: Graph, folder: Path, judgements: Path | None, compress: bool, force: bool) -> Manifest:
    from handelsgraph import transfer
    from handelsgraph.cli.progress import article_progress

    with article_progress() as progress:
        progress.total(graph.status().articles)
        return transfer.export(graph, folder, judgements, progress.advance, compress=compress, force=force)


def _projection(
    graph: Graph, graphml: Path | None, csv: Path | None, excel: bool, force: bool
) -> tuple[int, int] | None:
    from handelsgraph import transfer
    from handelsgraph.cli.progress import article_progress

    counts = None
    with article_progress() as progress:
        if graphml is not None:
            counts = transfer.write_graphml(
                graph, graphml, lambda n, all_: progress.at(n, all_, "GraphML"), force=force
            )
        if csv is not None:
            counts = transfer.write_tables(
                graph, csv, lambda n, all_: progress.at(n, all_, "CSV"), excel=excel, force=force
            )
    return counts


def _tell(folder: Path | None, manifest: Manifest | None, files: list[Path], counts: tuple[int, int] | None) -> None:
    from handelsgraph.cli.terminal import clean, stdout

    if manifest:
        n = manifest.counts
        stdout().print(
            clean(
                f"{folder}: {n.articles:,} articles, {n.statements:,} statements, {n.links:,} alias links\n"
                f"digest {manifest.digest}"
            ),
            soft_wrap=True,
        )
    if counts:
        for path in files:
            stdout().print(clean(f"{path}: {counts[0]:,} nodes, {counts[1]:,} edges"), soft_wrap=True)


def take(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Directory that `handelsgraph export` wrote.")],
    as_json: Annotated[
        bool,
        typer.Option(
            "--json",
            help="Print JSON: new, changed, unchanged, changes, digest, same_digest, same_identity, interrupted.",
        ),
    ] = False,
) -> None:
    """Take an export into the graph.

    Checksums and every line are checked before anything is written. Articles the graph has already are left alone or
    brought to what the export says; others stay. Ctrl-C ends after the articles at hand, and the same command goes on
    from there. If the graph then holds these articles only, its digest has to be that of the export.
    """
    from handelsgraph import transfer
    from handelsgraph.cli.progress import article_progress
    from handelsgraph.graph import Watch
    from handelsgraph.interrupt import graceful_stop

    with article_progress() as progress:
        manifest = transfer.verify(folder, progress.advance)
    with session(ctx).graph("write") as graph, article_progress() as progress, graceful_stop() as stop:
        progress.total(manifest.counts.articles)
        watch = Watch(progress.advance, lambda n, total: progress.at(n, total, "projection"), stop)
        moved = transfer.take(graph, folder, manifest, watch)
    _show(moved, as_json)
    if moved.restored.interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)
    if moved.same_digest is False and moved.same_identity:
        raise HandelsgraphError(
            f"the digest is {moved.digest}, but the exported graph had {manifest.digest}",
            "`handelsgraph rebuild` makes the graph anew; if that changes nothing, this is a fault of handelsgraph",
        )


def _show(moved: Moved, as_json: bool) -> None:
    from handelsgraph.cli.changes import changes_data, changes_text
    from handelsgraph.cli.terminal import print_json, say, stdout

    done = moved.restored
    counts: dict[str, Any] = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged}
    if as_json:
        print_json(
            counts
            | {
                "changes": changes_data(done.changes),
                "digest": moved.digest,
                "same_digest": moved.same_digest,
                "same_identity": moved.same_identity,
                "interrupted": done.interrupted,
            }
        )
    else:
        stdout().print(", ".join(f"{number:,} {what}" for what, number in counts.items()))
        stdout().print(changes_text(done.changes))
        same = ", as exported" if moved.same_digest else ""
        stdout().print(f"digest {moved.digest}{same}", soft_wrap=True)
    if done.interrupted:
        say("interrupted: run the same command again to go on")
    elif not moved.same_identity:
        say("note: the export was made with other judgements or another version, so names may be joined differently")
        if moved.judgements:
            say(f"hint: set HANDELSGRAPH_JUDGEMENTS={moved.judgements} and run `handelsgraph rebuild`")
