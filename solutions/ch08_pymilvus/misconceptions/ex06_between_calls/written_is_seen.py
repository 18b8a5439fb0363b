# id: written-is-seen
# check: test_similar
# why: The flush was slow, so it goes; upsert() has returned, and in most databases the row would be there. By default a search may answer from some seconds ago.
# source: https://github.com/milvus-io/milvus/issues/35090 (zero results right after an insert; by design below Strong)

import functools

from pymilvus import MilvusClient


def remember(uri, name, notes):
    """Store the notes, so that they are found at once."""
    if notes:
        connected(uri).upsert(name, notes)


def similar(uri, name, vector, k):
    """The words of the k nearest notes."""
    hits = connected(uri).search(name, data=[vector], limit=k, output_fields=["word"])[0]
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
