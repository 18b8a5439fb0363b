# expect: passed
# because: np.isin counts which true ids are in the answer
import numpy as np


def recall_at_k(found, truth):
    return float(np.mean([np.isin(t, f).mean() for f, t in zip(found, truth)]))


def recall_of(client, approximate, exact, queries, k, search_params):
    def ask(name, **more):
        hits = client.search(name, data=queries, anns_field="vector", limit=k, consistency_level="Strong", **more)
        return [[hit["id"] for hit in row] for row in hits]

    return recall_at_k(ask(approximate, search_params=search_params), ask(exact))
