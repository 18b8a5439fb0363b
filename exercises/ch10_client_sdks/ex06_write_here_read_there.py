"""Write by one, read by another.

A supplier delivers rows as JSON lines. They are written over REST, and everyone else reads over gRPC. Nothing may be lost or rounded on the
way.

Write a program, run as `python ex06_write_here_read_there.py REST GRPC COLLECTION`. REST is a URL of the REST API **v1** (standard library only); GRPC
is what `grpc.insecure_channel` takes (only `grpc` and the modules of `pymilvus.grpc_gen`). Both lead to the same server. The collection is there and
loaded: `id` (INT64, primary key), `vector` (3 numbers), `price` (INT64, in cents) and `name` (VARCHAR). Standard input has one row per line, up to 1,000:

    {"id": 1152921504606846977, "vector": [0.5, -1.25, 3.0], "price": 9007199254740993, "name": "Größe 7"}

1. **Write** all rows over REST, by upsert, at most 100 rows per request: a row that is there already is replaced. The same id may come
   several times; its **last** line counts.
2. **Read** every row of the delivery back over gRPC, by its id, at the level Strong.
3. **Print** each row as it was read, one line of JSON with the four keys, in the order in which the ids came first. The numbers of `vector` are those
   that gRPC gave.

If REST or Milvus refuses a request, because a value does not fit or the collection has been dropped or released meanwhile, say so in a line on
standard error and end with exit status 1 at once; no row is printed then. Otherwise the exit status is 0.
"""

import json
import sys
import urllib.request

import grpc
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc
from grader.learner import NotStarted


class Refused(Exception):
    """Milvus has said no."""


def main(rest, address, collection):
    """Write, read, print."""
    raise NotStarted("main")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Refused as error:
        sys.exit(str(error))
