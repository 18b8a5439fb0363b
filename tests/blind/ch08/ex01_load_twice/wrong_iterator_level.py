# expect: partial
# because: reads what is there with an iterator that is given Strong, but an iterator reads at the collection's level, which is Bounded here: rows of a run that was killed a moment ago may stay
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

import numpy as np
from pymilvus import DataType

BATCH = 500


def number(url):
    return int.from_bytes(hashlib.blake2b(url.encode("utf-8"), digest_size=8).digest(), "big", signed=True)


class Shelf:
    def __init__(self, client, name):
        self.client, self.name = client, name

    def build(self):
        if not self.client.has_collection(self.name):
            schema = self.client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("id", DataType.INT64, is_primary=True)
            for field, length in (("url", 500), ("title", 200)):
                schema.add_field(field, DataType.VARCHAR, max_length=length)
            schema.add_field("vector", DataType.FLOAT_VECTOR, dim=32)
            self.client.create_collection(self.name, schema=schema)
        if not self.client.list_indexes(self.name):
            self.client.create_index(self.name, self.client.prepare_index_params("vector", index_type="FLAT", metric_type="COSINE"))
        self.client.load_collection(self.name)

    def rows(self):
        found = {}
        pages = self.client.query_iterator(self.name, batch_size=1000, output_fields=["id", "title", "vector"], consistency_level="Strong")
        while batch := pages.next():
            found.update((row["id"], row) for row in batch)
        pages.close()
        return found


def same(row, page):
    return row["title"] == page["title"] and np.array_equal(np.float32(row["vector"]), np.float32(page["vector"]))


def load(client, name, pages):
    """Make the collection equal to the pages; returns the number of rows."""
    shelf = Shelf(client, name)
    shelf.build()
    there = shelf.rows()
    news = []
    for page in pages:
        row = there.pop(number(page["url"]), None)
        if row is None or not same(row, page):
            news.append({"id": number(page["url"]), **page})
    while news:
        client.upsert(name, news[:BATCH])
        news = news[BATCH:]
    gone = list(there)
    while gone:
        client.delete(name, ids=gone[:BATCH])
        gone = gone[BATCH:]
    return len(pages)
