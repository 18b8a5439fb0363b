"""The words are made here: letters and digits only, accents gone, and joined by spaces into a field of their own beside the note."""

import re
import unicodedata

from pymilvus import DataType, Function, FunctionType


def tokens(text):
    folded = "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c) != "Mn")
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKD", folded).lower()))


def store(client, name, notes):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("note", DataType.VARCHAR, max_length=8000)
    schema.add_field("tokens", DataType.VARCHAR, max_length=16000, enable_analyzer=True)
    schema.add_field("bm25", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="of_tokens", function_type=FunctionType.BM25, input_field_names=["tokens"], output_field_names=["bm25"]))
    index = client.prepare_index_params()
    index.add_index("bm25", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    for start in range(0, len(notes), 250):
        client.insert(name, [{"id": n["id"], "note": n["text"], "tokens": tokens(n["text"])} for n in notes[start : start + 250]])


def find(client, name, text, k):
    asked = tokens(text)
    return [hit["id"] for hit in client.search(name, data=[asked], anns_field="bm25", limit=k)[0]] if asked else []
