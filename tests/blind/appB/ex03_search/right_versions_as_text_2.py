# expect: passed
# because: All sentences kept in another style: versions in one text that a filter looks into, the name itself is the primary key, the named one is left out of the search by its filter.
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
from grader.learner import NotStarted


def _plain(name):
    return name.strip().translate(str.maketrans("", "", "._/")).lower()


def _quoted(text):
    """A text as a literal of a filter."""
    out = ['"']
    for letter in text:
        out.append({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(letter, letter))
    return "".join(out) + '"'


def _searched(row):
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", row["name"])
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    return f"{name.replace('.', ' ').replace('_', ' ')}\n{row['note']}"


def store(client, name, rows):
    """Create the collection and fill it."""
    schema = client.create_schema()
    schema.add_field("name", DataType.VARCHAR, is_primary=True, max_length=800)
    schema.add_field("plain", DataType.VARCHAR, max_length=800)
    schema.add_field("versions", DataType.VARCHAR, max_length=20)
    schema.add_field("text", DataType.VARCHAR, max_length=6000, enable_analyzer=True)
    schema.add_field("bm25", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="f", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["bm25"]))
    index = client.prepare_index_params()
    index.add_index("bm25", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    made = [{"name": r["name"], "plain": _plain(r["name"]), "versions": "+".join(sorted(r["versions"])), "text": _searched(r)} for r in rows]
    for start in range(0, len(made), 750):
        client.insert(name, made[start : start + 750])


def find(client, name, text, version, k):
    """Names of parameters, best first."""
    if not text or text.isspace():
        return []
    here = f'versions in ["{version}", "2.3.5+3.0"]'
    first = [row["name"] for row in client.query(name, filter=f"plain == {_quoted(_plain(text))} and {here}", output_fields=["name"])]
    if len(first) >= k:
        return first[:k]
    others = here if not first else f"{here} and name != {_quoted(first[0])}"
    (hits,) = client.search(name, data=[text], anns_field="bm25", filter=others, limit=k - len(first), output_fields=["name"])
    return first + [hit["entity"]["name"] for hit in hits]
