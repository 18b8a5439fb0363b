# expect: failed|partial
# because: "marks these lines as done": only the last line of each article is marked, so the older ones come again and overwrite it
def save(transaction, article):
    transaction([("put", "articles", article), ("put", "outbox", {"article": article["id"], "row": article})])


def remove(transaction, id):
    transaction([("delete", "articles", id), ("put", "outbox", {"article": id, "row": None})])


def relay(client, name, waiting, done):
    count = 0
    while lines := waiting(200):
        last = {line["article"]: line for line in lines}
        rows = [line["row"] for line in last.values() if line["row"] is not None]
        gone = [article for article, line in last.items() if line["row"] is None]
        if rows:
            client.upsert(name, rows)
        if gone:
            client.delete(name, ids=gone)
        done([line["number"] for line in last.values()])
        count += len(last)
    return count
