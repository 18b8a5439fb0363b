# expect: passed
# because: the table of the statement as a table of the program, another order of the fields, HNSW, Strong as the collection's level
from pymilvus import DataType, MilvusClient

TABLE = {
    "embedding": (DataType.FLOAT_VECTOR, {"dim": 32}),
    "copies": (DataType.INT64, {"default_value": 1}),
    "year": (DataType.INT16, {"nullable": True}),
    "title": (DataType.VARCHAR, {"max_length": 80, "nullable": False}),
    "isbn": (DataType.VARCHAR, {"max_length": 13, "is_primary": True}),
}


def create(client, name):
    schema = MilvusClient.create_schema()
    for field, (kind, options) in reversed(TABLE.items()):
        schema.add_field(field_name=field, datatype=kind, **options)
    schema.verify()
    by_cosine = MilvusClient.prepare_index_params()
    by_cosine.add_index(
        field_name="embedding", index_type="HNSW", metric_type="COSINE", params={"M": 16, "efConstruction": 100}
    )
    client.create_collection(name, schema=schema, index_params=by_cosine, consistency_level="Strong")
