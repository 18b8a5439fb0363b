"""A report that may refuse

Two settings of an index were measured, and you write the report. Its most valuable sentence is the one that it does not say. Write four functions.

A **record** is what was measured of one setting:

    {"machine": {"milvus": "2.3.5", "cores": 2, …}, "data": {"name": "words", "rows": 20000, "seed": 3, …},
     "rounds": [{"round": 1, "place": 0, "calls": [{"query": 4, "ms": 3.25, "ids": [17, 3, …], "warm": False}, …]}, …]}

`place` is when the setting had its turn in that round: the lower one was first; no two settings have the same place in a round. Every call took some time. The calls of a turn were made one after the other. A call that failed has `"ids": None`; its `ms` is how long it took to fail. Calls with `"warm": True` are **left out of everything**, also of what failed.
Every round has at least one other call. Rounds may stand in any order.

`percentile(values, share)` → the smallest of the values that at least the share `share` (more than 0, at most 1) of all values does not exceed. It is one of the values, never something between two. None if there are none. Compute the rank as `math.ceil(round(share * len(values), 6))`.

`recall(ids, truth, k)` → how good one answer is, 0 to 1. `truth` is a list of pairs (id, distance), nearest first, at least `k` of them; it has every row that is as near as the `k`-th, and some that are farther. **Each row that is at most as far as the `k`-th counts as a right one.** Only the first `k` of `ids` are looked at; an id that comes twice counts once;
the divisor is always `k`. `ids` may be None: 0.

`summary(record, truths, k)` → a dict; `truths[q]` is the truth of query `q`:

- `"recall"`: the mean over all calls; one that failed has found nothing
- `"failed"`: how many calls failed
- `"qps"`: a dict, round → queries answered per second: how many calls of the round succeeded, over the seconds that *all* of its calls took
- `"cv"`: the standard deviation (n - 1) of these speeds over their mean; None for fewer than two rounds, or a mean of 0
- `"p50"`, `"p99"`: percentiles of the milliseconds of the calls that succeeded, of all rounds **together**. `p50` is None if none succeeded; `p99` is None unless at least 10 of these calls stand behind it in their sorted order

`compare(a, b, truths, k)` → `{"faster": "a", "b" or None, "times": a number or None, "reasons": a sorted list}`. Each of these is a reason to refuse, and all that hold are listed:

- `"machine"`: anything in `machine` differs · `"data"`: anything in `data` differs
- `"failed"`: a call of either failed
- `"recall"`: the two recalls are more than 0.01 apart (`round(…, 6)` the difference first)
- `"rounds"`: they do not have the same rounds, or fewer than 5
- `"order"`: in all the rounds that both have, the same one came first (also if there is only one such round; not if there is none)
- `"spread"`: looked at only if there is no other reason. Take the speed of a over that of b in each round, leave out the smallest and the largest of these ratios. What remains is not all over 1 and not all below 1

Without a reason, `"times"` is the median of *all* the ratios, turned over if it is below 1, and `"faster"` says who it is. With a reason both are None.

Leave what you are given as it is.
"""

import math
import statistics
from grader.learner import NotStarted


def percentile(values, share):
    """One of the values, by its rank; None without values."""
    raise NotStarted("percentile")


def recall(ids, truth, k):
    """The share of k places that hold a right row; rows that tie are right."""
    raise NotStarted("recall")


def summary(record, truths, k):
    """What is told of one setting."""
    raise NotStarted("summary")


def compare(a, b, truths, k):
    """The faster one and how many times, or why that is not said."""
    raise NotStarted("compare")
