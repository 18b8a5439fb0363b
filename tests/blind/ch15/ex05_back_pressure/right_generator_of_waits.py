# expect: passed
# because: waits come from itertools, an attempt is a function that says whether Milvus took it; polled before and after each sleep
from itertools import chain, repeat

import grpc


def taken(client, name, rows):
    """True if written, False if refused for now; anything else is raised."""
    try:
        client.upsert(name, rows)
    except grpc.RpcError as error:
        if error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED:
            return False
        raise
    return True


def newest(batch):
    rows = {}
    for message in batch:
        rows.pop(message["row"]["id"], None)
        rows[message["row"]["id"]] = message["row"]
    return list(rows.values())


def load(client, name, poll, commit, pause, resume, sleep):
    """Bring a partition into Milvus, as fast as Milvus takes it."""
    for batch in iter(lambda: poll(1.0), None):
        if batch == []:
            continue
        rows = newest(batch)
        if not taken(client, name, rows):
            pause()
            for seconds in chain((0.6, 1.2, 2.4), repeat(3.6)):
                poll(0.0)
                sleep(seconds)
                poll(0.0)
                if taken(client, name, rows):
                    break
            resume()
        commit(max(message["offset"] for message in batch) + 1)
