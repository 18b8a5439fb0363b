# id: the-clock-ticks-with-the-messages
# check: test_in_time
# why: The time is compared after each message, which looks like a timer. In a silence there is no message, and nobody looks at the clock.
# source: run here: a row before a silence of 20 s was written after it; confluent-kafka 2.16.1, Consumer.poll(timeout) (returns early only if a message comes)
# BEGIN SOLUTION run
    waiting = []
    while True:
        arrived = poll(60.0)
        waiting += arrived or []
        while waiting and (len(waiting) >= 300 or arrived is None or clock() >= waiting[0]["at"] + promise - 0.9):
            client.upsert(name, waiting[:300])
            waiting = waiting[300:]
        if arrived is None:
            return
# END SOLUTION
