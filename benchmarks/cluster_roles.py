"""What still works when one process of a cluster is taken away, and how long until it works again.

``python -m benchmarks.cluster_roles`` writes ``lessons/recorded/ch07_cluster_roles.json``; ``--only proxy log`` tries these and
prints them. Each absence gets a cluster of its own: a quarter of an hour for all of them, 2 GB of memory. Every kind of call is
repeated from a thread and a connection of its own, ten seconds long without the process, then with it until the call works.
What reads and writes rows goes first, the rest in the ten seconds after that: a create that hangs holds reads up as well.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import re
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from grader import backends
from grader.backends.cluster import found

if TYPE_CHECKING:
    from collections.abc import Callable

RECORD = Path(__file__).resolve().parents[1] / "lessons" / "recorded" / "ch07_cluster_roles.json"
ABSENT = {
    "proxy": ["proxy"],
    "root coordinator": ["rootcoord"],
    "data coordinator": ["datacoord"],
    "query coordinator": ["querycoord"],
    "one of two query nodes": ["querynode1"],
    "both query nodes": ["querynode1", "querynode2"],
    "data node": ["datanode"],
    "index node": ["indexnode"],
    "log (paused)": ["log"],
    "etcd": ["etcd"],
}
FIRST = ("insert", "search", "count(*)")
CALLS = (*FIRST, "flush", "create", "index", "load")
ONCE = ("flush", "index", "load")
WITHOUT, AGAIN = 10.0, 120.0
ROWS, DIM = 4000, 16


@dataclass
class Seen:
    """What one kind of call was seen to do.

    Attributes:
        outcome: ``works``; ``works again``; or how it ended: ``wrong``, ``error``, ``no answer``.
        tried, answered, wrong: without the process; wrong is an answer with rows missing, and no error.
        lasted: seconds from the first call to the last right answer.
        again: seconds from the start of the process to the first right answer, or None within two minutes.
        wrong_after: wrong answers in that time.
        said: the first error's own words.
    """

    gone: str
    call: str
    outcome: str = ""
    tried: int = 0
    answered: int = 0
    wrong: int = 0
    slowest: float = 0.0
    lasted: float = 0.0
    again: float | None = None
    wrong_after: int = 0
    said: str = field(default="", repr=False)


class Bench:
    """A cluster with what each kind of call needs."""

    def __init__(self, instance: Any) -> None:
        self.instance, self.number = instance, iter(range(10_000))
        self.vectors = np.random.default_rng(7).normal(size=(ROWS, DIM)).astype("f4")
        self.admin = self.connect()
        self.names = threading.Lock()
        self.collection("base", shards=2, load=True)
        for kind in ("flushed", "plain", "idle"):
            for when in ("without", "again"):
                self.collection(f"{kind}_{when}", index=kind != "plain")

    def connect(self, seconds: float = 10) -> Any:
        from pymilvus import MilvusClient

        return MilvusClient(self.instance.endpoint.uri, dedicated=True, timeout=seconds)

    def schema(self, client: Any) -> Any:
        schema = client.create_schema(auto_id=False)
        schema.add_field("id", 5, is_primary=True)
        schema.add_field("vector", 101, dim=DIM)
        return schema

    def index(self, client: Any, kind: str = "FLAT", **params: int) -> Any:
        index = client.prepare_index_params()
        index.add_index("vector", index_type=kind, metric_type="L2", params=params)
        return index

    def rows(self, start: int, stop: int) -> list[dict[str, Any]]:
        return [{"id": i, "vector": self.vectors[i % ROWS].tolist()} for i in range(start, stop)]

    def collection(self, name: str, *, shards: int = 1, index: bool = True, load: bool = False) -> None:
        """`ROWS` rows, flushed, and ten more that are not."""
        self.admin.create_collection(name, schema=self.schema(self.admin), num_shards=shards)
        self.admin.insert(name, self.rows(0, ROWS))
        self.admin.flush(name, timeout=60)
        self.admin.insert(name, self.rows(ROWS, ROWS + 10))
        if index:
            self.admin.create_index(name, self.index(self.admin), timeout=60)
        if load:
            self.admin.load_collection(name, timeout=60)

    # -- the calls; each returns whether the answer was right ---------------------------------------------

    def call(self, what: str, client: Any, when: str, seconds: float) -> bool:
        method: Callable[..., bool | None] = getattr(self, "do_" + what.removesuffix("(*)"))
        right = method(client, when, seconds)
        return right is not False

    def do_insert(self, client: Any, when: str, seconds: float) -> None:
        with self.names:
            key = 10**6 + next(self.number)
        client.insert("idle_without", self.rows(key, key + 1), timeout=seconds)

    def do_flush(self, client: Any, when: str, seconds: float) -> None:
        client.flush(f"flushed_{when}", timeout=seconds)

    def do_search(self, client: Any, when: str, seconds: float) -> bool:
        """Sixteen rows spread over both shards and all segments are each their own nearest."""
        wanted = list(range(0, ROWS, ROWS // 16))
        hits = client.search("base", self.vectors[wanted].tolist(), limit=1, consistency_level="Bounded", timeout=seconds)
        return [found[0]["id"] if found else None for found in hits] in (wanted, [w + ROWS if w < 10 else w for w in wanted])

    def do_count(self, client: Any, when: str, seconds: float) -> bool:
        told = client.query("base", filter="", output_fields=["count(*)"], consistency_level="Strong", timeout=seconds)
        return bool(told[0]["count(*)"] == ROWS + 10)

    def do_create(self, client: Any, when: str, seconds: float) -> None:
        with self.names:
            name = f"new_{next(self.number)}"
        client.create_collection(name, schema=self.schema(client), timeout=seconds)

    def do_index(self, client: Any, when: str, seconds: float) -> None:
        """Built, not only ordered."""
        name = f"plain_{when}"
        if not client.list_indexes(name, timeout=seconds):
            client.create_index(name, self.index(client, "HNSW", M=8, efConstruction=64), timeout=seconds, sync=False)
        end = time.monotonic() + seconds
        while str(client.describe_index(name, "vector", timeout=seconds)["state"]) != "Finished":
            if time.monotonic() > end:
                raise TimeoutError("the index is not built")
            time.sleep(0.1)

    def do_load(self, client: Any, when: str, seconds: float) -> None:
        client.load_collection(f"idle_{when}", timeout=seconds)


def repeat(bench: Bench, seen: Seen, start: threading.Barrier) -> None:
    """Ten seconds without. What reads and writes rows has done so before: with etcd gone, a search works for those who know the
    collection, and has no answer for the first one.
    """
    client = bench.connect()
    if seen.call in FIRST:
        bench.call(seen.call, client, "without", WITHOUT)
    start.wait()
    start.wait()  # the process is gone between the two
    if seen.call not in FIRST:
        time.sleep(WITHOUT)
    started = time.monotonic()
    end = started + WITHOUT
    last = ""
    with contextlib.closing(client):
        while (left := end - time.monotonic()) > 0:
            began = time.monotonic()
            try:
                right = bench.call(seen.call, client, "without", max(left, 1.0))
                last = "works" if right else "wrong"
                seen.answered += 1
                seen.wrong += not right
                seen.lasted = round(time.monotonic() - started, 1) if right else seen.lasted
            except Exception as error:
                timed_out = time.monotonic() - began >= max(left, 1.0) - 0.2
                last = "no answer" if timed_out else "error"
                seen.said = seen.said or told(error)
            seen.tried += 1
            seen.slowest = round(max(seen.slowest, time.monotonic() - began), 2)
            if last == "works" and seen.call in ONCE:
                break  # done once, it is done
            time.sleep(0.2)
    clean = seen.answered == seen.tried and not seen.wrong
    seen.outcome = "works" if clean else "works again" if last == "works" else last


def told(error: Exception) -> str:
    """An error's own words: without the stack of Go functions that 2.3.5 puts into them."""
    words = re.split(r"[\s,]+", getattr(error, "message", "") or str(error))
    kept = " ".join(word for word in words if "/" not in word and word)
    return f"{type(error).__name__}: …{kept[-200:]}" if len(kept) > 200 else f"{type(error).__name__}: {kept}"


