"""What is measured beside speed: memory a slot, tasks a second through a Dask scheduler, verdicts a second into a store."""

from __future__ import annotations

import contextlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from grader.worker.processes import below, children

EVERY = 0.1


class Watched(threading.Thread):
    """The memory of a process and all that descends from it, sampled while it runs, in MiB.

    Attributes:
        peak: proportional set size (a page that several share counts once among them), of all together.
        parts: of the same sample: what the ``command`` and its forking ``parent`` take, and the ``private`` pages of
            the gradings, which nothing else shares.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.peak, self.samples = pid, 0.0, 0
        self.parts = {"command": 0.0, "parent": 0.0, "private": 0.0}

    def run(self) -> None:
        while Path(f"/proc/{self.pid}/stat").exists():
            found = {pid: sizes for pid in (self.pid, *below(self.pid)) if (sizes := _sizes(pid))}
            whole = sum(pss for pss, _ in found.values())
            own = [p for p in (self.pid, *children(self.pid)) if p in found]
            private = sum(alone for pid, (_, alone) in found.items() if pid not in own)
            if whole > self.peak:
                self.peak = whole
                self.parts |= {name: found[pid][0] for name, pid in zip(("command", "parent"), own, strict=False)}
            self.parts["private"] = max(self.parts["private"], private)
            self.samples += 1
            time.sleep(EVERY)


def peak_memory(argv: list[str], cwd: Path, env: dict[str, str]) -> Watched:
    """Run a command to its end and watch what it takes.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(argv, cwd=cwd, env=env, stdout=output, stderr=output)
        watched = Watched(process.pid)
        watched.start()
        if process.wait(900) != 0:
            raise subprocess.CalledProcessError(process.returncode, argv)
    watched.join(10)
    return watched


def _sizes(pid: int) -> tuple[float, float] | None:
    """Proportional and private MiB; None for what has just ended."""
    with contextlib.suppress(OSError, KeyError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
        size = {name: int(rest.split()[0]) / 1024 for name, _, rest in (line.partition(":") for line in lines)}
        return size["Pss"], size["Private_Dirty"] + size["Private_Clean"]
    return None


# -- a Dask scheduler ------------------------------------------------------------------------------------


def dask_tasks_a_second(count: int = 3000, workers: int = 2) -> float:
    """Tasks that do nothing, each submitted for itself and asked for as `grader bulk` does, on a cluster of processes here."""
    from distributed import Client, LocalCluster

    rates = []
    settings: dict[str, Any] = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
    with LocalCluster(**settings) as cluster, Client(cluster) as client:
        for _ in range(3):
            start = time.perf_counter()
            window = [client.submit(_nothing, n, pure=False, retries=0) for n in range(64)]
            for n in range(64, count + 64):
                window.pop(0).result()
                if n < count:
                    window.append(client.submit(_nothing, n, pure=False, retries=0))
                if not window:
                    break
            rates.append(count / (time.perf_counter() - start))
    return statistics.median(rates)


def _nothing(number: int) -> int:
    return number


# -- the store --------------------------------------------------------------------------------------------


def verdicts_a_second(document: dict[str, Any], count: int = 3000) -> float:
    """Verdicts of real size, each committed for itself as a run does."""
    from grader.classroom.store import Store

    rates = []
    for _ in range(3):
        with tempfile.TemporaryDirectory(prefix="store-") as folder, Store(Path(folder) / "store.sqlite") as store:
            start = time.perf_counter()
            for n in range(count):
                key = f"{n:064d}"
                store.verdict(key)  # a run looks first whether somebody else was quicker
                store.put(key, document, {"work": f"{n:064d}"})
            rates.append(count / (time.perf_counter() - start))
    return statistics.median(rates)


if __name__ == "__main__":
    if sys.argv[1:] == ["dask"]:
        print(f"{dask_tasks_a_second():.0f} tasks a second")
