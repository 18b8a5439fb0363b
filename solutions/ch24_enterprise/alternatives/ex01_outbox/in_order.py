"""The outbox first in the list; the relay plays the lines in their order, deletions in between, a run of puts in one call."""


def save(transaction, article):
    line = {"article": article["id"], "row": dict(article)}
    transaction([("put", "outbox", line), ("put", "articles", article)])


def remove(transaction, id):
    writes = []
    writes.append(("put", "outbox", {"article": id, "row": None}))
    writes.append(("delete", "articles", id))
    transaction(writes)


def relay(client, name, waiting, done):
    total = 0
    while True:
        lines = waiting(500)
        if not lines:
            return total
        run = {}
        for line in lines:
            if line["row"] is None:
                if run:
                    client.upsert(name, list(run.values()))
                run = {}
                client.delete(name, filter=f"id == {line['article']}")
            else:
                run[line["article"]] = line["row"]
        if run:
            client.upsert(name, list(run.values()))
        for line in lines:
            done([line["number"]])
            total += 1
