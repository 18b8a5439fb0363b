"""Text that people write and save: which encoding it is in, or in words how to save it otherwise.

Every file that a person edits or exports is read here: UTF-8 with and without a byte-order mark, UTF-16 with one, any
ends of lines. Nothing is guessed: an old Windows encoding gives other letters, and nobody would see it.
"""

from __future__ import annotations

import codecs
from pathlib import Path

MOST = 64 << 20

_WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Unreadable(ValueError):
    """No text that can be read: what was expected, what was found and what mends it, and the line where it is known."""

    def __init__(self, expected: str, found: str, next: str = "", line: int | None = None) -> None:
        self.expected, self.found, self.next, self.line = expected, found, next, line
        super().__init__(f"{expected}: {found}")


def decode(data: bytes) -> str:
    """The text, without its mark; ends of lines are ``\\n``.

    Raises:
        Unreadable: with the line of the first byte that is wrong.
    """
    name = next((name for mark, name in _WIDE if data.startswith(mark)), "utf-8-sig")
    if name == "utf-8-sig" and b"\0" in data[:4096]:
        raise Unreadable("is text in UTF-8", "bytes of zero, as in UTF-16 without its mark or in no text at all", "save it as UTF-8")
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        if name != "utf-8-sig":
            raise Unreadable(f"is {name.upper()}, as its first bytes say", error.reason, "save it as UTF-8") from None
        found = f"the byte {data[error.start]:#04x}, as older Windows encodings have it"
        raise Unreadable("is UTF-8", found, "save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)", line) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read(path: Path, most: int = MOST) -> str:
    """A file's text.

    Raises:
        Unreadable: it cannot be read, is larger than `most` bytes, or is in no encoding known here.
    """
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise Unreadable("can be read", error.strerror or str(error)) from None
    if len(data) > most:
        raise Unreadable(f"has at most {most >> 20} MiB", "more")
    return decode(data)
