"""Checks of ch16/ex01: quantiles of scrapes that are written here, compared with Prometheus' rules."""

import math

import numpy as np

from grader.checks import check, close, misconception, require

BOUNDS = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]
NAME = "milvus_proxy_sq_latency"
OTHER = "milvus_querynode_sq_req_latency"


def cumulative(values, bounds=BOUNDS):
    return [int(sum(v <= b for v in values)) for b in bounds] + [len(values)]


def told(labels):
    escape = lambda text: text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return ",".join(f'{k}="{escape(v)}"' for k, v in labels.items())


def scrape(series, metric=NAME, bounds=BOUNDS, rng=None, style="plain", total=True):
    """A scrape: `series` is [(labels, cumulative counts)]; with an rng the buckets are shuffled, and other metrics stand between them."""
    lines = []
    for labels, counts in series:
        for bound, count in zip([*map(str, bounds), "+Inf"], counts, strict=True):
            number = f"{count:e}" if style == "e" else str(count)
            inner = told({**labels, "le": bound} if style != "first" else {"le": bound, **labels})
            lines.append(f"{metric}_bucket{{{inner}}} {number}")
        if total:
            lines.append(f"{metric}_sum{{{told(labels)}}} {counts[-1] * 7}")
            lines.append(f"{metric}_count{{{told(labels)}}} {counts[-1]}")
    if rng is not None:
        lines += [f'{OTHER}_bucket{{node_id="1",le="4"}} 900', f'{metric}x_bucket{{query_type="search",le="4"}} 77', f"{metric}_bucketed 5", f'my_{metric}_bucket{{query_type="search",a="b",le="1"}} 3000', "go_goroutines 344"]
        lines = [lines[i] for i in rng.permutation(len(lines))]
    return f"# HELP {metric} latency\n# TYPE {metric} histogram\n\n" + "\n".join(lines) + "\n"


def wanted(q, counts, bounds=BOUNDS):
    """The rules of histogram_quantile on cumulative counts."""
    if not counts or counts[-1] <= 0:
        return math.nan
    rank = q * counts[-1]
    at = next(i for i, c in enumerate(counts) if c >= rank)
    if at == len(bounds):
        return float(bounds[-1])
    low, under = (bounds[at - 1], counts[at - 1]) if at else (0, 0)
    inside = counts[at] - under
    return low + (bounds[at] - low) * ((rank - under) / inside if inside else 0.0)


def minus(new, old):
    return [a if a < b else a - b for a, b in zip(new, old, strict=True)]


def plus(*many):
    return [sum(each) for each in zip(*many, strict=True)]


def asked(submission, q, before, after, labels, expected, why, metric=NAME, ideas=()):
    """One call; `ideas` are (id, value, evidence, question)."""
    called = f"quantile({q}, …, …, {metric!r}, {labels})"
    found = submission.quantile(q, before, after, metric, dict(labels))
    require(isinstance(found, int | float | np.floating) and not isinstance(found, bool), called=called, returned=repr(found), expected="a float")
    if math.isnan(expected):
        require(math.isnan(found), called=called, returned=f"{found:.6g}", expected="nan", why=why)
        return
    if not math.isnan(found) and math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-9):
        return
    for name, value, evidence, question in ideas:
        if not math.isnan(found) and math.isclose(found, value, rel_tol=1e-9) and not math.isclose(value, expected, rel_tol=1e-6):
            misconception(name, called=called, returned=f"{found:.6g}", expected=f"{expected:.6g}", evidence=evidence, why=question)
    close(found, expected, called=called, why=why, rtol=1e-9, atol=1e-9)


def latencies(rng, number):
    return np.exp(rng.normal(rng.uniform(1.2, 2.5), rng.uniform(0.5, 1.1), size=number))


@check(points=2)
def test_one_series(submission, rng):
    """One series, everything since the start"""
    for q in (0.5, 0.9, 0.99):
        counts = cumulative(latencies(rng, int(rng.integers(300, 900))))
        total = counts[-1]
        first = next(i for i, c in enumerate(counts) if c >= q * total)
        ideas = []
        if first < len(BOUNDS):
            ideas.append(("the-bucket-is-the-answer", float(BOUNDS[first]), "the upper bound of the bucket, not the place within it", "Of the requests in this bucket, how many are below the one that you look for? Prometheus spreads them evenly."))
        asked(submission, q, "", scrape([({"node_id": "1", "query_type": "search"}, counts)]), {"query_type": "search"}, wanted(q, counts), "Each bucket counts everything up to its bound.", ideas=ideas)


@check(points=1, after="test_one_series")
def test_the_text(submission, rng):
    """Any order, any numbers, any label that the format allows"""
    counts = cumulative(latencies(rng, 500))
    odd = {"collection_name": 'a "b", {c}=d \\ e', "node_id": "1", "path": "C:\\new\nline", "query_type": "search"}
    for style in ("plain", "e", "first"):
        text = scrape([(odd, counts), ({**odd, "collection_name": 'a "b"'}, plus(counts, counts))], rng=rng, style=style)
        asked(submission, 0.95, "", text, {"collection_name": odd["collection_name"]}, wanted(0.95, counts), "A label's value may contain whatever its escapes allow.")
        asked(submission, 0.95, "", text, {"path": odd["path"]}, wanted(0.95, counts), "A label's value may contain whatever its escapes allow.")
    seconds = [0.0025, 0.01, 0.5]
    small = cumulative(rng.uniform(0, 0.4, size=200), seconds)
    asked(submission, 0.4, "", scrape([({"a": "b"}, small)], metric="x_seconds", bounds=seconds, rng=rng), {}, wanted(0.4, small, seconds), "Bounds are numbers, in whatever unit the metric has.", metric="x_seconds")


