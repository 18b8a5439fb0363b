# expect: passed
# because: a schema of one's own, an exact index, and a strong search find the same card
from pymilvus import DataType


def first_search(client, name, cards, query):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=len(query))
    schema.add_field("word", DataType.VARCHAR, max_length=200)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="L2")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    for start in range(0, len(cards), 50):
        client.insert(name, cards[start : start + 50])
    [[hit]] = client.search(name, data=[query], limit=1, output_fields=["word"])
    return hit["entity"]["word"]
