# expect: failed|partial
# because: 'A quantile that falls into the bucket `+Inf` …': the bucket +Inf is left out, and the rank is taken of the highest finite one
import math
import re

LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


def unescaped(text):
    return re.sub(r"\\(.)", lambda m: {"n": "\n"}.get(m[1], m[1]), text)


def buckets(text, metric, labels):
    """{(le, other labels): count} of the series that match."""
    found = {}
    for line in text.split("\n"):
        if not line.startswith(metric + "_bucket{"):
            continue
        inside, _, value = line[len(metric) + 8 :].rpartition("}")
        has = {name: unescaped(v) for name, v in LABEL.findall(inside)}
        le = float(has.pop("le"))
        if labels.items() <= has.items():
            found[le, frozenset(has.items())] = float(value.split()[0])
    return found


def quantile(q, before, after, metric, labels):
    """The q-quantile of what a histogram observed between two scrapes."""
    old = buckets(before, metric, labels)
    total = {}
    for key, count in buckets(after, metric, labels).items():
        start = old.get(key, 0.0)
        increase = count - start if count >= start else count
        total[key[0]] = total.get(key[0], 0.0) + increase
    total.pop(math.inf, None)
    if not total or not max(total.values()):
        return math.nan
    bounds = sorted(total)
    rank = q * total[bounds[-1]]
    low, under = 0.0, 0.0
    for le in bounds:
        if total[le] >= rank:
            if le == math.inf:
                return float(low)
            if total[le] == under:
                return float(low)
            return float(low + (le - low) * (rank - under) / (total[le] - under))
        low, under = le, total[le]
