# expect: partial|failed
# because: takes an id that comes again out and puts it at the end: “in the order in which the ids came first”
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


class Refused(Exception):
    """Milvus has said no."""


def write(rest, collection, rows):
    """At most 100 rows."""
    body = json.dumps({"collectionName": collection, "data": rows}).encode()
    request = urllib.request.Request(f"{rest}/v1/vector/upsert", body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request) as reply:
            answer = json.load(reply)
    except (OSError, ValueError) as error:
        raise Refused(f"REST: {error}") from error
    if answer["code"] != 200:
        raise Refused(f"REST refused: {answer}")


def read(stub, collection, ids):
    """The rows with these ids."""
    request = milvus_pb2.QueryRequest(
        collection_name=collection,
        expr=f"id in {ids}",
        output_fields=["id", "vector", "price", "name"],
        consistency_level=common_pb2.ConsistencyLevel.Strong,
    )
    try:
        reply = stub.Query(request)
    except grpc.RpcError as error:
        raise Refused(f"gRPC: {error.details()}") from error
    if reply.status.code:
        raise Refused(f"Milvus refused: {reply.status.reason}")
    fields = {field.field_name: field for field in reply.fields_data}
    rows = {}
    for n, id in enumerate(fields["id"].scalars.long_data.data):
        rows[id] = {
            "id": id,
            "vector": list(fields["vector"].vectors.float_vector.data[3 * n : 3 * n + 3]),
            "price": fields["price"].scalars.long_data.data[n],
            "name": fields["name"].scalars.string_data.data[n],
        }
    return rows


def main(rest, address, collection):
    """Write, read, print."""
    rows = {}
    for line in sys.stdin.buffer:
        row = json.loads(line)
        rows.pop(row["id"], None)  # the last line counts
        rows[row["id"]] = row
    ids = list(rows)
    for start in range(0, len(ids), 100):
        write(rest, collection, [rows[id] for id in ids[start : start + 100]])
    found = {}
    with grpc.insecure_channel(address) as channel:
        stub = milvus_pb2_grpc.MilvusServiceStub(channel)
        for start in range(0, len(ids), 100):
            found |= read(stub, collection, ids[start : start + 100])
    for id in ids:
        print(json.dumps(found[id]))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Refused as error:
        sys.exit(str(error))
