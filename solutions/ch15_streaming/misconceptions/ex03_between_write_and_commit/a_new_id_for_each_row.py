# id: a-new-id-for-each-row
# check: test_nothing_is_doubled
# why: A message without a key of its own gets a random one, as everywhere. When it comes a second time it gets a second one, and upsert has nothing to replace.
# source: run here on Milvus Lite 3.2.2: the same message under two ids is two rows; docs v3.0.x primary-field.md (AutoID)
# BEGIN SOLUTION
    import uuid

    while batch := poll(200):
        rows = []
        for message in batch:
            look = parsed(message["value"])
            if look is not None:
                rows.append({"id": uuid.uuid4().hex, "visitor": message["key"], "offer": look["offer"], "vector": look["vector"]})
        if rows:
            client.upsert(name, rows)
        done = {message["partition"]: message["offset"] + 1 for message in batch}
        for partition, offset in done.items():
            commit(partition, offset)


def parsed(value):
    """What a message says, or None."""
    try:
        look = json.loads(value)
        return look if {"offer", "vector"} <= set(look) else None
    except (TypeError, ValueError):
        return None
# END SOLUTION
