"""Checks of ch14/ex06. The network is the checks' own; it multiplies, and looks at what it is given."""

import numpy as np
import pytest

from grader.checks import check, close, difference, fail, misconception, require, same

SIDE = 8


class Network:
    """Turns pictures as its training saw them, (n, 3, 8, 8) float, into 32 numbers each, of any length."""

    def __init__(self, seed):
        rng = np.random.default_rng([seed, 146])
        self.weights, self.bias = rng.normal(size=(3 * SIDE * SIDE, 32)), rng.normal(size=32)
        self.seen = []

    def __call__(self, batch):
        batch = np.asarray(batch, dtype=float)
        if batch.ndim != 4 or batch.shape[1:] != (3, SIDE, SIDE):
            raise ValueError(f"the network takes an array of shape (n, 3, {SIDE}, {SIDE}), channels first, and was given {batch.shape}")
        self.seen.append(batch)
        return (batch.reshape(len(batch), -1) @ self.weights + self.bias) * 3.0

    def right(self, pictures, mean):
        """What the statement's recipe gives."""
        pixels = (np.asarray(pictures, dtype=float) - 127) / 128
        rows = (pixels.transpose(0, 3, 1, 2).reshape(len(pixels), -1) @ self.weights + self.bias) * 3.0
        rows = rows / np.linalg.norm(rows, axis=1, keepdims=True) - np.asarray(mean)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def fault(network, pictures, mean, found):
    """The name of the one step in which a vector differs from the recipe, if one explains it to the last decimal."""
    raw = np.asarray(pictures, dtype=float)

    def chain(pixels, center=None, norm=True):
        rows = (pixels.transpose(0, 3, 1, 2).reshape(len(pixels), -1) @ network.weights + network.bias) * 3.0
        rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        rows = rows - (rows.mean(axis=0) if center is None else np.asarray(center))
        return rows / np.linalg.norm(rows, axis=1, keepdims=True) if norm else rows

    scaled = (raw - 127) / 128
    for name, rows in {
        "blue-is-red": chain(scaled[..., ::-1], mean),
        "any-scale-will-do": chain(raw / 255, mean),
        "the-mean-of-whoever-comes": chain(scaled),
    }.items():
        if rows.shape == np.shape(found) and np.allclose(rows, found, atol=1e-5):
            return name
    return None


WHY = {
    "blue-is-red": ("the channels are in the order blue, green, red", "Which order does each source of pictures deliver, and which one did the training see?"),
    "any-scale-will-do": ("the pixels lie between 0 and 1 instead of -1 and 1", "The shapes are the same, so many answers look right. Which scale did the training use?"),
    "the-mean-of-whoever-comes": ("the mean of the batch was subtracted, and not the stored one", "The vector of a picture must not depend on the pictures beside it. Where does the mean come from?"),
}


def compare(network, pictures, mean, found, call):
    """Vectors are what the recipe gives, or the step that differs is named."""
    right = network.right(pictures, mean)
    found = np.asarray(found, dtype=float)
    if found.shape == right.shape and np.allclose(found, right, atol=1e-5):
        return
    if found.shape != right.shape:
        fail(called=call, returned=f"vectors of shape {found.shape}", expected=f"{right.shape}")
    name, worst = fault(network, pictures, mean, found), float((found * right).sum(axis=1).min() / np.linalg.norm(found, axis=1).max())
    told = {"called": call, "returned": f"vectors with a cosine down to {worst:.3f} with those of the recipe", "expected": "1.000"}
    if name:
        misconception(name, evidence=f"to the last decimal what comes out when {WHY[name][0]}", why=WHY[name][1], **told)
    fail(why="Picture by picture the same numbers as at training time. Compare the code with the recipe in the statement, line by line.", **told)


@pytest.fixture
def world(client, support, seed, fresh, rng):
    class World:
        network = Network(seed)
        name = fresh("pictures")
        pictures = rng.integers(0, 256, size=(150, SIDE, SIDE, 3)).astype(np.uint8)
        mean = network.right(pictures[:140], np.zeros(32)).mean(axis=0)
        ids = support.new_ids(rng, 150)

    support.collection(client, World.name, metric="IP")
    World.pictures[:, :, :, 0] //= 2  # pictures are not gray, so the order of the channels is seen
    World.mean = World.network.right(World.pictures[:140], np.zeros(32)).mean(axis=0)
    return World