@check(points=2, after="test_one_series")
def test_between_two_scrapes(submission, rng):
    """What happened between the two, not since the start"""
    for q in (0.5, 0.99):
        old = cumulative(latencies(rng, 5000) * 4)
        fresh = cumulative(latencies(rng, 300))
        new, labels = plus(old, fresh), {"node_id": "1", "query_type": "search"}
        asked(submission, q, scrape([(labels, old)]), scrape([(labels, new)], rng=rng), {"query_type": "search"}, wanted(q, fresh), "A counter's value is its whole past. What is asked for is the last minute.",
              ideas=[("since-the-start", wanted(q, new), "the quantile of everything since the process started", "The slow morning is long over, and still in these numbers. Which part of a counter is from between the scrapes?")])


@check(points=2, after="test_between_two_scrapes")
def test_many_series(submission, rng):
    """Matching series are added up before the quantile is taken"""
    for _ in range(3):
        quick, slow, other = (cumulative(latencies(rng, n) * by) for n, by in ((900, 1), (60, 20), (500, 9)))
        series = [({"node_id": "1", "query_type": "search"}, quick), ({"node_id": "2", "query_type": "search"}, slow), ({"node_id": "1", "query_type": "query"}, other)]
        q = float(rng.choice([0.9, 0.95, 0.99]))
        each = [wanted(q, quick), wanted(q, slow)]
        ideas = [("the-mean-of-quantiles", sum(each) / 2, "the mean of the two nodes' quantiles", "One node answered 900 searches, the other 60. Whose requests does a mean of two quantiles describe?"),
                 ("the-mean-of-quantiles", max(each), "the larger of the two nodes' quantiles", "Whose requests does the worst node's quantile describe? Buckets can be added, quantiles cannot.")]  # fmt: skip
        asked(submission, q, "", scrape(series, rng=rng), {"query_type": "search"}, wanted(q, plus(quick, slow)), "Add the buckets of all matching series, then look for the rank.", ideas=ideas)
        asked(submission, q, "", scrape(series, rng=rng), {"query_type": "search", "node_id": "2"}, wanted(q, slow), "A series counts if it has all of the labels.")
        asked(submission, q, "", scrape(series, rng=rng), {}, wanted(q, plus(quick, slow, other)), "Without labels every series of the metric counts.")


@check(points=2, after="test_many_series")
def test_started_again(submission, rng):
    """A counter that started again, and a series that is new"""
    labels = {"node_id": "1", "query_type": "search"}
    old, fresh = cumulative(latencies(rng, 4000)), cumulative(latencies(rng, 250) * 3)
    asked(submission, 0.9, scrape([(labels, old)]), scrape([(labels, fresh)], rng=rng), {"query_type": "search"}, wanted(0.9, minus(fresh, old)), "After a restart the counter shows what happened since, and no less than nothing.")
    other, more = {"node_id": "2", "query_type": "search"}, cumulative(latencies(rng, 700))
    asked(submission, 0.9, scrape([(labels, old)]), scrape([(labels, plus(old, fresh)), (other, more)], rng=rng), {"query_type": "search"}, wanted(0.9, plus(fresh, more)), "A new node has no line in the first scrape: it started at 0.")
    both = plus(minus(fresh, old), cumulative([]))
    asked(submission, 0.5, scrape([(labels, old), (other, old)]), scrape([(labels, fresh), (other, plus(old, more))], rng=rng), {"query_type": "search"}, wanted(0.5, plus(both, more)), "Each series by itself: one of them started again, the other did not.")


@check(points=2, after="test_between_two_scrapes")
def test_the_edges(submission, rng):
    """The lowest bucket, the one without an end, and nothing at all"""
    labels = {"query_type": "search"}
    low = [40, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50]
    asked(submission, 0.5, "", scrape([(labels, low)]), labels, 0.625, "The lowest bucket begins at 0.")
    asked(submission, 0.0, "", scrape([(labels, low)]), labels, 0.0, "The smallest of all is taken to be 0.")
    high = [0, 0, 0, 0, 0, 0, 0, 0, 0, 90, 100]
    asked(submission, 0.99, "", scrape([(labels, high)]), labels, 512.0, "How slow they were is not known: the highest bound is.")
    asked(submission, 1.0, "", scrape([(labels, high)]), labels, 512.0, "How slow they were is not known: the highest bound is.")
    asked(submission, 1.0, "", scrape([(labels, low)]), labels, 2.0, "All of them are at most 2: the rank is reached there.")
    gap = [10, 10, 10, 20, 20, 20, 20, 20, 20, 20, 20]
    asked(submission, 0.5, "", scrape([(labels, gap)]), labels, 1.0, "The rank is reached in the first bucket, to its end.")
    asked(submission, 0.75, "", scrape([(labels, gap)]), labels, 6.0, "A bucket begins where the one below it ends, whether that one is empty or not.")
    nan = math.nan
    asked(submission, 0.9, scrape([(labels, low)]), scrape([(labels, low)]), labels, nan, "Nothing happened in between, and that is no zero.")
    asked(submission, 0.9, "", scrape([(labels, low)]), {"query_type": "hybrid"}, nan, "Nothing matches, and that is no zero.")
    asked(submission, 0.9, "", "", labels, nan, "Nothing matches, and that is no zero.")
