# expect: passed
# because: a generator hands out attempts as context managers that swallow what may pass
"""On bad days.

Calls to Milvus fail, and most failures pass: the server is busy, a connection breaks, an answer does not come. Others stay,
however often you ask: a row has the wrong shape, a filter cannot be read, you are not allowed to.

Write two functions. The collection `name` has `id` (INT64, primary key), `vector` (32 numbers, COSINE) and `word` (VARCHAR).

- `store(client, name, rows, seconds)` → None. Afterwards each row is there **once**; a row that was there with its `id` is replaced.
- `nearest(client, name, vector, k, seconds)` → the ids of the k nearest rows, nearest first.

Both behave the same way on bad days:

- What may pass is tried again: `RESOURCE_EXHAUSTED` (busy), `UNAVAILABLE` (connection), `DEADLINE_EXCEEDED` (no answer). Give each attempt
  at most **one second**, and rest at least 50 ms between two of them, longer if you like.
- What stays is raised at once, as it came, after a single attempt.
- It is tried until `seconds` seconds (2 or more) are over, and one more second for the attempt under way; then `TimeoutError` is raised.
- An answer can get lost **after** Milvus has done what was asked. A row must not be there twice then. (A server keeps both rows of two
  inserts with one key. pymilvus repeats some calls by itself, inserts included.)
"""

import time
from contextlib import contextmanager

import grpc
from pymilvus import MilvusException

PASSES = (grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)


@contextmanager
def passing():
    try:
        yield
    except (grpc.RpcError, MilvusException) as error:
        code = error.code() if isinstance(error, grpc.RpcError) else error.code
        if code not in PASSES:
            raise


def attempts(seconds):
    """One item for each attempt; TimeoutError when the time is over."""
    end, number = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        yield passing()
        number += 1
        time.sleep(min(0.05 * 2**min(number, 3), max(0.05, end - time.monotonic())))
    raise TimeoutError(f"{number} attempts in {seconds} s")


def store(client, name, rows, seconds):
    """Write each row once."""
    for attempt in attempts(seconds):
        with attempt:
            client.upsert(name, rows, timeout=1)
            return


def nearest(client, name, vector, k, seconds):
    """The ids of the k nearest rows."""
    for attempt in attempts(seconds):
        with attempt:
            return [hit["id"] for hit in client.search(name, data=[vector], limit=k, output_fields=["id"], timeout=1)[0]]
