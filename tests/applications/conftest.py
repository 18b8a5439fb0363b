"""What tests of applications share: a Milvus Lite as an application starts it, a started application, a browser."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.site.conftest import a_browser, visit  # noqa: F401  # a fixture: pages that may talk to this machine only

START = 240.0
"""Seconds that a start may take on a busy machine; nothing is expected to need them."""


@dataclass
class Started:
    """An application in a process of its own."""

    process: subprocess.Popen[str]
    url: str = ""
    milvus: str = ""
    said: list[str] = field(default_factory=list)

    def stop(self, how: int = signal.SIGINT) -> int:
        """End it as a user does, and return its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            raise


@contextlib.contextmanager
def started(name: str, *arguments: str, scratch: Path | None = None) -> Iterator[Started]:
    """`python -m applications.<name>` until the block ends; its temporary folders go to `scratch`."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GRADER_", "PYTEST_", "APPLICATION_"))}
    environment |= {"PYTHONPATH": str(ROOT)} | ({"TMPDIR": str(scratch)} if scratch else {})
    process = subprocess.Popen(
        [sys.executable, "-m", f"applications.{name}", *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment, start_new_session=True,
    )  # fmt: skip
    made = Started(process)
    late = threading.Timer(START, process.kill)
    late.start()
    assert process.stdout is not None
    for line in process.stdout:
        made.said.append(line.rstrip())
        if found := re.search(r"in Milvus at (\S+)", line):
            made.milvus = found[1]
        if found := re.search(r"http://127\.0\.0\.1:\d+/(?=\s)", line):
            made.url = found[0]
            break
    late.cancel()
    drain = threading.Thread(target=lambda: made.said.extend(line.rstrip() for line in process.stdout or ()), daemon=True)
    drain.start()
    try:
        yield made
    finally:
        made.stop()
        drain.join(5)
        process.stdout.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """A browser that ends with its module: tests of other folders follow in this process, and some call ``asyncio.run``."""
    with a_browser() as browser:
        yield browser


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A temporary folder, in which nothing is left at the end."""
    path = Path(tempfile.mkdtemp(prefix="a"))
    yield path
    end = time.monotonic() + 20
    while (left := sorted(str(p.relative_to(path)) for p in path.rglob("*"))) and time.monotonic() < end:
        time.sleep(0.1)
    assert left == []
    path.rmdir()


@pytest.fixture(scope="session")
def lite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Milvus Lite as applications start it; every module makes collections of its own."""
    from applications import serve

    with serve.milvus(tmp_path_factory.mktemp("lite")) as uri:
        yield uri
