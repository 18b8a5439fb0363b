# id: the-mean-of-quantiles
# check: test_many_series
# why: Each node has its p99, and a panel shows avg by (…). Averaging is what one does with several numbers of a kind.
# source: Prometheus documentation, Histograms and summaries: aggregating precomputed quantiles makes no sense
# BEGIN SOLUTION quantile
    series = sorted({key for _, key in counts(after, metric, labels)})
    if not series:
        return float("nan")
    found = [one(q, before, after, metric, dict(key), key) for key in series]
    found = [value for value in found if value == value]
    return sum(found) / len(found) if found else float("nan")


def one(q, before, after, metric, labels, key):
    """The quantile of one series alone."""
    old, new = counts(before, metric, labels), counts(after, metric, labels)
    buckets = {}
    for (le, series), value in new.items():
        if series == key:
            was = old.get((le, series), 0.0)
            buckets[le] = value if value < was else value - was
    bounds = sorted(buckets)
    if not bounds or not buckets[bounds[-1]] > 0:
        return float("nan")
    rank = q * buckets[bounds[-1]]
    at = next(i for i, le in enumerate(bounds) if buckets[le] >= rank)
    if bounds[at] == float("inf"):
        return bounds[at - 1] if at else float("nan")
    low, under = (bounds[at - 1], buckets[bounds[at - 1]]) if at else (0.0, 0.0)
    inside = buckets[bounds[at]] - under
    return low + (bounds[at] - low) * ((rank - under) / inside if inside else 0.0)


def counts(text, metric, labels):
    """{(le, the other labels): count} of the matching bucket lines of a scrape."""
    found = {}
    for line in text.split("\n"):
        if not line.startswith(metric + "_bucket{"):
            continue
        here, value = parsed(line[len(metric) + 8 :])
        le = float(here.pop("le"))
        if all(here.get(name) == wanted for name, wanted in labels.items()):
            found[le, tuple(sorted(here.items()))] = value
    return found


def parsed(rest):
    """Labels and value of what follows the opening brace."""
    here, at = {}, 0
    while rest[at] != "}":
        name, at = rest[at : rest.index("=", at)].strip(" ,"), rest.index("=", at) + 2
        text = ""
        while rest[at] != '"':
            if rest[at] == "\\":
                at += 1
                text += {"n": "\n"}.get(rest[at], rest[at])
            else:
                text += rest[at]
            at += 1
        here[name], at = text, at + 1
        if rest[at] == ",":
            at += 1
    return here, float(rest[at + 1 :].split()[0])
# END SOLUTION
