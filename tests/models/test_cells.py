"""FLAT, recall, k-means and the three IVF models: what must hold whatever the data."""

import itertools

import numpy as np
import pytest
from models.flat import Flat, nearest, squared_l2
from models.ivf_flat import IVFFlat
from models.ivf_pq import IVFPQ, PQ
from models.ivf_sq8 import IVFSQ8
from models.kmeans import assign, kmeans
from models.recall import measure, recall_at_k


def test_flat_is_the_plain_definition(noise):
    """Sorted by squared distance, all rows scanned."""
    query = noise[7] + 0.1
    plain = ((noise - query) ** 2).sum(axis=1)
    hits = Flat(noise).search(query, 5)
    assert np.allclose(hits.distances, np.sort(plain)[:5], atol=1e-4)
    assert np.allclose(plain[hits.ids], hits.distances, atol=1e-4)
    assert hits.scanned == len(noise)


def test_squared_distances_are_squared():
    """(3, 4) is 25 from the origin, not 5."""
    assert squared_l2(np.array([[0.0, 0.0]]), np.array([[3.0, 4.0]])) == pytest.approx(25)


@pytest.mark.parametrize("k", [1, 3, 200, 500])
def test_nearest_is_a_sorted_prefix(noise, k):
    """For every k, also one larger than there are rows."""
    distances = squared_l2(noise[:1], noise)[0]
    assert np.allclose(distances[nearest(distances, k)], np.sort(distances)[:k])


def test_recall_is_one_on_the_truth_in_any_order():
    """Order does not count; what is missing does, also when the answer is short."""
    truth = [[1, 2, 3, 4], [5, 6, 7, 8]]
    assert recall_at_k(truth, truth) == 1
    assert recall_at_k([[4, 3, 2, 1], [8, 7, 6, 5]], truth) == 1
    assert recall_at_k([[1, 2], [5, 6, 7, 8]], truth) == 0.75
    assert recall_at_k([[9, 9, 9, 9], []], truth) == 0


def test_every_row_joins_its_nearest_center(noise):
    """After the last round, too."""
    centroids, cell = kmeans(noise, 12)
    assert np.array_equal(cell, squared_l2(noise, centroids).argmin(axis=1))
    assert np.array_equal(cell, assign(noise, centroids))
    assert len(np.unique(cell)) == 12


def test_more_rounds_never_serve_the_rows_worse(noise):
    """The sum of squared distances goes down, or stays."""
    spent = []
    for rounds in (0, 1, 3, 10):
        centroids, cell = kmeans(noise, 12, rounds=rounds)
        spent.append(((noise - centroids[cell]) ** 2).sum())
    assert all(later <= earlier + 1e-3 for earlier, later in itertools.pairwise(spent))


def test_as_many_centres_as_rows_leave_no_error(noise):
    """Copies share a centroid; spare centroids do no harm."""
    centroids, cell = kmeans(noise, 250)
    assert np.array_equal(centroids[cell], noise)


@pytest.mark.parametrize("model", [IVFFlat, IVFSQ8, lambda v, n: IVFPQ(v, n, m=4)])
def test_cells_hold_every_row_once(noise, model):
    """Nothing lost, nothing twice."""
    index = model(noise, 10)
    assert sorted(np.concatenate(index.rows)) == list(range(len(noise)))
    assert [len(r) for r in index.rows] == [len(c) for c in index.cells]


def test_every_cell_open_is_flat(data):
    """nprobe = nlist gives FLAT's answer, for nlist more vectors scanned."""
    stored, queries, truth = data
    index = IVFFlat(stored, 16)
    for query, true in zip(queries, truth, strict=True):
        hits = index.search(query, 10, nprobe=16)
        assert np.array_equal(hits.ids, true)
        assert hits.scanned == len(stored) + 16


