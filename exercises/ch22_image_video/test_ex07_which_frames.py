"""Checks of ch22/ex07. The choice is lived with: every second of every film is asked for, in Milvus."""

import numpy as np
import pytest

from grader.checks import check, difference, fail, misconception, require, same


class Films:
    """Films of views; a frame is its view and a flicker."""

    def __init__(self, support, seed, number):
        self.rng, self.unit, self.made = np.random.default_rng([seed, 227, number]), support.unit, {}

    def views(self, n):
        return self.unit(self.rng.normal(size=(n, 32)))

    def frames(self, views, flicker=0.03):
        """One frame per row of `views`: two frames of one view have a cosine of about 0.97, or nearly 1 without the flicker."""
        return self.unit(np.asarray(views) + flicker * self.rng.normal(size=(len(views), 32)))

    def add(self, title, *parts):
        self.made[title] = np.concatenate(parts)

    def lecture(self, seconds):
        return self.frames(np.repeat(self.views(1), seconds, axis=0))

    def trailer(self, shots, length=2):
        return self.frames(np.repeat(self.views(shots), length, axis=0))

    def turn(self, seconds, through):
        """A camera on a tripod that turns through so many views at an even speed, and does not flicker."""
        corners, at = self.views(through), np.linspace(0, through - 1, seconds)
        low = np.minimum(at.astype(int), through - 2)
        part = (at - low)[:, None]
        angle = np.arccos(np.clip((corners[low] * corners[low + 1]).sum(axis=1), -1, 1))[:, None]
        return self.frames((np.sin((1 - part) * angle) * corners[low] + np.sin(part * angle) * corners[low + 1]) / np.sin(angle), 0.003)


def enough(films):
    """Rows that the checks' own way needs until every second has a cosine of 0.92 or more with a kept frame of its video."""
    count = 0
    for vectors in films.values():
        best = vectors @ vectors[0]
        count += 1
        while best.min() < 0.92:
            best = np.maximum(best, vectors @ vectors[int(best.argmin())])
            count += 1
    return count


def lived_with(submission, client, milvus, support, name, films, budget, call, after=lambda stored, told: None):
    """Store, look at the rows, and ask for every second; returns the share of seconds found of each video."""
    support.collection(client, name, [("video", "VARCHAR", {"max_length": 60}), ("second", "INT64", {})])
    said = submission.store(client, name, films, budget)
    rows = list(support.everything(client, name).values())
    require(len(rows) <= budget, called=f"the collection after {call}", returned=f"{len(rows)} rows", expected=f"at most {budget}", why="The budget is what the database may hold.")
    same(said, len(rows), called=call, why="The number of rows stored.")
    stored = {title: [] for title in films}
    for row in rows:
        if row["video"] not in films or not 0 <= row["second"] < len(films[row["video"]]):
            fail(called=f"a row after {call}", returned=f"{row['video']!r}, second {row['second']}", expected="a video that was given, and one of its seconds")
        if not np.allclose(row["vector"], films[row["video"]][row["second"]], atol=1e-5):
            fail(called=f"the vector of {row['video']!r}, second {row['second']}, after {call}", returned="a different vector", expected="that of this second", why="A mean of frames is a picture that no one has taken.")
        stored[row["video"]].append(row["second"])
    for title, seconds in stored.items():
        require(len(set(seconds)) == len(seconds), called=f"the rows of {title!r} after {call}", returned=difference(sorted(seconds), sorted(set(seconds)), "row"), expected="each second at most once")
        seconds.sort()
    shares = {}
    for title, vectors in films.items():
        if not stored[title]:
            shares[title] = 0.0
            continue
        best = []
        for start in range(0, len(vectors), 200):
            best += [hits[0]["distance"] for hits in client.search(name, data=vectors[start : start + 200].tolist(), limit=1, filter=f'video == "{title}"')]
        shares[title] = float(np.mean(np.array(best) >= 0.9))
    title = min(shares, key=shares.get)
    if shares[title] < 0.97:
        told = {"called": f"users asked for every second of {title!r} after {call}", "returned": f"{shares[title]:.0%} found, with {len(stored[title])} rows of this video and {len(rows)} in all", "expected": "97% or more"}
        after(stored, told)
        fail(why="A second is found if a stored frame of its own video is like it. Which second of this video is the least like all that you have kept?", **told)


