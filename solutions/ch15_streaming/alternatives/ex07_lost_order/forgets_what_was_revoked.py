"""What is revoked and not written is forgotten: the new owner reads it again."""


def route(event):
    return f"offer-{event['offer']}"


def consume(client, name, poll, commit):
    rows, done = {}, {}

    def write():
        if rows:
            client.upsert(collection_name=name, data=list(rows.values()))
        for partition, offset in done.items():
            commit(partition, offset)
        rows.clear()
        done.clear()

    where = {}
    while True:
        step = poll()
        if step is None:
            write()
            return
        for message in step["messages"]:
            if message["partition"] in step["revoked"]:
                continue
            event = message["event"]
            rows[event["offer"]] = {"id": event["offer"], "price": event["price"], "vector": list(event["vector"])}
            where[event["offer"]] = message["partition"]
            done[message["partition"]] = message["offset"] + 1
        for offer in [o for o in rows if where[o] in step["revoked"]]:
            del rows[offer]
        for partition in step["revoked"]:
            done.pop(partition, None)
        if len(rows) >= 50:
            write()
