# expect: passed
# because: what waits of revoked partitions is forgotten and not committed; a batch is 50 different offers
def route(event):
    """The message key of an event."""
    return f"offer-{event['offer']}"


def consume(client, name, poll, commit):
    """Bring what is read into Milvus."""
    rows, ends = {}, {}  # (partition, offer): row; partition: next offset

    def settle():
        if rows:
            client.upsert(name, list({offer: row for (_, offer), row in rows.items()}.values()))
        for partition, offset in ends.items():
            commit(partition, offset)
        rows.clear()
        ends.clear()

    while True:
        step = poll()
        if step is None:
            break
        for message in step["messages"]:
            event = message["event"]
            rows[message["partition"], event["offer"]] = {"id": event["offer"], "price": event["price"], "vector": event["vector"]}
            ends[message["partition"]] = message["offset"] + 1
        for partition in step["revoked"]:
            ends.pop(partition, None)
            for place in [p for p in rows if p[0] == partition]:
                del rows[place]
        if len({offer for _, offer in rows}) >= 50:
            settle()
    settle()
