"""Bug hunt: a benchmark that flatters

This script compares how settings of an index do, and its author was happy with it: one probe finds everything. It has **six** mistakes, and all but one of them flatter. Find them.

`benchmark(client, name, table, queries, k, settings, rounds, now)`:

- `client`: a `MilvusClient`; `name`: of the collection that is made, and left there
- `table`: a list of vectors, at least `k` of them; the row at position `i` has the id `i`
- `queries`: the vectors to search with. None of them is a row
- `settings`: a dict, name → `nprobe`
- `now()` → milliseconds

It returns `{setting: {"recall": …, "ms": [[…], …]}}`: recall@k, and for each round a list of latencies, one per query, in the order of `queries`.

What a right one does:

1. It makes the collection, inserts the rows, flushes, builds the index (IVF_FLAT, `nlist` 32, L2), and loads. All of this before the first search, and in this order.
2. In each round every setting has its turn. It searches with the first query once, as warm-up, which is in no result; then with each query, in their order, one query per call.
3. The order of turns moves on by one from round to round: round 0 begins with the first setting, round 1 with the second and ends with the first, and so on, around.
4. The searches are alike in everything but `nprobe`: `limit` is `k`, metric L2, consistency level `Bounded`.
5. A latency is `now()` right after a call, less `now()` right before it.
6. Recall is the mean share of the `k` nearest rows by L2 that a query found, over the queries of the last round. No two rows are equally near to a query.
"""

import numpy as np
from pymilvus import DataType


def prepare(client, name, table):
    """The collection with its rows and its index, ready to be searched."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=len(table[0]))
    client.create_collection(name, schema=schema)
    client.insert(name, [{"id": i, "vector": vector} for i, vector in enumerate(table)])
    index = client.prepare_index_params()
    index.add_index("vector", index_type="IVF_FLAT", metric_type="L2", index_name="vector", params={"nlist": 32})
    client.create_index(name, index)
    client.load_collection(name)


def nearest(table, query, k):
    """The ids of the k nearest rows."""
    score = np.asarray(table) @ np.asarray(query)
    return set(np.argsort(-score)[:k].tolist())


def ask(client, name, query, k, nprobe):
    """The ids that Milvus finds."""
    hits = client.search(name, data=[query], limit=5 * k, anns_field="vector", consistency_level="Bounded", search_params={"metric_type": "L2", "params": {"nprobe": nprobe}})
    return [hit["id"] for hit in hits[0]][:k]


def turn(client, name, queries, k, nprobe, now):
    """One setting's part of a round: latencies, and what was found."""
    took, found = [], []
    for query in [queries[0], *queries]:
        begin = now()
        ids = ask(client, name, query, k, nprobe)
        took.append(now() - begin)
        found.append(ids)
    return took, found[1:]


def benchmark(client, name, table, queries, k, settings, rounds, now):
    """Recall and latencies of each setting."""
    prepare(client, name, table)
    queries = table[:: max(1, len(table) // len(queries))][: len(queries)]
    truth = [nearest(table, query, k) for query in queries]
    report = {setting: {"recall": 0.0, "ms": []} for setting in settings}
    order = list(settings)
    for number in range(rounds):
        for setting in order:
            took, found = turn(client, name, queries, k, settings[setting], now)
            report[setting]["ms"].append(took)
            report[setting]["recall"] = sum(len(good & set(ids)) / k for good, ids in zip(truth, found)) / len(queries)
    return report
