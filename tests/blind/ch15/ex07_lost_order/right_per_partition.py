# expect: passed
# because: a list per partition; a revoked one is written alone
def route(event):
    return f"{event['offer']:d}"


def latest(messages):
    rows = {}
    for m in messages:
        e = m["event"]
        rows[e["offer"]] = dict(id=e["offer"], price=e["price"], vector=e["vector"])
    return list(rows.values())


def consume(client, name, poll, commit):
    held = {}

    def flush(partitions):
        messages = [m for p in partitions for m in held.get(p, [])]
        if messages:
            client.upsert(name, latest(messages))
        for p in partitions:
            if held.get(p):
                commit(p, held[p][-1]["offset"] + 1)
            held.pop(p, None)

    while True:
        step = poll()
        if step is None:
            break
        for m in step["messages"]:
            held.setdefault(m["partition"], []).append(m)
        if step["revoked"]:
            flush(step["revoked"])
        if sum(map(len, held.values())) >= 60:
            flush(list(held))
    flush(list(held))
