# expect: failed|partial
# because: 'ask again after 0.1 to 0.5 seconds': at once, without a pause
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
            if not missing:
                return [[hit["id"] for hit in hits] for hits in lists[: len(vectors)]]
        except Exception as e:
            error = e
        if time.monotonic() - began >= patience:
            break
    if error is not None:
        raise error
    raise LookupError(f"missing canaries: {missing}")
