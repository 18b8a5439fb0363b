"""Checks of ch05/ex03."""

import pytest
from pymilvus import DataType

from grader.checks import check, close, fail, misconception, require, same

K, ROWS, QUERIES, DIM = 20, 4000, 100, 128
TARGET, MOST_M, MOST_EF = 0.975, 16, 256


@pytest.fixture(scope="module")
def built():
    """Filled by the first check; the others look at what it left."""
    return {}


@check(points=1)
def test_every_row_below_an_hnsw_index(submission, client, milvus, fresh, seed, support, built):
    """build() stores every row and asks for HNSW"""
    given, name = support.data(seed, ROWS, QUERIES, DIM, K), fresh("words")
    call = f'build(client, "{name}", ids, vectors)'
    milvus.forget()
    submission.build(client, name, given.ids, given.vectors.tolist())
    sent = sum(one.rows for one in milvus.calls("Insert") if one.collection == name)
    require(client.has_collection(name), called=call, returned="no such collection", expected=f"a collection {name}",
            why="The collection has to bear the name that was given.")
    count = client.query(name, filter="", output_fields=["count(*)"], consistency_level="Strong")[0]["count(*)"]
    same(count, ROWS, called=f"count(*) after {call}", why="A row that is not there cannot be found.")
    require(sent <= ROWS, called=f"{call}: the rows that were inserted", returned=sent, expected=ROWS,
            why="A server keeps every row that is inserted, also two with one id, and counts both. Insert each row once.")
    told = support.described(client, name)
    kind = told.get("index_type", "none")
    if kind == "FLAT":
        misconception("exact-by-brute-force", evidence="describe_index says FLAT", called=call, returned="an index of type FLAT",
                      expected="HNSW", why="FLAT has recall 1 and compares every query with every row. What was the budget for?")
    same(kind, "HNSW", called=f"index_type after {call}", why="The exercise is about the graph.")
    same(told.get("metric_type"), "L2", called=f"metric_type after {call}", why="The true neighbors were found by L2.")
    fields = {field["name"]: field for field in client.describe_collection(name)["fields"]}
    key, vector = fields.get("id", {}), fields.get("vector", {})
    require(bool(key.get("is_primary")) and key.get("type") == DataType.INT64, called=f"the field id after {call}", returned=key or "none", expected="INT64, primary",
            why="An id is a whole number, and the key.")
    require(vector.get("type") == DataType.FLOAT_VECTOR, called=f"the field vector after {call}", returned=vector or "none", expected="FLOAT_VECTOR", why="The vectors are stored as they are.")
    built.update(name=name, given=given, told=told)


@check(points=1, after="test_every_row_below_an_hnsw_index")
def test_a_second_collection(submission, client, fresh, rng, built):
    """build() a second time: another name, fewer numbers per vector"""
    name, rows, dim = fresh("few"), 130, 24
    ids = [int(i) for i in rng.choice(90_000, size=rows, replace=False)]
    call = f'build(client, "{name}", ids, vectors) with {rows} vectors of {dim} numbers, after another build()'
    submission.build(client, name, ids, rng.normal(size=(rows, dim)).tolist())
    require(client.has_collection(name), called=call, returned="no such collection", expected=f"a collection {name}", why="Each call builds what it is given.")
    stored = client.query(name, filter="id >= 0", output_fields=["id"], limit=2 * rows, consistency_level="Strong")
    same(sorted(row["id"] for row in stored), sorted(ids), called=f"ids after {call}", why="Each call stores its own rows.")


@check(points=1, after="test_every_row_below_an_hnsw_index")
def test_edges_within_the_budget(built):
    """M is at most 16: 128 bytes of edges per row"""
    m = built["told"].get("M")
    if not isinstance(m, int):
        fail(called="describe_index()", returned=built["told"], expected="an M", why="Say which M you want: the default differs between versions.")
    require(m <= MOST_M, called="describe_index()", returned=f"M = {m}: {8 * m} bytes of edges per row",
            expected=f"at most {MOST_M}", why="The lowest layer of an HNSW graph has up to 2·M edges per row, of 4 bytes each.")


