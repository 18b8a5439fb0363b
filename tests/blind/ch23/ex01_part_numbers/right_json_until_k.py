# expect: passed
# because: all sentences: number and mentions in one JSON field, a group is searched only while fewer than k are there
import re
from pymilvus import DataType
NUMBER = re.compile(r"(?<![a-z0-9])([a-z]{2})[-\s/]?(\d{4})[-\s/]?([a-z])(?![a-z0-9])", re.IGNORECASE)


def number_in(text):
    """The part numbers in a text, in the order in which they stand there: `["KX2071B"]`."""
    return ["".join(parts).upper() for parts in NUMBER.findall(text)]


def store(client, name, rows):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("facts", DataType.JSON)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    client.insert(
        name,
        [{"id": r["id"], "facts": {"number": number_in(r["number"])[0], "mentions": number_in(r["text"])}, "vector": r["vector"]} for r in rows],
    )


def find(client, name, text, vector, k):
    """One group after the other, each without those before it, until k are there."""
    number = next(iter(number_in(text)), None)
    if number is None:
        conditions = [""]
    else:
        its = f'facts["number"] == "{number}"'
        says = f'json_contains(facts["mentions"], "{number}")'
        conditions = [its, says, ""]
    ids, seen = [], set()
    for condition in conditions:
        if len(ids) >= k:
            break
        for hit in client.search(name, data=[vector], anns_field="vector", limit=k, filter=condition)[0]:
            if hit["id"] not in seen and len(ids) < k:
                seen.add(hit["id"])
                ids.append(hit["id"])
    return ids
