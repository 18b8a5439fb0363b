# expect: passed
# because: all sentences; canaries in front of the vectors, helper functions, an outcome that raises itself
"""Notice what is missing."""

from time import monotonic, sleep


def once(client, name, vectors, limit, canaries):
    """One request. The lists, or LookupError."""
    ids = [key for key in canaries]
    both = [[float(x) for x in canaries[key]] for key in ids] + [[float(x) for x in v] for v in vectors]
    answer = client.search(collection_name=name, data=both, anns_field="vector", limit=limit)
    tops = [[hit["id"] for hit in hits] for hits in answer]
    lost = [str(key) for key, top in zip(ids, tops) if top[:1] != [key]]
    if lost:
        raise LookupError("these rows must be there, and are not: " + ", ".join(lost))
    return tops[len(ids):]


def search_whole(client, name, vectors, limit, canaries, patience):
    """Ids of the nearest rows of each vector, from an answer in which no canary is missing."""
    if len(vectors) == 0:
        return []
    deadline = monotonic() + patience
    while True:
        try:
            return once(client, name, vectors, limit, canaries)
        except Exception:
            if monotonic() >= deadline:
                raise
            sleep(0.15)
