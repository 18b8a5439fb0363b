"""One JSON field for the words, a flag for nobody, and questions answered with the fewest calls."""

from pymilvus import DataType


def create(client, name):
    schema = client.create_schema()
    schema.add_field("key", DataType.VARCHAR, max_length=20, is_primary=True)
    schema.add_field("about", DataType.JSON)
    schema.add_field("duration", DataType.INT32)
    schema.add_field("spoken", DataType.BOOL)
    schema.add_field("meaning", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("meaning", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)


def store(client, name, recordings):
    for r in recordings:
        about = {"keywords": r["keywords"], "speaker": r["speaker"] or ""}
        client.upsert(name, {"key": str(r["number"]), "about": about, "duration": r["seconds"], "spoken": r["speaker"] is not None, "meaning": r["vector"]})


def _keys(client, name, expression):
    return [int(row["key"]) for row in client.query(name, filter=expression, output_fields=["key"])]


def with_keyword(client, name, keyword):
    return _keys(client, name, f"json_contains(about['keywords'], '{keyword}')")


def shorter_than(client, name, seconds):
    return tuple(_keys(client, name, f"duration <= {seconds - 1}"))


def without_speaker(client, name):
    return _keys(client, name, "spoken == false")


def nearest_with(client, name, vector, keyword, k):
    hits = client.search(name, data=[vector], anns_field="meaning", filter=f"json_contains(about['keywords'], '{keyword}')", limit=k)
    return [int(hit["key"]) for hit in hits[0]]
