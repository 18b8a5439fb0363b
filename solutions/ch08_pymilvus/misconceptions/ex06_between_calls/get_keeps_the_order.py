# id: get-keeps-the-order
# check: test_words_of
# why: get(ids=[7, 3]) looks as if it gave the rows of 7 and 3. It gives those that are there, in an order of Milvus' own.
# source: https://github.com/milvus-io/milvus/issues/18893 (Make Query results order by PK); https://github.com/milvus-io/milvus/issues/52862 (key order instead of the requested order)

import functools

from pymilvus import MilvusClient


def remember(uri, name, notes):
    """Store the notes, so that they are found at once."""
    if notes:
        connected(uri).upsert(name, notes)


def similar(uri, name, vector, k):
    """The words of the k nearest notes."""
    hits = connected(uri).search(name, data=[vector], limit=k, output_fields=["word"], consistency_level="Session")[0]
    return [hit["entity"]["word"] for hit in hits]


def words_of(uri, name, ids):
    """The word of each id, None where there is none."""
    if not ids:
        return []
    rows = connected(uri).get(name, ids=list(ids), output_fields=["id", "word"], consistency_level="Session")
    return [row["word"] for row in rows]


@functools.lru_cache
def connected(uri):
    """The one client of this process."""
    return MilvusClient(uri)
