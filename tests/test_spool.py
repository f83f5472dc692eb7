from __future__ import annotations

import pytest

from handelsgraph.spool import Spool


def test_a_spool_gives_back_what_it_was_given() -> None:
    with Spool[object]() as spool:
        assert not spool
        items: list[object] = [{"n": n, "text": "x" * n} for n in range(20)]
        for n, item in enumerate(items):
            spool.append(item)
            assert spool[n // 2] == items[n // 2]
        assert [*spool] == items
        assert spool[18:] == items[18:]
        assert spool[3:9:2] == items[3:9:2]
        assert spool[-1] == items[-1]
        with pytest.raises(IndexError):
            spool[20]
