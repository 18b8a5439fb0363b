# expect: failed|partial
# because: 'Every other error is raised as it comes, after one attempt': whatever its code, an RpcError is tried again, thirty times
import grpc

FIRST, LONGEST = 0.5, 4.0


def load(client, name, poll, commit, pause, resume, sleep):
    """Bring a partition into Milvus, as fast as Milvus takes it."""
    while (batch := poll(1.0)) is not None:
        if not batch:
            continue
        rows = list({message["row"]["id"]: message["row"] for message in batch}.values())
        paused, wait, tries = False, FIRST, 0
        while True:
            try:
                client.upsert(name, rows)
                break
            except grpc.RpcError as error:
                tries += 1
                if tries > 30:
                    raise error
            if not paused:
                pause()
                paused = True
            sleep(wait)
            poll(0)
            wait = min(LONGEST, 2 * wait)
        commit(batch[-1]["offset"] + 1)
        if paused:
            resume()
