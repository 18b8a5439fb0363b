# id: flush-makes-it-visible
# check: test_remember
# why: After a flush the row is found, so the flush must be what makes it visible. It seals a segment and waits for it; the level of the search decides what is seen.
# source: https://github.com/langchain-ai/langchain/pull/15568 (flush after every insert, because inserted data does not take effect at once)

import functools

from pymilvus import MilvusClient


def remember(uri, name, notes):
    """Store the notes, so that they are found at once."""
    if notes:
        connected(uri).upsert(name, notes)
        connected(uri).flush(name)


def similar(uri, name, vector, k):
    """The words of the k nearest notes."""
    hits = connected(uri).search(name, data=[vector], limit=k, output_fields=["word"], consistency_level="Session")[0]
    return [hit["entity"]["word"] for hit in hits]


def words_of(uri, name, ids):
    """The word of each id, None where there is none."""
    if not ids:
        return []
    rows = connected(uri).get(name, ids=list(ids), output_fields=["id", "word"], consistency_level="Session")
    words = {row["id"]: row["word"] for row in rows}
    return [words.get(id) for id in ids]


@functools.lru_cache
def connected(uri):
    """The one client of this process."""
    return MilvusClient(uri)
