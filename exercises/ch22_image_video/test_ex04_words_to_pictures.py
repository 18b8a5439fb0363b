"""Checks of ch22/ex04. The world has a few hidden facts per picture; the network and the text model each tell of them in their own way."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require, same

FACTS = 14


class World:
    """Pictures and captions of hidden facts. Pictures also have much that captions do not tell, and the other way round."""

    def __init__(self, support, seed, number, noise=1.0):
        self.rng = np.random.default_rng([seed, 224, number])
        self.support, self.noise = support, noise
        self.by_picture = self.rng.normal(size=(FACTS, 96))
        self.by_caption = self.rng.normal(size=(FACTS, 32))
        self.loud = self.rng.normal(size=(82, 96)) * 0.1 * noise  # what a picture shows and no caption tells
        self.picture_mean, self.caption_mean = 3 * self.rng.normal(size=96), 8 * self.rng.normal(size=32)

    def pairs(self, n):
        facts = self.rng.normal(size=(n, FACTS))
        pictures = facts @ self.by_picture + self.rng.normal(size=(n, 82)) @ self.loud + self.noise * self.rng.normal(size=(n, 96)) + self.picture_mean
        captions = facts @ self.by_caption + 2.4 * self.rng.normal(size=(n, 32)) + self.caption_mean
        return pictures, captions


def fitted(pictures, captions, penalty):
    """The ridge map between centered pairs; a penalty of 0 is least squares."""
    x, y = pictures - pictures.mean(axis=0), captions - captions.mean(axis=0)
    return np.linalg.lstsq(x, y, rcond=None)[0] if not penalty else np.linalg.solve(x.T @ x + penalty * np.eye(x.shape[1]), x.T @ y)


def firsts(vectors, queries, ids, k=5):
    """Ids of the k rows nearest to each query, by cosine."""
    scores = queries @ (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).T
    return [[ids[i] for i in row[:k]] for row in np.argsort(-scores, axis=1)]


def agree(found, other):
    """The share of ids that two lists of answers have in common."""
    return float(np.mean([len(set(a) & set(b)) / max(len(b), 1) for a, b in zip(found, other, strict=True)]))


def recall(found, wanted):
    return float(np.mean([w in f for f, w in zip(found, wanted, strict=True)]))


@pytest.fixture
def world(support, seed):
    return lambda number, noise=1.0: World(support, seed, number, noise)


def played(submission, client, milvus, support, name, world, n, call):
    """Learn from n pairs, store 400 other pictures, ask with 100 of their captions; returns the answers and what was right."""
    pictures, captions = world.pairs(n)
    learned = submission.learn(pictures, captions)
    held_out, words = world.pairs(400)
    ids = support.new_ids(world.rng, 400)
    support.collection(client, name)
    rows = [{"id": i, "picture": p} for i, p in zip(ids, held_out, strict=True)]
    for batch in (rows[100:], rows[:1], *(rows[start : start + 3] for start in range(1, 100, 3))):  # pictures also arrive one by one
        same(submission.store(client, name, batch, learned), len(batch), called=f"store() of {len(batch)} pictures, {call}", why="The number of pictures stored.")
    there = support.everything(client, name)
    require(set(there) == set(ids), called=f"the ids after store() of 400 pictures, {call}", returned=difference(sorted(there), sorted(ids)), expected="400 ids")
    milvus.forget()
    found = [submission.find(client, name, words[at], 5, learned) for at in range(100)]
    require(sum(c.method in ("Search", "HybridSearch") for c in milvus.calls()) >= 100, called="find() with 100 queries", returned="fewer than 100 searches that Milvus heard", expected="one per query", why="Milvus does the searching.")
    for one in found:
        require(isinstance(one, list) and len(one) == 5 and len(set(one)) == 5 and set(one) <= set(ids), called=f"find() with k = 5, {call}", returned=one, expected="a list of five different ids of stored pictures")
    return found, ids[:100], (pictures, captions, held_out, words[:100], ids, there)


@check(points=3)
def test_unseen_pictures(submission, client, milvus, support, world, fresh):
    """Words find pictures that have no caption: recall@5 of 0.85, learned from 115 pairs"""
    for number, n in ((1, 115), (2, 300)):
        call = f"learned from {n} pairs"
        found, wanted, (pictures, captions, held_out, words, ids, there) = played(submission, client, milvus, support, fresh("pictures"), world(number), n, call)
        got = recall(found, wanted)
        if got >= 0.85:
            continue
        told = {"called": f"find() with 100 queries over 400 pictures without a caption, {call}", "returned": f"recall@5 of {got:.2f}", "expected": "0.85 or more"}
        stored = np.array([there[i]["vector"] for i in ids])
        centered = firsts(stored, words - captions.mean(axis=0), ids)
        least = firsts((held_out - pictures.mean(axis=0)) @ fitted(pictures, captions, 0), words - captions.mean(axis=0), ids)
        if agree(found, least) > 0.9:
            misconception("the-fit-is-perfect", evidence=f"{agree(found, least):.0%} of the answers are those of plain least squares", why="The fit explains the pairs it was given, their noise included. Keep some pairs out, and see what keeps the map small.", **told)
        if recall(centered, wanted) >= 0.85:
            misconception("the-constant-is-small", evidence=f"with the mean of the captions taken off the words, the same stored vectors give {recall(centered, wanted):.2f}", why="All captions share a large part that tells none from another. It belongs to both sides, or to neither.", **told)
        if got < 0.06 and recall(centered, wanted) < 0.06:
            _, _, axes = np.linalg.svd(pictures - pictures.mean(axis=0), full_matrices=False)
            ways = [held_out[:, :32], held_out[:, -32:], (held_out - pictures.mean(axis=0)) @ axes[:32].T, held_out @ axes[:32].T, (held_out - pictures.mean(axis=0))[:, :32]]
            for way in ways:
                cosine = np.abs(np.sum(support.unit(way) * support.unit(stored), axis=1)).mean()
                if cosine > 0.999:
                    misconception("equal-length-is-one-space", evidence="the stored vectors are the picture vectors, shortened to 32 numbers", why="The lengths agree, and the numbers mean different things. What tells you which pictures and which captions belong together?", **told)
        fail(why="Chance is 0.0125. What do the pairs tell about the way from one space to the other?", **told)


@check(points=2, after="test_unseen_pictures")
def test_few_pairs_and_much_noise(submission, client, milvus, support, world, fresh):
    """From 120 pairs, with pictures that show much that no caption tells"""
    found, wanted, _ = played(submission, client, milvus, support, fresh("pictures"), world(3, 1.1), 120, "learned from 120 pairs")
    got = recall(found, wanted)
    require(got >= 0.85, called="find() with 100 queries, learned from 120 pairs of noisier pictures", returned=f"recall@5 of {got:.2f}", expected="0.85 or more", why="96 numbers per picture and 120 pairs: what keeps the map from following the noise?")


@check(points=2, after="test_unseen_pictures")
def test_replaced_and_ranked(submission, client, milvus, support, world, fresh):
    """A picture that is stored again is replaced, and the order is the best first, for any k"""
    scene, name = world(4), fresh("pictures")
    pictures, captions = scene.pairs(200)
    learned = submission.learn(pictures, captions)
    support.collection(client, name)
    held_out, words = scene.pairs(90)
    ids = support.new_ids(scene.rng, 90)
    rows = [{"id": i, "picture": p} for i, p in zip(ids, held_out, strict=True)]
    milvus.forget()
    submission.store(client, name, rows, learned)
    again = [{"id": ids[n], "picture": held_out[(n + 1) % 30]} for n in range(30)]  # the first thirty become each other
    submission.store(client, name, again, learned)
    writes = [c.method for c in milvus.calls() if c.method in ("Insert", "Upsert", "Delete")]
    require("Insert" not in writes[1:] or "Delete" in writes, called="store() of pictures that are there", returned="an Insert", expected="rows that are replaced", why="Milvus Lite replaces a row that is inserted again; a server keeps both. Which call replaces?")
    there = support.everything(client, name)
    require(set(there) == set(ids), called="the ids after store() of 90 pictures and of 30 of them again", returned=difference(sorted(there), sorted(ids)), expected="90 ids")
    for k in (1, 12, 90):
        found = submission.find(client, name, words[40], k, learned)
        require(isinstance(found, list) and len(found) == k and len(set(found)) == k, called=f"find() with k = {k} over 90 pictures", returned=f"{len(found)} ids", expected=f"{k} different ids")
    vectors = support.unit(np.array([there[i]["vector"] for i in ids]))
    cosines = vectors @ vectors.T
    moved = np.mean([cosines[n, (n + 1) % 30] for n in range(29)])
    right = [submission.find(client, name, words[(n + 1) % 30], 5, learned) for n in range(30)]
    got = float(np.mean([ids[n] in one for n, one in enumerate(right)]))
    require(got >= 0.75, called="find() with the captions of 30 pictures that were stored again under other ids", returned=f"recall@5 of {got:.2f}", expected="0.75 or more", why=f"The new picture counts, not the old one (cosine between them: {moved:.2f}).")
    top = [submission.find(client, name, words[at], 10, learned) for at in range(30, 90)]
    first, tenth = np.mean([ids[at] == one[0] for at, one in zip(range(30, 90), top, strict=True)]), np.mean([ids[at] == one[-1] for at, one in zip(range(30, 90), top, strict=True)])
    require(bool(first > tenth + 0.3), called="find() with 60 captions", returned=f"the right picture first in {first:.0%} and tenth in {tenth:.0%} of the answers", expected="mostly first", why="The best comes first.")


@check(points=1, after="test_unseen_pictures")
def test_a_new_process(submission, client, support, world, fresh):
    """What was learned is all that another process needs"""
    scene, name = world(5), fresh("pictures")
    pictures, captions = scene.pairs(200)
    learned = submission.learn(pictures, captions)
    held_out, words = scene.pairs(60)
    ids = support.new_ids(scene.rng, 60)
    support.collection(client, name)
    submission.store(client, name, [{"id": i, "picture": p} for i, p in zip(ids, held_out, strict=True)], learned)
    other = submission.spawn()
    answers = [other.find(client, name, words[at], 5, learned) for at in range(40)]
    got = recall(answers, ids[:40])
    require(got >= 0.85, called="find() in a second process, with what learn() returned in the first", returned=f"recall@5 of {got:.2f}", expected="0.85 or more", why="A module's globals end with the process. Everything belongs in what learn() returns.")
