"""Collections for chapter 8: what checks store, what they hear, and a process that is killed in mid-call."""

import functools
import threading
import time

import numpy as np
from pymilvus import DataType

from grader.datasets import words

DIM = 32


@functools.lru_cache(maxsize=8)
def pool(seed):
    """Plain lower-case words with their vectors of length 1, in a space turned by the seed."""
    vectors, names = words(4000, DIM, seed=seed)
    good = [i for i, w in enumerate(names) if w.isascii() and w.isalpha() and len(w) > 2 and w.islower()]
    return vectors[good], [names[i] for i in good]


def draw(seed, rng, n):
    """n rows {"id", "vector", "word"}: ids that are no positions, words all different."""
    vectors, names = pool(seed)
    chosen = rng.choice(len(names), size=n, replace=False)
    ids = rng.choice(900_000, size=n, replace=False) + 100_000
    return [{"id": int(ids[j]), "vector": vectors[i].tolist(), "word": names[i]} for j, i in enumerate(chosen)]


def store(client, name, rows, fields, metric="COSINE"):
    """A loaded collection with a FLAT index whose rows every later reader sees; `fields`: (name, type, arguments)."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=DIM)
    for field, kind, more in fields:
        schema.add_field(field, DataType[kind], **more)
    index = client.prepare_index_params("vector", index_type="FLAT", metric_type=metric)
    client.create_collection(name, schema=schema, index_params=index)
    if rows:
        client.insert(name, rows)
    assert count(client, name) == len(rows)  # once one Strong read was served, no later one can miss these rows


def count(client, name, filter=""):
    """How many rows there are, the newest included; two rows with one key are two."""
    return client.query(name, filter=filter, output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]


def nearest(rows, query, k):
    """The k rows most similar to the query by COSINE, best first."""
    table = np.array([row["vector"] for row in rows], dtype=np.float64)
    query = np.asarray(query, dtype=np.float64)
    order = np.argsort(-(table @ query) / np.linalg.norm(table, axis=1), kind="stable")
    return [rows[i] for i in order[:k]]


def near(rng, rows, spread=0.6):
    """A query near to some row."""
    at = np.array(rows[int(rng.integers(len(rows)))]["vector"])
    query = at + spread * rng.normal(size=len(at)) / np.sqrt(len(at))
    return [float(x) for x in query / np.linalg.norm(query)]


def strong_by_itself(milvus):
    """Whether the newest collection that was made reads at Strong when nothing is said; ask before the record begins anew."""
    made = milvus.calls("CreateCollection")
    return bool(made) and int(made[-1].request.consistency_level) == 0


def weak_reads(milvus, strong):
    """Reads that may miss what another process wrote; `strong`: see above."""
    return [c for c in milvus.reads() if c.consistency != "Strong" and not (strong and c.consistency == "default")]


def inserted_again(milvus):
    """Rows by Insert before which nothing was deleted: a server keeps the old ones beside them, and Milvus Lite does not."""
    calls = milvus.calls()
    deleted = [i for i, c in enumerate(calls) if c.method in ("Delete", "DropCollection")]
    return sum(c.rows for i, c in enumerate(calls) if c.method == "Insert" and not (deleted and deleted[0] < i))


def names(calls):
    """Methods and how often each was heard, as a learner reads it."""
    seen = {}
    for call in calls:
        seen[call.method] = seen.get(call.method, 0) + 1
    return ", ".join(f"{n} × {method}" for method, n in seen.items()) or "nothing"


def until(ready, most=20.0):
    """Wait until `ready()`; whether it came."""
    end = time.monotonic() + most
    while time.monotonic() < end:
        if ready():
            return True
        time.sleep(0.01)
    return False


def killed_at(victim, milvus, method, nth, call):
    """Run `call()` on the process `victim` and kill it while its nth call of a method waits for the answer.

    The call itself reaches Milvus, a while later. False where the process came to its end before.
    """
    milvus.forget()
    milvus.delay(method, 0.4, times=nth)  # while it is held the process is killed
    ended = threading.Event()

    def run():
        try:
            call()
        except Exception:  # noqa: S110  its process was killed
            pass
        finally:
            ended.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    until(lambda: ended.is_set() or len(milvus.calls(method)) >= nth, 60)
    reached = len(milvus.calls(method)) >= nth
    victim.kill()
    ended.wait(20)
    until(lambda: all(c.status for c in milvus.calls()))
    return reached
