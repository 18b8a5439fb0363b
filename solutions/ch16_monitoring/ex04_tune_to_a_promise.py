"""Tune to a promise.

The same rows lie in several collections, each with an IVF_FLAT index (metric L2, field `vector`) of a different `nlist`. A promise was given about the answers. Keep it with the least work.

Write `tune(client, collections, rows, queries, truth, target, floor)`. It returns a pair: the name of the collection to search, and the `nprobe` to search it with.

- `collections` is a dict from names to their `nlist`; `rows` is how many rows each of them has.
- `queries` is a list of vectors from the log of last week, and `truth` has for each of them the list of the k ids that are really nearest, k the same for all. The recall of one query is the share of these k that a search with `limit=k` finds.
- The promise has two parts, about these queries: the **mean** of their recalls is at least `target`, and **at most one query in twenty** has a recall below `floor`.
- The work of a search is the number of distances that it computes: `nlist + rows * nprobe / nlist`. Among all settings that keep the promise, with `nprobe` from 1 to `nlist`, return the one with the least work. No two are equal.

Opening one more cell never loses a neighbor, and with all cells open nothing is missing: the promise can be kept.

Milvus serves customers meanwhile: all in all you may send at most 12 searches per collection. A search may carry all queries at once.
"""


def tune(client, collections, rows, queries, truth, target, floor):
    """(name, nprobe) with the least work that keeps the promise."""
    # BEGIN SOLUTION tune
    k, best = len(truth[0]), None

    def kept(name, nprobe):
        found = client.search(name, data=queries, limit=k, anns_field="vector", search_params={"metric_type": "L2", "params": {"nprobe": nprobe}})
        recalls = [len({hit["id"] for hit in hits} & set(true)) / k for hits, true in zip(found, truth)]
        return sum(recalls) / len(recalls) >= target and sum(r < floor for r in recalls) <= len(recalls) / 20

    for name, nlist in collections.items():
        low, high = 1, nlist
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if kept(name, middle) else (middle + 1, high)
        work = nlist + rows * low / nlist
        if best is None or work < best[0]:
            best = (work, name, low)
    return best[1:]
    # END SOLUTION
