"""Pages that go wrong in the ways pages do, for the portal: `add_all(portal)` gives their addresses by name."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import brotli
from backports import zstd
from portal import GERMAN, Handler, Portal, page

TITLE = "Delegation aus Brandenburg in Tianjin"
HTML = page(TITLE, GERMAN)
TEASER = GERMAN.split("\n\n", maxsplit=1)[0]
NOT_FREE = '{"@graph": [{"@type": "NewsArticle", "isAccessibleForFree": "False"}]}'
SCRIPTS = (
    '<html><head><title>Portal</title><script src="/app.js"></script></head><body><div id="root"></div>'
    "<noscript>Bitte aktivieren Sie JavaScript.</noscript></body></html>"
)
SOFT_404 = (
    "<html><head><title>Seite nicht gefunden - Portal</title></head><body><nav>Start</nav><h1>404</h1><p>"
    + "Die Seite, die Sie suchen, ist nicht mehr da. " * 8
    + "</p></body></html>"
)
ENGLISH = (
    "A delegation from Brandenburg visited the city of Tianjin last week. The company from Köthen signed an agreement "
    "on the delivery of pumps there, and the chamber of commerce has prepared the trip. The managing director said "
    "that the company has been active in the region for many years and that it will open an office there in the autumn."
)


def add_all(portal: Portal) -> dict[str, str]:
    """Add every odd page to the portal and return the addresses by name."""
    portal.robots = "User-agent: *\nDisallow: /odd/forbidden\n"
    return {name: portal.route(f"/odd/{name}", respond) for name, respond in _pages().items()}


def _pages() -> dict[str, object]:
    def html(body: str, kind: str = "text/html; charset=utf-8", **headers: str) -> object:
        return lambda h: h.send(200, body.encode(), kind, **headers)

    def raw(body: bytes, kind: str = "text/html", **headers: str) -> object:
        return lambda h: h.send(200, body, kind, **headers)

    def encoded(body: bytes, encoding: str) -> object:
        return raw(body, "text/html; charset=utf-8", Content_Encoding=encoding)

    return {
        "gzip": encoded(gzip.compress(HTML.encode()), "gzip"),
        "deflate": encoded(zlib.compress(HTML.encode()), "deflate"),
        "raw-deflate": encoded(zlib.compress(HTML.encode(), wbits=-15), "deflate"),
        "brotli": encoded(brotli.compress(HTML.encode()), "br"),
        "zstd": encoded(zstd.compress(HTML.encode()), "zstd"),
        "gzip-bomb": encoded(gzip.compress(b"\0" * 50_000_000), "gzip"),
        "brotli-bomb": encoded(brotli.compress(b"\0" * 50_000_000, quality=5), "br"),
        "zstd-bomb": encoded(zstd.compress(b"\0" * 50_000_000), "zstd"),
        "gzip-twice": encoded(gzip.compress(gzip.compress(HTML.encode())), "gzip, gzip"),
        "gzip-cut": encoded(gzip.compress(HTML.encode())[:-40], "gzip"),
        "gzip-damaged": encoded(b"this is no gzip data", "gzip"),
        "endless": _endless,
        "slow": _slow,
        "slow-header": _slow_header,
        "silent": lambda h: h.owner.closing.wait(5),
        "cut-off": _cut_off,
        "not-http": _not_http,
        "loop": lambda h: h.redirect("/odd/loop-2"),
        "loop-2": lambda h: h.redirect("/odd/loop"),
        "many": lambda h: h.redirect("/odd/many?" + "x" * (h.path.count("x") + 1)),
        "moved": lambda h: h.redirect("/odd/gzip", 301),
        "for-now": lambda h: h.redirect("/odd/gzip", 302),
        "home": lambda h: h.redirect("/"),
        "to-file": lambda h: h.redirect("file:///etc/passwd"),
        "to-private": lambda h: h.redirect(f"http://127.0.0.2:{h.owner.port}/presse/adler"),
        "to-metadata": lambda h: h.redirect("http://169.254.169.254/latest/"),
        "nowhere": lambda h: h.send(302, b""),
        "windows": raw(HTML.replace('<meta charset="utf-8">', "").encode("cp1252"), "text/html; charset=utf-8"),
        "meta-only": raw(HTML.replace('"utf-8"', '"iso-8859-1"').encode("cp1252"), "text/html"),
        "wrong-meta": raw(HTML.replace('"utf-8"', '"iso-8859-1"').encode(), "text/html"),
        "broken": html(HTML.replace("</p>", "").replace("</h1>", "</h2></div>").replace("</main>", "<b></table>")),
        "deep": html("<div>" * 3000 + HTML),
        "no-type": lambda h: h.send(200, HTML.encode(), ""),
        "text": raw(f"{TITLE}\n\n{GERMAN}\n".encode("cp1252"), "text/plain"),
        "picture": raw(b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "image/png"),
        "pdf": raw(pdf(TITLE, GERMAN), "application/pdf"),
        "pdf-unnamed": raw(pdf(TITLE, GERMAN), "application/octet-stream"),
        "pdf-scan": raw(pdf("", ""), "application/pdf"),
        "pdf-broken": raw(b"%PDF-1.4\n1 0 obj << /Type /Catalog", "application/pdf"),
        "forbidden": html(HTML),
        "denied": lambda h: h.send(403, b"no"),
        "payment": lambda h: h.send(402, b"pay"),
        "teapot": lambda h: h.send(418, b"no"),
        "consent": html(CONSENT),
        "paywall": html(page(TITLE, f"{TEASER} …\n\nLesen Sie weiter mit unserem Angebot. Sie haben bereits ein Abo?")),
        "paywall-said": html(page(TITLE, GERMAN, head=f'<script type="application/ld+json">{NOT_FREE}</script>')),
        "paywall-marked": html(page(TITLE, TEASER, below='<p class="c-paywall__box">Jetzt freischalten</p>')),
        "scripts": html(SCRIPTS),
        "english": html(page("Delegation in Tianjin", ENGLISH).replace('lang="de"', 'lang="en"')),
        "soft-404": html(SOFT_404),
        "short": html(page(TITLE, "Die Meldung folgt.")),
        "empty": html(""),
        "other-site": html(page(TITLE, GERMAN, head='<link rel="canonical" href="https://www.ihk.example/presse/1">')),
        "canonical": html(page(TITLE, GERMAN, head='<link rel="canonical" href="/presse/delegation?utm_source=x">')),
        "overview": html(page(TITLE, GERMAN, head='<link rel="canonical" href="/odd">')),
        "busy": lambda h: h.send(429, b"wait", Retry_After="120"),
        "down": lambda h: h.send(503, b"down"),
        "flaky": _Flaky(2),
        "wait-briefly": _Flaky(1, Retry_After="1"),
    }  # fmt: skip


class _Flaky:
    """Fails some times, then works."""

    def __init__(self, failures: int, **headers: str) -> None:
        self.left = failures
        self.headers = headers

    def __call__(self, handler: Handler) -> None:
        self.left -= 1
        if self.left >= 0:
            handler.send(503 if self.headers else 500, b"an error", **self.headers)
        else:
            handler.send(200, HTML.encode())


def _endless(handler: Handler) -> None:
    handler.begin(200, Connection="close")
    handler.close_connection = True
    while not handler.owner.closing.is_set():
        handler.wfile.write(b"<p>Noch ein Absatz.</p>" * 1000)


def _slow(handler: Handler) -> None:
    handler.begin(200, Connection="close")
    handler.close_connection = True
    _trickle(handler, HTML.encode() * 50)


def _slow_header(handler: Handler) -> None:
    handler.close_connection = True
    _trickle(handler, b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 50_000)


def _trickle(handler: Handler, data: bytes) -> None:
    for i in range(len(data)):
        if handler.owner.closing.wait(0.05):
            return
        handler.wfile.write(data[i : i + 1])
        handler.wfile.flush()


def _cut_off(handler: Handler) -> None:
    handler.begin(200, Content_Length=str(len(HTML.encode()) + 1000))
    handler.wfile.write(HTML.encode())
    handler.close_connection = True


def _not_http(handler: Handler) -> None:
    handler.wfile.write(b"220 mail.example ESMTP\r\n")
    handler.close_connection = True


CONSENT = page(
    "Ihre Privatsphäre ist uns wichtig",
    "Wir und unsere Partner möchten Informationen auf Ihrem Gerät speichern und personalisierte Werbung zeigen. Dafür "
    "brauchen wir Ihre Einwilligung, die Sie jederzeit in den Datenschutzeinstellungen ändern können.\n\n"
    "Mit Werbung weiterlesen: Alle akzeptieren. Oder werbefrei lesen für 4,99 Euro im Monat.",
)


def pdf(title: str, text: str) -> bytes:
    """Return a one-page PDF with this text in a standard font, words hyphenated at line ends."""
    lines = [title, "", *_wrapped(text)]
    shown = " ".join(f"({line.replace(chr(40), ' ').replace(chr(41), ' ')}) Tj T*" for line in lines)
    stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /CreationDate (D:20240503120000) /Title (Microsoft Word - note.docx) >>",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer << /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(out))
    )


def _wrapped(text: str) -> list[str]:
    lines = []
    for paragraph in text.split("\n\n"):
        words, line = paragraph.replace("Vereinbarung", "Verein- barung").split(" "), ""
        for word in words:
            line = f"{line} {word}".strip()
            if len(line) > 70 or word.endswith("-"):
                lines.append(line)
                line = ""
        lines += [line, ""]
    return lines


def write_pdf(path: Path) -> Path:
    """Write the press note to a file."""
    path.write_bytes(pdf(TITLE, GERMAN))
    return path
