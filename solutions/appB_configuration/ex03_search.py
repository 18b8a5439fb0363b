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

The words of a name: it is cut at dots and underscores, and before each capital letter that follows a small letter or a digit. `proxy.maxFieldNum` has the words proxy, max, field, num. Capitals do not matter in any word. Whether `text` is also cut before its capitals is yours.

A parameter that shares no word and is not the one that is named is not in the answer, and none stands in it twice. If nothing is found, or `text` is empty or blank, the answer is an empty list. `text` may hold any characters.

Each collection is searched by itself, and `find` may run in a different process than `store`. Do not read the whole collection for one answer.
"""

import re

from pymilvus import DataType, Function, FunctionType


def store(client, name, rows):
    """Create the collection and fill it."""
    # BEGIN SOLUTION store
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("name", DataType.VARCHAR, max_length=800)
    schema.add_field("form", DataType.VARCHAR, max_length=800)
    schema.add_field("old", DataType.BOOL)
    schema.add_field("new", DataType.BOOL)
    schema.add_field("text", DataType.VARCHAR, max_length=4000, enable_analyzer=True)
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    kept = [
        {
            "id": row["id"],
            "name": row["name"],
            "form": compared(row["name"]),
            "old": "2.3.5" in row["versions"],
            "new": "3.0" in row["versions"],
            "text": words(row),
        }
        for row in rows
    ]
    for start in range(0, len(kept), 500):
        client.insert(name, kept[start : start + 500])
    # END SOLUTION


def find(client, name, text, version, k):
    """Names of parameters, best first."""
    # BEGIN SOLUTION find
    if not text.strip():
        return []
    has = "old == true" if version == "2.3.5" else "new == true"
    form = compared(text.strip()).replace("\\", "\\\\").replace('"', '\\"')
    named = client.query(name, filter=f'form == "{form}" and {has}', output_fields=["name"])
    hits = client.search(name, data=[text], anns_field="words", filter=has, limit=k, output_fields=["name"])[0]
    found = [row["name"] for row in named] + [hit["entity"]["name"] for hit in hits]
    return list(dict.fromkeys(found))[:k]
    # END SOLUTION


# BEGIN SOLUTION words
def compared(name):
    """A name in the form in which names are compared."""
    return re.sub(r"[._/]", "", name).lower()


def words(row):
    """The words of a parameter, as one text."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[._]", " ", row["name"]) + " " + row["note"]


# END SOLUTION
