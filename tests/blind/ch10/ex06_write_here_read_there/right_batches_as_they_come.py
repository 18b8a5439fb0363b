# expect: passed
# because: sends 100 lines at a time, each batch deduplicated by itself: later requests replace what earlier ones wrote; reads back in slices of 64 ids
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
import urllib.error
import urllib.request

import grpc
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc


class Refused(Exception):
    """Milvus has said no."""


def post(url, body):
    request = urllib.request.Request(url, data=json.dumps(body).encode("utf-8"), headers={"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request) as reply:
            answer = json.load(reply)
    except (OSError, ValueError) as error:
        raise Refused(f"REST: {error}") from None
    if answer["code"] != 200:
        raise Refused(f"REST: code {answer['code']}, {answer.get('message', '')}")


def deliver(rest, collection, lines):
    """Write what comes; the ids in the order of their first lines."""
    order, batch = {}, {}
    for line in lines:
        row = json.loads(line)
        order.setdefault(row["id"], len(order))
        batch[row["id"]] = row
        if len(batch) == 100:
            post(rest, {"collectionName": collection, "data": list(batch.values())})
            batch = {}
    if batch:
        post(rest, {"collectionName": collection, "data": list(batch.values())})
    return sorted(order, key=order.get)


class Reader:
    def __init__(self, channel, collection):
        self.stub, self.collection = milvus_pb2_grpc.MilvusServiceStub(channel), collection

    def some(self, ids):
        """A dict of the rows with these ids."""
        request = milvus_pb2.QueryRequest(collection_name=self.collection, expr="id in " + json.dumps(ids), consistency_level="Strong")
        request.output_fields.extend(["id", "vector", "price", "name"])
        try:
            reply = self.stub.Query(request)
        except grpc.RpcError as error:
            raise Refused(f"gRPC: {error.code().name}, {error.details()}") from None
        if reply.status.code != 0 or reply.status.error_code != common_pb2.ErrorCode.Success:
            raise Refused(f"gRPC: code {reply.status.code}, {reply.status.reason}")
        by_name = {field.field_name: field for field in reply.fields_data}
        vectors = by_name["vector"].vectors
        rows = {}
        for n, id in enumerate(by_name["id"].scalars.long_data.data):
            at = n * vectors.dim
            rows[id] = {
                "id": id,
                "vector": [float(x) for x in vectors.float_vector.data[at : at + vectors.dim]],
                "price": by_name["price"].scalars.long_data.data[n],
                "name": by_name["name"].scalars.string_data.data[n],
            }
        return rows


def main(rest, address, collection):
    """Write, read, print."""
    lines = (line for line in sys.stdin.buffer if not line.isspace())
    ids = deliver(rest.rstrip("/") + "/v1/vector/upsert", collection, lines)
    channel = grpc.insecure_channel(address)
    try:
        reader, found = Reader(channel, collection), {}
        for start in range(0, len(ids), 64):
            found.update(reader.some(ids[start : start + 64]))
    finally:
        channel.close()
    for id in ids:
        if id not in found:
            raise Refused(f"the row {id} did not come back")
    for id in ids:
        print(json.dumps(found[id], ensure_ascii=True))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Refused as error:
        sys.exit(str(error))
