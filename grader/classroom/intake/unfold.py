"""A compressed tar, unfolded into a bounded file before anything looks into it."""

from __future__ import annotations

import bz2
import contextlib
import lzma
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from grader.classroom.intake.rules import MIB, Limits, Refused

CHUNK = 1 << 16


@contextlib.contextmanager
def unfolded(packed: IO[bytes], most: int, limits: Limits, scratch: Path | None) -> Iterator[IO[bytes]]:
    """The plain tar in `packed`, in a file of its own that is gone afterwards; itself, where it is not compressed.

    Raises:
        Refused: it unfolds to over `most` bytes, to over the ratio of `limits`, or ends in the middle.
    """
    head = packed.read(6)
    packed.seek(0)
    start = _decompressor(head)
    if start is None:
        yield packed
        return
    size = os.fstat(packed.fileno()).st_size
    with tempfile.TemporaryFile(dir=scratch) as plain:
        _unfold(packed, plain, start, min(most, size * limits.ratio + 4 * MIB))
        plain.seek(0)
        yield cast("IO[bytes]", plain)


def _decompressor(head: bytes) -> Callable[[], Any] | None:
    if head[:2] == b"\x1f\x8b":
        return _Gzip
    if head[:3] == b"BZh":
        return bz2.BZ2Decompressor
    if head == b"\xfd7zXZ\x00":
        return lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=128 * MIB)
    return None


class _Gzip:
    """zlib's decompressor in the manner of the other two."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(31)
        self._waiting = b""
        self._full = False

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._waiting and not self._full

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out = self._inner.decompress(self._waiting + data, max_length)
        self._waiting, self._full = self._inner.unconsumed_tail, len(out) == max_length
        return out


def _unfold(packed: IO[bytes], plain: IO[bytes], start: Callable[[], Any], most: int) -> None:
    """Decompress, also several streams one after the other; zeros after the last are padding."""
    written, waiting = 0, b""
    engine = start()
    while True:
        data = (waiting or packed.read(CHUNK)) if engine.needs_input else b""
        if engine.needs_input and not data:
            raise Refused("the archive is damaged: it ends in the middle")
        waiting = b""
        out = engine.decompress(data, CHUNK)
        written += len(out)
        if written > most:
            raise Refused(f"it unfolds to over {most // MIB} MiB")
        plain.write(out)
        if engine.eof:
            waiting = engine.unused_data.lstrip(b"\0") or packed.read(CHUNK).lstrip(b"\0")
            if not waiting:
                return
            engine = start()
