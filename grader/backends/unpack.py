"""The Milvus binary that the PyPI package ``milvus`` carries, unpacked once for this user."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import logging
import lzma
import os
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION = "2.3.5"
"""The last one published; wheels exist for Linux x86-64 and macOS arm64."""

_MANIFEST = "unpacked.json"


def cache_root() -> Path:
    """``$XDG_CACHE_HOME/milvus-course``, by default below ``~/.cache``."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "milvus-course"


def package() -> Path | None:
    """The folder of the installed package, found without importing it; None if it is not here."""
    spec = importlib.util.find_spec("milvus")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent
    return folder if (folder / "data" / "bin" / "milvus.lzma").is_file() else None


def installed_version() -> str:
    """What pip says, or an empty string."""
    try:
        return metadata.version("milvus")
    except metadata.PackageNotFoundError:
        return ""


def template() -> Path:
    """The configuration template inside the package."""
    return _need_package() / "data" / "config.yaml.template"


def unpacked(version: str = VERSION, package: Path | None = None) -> Path:
    """The folder with ``milvus`` and its libraries; unpacked if need be (250 MB, 10-30 s, once).

    Two processes at once: the second waits. What an interrupted run left is thrown away and made again.

    Args:
        version: of the binary.
        package: the folder of the package ``milvus`` that carries it; by default the one installed here.
    """
    target = cache_root() / f"server-{version}"
    if _whole(target):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with locked(target.with_suffix(".lock")):
        if not _whole(target):
            logging.getLogger("grader").info("unpacking Milvus %s into %s: 250 MB, once", version, target)
            for left in target.parent.glob(f"{target.name}.new-*"):
                shutil.rmtree(left, ignore_errors=True)
            _unpack((package or _need_package()) / "data" / "bin", target)
    return target


def _unpack(packed: Path, target: Path) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=f"{target.name}.new-", dir=target.parent))
    try:
        sources = sorted(packed.glob("*.lzma"), key=lambda p: -p.stat().st_size)
        with ThreadPoolExecutor(2) as pool:  # lzma lets go of the interpreter; one file is half of the work
            list(pool.map(lambda source: _one(source, fresh), sources))
        sizes = {p.name: p.stat().st_size for p in fresh.iterdir()}
        (fresh / _MANIFEST).write_text(json.dumps(sizes, indent=1, sort_keys=True))
        if target.exists():
            broken = Path(tempfile.mkdtemp(prefix=f"{target.name}.new-", dir=target.parent))
            target.rename(broken / "old")
            shutil.rmtree(broken, ignore_errors=True)
        fresh.rename(target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _one(source: Path, folder: Path) -> None:
    target = folder / source.stem
    with lzma.open(source) as packed, target.open("wb") as out:
        shutil.copyfileobj(packed, out, 1 << 20)
    target.chmod(0o755)


def _whole(folder: Path) -> bool:
    """Whether every file has the size that the manifest, written last, says."""
    try:
        sizes = json.loads((folder / _MANIFEST).read_text())
        return all((folder / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError):
        return False


def _need_package() -> Path:
    folder = package()
    if folder is None:
        raise FileNotFoundError("the package milvus is not installed")
    return folder


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Nobody else holds this lock file meanwhile."""
    import fcntl

    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
