"""Back-pressure.

Milvus is busy, and refuses writes for a while. The log keeps what you do not read; your memory does not. Write `load(client, name, poll, commit, pause, resume, sleep)`, which
brings a partition of a log into Milvus and behaves well when Milvus refuses.

    poll(1.0)              # up to 100 messages that follow; waits up to 1 second. [] if there is none now, or while paused. None at the end of the log, and then load() returns
    commit(420)            # the group continues at offset 420
    pause(), resume()      # a paused partition gives no messages
    sleep(2.0)             # lets time pass; there is no other clock

A message is `{"offset": 419, "row": {"id": 7, "vector": […]}}`; the collection `name` has these two fields. An id may come again, also within a batch: then the later message counts, and one write names each id once.

A refusal is a `grpc.RpcError` whose `code()` is `RESOURCE_EXHAUSTED`. When it comes:

- **Pause** before you do anything else, and keep calling `poll()` at least every **5 seconds**: a member that is silent for longer is thrown out of the group, and `poll` or `commit` raises `RuntimeError`.
- Try the *same* rows again, as often as it takes. Wait 0.5 seconds or more before the second attempt, and no less before each further one than before the one before; never more than 5 seconds.
- When the rows are written, resume, and continue. Resume only what is paused, and pause only once.
- Never commit what is not written, and commit after each batch. At no time hold more than one batch.

Every other error is raised as it comes, after one attempt: trying again would not help.
"""

import grpc


def load(client, name, poll, commit, pause, resume, sleep):
    """Bring a partition into Milvus, as fast as Milvus takes it."""
    # BEGIN SOLUTION
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
                if not paused:
                    pause()
                    paused = True
                sleep(wait)
                poll(0)
                wait = min(4.0, 2 * wait)
            commit(batch[-1]["offset"] + 1)
            if paused:
                resume()
    # END SOLUTION
