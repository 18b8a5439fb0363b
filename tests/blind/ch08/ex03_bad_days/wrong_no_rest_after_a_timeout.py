# expect: partial|failed
# because: goes on at once after an attempt that timed out, 'it has waited a second already', but there are 50 ms between two attempts
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

import grpc
from pymilvus import MilvusException

PASSES = (grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)


def code_of(error):
    code = getattr(error, "code", None)
    return code() if callable(code) else code


def until(seconds, attempt):
    """What attempt() returns, tried again while what is wrong may pass."""
    end = time.monotonic() + seconds
    rest = 0.05
    while True:
        try:
            return attempt()
        except (MilvusException, grpc.RpcError) as error:
            if code_of(error) not in PASSES:
                raise
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"not done in {seconds} s") from error
            slow = code_of(error) == grpc.StatusCode.DEADLINE_EXCEEDED
        if slow:
            continue
        time.sleep(max(0.05, min(rest, left)))
        rest = min(rest * 1.5, 0.4)


def store(client, name, rows, seconds):
    """Write each row once."""
    if rows:
        until(seconds, lambda: client.upsert(name, rows, timeout=1))


def nearest(client, name, vector, k, seconds):
    """The ids of the k nearest rows."""
    hits = until(seconds, lambda: client.search(name, data=[vector], limit=k, output_fields=["id"], timeout=1))[0]
    return [hit["id"] for hit in hits]
