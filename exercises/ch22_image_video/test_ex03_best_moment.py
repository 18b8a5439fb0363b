"""Checks of ch22/ex03. What is right is computed from all frames, beside Milvus."""

import numpy as np
import pytest

from grader.checks import check, close, difference, fail, misconception, require

KEYS = {"video", "second", "score", "start", "end"}


class Videos:
    """Frames of some videos: {title: {second: cosine with the query}}."""

    def __init__(self, client, support, name, rng, plan):
        self.client, self.name, self.plan = client, name, plan
        self.query = support.unit(rng.normal(size=32))
        frames = [(video, second, cosine) for video, seconds in plan.items() for second, cosine in seconds.items()]
        ids, rows = support.new_ids(rng, len(frames)), []
        for n, at in enumerate(rng.permutation(len(frames))):
            video, second, cosine = frames[at]
            rows.append({"id": ids[n], "video": video, "second": int(second), "vector": support.near(self.query, cosine, rng).tolist()})
        support.collection(client, name, [("video", "VARCHAR", {"max_length": 60}), ("second", "INT64", {})])
        support.filled(client, name, rows)

    def passage(self, video, floor, whole=False):
        seconds = self.plan[video]
        best = max(seconds, key=seconds.get)
        if whole:
            good = [s for s, cosine in seconds.items() if cosine >= floor]
            return best, min(good), max(good)
        start = end = best
        while seconds.get(start - 1, -2) >= floor:
            start -= 1
        while seconds.get(end + 1, -2) >= floor:
            end += 1
        return best, start, end

    def right(self, k, floor, whole=False):
        order = sorted((v for v in self.plan if max(self.plan[v].values()) >= floor), key=lambda v: -max(self.plan[v].values()))
        rows = []
        for video in order[:k]:
            best, start, end = self.passage(video, floor, whole)
            rows.append({"video": video, "second": best, "start": start, "end": end, "score": self.plan[video][best]})
        return rows


def judged(submission, milvus, made, k, floor, call):
    """Ask, compare, and name the idea that explains a difference."""
    milvus.forget()
    found = submission.moments(made.client, made.name, made.query.tolist(), k, floor)
    heard = [c for c in milvus.calls() if c.method in ("Search", "HybridSearch", "Query")]
    right = made.right(k, floor)
    require(isinstance(found, list) and all(isinstance(one, dict) and set(one) == KEYS for one in found), called=call, returned=found, expected="a list of dicts with the keys video, second, score, start and end")
    titles, wanted = [one["video"] for one in found], [one["video"] for one in right]
    if titles != wanted:
        told = {"called": call, "returned": difference(titles, wanted, "video") if set(titles) != set(wanted) else "the right videos in a different order", "expected": f"{len(wanted)} videos, the best first"}
        grouped = [c for c in heard if "video" in str(getattr(c.request, "search_params", "")) and "group_by" in str(getattr(c.request, "search_params", ""))]
        filtered = [c for c in heard if "not" in getattr(c.request, "dsl", "") or "!=" in getattr(c.request, "dsl", "")]
        if grouped and not filtered and len(titles) < len(wanted) and set(titles) <= set(wanted):
            misconception("grouped-is-complete", evidence=f"a grouped search was heard, and none that leaves out the videos already found; {len(titles)} of {len(wanted)} videos came back", why="One long scene fills the hits that are grouped. How do you ask for the best frame of all other videos?", **told)
        fail(why="Each video counts by its best frame, and a video with many good frames counts once.", **told)
    for one, other in zip(found, right, strict=True):
        where = f"{call}, for the video {other['video']!r}"
        if one["second"] != other["second"]:
            fail(called=where, returned=f"second {one['second']}", expected=f"second {other['second']}", why="The frame most like the query.")
        close(one["score"], other["score"], called=f"score of {where}", why="The cosine of the best frame.", atol=2e-5)
    if any((one["start"], one["end"]) != (other["start"], other["end"]) for one, other in zip(found, right, strict=True)):
        one, other = next((a, b) for a, b in zip(found, right, strict=True) if (a["start"], a["end"]) != (b["start"], b["end"]))
        told = {"called": f"{call}, for the video {other['video']!r}", "returned": f"a passage from {one['start']} to {one['end']}", "expected": f"from {other['start']} to {other['end']}"}
        if [(a["start"], a["end"]) for a in found] == [(a["start"], a["end"]) for a in made.right(k, floor, whole=True)]:
            misconception("first-to-last", evidence="every passage reaches from the first to the last good frame of its video, over frames that are not good", why="A picture may come back later in the video. Which frames are connected with the best one?", **told)
        fail(why="Second by second from the best frame, in both directions, as long as the frame is there and its cosine is not below the floor.", **told)
    return heard


