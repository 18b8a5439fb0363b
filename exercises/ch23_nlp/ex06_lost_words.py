"""Bug hunt: an analyzer that loses words.

A hospital's help desk searches its notes by words. `store` puts them into a collection, `find` brings those that have at least one of the words that
were typed. It works, but its users say that some words find nothing, and some find less than there is. There are four mistakes.

What is right:

- `store(client, name, notes)`: create the collection `name` and store up to 2,000 notes, dicts with `id` (a whole number) and `text` (up to 2,000
  characters).
- `find(client, name, text, k)`: the ids, best first, of the best `k` notes (1 to 500) that have at least one word of `text`, or of all if they are fewer. Text without a word that a note has
  gives an empty list.
- A word is a run of letters and digits, of whatever alphabet. Capitals and accents make no difference: `Cafe` finds `café`, and `CAFÉ` finds `cafe`. Nothing else is changed: `cast`
  and `casts` are two words.
- Every word counts, also short ones: `IT` is a department, `US` a country, `no` an answer, `A` a blood group.

Find the four mistakes and fix them. What is right may stay as it is.
"""

import unicodedata

from pymilvus import DataType, Function, FunctionType

STOP = "a an and as at be but by for if in into is it no not of on or such that the their then there these they this to us was will with".split()


def plain(text):
    """A text in lower case and without accents."""
    taken_apart = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))


def singular(text):
    """Each word without a final s."""
    return " ".join(word[:-1] if word.lower().endswith("s") else word for word in text.split())


def store(client, name, notes):
    """Create the collection and fill it."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("text", DataType.VARCHAR, max_length=8000, enable_analyzer=True, analyzer_params={"tokenizer": "standard", "filter": ["lowercase", {"type": "stop", "stop_words": STOP}]})
    schema.add_field("words", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_function(Function(name="bm25", function_type=FunctionType.BM25, input_field_names=["text"], output_field_names=["words"]))
    index = client.prepare_index_params()
    index.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="BM25")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")
    rows = [{"id": note["id"], "text": plain(note["text"])[:500]} for note in notes]
    for start in range(0, len(rows), 500):
        client.insert(name, rows[start : start + 500])


def find(client, name, text, k):
    """The ids of the notes that have at least one of the words, best first."""
    hits = client.search(name, data=[singular(text)], anns_field="words", limit=k)[0]
    return [hit["id"] for hit in hits]
