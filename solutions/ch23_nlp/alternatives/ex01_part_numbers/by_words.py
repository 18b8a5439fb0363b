"""BM25 over numbers in one spelling finds every part concerned; the order is made from their vectors here."""

import re

import numpy as np
from pymilvus import DataType, Function, FunctionType

NUMBER = re.compile(r"(?<![a-z0-9])([a-z]{2})[-\s/]?(\d{4})[-\s/]?([a-z])(?![a-z0-9])", re.IGNORECASE)


def number_in(text):
    return ["".join(parts).upper() for parts in NUMBER.findall(text)]


def store(client, name, rows):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("number", DataType.VARCHAR, max_length=20)
    schema.add_field("numbers", DataType.VARCHAR, max_length=2000, enable_analyzer=True)
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["numbers"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    batch = []
    for row in rows:
        own = number_in(row["number"])[0]
        batch.append({"id": row["id"], "number": own, "numbers": " ".join([own, *number_in(row["text"])]), "vector": row["vector"]})
    for start in range(0, len(batch), 300):
        client.insert(name, batch[start : start + 300])


def find(client, name, text, vector, k):
    asked = number_in(text)
    first = []
    if asked:
        hits = client.search(name, data=[asked[0]], anns_field="words", limit=300, output_fields=["number", "vector"])[0]
        query = np.asarray(vector, float)
        scored = []
        for hit in hits:
            row = np.asarray(hit["entity"]["vector"], float)
            scored.append((hit["entity"]["number"] != asked[0], -float(row @ query / np.linalg.norm(row)), hit["id"]))
        first = [id for _, _, id in sorted(scored)]
    rest = [hit["id"] for hit in client.search(name, data=[list(vector)], anns_field="vector", limit=k)[0]]
    return list(dict.fromkeys(first + rest))[:k]
