# expect: partial|failed
# because: only adds and replaces; pages that have gone stay, but there is to be 'no row of a page that has gone'
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

import json

from pymilvus import DataType

BATCH = 500


def make(client, name):
    """A collection that can be searched, whatever there is of it already."""
    if not client.has_collection(name):
        schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("url", DataType.VARCHAR, is_primary=True, max_length=500)
        schema.add_field("title", DataType.VARCHAR, max_length=200)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
        client.create_collection(name, schema=schema)
    if not client.list_indexes(name):
        client.create_index(name, client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE"))
    client.load_collection(name)


def load(client, name, pages):
    """Make the collection equal to the pages; returns the number of rows."""
    make(client, name)
    for start in range(0, len(pages), BATCH):
        client.upsert(name, [{field: page[field] for field in ("url", "title", "vector")} for page in pages[start : start + BATCH]])
    return len(pages)
