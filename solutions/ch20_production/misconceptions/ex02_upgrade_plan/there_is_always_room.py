# id: there-is-always-room
# check: test_room
# why: A rolling update starts the new pod first, so it is written that way, and the places are somebody else's business. The new pod is then pending forever.
# source: the rollout that does not end, recorded in the lesson; Kubernetes documentation, Deployments, "Failed Deployment": insufficient quota or resources


def plan(cluster):
    """The steps of an upgrade, or None."""
    # BEGIN SOLUTION plan
    steps, free = [("backup",)], cluster["places"] - sum(cluster["pods"].values())
    for part in in_order(cluster["asks"]):
        count = cluster["pods"][part]
        add, remove = ("add", part, "new"), ("remove", part, "old")
        steps += [add, remove] * count
        steps.append(("smoke",))
    return steps + [("enable", feature) for feature in cluster["features"]]
    # END SOLUTION
