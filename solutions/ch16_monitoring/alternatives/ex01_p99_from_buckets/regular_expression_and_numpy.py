"""Labels by a regular expression, the place by numpy's interpolation on cumulative counts."""

import re
from collections import Counter

import numpy as np

LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


def quantile(q, before, after, metric, labels):
    line = re.compile(rf'{re.escape(metric)}_bucket\{{((?:[^"}}]|"(?:[^"\\]|\\.)*")*)\}}\s+(\S+)')

    def read(text):
        found = {}
        for one in text.split("\n"):
            if m := line.match(one):
                here = {k: re.sub(r"\\(.)", lambda e: "\n" if e[1] == "n" else e[1], v) for k, v in LABEL.findall(m[1])}
                if labels.items() <= here.items():
                    found[frozenset(here.items())] = (float(here["le"]), float(m[2]))
        return found

    old, total = read(before), Counter()
    for key, (le, value) in read(after).items():
        was = old.get(key, (le, 0.0))[1]
        total[le] += value - was if value >= was else value
    if not total or total[max(total)] <= 0:
        return float("nan")
    bounds = np.array(sorted(total))
    counts = np.array([total[b] for b in bounds])
    at = int(np.searchsorted(counts, q * counts[-1], side="left"))
    if np.isinf(bounds[at]):
        return float(bounds[at - 1])
    xs, ys = np.concatenate([[0.0], counts]), np.concatenate([[0.0], bounds])
    if xs[at + 1] == xs[at]:
        return float(ys[at])
    return float(ys[at] + (ys[at + 1] - ys[at]) * (q * counts[-1] - xs[at]) / (xs[at + 1] - xs[at]))
