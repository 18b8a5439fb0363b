# id: the-door-first
# check: test_order
# why: Proxies keep nothing and start in a second, so they look like the safe beginning. But they ask everyone, and a new one asks what no old one answers.
# source: milvus-operator 1.3.8, pkg/controllers/dependency_graph.go: the proxy depends on every other component


def plan(cluster):
    """The steps of an upgrade, or None."""
    # BEGIN SOLUTION plan
    steps, free = [("backup",)], cluster["places"] - sum(cluster["pods"].values())
    for part in reversed(in_order(cluster["asks"])):
        count = cluster["pods"][part]
        add, remove = ("add", part, "new"), ("remove", part, "old")
        if free > 0:
            steps += [add, remove] * count
        elif count > cluster["least"][part]:
            steps += [remove, add] * count
        else:
            return None
        steps.append(("smoke",))
    return steps + [("enable", feature) for feature in cluster["features"]]
    # END SOLUTION
