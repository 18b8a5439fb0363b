# expect: passed
# because: the same schema from FieldSchema and CollectionSchema; index and load as steps of their own ('Afterwards the collection has an index, is loaded')
from pymilvus import CollectionSchema, DataType, FieldSchema


def create(client, name):
    fields = [
        FieldSchema(name="isbn", dtype=DataType.VARCHAR, max_length=13, is_primary=True, auto_id=False),
        FieldSchema(name="title", dtype=DataType.VARCHAR, max_length=80),
        FieldSchema(name="year", dtype=DataType.INT16, nullable=True),
        FieldSchema(name="copies", dtype=DataType.INT64, default_value=1),
        FieldSchema(name="embedding", dtype=DataType.FLOAT_VECTOR, dim=32),
    ]
    client.create_collection(collection_name=name, schema=CollectionSchema(fields, description="the catalog"))
    params = client.prepare_index_params()
    params.add_index(field_name="embedding", index_name="by_meaning", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_index(name, params)
    client.load_collection(name)
