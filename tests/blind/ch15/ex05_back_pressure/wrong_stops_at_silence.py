# expect: failed|partial
# because: '[] if there is none now': it takes it for the end
import grpc


def load(client, name, poll, commit, pause, resume, sleep):
    """Bring a partition into Milvus, as fast as Milvus takes it."""
    while batch := poll(1.0):
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
                if not paused:
                    pause()
                    paused = True
                sleep(wait)
                poll(0)
                wait = min(4.0, 2 * wait)
            commit(batch[-1]["offset"] + 1)
            if paused:
                resume()
