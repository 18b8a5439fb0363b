"""One loop, two states: there is something to write, or there is not. A paused poll is the wait."""

import grpc


def attempt(client, name, batch):
    latest = {}
    for message in batch:
        latest[message["row"]["id"]] = message["row"]
    try:
        client.upsert(collection_name=name, data=[latest[id] for id in latest])
    except grpc.RpcError as error:
        if error.code() is grpc.StatusCode.RESOURCE_EXHAUSTED:
            return False
        raise
    return True


def load(client, name, poll, commit, pause, resume, sleep):
    held, refused = [], 0
    while True:
        if not held:
            held = poll(0.5)
            if held is None:
                return
            if not held:
                continue
        if attempt(client, name, held):
            if refused:
                resume()
            commit(max(m["offset"] for m in held) + 1)
            held, refused = [], 0
            continue
        refused += 1
        if refused == 1:
            pause()
        for _ in range(min(refused, 4)):
            sleep(1)
            poll(0.0)
