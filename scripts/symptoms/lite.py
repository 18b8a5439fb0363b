"""What goes wrong on any Milvus, Lite included. Each function gets a client and leaves nothing behind."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from pymilvus import DataType, MilvusClient

from scripts.symptoms import said, shortened

NAME = "trouble"


def make(client: Any, name: str = NAME, *, dynamic: bool = False, metric: str = "L2", load: bool = True, **more: Any) -> str:
    """An empty collection of books; `more` are the arguments of a further field."""
    drop(client, name)
    schema = client.create_schema(auto_id=False, enable_dynamic_field=dynamic)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("title", DataType.VARCHAR, max_length=40)
    if more:
        schema.add_field(**more)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=4)
    client.create_collection(name, schema=schema, consistency_level="Strong")
    if load:
        index = client.prepare_index_params()
        index.add_index("vector", index_type="FLAT", metric_type=metric)
        client.create_index(name, index, sync=False)
        client.load_collection(name)
    return name


def drop(client: Any, name: str = NAME) -> None:
    if client.has_collection(name):
        client.drop_collection(name)


def book(id: int, title: str = "Dune", vector: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0), **more: Any) -> dict[str, Any]:
    return {"id": id, "title": title, "vector": list(vector), **more}


def on_a_circle(n: int) -> list[dict[str, Any]]:
    """Books with different vectors, each a little further from the first."""
    return [book(i, f"book {i}", (float(np.cos(i / n)), float(np.sin(i / n)), 0.0, 0.0)) for i in range(n)]


def count(client: Any, name: str = NAME, filter: str = "") -> int:
    return int(client.query(name, filter=filter, output_fields=["count(*)"])[0]["count(*)"])


# -- connecting


def no_server(client: Any) -> str:
    return said(lambda: MilvusClient("http://127.0.0.1:9", timeout=1))


def address_without_scheme(client: Any) -> str:
    return said(lambda: MilvusClient("localhost:19530", timeout=1))


def lite_not_installed(client: Any) -> str:
    return elsewhere("import sys; sys.modules['milvus_lite'] = None\nfrom pymilvus import MilvusClient\nMilvusClient('books.db')")


def one_process_per_file(client: Any) -> str:
    program = "import subprocess, sys\nfrom pymilvus import MilvusClient\nfirst = MilvusClient('books.db')\n"
    second = "from pymilvus import MilvusClient; MilvusClient('books.db')"
    return elsewhere(f"{program}done = subprocess.run([sys.executable, '-c', {second!r}], capture_output=True, text=True)\nsys.stderr.write(done.stderr)\nsys.exit(1)")


def hung_up_while_idle(client: Any) -> str:
    """Milvus Lite as pymilvus starts it, and a pause of 100 seconds; the course's own Lite takes the pings."""
    return elsewhere("import time\nfrom pymilvus import MilvusClient\nfirst = MilvusClient('books.db')\ntime.sleep(100)\nMilvusClient('books.db')")


