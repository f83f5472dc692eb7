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

    A sentence without a match of `cue` needs no look.
    `turned`: group s is the relation's object; `of_event`: the subject is the event the sentence is about;
    `for_organiser`: an event as the subject stands for those who organise it.
    """

    name: str
    type: str
    pattern: re.Pattern[str]
    cue: re.Pattern[str]
    unfolded: bool = False
    strict: bool = False
    turned: bool = False
    of_event: bool = False
    for_organiser: bool = False
    planned: bool = False


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


def _of_verb(verb: dict[str, Any]) -> list[Wording]:
    own = _verb_parts(verb)
    cue = re.compile(written_out(r"(?i:\b(?:{FIN}|{PART}|{INF})\b)", own))
    frames = data("wordings")["frames"][verb["frame"]]
    return [
        Wording(
            f"{verb['name']}.{name}",
            verb["type"],
            re.compile(written_out(frame, own)),
            cue,
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
        pattern = re.compile(written_out(entry["pattern"], parts))
        found.append(Wording(entry["name"], entry["type"], pattern, cues[entry["type"]], **flags))
    return tuple(found)
