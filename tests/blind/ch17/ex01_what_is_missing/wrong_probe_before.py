# expect: failed|partial
# because: 'vectors and canaries are searched together. A probe before or after the search says something about a different moment': two requests
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
            probe = client.search(name, data=list(canaries.values()), limit=1)
            missing = [i for i, hits in zip(canaries, probe) if not hits or hits[0]["id"] != i]
            if not missing:
                lists = client.search(name, data=vectors, limit=limit)
                return [[hit["id"] for hit in hits] for hits in lists[: len(vectors)]]
        except Exception as e:
            error = e
        if time.monotonic() - began >= patience:
            break
        time.sleep(0.2)
    if error is not None:
        raise error
    raise LookupError(f"missing canaries: {missing}")
