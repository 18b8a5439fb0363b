# expect: failed|partial
# because: 'In the end everything is written and committed': only the partition of the last message is
def route(event):
    """The message key of an event."""
    return str(event["offer"])


def consume(client, name, poll, commit):
    """Bring what is read into Milvus."""
    waiting = []
    while (step := poll()) is not None:
        waiting += step["messages"]
        if len(waiting) >= 50 or step["revoked"]:
            write(client, name, waiting)
            done(waiting, commit)
            waiting = []
    write(client, name, waiting)
    done(waiting, commit)


def done(messages, commit):
    """The group continues after these."""
    ends = {}
    for message in messages:
        ends[message["partition"]] = message["offset"] + 1
    if messages:
        commit(messages[-1]["partition"], messages[-1]["offset"] + 1)


def write(client, name, messages):
    """Each offer becomes a row."""
    rows = {}
    for message in messages:
        event = message["event"]
        rows[event["offer"]] = {"id": event["offer"], "price": event["price"], "vector": event["vector"]}
    if rows:
        client.upsert(name, list(rows.values()))
