# expect: failed|partial
# because: 'Then the parts whose text mentions this number': only those among the 100 nearest are brought forward
import re
from pymilvus import DataType
NUMBER = re.compile(r"(?<![a-z0-9])([a-z]{2})[-\s/]?(\d{4})[-\s/]?([a-z])(?![a-z0-9])", re.IGNORECASE)


def number_in(text):
    """The part numbers in a text, in the order in which they stand there: `["KX2071B"]`."""
    return ["".join(parts).upper() for parts in NUMBER.findall(text)]


def store(client, name, rows):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("number", DataType.VARCHAR, max_length=16)
    schema.add_field("text", DataType.VARCHAR, max_length=60000)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    for start in range(0, len(rows), 500):
        client.insert(name, [{"id": r["id"], "number": number_in(r["number"])[0], "text": r["text"], "vector": r["vector"]} for r in rows[start : start + 500]])


def find(client, name, text, vector, k):
    hits = client.search(name, data=[vector], anns_field="vector", limit=100, output_fields=["number", "text"])[0]
    numbers = number_in(text)
    if numbers:

        def group(hit):
            if hit["entity"]["number"] == numbers[0]:
                return 0
            return 1 if numbers[0] in number_in(hit["entity"]["text"]) else 2

        hits = sorted(hits, key=group)
    return [hit["id"] for hit in hits][:k]
