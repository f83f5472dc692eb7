"""The wordings of data/wordings.yaml as compiled patterns: each verb in each of its frames, and those written out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from handelsgraph.extraction.phrases import parts as phrase_parts
from handelsgraph.extraction.phrases import written_out
from handelsgraph.extraction.resources import data


@dataclass(frozen=True, slots=True)
class Wording:
    """One pattern over a sentence whose mentions are masked, and what a match says.

    A sentence without a match of `cue` needs no look, nor does a text without one of each of `needs`. Patterns are
    compiled when they are needed first: all of them take four seconds, one eleven milliseconds.
    `turned`: group s is the relation's object; `of_event`: the subject is the event the sentence is about;
    `for_organiser`: an event as the subject stands for those who organise it.
    """

    name: str
    type: str
    text: str
    cue: re.Pattern[str]
    needs: tuple[re.Pattern[str], ...]
    unfolded: bool = False
    strict: bool = False
    turned: bool = False
    of_event: bool = False
    for_organiser: bool = False
    planned: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return the compiled pattern."""
        return _compiled(self.text)


_compiled = cache(re.compile)
_ALONE = re.compile(r"\(\?:(\{[A-Z]+\})\)(?![?*])")  # a part in brackets of its own
_UNIT = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\{(?P<part>[A-Z]+)\}(?P<optional>[?*]?)|.", re.DOTALL)
_SHORT = 900  # characters of a part that is quickly looked for


@cache
def _parts() -> dict[str, str]:
    own: dict[str, str] = data("wordings")["parts"]
    return phrase_parts() | own


def _verb_parts(verb: dict[str, Any]) -> dict[str, str]:
    """Return what the frames name: where the verb's forms, its particle, its subject and its object go."""
    own = {key.upper(): verb.get(key, "") for key in ("fin", "part", "inf", "pre")}
    own |= {"S": f"{{{verb.get('subject', 'ACT')}}}", "O": f"{{{verb.get('object', 'ACT')}}}"}
    particle = verb.get("particle", "")
    own["TAIL"] = rf" {{M}}(?:{particle})\b" if particle else ""
    own["LOOK"] = rf"(?=[^;:!?.]*\b(?:{particle})\b)" if particle else ""
    own["OPT"] = f"(?:(?:{particle}) )?" if particle else ""
    own["MID"] = "{M}{OPT}{M}" if particle else "{M}"
    return _parts() | own


def _needs(pattern: str, known: dict[str, str]) -> tuple[re.Pattern[str], ...]:
    """Return patterns of the words that a text must have for the pattern to match: parts outside of all brackets."""
    needed: dict[str, None] = {}
    depth = 0
    for unit in _UNIT.finditer(_ALONE.sub(r"\1", pattern)):
        depth += {"(": 1, ")": -1}.get(unit[0], 0)
        if depth == 0 and unit["part"] and not unit["optional"]:
            words = written_out(known[unit["part"]], known)
            if len(words) < _SHORT and re.search(r"\w{3}", words):
                needed[words] = None
    return tuple(map(_compiled, needed))


def _of_verb(verb: dict[str, Any]) -> list[Wording]:
    own = _verb_parts(verb)
    cue = re.compile(written_out(r"(?i:\b(?:{FIN}|{PART}|{INF})\b)", own))
    frames = data("wordings")["frames"][verb["frame"]]
    return [
        Wording(
            f"{verb['name']}.{name}",
            verb["type"],
            written_out(frame, own),
            cue,
            _needs(frame, own),
            turned=verb.get("turned", False),
            planned=name.startswith("future"),
        )
        for name, frame in frames.items()
        if name not in verb.get("without", ())
    ]


@cache
def wordings() -> tuple[Wording, ...]:
    """Return all wordings, in the order of the data file."""
    known, parts = data("wordings"), _parts()
    cues = {type_: re.compile(written_out(cue, parts)) for type_, cue in known["cues"].items()}
    found = [wording for verb in known["verbs"] for wording in _of_verb(verb)]
    for entry in known["wordings"]:
        flags = {key: value for key, value in entry.items() if key not in ("name", "type", "pattern")}
        text, needs = written_out(entry["pattern"], parts), _needs(entry["pattern"], parts)
        found.append(Wording(entry["name"], entry["type"], text, cues[entry["type"]], needs, **flags))
    return tuple(found)
