"""A server 2.3.5 of one's own, started with settings in its file, in its environment, or in both.

It is the grader's own ephemeral server with two changes before each start: `settings` are written into the
`milvus.yaml` that it is going to read, and `variables` are put into its environment by a small script that stands before the
binary. `files` are further files in the folder of configurations.
"""

from pathlib import Path
from shlex import quote

import yaml

from grader.backends import unpack
from grader.backends.server import ServerInstance


class Configured(ServerInstance):
    """Settings are given by their places: ``{"proxy.maxFieldNum": 9}``; variables and files by their names."""

    def __init__(self, folder: Path, settings: dict | None = None, variables: dict | None = None, files: dict | None = None):
        super().__init__("default", folder)
        self.settings, self.variables, self.extra = dict(settings or {}), dict(variables or {}), dict(files or {})

    @property
    def configs(self) -> Path:
        return self.folder / "configs"

    def write(self, **settings) -> None:
        """Write settings into milvus.yaml now; `proxy__maxFieldNum=9`. A server that runs reads the file again by itself."""
        self.settings |= {place.replace("__", "."): value for place, value in settings.items()}
        path = self.configs / "milvus.yaml"
        config = yaml.safe_load(path.read_text())
        for place, value in self.settings.items():
            *parents, last = place.split(".")
            section = config
            for name in parents:
                section = section.setdefault(name, {})
            section[last] = value
        path.write_text(yaml.safe_dump(config, sort_keys=False))

    def _start_guard(self, binaries: Path) -> None:
        self.write()
        for name, text in self.extra.items():
            (self.configs / name).write_text(text)
        real = unpack.unpacked()
        before = self.folder / "bin"
        before.mkdir(exist_ok=True)
        lines = ["#!/bin/sh", *(f"export {name}={quote(str(value))}" for name, value in self.variables.items())]
        lines += [f"export LD_LIBRARY_PATH={quote(str(real))}", f'exec {quote(str(real / "milvus"))} "$@"']
        (before / "milvus").write_text("\n".join(lines) + "\n")
        (before / "milvus").chmod(0o755)
        super()._start_guard(before)
