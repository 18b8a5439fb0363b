# expect: failed|partial
# because: "the collection has exactly the rows of `articles`": of several lines about one article the first is kept, the others are marked unread
def save(transaction, article):
    transaction([("put", "articles", article), ("put", "outbox", {"article": article["id"], "row": article})])


def remove(transaction, id):
    transaction([("delete", "articles", id), ("put", "outbox", {"article": id, "row": None})])


def relay(client, name, waiting, done):
    count = 0
    while lines := waiting(200):
        last = {}
        for line in lines:
            last.setdefault(line["article"], line["row"])
        rows = [row for row in last.values() if row is not None]
        gone = [article for article, row in last.items() if row is None]
        if rows:
            client.upsert(name, rows)
        if gone:
            client.delete(name, ids=gone)
        done([line["number"] for line in lines])
        count += len(lines)
    return count
