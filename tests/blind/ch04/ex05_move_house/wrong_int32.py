# expect: failed|partial
# because: pages as INT32; breaks "in which `pages` is an INT64"
from pymilvus import DataType
def migrate(client, old, new, alias):
    if client.has_collection(new):
        client.drop_collection(new)
    s = client.create_schema(auto_id=False, enable_dynamic_field=True)
    s.add_field("id", DataType.INT64, is_primary=True)
    s.add_field("pages", DataType.INT32, nullable=True)
    s.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
    ip = client.prepare_index_params(); ip.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
    client.create_collection(name_ := new, schema=s, index_params=ip, consistency_level="Strong")
    it = client.query_iterator(old, batch_size=500, output_fields=["*"], consistency_level="Strong")
    n = 0
    while rows := it.next():
        client.insert(new, [{**r, "pages": int(r["pages"]) if r["pages"] != "" else None} for r in rows])
        n += len(rows)
    it.close()
    client.alter_alias(new, alias)
    return n
