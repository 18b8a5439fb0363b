# expect: passed
# because: asyncio: REST in a thread, one request after the other, and all Querys at once over grpc.aio, 250 ids each
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

import asyncio
import json
import sys
import urllib.request

import grpc
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc

FIELDS = ["id", "vector", "price", "name"]


class Refused(Exception):
    """Milvus has said no."""


def upsert(base, collection, rows):
    body = json.dumps({"collectionName": collection, "data": rows}).encode()
    request = urllib.request.Request(f"{base}/v1/vector/upsert", body, {"Content-Type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=120) as reply:
        return json.loads(reply.read())


def rows_of(reply):
    """The rows of a QueryResults, each with its four keys."""
    table = [{} for _ in range(max((len(f.scalars.long_data.data) for f in reply.fields_data if f.field_name == "id"), default=0))]
    for field in reply.fields_data:
        for n, row in enumerate(table):
            match field.field_name:
                case "vector":
                    dim = field.vectors.dim
                    row["vector"] = list(field.vectors.float_vector.data)[n * dim : (n + 1) * dim]
                case "name":
                    row["name"] = field.scalars.string_data.data[n]
                case key:
                    row[key] = field.scalars.long_data.data[n]
    return [{key: row[key] for key in FIELDS} for row in table]


async def fetch(stub, collection, ids):
    reply = await stub.Query(
        milvus_pb2.QueryRequest(collection_name=collection, expr=f"id in {ids}", output_fields=FIELDS, consistency_level=common_pb2.Strong)
    )
    if reply.status.code or reply.status.error_code:
        raise Refused(f"the query was refused with {reply.status.code}: {reply.status.reason}")
    return rows_of(reply)


async def work(rest, address, collection):
    rows = {}
    for line in sys.stdin.buffer.read().split(b"\n"):
        if line.strip():
            row = json.loads(line)
            rows.setdefault(row["id"], {}).update(row)
    ids = list(rows)
    for start in range(0, len(ids), 90):
        answer = await asyncio.to_thread(upsert, rest.rstrip("/"), collection, [rows[i] for i in ids[start : start + 90]])
        if answer.get("code") != 200:
            raise Refused(f"the upsert was refused with {answer.get('code')}: {answer.get('message')}")
    async with grpc.aio.insecure_channel(address) as channel:
        stub = milvus_pb2_grpc.MilvusServiceStub(channel)
        pages = await asyncio.gather(*(fetch(stub, collection, ids[start : start + 250]) for start in range(0, len(ids), 250)))
    there = {row["id"]: row for page in pages for row in page}
    return [json.dumps(there[i]) for i in ids]


def main(rest, address, collection):
    """Write, read, print."""
    try:
        lines = asyncio.run(work(rest, address, collection))
    except (OSError, ValueError) as error:
        raise Refused(f"REST did not answer as it should: {error}") from error
    except grpc.RpcError as error:
        raise Refused(f"gRPC failed: {error.details()}") from error
    except KeyError as error:
        raise Refused(f"a row did not come back: {error}") from error
    for line in lines:
        print(line)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Refused as error:
        sys.exit(str(error))