def wait_again(bench: Bench, seen: Seen, began: float) -> None:
    """From the moment at which the process is started again; what was right three times in a row works."""
    client = bench.connect(1)  # a new channel each time: one that waits for the proxy asks less and less often
    once = seen.call in ONCE
    streak, first = 0, 0.0
    with contextlib.closing(client):
        while time.monotonic() - began < AGAIN:
            try:
                right = bench.call(seen.call, client, "again", 30.0 if once else 5.0)
                seen.wrong_after += not right
            except Exception:
                right = False
            if right:
                first = first if streak else time.monotonic()
                streak += 1
                if once or streak == 3:
                    seen.again = round(first - began, 1)
                    return
            else:
                streak = 0
            time.sleep(0.2)


def absence(gone: str, names: list[str]) -> list[Seen]:
    """One cluster, and everything that is seen of it."""
    with tempfile.TemporaryDirectory(prefix="roles-", ignore_cleanup_errors=True) as folder:
        instance = backends.backend("server").start("cluster", Path(folder) / "x")
        try:
            bench = Bench(instance)
            rows = [Seen(gone, call) for call in CALLS]
            start = threading.Barrier(len(rows) + 1)
            with ThreadPoolExecutor(len(rows)) as pool:
                tries = [pool.submit(repeat, bench, seen, start) for seen in rows]
                start.wait(60)
                for name in names:
                    instance.stop_role(name)
                start.wait(60)
                for tried in tries:
                    tried.result()
                began = time.monotonic()
                waits = [pool.submit(_connected, bench, seen, began) for seen in rows]
                for name in names:
                    instance.start_role(name)
                for waited in waits:
                    waited.result()
            return rows
        finally:
            instance.stop()


