# expect: failed|partial
# because: '`at` is when it arrived': the time is counted from when the row was read, which a write before it delays
WRITE, SPARE, MOST = 0.3, 0.1, 300


def run(client, name, poll, clock, promise):
    """Write what arrives, in time and in few writes."""
    waiting, ended, since = [], False, 0.0
    while not ended:
        if waiting:
            patience = max(0.0, due(since, promise) - clock())
        else:
            patience = 5.0
        arrived = poll(patience)
        if arrived is None:
            ended = True
        else:
            since = since if waiting else clock()
            waiting += arrived
        while len(waiting) >= MOST or (waiting and (ended or clock() >= due(since, promise) - 0.001)):
            client.upsert(name, waiting[:MOST])
            waiting, since = waiting[MOST:], clock()


def due(since, promise):
    """When the write has to begin."""
    return since + promise - WRITE - SPARE


def found(client, name, id):
    """Whether a row of this client's own is found now."""
    return bool(client.query(name, filter=f"id == {id}", output_fields=["id"], consistency_level="Session"))
