"""What every server refuses, asked of a server and of Milvus Lite: both say no, with the same code and the same words.

And where nobody refuses, both answer alike: no field that was not asked for, rows in the order of their keys.
"""

import pytest
from pymilvus import DataType, MilvusException

from grader.backends import lite
from grader.backends.strict import make_strict
from grader.backends.strict_rules import RULES
from tests.backends.helpers import client

QUERY = [[1.0, 0.0, 0.0, 0.0]]
SERVED = ["lite", pytest.param("server", marks=pytest.mark.server)]


@pytest.fixture(scope="module", params=SERVED)
def milvus(request, start):
    return client(start(request.param))


def schema(milvus, *, auto_id=False):
    made = milvus.create_schema(auto_id=auto_id)
    made.add_field("id", DataType.INT64, is_primary=True)
    made.add_field("v", DataType.FLOAT_VECTOR, dim=4)
    made.add_field("n", DataType.INT64)
    made.add_field("t", DataType.VARCHAR, max_length=10)
    return made


def row(id=99, **other):
    return {"id": id, "v": [float(id), 1.0, 2.0, 3.0], "n": id, "t": f"t{id}", **other}


def collection(milvus, *, index="FLAT", metric="COSINE", load=True, auto_id=False, rows=20):
    """A collection called c, made anew."""
    if milvus.has_collection("c"):
        milvus.drop_collection("c")
    milvus.create_collection("c", schema=schema(milvus, auto_id=auto_id), consistency_level="Strong")
    if rows and not auto_id:
        milvus.insert("c", [row(i) for i in range(rows)])
        milvus.flush("c")
    if index:
        params = {"IVF_FLAT": {"nlist": 4}, "HNSW": {"M": 8, "efConstruction": 40}}.get(index, {})
        add_index(milvus, index_type=index, metric_type=metric, params=params)
    if load:
        milvus.load_collection("c")
    return milvus


def add_index(milvus, **given):
    chosen = milvus.prepare_index_params()
    chosen.add_index("v", index_name="v", **given)
    milvus.create_index("c", chosen)


def field_called(milvus, name, kind=DataType.INT64, dim=4):
    made = milvus.create_schema()
    made.add_field("id", DataType.INT64, is_primary=True)
    made.add_field("v", DataType.FLOAT_VECTOR, dim=dim)
    made.add_field(name, kind)
    milvus.create_collection("of_a_field", schema=made)


def two_vectors(milvus):
    made = schema(milvus)
    made.add_field("w", DataType.FLOAT_VECTOR, dim=4)
    milvus.create_collection("two", schema=made)
    chosen = milvus.prepare_index_params()
    for name in ("v", "w"):
        chosen.add_index(name, index_type="FLAT", metric_type="L2")
    milvus.create_index("two", chosen)
    milvus.load_collection("two")
    milvus.search("two", QUERY, limit=1)


def search(milvus, limit=3, **options):
    return milvus.search("c", QUERY, limit=limit, **options)


def params(**given):
    return {"search_params": {"params": given}}


