# id: what-failed-does-not-count
# check: test_failed
# why: A failed call has no answer, so a loop catches the error and continues with the next. The run then tells how fast the successful calls were and what they found.
# source: vectordb-bench 2.0.0, backend/runner/mp_runner.py: the concurrent loop logs an error and keeps neither its time nor its number
    # BEGIN SOLUTION summary
    rounds = {each["round"]: [call for call in each["calls"] if not call["warm"]] for each in record["rounds"]}
    calls = [call for each in rounds.values() for call in each]
    answered = [call for call in calls if call["ids"] is not None]
    took = [call["ms"] for call in answered]
    qps = {number: 1000 * sum(call["ids"] is not None for call in each) / max(1e-9, sum(call["ms"] for call in each if call["ids"] is not None)) for number, each in rounds.items()}
    mean = statistics.mean(qps.values())
    return {
        "recall": sum(recall(call["ids"], truths[call["query"]], k) for call in answered) / max(1, len(answered)),
        "failed": len(calls) - len(took),
        "qps": qps,
        "cv": statistics.stdev(qps.values()) / mean if len(qps) > 1 and mean else None,
        "p50": percentile(took, 0.5),
        "p99": percentile(took, 0.99) if len(took) - math.ceil(round(0.99 * len(took), 6)) >= 10 else None,
    }
    # END SOLUTION
