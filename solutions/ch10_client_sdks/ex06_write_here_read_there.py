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


# BEGIN SOLUTION write
def write(address, collection, rows):
    """Upsert rows, at most 100 per request."""
    for start in range(0, len(rows), 100):
        body = {"collectionName": collection, "data": rows[start : start + 100]}
        request = urllib.request.Request(f"{address}/v1/vector/upsert", json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as reply:
            answer = json.load(reply)
        if answer["code"] != 200:
            raise Refused(f"code {answer['code']}: {answer.get('message')}")
# END SOLUTION


# BEGIN SOLUTION read
def read(address, collection, ids):
    """{id: row} of those that are there."""
    found = {}
    with grpc.insecure_channel(address) as channel:
        stub = milvus_pb2_grpc.MilvusServiceStub(channel)
        for start in range(0, len(ids), 1000):
            reply = stub.Query(
                milvus_pb2.QueryRequest(
                    collection_name=collection, expr=f"id in {ids[start : start + 1000]}", output_fields=["id", "vector", "price", "name"],
                    consistency_level=common_pb2.ConsistencyLevel.Strong,
                ),
                timeout=30,
            )
            if reply.status.code or reply.status.error_code:
                raise Refused(reply.status.reason)
            columns = {field.field_name: field for field in reply.fields_data}
            numbers = columns["vector"].vectors.float_vector.data
            for i, id in enumerate(columns["id"].scalars.long_data.data):
                found[id] = {
                    "vector": list(numbers[3 * i : 3 * i + 3]),
                    "price": columns["price"].scalars.long_data.data[i],
                    "name": columns["name"].scalars.string_data.data[i],
                }
    return found
# END SOLUTION


def main(rest, address, collection):
    """Write, read, print."""
    # BEGIN SOLUTION main
    rows = {row["id"]: row for row in map(json.loads, filter(str.strip, sys.stdin))}
    write(rest, collection, list(rows.values()))
    stored = read(address, collection, list(rows))
    for id in rows:
        print(json.dumps({"id": id, **stored[id]}, ensure_ascii=False))
    # END SOLUTION


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Refused as error:
        sys.exit(str(error))
