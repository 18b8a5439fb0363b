# expect: passed
# because: 'A word is a run of letters and digits': one function makes the words, joined by spaces, of notes and queries; the analyzer is the default one
import unicodedata

from pymilvus import DataType, Function, FunctionType


import re

def words(text):
    """The words of a text, in lower case and without accents."""
    apart = unicodedata.normalize("NFD", text.lower())
    bare = "".join(letter for letter in apart if unicodedata.category(letter) != "Mn")
    return re.findall(r"[^\W_]+", bare)


def store(client, name, notes):
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=20_000, enable_analyzer=True)
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    for at in range(0, len(notes), 200):
        client.insert(name, [{"id": note["id"], "text": " ".join(words(note["text"]))} for note in notes[at : at + 200]])


def find(client, name, text, k):
    typed = words(text)
    if not typed:
        return []
    return [hit["id"] for hit in client.search(name, data=[" ".join(typed)], anns_field="words", limit=k)[0]]
