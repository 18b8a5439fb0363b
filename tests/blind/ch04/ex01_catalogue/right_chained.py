# expect: passed
# because: the same collection by chained add_field calls on a private helper, with an index on a scalar field besides
from pymilvus import DataType as T


def _schema(client):
    return (
        client.create_schema()
        .add_field("isbn", T.VARCHAR, is_primary=True, auto_id=False, max_length=13)
        .add_field("title", T.VARCHAR, max_length=80)
        .add_field("year", T.INT16, nullable=True)
        .add_field("copies", T.INT64, default_value=1)
        .add_field("embedding", T.FLOAT_VECTOR, dim=32)
    )


def create(client, name):
    index = client.prepare_index_params()
    index.add_index("embedding", index_type="FLAT", metric_type="COSINE")
    index.add_index("year", index_type="INVERTED")
    client.create_collection(name, schema=_schema(client), index_params=index)
    client.load_collection(name)
