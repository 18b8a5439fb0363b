"""Checks of ch05/ex07."""

import numpy as np
from pymilvus import MilvusException

from grader.checks import check, fail, misconception, require, same

K, ROWS, QUERIES, DIM = 10, 4000, 80, 64
BRUTE = {"FLAT", "BRUTE_FORCE", "BIN_FLAT", "GPU_BRUTE_FORCE"}
GONE = {"ANNOY", "RNSG", "NSG", "RHNSW_FLAT", "RHNSW_PQ", "RHNSW_SQ", "IVF_SQ8H", "NGT", "SPTAG"}

NEEDS = {
    "HNSW": ("M", "efConstruction"), "HNSW_SQ": ("M", "efConstruction"), "HNSW_PQ": ("M", "efConstruction"), "HNSW_PRQ": ("M", "efConstruction"),
    "IVF_FLAT": ("nlist",), "IVF_SQ8": ("nlist",), "IVF_RABITQ": ("nlist",), "SCANN": ("nlist",), "IVF_PQ": ("nlist", "m"),
}  # fmt: skip
"""What each index wants to be told; the others want nothing."""
LOOKS = {"HNSW": "ef", "IVF_": "nprobe", "SCANN": "nprobe"}
"""What says how far a search looks, by the beginning of the index type."""


def old(metric="IP", n_trees=32):
    return {"index_type": "ANNOY", "metric_type": metric, "params": {"n_trees": n_trees}}


def plain(value, call):
    if not isinstance(value, dict) or not isinstance(value.get("index_type"), str):
        fail(called=call, returned=repr(value), expected='a dict with "index_type", "metric_type" and "params"', why="It replaces the old one in the same place.")
    return value


@check(points=1)
def test_another_index_in_its_place(submission, rng):
    """modern_index(): ANNOY is replaced, the metric stays"""
    for metric in ("IP", "L2"):
        before = old(metric, int(rng.integers(8, 200)))
        call = f"modern_index({before})"
        value, given = submission.modern_index.with_arguments(before)
        plain(value, call)
        require(given[0] == before, called=f"the argument after {call}", returned=given[0], expected=before, why="The dict is the caller's, who may need it again. Make a new one.")
        kind = value["index_type"]
        if kind in BRUTE:
            misconception("falls-back-to-flat", evidence=f"index_type is {kind}", called=call, returned=value, expected="an approximate index that Milvus builds today",
                          why="FLAT needs no building and finds everything. What does each query cost when there are a million rows?")
        require(kind not in GONE, called=call, returned=kind, expected="an index type that Milvus builds today", why="Milvus refuses what it no longer has.")
        if value.get("metric_type") != metric:
            misconception("metric-lost", evidence=f"metric_type {value.get('metric_type')!r} in place of {metric!r}", called=call, returned=value, expected=f'metric_type "{metric}"',
                          why="The vectors were made for that metric. Do IP and L2 agree on vectors of different lengths?")
        params = value.get("params", {})
        require(isinstance(params, dict), called=call, returned=value, expected='a dict under "params"', why="That is where Milvus looks for them.")
        unsaid = [name for name in NEEDS.get(kind, ()) if name not in params]
        require(not unsaid, called=call, returned=value, expected=f"{' and '.join(NEEDS.get(kind, ()))} under \"params\"",
                why=f"{' and '.join(unsaid)} {'is' if len(unsaid) == 1 else 'are'} left to a default, and some versions have none.")
        left = sorted(set(params) & {"n_trees", "search_k"})
        require(not left, called=call, returned=value, expected="parameters of the new index", why=f"{left} belong to ANNOY; no other index knows them.")


@check(points=1, after="test_another_index_in_its_place")
def test_others_are_left_alone(submission):
    """What is not ANNOY comes back as it is"""
    for other in ({"index_type": "IVF_FLAT", "metric_type": "L2", "params": {"nlist": 128}}, {"index_type": "HNSW", "metric_type": "COSINE", "params": {"M": 8, "efConstruction": 64}}):
        call = f"modern_index({other})"
        same(plain(submission.modern_index(other), call), other, called=call, why="No other index was asked for there.")


