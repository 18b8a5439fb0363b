# expect: failed|partial
# because: 'another number in each call': the promise is taken to be 2 seconds
PROMISE = 2.0
WRITE, SPARE, MOST = 0.3, 0.1, 300


def run(client, name, poll, clock, promise):
    """Write what arrives, in time and in few writes."""
    waiting, ended = [], False
    while not ended:
        if waiting:
            patience = max(0.0, due(waiting, promise) - clock())
        else:
            patience = 5.0
        arrived = poll(patience)
        if arrived is None:
            ended = True
        else:
            waiting += arrived
        while len(waiting) >= MOST or (waiting and (ended or clock() >= due(waiting, promise) - 0.001)):
            client.upsert(name, waiting[:MOST])
            waiting = waiting[MOST:]


def due(waiting, promise):
    """When the write has to begin."""
    return waiting[0]["at"] + PROMISE - WRITE - SPARE


def found(client, name, id):
    """Whether a row of this client's own is found now."""
    return bool(client.query(name, filter=f"id == {id}", output_fields=["id"], consistency_level="Session"))
