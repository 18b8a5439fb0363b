# expect: failed|partial
# because: 'those of different offers may lie in different partitions': four keys for all
def route(event):
    """The message key of an event."""
    return str(event["offer"] % 4)


def consume(client, name, poll, commit):
    """Bring what is read into Milvus."""
    waiting = []
    while (step := poll()) is not None:
        waiting += step["messages"]
        if len(waiting) >= 50 or step["revoked"]:
            write(client, name, waiting, commit)
            waiting = []
    write(client, name, waiting, commit)


def write(client, name, messages, commit):
    """The last event of each offer becomes its row; then commit."""
    rows, done = {}, {}
    for message in messages:
        event = message["event"]
        rows[event["offer"]] = {"id": event["offer"], "price": event["price"], "vector": event["vector"]}
        done[message["partition"]] = message["offset"] + 1
    if rows:
        client.upsert(name, list(rows.values()))
    for partition, offset in done.items():
        commit(partition, offset)
