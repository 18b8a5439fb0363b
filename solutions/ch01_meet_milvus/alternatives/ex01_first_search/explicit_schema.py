"""The same with a schema of one's own, and a second look-up for the word."""

from pymilvus import DataType


def first_search(client, name, cards, query):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=len(query))
    schema.add_field("word", DataType.VARCHAR, max_length=200)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
    for card in cards:
        client.insert(name, card)
    best = client.search(name, [query], limit=3)[0][0]["id"]
    return client.get(name, best, output_fields=["word"])[0]["word"]
