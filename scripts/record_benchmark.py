"""Record the benchmark of appendix C on a server 2.3.5 of its own.

    python scripts/record_benchmark.py

Three data sets, eleven settings, twelve rounds; then how many clients help, a server that stands still for a second under two kinds of
load, one query set against a repeated one, and the same collection measured twice. It takes about ten minutes; everything listens on
loopback, in a folder that is removed at the end. Writes ``lessons/recorded/benchmark.json``.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import statistics
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from pymilvus import MilvusClient

from grader.backends.quiet_clients import quiet_clients
from grader.backends.server import ServerInstance
from grader.datasets import words

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "lessons"))
from models import bench, loops  # noqa: E402

RECORD = ROOT / "lessons" / "recorded" / "benchmark.json"
ROWS, QUERIES, K, ROUNDS, SEED = 19_600, 400, 10, 12, 3
IVF, HNSW = {"nlist": 128}, {"M": 16, "efConstruction": 100}
PLAN = [
    bench.contender("FLAT", "FLAT", {}, {}),
    *(bench.contender(f"IVF_FLAT nprobe {n}", "IVF_FLAT", IVF, {"nprobe": n}) for n in (1, 4, 16, 64)),
    *(bench.contender(f"IVF_SQ8 nprobe {n}", "IVF_SQ8", IVF, {"nprobe": n}) for n in (4, 16)),
    *(bench.contender(f"HNSW ef {n}", "HNSW", HNSW, {"ef": n}) for n in (10, 32, 100, 320)),
]


def data_sets() -> dict[str, Any]:
    """Rows and queries; no query is a row. Words are real, clusters are easy, noise has no structure at all."""
    rng = np.random.default_rng(SEED)
    real, _ = words(ROWS + QUERIES, 128, seed=SEED)
    middles = rng.standard_normal((200, 128)) * 2
    easy = (middles[rng.integers(200, size=ROWS + QUERIES)] + rng.standard_normal((ROWS + QUERIES, 128))).astype(np.float32)
    noise = rng.standard_normal((ROWS + QUERIES, 128)).astype(np.float32)
    return {name: (table[:ROWS], table[ROWS:]) for name, table in {"words": real, "clusters": easy, "noise": noise}.items()}


def several(client: Any, queries: Any) -> list[dict[str, Any]]:
    """Queries per second and p99 with more and more clients, each a thread that waits for its answer; three rounds, interleaved."""
    one, found = PLAN[8], []
    asked = queries.tolist()
    for number in range(3):
        for clients in np.random.default_rng(number).permutation([1, 2, 4, 8, 16]).tolist():
            took: list[float] = []
            until = time.perf_counter() + 4

            def run(first: int, until: float = until, took: list[float] = took) -> None:
                at = first
                while (begin := time.perf_counter()) < until:
                    bench.ask(client, one, [asked[at % len(asked)]], K)
                    took.append(time.perf_counter() - begin)
                    at += 1

            begin = time.perf_counter()
            with ThreadPoolExecutor(clients) as pool:
                list(pool.map(run, range(0, clients * 7, 7)))
            seconds = time.perf_counter() - begin
            found.append({"clients": clients, "round": number, "qps": round(len(took) / seconds, 1), "samples": len(took),
                          "p50": round(1000 * bench.percentile(took, 0.5), 2), "p99": round(1000 * bench.percentile(took, 0.99), 2)})  # fmt: skip
    return found


def stalled(client: Any, server: ServerInstance, queries: Any, stall: float = 1.0) -> dict[str, Any]:
    """The same second of standstill (SIGSTOP), seen by a loop that waits and by a schedule that does not."""
    one, asked = PLAN[8], queries.tolist()

    def ask(number: int) -> None:
        bench.ask(client, one, [asked[number % len(asked)]], K)

    def stop() -> None:
        time.sleep(1.0)
        os.kill(server.server, signal.SIGSTOP)
        time.sleep(stall)
        os.kill(server.server, signal.SIGCONT)

    found: dict[str, Any] = {"stall_s": stall, "per_second": 100, "clients": 8}
    for name in ("closed", "open"):
        bench.ask(client, one, asked, K)
        stopper = threading.Thread(target=stop)
        stopper.start()
        calls = loops.closed(ask, 1000) if name == "closed" else loops.opened(ask, loops.schedule(1000, 100), clients=8)
        stopper.join()
        found[name] = [[round(c.due, 4), round(c.latency * 1000, 1)] for c in calls]
        found[f"{name}_ok"] = sum(c.ok for c in calls)
    return found


def repeated(client: Any, queries: Any) -> dict[str, Any]:
    """Five queries again and again against a hundred different ones: QPS of the one over the other, by rounds."""
    one, asked = PLAN[8], queries.tolist()
    ratios = []
    for number in range(12):
        qps = {}
        for kind in ("few", "many") if number % 2 else ("many", "few"):
            pool = asked[:5] * 20 if kind == "few" else asked[:100]
            bench.ask(client, one, pool[:20], K)
            begin = time.perf_counter()
            for query in pool:
                bench.ask(client, one, [query], K)
            qps[kind] = len(pool) / (time.perf_counter() - begin)
        ratios.append(round(qps["few"] / qps["many"], 4))
    return {"ratios": ratios, "median": statistics.median(ratios), "interval": bench.interval(ratios)}


def twice(client: Any, rows: Any, queries: Any) -> dict[str, Any]:
    """One setting under two names, always in the same order and without warm-up, on a collection that was released and loaded again."""
    one, asked = PLAN[8], queries.tolist()
    first, second = [], []
    for _ in range(10):
        client.release_collection(bench.collection_of(one))
        client.load_collection(bench.collection_of(one))
        for times in (first, second):
            begin = time.perf_counter()
            for query in asked[:20]:
                bench.ask(client, one, [query], K)
            times.append(round(20 / (time.perf_counter() - begin), 1))
    return {"first": first, "second": second}


def main() -> None:
    """Run everything and write it down."""
    folder = Path(tempfile.mkdtemp(prefix="bm"))
    server = ServerInstance("default", folder / "s")
    try:
        quiet_clients()
        with contextlib.ExitStack() as stack:
            server.first_start()
            client = MilvusClient(server.endpoint.uri, dedicated=True)
            stack.callback(client.close)
            record: dict[str, Any] = {"format": bench.FORMAT, "milvus": str(server.identity), "runs": [], "load_before": list(os.getloadavg())}
            for name, (rows, queries) in data_sets().items():
                print(name, flush=True)
                record["runs"].append(bench.measure(client, name, PLAN, rows, queries, K, ROUNDS, SEED))
                if name == "words":
                    print("clients, stall, repeated, twice", flush=True)
                    record["clients"], record["stall"] = several(client, queries), stalled(client, server, queries)
                    record["repeated"], record["twice"] = repeated(client, queries), twice(client, rows, queries)
                for collection in client.list_collections():
                    client.drop_collection(collection)
            record["load_after"] = list(os.getloadavg())
        RECORD.write_text(json.dumps(record, separators=(",", ":")).replace('{"contender"', '\n{"contender"') + "\n", encoding="utf-8")
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
