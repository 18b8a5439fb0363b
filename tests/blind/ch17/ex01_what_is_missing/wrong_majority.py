# expect: failed|partial
# because: 'if every canary was found': 90% of them is taken for whole
"""Notice what is missing."""

import time


def search_whole(client, name, vectors, limit, canaries, patience):
    """Ids of the nearest rows of each vector, from an answer in which no canary is missing."""
    began = time.monotonic()
    if not vectors:
        return []
    data = [*vectors, *canaries.values()]
    while True:
        error, missing = None, []
        try:
            lists = client.search(name, data=data, limit=limit)
            missing = [i for i, hits in zip(canaries, lists[len(vectors):]) if not hits or hits[0]["id"] != i]
            if len(missing) <= len(canaries) // 10:
                return [[hit["id"] for hit in hits] for hits in lists[: len(vectors)]]
        except Exception as e:
            error = e
        if time.monotonic() - began >= patience:
            break
        time.sleep(0.2)
    if error is not None:
        raise error
    raise LookupError(f"missing canaries: {missing}")
