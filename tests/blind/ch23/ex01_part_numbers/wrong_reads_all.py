# expect: failed|partial
# because: 'Do not read the whole collection for one query': all rows are queried and sorted with NumPy
import re
from pymilvus import DataType
NUMBER = re.compile(r"(?<![a-z0-9])([a-z]{2})[-\s/]?(\d{4})[-\s/]?([a-z])(?![a-z0-9])", re.IGNORECASE)


def number_in(text):
    """The part numbers in a text, in the order in which they stand there: `["KX2071B"]`."""
    return ["".join(parts).upper() for parts in NUMBER.findall(text)]


import numpy as np


def store(client, name, rows):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("number", DataType.VARCHAR, max_length=64)
    schema.add_field("text", DataType.VARCHAR, max_length=60000)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    for start in range(0, len(rows), 500):
        client.insert(name, [{key: r[key] for key in ("id", "number", "text", "vector")} for r in rows[start : start + 500]])


def find(client, name, text, vector, k):
    rows = client.query(name, filter="id >= 0 or id < 0", output_fields=["id", "number", "text", "vector"], limit=16000)
    vectors = np.array([row["vector"] for row in rows], dtype=np.float32)
    query = np.asarray(vector, dtype=np.float32)
    cosine = vectors @ query / (np.linalg.norm(vectors, axis=1) * np.linalg.norm(query))
    numbers = number_in(text)

    def key(n):
        if not numbers:
            return (0, -cosine[n])
        row = rows[n]
        return (0 if number_in(row["number"]) == numbers[:1] else 1 if numbers[0] in number_in(row["text"]) else 2, -cosine[n])

    return [rows[n]["id"] for n in sorted(range(len(rows)), key=key)[:k]]
