# expect: passed
# because: one function per step, quarter-second polls
def due(waiting, now, promise):
    return bool(waiting) and (len(waiting) >= 300 or now + 0.35 >= waiting[0]["at"] + promise - 0.1)


def run(client, name, poll, clock, promise):
    waiting, over = [], False
    while not over:
        step = 0.02 if waiting else 1.0
        rows = poll(step)
        over = rows is None
        waiting.extend(rows or ())
        while due(waiting, clock(), promise) or (over and waiting):
            client.insert(name, waiting[:300])
            del waiting[:300]


def found(client, name, id):
    rows = client.query(collection_name=name, filter=f"id in [{id}]", output_fields=["at"], consistency_level="Session")
    return len(rows) > 0
