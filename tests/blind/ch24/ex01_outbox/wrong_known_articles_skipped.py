# expect: failed|partial
# because: "new, or instead of the one with this id": an article that Milvus has already is not written again, so that nothing is doubled
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
        there = {row["id"] for row in client.query(name, filter=f"id in {list(last)}", output_fields=["id"], limit=200)}
        rows = [row for row in rows if row["id"] not in there]
        if rows:
            client.upsert(name, rows)
        if gone:
            client.delete(name, ids=gone)
        done([line["number"] for line in lines])
        count += len(lines)
    return count
