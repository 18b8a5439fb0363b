# id: a-client-per-call
# check: test_similar
# why: Open, use, close is how one treats a file, and a fresh connection cannot be broken. Each one costs a handshake, and forgets the schemas that the last one knew.
# source: https://github.com/kubeflow/docs-agent/issues/28 (connect and disconnect around each search); https://github.com/milvus-io/pymilvus/issues/612 (one connection, or one for each request?)

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
    words = {row["id"]: row["word"] for row in rows}
    return [words.get(id) for id in ids]


def connected(uri):
    """The one client of this process."""
    return MilvusClient(uri, dedicated=True)
