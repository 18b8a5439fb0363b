# id: commit-first
# check: test_nothing_is_lost
# why: "I have got it" feels like the moment to say so, and a client that commits by itself does it too. Whoever is killed after that has promised what nobody will write.
# source: confluent-kafka 2.16.1 and Apache Kafka 4.1, Consumer Configs, enable.auto.commit (true by default; offsets are committed in the background)
# BEGIN SOLUTION
    while batch := poll(200):
        done = {message["partition"]: message["offset"] + 1 for message in batch}
        for partition, offset in done.items():
            commit(partition, offset)
        rows = []
        for message in batch:
            look = parsed(message["value"])
            if look is not None:
                id = f"{message['partition']}-{message['offset']}"
                rows.append({"id": id, "visitor": message["key"], "offer": look["offer"], "vector": look["vector"]})
        if rows:
            client.upsert(name, rows)


def parsed(value):
    """What a message says, or None."""
    try:
        look = json.loads(value)
        return look if {"offer", "vector"} <= set(look) else None
    except (TypeError, ValueError):
        return None
# END SOLUTION
