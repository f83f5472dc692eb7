from __future__ import annotations

from pathlib import Path

import pytest

from handelsgraph.errors import InputError
from handelsgraph.runs.metrics import check_metrics


def test_a_place_that_can_be_written_is_left_as_it_is(tmp_path: Path) -> None:
    check_metrics(tmp_path / "run.prom")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["missing/run.prom", ".", "file/run.prom"])
def test_what_cannot_be_written_is_told_before_a_run(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(InputError) as caught:
        check_metrics(tmp_path / name)
    assert "--metrics" in str(caught.value.remedy)
