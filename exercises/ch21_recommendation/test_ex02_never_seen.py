"""Checks of ch21/ex02."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, no_second_row, require, same

N, DIM = 3000, 16


@pytest.fixture
def house(client, support, seed, fresh):
    """Both collections; `order(user)` has all films by inner product, `row(user)` a user's row now."""

    class House:
        rng = np.random.default_rng([seed, 212])
        vectors = (rng.normal(size=(N, DIM)) * rng.uniform(0.2, 3, size=(N, 1))).astype(np.float32)
        ids = support.new_ids(rng, N)
        films, people = fresh("films"), fresh("people")
        tastes = {}

        def user(self, id, count, extra=()):
            """A user who has seen the best `count` films, in no order, and `extra`."""
            taste = self.rng.normal(size=DIM).astype(np.float32)
            self.tastes[id] = taste
            seen = [int(i) for i in self.rng.permutation(self.order(id)[:count])] + list(extra)
            client.upsert(self.people, [{"id": id, "taste": taste.tolist(), "seen": seen}])
            return seen

        def order(self, id):
            return [self.ids[i] for i in np.argsort(-(self.vectors @ self.tastes[id]), kind="stable")]

        def row(self, id):
            found = client.get(self.people, ids=[id], output_fields=["id", "taste", "seen"])
            return dict(found[0]) if found else None

    support.collection(client, House.films, [], DIM)
    support.insert(client, House.films, [{"id": id, "vector": v.tolist()} for id, v in zip(House.ids, House.vectors, strict=True)])
    support.collection(client, House.people, [("seen", "ARRAY", {"element_type": support.DataType.INT64, "max_capacity": 4000})], DIM, vector="taste")
    House.args = (client, House.films, House.people)
    return House()


def compared(submission, support, house, user, seen, limit, what, other=None):
    call = f"next_page() of {limit} films for {what}"
    found = support.as_ids((other or submission).next_page(*house.args, user, limit))
    right = [i for i in house.order(user) if i not in set(seen)][:limit]
    require(found is not None, called=call, returned="something that is no list of ids", expected="a list of ids")
    if found == right:
        return
    again = [i for i in found if i in set(seen)]
    told = {"called": call, "returned": f"{len(again)} films that were seen" if again else difference(found, right) if set(found) != set(right) else "the right films in a different order", "expected": f"{len(right)} films that were not seen, best first"}
    for times in (2, 3, 5, 10, 20):
        early = [i for i in house.order(user)[: times * limit] if i not in set(seen)][:limit]
        if not again and found == early and len(early) < len(right):
            misconception("a-few-more-will-do", evidence=f"{len(found)} films came: what the best {times * limit} have left", **told, why="A user who has seen the best 2,900 needs the 2,901st. Where can the search itself be told?")
    fail(why="What was seen stands in the user's row. Which part of a search says what may not be found?", **told)


@check(points=2)
def test_next_page(submission, client, support, house):
    """The best films that were not seen, for every user"""
    for user, count, extra, limit in ((1, 0, [], 10), (2, 3, [], 10), (3, 40, [-777, 5], 7), (4, 180, [], 50), (-5, 1, [], 1)):
        seen = house.user(user, count, extra)
        compared(submission, support, house, user, seen, limit, f"a user who has seen {len(seen)}")
    same(submission.next_page(client, house.films, house.people, 99, 10), [], called="next_page() for a user who is not there", why="Of whom nothing is known, nothing can be said here.")


@check(points=2, after="test_next_page")
def test_nearly_everything(submission, client, support, house):
    """A user who has seen nearly everything gets what is left"""
    gone = [-777, 5, *range(-900, -880)]  # films that the collection held once
    for user, count, extra, limit in ((1, 2900, [], 10), (2, 1500, gone, 50), (3, N - 4, [], 10), (4, N, [], 10), (5, N - 8, gone, 10)):
        seen = house.user(user, count, extra)
        compared(submission, support, house, user, seen, limit, f"a user who has seen the best {count:,} of {N:,}")


@check(points=3, after="test_next_page")
def test_what_was_shown(submission, client, milvus, support, house):
    """What a page has shown is written, and counts for the next page in another process"""
    other = submission.spawn()
    before = {user: house.user(user, count) for user, count in ((1, 0), (2, 30), (3, 50))}
    before[4] = house.user(4, 0, range(-5000, -2400))  # a long time here: all they saw is gone
    tastes = {user: house.row(user)["taste"] for user in before}
    milvus.forget()
    for user, page in ((2, 10), (1, 10), (3, 25), (2, 10), (4, 20), (2, 5), (3, 1)):
        films = [i for i in house.order(user) if i not in set(before[user])][:page]
        films = [films[-1], *films[:-1], films[-1], *before[user][:2]]  # not in the order of their ids, one of them twice, and two that were seen before
        call = f"shown() of {len(films)} films, some of them seen before" if before[user] else f"shown() of {len(films)} films, the first ones of this user"
        wanted = list(dict.fromkeys([*before[user], *films]))
        count = submission.shown(client, house.people, user, films)
        row = house.row(user)
        require(row is not None, called=call, returned="the user's row is gone", expected="their row, with more films")
        seen = [int(i) for i in row["seen"]]
        if seen != wanted:
            told = {"called": call, "returned": f"the row has {len(seen)} films", "expected": f"{len(wanted)}: those of before in their places, then the new ones, each once"}
            if before[user] and not set(before[user][2:]) & set(seen):
                misconception("an-upsert-adds", evidence=f"{len(before[user]) - 2} films of before are gone, and only the last page is there", **told, why="An upsert replaces the whole field. Where are the films of the pages before?")
            fail(why="The whole list is written anew. In which order, and how often may a film stand in it?", **told)
        same(count, len(wanted), called=call, why="How many films has the user seen now, each counted once?")
        require(np.allclose(row["taste"], tastes[user]), called=call, returned="a different taste in the row", expected="the taste as it was", why="An upsert replaces the whole row.")
        before[user] = wanted
        compared(submission, support, house, user, wanted, 10, "the same user, asked in a process that has shown nothing", other)
    no_second_row(milvus, "shown()", {house.people: list(before)})
    same(submission.shown(client, house.people, 1, []), len(before[1]), called="shown() of no films", why="Nothing is new.")
    same({user: [int(i) for i in house.row(user)["seen"]] == seen for user, seen in before.items()}, dict.fromkeys(before, True), called="the rows of all users at the end", why="Every row is its user's own.")
