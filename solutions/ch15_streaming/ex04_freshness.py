"""A promise of freshness.

“An offer is found at most two seconds after it has arrived.” Larger batches are cheaper, and let rows wait. Write `run(client, name, poll, clock, promise)`, which keeps such a promise with as few writes as it can.

    clock()                # the time in seconds
    poll(1.5)              # what has arrived since the last poll, as a list of rows; waits up to 1.5 seconds for the first one. [] if none came, None at the end of the stream
    promise                # seconds, 1 or more; another number in each call

- A row is `{"id": 7, "at": 12.25, "vector": […]}`, and `at` is when it arrived. Store it as it is: the collection `name` has exactly these fields.
- A write takes up to **0.3 seconds**. It has to *end* at most `promise` seconds after the arrival of each row in it.
- One write takes at most **300 rows**. More than that may arrive at once, and then several writes follow each other.
- Write as seldom as that allows: rows wait for company as long as the promise lets them, with 0.1 seconds to spare for safety. A full batch need not wait.
- At the end of the stream, write what is left, and return.

Nobody waits for a service to prove itself, so write that too: `found(client, name, id)` says whether a row that *this* client has written is found **now**. The collection reads at the level Bounded if nothing is said. Do not ask for more than you need: which
level promises a client its own writes?
"""


def run(client, name, poll, clock, promise):
    """Write what arrives, in time and in few writes."""
    # BEGIN SOLUTION run
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
    # END SOLUTION


def found(client, name, id):
    """Whether a row of this client's own is found now."""
    # BEGIN SOLUTION found
    return bool(client.query(name, filter=f"id == {id}", output_fields=["id"], consistency_level="Session"))
    # END SOLUTION
