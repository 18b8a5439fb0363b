"""Checks of ch11/ex05."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require, same

ROWS = 400


@pytest.fixture
def shop(client, support, seed, fresh):
    """(name, queries, order): two fields that often disagree; order(asked, depth, price) is the whole answer with scores."""
    rng = np.random.default_rng([seed, 115])
    look, mean = support.views(seed)
    name = fresh("shop")
    support.collection(client, name, {"look": (support.DIM, "COSINE"), "meaning": (support.DIM, "COSINE")}, [("price", "INT64", {})])
    ids = np.array(support.new_ids(rng, ROWS))
    prices = rng.integers(0, 100, size=ROWS)
    support.insert(client, name, [{"id": int(i), "look": look[n].tolist(), "meaning": mean[n].tolist(), "price": int(prices[n])} for n, i in enumerate(ids)])
    queries = [{"look": look[ROWS + n].tolist(), "meaning": mean[ROWS + n].tolist()} for n in range(30)]

    def order(asked, depth, price=100):
        rankings = []
        for field, vectors in (("look", look), ("meaning", mean)):
            kept = np.flatnonzero(prices < price)
            score = vectors[kept] @ np.asarray(asked[field], np.float32)
            rankings.append(ids[kept[np.argsort(-score, kind="stable")]][:depth].tolist())
        return support.rrf(rankings)

    return name, queries, order


def fits(found, order, start, size):
    """Whether these ids may stand at these places: their scores are those of the places."""
    scores, wanted = dict(order), order[start : start + size]
    return len(found) == len(wanted) and len(set(found)) == len(found) and all(abs(scores.get(i, -1) - s) < 1e-9 for i, (_, s) in zip(found, wanted, strict=True))


def paged(submission, client, name, order, asked, number, size, depth, price=100):
    """One page, compared."""
    filter = f"price < {price}" if price < 100 else ""
    call = f"page(…, filter={filter!r}, number={number}, size={size}, depth={depth})"
    found = submission.page(client, name, asked, filter, number, size, depth)
    require(isinstance(found, list | tuple), called=call, returned=found, expected="a list of ids")
    found, right = list(found), order(asked, depth, price)
    if fits(found, right, number * size, size):
        return found
    wanted = [i for i, _ in right[number * size : (number + 1) * size]]
    told = {"called": call, "returned": difference(found, wanted) if set(found) != set(wanted) else f"the right ids in a different order, {found[:3]} first", "expected": f"the {len(wanted)} ids at the places {number * size + 1} to {number * size + len(wanted)}"}
    if found and number == 0 and size < depth and fits(found, order(asked, size, price), 0, size):
        misconception("parts-of-a-page", evidence=f"this is the fusion of two rankings of {size} rows, as many as the page has", **told, why="A row that is twelfth in both rankings is better than one that is first in one. Who has to see it?")
    if found and price < 100 and fits(found, order(asked, depth), number * size, size):
        misconception("filter-on-the-whole", evidence="this is the page without any filter", **told, why="Which of the calls has a parameter `filter`, and which one takes the word and drops it?")
    fail(**told, why="Each field is searched for its best `depth` rows that pass the filter; pages are cut from the fusion of these.")


@check(points=2)
def test_first_page(submission, client, shop):
    """The first page is the beginning of the whole answer"""
    name, queries, order = shop
    for n, (size, depth) in enumerate([(10, 60), (7, 150), (25, 25), (1, ROWS), (10, ROWS), (40, 100)]):
        paged(submission, client, name, order, queries[n], 0, size, depth)


@check(points=2, after="test_first_page")
def test_further_pages(submission, client, shop):
    """Pages continue each other up to the end"""
    name, queries, order = shop
    for n, (size, depth) in enumerate([(10, 40), (15, 50)]):
        seen = []
        for number in range(30):
            found = paged(submission, client, name, order, queries[8 + n], number, size, depth)
            if not found:
                break
            seen += found
        whole = [i for i, _ in order(queries[8 + n], depth)]
        same(sorted(seen), sorted(whole), called=f"the ids on all pages of {size} with depth={depth}", why="Each row of the whole answer once.")
        same(list(submission.page(client, name, queries[8 + n], "", number + 20, size, depth)), [], called="a page far behind the last one", why="Nothing is there.")


@check(points=2, after="test_first_page")
def test_filter(submission, client, shop):
    """What does not pass the filter is on no page, and takes no place"""
    name, queries, order = shop
    paged(submission, client, name, order, queries[12], 0, 10, 50)  # the same query, which is then asked with a filter
    for n, price in enumerate([50, 8, 1, 97]):
        paged(submission, client, name, order, queries[12 + n], 0, 10, 50, price)
    paged(submission, client, name, order, queries[17], 2, 10, 60, 60)


def settings(order, queries, rng):
    """(samples, size, share, depths, answer, mean shares): those in which a mean answers differently from one sample, from the worst and from the best."""
    size, depths, found = 10, [10, 14, 20, 30, 45, 70, 110, 180, ROWS], []
    tables = []
    for tie in (lambda i: i, lambda i: -i, lambda i: i * 7919 % 1009, lambda i: abs(i) % 97):  # rows of equal scores: in any order
        firsts = {d: [{i for i, _ in sorted(order(asked, d), key=lambda p: (-p[1], tie(p[0])))[:size]} for asked in queries] for d in depths}  # noqa: B023
        tables.append(np.array([[len(a & b) / size for a, b in zip(firsts[d], firsts[ROWS], strict=True)] for d in depths]))
    table = tables[0]
    first_over = lambda shares, share: depths[int(np.argmax(shares >= share))]  # noqa: E731
    for _ in range(3000):
        some, share = rng.permutation(len(queries))[: int(rng.integers(4, 8))], float(rng.choice([0.66, 0.735, 0.81, 0.885, 0.935]))
        parts = table[:, some]
        mean = parts.mean(axis=1)
        right = first_over(mean, share)
        others = [first_over(shares, share) for shares in (parts.min(axis=1), parts.max(axis=1), parts[:, 0], parts[:, -1], np.median(parts, axis=1))]
        steady = all(first_over(t[:, some].mean(axis=1), share) == right for t in tables)
        if steady and right not in others and np.abs(mean - share).min() > 0.012 and all(right != r for *_, r, _ in found):
            found.append(([queries[i] for i in some], size, share, depths, right, mean))
        if len(found) == 3:
            break
    for i in range(len(queries)):  # a share that is reached exactly, by one sample: no sum can round it away
        for share in table[:, i][table[:, i] < 1]:
            right = first_over(table[:, i], share)
            if all(first_over(t[:, i], share) == right for t in tables) and all(t[depths.index(right), i] == share for t in tables):
                return [*found, ([queries[i]], size, float(share), depths, right, table[:, i])]
    return found


@check(points=2, after="test_first_page")
def test_smallest_depth(submission, client, shop, seed):
    """The depth is measured, on all samples"""
    name, queries, order = shop
    found = settings(order, queries, np.random.default_rng([seed, 1151]))
    assert len(found) >= 3, "no settings in which the mean decides by itself"
    found.append((queries[:3], 8, 0.9, [ROWS], ROWS, np.ones(1)))
    for some, size, share, depths, right, mean in found:
        shown = ", ".join(f"{d}: {m:.3f}" for d, m in zip(depths, mean, strict=True))
        same(submission.smallest_depth(client, name, some, size, share, depths), right, called=f"smallest_depth() of {len(some)} samples, size={size}, share={share:.3f}, depths={depths}", why=f"Mean shares by depth: {shown}.")
