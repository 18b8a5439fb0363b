# id: one-test-at-the-end
# check: test_checks
# why: The smoke test is about the whole, so it is run when the whole is done. Then five parts are new and one of them is to blame.
# source: Beyer and others, Site Reliability Engineering, 2016, chapter 8: small changes, each verified


def plan(cluster):
    """The steps of an upgrade, or None."""
    # BEGIN SOLUTION plan
    steps, free = [("backup",)], cluster["places"] - sum(cluster["pods"].values())
    for part in in_order(cluster["asks"]):
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
