# expect: passed
# because: all sentences; a generator of attempts, the last result is kept as a value and raised at the end
"""Notice what is missing."""

import itertools
import time


def attempts(patience):
    """Yields at least once, then every 0.25 s while the patience lasts."""
    end = time.monotonic() + patience
    for n in itertools.count():
        if n and time.monotonic() >= end:
            return
        if n:
            time.sleep(0.25)
        yield n


def search_whole(client, name, vectors, limit, canaries, patience):
    """Ids of the nearest rows of each vector, from an answer in which no canary is missing."""
    if not vectors:
        return []
    n = len(vectors)
    problem = None
    for _ in attempts(patience):
        try:
            answer = client.search(name, list(vectors) + list(canaries.values()), limit=limit)
        except Exception as error:
            problem = error
            continue
        found = {hits[0]["id"] for hits in answer[n:] if len(hits)}
        gone = set(canaries) - found
        if not gone:
            return [[h["id"] for h in hits] for hits in answer[:n]]
        problem = LookupError(f"not whole, missing: {sorted(gone)}")
    raise problem
