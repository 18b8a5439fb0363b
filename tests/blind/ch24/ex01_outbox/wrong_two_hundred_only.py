# expect: failed|partial
# because: "bring all waiting lines to Milvus": one batch of 200 and no loop
def save(transaction, article):
    transaction([("put", "articles", article), ("put", "outbox", {"article": article["id"], "row": article})])


def remove(transaction, id):
    transaction([("delete", "articles", id), ("put", "outbox", {"article": id, "row": None})])


def relay(client, name, waiting, done):
    lines = waiting(200)
    last = {line["article"]: line["row"] for line in lines}
    rows = [row for row in last.values() if row is not None]
    gone = [article for article, row in last.items() if row is None]
    if rows:
        client.upsert(name, rows)
    if gone:
        client.delete(name, ids=gone)
    if lines:
        done([line["number"] for line in lines])
    return len(lines)
