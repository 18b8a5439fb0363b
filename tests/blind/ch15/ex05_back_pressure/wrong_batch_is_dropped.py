# expect: failed|partial
# because: 'Try the same rows again': it logs and goes on
import grpc


def load(client, name, poll, commit, pause, resume, sleep):
    """Bring a partition into Milvus, as fast as Milvus takes it."""
    while (batch := poll(1.0)) is not None:
        if batch:
            rows = list({message["row"]["id"]: message["row"] for message in batch}.values())
            wait = 0.5
            paused = False
            while True:
                try:
                    client.upsert(name, rows)
                    break
                except grpc.RpcError as error:
                    if error.code() != grpc.StatusCode.RESOURCE_EXHAUSTED:
                        raise
                break
            commit(batch[-1]["offset"] + 1)
            if paused:
                resume()
