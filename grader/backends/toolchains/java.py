"""Java: jars by ``lib.sha256``, fetched by Maven, on the class path of the machine's own JDK."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from grader.backends.toolchains.base import FetchFailed, Say, Toolchain, command, found

_QUICK = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:ActiveProcessorCount=2", "-Xmx512m", "-Xshare:auto"]
"""A program of a second is not worth the second compiler, nor many threads."""


class Java(Toolchain):
    """``javac``, then ``java`` on what it left."""

    name, title, tool, suffix, source = "java", "Java with milvus-sdk-java 2.6.22", "javac", ".java", "Main.java"
    least = (17,)
    bring = "sudo apt-get install openjdk-17-jdk-headless maven"
    size = "28 MB"

    def bring_into(self, folder: Path, say: Say) -> None:
        if shutil.which("mvn") is None:
            raise FetchFailed("Maven is here to fetch the jars", "no `mvn` on the PATH", f"`{self.bring}`")
        shutil.copy(self.pins / "pom.xml", folder)
        say(f"jars: {self.size}, a minute")
        command(
            ["mvn", "-q", "-B", "dependency:copy-dependencies", f"-DoutputDirectory={folder / 'lib'}", "-DincludeScope=runtime"],
            folder, {}, "Maven fetches the jars",
        )  # fmt: skip
        (folder / "pom.xml").unlink()
        lines = (line.split() for line in (self.pins / "lib.sha256").read_text().splitlines())
        wanted = {name: checksum for checksum, name in lines}
        there = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in (folder / "lib").iterdir()}
        if wanted != there:
            strange = ", ".join(sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name)))
            raise FetchFailed(f"Every jar is what grader/backends/toolchains/{self.name}/lib.sha256 says", strange, "trust none of them; fetch again")
        say(f"{len(there)} jars, each with the checksum of the course")

    def build(self, folder: Path) -> list[str]:
        return [found("javac"), "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-J-XX:ActiveProcessorCount=2", "-J-Xmx512m", "-proc:none",
                "-Xlint:none", "-encoding", "UTF-8", "-cp", self._jars(), "-d", self.product(), "Main.java"]  # fmt: skip

    def product(self) -> str:
        return "classes"

    def missing(self, folder: Path) -> str:
        return "" if (folder / self.product() / "Main.class").is_file() else "there is no class `Main` outside of every package"

    def run(self, folder: Path) -> list[str]:
        return [found("java"), *_QUICK, "-cp", f"{folder / self.product()}:{self._jars()}", "Main"]

    def _jars(self) -> str:
        return f"{self.folder}/lib/*"

    def reads(self) -> tuple[str, ...]:
        """The JDK too, with the folders outside of it to which a distribution's links lead (``/etc/java-17-openjdk``)."""
        home = Path(found("javac")).resolve().parents[1]
        beyond = set()
        for part in ("conf", "lib", "conf/security", "lib/security", "conf/management"):
            for path in (home / part, *(home / part).glob("*")):
                if path.is_symlink() and not (there := path.resolve()).is_relative_to(home):
                    beyond.add(str(there))
        kept = {p for p in beyond if not any(p != q and p.startswith(q + os.sep) for q in beyond)}
        return (*super().reads(), str(home), *sorted(kept))


TOOLCHAIN = Java()
