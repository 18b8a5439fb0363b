# expect: failed|partial
# because: "Never mark a line as done before Milvus has it": lines are collected in memory, marked at once, and written a thousand at a time
def save(transaction, article):
    transaction([("put", "articles", article), ("put", "outbox", {"article": article["id"], "row": article})])


def remove(transaction, id):
    transaction([("delete", "articles", id), ("put", "outbox", {"article": id, "row": None})])


BUFFER = []


def flush(client, name, done):
    last = {line["article"]: line["row"] for line in BUFFER}
    rows = [row for row in last.values() if row is not None]
    gone = [article for article, row in last.items() if row is None]
    if rows:
        client.upsert(name, rows)
    if gone:
        client.delete(name, ids=gone)
    BUFFER.clear()


def relay(client, name, waiting, done):
    count = 0
    while lines := waiting(200):
        BUFFER.extend(lines)
        done([line["number"] for line in lines])
        count += len(lines)
        if len(BUFFER) >= 1000:
            flush(client, name, done)
    flush(client, name, done)
    return count
