"""A search by hand.

Every client sends the same message. Send it yourself, with the stubs that were generated from Milvus' protocol and nothing above them:
`grpc`, and `milvus_pb2`, `milvus_pb2_grpc`, `common_pb2` and `schema_pb2` of `pymilvus.grpc_gen`. (No `MilvusClient`: the recording proxy hears
what you send.)

Write `search(address, collection, vectors, k, seconds, filter="")`. `address` is what `grpc.insecure_channel` takes. It returns a list with one
list per query vector, in their order: pairs `(id, distance)`, an int and a float, nearest first, at most k. The collection has `id` (INT64,
primary key) and `vector` (FLOAT_VECTOR with an index of the metric L2); the newest rows count.

- **One** call of `Search` for all vectors, however many.
- With a filter only its rows count. There may be fewer than k of them, for some vectors or for all; a list may be empty.
- If Milvus refuses, raise `Refused`, with `code` as Milvus says it. A refusal is not an error of gRPC.
- If there is no answer within `seconds`, raise `TimeoutError`, and do not wait longer. Any other error of gRPC is none of the two: let it through.
- Close the channel, whatever happens.
"""

import struct

import grpc
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc, schema_pb2
from grader.learner import NotStarted


class Refused(Exception):
    """Milvus has said no; `code` is its own."""

    def __init__(self, code, reason):
        super().__init__(f"{reason} (code {code})")
        self.code = code


def placeholders(vectors):
    """The query vectors as a serialized `PlaceholderGroup` with one placeholder, `$0`."""
    raise NotStarted("placeholders")


def request_of(collection, vectors, k, filter):
    """The message."""
    raise NotStarted("request_of")


def hits_of(reply):
    """The pairs of each query vector: all of them stand in one list, and `topks` says how many belong to each."""
    raise NotStarted("hits_of")


def search(address, collection, vectors, k, seconds, filter=""):
    """One list of (id, distance) per query vector."""
    raise NotStarted("search")
