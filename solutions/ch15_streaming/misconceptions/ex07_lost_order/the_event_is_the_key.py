# id: the-event-is-the-key
# check: test_the_key
# why: Each message wants an id, and the key looks like the place for it; it spreads evenly, too. But the key decides what stays in order.
# source: Apache Kafka 4.1, Introduction (events with the same key are written to the same partition); run here in the lesson with confluent-kafka 2.16.1


def route(event):
    """The message key of an event."""
    return event["event"]


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
