"""Keep calling a Milvus while a part of it is away, and write down what each call got, and when.

Every kind of call has a thread of its own: one that waits must not keep the others waiting.
"""

import threading
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Seen:
    """One attempt: seconds since the beginning, how long it took, whether it was answered right, and what the error said."""

    call: str
    at: float
    took: float
    good: bool
    said: str = ""


def watch(calls, stop, start, before=1.5, gone=4.0, patience=45.0, pause=0.25):
    """Call everything again and again; take a part away in the meantime, bring it back, and wait until all of it works again.

    Args:
        calls: names to functions without arguments; one that returns False or raises did not work.
        stop, start: take the part away, bring it back.
        before, gone: seconds until it goes, and until it is started again.
        patience: seconds after that; then it is over, whether or not everything works.

    Returns:
        The attempts in the order of time, and the two moments (gone, started).
    """
    begin, over, lock, seen = time.monotonic(), threading.Event(), threading.Lock(), []

    def repeat(name, call):
        while not over.is_set():
            at = time.monotonic() - begin
            try:
                good, said = call() is not False, ""
            except Exception as error:  # an outage raises several kinds
                good, said = False, f"{type(error).__name__}: {getattr(error, 'message', None) or error}"[:160]
            with lock:
                seen.append(Seen(name, at, time.monotonic() - begin - at, good, said))
            over.wait(pause)

    threads = [threading.Thread(target=repeat, args=item, daemon=True) for item in calls.items()]
    for thread in threads:
        thread.start()
    time.sleep(before)
    stop()
    left = time.monotonic() - begin
    time.sleep(gone)
    back = time.monotonic() - begin
    start()
    while time.monotonic() - begin < back + patience:
        with lock:
            last = {name: [one for one in seen if one.call == name and one.at > back][-2:] for name in calls}
        if all(len(two) == 2 and all(one.good for one in two) for two in last.values()):
            break
        time.sleep(0.2)
    over.set()
    for thread in threads:
        thread.join(12)
    with lock:
        return sorted(seen, key=lambda one: one.at), (left, back)


def summary(seen, back):
    """Per call: attempts, how many failed, the slowest right answer, and seconds from the return of the part until it worked for good."""
    found = {}
    for name in dict.fromkeys(one.call for one in seen):
        mine = [one for one in seen if one.call == name]
        bad = [one for one in mine if not one.good]
        after = max((one.at + one.took for one in bad), default=0.0) - back
        good = [one.took for one in mine if one.good]
        found[name] = {"tried": len(mine), "failed": len(bad), "slowest": max(good, default=None), "again": max(0.0, after), "said": bad[0].said if bad else "", "works": mine[-1].good}
    return found


def prepare(client, rows=4000):
    """A loaded collection `ledger` with flushed rows in two shards; returns their vectors."""
    import numpy as np
    from pymilvus import DataType

    if client.has_collection("ledger"):
        client.drop_collection("ledger")
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=16)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type="L2")
    client.create_collection("ledger", schema=schema, index_params=index, num_shards=2)
    vectors = np.random.default_rng(7).normal(size=(rows, 16)).astype("f4")
    client.insert("ledger", [{"id": k, "vector": vectors[k].tolist()} for k in range(rows)])
    client.flush("ledger")
    client.load_collection("ledger")
    return vectors


def calls(connect, vectors, patience=3):
    """The three calls of an application: each waits at most `patience` seconds, with a connection of its own."""
    import itertools

    from pymilvus import DataType

    search_by, insert_by, create_by, number = connect(), connect(), connect(), itertools.count(10_000)

    def search():
        hits = search_by.search("ledger", data=[vectors[5].tolist()], limit=5, timeout=patience)[0]
        return len(hits) == 5 and hits[0]["id"] == 5

    def insert():
        return insert_by.insert("ledger", [{"id": next(number), "vector": vectors[0].tolist()}], timeout=patience)["insert_count"] == 1

    def create():
        schema = create_by.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
        name = f"trial_{next(number)}"
        create_by.create_collection(name, schema=schema, timeout=patience)
        create_by.drop_collection(name, timeout=patience)

    return {"search": search, "insert": insert, "create and drop a collection": create}
