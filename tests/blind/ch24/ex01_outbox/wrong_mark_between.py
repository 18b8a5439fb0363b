# expect: failed|partial
# because: "Never mark a line as done before Milvus has it": the mark stands after the upsert and before the delete
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
        done([line["number"] for line in lines])
        if gone:
            client.delete(name, ids=gone)
        count += len(lines)
    return count
