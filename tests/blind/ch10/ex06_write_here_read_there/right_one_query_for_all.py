# expect: passed
# because: one kept HTTP connection, ids and prices as text, the delivery deduplicated as a whole, and one Query whose columns are zipped
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

import http.client
import itertools
import json
import sys
import urllib.parse

import grpc
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc


class Refused(Exception):
    """Milvus has said no."""


def slices(things, size):
    things = iter(things)
    while some := list(itertools.islice(things, size)):
        yield some


def write(rest, collection, rows):
    """Upsert these rows over REST, 100 at a time."""
    where = urllib.parse.urlsplit(rest)
    kind = http.client.HTTPSConnection if where.scheme == "https" else http.client.HTTPConnection
    connection = kind(where.netloc, timeout=60)
    path = where.path.rstrip("/").removesuffix("/v1") + "/v1/vector/upsert"
    try:
        for some in slices(rows, 100):
            data = [row | {"id": str(row["id"]), "price": str(row["price"])} for row in some]  # text keeps every digit
            connection.request("POST", path, json.dumps({"collectionName": collection, "data": data}), {"Content-Type": "application/json"})
            reply = connection.getresponse()
            said = reply.read()
            if reply.status != 200:
                raise Refused(f"REST answered with HTTP status {reply.status}: {said[:200]!r}")
            answer = json.loads(said)
            if answer.get("code") != 200:
                raise Refused(f"REST refused the rows: {answer.get('message')} (code {answer.get('code')})")
    finally:
        connection.close()


def columns(reply):
    """Each field of the reply as a list with one value per row."""
    found = {}
    for field in reply.fields_data:
        if field.WhichOneof("field") == "vectors":
            flat, dim = field.vectors.float_vector.data, field.vectors.dim
            found[field.field_name] = [list(flat[i : i + dim]) for i in range(0, len(flat), dim)]
        else:
            found[field.field_name] = list(getattr(field.scalars, field.scalars.WhichOneof("data")).data)
    return found


def read(address, collection, ids):
    """The rows with these ids over gRPC, by id."""
    names = ("id", "vector", "price", "name")
    with grpc.insecure_channel(address) as channel:
        reply = milvus_pb2_grpc.MilvusServiceStub(channel).Query(
            milvus_pb2.QueryRequest(
                collection_name=collection,
                expr=f"id in [{', '.join(map(str, ids))}]",
                output_fields=names,
                consistency_level=common_pb2.ConsistencyLevel.Strong,
            ),
            timeout=60,
        )
    if reply.status.code or reply.status.error_code:
        raise Refused(f"Milvus refused the query: {reply.status.reason} (code {reply.status.code})")
    found = columns(reply)
    return {values[0]: dict(zip(names, values, strict=True)) for values in zip(*(found[name] for name in names), strict=True)}


def main(rest, address, collection):
    """Write, read, print."""
    rows = {}
    for line in sys.stdin.buffer:
        if line.strip():
            row = json.loads(line)
            rows[row["id"]] = row  # keeps the place of the first line and the values of the last one
    if not rows:
        return
    try:
        write(rest, collection, rows.values())
        there = read(address, collection, rows)
    except (OSError, grpc.RpcError) as error:
        raise Refused(f"no answer: {error}".replace("\n", " ")) from error
    missing = [i for i in rows if i not in there]
    if missing:
        raise Refused(f"{len(missing)} rows did not come back, {missing[0]} is one of them")
    sys.stdout.write("".join(json.dumps(there[i]) + "\n" for i in rows))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Refused as error:
        sys.exit(str(error))
