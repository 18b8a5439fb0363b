# expect: failed|partial
# because: 'a vector of 32 floats, compared by COSINE': IP is the same for unit vectors only
from pymilvus import DataType


def create(client, name):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("isbn", DataType.VARCHAR, max_length=13, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=80)
    schema.add_field("year", DataType.INT16, nullable=True)
    schema.add_field("copies", DataType.INT64, default_value=1)
    schema.add_field("embedding", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("embedding", index_type="FLAT", metric_type="IP")
    client.create_collection(name, schema=schema, index_params=index)
