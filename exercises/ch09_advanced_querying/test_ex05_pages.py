"""Checks of ch09/ex05. Pictures are points of a small grid of eighths: scores are exact, and dozens of offers share one, four hundred
another. Their ids are beyond what a float holds.
"""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require

ROWS, TIED = 3000, 400
BIG = 2**60


@pytest.fixture
def shop(client, fresh, support, rng):
    """(name, query, {id: score}); ids are no positions and in no order."""
    name = fresh("offers")
    table = rng.integers(-6, 7, size=(ROWS, 3)) / 8
    query = rng.integers(-2, 3, size=3) / 8
    table[:TIED] = query + np.array([5, 4, 1]) / 8  # the square of its rounded root is smaller
    table[TIED : TIED + 40, 0] = query[0] + 64
    ids = [i if n % 3 else -i for n, i in enumerate(support.new_ids(rng, ROWS))]
    ids[:TIED] = [BIG + int(i) for i in rng.permutation(TIED)]
    support.store(client, name, [{"id": i, "picture": v.tolist()} for i, v in zip(ids, table)], vector="picture")
    return name, query, dict(zip(ids, ((table - query) ** 2).sum(axis=1)))


def ask(submission, client, name, query, size, token, number):
    call = f'page(client, "{name}", vector, {size}{", token" if token is not None else ""})  # page {number}'
    found = submission.page(client, name, query.tolist(), size, token) if token is not None else submission.page(client, name, query.tolist(), size)
    if not isinstance(found, (list, tuple)) or len(found) != 2 or not isinstance(found[0], (list, tuple)):
        fail(called=call, returned=repr(found)[:200], expected="(ids, token)", why="A page is two things: what is shown, and what leads on.")
    ids, token = [int(i) for i in found[0]], found[1]
    if token is not None and (not isinstance(token, str) or len(token) > 100):
        fail(called=call, returned=f"a token of type {type(token).__name__}, {len(token) if isinstance(token, str) else 'no'} characters", expected="text of at most 100 characters",
             why="It goes into the address of the next page. A list of all that was shown grows with every page.")
    return ids, token, call


def ranking(scores):
    return sorted(scores, key=lambda i: (scores[i], i))


