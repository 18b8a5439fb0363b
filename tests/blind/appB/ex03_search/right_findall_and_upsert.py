# expect: passed
# because: words found instead of cut, lower case, upsert
import re

from pymilvus import DataType, Function, FunctionType


def store(client, name, rows):
    """Create the collection and fill it."""
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
        client.upsert(name, kept[start : start + 500])


def find(client, name, text, version, k):
    """Names of parameters, best first."""
    if not text.strip():
        return []
    has = "old == true" if version == "2.3.5" else "new == true"
    form = compared(text.strip()).replace("\\", "\\\\").replace('"', '\\"')
    named = client.query(name, filter=f'form == "{form}" and {has}', output_fields=["name"])
    hits = client.search(name, data=[text], anns_field="words", filter=has, limit=k, output_fields=["name"])[0]
    found = [row["name"] for row in named] + [hit["entity"]["name"] for hit in hits]
    return list(dict.fromkeys(found))[:k]


def compared(name):
    """A name in the form in which names are compared."""
    return re.sub(r"[._/]", "", name).lower()


def words(row):
    """The words of a parameter, as one text."""
    parts = []
    for piece in row["name"].replace("_", ".").split("."):
        parts += re.findall(r"[A-Z]*[^A-Z]*", piece)
    split = [part for part in parts if part]
    return " ".join([*split, row["note"]]).lower()
