"""A schema of FieldSchema objects, and collection, index and load one after the other."""

from pymilvus import CollectionSchema, DataType, FieldSchema


def create(client, name):
    fields = [
        FieldSchema("isbn", DataType.VARCHAR, is_primary=True, auto_id=False, max_length=13),
        FieldSchema("embedding", DataType.FLOAT_VECTOR, dim=32),
        FieldSchema("copies", DataType.INT64, default_value=1),
        FieldSchema("year", DataType.INT16, nullable=True),
        FieldSchema("title", DataType.VARCHAR, max_length=80),
    ]
    client.create_collection(name, schema=CollectionSchema(fields, enable_dynamic_field=False))
    params = client.prepare_index_params("embedding", index_type="FLAT", metric_type="COSINE")
    client.create_index(name, params)
    client.load_collection(name)