@check(points=1, after="test_every_row_below_an_hnsw_index")
def test_the_graph_is_in_use(client, support, built):
    """When build() returns, searches walk the graph"""
    given = built["given"]
    some = given.queries[:40]
    narrow = support.recall(support.found(client, built["name"], some, K, ef=K), given.truth[:40])
    if narrow > 0.99:
        misconception("index-before-flush", evidence=f"recall {narrow:.3f} at ef={K}: no graph is that good, every row was compared",
                      called=f'search("{built["name"]}") with ef={K}, right after build()', returned=f"recall {narrow:.3f}",
                      expected="a recall that ef decides",
                      why="An index is built on sealed rows. What have rows to go through after insert(), and what has to be loaded after that?")
    wide = support.recall(support.found(client, built["name"], some, K, ef=MOST_EF), given.truth[:40])
    if wide - narrow < 0.004:
        fail(called=f'search("{built["name"]}") with ef={K} and ef={MOST_EF}, right after build()', returned=f"recall {narrow:.3f} both times",
             expected="a recall that ef decides",
             why="While an index is being built, a stopgap answers, and it knows no ef. What tells that the index is ready: pending_index_rows of describe_index?")


@check(points=3, after="test_the_graph_is_in_use")
def test_recall(submission, client, milvus, support, built):
    """search() finds 97.5% of the 20 nearest, nearest first"""
    given, name = built["given"], built["name"]
    milvus.forget()
    submission = submission.spawn()  # whoever searches is another program than the one that built
    call = f'search(client, "{name}", queries, {K}), in another process'
    answer = support.ids_of(submission.search(client, name, given.queries.tolist(), K), QUERIES, K, call, fail)
    searches = support.searches(milvus)
    require(bool(searches), called=call, returned="an answer without asking Milvus", expected="a search", why="The ids have to come from the index.")
    asked = sum(c.rows for c in searches if c.collection == name)
    require(asked >= QUERIES, called=f"{call}: the queries asked of {name}", returned=asked, expected=QUERIES, why="The ids have to come from the index that was built.")
    built["ef"] = [support.whole(c.params.get("ef")) for c in searches]
    value = support.recall(answer, given.truth)
    if value >= TARGET:
        place = {id: at for at, id in enumerate(given.ids)}
        for query, row in zip(given.queries, answer, strict=True):
            gaps = ((given.vectors[[place[i] for i in row if i in place]] - query) ** 2).sum(axis=1)
            if (gaps[1:] < gaps[:-1] - 1e-4).any():
                fail(called=call, returned=f"the right ids, at the distances {gaps[:4].round(3).tolist()}…", expected="nearest first",
                     why="The first of them is taken for the nearest.")
        few, k = given.queries[QUERIES // 2:], K // 4
        call = f'search(client, "{name}", {len(few)} of the queries, {k})'
        again = support.ids_of(submission.search(client, name, few.tolist(), k), len(few), k, call, fail)
        close(support.recall(again, [t[:k] for t in given.truth[QUERIES // 2:]]), 1.0, atol=1 - TARGET, called=f"recall of {call}",
              why="Other queries and another k have answers of their own.")
        built["ef"] = [support.whole(c.params.get("ef")) for c in support.searches(milvus)]
        return
    if searches[0].collection == name and not any(ef and ef > K for ef in built["ef"]):
        misconception("hnsw-recall-fixed-at-build",
                      evidence=f"recall {value:.3f}; no search set ef above k = {K} (search parameters: {searches[0].params})",
                      called=call, returned=f"recall {value:.3f}", expected=f"at least {TARGET}",
                      why="M and efConstruction made the graph. Which parameter says how long a search may walk in it?")
    fail(called=call, returned=f"recall {value:.3f} with ef {built['ef'][0] or 'not set'} and {({k: built['told'].get(k) for k in ('M', 'efConstruction')})}",
         expected=f"at least {TARGET}", why="More recall comes from a better graph (M, efConstruction) or a longer walk (ef).")


@check(points=1, after="test_recall")
def test_walk_within_the_budget(built):
    """No search keeps more than 256 candidates"""
    widest = max((ef for ef in built["ef"] if ef), default=0)
    if widest > MOST_EF:
        misconception("as-much-ef-as-possible", evidence=f"ef = {widest} on {ROWS} rows",
                      called="search()", returned=f"ef = {widest}", expected=f"at most {MOST_EF}",
                      why="With ef near the number of rows the walk visits them all. What is left of the index then?")