@check(points=3, after="test_another_index_in_its_place")
def test_a_collection_moves(submission, client, fresh, seed, support):
    """move(): the index is built, in use, and finds 90% with the new search parameters"""
    given, name = support.data(seed, ROWS, QUERIES, DIM, K, "IP"), fresh("library")
    support.store(client, name, given)
    call = f'move(client, "{name}", "vector", {old()})'
    submission.move(client, name, "vector", old())
    told = support.described(client, name)
    require(bool(told), called=call, returned="no index", expected="an index on the field vector", why="A search without an index compares every row, or is refused.")
    require(told.get("index_type") not in BRUTE | GONE, called=call, returned=f"index_type {told.get('index_type')}", expected="an approximate index", why="modern_index() has chosen one.")
    same(told.get("metric_type"), "IP", called=f"metric_type after {call}", why="The collection's vectors were made for the inner product.")
    chosen = plain(submission.modern_index(old()), f"modern_index({old()})")
    same(told.get("index_type"), chosen["index_type"], called=f"index_type after {call}", why="modern_index() says which index it is to be.")
    for key, wanted in chosen.get("params", {}).items():
        same(support.whole(told.get(key)), support.whole(wanted), called=f"{key} of the index after {call}", why=f"modern_index() says {key} = {wanted}.")
    for search_k in (400, -1):
        before = {"metric_type": "IP", "params": {"search_k": search_k}}
        asked = f"modern_search({before}, limit={K})"
        after = submission.modern_search(before, K)
        if not isinstance(after, dict):
            fail(called=asked, returned=repr(after), expected="a dict for search_params", why="It is handed to client.search.")
        params = after.get("params", {}) if isinstance(after.get("params", {}), dict) else {}
        flat = {**{k: v for k, v in after.items() if k != "params"}, **params}
        if search_k < 1 and any(support.whole(v) == search_k for v in flat.values()):
            misconception("search-k-is-ef", evidence=f"search_k = {search_k} was handed on as a number of candidates", called=asked, returned=after, expected="parameters that the new index takes",
                          why="-1 stood for 5% of the data. What does the new index understand by -1?")
        require("search_k" not in flat, called=asked, returned=after, expected="parameters of the new index", why="Only ANNOY knew search_k.")
        own = next((name for kind, name in LOOKS.items() if str(told.get("index_type")).startswith(kind)), "")
        if own:
            require(own in flat, called=asked, returned=after, expected=f"a search parameter of {told['index_type']}: {own}",
                    why=f"{own} is left to a default, and each version has its own. Which one keeps the promise?")
            whole, much = (told.get("nlist", ROWS), "cell") if own == "nprobe" else (ROWS, "row")
            require((support.whole(flat[own]) or 0) < whole, called=asked, returned=after, expected=f"{own} below {whole}",
                    why=f"A search that visits every {much} is the brute force that an approximate index is to save.")
        answers = client.search(name, data=given.queries.tolist(), limit=K, anns_field="vector", search_params=after, consistency_level="Strong")
        value = support.recall([[hit["id"] for hit in hits] for hits in answers], given.truth)
        require(value >= 0.9, called=f"search with {after} after {call}", returned=f"recall {value:.3f}", expected="at least 0.9",
                why="The service promises 0.9, whatever the index is called.")
    few, many = {"metric_type": "IP", "params": {"search_k": 20}}, 600
    after = submission.modern_search(few, many)
    asked = f"a search for {many} hits with modern_search({few}, limit={many}), which is {after}"
    ef = support.whole({**after, **after.get("params", {})}.get("ef", many)) if isinstance(after, dict) else many
    require(ef is not None and ef >= many, called=asked, returned=f"ef {ef}", expected=f"an ef of {many} or more", why="A server refuses a walk that keeps fewer candidates than it has to return. ANNOY took any search_k.")
    try:
        hits = client.search(name, data=given.queries[:1].tolist(), limit=many, anns_field="vector", search_params=after, consistency_level="Strong")[0]
    except MilvusException as error:
        fail(called=asked, returned=str(error), expected=f"{many} hits", why="ANNOY took any search_k. What does the new index want of its parameter when more hits are asked for?")
    require(len(hits) == many, called=asked, returned=f"{len(hits)} hits", expected=f"{many} hits", why="There are thousands of rows.")
    other = {"metric_type": "L2", "params": {"search_k": 100}}
    after = submission.modern_search(other, K)
    require(isinstance(after, dict) and after.get("metric_type", "L2") == "L2", called=f"modern_search({other}, {K})", returned=repr(after), expected='metric_type "L2", or none',
            why="The service searches each collection by its own metric.")
    used = {"nprobe": 1, "reorder_k": K} if "nlist" in told else {"ef": K}
    least = support.recall(support.found(client, name, given.queries, K, "IP", **used), given.truth)
    require(least < 0.99, called=f"search with {used} after {call}", returned=f"recall {least:.3f}", expected="a recall that the parameter decides",
            why="Every row was compared: the index is not in use. Is the collection loaded after the index was built?")


@check(points=2, after="test_a_collection_moves")
def test_a_collection_that_is_loaded(submission, client, milvus, fresh, seed, support):
    """move() also takes a collection that is being searched: a field of another name, an old index, one on another field"""
    given, name, field = support.data(seed, ROWS, QUERIES, DIM, K, "IP"), fresh("busy"), "embedding"
    small = type(given)(given.ids[:1500], given.vectors[:1500], given.queries, given.truth, "IP")
    support.store(client, name, small, field)
    on_the_key(client, name)
    support.index(client, name, "FLAT", metric="IP", field=field)
    call = f'move(client, "{name}", "{field}", {old()}) on a loaded collection with a FLAT index'
    milvus.forget()
    submission.move(client, name, field, old())
    told = support.described(client, name, field)
    require(told.get("index_type") not in BRUTE | GONE and bool(told), called=call,
            returned=f"index_type {told.get('index_type')!r}", expected="the modern index", why="The old index has to go before the new one comes; and a loaded collection does not let it go.")
    # Lite drops them all when one is dropped: so it counts what was asked.
    dropped = [one.request.index_name or one.request.field_name for one in milvus.calls("DropIndex")]
    require("id" not in dropped, called=call, returned=f"the indexes {dropped} dropped", expected=f"only that on {field} dropped",
            why="Only the index of the vector field was to be replaced.")
    scores = given.queries[:20] @ small.vectors.T
    truth = [[small.ids[j] for j in row] for row in np.argsort(-scores, axis=1)[:, :K]]
    answers = client.search(name, data=given.queries[:20].tolist(), limit=K, anns_field=field,
                            search_params=submission.modern_search({"metric_type": "IP", "params": {"search_k": 400}}, K), consistency_level="Strong")
    value = support.recall([[hit["id"] for hit in hits] for hits in answers], truth)
    require(value >= 0.9, called="the same search there", returned=f"recall {value:.3f}", expected="at least 0.9", why="The collection has to be searchable when move() returns.")


def on_the_key(client, name):
    """An index on the field `id`: INVERTED, or STL_SORT where a server does not know that yet."""
    for kind in ("INVERTED", "STL_SORT"):
        wanted = client.prepare_index_params()
        wanted.add_index("id", index_type=kind, index_name="id")
        try:
            client.create_index(name, wanted)
        except MilvusException:
            continue
        return
