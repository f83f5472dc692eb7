"""Articles for measurements: paragraphs of the training articles, shuffled anew. They say nothing true."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

_ARTICLES = Path(__file__).parent.parent / "training" / "articles"
_MARK = re.compile(r"\[[^\]|]*\|([^\]]*)\]")


def paragraphs() -> list[list[str]]:
    """Return the paragraphs of every training article, without annotation."""
    texts = []
    for path in sorted(_ARTICLES.glob("*.txt")):
        body = path.read_text(encoding="utf-8").split("\n---")[0]
        lines = [line for line in body.split("\n") if not line.startswith(("@", "%%"))]
        plain = _MARK.sub(r"\1", "\n".join(lines)).strip()
        texts.append([part for part in plain.split("\n\n") if part.strip()])
    return texts


def write(path: Path, number: int, seed: int = 1) -> int:
    """Write so many articles as JSON Lines, each the size of a training article; return their characters."""
    source = paragraphs()
    pool = [part for text in source for part in text]
    chance = random.Random(seed)
    characters = 0
    with path.open("w", encoding="utf-8") as stream:
        for n in range(number):
            text = "\n\n".join(chance.choices(pool, k=len(chance.choice(source))))
            characters += len(text)
            day = f"20{chance.randrange(10, 25)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            record = {"url": f"https://example.org/{seed}/{n}", "date": day, "text": text}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return characters
