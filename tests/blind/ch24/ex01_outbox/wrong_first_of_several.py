# expect: partial|failed
# because: the first of several lines about an article wins
def save(transaction, article):
    """Store an article, and note it for Milvus."""
    transaction([("put", "articles", article), ("put", "outbox", {"article": article["id"], "row": article})])


def remove(transaction, id):
    """Delete an article, and note it for Milvus."""
    transaction([("delete", "articles", id), ("put", "outbox", {"article": id, "row": None})])


def relay(client, name, waiting, done):
    """Bring the waiting lines to Milvus; how many."""
    count = 0
    while lines := waiting(200):
        last = {}
        for line in lines:
            last.setdefault(line["article"], line["row"])
        put = [row for row in last.values() if row is not None]
        gone = [id for id, row in last.items() if row is None]
        if put:
            client.upsert(name, put)
        if gone:
            client.delete(name, ids=gone)
        done([line["number"] for line in lines])
        count += len(lines)
    return count
