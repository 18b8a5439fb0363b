# expect: failed|partial
# because: 'The lowest bucket begins at 0': it has no width, its upper bound is returned
from bisect import bisect_left
from collections import defaultdict


def parse(line):
    """(name, labels, value) of one line with labels."""
    at = line.index("{")
    name, has = line[:at], {}
    at += 1
    while line[at] != "}":
        if line[at] in ", ":
            at += 1
            continue
        equals = line.index("=", at)
        key, at, chars = line[at:equals].strip(), equals + 2, []
        while line[at] != '"':
            if line[at] == "\\":
                at += 1
                chars.append("\n" if line[at] == "n" else line[at])
            else:
                chars.append(line[at])
            at += 1
        has[key] = "".join(chars)
        at += 1
    return name, has, float(line[at + 1 :].split()[0])


def series(text, metric, labels):
    for line in text.split("\n"):
        line = line.strip(" \t\r")
        if line.startswith(f"{metric}_bucket{{"):
            _, has, value = parse(line)
            if all(has.get(k) == v for k, v in labels.items()):
                le = float(has["le"])
                yield (le, tuple(sorted((k, v) for k, v in has.items() if k != "le"))), value


def quantile(q, before, after, metric, labels):
    old, increases = dict(series(before, metric, labels)), defaultdict(float)
    for key, value in series(after, metric, labels):
        past = old.get(key, 0.0)
        increases[key[0]] += value if value < past else value - past
    bounds = sorted(increases)
    counts = [increases[le] for le in bounds]
    if not counts or counts[-1] == 0:
        return float("nan")
    rank = q * counts[-1]
    i = bisect_left(counts, rank)
    if i == len(counts) - 1:
        return float(bounds[-2])
    low, under = (bounds[i - 1], counts[i - 1]) if i else (bounds[0], 0.0)
    width, inside = bounds[i] - low, counts[i] - under
    return low + width * ((rank - under) / inside if inside else 0.0)
