# expect: passed
# because: 'Then the parts whose text mentions this number': an analyzed field with the numbers in one spelling, one token each
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
    schema.add_field("mentions", DataType.VARCHAR, max_length=8000, enable_analyzer=True, enable_match=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    for start in range(0, len(rows), 800):
        client.insert(
            name,
            [
                {"id": r["id"], "number": "".join(number_in(r["number"])), "mentions": " ".join(number_in(r["text"])).lower(), "vector": list(r["vector"])}
                for r in rows[start : start + 800]
            ],
        )


def find(client, name, text, vector, k):
    nearest = client.search(name, data=[vector], anns_field="vector", limit=k)[0]
    first = []
    for number in number_in(text):
        exact = client.query(name, filter=f'number == "{number}"', output_fields=["id"], limit=1)
        said = client.search(name, data=[vector], anns_field="vector", limit=k, filter=f"text_match(mentions, '{number.lower()}')")[0]
        first = [row["id"] for row in exact] + [hit["id"] for hit in said]
    ids = first + [hit["id"] for hit in nearest]
    return [one for place, one in enumerate(ids) if one not in ids[:place]][:k]
