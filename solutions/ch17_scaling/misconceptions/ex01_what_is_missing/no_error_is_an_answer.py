# id: no-error-is-an-answer
# check: test_whole_at_once
# why: Clients retry on exceptions, and take whatever comes without one. Half a minute of errors makes everyone write such a loop, and nobody sees the second half of the accident.
# source: run here: after a query node of 2.3.5 was killed, answers lacked half of the rows for up to ten seconds, without an error (lesson, section Load Balancing)
# BEGIN SOLUTION
    if not vectors:
        return []
    end = time.monotonic() + patience
    while True:
        try:
            hits = client.search(name, data=vectors, limit=limit)
            return [[hit["id"] for hit in row] for row in hits]
        except Exception:
            if time.monotonic() > end:
                raise
        time.sleep(0.2)
# END SOLUTION
