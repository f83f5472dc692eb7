"""Which wordings meet in the bands of the wording that goes and of the one that comes, before and afterwards."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from handelsgraph.copies import CROWD
from handelsgraph.graph import bands
from handelsgraph.graph.bands import Bands
from handelsgraph.graph.session import Tx


@dataclass(frozen=True, slots=True)
class Meetings:
    """Wordings by band. Of a crowded band, one in which more than `CROWD` meet, not all are known."""

    before: dict[str, set[str]]
    after: dict[str, set[str]]
    near: set[str]
    """The wordings that the one which comes meets in bands that are not crowded; itself, too."""

    @property
    def filled(self) -> list[set[str]]:
        """The wordings, each time, that met in a band which becomes crowded."""
        return [met for key, met in self.before.items() if len(met) <= CROWD < len(self.after[key])]

    @property
    def drained(self) -> list[set[str]]:
        """The wordings, each time, that meet in a band which was crowded."""
        return [met for key, met in self.after.items() if len(met) <= CROWD < len(self.before[key])]

    @property
    def full(self) -> set[str]:
        """The bands that are crowded afterwards."""
        return {key for key, met in self.after.items() if len(met) > CROWD}


def meetings(tx: Tx, goes: Bands | None, comes: Bands | None) -> Meetings:
    """Return what meets in the bands of the wording that no article has any more, and of the one that none had."""
    before = bands.meeting(tx, {key for one in (goes, comes) if one for key in one.keys})
    after = {key: _after(key, met, goes, comes) for key, met in before.items()}
    near = {one for key in (comes.keys if comes else ()) if len(after[key]) <= CROWD for one in after[key]}
    return Meetings(before, after, near)


def _after(key: str, met: Collection[str], goes: Bands | None, comes: Bands | None) -> set[str]:
    left = {*met}
    if goes and key in goes.keys and len(left) <= CROWD + 1:
        left.discard(goes.wording)
    if comes and key in comes.keys:
        left.add(comes.wording)
    return left
