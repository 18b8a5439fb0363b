"""How good is an approximate answer?

An index that looks at a part of the data may miss a true neighbor. *Recall* says how many it finds: the share of a
query's k true nearest neighbors that are in its answer, averaged over the queries. The truth comes from an exact
index, FLAT, asked the same queries.

Write two functions.

`recall_at_k(found, truth)` → a number from 0 to 1

- `found`, `truth`: for each query a list of ids (int). `truth` has k ids for each query; an answer in `found` may be
  in any order, shorter, even empty, and may bring an id twice, which still is one neighbor found.

`recall_of(client, approximate, exact, queries, k, search_params)` → a number from 0 to 1

- `client`: a MilvusClient
- `approximate`, `exact`: names of two collections with the same rows (fields `id` and `vector`, metric L2), loaded.
  One has an approximate index, the other FLAT.
- `queries`: list of vectors; `k`: how many neighbors
- `search_params`: for the approximate collection, such as {"params": {"nprobe": 4}}; FLAT needs none

    >>> recall_at_k([[3, 1], [7]], [[1, 2], [7, 8]])
    0.5
"""


def recall_at_k(found, truth):
    """Mean share of the true neighbors that were found."""
    # BEGIN SOLUTION
    shares = [len(set(f) & set(t)) / len(t) for f, t in zip(found, truth, strict=True)]
    return sum(shares) / len(shares)
    # END SOLUTION


def recall_of(client, approximate, exact, queries, k, search_params):
    """Recall@k of one collection, judged by the other."""
    # BEGIN SOLUTION
    def ids(name, params):
        answers = client.search(name, data=queries, limit=k, anns_field="vector", search_params=params)
        return [[hit["id"] for hit in hits] for hits in answers]

    return recall_at_k(ids(approximate, search_params), ids(exact, {}))
    # END SOLUTION
