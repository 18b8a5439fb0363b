"""Checks of ch22/ex05. What is right is computed from all patches, beside Milvus."""

from collections import Counter

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require

MATCH = 0.8


class Gallery:
    """Pictures with a vector each, and patches on a grid; pieces come from a stock, so that pictures share some."""

    def __init__(self, client, support, fresh, seed, number):
        self.client, self.support, self.rng = client, support, np.random.default_rng([seed, 225, number])
        self.name, self.patches_name = fresh("pictures"), fresh("patches")
        self.stock = support.unit(self.rng.normal(size=(60, 32)))
        close = np.argwhere(np.triu(np.abs(self.stock @ self.stock.T) > 0.6, 1))
        self.stock = np.delete(self.stock, sorted({int(b) for _, b in close}), axis=0)
        self.query = support.unit(self.rng.normal(size=32))
        self.pictures = []  # (cosine with the query, {(x, y): vector})

    def piece(self, n):
        """A patch that shows piece n of the stock, a little different each time."""
        return self.support.near(self.stock[n % len(self.stock)], float(self.rng.uniform(0.93, 0.995)), self.rng)

    def grid(self, pieces, columns=4, dx=0, dy=0):
        """Patches of the pieces in rows of so many columns."""
        return [((n % columns + dx, n // columns + dy), self.piece(p)) for n, p in enumerate(pieces)]

    def add(self, cosine, patches):
        self.pictures.append((cosine, patches))

    def store(self):
        s, rng = self.support, self.rng
        self.ids = s.new_ids(rng, len(self.pictures))
        s.collection(self.client, self.name)
        s.collection(self.client, self.patches_name, [("picture", "INT64", {}), ("x", "INT64", {}), ("y", "INT64", {})])
        self.vectors = np.array([s.near(self.query, cosine, rng) for cosine, _ in self.pictures])
        rows = [{"id": i, "vector": v.tolist()} for i, v in zip(self.ids, self.vectors, strict=True)]
        s.filled(self.client, self.name, [rows[at] for at in rng.permutation(len(rows))])
        patches = [{"picture": i, "x": int(x), "y": int(y), "vector": np.asarray(v).tolist()} for i, (_, some) in zip(self.ids, self.pictures, strict=True) for (x, y), v in some]
        order = rng.permutation(len(patches))
        s.filled(self.client, self.patches_name, [{"id": n, **patches[at]} for n, at in enumerate(order)])
        return self

    def votes(self, at, asked, way="shift"):
        count = Counter()
        for (x, y), v in self.pictures[at][1]:
            for patch in asked:
                cosine = float(np.dot(v, patch["vector"]) / np.linalg.norm(v) / np.linalg.norm(patch["vector"]))
                if cosine >= MATCH:
                    shift = (x - patch["x"], y - patch["y"])
                    if way == "place" and shift != (0, 0):
                        continue
                    count[(0, 0) if way == "any" else shift] += 1
        return max(count.values(), default=0)

    def right(self, asked, k, width, way="shift"):
        order = sorted(range(len(self.pictures)), key=lambda at: -self.pictures[at][0])[:width]
        scores = {at: self.votes(at, asked, way) for at in order}
        return [(self.ids[at], scores[at]) for at in sorted(order, key=lambda at: -scores[at])[:k]]


WRONG = {
    "matches-are-enough": ("any", "each score is the number of all matches, wherever the patches are", "The collage has all pieces, and a different scene. What do the matches of one scene have in common?"),
    "only-where-it-was": ("place", "only patches at the very same place in both grids were counted", "The camera moved. Every match votes for a shift: which one has the most votes?"),
}


def judged(submission, milvus, made, asked, k, width, call):
    """Ask, compare, and name the idea that explains a difference."""
    milvus.forget()
    found = submission.scenes(made.client, made.name, made.patches_name, made.query.tolist(), asked, k, width)
    require(isinstance(found, list) and all(isinstance(p, tuple | list) and len(p) == 2 for p in found), called=call, returned=found, expected="a list of (id, score)")
    found, right = [(int(i), s) for i, s in found], made.right(asked, k, width)
    if found != right:
        ids, wanted = [i for i, _ in found], [i for i, _ in right]
        told = {"called": call, "returned": f"{difference(ids, wanted)}, scores {[s for _, s in found][:8]}", "expected": f"{len(wanted)} ids, scores {[s for _, s in right][:8]}"}
        for name, (way, evidence, why) in WRONG.items():
            if found == made.right(asked, k, width, way):
                misconception(name, evidence=evidence, why=why, **told)
        if found == made.right(asked, k, k) and width > k:
            misconception("k-candidates", evidence=f"these are the {k} nearest pictures by their own vector, in the order of their scores", why=f"The second stage ranks what the first one lets through. How many candidates does `width` = {width} promise it?", **told)
        if sorted(found) == sorted(right):
            fail(**{**told, "returned": "the right ids and scores in a different order"}, why="The highest score first; of equal scores, the picture whose own vector is more like the query first.")
        fail(why="Candidates by the pictures' vectors, then the votes of the most frequent shift.", **told)
    return [c for c in milvus.calls() if c.method in ("Query", "Search", "HybridSearch")]


def asked_of(made, pieces, columns=4):
    return [{"x": int(x), "y": int(y), "vector": np.asarray(v).tolist()} for (x, y), v in made.grid(pieces, columns)]


@pytest.fixture
def gallery(client, support, fresh, seed):
    return lambda number: Gallery(client, support, fresh, seed, number)


def others(made, n, low=0.3, high=0.6, shared=False):
    """Pictures of other pieces; `shared`: one to three of them are pieces of the scene 0..11, anywhere."""
    for _ in range(n):
        pieces = made.rng.integers(14, 44, size=12)
        if shared:
            pieces[made.rng.choice(12, size=int(made.rng.integers(1, 4)), replace=False)] = made.rng.integers(0, 12)
        made.add(float(made.rng.uniform(low, high)), made.grid(pieces))


@check(points=2)
def test_the_same_scene(submission, milvus, gallery):
    """A stored picture of the same scene comes first, with the number of its votes"""
    made = gallery(1)
    others(made, 12)
    made.add(0.4123, made.grid(range(12)))
    made.add(0.5123, made.grid([*range(7), *range(30, 35)]))
    made.store()
    judged(submission, milvus, made, asked_of(made, range(12)), 14, 14, "scenes() over 14 pictures, two of which show the scene, or half of it, from the same place")


@check(points=3, after="test_the_same_scene")
def test_shifted_scenes(submission, milvus, gallery):
    """A scene that was photographed from elsewhere has one shift for all its pieces"""
    made = gallery(3)
    others(made, 8)
    for n, (dx, dy) in enumerate(((3, 0), (0, 2), (-2, 1), (5, -4))):
        made.add(0.35 + 0.013 * n, made.grid(range(12 - n), dx=dx, dy=dy))
    made.store()
    judged(submission, milvus, made, asked_of(made, range(12)), 12, 12, "scenes() over 12 pictures, four of which show the scene shifted")


@check(points=3, after="test_shifted_scenes")
def test_a_collage(submission, milvus, gallery):
    """A collage of the same pieces is a different scene"""
    made = gallery(2)
    others(made, 10, shared=True)
    for n in range(3):
        made.add(0.8 + 0.02 * n, made.grid(made.rng.permutation(12)))
    made.add(0.41, made.grid([*range(9), 40, 41, 42]))
    made.add(0.86, made.grid([0, 0, 0, 1, 0, 0, 2, 0, 3, 0, 0, 4]))  # one piece again and again
    made.store()
    judged(submission, milvus, made, asked_of(made, range(12)), 15, 15, "scenes() over 15 pictures, three of which are collages of the scene's pieces")


@check(points=2, after="test_the_same_scene")
def test_wide_enough(submission, milvus, gallery):
    """The scene is found among the last of the candidates, and not beyond them; patches of other pictures stay in Milvus"""
    made = gallery(4)
    for _ in range(90):
        made.add(float(made.rng.uniform(0.5, 0.9)), made.grid(made.rng.integers(14, 44, size=36), columns=6))
    made.add(0.452, made.grid(range(11)))
    made.add(0.3, made.grid(range(12)))
    for _ in range(60):
        made.add(float(made.rng.uniform(0.0, 0.29)), made.grid(made.rng.integers(14, 44, size=36), columns=6))
    for at, (cosine, patches) in enumerate(made.pictures[:90]):
        if at >= 38:
            made.pictures[at] = (cosine - 1.0, patches)  # behind
    made.store()
    heard = judged(submission, milvus, made, asked_of(made, range(12)), 3, 39, "scenes() with k = 3 and width = 39, where the scene is candidate number 39 and a better one is number 40")
    back, all_of_it = sum(c.received for c in heard), sum(len(p) for _, p in made.pictures) * 32 * 4
    require(back < all_of_it // 2, called="the answers of Milvus during this call", returned=f"{back:,} bytes", expected=f"less than {all_of_it // 2:,}, half of what all patches have", why="Only patches of candidates leave Milvus.")


@check(points=1, after=("test_a_collage", "test_wide_enough"))
def test_many_patches_and_none(submission, milvus, gallery):
    """5,000 patches of candidates are all counted; a query without patches has scores of 0"""
    made = gallery(5)
    for _ in range(45):
        made.add(float(made.rng.uniform(0.3, 0.9)), made.grid(made.rng.integers(14, 44, size=100), columns=10))
    for n in range(5):
        made.add(0.2 + 0.01 * n, [*made.grid(made.rng.integers(14, 44, size=84), columns=10, dy=20), *made.grid(range(12 - n), columns=4, dx=6, dy=90)])
    made.store()
    judged(submission, milvus, made, asked_of(made, range(12)), 10, 50, "scenes() with 50 candidates of up to 100 patches")
    judged(submission, milvus, made, [], 4, 20, "scenes() without any patch")
    judged(submission, milvus, made, asked_of(made, [50]), 5, 5, "scenes() with one patch, k = width = 5")
