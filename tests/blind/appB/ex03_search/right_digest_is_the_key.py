# expect: passed
# because: All sentences kept in another style: the SHA-256 of the compared name is the primary key, so no typed character reaches a filter; versions are a number with bits; words are cut by findall.
"""Find a parameter by what it does.

The reference has six hundred names, and you know only what is wrong. Put it into Milvus and make it answer.

`store(client, name, rows)` creates the collection `name`, whose schema is yours to choose, and fills it. A row is a dict with

- `id`: a whole number
- `name`: a parameter such as `proxy.maxFieldNum`, none twice
- `note`: what it does, in words; may be empty
- `versions`: the versions that have it, one or both of `"2.3.5"` and `"3.0"`

There are up to 3,000 rows. No name is longer than 200 characters, no note longer than 500.

`find(client, name, text, version, k)` returns the names of at most `k` parameters (1 to 50) that `version` has, best first:

1. If `text` is the name of a parameter, in any spelling, this one comes first. Capitals, dots, underscores and slashes do not count, and neither do blanks around it.
2. Then come those that share a word with `text`, in the order of Milvus' full text search (BM25) over the words of the name and of the note together. Of words that all parameters of a collection have alike, nothing is asked.

The words of a name: it is cut at dots and underscores, and before each capital letter that follows a small letter or a digit. `proxy.maxFieldNum` has the words proxy, max, field, num. Capitals do not matter in any word.

A parameter that shares no word and is not the one that is named is not in the answer, and none stands in it twice. If nothing is found, or `text` is empty or blank, the answer is an empty list. `text` may hold any characters.

Each collection is searched by itself, and `find` may run in a different process than `store`. Do not read the whole collection for one answer.
"""

import re

from pymilvus import DataType, Function, FunctionType
import hashlib
from grader.learner import NotStarted


BIT = {"2.3.5": 1, "3.0": 2}


def _digest(typed):
    kept = "".join(letter for letter in typed.strip() if letter not in "._/").lower()
    return hashlib.sha256(kept.encode("utf-8", "surrogatepass")).hexdigest()


def _cut(name):
    words = []
    for part in re.split(r"[._]", name):
        start = 0
        for at in range(1, len(part)):
            before, here = part[at - 1], part[at]
            if here.isupper() and (before.islower() or before.isdigit()):
                words.append(part[start:at])
                start = at
        words.append(part[start:])
    return [word.lower() for word in words if word]


def store(client, name, rows):
    """Create the collection and fill it."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("key", DataType.VARCHAR, is_primary=True, max_length=64)
    schema.add_field("number", DataType.INT64)
    schema.add_field("parameter", DataType.VARCHAR, max_length=800)
    schema.add_field("bits", DataType.INT64)
    schema.add_field("said", DataType.VARCHAR, max_length=8000, enable_analyzer=True)
    schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="said_to_sparse", function_type=FunctionType.BM25, input_field_names=["said"], output_field_names=["sparse"]))
    index = client.prepare_index_params()
    index.add_index(field_name="sparse", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(collection_name=name, schema=schema, index_params=index)
    batch = []
    for row in rows:
        batch.append({"key": _digest(row["name"]), "number": row["id"], "parameter": row["name"], "bits": sum(BIT[v] for v in set(row["versions"])), "said": " ".join([*_cut(row["name"]), row["note"]])})
        if len(batch) == 500:
            client.insert(collection_name=name, data=batch)
            batch = []
    if batch:
        client.insert(collection_name=name, data=batch)


def find(client, name, text, version, k):
    """Names of parameters, best first."""
    answer = []
    if text.strip():
        for row in client.get(collection_name=name, ids=[_digest(text)], output_fields=["parameter", "bits"], consistency_level="Strong"):
            if row["bits"] & BIT[version]:
                answer.append(row["parameter"])
        found = client.search(collection_name=name, data=[text], anns_field="sparse", filter=f"bits in [{BIT[version]}, 3]", limit=k, output_fields=["parameter"], search_params={"metric_type": "BM25"}, consistency_level="Strong")
        for hit in found[0]:
            if hit["entity"]["parameter"] not in answer and len(answer) < k:
                answer.append(hit["entity"]["parameter"])
    return answer
