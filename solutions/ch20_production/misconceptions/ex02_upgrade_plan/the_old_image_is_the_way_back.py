# id: the-old-image-is-the-way-back
# check: test_way_back
# why: The old image ran yesterday, so putting it back restores yesterday. What the new version has written meanwhile it cannot read.
# source: docs v3.0.x, Upgrade Milvus Cluster with Helm Chart: an image-only rollback can fail to read the updated state; Storage V3


def rollback(cluster, done):
    """The steps back, or None."""
    # BEGIN SOLUTION back
    old, new = dict(cluster["pods"]), dict.fromkeys(cluster["pods"], 0)
    for step in done:
        if step[0] == "add":
            new[step[1]] += 1
        elif step[0] == "remove":
            old[step[1]] -= 1
    steps = []
    begun = list(dict.fromkeys(step[1] for step in done if step[0] in ("add", "remove")))
    for part in reversed(begun):
        count = cluster["pods"][part]
        while old[part] < count or new[part]:
            free = cluster["places"] - sum(old.values()) - sum(new.values())
            here = old[part] + new[part]
            if old[part] < count and free > 0 and here <= count:
                old[part] += 1
                steps.append(("add", part, "old"))
            elif new[part] and here > cluster["least"][part]:
                new[part] -= 1
                steps.append(("remove", part, "new"))
            else:
                return None
        steps.append(("smoke",))
    return steps
    # END SOLUTION
