# expect: passed
# because: a generator of waits, linear growth
import grpc


def waits():
    step = 0.5
    while True:
        yield step
        step = min(step + 0.5, 4.5)


def refused(error):
    return error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED


def load(client, name, poll, commit, pause, resume, sleep):
    while True:
        batch = poll(2.0)
        if batch is None:
            return
        if not batch:
            continue
        rows = {}
        for message in batch:
            rows[message["row"]["id"]] = message["row"]
        pauses = waits()
        held = False
        done = False
        while not done:
            try:
                client.upsert(name, list(rows.values()))
                done = True
            except grpc.RpcError as error:
                if not refused(error):
                    raise
                if not held:
                    pause()
                held = True
                sleep(next(pauses))
                assert poll(0.0) == []
        if held:
            resume()
        commit(batch[-1]["offset"] + 1)
