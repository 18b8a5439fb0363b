# expect: failed|partial
# because: 'The old collection stays as it is: it is the way back': it is dropped
from pymilvus import DataType



def answer(client, alias, text, k, embed):
    """The ids of the k nearest rows, best first."""
    name = client.describe_alias(alias)["collection_name"]
    model = client.describe_collection(name)["properties"]["model"]
    (vector,) = embed(model, [text])
    (hits,) = client.search(name, data=[list(vector)], limit=k)
    return [hit["id"] for hit in hits]


def reembed(client, alias, new, model, embed):
    """Move readers to a collection of a different model; returns the old collection's name."""
    old = client.describe_alias(alias)["collection_name"]
    if client.has_collection(new):
        client.drop_collection(new)
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=300)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(new, schema=schema, index_params=index, consistency_level="Strong", properties={"model": model})
    rows = client.query_iterator(old, batch_size=64, output_fields=["id", "text"])
    while batch := rows.next():
        vectors = embed(model, [row["text"] for row in batch])
        client.insert(new, [{"id": row["id"], "text": row["text"], "vector": list(v)} for row, v in zip(batch, vectors, strict=True)])
    rows.close()
    client.alter_alias(new, alias)
    client.drop_collection(old)
    return old
