"""A class that knows its collection; turns as a rotating deque; truth by NumPy in one go."""

from collections import deque

import numpy as np
from pymilvus import DataType


class Bench:
    def __init__(self, client, name, k, now):
        self.client, self.name, self.k, self.now = client, name, k, now

    def build(self, table):
        schema = self.client.create_schema()
        schema.add_field(field_name="id", datatype=DataType.INT64, is_primary=True)
        schema.add_field(field_name="vector", datatype=DataType.FLOAT_VECTOR, dim=len(table[0]))
        self.client.create_collection(collection_name=self.name, schema=schema)
        for at in range(0, len(table), 400):
            self.client.insert(self.name, [{"id": at + i, "vector": v} for i, v in enumerate(table[at : at + 400])])
        self.client.flush(self.name)
        params = self.client.prepare_index_params()
        params.add_index(field_name="vector", index_name="vector", index_type="IVF_FLAT", metric_type="L2", params={"nlist": 32})
        self.client.create_index(self.name, params)
        self.client.load_collection(self.name)

    def search(self, query, nprobe):
        before = self.now()
        answer = self.client.search(collection_name=self.name, data=[query], limit=self.k, search_params={"metric_type": "L2", "params": {"nprobe": nprobe}}, consistency_level="Bounded")
        return self.now() - before, {hit["id"] for hit in answer[0]}


def benchmark(client, name, table, queries, k, settings, rounds, now):
    bench = Bench(client, name, k, now)
    bench.build(table)
    rows, asked = np.array(table, dtype=np.float64), np.array(queries, dtype=np.float64)
    distance = (rows**2).sum(axis=1)[None, :] - 2 * asked @ rows.T
    truth = [set(map(int, row)) for row in np.argpartition(distance, k - 1, axis=1)[:, :k]]
    ms, recall, line = {s: [] for s in settings}, dict.fromkeys(settings, 0.0), deque(settings)
    for _ in range(rounds):
        for setting in line:
            bench.search(queries[0], settings[setting])
            answers = [bench.search(query, settings[setting]) for query in queries]
            ms[setting].append([took for took, _ in answers])
            recall[setting] = float(np.mean([len(found & good) / k for (_, found), good in zip(answers, truth)]))
        line.rotate(-1)
    return {setting: {"recall": recall[setting], "ms": ms[setting]} for setting in settings}
