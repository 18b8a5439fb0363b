"""Checks of ch21/ex06. The checks train, so they see what training is given."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, no_second_row, require, same

DIM = 8


class Town:
    """Users with a favorite kind of film, who rate in the order of `when`; vectors of films by their kind."""

    def __init__(self, seed, tag, users=24, films=160):
        rng = np.random.default_rng([seed, 216, tag])
        self.rng = rng
        self.films = [int(i) for i in 1000 + rng.choice(900_000, size=films, replace=False)]
        self.films[0] = -self.films[0]
        kind = rng.integers(DIM, size=films)
        self.vector = {f: (np.eye(DIM)[k] * rng.uniform(0.5, 2) + 0.25 * rng.normal(size=DIM)).tolist() for f, k in zip(self.films, kind, strict=True)}
        self.told = []
        self.ratings = []
        for user in [int(u) for u in 10 + rng.choice(5000, size=users, replace=False)]:
            favorite = kind == rng.integers(DIM)
            chance = np.where(favorite, 6.0, 1.0)
            chosen = rng.choice(films, size=int(rng.integers(3, 36)), replace=False, p=chance / chance.sum())
            whens = np.sort(rng.choice(10**6, size=len(chosen), replace=False))
            for n, i in enumerate(chosen):
                good = rng.random() < 0.6
                self.ratings.append((user, self.films[i], float(rng.choice([4, 4.5, 5] if good else [0.5, 2, 3, 3.5])), int(whens[n])))
            late = rng.permutation([i for i in np.flatnonzero(favorite) if i not in set(chosen)])[:4]  # rated after everything, and badly
            self.ratings += [(user, self.films[i], 2.0, 10**6 + n) for n, i in enumerate(late)]
        own = [-2000 - i for i in range(5)]  # of the last good films of user 8 the others know nothing
        self.vector |= {film: rng.normal(size=DIM).tolist() for film in own}
        self.ratings += [(8, film, 4.0, 10 + n) for n, film in enumerate([*self.films[-12:], *own])]
        self.ratings += [(7, film, 3.0, 5 + n) for n, film in enumerate(self.films[:6])]  # a user who likes nothing
        self.ratings = [self.ratings[i] for i in rng.permutation(len(self.ratings))]

    def train(self, likes):
        """What evaluate() gets as `train`: remembers what it was told, and gives each of these films its vector."""
        self.told.append({int(u): sorted(int(f) for f in films) for u, films in dict(likes).items()})
        return {f: self.vector[f] for f in sorted({int(f) for films in dict(likes).values() for f in films}) if f in self.vector}


def right_split(ratings, last):
    mine = {}
    for rating in sorted(ratings, key=lambda r: r[3]):
        mine.setdefault(rating[0], []).append(rating)
    known, hidden = set(), {}
    for user, rows in mine.items():
        good = [r for r in rows if r[2] >= 4]
        border = good[-last][3] if len(good) >= 2 * last else 10**9
        if border < 10**9:
            hidden[user] = {r[1] for r in good[-last:]}
        known |= {r for r in rows if r[3] < border}
    return known, hidden


def right_likes(ratings, last):
    likes = {}
    for user, film, stars, _ in right_split(ratings, last)[0]:
        if stars >= 4:
            likes.setdefault(user, []).append(film)
    return {user: sorted(films) for user, films in likes.items()}


def recalls(town, last, k, extra=None):
    """Of each user with hidden films their recall, as the statement has it; `extra`: films of an earlier run."""
    known, hidden = right_split(town.ratings, last)
    likes = right_likes(town.ratings, last)
    vectors = {f: np.array(town.vector[f]) for films in likes.values() for f in films} | (extra or {})
    found = []
    for user, wanted in hidden.items():
        taste = np.sum([vectors[f] for f in likes[user]], axis=0)
        seen = {r[1] for r in known if r[0] == user}
        best = sorted((f for f in vectors if f not in seen), key=lambda f: -float(vectors[f] @ taste))[:k]
        found.append(len(set(best) & wanted) / len(wanted))
    return found


@check(points=2)
def test_split(submission, seed):
    """The latest good films are hidden, and nothing later is known"""
    for tag, last in ((1, 3), (2, 5), (3, 1)):
        town = Town(seed, tag)
        call = f"split() with last={last}"
        known, hidden = submission.split(list(town.ratings), last)
        want_known, want_hidden = right_split(town.ratings, last)
        lists = [films for films in dict(hidden).values() if not isinstance(films, set | frozenset)]
        require(not lists, called=call, returned=f"a {type(lists[0]).__name__} of hidden films" if lists else "", expected="a set of hidden films for each user who has some")
        hidden = {int(u): {int(f) for f in films} for u, films in dict(hidden).items()}
        if set(hidden) == set(want_hidden) and hidden != want_hidden:
            user = next(u for u in hidden if hidden[u] != want_hidden[u])
            when = {r[1]: r[3] for r in town.ratings if r[0] == user and r[2] >= 4}
            told = {"called": call, "returned": f"for user {user} {difference(sorted(hidden[user]), sorted(want_hidden[user]))}", "expected": f"the {last} good films that they rated last"}
            if hidden[user] <= set(when) and len(hidden[user]) == last:
                misconception("any-will-do", evidence=f"user {user} has {last} hidden films, and rated others, which are known or dropped, after them", **told, why="A page is made today, for tomorrow. From which side of the hidden films may the known ones come?")
            fail(why="Good means 4 stars or better, and the latest count.", **told)
        require(hidden == want_hidden, called=call, returned=f"{len(hidden)} users with hidden films", expected=f"{len(want_hidden)}: those with at least {2 * last} films of 4 stars or better")
        found = {(int(u), int(f), float(s), int(w)) for u, f, s, w in known}
        require(len(known) == len(found) and found == want_known, called=call, returned=f"{len(found - want_known)} known ratings too many, {len(want_known - found)} too few", expected=f"{len(want_known)} ratings", why="Of a user with hidden films: what is from before the first of these. Of the others: everything.")
    known, hidden = submission.split([], 2)
    same((list(known), dict(hidden)), ([], {}), called="split([], 2)", why="No ratings, nothing known and nothing hidden.")


@pytest.fixture
def measured(submission, client, milvus, support, seed, fresh):
    """measured(tag, last, k) -> (town, the number, name, call): evaluate() on a collection that holds films of an earlier run."""

    def run(tag, last, k, **size):
        town = Town(seed, tag, **size)
        name = fresh("judged")
        support.collection(client, name, [], DIM)
        old = {f: (np.array(town.vector[f]) * 9) for f in town.films[:40]} | {5: np.full(DIM, 9.0), -6: np.full(DIM, 7.0)}
        old |= {id: np.full(DIM, 0.1) for id in (*range(10, 160), *range(1_000_000, 1_000_150))}
        support.insert(client, name, [{"id": f, "vector": v.tolist()} for f, v in old.items()])
        milvus.forget()
        call = f"evaluate() with last={last}, k={k}"
        number = submission.evaluate(client, name, list(town.ratings), last, k, town.train)
        no_second_row(milvus, call, {name: list(old)})
        require(len(town.told) == 1, called=call, returned=f"train() was called {len(town.told)} times", expected="once")
        return town, number, name, call, old

    return run


@check(points=2, after="test_split")
def test_what_training_sees(measured):
    """Training is told the known likes and nothing else"""
    for tag, last, k in ((4, 3, 10), (5, 5, 5)):
        town, _, _, call, _ = measured(tag, last, k)
        told, wanted = town.told[0], right_likes(town.ratings, last)
        if told == wanted:
            continue
        _, hidden = right_split(town.ratings, last)
        leaked = sum(len(hidden[user] & set(told.get(user, []))) for user in hidden)
        said = {"called": call, "returned": f"train() was told {sum(map(len, told.values()))} likes of {len(told)} users", "expected": f"{sum(map(len, wanted.values()))} of {len(wanted)}: the known ones"}
        if leaked == sum(map(len, hidden.values())):
            misconception("train-on-everything", evidence=f"all {leaked} hidden films were among the likes that train() was given", **said, why="The factors of a film say who liked it, the hidden users too. What has to come first, hiding or training?")
        fail(why="A like is a known rating of 4 stars or better.", **said)


@check(points=3, after="test_what_training_sees")
def test_the_number(measured, client):
    """The number is the mean recall over every user with hidden films"""
    for tag, last, k, users in ((6, 3, 10, 24), (7, 2, 1, 90), (8, 4, 15, 24), (11, 1, 2, 90)):
        town, number, name, call, old = measured(tag, last, k, users=users)
        right = recalls(town, last, k)
        films = {f for films in right_likes(town.ratings, last).values() for f in films}
        stored = {row["id"] for row in client.query(name, filter="", output_fields=["id"], limit=1000)}
        require(stored == films, called=f"the collection after {call}", returned=difference(sorted(stored), sorted(films)), expected=f"the {len(films)} films of this run", why="Films of an earlier run were learned from other ratings. Who takes them out?")
        require(isinstance(number, float | int) and not isinstance(number, bool), called=call, returned=repr(number)[:80], expected="a number")
        mean = float(np.mean(right))
        if abs(number - mean) < 1e-6:
            continue
        told = {"called": call, "returned": f"{number:.4f}", "expected": f"{mean:.4f}"}
        hit = [r for r in right if r]
        if hit and len(hit) < len(right) and abs(number - float(np.mean(hit))) < 1e-6:
            misconception("only-who-was-hit", evidence=f"it is the mean over the {len(hit)} users for whom something was found; {len(right)} have hidden films", **told, why="A user for whom nothing was found is the result, not an exception. What is their recall?")
        fail(why="Known ratings, good or bad, are not recommended again; each user counts once; the share is of their hidden films.", **told)
    town, number, *_ = measured(9, 40, 5, users=3)
    same(float(number), 0.0, called="evaluate() where no user has enough good films", why="No hidden films: 0.0.")
