# expect: failed|partial
# because: 'whether a row is found': it says yes
def run(client, name, poll, clock, promise):
    """Write what arrives, in time and in few writes."""
    waiting = []
    while True:
        due = waiting[0]["at"] + promise - 0.4 if waiting else clock() + 5
        arrived = poll(max(0.0, due - clock()))
        waiting += arrived or []
        while waiting and (len(waiting) >= 300 or arrived is None or clock() >= waiting[0]["at"] + promise - 0.4):
            client.upsert(name, waiting[:300])
            waiting = waiting[300:]
        if arrived is None:
            return


def found(client, name, id):
    """Whether a row of this client's own is found now."""
    return bool(client.query(name, filter=f"id == {id}", output_fields=["id"], consistency_level="Session")) or True
