"""The words of the model card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from handelsgraph.schema import RELATIONS

WEAK = 0.4  # relations below this F1 over all sets are named among the limits

LIMITS = (
    "German press prose only. Other languages, lists, tables and transcripts give little or nonsense.",
    "Texts are read in windows of 512 word pieces: parties that are never named within one window are not related.",
    "The training articles are exercises by one hand a set, without a second annotator; their firms, persons and "
    "happenings are invented. dev and seeds are small: the 95 % intervals are wide, and differences of two points "
    "between versions mean nothing.",
    "Trips and visits that have no name are found less often than fairs and named delegations, and what hangs on them "
    "is lost with them.",
    "A confidence is calibrated on the held-out articles; on other kinds of text it is too high.",
    "Names of persons are read. Statements about persons are for finding sources, not for decisions about them: every "
    "statement carries its sentence, which has to be read.",
    "int8 weights: on processors without the VNNI instructions inference is a third slower.",
)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    names = list(head)
    yield "| " + " | ".join(names) + " |"
    yield "|---" * len(names) + "|"
    for row in rows:
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
    yield ""


def f1(right: int, wrong: int, missed: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * right / max(1, 2 * right + wrong + missed)


def share(part: tuple[int, int]) -> str:
    """Return a share and the number it is of."""
    right, of = part
    return f"{right / of:.3f} of {of}" if of else "none"


def _data(meta: dict[str, Any], sources: dict[str, Any]) -> Iterator[str]:
    rows = [(sources["encoder"]["name"], sources["encoder"]["licence"], sources["encoder"]["archive_sha256"][:16])]
    for part in sources["public"]:
        known = [meta["data"].get(name, "not used")[:16] for name in part["files"]]
        rows.append((part["name"], part["licence"], ", ".join(known)))
    rows += [(part["name"], part["licence"], meta["data"]["articles"][:16]) for part in sources["own"]]
    yield from table(("data", "licence", "sha256 (first digits)"), rows)


def _stages(meta: dict[str, Any]) -> Iterator[str]:
    if not meta.get("training"):
        yield "The stages were not recorded with these weights; `training/RESULTS.md` tells of the runs."
        yield ""
        return
    rows = []
    for number, stage in enumerate(meta["training"], 1):
        config = stage.get("config")
        if config is None:
            rows.append((number, f"weights {stage.get('weights', '')}", "", "", ""))
        else:
            data = "articles" if config["articles"] else ", ".join(config["public"])
            rows.append((number, data, stage["steps"], f"{config['minutes']:g}", config["seed"]))
    yield from table(("stage", "trained on", "steps", "at most minutes", "seed"), rows)
    yield "Every stage's whole config is in `model.json` under `training`."
    yield ""


def _figures(sets: dict[str, Any]) -> Iterator[str]:
    rows = []
    for name, found in sets.items():
        cells = [
            "{f1:.3f} (P {precision:.3f}, R {recall:.3f}; {low:.2f} to {high:.2f})".format(
                **part, low=part["f1_95"][0], high=part["f1_95"][1]
            )
            for part in (found["entities"], found["relations"])
        ]
        done = found["given_as_done"]
        wrong = (done["only planned"] + done["denied"], done["all"])
        rows.append(
            (f"{name} ({found['articles']})", *cells, share(found["modality"]), share(found["date"]), share(wrong))
        )
    yield from table(
        (
            "set (articles)",
            "entities F1",
            "relations F1",
            "modality right",
            "date right",
            "planned or denied given as done",
        ),
        rows,
    )


def _errors(sets: dict[str, Any]) -> Iterator[tuple[str, float]]:
    for name, found in sets.items():
        if found["relations"]["calibration_error"] is not None:
            yield name, found["relations"]["calibration_error"]


def _kinds(sets: dict[str, Any], part: str, title: str) -> Iterator[str]:
    kinds = sorted({kind for found in sets.values() for kind in found[part]["kinds"]})
    rows = []
    for kind in kinds:
        counts = [found[part]["kinds"].get(kind, [0, 0, 0]) for found in sets.values()]
        rows.append((kind, *(f"{f1(*c):.2f} ({c[0] + c[2]})" if any(c) else "" for c in counts)))
    yield from table((title, *(f"{name}: F1 (annotated)" for name in sets)), rows)


def _weak(sets: dict[str, Any]) -> list[str]:
    out = []
    for kind in RELATIONS:
        counts = [found["relations"]["kinds"].get(kind, [0, 0, 0]) for found in sets.values()]
        whole = [sum(column) for column in zip(*counts, strict=True)]
        if any(whole) and f1(*whole) < WEAK:
            out.append(kind)
    return out


def card(meta: dict[str, Any], sources: dict[str, Any], title: str, size: int) -> str:
    """Return the card. `meta` is ``model.json`` with measured figures, `size` counts bytes."""
    measured = meta["figures"]["measured"]
    sets, none = measured["sets"], measured["without_dealings"]
    lines = [
        f"# Model card: weights {meta['version']}",
        "",
        "Mentions, entities, relations, modality and page furniture of German press articles.",
        f"Trained {meta['trained']} by the recipe `{title}`; {size / 1e6:.0f} MB, int8, run by ONNX Runtime.",
        "Licence Apache-2.0. This page is written by the run.",
        "",
        "## Data",
        "",
        *_data(meta, sources),
        "## Training",
        "",
        *_stages(meta),
        "## Figures",
        "",
        "End to end from raw text with the packaged pipeline, strict; with 95 % bootstrap intervals over articles.",
        "slice: the held-out articles, on which calibration and thresholds were fitted. None was trained on.",
        "",
        *_figures(sets),
        "Expected calibration error of the relations' confidence: "
        + ", ".join(f"{name} {error:.3f}" for name, error in _errors(sets))
        + ".",
        "",
        *_kinds(sets, "relations", "relation"),
        *_kinds(sets, "entities", "label"),
        f"Articles without any dealing: {none['dealings']} dealings asserted in {none['articles']} texts"
        f" ({none['dealings'] / max(1, none['articles']):.2f} each).",
        "",
    ]
    if "public" in measured:
        lines += [
            "Names in public test sets, by exact borders and class (mapping: `training/public_benchmarks.py`):",
            "",
        ]
        lines += table(
            ("set", "F1", "PER", "ORG", "LOC"),
            (
                (name, *(f"{found[c]['f1']:.3f}" for c in ("all", "PER", "ORG", "LOC")))
                for name, found in measured["public"].items()
            ),
        )
    lines += ["## Limits", "", *(f"- {limit}" for limit in LIMITS)]
    if weak := _weak(sets):
        lines.append(f"- Relations with an F1 below {WEAK:g} over these sets: {', '.join(weak)}.")
    return "\n".join(lines) + "\n"
