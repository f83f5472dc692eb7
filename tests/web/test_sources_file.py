from __future__ import annotations

import re
from pathlib import Path

import pytest

from handelsgraph.errors import InputError
from handelsgraph.web import load_sources, read_sources
from handelsgraph.web.check import check_sources
from handelsgraph.web.toml_lines import TomlLines

SEEDS = Path(__file__).parents[2] / "seeds" / "sources.toml"
FAULTY = """\
# nothing here is right
[defaults]
schedule = "often"
colour = "red"

[[source]]
name = "Kammer Cottbus"
kind = "feed"
url = "ftp://www.example.org/feed"

[[source]]
name = "agency"
kind = "feeed"
url = "https://www.example.org/feed"

[[source]]
name = "single"
kind = "pages"
urls = [
    "https://www.example.org/a",
    "www.example.org/b",
]
language = "en"

[[source]]
name = "single"
kind = "sitemap"
limits = { articles = 0, dely = 2 }

[[source]]
url = "https://user:secret@www.example.org/feed"

[[source]]
name = "last"
kind = "feed"
url = "https://www.example.org/feed"
schedule = "61 * * * *"

[source.limits]
size = "big"
private_networks = ["10.0.0.0/33"]
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    _, problems = read_sources(written(tmp_path, FAULTY))
    told = [f"{problem.line}: {problem}" for problem in problems]
    assert told == [
        "3: defaults: schedule: 'often' is neither an interval such as 6h nor five cron fields such as 0 6 * * 1-5",
        "4: defaults: unknown key 'colour': known are region, language, schedule, limits",
        "7: source 'Kammer Cottbus': name: only small letters, digits, '-', '_' and '.', at most 60",
        "9: source 'Kammer Cottbus': url: 'ftp://www.example.org/feed' is not a http or https address",
        "11: source 'agency': kind: 'feeed' is none of files, pages, feed, sitemap",
        "19: source 'single': urls.1: 'www.example.org/b' is not a http or https address",
        "23: source 'single': language: 'en' is none of 'de', 'de-DE', 'de-AT', 'de-CH', 'de-LI', 'de-LU'",
        "25: source 'single': 'url' is missing",
        "26: source 'single': name: the source in line 17 has this name, too",
        "28: source 'single': limits.articles: 0: should be greater than or equal to 1",
        "28: source 'single': unknown key 'dely': did you mean 'delay'?",
        "30: source 5: 'kind' is missing: one of files, pages, feed, sitemap",
        "37: source 'last': schedule: '61 * * * *' is no cron schedule: bad minute",
        "40: source 'last': limits.size: 'big' must be a whole number",
        "41: source 'last': limits.private_networks.0: '10.0.0.0/33' is no network such as 192.168.7.0/24",
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ('[[source]]\nname = "a\n', 2, "not TOML: Illegal character '\\n'"),
        ("[[source]]\nname = [1,\n2\n", 3, "not TOML: Unclosed array"),
        ('[[source]]\nname = "a"\nname = "b"\n', 3, "not TOML: Cannot overwrite a value"),
        ('[source]\nname = "a"\n', 1, "source: each source is a table of its own, with [[source]] above it"),
        ("sources = []\n", 1, "unknown key 'sources': did you mean 'source'?"),
    ],
)
def test_a_file_that_is_no_sources_file(tmp_path: Path, text: str, line: int, message: str) -> None:
    _, problems = read_sources(written(tmp_path, text))
    assert [(problem.line, problem.message) for problem in problems] == [(line, message)]


def test_defaults_hold_where_a_source_says_nothing(tmp_path: Path) -> None:
    text = (
        '[defaults]\nschedule = "6h"\nregion = "Sachsen"\n[defaults.limits]\ndelay = 7\narticles = 9\n'
        '[[source]]\nname = "a"\nkind = "feed"\nurl = "https://a.example/"\nlimits = { articles = 5 }\n'
        '[[source]]\nname = "b"\nkind = "feed"\nurl = "https://b.example/"\nschedule = "1d"\nenabled = false\n'
    )
    (only,) = load_sources(written(tmp_path, text))  # what is not enabled is not loaded
    assert (only.name, only.schedule, only.region) == ("a", "6h", "Sachsen")
    assert (only.limits.delay, only.limits.articles, only.limits.attempts) == (7, 5, 3)
    sources, _ = read_sources(written(tmp_path, text))
    assert sources[1].schedule == "1d"


def test_loading_a_faulty_file_names_the_first_fault_and_the_way_to_all(tmp_path: Path) -> None:
    path = written(tmp_path, FAULTY)
    with pytest.raises(InputError, match=r"sources\.toml:3: .*\(and 14 more\)") as raised:
        load_sources(path)
    assert raised.value.remedy == f"see: handelsgraph sources check {path}"


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"name = '\xe4'"])
def test_a_file_that_is_no_text(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "sources.toml"
    path.write_bytes(data)
    with pytest.raises(InputError, match="not UTF-8"):
        read_sources(path)


def test_paths_that_lead_nowhere_and_unknown_regions_are_told(tmp_path: Path) -> None:
    text = (
        '[[source]]\nname = "a"\nkind = "files"\npaths = ["press", "*.html"]\nregion = "Brandenburg"\n'
        '[[source]]\nname = "b"\nkind = "files"\npaths = ["."]\nregion = "Nirgendwo am Nichts"\n'
    )
    _, problems = check_sources(written(tmp_path, text))
    assert [problem.line for problem in problems] == [4, 10]
    assert "nothing is at" in problems[0].message
    assert "no Land, Landkreis, city or country" in problems[1].message


def test_paths_and_regions_are_told_with_all_that_is_wrong_besides(tmp_path: Path) -> None:
    text = (
        '[defaults]\nregion = "Nirgendland"\ncolour = "red"\n'
        '[[source]]\nname = "a"\nkind = "feed"\nregion = "Nirgendwo am Nichts"\n'
        '[[source]]\nkind = "files"\npaths = ["press"]\nregion = 3\n'
        '[[source]]\nname = "c"\nkind = "files"\npaths = ["archive", ""]\n'
        '[[source]]\nname = "d"\nkind = "files"\npaths = ["press"]\nenabled = false\n'
        '[[source]]\nname = "e"\nkind = "files"\npaths = ["."]\n'
    )
    _, problems = check_sources(written(tmp_path, text))
    assert [(problem.line, problem.where, problem.message.partition(":")[0]) for problem in problems] == [
        (2, "defaults", "region"),
        (3, "defaults", "unknown key 'colour'"),
        (4, "source 'a'", "'url' is missing"),
        (7, "source 'a'", "region"),
        (8, "source 2", "'name' is missing"),
        (10, "source 2", "paths"),
        (11, "source 2", "region"),
        (15, "source 'c'", "paths"),
    ]


def test_the_example_is_right_and_shows_every_kind_and_limit() -> None:
    sources, problems = check_sources(SEEDS)
    assert problems == []
    assert {source.kind for source in sources} == {"files", "pages", "feed", "sitemap"}
    assert [source.name for source in sources if source.enabled] == ["seeds"]
    shown = set(re.findall(r"^(\w+) = ", SEEDS.read_text(encoding="utf-8"), re.MULTILINE))
    limits = type(sources[0].limits)
    assert set(limits.model_fields) <= shown
    assert sources[0].limits == limits()  # the values shown are the ones that hold anyway


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ("a = 1\n\nb = 2\n", ("b",), 3),
        ("[t]\nx = '''\nlong\n[no]\n'''\ny = 1\n", ("t", "y"), 6),
        ("[[s]]\na = 1\n[s.deep]\nb = 1\n[[s]]\n[s.deep]\nb = 2\n", ("s", 1, "deep", "b"), 7),
        ("x = [\n1,\n# note\n2]\n[t]\n", ("x", 1), 1),
        ("[a.b]\nc.d = { e = 1 }\n", ("a", "b", "c", "d", "e"), 2),
        ("a = 1\n", ("nowhere", 3), 1),
    ],
)
def test_lines_of_values(text: str, path: tuple[str | int, ...], line: int) -> None:
    assert TomlLines(text).line(path) == line
