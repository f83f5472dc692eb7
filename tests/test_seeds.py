"""The seed articles are what they were: bytes and known facts."""

from __future__ import annotations

import hashlib
from pathlib import Path

from handelsgraph import intake
from handelsgraph.article import Article

SEEDS = Path(__file__).parent.parent / "seeds"
CHECKSUMS = {
    "000_c0832f185dc53449.txt": "5dc9de56f9f8b6a815dd1380d37328dc1bee769403f6c2a0af797eabf84ea23e",
    "001_da5eee9caebb8dde.txt": "bcc414cdad7bcfb2cc88f1249becf714dfa1671f4148cf9f237b46f569b5243f",
    "002_c6b18f640c277bf2.txt": "3b7841bbce829c1bef7a0f4ecde3d3ce8dacd901e5c4847b8b8a298737b319aa",
    "003_7d20eda1860a9374.txt": "b5a2864e193ff6d22063c79dbbc90759f5c3d6825008c05fb5e9834372cfab66",
    "004_0092d223305344c8.txt": "299212ea04ca373b80cbd7291fc09b46a73985aaa684edc0d46ba4eac18d5531",
}


def test_the_texts_are_byte_for_byte_as_collected() -> None:
    assert {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in SEEDS.glob("*.txt")} == CHECKSUMS


def test_each_is_read_with_its_address_and_nothing_else_is_found_beside_them() -> None:
    found = [item for path in intake.discover([SEEDS]) for item in intake.read(path)]
    assert len(found) == len(CHECKSUMS)
    for item in found:
        assert isinstance(item, Article)
        assert item.url.startswith("https://")
        assert item.source
        assert item.text.count("\n") > 5
