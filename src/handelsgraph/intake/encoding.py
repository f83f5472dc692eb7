"""Bytes to text: byte order marks, UTF-8, UTF-16 without a mark, and the one-byte encodings German texts come in."""

from __future__ import annotations

import codecs

from handelsgraph.intake.draft import UnreadableError
from handelsgraph.intake.normalise import normalise

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is a prefix of it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "gzip data",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1a\x1b"))
_SAMPLE = 65_536
_ONE_BYTE = ("cp1252", "mac_roman", "cp850")
_EXPECTED = frozenset("äöüÄÖÜßéèêáàâóôíúçñëïå„“”‚‘’–—…»«›‹§°€·•²³½©®\u00a0\u00ad")


def to_text(data: bytes, declared: str | None = None) -> str:
    """Return the normalised text of a file. `declared` is the encoding the content itself names (HTML), if any.

    Raises UnreadableError if it is not text.
    """
    return normalise(decode(data, declared))


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text as it is encoded. Raises UnreadableError if it is not text."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name)
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableError(f"not text: {what}")
    if wide := _wide(data[:_SAMPLE]):
        return _marked(data, wide)
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) / 100:
        raise UnreadableError("not text: binary data")
    # Valid UTF-8 beyond ASCII is never anything else by chance, so it wins over a wrong label.
    for encoding in ("utf-8", declared):
        if encoding and (text := _strict(data, encoding)) is not None:
            return text
    lenient = _lenient_utf8(data)
    return _one_byte(data) if lenient is None else lenient


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (ValueError, LookupError):  # bytes that do not fit, or a name that is no text encoding
        return None


def _marked(data: bytes, encoding: str) -> str:
    text = data.decode(encoding, "replace")
    if text.count("\ufffd") > max(1, len(text) // 100):
        raise UnreadableError(f"damaged {encoding[:6].upper()} text")
    return text


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: nearly every other byte of Latin text is NUL."""
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[0 : 2 * pairs : 2].count(0), sample[1 : 2 * pairs : 2].count(0)
    if odd > 0.5 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.5 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _lenient_utf8(data: bytes) -> str | None:
    """UTF-8, forgiving few broken sequences in a text that is UTF-8 elsewhere (a cut-off end, a pasted byte)."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(character > "\x7f" for character in text) - broken
    return text if broken * 10 <= beyond_ascii else None


def _one_byte(data: bytes) -> str:
    """Choose the encoding under which most letters beyond ASCII are those of German print.

    General detectors guess wrong on short German texts (Windows-1252 "Müller aus Köln" taken for Mac Roman), so they
    are asked only if none of the encodings of German systems fits.
    """
    best, best_share = "", 0.0
    for encoding in _ONE_BYTE:
        text = _strict(data, encoding)
        if text is None:
            continue
        beyond_ascii = [character for character in text[:_SAMPLE] if character > "\x7f"]
        share = sum(character in _EXPECTED for character in beyond_ascii) / max(1, len(beyond_ascii))
        if share > best_share:
            best, best_share = text, share
    if best_share >= 0.8:
        return best
    from charset_normalizer import from_bytes  # slow to import, rarely needed

    guess = from_bytes(data[:_SAMPLE]).best()
    text = _strict(data, guess.encoding) if guess else None
    return text if text is not None else data.decode("cp1252", "replace")
