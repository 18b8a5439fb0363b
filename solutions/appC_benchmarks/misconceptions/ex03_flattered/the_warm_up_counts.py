# id: the-warm-up-counts
# check: test_latencies
# why: The warm-up is a search like all others, so it goes through the same loop. The slowest call of the day is then the p99 of every turn.
# source: measured in the lesson, Rounds and Spread
import numpy as np
from pymilvus import DataType


def prepare(client, name, table):
    """The collection with its rows and its index, ready to be searched."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=len(table[0]))
    client.create_collection(name, schema=schema)
    client.insert(name, [{"id": i, "vector": vector} for i, vector in enumerate(table)])
    client.flush(name)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="IVF_FLAT", metric_type="L2", index_name="vector", params={"nlist": 32})
    client.create_index(name, index)
    client.load_collection(name)


def nearest(table, query, k):
    """The ids of the k nearest rows."""
    far = ((np.asarray(table) - np.asarray(query)) ** 2).sum(axis=1)
    return set(np.argsort(far)[:k].tolist())


def ask(client, name, query, k, nprobe):
    """The ids that Milvus finds."""
    hits = client.search(name, data=[query], limit=k, anns_field="vector", consistency_level="Bounded", search_params={"metric_type": "L2", "params": {"nprobe": nprobe}})
    return [hit["id"] for hit in hits[0]]


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
    truth = [nearest(table, query, k) for query in queries]
    report = {setting: {"recall": 0.0, "ms": []} for setting in settings}
    order = list(settings)
    for number in range(rounds):
        first = number % len(order)
        for setting in order[first:] + order[:first]:
            took, found = turn(client, name, queries, k, settings[setting], now)
            report[setting]["ms"].append(took)
            report[setting]["recall"] = sum(len(good & set(ids)) / k for good, ids in zip(truth, found)) / len(queries)
    return report