@check(points=2)
def test_nobody_writes(submission, client, shop):
    """All pages together are the ranking, and the last has no token"""
    name, query, scores = shop
    right = ranking(scores)
    for size in (390, 231):
        token, shown = None, []
        for number in range(1, ROWS // size + 3):
            ids, token, call = ask(submission, client, name, query, size, token, number)
            expected = right[len(shown) : len(shown) + size]
            if ids != expected:
                tied = [i for i in expected if i not in ids]
                if number > 1 and tied and ids and not set(ids) & set(shown) and scores[ids[0]] != scores[shown[-1]] and all(scores[i] == scores[shown[-1]] for i in right[len(shown) : right.index(ids[0])]):
                    skipped = right.index(ids[0]) - len(shown)
                    if skipped > 0:
                        misconception("score-is-a-place", evidence=f"{skipped} offers were skipped, and all of them tie with the last one of page {number - 1}: score {scores[shown[-1]]:g}",
                                      called=call, returned=f"begins with {ids[0]}", expected=f"begins with {expected[0]}", why="Several offers share a score. What else says where the page ended?")
                again = [i for i in ids if i in shown]
                at = next((i for i, (a, b) in enumerate(zip(ids, expected, strict=False)) if a != b), min(len(ids), len(expected)))
                fail(called=call, returned=f"{difference(ids, expected)}{f', {len(again)} shown before' if again else ''}; place {at + 1} of the page begins {ids[at : at + 3]}", expected=f"there {expected[at : at + 3]}",
                     why="Smaller scores first, and among equal scores the smaller id. The next page begins where this one ends.")
            shown += ids
            if token is None:
                break
        require(len(shown) == ROWS, called=call, returned=f"{len(shown)} of {ROWS} ids, and {'no token' if token is None else 'a token that leads on'}", expected="no token behind the last id, and one before it",
                why="The token is what says whether there is more.")


@check(points=3, after="test_nobody_writes")
def test_offers_come_and_go(submission, client, support, shop, rng):
    """What stays is on exactly one page, while offers come and go, and in a different process"""
    name, query, scores = shop
    there, gone, shown, token, size = dict(scores), set(), [], None, 230
    late = iter(support.new_ids(rng, 4000, 2 * BIG, 2 * BIG + 1_000_000))
    processes = [submission, submission.spawn()]
    behind_the_cursor = {}
    for number in range(1, 60):
        ids, token, call = ask(processes[number % 2], client, name, query, size, token, number)
        before = set(shown)
        again = [i for i in ids if i in before]
        lost = []
        if ids:
            last = (scores.get(ids[-1], there.get(ids[-1])), ids[-1])
            met = {*shown, *ids, *gone}
            lost = [i for i in scores if i not in met and (scores[i], i) <= last]
        if again or lost:
            told = {"called": call, "returned": f"{len(again)} ids that were shown before" if again else f"{len(lost)} offers skipped, {lost[0]} among them", "expected": "neither"}
            now = ranking({i: s for i, s in there.items() if i not in gone})
            at = (number - 1) * size
            if ids == now[at : at + size]:
                misconception("offset-is-a-place", evidence=f"these are exactly places {at + 1} to {at + len(ids)} of the ranking as it is now", **told,
                              why="Offers were added and removed in front. What of the last page does not move when others do?")
            fail(**told, why="Between the pages offers were added and removed, in front of what was shown and behind it. What of the last page does not move when others do?")
        shown += ids
        missed = [i for i in behind_the_cursor if ids and behind_the_cursor[i] < last and i not in set(shown) | gone]
        if missed:
            fail(called=call, returned=f"a page without {missed[0]}, which was added behind the page before", expected="what comes behind the token now", why="Whatever is remembered from the first page grows old.")
        if token is None:
            break
        # Two offers in front of everything, one far behind; some of those shown are gone, the last of the page among them, and a few of
        # those to come.
        before = set(shown)
        rest = [i for i in ranking({i: s for i, s in there.items() if i not in gone}) if i not in before]
        drop = [ids[-1]] if ids and number % 2 else []
        drop += [int(i) for i in rng.choice([i for i in shown if i not in {*gone, *drop}], size=7, replace=False)] + [int(i) for i in rng.choice(rest[:-1], size=min(2, len(rest) - 1), replace=False)]
        client.delete(name, ids=drop)
        gone |= set(drop)
        if number <= 8:
            far = query + np.array([(80.0 if number % 2 else 2.0) + number, 0.0, 0.0])
            new = {next(late): query, next(late): query, next(late): far}
            client.insert(name, [{"id": i, "picture": v.tolist()} for i, v in new.items()])
            there.update({i: float(((v - query) ** 2).sum()) for i, v in new.items()})
            behind_the_cursor.update({i: (there[i], i) for i, v in new.items() if v is far})
        support.settle(client, name)
    met = {*shown, *gone}
    missed = [i for i in behind_the_cursor if i not in met]
    if missed and token is None:
        fail(called=call, returned=f"the last page, and {missed[0]} was on none", expected="every offer that was added behind what had been shown", why="Whatever is remembered from the first page grows old.")
    lost = [i for i in scores if i not in met]
    if lost or token is not None:
        fail(called=call, returned=f"{len(lost)} offers that were on no page", expected="every offer that stayed on one page", why="What of the last page does not move when others come and go?")


@check(points=1, after="test_nobody_writes")
def test_the_ends(submission, client, support, shop):
    """A page that holds everything has no token, and exact ends none either"""
    name, query, scores = shop
    right = ranking(scores)
    for size in (ROWS, ROWS + 5, ROWS // 2):
        ids, token, call = ask(submission, client, name, query, size, None, 1)
        require(ids == right[:size], called=call, returned=f"{len(ids)} ids", expected=f"{min(size, ROWS)} ids")
        if size >= ROWS:
            require(token is None, called=call, returned="a token", expected="None", why="Nothing is behind the last id.")
        else:
            ids, token, call = ask(submission, client, name, query, size, token, 2)
            require(ids == right[size:] and token is None, called=call, returned=f"{len(ids)} ids and {'no token' if token is None else 'a token'}", expected=f"{ROWS - size} ids and None",
                    why="The last page is full here. Is there anything behind it?")
