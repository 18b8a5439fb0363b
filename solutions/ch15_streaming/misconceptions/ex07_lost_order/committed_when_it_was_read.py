# id: committed-when-it-was-read
# check: test_commits
# why: Commit in the loop over the messages, next to where they are read: it is the shortest place. If the process ends before the next write, up to fifty offers keep their old price.
# source: confluent-kafka 2.16.1 and Apache Kafka 4.1, Consumer Configs, enable.auto.commit (what it does by itself)


def route(event):
    """The message key of an event."""
    return str(event["offer"])


def consume(client, name, poll, commit):
    """Bring what is read into Milvus."""
    waiting = []
    while (step := poll()) is not None:
        waiting += step["messages"]
        for message in step["messages"]:
            commit(message["partition"], message["offset"] + 1)
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
