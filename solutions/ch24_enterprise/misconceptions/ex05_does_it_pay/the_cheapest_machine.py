# id: the-cheapest-machine
# check: test_cheapest
# why: The cheapest machine makes the cheapest cluster. Four small ones may cost more than one large one, and the cluster is what is paid for.
# source: the lesson's section ROI Considerations
# BEGIN SOLUTION cheapest
    usable = [m for m in machines if m["gib"] * 2**30 * m["usable"] // 100 > 0 and m["qps"] > 0]
    if not usable:
        return None
    machine = min(usable, key=lambda m: (m["cents"], m["name"]))
    room = machine["gib"] * 2**30 * machine["usable"] // 100
    count = max(-(-memory(load) // room), -(-load["qps"] // machine["qps"]), load["replicas"])
    return {"name": machine["name"], "count": count, "cents": count * machine["cents"]}
    # END SOLUTION
