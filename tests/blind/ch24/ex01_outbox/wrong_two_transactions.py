# expect: failed|partial
# because: "a change of an article is written to `articles` and to `outbox` together": save does two transactions, one after the other
def save(transaction, article):
    transaction([("put", "articles", article)])
    transaction([("put", "outbox", {"article": article["id"], "row": article})])


def remove(transaction, id):
    transaction([("delete", "articles", id), ("put", "outbox", {"article": id, "row": None})])


def relay(client, name, waiting, done):
    count = 0
    while lines := waiting(200):
        last = {line["article"]: line["row"] for line in lines}
        rows = [row for row in last.values() if row is not None]
        gone = [article for article, row in last.items() if row is None]
        if rows:
            client.upsert(name, rows)
        if gone:
            client.delete(name, ids=gone)
        done([line["number"] for line in lines])
        count += len(lines)
    return count
