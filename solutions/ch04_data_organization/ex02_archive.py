"""A model for an archive.

A radio archive wants its recordings in Milvus. You decide which fields there are; the four questions below decide whether
you decided well. A recording is a dict:

    {"number": 4711, "keywords": ["harbour", "strike"], "seconds": 95, "speaker": "Ada Null", "vector": [...]}

`number` is its key, a whole number. `keywords` are up to 8 texts of up to 30 bytes, perhaps none; any character may stand
in one, such as `steam_train` or `50% off`, only no quotation mark and no backslash. `seconds` is a whole number up to
1,000,000. `speaker` is a name of up to 60 bytes, or None when nobody speaks. The vector has 32 floats of any length; near
means COSINE.

- `create(client, name)` makes the collection.
- `store(client, name, recordings)` puts a list of recordings into it.
- `with_keyword(client, name, keyword)`: the numbers of all recordings that have exactly this keyword among theirs.
- `shorter_than(client, name, seconds)`: the numbers of all recordings that take fewer seconds.
- `without_speaker(client, name)`: the numbers of all recordings in which nobody speaks.
- `nearest_with(client, name, vector, keyword, k)`: the numbers of the `k` recordings nearest to the vector among those with
  the keyword, nearest first; fewer when there are fewer.

The first three return a list of ints in any order. There are at most 1,000 recordings. What store() stored is found at once.
"""

from pymilvus import DataType


def create(client, name):
    """Make the collection, ready for store and search."""
    # BEGIN SOLUTION create
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("number", DataType.INT64, is_primary=True)
    schema.add_field("keywords", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=8, max_length=30)
    schema.add_field("seconds", DataType.INT64)
    schema.add_field("speaker", DataType.VARCHAR, max_length=60, nullable=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)
    # END SOLUTION


def store(client, name, recordings):
    """Put all recordings in."""
    # BEGIN SOLUTION store
    client.insert(name, recordings)
    # END SOLUTION


def with_keyword(client, name, keyword):
    """The numbers of the recordings that have the keyword."""
    # BEGIN SOLUTION keyword
    rows = client.query(name, filter=f'array_contains(keywords, "{keyword}")', output_fields=["number"], limit=1000)
    return [row["number"] for row in rows]
    # END SOLUTION


def shorter_than(client, name, seconds):
    """The numbers of the recordings that take fewer seconds."""
    # BEGIN SOLUTION seconds
    rows = client.query(name, filter=f"seconds < {seconds}", output_fields=["number"], limit=1000)
    return [row["number"] for row in rows]
    # END SOLUTION


def without_speaker(client, name):
    """The numbers of the recordings in which nobody speaks."""
    # BEGIN SOLUTION speaker
    rows = client.query(name, filter="speaker is null", output_fields=["number"], limit=1000)
    return [row["number"] for row in rows]
    # END SOLUTION


def nearest_with(client, name, vector, keyword, k):
    """The numbers of the k nearest recordings with the keyword, nearest first."""
    # BEGIN SOLUTION nearest
    found = client.search(name, data=[vector], filter=f'array_contains(keywords, "{keyword}")', limit=k, output_fields=["number"])
    return [hit["number"] for hit in found[0]]
    # END SOLUTION
