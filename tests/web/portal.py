"""A small press portal on a real socket, for tests: it publishes, edits and withdraws articles, and can misbehave.

    with Portal() as portal:
        portal.publish("adler", "Adler trifft Bussard", TEXT, "2024-05-01")
        portal.source()                       # a validated feed source for it, without pauses
        portal.edit("adler", OTHER_TEXT); portal.withdraw("adler"); portal.drop_from_feed("adler")
        portal.outage = 503                   # or "drop": connections are closed without an answer; None: all is well
        portal.error_page = True              # every article is the error page now, with status 200
        portal.requests                       # what was asked, in order
        portal.route("/odd", handler)         # handler(request: Handler) -> None

The pages that misbehave are in odd_pages.py.
"""

from __future__ import annotations

import hashlib
import html
import json
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

from handelsgraph.web.source import FeedSource, FilesSource, PagesSource, SitemapSource, SourcesFile

GERMAN = (
    "Eine Delegation aus Brandenburg hat in der vergangenen Woche die Stadt Tianjin besucht. Die Müller & Söhne GmbH "
    "aus Köthen unterzeichnete dort eine Vereinbarung über die Lieferung von Pumpen.\n\n"
    "Der Geschäftsführer sagte, dass die Firma seit Jahren in der Region tätig ist und nun auch ein Büro eröffnen "
    "will. Die Kammer hat die Reise vorbereitet und begleitet; im Herbst wird eine zweite Reise folgen."
)
FAST = {
    "delay": 0.0,
    "backoff": 0.01,
    "timeout": 3.0,
    "silence": 1.0,
    "private_networks": ["127.0.0.1/32"],
    "revisit": "0s",
}
ERROR_PAGE = (
    "<html><head><title>Fehler</title></head><body><h1>Es ist ein Fehler aufgetreten</h1>"
    "<p>Bitte versuchen Sie es später noch einmal.</p></body></html>"
)

Respond = Callable[["Handler"], None]


@dataclass
class Story:
    """An article of the portal. `gone` is the status with which it is answered once withdrawn."""

    slug: str
    title: str
    text: str
    date: str
    listed: bool = True
    gone: int | None = None
    version: int = 1


@dataclass
class Request:
    """What was asked. `begun` and `ended` are monotonic times."""

    path: str
    headers: dict[str, str]
    begun: float
    status: int | None = None
    ended: float | None = None