def _connected(bench: Bench, seen: Seen, began: float) -> None:
    """A client can only be made when somebody answers."""
    while True:
        try:
            return wait_again(bench, seen, began)
        except Exception:
            if time.monotonic() - began > AGAIN:
                return None
            time.sleep(0.2)


def cell(seen: Seen) -> str:
    """Outcome, and in brackets the seconds until it works again."""
    if seen.outcome == "works":
        return "works"
    again = "not in 2 minutes" if seen.again is None else f"{seen.again:g} s"
    first = f"{seen.lasted:g} s, then " if seen.lasted and seen.outcome != "works again" else ""
    rows = ", rows missing on the way" if seen.wrong_after else ""
    return f"{first}{seen.outcome} ({again}{rows})"


def table(rows: list[Seen]) -> str:
    """Markdown: what is gone against the calls."""
    lines = ["| gone | " + " | ".join(CALLS) + " |", "|:---|" + "---|" * len(CALLS)]
    absences = dict.fromkeys(seen.gone for seen in rows)
    lines += [f"| {gone} | " + " | ".join(cell(seen) for seen in rows if seen.gone == gone) + " |" for gone in absences]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="NAME", help=f"of {', '.join(ABSENT)}; prints, and writes nothing")
    only = parser.parse_args().only
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL + 1)
    rows: list[Seen] = []
    before = os.getloadavg()[0]
    for gone, names in ABSENT.items():
        if not only or gone in only or set(names) & set(only):
            began = time.monotonic()
            rows += absence(gone, names)
            print(f"{gone}: {time.monotonic() - began:.0f} s\n{table(rows[-len(CALLS):])}", flush=True)
    if only:
        print(json.dumps([asdict(seen) for seen in rows], indent=1))
        return
    versions = found.versions()
    beside = ", ".join(f"{name} {version}" for name, version in versions.items() if name != "milvus")
    document = {
        "milvus": f"server {versions['milvus']} as a cluster of eight processes, two of them query nodes; {beside}; one machine, one replica, session.ttl 30 s",
        "text": table(rows),
        "made_by": "python -m benchmarks.cluster_roles",
        "versions": versions,
        "machine": {"cores": os.cpu_count(), "load": [round(load, 1) for load in (before, os.getloadavg()[0])]},
        "seconds_without": WITHOUT,
        "rows": [asdict(seen) for seen in rows],
    }
    RECORD.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
