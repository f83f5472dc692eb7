"""The pages in a real Chromium: what a person sees, clicks and types."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from handelsgraph.errors import HandelsgraphError
from handelsgraph.pictures import Picture, find_browser, graph_page, png, timeline_page, world_page
from handelsgraph.pictures.chromium import BROWSERS, Tab, opened

Open = Callable[..., Tab]

pytestmark = pytest.mark.slow
needs_browser = pytest.mark.skipif(
    not any(map(shutil.which, BROWSERS)), reason=f"none of {', '.join(BROWSERS)} on PATH"
)

OVERLAPS = """captions.placed.flatMap((a, i) => captions.placed.slice(i + 1).filter((b) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).map((b) => `${a.text} / ${b.text}`))"""
PANEL = "panel.innerText"


@pytest.fixture
def show(tmp_path: Path) -> Iterator[Open]:
    """Open a page in a browser; it is closed when the test ends."""
    with ExitStack() as stack:

        def page(html: str, width: int = 1400, height: int = 900) -> Tab:
            file = tmp_path / "page.html"
            file.write_text(html, encoding="utf-8")
            return stack.enter_context(opened(file.as_uri(), width, height, 300))

        yield page


def click(tab: Tab, x: float, y: float) -> None:
    for kind in ("mousePressed", "mouseReleased"):
        tab.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)


def settled(tab: Tab, script: str) -> Any:
    """What `script` gives once the page has drawn what was asked for."""
    return tab.evaluate(f"new Promise((done) => requestAnimationFrame(() => setTimeout(() => done({script}), 50)))")


@needs_browser
@pytest.mark.parametrize("width", [1400, 800])
def test_no_captions_of_a_small_graph_overlap_and_all_are_there(show: Open, small: Picture, width: int) -> None:
    tab = show(graph_page(small), width)
    assert settled(tab, OVERLAPS) == []
    shown = settled(tab, "captions.placed.map((box) => box.text)")
    assert {node.name for node in small.nodes} <= set(shown)


@needs_browser
@pytest.mark.parametrize("width", [1400, 800])
def test_no_captions_of_a_large_graph_overlap_at_any_zoom(show: Open, large: Picture, width: int) -> None:
    tab = show(graph_page(large), width)
    assert settled(tab, "captions.placed.length") >= 20
    for factor in (1, 2, 2):
        assert settled(tab, f"(picture.zoom({factor}), 0)") == 0
        assert settled(tab, OVERLAPS) == []
    assert tab.evaluate("performance.getEntriesByType('resource').length") == 0


@needs_browser
def test_a_click_on_an_edge_shows_the_evidence(show: Open, small: Picture) -> None:
    tab = show(graph_page(small))
    box = tab.evaluate("document.getElementById('canvas').getBoundingClientRect().toJSON()")
    middle = tab.evaluate("cy.getElementById('e0').renderedMidpoint()")
    click(tab, box["x"] + middle["x"], box["y"] + middle["y"])
    text = settled(tab, PANEL)
    assert "Spreeklär Anlagenbau GmbH – Nordbahn Züge" in text
    assert "met, 2015, 2017-11-27, 3 articles" in text
    assert "Eine Delegation traf Vertreter des Betriebs." in text
    assert "Gäste, 2017-11-27" in text
    link = tab.evaluate("(({href, rel, target}) => ({href, rel, target}))(panel.querySelector('a'))")
    assert link == {"href": "https://example.org/a?b=1&c=2", "rel": "noopener noreferrer", "target": "_blank"}


@needs_browser
@pytest.mark.parametrize("make", [graph_page, world_page, timeline_page])
def test_markup_in_names_and_sentences_shows_as_text(show: Open, small: Picture, make: Any) -> None:
    tab = show(make(small))
    tab.evaluate("void openNode(3)")
    text = settled(tab, PANEL)
    assert "<script>alert('Straße')</script>" in text
    assert "</script><img src=x onerror=alert(1)>" in text
    tab.evaluate("void openEdge(3)")
    assert "</script><img src=x onerror=alert(1)>" in settled(tab, PANEL)
    assert tab.evaluate("document.images.length + panel.querySelectorAll('a, script').length") == 0


@needs_browser
def test_nodes_are_found_by_typing_and_hidden_by_kind(show: Open, small: Picture) -> None:
    tab = show(graph_page(small))
    tab.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true}))")
    tab.call("Input.insertText", text="spreeklär")
    assert settled(tab, "panel.querySelectorAll('li').length") == 1
    for kind in ("rawKeyDown", "char", "keyUp"):
        tab.call("Input.dispatchKeyEvent", type=kind, key="Enter", text="\r", windowsVirtualKeyCode=13)
    assert "3 dealings" in settled(tab, PANEL)
    tab.evaluate("document.querySelector('#legend input').click()")  # companies
    assert settled(tab, "cy.nodes(':visible').length") == 3
    assert "Nordbahn Züge" not in settled(tab, "captions.placed.map((box) => box.text)")


@needs_browser
def test_everything_is_reached_by_keyboard(show: Open, small: Picture) -> None:
    tab = show(graph_page(small))
    seen = []
    for _ in range(12):
        for kind in ("rawKeyDown", "keyUp"):
            tab.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        seen.append(tab.evaluate("document.activeElement.id || document.activeElement.innerText.trim()"))
    assert seen[:4] == ["search", "fit", "nearer", "farther"]
    assert any(text.startswith("Spreeklär") for text in seen)


@needs_browser
@pytest.mark.parametrize("width", [1400, 800])
def test_the_map_lists_the_dealings_of_an_arc(show: Open, small: Picture, width: int) -> None:
    tab = show(world_page(small), width)
    assert settled(tab, OVERLAPS) == []
    assert settled(tab, "captions.placed.length") == 3
    assert "Brandenburg – Peking\n2 dealings, 4 articles" in settled(tab, PANEL)
    assert "the place of an end is not known: 1 dealing" in settled(tab, PANEL)
    arc = tab.evaluate("""(() => { const path = [...document.querySelectorAll('.reach')].at(-1);
      const {x, y} = path.getPointAtLength(path.getTotalLength() / 2);
      const box = svg.getBoundingClientRect(); return {x: x + box.x, y: y + box.y}; })()""")
    click(tab, arc["x"], arc["y"])
    text = settled(tab, PANEL)
    assert text.count("Eine Delegation traf Vertreter des Betriebs.") == 2
    assert "signed agreement with, 2018-05, 1 article" in text


@needs_browser
def test_the_map_is_zoomed_and_moved(show: Open, large: Picture) -> None:
    tab = show(world_page(large))
    before = settled(tab, "({...view})")
    tab.call("Input.dispatchMouseEvent", type="mouseWheel", x=400, y=400, deltaX=0, deltaY=-300)
    nearer = settled(tab, "({...view})")
    assert nearer["scale"] > before["scale"]
    tab.call("Input.dispatchMouseEvent", type="mousePressed", x=400, y=300, button="left", clickCount=1)
    tab.call("Input.dispatchMouseEvent", type="mouseMoved", x=450, y=300, button="left", buttons=1)
    tab.call("Input.dispatchMouseEvent", type="mouseReleased", x=450, y=300, button="left", clickCount=1)
    assert settled(tab, "view.x") == pytest.approx(nearer["x"] + 50, abs=1)
    assert settled(tab, OVERLAPS) == []


@needs_browser
@pytest.mark.parametrize("width", [1400, 800])
def test_nothing_in_a_timeline_overlaps(show: Open, large: Picture, width: int) -> None:
    tab = show(timeline_page(large), width)
    overlaps = """(() => {
      const boxes = [...document.querySelectorAll('.moment, .lane-name')].map((one) => one.getBoundingClientRect());
      const hit = (a, b) => a.left + 1 < b.right && b.left + 1 < a.right
        && a.top + 1 < b.bottom && b.top + 1 < a.bottom;
      return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => hit(a, b))).length;
    })()"""
    assert settled(tab, "document.querySelectorAll('.moment').length") == 400
    assert settled(tab, overlaps) == 0
    tab.evaluate("void picture.zoom(3)")
    assert settled(tab, overlaps) == 0


@needs_browser
@pytest.mark.parametrize("width", [1400, 800])
def test_the_years_stay_in_sight_while_a_long_timeline_scrolls(show: Open, large: Picture, width: int) -> None:
    tab = show(timeline_page(large), width)
    below = """(() => {
      const [years, view] = [document.querySelector('.axis text'), box].map((one) => one.getBoundingClientRect());
      return years.top - view.top;
    })()"""
    before = settled(tab, below)
    tab.evaluate("void (box.scrollTop = box.scrollHeight)")
    assert settled(tab, "box.scrollTop") > 1000
    assert settled(tab, below) == before
    assert 0 <= before < 28
    grid = "document.querySelector('g.axis line').getBoundingClientRect().left"
    years = "document.querySelector('svg.axis line').getBoundingClientRect().left"
    tab.evaluate("void picture.zoom(3)")
    tab.evaluate("void (box.scrollLeft = 300)")
    assert settled(tab, grid) == settled(tab, years)


@needs_browser
@pytest.mark.parametrize("make", [graph_page, world_page, timeline_page])
def test_a_png_has_the_size_asked_for_and_leaves_nothing_behind(
    small: Picture, make: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    picture = png(make(small), 700, 500)
    assert picture.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">II", picture[16:24]) == (700, 500)
    assert len(picture) > 5000
    assert list(tmp_path.iterdir()) == []


@needs_browser
def test_a_page_that_is_never_drawn_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(HandelsgraphError, match="took too long"):
        png("<!DOCTYPE html><body>", seconds=8)
    assert list(tmp_path.iterdir()) == []


def test_without_a_browser_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(HandelsgraphError, match="no browser") as caught:
        find_browser()
    assert "install Chromium" in str(caught.value.remedy)


@pytest.mark.parametrize(
    ("program", "told"), [("#!/bin/sh\nexit 1\n", "the browser ended"), ("\x7fELF", "cannot be run: Exec format")]
)
def test_a_browser_that_does_not_run_is_told(
    program: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text(program)
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(HandelsgraphError, match=told):
        png(json.dumps("page"), seconds=30)


_CLOSED_AFTER_FORK = """
import os
os.dup2(os.open(os.devnull, os.O_RDONLY), 3)
os.register_at_fork(after_in_child=lambda: os.close(3))
from handelsgraph.pictures import png
print(png("<body data-drawn='1'></body>", 400, 300)[1:4])
"""


@needs_browser
def test_a_descriptor_that_its_owner_closes_after_a_fork_is_no_trouble() -> None:
    done = subprocess.run([sys.executable, "-c", _CLOSED_AFTER_FORK], capture_output=True, text=True, timeout=200)
    assert done.stdout.strip() == "b'PNG'", done.stderr
