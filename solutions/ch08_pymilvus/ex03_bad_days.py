"""On bad days.

Calls to Milvus fail, and most failures pass: the server is busy, a connection breaks, an answer does not come. Others stay,
however often you ask: a row has the wrong shape, a filter cannot be read, you are not allowed to.

Write two functions. The collection `name` has `id` (INT64, primary key), `vector` (32 numbers, COSINE) and `word` (VARCHAR).

- `store(client, name, rows, seconds)` → None. Afterwards each row is there **once**; a row that was there with its `id` is replaced.
  `rows` is not empty, and no id is in it twice.
- `nearest(client, name, vector, k, seconds)` → the ids of the k nearest rows, nearest first.

Both behave the same way on bad days:

- What may pass is tried again: `RESOURCE_EXHAUSTED` (busy), `UNAVAILABLE` (connection), `DEADLINE_EXCEEDED` (no answer). Give each attempt
  at most **one second**, and rest 50 ms to a second between two of them. An attempt is one call of yours, however often pymilvus
  repeats it within its second.
- What stays, and that is everything else, is raised at once, as it came, after a single attempt.
- It is tried until `seconds` seconds (2 or more) are over, and one more second for the attempt under way; then `TimeoutError` is raised.
- An answer can get lost **after** Milvus has done what was asked. A row must not be there twice then. (A server keeps both rows of two
  inserts with one key. pymilvus repeats some calls by itself, inserts included.)
"""

import time

import grpc
from pymilvus import MilvusException

PASSES = (grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)


def store(client, name, rows, seconds):
    """Write each row once."""
    # BEGIN SOLUTION store
    persistently(lambda: client.upsert(name, rows, timeout=1), seconds)
    # END SOLUTION


def nearest(client, name, vector, k, seconds):
    """The ids of the k nearest rows."""
    # BEGIN SOLUTION nearest
    hits = persistently(lambda: client.search(name, data=[vector], limit=k, timeout=1), seconds)
    return [hit["id"] for hit in hits[0]]
    # END SOLUTION


# BEGIN SOLUTION wrapper
def code_of(error):
    """The gRPC status of an error, or Milvus' own number."""
    return error.code() if isinstance(error, grpc.RpcError) else error.code


def persistently(attempt, seconds):
    """What `attempt()` returns, tried again until it does, it cannot, or the time is over."""
    end, rest = time.monotonic() + seconds, 0.1
    while True:
        try:
            return attempt()
        except (MilvusException, grpc.RpcError) as error:
            if code_of(error) not in PASSES:
                raise
            if time.monotonic() + rest > end:
                raise TimeoutError(f"no answer in {seconds} s") from error
        time.sleep(rest)
        rest = min(2 * rest, 1.0)
# END SOLUTION
# BEGIN STARTER
# END STARTER
