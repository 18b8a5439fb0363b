# expect: failed|partial
# because: 'the part with this number': the words of the number are searched with BM25, and its neighbors (KX, 2071) come too
import re
from pymilvus import DataType
NUMBER = re.compile(r"(?<![a-z0-9])([a-z]{2})[-\s/]?(\d{4})[-\s/]?([a-z])(?![a-z0-9])", re.IGNORECASE)


def number_in(text):
    """The part numbers in a text, in the order in which they stand there: `["KX2071B"]`."""
    return ["".join(parts).upper() for parts in NUMBER.findall(text)]


from pymilvus import Function, FunctionType


def store(client, name, rows):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=60000, enable_analyzer=True)
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    for start in range(0, len(rows), 500):
        client.insert(name, [{"id": r["id"], "text": r["number"] + " " + r["text"], "vector": r["vector"]} for r in rows[start : start + 500]])


def find(client, name, text, vector, k):
    near = [hit["id"] for hit in client.search(name, data=[vector], anns_field="vector", limit=k)[0]]
    if number_in(text):
        named = [hit["id"] for hit in client.search(name, data=[text], anns_field="words", limit=k)[0]]
        near = named + near
    return list(dict.fromkeys(near))[:k]
