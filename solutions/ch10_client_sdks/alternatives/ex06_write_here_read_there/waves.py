"""Lines are written in waves, so that an id never comes twice in one request; one connection, one query per hundred ids."""

import http.client
import json
import sys
from urllib.parse import urlsplit

import grpc
from pymilvus.grpc_gen import milvus_pb2, milvus_pb2_grpc


def fail(why):
    print(why, file=sys.stderr)
    raise SystemExit(1)


def batches(lines):
    batch = {}
    for row in lines:
        if row["id"] in batch or len(batch) == 100:
            yield list(batch.values())
            batch = {}
        batch[row["id"]] = row
    if batch:
        yield list(batch.values())


def value(field, i):
    if field.WhichOneof("field") == "vectors":
        return field.vectors.float_vector.data[3 * i : 3 * (i + 1)]
    return getattr(field.scalars, field.scalars.WhichOneof("data")).data[i]


rest, address, collection = sys.argv[1:4]
lines = [json.loads(line) for line in sys.stdin.read().splitlines() if line]
where = urlsplit(rest)
link = http.client.HTTPConnection(where.hostname, where.port, timeout=60)
for batch in batches(lines):
    link.request("POST", "/v1/vector/upsert", json.dumps({"collectionName": collection, "data": batch}), {"Content-Type": "application/json"})
    answer = json.loads(link.getresponse().read())
    if answer["code"] != 200:
        fail(answer["message"])

ids = list(dict.fromkeys(row["id"] for row in lines))
rows = {}
channel = grpc.insecure_channel(address)
ask = milvus_pb2_grpc.MilvusServiceStub(channel).Query
for start in range(0, len(ids), 100):
    request = milvus_pb2.QueryRequest(collection_name=collection, expr=f"id in {ids[start:start + 100]}", output_fields=["vector", "price", "name"], consistency_level=0)
    reply = ask(request, timeout=60)
    if reply.status.code:
        fail(reply.status.reason)
    fields = {f.field_name: f for f in reply.fields_data}
    for i, id in enumerate(fields["id"].scalars.long_data.data):
        rows[id] = {"id": id, "name": value(fields["name"], i), "price": value(fields["price"], i), "vector": [float(x) for x in value(fields["vector"], i)]}
channel.close()
for id in ids:
    print(json.dumps(rows[id]))
