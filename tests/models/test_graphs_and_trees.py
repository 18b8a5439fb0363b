"""HNSW, RNSG and ANNOY: what must hold whatever the data."""

import itertools

import numpy as np
import pytest
from models.annoy import Annoy
from models.flat import Flat, squared_l2
from models.graph import Space, spread_out, walk
from models.hnsw import HNSW
from models.recall import measure, recall_at_k
from models.rnsg import RNSG


def near_first(vectors, base, rows):
    """(distance, row), as `spread_out` takes them."""
    distances = squared_l2(vectors[base][None], vectors[rows])[0]
    return sorted((float(d), int(r)) for d, r in zip(distances, rows, strict=True))


def test_spread_out_keeps_the_nearest_and_no_two_that_serve_the_same_way(noise):
    """The edge rule itself, and that it leaves nobody out without a reason."""
    candidates = near_first(noise, 100, [r for r in range(200) if r != 100])
    chosen = spread_out(Space(noise), candidates, 200)
    distance = {row: d for d, row in candidates}
    between = squared_l2(noise, noise)
    assert distance[chosen[0]] == candidates[0][0]
    for i, row in enumerate(chosen):
        assert all(between[row, other] >= distance[row] - 1e-4 for other in chosen[:i])
    for row in set(distance) - set(chosen):
        assert any(between[row, other] < distance[row] + 1e-4 for other in chosen)
    assert len(spread_out(Space(noise), candidates, 3)) == 3


def test_a_walk_on_a_line_goes_straight_to_the_target():
    """Each row knows its neighbors left and right only."""
    line = np.arange(50, dtype=np.float32)[:, None]
    trace = []
    found = walk(
        Space(line), lambda r: [n for n in (r - 1, r + 1) if 0 <= n < 50], np.array([30.2], np.float32), [0], 1, trace
    )
    assert [row for _, row in found] == [30]
    assert trace == [(i, i + 1) for i in range(30)]


def test_hnsw_degrees_floors_and_two_way_edges(data):
    """At most m edges upstairs, twice that on the ground; a row upstairs stands on every layer below."""
    index = HNSW(data[0], m=6, ef_construction=20)
    for layer, links in enumerate(index.layers):
        assert set(links) == {int(r) for r in np.flatnonzero(index.heights >= layer)}
        assert max(len(near) for near in links.values()) <= index.degree(layer)
        assert all(row not in near and len(near) == len(set(near)) for row, near in links.items())
    assert index.entry in index.layers[-1]


def test_hnsw_finds_everything_when_it_may_keep_everything(data):
    """With ef = n the walk is a tour of the whole graph."""
    stored, queries, truth = data
    index = HNSW(stored, m=6, ef_construction=20)
    recall, cost = measure(lambda q: index.search(q, 10, ef=600), queries, truth)
    assert recall == 1
    assert cost >= 600


def test_hnsw_recall_is_not_fixed_by_building(data):
    """One graph, four recalls: `ef` belongs to the search."""
    stored, queries, truth = data
    index = HNSW(stored, m=6, ef_construction=20)
    got = [measure(lambda q, ef=ef: index.search(q, 10, ef=ef), queries, truth) for ef in (10, 30, 90, 270)]
    recalls, costs = zip(*got, strict=True)
    assert recalls[-1] > recalls[0] + 0.1
    assert all(later >= earlier - 0.01 for earlier, later in itertools.pairwise(recalls))
    assert list(costs) == sorted(costs)


@pytest.mark.parametrize("build", [lambda v: HNSW(v, m=8, ef_construction=40), RNSG])
def test_a_graph_beats_looking_at_random_rows(data, build):
    """At equal visits: random rows find as large a share of the neighbors as they are of the rows."""
    stored, queries, truth = data
    index = build(stored)
    recall, cost = measure(lambda q: index.search(q, 10), queries, truth)
    by_chance = cost / len(stored)
    assert recall > by_chance + 0.2


