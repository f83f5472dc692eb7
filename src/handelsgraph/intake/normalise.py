r"""The form in which text is stored. Offsets all over the project count characters of exactly this form.

- Unicode NFC; "\n" is the only line break (CRLF, CR, form feed, NEL, U+2028 and U+2029 become one).
- Every kind of blank (no-break, thin, figure ...) is an ordinary space; tabs stay.
- Removed, because they are invisible and would split names: soft hyphens, zero-width spaces, word joiners, byte order
  marks, directional marks, NUL and other control characters.
- Lone surrogates become U+FFFD, so that the text can be written as UTF-8.
Nothing else changes: no trimming, no joining of lines or hyphenated words.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_MAX_LINE = 500


def normalise(text: str) -> str:
    """Return the text as it is stored."""
    text = _LINE_BREAK.sub("\n", text)
    text = _BLANK.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _SURROGATE.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def single_line(text: str | None) -> str | None:
    """Return a title or a name normalised, on one line and of bounded length; None if nothing is left."""
    if text is None:
        return None
    return _SPACE.sub(" ", normalise(text)).strip()[:_MAX_LINE].strip() or None
