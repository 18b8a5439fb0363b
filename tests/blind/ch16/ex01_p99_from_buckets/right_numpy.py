# expect: passed
# because: matrices of series and bounds, and np.interp at the end
import re

import numpy as np

LINE = re.compile(r'(?P<name>[\w:]+)\{(?P<labels>(?:[^"}]|"(?:[^"\\]|\\.)*")*)\}[ \t]+(?P<value>\S+)')
PAIR = re.compile(r'(\w+)\s*=\s*"((?:[^"\\]|\\.)*)"')
ESCAPES = {"\\n": "\n", '\\"': '"', "\\\\": "\\"}


def scrape(text, metric, wanted):
    table = {}
    for line in text.split("\n"):
        match = LINE.match(line)
        if match is None or match["name"] != metric + "_bucket":
            continue
        has = dict(PAIR.findall(match["labels"]))
        has = {k: re.sub(r'\\[n"\\]', lambda m: ESCAPES[m[0]], v) for k, v in has.items()}
        le = float(has.pop("le"))
        if set(wanted.items()) - set(has.items()):
            continue
        table.setdefault(tuple(sorted(has.items())), {})[le] = float(match["value"])
    return table


def quantile(q, before, after, metric, labels):
    old, new = scrape(before, metric, labels), scrape(after, metric, labels)
    if not new:
        return float("nan")
    bounds = np.array(sorted({le for counts in new.values() for le in counts}))
    then = np.array([[old.get(s, {}).get(le, 0.0) for le in bounds] for s in new])
    now = np.array([[new[s].get(le, 0.0) for le in bounds] for s in new])
    counts = np.where(now < then, now, now - then).sum(axis=0)
    if counts[-1] == 0:
        return float("nan")
    rank = q * counts[-1]
    first = int(np.searchsorted(counts, rank, side="left"))
    if first == len(bounds) - 1:
        return float(bounds[-2])
    edges, under = np.concatenate(([0.0], bounds)), np.concatenate(([0.0], counts))
    if under[first + 1] == under[first]:
        return float(edges[first])
    return float(np.interp(rank, under[first : first + 2], edges[first : first + 2]))
