# expect: partial|failed
# because: a number is looked for only as it is written in capitals
import re

from pymilvus import DataType

NUMBER = re.compile(r"(?<![a-z0-9])([a-z]{2})[-\s/]?(\d{4})[-\s/]?([a-z])(?![a-z0-9])", 0)


def number_in(text):
    """The part numbers in a text, in the order in which they stand there: `["KX2071B"]`."""
    return ["".join(parts).upper() for parts in NUMBER.findall(text)]


def store(client, name, rows):
    """Create the collection and fill it."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("number", DataType.VARCHAR, max_length=20)
    schema.add_field("mentions", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=50, max_length=20)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    kept = [{"id": row["id"], "number": number_in(row["number"])[0], "mentions": number_in(row["text"])[:50], "vector": row["vector"]} for row in rows]
    for start in range(0, len(kept), 500):
        client.insert(name, kept[start : start + 500])


def find(client, name, text, vector, k):
    """The ids for what a customer typed, best first."""
    filters = [""]
    for number in number_in(text)[:1]:
        filters = [f'number == "{number}"', f'array_contains(mentions, "{number}")', ""]
    found = []
    for filter in filters:
        hits = client.search(name, data=[list(vector)], anns_field="vector", filter=filter, limit=k, search_params={"metric_type": "COSINE"})[0]
        found += [hit["id"] for hit in hits if hit["id"] not in found]
    return found[:k]
