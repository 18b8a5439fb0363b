# expect: partial|failed
# because: makes the key from the address without its query: two pages that differ only in ?q=… become one row
"""Load it twice.

Every night a crawler hands you the pages of a site, up to 3,000 of them. A page is a dict, and no two pages of one night have
the same address:

    {"url": "https://example.org/tea", "title": "Tea", "vector": [...]}        # 32 numbers

Write `load(client, name, pages)`. When it has returned, the collection `name` is what `pages` says and nothing else:

- there is one row for each page, with its `url` (VARCHAR, up to 500 bytes), `title` (VARCHAR, up to 200) and `vector`, and no row
  of a page that has gone,
- it can be searched by `vector` with the metric COSINE,
- the number of rows comes back.

The first night there is no such collection. The program may be run twice, and it may be **killed at any moment**, in the
middle of making the collection included. Whatever it had done by then, the next run that ends brings the collection to the same
state. Each run is a new process. You choose the primary key.

People search while you load: a page that was there and still is must be found all the time. Send at most 500 pages in one
message. A read sees the newest writes of another process only with `consistency_level="Strong"`.
"""

import hashlib

from pymilvus import DataType

BATCH = 500


def key(url):
    return hashlib.sha256(url.split("?")[0].encode()).hexdigest()


def slices(items):
    return (items[start : start + BATCH] for start in range(0, len(items), BATCH))


def prepare(client, name):
    if not client.has_collection(name):
        schema = client.create_schema(auto_id=False)
        schema.add_field("key", DataType.VARCHAR, is_primary=True, max_length=64)
        schema.add_field("url", DataType.VARCHAR, max_length=500)
        schema.add_field("title", DataType.VARCHAR, max_length=200)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        client.create_collection(name, schema=schema, consistency_level="Strong")
    if "vector" not in [client.describe_index(name, index)["field_name"] for index in client.list_indexes(name)]:
        index = client.prepare_index_params()
        index.add_index("vector", index_type="AUTOINDEX", metric_type="COSINE")
        client.create_index(name, index)
    client.load_collection(name)


def load(client, name, pages):
    """Make the collection equal to the pages; returns the number of rows."""
    prepare(client, name)
    rows = [{"key": key(page["url"]), "url": page["url"], "title": page["title"], "vector": page["vector"]} for page in pages]
    stays = {row["key"] for row in rows}
    there = client.query(name, filter='key != ""', output_fields=["key"], consistency_level="Strong")
    for part in slices([row["key"] for row in there if row["key"] not in stays]):
        client.delete(name, ids=part)
    for part in slices(rows):
        client.upsert(name, data=part)
    return client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
