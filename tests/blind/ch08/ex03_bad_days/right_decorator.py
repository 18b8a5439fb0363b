# expect: passed
# because: a decorator around two plain calls, with random rests, and a shorter timeout for the last attempt
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

import functools
import random
import time

import grpc
from pymilvus import MilvusException

PASSES = {grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED}


def may_pass(error):
    if isinstance(error, grpc.RpcError):
        return error.code() in PASSES
    return isinstance(error.code, grpc.StatusCode) and error.code in PASSES


def stubborn(call):
    """Gives a call that takes `timeout` a last argument `seconds`."""

    @functools.wraps(call)
    def wrapper(*args):
        *rest, seconds = args
        began = time.monotonic()
        last = None
        while (left := seconds - (time.monotonic() - began)) > 0:
            try:
                return call(*rest, timeout=max(0.2, min(1.0, left)))
            except grpc.RpcError as error:
                if not may_pass(error):
                    raise
                last = error
            except MilvusException as error:
                if not may_pass(error):
                    raise
                last = error
            time.sleep(random.uniform(0.06, 0.25))
        raise TimeoutError(f"gave up after {seconds} seconds") from last

    return wrapper


@stubborn
def store(client, name, rows, *, timeout):
    """Write each row once."""
    client.upsert(name, data=list(rows), timeout=timeout)


@stubborn
def nearest(client, name, vector, k, *, timeout):
    """The ids of the k nearest rows."""
    (hits,) = client.search(name, [vector], limit=k, output_fields=["id"], timeout=timeout)
    return [hit["id"] for hit in hits]
