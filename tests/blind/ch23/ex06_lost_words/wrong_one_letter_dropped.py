# expect: failed|partial
# because: 'Every word counts: A is a blood group': words of one letter are dropped from the query
import unicodedata

from pymilvus import DataType, Function, FunctionType


def plain(text):
    """A text in lower case and without accents."""
    taken_apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


def store(client, name, notes):
    """Create the collection and fill it."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=8000, enable_analyzer=True, analyzer_params={"tokenizer": "standard", "filter": ["lowercase"]})
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    rows = [{"id": note["id"], "text": plain(note["text"])} for note in notes]
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])


def find(client, name, text, k):
    """The ids of the notes that have at least one of the words, best first."""
    hits = client.search(name, data=[" ".join(word for word in plain(text).split() if len(word) > 1)], anns_field="words", limit=k)[0]
    return [hit["id"] for hit in hits]
