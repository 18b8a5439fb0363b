# expect: passed
# because: forgets what was read of a revoked partition
def route(event):
    return "offer " + str(event["offer"])


def consume(client, name, poll, commit):
    waiting = []
    while (step := poll()) is not None:
        waiting = [m for m in waiting + step["messages"] if m["partition"] not in step["revoked"]]
        if len({m["event"]["offer"] for m in waiting}) >= 50 or len(waiting) > 80:
            store(client, name, waiting, commit)
            waiting = []
    if waiting:
        store(client, name, waiting, commit)


def store(client, name, waiting, commit):
    newest = {m["event"]["offer"]: m["event"] for m in waiting}
    client.upsert(name, [{"id": o, "price": e["price"], "vector": e["vector"]} for o, e in newest.items()])
    for partition in sorted({m["partition"] for m in waiting}):
        commit(partition, 1 + max(m["offset"] for m in waiting if m["partition"] == partition))
