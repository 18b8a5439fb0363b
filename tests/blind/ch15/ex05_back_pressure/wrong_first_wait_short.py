# expect: failed|partial
# because: 'Wait 0.5 seconds or more before the second attempt': it begins with a tenth of a second
import grpc

FIRST, LONGEST = 0.1, 4.0


def load(client, name, poll, commit, pause, resume, sleep):
    """Bring a partition into Milvus, as fast as Milvus takes it."""
    while (batch := poll(1.0)) is not None:
        if not batch:
            continue
        rows = list({message["row"]["id"]: message["row"] for message in batch}.values())
        paused, wait = False, FIRST
        while True:
            try:
                client.upsert(name, rows)
                break
            except grpc.RpcError as error:
                if error.code() != grpc.StatusCode.RESOURCE_EXHAUSTED:
                    raise
            if not paused:
                pause()
                paused = True
            sleep(wait)
            poll(0)
            wait = min(LONGEST, 2 * wait)
        commit(batch[-1]["offset"] + 1)
        if paused:
            resume()
