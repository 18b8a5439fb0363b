# expect: failed|partial
# because: nearest_with fetches ten times k and filters afterwards; breaks "the nearest among those with the keyword; fewer when there are fewer"
from pymilvus import DataType
def create(client, name):
    s = client.create_schema(auto_id=False, enable_dynamic_field=False)
    s.add_field("number", DataType.INT64, is_primary=True)
    s.add_field("keywords", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=8, max_length=30)
    s.add_field("seconds", DataType.INT64)
    s.add_field("speaker", DataType.VARCHAR, max_length=60, nullable=True)
    s.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    i = client.prepare_index_params()
    i.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=s, index_params=i, consistency_level="Strong")
def store(client, name, recordings): client.insert(name, recordings)
def _q(client, name, f):
    return [r["number"] for r in client.query(name, filter=f, output_fields=["number"], consistency_level="Strong")]
def with_keyword(client, name, keyword): return _q(client, name, f'array_contains(keywords, "{keyword}")')
def shorter_than(client, name, seconds): return _q(client, name, f'seconds < {seconds}')
def without_speaker(client, name): return _q(client, name, 'speaker is null')
def nearest_with(client, name, vector, keyword, k):
    hits = client.search(name, data=[vector], limit=10 * k, output_fields=["number", "keywords"])[0]
    return [h["number"] for h in hits if keyword in h["entity"]["keywords"]][:k]
