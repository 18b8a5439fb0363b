"""Checks of ch22/ex06. The network is the checks' own; it multiplies, and refuses shapes that it was not trained on."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, no_second_row, require, same

SIDE = 8


class Network:
    """Turns pictures as its training saw them, (n, 3, 8, 8) float, into 32 numbers each, of any length."""

    def __init__(self, seed):
        rng = np.random.default_rng([seed, 226])
        self.weights, self.bias = rng.normal(size=(3 * SIDE * SIDE, 32)), 3 * rng.normal(size=32)

    def __call__(self, batch):
        batch = np.asarray(batch, dtype=float)
        if batch.ndim != 4 or batch.shape[1:] != (3, SIDE, SIDE):
            raise ValueError(f"the network takes an array of shape (n, 3, {SIDE}, {SIDE}), channels first, and was given {batch.shape}")
        return (batch.reshape(len(batch), -1) @ self.weights + self.bias) * 3.0


def shrunk(picture):
    edges = np.arange(9) * len(picture) / 8
    cells = np.minimum(np.searchsorted(edges, np.arange(len(picture)) + 0.5, side="right") - 1, 7)
    share = np.eye(8)[cells] / np.maximum(np.bincount(cells, minlength=8), 1)
    return np.einsum("yi,yxc,xj->ijc", share, picture, share)


def recipe(network, pictures, alpha="white", order="rgb", shape="borders"):
    """The vectors of the recipe, or of one of its wrong turns."""
    small = []
    for picture in pictures:
        p = np.asarray(picture, dtype=float)
        p = np.stack([p] * 3, axis=-1) if p.ndim == 2 else p
        if p.shape[2] == 4:
            a = p[:, :, 3:] / 255
            p = p[:, :, :3] if alpha == "dropped" else p[:, :, :3] * a + (255 * (1 - a) if alpha == "white" else 0)
        p = p[:, :, ::-1] if order == "rgb" else p
        h, w = p.shape[:2]
        if shape == "borders":
            out, side = np.full((max(h, w), max(h, w), 3), 255.0), max(h, w)
            out[(side - h) // 2 : (side - h) // 2 + h, (side - w) // 2 : (side - w) // 2 + w] = p
            p = out
        else:
            side = min(h, w)
            p = p[(h - side) // 2 : (h - side) // 2 + side, (w - side) // 2 : (w - side) // 2 + side]
        small.append(shrunk(p))
    rows = network(((np.array(small) - 127) / 128).transpose(0, 3, 1, 2))
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


TURNS = {
    "alpha-is-dropped": ({"alpha": "dropped"}, "the fourth channel was cut off, and what lies below transparent pixels is seen", "What does a user see where a picture is transparent?"),
    "the-middle-is-enough": ({"shape": "middle"}, "the middle square of each picture was taken", "Step 4 says what happens to a picture that is not square."),
    "a-picture-is-red-first": ({"order": "bgr"}, "the channels are in the order blue, green, red", "Which order does the decoder deliver, and which one does the network want?"),
}


def compare(network, pictures, found, call):
    """Vectors are those of the recipe, or the step that differs is named."""
    right, found = recipe(network, pictures), np.asarray(found, dtype=float)
    if found.shape != right.shape:
        fail(called=call, returned=f"an array of shape {found.shape}", expected=f"{right.shape}")
    if np.allclose(found, right, atol=1e-5):
        return
    cosine = float(((found * right).sum(axis=1) / np.maximum(np.linalg.norm(found, axis=1), 1e-9)).min())
    told = {"called": call, "returned": f"vectors with a cosine down to {cosine:.3f} with those of the recipe", "expected": "1.000"}
    for name, (turn, evidence, why) in TURNS.items():
        if np.allclose(found, recipe(network, pictures, **turn), atol=1e-5):
            misconception(name, evidence=f"to the last decimal what comes out when {evidence}", why=why, **told)
    fail(why="Compare the code with the recipe in the statement, step by step; more than one step may differ.", **told)


@pytest.fixture
def network(seed):
    return Network(seed)


def drawn(rng, *shape):
    """A picture that is not gray and not the same on all sides."""
    picture = rng.integers(0, 256, size=shape).astype(np.uint8)
    if len(shape) == 3:
        picture[:, :, 0] //= 3
    picture[: shape[0] // 2] //= 2
    return picture


@check(points=1)
def test_gray_pictures(submission, network, rng):
    """A square gray picture has the recipe's vector"""
    pictures = [drawn(rng, s, s) for s in (8, 20, 64)]
    compare(network, pictures, submission.vectors_of(pictures, network), "vectors_of() of three square gray pictures")


@check(points=2)
def test_colored_pictures(submission, network, rng):
    """Square pictures in color"""
    pictures = [drawn(rng, s, s, 3) for s in (8, 9, 31, 64)]
    compare(network, pictures, submission.vectors_of(pictures, network), "vectors_of() of four square pictures in color")


