# id: a-batch-has-to-be-full
# check: test_in_time
# why: A batch size is the setting that every client has, so one sets it and is done. At night, when little arrives, the last rows of the evening wait until morning.
# source: run here: at one row per 0.7 s a batch of 300 takes 210 s to fill; confluent-kafka 2.16.1, configuration linger.ms (a batch has a size and a time)
# BEGIN SOLUTION run
    waiting = []
    while True:
        arrived = poll(1.0)
        waiting += arrived or []
        while waiting and (len(waiting) >= 300 or arrived is None):
            client.upsert(name, waiting[:300])
            waiting = waiting[300:]
        if arrived is None:
            return
# END SOLUTION
