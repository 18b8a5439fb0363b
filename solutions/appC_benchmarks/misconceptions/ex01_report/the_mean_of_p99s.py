# id: the-mean-of-p99s
# check: test_latencies
# why: Each round has its p99, and a table wants one number, so the mean of them is written down. No call, and no share of calls, has anything to do with it.
# source: Prometheus documentation, Histograms and summaries: averaging quantiles yields statistically nonsensical values
    # BEGIN SOLUTION summary
    rounds = {each["round"]: [call for call in each["calls"] if not call["warm"]] for each in record["rounds"]}
    calls = [call for each in rounds.values() for call in each]
    took = [call["ms"] for call in calls if call["ids"] is not None]
    qps = {number: 1000 * sum(call["ids"] is not None for call in each) / sum(call["ms"] for call in each) for number, each in rounds.items()}
    mean = statistics.mean(qps.values())
    return {
        "recall": statistics.mean(recall(call["ids"], truths[call["query"]], k) for call in calls),
        "failed": len(calls) - len(took),
        "qps": qps,
        "cv": statistics.stdev(qps.values()) / mean if len(qps) > 1 and mean else None,
        "p50": percentile(took, 0.5),
        "p99": statistics.mean(percentile([call["ms"] for call in each if call["ids"] is not None], 0.99) for each in rounds.values()) if len(took) - math.ceil(round(0.99 * len(took), 6)) >= 10 else None,
    }
    # END SOLUTION
