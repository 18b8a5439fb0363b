# expect: partial|failed
# because: a deletion is not noted
def save(transaction, article):
    """Store an article, and note it for Milvus."""
    transaction([("put", "articles", article), ("put", "outbox", {"article": article["id"], "row": article})])


def remove(transaction, id):
    """Delete an article, and note it for Milvus."""
    transaction([("delete", "articles", id)])


def relay(client, name, waiting, done):
    """Bring the waiting lines to Milvus; how many."""
    count = 0
    while lines := waiting(200):
        last = {line["article"]: line["row"] for line in lines}
        put = [row for row in last.values() if row is not None]
        gone = [id for id, row in last.items() if row is None]
        if put:
            client.upsert(name, put)
        if gone:
            client.delete(name, ids=gone)
        done([line["number"] for line in lines])
        count += len(lines)
    return count
