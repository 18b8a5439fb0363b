# expect: failed|partial
# because: "lines may appear late, with lower numbers": all numbers between the first and the last line of the batch are marked, gaps included
def save(transaction, article):
    transaction([("put", "articles", article), ("put", "outbox", {"article": article["id"], "row": article})])


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
        done(range(lines[0]["number"], lines[-1]["number"] + 1))
        count += len(lines)
    return count