@check(points=2)
def test_transparent_pictures(submission, network, rng):
    """Transparency is laid on white, also where a pixel is half transparent"""
    pictures = []
    for s in (12, 33):
        picture = drawn(rng, s, s)
        picture = np.dstack([picture, picture, picture, rng.choice([0, 60, 128, 255], size=(s, s))]).astype(np.uint8)  # no color, so only alpha is asked for
        pictures.append(picture)
    compare(network, pictures, submission.vectors_of(pictures, network), "vectors_of() of two square gray pictures with an alpha channel")


@check(points=2)
def test_wide_and_high_pictures(submission, network, rng):
    """Wide and high pictures get white borders"""
    pictures = [drawn(rng, 16, 40), drawn(rng, 41, 16), drawn(rng, 8, 9), drawn(rng, 64, 13)]
    compare(network, pictures, submission.vectors_of(pictures, network), "vectors_of() of four gray pictures that are not square")


@check(points=1, after=("test_gray_pictures", "test_colored_pictures", "test_transparent_pictures", "test_wide_and_high_pictures"))
def test_all_kinds_together(submission, network, rng):
    """All kinds in one call, and each alone"""
    pictures = [drawn(rng, 20, 20), drawn(rng, 11, 30, 3), drawn(rng, 30, 10, 4), drawn(rng, 8, 8, 4), drawn(rng, 17, 64, 3)]
    compare(network, pictures, submission.vectors_of(pictures, network), "vectors_of() of five pictures of different kinds")
    for at in (1, 2):
        compare(network, [pictures[at]], submission.vectors_of([pictures[at]], network), "vectors_of() of a single picture")


@check(points=1)
def test_replaced(submission, client, milvus, support, network, rng, fresh):
    """A picture that is uploaded again replaces the old one"""
    name = fresh("pictures")
    support.collection(client, name, metric="IP")
    pictures, ids = [drawn(rng, 16, 16) for _ in range(60)], support.new_ids(rng, 40)
    milvus.forget()
    first = [{"id": i, "picture": p} for i, p in zip(ids, pictures[:40], strict=True)]
    same(submission.store(client, name, first, network), 40, called="store() of 40 pictures", why="The number of pictures stored.")
    again = [{"id": i, "picture": p} for i, p in zip(ids[10:30], pictures[40:], strict=True)]
    same(submission.store(client, name, again, network), 20, called="store() of 20 pictures under ids that are there", why="The number of pictures stored.")
    no_second_row(milvus, "store() of 20 pictures under ids that are there")
    found = support.everything(client, name)
    require(set(found) == set(ids), called="the ids after both calls", returned=difference(sorted(found), sorted(ids)), expected="40 ids")
    latest = [*pictures[:10], *pictures[40:], *pictures[30:40]]
    compare(network, latest, [found[i]["vector"] for i in ids], "the vectors after both calls of store()")


@check(points=2)
def test_others(submission, client, milvus, support, network, rng, fresh):
    """The k most alike are others, and they are k"""
    name = fresh("pictures")
    support.collection(client, name, metric="IP")
    vectors, ids = support.unit(rng.normal(size=(50, 32)) + 0.3), support.new_ids(rng, 50)
    support.filled(client, name, [{"id": i, "vector": v.tolist()} for i, v in zip(ids, vectors, strict=True)])
    for at, k in ((0, 5), (7, 1), (20, 12), (49, 49), (3, 80)):
        order = [ids[i] for i in np.argsort(-(vectors @ vectors[at]), kind="stable") if i != at][:k]
        call = f"similar() with k = {k} over 50 pictures"
        found = submission.similar(client, name, ids[at], k)
        if found == order[: k - 1] and len(order) == k:
            misconception("itself-takes-a-place", called=call, returned=f"{len(found)} ids", expected=f"{k} ids", evidence="the right ids, and the last one is missing", why="The picture itself was one of the k hits. Who can leave it out before the k are counted?")
        require(found == order, called=call, returned=difference(found, order) if set(found) != set(order) else "the right ids in a different order", expected=f"{len(order)} ids, the best first", why="The others, and not the picture itself.")
    twice = support.new_ids(rng, 2)
    support.filled(client, name, [{"id": i, "vector": support.unit(np.ones(32)).tolist()} for i in twice])
    for one, other in (twice, twice[::-1]):
        found = submission.similar(client, name, one, 3)
        require(isinstance(found, list) and len(found) == 3 and found[0] == other and one not in found, called="similar() of a picture that is stored under two ids", returned="without the second one" if other not in found else found, expected=f"{other} first, and two more", why="The same picture under a second id is another stored picture, and nothing is more alike. What tells the picture itself from it?")
    require(any(c.method in ("Search", "HybridSearch") for c in milvus.calls()), called="similar()", returned="no search that Milvus heard", expected="a search", why="Milvus does the searching.")