def even(stored):
    """Whether the seconds of every video with some rows lie at one and the same distance from each other."""
    gaps = {int(g) for seconds in stored.values() for g in np.diff(seconds)}
    return len(gaps) == 1 and min(gaps) > 1


def largest_changes(stored, films):
    """Whether the kept frames, the first ones aside, are exactly those with the largest step from the frame before, over all videos."""
    steps = [(float(v[s] @ v[s - 1]), s in stored[t]) for t, v in films.items() for s in range(1, len(v))]
    kept, left = [c for c, k in steps if k], [c for c, k in steps if not k]
    return len(kept) > 2 and bool(left) and max(kept) <= min(left) + 1e-9


@pytest.fixture
def films(support, seed):
    return lambda number: Films(support, seed, number)


def budget_of(made):
    return -(-3 * enough(made) // 2)


@check(points=1)
def test_one_still_view(submission, client, milvus, support, films, fresh):
    """Small films, and a film of one second"""
    made = films(1)
    made.add("lecture", made.lecture(200))
    made.add("a glimpse", made.lecture(1))
    lived_with(submission, client, milvus, support, fresh("frames"), made.made, 4, "store() of a lecture and of a film of one second, budget 4")


@check(points=3, after="test_one_still_view")
def test_a_trailer_after_a_lecture(submission, client, milvus, support, films, fresh):
    """Shots of two seconds are found beside a scene of eight minutes"""
    made = films(2)
    made.add("evening", made.lecture(260), made.trailer(30), made.lecture(230))
    budget = budget_of(made.made)

    def name_it(stored, told):
        if even(stored):
            misconception("every-nth-second", evidence=f"the kept seconds lie {np.diff(stored['evening'])[0]} apart, from the first to the last", why="Nearly all rows show the lecture. Which rows could be spared, and which shots have none?", **told)

    lived_with(submission, client, milvus, support, fresh("frames"), made.made, budget, f"store() of a film with 30 shots of 2 seconds between two lectures, budget {budget}", name_it)


@check(points=3, after="test_one_still_view")
def test_a_camera_that_turns(submission, client, milvus, support, films, fresh):
    """A slow turn has no cut, and all of it is found"""
    made = films(3)
    made.add("panorama", made.lecture(120), made.turn(480, 9))
    dark = made.views(1)[0]
    made.add("a lamp is switched on", made.frames(np.repeat([dark, support.near(dark, 0.88, made.rng)], (60, 30), axis=0)))
    budget = budget_of(made.made)

    def name_it(stored, told):
        if largest_changes(stored, made.made):
            misconception("the-largest-changes", evidence="the kept frames are exactly those that differ most from the frame before", why="In the turn no frame differs from the one before. With which frame should it be compared instead?", **told)

    lived_with(submission, client, milvus, support, fresh("frames"), made.made, budget, f"store() of a camera that turns through nine views in 480 seconds, and of a room where a lamp is switched on, budget {budget}", name_it)


@check(points=2, after=("test_one_still_view", "test_a_trailer_after_a_lecture"))
def test_videos_differ(submission, client, milvus, support, films, fresh):
    """Rows go to the videos that need them"""
    made = films(4)
    for n in range(5):
        made.add(f"lecture {n}", made.lecture(120))
    made.add("trailer", made.trailer(140))
    budget = budget_of(made.made)

    def name_it(stored, told):
        counts = {len(seconds) for seconds in stored.values()}
        if len(counts) == 1 and counts != {1}:
            misconception("equal-shares", evidence=f"each of {len(stored)} videos has {counts.pop()} rows", why="A lecture needs one row. Who could use the others?", **told)

    lived_with(submission, client, milvus, support, fresh("frames"), made.made, budget, f"store() of five lectures and a trailer of 140 shots, budget {budget}", name_it)


@check(points=1, after=("test_a_trailer_after_a_lecture", "test_a_camera_that_turns", "test_videos_differ"))
def test_views_come_back(submission, client, milvus, support, films, fresh):
    """A view that comes back needs no second row, and the same view in a second video needs one"""
    made = films(5)
    two = made.views(12)
    made.add("dialog", made.frames(np.repeat(two[np.arange(60) % 12], 3, axis=0)))
    made.add("the dialog, told again", made.frames(np.repeat(two[np.arange(36)[::-1] % 12], 4, axis=0)))
    budget = budget_of(made.made)
    lived_with(submission, client, milvus, support, fresh("frames"), made.made, budget, f"store() of two films with the same 12 views that come back again and again, budget {budget}")
