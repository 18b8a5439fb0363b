# expect: passed
# because: the rank is found by bisection, labels by a scanner
import math
import re
from bisect import bisect_left
from itertools import groupby

TOKEN = re.compile(r'(\w+)="((?:\\.|[^"\\])*)",?|\}\s*(\S+)')
PLAIN = {"\\n": "\n", '\\"': '"', "\\\\": "\\"}


def series(text, metric, labels):
    for line in text.split("\n"):
        head, brace, tail = line.partition("{")
        if brace and head == metric + "_bucket":
            mine, number = {}, None
            for name, value, end in TOKEN.findall(tail):
                if end:
                    number = float(end)
                    break
                mine[name] = re.sub(r"\\.", lambda m: PLAIN.get(m[0], m[0][1:]), value)
            le = float(mine.pop("le"))
            if {**mine, **labels} == mine:
                yield (le, tuple(sorted(mine.items()))), number


def quantile(q, before, after, metric, labels):
    old = dict(series(before, metric, labels))
    increases = []
    for key, value in series(after, metric, labels):
        earlier = old.get(key, 0)
        increases.append((key[0], value if earlier > value else value - earlier))
    increases.sort()
    bounds, counts = [], []
    for le, group in groupby(increases, key=lambda pair: pair[0]):
        bounds.append(le)
        counts.append(sum(v for _, v in group))
    if not counts or counts[-1] == 0:
        return math.nan
    rank = q * counts[-1]
    i = bisect_left(counts, rank)
    if math.isinf(bounds[i]):
        return bounds[i - 1]
    lower, below = (bounds[i - 1], counts[i - 1]) if i else (0.0, 0)
    return lower + (bounds[i] - lower) * (rank - below) / (counts[i] - below) if counts[i] > below else lower
