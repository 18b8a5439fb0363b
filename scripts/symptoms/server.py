"""What only a server shows: Milvus 2.3.5, and of it one with logins and one with TLS. Each function gets a lesson's Milvus and a client."""

from __future__ import annotations

from typing import Any

from pymilvus import AnnSearchRequest, DataType, MilvusClient, RRFRanker

from scripts.symptoms import said
from scripts.symptoms.lite import NAME, book, count, drop, make, on_a_circle


def fresh_rows_unseen(milvus: Any, client: Any) -> str:
    make(client)
    seen = 0
    for i in range(20):
        client.insert(NAME, [book(i)])
        seen += len(client.query(NAME, filter=f"id == {i}", consistency_level="Bounded"))
    return f"no error: {seen} of 20 rows seen right after their insert at Bounded; {count(client)} at Strong"


def twice_the_row(milvus: Any, client: Any) -> str:
    make(client)
    for _ in range(2):
        client.insert(NAME, on_a_circle(10))
    return f"no error: count(*) is {count(client)} after the same 10 rows were inserted twice"


def metric_of_the_query(milvus: Any, client: Any) -> str:
    make(client)
    return said(lambda: client.search(NAME, [[1.0, 0.0, 0.0, 0.0]], limit=1, search_params={"metric_type": "COSINE"}))


def window_too_large(milvus: Any, client: Any) -> str:
    make(client)
    return said(lambda: client.query(NAME, filter="id >= 0", limit=20_000))


def capitals(milvus: Any, client: Any) -> str:
    make(client)
    return said(lambda: client.query(NAME, filter='title == "Dune" AND id > 3', limit=1))


def not_implemented(milvus: Any, client: Any) -> str:
    make(client)
    ask = AnnSearchRequest([[1.0, 0.0, 0.0, 0.0]], "vector", {"metric_type": "L2"}, limit=1)
    return said(lambda: client.hybrid_search(NAME, [ask, ask], RRFRanker(), limit=1))


def index_is_gone(milvus: Any, client: Any) -> str:
    make(client, load=False)
    index = client.prepare_index_params()
    index.add_index("vector", index_type="ANNOY", metric_type="L2", params={"n_trees": 8})
    return said(lambda: client.create_index(NAME, index))


def too_few_nodes(milvus: Any, client: Any) -> str:
    make(client)
    client.release_collection(NAME)
    return said(lambda: client.load_collection(NAME, replica_number=2, timeout=10))


def count_with_the_dead(milvus: Any, client: Any) -> str:
    make(client)
    client.insert(NAME, on_a_circle(300))
    client.flush(NAME)
    client.delete(NAME, filter="id < 200")
    client.flush(NAME)
    return f"no error: row_count is {client.get_collection_stats(NAME)['row_count']}, count(*) is {count(client)} after 200 of 300 rows were deleted"


def flush_after_every_row(milvus: Any, client: Any) -> str:
    make(client)
    for row in on_a_circle(8):
        client.insert(NAME, [row])
        client.flush(NAME)
    return f"no error: {len(client.list_persistent_segments(NAME))} segments for {count(client)} rows"


def iterator_at_the_level(milvus: Any, client: Any) -> str:
    drop(client)
    client.create_collection(NAME, dimension=4, consistency_level="Bounded")
    client.insert(NAME, [{"id": i, "vector": [float(i), 0.0, 0.0, 1.0]} for i in range(300)])
    pages, through = client.query_iterator(NAME, filter="id >= 0", batch_size=100, output_fields=["id"]), 0
    while page := pages.next():
        through += len(page)
    pages.close()
    return f"no error: an iterator copies {through} of 300 rows just inserted into a collection at Bounded"


def message_too_large(milvus: Any, client: Any) -> str:
    drop(client)
    client.create_collection(NAME, dimension=2048, consistency_level="Bounded")
    rows = [{"id": i, "vector": [0.5] * 2048} for i in range(10_000)]
    return said(lambda: client.insert(NAME, rows, timeout=60))


def partitions_of_a_key(milvus: Any, client: Any) -> str:
    make(client, field_name="shop", datatype=DataType.VARCHAR, max_length=20, is_partition_key=True)
    return said(lambda: client.create_partition(NAME, "north"))


def partition_in_use(milvus: Any, client: Any) -> str:
    make(client)
    client.create_partition(NAME, "y2025")
    client.load_collection(NAME)
    return said(lambda: client.drop_partition(NAME, "y2025"))


def key_given_to_auto_id(milvus: Any, client: Any) -> str:
    drop(client)
    client.create_collection(NAME, dimension=4, auto_id=True)
    return said(lambda: client.insert(NAME, [{"id": 7, "vector": [1.0, 0.0, 0.0, 0.0]}]))


DEFAULT = {f.__name__.replace("_", "-"): f for f in (
    fresh_rows_unseen, twice_the_row, metric_of_the_query, window_too_large, capitals, not_implemented, index_is_gone, too_few_nodes, count_with_the_dead,
    flush_after_every_row, iterator_at_the_level, message_too_large, partitions_of_a_key, partition_in_use, key_given_to_auto_id,
)}  # fmt: skip


def no_login(milvus: Any, client: Any) -> str:
    return said(lambda: MilvusClient(milvus.uri, timeout=3, dedicated=True).list_collections())


def wrong_password(milvus: Any, client: Any) -> str:
    return said(lambda: MilvusClient(milvus.uri, user="root", password="milvus", timeout=3, dedicated=True).list_collections())  # noqa: S106


def permission_denied(milvus: Any, client: Any) -> str:
    make(client)
    if "rita" not in client.list_users():
        client.create_user("rita", "Reads-2026")
    reader = MilvusClient(milvus.uri, user="rita", password="Reads-2026", dedicated=True)  # noqa: S106
    try:
        return said(lambda: reader.search(NAME, [[1.0, 0.0, 0.0, 0.0]], limit=1))
    finally:
        reader.close()
        client.drop_user("rita")


AUTH = {f.__name__.replace("_", "-"): f for f in (no_login, wrong_password, permission_denied)}


def plain_to_tls(milvus: Any, client: Any) -> str:
    return said(lambda: MilvusClient(milvus.uri.replace("https:", "http:"), user="root", password="Milvus", timeout=3, dedicated=True))  # noqa: S106


TLS = {"plain-to-tls": plain_to_tls}
