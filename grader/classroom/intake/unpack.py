"""Write one hand-in's members into a folder of its own, counting what is really written."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from grader.classroom.intake import trees
from grader.classroom.intake.rules import MIB, Limits, Refused, is_noise, parts_of, printable
from grader.classroom.intake.trees import Member
from grader.classroom.intake.unfold import CHUNK

Parts = tuple[str, ...]

_DESK = re.compile(r"^(ch\d\d|app[A-D]|ex\d\d_.*|submission\.json)$")


class Budget:
    """What all hand-ins of an intake may still take."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Refused("the whole intake is over its limit")


class Writer:
    """Files of one hand-in, written under `root`, which is empty and belongs to nobody else."""

    def __init__(self, root: Path, limits: Limits, budget: Budget) -> None:
        self.root, self.limits, self.budget = root, limits, budget
        self.files = self.bytes = self.packed = 0
        self._judged = 0
        self._seen: dict[str, tuple[str, bool]] = {}

    def add(self, parts: Parts, member: Member) -> None:
        """Write one member.

        Raises:
            Refused: it breaks a limit, or its name meets another one.
        """
        self._claim(parts)
        target = self.root.joinpath(*parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        with os.fdopen(handle, "wb") as out:
            os.fchmod(handle, 0o644)  # whatever the umask: a sandbox reads it as somebody else
            self._copy(member, parts, out)

    def spool(self, parts: Parts, member: Member, scratch: Path) -> Path:
        """A nested archive in a file of its own, which counts as written until it is dropped."""
        self.files += 1
        self._too_many()
        handle, name = tempfile.mkstemp(dir=scratch, suffix=trees.ending(parts[-1]))
        with os.fdopen(handle, "wb") as out:
            self._copy(member, parts, out, most=self.limits.bytes)
        return Path(name)

    def drop(self, spooled: Path) -> None:
        """Remove a spooled archive; what it held counts instead of it."""
        size = spooled.stat().st_size
        self.bytes -= size
        self.budget.left += size
        spooled.unlink()

    def _claim(self, parts: Parts) -> None:
        """Each name once, in whatever case: on many machines two that differ in case are one file."""
        for end in range(1, len(parts) + 1):
            path, is_file = "/".join(parts[:end]), end == len(parts)
            key = unicodedata.normalize("NFC", path).casefold()
            known = self._seen.setdefault(key, (path, is_file)) if not is_file else self._seen.get(key)
            if known is None:
                self._seen[key] = (path, is_file)
            elif known[0] != path:
                raise Refused(f"{printable(known[0])} and {printable(path)} differ only in case or accents")
            elif known[1] or is_file:
                raise Refused(f"{printable(path)} stands in it twice")
        self.files += 1
        self._too_many()

    def _too_many(self) -> None:
        if self.files > self.limits.files:
            raise Refused(f"over {self.limits.files} files")

    def _copy(self, member: Member, parts: Parts, out: IO[bytes], most: int | None = None) -> None:
        most = self.limits.file if most is None else most
        shown, written = printable("/".join(parts)), 0
        if member.size > most:
            raise Refused(f"{shown} has {member.size} bytes, over {most}")
        self.packed += member.packed or 0
        with member.open() as source:
            while chunk := source.read(CHUNK):
                written += len(chunk)
                self.bytes += len(chunk)
                self._judged += len(chunk) if member.packed is not None else 0
                if written > most:
                    raise Refused(f"{shown} has over {most} bytes")
                if self.bytes > self.limits.bytes:
                    raise Refused(f"it has over {self.limits.bytes} bytes unpacked")
                if self._judged > MIB + self.limits.ratio * self.packed:
                    raise Refused(f"{shown} unpacks to over {self.limits.ratio} times its size")
                self.budget.take(len(chunk))
                out.write(chunk)


def write(writer: Writer, members: Iterable[tuple[Parts, Member]], scratch: Path, *, level: int) -> None:
    """Write members whose names are known to be good; archives among them are unpacked into a folder of their name.

    Args:
        level: how many archives were opened on the way here.

    Raises:
        Refused: with the first rule that is broken.
    """
    names: set[str] = set()
    for parts, member in members:
        if is_noise(parts) or not parts:
            continue
        shown = printable("/".join(parts))
        if member.kind == "dir":
            continue
        if member.kind != "file":
            raise Refused(f"{shown} is {member.kind}")
        if member.trouble:
            raise Refused(f"{shown} {member.trouble}")
        if "/".join(parts) in names:
            raise Refused(f"{shown} stands in it twice")
        names.add("/".join(parts))
        try:
            if trees.ending(parts[-1]):
                nested(writer, (*parts[:-1], trees.stem(parts[-1]) or "archive"), parts, member, scratch, level)
            else:
                writer.add(parts, member)
        except (Refused, OSError):
            raise
        except Exception as error:
            raise trees.damaged(parts[-1], error) from None


def nested(writer: Writer, prefix: Parts, parts: Parts, member: Member, scratch: Path, level: int) -> None:
    """Unpack an archive that lies at `parts` to below `prefix`.

    Raises:
        Refused: it is one archive too deep, encrypted, or breaks a rule inside.
    """
    shown = printable("/".join(parts))
    if member.trouble:
        raise Refused(f"{shown} {member.trouble}")
    if level >= writer.limits.nesting:
        raise Refused(f"{shown} is an archive inside {level} others")
    spooled = writer.spool(parts, member, scratch)
    try:
        archive(writer, spooled, prefix, scratch, level=level + 1)
    except Refused as error:
        raise Refused(f"in {shown}: {error.reason}") from None
    finally:
        writer.drop(spooled)


def archive(writer: Writer, path: Path, prefix: Parts, scratch: Path, *, level: int) -> None:
    """Write a whole archive below `prefix`."""
    with trees.opened(path, writer.limits, scratch=scratch) as members:
        named = [(parts_of(m.name, writer.limits), m) for m in members]
        write(writer, (((*prefix, *parts), m) for parts, m in named if parts), scratch, level=level)


def desk_in(root: Path) -> Path:
    """Where the chapters lie in an unpacked hand-in: at the top, in ``my/``, or in the one folder around them."""
    folder = root
    for _ in range(6):
        names = sorted(p.name for p in folder.iterdir())
        if any(_DESK.match(n) for n in names):
            return folder
        if "my" in names and (folder / "my").is_dir():
            return folder / "my"
        if len(names) != 1 or not (folder / names[0]).is_dir():
            break
        folder /= names[0]
    return root


def course_of(desk: Path) -> str:
    """The course version that a bundle of ``grader submit`` names; nothing else of it is believed."""
    path = desk / "submission.json"
    with contextlib.suppress(OSError, ValueError, RecursionError):
        if path.stat().st_size <= MIB:
            found = json.loads(path.read_text(encoding="utf-8"))
            version = found.get("course") if isinstance(found, dict) else None
            if isinstance(version, str) and re.fullmatch(r"[\w.+-]{1,40}", version):
                return version
    return ""


def settle(partial: Path, target: Path) -> None:
    """Move a finished folder to its place; one that is there and equal stays, because somebody may be reading it."""
    from grader.results import work_digest

    for folder in (partial, *(p for p in partial.rglob("*") if p.is_dir())):
        folder.chmod(0o755)
    for last in (False, True):
        try:
            if target.exists() or target.is_symlink():
                if not target.is_symlink() and work_digest(target) == work_digest(partial):
                    shutil.rmtree(partial)
                    return
                aside = Path(tempfile.mkdtemp(dir=partial.parent, prefix=".old-"))
                target.rename(aside / "it")
                shutil.rmtree(aside, ignore_errors=True)
            partial.rename(target)
            return
        except OSError:  # another run has just put its own there: look once more
            if last:
                raise