def scene(rng, start, values):
    """Seconds from `start` with these cosines, plus a little of their own."""
    return {start + n: float(c + rng.uniform(0.00002, 0.0009)) for n, c in enumerate(values)}


@pytest.fixture
def archive(client, support, seed, fresh):
    def made(number, make):
        rng = np.random.default_rng([seed, 223, number])
        return Videos(client, support, fresh("frames"), rng, make(rng))

    return made


def some(rng, videos=12):
    """Videos with one good scene each and poor frames around it."""
    plan = {}
    for n in range(videos):
        length, top = int(rng.integers(20, 60)), 0.95 - 0.02 * n
        at = int(rng.integers(3, length - 10))
        values = rng.uniform(-0.3, 0.4, size=length)
        values[at : at + 5] = [top - 0.05, top - 0.02, top, top - 0.03, top - 0.07]
        plan[f"{'it' if n % 2 else 'clip'}'s no. {n}"] = scene(rng, int(rng.integers(0, 100)), values)
    return plan


@check(points=2)
def test_best_videos(submission, milvus, archive):
    """The videos with the best frames, each once, with that frame and its cosine"""
    made = archive(1, some)
    judged(submission, milvus, made, 5, 0.5, "moments() over 12 videos, k = 5, floor 0.5")
    judged(submission, milvus, made, 1, 0.5, "moments() over 12 videos, k = 1")
    judged(submission, milvus, made, 12, 0.5, "moments() over 12 videos, k = 12")


@check(points=3, after="test_best_videos")
def test_passages(submission, milvus, archive):
    """The passage is the unbroken run around the best frame"""

    def refrain(rng):
        plan = some(rng, 4)
        plan["refrain"] = scene(rng, 10, [0.9, 0.91, 0.2, 0.9, 0.97, 0.93, 0.9, 0.3, 0.2, 0.96, 0.96, 0.95, 0.96, 0.95, 0.1])
        gap = scene(rng, 0, [0.9, 0.9, 0.9, 0.98, 0.9, 0.9, 0.9])
        del gap[5]
        plan["a second is missing"] = gap
        plan["from the first second on"] = scene(rng, 0, [0.94, 0.93, 0.92, 0.3])
        plan["to the last"] = scene(rng, 7, [0.3, 0.89, 0.92, 0.955])
        plan["a single frame"] = scene(rng, 500, [0.985])
        return plan

    made = archive(2, refrain)
    judged(submission, milvus, made, 9, 0.88, "moments() over 9 videos, floor 0.88")
    judged(submission, milvus, made, 7, 0.915, "moments() over 9 videos, floor 0.915")


@check(points=3, after="test_best_videos")
def test_a_long_video(submission, milvus, archive):
    """A video with thousands of good frames hides no other video"""

    def talk(rng):
        plan = some(rng, 8)
        plan["the Queen's speech"] = scene(rng, 0, rng.uniform(0.962, 0.98, size=3900))
        plan["the same from the left"] = scene(rng, 50, rng.uniform(0.955, 0.961, size=1200))
        return plan

    made = archive(3, talk)
    heard = judged(submission, milvus, made, 6, 0.7, "moments() over 10 videos, one of which has 3,900 frames that are better than all of the others'")
    brought = [c.method for c in heard if {"vector", "*"} & set(c.request.output_fields)]
    require(not brought, called="the requests to Milvus during this call", returned=f"a {brought[0]} that asks for the vectors" if brought else "", expected="requests for seconds and cosines", why="The vectors of 5,000 frames stay where they are, and Milvus compares them.")


@check(points=1, after=("test_best_videos", "test_passages"))
def test_the_floor(submission, milvus, archive):
    """Videos below the floor are left out, and nothing is an answer too"""
    made = archive(4, some)
    judged(submission, milvus, made, 10, 0.855, "moments() with k = 10 where five videos reach the floor of 0.855")
    judged(submission, milvus, made, 20, -1.0, "moments() with k = 20 over 12 videos and a floor of -1")
    judged(submission, milvus, made, 3, 0.99, "moments() with a floor that no frame reaches")
