"""Checks of ch21/ex07. The design is lived with for a day; every other call goes through a second process."""

import collections
import itertools

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require, same

GENRES = ["Western", "Children's", 'so-called "art"', "drama", "Drama", "back\\slash"]


class Day:
    """A town, and what is true in it at each moment of one day."""

    def __init__(self, submission, client, support, seed, number, name):
        self.processes = itertools.cycle((submission, submission.spawn()))
        self.client, self.support, self.name = client, support, name
        rng = self.rng = np.random.default_rng([seed, 217, number])
        people, films, strangers, tastes = 300, 400, 60, len(GENRES)
        film, person = rng.dirichlet([0.12] * tastes, size=films), rng.dirichlet([0.2] * tastes, size=people + strangers)
        fame, ids = (1 + rng.permutation(films)) ** -0.6, support.new_ids(rng, films)
        self.films = {i: GENRES[int(kind)] for i, kind in zip(ids, film.argmax(axis=1), strict=True)}
        self.likes, self.strangers = {}, []
        for one in range(people + strangers):
            chance = fame * np.exp(8 * (person[one] @ film.T) / np.linalg.norm(film, axis=1))
            number = int(rng.integers(6, 9))
            chosen = [ids[i] for i in rng.permutation(rng.choice(films, size=number + 8, replace=False, p=chance / chance.sum()))]
            if one < people:
                self.likes[100 + one] = chosen[:number]
            else:
                self.strangers.append((5000 + one, chosen[:number], set(chosen[number:])))
        # Some films that were liked once have gone since; no one who comes today means one of them.
        meant = {film for _, given, hidden in self.strangers for film in (*given, *hidden)}
        liked = sorted({film for liked in self.likes.values() for film in liked} - meant)
        self.films = {film: genre for film, genre in self.films.items() if film not in set(liked[:: max(1, len(liked) // 25)])}
        self.fans = collections.Counter(film for liked in self.likes.values() for film in liked)
        self.liked = {user: list(liked) for user, liked in self.likes.items()}
        self.offer, self.new, self.trained = dict(self.films), {}, 0
        next(self.processes).morning(client, name, {u: list(liked) for u, liked in self.likes.items()}, dict(self.films), self.train)

    def train(self, likes):
        """The factors of the films that have a like, as in the lesson."""
        self.trained += 1
        require(self.trained == 1, called="morning()", returned="a second call of train()", expected="one", why="Training takes the night.")
        films = sorted({int(film) for liked in likes.values() for film in liked})
        table = np.zeros((len(likes), len(films)))
        for row, liked in enumerate(likes.values()):
            table[row, [films.index(film) for film in liked]] = 1
        vectors = np.linalg.svd(table, full_matrices=False)[2][:8].T
        return {film: [float(x) for x in vector] for film, vector in zip(films, vectors, strict=True)}

    def popular(self):
        """Films that were on offer this morning and still are, the most liked first."""
        return sorted((i for i in self.offer if i not in self.new), key=lambda i: (-self.fans[i], i))

    def click(self, user, film):
        next(self.processes).click(self.client, self.name, user, film)
        self.liked.setdefault(user, [])
        if film not in self.liked[user]:
            self.liked[user].append(film)

    def arrive(self, genres):
        """A new film of each of these genres."""
        for id, genre in zip(self.rng.choice(90_000, size=len(genres), replace=False), genres, strict=True):
            film = 2_000_000 + 100_000 * len(self.new) + int(id)
            next(self.processes).arrive(self.client, self.name, film, genre)
            self.offer[film] = self.new[film] = genre

    def withdraw(self, films):
        for film in films:
            next(self.processes).withdraw(self.client, self.name, film)
            self.offer.pop(film), self.new.pop(film, None)

    def favorite(self, user):
        """The genre of most of a user's likes, at least five; else None."""
        genres = collections.Counter((self.films | self.new).get(film) for film in self.liked.get(user, ()))
        genre, number = genres.most_common(1)[0] if genres else (None, 0)
        return genre if sum(genres.values()) >= 5 and 2 * number > sum(genres.values()) else None

    def page(self, user, when):
        """A page, and what holds for every page."""
        call = f"page() for {'a user' if user in self.liked else 'an unknown user'} with {len(self.liked.get(user, ()))} likes, {when}"
        found = self.support.as_ids(next(self.processes).page(self.client, self.name, user))
        require(found is not None, called=call, returned="something that is no list of ids", expected="a list of ten ids")
        require(len(found) == len(set(found)) == 10, called=call, returned=f"{len(set(found))} different films", expected="10")
        gone, again = [i for i in found if i not in self.offer], [i for i in found if i in set(self.liked.get(user, ()))]
        require(not gone, called=call, returned=f"{len(gone)} films that are not on offer", expected="films on offer", why="What has been withdrawn is found as long as its row is there.")
        require(not again, called=call, returned=f"{len(again)} films that this user likes already", expected="others", why="A click belongs in the user's row, and the next page asks it.")
        return found


def old(day, found):
    return [i for i in found if i not in day.new]


def fresh_enough(day, pages, when):
    """One to three new films on each page, and those that suit the user."""
    most = {user: [i for i in found if i in day.new] for user, found in pages.items()}
    told = {"called": f"{len(pages)} pages {when}", "expected": "one to three films that arrived today on each"}
    if not any(most.values()):
        misconception("only-the-trained-are-found", evidence=f"{len(day.new)} films arrived today, and none of them is on any page", returned="no new film", **told,
                      why="A film without likes has no factors, and a film without factors is never near. What is known about it all the same?")  # fmt: skip
    for user, new in most.items():
        require(1 <= len(new) <= 3, **told, returned=f"{len(new)} new films on the page of a user with {len(day.liked.get(user, ()))} likes", why="How many places are kept for what training has not seen?")
    fits = [(day.new[i] == day.favorite(user), user) for user, new in most.items() for i in new if day.favorite(user)]
    share = float(np.mean([fit for fit, _ in fits]))
    if share >= 0.75:
        return
    said = {"called": f"new films on the pages of {len({u for _, u in fits})} users who mostly like one genre", "returned": f"{share:.0%} are of this genre", "expected": "75% or more"}
    # Almost the same few for everyone; a film that one of them likes already makes room for another one.
    shown = collections.Counter(i for new in most.values() for i in new)
    if sum(n for _, n in shown.most_common(3)) > 0.9 * sum(shown.values()):
        misconception("new-for-everyone", evidence=f"the same {min(3, len(shown))} new films are on nearly all pages", **said, why="Who is most likely to like a new western? Its genre is known before the first click.")
    fail(why="A new film has a genre. What do films of this genre have in common that a user can be compared with?", **said)


@pytest.fixture
def day(submission, client, support, seed, fresh):
    return lambda number: Day(submission, client, support, seed, number, fresh("day"))


@check(points=2)
def test_pages(day, milvus):
    """Ten films on offer that the user does not like yet, whichever user asks, and a click counts at once"""
    day = day(1)
    for user in (100, 101, 4711):
        day.page(user, "in the morning")
    for _ in range(4):
        found = day.page(100, "after their clicks")
        day.click(100, found[0])
        once = day.page(100, "after a click")
        day.click(100, found[0])
        same(day.page(100, "after the same click twice"), once, called="page() after a second click on the same film", why="A second click changes nothing.")
        day.click(4711, day.page(4711, "after their clicks")[-1])
    day.page(100, "after four clicks")
    day.page(4711, "after four clicks")
    day.page(101, "after clicks of others")


@check(points=3, after="test_pages")
def test_the_day_is_worth_it(day):
    """Users who come today get better pages than the most popular films"""
    day = day(2)
    for clicks in range(8):
        for user, given, _ in day.strangers:
            if clicks < len(given):
                day.click(user, given[clicks])
    pages = {user: day.page(user, "after their clicks") for user, _, _ in day.strangers}
    best = day.popular()
    mine = float(np.mean([len(set(pages[user]) & hidden) / 8 for user, _, hidden in day.strangers]))
    popular = float(np.mean([len(set([i for i in best if i not in given][:10]) & hidden) / 8 for _, given, hidden in day.strangers]))
    if mine < 1.25 * popular:
        told = {"called": f"the pages of {len(pages)} users who came today", "returned": f"recall {mine:.3f}", "expected": f"at least {1.25 * popular:.3f}: 1.25 times the most popular films, which have {popular:.3f}"}
        among = float(np.mean([len(set(pages[user]) & set(best[:25])) / 10 for user in pages]))
        if among >= 0.9:
            misconception("the-night-decides", evidence=f"{among:.0%} of their pages are among the 25 most liked films of this morning", **told, why="They clicked on seven films, and got the page of a stranger. What can be made of seven clicks and the factors of this morning?")
        fail(why="A user is the sum of what they like, as soon as they like it.", **told)


@check(points=3, after="test_pages")
def test_new_films(day):
    """One to three of today's films on each page, and those that suit the user"""
    day = day(3)
    day.arrive(GENRES)
    day.arrive(3 * GENRES)
    users = [user for user in day.likes if day.favorite(user)][:60]
    fresh_enough(day, {user: day.page(user, "after 24 films arrived") for user in users}, "after 24 films arrived")
    for user in users[:6]:  # a new film that was clicked is liked like any other
        day.click(user, next(i for i in day.page(user, "after 24 films arrived") if i in day.new))
    for film in day.new:
        day.click(users[-1], film)
    fresh_enough(day, {user: day.page(user, "after clicks on new films") for user in users[:40]}, "after every new film was clicked on")


@check(points=2, after=("test_pages", "test_new_films"))
def test_withdrawn(day):
    """What was withdrawn is gone, also from the pages of strangers"""
    day = day(4)
    day.arrive(GENRES)
    gone = [*day.popular()[:25], *list(day.new)[:5]]
    day.withdraw(gone)
    for user in (100, 120, 4711, 4712):
        found = day.page(user, f"after {len(gone)} films were withdrawn")
        same(len([i for i in found if i in day.new]), 1, called="new films on a page where one of today's is left", why="One to three, if there are any.")
        if user in day.liked:
            continue
        known = set(day.popular()[:20]) & set(found)
        require(len(known) >= 7, called="page() for an unknown user, after the 25 most liked films were withdrawn", returned=f"{len(known)} of the twenty most liked films that are still on offer", expected="7 or more", why="Of whom nothing is known, the most popular films can be shown.")
    day.withdraw(list(day.new))
    for user in (100, 4711):
        same([i for i in day.page(user, "after all new films were withdrawn") if i in day.new], [], called="new films on a page", why="None is left.")


@check(points=1, after="test_pages")
def test_what_it_costs(day, milvus):
    """Four requests at most for a click, an arrival, a withdrawal, a page"""
    day = day(5)
    whole = day.popular()
    made = {c.collection: c.consistency for c in milvus.calls("CreateCollection")}

    def cheap(call, act, most=None):
        milvus.forget()
        act()
        calls = [c for c in milvus.calls() if c.method not in ("Connect", "DescribeCollection")]
        levels = {made.get(c.collection) if c.consistency == "default" else c.consistency for c in calls if c.method in ("Search", "HybridSearch", "Query")}
        require(levels <= {"Strong"}, called=call, returned=f"a read at the level {', '.join(sorted(map(str, levels - {'Strong'})))}", expected="Strong", why="The next page may be made by a different process, which has not written the click.")
        require(len(calls) <= 4, called=call, returned=f"{len(calls)} requests: {', '.join(c.method for c in calls[:6])}", expected="at most 4")
        brought = sum(c.received for c in calls)
        require(most is None or brought <= most, called=call, returned=f"{brought:,} bytes", expected=f"at most {most:,}" if most else "", why="A page needs ten films. What does Milvus leave out before it answers?")

    for user in (100, 4711):
        cheap("click()", lambda user=user: day.click(user, whole[30]))
        cheap("page()", lambda user=user: day.page(user, "once more"), 40_000)
    cheap("page() for an unknown user", lambda: day.page(4712, "once more"), 40_000)
    cheap("arrive()", lambda: day.arrive(["Western"]))
    cheap("withdraw()", lambda: day.withdraw([whole[3]]))
