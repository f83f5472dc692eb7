"""The explanation of a reading on a terminal. A number beside each name leads to its entity and its relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handelsgraph.cli.explain.marks import pieces
from handelsgraph.cli.layout import print_rows
from handelsgraph.cli.terminal import clean, one_line
from handelsgraph.reading import Entity, MentionKind
from handelsgraph.schema import Label

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from handelsgraph.article import Article
    from handelsgraph.reading import Reading, Statement

STYLES = {
    Label.COMPANY: "bold blue",
    Label.AGENCY: "bold bright_blue",
    Label.INSTITUTION: "bold cyan",
    Label.CITY: "bold green",
    Label.REGION: "bold bright_green",
    Label.COUNTRY: "bold dark_cyan",
    Label.PERSON: "bold yellow",
    Label.EVENT: "bold magenta",
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_INDENT = 4


def print_explained(console: Console, article: Article, reading: Reading) -> None:
    """Print the text with its mentions, the entities, and the relations with their evidence; an empty line ends it."""
    from rich.text import Text

    numbers = {entity.id: number for number, entity in enumerate(reading.entities, 1)}
    console.print(Text(one_line(article.title or article.url), style="bold"))
    about = ", ".join(one_line(part) for part in (article.published, article.url) if part)
    console.print(Text(about, style="dim"), soft_wrap=True)  # an address stays in one piece
    console.print()
    console.print(_text(article, reading, numbers))
    console.print()
    if not reading.entities:
        console.print("nothing was read in this text\n")
        return
    mentioned = {e.id: sum(m.entity == e.id for m in reading.mentions) for e in reading.entities}
    print_rows(
        console,
        ["", "entity", "label", "sure", "mentions", "also called", "date"],
        [
            [numbers[e.id], e.name, str(e.label), f"{e.confidence:.2f}", mentioned[e.id], list(e.aliases), e.date]
            for e in reading.entities
        ],
    )
    console.print()
    _print_relations(console, reading, numbers)
    console.print()


def _text(article: Article, reading: Reading, numbers: dict[str, int]) -> Text:
    from rich.text import Text

    text = Text()
    for piece in pieces(article.text, reading):
        mention = piece.mention
        if mention is None:
            text.append(clean(piece.text))
            continue
        style = STYLES[mention.label]
        text.append(clean(piece.text), style=style if mention.kind is MentionKind.NAME else f"italic {style}")
        if piece.last:
            text.append(_raised(numbers.get(mention.entity)), style="dim")
    text.rstrip()
    return text


def _raised(number: int | None) -> str:
    return "" if number is None else str(number).translate(_RAISED)


def _print_relations(console: Console, reading: Reading, numbers: dict[str, int]) -> None:
    from rich.text import Text

    entities = {entity.id: entity for entity in reading.entities}
    if not reading.statements:
        console.print("no relation reaches the threshold")
    sentence = None
    for statement in reading.statements:
        if (statement.start, statement.end) != sentence:
            sentence = statement.start, statement.end
            console.print(Text(f"“{one_line(statement.sentence)}”"))
        for line in _relation(statement, entities, numbers).wrap(console, console.width - _INDENT):
            line.rstrip()
            console.print(Text(" " * _INDENT) + line, soft_wrap=True)


def _relation(statement: Statement, entities: dict[str, Entity], numbers: dict[str, int]) -> Text:
    from rich.text import Text

    line = Text()
    for end, before in ((statement.subject, ""), (statement.object, f" {statement.type} ")):
        entity = entities[end]
        line.append(before).append(one_line(entity.name), style=STYLES[entity.label])
        line.append(_raised(numbers[end]), style="dim")
    told = [f"confidence {statement.confidence:.2f}", str(statement.modality), statement.date]
    return line.append(f"  {', '.join(filter(None, told))}", style="dim")
