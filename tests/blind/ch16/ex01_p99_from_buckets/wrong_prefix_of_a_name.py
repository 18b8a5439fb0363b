# expect: partial|failed
# because: a metric whose name only begins so is counted
"""p99 from buckets.

A Milvus does not remember single requests. It counts how many took at most 1 ms, at most 2 ms, at most 4 ms …, and a scrape is the text of these counts. From two scrapes, compute what Prometheus computes.

Write `quantile(q, before, after, metric, labels)`. It returns the q-quantile of what happened **between** two scrapes.

- `before` and `after` are scrapes: texts in the exposition format, as `/metrics` gives them. `before` may be empty: then everything in `after` counts.
- `metric` is the name of a histogram without its ending: `milvus_proxy_sq_latency` for the lines that begin with `milvus_proxy_sq_latency_bucket{`.
- `labels` is a dict. A series counts if it has **all** of these labels with these values; further labels of its own do not matter. The matching series are added up, bucket by bucket.
- A counter that is smaller in `after` than in `before` started again at 0 in between: what it shows in `after` is what happened since. A series that `before` does not have started at 0.
- The result is a float, by the rules of Prometheus' `histogram_quantile`:
  - Observations are spread evenly within their bucket. The lowest bucket begins at 0.
  - A quantile that falls into the bucket `+Inf` is the upper bound of the highest finite bucket.
  - Nothing was observed in between, or nothing matches: `float("nan")`.

Values of labels may contain spaces, commas, braces, `=`, and escaped quotes (`\\"`), backslashes (`\\\\`) and line breaks (`\\n`). Lines that begin with `#`, and empty lines, say nothing. Numbers are written as `42`, `4.2e+01` or `+Inf`. Buckets may come in any
order, and other metrics stand between them. `q` is a number from 0 to 1.
"""


def quantile(q, before, after, metric, labels):
    """The q-quantile of what a histogram observed between two scrapes."""
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
    low, under = (bounds[at - 1], buckets[bounds[at - 1]]) if at else (0.0, 0.0)
    inside = buckets[bounds[at]] - under
    return low + (bounds[at] - low) * ((rank - under) / inside if inside else 0.0)


def counts(text, metric, labels):
    """{(le, the other labels): count} of the matching bucket lines of a scrape."""
    found = {}
    for line in text.split("\n"):
        if not line.startswith(metric) and "_bucket{" in line:
            continue
        here, value = parsed(line[line.index("{") + 1 :])
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
