# expect: failed|partial
# because: 'Pause before you do anything else': it polls without a pause, and holds what comes until the batch is written
import grpc

FIRST, LONGEST = 0.5, 4.0


def load(client, name, poll, commit, pause, resume, sleep):
    """Bring a partition into Milvus, as fast as Milvus takes it."""
    while (batch := poll(1.0)) is not None:
        if not batch:
            continue
        wait = FIRST
        while True:
            rows = list({message["row"]["id"]: message["row"] for message in batch}.values())
            try:
                client.upsert(name, rows)
                break
            except grpc.RpcError as error:
                if error.code() != grpc.StatusCode.RESOURCE_EXHAUSTED:
                    raise
            sleep(wait)
            batch = batch + (poll(0) or [])
            wait = min(LONGEST, 2 * wait)
        commit(batch[-1]["offset"] + 1)
