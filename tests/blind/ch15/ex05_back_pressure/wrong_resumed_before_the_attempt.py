# expect: failed|partial
# because: 'When the rows are written, resume': it resumes before it tries again
import grpc

FIRST, LONGEST = 0.5, 4.0


def load(client, name, poll, commit, pause, resume, sleep):
    """Bring a partition into Milvus, as fast as Milvus takes it."""
    while (batch := poll(1.0)) is not None:
        if not batch:
            continue
        rows = list({message["row"]["id"]: message["row"] for message in batch}.values())
        wait = FIRST
        while True:
            try:
                client.upsert(name, rows)
                break
            except grpc.RpcError as error:
                if error.code() != grpc.StatusCode.RESOURCE_EXHAUSTED:
                    raise
            pause()
            sleep(wait)
            poll(0)
            resume()
            wait = min(LONGEST, 2 * wait)
        commit(batch[-1]["offset"] + 1)
