# expect: failed|partial
# because: "lines may appear late, with lower numbers than some that you have seen": lines below the highest number seen are taken for old ones
def save(transaction, article):
    transaction([("put", "articles", article), ("put", "outbox", {"article": article["id"], "row": article})])


def remove(transaction, id):
    transaction([("delete", "articles", id), ("put", "outbox", {"article": id, "row": None})])


HIGHEST = {}


def relay(client, name, waiting, done):
    count = 0
    while lines := waiting(200):
        fresh = [line for line in lines if line["number"] > HIGHEST.get(name, 0)]
        last = {line["article"]: line["row"] for line in fresh}
        rows = [row for row in last.values() if row is not None]
        gone = [article for article, row in last.items() if row is None]
        if rows:
            client.upsert(name, rows)
        if gone:
            client.delete(name, ids=gone)
        done([line["number"] for line in lines])
        HIGHEST[name] = max([line["number"] for line in lines] + [HIGHEST.get(name, 0)])
        count += len(lines)
    return count
