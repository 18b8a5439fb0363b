# expect: passed
# because: "Never mark a line as done before Milvus has it": each line is brought and marked by itself, in order
def save(transaction, article):
    transaction([("put", "articles", article), ("put", "outbox", {"article": article["id"], "row": article})])


def remove(transaction, id):
    transaction([("delete", "articles", id), ("put", "outbox", {"article": id, "row": None})])


def bring(client, name, line):
    if line["row"] is None:
        client.delete(name, ids=[line["article"]])
    else:
        client.upsert(name, [line["row"]])


def relay(client, name, waiting, done):
    total = 0
    while True:
        lines = waiting(200)
        if not lines:
            return total
        for line in lines:
            bring(client, name, line)
            done([line["number"]])
            total += 1
