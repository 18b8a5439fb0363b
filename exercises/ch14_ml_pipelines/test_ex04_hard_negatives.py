"""Checks of ch14/ex04. What is right is computed beside Milvus, from all rows; what went to Milvus and came back is heard."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require

CEILING = 0.9


class Shelf:
    """Rows around a center per label, and some copies that bear a wrong label."""

    def __init__(self, client, support, seed, name, number, sizes, copies=0):
        rng = np.random.default_rng([seed, 144, number])
        self.client, self.name, self.rng = client, name, rng
        centers = support.unit(rng.normal(size=(1, 32)) + 0.35 * rng.normal(size=(len(sizes), 32)))
        parts = [support.unit(center + 0.13 * rng.normal(size=(count, 32))) for center, count in zip(centers, sizes.values(), strict=True)]
        labels = [label for label, count in sizes.items() for _ in range(count)]
        vectors = np.concatenate(parts)
        self.twins = []
        if copies:  # the same thing under a different label, nearer than any ceiling
            at = rng.integers(0, len(vectors), size=copies)
            vectors = np.concatenate([vectors, support.unit(vectors[at] + 0.015 * rng.normal(size=(copies, 32)))])
            others = list(sizes)
            labels += [next(o for o in rng.permutation(others).tolist() if o != labels[i]) for i in at]
            self.twins = at.tolist()
        self.vectors, self.labels = vectors.astype(np.float32), np.array(labels)
        self.ids = np.array(support.new_ids(rng, len(vectors)))
        support.collection(client, name, [("label", "VARCHAR", {"max_length": 60})])
        order = rng.permutation(len(vectors))
        for start in range(0, len(order), 1000):
            client.insert(name, [{"id": int(self.ids[i]), "label": str(self.labels[i]), "vector": self.vectors[i].tolist()} for i in order[start : start + 1000]])

    def right(self, at, k, ceiling, otherwise=True):
        """Ids of the k hardest negatives of the row at a position."""
        cosines = self.vectors @ self.vectors[at]
        kept = (self.labels != self.labels[at]) & ((cosines < ceiling) if otherwise else True)
        order = np.argsort(-cosines, kind="stable")
        return [int(self.ids[i]) for i in order if kept[i]][:k]

    def clear(self, positions, k, ceiling):
        """Those whose answer does not hang on the sixth decimal: no two cosines at the edge, none at the ceiling."""
        good = []
        for at in positions:
            cosines = np.sort((self.vectors @ self.vectors[at])[self.labels != self.labels[at]])[::-1]
            below = cosines[cosines < ceiling]
            gaps = np.abs(np.diff(below[: k + 1]))
            if np.abs(cosines - ceiling).min() > 2e-5 and (len(gaps) == 0 or gaps.min() > 3e-6):
                good.append(int(at))
        return good


@pytest.fixture
def shelf(client, support, seed, fresh):
    return lambda number, sizes, copies=0: Shelf(client, support, seed, fresh("products"), number, sizes, copies)


def mined(submission, milvus, made, positions, k, ceiling, call):
    """Mine, listen, compare."""
    positions = made.clear(positions, k, ceiling)
    require(len(positions) > 0, called="the checks' own data", returned="no anchor with a clear answer", expected="some")
    anchors = [int(made.ids[at]) for at in positions]
    before = len(milvus.calls())
    found = submission.mine(made.client, made.name, anchors, k, ceiling)
    heard = [c for c in milvus.calls()[before:] if c.method in ("Search", "Query", "HybridSearch")]
    require(isinstance(found, dict), called=call, returned=found, expected="a dict, with the ids per anchor")
    require(set(found) == set(anchors), called=f"the anchors in the result of {call}", returned=difference(list(found), anchors, "anchor"), expected=f"{len(anchors)} anchors")
    searches = [c for c in heard if c.method != "Query"]
    filtered = [c for c in searches if "label" in getattr(c.request, "dsl", "")]
    wrong = [(at, list(found[int(made.ids[at])]), made.right(at, k, ceiling)) for at in positions if list(found[int(made.ids[at])]) != made.right(at, k, ceiling)]
    if wrong:
        at, got, right = wrong[0]
        told = {"called": f"{call}, for an anchor with the label {str(made.labels[at])!r}", "returned": difference(got, right) if set(got) != set(right) else f"{len(got)} ids in a different order", "expected": f"{len(right)} ids"}
        if searches and not filtered and len(got) < len(right) and set(got) <= set(right):
            misconception("filter-afterwards", evidence=f"Milvus heard {len(searches)} searches, none of them with a filter on the label; {len(got)} of {len(right)} negatives remained after sorting out", **told,
                          why="Rows of the anchor's own label fill the list of the nearest. Who should leave them out, and when?")
        if got == made.right(at, k, ceiling, otherwise=False) and got != right:
            misconception("the-nearest-teach-most", evidence="these are the nearest rows with a different label, those as near as the ceiling included", **told,
                          why="What is that near is most likely the same thing with a wrong label, and training on it teaches the error.")
        if got == [i for i in made.right(at, k, ceiling, otherwise=False) if i in set(made.right(at, len(made.ids), ceiling))]:
            misconception("left-out-and-not-replaced", evidence=f"of the k nearest with a different label those below the ceiling were kept, which leaves {len(got)}; the next ones were not asked for", **told,
                          why="What is left out has to be replaced by the next in the line. How many rows do you have to ask for?")
        fail(**told, why="A different label, below the ceiling, the nearest first.")
    if any(list(found[a]) != found[a] for a in anchors):
        fail(called=call, returned="ids that are no list", expected="a list of ids per anchor")
    most = 1 + len(made.ids) * 32 * 4 // 3
    back = sum(c.received for c in heard if c.method == "Query")
    require(back < most or len(made.ids) < 500, called=f"the queries that Milvus answered during {call}", returned=f"{back:,} bytes", expected=f"less than {most:,}: the anchors, and no third of the collection", why="The collection may be larger than your memory.")
    return len(searches)


@check(points=2)
def test_a_different_label(submission, milvus, shelf):
    """Of each anchor the nearest rows with a different label, the nearest first"""
    made = shelf(1, {"cup": 80, "men's shoe": 60, "tea pot": 70, "bowl": 50})
    mined(submission, milvus, made, range(0, 260, 9), 6, 2.0, "mine() of 29 anchors, 4 labels, no ceiling to speak of (2.0)")
    mined(submission, milvus, made, [100], 11, 2.0, "mine() of one anchor, k = 11")


@check(points=3, after="test_a_different_label")
def test_a_large_label(submission, milvus, shelf):
    """A label that has nearly all rows hides no negatives"""
    made = shelf(2, {"shirt": 4000, "skirt": 25, "scarf": 12})
    mined(submission, milvus, made, range(0, 4000, 160), 8, 2.0, "mine() of 25 anchors of a label with 4,000 rows; 37 rows have a different one")


@check(points=3, after="test_a_different_label")
def test_the_ceiling(submission, milvus, shelf):
    """What is as near as the ceiling is left out, and replaced"""
    made = shelf(3, {"cup": 200, "mug": 200, "men's mug": 150}, copies=120)
    mined(submission, milvus, made, made.twins[:40], 9, CEILING, f"mine() of anchors that have a twin with a different label, ceiling {CEILING}")
    crowded = shelf(4, {"cup": 60, "mug": 400, "jar": 300})
    cosines = crowded.vectors[60:] @ crowded.vectors[:30].T
    low = float(np.sort(cosines, axis=0)[-280, :].max())
    mined(submission, milvus, crowded, range(30), 15, low, f"mine() of anchors for which up to 280 rows are as near as the ceiling ({low:.3f})")


@check(points=1, after=("test_a_different_label", "test_the_ceiling"))
def test_few_searches(submission, milvus, shelf):
    """Anchors of one label are searched together, and few rows are no error"""
    made = shelf(5, {"cup": 150, "mug": 120, "jar": 130, "pan": 3})
    anchors = [*range(0, 400, 1), 401]
    count = mined(submission, milvus, made, anchors, 5, 0.95, "mine() of 401 anchors of 4 labels")
    require(count <= 30, called="mine() of some 400 anchors of 4 labels", returned=f"{count} searches", expected="at most 30", why="Each call has a price of its own, and a search takes many vectors.")
    tiny = shelf(6, {"cup": 30, "mug": 4})
    mined(submission, milvus, tiny, range(0, 30, 3), 20, 2.0, "mine() with k = 20 where 4 rows have a different label")
    mined(submission, milvus, tiny, range(0, 30, 5), 20, -1.0, "mine() with a ceiling below every cosine")
