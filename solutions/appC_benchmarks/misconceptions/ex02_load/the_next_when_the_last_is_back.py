# id: the-next-when-the-last-is-back
# check: test_schedule, test_stall, test_at_most, test_errors, test_timeouts
# why: A loop that sends a request and waits for the answer is the first that one writes, and it is what most load tests are. It slows down exactly when the server does.
# source: vectordb-bench 2.0.0, backend/runner/mp_runner.py: each process sends the next query when the last one is answered; measured in the lesson, Load That Does Not Wait
    # BEGIN SOLUTION run
    calls = []
    for number, at in enumerate(due):
        while now() < at:
            wait(at)
        sent = now()
        send(number)
        ended, outcome = at + timeout, "timeout"
        while now() < max(at + timeout, sent + 1):
            back = dict(wait(max(at + timeout, sent + 1)))
            if number in back:
                ended, outcome = now(), "ok" if back[number] else "error"
                break
        calls.append({"due": at, "sent": sent, "ended": ended, "outcome": outcome})
    return calls
    # END SOLUTION
