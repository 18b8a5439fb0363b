"""Checks of ch15/ex08."""

import math

from grader.checks import check, misconception, require, same

MOST = 64


def holds(job, n, k, slack=1.0):
    r = job["rate"] * (job["hot"] + (1 - job["hot"]) / n)
    took = job["call"] + job["row"] * k
    return took * r / k <= 0.8 * slack + 1e-9 and (k - 1) / r + took <= job["promise"] * slack + 1e-9


def fewest(job, slack=1.0, whole=True):
    """The least number of consumers, or None; `slack` loosens or tightens both conditions; `whole`: with writes of whole rows."""
    for n in range(1, MOST + 1):
        r = job["rate"] * (job["hot"] + (1 - job["hot"]) / n)
        spare = 0.8 * slack - job["row"] * r
        if spare <= 1e-12:
            continue
        exact = job["call"] * r / spare
        if any(holds(job, n, k, slack) for k in ({max(1, math.ceil(exact + d)) for d in (-1, 0, 1)} if whole else {max(1.0, exact)})):
            return n
    return None


def jobs(rng, n, *, hot=False, wanted=lambda least: True, hair=0.03):
    """Jobs whose answer does not hang on a hair: 3% more or less changes nothing (or less where many consumers are needed), nor do parts of a row."""
    found = []
    for _ in range(6_000):
        if len(found) == n:
            break
        job = {
            "rate": float(round(10 ** rng.uniform(0, 4), 2)),
            "hot": float(round(rng.uniform(0.05, 0.6), 3)) if hot else 0.0,
            "call": float(round(10 ** rng.uniform(-3, -0.7), 4)),
            "row": float(round(10 ** rng.uniform(-5, -2.3), 6)),
            "promise": float(round(rng.uniform(0.05, 4), 2)),
            "backlog": 0, "retention": 86_400,
        }  # fmt: skip
        least = fewest(job)
        if wanted(least) and fewest(job, 1 - hair) == least == fewest(job, 1 + hair) == fewest(job, whole=False):
            found.append(job)
    return found


def told(job):
    return "design(" + ", ".join(f"{k}={v}" for k, v in job.items()) + ")"


def judge(submission, job, least=None):
    """The design, where it is one that keeps the promise with the fewest consumers."""
    found, called, least = submission.design(job), told(job), least or fewest(job)
    if least is None:
        require(found is None, called=called, returned=str(found)[:160], expected=f"None: no number of consumers up to {MOST} keeps the promise", why="The busiest consumer has the hot key, however many there are beside it.")
        return None
    require(isinstance(found, dict) and set(found) == {"consumers", "batch", "wait", "steps"}, called=called, returned=str(found)[:160], expected="a dict with consumers, batch, wait and steps", why=f"{least} consumers can keep the promise.")
    n, batch, wait = found["consumers"], found["batch"], found["wait"]
    require(type(n) is int and type(batch) is int and n >= 1 and batch >= 1 and isinstance(wait, int | float) and wait > 0, called=called, returned=f"consumers={n!r}, batch={batch!r}, wait={wait!r}", expected="whole numbers from 1 on, and seconds")
    r = job["rate"] * (job["hot"] + (1 - job["hot"]) / n)
    k = min(batch, max(1, r * wait))
    took = job["call"] + job["row"] * k
    require(n >= least, called=called, returned=f"{n} consumers", expected=f"{least}", why=f"The busiest of {n} gets {r:.1f} rows per second, and cannot both keep up and be in time with any batch.")
    require(took * r / k <= 0.8 + 1e-6, called=called, returned=f"{n} consumers, {k:.1f} rows per write: the busiest spends {took * r / k:.0%} of its time writing", expected="at most 80%", why="A larger batch shares the price of a call among more rows.")
    require((k - 1) / r + took <= job["promise"] + 1e-6, called=called, returned=f"{n} consumers, {k:.1f} rows per write: the first row of a batch is {(k - 1) / r + took:.2f} s old", expected=f"at most {job['promise']} s", why="It waits for the others, and then for the write.")
    require(n == least, called=called, returned=f"{n} consumers", expected=f"{least}, which is enough", why="As few as can keep the promise.")
    return found