def elsewhere(program: str) -> str:
    """The last line of what a program of its own says on standard error."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, timeout=200, check=False)
    lines = [line for line in done.stderr.splitlines() if line.strip() and not line.startswith(" ")]
    errors = [line for line in lines if "Exception" in line or "Error" in line]
    return shortened((errors or lines or ["no error"])[-1].split("exceptions.")[-1].replace(str(Path(folder)), "ADDRESS"))


def collection_not_found(client: Any) -> str:
    return said(lambda: client.query("boks", filter="id >= 0", limit=1))


def no_such_database(client: Any) -> str:
    address = client._config.uri  # noqa: SLF001  no public word for it
    return said(lambda: MilvusClient(address, db_name="bokks", timeout=5).list_collections())


# -- writing


def wrong_dimension(client: Any) -> str:
    return said(lambda: client.insert(make(client), [book(1, vector=(1.0, 0.0, 0.0))]))


def field_missing(client: Any) -> str:
    return said(lambda: client.insert(make(client), [{"id": 1, "vector": [1.0, 0.0, 0.0, 0.0]}]))


def field_unknown(client: Any) -> str:
    return said(lambda: client.insert(make(client), [book(1, pages=412)]))


def wrong_type(client: Any) -> str:
    return said(lambda: client.insert(make(client), [book("1")]))


def text_too_long(client: Any) -> str:
    return said(lambda: client.insert(make(client), [book(1, "ü" * 30)]))


def none_refused(client: Any) -> str:
    return said(lambda: client.insert(make(client), [book(1, None)]))


def exists_already(client: Any) -> str:
    make(client)
    schema = client.create_schema(auto_id=False)
    schema.add_field("id", DataType.INT64, is_primary=True)
    schema.add_field("vector", DataType.FLOAT_VECTOR, dim=8)
    return said(lambda: client.create_collection(NAME, schema=schema))


def no_such_partition(client: Any) -> str:
    return said(lambda: client.insert(make(client), [book(1)], partition_name="y2026"))


# -- finding nothing


def not_loaded(client: Any) -> str:
    make(client)
    client.insert(NAME, on_a_circle(20))
    client.release_collection(NAME)
    return said(lambda: client.search(NAME, [[1.0, 0.0, 0.0, 0.0]], limit=1))


def alias_elsewhere(client: Any) -> str:
    make(client)
    client.insert(NAME, on_a_circle(20))
    make(client, "trouble_new")
    client.create_alias(collection_name="trouble_new", alias="trouble_now")
    found = count(client, "trouble_now")
    client.drop_alias("trouble_now")
    drop(client, "trouble_new")
    return f"no error: {found} rows by the name trouble_now, 20 rows in trouble"


def letter_by_letter(client: Any) -> str:
    make(client)
    client.insert(NAME, [book(1, "Dune"), book(2, "dune "), book(3, "Emma")])
    exact = count(client, filter='title == "dune"')
    return f'no error: title == "dune" gives {exact} rows, where there are "Dune" and "dune "'


def key_misspelled(client: Any) -> str:
    make(client, dynamic=True)
    client.insert(NAME, [book(i, pages=100 + i) for i in range(10)])
    return f"no error: page > 50 gives {count(client, filter='page > 50')} rows, pages > 50 gives {count(client, filter='pages > 50')}"


def number_as_text(client: Any) -> str:
    make(client, dynamic=True)
    client.insert(NAME, [book(i, year=str(1990 + i)) for i in range(10)])
    number, text = count(client, filter="year >= 1990"), count(client, filter='year >= "1990"')
    return f'no error: year >= 1990 gives {number} rows, year >= "1990" gives {text}'


def radius_not_squared(client: Any) -> str:
    make(client)
    client.insert(NAME, [book(1, "far", (3.0, 0.0, 0.0, 0.0))])
    counts = [len(client.search(NAME, [[0.0] * 4], limit=10, search_params={"params": {"radius": r}})[0]) for r in (4.0, 9.5)]
    return f"no error: of a row at the Euclidean distance 3, radius 4 finds {counts[0]}, radius 9.5 finds {counts[1]}"


def empty_partition(client: Any) -> str:
    make(client)
    client.create_partition(NAME, "y2026")
    client.insert(NAME, on_a_circle(12))
    found = client.search(NAME, [[1.0, 0.0, 0.0, 0.0]], limit=5, partition_names=["y2026"])[0]
    return f"no error: {len(found)} hits in the partition y2026; 12 rows went to _default"


# -- finding the wrong thing


def field_not_described(client: Any) -> str:
    return said(lambda: client.query(make(client), filter="author == \"Herbert\"", limit=1))


def quote_in_a_value(client: Any) -> str:
    make(client)
    title = 'The "Good" Soldier'
    return said(lambda: client.query(NAME, filter=f'title == "{title}"', limit=1))


def only_ten(client: Any) -> str:
    make(client)
    client.insert(NAME, on_a_circle(40))
    return f"no error: {len(client.search(NAME, [[1.0, 0.0, 0.0, 0.0]])[0])} hits of 40 rows"


def sorted_the_wrong_way(client: Any) -> str:
    make(client, metric="COSINE")
    client.insert(NAME, on_a_circle(40))
    hits = client.search(NAME, [[1.0, 0.0, 0.0, 0.0]], limit=40)[0]
    return f"no error: first after sorting by distance, ascending, is id {min(hits, key=lambda h: h['distance'])['id']}; Milvus' first is id {hits[0]['id']}"


def squared_distance(client: Any) -> str:
    make(client)
    client.insert(NAME, [book(1, "far", (3.0, 0.0, 0.0, 0.0))])
    hit = client.search(NAME, [[0.0] * 4], limit=1)[0][0]
    return f"no error: distance {hit['distance']:g} between two points that are 3 apart"


def or_before_and(client: Any) -> str:
    make(client, field_name="year", datatype=DataType.INT64)
    client.insert(NAME, [book(i, ("Dune", "Emma")[i % 2], year=1980 + i) for i in range(20)])
    loose, right = 'title == "Dune" or title == "Emma" and year > 1990', '(title == "Dune" or title == "Emma") and year > 1990'
    return f"no error: {count(client, filter=loose)} rows without parentheses, {count(client, filter=right)} with them"


def upsert_drops_the_rest(client: Any) -> str:
    make(client, dynamic=True)
    client.insert(NAME, [book(1, note="signed copy", shelf=7)])
    client.upsert(NAME, [book(1, "Dune Messiah", shelf=8)])
    left = client.query(NAME, filter="id == 1", output_fields=["*"])[0]
    return f"no error: of the dynamic keys note and shelf, {sorted({'note', 'shelf'} & left.keys())} are left after an upsert that names shelf"


def two_models(client: Any) -> str:
    make(client, metric="COSINE")
    rng = np.random.default_rng(1)
    first = rng.normal(size=(200, 4))
    turned = first @ np.linalg.qr(rng.normal(size=(4, 4)))[0]
    client.insert(NAME, [book(i, f"book {i}", tuple(map(float, v))) for i, v in enumerate(first)])
    right = [sum(h[0]["id"] == i for i, h in enumerate(client.search(NAME, [list(map(float, v)) for v in of], limit=1))) for of in (first, turned)]
    return f"no error: the row itself comes first {right[0]} of 200 times, with another model of the same dimension {right[1]} times"


# -- slow


def one_row_per_call(client: Any) -> str:
    make(client)
    calls = [client.insert(NAME, [row]) for row in on_a_circle(50)]
    return f"no error: {len(calls)} calls for {count(client)} rows; one call takes them all"


def vectors_come_along(client: Any) -> str:
    drop(client)
    client.create_collection(NAME, dimension=768, consistency_level="Strong")
    client.insert(NAME, [{"id": i, "vector": [1.0] * 767 + [float(i)], "title": "Dune"} for i in range(50)])
    sizes = [len(str([dict(r) for r in client.query(NAME, filter="id >= 0", limit=50, output_fields=fields)])) for fields in (["*"], ["title"])]
    return f"no error: the answer with output_fields=[\"*\"] is more than {sizes[0] // sizes[1] // 10 * 10} times as long as with [\"title\"]"


def no_index_yet(client: Any) -> str:
    make(client, load=False)
    client.insert(NAME, on_a_circle(20))
    return f"no error: list_indexes gives {client.list_indexes(NAME)}, and {said(lambda: client.load_collection(NAME))} at load"


# -- losing data


def query_has_a_limit(client: Any) -> str:
    make(client)
    client.insert(NAME, on_a_circle(300))
    got = len(client.query(NAME, filter="id >= 0", limit=100, output_fields=["id"]))
    pages, through = client.query_iterator(NAME, filter="id >= 0", batch_size=100, output_fields=["id"]), 0
    while page := pages.next():
        through += len(page)
    pages.close()
    return f"no error: a query with limit=100 copies {got} of 300 rows, an iterator {through}"


def delete_matches_nothing(client: Any) -> str:
    make(client)
    client.insert(NAME, [book(1, "Dune")])
    said_ = said(lambda: client.delete(NAME, filter='title == "dune"'))
    return f"{said_}: {count(client)} of 1 rows still there after delete with title == \"dune\""


def drop_by_alias(client: Any) -> str:
    make(client)
    client.create_alias(collection_name=NAME, alias="trouble_now")
    text = said(lambda: client.drop_collection("trouble_now"))
    there = client.has_collection(NAME)
    if there:
        client.drop_alias("trouble_now")
    return f"{text}; the collection is {'still there' if there else 'gone'}"


def drop_under_an_alias(client: Any) -> str:
    make(client)
    client.create_alias(collection_name=NAME, alias="trouble_now")
    text = said(lambda: client.drop_collection(NAME))
    there = client.has_collection(NAME)
    if there:
        client.drop_alias("trouble_now")
    return f"{text}; the collection is {'still there' if there else 'gone'}"


# -- after an upgrade


def old_arguments(client: Any) -> str:
    make(client)
    return said(lambda: client.search(NAME, [[1.0, 0.0, 0.0, 0.0]], anns_field="vector", param={"metric_type": "L2"}, expr="id > 0", limit=1))


def orm_goes(client: Any) -> str:
    program = "import warnings, pymilvus\nwarnings.simplefilter('always')\nfrom pymilvus import connections\nconnections.connect(uri='http://127.0.0.1:9', timeout=1)"
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, timeout=200, check=False)
    lines = [line for line in done.stderr.splitlines() if "Warning" in line]
    return shortened(lines[0].split(": ", 1)[-1] if lines else "no warning")


def travel_ignored(client: Any) -> str:
    make(client)
    client.insert(NAME, [book(1), book(2)])
    client.delete(NAME, ids=[2])
    return said(lambda: client.query(NAME, filter="id >= 0", travel_timestamp=1)) + f": {len(client.query(NAME, filter='id >= 0', travel_timestamp=1))} row of the present, asked for the past"


ALL = {
    name.replace("_", "-"): symptom for name, symptom in list(globals().items())
    if name in (
        "no_server", "address_without_scheme", "lite_not_installed", "one_process_per_file", "hung_up_while_idle", "collection_not_found", "no_such_database",
        "wrong_dimension", "field_missing", "field_unknown", "wrong_type", "text_too_long", "none_refused", "exists_already", "no_such_partition",
        "not_loaded", "alias_elsewhere", "letter_by_letter", "key_misspelled", "number_as_text", "radius_not_squared", "empty_partition",
        "field_not_described", "quote_in_a_value", "only_ten", "sorted_the_wrong_way", "squared_distance", "or_before_and", "upsert_drops_the_rest", "two_models",
        "one_row_per_call", "vectors_come_along", "no_index_yet",
        "query_has_a_limit", "delete_matches_nothing", "drop_by_alias", "drop_under_an_alias",
        "old_arguments", "orm_goes", "travel_ignored",
    )
}  # fmt: skip
"""By the id of the card."""
