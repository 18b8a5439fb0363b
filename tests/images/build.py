"""Build a Milvus image without any registry: FROM scratch, the binary of PyPI ``milvus``, and this system's libraries.

``python tests/images/build.py [TAG]``. Environment, layout and command are those of the official image; the tag says
its true version. The Docker backend is tested against it, on a real engine.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

from grader.backends import configure, unpack

TAG = f"milvusdb/milvus:v{unpack.VERSION}"
DOCKERFILE = """\
FROM scratch
COPY root/ /
ENV PATH=/milvus/bin:/usr/bin:/bin LD_LIBRARY_PATH=/milvus/lib
WORKDIR /milvus
VOLUME /var/lib/milvus
EXPOSE 19530 9091
CMD ["milvus", "run", "standalone"]
"""


def build(tag: str = TAG) -> str:
    """Build and tag it; the tag. Needs the ``docker`` program and Linux x86-64."""
    with tempfile.TemporaryDirectory(prefix="image-") as folder:
        context = Path(folder)
        lay_out(context / "root")
        (context / "Dockerfile").write_text(DOCKERFILE)
        subprocess.run(["docker", "build", "-q", "-t", tag, str(context)], check=True, timeout=300,
                       env={**_environment(), "DOCKER_BUILDKIT": "0"}, stdout=subprocess.DEVNULL)  # fmt: skip
    return tag


def lay_out(root: Path) -> None:
    binaries = unpack.unpacked()
    for place in (
        "milvus/bin",
        "milvus/lib",
        "milvus/configs",
        "tmp",
        "run",
        "etc",
        "var/lib/milvus",
        "lib64",
        "usr/lib",
    ):
        (root / place).mkdir(parents=True)
    for file in binaries.iterdir():
        if file.suffix != ".json":
            shutil.copy2(file, root / "milvus" / ("bin" if file.name == "milvus" else "lib"))
    for library in _closure(root / "milvus"):
        shutil.copy2(library, root / ("lib64" if library.name.startswith("ld-linux") else "milvus/lib"))
    shutil.copy2("/lib64/ld-linux-x86-64.so.2", root / "lib64")
    (root / "etc/passwd").write_text("root:x:0:0:root:/:/bin/false\n")
    (root / "etc/nsswitch.conf").write_text("hosts: files dns\n")
    _configure(root / "milvus/configs")


def _configure(folder: Path) -> None:
    """The configuration that the official image carries: the package's template, with the image's paths."""
    with tempfile.TemporaryDirectory() as made:
        configure.write(Path(made), unpack.template(), "default", configure.PORTS, {})
        config = yaml.safe_load((Path(made) / "configs/milvus.yaml").read_text())
        shutil.copy2(Path(made) / "configs/glog.conf", folder)
    config["etcd"]["data"]["dir"] = "/var/lib/milvus/etcd"
    config["etcd"]["log"]["path"] = "stdout"
    config["localStorage"]["path"] = "/var/lib/milvus/data"
    config["rocksmq"]["path"] = "/var/lib/milvus/rdb_data"
    (folder / "milvus.yaml").write_text(yaml.safe_dump(config, sort_keys=False))


def _closure(milvus: Path) -> set[Path]:
    """The libraries that the package does not bring, as ``ldd`` finds them here."""
    found = set()
    for file in [milvus / "bin/milvus", *(milvus / "lib").iterdir()]:
        listed = subprocess.run(["ldd", str(file)], capture_output=True, text=True, check=False,
                                env={**_environment(), "LD_LIBRARY_PATH": str(milvus / "lib")}).stdout  # fmt: skip
        found |= {Path(path) for path in re.findall(r"=> (/\S+)", listed) if not path.startswith(str(milvus))}
    return found


def _environment() -> dict[str, str]:
    import os

    return dict(os.environ)


if __name__ == "__main__":
    print(build(*sys.argv[1:2]))
