# expect: failed|partial
# because: "exactly the rows of `articles`": all deletions of a batch come after all puts, so an article that was removed and put again is gone
def save(transaction, article):
    transaction([("put", "articles", article), ("put", "outbox", {"article": article["id"], "row": article})])


def remove(transaction, id):
    transaction([("delete", "articles", id), ("put", "outbox", {"article": id, "row": None})])


def relay(client, name, waiting, done):
    count = 0
    while lines := waiting(200):
        rows = {line["article"]: line["row"] for line in lines if line["row"] is not None}
        gone = {line["article"] for line in lines if line["row"] is None}
        if rows:
            client.upsert(name, list(rows.values()))
        if gone:
            client.delete(name, ids=sorted(gone))
        done([line["number"] for line in lines])
        count += len(lines)
    return count