@check(points=3)
def test_consumers_and_batches(submission, rng):
    """As few consumers as keep the promise, with a batch that is neither too small nor too large"""
    some = jobs(rng, 12, wanted=lambda n: n == 1) + jobs(rng, 20, wanted=lambda n: n is not None and 1 < n <= 60) + jobs(rng, 4, wanted=lambda n: n is not None and 20 < n <= 60, hair=0.003)
    require(any(fewest(job) > 20 for job in some), called="the jobs of this check", returned="none that needs more than 20 consumers", expected="some")
    for job in some:
        judge(submission, job)


@check(points=3, after="test_consumers_and_batches")
def test_a_hot_key(submission, rng):
    """One key's rows go to one consumer, and may be too many for it"""
    some = jobs(rng, 15, hot=True, wanted=lambda n: n is not None and 1 < n <= 60)
    hopeless = [j for j in jobs(rng, 60, hot=True, wanted=lambda n: n is None) if fewest(j | {"hot": 0.0}) is not None][:8]
    even = [(job, fewest(job | {"hot": 0.0})) for job in some + hopeless]
    differ = [(job, n) for job, n in even if n is not None and n != fewest(job)]
    require(len(differ) >= 5, called="the jobs of this check", returned=f"{len(differ)} in which the hot key matters", expected="five or more")
    answers = [submission.design(job) for job, _ in differ]
    if all(isinstance(a, dict) and a.get("consumers") == n for a, (_, n) in zip(answers, differ, strict=True)):
        job, n = differ[0]
        misconception("more-consumers-always-help", evidence=f"in each of {len(differ)} jobs with a hot key the number of consumers is the one that would do without it", called=told(job), returned=f"{n} consumers", expected=f"{fewest(job) or None}",
                      why="How many rows per second does the consumer get that has the hot key?")
    for job, _ in even:
        judge(submission, job)


@check(points=1, after="test_consumers_and_batches")
def test_nothing_helps(submission, rng):
    """Where no number of consumers helps, there is no design"""
    for job in jobs(rng, 6, wanted=lambda n: n is None):
        judge(submission, job)
    for rate in (6400.0, 6500.0):  # 64 consumers are enough; 65 would be needed
        job = {"rate": rate, "hot": 0.0, "call": 0.001, "row": 0.00795, "promise": 3.0, "backlog": 0, "retention": 86_400}
        judge(submission, job)


@check(points=2, after="test_consumers_and_batches")
def test_the_steps(submission, rng):
    """What the log no longer has is imported, and nothing gets lost between import and stream"""
    three, wrong = ["note the offsets", "import the backlog", "stream"], []
    for place, job in enumerate(jobs(rng, 12, wanted=lambda n: n is not None)):
        kept = job["rate"] * 3600
        backlog = [0, int(kept * 0.9), int(kept * 1.1) + 1, int(kept * 30) + 1, None][place % 5]
        if backlog is None:  # exactly what the log has
            job |= {"rate": float(int(job["rate"]) or 1)}
            kept = backlog = int(job["rate"]) * 3600
            if fewest(job) is None:
                continue
        job |= {"backlog": backlog, "retention": 3600}
        expected = ["stream"] if backlog <= kept else three
        found = submission.design(job)
        steps = list(found["steps"]) if isinstance(found, dict) and isinstance(found.get("steps"), list | tuple) else found
        if steps == ["import the backlog", "note the offsets", "stream"] and expected == three:
            wrong.append(job)
            continue
        same(steps, expected, called=f"the steps of {told(job)}", why=f"The log has {kept:,.0f} of the {backlog:,} rows of before.")
    if wrong:
        misconception("first-the-backlog-then-the-present", evidence=f"in {len(wrong)} jobs the offsets are noted after the import, and all other steps are right", called=f"the steps of {told(wrong[0])}", returned="import, then note the offsets", expected="the offsets are noted first",
                      why="What arrives while the import runs: is it in the backlog, or behind the offset?")