def test_hnsw_finds_what_faiss_finds_at_the_same_price(data):
    """Same parameters, same recall, same number of distances: within the luck of the levels."""
    faiss = pytest.importorskip("faiss", reason="faiss-cpu comes with milvus-lite")
    stored, queries, truth = data
    theirs = faiss.IndexHNSWFlat(32, 8)
    theirs.hnsw.efConstruction = 40
    theirs.add(stored)
    ours = HNSW(stored, m=8, ef_construction=40)
    for ef in (20, 80):
        theirs.hnsw.efSearch = ef
        faiss.cvar.hnsw_stats.reset()
        their_recall = recall_at_k(theirs.search(queries, 10)[1], truth)
        their_cost = faiss.cvar.hnsw_stats.ndis / len(queries)
        recall, cost = measure(lambda q, ef=ef: ours.search(q, 10, ef=ef), queries, truth)
        assert recall == pytest.approx(their_recall, abs=0.07)
        assert cost == pytest.approx(their_cost, rel=0.2)


def test_the_trace_of_a_walk_leads_to_what_was_found(data):
    """Every row that was found is the end of an edge that is drawn, or the start."""
    stored, queries, _ = data
    index, layers = HNSW(stored, m=6, ef_construction=20), []
    hits = index.search(queries[0], 5, ef=30, trace=layers)
    assert len(layers) == len(index.layers)
    ends = {to for _, to in layers[-1]}
    starts = {start for start, _ in layers[-1][:1]} | {index.entry}
    assert set(hits.ids.tolist()) <= ends | starts
    for layer, steps in enumerate(reversed(layers)):
        assert all(to in index.layers[layer][start] for start, to in steps)


def test_rnsg_leaves_no_row_out_of_reach(noise):
    """From the navigating node, along edges, to everyone; copies and all."""
    index = RNSG(noise, out_degree=3, knng=4, search_length=6)
    reached = index._spread(np.zeros(len(noise), dtype=bool), index.start)
    assert reached.all()


def test_rnsg_has_few_edges_and_starts_in_the_middle(data):
    """At most out_degree, but for the edges that rescue lost rows."""
    stored = data[0]
    index = RNSG(stored, out_degree=10)
    assert np.mean([len(links) for links in index.links]) <= 10
    assert index.start == Flat(stored).search(stored.mean(axis=0), 1).ids[0]


def test_a_longer_search_of_rnsg_finds_more(data):
    """search_length is ef by another name."""
    stored, queries, truth = data
    index = RNSG(stored)
    recalls = [measure(lambda q, n=n: index.search(q, 10, n), queries, truth)[0] for n in (10, 40, 600)]
    assert recalls[0] < recalls[1] <= recalls[2] == 1


def leaves(node):
    """All leaves below a node of a tree."""
    if isinstance(node, np.ndarray):
        return [node]
    return leaves(node[2]) + leaves(node[3])


def test_every_tree_holds_every_row_once_in_small_leaves(noise):
    """Also where ten rows are copies that no plane can part."""
    index = Annoy(noise, n_trees=3, leaf=4)
    for tree in index.trees:
        assert sorted(np.concatenate(leaves(tree))) == list(range(len(noise)))
        assert max(map(len, leaves(tree))) <= 4


def test_a_forest_searched_to_the_end_is_exact(data):
    """search_k beyond all leaves."""
    stored, queries, truth = data
    index = Annoy(stored, n_trees=2)
    recall, cost = measure(lambda q: index.search(q, 10, search_k=10_000), queries, truth)
    assert recall == 1
    assert cost == len(stored)


def test_more_trees_find_more(data):
    """With the default budget, which grows with the forest."""
    stored, queries, truth = data
    forests = [Annoy(stored, n) for n in (1, 4, 16)]
    recalls = [measure(lambda q, i=forest: i.search(q, 10), queries, truth)[0] for forest in forests]
    assert recalls == sorted(recalls)
    assert recalls[-1] > recalls[0] + 0.2


def test_a_forest_is_paid_for_in_memory(data):
    """What Milvus gave as a reason for taking it out: planes and row numbers, once a tree."""
    stored = data[0]
    few, many = Annoy(stored, 4), Annoy(stored, 32)
    assert many.bytes - stored.nbytes == pytest.approx(8 * (few.bytes - stored.nbytes), rel=0.15)