@pytest.mark.parametrize("model", [IVFFlat, lambda v, n: IVFPQ(v, n, m=32, nbits=4)])
def test_recall_rises_with_nprobe_and_so_does_the_cost(data, model):
    """For whole vectors, exactly so; for codes, nearly: a farther cell's estimate may push a neighbor out."""
    stored, queries, truth = data
    index = model(stored, 16)
    slack = 0.0 if model is IVFFlat else 0.02
    got = [measure(lambda q, n=n: index.search(q, 10, nprobe=n), queries, truth) for n in (1, 2, 4, 8, 16)]
    for (recall, cost), (more_recall, more_cost) in itertools.pairwise(got):
        assert more_recall >= recall - slack
        assert more_cost > cost


def test_the_trace_names_the_cells_in_order_and_all_that_was_scanned(data):
    """What is drawn is what was done."""
    stored, queries, _ = data
    index, trace = IVFFlat(stored, 16), []
    hits = index.search(queries[0], 10, nprobe=5, trace=trace)
    cells = [cell for cell, _ in trace]
    near = squared_l2(queries[:1], index.centroids)[0]
    assert cells == list(np.argsort(near)[:5])
    assert hits.scanned == 16 + sum(len(rows) for _, rows in trace)


def test_one_byte_is_off_by_half_a_step_and_takes_a_quarter(noise):
    """The promise of scalar quantization."""
    index = IVFSQ8(noise, 4)
    back = index.decode(index.encode(noise))
    assert (np.abs(back - noise) <= index.step * 0.501).all()
    whole = IVFFlat(noise, 4)
    assert sum(c.nbytes for c in index.cells) * 4 == sum(c.nbytes for c in whole.cells)


def test_sq8_hardly_loses_recall(data):
    """With every cell open only the rounding is left."""
    stored, queries, truth = data
    index = IVFSQ8(stored, 16)
    recall, _ = measure(lambda q: index.search(q, 10, nprobe=16), queries, truth)
    assert 0.95 < recall <= 1


def test_look_ups_added_are_the_distance_to_the_decoded_vector(noise):
    """ADC is no approximation of its own: all error is in the coding."""
    pq = PQ(noise, m=4, nbits=4)
    codes = pq.encode(noise)
    query = noise[3] * 0.7
    assert np.allclose(pq.adc(pq.table(query), codes), ((pq.decode(codes) - query) ** 2).sum(axis=1), atol=1e-3)


def test_pq_with_a_piece_for_every_part_is_exact(data):
    """Enough centroids, and quantization loses nothing."""
    stored, queries, _ = data
    some = stored[:200]
    assert np.array_equal(PQ(some, m=4, nbits=8).decode(PQ(some, m=4, nbits=8).encode(some)), some)
    index, whole = IVFPQ(some, 8, m=4), IVFFlat(some, 8)
    for query in queries:
        assert set(index.search(query, 10, nprobe=3).ids) == set(whole.search(query, 10, nprobe=3).ids)


def test_each_part_has_a_codebook_of_its_own(noise):
    """Scale one half of the vectors: only that half's codebooks change."""
    stretched = noise.copy()
    stretched[:, 4:] *= 100
    one, other = PQ(noise, m=2, nbits=3), PQ(stretched, m=2, nbits=3)
    assert np.allclose(one.codebooks[0], other.codebooks[0])
    assert not np.allclose(one.codebooks[1], other.codebooks[1])


def test_more_parts_lose_less(data):
    """Error falls, code length grows."""
    stored = data[0]
    errors = []
    for m in (2, 4, 8, 16, 32):
        pq = PQ(stored, m, nbits=4)
        codes = pq.encode(stored)
        assert codes.shape == (600, m)
        assert codes.dtype == np.uint8
        errors.append(((stored - pq.decode(codes)) ** 2).sum(axis=1).mean())
    assert errors == sorted(errors, reverse=True)


def test_parts_must_be_equal():
    """m has to divide the dimension."""
    with pytest.raises(ValueError, match="divide"):
        PQ(np.zeros((10, 8), np.float32), m=3)
