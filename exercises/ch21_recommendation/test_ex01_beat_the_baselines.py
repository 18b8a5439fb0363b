"""Checks of ch21/ex01."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require, same

DIM = 8


@pytest.fixture
def cinema(client, submission, support, seed, fresh):
    """build() on the town's likes; returns name, likes and strangers."""
    likes, strangers = support.town(seed)
    name = fresh("films")
    films = {film for liked in likes.values() for film in liked}
    same(submission.build(client, name, likes, DIM), len(films), called=f"build() with {len(likes)} members", why="One row for each film that any member liked.")
    return name, likes, strangers


@check(points=1)
def test_one_row_per_film(submission, client, cinema):
    """Every film that was liked has a row, and a vector of its own"""
    name, likes, _ = cinema
    films = sorted({film for liked in likes.values() for film in liked})
    stored = client.query(name, filter="", output_fields=["id", "vector"], limit=16_000)
    found = sorted(row["id"] for row in stored)
    require(found == films, called="the rows after build()", returned=difference(found, films), expected=f"{len(films)} films")
    require(all(len(row["vector"]) == DIM for row in stored), called="the vectors after build()", returned="a vector with a different number of dimensions", expected=f"{DIM}: `dim`")
    require(float(np.std([row["vector"] for row in stored], axis=0).max()) > 1e-6, called="the vectors after build()", returned="the same vector in every row", expected="vectors that were learned from the likes")


@check(points=2, after="test_one_row_per_film")
def test_the_answer(submission, client, milvus, support, cinema):
    """As many films as were asked for, none of them known already, and from Milvus"""
    name, likes, strangers = cinema
    films = {film for liked in likes.values() for film in liked}
    unknown = 5
    while unknown in films:
        unknown += 1
    milvus.forget()
    for liked, limit in ((strangers[0][0], 10), (strangers[1][0], 3), (strangers[2][0][:1], 25), ([*strangers[3][0], unknown], 12), (sorted(films)[:-4], 10)):
        call = f"recommend() of {limit} films for a person with {len(liked)} likes"
        found = support.as_ids(submission.recommend(client, name, list(liked), limit))
        wanted = min(limit, len(films - set(liked)))
        require(found is not None, called=call, returned="something that is no list of ids", expected="a list of ids")
        again = [film for film in found if film in liked]
        if again:
            misconception("likes-come-back", evidence=f"{len(again)} of the {len(found)} films are in `liked`", called=call, returned=f"{again[0]} among others, which is liked already", expected="films that are not in `liked`",
                          why="The films that a person likes are the nearest to their own taste. What use is it to recommend them?")  # fmt: skip
        require(len(found) == len(set(found)) == wanted, called=call, returned=f"{len(set(found))} different films", expected=f"{wanted}", why="Fewer only if the collection has no more.")
        if limit == 10:
            first = support.as_ids(submission.recommend(client, name, list(liked), 4))
            require(first == found[:4], called=f"{call}, then of 4 for the same person", returned=f"{first}, where the ten begin with {found[:4]}", expected="the same four", why="Best first: which film is the best does not depend on how many are shown.")
        require(set(found) <= films, called=call, returned=difference(sorted(set(found)), sorted(films)), expected="films of the collection")
    require(bool(milvus.calls("Search")), called="recommend()", returned="no Search reached Milvus", expected="the films that Milvus finds", why="The collection is there to be searched.")
    for liked in ([], [unknown]):
        same(submission.recommend(client, name, liked, 10), [], called=f"recommend() with liked={liked}", why="Of whom nothing is known, nothing can be said here.")


@check(points=3, after="test_the_answer")
def test_it_beats_both(submission, client, support, cinema):
    """Recall on people whom training never saw: 1.1 times popularity, and 1.1 times item-item"""
    name, likes, strangers = cinema
    other = submission.spawn()  # a process that has not seen build()
    found = [support.as_ids(other.recommend(client, name, list(liked), 10)) or [] for liked, _ in strangers]
    mine = float(np.mean([len(set(ids[:10]) & hidden) / len(hidden) for ids, (_, hidden) in zip(found, strangers, strict=True)]))
    for baseline, value in support.baselines(likes, strangers, 10).items():
        if mine >= 1.1 * value:
            continue
        told = {"called": f"recommend() for {len(strangers)} people, in a process that did not build", "returned": f"recall@10 {mine:.3f}", "expected": f"at least {1.1 * value:.3f}: 1.1 times {baseline}, which has {value:.3f}"}
        stored = {row["id"]: np.array(row["vector"]) for row in client.query(name, filter="", output_fields=["id", "vector"], limit=16_000)}
        lengths = np.linalg.norm(list(stored.values()), axis=1)
        if metric_of(client, name) == "COSINE" or float(lengths.std()) < 1e-3 * float(lengths.mean()):
            fans = dict.fromkeys(stored, 0)
            for film in (film for liked in likes.values() for film in liked):
                fans[film] += 1
            rare = float(np.median([fans.get(film, 0) for ids in found for film in ids] or [0]))
            misconception("cosine-by-habit", evidence=f"every film counts with the same length, and half of those recommended have at most {rare:.0f} fans", **told,
                          why="A film that two members liked can point exactly your way. What does the length of a factor say, and which metric listens to it?")  # fmt: skip
        fail(why="Does the vector of a film come from who liked it, and the user's from the films?", **told)


def metric_of(client, name):
    index = client.list_indexes(name)
    return str(client.describe_index(name, index[0]).get("metric_type", "")) if index else ""
