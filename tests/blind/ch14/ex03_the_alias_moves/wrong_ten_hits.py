# expect: partial|failed
# because: returns ten ids whatever k is
"""The alias moves.

Readers ask an encyclopedia through an alias. A better model is there, and every vector has to be made anew while they keep asking. Vectors of two
models cannot be compared, although all of them have 32 numbers and no search would be refused. So each collection says which model made its vectors: it has a
property `model`, for instance `"m2"`, which `describe_collection` shows under `"properties"`.

`embed(model, texts)` returns the vectors of 1 to 64 texts by the model of that name. Write two functions.

- `answer(client, alias, text, k, embed)` returns the ids of the k rows nearest to the text, best first, from the collection that the alias leads to. The alias may move to a collection
  of a different model at any moment, also between two lines of your function. If it moves while you work, the answer of either collection is right. Nothing else is.
- `reembed(client, alias, new, model, embed)` makes the collection `new`, with the property `model`, gives it every row of the present collection, embedded by `model`, and moves the alias to it. It
  returns the name of the collection that the alias led to before. Until the last row is there, readers get what they got before. If a run ended early, `new` may exist with whatever it
  had got so far; begin it again. An error of `embed` is not yours to catch. The old collection stays as it is: it is the way back.

All collections have `id` (INT64, the key), `text` (VARCHAR, up to 300 bytes) and `vector` (32 floats, COSINE), and read at the level Strong. One has up to 3,000 rows. Nobody writes meanwhile.
"""

from pymilvus import DataType


def answer(client, alias, text, k, embed):
    """The ids of the k nearest rows, best first."""
    collection = client.describe_alias(alias=alias)["collection_name"]
    model = client.describe_collection(collection)["properties"]["model"]
    (hits,) = client.search(collection, data=[list(embed(model, [text])[0])], limit=10, consistency_level="Strong")
    return [hit["id"] for hit in hits]


def reembed(client, alias, new, model, embed):
    """Move readers to a collection of a different model; returns the old collection's name."""
    old = client.describe_alias(alias=alias)["collection_name"]
    if client.has_collection(new):
        client.drop_collection(new)
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=300)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(new, schema=schema, index_params=index, consistency_level="Strong", properties={"model": model})
    pages = client.query_iterator(old, batch_size=64, output_fields=["id", "text"])
    while page := pages.next():
        vectors = embed(model, [row["text"] for row in page])
        client.insert(new, [{"id": row["id"], "text": row["text"], "vector": list(v)} for row, v in zip(page, vectors, strict=True)])
    pages.close()
    client.alter_alias(collection_name=new, alias=alias)
    return old
