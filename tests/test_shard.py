"""Shares of the work: each key in one of them, the same everywhere."""

from __future__ import annotations

import pytest

from handelsgraph.article import article_id
from handelsgraph.errors import InputError
from handelsgraph.shard import Shard


@pytest.mark.parametrize("text", ["", "1", "0/3", "4/3", "1/0", "-1/3", "1/3/5", "a/b", "1 / 3", "٣/٣", "1/99999999"])
def test_what_is_no_shard(text: str) -> None:
    with pytest.raises(InputError, match="is not a shard") as caught:
        Shard.parse(text)
    assert "2/3 is the second of three" in (caught.value.remedy or "")


def test_a_shard_is_written_as_it_is_read() -> None:
    assert str(Shard.parse("2/3")) == "2/3"
    assert Shard.parse("01/1") == Shard(1, 1)


@pytest.mark.parametrize("of", [1, 2, 3, 7])
def test_each_key_belongs_to_one_shard_and_all_have_about_as_many(of: int) -> None:
    keys = [article_id(f"https://example.org/{n}") for n in range(3000)]
    shares = [{key for key in keys if Shard(number, of).has(key)} for number in range(1, of + 1)]
    assert sum(map(len, shares)) == len(set().union(*shares)) == len(keys)
    assert min(map(len, shares)) > 0.85 * len(keys) / of


def test_it_is_the_same_on_every_machine_and_in_every_version() -> None:
    assert [n for n in range(20) if Shard(1, 3).has(str(n))] == [0, 6, 8, 9, 10, 12, 17]


def test_which_shards_have_nothing_in_common() -> None:
    assert Shard(1, 3).apart(Shard(2, 3))
    assert not Shard(1, 3).apart(Shard(1, 3))
    assert not Shard(1, 3).apart(Shard(2, 4))