@check(points=2)
def test_what_is_stored(submission, client, milvus, support, world):
    """The batch job stores the vectors of the recipe, whatever the batch"""
    for start, stop in ((0, 100), (100, 101), (101, 150), (95, 150)):
        call, ids = f"store() of {stop - start} pictures" + (", all of them there already" if start == 95 else ""), world.ids[start:stop]
        milvus.forget()
        rows = [{"id": i, "picture": p} for i, p in zip(ids, world.pictures[start:stop], strict=True)]
        same(submission.store(client, world.name, rows, world.network, world.mean), stop - start, called=call, why="The number of pictures stored.")
        if start == 95:
            writes = [c.method for c in milvus.calls() if c.method in ("Insert", "Upsert", "Delete")]
            require("Insert" not in writes or "Delete" in writes[: writes.index("Insert")], called=call, returned="an Insert", expected="rows that are replaced",
                    why="Milvus Lite replaces a row that is inserted again; a server checks no primary key, and keeps both. Which call replaces?")
        found = support.everything(client, world.name)
        require(set(found) == set(world.ids[:stop]), called=f"the ids after {call}", returned=difference(sorted(found), sorted(world.ids[:stop])), expected=f"{stop} ids")
        compare(world.network, world.pictures[start:stop], world.mean, [found[i]["vector"] for i in ids], call)


@check(points=3)
def test_what_is_asked(submission, client, world):
    """The service asks with the vectors of the recipe, though its pictures come in a different form"""
    right = world.network.right(world.pictures, world.mean)
    client.insert(world.name, [{"id": i, "vector": v.tolist()} for i, v in zip(world.ids, right, strict=True)])
    world.network.seen.clear()
    for at in (3, 70, 149):
        bgr = np.ascontiguousarray(world.pictures[at][:, :, ::-1])
        call = f"vector_of() of picture {at}, as the camera delivers it"
        compare(world.network, world.pictures[[at]], world.mean, [submission.vector_of(bgr, world.network, world.mean)], call)
    for at, k in ((3, 6), (70, 12), (149, 1)):
        bgr = np.ascontiguousarray(world.pictures[at][:, :, ::-1])
        order = [world.ids[i] for i in np.argsort(-(right @ right[at]), kind="stable")[:k]]
        call = f"serve() of picture {at}, k = {k}"
        found = submission.serve(client, world.name, bgr, k, world.network, world.mean)
        require(list(found) == order, called=call, returned=difference(list(found), order) if set(found) != set(order) else "the right ids in a different order", expected=f"{len(order)} ids, the nearest first", why="The same picture, stored and asked, has one vector.")


@check(points=2, after="test_what_is_asked")
def test_golden(submission, world):
    """The start-up check lets right programs start, and stops small skews"""
    right = world.network.right(world.pictures[:5], world.mean)
    bgr = [np.ascontiguousarray(p[:, :, ::-1]) for p in world.pictures[:5]]
    same(submission.may_start(bgr, right, world.network, world.mean), True, called="may_start() with golden vectors of the same recipe", why="Nothing differs.")
    scale = np.array([2.0, 0.5, 7.0, 1.0, 1.0])[:, None]
    same(submission.may_start(bgr, right * scale, world.network, world.mean), True, called="may_start() with golden vectors that were stored with other lengths", why="A cosine does not depend on length.")
    rng = np.random.default_rng(5)
    for size, wanted in ((0.0005, True), (0.2, False), (0.09, False)):
        shifted = right.copy()
        step = rng.normal(size=32)
        step -= (step @ right[4]) * right[4]
        shifted[4] = right[4] + size * step / np.linalg.norm(step)
        cosine = 1 / np.sqrt(1 + size**2)
        if submission.may_start(bgr, shifted, world.network, world.mean) is not wanted:
            told = {"called": f"may_start() when one of five golden vectors has a cosine of {cosine:.4f}", "returned": not wanted, "expected": wanted}
            if not wanted:
                misconception("nearly-the-same-will-do", evidence=f"a cosine of {cosine:.3f} in one of five, 1 in the others, was let through", why="A lost step keeps cosines of 0.9 and more. Is it the mean that counts, or the worst? And how near to 1?", **told)
            fail(why="Rounding is no skew.", **told)
    same(submission.may_start(bgr, world.network.right(world.pictures[:5] // 2, world.mean), world.network, world.mean), False, called="may_start() with golden vectors of darker pictures", why="At least one cosine is below 0.999.")


@check(points=1, after=("test_what_is_stored", "test_what_is_asked"))
def test_alone_and_together(submission, client, support, world):
    """A picture has one vector, stored alone, stored in company, or asked"""
    alone = np.asarray(submission.vector_of(np.ascontiguousarray(world.pictures[7][:, :, ::-1]), world.network, world.mean))
    submission.store(client, world.name, [{"id": 1, "picture": world.pictures[7]}], world.network, world.mean)
    first = support.everything(client, world.name)[1]["vector"]
    submission.store(client, world.name, [{"id": n, "picture": world.pictures[n + 6]} for n in range(1, 40)], world.network, world.mean)
    again = support.everything(client, world.name)[1]["vector"]
    close(first, alone, called="the vector of picture 7 stored alone, beside that of vector_of()", why="One picture, one vector.", atol=1e-5)
    close(again, alone, called="the vector of picture 7 stored with 38 others", why="One picture, one vector.", atol=1e-5)
