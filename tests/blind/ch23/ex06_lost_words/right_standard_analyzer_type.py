# expect: passed
# because: 'What is right may stay as it is': the analyzer by type, accents taken away with a table of combining marks, notes inserted at once
import unicodedata

from pymilvus import DataType, Function, FunctionType


MARKS = dict.fromkeys(point for point in range(0x300, 0x370))


def plain(text):
    return unicodedata.normalize("NFKD", text).translate(MARKS).lower()


def store(client, name, notes):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=65_535, enable_analyzer=True, analyzer_params={"type": "standard"})
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    if notes:
        client.insert(name, [dict(id=note["id"], text=plain(note["text"])) for note in notes])


def find(client, name, text, k):
    found = client.search(name, data=[plain(text)], anns_field="words", limit=k, output_fields=["id"])
    return [hit["id"] for hit in found[0]]
