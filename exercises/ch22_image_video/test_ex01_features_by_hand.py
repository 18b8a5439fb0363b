"""Checks of ch22/ex01. The fabrics are drawn here: color and direction make the kind, everything else is chance."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, no_second_row, require, same

SIDE = 24
DIRECTIONS = (0.0, np.pi / 2, np.pi / 4, 3 * np.pi / 4)


def fabric(rng, color, direction):
    """One photograph: stripes of a color in a direction, and much that does not matter."""
    y, x = np.mgrid[:SIDE, :SIDE]
    angle = DIRECTIONS[direction] + rng.normal(0, 0.06)
    across = x * np.cos(angle) + y * np.sin(angle)
    width, phase = rng.uniform(4, 9), rng.uniform(0, 9)
    stripe = ((across + phase) % width) < width * rng.uniform(0.35, 0.6)
    dye = rng.uniform(50, 80, size=3)
    dye[color] = rng.uniform(110, 150)
    ground = np.full(3, rng.uniform(150, 240))
    picture = np.where(stripe[:, :, None], dye, ground) * rng.uniform(0.4, 1.05)
    return np.clip(picture + rng.normal(0, 6, size=(SIDE, SIDE, 3)), 0, 255).astype(np.uint8)


class Mill:
    """Photographs of twelve kinds."""

    def __init__(self, seed, number):
        self.rng = np.random.default_rng([seed, 221, number])

    def kinds(self, each):
        kind = np.repeat(np.arange(12), each)
        return np.array([fabric(self.rng, k % 3, k // 3) for k in kind]), kind


def firsts(stored, asked, k=5):
    """Positions of the k rows nearest by cosine, per row asked with."""
    a, b = (np.asarray(v, dtype=float).reshape(len(v), -1) for v in (stored, asked))
    a, b = (v / np.maximum(np.linalg.norm(v, axis=1, keepdims=True), 1e-9) for v in (a, b))
    return np.argsort(-(b @ a.T), axis=1)[:, :k]


def pixel_ways(pictures):
    """Pixels in some dress: whole, small, gray, with and without the middle gray taken off."""
    whole = np.asarray(pictures, dtype=float)
    small = whole.reshape(len(whole), 6, 4, 6, 4, 3).mean(axis=(2, 4))
    eight = whole.reshape(len(whole), 8, 3, 8, 3, 3).mean(axis=(2, 4))
    for way in (whole, small, whole.mean(axis=3), eight.mean(axis=3), small.mean(axis=3)):
        yield way
        yield way - 127


def cosines(a, b):
    a, b = (np.asarray(v, dtype=float) for v in (a, b))
    return (a * b).sum(axis=1) / np.maximum(np.linalg.norm(a, axis=1) * np.linalg.norm(b, axis=1), 1e-12)


@pytest.fixture
def mill(seed):
    return lambda number: Mill(seed, number)


def described(submission, pictures, call):
    found = submission.describe(pictures)
    if not isinstance(found, np.ndarray) or found.shape != (len(pictures), 128):
        fail(called=call, returned=found if not isinstance(found, np.ndarray) else f"an array of shape {found.shape}", expected=f"an array of shape ({len(pictures)}, 128)")
    require(bool(np.isfinite(found.astype(float)).all()), called=call, returned="numbers that are not finite", expected="finite numbers")
    return found.astype(float)


@check(points=2)
def test_a_feature(submission, mill):
    """A feature has 128 numbers, and a picture has one feature, alone and among others"""
    pictures, _ = mill(1).kinds(4)
    found = described(submission, pictures, "describe() of 48 pictures")
    require(bool((np.abs(found).sum(axis=1) > 0).all()), called="describe() of 48 pictures", returned="a row of zeros", expected="no row of zeros", why="A cosine with zero has no meaning.")
    alone = described(submission, pictures[7:8], "describe() of one picture")
    require(bool(np.allclose(alone[0], found[7], atol=1e-6)), called="describe() of one picture", returned="a different feature than among 48", expected="the same", why="A picture that is asked with comes alone.")
    require(bool(np.allclose(described(submission, pictures[::-1].copy(), "describe() of 48 pictures")[::-1], found, atol=1e-6)), called="describe() of the same 48 pictures in reverse", returned="other features", expected="the same in reverse")


@check(points=4, after="test_a_feature")
def test_kinds_are_found(submission, client, milvus, support, mill, fresh):
    """P@5 of 0.85 on twelve kinds of fabric"""
    for number in (2, 3):
        scene, name = mill(number), fresh("fabrics")
        pictures, kind = scene.kinds(9)
        asked, asked_kind = scene.kinds(5)
        ids = support.new_ids(scene.rng, len(pictures))
        support.collection(client, name, dim=128)
        order = scene.rng.permutation(len(pictures))
        same(submission.store(client, name, [{"id": ids[n], "picture": pictures[n]} for n in order], ), len(pictures), called=f"store() of {len(pictures)} pictures", why="The number of pictures stored.")
        kind_of = dict(zip(ids, kind.tolist(), strict=True))
        milvus.forget()
        answers = [submission.alike(client, name, picture, 5) for picture in asked]
        require(sum(c.method in ("Search", "HybridSearch") for c in milvus.calls()) >= len(asked), called=f"alike() of {len(asked)} pictures", returned="fewer searches that Milvus heard", expected="one per picture", why="Milvus does the searching.")
        for one in answers:
            require(isinstance(one, list) and len(one) == 5 and len(set(one)) == 5 and set(one) <= set(ids), called="alike() with k = 5", returned=one, expected="a list of five different ids of stored pictures")
        got = float(np.mean([[kind_of[i] == k for i in one] for one, k in zip(answers, asked_kind, strict=True)]))
        if got >= 0.85:
            continue
        told = {"called": f"alike() of {len(asked)} pictures that are not stored, among {len(pictures)}", "returned": f"P@5 of {got:.2f}", "expected": "0.85 or more"}
        theirs = described(submission, asked, "describe()")
        turned, dyed = (described(submission, np.ascontiguousarray(p), "describe()") for p in (asked.transpose(0, 2, 1, 3), asked[..., [1, 2, 0]]))
        blind_to_turns = cosines(theirs, turned)[asked_kind // 3 < 2].min() > 0.98
        blind_to_dyes = cosines(theirs, dyed).min() > 0.98
        if blind_to_turns and not blind_to_dyes:
            misconception("colors-are-enough", evidence="a picture with upright stripes and the same picture with lying ones have the same feature", why="Which of the two things that make the kind does your feature not see?", **told)
        if blind_to_dyes and not blind_to_turns:
            misconception("edges-are-enough", evidence="a picture has the same feature after red, green and blue were exchanged", why="Which of the two things that make the kind does your feature not see?", **told)
        mine = [[ids.index(i) for i in one] for one in answers]
        for way, other in zip(pixel_ways(pictures), pixel_ways(asked), strict=True):
            shared = float(np.mean([len(set(a) & set(b.tolist())) / 5 for a, b in zip(mine, firsts(way, other), strict=True)]))
            if shared > 0.85:
                misconception("pixels-are-features", evidence=f"{shared:.0%} of the answers are those of the pixels themselves", why="A stripe that begins two pixels to the right changes every pixel and nothing that matters. What stays when the picture moves?", **told)
        fail(why="Put a feature for the color and one for the direction side by side. Does one of them drown the other, because its numbers are larger?", **told)


@check(points=1, after="test_a_feature")
def test_replaced_and_ordered(submission, client, milvus, support, mill, fresh):
    """A picture that is stored again is replaced; the best comes first, for any k"""
    scene, name = mill(4), fresh("fabrics")
    pictures, _ = scene.kinds(8)
    ids = support.new_ids(scene.rng, len(pictures))
    support.collection(client, name, dim=128)
    milvus.forget()
    submission.store(client, name, [{"id": i, "picture": p} for i, p in zip(ids, pictures, strict=True)])
    submission.store(client, name, [{"id": i, "picture": p} for i, p in zip(ids[:40], pictures[40:80], strict=True)])
    no_second_row(milvus, "store() of pictures that are there")
    there = support.everything(client, name)
    require(set(there) == set(ids), called="the ids after store() of 96 pictures and of 40 of them again", returned=difference(sorted(there), sorted(ids)), expected="96 ids")
    now = [*pictures[40:80], *pictures[40:]]
    features = described(submission, np.array(now), "describe() of 96 pictures")
    stored = np.array([there[i]["vector"] for i in ids])
    worst = float(cosines(stored, features).min())
    require(worst > 0.9999, called="the stored vectors after both calls", returned=f"a cosine of {worst:.3f} with what describe() gives for the newest pictures", expected="1.000", why="The newer picture counts, and what is stored is the feature.")
    question = described(submission, pictures[50:51], "describe()")
    for k in (1, 7, 90):
        found = submission.alike(client, name, pictures[50], k)
        require(isinstance(found, list) and len(found) == k == len(set(found)), called=f"alike() with k = {k} over 96 pictures", returned=f"{len(found)} ids", expected=f"{k} different ids")
        scores = [float(cosines(question, stored[[ids.index(i)]])[0]) for i in found]
        best = np.sort(cosines(np.repeat(question, 96, axis=0), stored))[::-1][:k]
        require(bool(np.allclose(scores, best, atol=1e-4)), called=f"alike() with k = {k}", returned="ids that are not the nearest, or not in their order", expected="the nearest by cosine, best first", why="The order is what a page shows.")
