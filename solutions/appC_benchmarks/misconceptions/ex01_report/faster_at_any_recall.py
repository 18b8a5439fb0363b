# id: faster-at-any-recall
# check: test_refused
# why: Recall is a quality and speed is a speed, so they stand in two tables. Every approximate index can be made as fast as one likes by looking at less.
# source: ann-benchmarks, README: results are plotted as recall against queries per second; ch05 of this course, Performance vs Accuracy Tradeoffs
    # BEGIN SOLUTION compare
    one, other = summary(a, truths, k), summary(b, truths, k)
    place = {each["round"]: each["place"] for each in b["rounds"]}
    first = {each["place"] < place[each["round"]] for each in a["rounds"] if each["round"] in place}
    against = {
        "machine": a["machine"] != b["machine"],
        "data": a["data"] != b["data"],
        "failed": one["failed"] + other["failed"] > 0,
        "rounds": one["qps"].keys() != other["qps"].keys() or len(one["qps"]) < 5,
        "order": len(first) == 1,
    }
    reasons = sorted(word for word, holds in against.items() if holds)
    if not reasons:
        ratios = sorted(speed / other["qps"][number] for number, speed in one["qps"].items())
        inner = ratios[1:-1]
        if min(inner) > 1 or max(inner) < 1:
            times = statistics.median(ratios)
            return {"faster": "a" if times > 1 else "b", "times": max(times, 1 / times), "reasons": []}
        reasons = ["spread"]
    return {"faster": None, "times": None, "reasons": reasons}
    # END SOLUTION
