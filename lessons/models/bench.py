"""A small benchmark of Milvus: a plan, rounds that take turns, a record that holds everything, and a report that may refuse.

A *contender* is a collection with an index, and the parameters it is searched with. In each round every contender has its turn, in an
order drawn anew: some of the queries one by one (latencies), then all of them in one call, three times (what the index itself costs,
with the way to it paid once). Recall is taken from the answers that were timed, after the clock has stopped.
"""

import math
import os
import platform
import statistics
import time
from pathlib import Path

import numpy as np

FORMAT = 1
"""Of the record. Whatever reads it looks at this number first."""
MOST_CV, EQUAL_RECALL, LEAST_ROUNDS, ABOVE_P99 = 0.20, 0.01, 5, 10
"""Fixed before anything is measured: the largest spread of a speed that is told, the largest difference of two recalls that count as
equal, the fewest rounds of a comparison, and how many samples must lie above a p99 that is told."""


# -- the truth -------------------------------------------------------------------------------------------


def true_neighbors(rows, queries, k):
    """For each query the positions of all rows that are as near as the k-th nearest (L2): more than k where rows tie."""
    found = []
    for query in np.asarray(queries, dtype=np.float64):
        far = ((np.asarray(rows, dtype=np.float64) - query) ** 2).sum(axis=1)
        found.append(set(np.flatnonzero(far <= np.partition(far, k - 1)[k - 1] * (1 + 1e-6)).tolist()))
    return found


def recall(found, truth, k):
    """Mean share of the k places that hold a true neighbor; an answer that is short or has an id twice is not excused."""
    return sum(len(set(ids[:k]) & good) / k for ids, good in zip(found, truth, strict=True)) / len(truth)


# -- the plan, and what it is measured on ------------------------------------------------------------------


def contender(name, index, build, search):
    """One line of the plan."""
    return {"name": name, "index": index, "build": build, "search": search}


def collection_of(one):
    """Contenders that differ in how they are searched alone share a collection."""
    return "_".join(["bench", one["index"].lower(), *(f"{key}{value}" for key, value in sorted(one["build"].items()))])


def load(client, contenders, rows):
    """Make every collection of a plan: rows, flush, index, load. Returns the seconds that each index took."""
    from pymilvus import DataType

    built = {}
    for one in contenders:
        name = collection_of(one)
        if name in built:
            continue
        schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=len(rows[0]))
        client.create_collection(name, schema=schema)
        for at in range(0, len(rows), 5000):
            client.insert(name, [{"id": at + i, "vector": v} for i, v in enumerate(rows[at : at + 5000].tolist())])
        client.flush(name)  # what is not flushed has no index, and is compared row by row
        begin = time.perf_counter()
        params = client.prepare_index_params()
        params.add_index("vector", index_type=one["index"], metric_type="L2", index_name="vector", params=one["build"])
        client.create_index(name, params)
        built[name] = round(time.perf_counter() - begin, 2)
        client.load_collection(name)
    return built


def machine(client):
    """Where it was measured: a number without this is a number of another machine."""
    import pymilvus

    lines = Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "milvus": client.get_server_version(), "pymilvus": pymilvus.__version__, "numpy": np.__version__, "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}", "processor": names[0] if names else platform.processor(), "cores": os.cpu_count(), "memory_gib": round(memory, 1),
    }  # fmt: skip


# -- the rounds ----------------------------------------------------------------------------------------------


def ask(client, one, queries, k):
    """Search, with everything said that could differ: metric, level, parameters, limit."""
    return client.search(collection_of(one), data=queries, limit=k, anns_field="vector", consistency_level="Bounded",
                         search_params={"metric_type": "L2", "params": one["search"]})  # fmt: skip


def turn(client, one, queries, truth, k, warm, single, passes):
    """One contender's part of a round."""
    ask(client, one, queries[:warm], k)  # not measured: connections, caches, the first use of everything
    took, failed = [], 0
    for query in queries[:single]:
        begin = time.perf_counter()
        try:
            ask(client, one, [query], k)
        except Exception:  # a failed call is counted, and has no latency
            failed += 1
            continue
        took.append(time.perf_counter() - begin)
    together = []
    for _ in range(passes):
        begin = time.perf_counter()
        hits = ask(client, one, queries, k)
        together.append(time.perf_counter() - begin)
    found = [[hit["id"] for hit in of] for of in hits]
    return {"recall": round(recall(found, truth, k), 5), "ms": [round(s * 1000, 2) for s in took], "together_s": round(sum(together), 5), "failed": failed}


