# expect: passed
# because: FieldSchema/CollectionSchema objects, index made afterwards by create_index, then load_collection
from pymilvus import CollectionSchema, DataType, FieldSchema


def create(client, name):
    fields = [
        FieldSchema("isbn", DataType.VARCHAR, max_length=13, is_primary=True, auto_id=False),
        FieldSchema("title", DataType.VARCHAR, max_length=80),
        FieldSchema("year", DataType.INT16, nullable=True),
        FieldSchema("copies", DataType.INT64, default_value=1),
        FieldSchema("embedding", DataType.FLOAT_VECTOR, dim=32),
    ]
    client.create_collection(name, schema=CollectionSchema(fields, enable_dynamic_field=False))
    params = client.prepare_index_params()
    params.add_index(field_name="embedding", index_type="FLAT", metric_type="COSINE")
    client.create_index(name, params)
    client.load_collection(name)