@dataclass
class Portal:
    """The portal. Use it as a context; every method may be called while it runs."""

    stories: dict[str, Story] = field(default_factory=dict)
    robots: str = ""
    outage: int | str | None = None
    error_page: bool = False
    conditional: bool = True
    requests: list[Request] = field(default_factory=list)
    tls: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        self._routes: dict[str, Respond] = {}
        self.closing = threading.Event()
        self.lock = threading.Lock()

    def __enter__(self) -> Portal:
        portal = self

        class Bound(Handler):
            owner = portal

        self._server = _Server(("127.0.0.1", 0), Bound)
        self.port: int = self._server.server_address[1]
        if self.tls is not None:
            self._server.socket = self.tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    # what is published

    def publish(
        self, slug: str, title: str, text: str = GERMAN, date: str = "2024-05-01", *, listed: bool = True
    ) -> str:
        """Publish an article and return its address."""
        with self.lock:
            self.stories[slug] = Story(slug, title, text, date, listed)
        return self.url(f"/presse/{slug}")

    def edit(self, slug: str, text: str, title: str | None = None) -> None:
        """Change an article's text."""
        with self.lock:
            story = self.stories[slug]
            story.text, story.title, story.version = text, title or story.title, story.version + 1

    def withdraw(self, slug: str, status: int = 404) -> None:
        """Take an article back: from the feed, and its page answers with `status`."""
        with self.lock:
            self.stories[slug].gone = status
            self.stories[slug].listed = False

    def drop_from_feed(self, slug: str) -> None:
        """Let an article leave the feed; its page stays."""
        with self.lock:
            self.stories[slug].listed = False

    def route(self, path: str, respond: Respond) -> str:
        """Answer a path by a function of one's own and return its address."""
        self._routes[path] = respond
        return self.url(path)

    # how it is reached

    def url(self, path: str = "/") -> str:
        """Return the address of a path."""
        return f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}{path}"

    def source(self, kind: str = "feed", **values: Any) -> FeedSource | PagesSource | SitemapSource | FilesSource:
        """Return a source for the portal, without pauses; `limits` are merged with FAST."""
        where = {"feed": "/feed.xml", "sitemap": "/sitemap.xml"}
        entry = {"name": "portal", "kind": kind, **values}
        entry["limits"] = FAST | entry.get("limits", {})
        if kind in where:
            entry.setdefault("url", self.url(where[kind]))
        return SourcesFile.model_validate({"source": [entry]}).sources()[0]

    def asked(self, path: str) -> list[Request]:
        """Return the requests for a path."""
        with self.lock:
            return [request for request in self.requests if request.path == path]

    # what it says

    def respond(self, handler: Handler) -> None:
        """Answer one request."""
        path = handler.path.partition("?")[0]
        if path in self._routes:
            self._routes[path](handler)
        elif path == "/robots.txt":
            handler.send(200 if self.robots else 404, self.robots.encode(), "text/plain")
        elif isinstance(self.outage, int):
            handler.send(self.outage, b"out of order")
        elif self.outage == "drop":
            handler.close_connection = True
        else:
            self._content(handler, path)

    def _content(self, handler: Handler, path: str) -> None:
        with self.lock:
            listed = [story for story in self.stories.values() if story.listed]
            story = self.stories.get(path.removeprefix("/presse/"))
        makers = {
            "/": (self._front, "text/html; charset=utf-8"),
            "/feed.xml": (self._rss, "application/rss+xml"),
            "/atom.xml": (self._atom, "application/atom+xml"),
            "/feed.json": (self._json, "application/feed+json"),
            "/sitemap.xml": (self._sitemap, "application/xml"),
        }
        if path in makers:
            make, kind = makers[path]
            handler.send_unless_known(make(listed).encode(), kind)
        elif story is None or story.gone:
            handler.send(story.gone if story and story.gone else 404, b"<h1>Nicht gefunden</h1>")
        elif self.error_page:
            handler.send(200, ERROR_PAGE.encode())
        else:
            handler.send_unless_known(page(story.title, story.text, story.date).encode())

    def _front(self, listed: list[Story]) -> str:
        links = "".join(f'<a href="/presse/{s.slug}">{html.escape(s.title)}</a>' for s in listed)
        return (
            '<html><head><title>Portal</title><link rel="alternate" type="application/rss+xml" title="Kommentare" '
            'href="/comments.xml"><link rel="alternate" type="application/rss+xml" title="Presse" href="/feed.xml">'
            f"</head><body>{links}</body></html>"
        )

    def _rss(self, listed: list[Story]) -> str:
        items = "".join(
            f"<item><title>{html.escape(s.title)}</title><link>{self.url('/presse/' + s.slug)}</link>"
            f"<pubDate>{_rfc(s.date, s.version)}</pubDate></item>"
            for s in listed
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Portal</title>{items}</channel></rss>'

    def _atom(self, listed: list[Story]) -> str:
        entries = "".join(
            f'<entry><title>{html.escape(s.title)}</title><link href="/presse/{s.slug}"/><id>urn:{s.slug}</id>'
            f"<published>{s.date}T08:00:00Z</published><updated>{s.date}T08:00:0{s.version % 10}Z</updated></entry>"
            for s in listed
        )
        return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Portal</title>{entries}</feed>'

    def _json(self, listed: list[Story]) -> str:
        items = [
            {
                "id": s.slug,
                "url": self.url(f"/presse/{s.slug}"),
                "title": s.title,
                "date_published": f"{s.date}T08:00:00Z",
            }
            for s in listed
        ]
        return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Portal", "items": items})

    def _sitemap(self, listed: list[Story]) -> str:
        urls = "".join(
            f"<url><loc>{self.url('/presse/' + s.slug)}</loc><lastmod>{s.date}</lastmod></url>" for s in listed
        )
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing of clients that hang up: they are meant to."""


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    owner: Portal

    def do_GET(self) -> None:
        request = Request(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic())
        with self.owner.lock:
            self.owner.requests.append(request)
        self.request_record = request
        try:
            self.owner.respond(self)
        except (BrokenPipeError, ConnectionError):
            self.close_connection = True
        finally:
            request.ended = time.monotonic()

    def send(self, status: int, body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        """Send a whole answer. Underscores in the names of headers stand for hyphens."""
        self.begin(status, kind, Content_Length=str(len(body)), **headers)
        self.wfile.write(body)

    def begin(self, status: int, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        """Send status and headers."""
        self.request_record.status = status
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def send_unless_known(self, body: bytes, kind: str = "text/html; charset=utf-8") -> None:
        """Send a body with its ETag, or 304 if that is known."""
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.owner.conditional and self.headers.get("If-None-Match") == etag:
            self.begin(304, "", ETag=etag)
        else:
            self.send(200, body, kind, **({"ETag": etag} if self.owner.conditional else {}))

    def redirect(self, to: str, status: int = 302) -> None:
        """Send a redirect."""
        self.send(status, b"", Location=to)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def page(title: str, text: str, date: str = "2024-05-01", head: str = "", below: str = "") -> str:
    """Return a page with navigation, an article and a footer."""
    paragraphs = "".join(f"<p>{html.escape(part)}</p>" for part in text.split("\n\n"))
    return (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f'<meta property="article:published_time" content="{date}T08:00:00+02:00">{head}</head><body>'
        '<nav><a href="/">Start</a> <a href="/presse">Presse</a> <a href="/abo">Abo</a></nav>'
        f"<main><article><h1>{html.escape(title)}</h1>{paragraphs}{below}</article></main>"
        "<footer>Impressum Datenschutz Kontakt</footer></body></html>"
    )


def _rfc(date: str, version: int) -> str:
    return format_datetime(datetime.fromisoformat(date).replace(hour=8, tzinfo=UTC) + timedelta(seconds=version))
