# id: the-bucket-is-the-answer
# check: test_one_series
# why: A request is in the bucket "at most 8 ms", so the answer is 8 ms. That histogram_quantile takes a place within the bucket is not visible in a panel.
# source: Prometheus documentation, Histograms and summaries, Errors of quantile estimation
# BEGIN SOLUTION quantile
    old, new = counts(before, metric, labels), counts(after, metric, labels)
    buckets = {}
    for (le, series), value in new.items():
        was = old.get((le, series), 0.0)
        buckets[le] = buckets.get(le, 0.0) + (value if value < was else value - was)
    bounds = sorted(buckets)
    if not bounds or not buckets[bounds[-1]] > 0:
        return float("nan")
    rank = q * buckets[bounds[-1]]
    at = next(i for i, le in enumerate(bounds) if buckets[le] >= rank)
    if bounds[at] == float("inf"):
        return bounds[at - 1] if at else float("nan")
    return bounds[at]


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
