"""What the loopback server has to show: pages by path, the Browser's own straight out of its jar."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_FOLDER = "browser/"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".eot": "application/vnd.ms-fontobject",
    ".grass": "text/plain; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mp4": "video/mp4",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
"""Own table: what the platform thinks of .js differs, and a wrong type is refused by the Browser."""


@dataclass(frozen=True, slots=True)
class Page:
    """Something to serve. `lasting` pages never change under their path."""

    content: bytes
    type: str
    lasting: bool = False


class Site:
    """All pages: `own` ones by path ("/guide.html"), and under /browser/ those of the jar.

    A path is looked up as it stands among the names that exist, so no path leads anywhere else.
    """

    def __init__(self, jar: Path, own: Mapping[str, bytes]) -> None:
        self._jar = zipfile.ZipFile(jar)
        self._files = {
            f"/{name}": name
            for name in self._jar.namelist()
            if name.startswith(_FOLDER) and not name.endswith("/") and ".." not in name.split("/")
        }
        self._own = {path: Page(content, content_type(path)) for path, content in own.items()}

    def add(self, path: str, content: bytes) -> None:
        """Add a page of one's own."""
        self._own[path] = Page(content, content_type(path))

    def page(self, path: str) -> Page | None:
        """Return the page at a path without its query, or None."""
        if path == "/browser/":
            path = "/browser/index.html"
        if path in self._own:
            return self._own[path]
        name = self._files.get(path)
        return Page(self._jar.read(name), content_type(path), lasting=True) if name else None

    def close(self) -> None:
        """Close the jar."""
        self._jar.close()


def content_type(path: str) -> str:
    """Return the media type of what a path names."""
    if path.endswith("/"):
        return _TYPES[".html"]
    return _TYPES.get(Path(path).suffix.lower(), "application/octet-stream")
