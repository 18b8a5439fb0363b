"""Node.js: packages by ``package-lock.json``, fetched by npm without running their scripts."""

from __future__ import annotations

import shutil
from pathlib import Path

from grader.backends.toolchains.base import Say, Toolchain, command, found


class Node(Toolchain):
    """Nothing is compiled; ``import`` looks into ``node_modules`` beside the file."""

    name, title, tool, suffix, source = "node", "Node.js with @zilliz/milvus2-sdk-node 3.0.6", "node", ".mjs", "main.mjs"
    least = (18,)
    bring = "sudo apt-get install nodejs npm"
    size = "72 MB"

    def bring_into(self, folder: Path, say: Say) -> None:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(self.pins / name, folder)
        say("packages: 72 MB, half a minute")
        command(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder, {}, "npm fetches the packages as package-lock.json says")

    def lay(self, folder: Path) -> None:
        (folder / "node_modules").symlink_to(self.folder / "node_modules")

    def build(self, folder: Path) -> list[str]:
        """It is read once without being run, so that a mistake in its syntax is told as one."""
        return [found("node"), "--check", "main.mjs"]

    def run(self, folder: Path) -> list[str]:
        return [found("node"), "--max-old-space-size=512", str(folder / "main.mjs")]

    def reads(self) -> tuple[str, ...]:
        home = Path(found("node")).resolve().parents[1]
        return (*super().reads(), *([str(home)] if not home.is_relative_to("/usr") else []))


TOOLCHAIN = Node()
