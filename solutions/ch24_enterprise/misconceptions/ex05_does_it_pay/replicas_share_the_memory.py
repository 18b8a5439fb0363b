# id: replicas-share-the-memory
# check: test_memory
# why: Replicas are the same data, so the data is counted once. Each replica holds its own copy in memory; that is what makes it quick and safe.
# source: docs v3.0.x replica.md (in-memory replicas load the same segment into several query nodes)
# BEGIN SOLUTION memory
    numbers = load["rows"] * (100 + load["growth"]) * load["dim"] * load["bytes"] * (100 + load["overhead"])
    return -(-numbers // 10_000)
    # END SOLUTION
