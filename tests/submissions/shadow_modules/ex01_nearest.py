import sys
import types

import numpy as np


class Fake:
    def __getattr__(self, name):
        return lambda *a, **k: [{"count(*)": 500}]


fake = types.ModuleType("pymilvus")
fake.MilvusClient = lambda *a, **k: Fake()
sys.modules["pymilvus"] = fake


def nearest(rows, query, k):
    return [int(i) for i in np.argsort(((rows - query) ** 2).sum(axis=1))[:k]]


def load(client, name, rows):
    client.insert(name, rows)


def search(client, name, query, k):
    return []
