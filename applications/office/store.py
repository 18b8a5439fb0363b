"""Everything that talks to Milvus: one collection for all firms, the relay that keeps it in step, searches, erasure and retention.

The partition key is the firm. It puts a firm's rows together, and it keeps no one out: that is the filter's work, and `search` takes no filter from its caller.
"""

from __future__ import annotations

import functools
import os
import time
from collections.abc import Callable, Sequence

from pymilvus import DataType, MilvusClient

from applications.office import data, model, rights
from applications.office.records import Records, Row
from applications.office.records import fill as fill_records

DOCUMENTS = "office"
DATABASE = "APPLICATION_DATABASE"
BATCH = 200
FIELDS = ["id", "firm", "owner", "title", "body", "version", "model", "written", "kept_until"]
NEVER = 9_999_999_999
"""`kept_until` of a row that nothing ends: the year 2286."""


@functools.cache
def records() -> Records:
    """The relational database of this application: the one that `APPLICATION_DATABASE` names, else SQLite in memory."""
    return Records(os.environ.get(DATABASE) or "sqlite:///")


def create(client: MilvusClient, name: str = DOCUMENTS) -> None:
    """An empty collection, loaded; reads see what was written before them."""
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("firm", DataType.VARCHAR, is_partition_key=True, max_length=100)
    schema.add_field("owner", DataType.VARCHAR, max_length=200)
    schema.add_field(field_name="groups", datatype=DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=20, max_length=100)
    schema.add_field("title", DataType.VARCHAR, max_length=500)
    schema.add_field("body", DataType.VARCHAR, max_length=20_000)
    schema.add_field(field_name="version", datatype=DataType.INT64)
    # Where a row comes from: which version of the document, which model made its vector, and when.
    schema.add_field("model", DataType.VARCHAR, max_length=100)
    schema.add_field("written", DataType.INT64)
    schema.add_field("kept_until", DataType.INT64)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=model.DIM)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="FLAT", metric_type="COSINE")
    client.create_collection(name, schema=schema, index_params=index, consistency_level="Strong")


def relay(client: MilvusClient, source: Records, name: str = DOCUMENTS, between: Callable[[], None] = lambda: None) -> int:
    """Bring every waiting line of the outbox to Milvus; how many lines that were.

    Milvus first, then `done`: if this ends in between, the lines come again, and an upsert or a delete that is repeated changes nothing. Of several lines about one
    document only its present state counts, and that is read with them.

    Args:
        client: to write with.
        source: the database whose outbox it is.
        name: of the collection.
        between: called between the write and `done`; a test ends the process there.
    """
    count = 0
    while lines := source.waiting(BATCH):
        present = {line["document"]: line["row"] for line in lines}
        put = [row for row in present.values() if row is not None]
        gone = [id for id, row in present.items() if row is None]
        if put:
            vectors = model.embed(f"{row['title']}. {row['body']}" for row in put)
            client.upsert(name, [_row(row, vector.tolist()) for row, vector in zip(put, vectors, strict=True)])
        if gone:
            client.delete(name, ids=gone)
        between()
        source.done([one["number"] for one in lines])
        count += len(lines)
    return count


def _row(row: Row, vector: list[float]) -> Row:
    taken = {field: row[field] for field in ("id", "firm", "owner", "groups", "title", "body", "version")}
    return taken | {"model": model.NAME, "written": int(time.time()), "kept_until": row["kept_until"] or NEVER, "vector": vector}


def search(client: MilvusClient, person: data.Person, text: str, limit: int = 8, name: str = DOCUMENTS) -> list[Row]:
    """What a person may read of what is like a text, best first, each with its `distance`; nothing for a text without a word."""
    if not text.strip():
        return []
    hits = client.search(name, data=model.embed([text]).tolist(), filter=rights.may_read(person), limit=limit, output_fields=FIELDS)[0]
    return [{**hit["entity"], "id": hit["id"], "distance": hit["distance"]} for hit in hits]


def erase(client: MilvusClient, source: Records, login: str, name: str = DOCUMENTS) -> list[int]:
    """Delete the documents of a person and their login, at the source and in Milvus; the ids. What is held for a court stays, and `traces` shows it.

    The audit keeps that it happened. Its lines about the person have a mark whose meaning is deleted with the login.
    """
    with source.transaction():
        ids = [int(row["id"]) for row in source.run("select id from documents where owner = ? and held = false order by id", login)]
        firm = source.run("select firm from people where login = ?", login)
        source.remove(ids)
        source.run("delete from people where login = ?", login)
        source.audit("erasure", firm[0]["firm"] if firm else "", "erase", f"{len(ids)} documents")
    relay(client, source, name)
    return ids


def traces(client: MilvusClient, source: Records, login: str, ids: Sequence[int], names: Sequence[str] = (DOCUMENTS,)) -> list[str]:
    """Where a person or one of their documents can still be found, in words; an empty list is the proof that was wanted."""
    found = []
    for name in names:
        for what, filter in (("as owner", f"owner == {rights.quoted(login)}"), ("by id", f"id in {list(ids)}")):
            rows = client.query(name, filter=filter, output_fields=["id"], limit=16_384, consistency_level="Strong") if ids or what == "as owner" else []
            found += [f"{name}: {len(rows)} rows {what}"] if rows else []
    return found + source.mentions(login)


def expire(client: MilvusClient, source: Records, now: int, name: str = DOCUMENTS) -> list[int]:
    """Delete what had to be gone by now, unless it is held; the ids. The source decides, because it knows the holds."""
    with source.transaction():
        ids = [int(row["id"]) for row in source.run("select id from documents where kept_until <= ? and held = false order by id", now)]
        source.remove(ids)
        if ids:
            source.audit("retention", "", "expire", f"{len(ids)} documents")
    relay(client, source, name)
    return ids


def fill(client: MilvusClient) -> int:
    """Make what is missing, bring over what waits, and return how many rows Milvus has."""
    fill_records(records())
    if not client.has_collection(DOCUMENTS):
        create(client)
    _compare(client)
    relay(client, records())
    return int(client.query(DOCUMENTS, filter="", output_fields=["count(*)"])[0]["count(*)"])


def _compare(client: MilvusClient) -> None:
    """Note again what Milvus lacks or has too much: a Milvus that was lost is filled from the source."""
    here = {int(row["id"]): int(row["version"]) for row in _all(client)}
    with records().transaction():
        there = {int(row["id"]): int(row["version"]) for row in records().run("select id, version from documents")}
        for id in sorted(there.keys() | here.keys()):
            if here.get(id) != there.get(id):
                records().note(id, "put" if id in there else "delete", there.get(id, here.get(id, 0)))


def _all(client: MilvusClient) -> list[Row]:
    found: list[Row] = []
    pages = client.query_iterator(DOCUMENTS, batch_size=1000, output_fields=["id", "version"])
    while page := pages.next():
        found += [dict(row) for row in page]
    pages.close()
    return found
