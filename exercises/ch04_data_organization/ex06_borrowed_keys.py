"""Bug hunt: the borrowed keys.

Two archives lend their pictures to one exhibition, and a colleague put both into one collection. Each archive has ids of its
own, texts of up to 18 digits: the maps have long ones, the posters have short ones that may begin with zeros. The program runs, and
three things are wrong:

1. some maps cannot be found by their id, or the wrong one is,
2. a poster has taken the place of a map,
3. `fetch` mixes up what belongs to which id when one of them is not there.

Find the three mistakes and mend them. Change no function's name or arguments; you may change the schema. What works stays:
the pictures are searched by COSINE, and a picture that is stored again replaces the old one.

- `create(client, name)` makes the collection.
- `key(source, id)` makes the primary key of a picture, from `"maps"` or `"posters"` and the id there. Two pictures have
  different keys.
- `store(client, name, source, pictures)` upserts pictures of one source: dicts with `id` (text), `title`, `vector`.
- `fetch(client, name, source, ids)` returns a list with one entry for each id, in the order asked for: the title, or None.
"""

from pymilvus import DataType


def create(client, name):
    """Make the collection."""
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("key", DataType.INT64, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=100)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)


def key(source, id):
    """The primary key of a picture."""
    return int(float(id))


def store(client, name, source, pictures):
    """Upsert pictures of one source."""
    rows = [{"key": key(source, p["id"]), "title": p["title"], "vector": p["vector"]} for p in pictures]
    client.upsert(name, rows)


def fetch(client, name, source, ids):
    """The titles of these ids, in this order; None where there is no such picture."""
    rows = client.get(name, ids=[key(source, id) for id in ids], output_fields=["title"], consistency_level="Strong")
    titles = [row["title"] for row in rows]
    return titles + [None] * (len(ids) - len(titles))
