# expect: passed
# because: all sentences: the note as it was written in a field of its own, a second field that is searched, filled by the same function
import unicodedata

from pymilvus import DataType, Function, FunctionType


def plain(text):
    """A text in lower case and without accents."""
    taken_apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


class Desk:
    def __init__(self, client, name):
        self.client, self.name = client, name

    def create(self):
        schema = self.client.create_schema(auto_id=False)
        schema.add_field("id", DataType.INT64, is_primary=True)
        schema.add_field("note", DataType.VARCHAR, max_length=16_000)
        schema.add_field("searched", DataType.VARCHAR, max_length=32_000, enable_analyzer=True, analyzer_params={"tokenizer": "standard", "filter": ["lowercase"]})
        schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
        schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["searched"], output_field_names=["words"]))
        index = self.client.prepare_index_params()
        index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
        self.client.create_collection(self.name, schema=schema, index_params=index, consistency_level="Strong")

    def fill(self, notes, batch=400):
        for start in range(0, len(notes), batch):
            self.client.insert(self.name, [{"id": n["id"], "note": n["text"], "searched": plain(n["text"])} for n in notes[start : start + batch]])

    def search(self, text, k):
        return [hit["id"] for hit in self.client.search(self.name, data=[plain(text)], anns_field="words", limit=k, search_params={"metric_type": "BM25"})[0]]


def store(client, name, notes):
    desk = Desk(client, name)
    desk.create()
    desk.fill(notes)


def find(client, name, text, k):
    return Desk(client, name).search(text, k) if any(letter.isalnum() for letter in text) else []
