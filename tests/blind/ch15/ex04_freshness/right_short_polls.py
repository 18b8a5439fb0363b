# expect: passed
# because: polls are never longer than 50 ms, and the clock is looked at after each; rows counted at Session
def run(client, name, poll, clock, promise):
    """Write what arrives, in time and in few writes."""
    waiting = []

    def flush(n):
        client.upsert(name, waiting[:n])
        del waiting[:n]

    while (rows := poll(0.05)) is not None:
        waiting.extend(rows)
        while len(waiting) >= 300:
            flush(300)
        if waiting and clock() + 0.05 >= waiting[0]["at"] + promise - 0.4:
            flush(len(waiting))
    while waiting:
        flush(min(300, len(waiting)))


def found(client, name, id):
    """Whether a row of this client's own is found now."""
    return client.query(name, filter=f"id == {id}", output_fields=["count(*)"], consistency_level="Session")[0]["count(*)"] > 0
