# expect: failed|partial
# because: 'Customers and authors write it as they like': only capitals with hyphens are seen as a number
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
    schema.add_field("mentions", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=256, max_length=16)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    ready = [
        {"id": row["id"], "number": number_in(row["number"])[0], "mentions": sorted(set(number_in(row["text"]))), "vector": row["vector"]}
        for row in rows
    ]
    for start in range(0, len(ready), 500):
        client.insert(name, ready[start : start + 500])


def find(client, name, text, vector, k):
    def nearest(filter):
        return [hit["id"] for hit in client.search(name, data=[vector], anns_field="vector", limit=k, filter=filter)[0]]

    ids = []
    numbers = ["".join(m) for m in re.findall(r"\b([A-Z]{2})-(\d{4})-([A-Z])\b", text)]
    if numbers:
        ids += nearest(f'number == "{numbers[0]}"')
        ids += nearest(f'array_contains(mentions, "{numbers[0]}")')
    ids += nearest("")
    return list(dict.fromkeys(ids))[:k]
