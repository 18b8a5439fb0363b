# id: written-after-it-was-revoked
# check: test_revoked
# why: The rows are in memory and were read by rights, so they are written with the next batch. Meanwhile their partition has a new owner, who has read them again, and newer ones.
# source: Apache Kafka 4.1, ConsumerRebalanceListener.onPartitionsRevoked (commit before the partitions are given away); run here in the lesson: the table of a re-balance


def route(event):
    """The message key of an event."""
    return str(event["offer"])


def consume(client, name, poll, commit):
    """Bring what is read into Milvus."""
    waiting = []
    while (step := poll()) is not None:
        waiting += step["messages"]
        if len(waiting) >= 50:
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