REFUSED = {
    "search by another metric": (lambda m: search(collection(m), search_params={"metric_type": "L2"}), 65535, "metric type not match: invalid parameter[expected=COSINE][actual=L2]"),
    "load without an index": (lambda m: collection(m, index=None), 700, "index not found[collection="),
    "search without an index": (lambda m: search(collection(m, index=None, load=False)), 101, "failed to search: collection not loaded[collection="),
    "search before a load": (lambda m: search(collection(m, load=False)), 101, "failed to search: collection not loaded[collection="),
    "query before a load": (lambda m: collection(m, load=False).query("c", filter="n > 1"), 101, "failed to query: collection not loaded[collection="),
    "get before a load": (lambda m: collection(m, load=False).get("c", ids=[1]), 101, "failed to query: collection not loaded[collection="),
    "delete by a filter before a load": (lambda m: collection(m, load=False).delete("c", filter="n < 3"), 101, "collection not loaded[collection="),
    "a limit over the window": (lambda m: search(collection(m), 16385), 65535, "top k should be in range [1, 16384], but got 16385"),
    "an offset over the window": (lambda m: search(collection(m), 16000, offset=1000), 65535, "offset+topk [17000] is invalid, top k should be in range [1, 16384], but got 17000"),
    "a limit that is no number": (lambda m: search(collection(m), True), 65535, "topk [True] is invalid"),
    "too many queries": (lambda m: collection(m).search("c", QUERY * 16385, limit=1), 65535, "nq [16385] is invalid"),
    "a query over the window": (lambda m: collection(m).query("c", filter="n > 1", limit=16385), 65535, "(offset+limit) should be in range [1, 16384], but got 16385"),
    "a query for nothing": (lambda m: collection(m).query("c", filter="n > 1", limit=0), 65535, "limit [0] is invalid, should be greater than 0"),
    "a query of everything": (lambda m: collection(m).query("c", filter=""), 65535, "empty expression should be used with limit"),
    "a count with a limit": (lambda m: collection(m).query("c", filter="n > 1", output_fields=["count(*)"], limit=2), 65535, "count entities with pagination is not allowed"),
    "an id where Milvus gives it": (lambda m: collection(m, auto_id=True).insert("c", [row()]), 1100, "the number of fields is less than needed: invalid parameter[expected=3][actual=4]"),
    "a vector of NaN": (lambda m: collection(m).insert("c", [row(v=[float("nan")] * 4)]), 65535, "value 'NaN' is not a number or infinity"),
    "a vector of infinity": (lambda m: collection(m).insert("c", [row(v=[float("inf"), 0, 0, 0])]), 65535, "value '+Inf' is not a number or infinity"),
    "a text of too many bytes": (lambda m: collection(m).insert("c", [row(t="ü" * 9)]), 1100, "the length (18) of 0th string exceeds max length (10)"),
    "a field that is none, in a query": (lambda m: collection(m).query("c", filter="n > 1", output_fields=["zzz"]), 65535, "field zzz not exist"),
    "a field that is none, in a search": (lambda m: search(collection(m), output_fields=["zzz"]), 65535, "field zzz not exist"),
    "a partition that is none": (lambda m: search(collection(m), partition_names=["nope"]), 65535, "partition name nope not found"),
    "a name with a dash": (lambda m: m.create_collection("a-b", schema=schema(m)), 1100, "Invalid collection name: a-b. collection name can only contain numbers, letters and underscores"),
    "a name that starts with a digit": (lambda m: m.create_collection("1a", schema=schema(m)), 1100, "Invalid collection name: 1a. the first character of a collection name must be an underscore or letter"),
    "a new name with a dash": (lambda m: collection(m).rename_collection("c", "a-b"), 1100, "Invalid collection name: a-b. collection name can only contain numbers, letters and underscores"),
    "an alias with a space": (lambda m: collection(m).create_alias("c", "a b"), 1100, "Invalid collection alias: a b. collection alias can only contain numbers, letters and underscores"),
    "a partition's name with a space": (lambda m: collection(m).create_partition("c", "a b"), 65535, "Invalid partition name: a b. Partition name can only contain numbers, letters and underscores."),
    "a field's name with a dash": (lambda m: field_called(m, "a-b"), 1701, "Invalid field name: a-b."),
    "a text field without a length": (lambda m: field_called(m, "t", DataType.VARCHAR), 65535, "type param(max_length) should be specified for varChar field of collection of_a_field"),
    "too many dimensions": (lambda m: field_called(m, "n", dim=40_000), 65535, "invalid dimension: 40000. should be in range 1 ~ 32768"),
    "an index type in small letters": (lambda m: add_index(collection(m, index=None, load=False), index_type="flat", metric_type="L2"), 65535, "invalid index type: flat"),
    "no lists": (lambda m: add_index(collection(m, index=None, load=False), index_type="IVF_FLAT", metric_type="L2", params={"nlist": 0}), 65535, "nlist out of range: [1, 65536]"),
    "a graph of too many edges": (lambda m: add_index(collection(m, index=None, load=False), index_type="HNSW", metric_type="L2", params={"M": 5000, "efConstruction": 10}), 65535, "M out of range: ["),
    "a beam narrower than the limit": (lambda m: search(collection(m, index="HNSW", rows=1100), 50, **params(ef=10)), 65535, "ef(10) should be larger than k(50)"),
    "a beam of a fraction": (lambda m: search(collection(m, index="HNSW", rows=1100), **params(ef=64.5)), 65535, "type conflict in json: param ef"),
    "no list to look into": (lambda m: search(collection(m, index="IVF_FLAT", rows=1100), **params(nprobe=0)), 65535, "out of range in json: param nprobe out of range [ 1,65536 ]"),
    "a radius as text": (lambda m: search(collection(m, metric="L2"), **params(radius="90.5")), 65535, "type must be number, but is string"),
    "a radius of None": (lambda m: search(collection(m, metric="IP"), **params(radius=0.1, range_filter=None)), 65535, "type must be number, but is null"),
    "an empty ring": (lambda m: search(collection(m, metric="L2"), **params(radius=0.1, range_filter=2.0)), 65535, "range_filter"),
    "another dimension": (lambda m: collection(m).search("c", [[1.0, 2.0]], limit=1), 65535, ""),
    "one of two vector fields": (two_vectors, 65535, "multiple vector fields is not supported, fields name: v, w"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_a_server_refuses_lite_refuses_too(milvus, what):
    ask, code, words = REFUSED[what]
    for name in {"of_a_field", "two"} & set(milvus.list_collections()):
        milvus.drop_collection(name)
    with pytest.raises(MilvusException) as refused:
        ask(milvus)
    assert refused.value.code == code
    assert words in refused.value.message


def test_every_rule_refuses_something(tmp_path, monkeypatch):
    """A rule that no row of the table needs would be one that nobody has seen a server keep."""
    from milvus_lite.adapter.grpc.server import start_server_in_thread
    from pymilvus import MilvusClient

    fired = set()

    def watched(one):
        def rule(request, about):
            said = one(request, about)
            fired.update({one.__name__} if said else set())
            return said

        return rule

    every = {one.__name__ for many in RULES.values() for one in many}
    for method, many in RULES.items():
        monkeypatch.setitem(RULES, method, [watched(one) for one in many])
    lite.accept_flat_params()
    make_strict()
    server, database, port = start_server_in_thread(str(tmp_path))
    try:
        milvus = MilvusClient(f"http://127.0.0.1:{port}", dedicated=True, timeout=10)
        for ask, _, _ in REFUSED.values():
            with pytest.raises(MilvusException):
                ask(milvus)
    finally:
        server.stop(0).wait()
        database.close()
    assert every - fired == set()
    assert len(every) > 15


def test_only_what_is_asked_for_comes_back(milvus):
    found = search(collection(milvus), 1)[0][0]
    assert found["entity"] == {}
    assert search(milvus, 1, output_fields=["n"])[0][0]["entity"].keys() == {"n"}
    assert milvus.query("c", filter="n == 3", output_fields=["n"])[0].keys() == {"id", "n"}
    assert milvus.query("c", filter="n == 3")[0].keys() == {"id", "v", "n", "t"}  # pymilvus asks for every field then
    assert milvus.query_iterator("c", batch_size=5).next()[0].keys() == {"id"}  # and for none here


def test_an_upsert_replaces_the_whole_row(milvus):
    """A key of the dynamic field that is not sent again is gone; rows of other keys are as they were."""
    made = milvus.create_schema(enable_dynamic_field=True)
    made.add_field("id", DataType.INT64, is_primary=True)
    made.add_field("v", DataType.FLOAT_VECTOR, dim=4)
    milvus.create_collection("loose", schema=made, consistency_level="Strong")
    chosen = milvus.prepare_index_params()
    chosen.add_index("v", index_type="FLAT", metric_type="L2")
    milvus.create_index("loose", chosen)
    milvus.load_collection("loose")
    milvus.insert("loose", [{"id": i, "v": QUERY[0], "price": "12.50", "name": "tea"} for i in (1, 2)])
    milvus.upsert("loose", [{"id": 1, "v": QUERY[0], "cents": 1250}])
    found = {r["id"]: {k: r[k] for k in r if k not in ("id", "v")} for r in milvus.query("loose", filter="id > 0", output_fields=["*"])}
    assert found == {1: {"cents": 1250}, 2: {"price": "12.50", "name": "tea"}}


def test_rows_come_in_the_order_of_their_keys(milvus):
    collection(milvus)
    assert [r["id"] for r in milvus.get("c", ids=[5, 1, 3])] == [1, 3, 5]
    assert [r["id"] for r in milvus.query("c", filter="id in [5, 1, 3, 5]", limit=2)] == [1, 3]


def test_a_released_collection_is_not_loaded(milvus):
    collection(milvus).release_collection("c")
    with pytest.raises(MilvusException, match="not loaded"):
        search(milvus)
    milvus.load_collection("c")
    assert len(search(milvus)[0]) == 3


def test_right_parameters_pass(milvus):
    """As numbers and as text, at the bounds."""
    collection(milvus, index="HNSW", metric="L2", rows=1100)
    assert len(search(milvus, 10, **params(ef="10"))[0]) == 10
    assert len(search(milvus, 10, search_params={"metric_type": "L2"})[0]) == 10
    assert len(search(milvus, 10, **params(radius=1e9, range_filter=-1.0))[0]) == 10
    assert len(search(milvus, 16384)[0]) == 1100
    assert milvus.query("c", filter="", output_fields=["count(*)"])[0]["count(*)"] == 1100


def test_a_lesson_can_show_what_lite_lets_pass(start):
    """With the profile `lax` it answers as it is."""
    milvus = client(start("lite", "lax"))
    assert len(search(collection(milvus), search_params={"metric_type": "L2"})[0]) == 3
    assert milvus.get_load_state("c")
    collection(milvus, index=None, load=False)
    assert len(search(milvus, 20_000)[0]) == 20
