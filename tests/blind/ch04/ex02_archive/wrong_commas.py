# expect: failed|partial
# because: (extra) words joined by commas and found by like, where _ and % and a comma mean something; breaks "exactly this keyword among theirs"
from pymilvus import DataType


def create(client, name):
    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("number", DataType.INT64, is_primary=True)
    schema.add_field("keywords", DataType.VARCHAR, max_length=300)
    schema.add_field("seconds", DataType.INT64)
    schema.add_field("speaker", DataType.VARCHAR, max_length=60, nullable=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index)


def store(client, name, recordings):
    client.insert(name, [r | {"keywords": "," + ",".join(r["keywords"]) + ","} for r in recordings])


def _numbers(client, name, condition):
    rows = client.query(name, filter=condition, output_fields=["number"], consistency_level="Strong")
    return [row["number"] for row in rows]


def with_keyword(client, name, keyword):
    return _numbers(client, name, f'keywords like "%,{keyword},%"')


def shorter_than(client, name, seconds):
    return _numbers(client, name, f"seconds < {seconds}")


def without_speaker(client, name):
    return _numbers(client, name, "speaker is null")


def nearest_with(client, name, vector, keyword, k):
    hits = client.search(
        name,
        data=[vector],
        limit=k,
        filter=f'keywords like "%,{keyword},%"',
        output_fields=["number"],
        consistency_level="Strong",
    )[0]
    return [hit["number"] for hit in hits]