def measure(client, data, contenders, rows, queries, k=10, rounds=10, seed=0, warm=20, single=100, passes=3, shuffle=True):
    """Run a plan and return its record.

    single: so many of the queries are asked one by one. passes: so often all are asked in one call, because a time of ten milliseconds is
    mostly luck. shuffle: False keeps the order of the plan in every round.
    """
    queries, rng = np.asarray(queries), np.random.default_rng(seed)
    truth, asked = true_neighbors(rows, queries, k), queries.tolist()
    record = {
        "format": FORMAT, "data": {"name": data, "rows": len(rows), "dim": int(rows.shape[1]), "queries": len(asked), "k": k, "metric": "L2"},
        "plan": {"contenders": contenders, "rounds": rounds, "seed": seed, "warm": warm, "single": single, "passes": passes, "shuffle": shuffle}, "machine": machine(client),
        "built_s": load(client, contenders, rows), "when": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()), "turns": [],
    }  # fmt: skip
    for number in range(rounds):
        order = rng.permutation(len(contenders)).tolist() if shuffle else range(len(contenders))
        for place, at in enumerate(order):
            said = turn(client, contenders[at], asked, truth, k, warm, single, passes)
            record["turns"].append({"contender": contenders[at]["name"], "round": number, "place": place, "load": round(os.getloadavg()[0], 2), **said})
    return record


# -- the report ------------------------------------------------------------------------------------------------


def percentile(values, share):
    """The smallest value that at least this share of all values does not exceed: one that was really measured."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def cv(values):
    """Standard deviation over mean; None for fewer than two values."""
    return statistics.stdev(values) / statistics.mean(values) if len(values) > 1 else None


def speeds(record, name, how="together"):
    """Queries per second of each round, in the order of the rounds; `how`: `together` in one call, or one by one (`single`)."""
    turns = sorted((t for t in record["turns"] if t["contender"] == name), key=lambda t: t["round"])
    asked = record["data"]["queries"] * record["plan"]["passes"]
    return [asked / t["together_s"] if how == "together" else 1000 * len(t["ms"]) / sum(t["ms"]) for t in turns if t["ms"]]


def line(record, name):
    """What is told of one contender. A speed with too much spread and a p99 of too few samples are None."""
    turns = [t for t in record["turns"] if t["contender"] == name]
    every = [ms for t in turns for ms in t["ms"]]
    told = {"name": name, "recall": statistics.mean(t["recall"] for t in turns), "failed": sum(t["failed"] for t in turns), "samples": len(every)}
    for how in ("together", "single"):
        each = speeds(record, name, how)
        told |= {f"{how}_cv": cv(each), f"{how}_qps": statistics.median(each) if each and (cv(each) or 0) <= MOST_CV else None}
    enough = every and len(every) - math.ceil(0.99 * len(every)) >= ABOVE_P99
    return told | {"p50": percentile(every, 0.5) if every else None, "p99": percentile(every, 0.99) if enough else None}


def interval(ratios, seed=0, times=2000):
    """95% of the medians of as many rounds, drawn again and again from those that there are (a percentile bootstrap)."""
    drawn = np.random.default_rng(seed).choice(ratios, size=(times, len(ratios)))
    low, high = np.percentile(np.median(drawn, axis=1), [2.5, 97.5])
    return float(low), float(high)


def compare(record, a, b, how="together"):
    """Whether a is faster than b, by how much, or why that is not said: `{"ratio", "low", "high", "reasons"}`."""
    one, other = line(record, a), line(record, b)
    fast, slow = speeds(record, a, how), speeds(record, b, how)
    reasons, found = [], {"ratio": None, "low": None, "high": None}
    if one["failed"] or other["failed"]:
        reasons.append(f"calls failed: {one['failed']} and {other['failed']}")
    if abs(one["recall"] - other["recall"]) > EQUAL_RECALL:
        reasons.append(f"recall differs: {one['recall']:.3f} and {other['recall']:.3f}")
    if len(fast) != len(slow) or len(fast) < LEAST_ROUNDS:
        reasons.append(f"too few pairs: {min(len(fast), len(slow))} rounds, {LEAST_ROUNDS} needed")
    if len(fast) == len(slow) and len(fast) > 1:
        first = {t["round"]: t["place"] for t in record["turns"] if t["contender"] == a}
        before = {first[t["round"]] < t["place"] for t in record["turns"] if t["contender"] == b}
        if len(before) == 1:
            reasons.append("the same one had its turn first in every round")
        ratios = [f / s for f, s in zip(fast, slow, strict=True)]
        found["ratio"] = statistics.median(ratios)
        found["low"], found["high"] = interval(ratios)
        if found["low"] <= 1 <= found["high"]:
            reasons.append(f"the interval {found['low']:.2f} to {found['high']:.2f} holds 1")
    return found | {"reasons": reasons}
