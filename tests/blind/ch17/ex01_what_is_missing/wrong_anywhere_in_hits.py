# expect: failed|partial
# because: one vector per list: every list belongs to one canary, and any of them may be missing
"""Notice what is missing.

After a query node died, a search of 2.3.5 gave full lists of hits with half of the rows missing, and no error. Only the client can notice: it knows rows that must be there.

`search_whole(client, name, vectors, limit, canaries, patience)` searches the collection `name` and returns a list per vector: the ids of its `limit` nearest rows, nearest first.

- `canaries` is a dict of ids to vectors: one to fifty rows that are in the collection and are never changed, at least one in each segment. The metric is L2, and no two rows have the same vector, so each canary is its own nearest row.
- An answer is **whole** if every canary was found so *in the same request*: `vectors` and canaries are searched together. A probe before or after the search says something about a different moment.
- If an answer is not whole, or the search raises an exception, ask again after 0.1 to 0.5 seconds, until `patience` seconds have passed since the call began. Ask at least once.
- When the patience is over, raise the error of the last attempt, if it ended with one. If the last answer was not whole, raise `LookupError`, and name the id of each missing canary in its message.
- `vectors` is a list of up to 50 lists of floats, and may be empty: then the answer is `[]`, nothing is asked. The lists of the canaries are not returned.
"""

import time


def search_whole(client, name, vectors, limit, canaries, patience):
    """Ids of the nearest rows of each vector, from an answer in which no canary is missing."""
    if not vectors:
        return []
    end = time.monotonic() + patience
    ids = list(canaries)
    together = [*vectors, *(canaries[id] for id in ids)]
    while True:
        try:
            hits = client.search(name, data=together, limit=limit)
        except Exception:
            if time.monotonic() > end:
                raise
        else:
            found = [[hit["id"] for hit in row] for row in hits]
            missing = [] if set(ids) & {row[0] for row in found[len(vectors) :]} else ids
            if not missing:
                return found[: len(vectors)]
            if time.monotonic() > end:
                raise LookupError(f"{len(missing)} of {len(ids)} canaries are missing: {missing}")
        time.sleep(0.2)
