"""Attempts from a generator; what one attempt showed is a small record, and the decision is made in one place."""

import time
from dataclasses import dataclass, field


@dataclass
class Attempt:
    lists: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    error: Exception | None = None


def attempts(client, name, data, limit, ids):
    while True:
        try:
            found = client.search(collection_name=name, data=data, limit=limit)
        except Exception as error:
            yield Attempt(error=error)
            continue
        lists = [[hit["id"] for hit in row] for row in found]
        first = [row[0] if row else None for row in lists[: len(ids)]]
        yield Attempt(lists[len(ids) :], sorted(set(ids) - {i for i, f in zip(ids, first, strict=True) if i == f}))


def search_whole(client, name, vectors, limit, canaries, patience):
    if len(vectors) == 0:
        return []
    began = time.monotonic()
    data = [canaries[i] for i in canaries] + list(vectors)
    for attempt in attempts(client, name, data, limit, list(canaries)):
        if attempt.error is None and not attempt.missing:
            return attempt.lists
        if time.monotonic() - began >= patience:
            if attempt.error is not None:
                raise attempt.error
            raise LookupError("not found: " + ", ".join(map(str, attempt.missing)))
        time.sleep(0.3)
