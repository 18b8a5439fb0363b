"""Folders, zips and tars as lists of members, read one by one and never extracted by a library.

Nothing here believes what an archive says of itself: a declared size can only shorten what is read, headers and
directories are read through a cap, and what is compressed as a whole is unfolded into a bounded file first.
"""

from __future__ import annotations

import contextlib
import io
import os
import stat
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from grader.classroom.intake.rules import MIB, NOISE, Limits, Refused, printable
from grader.classroom.intake.unfold import unfolded
from grader.errors import GraderError

_TAR_ENDS = (".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2")
ENDS = (".zip", *_TAR_ENDS)
FOREIGN_ENDS = (".rar", ".7z", ".gz", ".xz", ".bz2", ".zst", ".cab", ".iso", ".lha", ".jar")
_HEADER_CAP = MIB
_ENTRY_CAP = 400_000


@dataclass(frozen=True)
class Member:
    """One entry of a tree.

    Attributes:
        name: as the archive or the folder has it.
        kind: ``file``, ``dir``, or in words what it is instead.
        size: as declared; a hint.
        packed: bytes that it takes in its archive; None where they cannot be told apart.
        open: its bytes, from the start.
        trouble: why it cannot be read, in words.
    """

    name: str
    kind: str
    size: int
    packed: int | None
    open: Callable[[], IO[bytes]]
    trouble: str = ""


def ending(name: str) -> str:
    """The archive ending of a file name, or nothing."""
    lower = name.lower()
    return next((e for e in sorted(ENDS, key=len, reverse=True) if lower.endswith(e)), "")


def stem(name: str) -> str:
    """A file name without its archive ending."""
    return name[: len(name) - len(ending(name))] if ending(name) else name


@contextlib.contextmanager
def opened(
    path: Path, limits: Limits, *, whole_class: bool = False, scratch: Path | None = None
) -> Iterator[list[Member]]:
    """The members of a folder or an archive, readable while the context lasts.

    Args:
        whole_class: an export of many hand-ins, with room for as many.
        scratch: where a compressed tar is unfolded.

    Raises:
        Refused: damaged, too large, or not what its ending says.
    """
    if path.is_dir():
        yield _folder(path)
    elif ending(path.name) == ".zip":
        with (
            _readable(path),
            _plain(path) as file,
            _zip(file, 32 * MIB if whole_class else limits.files * 1024) as members,
        ):
            yield members
    elif ending(path.name):
        most = limits.total if whole_class else limits.bytes + limits.files * 4096
        with (
            _readable(path),
            _plain(path) as packed,
            unfolded(packed, most, limits, scratch) as file,
            _tar(file) as members,
        ):
            yield members
    else:
        raise Refused(f"{printable(path.name)} is no folder, .zip or .tar")


