"""What a result depends on beside what it is a result of: this package's code, libraries, the interpreter.

Nothing here is a list that somebody has to remember. Which rooms count is read from their own import statements,
which libraries count from the same statements and from what those libraries say that they require.
"""

from __future__ import annotations

import ast
import functools
import hashlib
import re
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from grader.course import syntax

_PACKAGE = Path(__file__).resolve().parents[1]
GRADE = "grading"
"""The room from which a grade is reached."""


def rooms(package: Path = _PACKAGE, start: str = GRADE) -> frozenset[str]:
    """The rooms that are reached from one: itself, and whatever it or they import, to the end."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        room = waiting.pop()
        if room not in found:
            found.add(room)
            waiting += {name.split(".")[1] for name in _imports(_sources(package, room)) if name.startswith("grader.")}
    return frozenset(name for name in found if (package / name).is_dir() or (package / f"{name}.py").is_file())


def files(package: Path = _PACKAGE, start: str = GRADE) -> list[Path]:
    """Every file of those rooms, whatever its suffix, and the modules beside the rooms, which are imported by name."""
    chosen = [p for p in package.iterdir() if p.is_file()]
    for room in rooms(package, start):
        chosen += [p for p in (package / room).rglob("*") if p.is_file()]
    return sorted({p for p in chosen if "__pycache__" not in p.parts and not p.name.startswith(".")})


def code_digest(package: Path = _PACKAGE, start: str = GRADE) -> str:
    """sha256 over the names and contents of `files`."""
    return _code_digest(package, tuple((p, p.stat().st_mtime_ns, p.stat().st_size) for p in files(package, start)))


@functools.lru_cache(maxsize=8)
def _code_digest(package: Path, stamps: tuple[tuple[Path, int, int], ...]) -> str:
    total = hashlib.sha256()
    for path, _, _ in stamps:
        data = path.read_bytes()
        total.update(f"{path.relative_to(package).as_posix()}:{len(data)}:".encode() + data)
    return total.hexdigest()


@functools.cache
def libraries(package: Path = _PACKAGE) -> dict[str, str]:
    """Distribution to its installed version: what those rooms import, and what that requires, to the end."""
    sources = [p for p in files(package) if p.suffix == ".py"]
    ours = {*sys.stdlib_module_names, package.name}
    wanted = {name.split(".")[0] for name in _imports(sources)} - ours
    owners = metadata.packages_distributions()
    waiting = [dist for name in wanted for dist in owners.get(name, ())]
    found: dict[str, str] = {}
    while waiting:
        name = _normal(waiting.pop())
        if name in found:
            continue
        try:
            dist = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        found[name] = dist.version
        # Extras are not followed; what an extra brought and a room imports is found by that import.
        waiting += [re.split(r"[\s;<>=!~\[(]", line)[0] for line in dist.requires or () if "extra ==" not in line]
    return dict(sorted(found.items()))


def grader_digest(package: Path = _PACKAGE) -> str:
    """sha256 over code, libraries and the interpreter's version: the same digest, the same grader."""
    parts = [code_digest(package), *(f"{k}=={v}" for k, v in libraries(package).items()), python()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def python() -> str:
    """``cpython 3.11``."""
    return f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor}"


def _sources(package: Path, room: str) -> list[Path]:
    folder = package / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [package / f"{room}.py"] * (package / f"{room}.py").is_file()


def _imports(sources: Iterable[Path]) -> set[str]:
    found: set[str] = set()
    for path in sources:
        status = path.stat()
        found |= _imported(path, status.st_mtime_ns, status.st_size)
    return found


@functools.lru_cache(maxsize=1024)
def _imported(path: Path, modified: int, size: int) -> frozenset[str]:
    """The names that a file imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(syntax.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
