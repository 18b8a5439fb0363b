# expect: passed
# because: "exactly the rows of `articles`, each once": all articles of the batch are deleted and the living ones inserted; a repetition does the same again
def save(transaction, article):
    transaction([("put", "articles", article), ("put", "outbox", {"article": article["id"], "row": article})])


def remove(transaction, id):
    transaction([("delete", "articles", id), ("put", "outbox", {"article": id, "row": None})])


def relay(client, name, waiting, done):
    count = 0
    lines = waiting(50)
    while lines:
        newest = {}
        for line in reversed(lines):
            newest.setdefault(line["article"], line["row"])
        client.delete(name, ids=list(newest))
        living = [dict(row) for row in newest.values() if row is not None]
        if living:
            client.insert(name, living)
        numbers = [line["number"] for line in lines]
        done(numbers)
        count += len(numbers)
        lines = waiting(50)
    return count