@contextlib.contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Whatever a library stumbles over in an archive refuses it."""
    try:
        yield
    except (GraderError, OSError):
        raise
    except Exception as error:
        raise damaged(path.name, error) from None


def damaged(name: str, error: Exception) -> Refused:
    """The refusal of an archive that cannot be read to its end."""
    return Refused(f"the archive {printable(name)} is damaged: {type(error).__name__}: {printable(str(error), 120)}")


# -- folders ----------------------------------------------------------------------------------------------


def _folder(root: Path) -> list[Member]:
    """The members of a folder. What may not be looked into is a member that says so, and the rest is read all the same."""
    members: list[Member] = []
    waiting = [""]
    while waiting:
        relative = waiting.pop()
        try:
            with os.scandir(root / relative if relative else root) as entries:
                found = sorted(entries, key=lambda e: e.name)
        except OSError as error:
            if not relative:
                raise
            members.append(_closed(relative, error, root))
            continue
        for entry in found:
            if entry.name in NOISE:
                continue
            name = f"{relative}/{entry.name}" if relative else entry.name
            if len(members) >= _ENTRY_CAP:
                raise Refused(f"over {_ENTRY_CAP} entries in {printable(root.name)}")
            try:
                status = entry.stat(follow_symlinks=False)
            except OSError as error:
                members.append(_closed(name, error, root))
                continue
            kind = _kind(status.st_mode)
            if kind == "dir":
                waiting.append(name)
            members.append(Member(name, kind, status.st_size, None, _opener(root / name)))
    return sorted(members, key=lambda m: m.name)


def _closed(name: str, error: OSError, root: Path) -> Member:
    return Member(name, f"closed to the grader: {error.strerror or error}", 0, None, _opener(root / name))


def _opener(path: Path) -> Callable[[], IO[bytes]]:
    def open_it() -> IO[bytes]:
        # Between the look and the opening a file may have become a link or a pipe: neither is followed or waited for.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise Refused(f"{printable(path.name)} is no regular file any more")
        return os.fdopen(handle, "rb")

    return open_it


def _kind(mode: int) -> str:
    if stat.S_ISREG(mode):
        return "file"
    if stat.S_ISDIR(mode):
        return "dir"
    if stat.S_ISLNK(mode):
        return "a symbolic link"
    return "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"


# -- zip --------------------------------------------------------------------------------------------------


class _Capped(io.RawIOBase):
    """A file that gives only so much at once: a header that claims to be huge is refused before it is read."""

    def __init__(self, file: IO[bytes], cap: int) -> None:
        self.file, self.cap = file, cap

    def read(self, size: int | None = -1) -> bytes:
        if size is None or size < 0:
            here = self.file.tell()
            size = self.file.seek(0, os.SEEK_END) - here
            self.file.seek(here)
        if size > self.cap:
            raise Refused(f"its directory or a header of it claims {size} bytes")
        return self.file.read(size)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self.file.seek(offset, whence)

    def tell(self) -> int:
        return self.file.tell()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True


@contextlib.contextmanager
def _plain(path: Path) -> Iterator[IO[bytes]]:
    with _opener(path)() as file:
        yield file


@contextlib.contextmanager
def _zip(file: IO[bytes], directory_cap: int) -> Iterator[list[Member]]:
    capped = _Capped(file, max(directory_cap, 128 * 1024))
    with zipfile.ZipFile(cast("IO[bytes]", capped)) as archive:
        yield [_zip_member(archive, info) for info in archive.infolist()]


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Member:
    mode = info.external_attr >> 16
    kind = "dir" if info.is_dir() or (info.orig_filename.endswith("\\") and not info.file_size) else "file" if not stat.S_IFMT(mode) else _kind(mode)
    trouble = ""
    if info.flag_bits & 0x1:
        trouble = "is encrypted"
    elif info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        trouble = f"is packed by method {info.compress_type}, not by deflate"
    # zipfile cuts a name at its first NUL; the original says what was tried. Without the flag, many write UTF-8 anyway.
    name = info.orig_filename
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return Member(name, kind, info.file_size, info.compress_size, lambda: archive.open(info), trouble)


# -- tar --------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _tar(file: IO[bytes]) -> Iterator[list[Member]]:
    capped = _Capped(file, _HEADER_CAP)
    with tarfile.open(
        fileobj=cast("IO[bytes]", capped), mode="r:", encoding="utf-8", errors="surrogateescape"
    ) as archive:
        members = []
        for info in archive:
            members.append(_tar_member(archive, info))
            if len(members) > _ENTRY_CAP:
                raise Refused(f"over {_ENTRY_CAP} entries")
        yield members


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member:
    kinds = (
        (info.issym(), "a symbolic link"),
        (info.islnk(), "a hard link"),
        (info.isfifo(), "a pipe"),
        (info.isdev(), "a device"),
    )
    kind = next(
        (words for is_it, words in kinds if is_it),
        "dir" if info.isdir() else "file" if info.isreg() else "of an unknown type",
    )
    trouble = (
        "is a sparse file"
        if info.issparse() or info.type == tarfile.GNUTYPE_SPARSE
        else "has a negative size"
        if info.size < 0
        else ""
    )

    def open_it() -> IO[bytes]:
        found = archive.extractfile(info)
        if found is None:
            raise Refused(f"{printable(info.name)} has no content")
        return found

    return Member(info.name, kind, info.size, None, open_it, trouble)
