"""Keys that stay whole numbers: the digits with a leading 1, doubled, plus one for posters; titles by a query."""

from pymilvus import DataType


def create(client, name):
    schema = client.create_schema()
    schema.add_field("picture", DataType.INT64, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=100)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    client.create_collection(name, schema=schema)
    client.create_index(name, client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE"))
    client.load_collection(name)


def key(source, id):
    return 2 * int(f"1{id}") + (source == "posters")


def store(client, name, source, pictures):
    for p in pictures:
        client.upsert(name, [{"picture": key(source, p["id"]), "title": p["title"], "vector": p["vector"]}])


def fetch(client, name, source, ids):
    found = {}
    for start in range(0, len(ids), 50):
        keys = [key(source, id) for id in ids[start : start + 50]]
        for row in client.query(name, filter=f"picture in {keys}", output_fields=["picture", "title"]):
            found[row["picture"]] = row["title"]
    return [found.get(key(source, id)) for id in ids]
