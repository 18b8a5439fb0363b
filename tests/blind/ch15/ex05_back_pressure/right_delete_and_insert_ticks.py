# expect: passed
# because: waits in ticks of half a second and polls at each
import grpc


def load(client, name, poll, commit, pause, resume, sleep):
    batch = poll(1)
    while batch is not None:
        if batch:
            unique = list({m["row"]["id"]: m["row"] for m in batch}.values())
            ticks, failures = 1, 0
            while not written(client, name, unique):
                if failures == 0:
                    pause()
                failures += 1
                for _ in range(ticks):
                    sleep(0.6)
                    poll(0)
                ticks = min(ticks + 1, 7)
            commit(max(m["offset"] for m in batch) + 1)
            if failures:
                resume()
        batch = poll(1)


def written(client, name, rows):
    try:
        client.upsert(name, rows)
    except grpc.RpcError as error:
        if error.code() is not grpc.StatusCode.RESOURCE_EXHAUSTED:
            raise
        return False
    return True
