"""What many questions share: parameters that mean the same everywhere, and the columns of answers about dealings."""

from __future__ import annotations

from handelsgraph.queries.kinds import Kind, Parameter

LIMIT = 200
"""Rows of an answer unless --limit says otherwise."""

PARAMETERS = {
    "since": Parameter(
        type=Kind.DATE, required=False, help="Only dealings on or after this date (else that of the article)."
    ),
    "until": Parameter(
        type=Kind.DATE, required=False, help="Only dealings on or before this date (else that of the article)."
    ),
    "planned": Parameter(type=Kind.FLAG, help="Also dealings that were only announced; they are marked."),
    "limit": Parameter(type=Kind.INT, default=LIMIT, help="Most rows to return."),
}
"""Parameters that a question has if its Cypher uses them and its header does not declare them otherwise."""

DEALING_COLUMNS = {
    "date": "the date of the dealing, else of the article that tells of it; up to three, else the first and the last",
    "dated_by": "whether date is that of the dealing or of the article; empty if neither is known",
    "planned": "whether it was only announced",
    "articles": "how many articles say so; where a row rests on several dealings, of the one that fewest tell of",
}
"""Columns that follow those of a question about dealings."""

EVIDENCE_COLUMNS = {
    "sentence": "the best evidence; where a row rests on several dealings, one for each",
    "title": "the article it stands in",
    "published": "when that article was published",
    "source": "the article's address",
    "further": "where else the same text was printed, word for word or edited: site or title, date, address",
}
"""Columns that --evidence adds."""

ELEMENTS = ("nodes", "edges")
"""The last columns of a question about dealings: the nodes and relationships each row rests on. Neo4j Browser draws
them; the command line turns them into the columns above and into pictures."""
