"""The same small program with the generated stubs: python films_by_hand.py ADDRESS COLLECTION [MILLISECONDS]"""

import struct
import sys
import time

import grpc
from pymilvus.grpc_gen import common_pb2, milvus_pb2, milvus_pb2_grpc, schema_pb2

address, collection = sys.argv[1:3]
limit = float(sys.argv[3]) / 1000 if len(sys.argv) > 3 else None
channel = grpc.insecure_channel(address.removeprefix("http://"))
milvus = milvus_pb2_grpc.MilvusServiceStub(channel)
solaris = [0.9, 0.1, 0.3, 0.2]
STRONG = common_pb2.ConsistencyLevel.Strong


def column(name, kind, **data):
    return schema_pb2.FieldData(type=schema_pb2.DataType.Value(kind), field_name=name, scalars=schema_pb2.ScalarField(**data))


def search_request(name):
    value = common_pb2.PlaceholderValue(tag="$0", type=common_pb2.PlaceholderType.FloatVector, values=[struct.pack("<4f", *solaris)])
    params = {"anns_field": "vector", "topk": "2", "metric_type": "L2", "params": "{}"}
    return milvus_pb2.SearchRequest(
        collection_name=name, dsl="year > 1950", dsl_type=common_pb2.DslType.BoolExprV1, nq=1, output_fields=["title"],
        placeholder_group=common_pb2.PlaceholderGroup(placeholders=[value]).SerializeToString(), consistency_level=STRONG,
        search_params=[common_pb2.KeyValuePair(key=k, value=v) for k, v in params.items()],
    )


if limit is not None:
    began = time.monotonic()
    try:
        milvus.Search(search_request(collection), timeout=limit)
        print("no error")
    except grpc.RpcError as error:
        print(f"raised after {(time.monotonic() - began) * 1000:.0f} ms: {error.code().name}: {error.details()}")
    sys.exit()

vectors = [solaris, [0.8, 0.2, 0.3, 0.2], [0.9, 0.1, 0.3, 0.3]]
reply = milvus.Upsert(milvus_pb2.UpsertRequest(collection_name=collection, num_rows=3, fields_data=[
    column("id", "Int64", long_data=schema_pb2.LongArray(data=[1152921504606846977, 1152921504606846978, 1152921504606846979])),
    schema_pb2.FieldData(type=schema_pb2.DataType.FloatVector, field_name="vector",
                         vectors=schema_pb2.VectorField(dim=4, float_vector=schema_pb2.FloatArray(data=[x for v in vectors for x in v]))),
    column("title", "VarChar", string_data=schema_pb2.StringArray(data=["Solaris", "Stalker", "Metropolis"])),
    column("year", "Int64", long_data=schema_pb2.LongArray(data=[1972, 1979, 1927])),
]))
print("stored", reply.upsert_cnt)
reply = milvus.Search(search_request(collection))
titles = reply.results.fields_data[0].scalars.string_data.data
for id, title, distance in zip(reply.results.ids.int_id.data, titles, reply.results.scores):
    print("near", id, title, round(distance, 3))
reply = milvus.Delete(milvus_pb2.DeleteRequest(collection_name=collection, expr="id in [1152921504606846978]"))
print("deleted", reply.delete_cnt)
reply = milvus.Query(milvus_pb2.QueryRequest(collection_name=collection, expr="", output_fields=["count(*)"], consistency_level=STRONG))
print("left", reply.fields_data[0].scalars.long_data.data[0])
reply = milvus.Search(search_request("no_such_films"))
print(f"gRPC says OK, Milvus says {reply.status.code}: {reply.status.reason}")
channel.close()
